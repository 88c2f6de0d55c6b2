/* SPDX-License-Identifier: ISC */
/*
 * unit_collect - what finding units and giving them spans and keys share;
 * private to the unit*.c files.
 */
#ifndef STET_MODEL_UNIT_COLLECT_H
#define STET_MODEL_UNIT_COLLECT_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "model/unit.h"

/* A unit that begins somewhere and ends where the next thing begins. */
struct unit_open {
	size_t unit;
	xmlNode *list;		/* an entry's list; NULL for the rest */
};

/* The units whose end is not known yet. */
struct unit_pending {
	struct unit_open *open;
	size_t count;
	size_t capacity;
};

/* Sets the unit's source, and its span to the lines of the node's origin. */
void unit_span_by_origin(struct unit *unit, const xmlNode *node);

/* The same up to a line, which is not in it any more. Blank lines at the end
 * are left out; the first line always stays. */
void unit_span_until(struct unit *unit, size_t line);

/*
 * The line at which the previous unit must end for the one that the node
 * begins: that of the node's origin, or above it where lines directly above
 * belong to it. 0 if the origin is not in the source.
 */
size_t unit_lead_line(xmlNode *node, struct source *source);

/* Makes the keys unique, and enters them in the list's table. */
void unit_list_key(struct unit_list *list);

#endif
