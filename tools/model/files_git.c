/* SPDX-License-Identifier: ISC */
/*
 * The tree of a revision, through libgit2: no checkout, no work tree needed.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/files_ops.h"
#include "model/git_start.h"
#include "model/git_tag.h"

struct git_files {
	struct files files;	/* first: the two are cast to each other */
	git_repository *repository;
	git_tree *tree;
	char *label;		/* the revision, for names of sources */
	char commit_id[GIT_OID_HEXSZ + 1];
};

static const struct git_files *git_of(const struct files *files)
{
	return (const struct git_files *)(const void *)files;
}

/* --- paths ------------------------------------------------------------------ */

/*
 * The path without ".", "..", doubled slashes and the slash in front, new; NULL
 * with errno set if it would leave the top.
 */
static char *normalise_dup(const char *path)
{
	struct buf out;

	buf_init(&out);
	while (*path != '\0') {
		size_t len = strcspn(path, "/");

		if (len == 2 && strncmp(path, "..", 2) == 0) {
			const char *slash = strrchr(out.data, '/');

			if (out.len == 0) {
				buf_release(&out);
				errno = EACCES;
				return NULL;
			}
			buf_truncate(&out, slash != NULL
						   ? (size_t)(slash - out.data)
						   : 0);
		} else if (len != 0 && !(len == 1 && path[0] == '.')) {
			if (out.len != 0) {
				buf_putc(&out, '/');
			}
			buf_put(&out, path, len);
		}
		path += len + (path[len] == '/' ? 1 : 0);
	}
	return out.data;
}

/* The entry at a path, to be freed; NULL with errno set. */
static git_tree_entry *find_entry(const struct git_files *git, const char *path,
				  char **normal)
{
	git_tree_entry *entry = NULL;

	*normal = normalise_dup(path);
	if (*normal == NULL) {
		return NULL;
	}
	if (git_tree_entry_bypath(&entry, git->tree, *normal) != 0) {
		errno = ENOENT;
		return NULL;
	}
	return entry;
}

static bool is_regular(const git_tree_entry *entry)
{
	git_filemode_t mode = git_tree_entry_filemode(entry);

	return mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE;
}

static char *revision_real_dup(const struct files *files, const char *path)
{
	char *normal;
	git_tree_entry *entry = find_entry(git_of(files), path, &normal);
	char *real = NULL;

	if (entry != NULL || (normal != NULL && *normal == '\0')) {
		real = mem_printf("/%s", normal);
	}
	git_tree_entry_free(entry);
	free(normal);
	return real;
}

static bool revision_is_file(const struct files *files, const char *path)
{
	char *normal;
	git_tree_entry *entry = find_entry(git_of(files), path, &normal);
	bool result = entry != NULL && is_regular(entry);

	git_tree_entry_free(entry);
	free(normal);
	return result;
}

/* --- reading ---------------------------------------------------------------- */

static struct source *new_source(const struct git_files *git,
				 const char *normal, const git_blob *blob)
{
	size_t len = (size_t)git_blob_rawsize(blob);
	char *name = mem_printf("%s:%s", git->label, normal);
	struct source *source = source_new(
		name, mem_strndup(git_blob_rawcontent(blob), len), len);

	source->path = mem_printf("/%s", normal);
	free(name);
	return source;
}

static struct source *revision_read(const struct files *files, const char *path,
			       struct diag *diag)
{
	const struct git_files *git = git_of(files);
	char *normal;
	git_tree_entry *entry = find_entry(git, path, &normal);
	struct source *source = NULL;
	git_blob *blob = NULL;

	if (entry != NULL && is_regular(entry) &&
	    git_blob_lookup(&blob, git->repository,
			    git_tree_entry_id(entry)) == 0) {
		source = new_source(git, normal, blob);
	} else {
		char *name = mem_printf("%s:%s", git->label,
					normal != NULL ? normal : path);

		diag_file(diag, DIAG_ERROR, name, "cannot be read: %s",
			  entry != NULL ? "not a regular file"
					: "no such file in this revision");
		free(name);
	}
	git_blob_free(blob);
	git_tree_entry_free(entry);
	free(normal);
	return source;
}

/* --- walking ---------------------------------------------------------------- */

struct walk {
	const char *folder;
	files_visit *visit;
	void *payload;
};

static int visit_entry(const char *root, const git_tree_entry *entry,
		       void *payload)
{
	const struct walk *walk = payload;
	const char *name = git_tree_entry_name(entry);
	char *path;

	if (name[0] == '.' || strcmp(name, "out") == 0) {
		return 1; /* pass over it and all below */
	}
	if (is_regular(entry)) {
		path = mem_printf("%s%s%s%s", walk->folder,
				  strcmp(walk->folder, "/") != 0 ? "/" : "",
				  root, name);
		walk->visit(walk->payload, path);
		free(path);
	}
	return 0;
}

static void revision_each(const struct files *files, const char *folder,
		     files_visit *visit, void *payload)
{
	const struct git_files *git = git_of(files);
	struct walk walk = { folder, visit, payload };
	char *normal;
	git_tree_entry *entry = find_entry(git, folder, &normal);
	git_tree *tree = NULL;

	if (normal != NULL && *normal == '\0') {
		git_tree_walk(git->tree, GIT_TREEWALK_PRE, visit_entry, &walk);
	} else if (entry != NULL &&
		   git_tree_lookup(&tree, git->repository,
				   git_tree_entry_id(entry)) == 0) {
		git_tree_walk(tree, GIT_TREEWALK_PRE, visit_entry, &walk);
	}
	git_tree_free(tree);
	git_tree_entry_free(entry);
	free(normal);
}

/* --- tags ------------------------------------------------------------------- */

static bool is_tracked(git_repository *repository, const char *path)
{
	const char *top = git_repository_workdir(repository);
	size_t len = top != NULL ? strlen(top) : 0;
	git_index *index = NULL;
	bool found = false;

	if (top != NULL && strncmp(path, top, len) == 0 &&
	    git_repository_index(&index, repository) == 0) {
		found = git_index_get_bypath(index, path + len, 0) != NULL;
	}
	git_index_free(index);
	return found;
}

/* Is there a .git in the folder, or above it? Without one libgit2 need not be asked. */
static bool may_be_tracked(const char *folder)
{
	char *name = mem_printf("%s.git", folder);
	bool found = access(name, F_OK) == 0;
	char *slash = strrchr(name, '/');

	while (!found && slash > name) {
		*slash = '\0';
		slash = strrchr(name, '/');
		memcpy(slash + 1, ".git", strlen(".git") + 1);
		found = access(name, F_OK) == 0;
	}
	free(name);
	return found;
}

/* The repository whose work tree has the file at path, tracked; to be freed.
 * NULL if there is none. */
static git_repository *open_holder(const char *path)
{
	/* Git names its files by a path with links resolved. */
	char *real = realpath(path, NULL);
	char *folder = mem_strdup(real != NULL ? real : "/");
	git_repository *repository = NULL;

	*(strrchr(folder, '/') + 1) = '\0';
	if (real != NULL && may_be_tracked(folder)) {
		git_start();
		(void)git_repository_open_ext(&repository, folder, 0, NULL);
	}
	if (repository != NULL && !is_tracked(repository, real)) {
		git_repository_free(repository);
		repository = NULL;
	}
	free(folder);
	free(real);
	return repository;
}

char *files_work_tree_tag_dup(const struct files *files, const char *path)
{
	git_repository *repository;
	char *tag = NULL;

	(void)files;
	repository = open_holder(path);
	if (repository != NULL) {
		tag = git_tag_nearest_dup(repository, "HEAD");
	}
	git_repository_free(repository);
	return tag;
}

char **files_work_tree_tags_dup(const struct files *files, const char *path)
{
	git_repository *repository;
	char **tags = NULL;
	git_oid head;

	(void)files;
	repository = open_holder(path);
	if (repository != NULL &&
	    git_reference_name_to_id(&head, repository, "HEAD") == 0) {
		tags = git_tag_all_dup(repository, &head, NULL);
	}
	git_repository_free(repository);
	return tags;
}

static char *revision_tag_dup(const struct files *files, const char *path)
{
	const struct git_files *git = git_of(files);

	(void)path;
	return files->commit != NULL
		       ? git_tag_nearest_dup(git->repository, git->commit_id)
		       : NULL;
}

static char **revision_tags_dup(const struct files *files, const char *path)
{
	const struct git_files *git = git_of(files);
	char *name;
	char **tags;
	git_oid commit;

	(void)path;
	if (files->commit == NULL ||
	    git_oid_fromstr(&commit, files->commit) != 0) {
		return NULL;
	}
	name = mem_strndup(git->label, strcspn(git->label, ":^~@"));
	tags = git_tag_all_dup(git->repository, &commit, name);
	free(name);
	return tags;
}

/* --- opening ---------------------------------------------------------------- */

static void revision_free(struct files *files)
{
	struct git_files *git = (struct git_files *)(void *)files;

	git_tree_free(git->tree);
	git_repository_free(git->repository);
	free(git->label);
	free(git);
}

/* The commit behind what the revision names, where there is one. */
static void note_commit(struct git_files *git, const char *revision)
{
	char *name = mem_strndup(revision, strcspn(revision, ":"));
	git_object *object = NULL;
	git_object *commit = NULL;

	if (git_revparse_single(&object, git->repository, name) == 0 &&
	    git_object_peel(&commit, object, GIT_OBJECT_COMMIT) == 0) {
		git->files.time = git_commit_time((git_commit *)commit);
		git_oid_tostr(git->commit_id, sizeof(git->commit_id),
			      git_object_id(commit));
		git->files.commit = git->commit_id;
	}
	git_object_free(commit);
	git_object_free(object);
	free(name);
}

/* The path of dir below the work tree, new, as "/doc"; "/" if it is not. */
static char *path_in_tree_dup(git_repository *repository, const char *dir)
{
	const char *work = git_repository_workdir(repository);
	char *real = realpath(dir, NULL);
	char *work_real = work != NULL ? realpath(work, NULL) : NULL;
	size_t len = work_real != NULL ? strlen(work_real) : 0;
	char *path;

	if (real != NULL && len != 0 && strncmp(real, work_real, len) == 0 &&
	    real[len] == '/') {
		path = mem_strdup(real + len);
	} else {
		path = mem_strdup("/");
	}
	free(work_real);
	free(real);
	return path;
}

/* Why there is no repository to look in; code is libgit2's. */
static void report_closed(int code, const char *dir, const char *revision,
			  struct diag *diag)
{
	const git_error *error = git_error_last();
	char *real;

	/* Versions of libgit2 put it in different words. */
	if (error != NULL && (strstr(error->message, "safe.directory") != NULL ||
			      strstr(error->message, "owned") != NULL)) {
		real = realpath(dir, NULL);
		diag_say(diag, DIAG_ERROR,
			 "the repository '%s' belongs to another user: 'git "
			 "config --global --add safe.directory %s' trusts it",
			 dir, real != NULL ? real : dir);
		free(real);
		return;
	}
	if (code != GIT_ENOTFOUND && error != NULL) {
		diag_say(diag, DIAG_ERROR,
			 "the repository of '%s' cannot be opened: %s", dir,
			 error->message);
		return;
	}
	diag_say(diag, DIAG_ERROR,
		 "'%s' is not in a git repository, so '%s' cannot be a revision",
		 dir, revision);
}

static int open_tree(struct git_files *git, const char *dir,
		     const char *revision, struct diag *diag)
{
	git_object *object = NULL;
	git_object *tree = NULL;
	int result = -1;
	int code = git_repository_open_ext(&git->repository, dir, 0, NULL);

	if (code != 0) {
		report_closed(code, dir, revision, diag);
		return -1;
	}
	if (git_revparse_single(&object, git->repository, revision) != 0) {
		git_tag_report_unknown(git->repository, revision, diag);
	} else if (git_object_peel(&tree, object, GIT_OBJECT_TREE) != 0) {
		diag_say(diag, DIAG_ERROR, "'%s' is no commit or folder",
			 revision);
	} else {
		git->tree = (git_tree *)tree;
		result = 0;
	}
	git_object_free(object);
	return result;
}

struct files *files_open_revision(const char *dir, const char *revision,
				  char **top, struct diag *diag)
{
	struct git_files *git = mem_alloc(sizeof(*git));

	git_start();
	git->files.real_dup = revision_real_dup;
	git->files.tag_dup = revision_tag_dup;
	git->files.tags_dup = revision_tags_dup;
	git->files.is_file = revision_is_file;
	git->files.read = revision_read;
	git->files.each = revision_each;
	git->files.free = revision_free;
	git->label = mem_strdup(revision);
	if (open_tree(git, dir, revision, diag) != 0) {
		revision_free(&git->files);
		return NULL;
	}
	note_commit(git, revision);
	*top = strchr(revision, ':') != NULL
		       ? mem_strdup("/")
		       : path_in_tree_dup(git->repository, dir);
	return &git->files;
}
