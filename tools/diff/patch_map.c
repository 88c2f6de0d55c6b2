/* SPDX-License-Identifier: ISC */
/*
 * Which file a path of a patch means. A patch is made at the top of somebody's
 * repository; the documents here may be in a folder of it, or the other way
 * round. Its paths are off by the same folders, all of them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "diff/patch_place.h"
#include "model/files.h"

enum { MAX_STRIP = 32, MAX_MAPPINGS = 64 };

/* Is it relative, and all of it names? */
static bool is_inside(const char *path)
{
	if (*path == '\0') {
		return false;
	}
	for (;;) {
		size_t len = strcspn(path, "/");

		if (len == 0 || (path[0] == '.' &&
				 (len == 1 || (len == 2 && path[1] == '.')))) {
			return false;
		}
		if (path[len] == '\0') {
			return true;
		}
		path += len + 1;
	}
}

static const char *strip_folders(const char *path, size_t count)
{
	for (; path != NULL && count > 0; count--) {
		path = strchr(path, '/');
		path = path != NULL ? path + 1 : NULL;
	}
	return path;
}

char *patch_map_dup(const struct patch_mapping *mapping, const char *root,
		    const char *path)
{
	const char *rest = strip_folders(path, mapping->strip);

	if (!is_inside(path) || rest == NULL) {
		return NULL;
	}
	return mem_printf("%s%s%s%s", root, strcmp(root, "/") != 0 ? "/" : "",
			  mapping->prefix, rest);
}

/* --- the mappings there could be ----------------------------------------------------- */

struct choice {
	struct patch_mapping mappings[MAX_MAPPINGS];
	size_t votes[MAX_MAPPINGS];	/* files that are there */
	size_t count;
};

static void add_mapping(struct choice *choice, size_t strip, const char *prefix,
			size_t prefix_len)
{
	struct patch_mapping *mapping;

	for (size_t i = 0; i < choice->count; i++) {
		mapping = &choice->mappings[i];
		if (mapping->strip == strip &&
		    strlen(mapping->prefix) == prefix_len &&
		    strncmp(mapping->prefix, prefix, prefix_len) == 0) {
			return;
		}
	}
	if (choice->count < MAX_MAPPINGS) {
		mapping = &choice->mappings[choice->count++];
		mapping->strip = strip;
		mapping->prefix = mem_strndup(prefix, prefix_len);
	}
}

/* The names under which the file may be there: two for a plain diff of
 * spec.xfpt.orig and spec.xfpt, none for one that the patch makes. */
static size_t paths_sought(const struct patch_file *file, const char *paths[2])
{
	size_t count = 0;

	if (file->action == PATCH_CREATE) {
		return 0;
	}
	if (file->action == PATCH_EDIT && file->new_path != NULL) {
		paths[count++] = file->new_path;
	}
	if (file->old_path != NULL &&
	    (count == 0 || strcmp(file->old_path, paths[0]) != 0)) {
		paths[count++] = file->old_path;
	}
	return count;
}

char *patch_find_dup(const struct patch_mapping *mapping,
		     const struct files *files, const char *root,
		     const struct patch_file *file)
{
	const char *paths[2];
	size_t count = paths_sought(file, paths);

	for (size_t i = 0; i < count; i++) {
		char *mapped = patch_map_dup(mapping, root, paths[i]);

		if (mapped != NULL && files_is_file(files, mapped)) {
			return mapped;
		}
		free(mapped);
	}
	return NULL;
}

static bool is_there(const struct patch_mapping *mapping,
		     const struct files *files, const char *root,
		     const struct patch_file *file)
{
	char *path = patch_find_dup(mapping, files, root, file);

	free(path);
	return path != NULL;
}

struct search {
	struct choice *choice;
	const struct patch *patch;
	size_t root_len;
};

/* Does a path of the patch stand at the end of this one? */
static void visit_file(void *payload, const char *path)
{
	struct search *search = payload;
	size_t len;

	if (strlen(path) <= search->root_len) {
		return;
	}
	path += search->root_len;
	path += *path == '/' ? 1 : 0;
	len = strlen(path);
	for (size_t i = 0; i < search->patch->file_count; i++) {
		const char *sought[2];
		size_t count = paths_sought(&search->patch->files[i], sought);

		for (size_t n = 0; n < count; n++) {
			size_t tail = strlen(sought[n]);

			if (tail > 0 && tail < len &&
			    path[len - tail - 1] == '/' &&
			    strcmp(path + len - tail, sought[n]) == 0) {
				add_mapping(search->choice, 0, path,
					    len - tail);
			}
		}
	}
}

static void collect_mappings(const struct patch *patch,
			     const struct files *files, const char *root,
			     struct choice *choice)
{
	struct search search = { choice, patch, strlen(root) };

	for (size_t strip = 0; strip < MAX_STRIP; strip++) {
		for (size_t i = 0; i < patch->file_count; i++) {
			struct patch_mapping mapping = { strip, (char[]){ 0 } };

			if (is_there(&mapping, files, root, &patch->files[i])) {
				add_mapping(choice, strip, "", 0);
				break;
			}
		}
	}
	if (choice->count == 0) {
		files_each(files, root, visit_file, &search);
	}
}

static void count_votes(const struct patch *patch, const struct files *files,
			const char *root, struct choice *choice)
{
	for (size_t i = 0; i < choice->count; i++) {
		for (size_t n = 0; n < patch->file_count; n++) {
			if (is_there(&choice->mappings[i], files, root,
				     &patch->files[n])) {
				choice->votes[i]++;
			}
		}
	}
}

/* --- the choice ------------------------------------------------------------------------- */

static void report_none(const struct patch *patch, const char *root,
			struct diag *diag)
{
	const struct patch_file *file = &patch->files[0];

	diag_line(diag, DIAG_ERROR, patch->source->name, file->line,
		  patch->file_count == 1 ?
			  "there is no file '%s' in '%s'" :
			  "there is neither a file '%s' in '%s' nor any other "
			  "that the patch names",
		  file->old_path != NULL ? file->old_path : "", root);
}

/* A new file needs none that is there: then paths are taken as they are. */
static bool makes_a_file(const struct patch *patch)
{
	for (size_t i = 0; i < patch->file_count; i++) {
		if (patch->files[i].action == PATCH_CREATE) {
			return true;
		}
	}
	return false;
}

static bool choose(const struct patch *patch, struct choice *choice,
		   const char *root, size_t *best, struct diag *diag)
{
	size_t equal = 0;

	*best = 0;
	if (choice->count == 0 && makes_a_file(patch)) {
		add_mapping(choice, 0, "", 0);
		return true;
	}
	if (choice->count == 0) {
		report_none(patch, root, diag);
		return false;
	}
	for (size_t i = 1; i < choice->count; i++) {
		if (choice->votes[i] > choice->votes[*best]) {
			*best = i;
		}
	}
	for (size_t i = 0; i < choice->count; i++) {
		if (i != *best && choice->votes[i] == choice->votes[*best] &&
		    choice->mappings[i].prefix[0] != '\0') {
			equal = i;
		}
	}
	if (equal != 0) {
		diag_line(diag, DIAG_ERROR, patch->source->name,
			  patch->files[0].line,
			  "'%s' may be in '%s' or in '%s': say which folder is "
			  "compared", patch->files[0].old_path,
			  choice->mappings[*best].prefix,
			  choice->mappings[equal].prefix);
		return false;
	}
	return true;
}

bool patch_find_mapping(const struct patch *patch, const struct files *files,
			const char *root, struct patch_mapping *mapping,
			struct diag *diag)
{
	struct choice choice = { .count = 0 };
	size_t best;
	bool found;

	collect_mappings(patch, files, root, &choice);
	count_votes(patch, files, root, &choice);
	found = choose(patch, &choice, root, &best, diag);
	for (size_t i = 0; i < choice.count; i++) {
		if (found && i == best) {
			*mapping = choice.mappings[i];
		} else {
			free(choice.mappings[i].prefix);
		}
	}
	return found;
}
