/* SPDX-License-Identifier: ISC */
/*
 * build_set - the documents of a project made into files in memory, format by
 * format: what stet build and stet dist do alike.
 *
 *   struct build_set set = { .project = p, .diag = d };
 *   build_set_choose(), build_set_dress(), build_set_add(), build_set_make()
 *   then the files are in set.files[]; build_set_release().
 */
#ifndef STET_CMD_BUILD_SET_H
#define STET_CMD_BUILD_SET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/opt.h"
#include "model/profile.h"
#include "render/render.h"

struct diag;
struct doc;
struct project;
struct since;

/* In the order of build_format_names. */
enum build_format {
	BUILD_HTML,
	BUILD_TEXT,
	BUILD_DOCBOOK,
	BUILD_MAN,
	BUILD_FORMAT_COUNT,
};

/* NULL-ended. */
extern const char *const build_format_names[];

struct build_input;

struct build_set {
	const struct project *project;
	struct diag *diag;
	bool formats[BUILD_FORMAT_COUNT];
	struct render_options render;
	bool single;		/* HTML: one file, not a page a chapter */
	struct profile profile;
	size_t threads;		/* that work at once; 0: one for each core */
	const struct since *since;	/* lent; NULL: the author's change bars */
	struct build_input *inputs;
	size_t input_count;
	size_t input_capacity;
	struct render_files files[BUILD_FORMAT_COUNT];
	struct doc *last;	/* the document that was ready last, not freed yet:
				   there may be other work at the same time */
};

/* Chooses the formats of a list of comma-separated names, of an empty one none.
 * 0, or -1 with each unknown name reported. */
int build_set_choose(struct build_set *set, const struct opt_list *list);

/* The version and the folder of stylesheets (NULL: the project's own, if it has
 * one). 0, or -1 if the folder is not there, reported. */
int build_set_dress(struct build_set *set, const char *stylesheet_dir);

/* The documents to build: those named, or the project's for none. 0, or -1 with
 * an error reported. */
int build_set_add(struct build_set *set, int argc, char **argv);

/* Reads and renders everything; all problems are reported. 0 or -1. */
int build_set_make(struct build_set *set);

/* How many files there are, and all of them: an array ended by NULL, new; the
 * files are lent. */
size_t build_set_count(const struct build_set *set);
const struct render_file **build_set_list(const struct build_set *set);

/* May be called before build_set_release(). */
void build_set_free_last(struct build_set *set);

void build_set_release(struct build_set *set);

#endif
