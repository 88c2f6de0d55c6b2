/* SPDX-License-Identifier: ISC */
#include "render/layout.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/doc.h"
#include "render/layout_walk.h"

enum {
	MAX_DEPTH = 1024,	/* deeper elements give their text only */
	MAX_NUMBER = 1000,	/* of columns and blank lines in attributes */
	MIN_WIDTH = 20,
	BAR_COLUMNS = 2,	/* a bar and a blank */
};

/* --- attributes ----------------------------------------------------------- */

int layout_number(const xmlNode *node, const char *name, int fallback)
{
	const char *text = node_attr(node, name);
	char *end;
	long number;

	if (text == NULL) {
		return fallback;
	}
	number = strtol(text, &end, 10);
	if (end == text) {
		return fallback;
	}
	if (number > MAX_NUMBER) {
		return MAX_NUMBER;
	}
	return number < -MAX_NUMBER ? -MAX_NUMBER : (int)number;
}

size_t layout_cell_span(const xmlNode *td, size_t left)
{
	int span = layout_number(td, "cols", 1);

	if (span < 1) {
		return 1;
	}
	return (size_t)span < left ? (size_t)span : left;
}

enum layout_align layout_align_of(const xmlNode *node,
				  enum layout_align fallback)
{
	const char *text = node_attr(node, "align");

	if (text == NULL) {
		return fallback;
	}
	if (strcmp(text, "center") == 0) {
		return LAYOUT_CENTER;
	}
	return strcmp(text, "right") == 0 ? LAYOUT_RIGHT : LAYOUT_LEFT;
}

static char char_of(const xmlNode *node, const char *name)
{
	const char *text = node_attr(node, name);

	return text != NULL && text[0] > ' ' && text[0] < 0x7f ? text[0] : 0;
}

int layout_margin(const struct area *area, int margin)
{
	int most = area->width / 2;

	if (margin > most) {
		margin = most;
	}
	return margin > 0 ? margin : 0;
}

/* --- what is revised ------------------------------------------------------ */

enum layout_bar layout_bar_of(const char *flag, enum layout_bar outer)
{
	if (strcmp(flag, "deleted") == 0) {
		return BAR_DELETED;
	}
	if (strcmp(flag, "changed") == 0 || strcmp(flag, "added") == 0) {
		return BAR_CHANGED;
	}
	return strcmp(flag, "off") == 0 ? BAR_NONE : outer;
}

enum layout_bar layout_revise(struct layout *layout, const xmlNode *node)
{
	struct area *area = &layout->area;
	enum layout_bar outer = area->bar;
	const char *flag = area->bars ? node_attr(node, "rev") : NULL;

	if (flag != NULL) {
		area->bar = layout_bar_of(flag, outer);
	}
	return outer;
}

void layout_want_blanks(struct layout *layout, const xmlNode *node,
			const char *name)
{
	area_want_blanks(&layout->area, layout_number(node, name, 0));
}

/* --- inline --------------------------------------------------------------- */

static void fill_text(struct layout *layout, const char *text)
{
	area_fill(&layout->area, slice_text(text));
}

static void lay_note(struct layout *layout, const xmlNode *node)
{
	char mark[LAYOUT_MARK_SIZE];

	layout_note_mark(layout, node, mark);
	fill_text(layout, mark);
}

static void lay_break(struct layout *layout, const xmlNode *node)
{
	(void)node;
	area_break(&layout->area);
}

/* --- blocks --------------------------------------------------------------- */

static void lay_block(struct layout *layout, const xmlNode *node)
{
	struct area *area = &layout->area;
	struct area_style outer = area->style;
	const char *label = node_attr(node, "label");
	const char *join = node_attr(node, "join");

	layout_want_blanks(layout, node, "before");
	if (join != NULL && strcmp(join, "yes") == 0) {
		area_join(area);
	}
	if (label != NULL) {
		area_put_label(area, slice_text(label));
	}
	area->style = (struct area_style){
		.left = layout_margin(area, outer.left +
				      layout_number(node, "indent", 0)),
		.right = layout_margin(area, outer.right +
				       layout_number(node, "right", 0)),
		.hang = layout_margin(area, layout_number(node, "hang", 0)),
		.align = layout_align_of(node, LAYOUT_LEFT),
		.underline = char_of(node, "underline"),
	};
	layout_content(layout, node);
	area_end_text(area);
	if (label != NULL) {
		area_end_label(area);
	}
	area->style = outer;
	layout_want_blanks(layout, node, "after");
}

static void lay_rule(struct layout *layout, const xmlNode *node)
{
	struct area *area = &layout->area;
	char character = char_of(node, "char");
	int room = layout->measuring ? 1 : area_room(area);
	struct buf line;

	layout_want_blanks(layout, node, "before");
	buf_init(&line);
	buf_fill(&line, character != 0 ? character : '-', (size_t)room);
	area_put_line(area, buf_slice(&line), room);
	buf_release(&line);
	layout_want_blanks(layout, node, "after");
}

/* A table or a row, at margins of its own. */
static void lay_framed(struct layout *layout, const xmlNode *node,
		       void (*lay)(struct layout *layout, const xmlNode *node))
{
	struct area *area = &layout->area;
	struct area_style outer = area->style;

	layout_want_blanks(layout, node, "before");
	area->style = (struct area_style){
		.left = layout_margin(area, outer.left +
				      layout_number(node, "indent", 0)),
		.right = outer.right,
	};
	lay(layout, node);
	area->style = outer;
	layout_want_blanks(layout, node, "after");
}

static void lay_row(struct layout *layout, const xmlNode *node)
{
	lay_framed(layout, node, layout_row);
}

static void lay_table(struct layout *layout, const xmlNode *node)
{
	lay_framed(layout, node, layout_table);
}

static void lay_notes(struct layout *layout, const xmlNode *node)
{
	struct layout_notes *notes = layout->notes;
	struct area *area = &layout->area;

	(void)node;
	if (layout->measuring) {
		return;
	}
	/* A note may hold notes: the count can grow. */
	for (; notes->put < notes->count; notes->put++) {
		struct area_style outer = area->style;
		enum layout_bar bar = area->bar;
		char mark[32];

		snprintf(mark, sizeof(mark), "[%zu]", notes->put + 1);
		area->bar = notes->notes[notes->put].bar;
		area_want_blanks(area, 1);
		area_put_label(area, slice_text(mark));
		area->style = (struct area_style){
			.left = layout_margin(area, outer.left +
						    (int)strlen(mark) + 1),
		};
		layout_content(layout, notes->notes[notes->put].node);
		area_end_text(area);
		area_end_label(area);
		area->bar = bar;
		area->style = outer;
	}
}

/* --- the walk ------------------------------------------------------------- */

struct handler {
	const char *name;
	bool block;
	void (*lay)(struct layout *layout, const xmlNode *node);
};

static const struct handler handlers[] = {
	{ "block", true, lay_block },
	{ "verbatim", true, layout_verbatim },
	{ "row", true, lay_row },
	{ "table", true, lay_table },
	{ "rule", true, lay_rule },
	{ "notes", true, lay_notes },
	{ "br", false, lay_break },
	{ "note", false, lay_note },
	{ "noteref", false, lay_note },
	{ "style", false, layout_style },
	{ NULL, false, NULL },	/* <any> */
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

static bool is_blank(const char *text)
{
	while (is_space(*text)) {
		text++;
	}
	return *text == '\0';
}

/* Is there text, or an inline element, among the node's children? */
static bool has_text(const xmlNode *node)
{
	const xmlNode *child;

	for (child = node->children; child != NULL; child = child->next) {
		if (layout_is_text(child) && !is_blank((const char *)child->content)) {
			return true;
		}
		if (child->type == XML_ELEMENT_NODE) {
			const struct handler *handler = find_handler(child);

			if (handler->lay != NULL && !handler->block) {
				return true;
			}
		}
	}
	return false;
}

static void lay_any(struct layout *layout, const xmlNode *node, bool in_text)
{
	struct area *area = &layout->area;

	if (in_text) {
		layout->in_text = true;
		layout_content(layout, node);
		return;
	}
	area_end_text(area);
	area_want_blanks(area, 1);
	layout_content(layout, node);
	area_end_text(area);
	area_want_blanks(area, 1);
}

/* Words struck out amid a text change its lines; a block is gone as a whole. */
static void lay_revised(struct layout *layout, const xmlNode *node, bool in_text)
{
	const char *flag = node_attr(node, "flag");
	enum layout_bar outer = layout->area.bar;

	if (flag != NULL && layout->area.bars) {
		layout->area.bar = layout_bar_of(flag, outer);
		if (in_text && layout->area.bar == BAR_DELETED) {
			layout->area.bar = BAR_CHANGED;
		}
	}
	layout->in_text = in_text;
	layout_content(layout, node);
	layout->area.bar = outer;
}

static bool ends_in_block(const xmlNode *node)
{
	const xmlNode *last = node->last;

	while (node_is(node, "rev") && last != NULL && layout_is_text(last) &&
	       is_blank((const char *)last->content)) {
		last = last->prev;
	}
	return node_is(node, "rev") && last != NULL &&
	       last->type == XML_ELEMENT_NODE && find_handler(last)->block;
}

/* Was it a block? */
static bool lay_element(struct layout *layout, const xmlNode *node, bool in_text)
{
	const struct handler *handler = find_handler(node);
	bool outer = layout->in_text;
	enum layout_bar bar = layout_revise(layout, node);

	layout->in_text = false;
	if (node_is(node, "rev")) {
		lay_revised(layout, node, in_text);
	} else if (handler->lay == NULL) {
		lay_any(layout, node, in_text);
	} else {
		if (handler->block) {
			area_end_text(&layout->area);
		}
		handler->lay(layout, node);
	}
	layout->in_text = outer;
	layout->area.bar = bar;
	return handler->block || ends_in_block(node);
}

static void fill_all_text(struct layout *layout, const xmlNode *node)
{
	struct buf text;

	buf_init(&text);
	layout_gather(layout, node, &text);
	area_fill(&layout->area, buf_slice(&text));
	buf_release(&text);
}

void layout_content(struct layout *layout, const xmlNode *node)
{
	const xmlNode *child;
	int in_text = layout->in_text ? 1 : -1;	/* -1: not known yet */
	bool after_block = false;

	if (layout->depth >= MAX_DEPTH) {
		fill_all_text(layout, node);
		return;
	}
	layout->depth++;
	for (child = node->children; child != NULL; child = child->next) {
		if (layout_is_text(child)) {
			const char *text = (const char *)child->content;

			if (after_block && !is_blank(text)) {
				area_want_blanks(&layout->area, 1);
				after_block = false;
			}
			fill_text(layout, text);
		} else if (child->type == XML_ELEMENT_NODE) {
			if (in_text < 0) {
				in_text = has_text(node);
			}
			after_block = lay_element(layout, child, in_text) ||
				      after_block;
		}
	}
	layout->depth--;
}

void layout_init_inner(struct layout *inner, const struct layout *outer,
		       struct buf *out, int width)
{
	*inner = (struct layout){
		.notes = outer->notes,
		.measuring = outer->measuring,
		.depth = outer->depth,
		.tables = outer->tables,
		.styles = outer->styles,
	};
	area_init(&inner->area, out, width, outer->area.ascii);
	inner->area.bars = outer->area.bars && !outer->measuring;
}

/* Bars become columns; blank lines between two bars get one. */
static void put_bars(struct slice lines, struct buf *out)
{
	enum layout_bar before = BAR_NONE;
	size_t blanks = 0;

	while (lines.len > 0) {
		struct slice line = layout_next_line(&lines);
		enum layout_bar bar = area_take_bar(&line);

		if (line.len == 0 && bar == BAR_NONE) {
			blanks++;
			continue;
		}
		for (; blanks > 0; blanks--) {
			buf_puts(out, before != BAR_NONE && bar == before ?
				      (bar == BAR_CHANGED ? "|\n" : "-\n") :
				      "\n");
		}
		buf_puts(out, bar == BAR_NONE ? "  " :
			      bar == BAR_CHANGED ? "| " : "- ");
		buf_put_slice(out, line);
		buf_putc(out, '\n');
		before = bar;
	}
}

void layout_write(const xmlNode *root, const struct layout_options *options,
		  struct buf *out)
{
	struct layout_notes notes = { .numbers = xmlHashCreate(16) };
	struct layout layout = { .notes = &notes, .styles = options->styles };
	int width = options->width - (options->bars ? BAR_COLUMNS : 0);
	struct buf marked;

	buf_init(&marked);
	area_init(&layout.area, options->bars ? &marked : out,
		  width > MIN_WIDTH ? width : MIN_WIDTH, options->ascii);
	layout.area.bars = options->bars;
	lay_block(&layout, root);
	lay_notes(&layout, root);
	area_end_label(&layout.area);
	area_release(&layout.area);
	put_bars(buf_slice(&marked), out);
	buf_release(&marked);
	xmlHashFree(notes.numbers, NULL);
	free(notes.notes);
}
