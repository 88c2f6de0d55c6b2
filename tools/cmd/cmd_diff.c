/* SPDX-License-Identifier: ISC */
/*
 * stet diff: what changed, unit by unit.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/outfile.h"
#include "cmd/cmd.h"
#include "cmd/cmd_units.h"
#include "cmd/diff_input.h"
#include "cmd/diff_patch.h"
#include "diff/diff.h"

struct values {
	const char *format;
	const char *output;
	bool stat;
	bool all;
	bool full;
	bool whole;
	const char *patch;
	const char *base;
};

static const struct opt options[] = {
	{ 'f', "format", "FORMAT", "plain (default) or json", OPT_STRING,
	  offsetof(struct values, format) },
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
	{ 0, NULL, NULL, NULL, OPT_FLAG, 0 },
};

/* --- plain ------------------------------------------------------------------------- */

static void put_where(struct buf *out, const struct change_place *place)
{
	if (place->file == NULL) {
		return;
	}
	cmd_put_text(out, place->file);
	if (place->line > 0) {
		buf_printf(out, ":%zu", place->line);
	}
}

static void put_head(struct buf *out, const struct change *change)
{
	const struct change_place *place = change->new_place.file != NULL ?
						   &change->new_place :
						   &change->old_place;

	put_where(out, place);
	buf_printf(out, ": %s %s ", change_kind_name(change->kind),
		   change->unit);
	cmd_put_text(out, change->title);
	if (change->option != NULL) {
		buf_puts(out, " (");
		cmd_put_text(out, change->option->use);
		buf_puts(out, ", ");
		cmd_put_text(out, change->option->type);
		buf_puts(out, change->option->expanded ? "*, " : ", ");
		cmd_put_text(out, change->option->default_value);
		buf_putc(out, ')');
	}
	if (change->field != NULL) {
		buf_printf(out, ": %s \"", change->field);
		cmd_put_text(out, change->from);
		buf_puts(out, "\" to \"");
		cmd_put_text(out, change->to_value);
		buf_putc(out, '"');
	}
	if (change->words_added + change->words_removed > 0) {
		buf_printf(out, " (+%zu -%zu words)", change->words_added,
			   change->words_removed);
	}
	buf_putc(out, '\n');
}

static void put_run(struct buf *out, const struct change_run *run)
{
	static const char *const marks[][2] = {
		[RUN_SAME] = { "", "" },
		[RUN_REMOVED] = { "[-", "-]" },
		[RUN_ADDED] = { "{+", "+}" },
	};
	const char *text = run->text;

	if (*text == ' ' && run->state != RUN_SAME) {
		buf_putc(out, *text++);
	}
	buf_puts(out, marks[run->state][0]);
	for (; *text != '\0'; text++) {
		if (*text == '\n') {
			buf_puts(out, "\n    ");
		} else {
			char one[2] = { *text, '\0' };

			cmd_put_text(out, one);
		}
	}
	buf_puts(out, marks[run->state][1]);
}

static void put_block(struct buf *out, const struct change_block *block)
{
	static const char *const marks[] = {
		[BLOCK_SAME] = "    ",	     [BLOCK_ADDED] = "  + ",
		[BLOCK_REMOVED] = "  - ",    [BLOCK_CHANGED] = "  ~ ",
		[BLOCK_MARKUP] = "  m ",     [BLOCK_REFLOWED] = "  r ",
		[BLOCK_MOVED_FROM] = "  < ", [BLOCK_MOVED_TO] = "  > ",
	};

	if (block->state == BLOCK_SAME) {
		return;
	}
	buf_puts(out, marks[block->state]);
	for (size_t i = 0; i < block->run_count; i++) {
		struct change_run run = block->runs[i];

		if (block->state != BLOCK_CHANGED) {
			run.state = RUN_SAME;
		}
		put_run(out, &run);
	}
	buf_putc(out, '\n');
}

static void put_reasons(struct buf *out, const struct change *change)
{
	for (size_t i = 0; i < change->landing_count; i++) {
		const struct change_landing *landing = &change->landings[i];

		buf_puts(out, "  to ");
		put_where(out, &landing->place);
		buf_printf(out, ": %s ", landing->unit);
		cmd_put_text(out, landing->title);
		buf_printf(out, " (%.0f%% of the text)\n",
			   landing->share * 100);
	}
	for (size_t i = 0; i < change->evidence_count; i++) {
		buf_puts(out, "  because ");
		cmd_put_text(out, change->evidence[i].detail);
		buf_putc(out, '\n');
	}
}

static void put_stat(const struct change_tree *tree, struct buf *out)
{
	for (size_t i = 0; i < CHANGE_UNCHANGED; i++) {
		if (tree->counts[i] > 0) {
			buf_printf(out, "%zu %s\n", tree->counts[i],
				   change_kind_name((enum change_kind)i));
		}
	}
}

static void put_plain(const struct change_tree *tree,
		      const struct values *given, struct buf *out)
{
	for (size_t i = 0; i < tree->count; i++) {
		const struct change *change = &tree->changes[i];

		if (change->kind == CHANGE_UNCHANGED) {
			continue;
		}
		put_head(out, change);
		put_reasons(out, change);
		for (size_t n = 0; !given->stat && n < change->block_count;
		     n++) {
			put_block(out, &change->blocks[n]);
		}
	}
	if (given->stat) {
		put_stat(tree, out);
	}
}

/* --- the command --------------------------------------------------------------------- */

static int report(struct cmd_context *context, const struct values *given,
		  const struct change_tree *tree)
{
	bool is_json =
		given->format != NULL && strcmp(given->format, "json") == 0;
	const char *output = given->output != NULL ? given->output : "-";
	struct buf out;
	int result;

	buf_init(&out);
	if (is_json) {
		change_tree_json(tree, given->full, &out);
	} else {
		put_plain(tree, given, &out);
	}
	result = outfile_write(output, buf_slice(&out), &context->diag);
	buf_release(&out);
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
	struct diff_input input;
	int status;

	if (diff_input_read(context, places, given->whole, &input) == 0) {
		struct change_tree *tree = diff_sets(&input.sets[0],
						     &input.sets[1], &wanted);

		status = report(context, given, tree);
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
	if (given->patch != NULL) {
		return diff_patch_find(context, given->patch, given->base, argc,
				       argv, places);
	}
	memset(places, 0, 2 * sizeof(*places));
	if (given->base != NULL) {
		diag_say(&context->diag, DIAG_ERROR,
			 "--base is for --patch: name both sides instead");
		return -1;
	}
	return diff_places_find(context, argc, argv, places);
}

static int run(struct cmd_context *context, const void *values, int argc,
	       char **argv)
{
	const struct values *given = values;
	static const char *const formats[] = { "plain", "json", NULL };
	struct diff_place places[2];
	int status = EXIT_INPUT;

	if (given->format != NULL && strcmp(given->format, "plain") != 0 &&
	    strcmp(given->format, "json") != 0) {
		const char *near = opt_nearest(given->format, formats);

		diag_say(&context->diag, DIAG_ERROR,
			 near != NULL ? "unknown format '%s' (did you mean "
					"'%s'?)" :
					"unknown format '%s': plain or json",
			 given->format, near);
		return EXIT_INPUT;
	}
	if (find_places(context, given, argc, argv, places) == 0) {
		status = compare(context, given, places);
	}
	diff_places_release(places);
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
		 "work tree. Exit status: 0 no change, 1 changes, 2 trouble.\n",
	.options = options,
	.values_size = sizeof(struct values),
	.run = run,
};
