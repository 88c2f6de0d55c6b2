/* SPDX-License-Identifier: ISC */
/*
 * sheet_log - what libxslt and libxml2 say while a stylesheet is compiled and
 * run, turned into our diagnostics. For sheet.c only.
 *
 * libxslt prints in pieces, as to a terminal: an error is a line that says where
 * and then a text; a message of the stylesheet is a text alone. A message that
 * comes again, for every element of a kind, is reported once. One that begins
 * with "stet: " is about the document, not the stylesheet: it is reported without
 * a place, once however many stylesheets say it.
 */
#ifndef STET_RENDER_SHEET_LOG_H
#define STET_RENDER_SHEET_LOG_H

#include <libxml/xmlerror.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct diag;

struct sheet_log {
	const char *name;	/* of the stylesheet, as an asset; lent */
	struct diag *diag;
	bool failed;		/* an error was reported */
	bool compiling;		/* libxslt speaks to all, not to one context */
	struct buf where;	/* the line that says where, until its text */
	struct buf text;	/* pieces of a message not reported yet */
	struct buf cause;	/* what libxml2 found; libxslt says where, next */
	char **said;		/* messages reported already */
	size_t said_count;
	size_t said_capacity;
	/* of this thread, put back at the end */
	xmlStructuredErrorFunc saved;
	void *saved_context;
	xmlGenericErrorFunc saved_generic;
	void *saved_generic_context;
};

/* Starts listening to libxml2 in this thread, too; until closed. */
void sheet_log_open(struct sheet_log *log, const char *name, struct diag *diag);
void sheet_log_close(struct sheet_log *log);

/* Reports what is not reported yet. */
void sheet_log_flush(struct sheet_log *log);

/* The functions for libxslt and libxml2; context is the log, NULL for that of the
 * stylesheet this thread compiles. The last takes what libxml2 prints besides its
 * errors. */
void sheet_log_put(void *context, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void sheet_log_xml(void *context, xmlError *error);
void sheet_log_cause(void *context, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
