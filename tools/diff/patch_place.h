/* SPDX-License-Identifier: ISC */
/*
 * patch_place - where a hunk fits into a text, and which file a path of a patch
 * means. For patch_apply.c.
 */
#ifndef STET_DIFF_PATCH_PLACE_H
#define STET_DIFF_PATCH_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "diff/patch.h"

/* What two lines may differ in and still be the same. */
enum patch_care {
	CARE_ALL,
	CARE_LINE_END,		/* a CR at the end does not count */
	CARE_PAGE,		/* nor do the blanks a page changes */
};
enum { CARE_LEVELS = CARE_PAGE + 1 };

/* A text by its lines. */
struct patch_image {
	struct slice *lines;	/* without newlines; lent */
	size_t count;
	bool ends_open;		/* the last one has no newline */
	uint64_t *digests[CARE_LEVELS];	/* of each line; built on first use */
};

void patch_image_init(struct patch_image *image, struct slice text);
void patch_image_release(struct patch_image *image);

struct patch_fit {
	size_t line;		/* from 0: the lines before the hunk's first */
	enum patch_care care;
};

/*
 * Where the hunk fits, nearest to the line expected and not before the line
 * from; false if nowhere.
 */
bool patch_find_fit(struct patch_image *image, const struct patch_hunk *hunk,
		    bool is_page, size_t from, size_t expected,
		    struct patch_fit *fit);

/* What is known of a hunk that does not fit. */
struct patch_miss {
	bool is_applied;	/* its new lines are there already, at line */
	size_t line;		/* from 0: the nearest place */
	size_t same;		/* lines of the hunk that are there */
	size_t old_count;	/* of so many; 0: no place is near */
	size_t differs;		/* from 0, of the text: the first that is not */
	const struct patch_line *wanted;	/* what the hunk has there; NULL: all
						 * are there, but may not be */
};
void patch_find_miss(struct patch_image *image, const struct patch_hunk *hunk,
		     bool is_page, size_t expected, struct patch_miss *miss);

/* --- paths ---------------------------------------------------------------------- */

/* How paths of a patch become paths below the root: folders are taken from the
 * front, or others put there. */
struct patch_mapping {
	size_t strip;
	char *prefix;		/* "doc/" or ""; the caller's */
};

/* Finds the mapping for the whole patch; false, with an error reported, if none
 * of its files is there or several mappings are as good. */
bool patch_find_mapping(const struct patch *patch, const struct files *files,
			const char *root, struct patch_mapping *mapping,
			struct diag *diag);

/* The path of a file in the set, new; NULL if the path has not enough folders
 * or would lead out of the root. */
char *patch_map_dup(const struct patch_mapping *mapping, const char *root,
		    const char *path);

/* The path of the file that is to be changed, new; NULL if it is not there. */
char *patch_find_dup(const struct patch_mapping *mapping,
		     const struct files *files, const char *root,
		     const struct patch_file *file);

#endif
