/* SPDX-License-Identifier: ISC */
/*
 * resolve_state - what the steps of resolve hand to each other; private to the
 * resolve_*.c files.
 *
 * resolve_collect() walks the tree once and fills the arrays; the other steps
 * only go through the arrays. Everything is in document order. Places, terms
 * and references name each other by index, since the arrays move as they grow.
 */
#ifndef STET_MODEL_RESOLVE_STATE_H
#define STET_MODEL_RESOLVE_STATE_H

#include <libxml/hash.h>
#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

struct buf;
struct diag;
struct division;
struct doc;
struct grid;
struct resolve_options;

#define PLACE_NONE ((size_t)-1)

enum place_kind {
	PLACE_DIVISION,		/* a chapter, a section */
	PLACE_OPTION,		/* a row that heads an option's description */
	PLACE_ENTRY,		/* a varlistentry */
	PLACE_TERM,		/* an index term with no heading above it */
	PLACE_OTHER,		/* any other element with an id */
};

/* What a reference or an index can point to. */
struct place {
	enum place_kind kind;
	xmlNode *node;
	xmlNode *table;		/* an option's table, if it is alone there */
	const struct division *division;	/* for PLACE_DIVISION */
	const char *id;		/* the author's, lent by the tree, or NULL */
	char *title;		/* plain text, an option's name */
	char *wish;		/* the anchor it would like; NULL with an id */
	bool prefixed;		/* its division's anchor goes before the wish */
	char *anchor;
	char *number;
	char *page;		/* file name, if it begins a page */
	size_t level;
	size_t sections;	/* numbered so far, directly in it */
	size_t parent;		/* the division that it is in; PLACE_NONE: root */
	size_t page_place;	/* the place that begins its page */
	size_t aim;		/* what a reference to it really points to */
	xmlNode *toc;		/* its entry in the contents */
};

/* An element with a linkend, an otherterm, or arearefs. */
struct reference {
	xmlNode *node;
	size_t division;	/* that it is in */
};

struct index_term {
	xmlNode *node;
	size_t place;		/* what the index shall point to */
	size_t division;
};

/* An index element, to be filled. */
struct index_page {
	xmlNode *node;
	size_t place;
};

/* Figures and their kin, counted in the chapter or in the whole document. */
enum formal { FORMAL_FIGURE, FORMAL_TABLE, FORMAL_EXAMPLE, FORMAL_EQUATION,
	      FORMAL_COUNT };

enum { LIST_DEPTH_MAX = 32 };	/* deeper lists continue none */

/* What is counted on the walk inside the text, beyond the divisions. */
struct counts {
	size_t chapter;		/* the place formals are counted in */
	size_t in_chapter[FORMAL_COUNT];
	size_t in_document[FORMAL_COUNT];
	size_t items[LIST_DEPTH_MAX];	/* last number of a list so deep */
	size_t callouts;	/* in the listing at hand */
	size_t lines;		/* last number of a numbered line */
};

struct resolver {
	struct doc *doc;
	const struct resolve_options *options;
	struct diag *diag;
	xmlNode *root;
	xmlNs *ns;
	bool numbered;		/* sections have numbers */
	bool paged;		/* there is a page for each chapter */
	struct place *places;
	size_t place_count, place_capacity;
	struct reference *references;
	size_t reference_count, reference_capacity;
	struct index_term *terms;
	size_t term_count, term_capacity;
	struct index_page *indexes;
	size_t index_count, index_capacity;
	size_t *news;		/* places with something revised */
	size_t news_count, news_capacity;
	xmlHashTable *ids;	/* id to place, as resolve_mark() */
	struct counts counts;
	struct grid *grid;	/* of resolve_table(), for one table at a time */
	struct buf *href;	/* scratch for a link */
};

/* Hash tables hold indexes as pointers: 0 is no pointer. */
static inline void *resolve_mark(size_t index)
{
	return (void *)(index + 1);
}

static inline size_t resolve_unmark(const void *mark)
{
	return (size_t)mark - 1;
}

/* Sets an attribute of our namespace; a NULL value sets none. */
void resolve_set(const struct resolver *resolver, xmlNode *node,
		 const char *name, const char *value);

/* A document must not be able to set what only we may: a declaration of our
 * namespace that is not ours is made another's. */
void resolve_disown(const struct resolver *resolver, xmlNode *node);

/* Sets s:file and s:line, if it is known where the node came from. */
void resolve_set_origin(const struct resolver *resolver, xmlNode *node);

/* A new element of our namespace, last in the parent. */
xmlNode *resolve_add(const struct resolver *resolver, xmlNode *parent,
		     const char *name);

/* Appends copies of the source's children to the element, without index terms,
 * footnotes, anchors and ids. */
void resolve_copy_content(xmlNode *element, const xmlNode *source);

/* An attribute of our namespace, lent; NULL if it is not set. */
const char *resolve_get(const struct resolver *resolver, const xmlNode *node,
			const char *name);

/* Sets an attribute of ours to a number. */
void resolve_set_number(const struct resolver *resolver, xmlNode *node,
			const char *name, size_t number);

/* Sets s:href for a link in the division from to the place. */
void resolve_set_link(const struct resolver *resolver, xmlNode *node,
		      size_t from, size_t to);

/* Reports at the node's place in the source. */
void resolve_error(const struct resolver *resolver, const xmlNode *node,
		   const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* --- inside the text, at each element of the walk ------------------------ */

typedef void resolve_detail(struct resolver *resolver, xmlNode *node,
			    size_t division);

/* What is to be done with elements of this name: numbers what they number, items,
 * steps, figures, callouts, lines; places the cells of a table. NULL: nothing. */
resolve_detail *resolve_find_detail(const char *name);

/* Where the cells of a tgroup, entrytbl or HTML table stand. */
void resolve_table(struct resolver *resolver, xmlNode *node, size_t division);

/* The lines and the callout marks of a listing, of one with areas. */
void resolve_listing(struct resolver *resolver, xmlNode *node, size_t division);
void resolve_areas(struct resolver *resolver, xmlNode *node, size_t division);

/* 1 in a numeration of DocBook's: "1", "a", "A", "i", "I"; new. */
char *resolve_numeral_dup(size_t number, const char *numeration);

/* --- labels of references ------------------------------------------------ */

/* What a reference to the place prints, by its xrefstyle if it has one; new. */
char *resolve_label_dup(const struct resolver *resolver, const xmlNode *from,
			const struct place *to);

/* The division that the place is, or is in. */
const struct place *resolve_division(const struct resolver *resolver,
				     const struct place *place);

/* --- the steps, in order ------------------------------------------------- */

/* Walks the tree: places, numbers, references, index terms. Reports double
 * ids. */
void resolve_collect(struct resolver *resolver);

/* Gives every place an anchor, and what begins a page the page's name. */
void resolve_name(struct resolver *resolver);

/* Writes what is known of the places to the tree. */
void resolve_annotate(struct resolver *resolver);

/* Aims references. Reports dead ones. */
void resolve_references(struct resolver *resolver);

/* Adds the contents to the root. */
void resolve_contents(struct resolver *resolver);

/* Fills the index elements. */
void resolve_indexes(struct resolver *resolver);

/* Lists what is new at the root. */
void resolve_news(struct resolver *resolver);

/* Called by the walk for each element with attributes. */
void resolve_note_revision(struct resolver *resolver, const xmlNode *node,
			   size_t place);

/* The next index that a book without any should have, at its end, or NULL;
 * which goes from 0. */
xmlNode *resolve_new_index(const struct resolver *resolver, size_t *which);

#endif
