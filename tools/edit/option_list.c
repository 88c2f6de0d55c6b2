/* SPDX-License-Identifier: ISC */
#include "edit/option_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "edit/order.h"
#include "edit/place.h"
#include "edit/workspace.h"
#include "read/reader.h"

enum {
	FIELD_NAME,
	FIELD_TYPE,
	FIELD_DEFAULT,
	FIELD_USE,
	FIELD_VERSION,
	FIELDS,
	RULE_WIDTH = 80,	/* of the ruler above the rows */
	PLAIN_ROWS = 9,		/* enough for a table with one odd row */
};

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

/* A row being written. */
struct row {
	struct buf *out;
	size_t start;		/* of its last line */
	const struct columns *columns;
	bool one_line;		/* fields too wide push those after them on */
};

static void break_line(struct row *row)
{
	buf_putc(row->out, '\n');
	row->start = row->out->len;
}

/*
 * A field in its column, or, if that is taken, on a new line: a row goes on in
 * lines without a name until one says where the option is used.
 */
static void put_field(struct row *row, size_t field, const char *text)
{
	size_t column = row->columns->starts[field];
	size_t used = row->out->len - row->start;

	if (used > 0 && used + 1 > column) {
		if (!row->one_line) {
			break_line(row);
			used = 0;
		} else {
			column = used + 2;
		}
	}
	buf_fill(row->out, ' ', column - used);
	buf_puts(row->out, text);
}

/* A default too wide for its column stands by itself, near the margin. */
static void put_default(struct row *row, const char *value)
{
	const size_t *starts = row->columns->starts;

	if (row->one_line ||
	    starts[FIELD_DEFAULT] + strlen(value) + 1 <= starts[FIELD_USE]) {
		put_field(row, FIELD_DEFAULT, value);
		return;
	}
	break_line(row);
	buf_printf(row->out, "\t%s", value);
	break_line(row);
}

static char *quoted_dup(const char *value)
{
	size_t len = strlen(value);
	bool quoted = len > 1 && value[0] == '"' && value[len - 1] == '"';

	return mem_printf(strchr(value, ' ') != NULL && !quoted ? "\"%s\""
								: "%s", value);
}

static void put_row(const struct unit_list *list,
		    const struct option_spec *option, bool continuation,
		    const char *version, bool one_line, struct buf *out)
{
	struct columns columns = find_columns(list);
	struct row row = { out, out->len, &columns, one_line };
	bool star = option->expanded && type_is_marked(list, option->type);
	char *type = mem_printf("%s%s", option->type, star ? "*" : "");
	char *value = quoted_dup(option->default_value);

	if (!continuation) {
		buf_puts(out, option->name);
	}
	put_field(&row, FIELD_TYPE, type);
	put_default(&row, value);
	put_field(&row, FIELD_USE, option->use);
	if (version != NULL) {
		put_field(&row, FIELD_VERSION, version);
	}
	buf_putc(out, '\n');
	free(type);
	free(value);
}

/* A ruler and rows, such as a reader needs to see a table in what follows. */
static void put_table(struct buf *out)
{
	static const char *const fields[] = { "x", "string", "unset", "main",
					      "1" };
	struct row row = { out, 0, &usual, true };

	buf_fill(out, '-', RULE_WIDTH);
	for (int i = 0; i < PLAIN_ROWS; i++) {
		break_line(&row);
		for (size_t field = 0; field < FIELDS; field++) {
			put_field(&row, field, fields[field]);
		}
	}
	buf_putc(out, '\n');
}

/* Will a reader see in the row what it was to say? */
static bool is_readable(struct slice row, const struct option_spec *option)
{
	const struct read_options options = { .role = DOC_OPTION_LIST };
	char *value = quoted_dup(option->default_value);
	struct unit_list list = { 0 };
	struct diag silent;
	struct doc *doc;
	struct buf text;
	bool result = false;

	diag_init(&silent, NULL);
	buf_init(&text);
	put_table(&text);
	buf_put_slice(&text, row);
	doc = reader_read_source(source_new("-", mem_strndup(text.data, text.len),
					    text.len),
				 DOC_TEXT, &options, &silent);
	if (doc != NULL) {
		unit_list_collect(doc, &list);
	}
	if (list.count == PLAIN_ROWS + 1) {
		const struct unit *unit = &list.units[PLAIN_ROWS];

		result = unit->use != NULL && unit->type != NULL &&
			 unit->default_value != NULL &&
			 strcmp(unit->use, option->use) == 0 &&
			 strcmp(unit->type, option->type) == 0 &&
			 strcmp(unit->default_value, value) == 0;
	}
	unit_list_release(&list);
	doc_free(doc);
	buf_release(&text);
	free(value);
	return result;
}

/* A row on one line, else on several; false if neither can be read. */
static bool try_row(const struct unit_list *list,
		    const struct option_spec *option, bool continuation,
		    const char *version, struct buf *out)
{
	put_row(list, option, continuation, version, true, out);
	if (is_readable(buf_slice(out), option)) {
		return true;
	}
	buf_clear(out);
	put_row(list, option, continuation, version, false, out);
	return is_readable(buf_slice(out), option);
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

static void add_row(struct workspace *workspace, size_t doc, size_t offset,
		    const struct option_spec *option, struct slice text)
{
	char *key = mem_printf("%s@%s", option->name, option->use);
	size_t change = change_insert(workspace_changes(workspace, doc), offset,
				      text);

	workspace_expect(workspace, doc, true, UNIT_OPTION_ROW, key);
	workspace_report(workspace, doc, change, 0, "added a row for %s (%s)",
			 option->name, option->use);
	free(key);
}

void option_list_add(struct workspace *workspace, size_t doc,
		     const struct option_spec *option, bool promoted,
		     struct diag *diag)
{
	const struct unit_list *list = &workspace->docs[doc].units;
	const struct unit *row = option_list_find(workspace, doc, option->name,
						  option->use);
	const struct unit *same_name = last_of_name(list, option->name);
	long offset;
	struct buf text;
	bool fits;

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
	fits = try_row(list, option, same_name != NULL, workspace->version,
		       &text);
	if (fits) {
		add_row(workspace, doc, (size_t)offset, option,
			buf_slice(&text));
	} else {
		diag_line(diag, DIAG_WARNING, workspace->docs[doc].name,
			  source_line(doc_main_source(
					      workspace->docs[doc].doc),
				      (size_t)offset),
			  "no row could be made for option '%s' (%s), to be put "
			  "here: add it by hand", option->name, option->use);
	}
	buf_release(&text);
}
