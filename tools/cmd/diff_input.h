/* SPDX-License-Identifier: ISC */
/*
 * diff_input - what a diff is asked to compare: files, folders and revisions, as
 * two sets of documents.
 *
 * A folder or a revision is a whole project, if a configuration or a preset says
 * so for that very folder; else all files in it that can be read.
 */
#ifndef STET_CMD_DIFF_INPUT_H
#define STET_CMD_DIFF_INPUT_H

#include <stdbool.h>

#include "diff/diff.h"

struct cmd_context;
struct files;
struct project;

/* One side, before it is read. */
struct diff_place {
	struct files *files;	/* where it is; NULL: the disk */
	char *path;		/* of a file or a folder; NULL: no file at all
				   (as /dev/null is for git) */
	char *label;		/* what it is called in reports */
	bool is_project;	/* the project that the folder belongs to, even
				   if that is one above it */
};

/*
 * The two sides that the arguments name:
 *   none        HEAD and the work tree
 *   A..B        two revisions
 *   REV         the revision and the work tree; REV:PATH, or a file or folder:
 *               that file or folder only (of HEAD)
 *   OLD NEW     each a file, a folder, a revision or REV:PATH
 * 0, or -1 with an error reported; to be released in either case.
 */
int diff_places_find(struct cmd_context *context, int argc, char **argv,
		     struct diff_place places[2]);
void diff_places_release(struct diff_place places[2]);

/* Both sides as read, and all that they are made of. */
struct diff_input {
	struct project *projects[2];
	struct diff_set sets[2];
};

/* How much is left out. */
enum diff_reading {
	DIFF_READ_WHOLE,	/* nothing */
	DIFF_READ_DOCUMENTS,	/* documents that are equal, byte for byte */
	DIFF_READ_SECTIONS,	/* and the text of sections and options that are:
				   their headings are read */
};

/*
 * Reads both sides at once; the places' file sets are taken. 0, or -1 with errors
 * reported (what could be read is there nevertheless); to be released in either
 * case.
 */
int diff_input_read(struct cmd_context *context, struct diff_place places[2],
		    enum diff_reading what, struct diff_input *out);
void diff_input_release(struct diff_input *input);

#endif
