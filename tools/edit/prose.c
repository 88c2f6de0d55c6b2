/* SPDX-License-Identifier: ISC */
#include "edit/prose.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "edit/sentence.h"
#include "model/doc.h"
#include "read/reader.h"

/* Lists in lists that are walked into: the tree may be as deep as the text is
 * long. */
enum { NESTING = 64 };

/* Where we are in the tree, and what the next block begins. */
struct walk {
	struct prose *out;
	enum prose_list lists[PROSE_DEPTH + 1];	/* that are open; [0] is none */
	size_t depth;
	size_t nesting;
	bool item;		/* the next block begins an item */
	bool first;
	char *term;
	char numbered;		/* how the paragraphs that stay numbered end
				   their numbers; 0: there are none */
};

static void walk_blocks(struct walk *walk, const xmlNode *node);

/* --- blocks -------------------------------------------------------------------- */

/* Takes the text over. */
static void add_block(struct walk *walk, enum prose_kind kind, char *text)
{
	struct prose *out = walk->out;

	MEM_GROW(out->blocks, out->count, out->capacity);
	out->blocks[out->count++] = (struct prose_block){
		.kind = kind,
		.list = walk->lists[walk->depth],
		.depth = walk->depth,
		.item = walk->item,
		.first = walk->first,
		.term = walk->term,
		.text = text,
	};
	walk->item = false;
	walk->first = false;
	walk->term = NULL;
}

/* The text inside the node as it stands, new. */
static char *content_dup(const xmlNode *node)
{
	xmlChar *content = xmlNodeGetContent(node);
	char *text = mem_strdup(content != NULL ? (const char *)content : "");

	xmlFree(content);
	return text;
}

/* A paragraph, with what stood before it in its line. */
static void add_paragraph(struct walk *walk, const xmlNode *node,
			  const char *lead)
{
	char *text = content_dup(node);

	if (*lead == '\0') {
		add_block(walk, PROSE_PARAGRAPH, text);
		return;
	}
	add_block(walk, PROSE_PARAGRAPH, mem_printf("%s %s", lead, text));
	free(text);
}

/* --- headings -------------------------------------------------------------------- */

/* The length of "*) ", "2. ", "a) " before a heading, 0 if it has none; *end
 * gets what ends it. */
static size_t marker_length(const char *text, char *end)
{
	size_t len = 0;

	if (strncmp(text, "*) ", 3) == 0) {
		*end = '*';
		return 3;
	}
	while (is_digit(text[len]) || (len > 0 && text[len] == '.' &&
				       is_digit(text[len + 1]))) {
		len++;
	}
	while (len > 0 && (text[len] == '.' || text[len] == ')')) {
		*end = text[len++];
	}
	return len > 0 && text[len] == ' ' && *end != '\0' ? len + 1 : 0;
}

static bool is_sentence(const char *text)
{
	size_t len = strlen(text);

	return len > 0 && strchr(".,;?!", text[len - 1]) != NULL;
}

static void add_heading(struct walk *walk, const xmlNode *node)
{
	char *text = content_dup(node);
	char end = '\0';
	size_t marker = marker_length(text, &end);
	size_t len = strlen(text);

	/* One of several numbered parts, the others of which are text. */
	if (marker > 0 && end == walk->numbered) {
		add_block(walk, PROSE_PARAGRAPH, text);
		return;
	}
	if (len > marker + 1 && text[len - 1] == ':') {
		len--;
	}
	add_block(walk, PROSE_HEADING,
		  mem_strndup(text + marker, len - marker));
	free(text);
}

/* --- lists ------------------------------------------------------------------------ */

static size_t count_items(const xmlNode *list)
{
	size_t count = 0;

	for (const xmlNode *item = node_child(list, "listitem"); item != NULL;
	     item = node_next(item, "listitem")) {
		count++;
	}
	return count;
}

static size_t first_number(const xmlNode *list)
{
	const char *number = node_attr(list, "startingnumber");

	return number != NULL ? strtoul(number, NULL, 10) : 1;
}

/*
 * A list of numbers in one piece. Others are interrupted by text at the margin:
 * only as paragraphs can they keep their numbers.
 */
static bool is_whole(const xmlNode *list)
{
	size_t count = count_items(list);
	const xmlNode *next = node_next(list, "orderedlist");

	return first_number(list) == 1 && count > 1 &&
	       (next == NULL || first_number(next) != count + 1);
}

/* How the number ends that the element begins with as a paragraph; else 0. */
static char paragraph_number(const xmlNode *node)
{
	const xmlNode *item = node_child(node, "listitem");
	const char *marker = item != NULL ? node_attr(item, "override") : NULL;
	char end = '\0';
	char *text;

	if (node_is(node, "orderedlist") && !is_whole(node)) {
		return marker != NULL && *marker != '\0'
			       ? marker[strlen(marker) - 1] : '\0';
	}
	if (node_is(node, "bridgehead")) {
		text = content_dup(node);
		if (!is_sentence(text) || marker_length(text, &end) == 0) {
			end = '\0';
		}
		free(text);
	}
	return end;
}

/* The same for the first element that does; the parts of a section are numbered
 * alike. */
static char find_numbered(const xmlNode *section)
{
	char end = '\0';

	for (const xmlNode *node = node_child(section, NULL);
	     node != NULL && end == '\0'; node = node_next(node, NULL)) {
		end = paragraph_number(node);
	}
	return end;
}

/* The items as paragraphs that begin with their numbers. */
static void walk_numbered(struct walk *walk, const xmlNode *list)
{
	for (const xmlNode *item = node_child(list, "listitem"); item != NULL;
	     item = node_next(item, "listitem")) {
		const char *marker = node_attr(item, "override");
		const xmlNode *node = node_child(item, NULL);

		if (node != NULL && node_is(node, "para")) {
			add_paragraph(walk, node, marker != NULL ? marker : "");
			node = node_next(node, NULL);
		} else if (marker != NULL) {
			add_block(walk, PROSE_PARAGRAPH, mem_strdup(marker));
		}
		walk_blocks(walk, node);
	}
}

/* The item's blocks, the first of which begins it. */
static void walk_item(struct walk *walk, const xmlNode *item, bool first)
{
	const xmlNode *node = node_child(item, NULL);

	walk->item = true;
	walk->first = first;
	if (node == NULL ||
	    !(node_is(node, "para") || node_is(node, "literallayout"))) {
		add_block(walk, PROSE_PARAGRAPH, mem_strdup(""));
	}
	walk_blocks(walk, node);
}

static void walk_terms(struct walk *walk, const xmlNode *list)
{
	const xmlNode *first = node_child(list, "varlistentry");

	for (const xmlNode *entry = first; entry != NULL;
	     entry = node_next(entry, "varlistentry")) {
		const xmlNode *term = node_child(entry, "term");
		const xmlNode *item = node_child(entry, "listitem");

		walk->term = content_dup(term);
		walk_item(walk, item, entry == first);
	}
}

static void walk_list(struct walk *walk, const xmlNode *list)
{
	bool ordered = node_is(list, "orderedlist");
	const xmlNode *first = node_child(list, "listitem");
	size_t depth = walk->depth;

	if (ordered && !is_whole(list)) {
		walk_numbered(walk, list);
		return;
	}
	walk->depth += depth < PROSE_DEPTH ? 1 : 0;
	if (node_is(list, "variablelist")) {
		walk->lists[walk->depth] = PROSE_TERMS;
		walk_terms(walk, list);
	} else {
		walk->lists[walk->depth] = ordered ? PROSE_NUMBERS
						   : PROSE_BULLETS;
		for (const xmlNode *item = first; item != NULL;
		     item = node_next(item, "listitem")) {
			walk_item(walk, item, item == first);
		}
	}
	walk->depth = depth;
}

/* --- the tree --------------------------------------------------------------------- */

static void walk_section(struct walk *walk, const xmlNode *section)
{
	char numbered = walk->numbered;
	const xmlNode *title = node_child(section, "title");

	if (title != NULL) {
		add_heading(walk, title);
	}
	walk->numbered = find_numbered(section);
	walk_blocks(walk, title != NULL ? node_next(title, NULL)
					: node_child(section, NULL));
	walk->numbered = numbered;
}

/* The element and those after it. */
static void walk_blocks(struct walk *walk, const xmlNode *node)
{
	for (; node != NULL; node = node_next(node, NULL)) {
		bool list = node_is(node, "itemizedlist") ||
			    node_is(node, "orderedlist") ||
			    node_is(node, "variablelist");

		if (list && walk->nesting < NESTING) {
			walk->nesting++;
			walk_list(walk, node);
			walk->nesting--;
		} else if (node_is(node, "literallayout")) {
			add_block(walk, PROSE_CODE, content_dup(node));
		} else if (node_is(node, "bridgehead")) {
			add_heading(walk, node);
		} else if (node_is(node, "section")) {
			walk_section(walk, node);
		} else {
			add_paragraph(walk, node, "");
		}
	}
}

void prose_from_tree(const xmlNode *section, struct prose *out)
{
	struct walk walk = { .out = out, .numbered = find_numbered(section) };
	const xmlNode *node = node_child(section, NULL);

	if (node != NULL && node_is(node, "title")) {
		node = node_next(node, NULL);
	}
	walk_blocks(&walk, node);
}

void prose_parse(struct slice text, struct prose *out)
{
	const struct read_options options = { .role = DOC_EXPERIMENTAL };
	struct diag silent;
	struct doc *doc;

	diag_init(&silent, NULL);
	doc = reader_read_source(source_new("-", mem_strndup(text.ptr, text.len),
					    text.len),
				 DOC_TEXT, &options, &silent);
	if (doc != NULL) {
		prose_from_tree(xmlDocGetRootElement(doc->xml), out);
	}
	doc_free(doc);
}

char *prose_words_dup(const struct prose *prose)
{
	struct buf text;
	char *words;

	buf_init(&text);
	for (size_t i = 0; i < prose->count; i++) {
		if (prose->blocks[i].term != NULL) {
			buf_puts(&text, prose->blocks[i].term);
		}
		buf_puts(&text, prose->blocks[i].text);
	}
	words = sentence_words_dup(buf_slice(&text));
	buf_release(&text);
	return words;
}

void prose_release(struct prose *prose)
{
	for (size_t i = 0; i < prose->count; i++) {
		free(prose->blocks[i].term);
		free(prose->blocks[i].text);
	}
	free(prose->blocks);
	*prose = (struct prose){ 0 };
}
