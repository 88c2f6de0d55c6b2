/* SPDX-License-Identifier: ISC */
/*
 * promote: moves a section of the experimental spec into a main spec.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "cmd/cmd.h"
#include "cmd/cmd_edit.h"
#include "edit/promote.h"
#include "edit/workspace.h"
#include "model/project.h"

struct values {
	const char *into;
	const char *after;
	const char *title;
	const char *id;
	struct opt_list options;
	struct opt_list not_options;
	bool dry_run;
	struct opt_list settings;
};

static const struct opt options[] = {
	{ 0, "into", "SECTION", "the chapter or section to add it to, by id or "
	  "title: after its last section", OPT_STRING,
	  offsetof(struct values, into) },
	{ 0, "after", "SECTION", "the section to put it behind", OPT_STRING,
	  offsetof(struct values, after) },
	{ 0, "title", "TEXT", "another title", OPT_STRING,
	  offsetof(struct values, title) },
	{ 0, "id", "ID", "its id; by default made from the title", OPT_STRING,
	  offsetof(struct values, id) },
	{ 0, "option", "NAME:USE:TYPE:DEFAULT", "an option that the section "
	  "introduces; what is empty is looked for in the text", OPT_LIST,
	  offsetof(struct values, options) },
	{ 0, "no-option", "NAME", "a name that is no option, though it looks "
	  "like one", OPT_LIST, offsetof(struct values, not_options) },
	{ 'n', "dry-run", NULL, "print the patch, change nothing", OPT_FLAG,
	  offsetof(struct values, dry_run) },
	{ 0, "set", "NAME=VALUE", "set a key of the configuration", OPT_LIST,
	  offsetof(struct values, settings) },
	{ 0, NULL, NULL, NULL, OPT_FLAG, 0 },
};

/* The options given, and the texts that their fields point into. */
struct given_options {
	struct option_spec *specs;
	char **texts;
	size_t count;
};

/* Cuts the text at its next colon; returns what comes after, or NULL. */
static char *cut(char *text)
{
	char *colon = text != NULL ? strchr(text, ':') : NULL;

	if (colon == NULL) {
		return NULL;
	}
	*colon = '\0';
	return colon + 1;
}

static int parse_option(char *text, struct option_spec *out, struct diag *diag)
{
	char *use = cut(text);
	char *type = cut(use);

	out->name = text;
	out->use = use;
	out->default_value = cut(type);
	out->type = type;
	if (*text == '\0') {
		diag_say(diag, DIAG_ERROR, "--option takes "
					   "NAME:USE:TYPE:DEFAULT, and the "
					   "name must be there");
		return -1;
	}
	out->expanded = type != NULL && cmd_edit_cut_mark(type);
	return 0;
}

static int parse_options(const struct opt_list *list, struct given_options *out,
			 struct diag *diag)
{
	int result = 0;

	out->specs = mem_alloc((list->count + 1) * sizeof(*out->specs));
	out->texts = mem_alloc((list->count + 1) * sizeof(*out->texts));
	for (size_t i = 0; i < list->count; i++) {
		out->texts[i] = mem_strdup(list->values[i]);
		if (parse_option(out->texts[i], &out->specs[i], diag) != 0) {
			result = -1;
		}
		out->count++;
	}
	return result;
}

static void given_options_release(struct given_options *given)
{
	for (size_t i = 0; i < given->count; i++) {
		free(given->texts[i]);
	}
	free(given->specs);
	free(given->texts);
}

static void print_mentions(const struct workspace *workspace,
			   const void *payload, struct buf *out)
{
	promote_print_mentions(workspace, payload, out);
}

static int promote(struct cmd_context *context, const struct values *given,
		   const struct promote *request)
{
	struct project *project = cmd_open_project(context, &given->settings);
	struct promote_result result;
	struct workspace workspace;
	int status;

	if (project == NULL) {
		return diag_status(&context->diag);
	}
	workspace_init(&workspace, project);
	if (promote_plan(&workspace, request, &result, &context->diag) == 0) {
		status = cmd_edit_finish(context, &workspace, given->dry_run,
					 print_mentions, &result);
	} else {
		status = diag_status(&context->diag);
	}
	promote_result_release(&result);
	workspace_release(&workspace);
	project_free(project);
	return status;
}

static int run(struct cmd_context *context, const void *values, int argc,
	       char **argv)
{
	const struct values *given = values;
	struct given_options options_given = { 0 };
	struct promote request = {
		.into = given->into,
		.after = given->after,
		.new_title = given->title,
		.id = given->id,
		.not_options = given->not_options.values,
		.not_option_count = given->not_options.count,
	};
	int status = EXIT_INPUT;

	if (argc != 1) {
		diag_say(&context->diag, DIAG_ERROR,
			 "promote takes the TITLE of a section of the "
			 "experimental spec");
		return EXIT_INPUT;
	}
	if (parse_options(&given->options, &options_given,
			  &context->diag) == 0) {
		request.title = argv[0];
		request.options = options_given.specs;
		request.option_count = options_given.count;
		status = promote(context, given, &request);
	}
	given_options_release(&options_given);
	return status;
}

extern const struct cmd cmd_promote;
const struct cmd cmd_promote = {
	.name = "promote",
	.arguments = "TITLE",
	.summary = "move a section of the experimental spec into the main spec",
	.about = "The section is converted to the main spec's markup. Options "
		 "that it introduces get\ntheir entries and rows, the news and "
		 "the change log an item each. All files are\nchanged together "
		 "or not at all; what still names the feature's build switch "
		 "is listed.\n",
	.options = options,
	.values_size = sizeof(struct values),
	.run = run,
};
