/* SPDX-License-Identifier: ISC */
/*
 * stet build: documents to what people read.
 *
 * Everything is rendered in memory first; a file is replaced only when nothing
 * failed and all the new files could be written beside the old ones.
 */
#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/jobs.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "cmd/build_set.h"
#include "cmd/cmd.h"
#include "cmd/since.h"
#include "model/project.h"

struct values {
	struct opt_list formats;
	const char *output;
	bool single;
	bool ascii;
	bool source;
	int width;
	int jobs;
	bool change_bars;
	struct opt_list settings;
	struct opt_list profile;
	const char *stylesheet_dir;
	const char *since;
};

static const struct opt options[] = {
	{ 'f', "format", "FORMAT,...",
	  "html, text, man, docbook; html,text,man if not said", OPT_LIST,
	  offsetof(struct values, formats) },
	{ 'o', "output", "DIR", "where files go: out, if not said; - prints the "
	  "one file there is", OPT_STRING, offsetof(struct values, output) },
	{ 0, "single", NULL, "HTML: one file, not a page a chapter", OPT_FLAG,
	  offsetof(struct values, single) },
	{ 0, "source", NULL, "HTML: say file and line of each section",
	  OPT_FLAG, offsetof(struct values, source) },
	{ 0, "ascii", NULL, "text: ASCII only", OPT_FLAG,
	  offsetof(struct values, ascii) },
	{ 0, "width", "COLUMNS", "text: width of a line, 79 if not said",
	  OPT_NUMBER, offsetof(struct values, width) },
	{ 0, "change-bars", NULL, "text: mark revised lines in the margin",
	  OPT_FLAG, offsetof(struct values, change_bars) },
	{ 0, "set", "NAME=VALUE", "set a value of the configuration, such as "
	  "version=4.99", OPT_LIST, offsetof(struct values, settings) },
	{ 0, "profile", "NAME=VALUE", "leave out elements whose attribute NAME is "
	  "there but holds no such value", OPT_LIST,
	  offsetof(struct values, profile) },
	{ 0, "since", "REV|DIR", "change bars for what is new since a revision "
	  "or an older folder, not the author's", OPT_STRING,
	  offsetof(struct values, since) },
	{ 'j', "jobs", "N", "work with N threads; one for each core, if not said",
	  OPT_NUMBER, offsetof(struct values, jobs) },
	{ 0, "stylesheet-dir", "DIR",
	  "files here replace the built-in stylesheets of their name",
	  OPT_STRING, offsetof(struct values, stylesheet_dir) },
	{ 0, NULL, NULL, NULL, OPT_FLAG, 0 },
};

/* --- writing -------------------------------------------------------------- */

/* A file to be replaced: the temporary that stands ready, and the target. */
struct draft {
	char *target;
	char *temporary;
};

struct drafts {
	struct draft *drafts;
	size_t count;
	size_t capacity;
};

static int make_folder(const char *target, char **last, struct diag *diag)
{
	char *copy = mem_strdup(target);
	const char *folder = dirname(copy);
	int result = 0;

	if (*last == NULL || strcmp(*last, folder) != 0) {
		free(*last);
		*last = mem_strdup(folder);
		result = outfile_mkdir(folder, diag);
		outfile_sweep(folder);
	}
	free(copy);
	return result;
}

/* Files to compare with those in the folder: one in every so many. */
struct comparison {
	const struct render_file *const *files;
	const char *dir;
	bool *same;		/* by file: it is there, and needs no writing */
	size_t first;
	size_t count;
};

enum { COMPARISONS = 8 };

static int compare_files(void *payload, struct diag *diag)
{
	struct comparison *part = payload;

	(void)diag;
	for (size_t i = part->first; i < part->count; i += COMPARISONS) {
		const struct render_file *file = part->files[i];
		char *path = mem_printf("%s/%s", part->dir, file->path);
		char *target = outfile_target_dup(path, part->dir);

		part->same[i] = outfile_holds(target, buf_slice(&file->data));
		free(target);
		free(path);
	}
	return 0;
}

static int free_last(void *payload, struct diag *diag)
{
	(void)diag;
	build_set_free_last(payload);
	return 0;
}

/* Which of the files are there already; new. The last document is freed at the
 * same time. */
static bool *same_dup(struct build_set *set,
		      const struct render_file *const *files, const char *dir)
{
	size_t count = build_set_count(set);
	bool *same = mem_alloc(count * sizeof(*same));
	struct comparison parts[COMPARISONS];
	struct job jobs[COMPARISONS + 1] = {
		{ .run = free_last, .payload = set },
	};
	struct crew crew;

	for (size_t i = 0; i < COMPARISONS; i++) {
		parts[i] = (struct comparison){ files, dir, same, i, count };
		jobs[i + 1] = (struct job){ .run = compare_files,
					  .payload = &parts[i] };
	}
	crew_init(&crew, set->threads);
	jobs_run(&crew, jobs, COMPARISONS + 1, set->diag);
	return same;
}

static int draft_all(const struct render_file *const *files, const bool *same,
		     const char *dir, struct drafts *out, struct diag *diag)
{
	char *folder = NULL;
	int result = 0;

	for (size_t i = 0; files[i] != NULL && result == 0; i++) {
		struct slice bytes = buf_slice(&files[i]->data);
		char *path = mem_printf("%s/%s", dir, files[i]->path);
		char *target = outfile_target_dup(path, dir);
		char *temporary = NULL;

		result = make_folder(path, &folder, diag);
		free(path);
		if (result == 0 && !same[i]) {
			temporary = outfile_draft(target, bytes, diag);
			result = temporary != NULL ? 0 : -1;
		}
		if (temporary == NULL) {
			free(target);
			continue;
		}
		MEM_GROW(out->drafts, out->count, out->capacity);
		out->drafts[out->count].target = target;
		out->drafts[out->count++].temporary = temporary;
	}
	free(folder);
	return result;
}

/* Renames the temporaries, or takes them away after a failure. */
static int publish_all(struct drafts *drafts, int result,
		       struct cmd_context *context)
{
	for (size_t i = 0; i < drafts->count; i++) {
		struct draft *draft = &drafts->drafts[i];

		if (result != 0) {
			unlink(draft->temporary);
		} else if (outfile_publish(draft->temporary, draft->target,
					   &context->diag) != 0) {
			result = -1;
		} else if (context->verbose) {
			printf("%s\n", draft->target);
		}
		free(draft->temporary);
		free(draft->target);
	}
	free(drafts->drafts);
	return result;
}

static int write_all(struct build_set *set, const char *dir,
		     struct cmd_context *context)
{
	const struct render_file **files = build_set_list(set);
	bool *same = same_dup(set, files, dir);
	struct drafts drafts = { 0 };
	size_t written;
	int result = draft_all(files, same, dir, &drafts, &context->diag);

	written = drafts.count;
	result = publish_all(&drafts, result, context);
	if (result == 0 && !context->diag.quiet) {
		printf("wrote %zu file%s to %s, %zu unchanged\n", written,
		       written == 1 ? "" : "s", dir,
		       build_set_count(set) - written);
	}
	free(same);
	free(files);
	return result;
}

static int print_one(const struct build_set *set)
{
	const struct render_file **files = build_set_list(set);
	size_t count = build_set_count(set);
	int result = -1;

	if (count == 1) {
		result = outfile_write("-", buf_slice(&files[0]->data),
				       set->diag);
	} else {
		diag_say(set->diag, DIAG_ERROR, "-o - prints one file, and this "
			 "makes %zu: name one document and one format", count);
	}
	free(files);
	return result;
}

/* "out" at the project's root, by the shortest name there is for it; new. */
static char *output_dir_dup(const struct project *project, const char *output)
{
	char *here = realpath(".", NULL);
	char *dir;

	if (output != NULL) {
		size_t len = strlen(output);

		while (len > 1 && output[len - 1] == '/') {
			len--;
		}
		dir = mem_strndup(output, len);
	} else if (here != NULL && strcmp(here, project->root) == 0) {
		dir = mem_strdup("out");
	} else {
		dir = project_path_dup(project, "out");
	}
	free(here);
	return dir;
}

/* --- the command ---------------------------------------------------------- */

static int set_up(struct build_set *set, const struct values *values)
{
	struct render_options *render = &set->render;
	bool printed = values->output != NULL && strcmp(values->output, "-") == 0;
	int result = build_set_choose(set, &values->formats);

	for (size_t i = 0; i < values->profile.count; i++) {
		if (profile_add(&set->profile, values->profile.values[i],
				set->diag) != 0) {
			result = -1;
		}
	}
	if (values->formats.count == 0) {
		set->formats[BUILD_HTML] = true;
		set->formats[BUILD_TEXT] = true;
		set->formats[BUILD_MAN] = true;
	}
	set->threads = values->jobs > 0 ? (size_t)values->jobs : 0;
	set->single = values->single || printed;
	render->ascii = values->ascii;
	render->width = values->width;
	render->change_bars = values->change_bars;
	render->source_links = values->source;
	return build_set_dress(set, values->stylesheet_dir) == 0 ? result : -1;
}

static int build_project(struct build_set *set, const struct values *values,
			 struct cmd_context *context, int argc, char **argv)
{
	const char *output = values->output;
	char *dir;
	int result;

	if (set_up(set, values) != 0 || build_set_add(set, argc, argv) != 0 ||
	    build_set_make(set) != 0) {
		return -1;
	}
	if (output != NULL && strcmp(output, "-") == 0) {
		return print_one(set);
	}
	dir = output_dir_dup(set->project, output);
	result = write_all(set, dir, context);
	free(dir);
	return result;
}

static int run(struct cmd_context *context, const void *values, int argc,
	       char **argv)
{
	const struct values *wanted = values;
	struct build_set set = { .diag = &context->diag };
	struct project *project = cmd_open_project(context, &wanted->settings);
	struct since *since = NULL;

	if (project != NULL && wanted->since != NULL) {
		since = since_new(context, project, wanted->since);
	}
	if (project != NULL && (since != NULL || wanted->since == NULL)) {
		set.project = project;
		set.since = since;
		build_project(&set, wanted, context, argc, argv);
		build_set_release(&set);
	}
	since_free(since);
	project_free(project);
	return diag_status(&context->diag);
}

const struct cmd cmd_build = {
	.name = "build",
	.arguments = "[INPUT...]",
	.summary = "render documents as HTML, text and man pages",
	.about =
		"Without INPUT, the documents of the project are built: main\n"
		"specifications, the experimental one, plain documents, and the\n"
		"man pages that stet.conf configures. A book becomes a folder of\n"
		"pages (spec/index.html), anything else one page. If anything is\n"
		"wrong with a document, nothing is written. A file that would not\n"
		"change is left alone.\n",
	.options = options,
	.values_size = sizeof(struct values),
	.run = run,
};
