/* SPDX-License-Identifier: ISC */
/*
 * text_inline - what little there is inside a paragraph of plain text: words
 * as they are, and addresses of the web.
 */
#ifndef STET_READ_TEXT_INLINE_H
#define STET_READ_TEXT_INLINE_H

#include <libxml/tree.h>

#include "base/slice.h"

/* Appends the text; http and ftp addresses in it become ulinks. */
void text_inline(xmlNode *parent, struct slice text);

#endif
