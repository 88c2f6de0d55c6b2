/* SPDX-License-Identifier: ISC */
#include "render/layout_area.h"

#include "render/layout.h"
#include "render/text_ascii.h"
#include "render/width.h"

enum {
	ZERO_WIDTH_SPACE = 0x200b,
	NO_BREAK_SPACE = 0xa0,
	FIGURE_SPACE = 0x2007,
	NARROW_NO_BREAK_SPACE = 0x202f,
	SOFT_HYPHEN = 0xad,
	WORD_JOINER = 0x2060,
	BYTE_ORDER_MARK = 0xfeff,
};

void area_init(struct area *area, struct buf *out, int width, bool ascii)
{
	*area = (struct area){ .out = out, .width = width, .ascii = ascii };
	buf_init(&area->head);
	buf_init(&area->line);
	buf_init(&area->word);
}

void area_release(struct area *area)
{
	buf_release(&area->head);
	buf_release(&area->line);
	buf_release(&area->word);
}

int area_room(const struct area *area)
{
	int room = area->width - area->style.left - area->style.right;

	return room > 1 ? room : 1;
}

/* --- lines ---------------------------------------------------------------- */

void area_want_blanks(struct area *area, int count)
{
	if (count > area->blanks && !area->joined) {
		area->blanks = count;
	}
}

void area_join(struct area *area)
{
	area->blanks = 0;
	area->joined = true;
}

/* Of two bars, what is deleted and more is changed. */
static enum layout_bar join_bars(enum layout_bar a, enum layout_bar b)
{
	if (a == BAR_NONE || b == BAR_NONE) {
		return a == BAR_NONE ? b : a;
	}
	return a == b ? a : BAR_CHANGED;
}

void area_mark(struct area *area, enum layout_bar bar)
{
	area->line_bar = join_bars(area->line_bar, bar);
}

enum layout_bar area_take_bar(struct slice *line)
{
	enum layout_bar bar = BAR_NONE;

	if (line->len > 0 && (line->ptr[0] == BAR_CHANGED ||
			      line->ptr[0] == BAR_DELETED)) {
		bar = (enum layout_bar)line->ptr[0];
		line->ptr++;
		line->len--;
	}
	return bar;
}

/* Blank lines that are owed, and the line's bar. */
static void begin_line(struct area *area)
{
	enum layout_bar bar = area->line_bar;

	if (area->started) {
		buf_fill(area->out, '\n', (size_t)area->blanks);
	}
	if (area->bars && bar != BAR_NONE) {
		buf_putc(area->out, (char)bar);
	}
	area->line_bar = BAR_NONE;
	area->blanks = 0;
	area->joined = false;
	area->started = true;
}

static void put_raw_line(struct area *area, struct slice text)
{
	buf_put_slice(area->out, text);
	buf_putc(area->out, '\n');
}

void area_put_label(struct area *area, struct slice text)
{
	int left = area->style.left;

	if (area->head.len != 0 && area->head_width >= left) {
		area_end_label(area);
	}
	area->joined = true;
	area_mark(area, area->bar);
	if (area->head_width < left) {
		buf_fill(&area->head, ' ', (size_t)(left - area->head_width));
		area->head_width = left;
	}
	while (text.len > 0) {
		size_t used;
		uint32_t character = width_decode(text, &used);

		area->head_width += area_put_char(area, &area->head, character);
		text.ptr += used;
		text.len -= used;
	}
}

void area_end_label(struct area *area)
{
	struct slice head = slice_trim_end(buf_slice(&area->head));

	if (head.len == 0) {
		area->joined = false;
		return;
	}
	begin_line(area);
	put_raw_line(area, head);
	if (area->head_width > area->widest) {
		area->widest = area->head_width;
	}
	buf_clear(&area->head);
	area->head_width = 0;
}

static void put_margin(struct area *area, int left)
{
	begin_line(area);
	if (area->head.len != 0) {
		buf_put_slice(area->out, buf_slice(&area->head));
		left -= area->head_width;
		buf_clear(&area->head);
		area->head_width = 0;
	}
	buf_fill(area->out, ' ', left > 0 ? (size_t)left : 0);
}

/* A line at a column of the area. */
static void put_line_at(struct area *area, int left, struct slice text,
			int width)
{
	if (area->head.len != 0 && area->head_width >= left) {
		area_end_label(area);
	}
	if (text.len == 0 && area->head.len == 0) {
		left = 0;
	}
	put_margin(area, left);
	put_raw_line(area, text);
	if (left + width > area->widest) {
		area->widest = left + width;
	}
}

void area_put_line(struct area *area, struct slice text, int width)
{
	area_mark(area, area->bar);
	put_line_at(area, area->style.left, text, width);
}

/* --- filling -------------------------------------------------------------- */

/* Columns that the alignment adds to the left margin. */
static int align_margin(const struct area *area, int hang, int width)
{
	int spare = area_room(area) - hang - width;

	if (spare <= 0 || area->style.align == LAYOUT_LEFT || area->measuring) {
		return hang;
	}
	return hang + (area->style.align == LAYOUT_CENTER ? spare / 2 : spare);
}

static int current_hang(const struct area *area)
{
	return area->filling ? area->style.hang : 0;
}

static void put_filled_line(struct area *area)
{
	int hang = current_hang(area);
	int margin = align_margin(area, hang, area->line_width);

	put_line_at(area, area->style.left + margin, buf_slice(&area->line),
		    area->line_width);
	if (margin + area->line_width > area->paragraph_widest) {
		area->paragraph_widest = margin + area->line_width;
	}
	buf_clear(&area->line);
	area->line_width = 0;
	area->filling = true;
}

/* Ends the style that the word is in. */
static void close_mark(struct area *area)
{
	const struct layout_style *mark = area->word_mark;

	if (mark != NULL) {
		buf_puts(&area->word, mark->after);
		area->word_width += mark->width;
	}
	area->word_mark = NULL;
}

/* The word is to go on in the style that text has now. */
static void change_mark(struct area *area)
{
	close_mark(area);
	if (area->word.len == 0) {
		area->word_first = area->mark;
	}
	if (area->mark != NULL) {
		buf_puts(&area->word, area->mark->before);
		area->word_width += area->mark->width;
	}
	area->word_mark = area->mark;
}

/* A line that ends in the style that the word begins with goes on in it; bytes
 * at the front of the word that are none of the line are returned. */
static size_t join_marks(struct area *area)
{
	const struct layout_style *mark = area->word_first;

	if (mark == NULL || area->line_mark != mark || area->line.len == 0) {
		return 0;
	}
	buf_truncate(&area->line, area->line.len - strlen(mark->after));
	area->line_width -= 2 * mark->width;
	return strlen(mark->before);
}

/* The word goes on the line, or on a new one. */
static void put_word(struct area *area, struct slice word, int width)
{
	int gap = area->line.len != 0 && area->space ? 1 : 0;
	int limit = area_room(area) - current_hang(area);
	size_t skip;

	if (area->line.len != 0 && area->line_width + gap + width > limit) {
		put_filled_line(area);
		gap = 0;
	}
	skip = join_marks(area);
	if (gap != 0) {
		buf_putc(&area->line, ' ');
	}
	if (area->bars && area->word_bar != BAR_NONE) {
		area_mark(area, area->word_bar);
	}
	area->word_bar = BAR_NONE;
	buf_put(&area->line, word.ptr + skip, word.len - skip);
	area->line_width += gap + width;
	area->line_mark = NULL;
	area->space = false;
	area->previous = 0;
}

static void end_word(struct area *area)
{
	const struct layout_style *last = area->word_mark;

	if (area->word.len == 0) {
		return;
	}
	close_mark(area);
	put_word(area, buf_slice(&area->word), area->word_width);
	area->line_mark = last;
	area->word_first = NULL;
	buf_clear(&area->word);
	area->word_width = 0;
}

static void end_text_line(struct area *area)
{
	end_word(area);
	if (area->line.len != 0) {
		put_filled_line(area);
	}
	area->space = false;
}

void area_break(struct area *area)
{
	end_text_line(area);
	area->filling = false;
}

static void put_underline(struct area *area)
{
	struct buf *rule = &area->line;
	int margin = 0;
	int width = area->paragraph_widest;

	if (area->style.align != LAYOUT_LEFT) {
		margin = align_margin(area, 0, width);
	}
	buf_fill(rule, area->style.underline, (size_t)width);
	area_mark(area, area->bar);
	put_line_at(area, area->style.left + margin, buf_slice(rule), width);
	buf_clear(rule);
}

void area_end_text(struct area *area)
{
	end_text_line(area);
	if (area->paragraph_widest > 0 && area->style.underline != 0) {
		put_underline(area);
	}
	area->filling = false;
	area->paragraph_widest = 0;
}

static bool is_dropped(uint32_t character)
{
	return character == SOFT_HYPHEN || character == WORD_JOINER ||
	       character == BYTE_ORDER_MARK ||
	       character == ZERO_WIDTH_SPACE;
}

static bool is_no_break_space(uint32_t character)
{
	return character == NO_BREAK_SPACE || character == FIGURE_SPACE ||
	       character == NARROW_NO_BREAK_SPACE;
}

int area_put_char(const struct area *area, struct buf *out, uint32_t character)
{
	size_t start = out->len;

	if (character >= 0x20 && character < 0x7f) {
		buf_putc(out, (char)character);
		return 1;
	}
	if (character < 0xa0 || is_dropped(character)) {
		return 0;
	}
	if (is_no_break_space(character)) {
		buf_putc(out, ' ');
		return 1;
	}
	if (area->ascii) {
		text_ascii_put(out, character);
		return (int)(out->len - start);
	}
	buf_put_utf8(out, character);
	return width_char(character);
}

/* Closing punctuation and small kana, which do not begin a line. */
static bool is_no_start(uint32_t character)
{
	switch (character) {
	case 0x3001: case 0x3002: case 0x3005: case 0x3009: case 0x300b:
	case 0x300d: case 0x300f: case 0x3011: case 0x3015: case 0x3041:
	case 0x3043: case 0x3045: case 0x3047: case 0x3049: case 0x3063:
	case 0x3083: case 0x3085: case 0x3087: case 0x30a1: case 0x30a3:
	case 0x30a5: case 0x30a7: case 0x30a9: case 0x30c3: case 0x30e3:
	case 0x30e5: case 0x30e7: case 0x30fb: case 0x30fc: case 0xff01:
	case 0xff09: case 0xff0c: case 0xff0e: case 0xff1a: case 0xff1b:
	case 0xff1f: case 0xff3d: case 0xff5d:
		return true;
	default:
		return false;
	}
}

/* Opening punctuation, which does not end a line. */
static bool is_no_end(uint32_t character)
{
	switch (character) {
	case 0x3008: case 0x300a: case 0x300c: case 0x300e: case 0x3010:
	case 0x3014: case 0xff08: case 0xff3b: case 0xff5b:
		return true;
	default:
		return false;
	}
}

static bool may_break_between(uint32_t before, uint32_t after)
{
	return before >= 0x1100 && after >= 0x1100 && width_char(before) == 2 &&
	       width_char(after) == 2 && !is_no_end(before) &&
	       !is_no_start(after);
}

static void fill_wide(struct area *area, uint32_t character)
{
	if (character == ZERO_WIDTH_SPACE) {
		end_word(area);
		return;
	}
	if (may_break_between(area->previous, character)) {
		end_word(area);
	}
	if (area->word_mark != area->mark) {
		change_mark(area);
	}
	area->word_width += area_put_char(area, &area->word, character);
	area->previous = character;
}

/* The printable ASCII at the front of the text: most of any document. */
static size_t plain_run(struct slice text)
{
	size_t len = 0;

	while (len < text.len && text.ptr[len] > ' ' && text.ptr[len] < 0x7f) {
		len++;
	}
	return len;
}

/* Is so much of the text a word, and nothing said about it? */
static bool is_whole(const struct area *area, struct slice text, size_t len)
{
	return len > 0 && len < text.len && is_space(text.ptr[len]) &&
	       area->word.len == 0 && area->mark == NULL &&
	       area->word_mark == NULL;
}

void area_fill(struct area *area, struct slice text)
{
	while (text.len > 0) {
		size_t len = plain_run(text);

		if (area->bars && !is_space(text.ptr[0])) {
			area->word_bar = join_bars(area->word_bar, area->bar);
		}
		if (is_whole(area, text, len)) {
			put_word(area, slice_of(text.ptr, len), (int)len);
			area->space = true;
			len++;
		} else if (len > 0) {
			if (area->word_mark != area->mark) {
				change_mark(area);
			}
			buf_put(&area->word, text.ptr, len);
			area->word_width += (int)len;
			area->previous = 0;
		} else if (is_space(text.ptr[0])) {
			end_word(area);
			area->space = true;
			len = 1;
		} else {
			fill_wide(area, width_decode(text, &len));
		}
		text.ptr += len;
		text.len -= len;
	}
}
