/* SPDX-License-Identifier: ISC */
/*
 * layout_walk - what layout's files share: the walk over the vocabulary that
 * lays out a block's content, which a table needs for its cells.
 */
#ifndef STET_RENDER_LAYOUT_WALK_H
#define STET_RENDER_LAYOUT_WALK_H

#include <libxml/hash.h>
#include <libxml/tree.h>
#include <stdbool.h>

#include "render/layout_area.h"

struct layout_note {
	const xmlNode *node;
	enum layout_bar bar;	/* of the text it is in */
};

struct layout_notes {
	struct layout_note *notes;	/* all met; those before put are done */
	size_t count;
	size_t capacity;
	size_t put;
	xmlHashTable *numbers;	/* by id: the number as a pointer */
};

struct layout {
	struct area area;
	struct layout_notes *notes;
	bool measuring;		/* only the widths matter: no notes are made */
	const struct layout_style *styles;	/* a table; or NULL */
	bool in_text;		/* inside an inline element */
	int depth;		/* of elements */
	int tables;		/* tables we are in */
};

/* What the flag says, in text with the outer bar. */
enum layout_bar layout_bar_of(const char *flag, enum layout_bar outer);

/* Deep nesting must leave room for text: margins end at half the width. */
int layout_margin(const struct area *area, int margin);

/* The blank lines that an attribute asks for. */
void layout_want_blanks(struct layout *layout, const xmlNode *node,
			const char *name);

static inline bool layout_is_text(const xmlNode *node)
{
	return node->type == XML_TEXT_NODE ||
	       node->type == XML_CDATA_SECTION_NODE;
}

/* Sets the area's bar to what the element's rev says; returns what it was. */
enum layout_bar layout_revise(struct layout *layout, const xmlNode *node);

/* A layout into a buffer of its own, with the notes of its parent. */
void layout_init_inner(struct layout *inner, const struct layout *outer,
		       struct buf *out, int width);

/* Lays out what is inside the node, in the area's style. */
void layout_content(struct layout *layout, const xmlNode *node);

/* Lays out lines kept as they are. */
void layout_verbatim(struct layout *layout, const xmlNode *node);

/* All text inside the node as it stands, appended. */
void layout_gather(struct layout *layout, const xmlNode *top, struct buf *out);

/* The first line, without its end, which is taken off the text. */
struct slice layout_next_line(struct slice *text);

/* The mark of a note or of a reference to one, "" if there is none; the note is
 * put at the next place for notes. */
enum { LAYOUT_MARK_SIZE = 32 };
void layout_note_mark(struct layout *layout, const xmlNode *node, char *mark);

/* Lays out the table at the area's margins. */
void layout_table(struct layout *layout, const xmlNode *node);

/* Lays out text in a style. */
void layout_style(struct layout *layout, const xmlNode *node);

/* The lines of a verbatim that has text in styles. */
void layout_styled_lines(struct layout *layout, const xmlNode *node);

/* Lays out the cells of a row over the lines. */
void layout_row(struct layout *layout, const xmlNode *node);

/* An attribute as a number; fallback if absent or not one, held in bounds. */
int layout_number(const xmlNode *node, const char *name, int fallback);

/* How many columns a cell takes, from 1 up to those that are left. */
size_t layout_cell_span(const xmlNode *td, size_t left);

enum layout_align layout_align_of(const xmlNode *node,
				  enum layout_align fallback);

#endif
