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
#include "render/width.h"

enum {
	MAX_DEPTH = 1024,	/* deeper elements give their text only */
	MAX_NUMBER = 1000,	/* of columns and blank lines in attributes */
	MIN_WIDTH = 20,
	TAB = 8,
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

/* Deep nesting must leave room for text: margins end at half the width. */
static int margin_within(const struct area *area, int margin)
{
	int most = area->width / 2;

	if (margin > most) {
		margin = most;
	}
	return margin > 0 ? margin : 0;
}

static void want_blanks(struct layout *layout, const xmlNode *node,
			const char *name)
{
	area_want_blanks(&layout->area, layout_number(node, name, 0));
}

/* --- inline --------------------------------------------------------------- */

static void fill_text(struct layout *layout, const char *text)
{
	area_fill(&layout->area, slice_text(text));
}

static void fill_mark(struct layout *layout, size_t number)
{
	char mark[32];

	snprintf(mark, sizeof(mark), "[%zu]", number);
	fill_text(layout, mark);
}

static void lay_note(struct layout *layout, const xmlNode *node)
{
	struct layout_notes *notes = layout->notes;
	const char *id = node_attr(node, "id");

	fill_mark(layout, notes->count + 1);
	if (layout->measuring) {
		return;
	}
	MEM_GROW(notes->nodes, notes->count, notes->capacity);
	notes->nodes[notes->count++] = node;
	if (id != NULL) {
		xmlHashAddEntry(notes->numbers, (const xmlChar *)id,
				(void *)(uintptr_t)notes->count);
	}
}

static void lay_noteref(struct layout *layout, const xmlNode *node)
{
	const char *id = node_attr(node, "id");
	void *number = NULL;

	if (id != NULL) {
		number = xmlHashLookup(layout->notes->numbers,
				       (const xmlChar *)id);
	}
	if (number != NULL) {
		fill_mark(layout, (size_t)(uintptr_t)number);
	}
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

	want_blanks(layout, node, "before");
	if (join != NULL && strcmp(join, "yes") == 0) {
		area_join(area);
	}
	if (label != NULL) {
		area_put_label(area, slice_text(label));
	}
	area->style = (struct area_style){
		.left = margin_within(area, outer.left +
				      layout_number(node, "indent", 0)),
		.right = margin_within(area, outer.right +
				       layout_number(node, "right", 0)),
		.hang = margin_within(area, layout_number(node, "hang", 0)),
		.align = layout_align_of(node, LAYOUT_LEFT),
		.underline = char_of(node, "underline"),
	};
	layout_content(layout, node);
	area_end_text(area);
	if (label != NULL) {
		area_end_label(area);
	}
	area->style = outer;
	want_blanks(layout, node, "after");
}

static void gather_text(const xmlNode *node, struct buf *out)
{
	const xmlNode *inner = node;
	int number = 0;

	while ((inner = node_walk(inner, node)) != NULL) {
		if (inner->type == XML_TEXT_NODE ||
		    inner->type == XML_CDATA_SECTION_NODE) {
			buf_puts(out, (const char *)inner->content);
		} else if (node_is(inner, "number")) {
			buf_printf(out, "(%d)", ++number);
		}
	}
}

/* A line as the output has it, tabs expanded; its width. */
static int put_verbatim(const struct area *area, struct slice text,
			struct buf *line)
{
	int width = 0;

	while (text.len > 0) {
		size_t used;
		uint32_t character = width_decode(text, &used);

		if (character == '\t') {
			int gap = TAB - width % TAB;

			buf_fill(line, ' ', (size_t)gap);
			width += gap;
		} else {
			width += area_put_char(area, line, character);
		}
		text.ptr += used;
		text.len -= used;
	}
	return width;
}

static struct slice next_line(struct slice *text)
{
	const char *end = memchr(text->ptr, '\n', text->len);
	size_t len = end != NULL ? (size_t)(end - text->ptr) : text->len;
	struct slice line = slice_of(text->ptr, len);

	text->ptr += len;
	text->len -= len;
	if (end != NULL) {
		text->ptr++;
		text->len--;
	}
	return line;
}

static void put_verbatim_lines(struct area *area, struct slice text)
{
	struct buf line;

	buf_init(&line);
	while (text.len > 0) {
		struct slice source = next_line(&text);
		int width;

		if (slice_trim(source).len == 0) {
			source.len = 0;
		}
		width = put_verbatim(area, source, &line);
		area_put_line(area, buf_slice(&line), width);
		buf_clear(&line);
	}
	buf_release(&line);
}

static void lay_verbatim(struct layout *layout, const xmlNode *node)
{
	struct area *area = &layout->area;
	int left = area->style.left;
	const char *join = node_attr(node, "join");
	struct buf text;
	struct slice lines;

	buf_init(&text);
	gather_text(node, &text);
	lines = slice_trim_end(buf_slice(&text));
	/* The line end after a start tag is none of the text. */
	if (lines.len > 0 && lines.ptr[0] == '\n') {
		lines.ptr++;
		lines.len--;
	}
	want_blanks(layout, node, "before");
	if (join != NULL && strcmp(join, "yes") == 0) {
		area_join(area);
	}
	area->style.left = margin_within(area, left + layout_number(
							node, "indent", 0));
	put_verbatim_lines(area, lines);
	area->style.left = left;
	want_blanks(layout, node, "after");
	buf_release(&text);
}

static void lay_rule(struct layout *layout, const xmlNode *node)
{
	struct area *area = &layout->area;
	char character = char_of(node, "char");
	int room = layout->measuring ? 1 : area_room(area);
	struct buf line;

	want_blanks(layout, node, "before");
	buf_init(&line);
	buf_fill(&line, character != 0 ? character : '-', (size_t)room);
	area_put_line(area, buf_slice(&line), room);
	buf_release(&line);
	want_blanks(layout, node, "after");
}

/* A table or a row, at margins of its own. */
static void lay_framed(struct layout *layout, const xmlNode *node,
		       void (*lay)(struct layout *layout, const xmlNode *node))
{
	struct area *area = &layout->area;
	struct area_style outer = area->style;

	want_blanks(layout, node, "before");
	area->style = (struct area_style){
		.left = margin_within(area, outer.left +
				      layout_number(node, "indent", 0)),
		.right = outer.right,
	};
	lay(layout, node);
	area->style = outer;
	want_blanks(layout, node, "after");
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
		char mark[32];

		snprintf(mark, sizeof(mark), "[%zu]", notes->put + 1);
		area_want_blanks(area, 1);
		area_put_label(area, slice_text(mark));
		area->style = (struct area_style){
			.left = margin_within(area, outer.left +
						    (int)strlen(mark) + 1),
		};
		layout_content(layout, notes->nodes[notes->put]);
		area_end_text(area);
		area_end_label(area);
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
	{ "verbatim", true, lay_verbatim },
	{ "row", true, lay_row },
	{ "table", true, lay_table },
	{ "rule", true, lay_rule },
	{ "notes", true, lay_notes },
	{ "br", false, lay_break },
	{ "note", false, lay_note },
	{ "noteref", false, lay_noteref },
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

static bool is_text(const xmlNode *node)
{
	return node->type == XML_TEXT_NODE ||
	       node->type == XML_CDATA_SECTION_NODE;
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
		if (is_text(child) && !is_blank((const char *)child->content)) {
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

/* Was it a block? */
static bool lay_element(struct layout *layout, const xmlNode *node, bool in_text)
{
	const struct handler *handler = find_handler(node);
	bool outer = layout->in_text;

	layout->in_text = false;
	if (handler->lay == NULL) {
		lay_any(layout, node, in_text);
	} else {
		if (handler->block) {
			area_end_text(&layout->area);
		}
		handler->lay(layout, node);
	}
	layout->in_text = outer;
	return handler->block;
}

static void fill_all_text(struct layout *layout, const xmlNode *node)
{
	struct buf text;

	buf_init(&text);
	gather_text(node, &text);
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
		if (is_text(child)) {
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
	};
	area_init(&inner->area, out, width, outer->area.ascii);
}

void layout_write(const xmlNode *root, const struct layout_options *options,
		  struct buf *out)
{
	struct layout_notes notes = { .numbers = xmlHashCreate(16) };
	struct layout layout = { .notes = &notes };
	int width = options->width;

	area_init(&layout.area, out, width > MIN_WIDTH ? width : MIN_WIDTH,
		  options->ascii);
	lay_block(&layout, root);
	lay_notes(&layout, root);
	area_end_label(&layout.area);
	area_release(&layout.area);
	xmlHashFree(notes.numbers, NULL);
	free(notes.nodes);
}
