/* SPDX-License-Identifier: ISC */
/*
 * markup - how a main spec writes things down: a row of functions for each source
 * format that stet can edit. They append whole lines to out, LF line ends.
 *
 * What differs between documents of one format (whether they have change bars, a
 * macro for index entries ...) is found by looking at the document.
 */
#ifndef STET_EDIT_MARKUP_H
#define STET_EDIT_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"
#include "edit/inline.h"
#include "edit/prose.h"
#include "model/doc.h"

struct names;

/* What a document has at its disposal. */
struct markup_traits {
	bool bars;		/* it can have change bars */
	bool uses_bars;		/* and has some */
	bool concept_index;	/* index entries for concepts */
	bool links;		/* a way to write the address of a page */
	bool dollar;		/* the markup of variables adds the dollar sign */
	bool dagger;		/* a mark for expanded values */
};

/* An option as somebody asked for it; plain text. */
struct option_spec {
	const char *name;
	const char *use;
	const char *type;	/* without the mark for expansion */
	bool expanded;
	const char *default_value;
};

struct markup_section {
	const char *title;
	const char *id;
	const char *index;	/* the concept index entry, or NULL */
	bool sub;		/* it stands inside a section */
};

struct markup {
	enum doc_format format;
	void (*find_traits)(struct slice source, struct markup_traits *out);

	void (*open_bars)(struct buf *out);
	void (*close_bars)(struct buf *out);
	void (*open_section)(const struct markup_traits *traits,
			     const struct markup_section *section,
			     struct buf *out);
	void (*close_section)(struct buf *out);

	/* The text is marked up already and has no LF at its end. first: it
	   follows a heading or begins an item. */
	void (*paragraph)(struct slice text, bool first, struct buf *out);
	void (*code)(struct slice text, struct buf *out);
	void (*open_list)(enum prose_list list, struct buf *out);
	/* An item; its first paragraph follows. term: of PROSE_TERMS only. */
	void (*item)(enum prose_list list, struct slice term, bool first,
		     struct buf *out);
	void (*close_list)(enum prose_list list, struct buf *out);

	/* A piece of a paragraph, whose start or the LF before it is at the end
	   of out. */
	void (*put_inline)(const struct markup_traits *traits,
			   enum inline_kind kind, struct slice text,
			   struct buf *out);
	void (*reference)(const char *id, struct buf *out);

	void (*option_heading)(const struct markup_traits *traits,
			       const struct option_spec *option,
			       struct buf *out);
	/* A row of a summary table, the summary marked up; like is the row
	   next to it. */
	void (*option_row)(const char *name, struct slice summary,
			   struct slice like, struct buf *out);
};

/* NULL for a format that cannot be edited. */
const struct markup *markup_of(enum doc_format format);

extern const struct markup markup_xfpt;
extern const struct markup markup_docbook;

/* Writing in one document. All lent. */
struct markup_writer {
	const struct markup *markup;
	struct markup_traits traits;
	struct names *options;	/* names that are options */
	struct names *ids;	/* ids that are taken; grows */
};

/* Marks up a run of plain text. */
void markup_text(struct markup_writer *writer, struct slice text,
		 struct buf *out);

/* Writes the blocks of a section: everything between its heading and its end.
 * Sub-headings get ids of their own, made from id and their titles. */
void markup_prose(struct markup_writer *writer, const struct prose *prose,
		  const char *id, struct buf *out);

/* A new id: the prefix and the letters and digits of the title, with a number
 * after it if it is taken. The id is taken from now on. */
char *markup_id_dup(struct markup_writer *writer, const char *prefix,
		    const char *title);

#endif
