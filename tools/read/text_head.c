/* SPDX-License-Identifier: ISC */
/*
 * The pass that finds headings. A section's title is not indented, follows a
 * blank line and is underlined with five or more "-" or "=", about as long as
 * the title or longer. What only looks like it keeps its words: titles that
 * end in a colon with an underline of their own length, short underlines,
 * titles with a ruler above as well (the "End of file" of a document), column
 * heads, words in a diagram.
 */
#include "read/text_line.h"

enum {
	SECTION_RULE = 5,	/* shortest underline of a section */
	HOUSE_RULE = 40,	/* long enough whatever the title */
};

static bool after_gap(const struct text_file *file, size_t i)
{
	enum line_kind kind = i > 0 ? file->lines[i - 1].kind : LINE_BLANK;

	return kind == LINE_BLANK || kind == LINE_UNDERLINE;
}

static bool is_column_head(const struct text_line *line)
{
	const char *gap;

	return text_gap(line, line->text.ptr, 3, &gap) != NULL;
}

static bool is_section(const struct text_file *file, size_t i)
{
	const struct text_line *title = &file->lines[i];
	struct slice rule = title[1].text;
	bool colon = title->text.ptr[title->text.len - 1] == ':';

	if (rule.len < SECTION_RULE ||
	    (rule.ptr[0] != '-' && rule.ptr[0] != '=')) {
		return false;
	}
	if (colon && rule.len == title->text.len) {
		return false;
	}
	return rule.len >= HOUSE_RULE || rule.len + 2 >= title->text.len;
}

/* Is there nothing more, or a section next, from line i on? */
static bool ends_section(const struct text_file *file, size_t i)
{
	while (i < file->count && (file->lines[i].kind == LINE_BLANK)) {
		i++;
	}
	return i >= file->count ||
	       (file->lines[i].kind == LINE_TEXT &&
		file->lines[i].indent == 0 &&
		text_kind(file, i + 1) == LINE_RULE && is_section(file, i));
}

static void mark_head(struct text_file *file, size_t i, bool *outer)
{
	struct text_line *title = &file->lines[i];
	bool framed = i > 0 && title[-1].kind == LINE_RULE;

	if (framed) {
		title->kind = ends_section(file, i + 2) ? LINE_CLOSING : LINE_HEAD;
	} else if (!after_gap(file, i)) {
		return;
	} else if (is_column_head(title)) {
		title->kind = LINE_CODE;
	} else if (is_section(file, i)) {
		title->kind = LINE_TITLE;
		*outer = *outer || title[1].text.ptr[0] == '=';
		title->level = *outer && title[1].text.ptr[0] != '=' ? 2 : 1;
	} else {
		title->kind = LINE_HEAD;
	}
	title[1].kind = LINE_UNDERLINE;
}

void text_find_heads(struct text_file *file)
{
	bool outer = false;

	for (size_t i = 0; i + 1 < file->count; i++) {
		const struct text_line *line = &file->lines[i];

		if (line->kind == LINE_TEXT && line->indent == 0 &&
		    line[1].kind == LINE_RULE) {
			mark_head(file, i, &outer);
		}
	}
}
