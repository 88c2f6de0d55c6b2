/* SPDX-License-Identifier: ISC */
/*
 * since - change bars made from a diff: what is new since a revision or an older
 * folder of the documents, marked in the trees that are about to be rendered.
 *
 * The comparison reads the documents itself; a mark is the place of an element
 * in document order, which is the same in every tree read from these bytes.
 */
#ifndef STET_CMD_SINCE_H
#define STET_CMD_SINCE_H

struct cmd_context;
struct doc;
struct project;
struct since;

/*
 * Compares the project with what it was: a revision, or a folder that holds the
 * older documents. To be freed; NULL after an error was reported.
 */
struct since *since_new(struct cmd_context *context,
			const struct project *project, const char *old);
void since_free(struct since *since);

/*
 * Marks what is new in a document just read from the path: revisionflag "added"
 * or "changed". The author's own marks are taken off. A NULL since does nothing.
 */
void since_mark(const struct since *since, struct doc *doc, const char *path);

#endif
