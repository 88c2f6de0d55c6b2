/* SPDX-License-Identifier: ISC */
#include "read/text_line.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/source.h"

enum { TAB = 8 };

size_t text_step(size_t column, char byte)
{
	if (byte == '\t') {
		return column + TAB - column % TAB;
	}
	/* the second and further bytes of a character take no room */
	return ((unsigned char)byte & 0xc0) == 0x80 ? column : column + 1;
}

static bool is_rule(const struct text_line *line)
{
	struct slice text = line->text;
	char c = text.ptr[0];
	size_t least = c == '-' || c == '=' ? 2 : 4;

	if (line->indent > 0 || text.len < least || strchr("-=*~_+", c) == NULL) {
		return false;
	}
	for (size_t i = 1; i < text.len; i++) {
		if (text.ptr[i] != c) {
			return false;
		}
	}
	return true;
}

static void init_line(struct text_line *line, struct slice raw)
{
	line->text = slice_trim(raw);
	if (line->text.len == 0) {
		line->kind = LINE_BLANK;
		return;
	}
	for (const char *p = raw.ptr; p < line->text.ptr; p++) {
		line->indent = text_step(line->indent, *p);
	}
	line->kind = is_rule(line) ? LINE_RULE : LINE_TEXT;
}

void text_file_init(struct text_file *file, struct source *source,
		    enum doc_role role)
{
	*file = (struct text_file){ .source = source, .role = role };
	file->count = source_line_count(source);
	file->lines = mem_alloc(file->count * sizeof(*file->lines));
	for (size_t i = 0; i < file->count; i++) {
		init_line(&file->lines[i], source_line_text(source, i + 1));
	}
}

void text_file_release(struct text_file *file)
{
	free(file->lines);
	file->lines = NULL;
}

enum line_kind text_kind(const struct text_file *file, size_t index)
{
	return index < file->count ? file->lines[index].kind : LINE_BLANK;
}

size_t text_column(const struct text_line *line, const char *place)
{
	size_t column = line->indent;

	for (const char *p = line->text.ptr; p < place; p++) {
		column = text_step(column, *p);
	}
	return column;
}

const char *text_gap(const struct text_line *line, const char *from,
		     size_t width, const char **gap)
{
	const char *end = line->text.ptr + line->text.len;
	const char *p = from;

	while (p < end) {
		const char *start;
		bool tab = false;

		while (p < end && !is_space(*p)) {
			p++;
		}
		start = p;
		while (p < end && is_space(*p)) {
			tab = tab || *p == '\t';
			p++;
		}
		if (p < end && (tab || (size_t)(p - start) >= width)) {
			*gap = start;
			return p;
		}
	}
	return NULL;
}

size_t text_word(struct slice text)
{
	size_t len = 0;

	while (len < text.len && !is_space(text.ptr[len])) {
		len++;
	}
	return len;
}

size_t text_words(struct slice text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (!is_space(text.ptr[i]) &&
		    (i == 0 || is_space(text.ptr[i - 1]))) {
			count++;
		}
	}
	return count;
}

static size_t skip_blanks(struct slice text, size_t at)
{
	size_t start = at;

	while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t')) {
		at++;
	}
	return at > start && at < text.len ? at : 0;
}

size_t text_marker(struct slice text, long *number)
{
	static const char *const bullets[] = { "o", "-", "*", "+", "*)", "." };
	size_t len = 0;

	*number = -1;
	for (size_t i = 0; i < sizeof(bullets) / sizeof(*bullets); i++) {
		size_t bullet = strlen(bullets[i]);

		if (slice_starts(text, bullets[i]) &&
		    skip_blanks(text, bullet) > 0) {
			return skip_blanks(text, bullet);
		}
	}
	while (len < text.len && len < 4 && is_digit(text.ptr[len])) {
		len++;
	}
	if (len == 0 || len >= text.len || strchr(".):", text.ptr[len]) == NULL) {
		return 0;
	}
	*number = strtol(text.ptr, NULL, 10);
	return skip_blanks(text, len + 1);
}

static size_t single_tag(struct slice text, size_t at)
{
	size_t letters = at;
	size_t digits;

	while (letters < text.len && text.ptr[letters] >= 'A' &&
	       text.ptr[letters] <= 'Z') {
		letters++;
	}
	if (letters - at < 2 || letters - at > 4 || letters >= text.len ||
	    text.ptr[letters] != '/') {
		return 0;
	}
	digits = ++letters;
	while (digits < text.len &&
	       (is_digit(text.ptr[digits]) ||
		(text.ptr[digits] == '.' && digits + 1 < text.len &&
		 is_digit(text.ptr[digits + 1])))) {
		digits++;
	}
	return digits > letters ? digits : 0;
}

size_t text_tag(struct slice text)
{
	size_t end = single_tag(text, 0);

	while (end > 0 && end < text.len && text.ptr[end] == ',') {
		size_t next = single_tag(text, end + 1);

		if (next == 0) {
			return 0;
		}
		end = next;
	}
	return end == text.len || (end > 0 && is_space(text.ptr[end])) ? end : 0;
}

bool text_holds(struct slice text, const char *part)
{
	size_t len = strlen(part);

	for (size_t i = 0; i + len <= text.len; i++) {
		if (memcmp(text.ptr + i, part, len) == 0) {
			return true;
		}
	}
	return false;
}

bool text_is_code(struct slice text)
{
	static const char *const marks[] = { " = ", " += ", " == ", "${", "->",
					     "<-" };
	static const char *const starts[] = { "#", "}", "/*", "--", "$ " };
	char last = text.ptr[text.len - 1];

	if (last == '\\' || last == '{' || last == ';') {
		return true;
	}
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		if (slice_starts(text, starts[i])) {
			return true;
		}
	}
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		if (text_holds(text, marks[i])) {
			return true;
		}
	}
	return text_word(text) == text.len && text_holds(text, "=");
}
