/* SPDX-License-Identifier: ISC */
/*
 * width - how many columns text takes on a terminal or a page of plain text.
 *
 * Code points are decoded leniently: a byte that is no UTF-8 counts as U+FFFD.
 */
#ifndef STET_RENDER_WIDTH_H
#define STET_RENDER_WIDTH_H

#include <stdint.h>

#include "base/slice.h"

/* The first code point of a text that is not empty; *len gets its bytes. */
uint32_t width_decode(struct slice text, size_t *len);

/* Columns of one code point: 0 (combining, format), 1 or 2 (wide). */
int width_char(uint32_t code_point);

/* Columns of a run of text without line ends. */
int width_text(struct slice text);

#endif
