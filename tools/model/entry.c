/* SPDX-License-Identifier: ISC */
#include "model/entry.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "model/doc.h"

#define DAGGER "\xe2\x80\xa0"
#define DOUBLE_DAGGER "\xe2\x80\xa1"
#define NO_BREAK_SPACE "\xc2\xa0"

enum {
	OPTION_CELLS = 4,
	NEAR_PARTS = 64,	/* parts of an entry looked at for index terms */
};

/* Takes every copy of part out of the text; whether there was one. */
static bool remove_all(char *text, const char *part)
{
	size_t len = strlen(part);
	bool found = false;
	char *to = text;

	while (*text != '\0') {
		if (strncmp(text, part, len) == 0) {
			text += len;
			found = true;
		} else {
			*to++ = *text++;
		}
	}
	*to = '\0';
	return found;
}

static char *trimmed_dup(const char *text)
{
	struct slice slice = slice_trim(slice_text(text));

	return mem_strndup(slice.ptr, slice.len);
}

/* What follows the prefix in the cell, new; NULL if the cell starts otherwise.
 * The marks are taken off, *expanded set if there was a dagger. */
static char *cell_value_dup(const xmlNode *cell, const char *prefix,
			    bool *expanded)
{
	char *text = node_text_dup(cell);
	char *value = NULL;

	if (strncmp(text, prefix, strlen(prefix)) == 0) {
		if (expanded != NULL) {
			*expanded = remove_all(text, DAGGER);
			remove_all(text, DOUBLE_DAGGER);
		}
		value = trimmed_dup(text + strlen(prefix));
	}
	free(text);
	return value;
}

/* A long name may be given with a space so that it can be split. */
static char *cell_name_dup(const xmlNode *cell)
{
	char *name = node_text_dup(cell);

	remove_all(name, NO_BREAK_SPACE);
	remove_all(name, " ");
	return name;
}

static bool has_option_cells(const xmlNode *row, xmlNode **cells)
{
	size_t count = 0;
	xmlNode *cell;

	for (cell = node_child(row, NULL); cell != NULL;
	     cell = node_next(cell, NULL)) {
		if (!node_is(cell, "entry") || count == OPTION_CELLS) {
			return false;
		}
		cells[count++] = cell;
	}
	return count == OPTION_CELLS;
}

bool entry_read_option(const xmlNode *row, struct entry_option *out)
{
	xmlNode *cells[OPTION_CELLS];
	bool dagger = false;

	memset(out, 0, sizeof(*out));
	if (!node_is(row, "row") || !has_option_cells(row, cells)) {
		return false;
	}
	out->use = cell_value_dup(cells[1], "Use:", &dagger);
	if (out->use == NULL) {
		return false;
	}
	out->type = cell_value_dup(cells[2], "Type:", &out->expanded);
	out->default_value = cell_value_dup(cells[3], "Default:", NULL);
	out->name = cell_name_dup(cells[0]);
	if (out->type == NULL || out->default_value == NULL ||
	    out->name[0] == '\0') {
		entry_option_release(out);
		return false;
	}
	return true;
}

void entry_option_release(struct entry_option *option)
{
	free(option->name);
	free(option->use);
	free(option->type);
	free(option->default_value);
	memset(option, 0, sizeof(*option));
}

static bool begins(const xmlNode *cell, const char *prefix, struct buf *scratch)
{
	buf_clear(scratch);
	node_text(cell, scratch);
	return slice_starts(buf_slice(scratch), prefix);
}

static bool holds_name(const xmlNode *cell)
{
	char *name = cell_name_dup(cell);
	bool result = name[0] != '\0';

	free(name);
	return result;
}

/* Can the row be read as an option? */
static bool is_option_row(const xmlNode *row)
{
	xmlNode *cells[OPTION_CELLS];
	struct buf text = { NULL, 0, 0 };
	bool result = node_is(row, "row") && has_option_cells(row, cells) &&
		      begins(cells[1], "Use:", &text) &&
		      begins(cells[2], "Type:", &text) &&
		      begins(cells[3], "Default:", &text) &&
		      holds_name(cells[0]);

	buf_release(&text);
	return result;
}

xmlNode *entry_first_option(const xmlNode *table)
{
	const xmlNode *group = node_child(table, "tgroup");
	const xmlNode *body;
	xmlNode *row;
	const char *columns;

	if (group == NULL) {
		return NULL;
	}
	columns = node_attr(group, "cols");
	if (columns == NULL || strcmp(columns, "4") != 0) {
		return NULL;
	}
	body = node_child(group, "tbody");
	row = body != NULL ? node_child(body, "row") : NULL;
	return row != NULL && !is_option_row(row) ? entry_next_option(row) : row;
}

xmlNode *entry_next_option(const xmlNode *row)
{
	xmlNode *next = node_next(row, "row");

	while (next != NULL && !is_option_row(next)) {
		next = node_next(next, "row");
	}
	return next;
}

/* --- terms --------------------------------------------------------------- */

/* The length of a name at the text's start: up to white space or a comma; that
 * of a long option up to its value ("--output=DIR"). */
static size_t name_length(const char *text)
{
	const bool is_long = strncmp(text, "--", 2) == 0;
	size_t len = 0;

	while (text[len] != '\0' && !is_space(text[len]) && text[len] != ',' &&
	       !(is_long && text[len] == '=') &&
	       strncmp(text + len, NO_BREAK_SPACE, 2) != 0) {
		len++;
	}
	return len;
}

/* The length of "$" and the letters, digits and underscores after it. */
static size_t variable_length(const char *text)
{
	size_t len = 1;

	if (text[0] != '$') {
		return 0;
	}
	while (is_alnum(text[len]) || text[len] == '_') {
		len++;
	}
	return len > 1 ? len : 0;
}

static bool is_indexed_as(const xmlNode *node, const char *role,
			  const char *name)
{
	const char *its_role = node_attr(node, "role");
	const xmlNode *primary = node_child(node, "primary");
	char *text;
	bool same;

	if (its_role == NULL || strcmp(its_role, role) != 0 ||
	    primary == NULL) {
		return false;
	}
	text = node_text_dup(primary);
	same = strcmp(text, name) == 0;
	free(text);
	return same;
}

static bool has_term_child(const xmlNode *parent, const char *role,
			   const char *name, size_t *budget)
{
	const xmlNode *term = node_child(parent, "indexterm");

	for (; term != NULL && *budget > 0;
	     term = node_next(term, "indexterm")) {
		--*budget;
		if (is_indexed_as(term, role, name)) {
			return true;
		}
	}
	return false;
}

static const xmlNode *last_element(const xmlNode *parent)
{
	const xmlNode *node = parent->last;

	while (node != NULL && node->type != XML_ELEMENT_NODE) {
		node = node->prev;
	}
	return node;
}

/* Is there an index term of this role and name directly in the entry's terms
 * or in the paragraphs of its item? Entries inside the entry do not count. */
static bool entry_is_indexed(const xmlNode *entry, const char *role,
			     const char *name)
{
	const xmlNode *item = last_element(entry);
	const xmlNode *part;
	size_t budget = NEAR_PARTS;

	for (part = node_child(entry, "term"); part != NULL && budget > 0;
	     part = node_next(part, "term")) {
		budget--;
		if (has_term_child(part, role, name, &budget)) {
			return true;
		}
	}
	if (!node_is(item, "listitem")) {
		return false;
	}
	if (has_term_child(item, role, name, &budget)) {
		return true;
	}
	for (part = node_child(item, "para"); part != NULL && budget > 0;
	     part = node_next(part, "para")) {
		budget--;
		if (has_term_child(part, role, name, &budget)) {
			return true;
		}
	}
	return false;
}

/* The term's first child that is not white space or an index term. */
static const xmlNode *first_content(const xmlNode *term)
{
	const xmlNode *node = term->children;

	while (node != NULL &&
	       (xmlIsBlankNode(node) || node_is(node, "indexterm"))) {
		node = node->next;
	}
	return node;
}

enum entry_kind entry_read_term(const xmlNode *term, char **name)
{
	const xmlNode *first = first_content(term);
	enum entry_kind kind = ENTRY_NONE;
	char *text;
	size_t len;

	if (first == NULL) {
		return ENTRY_NONE;
	}
	text = node_text_dup(first->type == XML_ELEMENT_NODE ? first : term);
	len = variable_length(text);
	if (node_is(first, "option") && text[0] == '-') {
		len = name_length(text);
		*name = mem_strndup(text, len);
		kind = entry_is_indexed(term->parent, "option", *name) ?
			       ENTRY_CMDLINE : ENTRY_NONE;
	} else if (node_is(first, "varname")) {
		len = len > 0 ? len : name_length(text);
		*name = mem_strndup(text, len);
		kind = len > 0 ? ENTRY_VARIABLE : ENTRY_NONE;
	} else if (len > 0) {
		*name = mem_strndup(text, len);
		kind = entry_is_indexed(term->parent, "variable", *name) ?
			       ENTRY_VARIABLE : ENTRY_NONE;
	} else {
		*name = NULL;
	}
	if (kind == ENTRY_NONE) {
		free(*name);
		*name = NULL;
	}
	free(text);
	return kind;
}
