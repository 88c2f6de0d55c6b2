/* SPDX-License-Identifier: ISC */
#include "cmd/dist_project.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/source.h"
#include "cmd/cmd.h"
#include "dist/version.h"
#include "edit/commit.h"
#include "model/files_record.h"
#include "model/project.h"

/* The end of the year 9999, beyond which dates are not written as we do. */
#define LAST_TIME 253402300799LL

/* Changed files that a warning names. */
enum { NAMED = 5 };

/* --- files and project -------------------------------------------------------- */

static int open_revision(struct dist_project *place,
			 struct cmd_context *context, const char *revision)
{
	struct files *files;
	char *config = NULL;
	char *top = NULL;

	files = files_open_revision(".", revision, &top, &context->diag);
	if (files == NULL) {
		return -1;
	}
	if (context->config != NULL) {
		config = mem_printf("%s/%s", top, context->config);
	}
	place->project = project_open_in(files_record_new(files), top, config,
					 &context->diag);
	place->top = mem_strdup("/");
	free(config);
	free(top);
	return place->project != NULL ? 0 : -1;
}

/* A file by which to ask git about the project, new; NULL if it has none. */
static char *anchor_dup(const struct project *project)
{
	const char *relative = project->experimental;

	if (project->main.count > 0) {
		relative = project->main.values[0];
	} else if (project->plain.count > 0) {
		relative = project->plain.values[0];
	}
	return relative != NULL ? project_path_dup(project, relative) : NULL;
}

static int open_work_tree(struct dist_project *place,
			  struct cmd_context *context)
{
	char *anchor;

	place->project = project_open_in(files_record_new(NULL), ".",
					 context->config, &context->diag);
	if (place->project == NULL ||
	    edit_recover(place->project->root, &context->diag) != 0) {
		return -1;
	}
	anchor = anchor_dup(place->project);
	place->in_git = anchor != NULL &&
			work_tree_read(anchor, &place->tree) == 0;
	place->top = mem_strdup(place->in_git ? place->tree.top
					      : place->project->root);
	free(anchor);
	return 0;
}

/* --- version and date ----------------------------------------------------------- */

static void free_texts(char **texts)
{
	for (char **p = texts; p != NULL && *p != NULL; p++) {
		free(*p);
	}
	free(texts);
}

static int decide_version(struct dist_project *place,
			  struct cmd_context *context,
			  const struct dist_wish *wish, const char *configured)
{
	struct project *project = place->project;
	char *anchor = anchor_dup(project);
	char *what = wish->revision != NULL
			     ? mem_printf("'%s'", wish->revision)
			     : mem_strdup("the work tree");
	char **tags = anchor != NULL ? files_tags_dup(project->files, anchor)
				     : NULL;
	char *nearest = anchor != NULL ? files_tag_dup(project->files, anchor)
				       : NULL;
	const struct version_facts facts = {
		.what = what,
		.set = project->version != NULL ? project->version
						: wish->version,
		.configured = configured,
		.tags = tags,
		.nearest = nearest,
	};
	char *version = version_decide_dup(&facts, &context->diag);

	if (version != NULL) {
		free(project->version);
		project->version = version;
	}
	free(nearest);
	free_texts(tags);
	free(what);
	free(anchor);
	return version != NULL ? 0 : -1;
}

/* With the settings applied, and what was configured told from what is set. */
static int settle_version(struct dist_project *place,
			  struct cmd_context *context,
			  const struct dist_wish *wish)
{
	struct project *project = place->project;
	char *configured = project->version;
	int result = -1;

	project->version = NULL;
	if (cmd_apply_settings(project, wish->settings, &context->diag) == 0) {
		result = decide_version(place, context, wish, configured);
	}
	free(configured);
	return result;
}

/* Both become parts of file names. */
static int check_names(const struct project *project, struct diag *diag)
{
	if (project->name == NULL) {
		diag_say(diag, DIAG_ERROR, "the project has no name: set "
			 "spec.name in its configuration, or --set name=NAME");
		return -1;
	}
	if (!version_is_plain(project->name) ||
	    !version_is_plain(project->version)) {
		diag_say(diag, DIAG_ERROR,
			 "'%s-%s' cannot be the name of a release: letters, "
			 "digits and . _ + - ~ can be in it", project->name,
			 project->version);
		return -1;
	}
	return 0;
}

static int read_time(const char *text, long long *out, struct diag *diag)
{
	char *end;

	errno = 0;
	*out = strtoll(text, &end, 10);
	if (!is_digit(*text) || *end != '\0' || errno != 0 ||
	    *out > LAST_TIME) {
		diag_say(diag, DIAG_ERROR,
			 "SOURCE_DATE_EPOCH must be seconds since 1970, not "
			 "'%s'", text);
		return -1;
	}
	return 0;
}

static int settle_time(struct dist_project *place, const char *wished,
		       struct diag *diag)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *text;

	if (epoch != NULL && *epoch != '\0') {
		return read_time(epoch, &place->time, diag);
	}
	if (wished != NULL) {
		if (read_time(wished, &place->time, diag) != 0) {
			return -1;
		}
	} else if (place->commit != NULL) {
		place->time = place->in_git ? place->tree.time
					    : files_time(place->project->files);
	} else {
		diag_say(diag, DIAG_ERROR, "no commit gives the release its "
			 "date: set SOURCE_DATE_EPOCH in the environment");
		return -1;
	}
	/* For all that asks for the time of day while documents are made. */
	text = mem_printf("%lld", place->time);
	setenv("SOURCE_DATE_EPOCH", text, 1);
	free(text);
	return 0;
}

int dist_project_open(struct dist_project *place, struct cmd_context *context,
		      const struct dist_wish *wish)
{
	struct dist_project empty = { 0 };
	int result;

	*place = empty;
	result = wish->revision != NULL
			 ? open_revision(place, context, wish->revision)
			 : open_work_tree(place, context);
	if (result != 0 || settle_version(place, context, wish) != 0 ||
	    check_names(place->project, &context->diag) != 0) {
		return -1;
	}
	place->commit = place->in_git ? place->tree.commit
				      : files_commit(place->project->files);
	return settle_time(place, wish->date, &context->diag);
}

/* The line after ".macro version" in the file, compared. */
static int check_params(struct source *source, const char *version,
			struct diag *diag)
{
	size_t count = source_line_count(source);

	for (size_t line = 1; line < count; line++) {
		struct slice text = slice_trim(source_line_text(source, line));
		struct slice value =
			slice_trim(source_line_text(source, line + 1));

		if (slice_is(text, ".macro version") &&
		    !slice_is(value, version)) {
			diag_line(diag, DIAG_ERROR, source->name, line + 1,
				  "documents would say version %.*s, and the "
				  "release is %s: correct the file, or remove "
				  "it and one is made up", (int)value.len,
				  value.ptr, version);
			return -1;
		}
	}
	return 0;
}

int dist_project_check(const struct dist_project *place,
		       struct cmd_context *context)
{
	const struct files *files = place->project->files;
	struct project_list paths = { 0 };
	size_t count;
	const struct files_input *inputs = files_record_list(files, &count);
	int result = 0;

	for (size_t i = 0; i < count; i++) {
		const char *slash = strrchr(inputs[i].path, '/');

		if (slash != NULL && strcmp(slash, "/local_params") == 0) {
			MEM_GROW(paths.values, paths.count, paths.capacity);
			paths.values[paths.count++] =
				mem_strdup(inputs[i].path);
		}
	}
	for (size_t i = 0; i < paths.count; i++) {
		struct source *source = files_read(files, paths.values[i],
						   &context->diag);

		if (source == NULL ||
		    check_params(source, place->project->version,
				 &context->diag) != 0) {
			result = -1;
		}
		source_free(source);
		free(paths.values[i]);
	}
	free(paths.values);
	return result;
}

bool dist_project_is_dirty(struct dist_project *place,
			   struct cmd_context *context)
{
	struct work_tree *tree = &place->tree;
	const struct files_input *inputs;
	struct buf names;
	size_t count;

	if (!place->in_git) {
		return false;
	}
	inputs = files_record_list(place->project->files, &count);
	work_tree_add_untracked(tree, inputs, count);
	if (tree->count == 0) {
		return false;
	}
	buf_init(&names);
	for (size_t i = 0; i < tree->count && i < NAMED; i++) {
		buf_printf(&names, "%s%s", i != 0 ? ", " : "",
			   tree->changed[i]);
	}
	if (tree->count > NAMED) {
		buf_printf(&names, " and %zu more", tree->count - NAMED);
	}
	diag_say(&context->diag, DIAG_WARNING,
		 "the work tree is dirty: not committed are %s", names.data);
	buf_release(&names);
	return true;
}

void dist_project_release(struct dist_project *place)
{
	project_free(place->project);
	if (place->in_git) {
		work_tree_release(&place->tree);
	}
	free(place->top);
}
