/* SPDX-License-Identifier: ISC */
/*
 * verify - a release that is there, held against its own lists and against what
 * the same sources give today. What is found is printed on standard output, a
 * line for each finding.
 */
#ifndef STET_DIST_VERIFY_H
#define STET_DIST_VERIFY_H

#include <stddef.h>

struct diag;
struct release;
struct sums;

/*
 * Reads the lists of the release in the folder into an empty table, and looks
 * whether every file is there, is what they say, and no other is. Returns the
 * number of findings, or -1 with an error reported if it is no release.
 */
long verify_sums(const char *dir, struct sums *sums, struct diag *diag);

/* Compares the listed files with those of a release that was packed for their
 * sums. Returns the number of findings. */
long verify_rebuilt(const char *dir, const struct sums *sums,
		    const struct release *release);

#endif
