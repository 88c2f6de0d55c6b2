/* SPDX-License-Identifier: ISC */
#include "base/outfile.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/mem.h"

enum {
	DRAFT_RANDOM = 6,	/* characters that mkstemp() fills in */
	DRAFT_STALE = 600,	/* seconds after which nobody is writing */
};

int outfile_mkdir(const char *path, struct diag *diag)
{
	char *copy = mem_strdup(path);
	char *slash = copy;
	int result = 0;

	do {
		slash = strchr(slash + 1, '/');
		if (slash != NULL) {
			*slash = '\0';
		}
		if (mkdir(copy, 0777) != 0 && errno != EEXIST) {
			diag_system(diag, copy, "cannot make the folder: %s",
				    strerror(errno));
			result = -1;
		}
		if (slash != NULL) {
			*slash = '/';
		}
	} while (slash != NULL && result == 0);
	free(copy);
	return result;
}

int outfile_put(int fd, struct slice bytes)
{
	while (bytes.len > 0) {
		ssize_t n = write(fd, bytes.ptr, bytes.len);

		if (n < 0 && errno != EINTR) {
			return -1;
		}
		if (n > 0) {
			bytes.ptr += n;
			bytes.len -= (size_t)n;
		}
	}
	return 0;
}

/* Does the rest of the file begin with the bytes? Compared in pieces, so that a
 * large file takes no memory. */
static bool reads(int fd, struct slice bytes)
{
	char piece[32768];

	while (bytes.len > 0) {
		size_t len = bytes.len < sizeof(piece) ? bytes.len :
							 sizeof(piece);
		ssize_t n = read(fd, piece, len);

		if (n < 0 && errno == EINTR) {
			continue;
		}
		if (n <= 0 || memcmp(piece, bytes.ptr, (size_t)n) != 0) {
			return false;
		}
		bytes.ptr += n;
		bytes.len -= (size_t)n;
	}
	return true;
}

bool outfile_holds(const char *path, struct slice bytes)
{
	struct stat st;
	bool same;
	int fd;

	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) ||
	    (size_t)st.st_size != bytes.len) {
		return false;
	}
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		return false;
	}
	same = reads(fd, bytes);
	close(fd);
	return same;
}

/* Fills the new file and closes it; a failure is reported about the target. */
static int fill(int fd, const char *temporary, const char *target,
		struct slice bytes, bool sync, struct diag *diag)
{
	struct stat st;
	mode_t mode;
	int error = 0;

	if (fd < 0) {
		diag_system(diag, target, "cannot be written: %s",
			    strerror(errno));
		return -1;
	}
	mode = umask(0);
	umask(mode);
	mode = stat(target, &st) == 0 ? st.st_mode & 07777 : 0666 & ~mode;
	if (outfile_put(fd, bytes) != 0 || fchmod(fd, mode) != 0 ||
	    (sync && fsync(fd) != 0)) {
		error = errno;
	}
	if (close(fd) != 0 && error == 0) {
		error = errno;
	}
	if (error == 0) {
		return 0;
	}
	diag_system(diag, target, "cannot be written: %s", strerror(error));
	unlink(temporary);
	return -1;
}

int outfile_stage(const char *temporary, const char *target, struct slice bytes,
		  struct diag *diag)
{
	int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	return fill(fd, temporary, target, bytes, true, diag);
}

/* A device or a pipe, such as /dev/null: nothing to put another file over. */
static bool is_special(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && !S_ISREG(st.st_mode) &&
	       !S_ISDIR(st.st_mode);
}

static int write_special(const char *path, struct slice bytes,
			 struct diag *diag)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	int error = fd < 0 || outfile_put(fd, bytes) != 0 ? errno : 0;

	if (fd >= 0 && close(fd) != 0 && error == 0) {
		error = errno;
	}
	if (error != 0) {
		diag_system(diag, path, "cannot be written: %s",
			    strerror(error));
	}
	return error != 0 ? -1 : 0;
}

int outfile_write(const char *path, struct slice bytes, struct diag *diag)
{
	char *temporary;
	char *target;
	int result;

	if (strcmp(path, "-") == 0) {
		if (outfile_put(STDOUT_FILENO, bytes) != 0) {
			diag_system(diag, "(stdout)", "cannot be written: %s",
				    strerror(errno));
			return -1;
		}
		return 0;
	}
	if (is_special(path)) {
		return write_special(path, bytes, diag);
	}
	if (outfile_holds(path, bytes)) {
		return 0;
	}
	target = outfile_target_dup(path, NULL);
	temporary = outfile_draft(target, bytes, diag);
	result = temporary != NULL ? outfile_publish(temporary, target, diag)
				   : -1;
	free(temporary);
	free(target);
	return result;
}

/* Is the path below the folder? Both absolute, links resolved. */
static bool is_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	return strncmp(path, folder, len) == 0 &&
	       (path[len] == '/' || (len > 0 && folder[len - 1] == '/'));
}

char *outfile_target_dup(const char *path, const char *folder)
{
	struct stat st;
	char *target = NULL;
	char *top = NULL;

	if (lstat(path, &st) == 0 && S_ISLNK(st.st_mode)) {
		target = realpath(path, NULL);
		top = folder != NULL ? realpath(folder, NULL) : NULL;
	}
	if (target == NULL ||
	    (folder != NULL && (top == NULL || !is_below(target, top)))) {
		free(target);
		target = mem_strdup(path);
	}
	free(top);
	return target;
}

/* "spec.txt.stet-Ab12Cd": what outfile_draft() names its files. */
static bool is_draft_name(const char *name, size_t len)
{
	static const char mark[] = ".stet-";
	size_t mark_len = sizeof(mark) - 1;

	if (len <= mark_len + DRAFT_RANDOM ||
	    memcmp(name + len - DRAFT_RANDOM - mark_len, mark, mark_len) != 0) {
		return false;
	}
	for (size_t i = len - DRAFT_RANDOM; i < len; i++) {
		if (!is_alnum(name[i])) {
			return false;
		}
	}
	return true;
}

/* Removes the entry if it is a draft of a file beside it that a run left behind
 * which was killed some time ago. */
static void sweep_entry(const char *folder, const char *name, time_t now)
{
	size_t len = strlen(name);
	char *draft;
	struct stat st;

	if (!is_draft_name(name, len)) {
		return;
	}
	draft = mem_printf("%s/%s", folder, name);
	if (lstat(draft, &st) == 0 && S_ISREG(st.st_mode) &&
	    st.st_mtime < now - DRAFT_STALE) {
		unlink(draft);
	}
	free(draft);
}

void outfile_sweep(const char *folder)
{
	DIR *dir = opendir(folder);
	time_t now = time(NULL);
	struct dirent *entry;

	if (dir == NULL) {
		return;
	}
	while ((entry = readdir(dir)) != NULL) {
		sweep_entry(folder, entry->d_name, now);
	}
	closedir(dir);
}

char *outfile_draft(const char *target, struct slice bytes, struct diag *diag)
{
	char *temporary = mem_printf("%s.stet-XXXXXX", target);

	/*
	 * What we build can be built again: no fsync here, the rename alone
	 * keeps a killed run from leaving half a file. Edits use outfile_stage().
	 */
	if (fill(mkstemp(temporary), temporary, target, bytes, false, diag) != 0) {
		free(temporary);
		return NULL;
	}
	return temporary;
}

int outfile_publish(const char *temporary, const char *target,
		    struct diag *diag)
{
	if (rename(temporary, target) != 0) {
		diag_system(diag, target, "cannot be written: %s",
			    strerror(errno));
		unlink(temporary);
		return -1;
	}
	return 0;
}
