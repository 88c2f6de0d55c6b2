/* SPDX-License-Identifier: ISC */
/*
 * blank - line breaks between blocks, which say nothing, and are a tenth of what a
 * stylesheet has to go through.
 */
#ifndef STET_MODEL_BLANK_H
#define STET_MODEL_BLANK_H

#include <libxml/tree.h>
#include <stdbool.h>

struct blank_name {
	const char *name;
	unsigned int kind;
};

enum { BLANK_KNOWN = 256 };	/* a power of two */

/* What was found out about names; zeroes at first. It is lent the names of the
 * tree, of which no element may go away. */
struct blanks {
	struct blank_name known[BLANK_KNOWN];
};

/* May the node be taken out of the tree, those before it having been asked about?
 * What is made of it is the same, but for its XML. */
bool blank_is_idle(struct blanks *blanks, const xmlNode *node);

#endif
