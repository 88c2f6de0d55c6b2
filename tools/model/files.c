/* SPDX-License-Identifier: ISC */
#include "model/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/source.h"
#include "model/files_ops.h"

enum { MAX_DEPTH = 32 };

/* --- the disk --------------------------------------------------------------- */

static char *disk_real_dup(const struct files *files, const char *path)
{
	(void)files;
	return realpath(path, NULL);
}

static bool disk_is_file(const struct files *files, const char *path)
{
	struct stat st;

	(void)files;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static struct source *disk_read(const struct files *files, const char *path,
				struct diag *diag)
{
	(void)files;
	return source_read(path, diag);
}

static int is_wanted(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void walk_disk(const char *folder, int depth, files_visit *visit,
		      void *payload)
{
	struct dirent **entries;
	int count = depth < MAX_DEPTH
			    ? scandir(folder, &entries, is_wanted, by_bytes)
			    : -1;

	if (count < 0) {
		return;
	}
	for (int i = 0; i < count; i++) {
		char *path = mem_printf("%s/%s", folder, entries[i]->d_name);
		struct stat st;

		if (lstat(path, &st) == 0 && S_ISREG(st.st_mode)) {
			visit(payload, path);
		} else if (S_ISDIR(st.st_mode) &&
			   strcmp(entries[i]->d_name, "out") != 0) {
			walk_disk(path, depth + 1, visit, payload);
		}
		free(path);
		free(entries[i]);
	}
	free(entries);
}

static void disk_each(const struct files *files, const char *folder,
		      files_visit *visit, void *payload)
{
	(void)files;
	walk_disk(folder, 0, visit, payload);
}

static const struct files disk = {
	.real_dup = disk_real_dup,
	.tag_dup = files_work_tree_tag_dup,
	.tags_dup = files_work_tree_tags_dup,
	.is_file = disk_is_file,
	.read = disk_read,
	.each = disk_each,
};

/* --- the set asked for ------------------------------------------------------- */

static const struct files *set_of(const struct files *files)
{
	return files != NULL ? files : &disk;
}

long long files_time(const struct files *files)
{
	return set_of(files)->time;
}

const char *files_commit(const struct files *files)
{
	return set_of(files)->commit;
}

char *files_real_dup(const struct files *files, const char *path)
{
	return set_of(files)->real_dup(set_of(files), path);
}

char *files_tag_dup(const struct files *files, const char *path)
{
	return set_of(files)->tag_dup(set_of(files), path);
}

char **files_tags_dup(const struct files *files, const char *path)
{
	return set_of(files)->tags_dup(set_of(files), path);
}

bool files_is_file(const struct files *files, const char *path)
{
	return set_of(files)->is_file(set_of(files), path);
}

struct source *files_read(const struct files *files, const char *path,
			  struct diag *diag)
{
	return set_of(files)->read(set_of(files), path, diag);
}

void files_each(const struct files *files, const char *folder,
		files_visit *visit, void *payload)
{
	set_of(files)->each(set_of(files), folder, visit, payload);
}

void files_free(struct files *files)
{
	if (files != NULL && files->free != NULL) {
		files->free(files);
	}
}
