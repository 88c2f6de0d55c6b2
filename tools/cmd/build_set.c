/* SPDX-License-Identifier: ISC */
#include "cmd/build_set.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/diag.h"
#include "base/jobs.h"
#include "base/mem.h"
#include "cmd/cmd.h"
#include "cmd/since.h"
#include "model/doc.h"
#include "model/files.h"
#include "model/project.h"
#include "model/resolve.h"
#include "render/sheet.h"

enum { LARGE = 1 << 18 };	/* bytes of documents */

typedef int render_function(struct doc *doc, const char *base,
			    const struct render_options *options,
			    struct render_files *out, struct diag *diag);

const char *const build_format_names[] = {
	[BUILD_HTML] = "html",
	[BUILD_TEXT] = "text",
	[BUILD_DOCBOOK] = "docbook",
	[BUILD_MAN] = "man",
	[BUILD_FORMAT_COUNT] = NULL,
};

/* A man page has no base name to take. */
static render_function *const renderers[] = {
	[BUILD_HTML] = render_html,
	[BUILD_TEXT] = render_text,
	[BUILD_DOCBOOK] = render_docbook,
};

struct build_input {
	char *path;
	bool only_man;		/* read for its man pages alone */
};

/* --- what is asked for ---------------------------------------------------- */

static int choose_format(void *payload, const char *name)
{
	struct build_set *set = payload;
	const char *near;

	for (size_t i = 0; i < BUILD_FORMAT_COUNT; i++) {
		if (strcmp(build_format_names[i], name) == 0) {
			set->formats[i] = true;
			return 0;
		}
	}
	near = opt_nearest(name, build_format_names);
	if (near != NULL) {
		diag_say(set->diag, DIAG_ERROR,
			 "unknown format '%s' (did you mean '%s'?)", name, near);
	} else {
		diag_say(set->diag, DIAG_ERROR,
			 "unknown format '%s': there are html, text, man and "
			 "docbook", name);
	}
	return -1;
}

int build_set_choose(struct build_set *set, const struct opt_list *list)
{
	return opt_each_word(list, choose_format, set);
}

/* The path is taken over. */
static void add_input(struct build_set *set, char *path, bool only_man)
{
	MEM_GROW(set->inputs, set->input_count, set->input_capacity);
	set->inputs[set->input_count].path = path;
	set->inputs[set->input_count++].only_man = only_man;
}

static bool has_input(const struct build_set *set, const char *path)
{
	for (size_t i = 0; i < set->input_count; i++) {
		if (strcmp(set->inputs[i].path, path) == 0) {
			return true;
		}
	}
	return false;
}

static void add_list(struct build_set *set, const struct project_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		add_input(set, project_path_dup(set->project,
						  list->values[i]), false);
	}
}

/* The documents that the configuration names. */
static void add_project(struct build_set *set)
{
	const struct project *project = set->project;

	add_list(set, &project->main);
	if (project->experimental != NULL) {
		add_input(set, project_path_dup(project,
						  project->experimental), false);
	}
	add_list(set, &project->plain);
	for (size_t i = 0; i < project->man_count; i++) {
		char *path = project_path_dup(project, project->mans[i].source);

		if (set->formats[BUILD_MAN] && !has_input(set, path)) {
			add_input(set, path, true);
		} else {
			free(path);
		}
	}
}

int build_set_add(struct build_set *set, int argc, char **argv)
{
	for (int i = 0; i < argc; i++) {
		if (has_input(set, argv[i])) {
			diag_say(set->diag, DIAG_ERROR,
				 "'%s' is named twice", argv[i]);
			return -1;
		}
		add_input(set, mem_strdup(argv[i]), false);
	}
	if (argc == 0) {
		add_project(set);
	}
	if (set->input_count == 0) {
		diag_say(set->diag, DIAG_ERROR,
			 "there is nothing to build here: name a document, or "
			 "write a stet.conf");
		return -1;
	}
	return 0;
}

int build_set_dress(struct build_set *set, const char *stylesheet_dir)
{
	const struct project *project = set->project;
	struct render_options *render = &set->render;
	const struct files *files = NULL;
	char *folder = mem_strdup(stylesheet_dir);
	char *real;
	int result = 0;

	render->version = project_version_dup(project);
	render->files = project->files;
	render->source_url = project->source_url;
	render->source_root = project->files == NULL ? project->root : NULL;
	render->old_names = project->old_names;
	if (folder == NULL && project->stylesheet_dir != NULL) {
		files = project->files;
		folder = project_path_dup(project, project->stylesheet_dir);
	}
	render->sheets = sheets_new(files, folder);
	if (folder == NULL) {
		return 0;
	}
	real = files_real_dup(files, folder);
	if (real == NULL || files_is_file(files, real)) {
		diag_say(set->diag, DIAG_ERROR,
			 "the stylesheet folder '%s' is not there", folder);
		result = -1;
	}
	free(real);
	free(folder);
	return result;
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

static bool is_same_file(const struct files *files, const char *a,
			 const char *b)
{
	char *first = files_real_dup(files, a);
	char *second = files_real_dup(files, b);
	bool same = first != NULL && second != NULL &&
		    strcmp(first, second) == 0;

	free(first);
	free(second);
	return same;
}

/* One document on its way: what becomes of it, format by format. */
struct work {
	const struct build_set *set;
	const struct build_input *input;
	struct doc *doc;
	struct render_files files[BUILD_FORMAT_COUNT];
	atomic_size_t *left;	/* documents not ready yet */
};

struct format_work {
	struct work *work;
	enum build_format format;
};

static int render_mans(struct work *work, struct diag *diag)
{
	const struct build_set *set = work->set;
	const struct project *project = set->project;
	struct render_files *out = &work->files[BUILD_MAN];
	int result = render_man(work->doc, &set->render, out, diag);

	for (size_t i = 0; i < project->man_count; i++) {
		const struct project_man *man = &project->mans[i];
		char *source = project_path_dup(project, man->source);

		if (is_same_file(project->files, source, work->input->path) &&
		    render_man_part(work->doc, man, &set->render, out,
				    diag) != 0) {
			result = -1;
		}
		free(source);
	}
	return result;
}

static int render_format(void *payload, struct diag *diag)
{
	const struct format_work *part = payload;
	struct work *work = part->work;
	char *base;
	int result;

	if (part->format == BUILD_MAN) {
		return render_mans(work, diag);
	}
	base = base_name_dup(work->input->path);
	result = renderers[part->format](work->doc, base, &work->set->render,
					 &work->files[part->format], diag);
	free(base);
	return result;
}

static int render_doc(struct work *work, struct diag *diag)
{
	const struct build_set *set = work->set;
	struct format_work parts[BUILD_FORMAT_COUNT];
	struct job jobs[BUILD_FORMAT_COUNT];
	size_t count = 0;

	render_share(work->doc);
	for (size_t i = 0; i < BUILD_FORMAT_COUNT; i++) {
		if (set->formats[i] &&
		    (i == BUILD_MAN || !work->input->only_man)) {
			parts[count] = (struct format_work){ work, i };
			jobs[count] = (struct job){
				.run = render_format, .payload = &parts[count],
			};
			count++;
		}
	}
	return jobs_run(set->render.crew, jobs, count, diag);
}

/* Reads and renders one document; all its problems are reported. */
static int build_input(void *payload, struct diag *diag)
{
	struct work *work = payload;
	const struct build_set *set = work->set;
	const struct resolve_options how = {
		.xref_full = set->project->xref_full,
		.single = set->single,
		.drop_blanks = !set->formats[BUILD_DOCBOOK],
	};
	int result = -1;

	work->doc = cmd_read(set->project, work->input->path, false, diag);
	if (work->doc != NULL) {
		since_mark(set->since, work->doc, work->input->path);
	}
	if (work->doc != NULL &&
	    profile_apply(&set->profile, work->doc, diag) == 0 &&
	    resolve(work->doc, &how, diag) == 0) {
		result = render_doc(work, diag);
	}
	if (atomic_fetch_sub(work->left, 1) > 1) {
		doc_free(work->doc);
		work->doc = NULL;
	}
	return result;
}

/* --- beforehand ----------------------------------------------------------- */

/* Are the documents of the disk worth it? */
static bool is_large(const struct build_set *set)
{
	off_t size = 0;

	for (size_t i = 0; i < set->input_count; i++) {
		struct stat facts;

		if (set->project->files == NULL &&
		    stat(set->inputs[i].path, &facts) == 0) {
			size += facts.st_size;
		}
	}
	return size >= LARGE;
}

static int prepare(void *payload, struct diag *diag)
{
	const struct build_set *set = payload;

	if (set->formats[BUILD_HTML]) {
		render_prepare_html(&set->render, diag);
	}
	if (set->formats[BUILD_TEXT]) {
		render_prepare_text(&set->render, diag);
	}
	return 0;
}

/* All documents, as many at a time as the crew can; their files in order. Who has
 * nothing to read yet gets ready for rendering. */
static int build_inputs(struct build_set *set)
{
	struct work *works = mem_alloc(set->input_count * sizeof(*works));
	struct job *jobs = mem_alloc((set->input_count + 1) * sizeof(*jobs));
	size_t count = set->input_count;
	atomic_size_t left;
	int result;

	atomic_init(&left, set->input_count);
	for (size_t i = 0; i < set->input_count; i++) {
		works[i].set = set;
		works[i].input = &set->inputs[i];
		works[i].left = &left;
		jobs[i] = (struct job){ .run = build_input,
				       .payload = &works[i] };
	}
	if (set->render.crew->count > 1 && is_large(set)) {
		jobs[count++] = (struct job){ .run = prepare, .payload = set };
	}
	result = jobs_run(set->render.crew, jobs, count, set->diag);
	for (size_t i = 0; i < set->input_count; i++) {
		if (works[i].doc != NULL) {
			set->last = works[i].doc;
		}
		for (size_t j = 0; j < BUILD_FORMAT_COUNT; j++) {
			render_files_move(&set->files[j], &works[i].files[j]);
		}
	}
	free(jobs);
	free(works);
	return result;
}

static int compare_paths(const void *a, const void *b)
{
	return strcmp((*(const struct render_file *const *)a)->path,
		      (*(const struct render_file *const *)b)->path);
}

size_t build_set_count(const struct build_set *set)
{
	size_t count = 0;

	for (size_t i = 0; i < BUILD_FORMAT_COUNT; i++) {
		count += set->files[i].count;
	}
	return count;
}

const struct render_file **build_set_list(const struct build_set *set)
{
	const struct render_file **list =
		mem_alloc((build_set_count(set) + 1) * sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < BUILD_FORMAT_COUNT; i++) {
		for (size_t j = 0; j < set->files[i].count; j++) {
			list[count++] = &set->files[i].files[j];
		}
	}
	return list;
}

/* Two documents of one name would overwrite each other. */
static int check_twins(const struct build_set *set)
{
	const struct render_file **sorted = build_set_list(set);
	size_t count = build_set_count(set);
	int result = 0;

	qsort(sorted, count, sizeof(*sorted), compare_paths);
	for (size_t i = 1; i < count; i++) {
		if (strcmp(sorted[i]->path, sorted[i - 1]->path) == 0) {
			diag_say(set->diag, DIAG_ERROR,
				 "two documents would write '%s': rename one, or "
				 "build them into different folders",
				 sorted[i]->path);
			result = -1;
		}
	}
	free(sorted);
	return result;
}

int build_set_make(struct build_set *set)
{
	struct crew crew;
	int result;

	crew_init(&crew, set->threads);
	set->render.crew = &crew;
	result = build_inputs(set);
	set->render.crew = NULL;
	if (result == 0) {
		result = check_twins(set);
	}
	if (result == 0 && build_set_count(set) == 0) {
		diag_say(set->diag, DIAG_ERROR, "there is nothing to write: no "
			 "document here is a man page or has one configured");
		result = -1;
	}
	if (result != 0 && set->diag->errors == 0) {
		diag_say(set->diag, DIAG_ERROR, "the documents cannot be "
			 "rendered in this format");
	}
	return set->diag->errors == 0 ? 0 : -1;
}

void build_set_free_last(struct build_set *set)
{
	doc_free(set->last);
	set->last = NULL;
}

void build_set_release(struct build_set *set)
{
	build_set_free_last(set);
	for (size_t i = 0; i < set->input_count; i++) {
		free(set->inputs[i].path);
	}
	free(set->inputs);
	profile_release(&set->profile);
	for (size_t i = 0; i < BUILD_FORMAT_COUNT; i++) {
		render_files_release(&set->files[i]);
	}
	free((char *)set->render.version);
	sheets_free(set->render.sheets);
}
