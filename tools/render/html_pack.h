/* SPDX-License-Identifier: ISC */
/*
 * html_pack - a long text as a short script. For html_search.c only.
 *
 * Words that a text repeats become one character each, of ranges that take two
 * or three bytes in UTF-8: U+0080 to U+07FF for what saves most, then U+E000 to
 * U+F8FF. Characters of these ranges that the text itself holds become words,
 * so that nothing is lost. Unpacking is one replacement by a table; see unpack()
 * in xml/html.js.
 */
#ifndef STET_RENDER_HTML_PACK_H
#define STET_RENDER_HTML_PACK_H

#include "base/slice.h"

struct buf;

/*
 * Appends {"words":"...","text":"..."}: the words, one a line in the order of
 * their characters, and the text with these in it. The text is UTF-8.
 */
void html_pack(struct slice text, struct buf *out);

#endif
