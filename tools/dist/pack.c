/* SPDX-License-Identifier: ISC */
#include "dist/pack.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

/* The customary record of tar; and how much is compressed between two looks
 * whether to go on. */
enum { RECORD = 10240, CHUNK = 1 << 16 };

const struct pack_filter pack_filters[] = {
	{ "gz", "gzip", archive_write_add_filter_gzip,
	  "gzip:!timestamp,gzip:compression-level=9", 1 },
	{ "bz2", "bzip2", archive_write_add_filter_bzip2,
	  "bzip2:compression-level=9", 2 },
	{ "xz", "xz", archive_write_add_filter_xz,
	  "xz:compression-level=%d,xz:threads=1", 10 },
	{ "zst", "zstd", archive_write_add_filter_zstd,
	  "zstd:compression-level=19", 10 },
	{ NULL, NULL, NULL, NULL, 0 },
};

const struct pack_filter *pack_find_filter(const char *name)
{
	for (const struct pack_filter *filter = pack_filters;
	     filter->name != NULL; filter++) {
		if (strcmp(filter->name, name) == 0) {
			return filter;
		}
	}
	return NULL;
}

static int fail(char **why, struct archive *archive)
{
	const char *text = archive_error_string(archive);

	*why = mem_strdup(text != NULL ? text : "libarchive failed");
	return -1;
}

/* --- tar ---------------------------------------------------------------------- */

struct tar {
	struct archive *archive;
	struct archive_entry *entry;
	long long time;
};

static la_ssize_t put_in_buf(struct archive *archive, void *payload,
			     const void *bytes, size_t len)
{
	(void)archive;
	buf_put(payload, bytes, len);
	return (la_ssize_t)len;
}

static int put_header(struct tar *tar, const char *path, size_t path_len,
		      unsigned int mode, size_t size)
{
	struct archive_entry *entry = archive_entry_clear(tar->entry);
	char *copy = mem_strndup(path, path_len);
	int result;

	archive_entry_set_pathname(entry, copy);
	archive_entry_set_mode(entry, mode);
	archive_entry_set_size(entry, (la_int64_t)size);
	archive_entry_set_mtime(entry, (time_t)tar->time, 0);
	archive_entry_set_uid(entry, 0);
	archive_entry_set_gid(entry, 0);
	result = archive_write_header(tar->archive, entry);
	free(copy);
	return result == ARCHIVE_OK ? 0 : -1;
}

/* The folders of the path that the one before it was not in. */
static int put_folders(struct tar *tar, const char *path, const char *before)
{
	const char *slash = strchr(path, '/');

	for (; slash != NULL; slash = strchr(slash + 1, '/')) {
		size_t len = (size_t)(slash - path) + 1;

		if (strncmp(path, before, len) != 0 &&
		    put_header(tar, path, len, AE_IFDIR | 0755, 0) != 0) {
			return -1;
		}
	}
	return 0;
}

static int put_file(struct tar *tar, const struct pack_entry *entry)
{
	if (put_header(tar, entry->path, strlen(entry->path), AE_IFREG | 0644,
		       entry->bytes.len) != 0) {
		return -1;
	}
	if (archive_write_data(tar->archive, entry->bytes.ptr,
			       entry->bytes.len) !=
	    (la_ssize_t)entry->bytes.len) {
		return -1;
	}
	return 0;
}

static int compare_entries(const void *a, const void *b)
{
	return strcmp(((const struct pack_entry *)a)->path,
		      ((const struct pack_entry *)b)->path);
}

/* Below the top, without parts that mean something else. */
static bool is_plain(const char *path)
{
	while (path != NULL) {
		size_t len = strcspn(path, "/");

		if (len == 0 || (len == 1 && path[0] == '.') ||
		    (len == 2 && path[0] == '.' && path[1] == '.')) {
			return false;
		}
		path = path[len] == '/' ? path + len + 1 : NULL;
	}
	return true;
}

static char *check_folders_dup(const struct pack_entry *entries, size_t count,
			       const char *path)
{
	const char *slash = strchr(path, '/');

	for (; slash != NULL; slash = strchr(slash + 1, '/')) {
		char *folder = mem_strndup(path, (size_t)(slash - path));
		const struct pack_entry key = { folder, { NULL, 0 } };

		if (bsearch(&key, entries, count, sizeof(*entries),
			    compare_entries) != NULL) {
			char *why = mem_printf("'%s' would be a file and a folder",
					       folder);

			free(folder);
			return why;
		}
		free(folder);
	}
	return NULL;
}

/* What is wrong with the sorted entries, new; NULL if nothing. */
static char *check_dup(const struct pack_entry *entries, size_t count)
{
	char *why = NULL;

	for (size_t i = 0; i < count && why == NULL; i++) {
		const char *path = entries[i].path;

		if (!is_plain(path)) {
			why = mem_printf("'%s' is no path inside an archive",
					 path);
		} else if (i > 0 && strcmp(path, entries[i - 1].path) == 0) {
			why = mem_printf("'%s' would be there twice", path);
		} else {
			why = check_folders_dup(entries, count, path);
		}
	}
	return why;
}

static int put_all(struct tar *tar, const struct pack_entry *entries,
		   size_t count)
{
	const char *before = "";

	for (size_t i = 0; i < count; i++) {
		if (put_folders(tar, entries[i].path, before) != 0 ||
		    put_file(tar, &entries[i]) != 0) {
			return -1;
		}
		before = entries[i].path;
	}
	return archive_write_close(tar->archive) == ARCHIVE_OK ? 0 : -1;
}

int pack_tar(struct pack_entry *entries, size_t count, long long time,
	     struct buf *out, char **why)
{
	struct tar tar = { .time = time };
	int result = -1;

	if (count != 0) {
		qsort(entries, count, sizeof(*entries), compare_entries);
	}
	*why = check_dup(entries, count);
	if (*why != NULL) {
		return -1;
	}
	tar.archive = archive_write_new();
	tar.entry = archive_entry_new();
	/* In GNU's form names are bytes; in that of pax they are characters, and
	   what they are taken for depends on the locale. */
	archive_write_set_format_gnutar(tar.archive);
	archive_write_add_filter_none(tar.archive);
	archive_write_set_bytes_per_block(tar.archive, RECORD);
	archive_write_set_bytes_in_last_block(tar.archive, RECORD);
	if (archive_write_open(tar.archive, out, NULL, put_in_buf, NULL) ==
	    ARCHIVE_OK) {
		result = put_all(&tar, entries, count);
	}
	if (result != 0) {
		fail(why, tar.archive);
	}
	archive_entry_free(tar.entry);
	archive_write_free(tar.archive);
	return result;
}

/* --- compressing -------------------------------------------------------------- */

struct outlet {
	pack_sink *sink;
	void *payload;
	bool closed;		/* the sink gave up */
};

static int ask(struct outlet *outlet, const void *bytes, size_t len)
{
	if (!outlet->closed && outlet->sink(outlet->payload, bytes, len) != 0) {
		outlet->closed = true;
	}
	return outlet->closed ? -1 : 0;
}

static la_ssize_t put_in_sink(struct archive *archive, void *payload,
			      const void *bytes, size_t len)
{
	(void)archive;
	return ask(payload, bytes, len) == 0 ? (la_ssize_t)len : -1;
}

/* The least level whose window holds everything: xz takes memory for windows
 * that it does not need, and makes the same of them. */
static int level_for(size_t len)
{
	int level = 6;

	while (level < 9 && len > ((size_t)8 << 20) << (level - 6)) {
		level++;
	}
	return level;
}

static int set_up(struct archive *archive, const struct pack_filter *filter,
		  size_t len, struct outlet *outlet)
{
	char options[80];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	snprintf(options, sizeof(options), filter->options, level_for(len));
#pragma GCC diagnostic pop
	archive_write_set_format_raw(archive);
	if (filter->add(archive) != ARCHIVE_OK ||
	    archive_write_set_options(archive, options) != ARCHIVE_OK) {
		return -1;
	}
	archive_write_set_bytes_in_last_block(archive, 1);
	return archive_write_open(archive, outlet, NULL, put_in_sink, NULL) ==
			       ARCHIVE_OK ? 0 : -1;
}

static int feed(struct archive *archive, struct slice bytes,
		struct outlet *outlet)
{
	struct archive_entry *entry = archive_entry_new();
	int result = -1;

	archive_entry_set_pathname(entry, "tar");
	archive_entry_set_filetype(entry, AE_IFREG);
	if (archive_write_header(archive, entry) == ARCHIVE_OK) {
		result = 0;
	}
	archive_entry_free(entry);
	while (result == 0 && bytes.len > 0) {
		size_t len = bytes.len < CHUNK ? bytes.len : CHUNK;

		if (ask(outlet, NULL, 0) != 0 ||
		    archive_write_data(archive, bytes.ptr, len) !=
			    (la_ssize_t)len) {
			result = -1;
		}
		bytes.ptr += len;
		bytes.len -= len;
	}
	if (result == 0 && archive_write_close(archive) != ARCHIVE_OK) {
		result = -1;
	}
	return result;
}

int pack_compress(const struct pack_filter *filter, struct slice bytes,
		  pack_sink *sink, void *payload, char **why)
{
	struct outlet outlet = { sink, payload, false };
	struct archive *archive = archive_write_new();
	int result = set_up(archive, filter, bytes.len, &outlet);

	*why = NULL;
	if (result == 0) {
		result = feed(archive, bytes, &outlet);
	}
	if (result != 0) {
		if (outlet.closed) {
			*why = mem_strdup("");
		} else {
			fail(why, archive);
		}
		/* Nothing else reaches the sink while the compressor ends. */
		outlet.closed = true;
	}
	archive_write_free(archive);
	return result;
}
