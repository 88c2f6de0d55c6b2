/* SPDX-License-Identifier: ISC */
/*
 * text_ascii - a code point in 7 bits, so that no word is lost: quotes, dashes
 * and signs as people type them, accents taken off, and what has no likeness in
 * ASCII by its number, as in <U+4E2D>.
 */
#ifndef STET_RENDER_TEXT_ASCII_H
#define STET_RENDER_TEXT_ASCII_H

#include <stdint.h>

struct buf;

/* Appends the likeness of a code point above U+007F; may append nothing. */
void text_ascii_put(struct buf *out, uint32_t code_point);

#endif
