/* SPDX-License-Identifier: ISC */
/*
 * xml_input - one XML text as the parser gets it (UTF-8), and the way back from
 * its bytes to those of the file: past a byte-order mark, a conversion from
 * another encoding, and the map of the reader that made the text.
 */
#ifndef STET_READ_XML_INPUT_H
#define STET_READ_XML_INPUT_H

#include "base/slice.h"
#include "read/xml_read.h"

struct xml_problems;

/* Characters that each take from bytes of the file and to bytes of UTF-8. */
struct xml_run {
	size_t at;		/* offset in the UTF-8 text */
	size_t from_at;		/* offset in the file */
	unsigned char to;
	unsigned char from;
};

struct xml_input {
	struct slice text;
	size_t skip;		/* UTF-8 bytes left out before text */
	char *converted;	/* owned; NULL if the file is UTF-8 */
	struct xml_run *runs;
	size_t run_count;
	size_t run_capacity;
	const struct xml_map *map;
	size_t number;		/* for the order of reports */
};

/*
 * Takes the text of a file, in the encoding that its mark or XML declaration
 * says; problems are added about the input from now on. Returns 0, or -1 with
 * the undecodable bytes noted and the input good for positions only.
 */
int xml_input_init(struct xml_input *input, struct slice bytes,
		   const struct xml_map *map, struct xml_problems *problems);
/* Leaves out an XML (text) declaration at the beginning. */
void xml_input_skip_declaration(struct xml_input *input);

void xml_input_release(struct xml_input *input);

/* From an offset in text to one in the bytes given. */
size_t xml_input_offset(const struct xml_input *input, size_t offset);

/* The source and byte that the byte of text came from. */
void xml_input_position(const struct xml_input *input, size_t offset,
			struct source **source, size_t *source_offset);

/* Where an element with these tags in text came from. */
void xml_input_element(const struct xml_input *input, struct span start_tag,
		       struct span end_tag, struct origin *out);

/* A map for text that is the text of a source (the payload). */
struct xml_map xml_map_source(struct source *source);

#endif
