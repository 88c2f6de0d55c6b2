/* SPDX-License-Identifier: ISC */
#include "render/html_search.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/division.h"
#include "model/doc.h"
#include "model/resolve.h"
#include "render/html_pack.h"

/* A line of the index while its text is gathered. */
struct entry {
	const xmlNode *node;
	const char *page;
	char kind;
	struct buf text;
};

/* An open element that text belongs to: a division, or an entry of a list. */
struct frame {
	const xmlNode *node;
	const char *page;
	size_t entry;		/* that text goes to now */
};

struct search {
	struct entry *entries;
	size_t count, capacity;
	struct frame *frames;
	size_t depth, frame_capacity;
};

/* --- the tree ------------------------------------------------------------- */

/* An attribute of resolve's; NULL if there is none. */
static const char *resolved(const xmlNode *node, const char *name)
{
	const xmlAttr *attr = node->properties;

	for (; attr != NULL; attr = attr->next) {
		if (attr->ns != NULL &&
		    strcmp((const char *)attr->name, name) == 0 &&
		    strcmp((const char *)attr->ns->href, RESOLVE_NS) == 0) {
			return attr->children != NULL
				       ? (const char *)attr->children->content
				       : "";
		}
	}
	return NULL;
}

static int compare_name(const void *key, const void *name)
{
	return strcmp(key, *(const char *const *)name);
}

/* Elements that stand apart from the text around them. */
static bool is_block(const xmlNode *node)
{
	static const char *const names[] = {
		"answer", "callout", "entry", "footnote", "glossdef",
		"glossterm", "listitem", "literallayout", "member", "para",
		"programlisting", "question", "refname", "refpurpose", "row",
		"sbr", "screen", "seg", "segtitle", "simpara", "step",
		"synopsis", "table", "term", "title", "varlistentry",
	};

	return bsearch(node->name, names, sizeof(names) / sizeof(*names),
		       sizeof(*names), compare_name) != NULL;
}

/* A title is its division's name; what is said about a document is not read. */
static bool is_left_out(const xmlNode *node)
{
	const char *name = (const char *)node->name;
	size_t len = strlen(name);

	if (node->ns != NULL) {
		return strcmp((const char *)node->ns->href, RESOLVE_NS) == 0;
	}
	if (strcmp(name, "indexterm") == 0 || strcmp(name, "remark") == 0 ||
	    strcmp(name, "titleabbrev") == 0) {
		return true;
	}
	return node->parent != NULL && node->parent->properties != NULL &&
	       resolved(node->parent, "level") != NULL &&
	       (strcmp(name, "title") == 0 || strcmp(name, "subtitle") == 0 ||
		(len >= 4 && strcmp(name + len - 4, "info") == 0));
}

/* --- text ----------------------------------------------------------------- */

static void put_space(struct buf *out)
{
	char last = out->len > 0 ? out->data[out->len - 1] : ' ';

	if (last != ' ' && last != '\t') {
		buf_putc(out, ' ');
	}
}

static void put_text(struct buf *out, const char *text)
{
	char last = out->len > 0 ? out->data[out->len - 1] : ' ';
	char *to;

	buf_reserve(out, strlen(text));
	to = out->data + out->len;
	for (; *text != '\0'; text++) {
		if (!is_space(*text)) {
			last = *to++ = *text;
		} else if (last != ' ' && last != '\t') {
			last = *to++ = ' ';
		}
	}
	*to = '\0';
	out->len = (size_t)(to - out->data);
}

static struct buf *current_text(struct search *search)
{
	return &search->entries[search->frames[search->depth - 1].entry].text;
}

/* --- entries -------------------------------------------------------------- */

static const char *page_here(const struct search *search)
{
	return search->depth > 0 ? search->frames[search->depth - 1].page : "";
}

static size_t add_entry(struct search *search, const xmlNode *node, char kind)
{
	struct entry entry = { node, page_here(search), kind, { 0 } };

	buf_init(&entry.text);
	MEM_GROW(search->entries, search->count, search->capacity);
	search->entries[search->count] = entry;
	return search->count++;
}

static void push(struct search *search, const xmlNode *node, char kind)
{
	const char *page = resolved(node, "page");
	struct frame frame = { node, page != NULL ? page : page_here(search),
			       add_entry(search, node, kind) };

	search->entries[frame.entry].page = frame.page;
	MEM_GROW(search->frames, search->depth, search->frame_capacity);
	search->frames[search->depth++] = frame;
}

static char unit_kind(const char *unit)
{
	return unit == NULL ? 'e' : unit[0];
}

/* A table of options: what is said of them follows it. */
static void enter_options(struct search *search, const xmlNode *table)
{
	const xmlNode *node = table;

	if (resolved(table, "anchor") == NULL) {
		while (node != NULL && resolved(node, "unit") == NULL) {
			node = node_walk(node, table);
		}
	}
	for (; node != NULL;
	     node = node == table ? NULL : node_next(node, "row")) {
		if (resolved(node, "unit") != NULL) {
			search->frames[search->depth - 1].entry =
				add_entry(search, node, 'o');
		}
	}
}

static bool holds_options(const xmlNode *node)
{
	const xmlNode *row;

	if (!node_is(node, "informaltable") && !node_is(node, "table")) {
		return false;
	}
	if (resolved(node, "unit") != NULL) {
		return true;
	}
	row = node_child(node, "tgroup");
	row = row != NULL ? node_child(row, "tbody") : NULL;
	row = row != NULL ? node_child(row, "row") : NULL;
	return row != NULL && resolved(row, "unit") != NULL;
}

/* True if the children are to be walked. */
static bool enter(struct search *search, const xmlNode *node)
{
	if (search->depth == 0 || resolved(node, "level") != NULL) {
		push(search, node, resolved(node, "page") != NULL ? 'p' : 's');
		return true;
	}
	if (is_left_out(node)) {
		return false;
	}
	if (holds_options(node)) {
		enter_options(search, node);
		return false;
	}
	if (node_is(node, "varlistentry") && resolved(node, "anchor") != NULL) {
		push(search, node, unit_kind(resolved(node, "unit")));
	} else if (node_is(node, "term")) {
		if (resolved(node, "unit") != NULL) {
			add_entry(search, node, unit_kind(resolved(node, "unit")));
		}
		return false;
	} else if (node_is(node, "xref")) {
		const char *label = resolved(node, "label");

		put_text(current_text(search), label != NULL ? label : "");
	} else if (node_is(node, "quote")) {
		buf_puts(current_text(search), "“");
	} else if (is_block(node)) {
		put_space(current_text(search));
	}
	return true;
}

static void leave(struct search *search, const xmlNode *node)
{
	if (search->frames[search->depth - 1].node == node) {
		search->depth--;
	} else if (node_is(node, "quote")) {
		buf_puts(current_text(search), "”");
	} else if (is_block(node)) {
		put_space(current_text(search));
	}
}

static void gather(struct search *search, const xmlNode *root)
{
	const xmlNode *node = root;

	while (node != NULL) {
		bool inside = node->type == XML_ELEMENT_NODE &&
			      enter(search, node);

		if (node->type == XML_TEXT_NODE ||
		    node->type == XML_CDATA_SECTION_NODE) {
			put_text(current_text(search),
				 (const char *)node->content);
		}
		if (inside && node->children != NULL) {
			node = node->children;
			continue;
		}
		if (inside) {
			leave(search, node);
		}
		while (node != root && node->next == NULL) {
			node = node->parent;
			leave(search, node);
		}
		node = node == root ? NULL : node->next;
	}
}

/* --- lines ---------------------------------------------------------------- */

static void put_field(struct buf *out, const char *text)
{
	buf_putc(out, '\t');
	put_text(out, text != NULL ? text : "");
}

/* The name of an option or variable, the term of an entry, a title. */
static void put_name(struct buf *out, const xmlNode *node)
{
	const xmlNode *term = node_child(node, "term");

	if (resolved(node, "unit") != NULL) {
		put_field(out, resolved(node, "name"));
	} else if (node_is(node, "varlistentry") && term != NULL) {
		buf_putc(out, '\t');
		node_text(term, out);
	} else {
		char *title = division_title_dup(node);

		put_field(out, title);
		free(title);
	}
}

static void put_line(const struct entry *entry, bool new_page, struct buf *out)
{
	const xmlNode *node = entry->node;

	buf_putc(out, entry->kind);
	put_field(out, new_page ? entry->page : "");
	put_field(out, resolved(node, "anchor"));
	put_field(out, resolved(node, "level"));
	put_field(out, resolved(node, "number"));
	put_name(out, node);
	put_field(out, resolved(node, "use"));
	put_field(out, resolved(node, "type"));
	put_field(out, resolved(node, "default"));
	buf_putc(out, '\t');
	buf_put_slice(out, buf_slice(&entry->text));
	buf_putc(out, '\n');
}

void html_search_put(const xmlDoc *doc, struct buf *out)
{
	struct search search = { 0 };
	struct buf lines;
	const char *page = "";

	buf_init(&lines);
	gather(&search, xmlDocGetRootElement((xmlDoc *)doc));
	for (size_t i = 0; i < search.count; i++) {
		struct entry *entry = &search.entries[i];

		put_line(entry, strcmp(page, entry->page) != 0, &lines);
		page = entry->page;
		buf_release(&entry->text);
	}
	buf_puts(out, "stetIndex=");
	html_pack(buf_slice(&lines), out);
	buf_puts(out, ";\n");
	buf_release(&lines);
	free(search.entries);
	free(search.frames);
}
