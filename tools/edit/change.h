/* SPDX-License-Identifier: ISC */
/*
 * change - an edit before it is written: for each file an ordered list of span
 * replacements on its bytes. Bytes outside the spans are copied, never printed
 * again.
 *
 * Sources are lent and must outlive the set. Offsets are bytes of the source.
 */
#ifndef STET_EDIT_CHANGE_H
#define STET_EDIT_CHANGE_H

#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"

struct source;

struct change {
	struct span span;	/* what goes; empty for an insertion */
	char *text;		/* what comes */
	size_t len;
	size_t number;		/* of the change, as change_add() returned it */
};

struct change_file {
	char *path;		/* relative to the project's root */
	struct source *source;
	struct change *changes;	/* in order of their spans */
	size_t count;
	size_t capacity;
	struct buf after;	/* the new bytes, once applied */
};

struct change_set {
	struct change_file *files;
	size_t count;
	size_t capacity;
};

void change_set_release(struct change_set *set);

/*
 * The changes of the file, made if it has none yet; path is copied. Lent until
 * the next file is added.
 */
struct change_file *change_set_file(struct change_set *set, const char *path,
				    struct source *source);

/*
 * Replaces a span by text, whose LF line ends become those of the file around
 * it. Of two insertions at one place the earlier call comes first. Returns the
 * number of the change.
 */
size_t change_add(struct change_file *file, struct span span, struct slice text);

/*
 * Inserts whole lines (text ends with LF) before the line that starts at the
 * offset. At the end of a file whose last line has no newline, that line gets
 * one and the last line inserted does not.
 */
size_t change_insert(struct change_file *file, size_t offset, struct slice text);

/* Computes after for every file. -1 if spans overlap, which is our bug. */
int change_set_apply(struct change_set *set);

/* Where the new text of a change starts afterwards. */
size_t change_position(const struct change_file *file, size_t number);

/* The number of bytes of its new text. */
size_t change_length(const struct change_file *file, size_t number);

/* Where a byte of the source stands afterwards. What was inserted at the offset
 * stands before it; a byte replaced is moved to the end of its replacement. */
size_t change_map(const struct change_file *file, size_t offset);

#endif
