/* SPDX-License-Identifier: ISC */
/*
 * diff_show - a tree of changes written where and how the user wants it: to a
 * file, down a pipe, or on a terminal in colours and through a pager.
 */
#ifndef STET_CMD_DIFF_SHOW_H
#define STET_CMD_DIFF_SHOW_H

#include <stdbool.h>

struct change_tree;
struct cmd_context;
struct sheets;

struct diff_show {
	const char *format;	/* NULL: terminal on a terminal, else plain */
	const char *output;	/* NULL: standard output */
	struct sheets *sheets;	/* the user's */
	int width;		/* 0: as wide as the terminal, or 80 */
	int limit;		/* bytes of Markdown; 0: as a comment may have */
	bool stat;
	bool full;
	bool whole;
};

/* Is there such a format? Reports an error if not. */
bool diff_show_knows(struct cmd_context *context, const char *format);

/* 0, or -1 with an error reported. */
int diff_show(struct cmd_context *context, const struct diff_show *how,
	      const struct change_tree *tree);

#endif
