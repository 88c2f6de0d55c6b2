/* SPDX-License-Identifier: ISC */
/*
 * xml_scan - finds the tags in XML text, byte for byte, whatever is wrong with
 * the rest. For checks before libxml2 sees the text, and for telling which tags
 * do not match when it has given up. Linear in the text; lends everything.
 */
#ifndef STET_READ_XML_SCAN_H
#define STET_READ_XML_SCAN_H

#include "base/slice.h"

struct xml_problems;

enum xml_tag_kind {
	XML_TAG_NONE,		/* the text has ended */
	XML_TAG_START,
	XML_TAG_END,
	XML_TAG_EMPTY,
	XML_TAG_BROKEN,		/* '<' that begins no whole tag or construct */
};

struct xml_tag {
	enum xml_tag_kind kind;
	struct span span;	/* '<' up to after '>' */
	struct slice name;	/* as written, prefix included */
};

struct xml_scan {
	struct slice text;
	size_t offset;
};

/*
 * The next tag. Comments, CDATA sections, processing instructions and the
 * document type with its internal subset are passed over.
 */
struct xml_tag xml_scan_next(struct xml_scan *scan);

/* The number of attributes written in a tag, or a little more. */
size_t xml_scan_attributes(struct slice text, const struct xml_tag *tag);

/*
 * The document type of the text, from '<' to after '>' (or the end of the text
 * if it never ends); empty if there is none before the first tag.
 */
struct span xml_scan_doctype(struct slice text);

/*
 * Declarations of elements and attributes may be long in no honest document,
 * and cost libxml2 the square of their length. The offset of the first that is
 * longer than max bytes; the text's length if there is none.
 */
size_t xml_scan_long_declaration(struct slice text, size_t max);

/*
 * Reports every tag that has no partner: end tags that close nothing, elements
 * that are never closed, '<' that begins nothing.
 */
void xml_scan_balance(struct slice text, struct xml_problems *problems);

#endif
