/* SPDX-License-Identifier: ISC */
/*
 * diff - what changed between two sets of documents, as a tree of changes that
 * every report prints.
 *
 * The sets are lent: a tree points into their documents (nodes) and must be
 * freed before them. All texts of a tree are valid UTF-8 without control
 * characters but newline and tab. Lines count from 1; 0: on that side there is
 * nothing.
 */
#ifndef STET_DIFF_DIFF_H
#define STET_DIFF_DIFF_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "diff/sequence.h"
#include "model/unit.h"

struct buf;
struct doc;

/* --- what is compared -------------------------------------------------------- */

struct diff_document {
	char *path;		/* what pairs it with the other side's: relative
				   to the set's folder */
	struct doc *doc;	/* all owned by the set; NULL: could not be read */
	struct unit_list units;
	/* Of a new document: the lines that differ from this main source of an old
	 * one, for who has compared them already; NULL: nobody has. */
	const struct source *compared;
	struct sequence_changes hunks;
};

struct diff_set {
	char *label;		/* "release/4.98", "v1.2", "spec.xfpt" */
	struct diff_document *documents;
	size_t count;
	size_t capacity;
};

/* Adds a document, which the set then owns, and finds its units. Lends what was
 * added, until the next. */
struct diff_document *diff_set_add(struct diff_set *set, const char *path,
				   struct doc *doc);
/* Frees the documents. */
void diff_set_clear(struct diff_set *set);
void diff_set_release(struct diff_set *set);

/* --- the tree ---------------------------------------------------------------- */

enum change_kind {
	CHANGE_ADDED,
	CHANGE_REMOVED,
	CHANGE_MOVED,		/* its text may have edits, too */
	CHANGE_PROMOTED,
	CHANGE_RETITLED,
	CHANGE_EDITED,
	CHANGE_OPTION_ADDED,
	CHANGE_OPTION_REMOVED,
	CHANGE_OPTION_CHANGED,	/* one for each field */
	CHANGE_VARIABLE_ADDED,
	CHANGE_VARIABLE_REMOVED,
	CHANGE_REFLOWED,	/* only with diff_options.all */
	CHANGE_MARKUP_ONLY,
	CHANGE_UNCHANGED,	/* only with diff_options.whole; not counted */
};
enum { CHANGE_KINDS = CHANGE_UNCHANGED + 1 };

/* "added", "option-changed" ... */
const char *change_kind_name(enum change_kind kind);

/* Where something stands, on one side. */
struct change_place {
	char *file;		/* NULL: nowhere */
	size_t line;
	size_t end_line;
	char **path;		/* titles from the chapter to the unit's parent */
	size_t path_count;
};

/* Where a promoted section's text went, best first. */
struct change_landing {
	struct change_place place;
	const char *unit;	/* as struct change */
	char *key;
	char *title;
	double share;		/* 0 to 1, of the section's text; 0: names only */
};

/* Why a section counts as promoted. */
struct change_evidence {
	const char *kind;	/* "text", "option", "variable", "name",
				   "switch", "news" */
	char *name;		/* the option, name, switch; NULL for text */
	double share;		/* for text */
	char *detail;		/* a sentence for people */
	char *file;		/* where it shows in the new set; NULL: nowhere */
	size_t line;
};

enum run_state { RUN_SAME, RUN_REMOVED, RUN_ADDED };

/*
 * A run of words with the spaces between them. The texts of the runs that are
 * not RUN_ADDED make the old text, those not RUN_REMOVED the new.
 */
struct change_run {
	enum run_state state;
	char *text;
};

enum block_state {
	BLOCK_SAME,		/* context */
	BLOCK_ADDED,
	BLOCK_REMOVED,
	BLOCK_CHANGED,		/* words */
	BLOCK_MARKUP,		/* equal words, other markup */
	BLOCK_REFLOWED,		/* other lines; only with diff_options.all */
	BLOCK_MOVED_FROM,	/* was here; link says where it went */
	BLOCK_MOVED_TO,		/* is here; link says where it was */
};

enum block_kind {
	BLOCK_PARA,
	BLOCK_ITEM,		/* the first paragraph of a list's item, unless
				   it has a mark of its own in its text */
	BLOCK_TERM,
	BLOCK_TITLE,
	BLOCK_CODE,		/* its line breaks and blanks mean something */
	BLOCK_ROW,		/* cells set apart by " | " */
	BLOCK_INDEX,		/* an index term */
	BLOCK_NOTE,		/* a paragraph of a footnote */
	BLOCK_SOURCE,		/* lines of the source that show nowhere: comments,
				   definitions */
};

const char *block_state_name(enum block_state state);	/* "moved-from" ... */
const char *block_kind_name(enum block_kind kind);

struct change_block {
	enum block_state state;
	enum block_kind kind;
	size_t number;		/* unique in the tree, from 1 */
	size_t link;		/* number of the other block of a move; or 0 */
	size_t depth;		/* lists that it is inside of */
	size_t old_line, old_end_line;
	size_t new_line, new_end_line;
	const xmlNode *old_node;	/* lent by the documents; NULL on a side
					   where it is not, and for source */
	const xmlNode *new_node;
	struct change_run *runs;
	size_t run_count;
};

struct change {
	enum change_kind kind;
	char *id;		/* for links: unique, the same for equal input */
	const char *unit;	/* unit_kind_name(), or "document" for what is in
				   no unit */
	char *key;
	char *title;		/* the new one, of a unit that is gone the old */
	struct change_place old_place;
	struct change_place new_place;

	/* option-changed: name, use, type, expanded or default;
	   retitled: title. From and to are texts, expanded's "no" and "yes" */
	const char *field;
	char *from;
	char *to_value;

	double similarity;	/* of matched text, 0 to 1; else -1 */
	size_t words_added;
	size_t words_removed;

	/* options that are added or removed; else NULL */
	const struct unit *option;

	struct change_block *blocks;	/* in order, the unchanged ones too; empty
					   where a unit has another change that
					   shows them */
	size_t block_count;
	struct change_landing *landings;	/* promoted */
	size_t landing_count;
	struct change_evidence *evidence;
	size_t evidence_count;
};

/* Lines of a file replaced: old_count lines after the first old_start lines by
 * the bytes of text, newlines included. */
struct change_hunk {
	size_t old_start;
	size_t old_count;
	size_t new_start;
	size_t new_count;
	struct slice text;	/* lent by the new document */
};

/* All that is needed to make the new bytes from the old. */
struct change_file {
	char *old_path;		/* NULL: the file is new */
	char *new_path;		/* NULL: the file is gone */
	struct change_hunk *hunks;
	size_t hunk_count;
};

struct change_tree {
	char *old_label;
	char *new_label;
	size_t counts[CHANGE_KINDS];
	struct change *changes;	/* in document order */
	size_t count;
	size_t capacity;
	struct change_file *files;	/* those that differ */
	size_t file_count;
	size_t file_capacity;
};

struct diff_options {
	bool all;		/* also what changes nothing: re-wrapped text,
				   change bars */
	bool whole;		/* also every unchanged unit with its blocks */
};

/* Compares. Never fails; to be freed with change_tree_free(). */
struct change_tree *diff_sets(const struct diff_set *old_set,
			      const struct diff_set *new_set,
			      const struct diff_options *options);
void change_tree_free(struct change_tree *tree);

/* Is there any change that counts? */
bool change_tree_differs(const struct change_tree *tree);

/*
 * The tree as XML, for stylesheets; to be freed with xmlFreeDoc().
 *
 *   changes @version=1 @old @new @count
 *     kind @name @count               those that occur, in the order of the enum
 *     change @id @n @kind @unit @key @title @similarity(0-100) @words-added
 *            @words-removed @field @from @to    attributes only where they apply
 *       old, new @file @line @end-line
 *         step                        titles from the chapter down
 *       option @name @use @type @expanded(yes|no) @default   added, removed ones
 *       to @unit @key @title @file @line @share(0-100)       landing places
 *         step
 *       evidence @kind @name @share @file @line    text: a sentence
 *       block @n @state @kind @depth @link @old-line @old-end-line @new-line
 *             @new-end-line           @link is the @n of another block
 *         same | removed | added      text; newlines in code only
 *
 * Of the blocks that are the same, those are left out that have so many others, or
 * more, between them and the next change.
 */
#define CHANGE_ALL_BLOCKS ((size_t)-1)
xmlDoc *change_tree_xml_new(const struct change_tree *tree, size_t context);

/* Appends the tree as JSON, version 1; with the hunks of all files if full. */
void change_tree_json(const struct change_tree *tree, bool full,
		      struct buf *out);

#endif
