/* SPDX-License-Identifier: ISC */
/*
 * blank - line breaks after blocks, which say nothing, and are a tenth of what a
 * stylesheet has to go through.
 */
#ifndef STET_RENDER_BLANK_H
#define STET_RENDER_BLANK_H

#include <libxml/tree.h>

/* Takes them out of the tree, where it is known that no text can stand: what is
 * made of it is the same without them. */
void blank_drop(xmlNode *root);

#endif
