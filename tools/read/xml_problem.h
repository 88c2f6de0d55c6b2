/* SPDX-License-Identifier: ISC */
/*
 * xml_problem - the problems found in one XML text, kept until all are known,
 * so that they can be told in the order of the text and without echoes.
 */
#ifndef STET_READ_XML_PROBLEM_H
#define STET_READ_XML_PROBLEM_H

#include <stddef.h>

#include "base/slice.h"

struct diag;
struct xml_input;

struct xml_problem {
	const struct xml_input *input;
	size_t offset;		/* bytes into its text */
	size_t order;		/* of being found */
	char *text;
};

struct xml_problems {
	const struct xml_input *input;	/* what problems are added about */
	struct xml_problem *items;
	size_t count;
	size_t capacity;
	const char *structure;	/* the first error in the matching of tags */
	const struct xml_input *structure_input;
	size_t structure_offset;
};

/* Notes a problem; after the first hundred they are only counted. */
void xml_problem_add(struct xml_problems *problems, size_t offset,
		     const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Reports the problems in the order of the texts, and forgets them. */
void xml_problem_flush(struct xml_problems *problems, struct diag *diag);

void xml_problem_release(struct xml_problems *problems);

/*
 * Notes an error of libxml2 (its code, its message, what it is about) in our
 * words. Errors in the matching of tags wait for xml_problem_settle().
 */
void xml_problem_translate(struct xml_problems *problems, size_t offset,
			   int code, const char *message, const char *subject);

/*
 * After the parse: if libxml2 stumbled over tags that do not match, finds out
 * which, all of them.
 */
void xml_problem_settle(struct xml_problems *problems);

#endif
