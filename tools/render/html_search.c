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

/* What is done at an element; also, a block stands apart from the text around. */
enum role {
	ROLE_PLAIN,
	ROLE_SILENT,		/* it is not read */
	ROLE_ABOUT,		/* nor is this in a division, which it is about */
	ROLE_TABLE,
	ROLE_ENTRY,
	ROLE_TERM,
	ROLE_REFERENCE,
	ROLE_QUOTE,
};

struct name {
	const char *name;
	enum role role;
	bool is_block;
};

enum { KNOWN = 256 };		/* a power of two */

struct search {
	struct name known[KNOWN];	/* by the addresses of names */
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

/* In alphabetical order. */
static const struct name names[] = {
	{ "answer", ROLE_PLAIN, true },
	{ "callout", ROLE_PLAIN, true },
	{ "entry", ROLE_PLAIN, true },
	{ "footnote", ROLE_PLAIN, true },
	{ "glossdef", ROLE_PLAIN, true },
	{ "glossterm", ROLE_PLAIN, true },
	{ "indexterm", ROLE_SILENT, false },
	{ "informaltable", ROLE_TABLE, false },
	{ "listitem", ROLE_PLAIN, true },
	{ "literallayout", ROLE_PLAIN, true },
	{ "member", ROLE_PLAIN, true },
	{ "para", ROLE_PLAIN, true },
	{ "programlisting", ROLE_PLAIN, true },
	{ "question", ROLE_PLAIN, true },
	{ "quote", ROLE_QUOTE, false },
	{ "refname", ROLE_PLAIN, true },
	{ "refpurpose", ROLE_PLAIN, true },
	{ "remark", ROLE_SILENT, false },
	{ "row", ROLE_PLAIN, true },
	{ "sbr", ROLE_PLAIN, true },
	{ "screen", ROLE_PLAIN, true },
	{ "seg", ROLE_PLAIN, true },
	{ "segtitle", ROLE_PLAIN, true },
	{ "simpara", ROLE_PLAIN, true },
	{ "step", ROLE_PLAIN, true },
	{ "subtitle", ROLE_ABOUT, false },
	{ "synopsis", ROLE_PLAIN, true },
	{ "table", ROLE_TABLE, true },
	{ "term", ROLE_TERM, true },
	{ "title", ROLE_ABOUT, true },
	{ "titleabbrev", ROLE_SILENT, false },
	{ "varlistentry", ROLE_ENTRY, true },
	{ "xref", ROLE_REFERENCE, false },
};

static int compare_name(const void *key, const void *row)
{
	return strcmp(key, ((const struct name *)row)->name);
}

static bool is_info(const char *name)
{
	size_t len = strlen(name);

	return len >= 4 && strcmp(name + len - 4, "info") == 0;
}

static const struct name *look_up(struct search *search, const xmlNode *node)
{
	const char *name = (const char *)node->name;
	struct name *known = &search->known[node_name_place(node, KNOWN)];
	const struct name *row;

	if (known->name != name) {
		row = bsearch(name, names, sizeof(names) / sizeof(*names),
			      sizeof(*names), compare_name);
		known->name = name;
		known->role = row != NULL ? row->role
			      : is_info(name) ? ROLE_ABOUT : ROLE_PLAIN;
		known->is_block = row != NULL && row->is_block;
	}
	return known;
}

/* Names are those of DocBook, where there is no namespace. */
static enum role role_of(const xmlNode *node, const struct name *name)
{
	if (node->ns == NULL) {
		return name->role;
	}
	return strcmp((const char *)node->ns->href, RESOLVE_NS) == 0
		       ? ROLE_SILENT
		       : ROLE_PLAIN;
}

static bool is_in_division(const xmlNode *node)
{
	return node->parent != NULL && node->parent->properties != NULL &&
	       resolved(node->parent, "level") != NULL;
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
	char *to;

	buf_reserve(out, strlen(text));
	to = out->data + out->len;
	for (;; text++) {
		while ((unsigned char)*text > ' ') {
			*to++ = *text++;
		}
		if (*text == '\0') {
			break;
		}
		if (!is_space(*text)) {
			*to++ = *text;
		} else if (to != out->data && to[-1] != ' ' &&
			   to[-1] != '\t') {
			*to++ = ' ';
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

static bool holds_options(const xmlNode *table)
{
	const xmlNode *row;

	if (resolved(table, "unit") != NULL) {
		return true;
	}
	row = node_child(table, "tgroup");
	row = row != NULL ? node_child(row, "tbody") : NULL;
	row = row != NULL ? node_child(row, "row") : NULL;
	return row != NULL && resolved(row, "unit") != NULL;
}

/* A term that is a unit has a line of its own. */
static void enter_term(struct search *search, const xmlNode *term)
{
	const char *unit = resolved(term, "unit");

	if (unit != NULL) {
		add_entry(search, term, unit_kind(unit));
	}
}

/* True if the children are to be walked. */
static bool enter(struct search *search, const xmlNode *node)
{
	const struct name *name = look_up(search, node);
	enum role role = role_of(node, name);
	const char *label;

	if (search->depth == 0 ||
	    (node->properties != NULL && resolved(node, "level") != NULL)) {
		push(search, node, resolved(node, "page") != NULL ? 'p' : 's');
		return true;
	}
	if (role == ROLE_SILENT ||
	    (role == ROLE_ABOUT && is_in_division(node))) {
		return false;
	}
	if (role == ROLE_TABLE && holds_options(node)) {
		enter_options(search, node);
		return false;
	}
	if (role == ROLE_TERM) {
		enter_term(search, node);
		return false;
	}
	if (role == ROLE_ENTRY && resolved(node, "anchor") != NULL) {
		push(search, node, unit_kind(resolved(node, "unit")));
	} else if (role == ROLE_REFERENCE) {
		label = resolved(node, "label");
		put_text(current_text(search), label != NULL ? label : "");
	} else if (role == ROLE_QUOTE) {
		buf_puts(current_text(search), "“");
	} else if (name->is_block) {
		put_space(current_text(search));
	}
	return true;
}

static void leave(struct search *search, const xmlNode *node)
{
	const struct name *name = look_up(search, node);

	if (search->frames[search->depth - 1].node == node) {
		search->depth--;
	} else if (role_of(node, name) == ROLE_QUOTE) {
		buf_puts(current_text(search), "”");
	} else if (name->is_block) {
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
