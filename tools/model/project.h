/* SPDX-License-Identifier: ISC */
/*
 * project - which documents belong together, and how they are written.
 *
 * A project is a folder with a stet.conf (git's configuration syntax), or one
 * that looks like a preset: presets are configurations too, built in as assets
 * (preset/exim.conf), so that nothing in the code knows a particular project.
 */
#ifndef STET_MODEL_PROJECT_H
#define STET_MODEL_PROJECT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/doc.h"

struct diag;

struct project_list {
	char **values;
	size_t count;
	size_t capacity;
};

/* [man "exim.8"]: a man page from a named part of a document. */
struct project_man {
	char *page;		/* "exim.8" */
	char *source;		/* the document's path, relative to the root */
	char *part;		/* id of the chapter or section; NULL: whole doc */
	char *name;		/* NAME: "exim" */
	char *purpose;
	struct project_list synopsis;	/* lines */
	struct project_list see_also;
	bool drop_references;	/* leave out sentences that refer to sections */
};

/* [dist "text"]: where the files of a format stand in a release. */
struct project_dist {
	char *format;		/* "html", "text", "docbook", "man" */
	char *archive;		/* "docs" in exim-docs-4.99; NULL: the format */
	char *folder;		/* inside the archive; NULL: its top */
	char *pages;		/* the folder of a book's pages, % for the book's
				   name; NULL: "%" */
	struct project_list copy;	/* files that go along as they are */
};

struct project {
	struct files *files;	/* where it is read from; NULL: the disk */
	char *root;		/* absolute, links resolved */
	bool is_here;		/* the root is the current folder */
	char *config_path;	/* what was read, for messages */
	char *name;		/* "exim" */
	char *version;		/* as configured or set; NULL: not known */
	struct project_list main;	/* paths relative to the root */
	struct project_list plain;	/* other documents to build */
	char *experimental;	/* paths or NULL */
	char *option_list;
	char *news;
	char *changelog;
	bool xref_full;
	char *author;		/* initials for change-log items; NULL: those of
				   the latest item */
	char *switch_prefix;	/* of build switches of experimental features:
				   "EXPERIMENTAL_"; NULL: there are none */
	char *stylesheet_dir;
	char *source_url;	/* of a line of a file: has %f and %l; or NULL */
	char *old_names;	/* of pages by number: has %n; or NULL */
	struct project_man *mans;
	size_t man_count;
	struct project_dist *dists;
	size_t dist_count;
};

/*
 * The project that the folder belongs to: the nearest stet.conf in it or above
 * it, else a preset, else a project without documents. config (NULL: look for
 * it) names the configuration file. Returns a project to be freed, or NULL after
 * an error was reported.
 */
struct project *project_open(const char *dir, const char *config,
			     struct diag *diag);
void project_free(struct project *project);

/* The same in a set of files, which the project owns from now on (also after
 * an error); NULL for the disk. */
struct project *project_open_in(struct files *files, const char *dir,
				const char *config, struct diag *diag);

/*
 * Sets a key as in the configuration: "man.exim.8.purpose", or for a key of the
 * [spec] section its name alone ("version"). A path must stay inside the root.
 * 0, or -1 with an error reported at the file and line (line 0: the command
 * line).
 */
int project_set(struct project *project, const char *key, const char *value,
		const char *file, size_t line, struct diag *diag);

/* The keys there are, for the manual's test: "spec.name" ...; NULL-ended. */
const char *const *project_keys(void);

/*
 * What the file is for, by the configuration: by its path, or for a file
 * outside the project by its name. DOC_PLAIN if the configuration does not know
 * it.
 */
enum doc_role project_role(const struct project *project, const char *path);

/* A new path to open, and to name in messages: relative to the current folder
 * if that is the root, else absolute. */
char *project_path_dup(const struct project *project, const char *relative);

/* What the configuration says of a format in a release; NULL if nothing. */
const struct project_dist *project_dist_find(const struct project *project,
					     const char *format);

/* The version that the name of a tag ends in, new, as documents write it:
 * "exim-4.99" and "v4.99" give "4.99", "exim-4_83_RC1" gives "4.83_RC1". NULL if
 * it ends in none. */
char *project_tag_version_dup(const char *tag);

/*
 * The version of the documents, new: as set or configured, else the nearest git
 * tag that ends in a version, else the newest heading of the news or change-log
 * file. NULL if there is none.
 */
char *project_version_dup(const struct project *project);

#endif
