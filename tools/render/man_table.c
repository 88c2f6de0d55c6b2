/* SPDX-License-Identifier: ISC */
/*
 * man_table - tables for tbl(1). Short columns are kept on one line; columns
 * with long text are text blocks that share the width. Cells over several rows
 * and columns are spanned. A cell with several blocks goes on in rows of its own:
 * not all readers know how to break a line in a cell.
 */
#include "render/man_write.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/doc.h"
#include "render/layout_walk.h"
#include "render/man_roff.h"

enum {
	MAX_COLUMNS = 64,
	SHORT = 34,		/* longer cells make a column of text blocks */
	PAGE = 64,		/* what columns of short cells may take together */
	LONG = 30,		/* rows */
	GAP = 3,
	BLOCK_SHARE = 8,	/* what a column of blocks takes of it at least */
};

struct man_table {
	const xmlNode *node;
	struct man_notes *notes;
	size_t count;		/* of columns */
	bool blocks[MAX_COLUMNS];
	size_t widest[MAX_COLUMNS];	/* cells, in characters */
	const char *align[MAX_COLUMNS];	/* of the last cell seen; NULL: left */
	bool seen[MAX_COLUMNS];
	bool spans;		/* each row needs a format of its own */
	int busy[MAX_COLUMNS];	/* rows that a cell above still takes */
	size_t above[MAX_COLUMNS];	/* columns of that cell, in its first */
	struct buf cells[MAX_COLUMNS];	/* roff of the row, by first column */
	size_t put[MAX_COLUMNS];	/* what is put of each */
};

/* --- where cells stand ---------------------------------------------------- */

/* The column that a cell begins in: the next free one, or a later one that it
 * names; MAX_COLUMNS if there is none. */
static size_t column_of(const struct man_table *table, const xmlNode *td,
			size_t next)
{
	int named = layout_number(td, "column", 0);

	if (named > (int)next + 1 && named <= MAX_COLUMNS) {
		next = (size_t)named - 1;
	}
	while (next < MAX_COLUMNS && table->busy[next] > 0) {
		next++;
	}
	return next;
}

static void take(struct man_table *table, const xmlNode *td, size_t at,
		 size_t span)
{
	int rows = layout_number(td, "rows", 1);

	for (size_t i = at; i < at + span; i++) {
		table->busy[i] = rows > 1 ? rows : 1;
		table->above[i] = i == at ? span : 0;
	}
	if (at + span > table->count) {
		table->count = at + span;
	}
}

static void end_row(struct man_table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		table->busy[i] -= table->busy[i] > 0;
	}
}

/* --- how wide columns are ------------------------------------------------- */

static void read_cell(struct man_table *table, const xmlNode *td, size_t at)
{
	buf_clear(&table->cells[at]);
	table->put[at] = 0;
	man_write_cell(td, table->notes, &table->cells[at]);
}

/* The longest of the cell's lines; *count is how many there are. */
static size_t measure(const struct buf *cell, size_t *count)
{
	size_t widest = 0;
	size_t start = 0;

	*count = 1;
	for (size_t i = 0; i <= cell->len; i++) {
		if (i == cell->len || cell->data[i] == '\n') {
			size_t width = man_roff_width(cell->data + start,
						      i - start);

			widest = width > widest ? width : widest;
			*count += i < cell->len;
			start = i + 1;
		}
	}
	return widest;
}

/* Is a column not aligned in the same way all along? */
static bool differs(struct man_table *table, size_t at, const char *align)
{
	const char *before = table->align[at];
	bool same = (align == NULL && before == NULL) ||
		    (align != NULL && before != NULL &&
		     strcmp(align, before) == 0);

	table->align[at] = align;
	if (!table->seen[at]) {
		table->seen[at] = true;
		return false;
	}
	return !same;
}

static void survey_row(struct man_table *table, const xmlNode *tr)
{
	const xmlNode *td = node_child(tr, "td");
	size_t at = 0;

	for (; td != NULL; td = node_next(td, "td")) {
		size_t span;
		size_t width;
		size_t lines;

		at = column_of(table, td, at);
		if (at >= MAX_COLUMNS) {
			break;
		}
		span = layout_cell_span(td, MAX_COLUMNS - at);
		take(table, td, at, span);
		read_cell(table, td, at);
		width = measure(&table->cells[at], &lines);
		if (node_attr(td, "rows") != NULL || span > 1 ||
		    differs(table, at, node_attr(td, "align"))) {
			table->spans = true;
		}
		if (span == 1 && width > table->widest[at]) {
			table->widest[at] = width;
		}
		at += span;
	}
	end_row(table);
}

static void survey(struct man_table *table)
{
	const xmlNode *tr = node_child(table->node, "tr");

	for (; tr != NULL; tr = node_next(tr, "tr")) {
		survey_row(table, tr);
	}
}

/* Makes blocks of the longest columns, until the others fit on a page. */
static void choose_blocks(struct man_table *table)
{
	for (;;) {
		size_t longest = MAX_COLUMNS;
		size_t total = 0;

		for (size_t i = 0; i < table->count; i++) {
			if (table->blocks[i]) {
				total += BLOCK_SHARE;
				continue;
			}
			total += table->widest[i] + GAP;
			if (longest == MAX_COLUMNS ||
			    table->widest[i] > table->widest[longest]) {
				longest = i;
			}
		}
		if (longest == MAX_COLUMNS ||
		    (total <= PAGE && table->widest[longest] <= SHORT)) {
			return;
		}
		table->blocks[longest] = true;
	}
}

/* --- the format ----------------------------------------------------------- */

static void put_key(const struct man_table *table, struct buf *out, size_t at,
		    const xmlNode *td, bool head)
{
	const char *align = td != NULL ? node_attr(td, "align") :
					 table->align[at];
	char key = 'l';

	if (align != NULL && strcmp(align, "center") == 0) {
		key = 'c';
	} else if (align != NULL && strcmp(align, "right") == 0) {
		key = 'r';
	}
	buf_puts(out, at > 0 ? " " : "");
	buf_putc(out, key);
	buf_puts(out, head ? "b" : "");
	buf_puts(out, table->spans ? "t" : "");
	buf_puts(out, table->blocks[at] ? "x" : "");
}

static void put_spans(struct buf *out, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		buf_puts(out, " s");
	}
}

/* Columns up to one that no cell of the row begins in; returns it. */
static size_t put_gap_keys(const struct man_table *table, struct buf *out,
			   size_t at, size_t end)
{
	while (at < end && at < table->count) {
		size_t span = table->busy[at] > 0 ? table->above[at] : 1;

		span = span > 0 ? span : 1;
		put_key(table, out, at, NULL, false);
		put_spans(out, span);
		at += span;
	}
	return at;
}

static bool is_head(const xmlNode *tr)
{
	return tr != NULL && node_attr(tr, "head") != NULL;
}

/* The lines that a row of the table takes: those of the cell with the most. */
static size_t count_lines(struct man_table *table, const xmlNode *tr)
{
	const xmlNode *td = node_child(tr, "td");
	size_t most = 1;

	for (; td != NULL; td = node_next(td, "td")) {
		size_t lines;

		read_cell(table, td, 0);
		measure(&table->cells[0], &lines);
		most = lines > most ? lines : most;
	}
	return most;
}

static void put_row_format(struct man_table *table, struct buf *out,
			   const xmlNode *tr)
{
	const xmlNode *td = node_child(tr, "td");
	size_t at = 0;

	for (; td != NULL; td = node_next(td, "td")) {
		size_t column = column_of(table, td, at);
		size_t span;

		if (column >= MAX_COLUMNS) {
			break;
		}
		span = layout_cell_span(td, MAX_COLUMNS - column);
		at = put_gap_keys(table, out, at, column);
		put_key(table, out, at, td, is_head(tr));
		put_spans(out, span);
		take(table, td, column, span);
		at = column + span;
	}
	put_gap_keys(table, out, at, table->count);
	end_row(table);
}

/* A row without anything special. */
static void put_plain_format(const struct man_table *table, struct buf *out,
			     bool head)
{
	for (size_t i = 0; i < table->count; i++) {
		put_key(table, out, i, NULL, head);
	}
}

/* The format of a row, once for each line of it. */
static void put_formats(struct man_table *table, struct buf *out,
			const xmlNode *tr)
{
	size_t start = out->len;
	size_t lines = count_lines(table, tr);
	size_t len;

	put_row_format(table, out, tr);
	len = out->len - start;
	for (; lines > 1; lines--) {
		buf_reserve(out, len + 1);
		buf_putc(out, '\n');
		buf_put(out, out->data + start, len);
	}
}

/* With spans each row has a line of its own; else the last line is for all. */
static void put_format(struct man_table *table, struct buf *out)
{
	const xmlNode *tr = node_child(table->node, "tr");

	if (table->spans) {
		memset(table->busy, 0, sizeof(table->busy));
		for (; tr != NULL; tr = node_next(tr, "tr")) {
			put_formats(table, out, tr);
			buf_puts(out, node_next(tr, "tr") != NULL ? "\n" : ".\n");
		}
		return;
	}
	for (; is_head(tr); tr = node_next(tr, "tr")) {
		for (size_t n = count_lines(table, tr); n > 0; n--) {
			put_plain_format(table, out, true);
			buf_putc(out, '\n');
		}
	}
	put_plain_format(table, out, false);
	buf_puts(out, ".\n");
}

/* --- the rows ------------------------------------------------------------- */

/* A cell that tbl would take for a rule or a command. */
static bool is_special_cell(struct slice cell)
{
	return cell.len > 0 && (strchr(".'_=", cell.ptr[0]) != NULL ||
				slice_starts(cell, "T{") ||
				slice_starts(cell, "T}") ||
				slice_starts(cell, "\\_") ||
				slice_starts(cell, "\\^"));
}

static void put_cell(struct buf *out, struct slice text, bool block)
{
	block = block && text.len > 0;
	buf_puts(out, block ? "T{\n" : "");
	buf_puts(out, is_special_cell(text) ? "\\&" : "");
	buf_put_slice(out, text);
	buf_puts(out, block ? "\nT}" : "");
}

/* The next line of the cell. */
static struct slice next_line(struct man_table *table, size_t at)
{
	struct buf *cell = &table->cells[at];
	const char *start = cell->data + table->put[at];
	size_t rest = cell->len - table->put[at];
	const char *end = rest > 0 ? memchr(start, '\n', rest) : NULL;
	size_t len = end != NULL ? (size_t)(end - start) : rest;

	table->put[at] += len + (end != NULL ? 1 : 0);
	return slice_of(start, len);
}

/* Reads the cells of the row; how many lines they take together. */
static size_t read_row(struct man_table *table, const xmlNode *tr,
		       bool *begins)
{
	const xmlNode *td = node_child(tr, "td");
	size_t at = 0;
	size_t most = 1;

	memset(begins, 0, MAX_COLUMNS * sizeof(*begins));
	for (; td != NULL; td = node_next(td, "td")) {
		size_t lines;
		size_t span;

		at = column_of(table, td, at);
		if (at >= MAX_COLUMNS) {
			break;
		}
		span = layout_cell_span(td, MAX_COLUMNS - at);
		read_cell(table, td, at);
		measure(&table->cells[at], &lines);
		most = lines > most ? lines : most;
		take(table, td, at, span);
		begins[at] = true;
		at += span;
	}
	return most;
}

/* Fields at the end that need not be written: empty ones. */
static size_t last_field(const struct man_table *table, const bool *begins)
{
	size_t end = table->count;

	while (end > 0 && table->busy[end - 1] == 0 && !begins[end - 1]) {
		end--;
	}
	return end;
}

static void put_line(struct man_table *table, struct buf *out,
		     const bool *begins)
{
	size_t end = last_field(table, begins);
	size_t start = out->len;
	size_t at = 0;

	while (at < end) {
		size_t span = table->busy[at] > 0 ? table->above[at] : 1;

		buf_puts(out, at > 0 ? "\t" : "");
		if (begins[at]) {
			put_cell(out, next_line(table, at), table->blocks[at]);
		} else if (table->busy[at] > 0) {
			buf_puts(out, "\\^");
		}
		at += span > 0 ? span : 1;
	}
	if (out->len == start) {
		buf_puts(out, "\\&");
	}
	buf_putc(out, '\n');
}

static void put_row(struct man_table *table, struct buf *out, const xmlNode *tr)
{
	bool begins[MAX_COLUMNS];
	size_t lines = read_row(table, tr, begins);

	for (; lines > 0; lines--) {
		put_line(table, out, begins);
	}
	end_row(table);
}

static void put_rows(struct man_table *table, struct buf *out)
{
	const xmlNode *tr = node_child(table->node, "tr");

	memset(table->busy, 0, sizeof(table->busy));
	for (; tr != NULL; tr = node_next(tr, "tr")) {
		if (node_attr(tr, "foot") != NULL) {
			buf_puts(out, "_\n");
		}
		put_row(table, out, tr);
		if (is_head(tr) && !is_head(node_next(tr, "tr"))) {
			buf_puts(out, "_\n");
		}
	}
}

/* Too long to be kept on one page where there are pages: roff would complain. */
static bool is_long(const struct man_table *table)
{
	const xmlNode *tr = node_child(table->node, "tr");
	int rows = 0;

	for (; tr != NULL && rows <= LONG; tr = node_next(tr, "tr")) {
		rows++;
	}
	return rows > LONG;
}

void man_write_table(const xmlNode *node, struct man_notes *notes,
		     struct buf *out)
{
	struct man_table *table = mem_alloc(sizeof(*table));

	table->node = node;
	table->notes = notes;
	for (size_t i = 0; i < MAX_COLUMNS; i++) {
		buf_init(&table->cells[i]);
	}
	survey(table);
	choose_blocks(table);
	if (table->count > 0) {
		buf_puts(out, ".TS\n");
		buf_puts(out, is_long(table) ? "nokeep;\n" : "");
		put_format(table, out);
		put_rows(table, out);
		buf_puts(out, ".TE\n");
	}
	for (size_t i = 0; i < MAX_COLUMNS; i++) {
		buf_release(&table->cells[i]);
	}
	free(table);
}
