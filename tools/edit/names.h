/* SPDX-License-Identifier: ISC */
/*
 * names - a set of names, to ask whether a word is one of them.
 */
#ifndef STET_EDIT_NAMES_H
#define STET_EDIT_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct names {
	char **items;
	size_t count;
	size_t capacity;
	bool sorted;
};

void names_add(struct names *names, struct slice name);
bool names_has(struct names *names, struct slice name);
void names_release(struct names *names);

#endif
