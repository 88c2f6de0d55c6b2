/* SPDX-License-Identifier: ISC */
/*
 * manifest - a release described for programs: what it holds, what it was made
 * of, and by what. As JSON; the manual describes the keys.
 */
#ifndef STET_DIST_MANIFEST_H
#define STET_DIST_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct diag;
struct files_input;
struct release;
struct sums;

struct manifest_library {
	const char *name;
	char version[120];
};

/* What a release does not know of itself. All lent. */
struct manifest_facts {
	const char *revision;	/* as it was asked for; NULL: the work tree */
	const char *commit;	/* NULL: not from git */
	bool dirty;		/* the work tree had changes */
	const char *const *formats;	/* NULL-ended, as is the next */
	const char *const *filters;
	const struct files_input *inputs;
	size_t input_count;
	const char *top;	/* inputs are named from here */
	const struct manifest_library *libraries;	/* NULL-ended */
};

/* Appends it, with the sums of the files in the table. */
void manifest_put(const struct release *release, const struct sums *sums,
		  const struct manifest_facts *facts, struct buf *out);

/* What a manifest says of how the release was made; all new, lists NULL-ended. */
struct manifest_plan {
	char *commit;		/* NULL: not of a revision */
	char *version;
	char *date;		/* seconds since 1970 */
	char **formats;
	char **filters;
	char **libraries;	/* "NAME VERSION" */
};

/* Reads the manifest in a release's folder. 1, or 0 if there is none, or -1 with
 * an error reported; nothing to release but after 1. */
int manifest_read(const char *dir, struct manifest_plan *plan,
		  struct diag *diag);
void manifest_release(struct manifest_plan *plan);

#endif
