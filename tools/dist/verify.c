/* SPDX-License-Identifier: ISC */
#include "dist/verify.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/mem.h"
#include "dist/peek.h"
#include "dist/release.h"
#include "dist/sums.h"

/* --- sums --------------------------------------------------------------------- */

static long check_file(int folder, const struct sums_file *file)
{
	struct digest_sums found;
	long findings = 0;

	for (size_t i = 0; i < SUMS_KINDS; i++) {
		if (!file->has[i]) {
			printf("%s: %s does not list it\n", file->name,
			       sums_names[i]);
			findings++;
		}
	}
	if (digest_file(folder, file->name, &found) != 0) {
		printf("%s: cannot be read: %s\n", file->name, strerror(errno));
		return findings + 1;
	}
	if (file->has[SUMS_SIZE] && found.size != file->sums.size) {
		printf("%s: has %llu bytes, should have %llu\n", file->name,
		       found.size, file->sums.size);
		findings++;
	}
	if (file->has[SUMS_SHA256] &&
	    strcmp(found.sha256, file->sums.sha256) != 0) {
		printf("%s: SHA-256 is not what was listed\n", file->name);
		findings++;
	}
	if (file->has[SUMS_SHA512] &&
	    strcmp(found.sha512, file->sums.sha512) != 0) {
		printf("%s: SHA-512 is not what was listed\n", file->name);
		findings++;
	}
	return findings;
}

static int is_name(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") != 0 &&
	       strcmp(entry->d_name, "..") != 0;
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static long check_others(const char *dir, const struct sums *sums)
{
	struct dirent **entries;
	int count = scandir(dir, &entries, is_name, by_bytes);
	long findings = 0;

	for (int i = 0; i < count; i++) {
		if (!sums_know(sums, entries[i]->d_name)) {
			printf("%s: is of no list\n", entries[i]->d_name);
			findings++;
		}
		free(entries[i]);
	}
	if (count >= 0) {
		free(entries);
	}
	return findings;
}

long verify_sums(const char *dir, struct sums *sums, struct diag *diag)
{
	int folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	long findings = -1;

	if (folder < 0) {
		diag_file(diag, DIAG_ERROR, dir, "cannot be read: %s",
			  strerror(errno));
		return -1;
	}
	if (sums_read(sums, folder, dir, diag) == 0) {
		findings = check_others(dir, sums);
		for (size_t i = 0; i < sums->count; i++) {
			findings += check_file(folder, &sums->files[i]);
		}
	}
	close(folder);
	return findings;
}

/* --- rebuilding ----------------------------------------------------------------- */

static const struct release_file *find_file(const struct release *release,
					    const char *name)
{
	for (size_t i = 0; i < release->file_count; i++) {
		if (strcmp(release->files[i].name, name) == 0) {
			return &release->files[i];
		}
	}
	return NULL;
}

static long compare_file(const char *dir, const struct sums_file *file,
			 const struct release *release)
{
	const struct release_file *made = find_file(release, file->name);
	char *path;

	if (made == NULL) {
		printf("%s: is not made now\n", file->name);
		return 1;
	}
	if (digest_equal(&made->sums, &file->sums)) {
		return 0;
	}
	printf("%s: other bytes are made now\n", file->name);
	path = mem_printf("%s/%s", dir, file->name);
	peek_differences(path, &release->archives[made->archive]);
	free(path);
	return 1;
}

long verify_rebuilt(const char *dir, const struct sums *sums,
		    const struct release *release)
{
	long findings = 0;

	for (size_t i = 0; i < sums->count; i++) {
		if (strcmp(sums->files[i].name, SUMS_MANIFEST) != 0) {
			findings += compare_file(dir, &sums->files[i], release);
		}
	}
	for (size_t i = 0; i < release->file_count; i++) {
		if (sums_find(sums, release->files[i].name) == NULL) {
			printf("%s: is made now, and not there\n",
			       release->files[i].name);
			findings++;
		}
	}
	return findings;
}
