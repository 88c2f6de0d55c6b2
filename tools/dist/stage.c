/* SPDX-License-Identifier: ISC */
#include "dist/stage.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "dist/sums.h"

static const char mark[] = ".stet-dist-";

/* --- paths -------------------------------------------------------------------- */

/* The path without slashes at its end, new. */
static char *trim_dup(const char *path)
{
	size_t len = strlen(path);

	while (len > 1 && path[len - 1] == '/') {
		len--;
	}
	return mem_strndup(path, len);
}

static char *parent_dup(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL) {
		return mem_strdup(".");
	}
	return mem_strndup(path, slash != path ? (size_t)(slash - path) : 1);
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

/* Where a folder at dir would really be, links resolved; its parent must be
 * there. New; NULL with errno set. */
static char *target_dup(const char *dir)
{
	char *trimmed = trim_dup(dir);
	char *target = realpath(trimmed, NULL);

	if (target == NULL && errno == ENOENT) {
		char *parent = parent_dup(trimmed);
		char *real = realpath(parent, NULL);

		if (real != NULL) {
			target = mem_printf("%s/%s", strcmp(real, "/") != 0
							     ? real : "",
					    last_part(trimmed));
		}
		free(real);
		free(parent);
	}
	free(trimmed);
	return target;
}

/* The uppermost of the folders on the way to path that are not there yet, new;
 * NULL if all are. */
static char *first_missing_dup(const char *path)
{
	char *missing = NULL;
	char *at = trim_dup(path);
	struct stat st;

	while (stat(at, &st) != 0 && errno == ENOENT) {
		free(missing);
		missing = at;
		at = parent_dup(missing);
	}
	free(at);
	return missing;
}

/* --- what is there -------------------------------------------------------------- */

/* Calls visit with each name in the folder until it says no; what it said. */
static bool each_name(int folder, bool (*visit)(void *payload, const char *name),
		      void *payload)
{
	int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *entry;
	bool result = dir != NULL;

	while (result && (entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0) {
			result = visit(payload, entry->d_name);
		}
	}
	if (dir != NULL) {
		closedir(dir);
	}
	return result;
}

static bool is_none(void *payload, const char *name)
{
	(void)payload;
	(void)name;
	return false;
}

struct holding {
	struct sums sums;
	char *foreign;		/* a file that is of no release, new */
};

static bool note_foreign(void *payload, const char *name)
{
	struct holding *holding = payload;

	if (!sums_know(&holding->sums, name)) {
		holding->foreign = mem_strdup(name);
	}
	return holding->foreign == NULL;
}

static int check_release(int fd, const char *dir, struct diag *diag)
{
	struct holding holding = { .sums = { 0 } };
	int result = 0;

	sums_read(&holding.sums, fd, dir, NULL);
	each_name(fd, note_foreign, &holding);
	if (holding.foreign != NULL) {
		diag_say(diag, DIAG_ERROR,
			 "'%s' holds '%s', which is of no release: it is not "
			 "replaced", dir, holding.foreign);
		result = -1;
	}
	free(holding.foreign);
	sums_release(&holding.sums);
	return result;
}

int stage_check(const char *dir, bool force, struct diag *diag)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result = 0;

	if (fd < 0) {
		if (errno == ENOENT) {
			return 0;
		}
		diag_system(diag, dir, "cannot be a folder for the release: %s",
			    strerror(errno));
		return -1;
	}
	if (force) {
		result = check_release(fd, dir, diag);
	} else if (!each_name(fd, is_none, NULL)) {
		diag_say(diag, DIAG_ERROR, "'%s' exists already: --force "
			 "replaces a release", dir);
		result = -1;
	}
	close(fd);
	return result;
}

/* --- taking away ------------------------------------------------------------------ */

static bool remove_name(void *payload, const char *name)
{
	unlinkat(*(const int *)payload, name, 0);
	return true;
}

static void remove_folder(int fd, const char *path)
{
	each_name(fd, remove_name, &fd);
	rmdir(path);
}

/* Removes the folder if nobody fills it. */
static void remove_stale(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0) {
		return;
	}
	if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
		remove_folder(fd, path);
	}
	close(fd);
}

/* What runs before this one left behind when they were killed. */
static void sweep(const char *target)
{
	char *parent = parent_dup(target);
	char *prefix = mem_printf(".%s%s", last_part(target), mark);
	DIR *dir = opendir(parent);
	struct dirent *entry;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		if (strncmp(entry->d_name, prefix, strlen(prefix)) == 0) {
			char *path = mem_printf("%s/%s", parent, entry->d_name);

			remove_stale(path);
			free(path);
		}
	}
	if (dir != NULL) {
		closedir(dir);
	}
	free(prefix);
	free(parent);
}

/* Removes the folders that we made on the way, as far as they are empty. */
static void remove_made(struct stage *stage)
{
	char *at = stage->made != NULL ? mem_strdup(stage->parent) : NULL;

	while (at != NULL) {
		bool last = strcmp(at, stage->made) == 0;
		char *above = last ? NULL : parent_dup(at);

		rmdir(at);
		free(at);
		at = above;
	}
}

static void release(struct stage *stage)
{
	if (stage->fd >= 0) {
		close(stage->fd);
	}
	free(stage->target);
	free(stage->path);
	free(stage->parent);
	free(stage->made);
}

void stage_abandon(struct stage *stage)
{
	remove_folder(stage->fd, stage->path);
	remove_made(stage);
	release(stage);
}

/* --- filling ---------------------------------------------------------------------- */

/* A new hidden folder, locked before anyone else could take it for stale. */
static int make_folder(struct stage *stage)
{
	char *parent = parent_dup(stage->target);
	struct stat st;

	do {
		free(stage->path);
		stage->path = mem_printf("%s/.%s%sXXXXXX",
					 strcmp(parent, "/") != 0 ? parent : "",
					 last_part(stage->target), mark);
		stage->fd = -1;
		if (mkdtemp(stage->path) == NULL) {
			break;
		}
		stage->fd = open(stage->path,
				 O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (stage->fd < 0 || flock(stage->fd, LOCK_EX) != 0) {
			break;
		}
		/* Another run may have removed it just before the lock. */
	} while (stat(stage->path, &st) != 0 && close(stage->fd) == 0);
	free(parent);
	return stage->fd >= 0 ? 0 : -1;
}

static void set_parent(struct stage *stage, const char *dir)
{
	char *trimmed = trim_dup(dir);

	stage->parent = parent_dup(trimmed);
	stage->made = first_missing_dup(stage->parent);
	free(trimmed);
}

int stage_open(struct stage *stage, const char *dir, bool force,
	       struct diag *diag)
{
	struct stage empty = { .fd = -1, .replaces = force };
	int result;

	*stage = empty;
	set_parent(stage, dir);
	result = outfile_mkdir(stage->parent, diag);
	if (result == 0) {
		stage->target = target_dup(dir);
		if (stage->target != NULL) {
			sweep(stage->target);
		}
		if (stage->target == NULL || make_folder(stage) != 0) {
			diag_system(diag, dir, "cannot be made: %s",
				    strerror(errno));
			result = -1;
		}
	}
	if (result != 0) {
		remove_made(stage);
		release(stage);
	}
	return result;
}

int stage_create(const struct stage *stage, const char *name)
{
	return openat(stage->fd, name,
		      O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
}

int stage_write(const struct stage *stage, const char *name, struct slice bytes,
		struct diag *diag)
{
	int fd = stage_create(stage, name);
	int result = -1;

	if (fd >= 0) {
		result = outfile_put(fd, bytes);
		if (result == 0) {
			result = fsync(fd);
		}
		if (close(fd) != 0) {
			result = -1;
		}
	}
	if (result != 0) {
		diag_system(diag, name, "cannot be written: %s",
			    strerror(errno));
	}
	return result;
}

/* --- publishing ------------------------------------------------------------------- */

static int put_in_place(struct stage *stage, bool *exchanged)
{
	mode_t mask = umask(0);

	umask(mask);
	if (fchmod(stage->fd, 0777 & ~mask) != 0 || fsync(stage->fd) != 0) {
		return -1;
	}
	/* An empty folder gives way to this, nothing else does. */
	if (rename(stage->path, stage->target) == 0) {
		return 0;
	}
	if (!stage->replaces || (errno != ENOTEMPTY && errno != EEXIST)) {
		return -1;
	}
	*exchanged = renameat2(AT_FDCWD, stage->path, AT_FDCWD, stage->target,
			       RENAME_EXCHANGE) == 0;
	return *exchanged ? 0 : -1;
}

static void sync_parent(const struct stage *stage)
{
	char *parent = parent_dup(stage->target);
	int fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(parent);
}

int stage_publish(struct stage *stage, struct diag *diag)
{
	bool exchanged = false;

	if (put_in_place(stage, &exchanged) != 0) {
		diag_system(diag, stage->target, "cannot be put in place: %s",
			    strerror(errno));
		stage_abandon(stage);
		return -1;
	}
	sync_parent(stage);
	if (exchanged) {
		remove_stale(stage->path);
	}
	release(stage);
	return 0;
}
