/* SPDX-License-Identifier: ISC */
/*
 * text_build - from what cmark found in the skeleton, and the lines, to
 * DocBook with origins.
 */
#ifndef STET_READ_TEXT_BUILD_H
#define STET_READ_TEXT_BUILD_H

#include "base/slice.h"

struct doc;
struct text_file;

/* Fills doc->xml. The file's source belongs to the doc. */
void text_build(struct text_file *file, struct slice skeleton, struct doc *doc);

#endif
