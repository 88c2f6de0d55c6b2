/* SPDX-License-Identifier: ISC */
#include "render/man_write.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/doc.h"
#include "render/man_date.h"
#include "render/man_roff.h"
#include "render/man_text.h"
#include "render/width.h"

enum {
	MAX_DEPTH = 1024,	/* deeper elements are passed over for their text */
	INSET = 4,
};

static void write_content(struct man *man, const xmlNode *node);

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
		man_text_set_font(man);
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
		man_text_end_word(man);
		man->space = true;
		man->breaks = man->cell;
		return;
	}
	man_text_end(man);
	if (!man->fresh) {
		buf_puts(man->out, ".br\n");
	}
}

static void write_dash(struct man *man, const xmlNode *node)
{
	(void)node;
	man_text_end_word(man);
	buf_puts(&man->line, " \\-");
	man->space = true;
}

static void put_code(struct man *man, const char *text)
{
	bool outer = man->code;

	man->code = true;
	man_text_put(man, text);
	man->code = outer;
}

/* A cell is written more than once: a note has its number by its node. */
static void write_note(struct man *man, const xmlNode *node)
{
	struct man_notes *notes = man->notes;
	const char *id = node_attr(node, "id");
	char key[32];
	void *number;

	snprintf(key, sizeof(key), " %p", (const void *)node);
	if (node_is(node, "noteref")) {
		number = id != NULL ? xmlHashLookup(notes->numbers,
						    (const xmlChar *)id) : NULL;
	} else {
		number = xmlHashLookup(notes->numbers, (const xmlChar *)key);
	}
	if (number == NULL && node_is(node, "note")) {
		MEM_GROW(notes->nodes, notes->count, notes->capacity);
		notes->nodes[notes->count++] = node;
		number = (void *)(uintptr_t)notes->count;
		xmlHashAddEntry(notes->numbers, (const xmlChar *)key, number);
		if (id != NULL) {
			xmlHashAddEntry(notes->numbers, (const xmlChar *)id,
					number);
		}
	}
	if (number != NULL) {
		snprintf(key, sizeof(key), "[%zu]", (size_t)(uintptr_t)number);
		put_code(man, key);
	}
}

/* --- blocks --------------------------------------------------------------- */

static void begin_block(struct man *man)
{
	man_text_end(man);
	man->wants_paragraph = true;
}

static void end_block(struct man *man)
{
	man_text_end(man);
	man->wants_paragraph = true;
	man->fresh = false;
}

static void write_paragraph(struct man *man, const xmlNode *node)
{
	begin_block(man);
	write_content(man, node);
	man_text_end(man);
	man->wants_paragraph = true;
}

/* A heading would end what is set in: there it is a bold line. */
static void write_heading(struct man *man, const xmlNode *node)
{
	bool section = strcmp((const char *)node->name, "sh") == 0;
	struct buf title;

	begin_block(man);
	if (man->nesting > 0) {
		write_strong(man, node);
		end_block(man);
		return;
	}
	buf_init(&title);
	man_write_line(node, section, man->notes, &title);
	if (title.len > 0) {
		buf_puts(man->out, section ? ".SH " : ".SS ");
		man_roff_argument(man->out, buf_slice(&title));
		buf_putc(man->out, '\n');
		man->fresh = true;
		man->wants_paragraph = false;
	}
	buf_release(&title);
}

static void write_inset(struct man *man, const xmlNode *node)
{
	bool in_item = man->in_item;
	bool inset = man->inset;

	begin_block(man);
	man_text_open_inset(man);
	inset = man->inset || inset;
	buf_printf(man->out, ".RS %d\n", INSET);
	man->in_item = false;
	man->nesting++;
	write_content(man, node);
	man->nesting--;
	man_text_end(man);
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
	man_text_end_verbatim(man);
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
		man_text_open_inset(man);
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
	struct slice line;

	buf_init(&roff);
	man_write_line(tag, false, man->notes, &roff);
	loosen(&roff);
	line = slice_trim(buf_slice(&roff));
	if (line.len == 0 || man_roff_is_control(line)) {
		buf_puts(man->out, "\\&");
	}
	buf_put_slice(man->out, line);
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
	man_text_open_inset(man);
	inset = man->inset;
	write_tags(man, node);
	man->in_item = true;
	man->inset = false;
	man->fresh = true;
	man->wants_paragraph = false;
	man->nesting++;
	write_content(man, node);
	man->nesting--;
	man_text_end(man);
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
		man_text_open_inset(man);
		buf_puts(man->out, ".PP\n");
	}
	man_write_table(node, man->notes, man->out);
	end_block(man);
}

/* Notes may have notes: the count can grow. */
static void write_notes(struct man *man, const xmlNode *node)
{
	struct man_notes *notes = man->notes;

	(void)node;
	begin_block(man);
	for (size_t i = 0; i < notes->count; i++) {
		bool in_item = man->in_item;

		if (i == 0) {
			buf_puts(man->out, ".SH NOTES\n");
		}
		buf_printf(man->out, ".TP 5\n[%zu]\n", i + 1);
		man->in_item = true;
		man->inset = false;
		man->fresh = true;
		man->wants_paragraph = false;
		man->nesting++;
		write_content(man, notes->nodes[i]);
		man->nesting--;
		man_text_end(man);
		buf_puts(man->out, man->inset ? ".RE\n" : "");
		man->in_item = in_item;
		man->inset = false;
		end_block(man);
	}
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
	{ "note", false, write_note },
	{ "noteref", false, write_note },
	{ "notes", true, write_notes },
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

/* In a cell a block begins a line, but after what only labels it. */
static void part_words(struct man *man, bool block)
{
	if (man->verbatim) {
		return;
	}
	man_text_end_word(man);
	if (man->cell && block && !man->after_tag) {
		man->breaks = true;
	} else {
		man->space = true;
	}
}

/* Blocks on one line, and what nobody knows: only words. */
static void write_words(struct man *man, const xmlNode *node, bool block)
{
	bool tag = node_is(node, "tag");

	if (man->cell && node_is(node, "pre")) {
		part_words(man, true);
		man->listings++;
		write_content(man, node);
		man->listings--;
		part_words(man, true);
		return;
	}
	part_words(man, block && !node_is(node, "table") &&
			!node_is(node, "td"));
	write_content(man, node);
	part_words(man, block && !tag);
	if (tag) {
		man->breaks = false;
		man->after_tag = true;
	}
}

static void write_element(struct man *man, const xmlNode *node)
{
	const struct handler *handler = find_handler(node);

	if (handler->write == NULL ||
	    (handler->block && (man->one_line || man->verbatim))) {
		write_words(man, node, handler->block);
		return;
	}
	handler->write(man, node);
}

static void write_content(struct man *man, const xmlNode *node)
{
	const xmlNode *child;

	if (man->depth >= MAX_DEPTH) {
		char *text = node_text_dup(node);

		man_text_put(man, text);
		free(text);
		return;
	}
	man->depth++;
	for (child = node->children; child != NULL; child = child->next) {
		if (child->type == XML_TEXT_NODE ||
		    child->type == XML_CDATA_SECTION_NODE) {
			man_text_put(man, (const char *)child->content);
		} else if (child->type == XML_ELEMENT_NODE) {
			write_element(man, child);
		}
	}
	man->depth--;
}

/* Writes the content on one line, and forgets what writing needs. */
static void write_one_line(struct man *man, const xmlNode *node, struct buf *out)
{
	man->one_line = true;
	write_content(man, node);
	man_text_end(man);
	buf_put_slice(out, buf_slice(&man->line));
	man_text_release(man);
}

void man_write_line(const xmlNode *node, bool upper, struct man_notes *notes,
		    struct buf *out)
{
	struct man man;

	man_text_init(&man, out, notes);
	man.upper = upper;
	write_one_line(&man, node, out);
}

void man_write_cell(const xmlNode *node, struct man_notes *notes,
		    struct buf *out)
{
	struct man man;

	man_text_init(&man, out, notes);
	man.cell = true;
	write_one_line(&man, node, out);
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

		buf_put_utf8(&title, man_text_upper(width_decode(rest, &used)));
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
	struct man_notes notes = { .numbers = xmlHashCreate(16) };
	struct man man;

	/* This first line tells man(1) to run tbl(1). */
	buf_puts(out, has_table(page) ? "'\\\" t\n" : "");
	put_title(page, out);
	man_text_init(&man, out, &notes);
	write_content(&man, page);
	man_text_end(&man);
	man_text_release(&man);
	xmlHashFree(notes.numbers, NULL);
	free(notes.nodes);
}
