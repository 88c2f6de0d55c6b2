/* SPDX-License-Identifier: ISC */
#include "dist/peek.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "dist/release.h"

enum { SHOWN = 5, CHUNK = 1 << 16 };

/* A file may be anybody's: no more is read of it than a real one could hold. */
struct peek {
	struct archive *archive;
	const struct release_archive *packed;
	bool *seen;		/* for each entry of packed */
	int shown;
};

static void say(struct peek *peek, const char *path, const char *what)
{
	if (peek->shown < SHOWN) {
		printf("  ");
		for (; *path != '\0'; path++) {
			putchar((unsigned char)*path < ' ' || *path == 0x7f
					? '?' : *path);
		}
		printf(" %s\n", what);
	} else if (peek->shown == SHOWN) {
		printf("  ...\n");
	}
	peek->shown++;
}

static int compare_paths(const void *path, const void *entry)
{
	return strcmp(path, ((const struct pack_entry *)entry)->path);
}

static bool holds(struct peek *peek, struct slice bytes)
{
	char *chunk = mem_alloc(CHUNK);
	bool same = true;
	la_ssize_t len;

	while (same && (len = archive_read_data(peek->archive, chunk, CHUNK)) >
			       0) {
		same = (size_t)len <= bytes.len &&
		       memcmp(chunk, bytes.ptr, (size_t)len) == 0;
		bytes.ptr += same ? len : 0;
		bytes.len -= same ? (size_t)len : 0;
	}
	free(chunk);
	return same && bytes.len == 0;
}

static void compare_entry(struct peek *peek, struct archive_entry *entry)
{
	const char *path = archive_entry_pathname(entry);
	const struct pack_entry *ours;

	if (path == NULL || archive_entry_filetype(entry) == AE_IFDIR) {
		return;
	}
	ours = bsearch(path, peek->packed->entries, peek->packed->count,
		       sizeof(*ours), compare_paths);
	if (ours == NULL) {
		say(peek, path, "is not made now");
		return;
	}
	if (peek->seen[ours - peek->packed->entries]) {
		say(peek, path, "is in it twice");
		return;
	}
	peek->seen[ours - peek->packed->entries] = true;
	if (!holds(peek, ours->bytes)) {
		say(peek, path, "differs");
	}
}

static int compare_all(struct peek *peek)
{
	size_t limit = 4 * peek->packed->count + 1000;
	struct archive_entry *entry;
	int status;

	do {
		status = archive_read_next_header(peek->archive, &entry);
		if (status == ARCHIVE_OK || status == ARCHIVE_WARN) {
			compare_entry(peek, entry);
		}
	} while ((status == ARCHIVE_OK || status == ARCHIVE_WARN) &&
		 peek->shown <= SHOWN && limit-- > 0);
	for (size_t i = 0; i < peek->packed->count && status == ARCHIVE_EOF;
	     i++) {
		if (!peek->seen[i]) {
			say(peek, peek->packed->entries[i].path,
			    "is made now, and not in it");
		}
	}
	return status;
}

void peek_differences(const char *path, const struct release_archive *packed)
{
	struct peek peek = { .packed = packed };
	int status = ARCHIVE_FATAL;

	peek.seen = mem_alloc(packed->count * sizeof(*peek.seen));
	peek.archive = archive_read_new();
	archive_read_support_format_tar(peek.archive);
	archive_read_support_filter_gzip(peek.archive);
	archive_read_support_filter_bzip2(peek.archive);
	archive_read_support_filter_xz(peek.archive);
	archive_read_support_filter_zstd(peek.archive);
	if (archive_read_open_filename(peek.archive, path, CHUNK) ==
	    ARCHIVE_OK) {
		status = compare_all(&peek);
	}
	if (status == ARCHIVE_EOF && peek.shown == 0) {
		printf("  its files are the same: only the packing differs\n");
	} else if (status != ARCHIVE_EOF && peek.shown == 0) {
		printf("  it is no whole archive\n");
	}
	archive_read_free(peek.archive);
	free(peek.seen);
}
