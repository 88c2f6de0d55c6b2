/* SPDX-License-Identifier: ISC */
/*
 * inline - finds what deserves markup in a paragraph of plain text: option names,
 * variables, file names, addresses of pages, quoted words.
 *
 * It errs on the side of leaving text alone; every byte is handed on, in order,
 * but for the quotes around what is marked up instead.
 */
#ifndef STET_EDIT_INLINE_H
#define STET_EDIT_INLINE_H

#include "base/slice.h"

struct names;

enum inline_kind {
	INLINE_TEXT,
	INLINE_OPTION,		/* the name */
	INLINE_VARIABLE,	/* the name, without its dollar sign */
	INLINE_FILE,
	INLINE_URL,
	INLINE_QUOTE,		/* an opening quote; the text is empty */
	INLINE_UNQUOTE,		/* its end */
};

struct inline_sink {
	void (*put)(void *payload, enum inline_kind kind, struct slice text);
	void *payload;
};

/* options: the names that are options. */
void inline_scan(struct slice text, struct names *options,
		 const struct inline_sink *sink);

#endif
