/* SPDX-License-Identifier: ISC */
#include "render/blank.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "model/doc.h"

enum {
	IS_FRAME = 1,		/* has blocks in it and no text */
	IS_LIST = 2,		/* likewise, but blanks in it come before it */
	IS_TABLE = 4,		/* blanks in it are not read */
	IS_BLOCK = 8,		/* ends a line, whatever is in it */
	IS_PARAGRAPH = 16,	/* likewise, unless something is said about it */
};

struct name {
	const char *name;
	unsigned int kind;
};

/* In alphabetical order: those that there are many of. */
static const struct name names[] = {
	{ "appendix", IS_FRAME | IS_BLOCK },
	{ "chapter", IS_FRAME | IS_BLOCK },
	{ "informaltable", IS_TABLE | IS_BLOCK },
	{ "itemizedlist", IS_LIST | IS_BLOCK },
	{ "listitem", IS_FRAME },
	{ "literallayout", IS_BLOCK },
	{ "orderedlist", IS_LIST | IS_BLOCK },
	{ "para", IS_PARAGRAPH },
	{ "preface", IS_FRAME | IS_BLOCK },
	{ "programlisting", IS_BLOCK },
	{ "row", IS_TABLE },
	{ "screen", IS_BLOCK },
	{ "section", IS_FRAME | IS_BLOCK },
	{ "simpara", IS_PARAGRAPH },
	{ "tbody", IS_TABLE },
	{ "tgroup", IS_TABLE },
	{ "thead", IS_TABLE },
	{ "variablelist", IS_LIST | IS_BLOCK },
	{ "varlistentry", IS_TABLE },
};

enum { KNOWN = 256 };		/* a power of two */

/* Kinds of names met, by their addresses: libxml2 keeps each name once. */
struct known {
	struct name names[KNOWN];
};

static int compare_name(const void *key, const void *row)
{
	return strcmp(key, ((const struct name *)row)->name);
}

static unsigned int kind_of(struct known *known, const xmlNode *node)
{
	const char *name = (const char *)node->name;
	struct name *place = &known->names[((uintptr_t)name >> 2) % KNOWN];
	const struct name *row;

	if (node->type != XML_ELEMENT_NODE || node->ns != NULL) {
		return 0;
	}
	if (place->name != name) {
		row = bsearch(name, names, sizeof(names) / sizeof(*names),
			      sizeof(*names), compare_name);
		place->name = name;
		place->kind = row != NULL ? row->kind : 0;
	}
	return place->kind;
}

static bool ends_line(struct known *known, const xmlNode *node)
{
	unsigned int kind = kind_of(known, node);

	return (kind & IS_BLOCK) != 0 ||
	       ((kind & IS_PARAGRAPH) != 0 && node->properties == NULL);
}

static bool is_line_break(const xmlNode *node)
{
	return node->type == XML_TEXT_NODE && node->content != NULL &&
	       strcmp((const char *)node->content, "\n") == 0;
}

static void drop_inside(struct known *known, xmlNode *frame, bool all)
{
	xmlNode *node = frame->children;

	while (node != NULL) {
		xmlNode *next = node->next;

		if (is_line_break(node) &&
		    (all || (node->prev != NULL &&
			     ends_line(known, node->prev)))) {
			xmlUnlinkNode(node);
			xmlFreeNode(node);
		}
		node = next;
	}
}

void blank_drop(xmlNode *root)
{
	struct known known = { 0 };
	xmlNode *node = root;

	for (; node != NULL; node = node_walk(node, root)) {
		unsigned int kind = kind_of(&known, node);

		if ((kind & (IS_FRAME | IS_TABLE)) != 0) {
			drop_inside(&known, node, (kind & IS_TABLE) != 0);
		} else if ((kind & IS_LIST) != 0 && node->prev != NULL) {
			drop_inside(&known, node, ends_line(&known, node->prev));
		}
	}
}
