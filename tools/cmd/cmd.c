/* SPDX-License-Identifier: ISC */
#include "cmd/cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/mem.h"
#include "edit/commit.h"
#include "model/files.h"
#include "model/project.h"
#include "read/reader.h"

extern const struct cmd cmd_build;
extern const struct cmd cmd_check;
extern const struct cmd cmd_completion;
extern const struct cmd cmd_convert;
extern const struct cmd cmd_diff;
extern const struct cmd cmd_dist;
extern const struct cmd cmd_help;
extern const struct cmd cmd_option;
extern const struct cmd cmd_outline;
extern const struct cmd cmd_promote;
extern const struct cmd cmd_version;

const struct opt cmd_global_options[] = {
	{ 'C', "directory", "DIR", "work in DIR", OPT_STRING,
	  offsetof(struct cmd_global, dir) },
	{ 'c', "config", "FILE", "the configuration, instead of stet.conf",
	  OPT_STRING, offsetof(struct cmd_global, config) },
	{ 0, "color", "WHEN", "colour: auto, always or never", OPT_STRING,
	  offsetof(struct cmd_global, color) },
	{ 'q', "quiet", NULL, "print errors only", OPT_FLAG,
	  offsetof(struct cmd_global, quiet) },
	{ 'v', "verbose", NULL, "say what is done", OPT_FLAG,
	  offsetof(struct cmd_global, verbose) },
	{ 'h', "help", NULL, "print help", OPT_FLAG,
	  offsetof(struct cmd_global, help) },
	{ 'V', "version", NULL, "print the version", OPT_FLAG,
	  offsetof(struct cmd_global, version) },
	{ 0, NULL, NULL, NULL, OPT_FLAG, 0 },
};

const struct cmd *const cmd_table[] = {
	&cmd_build,
	&cmd_check,
	&cmd_completion,
	&cmd_convert,
	&cmd_diff,
	&cmd_dist,
	&cmd_help,
	&cmd_option,
	&cmd_outline,
	&cmd_promote,
	&cmd_version,
	NULL,
};

const struct cmd *cmd_find(const char *name)
{
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		if (strcmp(cmd_table[i]->name, name) == 0) {
			return cmd_table[i];
		}
	}
	return NULL;
}

void cmd_put_help(const struct cmd *cmd, struct buf *out)
{
	buf_printf(out, "usage: stet %s%s%s%s%s%s\n\n%s\n",
		   cmd->group != NULL ? cmd->group : "",
		   cmd->group != NULL ? " " : "", cmd->name,
		   cmd->options[0].name != NULL ? " [OPTION...]" : "",
		   cmd->arguments[0] != '\0' ? " " : "", cmd->arguments,
		   cmd->summary);
	if (cmd->about != NULL) {
		buf_printf(out, "\n%s", cmd->about);
	}
	for (size_t i = 0; cmd->commands != NULL && cmd->commands[i] != NULL;
	     i++) {
		buf_printf(out, "%s  %s %s  %s\n",
			   i == 0 ? "\nCommands:\n" : "",
			   cmd->commands[i]->name, cmd->commands[i]->arguments,
			   cmd->commands[i]->summary);
	}
	if (cmd->options[0].name != NULL) {
		buf_puts(out, "\nOptions:\n");
		opt_help(cmd->options, out);
	}
}

/* Is there a --help among the options? Every command has it. */
static bool wants_help(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--help") == 0) {
			return true;
		}
	}
	return false;
}

static int print_help(const struct cmd *cmd)
{
	struct buf out;

	buf_init(&out);
	cmd_put_help(cmd, &out);
	fwrite(out.data, 1, out.len, stdout);
	buf_release(&out);
	return EXIT_FINE;
}

/* The command of a command that argv[1] names; NULL after an error. */
static const struct cmd *find_inner(const struct cmd *cmd, int argc,
				    char **argv, struct diag *diag)
{
	const char *names[16] = { NULL };
	const char *name = argc > 1 ? argv[1] : "";
	const char *nearest;

	for (size_t i = 0; cmd->commands[i] != NULL && i < 15; i++) {
		if (strcmp(cmd->commands[i]->name, name) == 0) {
			return cmd->commands[i];
		}
		names[i] = cmd->commands[i]->name;
	}
	nearest = argc > 1 ? opt_nearest(name, names) : NULL;
	if (nearest != NULL) {
		diag_say(diag, DIAG_ERROR,
			 "no command '%s %s' (did you mean '%s'?)", cmd->name,
			 name, nearest);
	} else {
		diag_say(diag, DIAG_ERROR,
			 "'%s' needs a command: see 'stet help %s'", cmd->name,
			 cmd->name);
	}
	return NULL;
}

/* After an error in the options: is one of them stet's own, in a wrong place? */
static void hint_at_place(const struct cmd *cmd, int argc, char **argv,
			  struct diag *diag)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		for (const struct opt *row = cmd_global_options;
		     row->name != NULL; row++) {
			bool is_letter = argv[i][0] == '-' &&
					 row->letter != 0 &&
					 argv[i][1] == row->letter &&
					 argv[i][2] == '\0';

			if (is_letter || (strncmp(argv[i], "--", 2) == 0 &&
					  strcmp(argv[i] + 2, row->name) == 0)) {
				diag_say(diag, DIAG_NOTE,
					 "'%s' goes before the command: "
					 "stet %s %s%s%s", argv[i], argv[i],
					 cmd->group != NULL ? cmd->group : "",
					 cmd->group != NULL ? " " : "",
					 cmd->name);
			}
		}
	}
}

int cmd_run(const struct cmd *cmd, struct cmd_context *context, int argc,
	    char **argv)
{
	void *values;
	int first;
	int status = EXIT_INPUT;

	if (cmd->commands != NULL &&
	    !(argc > 1 && strcmp(argv[1], "--help") == 0)) {
		cmd = find_inner(cmd, argc, argv, &context->diag);
		return cmd != NULL ?
			       cmd_run(cmd, context, argc - 1, argv + 1) :
			       EXIT_INPUT;
	}
	if (wants_help(argc, argv)) {
		return print_help(cmd);
	}
	values = mem_alloc(cmd->values_size);

	/* getopt passes over argv[0], which is the command's name. */
	first = opt_parse(cmd->options, values, argc, argv, false,
			  &context->diag);
	if (first >= 0) {
		status = cmd->run(context, values, argc - first, argv + first);
	} else {
		hint_at_place(cmd, argc, argv, &context->diag);
	}
	opt_release(cmd->options, values);
	free(values);
	return status;
}

struct project *cmd_open_project(struct cmd_context *context,
				 const struct opt_list *settings)
{
	struct project *project =
		project_open(".", context->config, &context->diag);

	if (project != NULL &&
	    (edit_recover(project->root, &context->diag) != 0 ||
	     cmd_apply_settings(project, settings, &context->diag) != 0)) {
		project_free(project);
		return NULL;
	}
	return project;
}

int cmd_apply_settings(struct project *project, const struct opt_list *settings,
		       struct diag *diag)
{
	int result = 0;

	for (size_t i = 0; settings != NULL && i < settings->count; i++) {
		const char *text = settings->values[i];
		const char *equals = strchr(text, '=');
		char *name;

		if (equals == NULL) {
			diag_say(diag, DIAG_ERROR,
				 "--set takes NAME=VALUE, not '%s'", text);
			result = -1;
			continue;
		}
		name = mem_strndup(text, (size_t)(equals - text));
		if (project_set(project, name, equals + 1, NULL, 0, diag) != 0) {
			result = -1;
		}
		free(name);
	}
	return result;
}

/*
 * The date of the documents: SOURCE_DATE_EPOCH, where builds must repeat; else
 * a revision's own; else today.
 */
static time_t document_date(const struct files *files)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");

	if (epoch != NULL && *epoch != '\0') {
		return (time_t)strtoll(epoch, NULL, 10);
	}
	return files_time(files) != 0 ? (time_t)files_time(files) : time(NULL);
}

void cmd_read_options(const struct project *project, const char *path,
		      struct read_options *options)
{
	char *absolute = files_real_dup(project->files, path);
	size_t root_len = strlen(project->root);

	options->files = project->files;
	options->version = project_version_dup(project);
	options->date = document_date(project->files);
	options->role = project_role(project, path);
	/* A file outside the project has its own folder for a root. */
	if (absolute != NULL && strncmp(absolute, project->root, root_len) == 0 &&
	    (absolute[root_len] == '/' || root_len == 1)) {
		options->root = project->root;
	}
	free(absolute);
}

struct doc *cmd_read(const struct project *project, const char *path,
		     bool version_optional, struct diag *diag)
{
	struct read_options options = { .version_optional = version_optional };
	struct doc *doc;

	cmd_read_options(project, path, &options);
	doc = reader_read(path, &options, diag);
	free((char *)options.version);
	return doc;
}
