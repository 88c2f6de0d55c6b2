/* SPDX-License-Identifier: ISC */
/*
 * place - where in a source new lines can go without tearing apart what belongs
 * together: index-range ends, comments before a heading, change bars.
 *
 * Offsets are starts of lines.
 */
#ifndef STET_EDIT_PLACE_H
#define STET_EDIT_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/doc.h"

struct source;

/* The start of the line that holds the offset; of the line after it. */
size_t place_line_start(const struct source *source, size_t offset);
size_t place_next_line(const struct source *source, size_t offset);

/* Goes back over lines that lead in what starts at the offset: comments directly
 * before it, and the opening of its change bars. */
size_t place_before(const struct source *source, enum doc_format format,
		    size_t offset);

/*
 * Goes back from the end of a division, or of an entry in it, over what closes
 * the division or belongs to the next: blank lines, comments, ends of index
 * ranges. tail, if not NULL, is set to after the index ends, which may stay
 * directly behind the text they follow.
 */
size_t place_end(const struct source *source, enum doc_format format,
		 size_t offset, size_t *tail);

/* The number of blank lines directly before the offset, from 1 up to 3. */
size_t place_gap(const struct source *source, size_t offset);

/* Is the offset between change bars? */
bool place_in_bars(const struct source *source, enum doc_format format,
		   size_t offset);

#endif
