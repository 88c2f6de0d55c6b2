/* SPDX-License-Identifier: ISC */
/*
 * man_refs - references to sections by number, which make no sense in a manual
 * page made of one chapter.
 *
 * "See section 5.2 for details." has nothing but the reference: the sentence is
 * left out, as are such words in brackets. In any other sentence the number is
 * replaced by what the section is about: 'the section on "List construction"'.
 */
#ifndef STET_RENDER_MAN_REFS_H
#define STET_RENDER_MAN_REFS_H

#include <libxml/tree.h>
#include <stdbool.h>

/* Rewords the references in the tree, which the caller owns. drop: sentences
 * may be left out, unless they refer to a place in the tree. */
void man_refs_reword(xmlNode *top, bool drop);

#endif
