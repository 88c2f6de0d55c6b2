/* SPDX-License-Identifier: ISC */
/*
 * release - what a release is made of: archives of built documents, each written
 * once for every way of compression.
 *
 * The bytes of the documents are lent by who built them, and must outlive it.
 */
#ifndef STET_DIST_RELEASE_H
#define STET_DIST_RELEASE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "dist/digest.h"
#include "dist/pack.h"

struct diag;
struct interrupt;
struct project;
struct render_files;
struct source;
struct stage;

struct release_archive {
	char *name;		/* "exim-docs-4.99": of the file, and the folder
				   that is all there is at its top */
	struct pack_entry *entries;	/* the paths are ours */
	size_t count;
	size_t capacity;
	struct buf tar;		/* made by release_pack() */
};

struct release_file {
	char *name;		/* "exim-docs-4.99.tar.xz" */
	size_t archive;
	const struct pack_filter *filter;
	struct digest_sums sums;
};

struct release {
	const char *name;	/* of the project; lent, as is the version */
	const char *version;
	long long time;		/* in seconds since 1970 */
	struct release_archive *archives;
	size_t archive_count;
	size_t archive_capacity;
	struct release_file *files;	/* in the order they were worked on */
	size_t file_count;
	size_t file_capacity;
	struct source **copies;		/* files that go along as they are */
	size_t copy_count;
	size_t copy_capacity;
};

/*
 * Adds the files of a format at the places that the project's configuration
 * gives them, and what is to be copied along with them. 0, or -1 with an error
 * reported.
 */
int release_add(struct release *release, const struct project *project,
		const char *format, const struct render_files *files,
		struct diag *diag);

/*
 * Makes the files, for every archive and every filter of the NULL-ended array:
 * in the stage, or where that is NULL their sums alone. 0, or -1 with the errors
 * reported, or after an interrupt without.
 */
int release_pack(struct release *release,
		 const struct pack_filter *const *filters,
		 const struct stage *stage, struct interrupt *interrupt,
		 struct diag *diag);

void release_free(struct release *release);

#endif
