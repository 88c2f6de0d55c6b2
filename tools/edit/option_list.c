/* SPDX-License-Identifier: ISC */
#include "edit/option_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/source.h"
#include "edit/order.h"
#include "edit/place.h"
#include "edit/workspace.h"

enum { FIELDS = 5 };

/* Where the fields of a row start. */
struct columns {
	size_t starts[FIELDS];
};

static const struct columns usual = { { 0, 37, 53, 67, 85 } };

const struct unit *option_list_find(const struct workspace *workspace,
				    size_t doc, const char *name,
				    const char *use)
{
	const struct unit_list *list = &workspace->docs[doc].units;

	for (size_t i = 0; i < list->count; i++) {
		const struct unit *unit = &list->units[i];

		if (unit->kind == UNIT_OPTION_ROW && unit->title != NULL &&
		    strcmp(unit->title, name) == 0 &&
		    (use == NULL ||
		     (unit->use != NULL && strcmp(unit->use, use) == 0))) {
			return unit;
		}
	}
	return NULL;
}

/* --- the style of the rows around ------------------------------------------------ */

static struct slice row_line(const struct unit *unit)
{
	return source_line_text(unit->source, unit->line);
}

/* Where the fields of a whole, plain row start; false if it is not one. */
static bool read_columns(const struct unit *unit, struct columns *out)
{
	struct slice line = slice_trim_end(row_line(unit));
	size_t count = 0;

	if (memchr(line.ptr, '\t', line.len) != NULL ||
	    unit->end_line != unit->line) {
		return false;
	}
	for (size_t i = 0; i < line.len && count < FIELDS; i++) {
		bool starts = line.ptr[i] != ' ' &&
			      (i == 0 || (i > 1 && line.ptr[i - 1] == ' ' &&
					  line.ptr[i - 2] == ' '));

		if (starts) {
			out->starts[count++] = i;
		}
	}
	return count == FIELDS && out->starts[0] == 0;
}

/* The columns most rows of the document have: those of two rows that agree. */
static struct columns find_columns(const struct unit_list *list)
{
	struct columns last = { { 0 } };
	struct columns columns;

	for (size_t i = 0; i < list->count; i++) {
		if (list->units[i].kind != UNIT_OPTION_ROW ||
		    !read_columns(&list->units[i], &columns)) {
			continue;
		}
		if (memcmp(&columns, &last, sizeof(columns)) == 0) {
			return columns;
		}
		last = columns;
	}
	return usual;
}

/*
 * Do rows of this type say that the value is expanded? Lists of hosts, domains
 * and addresses always are, and in some documents need not say so.
 */
static bool type_is_marked(const struct unit_list *list, const char *type)
{
	size_t len = strlen(type);
	size_t marked = 0;
	size_t plain = 0;

	if (len < 4 || strcmp(type + len - 4, "list") != 0 ||
	    strcmp(type, "string list") == 0) {
		return true;
	}
	for (size_t i = 0; i < list->count; i++) {
		const struct unit *unit = &list->units[i];

		if (unit->kind == UNIT_OPTION_ROW && unit->type != NULL &&
		    strcmp(unit->type, type) == 0) {
			marked += unit->expanded;
			plain += !unit->expanded;
		}
	}
	return 5 * marked >= plain;
}

static void put_field(struct buf *out, size_t start, size_t column,
		      const char *text)
{
	size_t used = out->len - start;

	if (used < column) {
		buf_fill(out, ' ', column - used);
	} else if (used > 0) {
		buf_putc(out, ' ');
	}
	buf_puts(out, text);
}

static void put_row(const struct unit_list *list,
		    const struct option_spec *option, bool continuation,
		    const char *version, struct buf *out)
{
	struct columns columns = find_columns(list);
	bool spaced = strchr(option->default_value, ' ') != NULL;
	bool star = option->expanded && type_is_marked(list, option->type);
	char *type = mem_printf("%s%s", option->type, star ? "*" : "");
	char *value = mem_printf(spaced ? "\"%s\"" : "%s",
				 option->default_value);
	size_t start = out->len;

	if (!continuation) {
		buf_puts(out, option->name);
	}
	put_field(out, start, columns.starts[1], type);
	put_field(out, start, columns.starts[2], value);
	put_field(out, start, columns.starts[3], option->use);
	if (version != NULL) {
		put_field(out, start, columns.starts[4], version);
	}
	buf_putc(out, '\n');
	free(type);
	free(value);
}

/* --- places ------------------------------------------------------------------------- */

/* The last row of this name, whatever its use; NULL if there is none. */
static const struct unit *last_of_name(const struct unit_list *list,
				       const char *name)
{
	const struct unit *last = NULL;

	for (size_t i = 0; i < list->count; i++) {
		const struct unit *unit = &list->units[i];

		if (unit->kind == UNIT_OPTION_ROW && unit->title != NULL &&
		    strcmp(unit->title, name) == 0) {
			last = unit;
		}
	}
	return last;
}

/* Where the row of a new name goes; -1 if the list has no rows at all. */
static long alphabetical_offset(const struct unit_list *list, const char *name)
{
	const char **names = mem_resize(NULL, list->count + 1, sizeof(*names));
	const struct unit **rows =
		mem_resize(NULL, list->count + 1, sizeof(*rows));
	size_t count = 0;
	long offset = -1;

	for (size_t i = 0; i < list->count; i++) {
		if (list->units[i].kind == UNIT_OPTION_ROW &&
		    list->units[i].title != NULL) {
			names[count] = list->units[i].title;
			rows[count++] = &list->units[i];
		}
	}
	if (count > 0) {
		size_t place = order_place(names, count, name);

		offset = (long)(place < count ? rows[place]->span.start
					      : rows[count - 1]->span.end);
	}
	free(names);
	free(rows);
	return offset;
}

static void complete_row(struct workspace *workspace, size_t doc,
			 const struct unit *row)
{
	struct slice line = slice_trim_end(
		source_line_text(row->source, row->end_line));
	size_t end = (size_t)(line.ptr - row->source->text) + line.len;
	char *text;
	size_t change;

	if (row->version == NULL || strstr(row->version, "xperimental") == NULL ||
	    strstr(row->version, "mainline") != NULL) {
		return;
	}
	text = workspace->version != NULL
		       ? mem_printf(", %s mainline", workspace->version)
		       : mem_strdup(", mainline");
	change = change_add(workspace_changes(workspace, doc),
			    (struct span){ end, end }, slice_text(text));
	workspace_report(workspace, doc, change, 0,
			 "completed the row of %s (%s)", row->title, row->use);
	free(text);
}

void option_list_add(struct workspace *workspace, size_t doc,
		     const struct option_spec *option, bool promoted)
{
	const struct unit_list *list = &workspace->docs[doc].units;
	const struct unit *row = option_list_find(workspace, doc, option->name,
						  option->use);
	const struct unit *same_name = last_of_name(list, option->name);
	long offset;
	struct buf text;

	if (row != NULL) {
		if (promoted) {
			complete_row(workspace, doc, row);
		}
		return;
	}
	offset = same_name != NULL ? (long)same_name->span.end
				   : alphabetical_offset(list, option->name);
	if (offset < 0) {
		return;
	}
	buf_init(&text);
	put_row(list, option, same_name != NULL, workspace->version, &text);
	{
		char *key = mem_printf("%s@%s", option->name, option->use);
		size_t change = change_insert(workspace_changes(workspace, doc),
					      (size_t)offset, buf_slice(&text));

		workspace_expect(workspace, doc, true, UNIT_OPTION_ROW, key);
		workspace_report(workspace, doc, change, 0,
				 "added a row for %s (%s)", option->name,
				 option->use);
		free(key);
	}
	buf_release(&text);
}
