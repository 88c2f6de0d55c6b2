/* SPDX-License-Identifier: ISC */
#include "edit/option_entry.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "edit/order.h"
#include "edit/place.h"
#include "edit/workspace.h"
#include "model/division.h"
#include "model/entry.h"

/* --- entries --------------------------------------------------------------------- */

/* The option entries of one use, in document order. */
struct entries {
	const struct unit **units;
	const char **names;
	size_t count;
};

static void find_entries(const struct unit_list *list, const char *use,
			 struct entries *out)
{
	out->units = mem_resize(NULL, list->count + 1, sizeof(*out->units));
	out->names = mem_resize(NULL, list->count + 1, sizeof(*out->names));
	out->count = 0;
	for (size_t i = 0; i < list->count; i++) {
		const struct unit *unit = &list->units[i];

		if (unit->kind == UNIT_OPTION && unit->use != NULL &&
		    strcmp(unit->use, use) == 0) {
			out->names[out->count] = unit->title;
			out->units[out->count++] = unit;
		}
	}
}

static void entries_release(struct entries *entries)
{
	free(entries->units);
	free(entries->names);
}

enum { USE_LIMIT = 24, GROUP_LIMIT = 64 };

/* What uses there are, for a message: each once, in document order. */
static char *list_uses_dup(const struct unit_list *list)
{
	const char *seen[USE_LIMIT];
	size_t count = 0;
	struct buf uses;

	buf_init(&uses);
	for (size_t i = 0; i < list->count && count < USE_LIMIT; i++) {
		const char *use = list->units[i].use;
		size_t j = 0;

		if (list->units[i].kind != UNIT_OPTION || use == NULL) {
			continue;
		}
		while (j < count && strcmp(seen[j], use) != 0) {
			j++;
		}
		if (j == count) {
			buf_printf(&uses, "%s%s", count > 0 ? ", " : "", use);
			seen[count++] = use;
		}
	}
	return buf_detach(&uses, NULL);
}

static int check_new(const struct workspace_doc *doc,
		     const struct entries *entries,
		     const struct option_spec *option, struct diag *diag)
{
	for (size_t i = 0; i < entries->count; i++) {
		if (strcmp(entries->names[i], option->name) == 0) {
			diag_line(diag, DIAG_ERROR, doc->name,
				  entries->units[i]->line,
				  "option '%s' (%s) is here already",
				  option->name, option->use);
			return -1;
		}
	}
	if (entries->count == 0) {
		char *uses = list_uses_dup(&doc->units);

		diag_file(diag, DIAG_ERROR, doc->name,
			  "no option of '%s' to put '%s' beside; there are "
			  "options of: %s", option->use, option->name, uses);
		free(uses);
		return -1;
	}
	return 0;
}

/* How many of the entries under this parent begin with the same word as the name,
 * and how many there are at all, in one number to compare. */
static size_t group_fitness(const struct entries *entries, size_t parent,
			    const char *name)
{
	size_t len = strcspn(name, "_");
	size_t alike = 0;
	size_t all = 0;

	for (size_t i = 0; i < entries->count; i++) {
		if (entries->units[i]->parent == parent) {
			alike += strncmp(entries->names[i], name, len) == 0 &&
				 (entries->names[i][len] == '_' ||
				  entries->names[i][len] == '\0');
			all++;
		}
	}
	return alike * (entries->count + 1) + all;
}

/*
 * Entries of one use may stand in several sections, each in alphabetical order:
 * keeps those of the section that fits best.
 */
static void keep_best_group(struct entries *entries, const char *name)
{
	size_t best = entries->units[0]->parent;
	size_t best_fitness = 0;
	size_t kept = 0;
	size_t groups = 0;

	for (size_t i = 0; i < entries->count && groups < GROUP_LIMIT; i++) {
		size_t parent = entries->units[i]->parent;
		size_t fitness;

		if (i > 0 && parent == entries->units[i - 1]->parent) {
			continue;
		}
		groups++;
		fitness = group_fitness(entries, parent, name);
		if (fitness > best_fitness) {
			best_fitness = fitness;
			best = parent;
		}
	}
	for (size_t i = 0; i < entries->count; i++) {
		if (entries->units[i]->parent == best) {
			entries->names[kept] = entries->names[i];
			entries->units[kept++] = entries->units[i];
		}
	}
	entries->count = kept;
}

static bool is_index_only(const xmlNode *node)
{
	char *text;
	bool empty;

	if (!node_is(node, "para") || node_child(node, "indexterm") == NULL) {
		return false;
	}
	text = node_text_dup(node);
	empty = *text == '\0';
	free(text);
	return empty;
}

static const xmlNode *heading_table(const struct unit *unit)
{
	const xmlNode *node = unit->node;

	while (node != NULL && !node_is(node, "informaltable") &&
	       !node_is(node, "table")) {
		node = node->parent;
	}
	return node;
}

static const xmlNode *previous_element(const xmlNode *node)
{
	do {
		node = node->prev;
	} while (node != NULL && node->type != XML_ELEMENT_NODE);
	return node;
}

/* Where the entry begins: its heading, and what leads in to it. In DocBook its
 * index terms stand in a paragraph before it. */
static size_t start_of(const struct unit *unit, enum doc_format format)
{
	const struct source *source = unit->source;
	const xmlNode *table = heading_table(unit);
	const xmlNode *before = table != NULL ? previous_element(table) : NULL;
	const struct origin *origin;

	if (format != DOC_DOCBOOK || table == NULL) {
		return place_before(source, format, unit->span.start);
	}
	origin = doc_origin(before != NULL && is_index_only(before) ? before
								    : table);
	return place_line_start(source, origin != NULL &&
						origin->source == source
					? origin->span.start
					: unit->span.start);
}

/* Where the entry ends. In DocBook its text follows the table of its heading, up
 * to the next heading or section. */
static size_t end_of(const struct unit *unit, enum doc_format format)
{
	const xmlNode *last = heading_table(unit);
	const struct origin *origin;

	if (format != DOC_DOCBOOK || last == NULL) {
		return unit->span.end;
	}
	for (const xmlNode *node = node_next(last, NULL);
	     node != NULL && division_find(node) == NULL;
	     node = node_next(node, NULL)) {
		if (entry_first_option(node) != NULL) {
			break;
		}
		if (!is_index_only(node)) {
			last = node;
		}
	}
	origin = doc_origin(last);
	return origin != NULL && origin->source == unit->source
		       ? place_next_line(unit->source, origin->span.end - 1)
		       : unit->span.end;
}

/* Where an entry goes: before another (gap lines after it), or after one. */
struct spot {
	size_t offset;
	size_t gap;
	bool after;
	size_t tail;		/* after: behind ends of index ranges that follow */
};

/* Blank lines before the entry; elements need none. */
static size_t gap_before(const struct unit *unit, enum doc_format format)
{
	return format == DOC_XFPT
		       ? place_gap(unit->source, start_of(unit, format)) : 0;
}

static struct spot find_spot(const struct workspace_doc *doc,
			     const struct entries *entries, const char *name)
{
	size_t place = order_place(entries->names, entries->count, name);
	const struct unit *next = place < entries->count ? entries->units[place]
							 : NULL;
	enum doc_format format = doc->doc->format;
	struct spot spot = { 0 };

	if (next == NULL) {
		const struct unit *previous = entries->units[place - 1];

		spot.after = true;
		spot.gap = gap_before(previous, format);
		spot.offset = place_end(previous->source, format,
					end_of(previous, format), &spot.tail);
	} else {
		spot.offset = start_of(next, format);
		spot.gap = gap_before(next, format);
	}
	return spot;
}

/* Does the last line belong to a paragraph, which index terms can join? */
static bool ends_in_text(struct slice lines)
{
	size_t start = lines.len;

	while (start > 1 && lines.ptr[start - 2] != '\n') {
		start--;
	}
	return start > 0 && lines.ptr[start - 1] != '.';
}

/* One entry to be written. */
struct writing {
	const struct markup_writer *writer;
	const struct option_spec *option;
	struct slice body;
	struct spot spot;
	bool bars;
	bool late_bars;		/* the bars end behind the tail */
};

/* Returns the number of lines before the heading. */
static size_t put_entry(const struct writing *writing, struct buf *out)
{
	const struct markup *markup = writing->writer->markup;
	size_t skip = writing->spot.after ? writing->spot.gap : 0;

	buf_fill(out, '\n', skip);
	if (writing->bars) {
		markup->open_bars(out);
		skip++;
	}
	markup->option_heading(&writing->writer->traits, writing->option, out);
	buf_put_slice(out, writing->body);
	if (writing->bars && !writing->late_bars) {
		markup->close_bars(out);
	}
	buf_fill(out, '\n', writing->spot.after ? 0 : writing->spot.gap);
	return skip;
}

static void plan_entry(struct workspace *workspace, size_t doc,
		       const struct writing *writing)
{
	const struct option_spec *option = writing->option;
	struct change_file *file = workspace_changes(workspace, doc);
	char *key = mem_printf("%s@%s", option->name, option->use);
	struct buf text;
	size_t change;
	size_t skip;

	buf_init(&text);
	skip = put_entry(writing, &text);
	change = change_insert(file, writing->spot.offset, buf_slice(&text));
	if (writing->late_bars) {
		buf_clear(&text);
		writing->writer->markup->close_bars(&text);
		change_insert(file, writing->spot.tail, buf_slice(&text));
	}
	workspace_expect(workspace, doc, true, UNIT_OPTION, key);
	workspace_report(workspace, doc, change, skip, "added option %s (%s)",
			 option->name, option->use);
	buf_release(&text);
	free(key);
}

/* Where an option goes; 0, or -1 with an error reported. */
static int place_option(const struct workspace_doc *doc,
			const struct option_spec *option, struct spot *spot,
			struct diag *diag)
{
	struct entries entries;
	int result = -1;

	find_entries(&doc->units, option->use, &entries);
	if (check_new(doc, &entries, option, diag) == 0) {
		keep_best_group(&entries, option->name);
		*spot = find_spot(doc, &entries, option->name);
		result = 0;
	}
	entries_release(&entries);
	return result;
}

size_t option_entry_line(const struct workspace *workspace, size_t doc,
			 const struct option_spec *option, struct diag *diag)
{
	const struct workspace_doc *where = &workspace->docs[doc];
	struct spot spot;

	return place_option(where, option, &spot, diag) == 0
		       ? source_line(doc_main_source(where->doc), spot.offset)
		       : 0;
}

int option_entry_add(struct workspace *workspace, size_t doc,
		     const struct markup_writer *writer,
		     const struct option_spec *option, struct slice body,
		     bool bars, struct diag *diag)
{
	const struct workspace_doc *where = &workspace->docs[doc];
	struct writing writing = { writer, option, body, { 0 }, false, false };

	if (place_option(where, option, &writing.spot, diag) != 0) {
		return -1;
	}
	writing.bars = bars && writer->traits.bars &&
		       !place_in_bars(doc_main_source(where->doc),
				      where->doc->format, writing.spot.offset);
	writing.late_bars = writing.bars && writing.spot.after &&
			    writing.spot.tail != writing.spot.offset &&
			    ends_in_text(body);
	plan_entry(workspace, doc, &writing);
	return 0;
}

/* --- summary tables ------------------------------------------------------------------ */

/* One table: rows that each tell about one option. */
struct summary {
	const xmlNode **rows;
	const char **names;	/* lent by the tree */
	size_t count;
	size_t capacity;
	size_t name_capacity;
};

/* The option that a row of two cells is about, lent by the tree; or NULL. */
static const char *row_option(const xmlNode *row)
{
	const xmlNode *first = node_child(row, "entry");
	const xmlNode *second = first != NULL ? node_next(first, "entry") : NULL;
	const xmlNode *option;

	if (second == NULL || node_next(second, "entry") != NULL) {
		return NULL;
	}
	option = node_child(first, "option");
	if (option == NULL || option->children == NULL ||
	    option->children->type != XML_TEXT_NODE ||
	    option->children->next != NULL) {
		return NULL;
	}
	return (const char *)option->children->content;
}

static void read_summary(const xmlNode *body, struct summary *out)
{
	out->count = 0;
	for (const xmlNode *row = node_child(body, "row"); row != NULL;
	     row = node_next(row, "row")) {
		const char *name = row_option(row);

		if (name == NULL) {
			continue;
		}
		MEM_GROW(out->names, out->count, out->name_capacity);
		out->names[out->count] = name;
		MEM_GROW(out->rows, out->count, out->capacity);
		out->rows[out->count++] = row;
	}
}

static void summary_release(struct summary *summary)
{
	free(summary->rows);
	free(summary->names);
}

/* How many rows begin with the same word; a little more for a table at all. */
static size_t fitness(const struct summary *summary, const char *name)
{
	size_t len = strcspn(name, "_");
	size_t score = summary->count > 0;

	for (size_t i = 0; i < summary->count; i++) {
		const char *other = summary->names[i];

		if (strncmp(other, name, len) == 0 &&
		    (other[len] == '_' || other[len] == '\0')) {
			score += 2;
		}
	}
	return score;
}

/* The chapter that describes the options of this use, from its first entry. */
static const xmlNode *chapter_of(const struct unit_list *list, const char *use)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct unit *unit = &list->units[i];
		const xmlNode *node = unit->node;

		if (unit->kind != UNIT_OPTION || unit->use == NULL ||
		    strcmp(unit->use, use) != 0) {
			continue;
		}
		while (node != NULL && !node_is(node, "chapter") &&
		       !node_is(node, "appendix")) {
			node = node->parent;
		}
		return node;
	}
	return NULL;
}

/* The body of the table that fits best; NULL if there is none, or if one has the
 * option already. */
static const xmlNode *best_table(const xmlNode *chapter, const char *name)
{
	struct summary summary = { 0 };
	const xmlNode *best = NULL;
	size_t best_score = 0;
	bool there = false;

	for (const xmlNode *node = chapter; node != NULL && !there;
	     node = node_walk(node, chapter)) {
		if (!node_is(node, "tbody")) {
			continue;
		}
		read_summary(node, &summary);
		for (size_t i = 0; i < summary.count; i++) {
			there = there || strcmp(summary.names[i], name) == 0;
		}
		if (fitness(&summary, name) > best_score) {
			best_score = fitness(&summary, name);
			best = node;
		}
	}
	summary_release(&summary);
	return there ? NULL : best;
}

void option_summary_add(struct workspace *workspace, size_t doc,
			const struct markup_writer *writer,
			const struct option_spec *option, struct slice summary)
{
	struct workspace_doc *where = &workspace->docs[doc];
	struct source *source = doc_main_source(where->doc);
	const xmlNode *chapter = chapter_of(&where->units, option->use);
	const xmlNode *body = best_table(chapter, option->name);
	const struct origin *origin;
	struct summary rows = { 0 };
	struct buf text;
	size_t place;
	size_t change;

	if (body == NULL) {
		return;
	}
	buf_init(&text);
	read_summary(body, &rows);
	place = order_place(rows.names, rows.count, option->name);
	origin = doc_origin(rows.rows[place < rows.count ? place : place - 1]);
	if (origin != NULL && origin->source == source) {
		size_t offset = place < rows.count
				? place_line_start(source, origin->span.start)
				: place_next_line(source, origin->span.end - 1);

		writer->markup->option_row(option->name, summary,
					   source_slice(source, origin->span),
					   &text);
		change = change_insert(workspace_changes(workspace, doc), offset,
				       buf_slice(&text));
		workspace_report(workspace, doc, change, 0,
				 "added %s to the summary table", option->name);
	}
	summary_release(&rows);
	buf_release(&text);
}
