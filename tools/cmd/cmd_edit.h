/* SPDX-License-Identifier: ISC */
/*
 * cmd_edit - what the commands that edit share: how a planned edit ends.
 */
#ifndef STET_CMD_CMD_EDIT_H
#define STET_CMD_CMD_EDIT_H

#include <stdbool.h>

struct buf;
struct cmd_context;
struct workspace;

/*
 * Checks the planned changes; then prints the patch (dry_run), or writes the
 * files and prints what was done. more, if not NULL, is lines to print after the
 * report. Returns an exit status.
 */
int cmd_edit_finish(struct cmd_context *context, struct workspace *workspace,
		    bool dry_run,
		    void (*more)(const struct workspace *workspace,
				 const void *payload, struct buf *out),
		    const void *payload);

/* Cuts the mark off a type such as "host list*", and blanks at its end; was there
 * one, so that values are expanded? */
bool cmd_edit_cut_mark(char *type);

#endif
