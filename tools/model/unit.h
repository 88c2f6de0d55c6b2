/* SPDX-License-Identifier: ISC */
/*
 * unit - what people talk about in a specification, and what diff, check and
 * edit address: a chapter, a section, an option entry, a news item.
 *
 * Units are found in the tree, so they work alike for every source format, and
 * each knows its exact bytes. Spans cover whole lines of the unit's main file:
 * first byte of its first line to after the newline of its last line that is
 * not blank.
 */
#ifndef STET_MODEL_UNIT_H
#define STET_MODEL_UNIT_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct doc;
struct source;

enum unit_kind {
	UNIT_CHAPTER,		/* also appendix, preface */
	UNIT_SECTION,
	UNIT_OPTION,		/* an option entry of a main spec */
	UNIT_VARIABLE,
	UNIT_CMDLINE,		/* a command-line option */
	UNIT_EXPERIMENTAL,	/* a section of the experimental spec */
	UNIT_NEWS_ITEM,
	UNIT_CHANGE_ITEM,
	UNIT_OPTION_ROW,	/* a row of the option list */
};

/* The kind's name in every output: "chapter", "option", "news-item" ... */
const char *unit_kind_name(enum unit_kind kind);

struct unit {
	enum unit_kind kind;
	char *key;		/* stable over time: author's id; name@use for
				   options and rows; else normalised title */
	char *title;		/* plain text; an option's name; an item's first words */
	char *id;		/* the author's, or NULL */
	char *number;		/* set if the doc is resolved, else NULL */
	char *anchor;		/* likewise */

	/* options and option rows; NULL or false for the rest */
	char *use;
	char *type;		/* without the mark for expansion */
	char *default_value;
	char *version;		/* option row: its last column */
	bool expanded;

	xmlNode *node;		/* lent by the doc */
	struct source *source;
	struct span span;
	size_t line;		/* of the span's start, and of its last line */
	size_t end_line;
	size_t parent;		/* index of the enclosing unit, or UNIT_NONE */
};

#define UNIT_NONE ((size_t)-1)

struct unit_list {
	struct unit *units;	/* in document order */
	size_t count;
	size_t capacity;
	struct _xmlHashTable *keys;	/* for unit_find() */
};

/*
 * Keys. Where sections of one title have no id, each is "parent's key/title";
 * of options (variables, ...) of one name the first keeps the plain key. A news
 * item is "4.99#3", a change-log item "4.99#AB/03": the version in the heading
 * and the item's own number or tag.
 *
 * Lines directly above a heading that belong to it (index terms, .new) are in
 * neither unit. A varlistentry with several terms gives a unit for each that
 * defines something; their node is the term for all but the first.
 */

/*
 * Finds the units of a doc; which kinds, its role decides (see doc.h): chapters
 * and sections everywhere, options, variables and command-line options in a
 * DOC_MAIN or DOC_PLAIN one, experimental sections for DOC_EXPERIMENTAL (top
 * level only; the preamble and the "End of file" trailer are none), items for
 * DOC_NEWS and DOC_CHANGELOG, rows for DOC_OPTION_LIST.
 * The list is the caller's, to be released before the doc.
 */
void unit_list_collect(struct doc *doc, struct unit_list *out);
void unit_list_release(struct unit_list *list);

/* The first unit of this kind with this key (exact), or NULL. */
const struct unit *unit_find(const struct unit_list *list, enum unit_kind kind,
			     const char *key);

/*
 * The chapter, section or experimental section named by an id or, case and
 * spacing aside, a title; NULL if there is none.
 */
const struct unit *unit_find_section(const struct unit_list *list,
				     const char *name);

/* Those with this title, case and spacing aside: fills out with up to max of
 * them, in document order, returns how many. */
size_t unit_titled(const struct unit_list *list, const char *title,
		   const struct unit **out, size_t max);

/*
 * The sections whose titles or ids are most like the name, best first, for "did
 * you mean": fills near with up to max of them, returns how many.
 */
size_t unit_nearest(const struct unit_list *list, const char *name,
		    const struct unit **near, size_t max);

/* Option names in the order of Exim's lists: ASCII but "_" before letters and
 * digits. In the manner of strcmp. */
int unit_option_order(const char *a, const char *b);

#endif
