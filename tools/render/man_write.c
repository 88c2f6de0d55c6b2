/* SPDX-License-Identifier: ISC */
#include "render/man_write.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "model/doc.h"
#include "render/man_date.h"
#include "render/man_roff.h"
#include "render/width.h"

enum {
	LINE = 78,		/* bytes of a roff line, about */
	MAX_DEPTH = 1024,	/* deeper elements are passed over for their text */
	LONG_WORD = 40,		/* characters; may be broken at a slash */
	TAB = 8,
	INSET = 4,
};

static void write_content(struct man *man, const xmlNode *node);

static void man_init(struct man *man, struct buf *out)
{
	*man = (struct man){ .out = out, .fresh = true };
	buf_init(&man->line);
	buf_init(&man->word);
	buf_init(&man->plain);
}

static void man_release(struct man *man)
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

static void open_inset(struct man *man)
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
		open_inset(man);
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
		if (man->sentence) {
			buf_puts(&man->line, "\\&");
		}
		return true;
	}
	return false;
}

/* The length of an escape sequence of roff. */
static size_t escape_len(const char *escape)
{
	size_t len = escape[1] == 'f' ? 2 : 1;

	switch (escape[len]) {
	case '\0':
		return len;
	case '(':
		return len + 3;
	case '[':
		return len + 1 + strcspn(escape + len, "]");
	default:
		return len + 1;
	}
}

/* Lets roff break a long path or URL after its slashes. */
static void soften(struct buf *word)
{
	struct buf soft;
	const char *p = word->data;

	buf_init(&soft);
	while (*p != '\0') {
		size_t len = *p == '\\' ? escape_len(p) : 1;

		buf_put(&soft, p, len);
		if (*p == '/' && p[1] != '/' && p[1] != '\0' &&
		    p > word->data && p[-1] != '/') {
			buf_puts(&soft, "\\:");
		}
		p += len;
	}
	buf_clear(word);
	buf_put_slice(word, buf_slice(&soft));
	buf_release(&soft);
}

static void end_word(struct man *man)
{
	if (man->word.len == 0) {
		return;
	}
	if (man->plain.len > LONG_WORD) {
		soften(&man->word);
	}
	if (needs_line(man)) {
		end_line(man);
	} else if (man->line.len > 0 && man->space) {
		buf_putc(&man->line, ' ');
	}
	buf_put_slice(&man->line, buf_slice(&man->word));
	if (man->plain.len > 0) {
		man->sentence = ends_sentence(&man->plain) &&
				!is_abbreviation(man->plain.data);
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

static void set_font(struct man *man)
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

static void end_text(struct man *man)
{
	enum man_font font = man->font;

	man->font = MAN_ROMAN;
	set_font(man);
	if (man->plain.len == 0) {
		buf_put_slice(&man->line, buf_slice(&man->word));
		buf_clear(&man->word);
		man->escape = (struct span){ 0, 0 };
	}
	end_word(man);
	if (!man->one_line) {
		end_line(man);
	}
	man->font = font;
	man->space = false;
	man->sentence = false;
}

/* --- characters ----------------------------------------------------------- */

static uint32_t upper_of(uint32_t character)
{
	return (uint32_t)utf8proc_toupper((utf8proc_int32_t)character);
}

static bool is_word_start(const struct man *man)
{
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
	set_font(man);
	if (man->upper && !man->code) {
		character = upper_of(character);
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

		if (character < 0x80 && is_space((char)character)) {
			end_word(man);
			man->space = true;
		} else {
			put_char(man, character);
		}
		text.ptr += used;
		text.len -= used;
	}
}

static void end_verbatim_line(struct man *man)
{
	end_line(man);
	man->column = 0;
}

static void put_verbatim_char(struct man *man, uint32_t character)
{
	if (character == '\n') {
		if (man->line.len == 0) {
			buf_putc(man->out, '\n');
		}
		end_verbatim_line(man);
		return;
	}
	if (character == '\t') {
		int gap = TAB - man->column % TAB;

		buf_fill(&man->line, ' ', (size_t)gap);
		man->column += gap;
		return;
	}
	if (man->now != man->font) {
		buf_puts(&man->line, font_names[man->font]);
		man->now = man->font;
	}
	man_roff_put(&man->line, character, true, true);
	man->column += width_char(character);
}

static void put_text(struct man *man, const char *content)
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

/* --- inline elements ------------------------------------------------------ */

static void write_in_font(struct man *man, const xmlNode *node,
			  enum man_font font, bool code)
{
	enum man_font outer = man->font;
	bool outer_code = man->code;

	if (font != MAN_ROMAN) {
		man->font = (outer == MAN_BOLD && font == MAN_ITALIC) ||
			    (outer == MAN_ITALIC && font == MAN_BOLD) ?
			MAN_BOLD_ITALIC : font;
	}
	man->code = code || outer_code;
	write_content(man, node);
	man->font = outer;
	man->code = outer_code;
	if (man->word.len > 0) {
		set_font(man);
	}
}

static void write_bold(struct man *man, const xmlNode *node)
{
	write_in_font(man, node, MAN_BOLD, true);
}

static void write_strong(struct man *man, const xmlNode *node)
{
	write_in_font(man, node, MAN_BOLD, false);
}

static void write_italic(struct man *man, const xmlNode *node)
{
	write_in_font(man, node, MAN_ITALIC, false);
}

static void write_italic_code(struct man *man, const xmlNode *node)
{
	write_in_font(man, node, MAN_ITALIC, true);
}

static void write_code(struct man *man, const xmlNode *node)
{
	write_in_font(man, node, MAN_ROMAN, true);
}

static void write_break(struct man *man, const xmlNode *node)
{
	(void)node;
	if (man->one_line) {
		end_word(man);
		man->space = true;
		return;
	}
	end_text(man);
	if (!man->fresh) {
		buf_puts(man->out, ".br\n");
	}
}

static void write_dash(struct man *man, const xmlNode *node)
{
	(void)node;
	end_word(man);
	buf_puts(&man->line, " \\-");
	man->space = true;
}

/* --- blocks --------------------------------------------------------------- */

static void begin_block(struct man *man)
{
	end_text(man);
	man->wants_paragraph = true;
}

static void end_block(struct man *man)
{
	end_text(man);
	man->wants_paragraph = true;
	man->fresh = false;
}

static void write_paragraph(struct man *man, const xmlNode *node)
{
	begin_block(man);
	write_content(man, node);
	end_text(man);
	man->wants_paragraph = true;
}

static void write_heading(struct man *man, const xmlNode *node)
{
	bool section = strcmp((const char *)node->name, "sh") == 0;
	struct buf title;

	end_text(man);
	buf_init(&title);
	man_write_line(node, section, &title);
	buf_puts(man->out, section ? ".SH " : ".SS ");
	man_roff_argument(man->out, buf_slice(&title));
	buf_putc(man->out, '\n');
	buf_release(&title);
	man->fresh = true;
	man->wants_paragraph = false;
}

static void write_inset(struct man *man, const xmlNode *node)
{
	bool in_item = man->in_item;
	bool inset = man->inset;

	begin_block(man);
	open_inset(man);
	inset = man->inset || inset;
	buf_printf(man->out, ".RS %d\n", INSET);
	man->in_item = false;
	write_content(man, node);
	end_text(man);
	buf_puts(man->out, ".RE\n");
	man->in_item = in_item;
	man->inset = inset;
	end_block(man);
}

static void write_lines(struct man *man, const xmlNode *node)
{
	const xmlNode *first = node->children;
	struct buf *out = man->out;

	man->verbatim = true;
	buf_puts(out, ".EX\n");
	if (first != NULL && first->type == XML_TEXT_NODE &&
	    first->content[0] == '\n') {
		size_t start = out->len;

		write_content(man, node);
		/* The line end after a start tag is none of the text. */
		memmove(out->data + start, out->data + start + 1,
			out->len - start - 1);
		buf_truncate(out, out->len - 1);
	} else {
		write_content(man, node);
	}
	if (man->now != MAN_ROMAN) {
		buf_puts(&man->line, font_names[MAN_ROMAN]);
		man->now = MAN_ROMAN;
	}
	end_verbatim_line(man);
	while (out->len >= 2 && memcmp(out->data + out->len - 2, "\n\n", 2) == 0) {
		buf_truncate(out, out->len - 1);
	}
	buf_puts(out, ".EE\n");
	man->verbatim = false;
}

static void write_verbatim(struct man *man, const xmlNode *node)
{
	bool after_tag;

	begin_block(man);
	after_tag = man->in_item && man->fresh;
	if (!after_tag) {
		open_inset(man);
		buf_printf(man->out, ".RS %d\n", INSET);
		if (!man->fresh) {
			buf_puts(man->out, ".PP\n");
		}
	}
	write_lines(man, node);
	if (!after_tag) {
		buf_puts(man->out, ".RE\n");
	}
	end_block(man);
}

/* A tag is a line by itself: no-break spaces would only make it stick out. */
static void loosen(struct buf *roff)
{
	size_t len = 0;

	for (size_t i = 0; i < roff->len; i++) {
		if (roff->data[i] == '\\' && roff->data[i + 1] == '~') {
			i++;
			roff->data[len++] = ' ';
		} else {
			roff->data[len++] = roff->data[i];
		}
	}
	buf_truncate(roff, len);
}

static void write_tag(struct man *man, const xmlNode *tag)
{
	struct buf roff;

	buf_init(&roff);
	man_write_line(tag, false, &roff);
	loosen(&roff);
	if (roff.len == 0 || man_roff_is_control(buf_slice(&roff))) {
		buf_puts(man->out, "\\&");
	}
	buf_put_slice(man->out, buf_slice(&roff));
	buf_putc(man->out, '\n');
	buf_release(&roff);
}

static void write_tags(struct man *man, const xmlNode *item)
{
	const xmlNode *tag = node_child(item, "tag");
	const char *indent = node_attr(item, "indent");
	bool close = node_attr(item, "close") != NULL;

	for (; tag != NULL; tag = node_next(tag, "tag")) {
		buf_puts(man->out, close ? ".PD 0\n" : "");
		buf_printf(man->out, indent != NULL ? ".TP %d\n" : ".TP\n",
			   indent != NULL ? (int)strtol(indent, NULL, 10) : 0);
		write_tag(man, tag);
		buf_puts(man->out, close ? ".PD\n" : "");
		close = true;
	}
}

static void write_item(struct man *man, const xmlNode *node)
{
	bool in_item = man->in_item;
	bool inset;

	begin_block(man);
	open_inset(man);
	inset = man->inset;
	write_tags(man, node);
	man->in_item = true;
	man->inset = false;
	man->fresh = true;
	man->wants_paragraph = false;
	write_content(man, node);
	end_text(man);
	if (man->inset) {
		buf_puts(man->out, ".RE\n");
	}
	man->in_item = in_item;
	man->inset = inset;
	end_block(man);
}

static void write_table(struct man *man, const xmlNode *node)
{
	begin_block(man);
	if (!man->fresh) {
		open_inset(man);
		buf_puts(man->out, ".PP\n");
	}
	man_write_table(node, man->out);
	end_block(man);
}

static void write_nothing(struct man *man, const xmlNode *node)
{
	(void)man;
	(void)node;
}

/* --- the walk ------------------------------------------------------------- */

struct handler {
	const char *name;
	bool block;
	void (*write)(struct man *man, const xmlNode *node);
};

static const struct handler handlers[] = {
	{ "p", true, write_paragraph },
	{ "b", false, write_bold },
	{ "i", false, write_italic },
	{ "ic", false, write_italic_code },
	{ "s", false, write_strong },
	{ "c", false, write_code },
	{ "item", true, write_item },
	{ "tag", true, write_nothing },
	{ "pre", true, write_verbatim },
	{ "sh", true, write_heading },
	{ "ss", true, write_heading },
	{ "in", true, write_inset },
	{ "table", true, write_table },
	{ "br", false, write_break },
	{ "dash", false, write_dash },
	{ NULL, false, NULL },
};

static const struct handler *find_handler(const xmlNode *node)
{
	const struct handler *handler = handlers;

	while (handler->name != NULL &&
	       strcmp((const char *)node->name, handler->name) != 0) {
		handler++;
	}
	return handler;
}

static void write_element(struct man *man, const xmlNode *node)
{
	const struct handler *handler = find_handler(node);

	if (handler->write == NULL ||
	    (handler->block && (man->one_line || man->verbatim))) {
		/* Blocks on one line, and what nobody knows: only words. */
		if (!man->verbatim) {
			end_word(man);
			man->space = true;
		}
		write_content(man, node);
		if (!man->verbatim) {
			end_word(man);
			man->space = true;
		}
		return;
	}
	handler->write(man, node);
}

static void write_content(struct man *man, const xmlNode *node)
{
	const xmlNode *child;

	if (man->depth >= MAX_DEPTH) {
		char *text = node_text_dup(node);

		put_text(man, text);
		free(text);
		return;
	}
	man->depth++;
	for (child = node->children; child != NULL; child = child->next) {
		if (child->type == XML_TEXT_NODE ||
		    child->type == XML_CDATA_SECTION_NODE) {
			put_text(man, (const char *)child->content);
		} else if (child->type == XML_ELEMENT_NODE) {
			write_element(man, child);
		}
	}
	man->depth--;
}

void man_write_line(const xmlNode *node, bool upper, struct buf *out)
{
	struct man man;

	man_init(&man, out);
	man.one_line = true;
	man.upper = upper;
	write_content(&man, node);
	end_text(&man);
	buf_put_slice(out, buf_slice(&man.line));
	man_release(&man);
}

/* --- the page ------------------------------------------------------------- */

static void put_title_argument(struct buf *out, const char *text)
{
	struct buf roff;

	buf_init(&roff);
	man_roff_text(&roff, slice_text(text != NULL ? text : ""), false);
	buf_putc(out, ' ');
	man_roff_argument(out, buf_slice(&roff));
	buf_release(&roff);
}

static void put_title(const xmlNode *page, struct buf *out)
{
	const char *name = node_attr(page, "name");
	struct buf title;
	char *date = man_date_dup(node_attr(page, "date"));

	buf_init(&title);
	for (struct slice rest = slice_text(name != NULL ? name : ""); rest.len > 0;) {
		size_t used;

		buf_put_utf8(&title, upper_of(width_decode(rest, &used)));
		rest.ptr += used;
		rest.len -= used;
	}
	buf_puts(out, ".TH");
	put_title_argument(out, title.data);
	put_title_argument(out, node_attr(page, "section"));
	put_title_argument(out, date);
	put_title_argument(out, node_attr(page, "source"));
	put_title_argument(out, node_attr(page, "manual"));
	/* Names of options must not be hyphenated, nor lines be stretched; the
	 * register is what macros of groff set hyphenation back to. */
	buf_puts(out, "\n.nh\n.nr HY 0\n.ad l\n");
	free(date);
	buf_release(&title);
}

static bool has_table(const xmlNode *page)
{
	const xmlNode *node = page;

	while ((node = node_walk(node, page)) != NULL) {
		if (node_is(node, "table")) {
			return true;
		}
	}
	return false;
}

void man_write(const xmlNode *page, struct buf *out)
{
	struct man man;

	/* This first line tells man(1) to run tbl(1). */
	buf_puts(out, has_table(page) ? "'\\\" t\n" : "");
	put_title(page, out);
	man_init(&man, out);
	write_content(&man, page);
	end_text(&man);
	man_release(&man);
}
