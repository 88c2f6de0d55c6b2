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

struct layout_notes {
	const xmlNode **nodes;	/* all notes met; those before put are done */
	size_t count;
	size_t capacity;
	size_t put;
	xmlHashTable *numbers;	/* by id: the number as a pointer */
};

struct layout {
	struct area area;
	struct layout_notes *notes;
	bool measuring;		/* only the widths matter: no notes are made */
	bool in_text;		/* inside an inline element */
	int depth;		/* of elements */
	int tables;		/* tables we are in */
};

/* A layout into a buffer of its own, with the notes of its parent. */
void layout_init_inner(struct layout *inner, const struct layout *outer,
		       struct buf *out, int width);

/* Lays out what is inside the node, in the area's style. */
void layout_content(struct layout *layout, const xmlNode *node);

/* Lays out the table at the area's margins. */
void layout_table(struct layout *layout, const xmlNode *node);

/* Lays out the cells of a row over the lines. */
void layout_row(struct layout *layout, const xmlNode *node);

/* The content as one line of text, appended; its width. */
int layout_line(const struct layout *outer, const xmlNode *node,
		struct buf *out);

/* An attribute as a number; fallback if absent or not one, held in bounds. */
int layout_number(const xmlNode *node, const char *name, int fallback);

enum layout_align layout_align_of(const xmlNode *node,
				  enum layout_align fallback);

#endif
