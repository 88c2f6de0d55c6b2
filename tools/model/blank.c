/* SPDX-License-Identifier: ISC */
#include "model/blank.h"

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

/* In alphabetical order: those that there are many of. */
static const struct blank_name names[] = {
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

static int compare_name(const void *key, const void *row)
{
	return strcmp(key, ((const struct blank_name *)row)->name);
}

static unsigned int kind_of(struct blanks *blanks, const xmlNode *node)
{
	const char *name = (const char *)node->name;
	struct blank_name *known =
		&blanks->known[node_name_place(node, BLANK_KNOWN)];
	const struct blank_name *row;

	if (node->type != XML_ELEMENT_NODE || node->ns != NULL) {
		return 0;
	}
	if (known->name != name) {
		row = bsearch(name, names, sizeof(names) / sizeof(*names),
			      sizeof(*names), compare_name);
		known->name = name;
		known->kind = row != NULL ? row->kind : 0;
	}
	return known->kind;
}

static bool ends_line(struct blanks *blanks, const xmlNode *node)
{
	unsigned int kind = node != NULL ? kind_of(blanks, node) : 0;

	return (kind & IS_BLOCK) != 0 ||
	       ((kind & IS_PARAGRAPH) != 0 && node->properties == NULL);
}

bool blank_is_idle(struct blanks *blanks, const xmlNode *node)
{
	unsigned int kind;

	if (node->type != XML_TEXT_NODE || node->content == NULL ||
	    strcmp((const char *)node->content, "\n") != 0) {
		return false;
	}
	kind = kind_of(blanks, node->parent);
	if ((kind & IS_TABLE) != 0) {
		return true;
	}
	return ((kind & IS_FRAME) != 0 && ends_line(blanks, node->prev)) ||
	       ((kind & IS_LIST) != 0 && ends_line(blanks, node->parent->prev));
}
