/* SPDX-License-Identifier: ISC */
/*
 * xml_read - DocBook text to a tree in which every element knows its bytes.
 *
 * libxml2 keeps no byte offsets and caps line numbers at 65535, so a scanner of
 * our own finds every tag's bytes and the two are joined in document order.
 * The text may be a file, or DocBook that another reader made; a map says what
 * the places in the text mean to the user.
 */
#ifndef STET_READ_XML_READ_H
#define STET_READ_XML_READ_H

#include "model/doc.h"
#include "read/reader.h"

struct xml_map {
	/* Fills in where an element with these tags came from; an empty
	   element has the same span twice. */
	void (*element)(void *payload, struct span start_tag,
			struct span end_tag, struct origin *out);
	/* The source and byte that the byte at offset came from. */
	void (*position)(void *payload, size_t offset, struct source **source,
			 size_t *source_offset);
	void *payload;
};

/*
 * Parses the text into doc->xml: no network, no DTD, the named entities of HTML
 * known, namespace of DocBook 5 dropped, white space kept. external entities and
 * XInclude (where allowed: a DocBook file, not text made by another reader) are
 * read from inside options->root only. Returns 0, or -1 with every error
 * reported at its mapped position.
 */
int xml_read(struct doc *doc, struct slice text, const struct xml_map *map,
	     const struct read_options *options, struct diag *diag);

#endif
