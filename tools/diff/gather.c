/* SPDX-License-Identifier: ISC */
#include "diff/gather.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "model/doc.h"

/* --- what an element is ---------------------------------------------------------- */

static const struct {
	const char *name;
	enum class class;
} classes[] = {
	{ "address", CLASS_CODE },
	{ "blockquote", CLASS_HOLDER },
	{ "bridgehead", CLASS_TITLE },
	{ "caution", CLASS_HOLDER },
	{ "example", CLASS_HOLDER },
	{ "figure", CLASS_HOLDER },
	{ "footnote", CLASS_NOTE },
	{ "formalpara", CLASS_HOLDER },
	{ "important", CLASS_HOLDER },
	{ "indexterm", CLASS_INDEX },
	{ "informalexample", CLASS_HOLDER },
	{ "informalfigure", CLASS_HOLDER },
	{ "informaltable", CLASS_TABLE },
	{ "itemizedlist", CLASS_LIST },
	{ "listitem", CLASS_ITEM },
	{ "literallayout", CLASS_CODE },
	{ "note", CLASS_HOLDER },
	{ "orderedlist", CLASS_LIST },
	{ "para", CLASS_TEXT },
	{ "programlisting", CLASS_CODE },
	{ "row", CLASS_ROW },
	{ "screen", CLASS_CODE },
	{ "sidebar", CLASS_HOLDER },
	{ "simpara", CLASS_TEXT },
	{ "subtitle", CLASS_TITLE },
	{ "synopsis", CLASS_CODE },
	{ "table", CLASS_TABLE },
	{ "term", CLASS_TERM },
	{ "tip", CLASS_HOLDER },
	{ "title", CLASS_TITLE },
	{ "titleabbrev", CLASS_TITLE },
	{ "variablelist", CLASS_LIST },
	{ "varlistentry", CLASS_ENTRY },
	{ "warning", CLASS_HOLDER },
};

/* What has no text, but says something. */
static const struct speaking {
	const char *name;
	const char *attribute;
	const char *before, *after;
	bool end;		/* after the text in it */
} speakers[] = {
	{ "imagedata", "fileref", "[", "]", false },
	{ "link", "linkend", " <", ">", true },
	{ "ulink", "url", " <", ">", true },
	{ "xref", "linkend", "<<", ">>", false },
};

/* Sorted by name; few begin with the same byte. */
static enum class find_class(const char *name)
{
	size_t low = 0;
	size_t high = sizeof(classes) / sizeof(*classes);

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(classes[middle].name, name);

		if (order == 0) {
			return classes[middle].class;
		}
		if (order < 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return CLASS_OTHER;
}

static const struct speaking *find_speaking(const char *name)
{
	for (size_t i = 0; i < sizeof(speakers) / sizeof(*speakers); i++) {
		if (strcmp(speakers[i].name, name) == 0) {
			return &speakers[i];
		}
	}
	return NULL;
}

static const struct known_name *know(struct side *side, const xmlNode *node)
{
	struct known_name *known =
		&side->names[node_name_place(node, NAMES)];

	if (known->name != node->name) {
		known->name = node->name;
		known->class = find_class((const char *)node->name);
		known->speaking = find_speaking((const char *)node->name);
	}
	return known;
}

enum class class_of(struct side *side, const xmlNode *node)
{
	return (enum class)know(side, node)->class;
}

/* --- text ------------------------------------------------------------------------ */

/* The text of a block while it is gathered. */
struct gather {
	struct side *side;
	struct buf *text;	/* its */
	bool all;
	struct block *block;
	bool code;
	bool space;		/* white space not yet written */
	size_t start;
};

static void put_char_space(struct gather *g)
{
	struct buf *text = g->text;

	if (g->space && text->len > g->start) {
		buf_putc(text, ' ');
	}
	g->space = false;
}

static void gather_text(struct gather *g, const char *content)
{
	struct buf *text = g->text;
	const char *p = content;

	if (g->code) {
		buf_puts(text, content);
		return;
	}
	while (*p != '\0') {
		const char *start = p;

		while (is_space(*p)) {
			p++;
		}
		g->space = g->space || p > start;
		start = p;
		while (*p != '\0' && !is_space(*p)) {
			p++;
		}
		if (p > start) {
			put_char_space(g);
			buf_put(text, start, (size_t)(p - start));
		}
	}
}

static void mix(uint64_t *hash, const char *text)
{
	*hash = hash_more(*hash, slice_text(text));
	*hash = hash_more(*hash, slice_of("\n", 1));
}

static bool is_change_bar(const char *name)
{
	return strncmp(name, "revision", 8) == 0;
}

/* An element's name and attributes, in the order of the text. */
static void mix_element(struct gather *g, const xmlNode *node)
{
	uint64_t *hash = &g->block->markup;
	size_t at = g->text->len - g->start;
	const xmlAttr *attr = node->properties;

	if (node_is(node, "phrase") && attr != NULL && attr->next == NULL &&
	    is_change_bar((const char *)attr->name) && !g->all) {
		return;
	}
	mix(hash, (const char *)node->name);
	*hash = hash_more(*hash, slice_of((const char *)&at, sizeof(at)));
	for (; attr != NULL; attr = attr->next) {
		if (attr->ns == NULL && attr->children != NULL &&
		    (g->all || !is_change_bar((const char *)attr->name))) {
			mix(hash, (const char *)attr->name);
			mix(hash, (const char *)attr->children->content);
		}
	}
}

/* What an element says that has no text for it. */
static void gather_element(struct gather *g, const xmlNode *node, bool end)
{
	const struct speaking *speaking = know(g->side, node)->speaking;
	const char *value;
	char *inside;

	if (speaking == NULL || end != speaking->end || node->ns != NULL) {
		return;
	}
	value = node_attr(node, speaking->attribute);
	inside = node_text_dup(node);
	if (value != NULL && strcmp(value, inside) != 0) {
		put_char_space(g);
		buf_printf(g->text, "%s%s%s", speaking->before, value,
			   speaking->after);
	}
	free(inside);
}

static bool is_inline(struct gather *g, const xmlNode *node, enum class of)
{
	enum class class = class_of(g->side, node);

	if (of == CLASS_ROW || of == CLASS_INDEX) {
		return class != CLASS_INDEX && class != CLASS_NOTE;
	}
	return class == CLASS_OTHER;
}

/* A cell of a row, a level of an index entry: set apart from the one before. */
static void gather_boundary(struct gather *g, const xmlNode *node,
			    const xmlNode *top, enum class class)
{
	struct buf *text = g->text;

	if (node->parent == top && class == CLASS_ROW &&
	    node != node_child(top, NULL)) {
		buf_puts(text, text->len > g->start ? " |" : "|");
		g->space = true;
	} else if (node->parent == top && class == CLASS_INDEX &&
		   text->len > g->start) {
		buf_puts(text, ",");
		g->space = true;
	} else if (class == CLASS_ROW && class_of(g->side, node) != CLASS_OTHER) {
		g->space = true;
	}
}

static void gather(struct gather *g, const xmlNode *top, enum class class)
{
	const xmlNode *node = top;

	for (;;) {
		bool inside = node == top;

		if (node->type == XML_ELEMENT_NODE && node != top) {
			inside = is_inline(g, node, class);
			if (inside) {
				gather_boundary(g, node, top, class);
				mix_element(g, node);
				gather_element(g, node, false);
			}
		} else if (node->type == XML_TEXT_NODE ||
			   node->type == XML_CDATA_SECTION_NODE) {
			gather_text(g, (const char *)node->content);
		}
		if (inside && node->children != NULL) {
			node = node->children;
			continue;
		}
		if (inside && node != top) {
			gather_element(g, node, true);
		}
		while (node != top && node->next == NULL) {
			node = node->parent;
			gather_element(g, node, true);
		}
		if (node == top) {
			return;
		}
		node = node->next;
	}
}

/* Blanks at the ends of lines of code mean nothing, nor do empty lines at the
 * ends. */
static void trim_code(struct buf *text, size_t start)
{
	size_t to = start;
	size_t line_end = start;	/* after the last byte that shows */

	for (size_t i = start; i < text->len; i++) {
		char c = text->data[i];

		if (c == '\r') {
			continue;
		}
		if (c == '\n') {
			to = line_end;
			if (to > start) {
				text->data[to++] = c;
			}
			line_end = to;
			continue;
		}
		text->data[to++] = c;
		if (!is_space(c)) {
			line_end = to;
		}
	}
	to = line_end;
	while (to > start && text->data[to - 1] == '\n') {
		to--;
	}
	buf_truncate(text, to);
}

static uint32_t count_words(struct slice text)
{
	uint32_t words = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (!is_space(text.ptr[i]) &&
		    (i == 0 || is_space(text.ptr[i - 1]))) {
			words++;
		}
	}
	return words;
}

/* When the block's text ends the side's texts. */
static void finish(struct side *side, struct block *block)
{
	block->len = (uint32_t)(side->text.len - block->start);
	block->words = count_words(block_text(side, block));
	block->digest = hash_quick(block_text(side, block));
}

void gather_block(struct side *side, struct block *block, enum class class,
		  const char *mark, bool all)
{
	const xmlNode *node = block->node;
	struct gather g = { .side = side, .text = &side->text, .all = all,
			    .block = block, .code = class == CLASS_CODE,
			    .start = side->text.len };

	block->start = (uint32_t)g.start;
	block->markup = HASH_START;
	mix_element(&g, node);
	if (node->parent != NULL && node->parent->type == XML_ELEMENT_NODE) {
		mix(&block->markup, (const char *)node->parent->name);
	}
	if (mark != NULL) {
		gather_text(&g, mark);
		g.space = true;
	}
	gather(&g, node, class);
	if (g.code) {
		trim_code(&side->text, g.start);
	}
	finish(side, block);
}

void gather_more(struct side *side, struct block *block, const xmlNode *node,
		 bool all)
{
	struct gather g = { .side = side, .text = &side->text, .all = all,
			    .block = block, .space = true, .start = side->text.len };

	/* Texts of index terms may have come between. */
	buf_reserve(&side->text, block->len);
	buf_put_slice(&side->text, block_text(side, block));
	block->start = (uint32_t)g.start;
	block->last = node;
	gather(&g, node, CLASS_TEXT);
	finish(side, block);
}
