/* SPDX-License-Identifier: ISC */
/*
 * docbook5 - makes DocBook 5 what the rest of the program knows: DocBook 4
 * without a namespace. For the XML readers only.
 */
#ifndef STET_READ_DOCBOOK5_H
#define STET_READ_DOCBOOK5_H

#include <libxml/tree.h>

/*
 * Elements of DocBook's namespace lose it; xml:id becomes id, xml:lang lang, a
 * link by xlink:href a ulink (or a link, inside the document), info the element
 * named after its parent, tag sgmltag. Elements of other namespaces stay.
 */
void docbook5_normalise(xmlDoc *tree);

#endif
