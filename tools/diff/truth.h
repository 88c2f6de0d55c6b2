/* SPDX-License-Identifier: ISC */
/*
 * truth - the files of both sides line by line, and which of the lines that
 * differ a change accounts for. Private to truth*.c.
 */
#ifndef STET_DIFF_TRUTH_H
#define STET_DIFF_TRUTH_H

#include "diff/compare.h"
#include "diff/sequence.h"
#include "diff/table.h"
#include "model/doc.h"

/* One version of a file. */
struct truth_text {
	struct source *source;	/* NULL: the file is not there */
	bool *explained;	/* by line from 0: lines in no hunk are; NULL:
				   nothing to explain */
	uint32_t *parts;	/* innermost part by line; NULL: not yet needed */
	uint32_t document_part;
	enum doc_format format;
};

struct truth_file {
	struct truth_text old_text;
	struct truth_text new_text;
	struct sequence_changes hunks;
};

struct truth {
	struct compare *compare;
	struct truth_file *files;
	size_t count;
	size_t capacity;
	struct table old_sources;	/* from a source to its file */
	struct table new_sources;
};

/* --- truth_files.c ------------------------------------------------------------------- */

/* The file that holds this source on that side; NULL if there is none. */
struct truth_file *truth_file_of(struct truth *truth,
				 const struct source *source, bool is_old);
struct truth_text *truth_find(struct truth *truth, const struct source *source,
			      bool is_old);

/* What the set calls an included file, new; NULL for a main file. */
char *truth_included_dup(const struct truth *truth,
			 const struct truth_file *file);

/* The innermost part at a line of the file, counted from 1. */
uint32_t truth_part_at(struct truth *truth, struct truth_text *text, bool is_old,
		       size_t line);

#endif
