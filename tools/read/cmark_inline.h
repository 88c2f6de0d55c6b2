/* SPDX-License-Identifier: ISC */
/*
 * cmark_inline - what is inside a Markdown paragraph, heading or table cell,
 * as DocBook: emphasis, literal, links, images. HTML stays as text.
 */
#ifndef STET_READ_CMARK_INLINE_H
#define STET_READ_CMARK_INLINE_H

#include <cmark.h>
#include <libxml/tree.h>
#include <stddef.h>

#include "base/slice.h"

struct cmark_inline {
	xmlNode *parent;	/* where the next goes */
	size_t depth;		/* of elements open */
	size_t flattened;	/* opened past the limit: no element made */
};

/* Takes one event of an iteration over the tree of cmark. */
void cmark_inline_event(struct cmark_inline *in, cmark_event_type event,
			cmark_node *node);

/* Parses text that is all inline, and appends it to parent. */
void cmark_inline_parse(xmlNode *parent, struct slice text);

#endif
