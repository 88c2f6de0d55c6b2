/* SPDX-License-Identifier: ISC */
/*
 * render - a resolved doc to what people read, through a stylesheet.
 *
 * Everything is made in memory: who calls decides what is written where. What a
 * thing looks like is the stylesheet's; filling lines, escaping and serialising
 * are done here in C.
 */
#ifndef STET_RENDER_RENDER_H
#define STET_RENDER_RENDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct diag;
struct doc;
struct files;
struct project;
struct project_man;
struct crew;
struct sheets;

struct render_options {
	struct sheets *sheets;		/* NULL: the built-in stylesheets */
	struct crew *crew;		/* who may help; NULL: nobody */
	const struct files *files;	/* where images are; NULL: the disk */
	const char *version;		/* of the documents; NULL: not known */
	bool ascii;			/* text: 7 bits only */
	int width;			/* text: columns; 0: 79 */
	bool change_bars;		/* text: mark what is revised */
	bool source_links;		/* HTML: say file and line of each section */
	const char *source_url;		/* HTML: link to them (html_edit.h); or NULL */
	const char *source_root;	/* that files in such links are below */
	const char *old_names;		/* HTML: of pages (html_moved.h); or NULL */
};

/* A file made: a path relative to where output goes, and its bytes. */
struct render_file {
	char *path;
	struct buf data;
};

struct render_files {
	struct render_file *files;
	size_t count;
	size_t capacity;
};

/* Adds an empty file (path is copied) and lends its buffer until the next. */
struct buf *render_files_add(struct render_files *files, const char *path);
void render_files_release(struct render_files *files);

/* Moves the files of another list to the end of this one. */
void render_files_move(struct render_files *files, struct render_files *from);

/* What these formats will need, beforehand, while nobody has a doc yet. Errors are
 * reported when it is used. */
void render_prepare_html(const struct render_options *options,
			 const struct diag *diag);
void render_prepare_text(const struct render_options *options,
			 const struct diag *diag);

/* To be called before several of these work on one doc at once. */
void render_share(struct doc *doc);

/*
 * Each adds its files to out under the base name given ("spec" makes spec.txt,
 * or spec/index.html and its kin). The doc must be resolved; it is left as it
 * was. 0, or -1 with an error reported.
 */
int render_html(struct doc *doc, const char *base,
		const struct render_options *options, struct render_files *out,
		struct diag *diag);
int render_text(struct doc *doc, const char *base,
		const struct render_options *options, struct render_files *out,
		struct diag *diag);
int render_docbook(struct doc *doc, const char *base,
		   const struct render_options *options,
		   struct render_files *out, struct diag *diag);

/* Man pages: every refentry of the doc, each under its own name. */
int render_man(struct doc *doc, const struct render_options *options,
	       struct render_files *out, struct diag *diag);

/* A man page assembled from a part of a book, as configured. */
int render_man_part(struct doc *doc, const struct project_man *man,
		    const struct render_options *options,
		    struct render_files *out, struct diag *diag);

#endif
