/* SPDX-License-Identifier: ISC */
/*
 * xml_parse - the state that the xml_*.c files share while texts become trees.
 * Nobody else includes this.
 */
#ifndef STET_READ_XML_PARSE_H
#define STET_READ_XML_PARSE_H

#include <libxml/hash.h>
#include <libxml/parser.h>

#include "read/xml_input.h"
#include "read/xml_problem.h"

/* Limits on what strangers' documents may cost. */
enum {
	XML_MAX_DEPTH = 1000,		/* of elements */
	XML_MAX_ATTRIBUTES = 256,	/* of one element; libxml2 compares all */
	XML_MAX_DECLARATION = 8192,	/* bytes, of elements, attributes */
	XML_MAX_NAMESPACES = 64,	/* in scope; searched one by one */
	XML_MAX_ENTITY_DEPTH = 20,
	XML_MAX_INCLUDE_DEPTH = 20,
	XML_MAX_FILES = 10000,
};

/* What the texts of one document have in common. */
struct xml_job {
	struct doc *doc;
	const struct read_options *options;
	struct diag *diag;
	bool files;		/* includes and external entities allowed */
	char *root;		/* they stay below; resolved at first need */
	xmlDict *dict;		/* names, shared by all trees */
	size_t file_count;
	size_t input_count;
	size_t expanded;	/* bytes that entities gave so far */
	size_t may_expand;	/* grows with what is read */
};

/*
 * Where the parser is: in the text itself, or in the replacement of an entity,
 * for which libxml2 makes a parser context of its own.
 */
struct xml_frame {
	xmlParserCtxt *context;
	const struct xml_input *input;	/* NULL: an internal entity */
	const struct xml_input *at;	/* innermost frame with an input ... */
	struct span reference;		/* ... and what refers to us there */
};

struct xml_parse {
	struct xml_job *job;
	struct xml_parse *includer;	/* the parse that includes this, or NULL */
	struct source *source;		/* NULL: a text made by another reader */
	struct xml_input input;
	struct slice unread;	/* of its text, by the parser */
	struct xml_problems problems;

	struct xml_frame frames[XML_MAX_ENTITY_DEPTH + 2];
	size_t frame_count;
	struct span *starts;		/* start tags of the open elements */
	size_t depth;
	size_t starts_capacity;
	size_t depth_above;	/* of the element that is included into */
	bool marked_up;		/* entities brought elements */
	bool namespaced;	/* an element or attribute has a namespace */
	size_t declared;	/* attributes */

	xmlHashTable *entities;		/* of struct xml_entity */
	struct xml_entity *entity;	/* the latest referred to in content */
	bool stopped;
};

/* Ends the parse here; hooks are still called, and must do nothing. */
void xml_parse_stop(struct xml_parse *parse);

/* Bytes into the text of the frame that the parser has read. */
size_t xml_frame_offset(const struct xml_parse *parse,
			const struct xml_frame *frame);

/* The entity reference that the parser has just read, in the text of
 * frame->at. */
struct span xml_frame_reference(const struct xml_parse *parse,
				const struct xml_frame *frame);

/* The frame of a parser context; makes and drops frames as contexts come and
 * go. NULL once stopped. */
struct xml_frame *xml_parse_frame(struct xml_parse *parse,
				  xmlParserCtxt *context);

/* Notes a problem where the frame is. */
void xml_parse_problem(struct xml_parse *parse, const struct xml_frame *frame,
		       size_t offset, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/*
 * Parses a text to a tree, which is the caller's; NULL after errors, which are
 * reported. Includes are done. The caller fills in job, includer, source and
 * depth_above; nothing is left in parse to release.
 */
xmlDoc *xml_parse_text(struct xml_parse *parse, struct slice text,
		       const struct xml_map *map);

/* --- xml_entity.c ----------------------------------------------------------- */

/* An entity as we know it: measured before libxml2 may expand it. */
struct xml_entity {
	bool visiting;		/* to find those that refer to themselves */
	bool failed;		/* reported: not to be expanded */
	bool unknown;		/* declared nowhere */
	size_t size;		/* bytes of its whole expansion */
	bool marked_up;		/* its expansion holds tags */
	xmlEntity text;		/* handed out for the whole expansion as text */
	bool external;		/* read from a file: */
	struct xml_input input;
	struct xml_map map;
};

/* SAX hooks: data is the parser context, whose _private is the parse. */
xmlEntity *xml_entity_get(void *data, const xmlChar *name);
xmlEntity *xml_entity_get_parameter(void *data, const xmlChar *name);
void xml_entity_release(xmlHashTable *entities);

/* Counts bytes that are not in the text; false, with the error noted and the
 * parse stopped, if they become too many. */
bool xml_entity_spend(struct xml_parse *parse, struct xml_frame *frame,
		      size_t bytes, const char *name);

/* Does every tag in the text keep our limits? Notes those that do not. */
bool xml_parse_check_tags(struct xml_parse *parse, struct slice text);

/* --- xml_include.c ---------------------------------------------------------- */

/* Why a file was not read. */
struct xml_refusal {
	char *why;		/* the caller's */
	bool missing;		/* it is not there, which a fallback may mend */
};

/*
 * Reads a file named in the document (href), relative to the base that names it,
 * adding it to the doc's sources. NULL if it may not or cannot be read.
 */
struct source *xml_include_open(struct xml_parse *parse,
				const struct source *base, const char *href,
				struct xml_refusal *refusal);

/* Replaces the XInclude elements of the tree. 0, or -1 after errors. */
int xml_include_all(struct xml_parse *parse, xmlDoc *tree);

#endif
