/* SPDX-License-Identifier: ISC */
/*
 * profile - one document, several readers: elements that are not for the reader
 * at hand are left out by their profiling attributes (condition, os, arch ...).
 *
 * An attribute holds one or more values separated by ";". With values chosen for
 * it, an element that has the attribute stays only if they have one in common;
 * an element without it always stays, as does everything where nothing is
 * chosen.
 */
#ifndef STET_MODEL_PROFILE_H
#define STET_MODEL_PROFILE_H

#include <stddef.h>

struct diag;
struct doc;

struct profile_choice {
	char *name;		/* of the attribute */
	char *values;		/* "linux;bsd"; may be empty: none stays */
};

struct profile {
	struct profile_choice *choices;
	size_t count;
	size_t capacity;
};

/* Adds "NAME=VALUE[;VALUE...]"; the same name again adds to its values. 0, or
 * -1 with an error reported. */
int profile_add(struct profile *profile, const char *text, struct diag *diag);
void profile_release(struct profile *profile);

/* Takes what is not chosen out of the doc's tree, before resolve. 0, or -1 with
 * an error reported when nothing would be left. */
int profile_apply(const struct profile *profile, struct doc *doc,
		  struct diag *diag);

#endif
