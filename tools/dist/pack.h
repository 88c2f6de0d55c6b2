/* SPDX-License-Identifier: ISC */
/*
 * pack - files in memory to a tar archive, and that through a compressor, so
 * that the same files give the same bytes whenever and wherever it is done.
 *
 * Entries are sorted by the bytes of their paths, folders have entries of their
 * own; owner and group are 0, modes 0644 and 0755, all times the one given.
 * Compression is done in one thread and notes neither time nor name.
 */
#ifndef STET_DIST_PACK_H
#define STET_DIST_PACK_H

#include <stddef.h>

#include "base/slice.h"

struct archive;
struct buf;

/* A file in an archive; both are lent. */
struct pack_entry {
	const char *path;	/* "exim-html-4.99/doc/html/index.html" */
	struct slice bytes;
};

/*
 * Appends a tar archive of the entries, which are sorted for that. time is in
 * seconds since 1970. 0, or -1 with the reason, new, in *why: two entries that
 * cannot both be there, or a path that leads elsewhere.
 */
int pack_tar(struct pack_entry *entries, size_t count, long long time,
	     struct buf *out, char **why);

struct pack_filter {
	const char *name;	/* "gz": the ending of a file's name */
	const char *program;	/* what it is called in messages: "gzip" */
	int (*add)(struct archive *archive);
	const char *options;	/* as libarchive wants them; one %d: the level */
	int cost;		/* time for a byte, in comparison */
};

/* Ended by a NULL name. */
extern const struct pack_filter pack_filters[];

/* The filter of a name; NULL if there is none. */
const struct pack_filter *pack_find_filter(const char *name);

/*
 * Takes compressed bytes as they come; also called without any (len 0) now and
 * then, to be asked whether to go on. 0, or anything else to give up.
 */
typedef int pack_sink(void *payload, const void *bytes, size_t len);

/* Compresses. 0, or -1 with the reason, new, in *why: "" if the sink gave up. */
int pack_compress(const struct pack_filter *filter, struct slice bytes,
		  pack_sink *sink, void *payload, char **why);

#endif
