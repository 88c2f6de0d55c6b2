/* SPDX-License-Identifier: ISC */
/*
 * doc - one document: a DocBook tree and where every element came from.
 *
 * Every reader makes one, whatever it read. The tree is DocBook 4 without a
 * namespace. Ownership, for the whole program: a function that returns a
 * pointer lends it unless its name says new, dup or detach, or it writes to a
 * `**out`; a doc owns its tree, its sources and its origins.
 */
#ifndef STET_MODEL_DOC_H
#define STET_MODEL_DOC_H

#include <libxml/tree.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct source;

enum doc_format {
	DOC_XFPT,
	DOC_DOCBOOK,
	DOC_MARKDOWN,
	DOC_TEXT,
};

/*
 * What a document is for in its project: it decides which units are looked for.
 * The configuration says so; a document on its own is DOC_PLAIN.
 */
enum doc_role {
	DOC_PLAIN,
	DOC_MAIN,		/* a main specification */
	DOC_EXPERIMENTAL,	/* features that are not stable yet */
	DOC_OPTION_LIST,	/* the table of all options */
	DOC_NEWS,		/* new features by version */
	DOC_CHANGELOG,		/* changes by version */
};

/*
 * The bytes an element was made from: the whole of it, first byte to after the
 * last. An element made by a macro points at the call in the document; the
 * macro's definition is the secondary place (definition NULL if there is none).
 */
struct origin {
	struct source *source;
	struct span span;
	struct source *definition;
	size_t definition_line;
};

struct doc {
	xmlDoc *xml;
	xmlDtd *doctype;		/* if it was taken out of the tree */
	enum doc_format format;
	enum doc_role role;
	struct source **sources;	/* [0] is the main file */
	size_t source_count;
	struct span *skipped;		/* of the main file: was not read */
	size_t skipped_count, skipped_capacity;
	struct doc_origins *origins;	/* the pool behind node->_private */
	xmlNode **pages;		/* that begin pages, in order: by resolve */
	size_t page_count, page_capacity;
};

/* A document without a tree yet. */
struct doc *doc_new(enum doc_format format, enum doc_role role);
void doc_free(struct doc *doc);

/* Gives the doc a source to own and returns it. */
struct source *doc_add_source(struct doc *doc, struct source *source);

static inline struct source *doc_main_source(const struct doc *doc)
{
	return doc->sources[0];
}

/* Records where an element came from; the doc keeps a copy of the origin. */
void doc_set_origin(struct doc *doc, xmlNode *node, const struct origin *origin);

/* Where the element came from, or its nearest ancestor that has an origin;
 * NULL if there is none. */
const struct origin *doc_origin(const xmlNode *node);

/* --- small helpers on the tree ------------------------------------------- */

/* Is the node an element of this name (in no namespace)? */
bool node_is(const xmlNode *node, const char *name);

/*
 * Where a table of so many places (a power of two) has what is known about the
 * element's name. libxml2 keeps each name once in a tree: if the address is that of
 * the name kept there, it is the same name, as long as no element goes away.
 */
static inline size_t node_name_place(const xmlNode *node, size_t places)
{
	return ((uintptr_t)node->name >> 2) % places;
}

/* The attribute's value, lent by the tree; NULL if absent. */
const char *node_attr(const xmlNode *node, const char *name);

/* The first child element of this name; any element for a NULL name. */
xmlNode *node_child(const xmlNode *node, const char *name);

/* The next sibling element of this name (NULL: any). */
xmlNode *node_next(const xmlNode *node, const char *name);

/* The next node in document order, staying inside top; NULL at the end. */
xmlNode *node_walk(const xmlNode *node, const xmlNode *top);

/* The same, passing over what is inside the node. */
xmlNode *node_skip(const xmlNode *node, const xmlNode *top);

struct buf;

/* Appends all text inside the node, index terms and footnotes left out, runs
 * of white space as one space, none at the ends. */
void node_text(const xmlNode *top, struct buf *out);

/* The same as a new text. */
char *node_text_dup(const xmlNode *node);

#endif
