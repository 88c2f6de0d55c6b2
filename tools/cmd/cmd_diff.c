/* SPDX-License-Identifier: ISC */
/*
 * stet diff: what changed, unit by unit.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cmd/cmd.h"
#include "cmd/diff_external.h"
#include "cmd/diff_input.h"
#include "cmd/diff_patch.h"
#include "cmd/diff_show.h"
#include "diff/diff.h"
#include "model/project.h"
#include "render/sheet.h"

struct values {
	const char *format;
	const char *output;
	bool stat;
	bool all;
	bool full;
	bool whole;
	const char *patch;
	const char *base;
	const char *stylesheet_dir;
	int width;
	int limit;
};

static const struct opt options[] = {
	{ 'f', "format", "FORMAT", "terminal, plain, html, markdown, json or "
	  "xml", OPT_STRING, offsetof(struct values, format) },
	{ 'o', "output", "FILE", "write FILE, not standard output", OPT_STRING,
	  offsetof(struct values, output) },
	{ 0, "stat", NULL, "a line for each change, and sums", OPT_FLAG,
	  offsetof(struct values, stat) },
	{ 0, "all", NULL, "also re-wrapped text and change bars", OPT_FLAG,
	  offsetof(struct values, all) },
	{ 0, "full", NULL, "json: the words, and the lines that make the new "
	  "files from the old", OPT_FLAG, offsetof(struct values, full) },
	{ 0, "whole", NULL, "also what has not changed", OPT_FLAG,
	  offsetof(struct values, whole) },
	{ 0, "patch", "FILE", "compare with what the patch FILE (- is standard "
	  "input) makes", OPT_STRING, offsetof(struct values, patch) },
	{ 0, "base", "REV", "of the revision REV, not of the work tree",
	  OPT_STRING, offsetof(struct values, base) },
	{ 0, "width", "N", "terminal, plain: columns", OPT_NUMBER,
	  offsetof(struct values, width) },
	{ 0, "limit", "N", "markdown: bytes at most (65535)", OPT_NUMBER,
	  offsetof(struct values, limit) },
	{ 0, "stylesheet-dir", "DIR", "use stylesheets of DIR before our own",
	  OPT_STRING, offsetof(struct values, stylesheet_dir) },
	{ 0, NULL, NULL, NULL, OPT_FLAG, 0 },
};

/* --- the command --------------------------------------------------------------------- */

/* The stylesheets that the option names, else those of the new side's project. */
static struct sheets *sheets_of(const struct values *given,
				const struct diff_input *input)
{
	const struct project *project = input->projects[1] != NULL ?
						input->projects[1] :
						input->projects[0];
	struct sheets *sheets;
	char *folder;

	if (given->stylesheet_dir != NULL) {
		return sheets_new(NULL, given->stylesheet_dir);
	}
	if (project == NULL || project->stylesheet_dir == NULL) {
		return NULL;
	}
	folder = project_path_dup(project, project->stylesheet_dir);
	sheets = sheets_new(project->files, folder);
	free(folder);
	return sheets;
}

static int report(struct cmd_context *context, const struct values *given,
		  const struct diff_input *input,
		  const struct change_tree *tree)
{
	struct diff_show how = {
		.format = given->format,
		.output = given->output,
		.sheets = sheets_of(given, input),
		.width = given->width,
		.limit = given->limit,
		.stat = given->stat,
		.full = given->full,
		.whole = given->whole,
	};
	int result = diff_show(context, &how, tree);

	sheets_free(how.sheets);
	if (result != 0) {
		return diag_status(&context->diag);
	}
	return change_tree_differs(tree) ? EXIT_DIFFERENT : EXIT_FINE;
}

static int compare(struct cmd_context *context, const struct values *given,
		   struct diff_place places[2])
{
	struct diff_options wanted = { .all = given->all,
				       .whole = given->whole };
	enum diff_reading what =
		given->whole ? DIFF_READ_WHOLE : DIFF_READ_SECTIONS;
	struct diff_input input;
	int status;

	if (diff_input_read(context, places, what, &input) == 0) {
		struct change_tree *tree = diff_sets(&input.sets[0],
						     &input.sets[1], &wanted);

		status = report(context, given, &input, tree);
		change_tree_free(tree);
	} else {
		status = diag_status(&context->diag);
	}
	diff_input_release(&input);
	return status;
}

static int find_places(struct cmd_context *context, const struct values *given,
		       int argc, char **argv, struct diff_place places[2])
{
	bool external = diff_external_is(argc, argv);

	if (given->patch != NULL) {
		return diff_patch_find(context, given->patch, given->base, argc,
				       argv, places);
	}
	memset(places, 0, 2 * sizeof(*places));
	if (given->base != NULL && !external) {
		diag_say(&context->diag, DIAG_ERROR,
			 "--base is for --patch: name both sides instead");
		return -1;
	}
	return external ? diff_external_find(context, argc, argv, places) :
			  diff_places_find(context, argc, argv, places);
}

static int run(struct cmd_context *context, const void *values, int argc,
	       char **argv)
{
	const struct values *given = values;
	struct diff_place places[2];
	int status = EXIT_INPUT;

	if (!diff_show_knows(context, given->format)) {
		return EXIT_INPUT;
	}
	if (find_places(context, given, argc, argv, places) == 0) {
		status = compare(context, given, places);
	}
	diff_places_release(places);
	/* To git everything else is a crash, and it would not go on. */
	if (diff_external_is(argc, argv) && given->patch == NULL) {
		return EXIT_FINE;
	}
	return status;
}

extern const struct cmd cmd_diff;
const struct cmd cmd_diff = {
	.name = "diff",
	.arguments = "[OLD [NEW] | A..B]",
	.summary = "say what changed, section by section, option by option",
	.about = "OLD and NEW are files, folders, revisions in git or REV:PATH. "
		 "One revision alone is\ncompared with the work tree, one file "
		 "or folder with what it is in HEAD; without\nany, HEAD with the "
		 "work tree. git may call it as an external diff. Exit "
		 "status: 0 no change,\n1 changes, 2 trouble.\n",
	.options = options,
	.values_size = sizeof(struct values),
	.run = run,
};
