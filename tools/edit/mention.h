/* SPDX-License-Identifier: ISC */
/*
 * mention - the switches by which an experimental feature is built, which begin
 * as the configuration says, and where the documents of a project name them.
 */
#ifndef STET_EDIT_MENTION_H
#define STET_EDIT_MENTION_H

#include <stdbool.h>

#include "base/slice.h"
#include "edit/names.h"

struct buf;
struct workspace;

/*
 * The switches of the feature that a section is about: of those that it names
 * the ones that resemble its title; else one made from the title, if a document
 * names it; else all that the section names. None if the project has no prefix.
 */
void mention_find_switches(const struct workspace *workspace, const char *title,
			   struct slice text, struct names *out);

/* Does the text name one of the switches, as a word? */
bool mention_in(struct slice text, const struct names *switches);

/* A part of an edited document: mentions in it are listed apart. */
struct mention_place {
	const char *path;
	struct span span;	/* of the edited bytes */
};

/* Appends each line of the project's documents, as edited, that names one of the
 * switches, and of the part also those that say "experimental": "file:line: text". */
void mention_print(const struct workspace *workspace,
		   const struct names *switches,
		   const struct mention_place *apart, struct buf *out);

#endif
