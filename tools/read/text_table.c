/* SPDX-License-Identifier: ISC */
/*
 * The pass that finds the table of an option list, below a long ruler, and how
 * its lines make rows: a line that lacks the place of use is completed by the
 * lines without a name that follow it.
 */
#include "read/text_row.h"

#include <string.h>

#include "read/text_line.h"

enum { TABLE_RULE = 60 };

static const size_t starts[ROW_CELLS] = { 0, 37, 53, 67, 85 };
/* Up to here a chunk still belongs to the column. */
static const size_t ends[ROW_CELLS] = { 19, 45, 60, 76, (size_t)-1 };

struct chunk {
	struct slice text;
	size_t column;
};

static bool is_start(size_t column)
{
	for (size_t i = 1; i < ROW_CELLS; i++) {
		if (starts[i] == column) {
			return true;
		}
	}
	return false;
}

/* Is the white space from gap to next, which ends at this column, an end of a
 * chunk? A wide gap is, a tab, or a single blank before a column's start. */
static bool is_chunk_end(const char *gap, const char *next, size_t width,
			 size_t column)
{
	return width >= 2 || memchr(gap, '\t', (size_t)(next - gap)) != NULL ||
	       is_start(column);
}

/* Takes the chunk that starts at p, in the column *column, which is moved to
 * the next chunk's; never ends one inside double quotes. */
static const char *take_chunk(const char *p, const char *end, size_t *column,
			      struct chunk *chunk)
{
	const char *start = p;
	bool quoted = false;

	chunk->column = *column;
	while (p < end) {
		const char *gap = p;
		size_t from = *column;

		while (p < end && is_space(*p)) {
			*column = text_step(*column, *p++);
		}
		if (p > gap && !quoted &&
		    is_chunk_end(gap, p, *column - from, *column)) {
			chunk->text = slice_of(start, (size_t)(gap - start));
			return p;
		}
		quoted = quoted != (*p == '"');
		*column = text_step(*column, *p++);
	}
	chunk->text = slice_of(start, (size_t)(end - start));
	return end;
}

/* The fifth chunk, or one near the version's column, takes the rest. */
static size_t cut_chunks(const struct text_line *line, struct chunk *chunks)
{
	const char *p = line->text.ptr;
	const char *end = p + line->text.len;
	size_t column = line->indent;
	size_t count = 0;

	while (p < end && count + 1 < ROW_CELLS &&
	       column + 4 < starts[ROW_VERSION]) {
		p = take_chunk(p, end, &column, &chunks[count++]);
	}
	if (p < end) {
		chunks[count].column = column;
		chunks[count++].text = slice_of(p, (size_t)(end - p));
	}
	return count;
}

static void put_chunk(struct slice cells[ROW_CELLS], size_t cell,
		      struct slice text)
{
	if (cells[cell].len > 0) {
		text.len += (size_t)(text.ptr - cells[cell].ptr);
		text.ptr = cells[cell].ptr;
	}
	cells[cell] = text;
}

/* An indented chunk before the type's column is a long default. */
static size_t cell_of(const struct chunk *chunk, size_t least)
{
	size_t cell = 0;

	if (chunk->column > 0 && chunk->column + 4 < starts[ROW_TYPE]) {
		cell = ROW_DEFAULT;
	} else {
		while (chunk->column >= ends[cell]) {
			cell++;
		}
	}
	return cell < least ? least : cell;
}

static size_t last_blank(struct slice text)
{
	bool quoted = false;
	size_t found = 0;

	for (size_t i = 0; i < text.len; i++) {
		quoted = quoted != (text.ptr[i] == '"');
		if (!quoted && is_space(text.ptr[i])) {
			found = i;
		}
	}
	return found;
}

static bool has_digit(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (is_digit(text.ptr[i])) {
			return true;
		}
	}
	return false;
}

static void split_cell(struct slice cells[ROW_CELLS], size_t cell, size_t at)
{
	struct slice text = cells[cell];

	cells[cell] = slice_trim_end(slice_of(text.ptr, at));
	cells[cell + 1] = slice_trim(slice_of(text.ptr + at, text.len - at));
}

/* Cells that a single blank keeps together. */
static void part_cells(struct slice cells[ROW_CELLS])
{
	size_t blank = text_word(cells[ROW_NAME]);

	if (cells[ROW_TYPE].len == 0 && blank < cells[ROW_NAME].len) {
		split_cell(cells, ROW_NAME, blank);
	}
	blank = last_blank(cells[ROW_DEFAULT]);
	if (cells[ROW_WHERE].len == 0 && blank > 0) {
		split_cell(cells, ROW_DEFAULT, blank);
	}
	blank = text_word(cells[ROW_WHERE]);
	if (cells[ROW_VERSION].len == 0 && blank < cells[ROW_WHERE].len &&
	    has_digit(slice_of(cells[ROW_WHERE].ptr + blank,
			       cells[ROW_WHERE].len - blank))) {
		split_cell(cells, ROW_WHERE, blank);
	}
}

void text_row_cut(const struct text_line *line, struct slice cells[ROW_CELLS])
{
	struct chunk chunks[ROW_CELLS];
	size_t count = cut_chunks(line, chunks);
	bool whole = count == ROW_CELLS && line->indent == 0;
	size_t least = 0;

	for (size_t i = 0; i < ROW_CELLS; i++) {
		cells[i] = slice_of(line->text.ptr, 0);
	}
	for (size_t i = 0; i < count; i++) {
		size_t cell = whole ? i : cell_of(&chunks[i], least);

		cell = cell < ROW_CELLS ? cell : ROW_CELLS - 1;
		put_chunk(cells, cell, chunks[i].text);
		least = cell + 1;
	}
	part_cells(cells);
}

static bool fits(const struct text_line *line)
{
	struct slice cells[ROW_CELLS];

	text_row_cut(line, cells);
	return cells[ROW_WHERE].len > 0 &&
	       (cells[ROW_TYPE].len > 0 || cells[ROW_NAME].len == 0);
}

/* The index after the rows that start at line i; blank lines may stand between
 * them where a row with its name follows. */
static size_t table_end(const struct text_file *file, size_t i)
{
	size_t end = i;

	for (; i < file->count; i++) {
		const struct text_line *line = &file->lines[i];

		if (line->kind == LINE_BLANK) {
			continue;
		}
		if (line->kind != LINE_TEXT ||
		    (end < i && (line->indent > 0 || !fits(line)))) {
			break;
		}
		end = i + 1;
	}
	return end;
}

static bool is_table(const struct text_file *file, size_t start, size_t end)
{
	size_t rows = 0;
	size_t good = 0;

	for (size_t i = start; i < end; i++) {
		if (file->lines[i].kind == LINE_TEXT) {
			rows++;
			good += fits(&file->lines[i]);
		}
	}
	return rows > 0 && 10 * good >= 7 * rows;
}

static void mark_rows(struct text_file *file, size_t start, size_t end)
{
	bool complete = true;
	size_t group = start;

	for (size_t i = start; i < end; i++) {
		struct text_line *line = &file->lines[i];
		struct slice cells[ROW_CELLS];

		if (line->kind != LINE_TEXT) {
			continue;
		}
		text_row_cut(line, cells);
		if (complete || line->indent == 0) {
			group = i;
			complete = false;
		}
		complete = complete || cells[ROW_WHERE].len > 0;
		line->kind = LINE_ROW;
		line->group = group;
	}
}

void text_find_rows(struct text_file *file)
{
	for (size_t i = 0; i + 1 < file->count; i++) {
		const struct text_line *line = &file->lines[i];
		size_t end;

		if (line->kind != LINE_RULE || line->text.len < TABLE_RULE ||
		    line[1].kind != LINE_TEXT) {
			continue;
		}
		end = table_end(file, i + 1);
		if (is_table(file, i + 1, end)) {
			mark_rows(file, i + 1, end);
		}
		i = end - 1;
	}
}
