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

enum { USE_LIMIT = 24 };

/* What uses there are, for a message: each once, in document order. */
static char *list_uses_dup(const struct unit_list *list)
{
	const char *seen[USE_LIMIT];
	size_t count = 0;
	struct buf uses;
	char *result;

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
	result = buf_detach(&uses, NULL);
	buf_release(&uses);
	return result;
}

static int check_new(const struct workspace_doc *doc,
		     const struct entries *entries,
		     const struct option_spec *option, struct diag *diag)
{
	for (size_t i = 0; i < entries->count; i++) {
		if (strcmp(entries->names[i], option->name) == 0) {
			diag_line(diag, DIAG_ERROR, doc->path,
				  entries->units[i]->line,
				  "option '%s' (%s) is here already",
				  option->name, option->use);
			return -1;
		}
	}
	if (entries->count == 0) {
		char *uses = list_uses_dup(&doc->units);

		diag_file(diag, DIAG_ERROR, doc->path,
			  "no option of '%s' to put '%s' beside; there are "
			  "options of: %s", option->use, option->name, uses);
		free(uses);
		return -1;
	}
	return 0;
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

/* In DocBook the index terms of an entry stand in a paragraph before it. */
static size_t start_of(const struct unit *unit, enum doc_format format)
{
	const struct source *source = unit->source;
	const xmlNode *node = unit->node;
	const xmlNode *before;

	if (format != DOC_DOCBOOK) {
		return place_before(source, format, unit->span.start);
	}
	while (node != NULL && node->parent != NULL &&
	       !node_is(node, "informaltable") && !node_is(node, "table")) {
		node = node->parent;
	}
	before = node != NULL ? node->prev : NULL;
	while (before != NULL && before->type != XML_ELEMENT_NODE) {
		before = before->prev;
	}
	if (before != NULL && is_index_only(before) &&
	    doc_origin(before) != NULL && doc_origin(before)->source == source) {
		return place_line_start(source, doc_origin(before)->span.start);
	}
	return place_line_start(source, unit->span.start);
}

/* Where an entry goes: before another (gap lines after it), or after one. */
struct spot {
	size_t offset;
	size_t gap;
	bool after;
};

static struct spot find_spot(const struct workspace_doc *doc,
			     const struct entries *entries, const char *name)
{
	size_t place = order_place(entries->names, entries->count, name);
	const struct unit *next = place < entries->count ? entries->units[place]
							 : NULL;
	const struct unit *previous = place > 0 ? entries->units[place - 1]
						: NULL;
	enum doc_format format = doc->doc->format;
	struct spot spot = { 0 };

	if (next == NULL ||
	    (previous != NULL && previous->parent != next->parent)) {
		spot.after = true;
		spot.gap = place_gap(previous->source,
				     start_of(previous, format));
		spot.offset = place_end(previous->source, format,
					previous->span.end, NULL);
	} else {
		spot.offset = start_of(next, format);
		spot.gap = place_gap(next->source, spot.offset);
	}
	return spot;
}

static size_t put_entry(const struct markup_writer *writer,
			const struct option_spec *option, struct slice body,
			const struct spot *spot, bool bars, struct buf *out)
{
	size_t skip = spot->after ? spot->gap : 0;

	buf_fill(out, '\n', skip);
	if (bars) {
		writer->markup->open_bars(out);
		skip += writer->traits.bars;
	}
	writer->markup->option_heading(&writer->traits, option, out);
	buf_put_slice(out, body);
	if (bars) {
		writer->markup->close_bars(out);
	}
	buf_fill(out, '\n', spot->after ? 0 : spot->gap);
	return skip;
}

int option_entry_add(struct workspace *workspace, size_t doc,
		     const struct markup_writer *writer,
		     const struct option_spec *option, struct slice body,
		     bool bars, struct diag *diag)
{
	const struct workspace_doc *where = &workspace->docs[doc];
	struct entries entries;
	struct buf text;
	int result = -1;

	buf_init(&text);
	find_entries(&where->units, option->use, &entries);
	if (check_new(where, &entries, option, diag) == 0) {
		struct spot spot = find_spot(where, &entries, option->name);
		char *key = mem_printf("%s@%s", option->name, option->use);
		size_t change;
		size_t skip;

		bars = bars && writer->traits.bars &&
		       !place_in_bars(doc_main_source(where->doc),
				      where->doc->format, spot.offset);
		skip = put_entry(writer, option, body, &spot, bars, &text);
		change = change_insert(workspace_changes(workspace, doc),
				       spot.offset, buf_slice(&text));
		workspace_expect(workspace, doc, true, UNIT_OPTION, key);
		workspace_report(workspace, doc, change, skip,
				 "added option %s (%s)", option->name,
				 option->use);
		free(key);
		result = 0;
	}
	entries_release(&entries);
	buf_release(&text);
	return result;
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
