/* SPDX-License-Identifier: ISC */
/*
 * diag - what stet tells the user about the input: the one way to report.
 *
 * Messages are lower case without a final stop, name the cause first and, where
 * we can, the fix. They are printed at once as `file:line: error: message`, and
 * counted, so that a reader can go on and report all problems of a file; the
 * command's exit status comes from the counts.
 */
#ifndef STET_BASE_DIAG_H
#define STET_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/slice.h"

struct source;

enum { DIAG_ONCE_MAX = 100 };	/* different things said once; no more are */

enum diag_level { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

struct diag {
	FILE *out;		/* NULL keeps silent and only counts */
	bool quiet;		/* print errors only */
	size_t errors;
	size_t warnings;
	bool progress;		/* a line of base/progress.h is to be wiped */
	bool system_failure;	/* an error was the system's, not the input's */
	/* instead of printing: who wants each message as it is */
	void (*sink)(void *payload, enum diag_level level, const char *file,
		     size_t line, const char *message);
	void *payload;
	uint64_t once[DIAG_ONCE_MAX];	/* digests of what was said once */
	size_t once_count;
	char *kept;		/* the text, of a diag that keeps it */
	size_t kept_len;
};

void diag_init(struct diag *diag, FILE *out);

/*
 * For a thread of its own: a diag that prints what like would, but into memory.
 * Its text is lent until keeping ends or more is said.
 */
void diag_keep(struct diag *diag, const struct diag *like);
struct slice diag_kept(struct diag *diag);
void diag_end_keeping(struct diag *diag);

/* Counts the messages of a diag in another one too. */
void diag_count(const struct diag *diag, struct diag *into);

/* At a byte offset of a source. */
void diag_at(struct diag *diag, enum diag_level level, struct source *source,
	     size_t offset, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/* At a line of a file; line 0 leaves the number out. */
void diag_line(struct diag *diag, enum diag_level level, const char *file,
	       size_t line, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/* About a whole file: position `file:1:`, so that every message has one. */
void diag_file(struct diag *diag, enum diag_level level, const char *file,
	       const char *format, ...) __attribute__((format(printf, 4, 5)));

/* About the command line or the run as a whole: `stet: error: message`. */
void diag_say(struct diag *diag, enum diag_level level, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same, unless it was said already: a note that would come for every element
 * of a kind, in every format. */
void diag_once(struct diag *diag, enum diag_level level, const char *text);

/* The system failed us (disk full, no permission to write): exit status 3. */
void diag_system(struct diag *diag, const char *file, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* 0 fine, 2 bad input, 3 the system failed. */
int diag_status(const struct diag *diag);

#endif
