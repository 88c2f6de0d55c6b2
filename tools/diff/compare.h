/* SPDX-License-Identifier: ISC */
/*
 * compare - what the steps of a comparison share, in the order in which they
 * run. Private to the diff.
 */
#ifndef STET_DIFF_COMPARE_H
#define STET_DIFF_COMPARE_H

#include "diff/align.h"
#include "diff/side.h"

/* Lines that differ and show in no block: of a comment, a definition. */
struct leftover {
	uint32_t part;		/* of the new side; of the old one if is_old */
	bool is_old;
	size_t old_line, old_end_line;	/* 0: none on this side */
	size_t new_line, new_end_line;
	const struct source *old_source;
	const struct source *new_source;
	char *included;		/* what the set calls the file, for one that is
				   not the document's main file; else NULL */
	char *old_text;		/* those lines, the last without newline */
	char *new_text;
};

struct source;

struct promotion {
	struct change_landing *landings;
	size_t landing_count;
	struct change_evidence *evidence;
	size_t evidence_count;
};

struct compare {
	struct side old_side;
	struct side new_side;
	const struct diff_options *options;
	struct change_tree *tree;

	/* by part of each side: the old side has them for what is gone */
	struct aligned_list *old_rows;
	struct aligned_list *new_rows;

	struct promotion *promotions;	/* by old part; none: not promoted */

	struct leftover *leftovers;	/* in the order of the lines */
	size_t leftover_count;
	size_t leftover_capacity;

	/* by block: its number in the tree, 0 if it is not there */
	uint32_t *old_numbers;
	uint32_t *new_numbers;
	size_t next_number;
};

/* What a row of two blocks says, as far as it shows without looking at words. */
enum row_state { ROW_SAME, ROW_MARKUP, ROW_REFLOWED, ROW_DIFFERENT };
enum row_state compare_row(const struct compare *compare,
			   const struct aligned *row);

/* Do a unit's title or, for an option, the fields of its heading differ? */
bool compare_heading(const struct unit *old_unit, const struct unit *new_unit);

/* --- carry.c: blocks that went from one place to another ----------------------------- */
void compare_carry(struct compare *compare);

/* --- promotion.c ----------------------------------------------------------------------- */
void compare_promotions(struct compare *compare);
void promotions_release(struct compare *compare);

/* --- truth.c ------------------------------------------------------------------------------ */

/* The files of both sides line by line; notes those that differ in the tree. The
 * documents must have been paired. */
struct truth;
struct truth *truth_new(struct compare *compare);
void truth_free(struct truth *truth);

/* Pairs the parts that no differing line is in. */
void truth_find_untouched(struct truth *truth);

/* Fills the leftovers: each line that differs is in a change, or in one. */
void truth_check(struct truth *truth);
void leftovers_release(struct compare *compare);

/* --- changes.c: makes the tree's changes ------------------------------------------------- */
void compare_changes(struct compare *compare);

/* --- place.c ---------------------------------------------------------------------------- */

/* A text of any bytes as one that a tree may hold, new. NULL gives NULL. */
char *clean_dup(const char *text);
char *clean_slice_dup(struct slice text);

/* Where a part stands. */
void place_of_part(const struct side *side, const struct part *part,
		   struct change_place *out);
const char *part_unit_name(const struct part *part);
char *part_key_dup(const struct part *part);
char *part_title_dup(const struct part *part);

#endif
