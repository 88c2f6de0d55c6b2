/* SPDX-License-Identifier: ISC */
/*
 * Where the cells of tables stand: names of columns and of spans become numbers,
 * cells that reach down are kept clear, so that a stylesheet need not look at
 * other cells. A cell gets attributes only for what is not plain.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/doc.h"
#include "model/resolve_state.h"

enum {
	MAX_COLUMNS = 512,	/* cells beyond it are left as they are */
	MAX_ROWS = 1 << 20,
};

struct column {
	const char *name;
	const char *align;
};

struct grid {
	const struct resolver *resolver;
	const xmlNode *group;	/* with the colspecs */
	struct column columns[MAX_COLUMNS];
	size_t count;		/* of columns that are described */
	size_t busy[MAX_COLUMNS];	/* rows that a cell above still takes */
	size_t used;		/* columns with a cell so far */
	const char *align;	/* of all columns without their own */
};

/* --- columns ------------------------------------------------------------- */

static size_t positive(const xmlNode *node, const char *name, size_t most)
{
	const char *text = node_attr(node, name);
	unsigned long number = text != NULL && text[0] != '-' ?
				       strtoul(text, NULL, 10) : 0;

	return number > most ? most : number;
}

static void read_columns(struct grid *grid, const xmlNode *parent)
{
	const xmlNode *spec = node_child(parent, "colspec");
	size_t at = 0;

	for (; spec != NULL; spec = node_next(spec, "colspec")) {
		size_t number = positive(spec, "colnum", MAX_COLUMNS);

		at = number > 0 ? number - 1 : at;
		if (at >= MAX_COLUMNS) {
			return;
		}
		grid->columns[at].name = node_attr(spec, "colname");
		grid->columns[at].align = node_attr(spec, "align");
		at++;
		grid->count = at > grid->count ? at : grid->count;
	}
}

/* HTML's: col elements, in colgroups or not. */
static void read_cols(struct grid *grid, const xmlNode *parent)
{
	const xmlNode *child = node_child(parent, NULL);

	for (; child != NULL; child = node_next(child, NULL)) {
		size_t span = positive(child, "span", MAX_COLUMNS);

		if (node_is(child, "colgroup") && node_child(child, "col")) {
			read_cols(grid, child);
		} else if (node_is(child, "col") || node_is(child, "colgroup")) {
			span = span > 0 ? span : 1;
			for (; span > 0 && grid->count < MAX_COLUMNS; span--) {
				grid->columns[grid->count++].align =
					node_attr(child, "align");
			}
		}
	}
}

/* The column of the name; MAX_COLUMNS if there is none. */
static size_t find_column(const struct grid *grid, const char *name)
{
	for (size_t i = 0; name != NULL && i < grid->count; i++) {
		if (grid->columns[i].name != NULL &&
		    strcmp(grid->columns[i].name, name) == 0) {
			return i;
		}
	}
	return MAX_COLUMNS;
}

static const xmlNode *find_span(const struct grid *grid, const char *name)
{
	const xmlNode *spec = NULL;

	if (name != NULL && grid->group != NULL) {
		spec = node_child(grid->group, "spanspec");
	}
	for (; spec != NULL; spec = node_next(spec, "spanspec")) {
		const char *own = node_attr(spec, "spanname");

		if (own != NULL && strcmp(own, name) == 0) {
			return spec;
		}
	}
	return NULL;
}

/* --- cells --------------------------------------------------------------- */

struct cell {
	xmlNode *node;
	size_t wish;		/* the column it names; MAX_COLUMNS: none */
	size_t cols;
	size_t rows;
	const char *align;
};

static struct cell read_cell(const struct grid *grid, xmlNode *node)
{
	const xmlNode *span = find_span(grid, node_attr(node, "spanname"));
	const xmlNode *ends = span != NULL ? span : node;
	size_t first = find_column(grid, node_attr(ends, "namest"));
	size_t last = find_column(grid, node_attr(ends, "nameend"));
	size_t colspan = positive(node, "colspan", MAX_COLUMNS);
	struct cell cell = {
		.node = node,
		.wish = first,
		.cols = colspan > 0 ? colspan : 1,
		.rows = positive(node, "morerows", MAX_ROWS) + 1,
		.align = node_attr(node, "align"),
	};

	if (cell.rows == 1 && positive(node, "rowspan", MAX_ROWS) > 1) {
		cell.rows = positive(node, "rowspan", MAX_ROWS);
	}
	if (first == MAX_COLUMNS) {
		cell.wish = find_column(grid, node_attr(node, "colname"));
	} else if (last != MAX_COLUMNS && last > first) {
		cell.cols = last - first + 1;
	}
	if (cell.align == NULL && span != NULL) {
		cell.align = node_attr(span, "align");
	}
	return cell;
}

/* The first column from at on where the cell has room. */
static size_t free_column(const struct grid *grid, size_t at)
{
	while (at < MAX_COLUMNS && grid->busy[at] > 0) {
		at++;
	}
	return at;
}

/* Columns that no cell of the row takes, from one column to another. */
static size_t count_free(const struct grid *grid, size_t from, size_t to)
{
	size_t count = 0;

	for (; from < to; from++) {
		count += grid->busy[from] == 0;
	}
	return count;
}

/* A cell goes no further than to the next one that reaches down from above. */
static size_t clip_cols(const struct grid *grid, size_t at, size_t cols)
{
	size_t i = 1;

	while (i < cols && at + i < MAX_COLUMNS && grid->busy[at + i] == 0) {
		i++;
	}
	return i;
}

static void set_align(const struct grid *grid, const struct cell *cell,
		      size_t at)
{
	const char *align = cell->align;

	if (align == NULL) {
		align = grid->columns[at].align;
	}
	if (align == NULL) {
		align = grid->align;
	}
	if (align != NULL && (strcmp(align, "center") == 0 ||
			      strcmp(align, "right") == 0)) {
		resolve_set(grid->resolver, cell->node, "align", align);
	}
}

/* Puts the cell; the column after it. */
static size_t put_cell(struct grid *grid, struct cell *cell, size_t next,
		       size_t rows_left)
{
	const struct resolver *resolver = grid->resolver;
	size_t at = free_column(grid, next);

	if (cell->wish != MAX_COLUMNS && cell->wish > at) {
		at = free_column(grid, cell->wish);
	}
	if (at >= MAX_COLUMNS) {
		return at;
	}
	if (count_free(grid, next, at) > 0) {
		resolve_set_number(resolver, cell->node, "skip",
				   count_free(grid, next, at));
		resolve_set_number(resolver, cell->node, "column", at + 1);
	}
	cell->cols = clip_cols(grid, at, cell->cols);
	cell->rows = cell->rows > rows_left ? rows_left : cell->rows;
	if (cell->cols > 1) {
		resolve_set_number(resolver, cell->node, "cols", cell->cols);
	}
	if (cell->rows > 1) {
		resolve_set_number(resolver, cell->node, "rows", cell->rows);
	}
	set_align(grid, cell, at);
	for (size_t i = at; i < at + cell->cols && i < MAX_COLUMNS; i++) {
		grid->busy[i] = cell->rows;
	}
	at += cell->cols;
	grid->used = at > grid->used ? at : grid->used;
	return at;
}

static bool is_cell(const xmlNode *node)
{
	return node_is(node, "entry") || node_is(node, "entrytbl") ||
	       node_is(node, "td") || node_is(node, "th");
}

static bool is_row(const xmlNode *node)
{
	return node_is(node, "row") || node_is(node, "tr");
}

static void place_row(struct grid *grid, const xmlNode *row, size_t rows_left)
{
	xmlNode *child = node_child(row, NULL);
	size_t next = 0;

	for (; child != NULL; child = node_next(child, NULL)) {
		if (is_cell(child)) {
			struct cell cell = read_cell(grid, child);

			next = put_cell(grid, &cell, next, rows_left);
		}
	}
	for (size_t i = 0; i < grid->used && i < MAX_COLUMNS; i++) {
		grid->busy[i] -= grid->busy[i] > 0;
	}
}

/* The rows of a head, a body, a foot, or right in an HTML table. */
static void place_rows(struct grid *grid, const xmlNode *parent)
{
	const xmlNode *child = node_child(parent, NULL);
	size_t rows = 0;

	memset(grid->busy, 0, grid->used * sizeof(*grid->busy));
	for (; child != NULL; child = node_next(child, NULL)) {
		rows += is_row(child);
	}
	child = rows > 0 ? node_child(parent, NULL) : NULL;
	for (; child != NULL; child = node_next(child, NULL)) {
		if (is_row(child)) {
			place_row(grid, child, rows--);
		}
	}
}

static bool is_rowgroup(const xmlNode *node)
{
	return node_is(node, "thead") || node_is(node, "tbody") ||
	       node_is(node, "tfoot");
}

/* Only what the table before has used needs to be cleared. */
static struct grid *clear_grid(struct resolver *resolver)
{
	struct grid *grid = resolver->grid;

	if (grid == NULL) {
		grid = mem_alloc(sizeof(*grid));
		grid->resolver = resolver;
		resolver->grid = grid;
	}
	memset(grid->columns, 0, grid->count * sizeof(*grid->columns));
	memset(grid->busy, 0, grid->used * sizeof(*grid->busy));
	grid->count = 0;
	grid->used = 0;
	return grid;
}

void resolve_table(struct resolver *resolver, xmlNode *node, size_t division)
{
	const xmlNode *child = node_child(node, NULL);
	struct grid *grid;

	(void)division;
	if (node_child(node, "tgroup") != NULL) {
		return;		/* its groups come by themselves */
	}
	grid = clear_grid(resolver);
	grid->group = node;
	grid->align = node_is(node, "tgroup") || node_is(node, "entrytbl") ?
			      node_attr(node, "align") : NULL;
	read_columns(grid, node);
	read_cols(grid, node);
	place_rows(grid, node);
	for (; child != NULL; child = node_next(child, NULL)) {
		if (is_rowgroup(child)) {
			read_columns(grid, child);
			place_rows(grid, child);
		}
	}
}
