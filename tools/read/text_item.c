/* SPDX-License-Identifier: ISC */
/*
 * The pass that finds what a list of changes is made of: numbered news items,
 * change-log items by tag ("JH/24") or, in old parts, by number.
 */
#include "read/text_line.h"

enum { ITEM_INDENT = 2 };	/* deeper numbers belong to an item's text */

static bool may_start(const struct text_file *file, size_t i, long number,
		      long last)
{
	enum line_kind before = text_kind(file, i - 1);

	return i == 0 || before == LINE_BLANK || before == LINE_UNDERLINE ||
	       before == LINE_RULE || number == last + 1;
}

static size_t unit_marker(const struct text_file *file, size_t i, long *last)
{
	const struct text_line *line = &file->lines[i];
	size_t tag = line->indent == 0 ? text_tag(line->text) : 0;
	long number;

	if (file->role == DOC_CHANGELOG && tag > 0) {
		*last = -1;
		return tag;
	}
	if (text_marker(line->text, &number) == 0 || number < 0 ||
	    !may_start(file, i, number, *last)) {
		return 0;
	}
	*last = number;
	return text_word(line->text);
}

void text_find_units(struct text_file *file)
{
	bool in_section = false;
	long last = -1;

	if (file->role != DOC_NEWS && file->role != DOC_CHANGELOG) {
		return;
	}
	for (size_t i = 0; i < file->count; i++) {
		struct text_line *line = &file->lines[i];
		size_t marker;

		if (line->kind == LINE_TITLE) {
			in_section = true;
			last = -1;
		}
		if (!in_section || line->kind != LINE_TEXT ||
		    line->indent > ITEM_INDENT) {
			continue;
		}
		marker = unit_marker(file, i, &last);
		if (marker > 0) {
			line->kind = LINE_UNIT;
			line->marker = marker;
		}
	}
}
