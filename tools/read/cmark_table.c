/* SPDX-License-Identifier: ISC */
#include "read/cmark_table.h"

#include "base/buf.h"
#include "base/source.h"
#include "read/cmark_inline.h"
#include "read/cmark_tree.h"

enum { COLUMNS = 64 };

/* A line of the table, without the marks of block quotes around it and the
 * pipes at its ends. */
static struct slice row_text(struct cmark_tree *tree, size_t line)
{
	struct slice text = slice_trim(source_line_text(tree->source, line));

	while (text.len > 0 && (text.ptr[0] == '>' || is_space(text.ptr[0]))) {
		text.ptr++;
		text.len--;
	}
	if (text.len > 0 && text.ptr[0] == '|') {
		text.ptr++;
		text.len--;
	}
	if (text.len > 0 && text.ptr[text.len - 1] == '|' &&
	    (text.len == 1 || text.ptr[text.len - 2] != '\\')) {
		text.len--;
	}
	return text;
}

/* Takes the next cell off the row. */
static struct slice next_cell(struct slice *row)
{
	size_t len = 0;
	struct slice cell;

	while (len < row->len && row->ptr[len] != '|') {
		len += row->ptr[len] == '\\' && len + 1 < row->len ? 2 : 1;
	}
	cell = slice_trim(slice_of(row->ptr, len));
	len += len < row->len;
	*row = slice_of(row->ptr + len, row->len - len);
	return cell;
}

static size_t cut_row(struct cmark_tree *tree, size_t line,
		      struct slice cells[COLUMNS])
{
	struct slice row = row_text(tree, line);
	size_t count = 0;

	while (row.len > 0 && count < COLUMNS) {
		cells[count++] = next_cell(&row);
	}
	return count;
}

/* The alignment that a cell of the delimiter row asks for, NULL if it is no
 * such cell. */
static const char *alignment(struct slice cell)
{
	bool left = cell.len > 0 && cell.ptr[0] == ':';
	bool right = cell.len > 1 && cell.ptr[cell.len - 1] == ':';

	if (cell.len <= (size_t)left + right) {
		return NULL;
	}
	for (size_t i = left; i < cell.len - right; i++) {
		if (cell.ptr[i] != '-') {
			return NULL;
		}
	}
	return left && right ? "center" : right ? "right" : "left";
}

static size_t count_columns(struct cmark_tree *tree, size_t first)
{
	struct slice names[COLUMNS];
	struct slice rules[COLUMNS];
	struct slice line = source_line_text(tree->source, first + 1);
	size_t count = cut_row(tree, first + 1, rules);

	if (count == 0 || memchr(line.ptr, '|', line.len) == NULL ||
	    cut_row(tree, first, names) != count) {
		return 0;
	}
	for (size_t i = 0; i < count; i++) {
		if (alignment(rules[i]) == NULL) {
			return 0;
		}
	}
	return count;
}

static void add_cell(xmlNode *entry, struct slice cell)
{
	struct buf text;

	buf_init(&text);
	for (size_t i = 0; i < cell.len; i++) {
		if (cell.ptr[i] == '\\' && i + 1 < cell.len &&
		    cell.ptr[i + 1] == '|') {
			continue;
		}
		buf_putc(&text, cell.ptr[i]);
	}
	if (text.len > 0) {
		cmark_inline_parse(entry, buf_slice(&text));
	}
	buf_release(&text);
}

/* Cells past the last column go into it, so that nothing is lost. */
static void add_row(struct cmark_tree *tree, xmlNode *body, size_t line,
		    size_t columns)
{
	struct slice row = row_text(tree, line);
	xmlNode *node = cmark_tree_add(tree, body, "row", line, line);

	for (size_t i = 0; i < columns; i++) {
		xmlNode *entry = cmark_tree_add(tree, node, "entry", line, line);

		add_cell(entry, i + 1 < columns || row.len == 0
				? next_cell(&row)
				: slice_trim(row));
	}
}

bool cmark_table(struct cmark_tree *tree, xmlNode *parent, size_t first,
		 size_t last)
{
	size_t columns = last > first ? count_columns(tree, first) : 0;
	struct slice rules[COLUMNS];
	xmlNode *group;
	xmlNode *body;

	if (columns == 0) {
		return false;
	}
	group = cmark_tree_add(tree, parent, "informaltable", first, last);
	group = cmark_tree_add(tree, group, "tgroup", first, last);
	cmark_tree_number(group, "cols", (long)columns);
	cut_row(tree, first + 1, rules);
	for (size_t i = 0; i < columns; i++) {
		xmlNode *spec = cmark_tree_add(tree, group, "colspec", first + 1,
					       first + 1);

		cmark_tree_attr(spec, "align", slice_text(alignment(rules[i])));
	}
	add_row(tree, cmark_tree_add(tree, group, "thead", first, first), first,
		columns);
	if (last > first + 1) {
		body = cmark_tree_add(tree, group, "tbody", first + 2, last);
		for (size_t line = first + 2; line <= last; line++) {
			add_row(tree, body, line, columns);
		}
	}
	return true;
}
