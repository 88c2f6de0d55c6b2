/* SPDX-License-Identifier: ISC */
#include "edit/commit.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "base/source.h"
#include "edit/journal.h"

/* How long to wait for another run: an edit holds the lock for milliseconds. */
enum { LOCK_TRIES = 100, LOCK_PAUSE_MS = 100 };

static char *journal_path_dup(const char *root)
{
	return mem_printf("%s/" JOURNAL_NAME, root);
}

/* --- small things ------------------------------------------------------------ */

/* The root opened and locked, or -1 with an error reported. */
static int lock_root(const char *root, struct diag *diag)
{
	struct timespec pause = { .tv_nsec = LOCK_PAUSE_MS * 1000000L };
	int fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0) {
		diag_system(diag, root, "cannot be opened: %s", strerror(errno));
		return -1;
	}
	for (int i = 0; flock(fd, LOCK_EX | LOCK_NB) != 0; i++) {
		if (errno != EWOULDBLOCK && errno != EINTR) {
			/* A file system without locks: go on without. */
			return fd;
		}
		if (i == LOCK_TRIES) {
			diag_system(diag, root, "another stet is editing this "
						"project");
			close(fd);
			return -1;
		}
		nanosleep(&pause, NULL);
	}
	return fd;
}

static int sync_folder_of(const char *path)
{
	char *folder = mem_strdup(path);
	char *slash = strrchr(folder, '/');
	int result = -1;
	int fd;

	if (slash != NULL) {
		*slash = '\0';
	}
	fd = open(folder[0] != '\0' ? folder : "/",
		  O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		/* Some file systems cannot sync a folder; nothing to be done. */
		result = fsync(fd) == 0 || errno == EINVAL ? 0 : -1;
		close(fd);
	}
	free(folder);
	return result;
}

/* The digest of a regular file; false if there is none that can be read. */
static bool file_digest(const char *path, uint64_t *digest)
{
	struct diag silent;
	struct source *source;
	struct stat st;

	if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode)) {
		return false;
	}
	diag_init(&silent, NULL);
	source = source_read(path, &silent);
	if (source == NULL) {
		return false;
	}
	*digest = hash_bytes(slice_of(source->text, source->len));
	source_free(source);
	return true;
}

static void remove_temporaries(const struct journal *journal, const char *root)
{
	for (size_t i = 0; i < journal->count; i++) {
		char *temporary = journal_temporary_dup(journal, root, i);

		unlink(temporary);
		free(temporary);
	}
}

static int remove_journal(const char *root, struct diag *diag)
{
	char *path = journal_path_dup(root);
	int result = 0;

	if ((unlink(path) != 0 && errno != ENOENT) ||
	    sync_folder_of(path) != 0) {
		diag_system(diag, path, "cannot be removed: %s",
			    strerror(errno));
		result = -1;
	}
	free(path);
	return result;
}

/*
 * Renames what has not been renamed yet, and makes that last. The journal must
 * be complete and its files checked.
 */
static int roll_forward(const struct journal *journal, const char *root,
			struct diag *diag)
{
	int result = 0;

	for (size_t i = 0; i < journal->count && result == 0; i++) {
		char *target = journal_target_dup(journal, root, i);
		char *temporary = journal_temporary_dup(journal, root, i);

		if ((rename(temporary, target) != 0 && errno != ENOENT) ||
		    sync_folder_of(target) != 0) {
			diag_system(diag, target, "cannot be replaced: %s; the "
						  "next run of stet tries again",
				    strerror(errno));
			result = -1;
		}
		free(target);
		free(temporary);
	}
	return result == 0 ? remove_journal(root, diag) : -1;
}

/* --- recovery ---------------------------------------------------------------- */

/* The folder of the path must be what it says, not a way out of the root. */
static bool folder_is_plain(const char *path)
{
	char *folder = mem_strdup(path);
	char *slash = strrchr(folder, '/');
	char *resolved;
	bool plain;

	if (slash != NULL && slash != folder) {
		*slash = '\0';
	}
	resolved = realpath(folder, NULL);
	plain = resolved != NULL && strcmp(resolved, folder) == 0;
	free(resolved);
	free(folder);
	return plain;
}

/* May the entry be rolled forward, or has it been already? */
static int check_entry(const struct journal *journal, const char *root,
		       size_t index, struct diag *diag)
{
	const struct journal_entry *entry = &journal->entries[index];
	char *target = journal_target_dup(journal, root, index);
	char *temporary = journal_temporary_dup(journal, root, index);
	uint64_t digest;
	int result = -1;

	if (!folder_is_plain(target)) {
		diag_file(diag, DIAG_ERROR, target,
			  "named by " JOURNAL_NAME ", but not a file of the "
			  "project; remove " JOURNAL_NAME " if you did not "
			  "expect it");
	} else if (file_digest(target, &digest) && digest == entry->new_digest) {
		result = 0;
	} else if (!file_digest(target, &digest) ||
		   digest != entry->old_digest) {
		diag_file(diag, DIAG_ERROR, target,
			  "changed after an edit of it was interrupted; its "
			  "edited text is in %s: merge by hand and remove "
			  JOURNAL_NAME, temporary);
	} else if (!file_digest(temporary, &digest) ||
		   digest != entry->new_digest) {
		diag_file(diag, DIAG_ERROR, target,
			  "an edit of it was interrupted and %s is lost; check "
			  "the file and remove " JOURNAL_NAME, temporary);
	} else {
		result = 0;
	}
	free(target);
	free(temporary);
	return result;
}

static int finish(const struct journal *journal, const char *root,
		  struct diag *diag)
{
	for (size_t i = 0; i < journal->count; i++) {
		if (check_entry(journal, root, i, diag) != 0) {
			return -1;
		}
	}
	/* Renamed already by an earlier run, or the temporary is a twin. */
	if (roll_forward(journal, root, diag) != 0) {
		return -1;
	}
	diag_say(diag, DIAG_NOTE, "finished an edit that had been interrupted");
	return 0;
}

static int undo(const struct journal *journal, const char *root,
		struct diag *diag)
{
	for (size_t i = 0; i < journal->count; i++) {
		char *target = journal_target_dup(journal, root, i);
		bool plain = folder_is_plain(target);

		if (plain) {
			char *temporary = journal_temporary_dup(journal, root, i);

			unlink(temporary);
			free(temporary);
		}
		free(target);
	}
	if (remove_journal(root, diag) != 0) {
		return -1;
	}
	diag_say(diag, DIAG_NOTE, "undid an edit that had been interrupted");
	return 0;
}

/* With the lock held. */
static int recover(const char *root, struct diag *diag)
{
	char *path = journal_path_dup(root);
	struct source *source = NULL;
	struct journal journal;
	struct stat st;
	int result = 0;

	if (lstat(path, &st) != 0) {
		goto out;	/* another run dealt with it */
	}
	if (!S_ISREG(st.st_mode)) {
		diag_file(diag, DIAG_ERROR, path, "is not a file of stet's; "
						  "move it away");
		result = -1;
		goto out;
	}
	source = source_read(path, diag);
	if (source == NULL) {
		result = -1;
		goto out;
	}
	journal_parse(slice_of(source->text, source->len), &journal);
	result = journal.complete ? finish(&journal, root, diag)
				  : undo(&journal, root, diag);
	journal_release(&journal);
out:
	source_free(source);
	free(path);
	return result;
}

int edit_recover(const char *root, struct diag *diag)
{
	char *path = journal_path_dup(root);
	struct stat st;
	int result = 0;

	if (lstat(path, &st) == 0) {
		int lock = lock_root(root, diag);

		result = lock >= 0 ? recover(root, diag) : -1;
		if (lock >= 0) {
			close(lock);
		}
	}
	free(path);
	return result;
}

/* --- the commit ---------------------------------------------------------------- */

/*
 * Where the file really is, relative to the root: new, or NULL with an error
 * reported.
 */
static char *resolve_dup(const char *root, const char *path, struct diag *diag)
{
	char *given = mem_printf("%s/%s", root, path);
	char *real = realpath(given, NULL);
	size_t root_len = strcmp(root, "/") == 0 ? 0 : strlen(root);
	char *result = NULL;
	struct stat st;

	if (real == NULL || stat(real, &st) != 0) {
		diag_system(diag, path, "cannot be found: %s", strerror(errno));
	} else if (strncmp(real, root, root_len) != 0 ||
		   real[root_len] != '/') {
		diag_file(diag, DIAG_ERROR, path,
			  "is a link to %s, outside the project", real);
	} else if (!S_ISREG(st.st_mode)) {
		diag_file(diag, DIAG_ERROR, path, "is not a regular file");
	} else if (access(real, W_OK) != 0) {
		diag_system(diag, path, "cannot be written: %s",
			    strerror(errno));
	} else {
		result = mem_strdup(real + root_len + 1);
	}
	free(given);
	free(real);
	return result;
}

static uint64_t new_nonce(void)
{
	struct timespec now;
	pid_t pid = getpid();
	uint64_t hash;

	clock_gettime(CLOCK_REALTIME, &now);
	hash = hash_bytes(slice_of((const char *)&now, sizeof(now)));
	return hash_more(hash, slice_of((const char *)&pid, sizeof(pid)));
}

static int fill_journal(struct journal *journal, const char *root,
			const struct commit_file *files, size_t count,
			struct diag *diag)
{
	for (size_t i = 0; i < count; i++) {
		char *path = resolve_dup(root, files[i].path, diag);

		if (path == NULL) {
			return -1;
		}
		for (size_t j = 0; j < i; j++) {
			if (strcmp(journal->entries[j].path, path) == 0) {
				diag_file(diag, DIAG_ERROR, files[i].path,
					  "is the same file as %s",
					  files[j].path);
				free(path);
				return -1;
			}
		}
		journal_add(journal, path, hash_bytes(files[i].before),
			    hash_bytes(files[i].after));
		free(path);
	}
	return 0;
}

/* Appends to the journal's file and syncs; 0 or -1 with errno. */
static int write_journal(int fd, const struct buf *text)
{
	size_t done = 0;

	while (done < text->len) {
		ssize_t n = write(fd, text->data + done, text->len - done);

		if (n < 0 && errno != EINTR) {
			return -1;
		}
		done += n > 0 ? (size_t)n : 0;
	}
	return fsync(fd);
}

static int begin_journal(const char *path, struct journal *journal,
			 size_t *len, struct diag *diag)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	struct buf text;

	if (fd < 0) {
		diag_system(diag, path, "cannot be made: %s", strerror(errno));
		return -1;
	}
	buf_init(&text);
	journal_print(journal, &text);
	*len = text.len;
	if (write_journal(fd, &text) != 0 || sync_folder_of(path) != 0) {
		diag_system(diag, path, "cannot be written: %s",
			    strerror(errno));
		close(fd);
		unlink(path);
		fd = -1;
	}
	buf_release(&text);
	return fd;
}

static int stage_all(const struct journal *journal, const char *root,
		     const struct commit_file *files, struct diag *diag)
{
	int result = 0;

	for (size_t i = 0; i < journal->count && result == 0; i++) {
		char *target = journal_target_dup(journal, root, i);
		char *temporary = journal_temporary_dup(journal, root, i);

		result = outfile_stage(temporary, target, files[i].after, diag);
		if (result == 0 && sync_folder_of(temporary) != 0) {
			diag_system(diag, target, "cannot be written: %s",
				    strerror(errno));
			result = -1;
		}
		free(target);
		free(temporary);
	}
	return result;
}

static int check_unchanged(const struct journal *journal, const char *root,
			   const struct commit_file *files, struct diag *diag)
{
	int result = 0;

	for (size_t i = 0; i < journal->count; i++) {
		char *target = journal_target_dup(journal, root, i);
		struct source *source = source_read(target, diag);

		if (source == NULL) {
			result = -1;
		} else if (!slice_equal(slice_of(source->text, source->len),
					files[i].before)) {
			diag_file(diag, DIAG_ERROR, files[i].path,
				  "was changed by someone else meanwhile; "
				  "nothing is written, run the edit again");
			result = -1;
		}
		source_free(source);
		free(target);
	}
	return result;
}

/*
 * The last step before the point of no return; if it fails the journal is cut
 * back first, so that nobody believes it.
 */
static int complete_journal(int fd, const char *path, struct journal *journal,
			    size_t len, struct diag *diag)
{
	struct buf text;
	int result = 0;

	buf_init(&text);
	journal_print_complete(journal, &text);
	if (write_journal(fd, &text) != 0) {
		diag_system(diag, path, "cannot be written: %s",
			    strerror(errno));
		if (ftruncate(fd, (off_t)len) != 0 || fsync(fd) != 0) {
			unlink(path);
		}
		result = -1;
	}
	buf_release(&text);
	return result;
}

static int commit_locked(const char *root, const struct commit_file *files,
			 struct journal *journal, struct diag *diag)
{
	char *path = journal_path_dup(root);
	size_t len = 0;
	int result = -1;
	int fd = begin_journal(path, journal, &len, diag);

	if (fd >= 0) {
		if (stage_all(journal, root, files, diag) == 0 &&
		    check_unchanged(journal, root, files, diag) == 0 &&
		    complete_journal(fd, path, journal, len, diag) == 0) {
			result = roll_forward(journal, root, diag);
		} else {
			remove_temporaries(journal, root);
			remove_journal(root, diag);
		}
		close(fd);
	}
	free(path);
	return result;
}

int edit_commit(const char *root, const struct commit_file *files, size_t count,
		struct diag *diag)
{
	struct journal journal;
	int lock = lock_root(root, diag);
	int result = -1;

	if (lock < 0) {
		return -1;
	}
	journal_init(&journal, new_nonce());
	if (recover(root, diag) == 0 &&
	    fill_journal(&journal, root, files, count, diag) == 0) {
		result = commit_locked(root, files, &journal, diag);
	}
	journal_release(&journal);
	close(lock);
	return result;
}
