/* SPDX-License-Identifier: ISC */
/*
 * Indexes: the terms of each kind, sorted and grouped. A row is one index term
 * with up to three levels of text; rows are sorted, then each level's new texts
 * open new items.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/slice.h"
#include "model/division.h"
#include "model/doc.h"
#include "model/resolve.h"
#include "model/resolve_state.h"
#include "model/slug.h"

enum {
	LEVELS = 3,
	INDEXES_MAX = 32,	/* each goes through all terms */
};

struct row {
	const struct index_term *term;
	const xmlNode *nodes[LEVELS];	/* NULL from the last level on */
	char *texts[LEVELS];
	char *keys[LEVELS];
	size_t order;
};

struct rows {
	struct row *rows;
	size_t count;
	size_t capacity;
};

static const char *const level_names[LEVELS] = {
	"primary", "secondary", "tertiary",
};

/* --- rows ---------------------------------------------------------------- */

static char *sort_key_dup(const xmlNode *node, const char *text)
{
	const char *sort_as = node_attr(node, "sortas");

	return slug_sort_key_dup(sort_as != NULL ? sort_as : text);
}

static void add_row(struct rows *rows, const struct index_term *term)
{
	struct row row = { .term = term, .order = rows->count };

	for (size_t i = 0; i < LEVELS; i++) {
		const xmlNode *node = node_child(term->node, level_names[i]);

		if (node == NULL) {
			break;
		}
		row.nodes[i] = node;
		row.texts[i] = node_text_dup(node);
		row.keys[i] = sort_key_dup(node, row.texts[i]);
	}
	if (row.nodes[0] == NULL) {
		return;
	}
	MEM_GROW(rows->rows, rows->count, rows->capacity);
	rows->rows[rows->count++] = row;
}

static void release_rows(struct rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		for (size_t level = 0; level < LEVELS; level++) {
			free(rows->rows[i].texts[level]);
			free(rows->rows[i].keys[level]);
		}
	}
	free(rows->rows);
}

/* Symbols, then digits, then letters; other scripts are among the symbols. */
static int rank(const char *key)
{
	return is_alpha(key[0]) ? 2 : is_digit(key[0]) ? 1 : 0;
}

static int compare_rows(const void *left, const void *right)
{
	const struct row *a = left;
	const struct row *b = right;

	if (rank(a->keys[0]) != rank(b->keys[0])) {
		return rank(a->keys[0]) - rank(b->keys[0]);
	}
	for (size_t i = 0; i < LEVELS; i++) {
		int difference;

		if (a->nodes[i] == NULL || b->nodes[i] == NULL) {
			difference = (a->nodes[i] != NULL) -
				     (b->nodes[i] != NULL);
			if (difference != 0) {
				return difference;
			}
			break;
		}
		difference = strcmp(a->keys[i], b->keys[i]);
		if (difference == 0) {
			difference = strcmp(a->texts[i], b->texts[i]);
		}
		if (difference != 0) {
			return difference;
		}
	}
	return a->order < b->order ? -1 : a->order > b->order;
}

/* --- output -------------------------------------------------------------- */

/* What is open while the sorted rows are written. */
struct writer {
	const struct resolver *resolver;
	size_t from;		/* the index's own division */
	xmlNode *index;
	xmlNode *letter;
	char letter_name[8];
	xmlNode *items[LEVELS];
	const char *texts[LEVELS];
	size_t last_place;	/* that the open item refers to */
};

static const char *letter_of(const char *key, char name[8])
{
	char first = key[0];

	if (first >= 'a' && first <= 'z') {
		name[0] = (char)(first - 'a' + 'A');
		name[1] = '\0';
		return name;
	}
	return is_digit(first) ? "0-9" : "Symbols";
}

static void open_letter(struct writer *writer, const char *key)
{
	char buffer[8];
	const char *name = letter_of(key, buffer);

	if (writer->letter != NULL && strcmp(writer->letter_name, name) == 0) {
		return;
	}
	memcpy(writer->letter_name, name, strlen(name) + 1);
	writer->letter = resolve_add(writer->resolver, writer->index, "letter");
	resolve_set(writer->resolver, writer->letter, "name", name);
	writer->texts[0] = NULL;
}

static void open_item(struct writer *writer, const struct row *row,
		      size_t level)
{
	xmlNode *parent = level == 0 ? writer->letter :
				       writer->items[level - 1];
	xmlNode *term;

	writer->items[level] = resolve_add(writer->resolver, parent, "item");
	writer->texts[level] = row->texts[level];
	for (size_t i = level + 1; i < LEVELS; i++) {
		writer->texts[i] = NULL;
	}
	term = resolve_add(writer->resolver, writer->items[level], "term");
	resolve_copy_content(term, row->nodes[level]);
	writer->last_place = PLACE_NONE;
}

static void add_see(struct writer *writer, xmlNode *item, const xmlNode *term,
		    const char *name)
{
	const xmlNode *see = node_child(term, name);

	for (; see != NULL; see = node_next(see, name)) {
		resolve_copy_content(resolve_add(writer->resolver, item, name),
				     see);
	}
}

/* The section that the place is in names it; several terms in one place give
 * one reference. */
static void add_reference(struct writer *writer, xmlNode *item,
			  const struct index_term *term)
{
	const struct resolver *resolver = writer->resolver;
	const struct place *division = &resolver->places[term->division];
	const struct place *place = &resolver->places[term->place];
	xmlNode *reference;

	if (term->place == writer->last_place) {
		return;
	}
	writer->last_place = term->place;
	reference = resolve_add(resolver, item, "ref");
	resolve_set_link(resolver, reference, writer->from, term->place);
	resolve_set(resolver, reference, "label",
		    division->number != NULL ? division->number :
					       division->title);
	resolve_set(resolver, reference, "title",
		    place->title != NULL ? place->title : division->title);
}

static void write_row(struct writer *writer, const struct row *row)
{
	size_t level = 0;
	const xmlNode *term = row->term->node;
	xmlNode *item;

	open_letter(writer, row->keys[0]);
	for (; level < LEVELS && row->nodes[level] != NULL; level++) {
		if (writer->texts[level] == NULL ||
		    strcmp(writer->texts[level], row->texts[level]) != 0) {
			open_item(writer, row, level);
		}
	}
	item = writer->items[level - 1];
	if (node_child(term, "see") == NULL) {
		add_reference(writer, item, row->term);
	}
	add_see(writer, item, term, "see");
	add_see(writer, item, term, "seealso");
}

static bool is_wanted(const struct index_term *term, const char *role)
{
	const char *its_role = node_attr(term->node, "role");

	return role == NULL || (its_role != NULL && strcmp(its_role, role) == 0);
}

static void fill_index(const struct resolver *resolver,
		       const struct index_page *index)
{
	const char *role = node_attr(index->node, "role");
	struct rows rows = { NULL, 0, 0 };
	struct writer writer = {
		.resolver = resolver,
		.from = index->place,
		.index = index->node,
	};

	for (size_t i = 0; i < resolver->term_count; i++) {
		if (is_wanted(&resolver->terms[i], role)) {
			add_row(&rows, &resolver->terms[i]);
		}
	}
	if (rows.count > 0) {
		qsort(rows.rows, rows.count, sizeof(*rows.rows), compare_rows);
	}
	for (size_t i = 0; i < rows.count; i++) {
		write_row(&writer, &rows.rows[i]);
	}
	release_rows(&rows);
}

static const char *role_of(const struct index_page *index)
{
	const char *role = node_attr(index->node, "role");

	return role != NULL ? role : "";
}

static bool is_repeated(const struct resolver *resolver, size_t which)
{
	for (size_t i = 0; i < which; i++) {
		if (strcmp(role_of(&resolver->indexes[i]),
			   role_of(&resolver->indexes[which])) == 0) {
			return true;
		}
	}
	return false;
}

void resolve_indexes(struct resolver *resolver)
{
	for (size_t i = 0; i < resolver->index_count; i++) {
		const struct index_page *index = &resolver->indexes[i];

		if (i == INDEXES_MAX) {
			resolve_error(resolver, index->node,
				      "more than %d indexes in one document",
				      INDEXES_MAX);
			break;
		}
		if (is_repeated(resolver, i)) {
			resolve_error(resolver, index->node,
				      "a second index of the kind '%s': give "
				      "each its own role", role_of(index));
			continue;
		}
		fill_index(resolver, index);
	}
}

xmlNode *resolve_new_index(const struct resolver *resolver, size_t *which)
{
	static const struct {
		const char *role;
		const char *title;
	} kinds[] = {
		{ "option", "Options index" },
		{ "variable", "Variables index" },
		{ "concept", "Concept index" },
		{ NULL, "Index" },
	};
	const char *role;
	bool wanted = false;
	xmlNode *index;

	while (!wanted && *which < sizeof(kinds) / sizeof(*kinds)) {
		role = kinds[(*which)++].role;
		for (size_t i = 0; i < resolver->term_count && !wanted; i++) {
			const char *own = node_attr(resolver->terms[i].node,
						    "role");

			wanted = role == NULL ? own == NULL
					      : own != NULL &&
							strcmp(own, role) == 0;
		}
	}
	if (!wanted) {
		return NULL;
	}
	index = xmlNewChild(resolver->root, NULL, BAD_CAST "index", NULL);
	if (role != NULL) {
		xmlNewProp(index, BAD_CAST "role", BAD_CAST role);
	}
	xmlNewChild(index, NULL, BAD_CAST "title",
		    BAD_CAST kinds[*which - 1].title);
	resolve_set(resolver, index, "made", "yes");
	return index;
}
