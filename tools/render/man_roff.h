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
#include <stddef.h>
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

/* The bytes of the escape sequence that begins at a backslash; the text of roff
 * ends in a zero. */
size_t man_roff_escape_len(const char *escape);

/* How many characters a line of roff puts on the page; len in bytes. */
size_t man_roff_width(const char *roff, size_t len);

/* Does a line of text that begins so need "\&" before it? */
bool man_roff_is_control(struct slice line);

#endif
