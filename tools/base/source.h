/* SPDX-License-Identifier: ISC */
/*
 * source - the bytes of one input file, and its lines.
 *
 * Offsets are bytes from 0, lines count from 1. The bytes are never changed
 * and are followed by a NUL that does not count. No encoding is assumed.
 */
#ifndef STET_BASE_SOURCE_H
#define STET_BASE_SOURCE_H

#include <stddef.h>

#include "base/slice.h"

struct diag;

struct source {
	char *name;		/* as the user knows it: for messages */
	char *path;		/* what to open; NULL for bytes in memory */
	char *text;
	size_t len;
	size_t *line_starts;	/* built on first use */
	size_t line_count;
};

/*
 * Reads the regular file at path ("-" is standard input). Returns a source to
 * be freed with source_free(), or NULL after an error is reported.
 */
struct source *source_read(const char *path, struct diag *diag);

/* A source of bytes in memory; takes text (from malloc, NUL after len). */
struct source *source_new(const char *name, char *text, size_t len);

void source_free(struct source *source);

/* The number of lines; a last line without a newline counts. */
size_t source_line_count(struct source *source);

/* The line that holds the offset; past the end: the last line. */
size_t source_line(struct source *source, size_t offset);

/* Where a line starts; line_count + 1 gives the length. */
size_t source_line_start(struct source *source, size_t line);

/* A line without its end (LF, CRLF). */
struct slice source_line_text(struct source *source, size_t line);

static inline struct slice source_slice(const struct source *source,
					struct span span)
{
	return slice_of(source->text + span.start, span.end - span.start);
}

#endif
