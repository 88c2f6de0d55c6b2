/* SPDX-License-Identifier: ISC */
#include "model/work_tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/files_record.h"
#include "model/git_start.h"

static git_repository *open_repository(const char *path)
{
	git_repository *repository = NULL;
	char *folder = mem_strdup(path);
	char *slash = strrchr(folder, '/');

	if (slash != NULL) {
		slash[slash == folder ? 1 : 0] = '\0';
	}
	if (git_repository_open_ext(&repository, slash != NULL ? folder : ".",
				    0, NULL) != 0) {
		repository = NULL;
	}
	free(folder);
	return repository;
}

/* The path below the top, lent; NULL if it is elsewhere. */
static const char *below(const struct work_tree *tree, const char *path)
{
	size_t len = strlen(tree->top);

	return strncmp(path, tree->top, len) == 0 && path[len] == '/'
		       ? path + len + 1
		       : NULL;
}

static bool is_tracked(git_repository *repository, const char *path)
{
	git_index *index = NULL;
	bool found = false;

	if (path != NULL && git_repository_index(&index, repository) == 0) {
		found = git_index_get_bypath(index, path, 0) != NULL;
	}
	git_index_free(index);
	return found;
}

static int read_head(git_repository *repository, struct work_tree *out)
{
	git_object *object = NULL;
	git_object *commit = NULL;
	int result = -1;

	if (git_revparse_single(&object, repository, "HEAD") == 0 &&
	    git_object_peel(&commit, object, GIT_OBJECT_COMMIT) == 0) {
		out->commit = mem_alloc(GIT_OID_HEXSZ + 1);
		git_oid_tostr(out->commit, GIT_OID_HEXSZ + 1,
			      git_object_id(commit));
		out->time = git_commit_time((git_commit *)commit);
		result = 0;
	}
	git_object_free(commit);
	git_object_free(object);
	return result;
}

static void add_changed(struct work_tree *tree, const char *path)
{
	MEM_GROW(tree->changed, tree->count, tree->capacity);
	tree->changed[tree->count++] = mem_strdup(path);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort_changed(struct work_tree *tree)
{
	size_t kept = 0;

	if (tree->count != 0) {
		qsort(tree->changed, tree->count, sizeof(*tree->changed),
		      compare_names);
	}
	for (size_t i = 0; i < tree->count; i++) {
		if (kept != 0 &&
		    strcmp(tree->changed[kept - 1], tree->changed[i]) == 0) {
			free(tree->changed[i]);
		} else {
			tree->changed[kept++] = tree->changed[i];
		}
	}
	tree->count = kept;
}

static void read_changes(git_repository *repository, struct work_tree *tree)
{
	git_status_options options;
	git_status_list *list = NULL;

	git_status_options_init(&options, GIT_STATUS_OPTIONS_VERSION);
	options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR;
	options.flags = GIT_STATUS_OPT_EXCLUDE_SUBMODULES |
			GIT_STATUS_OPT_NO_REFRESH;
	if (git_status_list_new(&list, repository, &options) != 0) {
		return;
	}
	for (size_t i = 0; i < git_status_list_entrycount(list); i++) {
		const git_status_entry *entry = git_status_byindex(list, i);
		const git_diff_delta *delta = entry->head_to_index != NULL
						      ? entry->head_to_index
						      : entry->index_to_workdir;

		if (entry->status != GIT_STATUS_IGNORED && delta != NULL) {
			add_changed(tree, delta->new_file.path);
		}
	}
	git_status_list_free(list);
	sort_changed(tree);
}

int work_tree_read(const char *path, struct work_tree *out)
{
	struct work_tree empty = { 0 };
	git_repository *repository;
	char *real = realpath(path, NULL);
	int result = -1;

	*out = empty;
	git_start();
	repository = real != NULL ? open_repository(real) : NULL;
	if (repository != NULL && git_repository_workdir(repository) != NULL) {
		out->top = realpath(git_repository_workdir(repository), NULL);
	}
	if (out->top != NULL && is_tracked(repository, below(out, real)) &&
	    read_head(repository, out) == 0) {
		read_changes(repository, out);
		result = 0;
	}
	git_repository_free(repository);
	free(real);
	if (result != 0) {
		work_tree_release(out);
	}
	return result;
}

void work_tree_add_untracked(struct work_tree *tree,
			     const struct files_input *inputs, size_t count)
{
	git_repository *repository = NULL;

	git_start();
	if (git_repository_open(&repository, tree->top) == 0) {
		for (size_t i = 0; i < count; i++) {
			const char *path = below(tree, inputs[i].path);

			if (!is_tracked(repository, path)) {
				add_changed(tree, path != NULL ? path
							       : inputs[i].path);
			}
		}
		sort_changed(tree);
	}
	git_repository_free(repository);
}

void work_tree_release(struct work_tree *tree)
{
	struct work_tree empty = { 0 };

	for (size_t i = 0; i < tree->count; i++) {
		free(tree->changed[i]);
	}
	free(tree->changed);
	free(tree->commit);
	free(tree->top);
	*tree = empty;
}
