/* SPDX-License-Identifier: ISC */
#include "render/man_text.h"

#include <string.h>
#include <utf8proc.h>

#include "render/man_roff.h"
#include "render/width.h"

enum {
	LINE = 78,		/* bytes of a roff line, about */
	LONG_WORD = 40,		/* characters; may be broken at its joints */
	MOST_DASHES = 4,	/* at the start of an option, brackets included */
	TAB = 8,
	NO_BREAK_SPACE = 0xa0,
};

void man_text_init(struct man *man, struct buf *out, struct man_notes *notes)
{
	*man = (struct man){ .out = out, .notes = notes, .fresh = true };
	buf_init(&man->line);
	buf_init(&man->word);
	buf_init(&man->plain);
}

void man_text_release(struct man *man)
{
	buf_release(&man->line);
	buf_release(&man->word);
	buf_release(&man->plain);
}

/* --- lines of text -------------------------------------------------------- */

static void end_line(struct man *man)
{
	struct slice line = buf_slice(&man->line);

	if (line.len == 0) {
		return;
	}
	if (man_roff_is_control(line)) {
		buf_puts(man->out, "\\&");
	}
	buf_put_slice(man->out, line);
	buf_putc(man->out, '\n');
	buf_clear(&man->line);
}

void man_text_open_inset(struct man *man)
{
	if (man->in_item && !man->inset) {
		buf_puts(man->out, ".RS\n");
		man->inset = true;
	}
}

/* Before the first text of a paragraph. */
static void begin_text(struct man *man)
{
	if (man->wants_paragraph && !man->fresh && !man->one_line) {
		man_text_open_inset(man);
		buf_puts(man->out, ".PP\n");
	}
	man->wants_paragraph = false;
	man->fresh = false;
}

static bool is_closer(const char *text, size_t *end)
{
	static const char *const closers[] = { ")", "\"", "'", "]", "\xe2\x80\x9d",
					       "\xe2\x80\x99", NULL };

	for (size_t i = 0; closers[i] != NULL; i++) {
		size_t len = strlen(closers[i]);

		if (*end > len && memcmp(text + *end - len, closers[i], len) == 0) {
			*end -= len;
			return true;
		}
	}
	return false;
}

static bool is_abbreviation(const char *word)
{
	static const char *const list[] = { "e.g.", "i.e.", "etc.", "vs.", "cf.",
					    "Mr.", "Mrs.", "Dr.", "St.", NULL };

	while (*word == '(' || *word == '"') {
		word++;
	}
	if (word[0] != '\0' && strcmp(word + 1, ".") == 0) {
		return true;	/* an initial, "p. 7" */
	}
	if (strstr(word, "...") != NULL) {
		return true;	/* "[option...] file" */
	}
	for (size_t i = 0; list[i] != NULL; i++) {
		if (strcmp(word, list[i]) == 0) {
			return true;
		}
	}
	return false;
}

/* Would roff take a line that ends in this word for the end of a sentence? */
static bool ends_sentence(const struct buf *word)
{
	size_t end = word->len;

	while (is_closer(word->data, &end)) {
		continue;
	}
	return end > 0 && strchr(".?!", word->data[end - 1]) != NULL;
}

static bool is_lower_start(const struct buf *word)
{
	return word->data[0] >= 'a' && word->data[0] <= 'z';
}

/* Does the word begin a line? */
static bool needs_line(struct man *man)
{
	if (man->line.len == 0 || man->one_line || !man->space) {
		return false;
	}
	if (man->sentence && !is_lower_start(&man->plain)) {
		return true;
	}
	if (man->line.len + man->word.len >= LINE) {
		if (man->stop) {
			buf_puts(&man->line, "\\&");
		}
		return true;
	}
	return false;
}

/* Does the byte at p of a word end something? A slash, or a group before another. */
static bool is_joint(const char *p, const char *start)
{
	if (*p == '}') {
		return p[1] == '{';
	}
	return *p == '/' && p[1] != '/' && p[1] != '\0' && p > start && p[-1] != '/';
}

/* Lets roff break a long path, URL or expansion. */
static void soften(struct buf *word)
{
	struct buf soft;
	const char *p = word->data;

	buf_init(&soft);
	while (*p != '\0') {
		size_t len = *p == '\\' ? man_roff_escape_len(p) : 1;

		buf_put(&soft, p, len);
		if (is_joint(p, word->data)) {
			buf_puts(&soft, "\\:");
		}
		p += len;
	}
	buf_clear(word);
	buf_put_slice(word, buf_slice(&soft));
	buf_release(&soft);
}

/* Before a word in a cell: a break, if one is owed; not what tbl would obey. */
static void begin_cell_word(struct man *man)
{
	if (man->line.len == 0) {
		return;
	}
	if (!man->breaks) {
		buf_puts(&man->line, man->space ? " " : "");
		return;
	}
	buf_putc(&man->line, '\n');
	if (man_roff_is_control(buf_slice(&man->word)) ||
	    strncmp(man->word.data, "T}", 2) == 0) {
		buf_puts(&man->line, "\\&");
	}
}

void man_text_end_word(struct man *man)
{
	if (man->word.len == 0) {
		return;
	}
	if (man->plain.len > LONG_WORD) {
		soften(&man->word);
	}
	if (man->cell) {
		begin_cell_word(man);
		man->breaks = false;
		man->after_tag = false;
	} else if (needs_line(man)) {
		end_line(man);
	} else if (man->line.len > 0 && man->space) {
		buf_putc(&man->line, ' ');
	}
	buf_put_slice(&man->line, buf_slice(&man->word));
	if (man->plain.len > 0) {
		man->stop = ends_sentence(&man->plain);
		man->sentence = man->stop && !is_abbreviation(man->plain.data);
	}
	buf_clear(&man->word);
	buf_clear(&man->plain);
	man->escape = (struct span){ 0, 0 };
	man->space = false;
}

/* --- fonts ---------------------------------------------------------------- */

static const char *const font_names[] = {
	[MAN_ROMAN] = "\\fR",
	[MAN_BOLD] = "\\fB",
	[MAN_ITALIC] = "\\fI",
	[MAN_BOLD_ITALIC] = "\\f(BI",
};

void man_text_set_font(struct man *man)
{
	struct span *last = &man->escape;

	if (man->now == man->font) {
		return;
	}
	/* Of two changes with nothing between only the second counts. */
	if (last->end != 0 && last->end == man->word.len) {
		buf_truncate(&man->word, last->start);
	}
	last->start = man->word.len;
	buf_puts(&man->word, font_names[man->font]);
	last->end = man->word.len;
	man->now = man->font;
}

void man_text_end(struct man *man)
{
	enum man_font font = man->font;

	man->font = MAN_ROMAN;
	man_text_set_font(man);
	if (man->plain.len == 0) {
		buf_put_slice(&man->line, buf_slice(&man->word));
		buf_clear(&man->word);
		man->escape = (struct span){ 0, 0 };
	}
	man_text_end_word(man);
	if (!man->one_line) {
		end_line(man);
	}
	man->font = font;
	man->space = false;
	man->sentence = false;
}

/* --- characters ----------------------------------------------------------- */

uint32_t man_text_upper(uint32_t character)
{
	return (uint32_t)utf8proc_toupper((utf8proc_int32_t)character);
}

static bool is_word_start(const struct man *man)
{
	if (man->plain.len > MOST_DASHES) {
		return false;
	}
	for (size_t i = 0; i < man->plain.len; i++) {
		if (strchr("-([", man->plain.data[i]) == NULL) {
			return false;
		}
	}
	return true;
}

static void put_char(struct man *man, uint32_t character)
{
	if (man->word.len == 0 && man->line.len == 0) {
		begin_text(man);
	}
	man_text_set_font(man);
	if (man->upper && !man->code) {
		character = man_text_upper(character);
	}
	man_roff_put(&man->word, character, man->code,
		     character == '-' && is_word_start(man));
	buf_put_utf8(&man->plain, character);
}

static void put_filled(struct man *man, struct slice text)
{
	while (text.len > 0) {
		size_t used;
		uint32_t character = width_decode(text, &used);

		if (man->listings > 0 && character == '\n') {
			man_text_end_word(man);
			man->breaks = true;
		} else if (man->listings > 0 && character == ' ') {
			put_char(man, NO_BREAK_SPACE);
		} else if (character < 0x80 && is_space((char)character)) {
			man_text_end_word(man);
			man->space = true;
		} else {
			put_char(man, character);
		}
		text.ptr += used;
		text.len -= used;
	}
}

static void put_verbatim_font(struct man *man, enum man_font font)
{
	if (man->now != font) {
		buf_puts(&man->line, font_names[font]);
		man->now = font;
	}
}

void man_text_end_verbatim(struct man *man)
{
	put_verbatim_font(man, MAN_ROMAN);
	end_line(man);
	man->column = 0;
}

static void put_verbatim_char(struct man *man, uint32_t character)
{
	if (character == '\n') {
		if (man->line.len == 0) {
			buf_putc(man->out, '\n');
		}
		end_line(man);
		man->column = 0;
		return;
	}
	if (character == '\t') {
		int gap = TAB - man->column % TAB;

		buf_fill(&man->line, ' ', (size_t)gap);
		man->column += gap;
		return;
	}
	put_verbatim_font(man, man->font);
	man_roff_put(&man->line, character, true, true);
	man->column += width_char(character);
}

void man_text_put(struct man *man, const char *content)
{
	struct slice text = slice_text(content);

	if (!man->verbatim) {
		put_filled(man, text);
		return;
	}
	while (text.len > 0) {
		size_t used;

		put_verbatim_char(man, width_decode(text, &used));
		text.ptr += used;
		text.len -= used;
	}
}
