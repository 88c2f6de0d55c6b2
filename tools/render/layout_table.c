/* SPDX-License-Identifier: ISC */
/*
 * layout_table - tables: cells are measured, columns get their widths, then row
 * by row the cells are filled and put side by side. A cell that spans rows goes
 * on beside the rows below. A table whose words do not fit side by side is put
 * as a list: each row's cells one below the other, set in after the first.
 */
#include "render/layout_walk.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/doc.h"
#include "render/layout_widths.h"
#include "render/width.h"

enum {
	GAP = 2,		/* columns of text between columns */
	MAX_COLUMNS = 64,	/* a wider table is put as a list */
	MAX_TABLES = 3,		/* so are tables nested deeper */
	LIST_INDENT = 4,
};

/* A cell whose lines are being put; it stands in its first column. */
struct cell {
	struct buf text;
	size_t at;		/* what is put of the text */
	size_t span;
	int rows;		/* still to go, this one included */
};

struct table {
	struct layout *layout;
	const xmlNode *node;
	struct column columns[MAX_COLUMNS];
	enum layout_align align[MAX_COLUMNS];
	size_t count;
	struct cell cells[MAX_COLUMNS];
	int busy[MAX_COLUMNS];	/* rows that a cell above still takes */
	bool blank_lines;	/* between rows */
};

/* --- where cells stand ---------------------------------------------------- */

static int cell_rows(const xmlNode *td)
{
	int rows = layout_number(td, "rows", 1);

	return rows > 1 ? rows : 1;
}

/* The first free column for a cell; MAX_COLUMNS if there is none. */
static size_t free_column(const struct table *table, size_t at)
{
	while (at < MAX_COLUMNS && table->busy[at] > 0) {
		at++;
	}
	return at;
}

static void take_columns(struct table *table, size_t at, size_t span, int rows)
{
	for (size_t i = at; i < at + span && i < MAX_COLUMNS; i++) {
		table->busy[i] = rows;
	}
	if (at + span > table->count) {
		table->count = at + span;
	}
}

static void end_row(struct table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		if (table->busy[i] > 0) {
			table->busy[i]--;
		}
	}
}

/* A column that a cell names, else the next free one. */
static size_t cell_column(const struct table *table, const xmlNode *td,
			  size_t next)
{
	int named = layout_number(td, "column", 0);

	if (named > (int)next + 1 && named <= MAX_COLUMNS) {
		next = (size_t)named - 1;
	}
	return free_column(table, next);
}

/* --- measuring ------------------------------------------------------------ */

static int measure(const struct layout *layout, const xmlNode *td, int width)
{
	struct layout inner;
	struct buf lines;
	int widest;

	buf_init(&lines);
	layout_init_inner(&inner, layout, &lines, width);
	inner.measuring = true;
	inner.area.measuring = true;
	layout_content(&inner, td);
	area_end_text(&inner.area);
	area_end_label(&inner.area);
	widest = inner.area.widest;
	area_release(&inner.area);
	buf_release(&lines);
	return widest;
}

static void raise_to(int *value, int least)
{
	if (*value < least) {
		*value = least;
	}
}

/* What a cell over several columns needs beyond them goes to its last one. */
static void raise_columns(struct column *columns, size_t span, int least,
			  int natural)
{
	int gaps = GAP * ((int)span - 1);

	least -= gaps;
	natural -= gaps;
	for (size_t i = 0; i + 1 < span; i++) {
		least -= columns[i].least;
		natural -= columns[i].natural;
	}
	raise_to(&columns[span - 1].least, least);
	raise_to(&columns[span - 1].natural, natural);
}

/* Measures cells of one column, or then those of several. False if the table
 * has too many columns. */
static bool measure_cells(struct table *table, bool spanning)
{
	const xmlNode *tr = node_child(table->node, "tr");

	memset(table->busy, 0, sizeof(table->busy));
	for (; tr != NULL; tr = node_next(tr, "tr")) {
		const xmlNode *td = node_child(tr, "td");
		size_t at = 0;

		for (; td != NULL; td = node_next(td, "td")) {
			size_t span;

			at = cell_column(table, td, at);
			if (at >= MAX_COLUMNS) {
				return false;
			}
			span = layout_cell_span(td, MAX_COLUMNS - at);
			take_columns(table, at, span, cell_rows(td));
			if ((span > 1) == spanning) {
				raise_columns(&table->columns[at], span,
					      measure(table->layout, td, 1),
					      measure(table->layout, td,
						      1 << 20));
			}
			at += span;
		}
		end_row(table);
	}
	return true;
}

static void read_columns(struct table *table)
{
	const xmlNode *col = node_child(table->node, "col");

	for (; col != NULL && table->count < MAX_COLUMNS;
	     col = node_next(col, "col")) {
		const char *width = node_attr(col, "width");

		table->align[table->count] = layout_align_of(col, LAYOUT_LEFT);
		if (width != NULL && width[0] != '\0') {
			layout_width_read(&table->columns[table->count], width);
		}
		table->count++;
	}
}

/* --- putting -------------------------------------------------------------- */

static int span_width(const struct table *table, size_t at, size_t span)
{
	int width = GAP * ((int)span - 1);

	for (size_t i = at; i < at + span && i < table->count; i++) {
		width += table->columns[i].width;
	}
	return width;
}

static void fill_cell(struct table *table, const xmlNode *td, size_t at,
		      struct cell *cell)
{
	struct layout inner;

	layout_init_inner(&inner, table->layout, &cell->text,
			  span_width(table, at, cell->span));
	inner.area.style.align = layout_align_of(td, table->align[at]);
	layout_revise(&inner, td);
	layout_content(&inner, td);
	area_end_text(&inner.area);
	area_end_label(&inner.area);
	area_release(&inner.area);
}

/* The next line of a cell; empty at its end. */
static struct slice cell_line(struct cell *cell)
{
	const char *start = cell->text.data + cell->at;
	size_t rest = cell->text.len - cell->at;
	const char *end = rest > 0 ? memchr(start, '\n', rest) : NULL;
	size_t len = end != NULL ? (size_t)(end - start) : rest;

	cell->at += len + (end != NULL ? 1 : 0);
	return slice_of(start, len);
}

static void put_table_line(struct table *table)
{
	struct area *area = &table->layout->area;
	struct buf line;
	int width = 0;		/* of the line */
	int column = 0;		/* where the column begins */

	buf_init(&line);
	for (size_t i = 0; i < table->count; i++) {
		struct cell *cell = &table->cells[i];

		if (cell->rows > 0 && cell->at < cell->text.len) {
			struct slice text = cell_line(cell);

			area_mark(area, area_take_bar(&text));
			if (text.len > 0 && width < column) {
				buf_fill(&line, ' ', (size_t)(column - width));
				width = column;
			}
			buf_put_slice(&line, text);
			width += width_text(text);
		}
		column += table->columns[i].width + GAP;
	}
	area_put_line(area, buf_slice(&line), width);
	buf_release(&line);
}

/* Has a cell that ends in this row (in any, if last) lines to put? */
static bool has_lines(const struct table *table, bool last)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct cell *cell = &table->cells[i];

		if (cell->rows > 0 && (last || cell->rows == 1) &&
		    cell->at < cell->text.len) {
			return true;
		}
	}
	return false;
}

static void begin_cells(struct table *table, const xmlNode *tr)
{
	const xmlNode *td = node_child(tr, "td");
	size_t at = 0;

	for (; td != NULL; td = node_next(td, "td")) {
		struct cell *cell;

		at = cell_column(table, td, at);
		cell = &table->cells[at];
		cell->span = layout_cell_span(td, MAX_COLUMNS - at);
		cell->rows = cell_rows(td);
		cell->at = 0;
		buf_clear(&cell->text);
		take_columns(table, at, cell->span, cell->rows);
		fill_cell(table, td, at, cell);
		at += cell->span;
	}
}

static void end_cells(struct table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		if (table->cells[i].rows > 0) {
			table->cells[i].rows--;
		}
	}
	end_row(table);
}

static void put_row(struct table *table, const xmlNode *tr, bool last)
{
	struct layout *layout = table->layout;
	enum layout_bar outer = layout_revise(layout, tr);

	begin_cells(table, tr);
	/* A row of empty cells is an empty line. */
	do {
		put_table_line(table);
	} while (has_lines(table, last));
	layout->area.bar = outer;
	end_cells(table);
}

/* A line of dashes under every column. */
static void put_dashes(struct table *table)
{
	struct buf line;
	int width = 0;

	buf_init(&line);
	for (size_t i = 0; i < table->count; i++) {
		if (i > 0) {
			buf_fill(&line, ' ', GAP);
			width += GAP;
		}
		buf_fill(&line, '-', (size_t)table->columns[i].width);
		width += table->columns[i].width;
	}
	area_put_line(&table->layout->area, buf_slice(&line), width);
	buf_release(&line);
}

static bool is_head(const xmlNode *tr)
{
	return tr != NULL && node_attr(tr, "head") != NULL;
}

/* Does a cell go on beside the next row? */
static bool is_amid_cell(const struct table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		if (table->cells[i].rows > 0) {
			return true;
		}
	}
	return false;
}

static void put_rows(struct table *table)
{
	const xmlNode *tr = node_child(table->node, "tr");

	memset(table->busy, 0, sizeof(table->busy));
	while (tr != NULL) {
		const xmlNode *next = node_next(tr, "tr");

		if (node_attr(tr, "foot") != NULL) {
			put_dashes(table);
		}
		put_row(table, tr, next == NULL);
		if (is_head(tr) && !is_head(next)) {
			put_dashes(table);
		} else if (table->blank_lines && !is_amid_cell(table)) {
			area_want_blanks(&table->layout->area, 1);
		}
		tr = next;
	}
}

/* Rows cannot be told apart when cells before the last column have several
 * lines: then blank lines do it. */
static bool needs_blank_lines(const struct table *table)
{
	const char *space = node_attr(table->node, "space");

	if (space != NULL && strcmp(space, "no") == 0) {
		return false;
	}
	for (size_t i = 0; i + 1 < table->count; i++) {
		if (table->columns[i].natural > table->columns[i].width) {
			return true;
		}
	}
	return false;
}

/* --- as a list ------------------------------------------------------------ */

static void put_list_cell(struct layout *layout, const xmlNode *td, int indent)
{
	struct area *area = &layout->area;
	int left = area->style.left;
	enum layout_bar bar;

	area->style.left += left + indent < area->width / 2 ? indent : 0;
	bar = layout_revise(layout, td);
	layout_content(layout, td);
	area_end_text(area);
	area->bar = bar;
	area->style.left = left;
}

static void put_as_list(struct layout *layout, const xmlNode *node)
{
	const xmlNode *tr = node_child(node, "tr");

	for (; tr != NULL; tr = node_next(tr, "tr")) {
		const xmlNode *td = node_child(tr, "td");
		int indent = 0;

		area_want_blanks(&layout->area, 1);
		for (; td != NULL; td = node_next(td, "td")) {
			put_list_cell(layout, td, indent);
			indent = LIST_INDENT;
		}
	}
}

/* --- the whole ------------------------------------------------------------ */

/* A table whose lines need not be broken if it begins a little to the left of
 * the text may do so. */
static void begin_left(struct table *table)
{
	struct area *area = &table->layout->area;
	int over = GAP * ((int)table->count - 1) - area_room(area);

	for (size_t i = 0; i < table->count; i++) {
		over += table->columns[i].natural;
	}
	if (over > 0 && over <= layout_number(table->node, "out", 0) &&
	    over <= area->style.left) {
		area->style.left -= over;
	}
}

static bool find_widths(struct table *table)
{
	read_columns(table);
	if (!measure_cells(table, false) || !measure_cells(table, true) ||
	    table->count == 0) {
		return false;
	}
	begin_left(table);
	return layout_widths(table->columns, table->count,
			     area_room(&table->layout->area) -
				     GAP * ((int)table->count - 1));
}

void layout_table(struct layout *layout, const xmlNode *node)
{
	struct table *table;
	int left = layout->area.style.left;

	if (layout->tables >= MAX_TABLES) {
		put_as_list(layout, node);
		return;
	}
	layout->tables++;
	table = mem_alloc(sizeof(*table));
	table->layout = layout;
	table->node = node;
	for (size_t i = 0; i < MAX_COLUMNS; i++) {
		buf_init(&table->cells[i].text);
	}
	if (find_widths(table)) {
		table->blank_lines = needs_blank_lines(table);
		put_rows(table);
	} else {
		put_as_list(layout, node);
	}
	for (size_t i = 0; i < MAX_COLUMNS; i++) {
		buf_release(&table->cells[i].text);
	}
	free(table);
	layout->area.style.left = left;
	layout->tables--;
}
