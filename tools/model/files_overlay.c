/* SPDX-License-Identifier: ISC */
#include "model/files_overlay.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/files_ops.h"

struct entry {
	char *path;		/* canonical */
	char *bytes;		/* NULL: the file is gone */
	size_t len;
};

struct overlay {
	struct files files;	/* first: the two are cast to each other */
	struct files *below;	/* NULL: the disk */
	struct entry *entries;	/* by the bytes of their paths */
	size_t count;
	size_t capacity;
};

static struct overlay *overlay_of(const struct files *files)
{
	return (struct overlay *)(void *)(uintptr_t)(const void *)files;
}

/* --- entries ------------------------------------------------------------------ */

/* The index of the path, or where it belongs. */
static size_t find_place(const struct overlay *overlay, const char *path)
{
	size_t from = 0;
	size_t to = overlay->count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (strcmp(overlay->entries[middle].path, path) < 0) {
			from = middle + 1;
		} else {
			to = middle;
		}
	}
	return from;
}

static struct entry *find_entry(const struct overlay *overlay,
				const char *path)
{
	size_t i = find_place(overlay, path);

	return i < overlay->count &&
	       strcmp(overlay->entries[i].path, path) == 0 ?
		       &overlay->entries[i] : NULL;
}

/* Is there a file put somewhere below the folder? */
static bool is_folder_of_ours(const struct overlay *overlay, const char *path)
{
	char *prefix = mem_printf("%s/", path);
	size_t len = strlen(prefix);
	size_t i = find_place(overlay, prefix);

	while (i < overlay->count && overlay->entries[i].bytes == NULL) {
		i++;
	}
	len = i < overlay->count &&
	      strncmp(overlay->entries[i].path, prefix, len) == 0;
	free(prefix);
	return len != 0;
}

/* --- paths -------------------------------------------------------------------- */

/* Are these names, one below the other, and nothing that leads elsewhere? */
static bool are_names(const char *path)
{
	while (*path != '\0') {
		size_t len = strcspn(path, "/");

		if (len == 0 || (path[0] == '.' &&
				 (len == 1 || (len == 2 && path[1] == '.')))) {
			return false;
		}
		path += len + (path[len] == '/' ? 1 : 0);
	}
	return true;
}

/* The length of the path up to its last name, the slash before that included. */
static size_t folder_length(const char *path, size_t len)
{
	while (len > 0 && path[len - 1] == '/') {
		len--;
	}
	while (len > 0 && path[len - 1] != '/') {
		len--;
	}
	return len;
}

/*
 * The canonical path of what may not be there below: that of the nearest folder
 * that is, and the names after it. NULL with errno set.
 */
static char *canonical_dup(const struct overlay *overlay, const char *path)
{
	size_t len = strlen(path);
	char *real = files_real_dup(overlay->below, path);
	char *result = NULL;

	if (real != NULL) {
		return real;
	}
	while (real == NULL && len > 0) {
		char *folder;

		len = folder_length(path, len);
		folder = len > 0 ? mem_strndup(path, len) : mem_strdup(".");
		real = files_real_dup(overlay->below, folder);
		free(folder);
	}
	if (real != NULL && are_names(path + len)) {
		result = mem_printf("%s%s%s", real,
				    strcmp(real, "/") != 0 ? "/" : "",
				    path + len);
	}
	free(real);
	errno = ENOENT;
	return result;
}

static char *overlay_real_dup(const struct files *files, const char *path)
{
	const struct overlay *overlay = overlay_of(files);
	char *below = files_real_dup(overlay->below, path);
	char *canonical;
	const struct entry *entry;

	canonical = below != NULL ? below : canonical_dup(overlay, path);
	if (canonical == NULL) {
		return NULL;
	}
	entry = find_entry(overlay, canonical);
	if (entry != NULL ? entry->bytes != NULL :
			    below != NULL ||
			    is_folder_of_ours(overlay, canonical)) {
		return canonical;
	}
	free(canonical);
	errno = ENOENT;
	return NULL;
}

/* --- reading ------------------------------------------------------------------ */

/* Sets *entry to what is put for the path; false if the set below answers. */
static bool is_ours(const struct files *files, const char *path,
		    const struct entry **entry)
{
	char *canonical = canonical_dup(overlay_of(files), path);

	*entry = canonical != NULL ? find_entry(overlay_of(files), canonical) :
				     NULL;
	free(canonical);
	return *entry != NULL;
}

static bool overlay_is_file(const struct files *files, const char *path)
{
	const struct entry *entry;

	return is_ours(files, path, &entry) ?
		       entry->bytes != NULL :
		       files_is_file(overlay_of(files)->below, path);
}

static struct source *overlay_read(const struct files *files, const char *path,
				   struct diag *diag)
{
	const struct entry *entry;
	struct source *source;

	if (!is_ours(files, path, &entry)) {
		return files_read(overlay_of(files)->below, path, diag);
	}
	if (entry->bytes == NULL) {
		diag_file(diag, DIAG_ERROR, path,
			  "cannot be read: the patch removes it");
		return NULL;
	}
	/* As a revision's files are called, without the top's slash. */
	source = source_new(path + (files->commit != NULL && *path == '/'),
			    mem_strndup(entry->bytes, entry->len), entry->len);
	source->path = mem_strdup(path);
	return source;
}

static char **overlay_tags_dup(const struct files *files, const char *path)
{
	return files_tags_dup(overlay_of(files)->below, path);
}

static char *overlay_tag_dup(const struct files *files, const char *path)
{
	return files_tag_dup(overlay_of(files)->below, path);
}

/* --- walking ------------------------------------------------------------------ */

struct walk {
	const struct overlay *overlay;
	const char *folder;	/* as the caller calls it */
	char *real;
	size_t next;		/* of our own files, the first not visited */
	files_visit *visit;
	void *payload;
};

/* The path below the folder, in the words of the caller; NULL: elsewhere. */
static const char *below_folder(const struct walk *walk, const char *path)
{
	size_t len = strlen(walk->real);

	if (strcmp(walk->real, "/") == 0) {
		return path + 1;
	}
	return strncmp(path, walk->real, len) == 0 && path[len] == '/' ?
		       path + len + 1 : NULL;
}

static bool is_hidden(const char *relative)
{
	for (;;) {
		size_t len = strcspn(relative, "/");

		if (relative[0] == '.' ||
		    (len == 3 && strncmp(relative, "out/", 4) == 0)) {
			return true;
		}
		if (relative[len] == '\0') {
			return false;
		}
		relative += len + 1;
	}
}

/* Visits files of ours that come before the path, NULL: all of them. */
static void visit_ours(struct walk *walk, const char *before)
{
	const struct overlay *overlay = walk->overlay;

	for (; walk->next < overlay->count; walk->next++) {
		const struct entry *entry = &overlay->entries[walk->next];
		const char *relative = below_folder(walk, entry->path);
		char *path;

		if (before != NULL && strcmp(entry->path, before) >= 0) {
			return;
		}
		if (relative == NULL || entry->bytes == NULL ||
		    is_hidden(relative)) {
			continue;
		}
		path = mem_printf("%s%s%s", walk->folder,
				  strcmp(walk->folder, "/") != 0 ? "/" : "",
				  relative);
		walk->visit(walk->payload, path);
		free(path);
	}
}

static void visit_below(void *payload, const char *path)
{
	struct walk *walk = payload;
	char *real = files_real_dup(walk->overlay->below, path);
	const struct entry *entry;

	if (real == NULL) {
		return;
	}
	visit_ours(walk, real);
	entry = find_entry(walk->overlay, real);
	if (entry == NULL) {
		walk->visit(walk->payload, path);
	} else if (walk->next < walk->overlay->count &&
		   entry == &walk->overlay->entries[walk->next]) {
		if (entry->bytes != NULL) {
			walk->visit(walk->payload, path);
		}
		walk->next++;
	}
	free(real);
}

static void overlay_each(const struct files *files, const char *folder,
			 files_visit *visit, void *payload)
{
	const struct overlay *overlay = overlay_of(files);
	struct walk walk = { .overlay = overlay, .folder = folder,
			     .visit = visit, .payload = payload };

	walk.real = overlay_real_dup(files, folder);
	if (walk.real != NULL) {
		files_each(overlay->below, folder, visit_below, &walk);
		visit_ours(&walk, NULL);
	}
	free(walk.real);
}

/* --- the set -------------------------------------------------------------------- */

static void overlay_free(struct files *files)
{
	struct overlay *overlay = overlay_of(files);

	for (size_t i = 0; i < overlay->count; i++) {
		free(overlay->entries[i].path);
		free(overlay->entries[i].bytes);
	}
	free(overlay->entries);
	files_free(overlay->below);
	free(overlay);
}

struct files *files_overlay_new(struct files *below)
{
	struct overlay *overlay = mem_alloc(sizeof(*overlay));

	overlay->files = (struct files){
		.real_dup = overlay_real_dup,
		.tag_dup = overlay_tag_dup,
		.tags_dup = overlay_tags_dup,
		.is_file = overlay_is_file,
		.read = overlay_read,
		.each = overlay_each,
		.free = overlay_free,
		.time = files_time(below),
		.commit = files_commit(below),
	};
	overlay->below = below;
	return &overlay->files;
}

char *files_overlay_path_dup(const struct files *overlay, const char *path)
{
	return canonical_dup(overlay_of(overlay), path);
}

int files_overlay_put(struct files *overlay, const char *path, char *bytes,
		      size_t len)
{
	struct overlay *set = overlay_of(overlay);
	char *canonical = canonical_dup(set, path);
	size_t i;

	if (canonical == NULL) {
		free(bytes);
		return -1;
	}
	i = find_place(set, canonical);
	if (i < set->count &&
	    strcmp(set->entries[i].path, canonical) == 0) {
		free(set->entries[i].bytes);
		free(canonical);
		canonical = set->entries[i].path;
	} else {
		MEM_GROW(set->entries, set->count, set->capacity);
		memmove(&set->entries[i + 1], &set->entries[i],
			(set->count - i) * sizeof(*set->entries));
		set->count++;
	}
	set->entries[i] = (struct entry){ canonical, bytes, len };
	return 0;
}

int files_overlay_remove(struct files *overlay, const char *path)
{
	return files_overlay_put(overlay, path, NULL, 0);
}

size_t files_overlay_count(const struct files *overlay)
{
	return overlay_of(overlay)->count;
}
