/* SPDX-License-Identifier: ISC */
/*
 * workspace - an edit of a project from reading to writing: the documents and
 * their units, the changes planned, and what is expected of them.
 *
 * Every edit works alike: open documents, plan changes, finish. To finish is to
 * read the edited bytes again, to see that they differ from what was by exactly
 * what was expected, and only then to write them, or to print the patch.
 */
#ifndef STET_EDIT_WORKSPACE_H
#define STET_EDIT_WORKSPACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "edit/change.h"
#include "model/doc.h"
#include "model/unit.h"

struct diag;
struct project;

struct workspace_doc {
	char *path;		/* relative to the project's root */
	char *name;		/* in messages: opens from the current folder */
	enum doc_role role;
	struct doc *doc;
	struct unit_list units;
	size_t problems;	/* warnings when it was read */
};

/* A unit that is to be there, or gone, afterwards. */
struct expectation {
	size_t doc;		/* index of the document */
	bool added;		/* else removed */
	enum unit_kind kind;
	char *key;		/* NULL: any */
	char *words;		/* that its text must end with, as
				   sentence_words_dup() gives them; or NULL */
	bool met;
	const xmlNode *node;	/* if words are: what met it, while its document
				   is being checked */
};

/* A line of the report: where, after the edit, and what. */
struct report_line {
	size_t file;		/* index in changes.files */
	size_t change;		/* its number there */
	size_t skip;		/* lines from the start of the change */
	char *text;
};

struct workspace {
	const struct project *project;
	char *version;		/* of the documents; NULL: not known */
	struct workspace_doc *docs;
	size_t doc_count;
	size_t doc_capacity;
	struct change_set changes;
	struct expectation *expectations;
	size_t expectation_count;
	size_t expectation_capacity;
	struct report_line *report;
	size_t report_count;
	size_t report_capacity;
};

void workspace_init(struct workspace *workspace, const struct project *project);
void workspace_release(struct workspace *workspace);

/*
 * Reads a document of the project, by its path relative to the root, if that has
 * not been done. Returns its index, or -1 with errors reported.
 */
int workspace_open(struct workspace *workspace, const char *path,
		   enum doc_role role, struct diag *diag);

/* The same, but -2 without a message if path is NULL: the project has none. */
int workspace_open_optional(struct workspace *workspace, const char *path,
			    enum doc_role role, struct diag *diag);

/* Where the changes of a document go. Lent until the next call. */
struct change_file *workspace_changes(struct workspace *workspace, size_t doc);

/* Declares a unit that the changes add or remove; key NULL: whichever. */
void workspace_expect(struct workspace *workspace, size_t doc, bool added,
		      enum unit_kind kind, const char *key);

/* Declares a unit that is added, and the words that its text ends with; they may
 * well define variables. */
void workspace_expect_words(struct workspace *workspace, size_t doc,
			    enum unit_kind kind, const char *key,
			    const char *words);

/* Says something about a change, for the report. */
void workspace_report(struct workspace *workspace, size_t doc, size_t change,
		      size_t skip, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/*
 * Computes the new bytes and checks them. 0, or -1 with an error reported, which
 * is an internal one: nothing was written.
 */
int workspace_verify(struct workspace *workspace, struct diag *diag);

/* After workspace_verify(): appends the patch, or the report. */
void workspace_patch(const struct workspace *workspace, struct buf *out);
void workspace_print_report(const struct workspace *workspace, struct buf *out);

/* Writes all files or none. 0, or -1 with an error reported. */
int workspace_commit(const struct workspace *workspace, struct diag *diag);

#endif
