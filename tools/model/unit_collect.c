/* SPDX-License-Identifier: ISC */
/*
 * The walk that finds units. In xfpt nothing closes a section, an option or a
 * list's entry but what comes next: such units wait in a list until it comes.
 */
#include "model/unit_collect.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/division.h"
#include "model/doc.h"
#include "model/entry.h"
#include "model/resolve.h"
#include "model/slug.h"

enum wanted {
	WANT_DIVISIONS = 1 << 0,
	WANT_ENTRIES = 1 << 1,
	WANT_EXPERIMENTAL = 1 << 2,
	WANT_ITEMS = 1 << 3,
	WANT_ROWS = 1 << 4,
};

static const unsigned wanted_by_role[] = {
	[DOC_PLAIN] = WANT_DIVISIONS | WANT_ENTRIES,
	[DOC_MAIN] = WANT_DIVISIONS | WANT_ENTRIES,
	[DOC_EXPERIMENTAL] = WANT_EXPERIMENTAL,
	[DOC_OPTION_LIST] = WANT_DIVISIONS | WANT_ROWS,
	[DOC_NEWS] = WANT_DIVISIONS | WANT_ITEMS,
	[DOC_CHANGELOG] = WANT_DIVISIONS | WANT_ITEMS,
};

struct collector;

struct frame {
	xmlNode *node;
	size_t unit;		/* the innermost unit here; or UNIT_NONE */
};

/* What there is to do at an element, by its name. */
struct kind {
	const xmlChar *name;
	const struct division *division;
	unsigned wanted;		/* by whom */
	void (*enter)(struct collector *collector, xmlNode *node);
};

enum { KINDS = 64 };

struct collector {
	struct doc *doc;
	struct unit_list *list;
	unsigned wanted;
	bool open_ended;	/* the format has no ends of its own */
	struct frame *frames;	/* open divisions */
	size_t depth, capacity;
	struct unit_pending pending;
	struct kind kinds[KINDS];	/* found lately: see find_kind() */
};

static size_t current_unit(const struct collector *collector)
{
	return collector->depth > 0 ?
		       collector->frames[collector->depth - 1].unit : UNIT_NONE;
}

/* --- ends ---------------------------------------------------------------- */

static void pend(struct collector *collector, size_t unit, xmlNode *list)
{
	struct unit_pending *pending = &collector->pending;
	struct unit_open open = { unit, list };

	if (!collector->open_ended) {
		return;
	}
	MEM_GROW(pending->open, pending->count, pending->capacity);
	pending->open[pending->count++] = open;
}

/* What begins: it ends what waits and is of its kind or smaller. */
enum beginning { BEGIN_ENTRY, BEGIN_OPTION, BEGIN_DIVISION };

static bool is_ended_by(const struct unit_open *open, const xmlNode *node,
			enum beginning beginning)
{
	if (beginning == BEGIN_ENTRY) {
		return open->list == node->parent;
	}
	return beginning == BEGIN_DIVISION || open->list == NULL;
}

/*
 * Ends what the node, where it begins, puts an end to: the last ones of those
 * that wait. What comes from another file cannot say where; then the unit
 * reaches as far as its origin, or its file.
 */
static void end_pending(struct collector *collector, xmlNode *node,
			enum beginning beginning)
{
	struct unit_pending *pending = &collector->pending;

	while (pending->count > 0) {
		struct unit_open *open = &pending->open[pending->count - 1];
		struct unit *unit = &collector->list->units[open->unit];
		size_t line;

		if (!is_ended_by(open, node, beginning)) {
			break;
		}
		line = unit->source != NULL ?
			       unit_lead_line(node, unit->source) : 0;
		if (line > unit->line) {
			unit_span_until(unit, line);
		}
		pending->count--;
	}
}

/* The last entry of a list ends above the line that ends the list. */
static void end_entries(struct collector *collector, const xmlNode *list)
{
	struct unit_pending *pending = &collector->pending;
	const struct origin *origin = doc_origin(list);
	size_t line = 0;

	if (origin != NULL && origin->span.end > origin->span.start) {
		line = source_line(origin->source, origin->span.end - 1);
		if (!slice_starts(source_line_text(origin->source, line), ".")) {
			line++;
		}
	}
	while (pending->count > 0 &&
	       pending->open[pending->count - 1].list == list) {
		struct unit *unit = &collector->list->units
					     [pending->open[--pending->count].unit];

		if (origin != NULL && unit->source == origin->source &&
		    line > unit->line) {
			unit_span_until(unit, line);
		}
	}
}

static void end_all(struct collector *collector)
{
	struct unit_pending *pending = &collector->pending;

	while (pending->count > 0) {
		struct unit *unit = &collector->list->units
					     [pending->open[--pending->count].unit];

		if (unit->source != NULL) {
			unit_span_until(unit,
					source_line_count(unit->source) + 1);
		}
	}
	free(pending->open);
}

/* --- units --------------------------------------------------------------- */

/* An attribute that resolve set, new; NULL if it did not. */
static char *resolved_dup(const xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetNsProp(node, BAD_CAST name, BAD_CAST RESOLVE_NS);
	char *copy = mem_strdup((const char *)value);

	xmlFree(value);
	return copy;
}

/* Adds a unit and lends it until the next. The title and the key are taken. */
static struct unit *add_unit(struct collector *collector, enum unit_kind kind,
			     xmlNode *node, char *title, char *key)
{
	struct unit_list *list = collector->list;
	struct unit unit = {
		.kind = kind,
		.key = key,
		.title = title,
		.id = mem_strdup(division_id(node)),
		.number = resolved_dup(node, "number"),
		.anchor = resolved_dup(node, "anchor"),
		.node = node,
		.parent = current_unit(collector),
	};

	unit_span_by_origin(&unit, node);
	MEM_GROW(list->units, list->count, list->capacity);
	list->units[list->count] = unit;
	return &list->units[list->count++];
}

static void push_frame(struct collector *collector, xmlNode *node, size_t unit)
{
	struct frame frame = { node, unit };

	MEM_GROW(collector->frames, collector->depth, collector->capacity);
	collector->frames[collector->depth++] = frame;
}

static bool is_whole_document(const struct collector *collector,
			      const struct division *division)
{
	return collector->depth == 0 &&
	       (division->holds_pages || strcmp(division->name, "article") == 0);
}

static bool is_unit(const struct collector *collector,
		    const struct division *division)
{
	if (is_whole_document(collector, division) ||
	    strcmp(division->name, "index") == 0) {
		return false;
	}
	if ((collector->wanted & WANT_EXPERIMENTAL) != 0) {
		return collector->depth == 1;
	}
	return (collector->wanted & WANT_DIVISIONS) != 0;
}

static enum unit_kind division_kind(const struct collector *collector,
				    const struct division *division)
{
	if ((collector->wanted & WANT_EXPERIMENTAL) != 0) {
		return UNIT_EXPERIMENTAL;
	}
	return division->is_section ? UNIT_SECTION : UNIT_CHAPTER;
}

static void enter_division(struct collector *collector, xmlNode *node,
			   const struct division *division)
{
	size_t unit = current_unit(collector);
	const char *id = division_id(node);

	end_pending(collector, node, BEGIN_DIVISION);
	if (is_unit(collector, division)) {
		char *title = division_title_dup(node);
		char *key = id != NULL ? mem_strdup(id) :
					 slug_title_key_dup(title);

		unit = collector->list->count;
		add_unit(collector, division_kind(collector, division), node,
			 title, key);
	}
	push_frame(collector, node, unit);
}

static void leave_division(struct collector *collector)
{
	struct frame *frame = &collector->frames[--collector->depth];
	struct frame *outer = collector->depth > 0 ? frame - 1 : NULL;

	if (frame->unit != UNIT_NONE &&
	    (outer == NULL || outer->unit != frame->unit)) {
		pend(collector, frame->unit, NULL);
	}
}

static void add_option(struct collector *collector, xmlNode *row,
		       struct entry_option *option)
{
	char *key = mem_printf("%s@%s", option->name, option->use);
	struct unit *unit = add_unit(collector, UNIT_OPTION, row, option->name,
				     key);

	unit->use = option->use;
	unit->type = option->type;
	unit->default_value = option->default_value;
	unit->expanded = option->expanded;
}

static void enter_table(struct collector *collector, xmlNode *table)
{
	struct unit_list *list = collector->list;
	xmlNode *row = entry_first_option(table);
	size_t first = list->count;

	if (row == NULL) {
		return;
	}
	end_pending(collector, table, BEGIN_OPTION);
	for (; row != NULL; row = entry_next_option(row)) {
		struct entry_option option;

		entry_read_option(row, &option);
		add_option(collector, row, &option);
		if (collector->open_ended) {
			unit_span_by_origin(&list->units[list->count - 1],
					    table);
		}
	}
	for (size_t i = first; i < list->count; i++) {
		pend(collector, i, NULL);
	}
}

static void enter_entry(struct collector *collector, xmlNode *node)
{
	static const enum unit_kind kinds[] = {
		[ENTRY_VARIABLE] = UNIT_VARIABLE,
		[ENTRY_CMDLINE] = UNIT_CMDLINE,
	};
	size_t first = collector->list->count;
	xmlNode *term = node_child(node, "term");

	end_pending(collector, node, BEGIN_ENTRY);
	for (; term != NULL; term = node_next(term, "term")) {
		char *name = NULL;
		enum entry_kind kind = entry_read_term(term, &name);
		bool is_first = collector->list->count == first;

		if (kind != ENTRY_NONE) {
			struct unit *unit = add_unit(collector, kinds[kind],
						     is_first ? node : term,
						     name, mem_strdup(name));

			unit_span_by_origin(unit, node);
		}
	}
	for (size_t i = first; i < collector->list->count; i++) {
		pend(collector, i, node->parent);
	}
}

/* --- items and rows of plain text ---------------------------------------- */

/* The version in a heading ("Version 4.99"): its first word with a digit. */
static char *version_dup(const struct collector *collector)
{
	size_t unit = current_unit(collector);
	const char *p;
	size_t len = 0;

	if (unit == UNIT_NONE) {
		return mem_strdup("");
	}
	p = collector->list->units[unit].title;
	while (*p != '\0' && !is_digit(*p)) {
		p++;
	}
	while (p[len] != '\0' && !is_space(p[len]) && p[len] != ',') {
		len++;
	}
	return len > 0 ? mem_strndup(p, len) :
			 mem_strdup(collector->list->units[unit].key);
}

/* The item's number or tag: "3" of "3.", "AB/03". */
static char *item_mark_dup(const xmlNode *item)
{
	const char *override = node_attr(item, "override");
	const xmlNode *para = node_child(item, "para");
	const xmlNode *tag = para != NULL ? node_child(para, "literal") : NULL;
	struct slice mark;

	if (tag != NULL && node_attr(tag, "role") != NULL) {
		return node_text_dup(tag);
	}
	mark = slice_trim(slice_text(override != NULL ? override : ""));
	while (mark.len > 0 && !is_alnum(mark.ptr[mark.len - 1])) {
		mark.len--;
	}
	return mem_strndup(mark.ptr, mark.len);
}

enum { TITLE_MAX = 60 };	/* bytes of an item's text that name it */

/* The first words of the item, its tag left out. */
static char *item_title_dup(const xmlNode *item, const char *mark)
{
	const xmlNode *para = node_child(item, "para");
	char *text = node_text_dup(para != NULL ? para : item);
	struct slice title = slice_text(text);
	size_t len = strlen(mark);
	char *copy;

	if (len > 0 && slice_starts(title, mark)) {
		title = slice_trim(slice_of(text + len, title.len - len));
	}
	if (title.len > TITLE_MAX) {
		title.len = TITLE_MAX;
		while (title.len > 0 && !is_space(title.ptr[title.len])) {
			title.len--;
		}
	}
	copy = mem_strndup(title.ptr, title.len);
	free(text);
	return copy;
}

static void add_item(struct collector *collector, xmlNode *item,
		     enum unit_kind kind)
{
	char *version = version_dup(collector);
	char *mark = item_mark_dup(item);

	add_unit(collector, kind, item, item_title_dup(item, mark),
		 mem_printf("%s#%s", version, mark));
	free(version);
	free(mark);
}

static void enter_item(struct collector *collector, xmlNode *item)
{
	const char *role = node_attr(item, "role");

	if (role == NULL) {
		return;
	}
	if (strcmp(role, "news-item") == 0) {
		add_item(collector, item, UNIT_NEWS_ITEM);
	} else if (strcmp(role, "change-item") == 0) {
		add_item(collector, item, UNIT_CHANGE_ITEM);
	}
}

enum { CELL_NAME, CELL_TYPE, CELL_DEFAULT, CELL_USE, CELL_VERSION, CELLS };

/* In the list a "*" after the type means expansion. */
static bool take_star(char *type)
{
	size_t len = strlen(type);
	bool starred = len > 0 && type[len - 1] == '*';

	if (starred) {
		while (--len > 0 && is_space(type[len - 1])) {
		}
		type[len] = '\0';
	}
	return starred;
}

static void enter_row(struct collector *collector, xmlNode *row)
{
	const char *role = node_attr(row, "role");
	const char *name = node_attr(row, "xreflabel");
	char *cells[CELLS] = { NULL };
	size_t count = 0;
	xmlNode *cell = node_child(row, "entry");
	struct unit *unit;

	if (role == NULL || strcmp(role, "option-row") != 0) {
		return;
	}
	for (; cell != NULL && count < CELLS; cell = node_next(cell, "entry")) {
		cells[count++] = node_text_dup(cell);
	}
	for (; count < CELLS; count++) {
		cells[count] = mem_strdup("");
	}
	unit = add_unit(collector, UNIT_OPTION_ROW, row,
			mem_strdup(name != NULL ? name : cells[CELL_NAME]),
			NULL);
	unit->key = mem_printf("%s@%s", unit->title, cells[CELL_USE]);
	unit->expanded = take_star(cells[CELL_TYPE]);
	unit->type = cells[CELL_TYPE];
	unit->default_value = cells[CELL_DEFAULT];
	unit->use = cells[CELL_USE];
	unit->version = cells[CELL_VERSION];
	free(cells[CELL_NAME]);
}

/* --- the walk ------------------------------------------------------------ */

static const struct {
	const char *name;
	unsigned wanted;
	void (*enter)(struct collector *collector, xmlNode *node);
} handlers[] = {
	{ "informaltable", WANT_ENTRIES, enter_table },
	{ "listitem", WANT_ITEMS, enter_item },
	{ "row", WANT_ROWS, enter_row },
	{ "table", WANT_ENTRIES, enter_table },
	{ "varlistentry", WANT_ENTRIES, enter_entry },
};

static const struct kind *find_kind(struct collector *collector,
				    const xmlNode *node)
{
	static const struct kind none = { NULL, NULL, 0, NULL };
	struct kind *kind =
		&collector->kinds[node_name_place(node, KINDS)];

	if (node->ns != NULL) {
		return &none;
	}
	if (kind->name == node->name) {
		return kind;
	}
	*kind = (struct kind){ .name = node->name,
			       .division = division_find(node) };
	for (size_t i = 0; i < sizeof(handlers) / sizeof(*handlers); i++) {
		if (node_is(node, handlers[i].name)) {
			kind->wanted = handlers[i].wanted;
			kind->enter = handlers[i].enter;
		}
	}
	return kind;
}

static void enter(struct collector *collector, xmlNode *node)
{
	const struct kind *kind = find_kind(collector, node);

	if (kind->division != NULL) {
		enter_division(collector, node, kind->division);
	} else if (collector->depth == 0) {
		enter_division(collector, node, division_other());
	} else if ((collector->wanted & kind->wanted) != 0) {
		kind->enter(collector, node);
	}
}

static void leave(struct collector *collector, const xmlNode *node)
{
	const struct unit_pending *pending = &collector->pending;

	if (pending->count > 0 &&
	    pending->open[pending->count - 1].list == node) {
		end_entries(collector, node);
	}
	if (collector->frames[collector->depth - 1].node == node) {
		leave_division(collector);
	}
}

static xmlNode *step(struct collector *collector, xmlNode *node, xmlNode *root)
{
	if (node->type == XML_ELEMENT_NODE && node->children != NULL) {
		return node->children;
	}
	for (;;) {
		leave(collector, node);
		if (node == root) {
			return NULL;
		}
		if (node->next != NULL) {
			return node->next;
		}
		node = node->parent;
	}
}

void unit_list_collect(struct doc *doc, struct unit_list *out)
{
	xmlNode *root = xmlDocGetRootElement(doc->xml);
	xmlNode *node = root;
	struct collector collector = {
		.doc = doc,
		.list = out,
		.wanted = wanted_by_role[doc->role],
		.open_ended = doc->format == DOC_XFPT,
	};

	memset(out, 0, sizeof(*out));
	while (node != NULL) {
		if (node->type == XML_ELEMENT_NODE) {
			enter(&collector, node);
		}
		node = step(&collector, node, root);
	}
	end_all(&collector);
	free(collector.frames);
	unit_list_key(out);
}
