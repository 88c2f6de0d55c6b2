/* SPDX-License-Identifier: ISC */
#include "edit/prose.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

enum { TAB = 8, TERM_LIMIT = 32 };

struct line {
	struct slice text;	/* without its end and trailing blanks */
	struct slice whole;	/* without its end */
	size_t indent;		/* columns; of a blank line 0 */
};

/* What begins an item: how it is marked, and what of the line to drop. */
struct marker {
	enum prose_list list;
	size_t len;		/* bytes up to the item's text; 0: no marker */
	size_t number;
	char sign;		/* what kind of bullet, or what ends the number */
};

struct parser {
	struct line *lines;
	size_t count;
	size_t capacity;
	struct prose *out;
	/* the list that is open */
	enum prose_list list;
	size_t list_indent;	/* of its markers */
	char list_sign;
	size_t number;		/* of its last item */
};

/* --- lines ------------------------------------------------------------------ */

static size_t count_indent(struct slice text)
{
	size_t column = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\t') {
			column += TAB - column % TAB;
		} else if (text.ptr[i] == ' ') {
			column++;
		} else {
			break;
		}
	}
	return column;
}

static void split_lines(struct slice text, struct parser *parser)
{
	const char *at = text.ptr;
	const char *end = text.ptr + text.len;

	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *stop = newline != NULL ? newline : end;
		struct line line = { 0 };

		line.whole = slice_of(at, (size_t)(stop - at));
		if (line.whole.len > 0 && stop[-1] == '\r') {
			line.whole.len--;
		}
		line.text = slice_trim_end(line.whole);
		line.indent = line.text.len > 0 ? count_indent(line.text) : 0;
		MEM_GROW(parser->lines, parser->count, parser->capacity);
		parser->lines[parser->count++] = line;
		at = newline != NULL ? newline + 1 : end;
	}
}

static bool is_blank(const struct parser *parser, size_t at)
{
	return at >= parser->count || parser->lines[at].text.len == 0;
}

static size_t run_end(const struct parser *parser, size_t at)
{
	while (!is_blank(parser, at)) {
		at++;
	}
	return at;
}

static size_t next_run(const struct parser *parser, size_t at)
{
	while (at < parser->count && is_blank(parser, at)) {
		at++;
	}
	return at;
}

static char last_char(const struct parser *parser, size_t at)
{
	struct slice text = parser->lines[at].text;

	return text.len > 0 ? text.ptr[text.len - 1] : '\0';
}

static bool is_ruler(struct slice text)
{
	if (text.len < 3 || strchr("-=~", text.ptr[0]) == NULL) {
		return false;
	}
	for (size_t i = 1; i < text.len; i++) {
		if (text.ptr[i] != text.ptr[0]) {
			return false;
		}
	}
	return true;
}

/* --- making blocks ------------------------------------------------------------ */

static struct prose_block *add_block(struct parser *parser, enum prose_kind kind)
{
	struct prose *out = parser->out;

	MEM_GROW(out->blocks, out->count, out->capacity);
	out->blocks[out->count] = (struct prose_block){
		.kind = kind,
		.list = parser->list,
	};
	return &out->blocks[out->count++];
}

/* The lines without indent; the first also without its first skip bytes. */
static char *join_dup(const struct parser *parser, size_t start, size_t end,
		      size_t skip)
{
	struct buf text;
	char *result;

	buf_init(&text);
	for (size_t i = start; i < end; i++) {
		struct slice line = parser->lines[i].text;

		if (i == start) {
			line = slice_of(line.ptr + skip, line.len - skip);
		} else {
			buf_putc(&text, '\n');
		}
		buf_put_slice(&text, slice_trim(line));
	}
	result = buf_detach(&text, NULL);
	buf_release(&text);
	return result;
}

static void add_paragraph(struct parser *parser, size_t start, size_t end)
{
	struct prose_block *block = add_block(parser, PROSE_PARAGRAPH);

	block->text = join_dup(parser, start, end, 0);
}

static void close_list(struct parser *parser)
{
	parser->list = PROSE_NO_LIST;
}

/* An example; one that follows another, but for blank lines, goes on with it. */
static void add_code(struct parser *parser, size_t start, size_t end)
{
	struct prose *out = parser->out;
	struct prose_block *block =
		out->count > 0 ? &out->blocks[out->count - 1] : NULL;

	if (block == NULL || block->kind != PROSE_CODE ||
	    block->list != parser->list) {
		block = add_block(parser, PROSE_CODE);
		block->lines.start = start;
	}
	block->lines.end = end;
}

/* Fetches the text of the examples, now that all know where they end. */
static void fill_code(const struct parser *parser)
{
	for (size_t i = 0; i < parser->out->count; i++) {
		struct prose_block *block = &parser->out->blocks[i];
		struct buf text;

		if (block->kind != PROSE_CODE) {
			continue;
		}
		buf_init(&text);
		for (size_t j = block->lines.start; j < block->lines.end; j++) {
			if (j > block->lines.start) {
				buf_putc(&text, '\n');
			}
			buf_put_slice(&text, parser->lines[j].whole);
		}
		block->text = buf_detach(&text, NULL);
		buf_release(&text);
	}
}

static void add_heading(struct parser *parser, size_t at, size_t skip)
{
	struct prose_block *block;
	size_t len;

	close_list(parser);
	block = add_block(parser, PROSE_HEADING);
	block->text = join_dup(parser, at, at + 1, skip);
	len = strlen(block->text);
	if (len > 1 && block->text[len - 1] == ':') {
		block->text[len - 1] = '\0';
	}
}

/* --- markers -------------------------------------------------------------------- */

static size_t count_spaces(struct slice text, size_t at)
{
	size_t start = at;

	while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t')) {
		at++;
	}
	return at - start;
}

static size_t bullet_len(struct slice text, size_t start)
{
	if (text.len - start < 3) {
		return 0;
	}
	if (text.ptr[start] == '*' && text.ptr[start + 1] == ')') {
		return 2;
	}
	return strchr("-o*", text.ptr[start]) != NULL ? 1 : 0;
}

static size_t number_len(struct slice text, size_t start, size_t *number)
{
	size_t at = start;

	*number = 0;
	while (at < text.len && is_digit(text.ptr[at]) && at - start < 3) {
		*number = *number * 10 + (size_t)(text.ptr[at++] - '0');
	}
	if (at == start || at >= text.len ||
	    (text.ptr[at] != '.' && text.ptr[at] != ')')) {
		return 0;
	}
	return at + 1 - start;
}

static struct marker find_marker(const struct parser *parser, size_t at)
{
	struct slice text = parser->lines[at].text;
	struct marker marker = { 0 };
	size_t start = count_spaces(text, 0);
	size_t len = bullet_len(text, start);

	if (len > 0) {
		marker.list = PROSE_BULLETS;
	} else {
		len = number_len(text, start, &marker.number);
		marker.list = PROSE_NUMBERS;
	}
	if (len > 0 && count_spaces(text, start + len) > 0 &&
	    start + len + 1 < text.len) {
		marker.len = start + len + count_spaces(text, start + len);
		marker.sign = text.ptr[start + len - 1];
	}
	return marker;
}

/*
 * Is there an item 2 after this item 1? Only what is indented, or runs on from
 * the item without a blank line, may stand between.
 */
static bool second_follows(const struct parser *parser, size_t at)
{
	struct marker first = find_marker(parser, at);
	size_t indent = parser->lines[at].indent;
	bool same_run = true;

	for (size_t i = at + 1; i < parser->count; i++) {
		struct marker marker;

		if (is_blank(parser, i)) {
			same_run = false;
			continue;
		}
		marker = find_marker(parser, i);
		if (marker.len > 0 && marker.list == PROSE_NUMBERS &&
		    marker.sign == first.sign &&
		    parser->lines[i].indent == indent) {
			return marker.number == 2;
		}
		if (!same_run && parser->lines[i].indent <= indent) {
			return false;
		}
	}
	return false;
}

/* Does an item begin here? The line before, in one run, decides with. */
static bool begins_item(const struct parser *parser, size_t at, bool in_run)
{
	struct marker marker = find_marker(parser, at);
	bool goes_on = parser->list == marker.list &&
		       parser->list_sign == marker.sign &&
		       parser->list_indent == parser->lines[at].indent;

	if (marker.len == 0) {
		return false;
	}
	if (marker.list == PROSE_NUMBERS) {
		return goes_on ? marker.number == parser->number + 1
			       : marker.number == 1 && second_follows(parser, at);
	}
	return !in_run || goes_on ||
	       strchr(".:;,?!)", last_char(parser, at - 1)) != NULL;
}

/* --- lists ------------------------------------------------------------------------ */

static struct prose_block *begin_item(struct parser *parser, size_t at,
				      const struct marker *marker)
{
	bool first = parser->list != marker->list ||
		     parser->list_sign != marker->sign ||
		     parser->list_indent != parser->lines[at].indent;
	struct prose_block *block;

	parser->list = marker->list;
	parser->list_sign = marker->sign;
	parser->list_indent = parser->lines[at].indent;
	parser->number = marker->number;
	block = add_block(parser, PROSE_PARAGRAPH);
	block->item = true;
	block->first = first;
	return block;
}

/* Takes an item: up to the next one, or the end of the run. */
static size_t take_item(struct parser *parser, size_t at, size_t end)
{
	struct marker marker = find_marker(parser, at);
	struct prose_block *block = begin_item(parser, at, &marker);
	size_t stop = at + 1;

	while (stop < end && !begins_item(parser, stop, true)) {
		stop++;
	}
	block->text = join_dup(parser, at, stop, marker.len);
	return stop;
}

/* Where, in columns and bytes, a wide gap in the line ends; 0: there is none. */
static size_t gap_end(struct slice text, size_t *term_len)
{
	size_t start = count_spaces(text, 0);

	for (size_t i = start; i + 1 < text.len && i < TERM_LIMIT + start; i++) {
		if (text.ptr[i] == ' ' && text.ptr[i + 1] == ' ') {
			*term_len = i;
			return i + count_spaces(text, i);
		}
	}
	return 0;
}

static bool looks_like_code(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (strchr("{}\\|", text.ptr[i]) != NULL ||
		    (text.ptr[i] == '=' && i > 0 &&
		     is_space(text.ptr[i - 1]))) {
			return true;
		}
	}
	return false;
}

/*
 * Names on the left, what they mean on the right, all of it starting in the same
 * column: is the run like that?
 */
static bool is_terms(const struct parser *parser, size_t at, size_t end)
{
	size_t indent = parser->lines[at].indent;
	size_t term_len;
	size_t column = gap_end(parser->lines[at].text, &term_len);

	if (column == 0 || end - at < 2) {
		return false;
	}
	for (size_t i = at; i < end; i++) {
		struct slice text = parser->lines[i].text;
		bool starts = parser->lines[i].indent == indent &&
			      gap_end(text, &term_len) == column;

		if (memchr(text.ptr, '\t', text.len) != NULL ||
		    looks_like_code(text) ||
		    (!starts && parser->lines[i].indent != column)) {
			return false;
		}
	}
	return true;
}

static size_t take_terms(struct parser *parser, size_t at, size_t end)
{
	struct marker marker = { .list = PROSE_TERMS };
	size_t indent = parser->lines[at].indent;

	while (at < end) {
		struct slice text = parser->lines[at].text;
		size_t term_len = 0;
		size_t column = gap_end(text, &term_len);
		struct prose_block *block = begin_item(parser, at, &marker);
		struct slice term = slice_trim(slice_of(text.ptr, term_len));
		size_t stop = at + 1;

		while (stop < end && parser->lines[stop].indent != indent) {
			stop++;
		}
		block->term = mem_strndup(term.ptr, term.len);
		block->text = join_dup(parser, at, stop, column);
		at = stop;
	}
	return end;
}

/* --- examples and paragraphs ------------------------------------------------------- */

/* Sentences, though indented: an example seldom begins and ends like one. */
static bool is_prose(const struct parser *parser, size_t at, size_t end)
{
	struct slice first = slice_trim(parser->lines[at].text);
	size_t words = 0;

	if (strchr(".:?!)", last_char(parser, end - 1)) == NULL ||
	    !((first.ptr[0] >= 'A' && first.ptr[0] <= 'Z') ||
	      first.ptr[0] == '"' || first.ptr[0] == '(')) {
		return false;
	}
	for (size_t i = at; i < end; i++) {
		struct slice text = parser->lines[i].text;

		if (looks_like_code(text)) {
			return false;
		}
		for (size_t j = 1; j < text.len; j++) {
			words += is_space(text.ptr[j - 1]) && is_alpha(text.ptr[j]);
		}
	}
	return words >= 5;
}

static size_t take_indented(struct parser *parser, size_t at, size_t end)
{
	size_t stop = at;

	if (parser->list != PROSE_NO_LIST &&
	    parser->lines[at].indent <= parser->list_indent) {
		close_list(parser);
	}
	while (stop < end && parser->lines[stop].indent > 0) {
		stop++;
	}
	if (is_prose(parser, at, stop)) {
		add_paragraph(parser, at, stop);
	} else {
		if (parser->list == PROSE_TERMS) {
			close_list(parser);
		}
		add_code(parser, at, stop);
	}
	return stop;
}

/* A setting: a name, an equals sign, and no sentence after it. */
static bool is_setting(const struct parser *parser, size_t at)
{
	struct slice text = parser->lines[at].text;
	size_t i = 0;

	while (i < text.len && (is_alnum(text.ptr[i]) || text.ptr[i] == '_')) {
		i++;
	}
	if (i == 0 || is_digit(text.ptr[0])) {
		return false;
	}
	i += count_spaces(text, i);
	return i < text.len && text.ptr[i] == '=' && last_char(parser, at) != '.';
}

static bool are_settings(const struct parser *parser, size_t at, size_t end)
{
	for (; at < end; at++) {
		if (!is_setting(parser, at)) {
			return false;
		}
	}
	return true;
}

static size_t take_flush(struct parser *parser, size_t at, size_t end)
{
	size_t stop = at + 1;

	close_list(parser);
	if (are_settings(parser, at, end)) {
		add_code(parser, at, end);
		return end;
	}
	while (stop < end && !begins_item(parser, stop, true) &&
	       !(parser->lines[stop].indent >= 2 &&
		 last_char(parser, stop - 1) == ':')) {
		stop++;
	}
	add_paragraph(parser, at, stop);
	return stop;
}

/* --- headings --------------------------------------------------------------------- */

static bool ends_like_title(const struct parser *parser, size_t at)
{
	return strchr(".,;?!)", last_char(parser, at)) == NULL;
}

/*
 * A line of its own that is marked like an item, but that no item of the same
 * kind follows.
 */
static bool is_marked_heading(const struct parser *parser, size_t at, size_t end,
			      struct marker *marker)
{
	size_t next = next_run(parser, end);
	struct marker after = { 0 };
	bool strict;

	*marker = find_marker(parser, at);
	if (marker->len == 0 || end - at != 1 || parser->lines[at].indent > 0 ||
	    !ends_like_title(parser, at) || next >= parser->count) {
		return false;
	}
	after = find_marker(parser, next);
	strict = marker->list == PROSE_NUMBERS || marker->sign == ')';
	return strict && (after.len == 0 || after.sign != marker->sign ||
			  after.list != marker->list);
}

static size_t take_heading(struct parser *parser, size_t at, size_t end)
{
	struct marker marker = { 0 };

	if (at + 1 < end && parser->lines[at].indent == 0 &&
	    !is_ruler(parser->lines[at].text) &&
	    is_ruler(parser->lines[at + 1].text)) {
		add_heading(parser, at, 0);
		return at + 2;
	}
	if (is_marked_heading(parser, at, end, &marker)) {
		add_heading(parser, at, marker.len);
		return end;
	}
	return at;
}

static void parse_run(struct parser *parser, size_t at, size_t end)
{
	at = take_heading(parser, at, end);
	for (size_t start = at; at < end;) {
		if (begins_item(parser, at, at > start)) {
			at = take_item(parser, at, end);
		} else if (is_terms(parser, at, end)) {
			at = take_terms(parser, at, end);
		} else if (parser->lines[at].indent > 0) {
			at = take_indented(parser, at, end);
		} else {
			at = take_flush(parser, at, end);
		}
	}
}

void prose_parse(struct slice text, struct prose *out)
{
	struct parser parser = { .out = out };

	split_lines(text, &parser);
	for (size_t at = next_run(&parser, 0); at < parser.count;) {
		size_t end = run_end(&parser, at);

		parse_run(&parser, at, end);
		at = next_run(&parser, end);
	}
	fill_code(&parser);
	free(parser.lines);
}

void prose_release(struct prose *prose)
{
	for (size_t i = 0; i < prose->count; i++) {
		free(prose->blocks[i].term);
		free(prose->blocks[i].text);
	}
	free(prose->blocks);
	*prose = (struct prose){ 0 };
}
