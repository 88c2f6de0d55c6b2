/* SPDX-License-Identifier: ISC */
/*
 * layout_style - text in a style: marks or a terminal's sequences around it, on
 * each line by itself, so that a pager may begin anywhere.
 */
#include "render/layout.h"

#include <string.h>

#include "model/doc.h"
#include "render/layout_walk.h"
#include "render/width.h"

enum { TAB = 8 };

/* The style of the name that the element has; NULL if there is none. */
static const struct layout_style *style_of(const struct layout *layout,
					   const xmlNode *node)
{
	const struct layout_style *style = layout->styles;
	const char *name = node_attr(node, "as");

	while (style != NULL && style->name != NULL && name != NULL) {
		if (strcmp(style->name, name) == 0) {
			return style;
		}
		style++;
	}
	return NULL;
}

void layout_style(struct layout *layout, const xmlNode *node)
{
	const struct layout_style *outer = layout->area.mark;
	const struct layout_style *style = style_of(layout, node);

	if (style != NULL) {
		layout->area.mark = style;
	}
	layout->in_text = true;
	layout_content(layout, node);
	layout->area.mark = outer;
}

/* --- lines as they are ------------------------------------------------------------ */

struct lines {
	struct area *area;
	struct buf line;
	int width;		/* of the line with its marks */
	int column;		/* of its text, for tabs */
	size_t blanks;		/* lines without text, not put yet */
	const struct layout_style *open;
	bool begun;		/* a line end was met, or text */
};

static void set_mark(struct lines *lines, const struct layout_style *mark)
{
	if (lines->open == mark) {
		return;
	}
	if (lines->open != NULL) {
		buf_puts(&lines->line, lines->open->after);
		lines->width += lines->open->width;
	}
	if (mark != NULL) {
		buf_puts(&lines->line, mark->before);
		lines->width += mark->width;
	}
	lines->open = mark;
}

static void end_line(struct lines *lines)
{
	set_mark(lines, NULL);
	/* The line end after a start tag is none of the text. */
	if (lines->line.len == 0 && lines->begun) {
		lines->blanks++;
	}
	if (lines->line.len > 0) {
		for (; lines->blanks > 0; lines->blanks--) {
			area_put_line(lines->area, slice_of("", 0), 0);
		}
		area_put_line(lines->area, buf_slice(&lines->line),
			      lines->width);
	}
	lines->begun = true;
	buf_clear(&lines->line);
	lines->width = 0;
	lines->column = 0;
}

static void put_text(struct lines *lines, struct slice text,
		     const struct layout_style *mark)
{
	while (text.len > 0) {
		size_t used;
		uint32_t character = width_decode(text, &used);
		int width;

		if (character == '\n') {
			end_line(lines);
		} else if (character == '\t') {
			width = TAB - lines->column % TAB;
			set_mark(lines, mark);
			buf_fill(&lines->line, ' ', (size_t)width);
			lines->column += width;
			lines->width += width;
		} else {
			set_mark(lines, mark);
			width = area_put_char(lines->area, &lines->line,
					      character);
			lines->column += width;
			lines->width += width;
		}
		text.ptr += used;
		text.len -= used;
	}
}

void layout_styled_lines(struct layout *layout, const xmlNode *node)
{
	struct lines lines = { .area = &layout->area };
	const xmlNode *inner = node;

	buf_init(&lines.line);
	while ((inner = node_walk(inner, node)) != NULL) {
		const struct layout_style *style = NULL;

		if (inner->type != XML_TEXT_NODE &&
		    inner->type != XML_CDATA_SECTION_NODE) {
			continue;
		}
		if (node_is(inner->parent, "style")) {
			style = style_of(layout, inner->parent);
		}
		put_text(&lines, slice_text((const char *)inner->content),
			 style);
	}
	if (lines.line.len > 0) {
		end_line(&lines);
	}
	buf_release(&lines.line);
}
