/* SPDX-License-Identifier: ISC */
/*
 * sums - the lists of sizes and checksums of a release, as files and as a table.
 *
 * A line is in the form of BSD's tools: "SHA256 (exim-docs-4.99.tar.xz) = ...".
 */
#ifndef STET_DIST_SUMS_H
#define STET_DIST_SUMS_H

#include <stdbool.h>
#include <stddef.h>

#include "dist/digest.h"

struct buf;
struct diag;

enum sums_kind { SUMS_SIZE, SUMS_SHA256, SUMS_SHA512, SUMS_KINDS };

/* The names of the lists: "00-sizes.txt" ... */
extern const char *const sums_names[SUMS_KINDS];

#define SUMS_MANIFEST "00-manifest.json"

struct sums_file {
	char *name;
	struct digest_sums sums;
	bool has[SUMS_KINDS];
};

/* All zero is an empty table. */
struct sums {
	struct sums_file *files;
	size_t count;
	size_t capacity;
};

/* Adds a file of which everything is known. */
void sums_add(struct sums *sums, const char *name,
	      const struct digest_sums *digests);

/* By name. */
void sums_sort(struct sums *sums);

/* Appends the list of this kind. */
void sums_put(const struct sums *sums, enum sums_kind kind, struct buf *out);

/* Fills an empty table from the lists in an open folder. 0, or -1 with what is
 * wrong reported at file and line, if diag is not NULL. */
int sums_read(struct sums *sums, int folder, const char *dir, struct diag *diag);

/* The file of this name; NULL if there is none. */
struct sums_file *sums_find(const struct sums *sums, const char *name);

/* Is this the name of a file in the table, of a list or the manifest, or of the
 * signature of one? */
bool sums_know(const struct sums *sums, const char *name);

void sums_release(struct sums *sums);

#endif
