/* SPDX-License-Identifier: ISC */
/*
 * layout_row - cells spread over one line, as the heading of an option entry:
 * the first at the left margin, the last flush right, those between at even
 * places that are the same from row to row while the cells are short.
 */
#include "render/layout_walk.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/doc.h"
#include "render/width.h"

enum {
	GAP = 2,		/* columns between cells, at least */
	HANG = 4,		/* of the lines after the first */
	FIRST_SHARE = 4,	/* of the first cell, against ... */
	OTHER_SHARE = 3,
};

struct row_cell {
	size_t start;		/* of its text in the row's buffer */
	size_t len;
	int width;
};

struct row {
	struct buf text;
	struct row_cell *cells;
	size_t count;
	size_t capacity;
	int width;		/* of all cells with gaps */
};

/* The content as one line of text, appended; its width. If something in it is
 * revised, the next line of the outer area is marked. */
static int put_line(struct layout *outer, const xmlNode *node, struct buf *out)
{
	struct layout inner;
	struct buf lines;
	size_t start = out->len;

	buf_init(&lines);
	layout_init_inner(&inner, outer, &lines, 1 << 20);
	inner.area.measuring = true;
	layout_content(&inner, node);
	area_end_text(&inner.area);
	area_end_label(&inner.area);
	for (size_t i = 0; i < lines.len; i++) {
		char c = lines.data[i];

		if (c == BAR_CHANGED || c == BAR_DELETED) {
			area_mark(&outer->area, (enum layout_bar)c);
		} else {
			buf_putc(out, c == '\n' ? ' ' : c);
		}
	}
	while (out->len > start && out->data[out->len - 1] == ' ') {
		buf_truncate(out, out->len - 1);
	}
	area_release(&inner.area);
	buf_release(&lines);
	return width_text(slice_of(out->data + start, out->len - start));
}

static void collect_cells(struct layout *layout, const xmlNode *node,
			  struct row *row)
{
	const xmlNode *cell = node_child(node, "cell");

	for (; cell != NULL; cell = node_next(cell, "cell")) {
		struct row_cell *next;

		MEM_GROW(row->cells, row->count, row->capacity);
		next = &row->cells[row->count];
		next->start = row->text.len;
		next->width = put_line(layout, cell, &row->text);
		next->len = row->text.len - next->start;
		row->width += next->width + (row->count > 0 ? GAP : 0);
		row->count++;
	}
}

static struct slice cell_text(const struct row *row, size_t i)
{
	return slice_of(row->text.data + row->cells[i].start,
			row->cells[i].len);
}

/* Where a cell would like to begin. */
static int wanted_start(const struct row *row, size_t i, int room)
{
	int shares = FIRST_SHARE + OTHER_SHARE * ((int)row->count - 1);
	int before = i == 0 ? 0 : FIRST_SHARE + OTHER_SHARE * ((int)i - 1);

	if (i + 1 == row->count && i > 0) {
		return room - row->cells[i].width;
	}
	return (int)((long)room * before / shares);
}

static void put_on_one_line(struct area *area, const struct row *row, int room)
{
	struct buf line;
	int at = 0;		/* columns filled */
	int rest = row->width;	/* what is still to be put */

	buf_init(&line);
	for (size_t i = 0; i < row->count; i++) {
		int start = wanted_start(row, i, room);

		if (start > room - rest) {
			start = room - rest;
		}
		if (i > 0 && start < at + GAP) {
			start = at + GAP;
		}
		buf_fill(&line, ' ', (size_t)(start - at));
		buf_put_slice(&line, cell_text(row, i));
		at = start + row->cells[i].width;
		rest -= row->cells[i].width + GAP;
	}
	area_put_line(area, buf_slice(&line), at);
	buf_release(&line);
}

/* Cells one after the other; a new line, set in, when they do not fit. */
static void put_on_lines(struct area *area, const struct row *row, int room)
{
	struct buf line;
	int left = area->style.left;
	int width = 0;

	buf_init(&line);
	for (size_t i = 0; i < row->count; i++) {
		const struct row_cell *cell = &row->cells[i];

		if (width > 0 && width + GAP + cell->width > room) {
			area_put_line(area, buf_slice(&line), width);
			buf_clear(&line);
			width = 0;
			area->style.left = left + HANG;
			room = area_room(area);
		}
		if (width == 0 && cell->width > room) {
			area->style.hang = HANG;
			area_fill(area, cell_text(row, i));
			area_end_text(area);
			area->style.left = left + HANG;
			room = area_room(area);
			continue;
		}
		buf_fill(&line, ' ', width > 0 ? GAP : 0);
		buf_put_slice(&line, cell_text(row, i));
		width += (width > 0 ? GAP : 0) + cell->width;
	}
	if (width > 0) {
		area_put_line(area, buf_slice(&line), width);
	}
	buf_release(&line);
}

void layout_row(struct layout *layout, const xmlNode *node)
{
	struct area *area = &layout->area;
	struct row row = { 0 };
	int room = area_room(area);

	buf_init(&row.text);
	collect_cells(layout, node, &row);
	if (row.count > 0 && row.width <= room) {
		put_on_one_line(area, &row, layout->measuring ? row.width : room);
	} else if (row.count > 0) {
		put_on_lines(area, &row, room);
	}
	free(row.cells);
	buf_release(&row.text);
}
