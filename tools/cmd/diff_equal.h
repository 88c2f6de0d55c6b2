/* SPDX-License-Identifier: ISC */
/*
 * diff_equal - what two versions have in common, and need not be read: whole
 * files, sections at the end of a text, sections between changed lines. Private
 * to diff_input.
 */
#ifndef STET_CMD_DIFF_EQUAL_H
#define STET_CMD_DIFF_EQUAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "diff/sequence.h"
#include "model/doc.h"

struct source;

/* A document to be read. */
struct diff_task {
	char *relative;		/* what pairs it with the other side's */
	char *path;
	enum doc_role role;
	struct source *source;	/* NULL: could not be read, or is equal */
	bool equal;
	struct span *shared;	/* whole lines that the other side has too */
	size_t shared_count;
	const struct source *compared;	/* the old one's, for the new one */
	struct sequence_changes hunks;	/* the lines that differ from that */
	const struct doc *doc;	/* once it is read; lent */
	bool uneven;		/* what was left out of it was not left out
				   of the other side's */
};

/* Each looks at the two versions of a document. */

/* Are all bytes equal? */
void diff_equal_mark(struct diff_task *a, struct diff_task *b);

/* Cuts off the sections at the end of plain texts that are equal. */
void diff_equal_cut(struct diff_task *a, struct diff_task *b);

/* Lists the lines that both have, and in b the ones that differ. */
void diff_equal_lines(struct diff_task *a, struct diff_task *b);

/* Once both are read: finds out whether they are uneven. */
void diff_equal_check(struct diff_task *a, struct diff_task *b);

#endif
