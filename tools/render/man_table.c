/* SPDX-License-Identifier: ISC */
/*
 * man_table - tables for tbl(1). Short columns are kept on one line; columns
 * with long text are text blocks that share the width.
 */
#include "render/man_write.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/doc.h"
#include "render/layout_walk.h"

enum {
	MAX_COLUMNS = 64,
	SHORT = 34,		/* longer cells make a column of text blocks */
	PAGE = 64,		/* what columns of short cells may take together */
	GAP = 3,
};

struct man_table {
	const xmlNode *node;
	size_t count;		/* of columns */
	bool blocks[MAX_COLUMNS];
	size_t widest[MAX_COLUMNS];	/* cells, in bytes of roff */
	const char *align[MAX_COLUMNS];
	bool spans;
	struct buf cell;	/* the roff of the cell at hand */
};

static size_t span_of(const xmlNode *td, size_t at)
{
	int cols = layout_number(td, "cols", 1);
	size_t rest = MAX_COLUMNS - at;

	if (cols < 1) {
		return 1;
	}
	return (size_t)cols < rest ? (size_t)cols : rest;
}

static void read_cell(struct man_table *table, const xmlNode *td)
{
	buf_clear(&table->cell);
	man_write_line(td, false, &table->cell);
}

static void read_columns(struct man_table *table)
{
	const xmlNode *col = node_child(table->node, "col");
	size_t at = 0;

	for (; col != NULL && at < MAX_COLUMNS; col = node_next(col, "col")) {
		table->align[at++] = node_attr(col, "align");
	}
}

static void survey(struct man_table *table)
{
	const xmlNode *tr = node_child(table->node, "tr");

	for (; tr != NULL; tr = node_next(tr, "tr")) {
		const xmlNode *td = node_child(tr, "td");
		size_t at = 0;

		for (; td != NULL && at < MAX_COLUMNS; td = node_next(td, "td")) {
			size_t span = span_of(td, at);

			read_cell(table, td);
			if (span > 1) {
				table->spans = true;
			} else if (table->cell.len > table->widest[at]) {
				table->widest[at] = table->cell.len;
			}
			at += span;
		}
		if (at > table->count) {
			table->count = at;
		}
	}
}

/* Makes blocks of the longest columns, until the others fit on a page. */
static void choose_blocks(struct man_table *table)
{
	for (;;) {
		size_t longest = 0;
		size_t total = 0;

		for (size_t i = 0; i < table->count; i++) {
			if (table->blocks[i]) {
				continue;
			}
			total += table->widest[i] + GAP;
			if (table->blocks[longest] ||
			    table->widest[i] > table->widest[longest]) {
				longest = i;
			}
		}
		if (total == 0 || (total <= PAGE &&
				   table->widest[longest] <= SHORT)) {
			return;
		}
		table->blocks[longest] = true;
	}
}

static void put_column_format(const struct man_table *table, struct buf *out,
			      size_t at, bool head)
{
	const char *align = table->align[at];
	char key = 'l';

	if (align != NULL && strcmp(align, "center") == 0) {
		key = 'c';
	} else if (align != NULL && strcmp(align, "right") == 0) {
		key = 'r';
	}
	buf_puts(out, at > 0 ? " " : "");
	buf_putc(out, key);
	buf_puts(out, head ? "b" : "");
	buf_puts(out, table->blocks[at] ? "x" : "");
}

/* The format of one row; NULL: of a row without spans. */
static void put_row_format(const struct man_table *table, struct buf *out,
			   const xmlNode *tr, bool head)
{
	const xmlNode *td = tr != NULL ? node_child(tr, "td") : NULL;
	size_t at = 0;

	while (at < table->count) {
		size_t span = td != NULL ? span_of(td, at) : 1;

		put_column_format(table, out, at, head);
		for (size_t i = 1; i < span && at + i < table->count; i++) {
			buf_puts(out, " s");
		}
		at += span;
		td = td != NULL ? node_next(td, "td") : NULL;
	}
}

static bool is_head(const xmlNode *tr)
{
	return tr != NULL && node_attr(tr, "head") != NULL;
}

/* With spans each row has a line of its own; else the last line is for all. */
static void put_format(const struct man_table *table, struct buf *out)
{
	const xmlNode *tr = node_child(table->node, "tr");

	if (table->spans) {
		for (; tr != NULL; tr = node_next(tr, "tr")) {
			put_row_format(table, out, tr, is_head(tr));
			buf_puts(out, node_next(tr, "tr") != NULL ? "\n" : ".\n");
		}
		return;
	}
	for (; is_head(tr); tr = node_next(tr, "tr")) {
		put_row_format(table, out, NULL, true);
		buf_puts(out, tr != NULL ? "\n" : "");
	}
	put_row_format(table, out, NULL, false);
	buf_puts(out, ".\n");
}

/* A cell that tbl would take for a rule or a command. */
static bool is_special_cell(const struct buf *cell)
{
	return cell->len > 0 && (strchr(".'_=", cell->data[0]) != NULL ||
				 strncmp(cell->data, "T{", 2) == 0 ||
				 strncmp(cell->data, "\\_", 2) == 0);
}

static void put_cell(const struct man_table *table, struct buf *out, bool block)
{
	if (block) {
		buf_puts(out, "T{\n");
	}
	buf_puts(out, is_special_cell(&table->cell) ? "\\&" : "");
	buf_put_slice(out, buf_slice(&table->cell));
	if (block) {
		buf_puts(out, "\nT}");
	}
}

/* A cell over several columns is one field of data. */
static void put_row(struct man_table *table, struct buf *out, const xmlNode *tr)
{
	const xmlNode *td = node_child(tr, "td");
	size_t start = out->len;
	size_t at = 0;

	for (; td != NULL && at < MAX_COLUMNS; td = node_next(td, "td")) {
		size_t span = span_of(td, at);

		read_cell(table, td);
		buf_puts(out, at > 0 ? "\t" : "");
		put_cell(table, out, span == 1 && table->blocks[at] &&
				     table->cell.len > 0);
		at += span;
	}
	if (out->len == start) {
		buf_puts(out, "\\&");
	}
	buf_putc(out, '\n');
}

void man_write_table(const xmlNode *node, struct buf *out)
{
	struct man_table table = { .node = node };
	const xmlNode *tr = node_child(node, "tr");

	buf_init(&table.cell);
	read_columns(&table);
	survey(&table);
	choose_blocks(&table);
	if (table.count > 0) {
		buf_puts(out, ".TS\n");
		put_format(&table, out);
		for (; tr != NULL; tr = node_next(tr, "tr")) {
			put_row(&table, out, tr);
			if (is_head(tr) && !is_head(node_next(tr, "tr"))) {
				buf_puts(out, "_\n");
			}
		}
		buf_puts(out, ".TE\n");
	}
	buf_release(&table.cell);
}
