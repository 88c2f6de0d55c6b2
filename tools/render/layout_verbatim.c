/* SPDX-License-Identifier: ISC */
/*
 * layout_verbatim - text whose lines are kept as they are.
 *
 * The text is gathered first, marks of notes in their place. Where revised text
 * begins and ends in it, it holds a byte that says so; text itself never holds
 * control characters that would be printed.
 */
#include "render/layout_walk.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/doc.h"
#include "render/width.h"

enum {
	TAB = 8,
	REVISED_END = 3,	/* ends what BAR_CHANGED or BAR_DELETED began */
};

/* --- notes ---------------------------------------------------------------- */

/* A note is put later; what stands for it here is its number. */
void layout_note_mark(struct layout *layout, const xmlNode *node, char *mark)
{
	struct layout_notes *notes = layout->notes;
	const char *id = node_attr(node, "id");
	size_t number = notes->count + 1;

	if (node_is(node, "noteref")) {
		number = id == NULL ? 0 : (size_t)(uintptr_t)xmlHashLookup(
				notes->numbers, (const xmlChar *)id);
	} else if (!layout->measuring) {
		MEM_GROW(notes->notes, notes->count, notes->capacity);
		notes->notes[notes->count++] = (struct layout_note){
			node, layout->area.bar,
		};
		if (id != NULL) {
			xmlHashAddEntry(notes->numbers, (const xmlChar *)id,
					(void *)(uintptr_t)notes->count);
		}
	}
	mark[0] = '\0';
	if (number > 0) {
		snprintf(mark, LAYOUT_MARK_SIZE, "[%zu]", number);
	}
}

/* --- gathering ------------------------------------------------------------ */

/* What an element begins with; false if what is in it is passed over. */
static bool gather_start(struct layout *layout, const xmlNode *node,
			 struct buf *out)
{
	const char *flag = node_attr(node, "flag");
	char mark[LAYOUT_MARK_SIZE];

	if (node_is(node, "rev") && flag != NULL && layout->area.bars) {
		enum layout_bar bar = layout_bar_of(flag, layout->area.bar);

		buf_putc(out, bar == BAR_NONE ? REVISED_END : (char)bar);
	} else if (node_is(node, "note") || node_is(node, "noteref")) {
		layout_note_mark(layout, node, mark);
		buf_puts(out, mark);
		return false;
	} else if (node_is(node, "br")) {
		buf_putc(out, '\n');
	}
	return true;
}

static void gather_end(const struct layout *layout, const xmlNode *node,
		       struct buf *out)
{
	if (node_is(node, "rev") && layout->area.bars) {
		buf_putc(out, REVISED_END);
	}
}

void layout_gather(struct layout *layout, const xmlNode *top, struct buf *out)
{
	const xmlNode *node = top->children;

	while (node != NULL) {
		if (layout_is_text(node)) {
			buf_puts(out, (const char *)node->content);
		} else if (node->type == XML_ELEMENT_NODE &&
			   gather_start(layout, node, out) &&
			   node->children != NULL) {
			node = node->children;
			continue;
		}
		while (node->next == NULL) {
			node = node->parent;
			if (node == top) {
				return;
			}
			gather_end(layout, node, out);
		}
		node = node->next;
	}
}

/* --- lines ---------------------------------------------------------------- */

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

struct slice layout_next_line(struct slice *text)
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

/* Bars of the line; the state at its end goes on to the next. */
static void mark_line(struct area *area, struct slice line,
		      enum layout_bar *state)
{
	if (slice_trim(line).len > 0) {
		area_mark(area, *state);
	}
	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] == BAR_CHANGED || line.ptr[i] == BAR_DELETED) {
			*state = (enum layout_bar)line.ptr[i];
			area_mark(area, BAR_CHANGED);
		} else if (line.ptr[i] == REVISED_END) {
			*state = BAR_NONE;
		}
	}
}

static void put_lines(struct area *area, struct slice text)
{
	enum layout_bar state = BAR_NONE;
	struct buf line;

	buf_init(&line);
	while (text.len > 0) {
		struct slice source = layout_next_line(&text);
		int width;

		if (slice_trim(source).len == 0) {
			source.len = 0;
		}
		mark_line(area, source, &state);
		width = put_verbatim(area, source, &line);
		area_put_line(area, buf_slice(&line), width);
		buf_clear(&line);
	}
	buf_release(&line);
}

static void put_gathered_lines(struct layout *layout, const xmlNode *node)
{
	struct buf text;
	struct slice lines;

	buf_init(&text);
	layout_gather(layout, node, &text);
	lines = slice_trim_end(buf_slice(&text));
	/* The line end after a start tag is none of the text. */
	if (lines.len > 0 && lines.ptr[0] == '\n') {
		lines.ptr++;
		lines.len--;
	}
	put_lines(&layout->area, lines);
	buf_release(&text);
}

void layout_verbatim(struct layout *layout, const xmlNode *node)
{
	struct area *area = &layout->area;
	int left = area->style.left;
	const char *join = node_attr(node, "join");

	layout_want_blanks(layout, node, "before");
	if (join != NULL && strcmp(join, "yes") == 0) {
		area_join(area);
	}
	area->style.left = layout_margin(area, left + layout_number(
							node, "indent", 0));
	if (layout->styles != NULL && node_child(node, "style") != NULL) {
		layout_styled_lines(layout, node);
	} else {
		put_gathered_lines(layout, node);
	}
	area->style.left = left;
	layout_want_blanks(layout, node, "after");
}
