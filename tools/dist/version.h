/* SPDX-License-Identifier: ISC */
/*
 * version - which version a release is of, and that nobody has to guess it.
 */
#ifndef STET_DIST_VERSION_H
#define STET_DIST_VERSION_H

#include <stdbool.h>

struct diag;

/* What is known of it. All lent; NULL: nothing. */
struct version_facts {
	const char *what;	/* for messages: "the work tree", "'exim-4.99'" */
	const char *set;	/* by --set */
	const char *configured;
	char *const *tags;	/* of exactly what is released, NULL-ended */
	const char *nearest;	/* a tag before it */
};

/*
 * The version, new: the one set; else that of the tag; else the configured one.
 * NULL with an error reported if there is none, or two that disagree.
 */
char *version_decide_dup(const struct version_facts *facts, struct diag *diag);

/* Can it be a part of a file's name? */
bool version_is_plain(const char *text);

#endif
