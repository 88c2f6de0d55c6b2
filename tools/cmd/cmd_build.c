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

#include "base/mem.h"
#include "base/outfile.h"
#include "cmd/cmd.h"
#include "model/doc.h"
#include "model/project.h"
#include "model/resolve.h"
#include "render/render.h"

struct values {
	struct opt_list formats;
	const char *output;
	bool single;
	bool ascii;
	bool source;
	int width;
	struct opt_list settings;
	const char *stylesheet_dir;
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
	{ 0, "set", "NAME=VALUE", "set a value of the configuration, such as "
	  "version=4.99", OPT_LIST, offsetof(struct values, settings) },
	{ 0, "stylesheet-dir", "DIR",
	  "files here replace the built-in stylesheets of their name",
	  OPT_STRING, offsetof(struct values, stylesheet_dir) },
	{ 0, NULL, NULL, NULL, OPT_FLAG, 0 },
};

typedef int render_function(struct doc *doc, const char *base,
			    const struct render_options *options,
			    struct render_files *out, struct diag *diag);

/* In the order of their names below; a man page has no base name to take. */
enum { FORMAT_HTML, FORMAT_TEXT, FORMAT_DOCBOOK, FORMAT_MAN, FORMAT_COUNT };

static const char *const format_names[] = { "html", "text", "docbook", "man",
					    NULL };

static render_function *const renderers[] = {
	[FORMAT_HTML] = render_html,
	[FORMAT_TEXT] = render_text,
	[FORMAT_DOCBOOK] = render_docbook,
};

struct input {
	char *path;
	bool only_man;		/* read for its man pages alone */
};

struct build {
	const struct project *project;
	struct diag *diag;
	bool formats[FORMAT_COUNT];
	struct render_options render;
	struct input *inputs;
	size_t input_count;
	size_t input_capacity;
	struct render_files files;
};

/* --- what is asked for ---------------------------------------------------- */

static int choose_format(struct build *build, const char *name)
{
	const char *near;

	for (size_t i = 0; i < FORMAT_COUNT; i++) {
		if (strcmp(format_names[i], name) == 0) {
			build->formats[i] = true;
			return 0;
		}
	}
	near = opt_nearest(name, format_names);
	if (near != NULL) {
		diag_say(build->diag, DIAG_ERROR,
			 "unknown format '%s' (did you mean '%s'?)", name, near);
	} else {
		diag_say(build->diag, DIAG_ERROR,
			 "unknown format '%s': there are html, text, man and "
			 "docbook", name);
	}
	return -1;
}

static int choose_formats(struct build *build, const struct opt_list *list)
{
	int result = 0;

	for (size_t i = 0; i < list->count; i++) {
		const char *name = list->values[i];

		while (*name != '\0') {
			size_t len = strcspn(name, ",");
			char *copy = mem_strndup(name, len);

			if (choose_format(build, copy) != 0) {
				result = -1;
			}
			free(copy);
			name += len + (name[len] == ',');
		}
	}
	if (list->count == 0) {
		build->formats[FORMAT_HTML] = true;
		build->formats[FORMAT_TEXT] = true;
		build->formats[FORMAT_MAN] = true;
	}
	return result;
}

/* The path is taken over. */
static void add_input(struct build *build, char *path, bool only_man)
{
	MEM_GROW(build->inputs, build->input_count, build->input_capacity);
	build->inputs[build->input_count].path = path;
	build->inputs[build->input_count++].only_man = only_man;
}

static bool has_input(const struct build *build, const char *path)
{
	for (size_t i = 0; i < build->input_count; i++) {
		if (strcmp(build->inputs[i].path, path) == 0) {
			return true;
		}
	}
	return false;
}

static void add_list(struct build *build, const struct project_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		add_input(build, project_path_dup(build->project,
						  list->values[i]), false);
	}
}

/* The documents that the configuration names. */
static void add_project(struct build *build)
{
	const struct project *project = build->project;

	add_list(build, &project->main);
	if (project->experimental != NULL) {
		add_input(build, project_path_dup(project,
						  project->experimental), false);
	}
	add_list(build, &project->plain);
	for (size_t i = 0; i < project->man_count; i++) {
		char *path = project_path_dup(project, project->mans[i].source);

		if (build->formats[FORMAT_MAN] && !has_input(build, path)) {
			add_input(build, path, true);
		} else {
			free(path);
		}
	}
}

static int add_inputs(struct build *build, int argc, char **argv)
{
	for (int i = 0; i < argc; i++) {
		if (has_input(build, argv[i])) {
			diag_say(build->diag, DIAG_ERROR,
				 "'%s' is named twice", argv[i]);
			return -1;
		}
		add_input(build, mem_strdup(argv[i]), false);
	}
	if (argc == 0) {
		add_project(build);
	}
	if (build->input_count == 0) {
		diag_say(build->diag, DIAG_ERROR,
			 "there is nothing to build here: name a document, or "
			 "write a stet.conf");
		return -1;
	}
	return 0;
}

static int check_folder(const char *path, struct diag *diag)
{
	struct stat st;

	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
		return 0;
	}
	diag_say(diag, DIAG_ERROR, "the stylesheet folder '%s' is not there",
		 path);
	return -1;
}

/* --- rendering ------------------------------------------------------------ */

/* "spec" for doc/spec.xfpt, new. */
static char *base_name_dup(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	const char *dot = strrchr(name, '.');

	if (strcmp(path, "-") == 0) {
		return mem_strdup("stdin");
	}
	return dot != NULL && dot > name
		       ? mem_strndup(name, (size_t)(dot - name))
		       : mem_strdup(name);
}

static bool is_same_file(const char *a, const char *b)
{
	struct stat first;
	struct stat second;

	return stat(a, &first) == 0 && stat(b, &second) == 0 &&
	       first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

static int render_mans(struct build *build, struct doc *doc, const char *path)
{
	const struct project *project = build->project;
	int result = render_man(doc, &build->render, &build->files, build->diag);

	for (size_t i = 0; i < project->man_count; i++) {
		const struct project_man *man = &project->mans[i];
		char *source = project_path_dup(project, man->source);

		if (is_same_file(source, path) &&
		    render_man_part(doc, man, &build->render, &build->files,
				    build->diag) != 0) {
			result = -1;
		}
		free(source);
	}
	return result;
}

static int render_doc(struct build *build, struct doc *doc,
		      const struct input *input)
{
	char *base = base_name_dup(input->path);
	int result = 0;

	for (size_t i = 0; i < FORMAT_COUNT; i++) {
		if (!build->formats[i] || (input->only_man && i != FORMAT_MAN)) {
			continue;
		}
		if ((i == FORMAT_MAN
			     ? render_mans(build, doc, input->path)
			     : renderers[i](doc, base, &build->render,
					    &build->files, build->diag)) != 0) {
			result = -1;
		}
	}
	free(base);
	return result;
}

/* Reads and renders one document; all its problems are reported. */
static int build_input(struct build *build, const struct input *input)
{
	const struct resolve_options how = {
		.xref_full = build->project->xref_full,
	};
	struct doc *doc = cmd_read(build->project, input->path, false,
				   build->diag);
	int result = -1;

	if (doc != NULL && resolve(doc, &how, build->diag) == 0) {
		result = render_doc(build, doc, input);
	}
	doc_free(doc);
	return result;
}

static int compare_paths(const void *a, const void *b)
{
	return strcmp((*(const struct render_file *const *)a)->path,
		      (*(const struct render_file *const *)b)->path);
}

/* Two documents of one name would overwrite each other. */
static int check_twins(const struct render_files *files, struct diag *diag)
{
	const struct render_file **sorted =
		mem_alloc(files->count * sizeof(const struct render_file *));
	int result = 0;

	for (size_t i = 0; i < files->count; i++) {
		sorted[i] = &files->files[i];
	}
	qsort(sorted, files->count, sizeof(*sorted), compare_paths);
	for (size_t i = 1; i < files->count; i++) {
		if (strcmp(sorted[i]->path, sorted[i - 1]->path) == 0) {
			diag_say(diag, DIAG_ERROR,
				 "two documents would write '%s': rename one, or "
				 "build them into different folders",
				 sorted[i]->path);
			result = -1;
		}
	}
	free(sorted);
	return result;
}

static int build_all(struct build *build)
{
	int result = 0;

	for (size_t i = 0; i < build->input_count; i++) {
		if (build_input(build, &build->inputs[i]) != 0) {
			result = -1;
		}
	}
	if (result == 0) {
		result = check_twins(&build->files, build->diag);
	}
	if (result == 0 && build->files.count == 0) {
		diag_say(build->diag, DIAG_ERROR, "there is nothing to write: no "
			 "document here is a man page or has one configured");
		result = -1;
	}
	if (result != 0 && build->diag->errors == 0) {
		diag_say(build->diag, DIAG_ERROR, "the documents cannot be "
			 "rendered in this format");
	}
	return build->diag->errors == 0 ? 0 : -1;
}

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
	}
	free(copy);
	return result;
}

static int draft_all(const struct render_files *files, const char *dir,
		     struct drafts *out, struct diag *diag)
{
	char *folder = NULL;
	int result = 0;

	for (size_t i = 0; i < files->count && result == 0; i++) {
		struct slice bytes = buf_slice(&files->files[i].data);
		char *target = mem_printf("%s/%s", dir, files->files[i].path);
		char *temporary = NULL;

		result = make_folder(target, &folder, diag);
		if (result == 0 && !outfile_holds(target, bytes)) {
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

static int write_all(const struct render_files *files, const char *dir,
		     struct cmd_context *context)
{
	struct drafts drafts = { 0 };
	size_t written;
	int result = draft_all(files, dir, &drafts, &context->diag);

	written = drafts.count;
	result = publish_all(&drafts, result, context);
	if (result == 0 && !context->diag.quiet) {
		printf("wrote %zu file%s to %s, %zu unchanged\n", written,
		       written == 1 ? "" : "s", dir, files->count - written);
	}
	return result;
}

static int print_one(const struct render_files *files, struct diag *diag)
{
	if (files->count != 1) {
		diag_say(diag, DIAG_ERROR, "-o - prints one file, and this makes "
			 "%zu: name one document and one format", files->count);
		return -1;
	}
	return outfile_write("-", buf_slice(&files->files[0].data), diag);
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

static void release(struct build *build)
{
	for (size_t i = 0; i < build->input_count; i++) {
		free(build->inputs[i].path);
	}
	free(build->inputs);
	render_files_release(&build->files);
	free((char *)build->render.version);
	free((char *)build->render.stylesheet_dir);
}

static void set_up(struct build *build, const struct values *values)
{
	const struct project *project = build->project;
	struct render_options *render = &build->render;
	bool printed = values->output != NULL && strcmp(values->output, "-") == 0;

	render->version = project_version_dup(project);
	render->single = values->single || printed;
	render->ascii = values->ascii;
	render->width = values->width;
	render->source_links = values->source;
	if (values->stylesheet_dir != NULL) {
		render->stylesheet_dir = mem_strdup(values->stylesheet_dir);
	} else if (project->stylesheet_dir != NULL) {
		render->stylesheet_dir =
			project_path_dup(project, project->stylesheet_dir);
	}
}

static int build_project(struct build *build, const struct values *values,
			 struct cmd_context *context, int argc, char **argv)
{
	const char *output = values->output;
	char *dir;
	int result = choose_formats(build, &values->formats);

	set_up(build, values);
	if (build->render.stylesheet_dir != NULL &&
	    check_folder(build->render.stylesheet_dir, build->diag) != 0) {
		result = -1;
	}
	if (result != 0 || add_inputs(build, argc, argv) != 0 ||
	    build_all(build) != 0) {
		return -1;
	}
	if (output != NULL && strcmp(output, "-") == 0) {
		return print_one(&build->files, build->diag);
	}
	dir = output_dir_dup(build->project, output);
	result = write_all(&build->files, dir, context);
	free(dir);
	return result;
}

static int run(struct cmd_context *context, const void *values, int argc,
	       char **argv)
{
	const struct values *wanted = values;
	struct build build = { .diag = &context->diag };
	struct project *project = cmd_open_project(context, &wanted->settings);

	if (project != NULL) {
		build.project = project;
		build_project(&build, wanted, context, argc, argv);
		release(&build);
		project_free(project);
	}
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
