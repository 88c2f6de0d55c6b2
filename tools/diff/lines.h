/* SPDX-License-Identifier: ISC */
/*
 * lines - the differences between two texts line by line, and the unified form
 * that git apply and patch read. Bytes, whatever their encoding; a line ends
 * with LF, a CR before it is part of the line.
 */
#ifndef STET_DIFF_LINES_H
#define STET_DIFF_LINES_H

#include "base/buf.h"
#include "base/slice.h"
#include "diff/sequence.h"

/* The changed runs of lines, counted from 0. A line that lacks its newline
 * differs from one that has it. */
void lines_diff(struct slice old_text, struct slice new_text,
		struct sequence_changes *out);

/*
 * Appends the change of one file, named by its path relative to where the
 * patch is to be applied; nothing if the texts are equal.
 */
void lines_unified(const char *path, struct slice old_text,
		   struct slice new_text, struct buf *out);

#endif
