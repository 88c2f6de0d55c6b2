/* SPDX-License-Identifier: ISC */
/*
 * man_roff - text in roff's clothes, so that a reader sees and copies the
 * characters that were meant.
 *
 * In code, "-" and the quotes are those of ASCII; in prose "-" is a hyphen
 * unless it begins a word, where it can only be an option's.
 */
#ifndef STET_RENDER_MAN_ROFF_H
#define STET_RENDER_MAN_ROFF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

struct buf;

/* Appends one character; word_start: nothing of its word stands before it. */
void man_roff_put(struct buf *out, uint32_t character, bool code,
		  bool word_start);

/* Appends a run of text. White space is kept: the caller sees to lines. */
void man_roff_text(struct buf *out, struct slice text, bool code);

/* Appends an argument of a macro, quoted where it has to be; text is roff
 * already. */
void man_roff_argument(struct buf *out, struct slice roff);

/* Does a line of text that begins so need "\&" before it? */
bool man_roff_is_control(struct slice line);

#endif
