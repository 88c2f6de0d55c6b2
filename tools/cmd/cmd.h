/* SPDX-License-Identifier: ISC */
/*
 * cmd - the subcommands: a file each, ending in one const struct cmd.
 */
#ifndef STET_CMD_CMD_H
#define STET_CMD_CMD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/opt.h"

struct project;

/* Exit statuses, the same for every command. */
enum {
	EXIT_FINE = 0,
	EXIT_DIFFERENT = 1,	/* differences or findings */
	EXIT_INPUT = 2,		/* bad input or usage: nothing written */
	EXIT_SYSTEM = 3,	/* the system failed us */
};

struct cmd_context {
	struct diag diag;
	const char *config;	/* -c; NULL: look for it */
	const char *color;	/* auto, always, never */
	bool verbose;
};

struct cmd {
	const char *name;	/* as typed; inner commands: the last word */
	const char *arguments;	/* for the usage line: "[INPUT...]" */
	const char *summary;	/* one line, lower case, no stop */
	const char *about;	/* paragraphs for the help, or NULL */
	const struct opt *options;
	size_t values_size;
	/* argv[0] is the first argument. Returns an exit status. */
	int (*run)(struct cmd_context *context, const void *values, int argc,
		   char **argv);
	/* A command of commands has these, NULL-ended, instead of run; its
	   inner commands name it in their usage lines by group. */
	const struct cmd *const *commands;
	const char *group;
};

extern const struct cmd *const cmd_table[];	/* ends with NULL */

const struct cmd *cmd_find(const char *name);

/* Appends a command's help, as 'stet help NAME' and 'stet NAME --help' print. */
struct buf;
void cmd_put_help(const struct cmd *cmd, struct buf *out);

/* Runs a command with its own argv (argv[0] is its name). */
int cmd_run(const struct cmd *cmd, struct cmd_context *context, int argc,
	    char **argv);

/* The options before the command, and their values. */
struct cmd_global {
	const char *dir;
	const char *config;
	const char *color;
	bool quiet;
	bool verbose;
	bool help;
	bool version;
};

extern const struct opt cmd_global_options[];

/*
 * The project that the command works on, with --set applied (settings may be
 * NULL). To be freed; NULL after an error.
 */
struct project *cmd_open_project(struct cmd_context *context,
				 const struct opt_list *settings);

/* Applies --set NAME=VALUE; 0, or -1 after an error. */
int cmd_apply_settings(struct project *project, const struct opt_list *settings,
		       struct diag *diag);

/* Fills in the role, root, version (the caller's to free) and date. */
struct read_options;
void cmd_read_options(const struct project *project, const char *path,
		      struct read_options *options);

/* A document of the project as a command reads it: the role, root, version and
 * date filled in from the project. NULL after errors. */
struct doc *cmd_read(const struct project *project, const char *path,
		     bool version_optional, struct diag *diag);

#endif
