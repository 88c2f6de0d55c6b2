/* SPDX-License-Identifier: ISC */
/*
 * option add: a new option's entry, summary row and list row, in one edit.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/source.h"
#include "cmd/cmd.h"
#include "cmd/cmd_edit.h"
#include "edit/option_add.h"
#include "edit/workspace.h"
#include "model/project.h"

struct values {
	const char *use;
	const char *type;
	const char *default_value;
	const char *text;
	const char *summary;
	const char *version;
	bool dry_run;
	struct opt_list settings;
};

static const struct opt options[] = {
	{ 'u', "use", "USE", "where it is used: main, or a driver such as smtp",
	  OPT_STRING, offsetof(struct values, use) },
	{ 't', "type", "TYPE", "its type; a '*' after it: values are expanded",
	  OPT_STRING, offsetof(struct values, type) },
	{ 'd', "default", "VALUE", "its default; 'unset' if it has none",
	  OPT_STRING, offsetof(struct values, default_value) },
	{ 0, "text", "FILE", "plain text that describes it ('-': standard "
	  "input)", OPT_STRING, offsetof(struct values, text) },
	{ 0, "summary", "TEXT", "a few words for the summary tables",
	  OPT_STRING, offsetof(struct values, summary) },
	{ 0, "version", "VERSION", "since when it exists, for the option list",
	  OPT_STRING, offsetof(struct values, version) },
	{ 'n', "dry-run", NULL, "print the patch, change nothing", OPT_FLAG,
	  offsetof(struct values, dry_run) },
	{ 0, "set", "NAME=VALUE", "set a key of the configuration", OPT_LIST,
	  offsetof(struct values, settings) },
	{ 0, NULL, NULL, NULL, OPT_FLAG, 0 },
};

static bool is_option_name(const char *name)
{
	if (!is_alpha(*name)) {
		return false;
	}
	while (is_alnum(*name) || *name == '_' || *name == '-') {
		name++;
	}
	return *name == '\0';
}

/* A value must be one line of text; whether it must be there, is not said here. */
static int check_value(const char *option, const char *value, struct diag *diag)
{
	for (; value != NULL && *value != '\0'; value++) {
		if ((unsigned char)*value < 0x20) {
			diag_say(diag, DIAG_ERROR, "--%s must be one line of "
						   "text", option);
			return -1;
		}
	}
	return 0;
}

static int check(const struct values *given, int argc, char **argv,
		 struct diag *diag)
{
	if (argc != 1) {
		diag_say(diag, DIAG_ERROR, "option add takes the NAME of the "
					   "new option");
		return -1;
	}
	if (!is_option_name(argv[0])) {
		diag_say(diag, DIAG_ERROR,
			 "'%s' cannot be the name of an option: use letters, "
			 "digits and '_'", argv[0]);
		return -1;
	}
	return check_value("use", given->use, diag) +
	       check_value("type", given->type, diag) +
	       check_value("default", given->default_value, diag);
}

static int plan(struct workspace *workspace, const struct values *given,
		const char *name, struct diag *diag)
{
	struct source *text = NULL;
	struct option_add add = {
		.option = {
			.name = name,
			.use = given->use,
			.default_value = given->default_value,
		},
		.summary = given->summary,
	};
	char *type;
	int result;

	if (given->text != NULL) {
		text = source_read(given->text, diag);
		if (text == NULL) {
			return -1;
		}
		if (memchr(text->text, '\0', text->len) != NULL) {
			diag_file(diag, DIAG_ERROR, text->name,
				  "holds a NUL byte: not a text");
			source_free(text);
			return -1;
		}
		add.text = text->text;
	}
	type = mem_strdup(given->type != NULL ? given->type : "");
	add.option.expanded = cmd_edit_cut_mark(type);
	add.option.type = type + strspn(type, " ");
	if (given->version != NULL) {
		free(workspace->version);
		workspace->version = mem_strdup(given->version);
	}
	result = option_add_plan(workspace, &add, diag);
	free(type);
	source_free(text);
	return result;
}

static int run(struct cmd_context *context, const void *values, int argc,
	       char **argv)
{
	const struct values *given = values;
	struct workspace workspace;
	struct project *project;
	int status;

	if (check(given, argc, argv, &context->diag) != 0) {
		return EXIT_INPUT;
	}
	project = cmd_open_project(context, &given->settings);
	if (project == NULL) {
		return diag_status(&context->diag);
	}
	workspace_init(&workspace, project);
	if (plan(&workspace, given, argv[0], &context->diag) == 0) {
		status = cmd_edit_finish(context, &workspace, given->dry_run,
					 NULL, NULL);
	} else {
		status = diag_status(&context->diag);
	}
	workspace_release(&workspace);
	project_free(project);
	return status;
}

extern const struct cmd cmd_option_add;
const struct cmd cmd_option_add = {
	.group = "option",
	.name = "add",
	.arguments = "NAME",
	.summary = "add an option's entry and rows, in alphabetical place",
	.about = "All documents that list options are changed together or not "
		 "at all. The text is\nplain: names of options, variables and "
		 "files in it get the spec's markup.\n",
	.options = options,
	.values_size = sizeof(struct values),
	.run = run,
};
