/* SPDX-License-Identifier: ISC */
/*
 * division - the elements that divide a document and have a title: what they
 * are called, how they are numbered, which of them begin a page.
 */
#ifndef STET_MODEL_DIVISION_H
#define STET_MODEL_DIVISION_H

#include <libxml/tree.h>
#include <stdbool.h>

enum division_numbering {
	NUMBER_NONE,
	NUMBER_PART,		/* I, II: through the book */
	NUMBER_CHAPTER,		/* 1, 2: through the book, whatever its parts */
	NUMBER_APPENDIX,	/* A, B: likewise */
	NUMBER_SECTION,		/* the parent's number, a full stop, 1, 2 */
};

struct division {
	const char *name;	/* of the element */
	const char *label;	/* before its number in full references */
	enum division_numbering numbering;
	bool holds_pages;	/* what is directly in it begins a page */
	bool begins_page;
	bool is_section;	/* below a chapter; else it stands for one */
};

/* NULL if the node is no division. */
const struct division *division_find(const xmlNode *node);

/* What a root of any other name counts as: a division that holds text. */
const struct division *division_other(void);

/* Its title element, in the info element too; a refentry's refname. NULL if
 * there is none. */
xmlNode *division_title(const xmlNode *node);

/* Its title as plain text, new: no-break spaces as spaces. "" without one. */
char *division_title_dup(const xmlNode *node);

/* The text of any element in the same way. */
char *division_text_dup(const xmlNode *node);

/* The author's id of any element, NULL if it has none. */
const char *division_id(const xmlNode *node);

#endif
