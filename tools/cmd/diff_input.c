/* SPDX-License-Identifier: ISC */
#include "cmd/diff_input.h"

#include <libxml/parser.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/source.h"
#include "cmd/cmd.h"
#include "cmd/diff_equal.h"
#include "model/files.h"
#include "model/project.h"
#include "read/reader.h"

enum { FILES_MAX = 20000 };

/* What one thread works on. */
struct reading {
	struct project *project;
	const struct files *files;
	const char *dir;	/* what the user calls the project's folder;
				   NULL: it is another one */
	struct diff_task *tasks;
	size_t count;
	size_t capacity;
	struct diff_set *set;
	struct diag diag;
	char *messages;
	size_t messages_len;
	bool any;		/* all files in a folder: what is no text is
				   passed over */
};

static struct diff_task *add_task(struct reading *reading, const char *relative,
				  const char *path)
{
	struct diff_task *task;

	MEM_GROW(reading->tasks, reading->count, reading->capacity);
	task = &reading->tasks[reading->count++];
	*task = (struct diff_task){ .relative = mem_strdup(relative),
				    .path = mem_strdup(path) };
	return task;
}

/* --- which documents ------------------------------------------------------------- */

/* A document of the project, by the name that the user has for its folder. */
static void add_document(struct reading *reading, const char *relative)
{
	const char *dir = reading->dir;
	char *path;

	if (relative == NULL) {
		return;
	}
	path = dir == NULL ? project_path_dup(reading->project, relative) :
	       strcmp(dir, ".") == 0 ? mem_strdup(relative) :
	       mem_printf("%s%s%s", dir,
			  dir[strlen(dir) - 1] == '/' ? "" : "/", relative);
	if (files_is_file(reading->files, path)) {
		add_task(reading, relative, path)->role =
			project_role(reading->project, path);
	}
	free(path);
}

static void add_project(struct reading *reading)
{
	const struct project *project = reading->project;

	for (size_t i = 0; i < project->main.count; i++) {
		add_document(reading, project->main.values[i]);
	}
	for (size_t i = 0; i < project->plain.count; i++) {
		add_document(reading, project->plain.values[i]);
	}
	add_document(reading, project->experimental);
	add_document(reading, project->option_list);
	add_document(reading, project->news);
	add_document(reading, project->changelog);
}

struct folder {
	struct reading *reading;
	const char *root;
};

static void visit_file(void *payload, const char *path)
{
	struct folder *folder = payload;
	size_t len = strlen(folder->root);
	const char *relative = path;

	if (strncmp(path, folder->root, len) == 0) {
		relative = path + len;
		while (*relative == '/') {
			relative++;
		}
	}
	if (folder->reading->count < FILES_MAX) {
		add_task(folder->reading, relative, path);
	}
}

static bool has_documents(const struct project *project)
{
	return project->main.count + project->plain.count > 0 ||
	       project->experimental != NULL || project->option_list != NULL ||
	       project->news != NULL || project->changelog != NULL;
}

/* The folder of a file, new. */
static char *folder_dup(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL) {
		return mem_strdup(".");
	}
	return mem_strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

/* Which documents a place stands for. Takes its files. 0, or -1 after an error
 * was reported. */
static int list_documents(struct cmd_context *context, struct diff_place *place,
			  struct reading *reading)
{
	struct files *files = place->files;
	const char *config = files == NULL ? context->config : NULL;
	bool is_file;
	bool is_root;
	char *dir;
	char *real;

	if (place->path == NULL) {
		return 0;
	}
	is_file = files_is_file(files, place->path);
	dir = is_file ? folder_dup(place->path) : mem_strdup(place->path);
	place->files = NULL;
	reading->project = project_open_in(files, dir, config, &context->diag);
	real = reading->project != NULL ? files_real_dup(files, dir) : NULL;
	reading->files = files;
	is_root = real != NULL && strcmp(real, reading->project->root) == 0;
	reading->dir = is_root && *dir != '\0' ? dir : NULL;
	if (reading->project != NULL && is_file) {
		add_task(reading, strrchr(place->path, '/') != NULL ?
					  strrchr(place->path, '/') + 1 :
					  place->path, place->path)
			->role = project_role(reading->project, place->path);
	} else if (reading->project != NULL &&
		   has_documents(reading->project) &&
		   (place->is_project || is_root)) {
		add_project(reading);
	} else if (reading->project != NULL) {
		struct folder folder = { reading, dir };

		reading->any = true;
		files_each(files, dir, visit_file, &folder);
	}
	reading->dir = NULL;
	free(real);
	free(dir);
	return reading->project != NULL ? 0 : -1;
}

/* --- pairs ------------------------------------------------------------------------- */

static bool is_binary(const struct source *source)
{
	return memchr(source->text, '\0',
		      source->len < 8000 ? source->len : 8000) != NULL;
}

static void read_sources(struct reading *reading)
{
	for (size_t i = 0; i < reading->count; i++) {
		struct diff_task *task = &reading->tasks[i];

		task->source = files_read(reading->files, task->path,
					  &reading->diag);
		if (task->source != NULL && reading->any &&
		    is_binary(task->source)) {
			source_free(task->source);
			task->source = NULL;
		}
	}
}

static int compare_tasks(const void *a, const void *b)
{
	const struct diff_task *const *x = a;
	const struct diff_task *const *y = b;

	return strcmp((*x)->relative, (*y)->relative);
}

static struct diff_task **sorted_new(struct reading *reading)
{
	struct diff_task **sorted =
		mem_resize(NULL, reading->count + 1, sizeof(*sorted));

	for (size_t i = 0; i < reading->count; i++) {
		sorted[i] = &reading->tasks[i];
	}
	qsort(sorted, reading->count, sizeof(*sorted), compare_tasks);
	return sorted;
}

/* One side's role counts where the other's project does not know the file. */
static void share_role(struct diff_task *a, struct diff_task *b)
{
	if (a->role == DOC_PLAIN) {
		a->role = b->role;
	} else if (b->role == DOC_PLAIN) {
		b->role = a->role;
	}
}

/* Goes through the pairs of the two sides: two single files are one. */
static void each_pair(struct reading readings[2],
		      void (*visit)(struct diff_task *a, struct diff_task *b))
{
	struct diff_task **sorted[2];
	size_t i = 0;
	size_t j = 0;

	if (readings[0].count == 1 && readings[1].count == 1) {
		visit(&readings[0].tasks[0], &readings[1].tasks[0]);
		return;
	}
	sorted[0] = sorted_new(&readings[0]);
	sorted[1] = sorted_new(&readings[1]);
	while (i < readings[0].count && j < readings[1].count) {
		int order = compare_tasks(&sorted[0][i], &sorted[1][j]);

		if (order == 0) {
			visit(sorted[0][i], sorted[1][j]);
		}
		i += order <= 0 ? 1 : 0;
		j += order >= 0 ? 1 : 0;
	}
	free(sorted[0]);
	free(sorted[1]);
}

/* --- reading -------------------------------------------------------------------------- */

static void read_task(struct reading *reading, struct diff_task *task)
{
	const char *root = reading->project->root;
	size_t root_len = strlen(root);
	struct read_options options = {
		.files = reading->files,
		.version_optional = true,
		.role = task->role,
		.shared = task->shared,
		.shared_count = task->shared_count,
	};
	char *real = files_real_dup(reading->files, task->path);
	struct doc *doc;

	if (real != NULL && strncmp(real, root, root_len) == 0 &&
	    (real[root_len] == '/' || root_len == 1)) {
		options.root = root;
	}
	doc = reader_read_source(task->source, reader_format(task->path),
				 &options, &reading->diag);
	task->source = NULL;
	task->doc = doc;
	if (doc != NULL) {
		struct diff_document *document =
			diff_set_add(reading->set, task->relative, doc);

		document->compared = task->compared;
		document->hunks = task->hunks;
		task->hunks = (struct sequence_changes){ 0 };
	}
	free(real);
}

static void *read_side(void *payload)
{
	struct reading *reading = payload;

	for (size_t i = 0; i < reading->count; i++) {
		struct diff_task *task = &reading->tasks[i];

		if (task->source != NULL && !task->equal) {
			read_task(reading, task);
		}
	}
	return NULL;
}

/* The documents of both sides, each in its own thread. */
static void read_sides(struct reading readings[2])
{
	pthread_t thread;
	bool threaded;

	xmlInitParser();
	threaded = pthread_create(&thread, NULL, read_side, &readings[0]) == 0;
	read_side(&readings[1]);
	if (threaded) {
		pthread_join(thread, NULL);
	} else {
		read_side(&readings[0]);
	}
}

/* --- once more ------------------------------------------------------------------------- */

/* Messages of a side are kept until both are read. */
static void open_messages(struct reading *reading, bool quiet)
{
	diag_init(&reading->diag, open_memstream(&reading->messages,
						 &reading->messages_len));
	reading->diag.quiet = quiet;
}

static void close_messages(struct reading *reading)
{
	if (reading->diag.out != NULL) {
		fclose(reading->diag.out);
	}
	reading->diag.out = NULL;
}

static void print_messages(struct cmd_context *context,
			   struct reading *reading)
{
	struct diag *to = &context->diag;

	close_messages(reading);
	if (to->out != NULL && reading->messages_len > 0) {
		fwrite(reading->messages, 1, reading->messages_len, to->out);
	}
	to->errors += reading->diag.errors;
	to->warnings += reading->diag.warnings;
	to->system_failure = to->system_failure || reading->diag.system_failure;
}

/* Frees what was read, but for the list of documents. */
static void forget(struct reading *reading)
{
	for (size_t i = 0; i < reading->count; i++) {
		struct diff_task *task = &reading->tasks[i];

		source_free(task->source);
		free(task->shared);
		sequence_changes_release(&task->hunks);
		task->hunks = (struct sequence_changes){ 0 };
		task->compared = NULL;
		task->source = NULL;
		task->shared = NULL;
		task->shared_count = 0;
		task->doc = NULL;
	}
	close_messages(reading);
	free(reading->messages);
	reading->messages = NULL;
}

static void reading_release(struct reading *reading)
{
	forget(reading);
	for (size_t i = 0; i < reading->count; i++) {
		free(reading->tasks[i].relative);
		free(reading->tasks[i].path);
	}
	free(reading->tasks);
}

/*
 * Were parts left out that should have been read? Those that only one side left
 * out, and all of them where something is wrong: what stands there may be why.
 */
static bool has_skipped_wrongly(struct reading readings[2])
{
	bool silent = true;
	bool skipped = false;
	bool uneven = false;

	each_pair(readings, diff_equal_check);
	for (size_t i = 0; i < 2; i++) {
		struct reading *reading = &readings[i];

		close_messages(reading);
		silent = silent && reading->messages_len == 0 &&
			 reading->diag.errors + reading->diag.warnings == 0;
		for (size_t n = 0; n < reading->count; n++) {
			const struct diff_task *task = &reading->tasks[n];

			skipped = skipped || (task->doc != NULL &&
					      task->doc->skipped_count > 0);
			uneven = uneven || task->uneven;
		}
	}
	return skipped && (!silent || uneven);
}

static void read_both(struct reading readings[2], enum diff_reading what,
		      bool quiet)
{
	for (size_t i = 0; i < 2; i++) {
		open_messages(&readings[i], quiet);
		read_sources(&readings[i]);
	}
	each_pair(readings, share_role);
	if (what != DIFF_READ_WHOLE) {
		each_pair(readings, diff_equal_mark);
		each_pair(readings, diff_equal_cut);
	}
	if (what == DIFF_READ_SECTIONS) {
		each_pair(readings, diff_equal_lines);
	}
	read_sides(readings);
}

int diff_input_read(struct cmd_context *context, struct diff_place places[2],
		    enum diff_reading what, struct diff_input *out)
{
	struct reading readings[2] = { { 0 }, { 0 } };
	size_t errors = context->diag.errors;

	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < 2; i++) {
		out->sets[i].label = mem_strdup(places[i].label);
		readings[i].set = &out->sets[i];
		list_documents(context, &places[i], &readings[i]);
		out->projects[i] = readings[i].project;
	}
	read_both(readings, what, context->diag.quiet);
	if (what == DIFF_READ_SECTIONS && has_skipped_wrongly(readings)) {
		for (size_t i = 0; i < 2; i++) {
			forget(&readings[i]);
			diff_set_clear(&out->sets[i]);
		}
		read_both(readings, DIFF_READ_DOCUMENTS, context->diag.quiet);
	}
	for (size_t i = 0; i < 2; i++) {
		print_messages(context, &readings[i]);
		reading_release(&readings[i]);
	}
	return context->diag.errors == errors ? 0 : -1;
}

static void *release_set(void *payload)
{
	diff_set_release(payload);
	return NULL;
}

void diff_input_release(struct diff_input *input)
{
	pthread_t thread;
	bool threaded = pthread_create(&thread, NULL, release_set,
				       &input->sets[0]) == 0;

	diff_set_release(&input->sets[1]);
	if (threaded) {
		pthread_join(thread, NULL);
	} else {
		diff_set_release(&input->sets[0]);
	}
	for (size_t i = 0; i < 2; i++) {
		project_free(input->projects[i]);
	}
}
