/* SPDX-License-Identifier: ISC */
/*
 * reader - from bytes to a doc, in any format stet reads.
 *
 * A reader is a row in the table of reader.c: a name, file name endings and a
 * function. Readers report every problem of a file, not only the first; they
 * never read outside options->root, and never the network.
 */
#ifndef STET_READ_READER_H
#define STET_READ_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "model/doc.h"
#include "model/files.h"

struct diag;
struct source;

/*
 * What a document may ask for that is not in it. All lent; NULL where unknown.
 */
struct read_options {
	const struct files *files;	/* where includes are; NULL: the disk */
	const char *root;	/* absolute, links resolved: includes stay inside;
				   NULL: the folder of the main file */
	const char *version;	/* for a missing local_params: "4.99" */
	time_t date;		/* likewise; 0 if unknown */
	bool version_optional;	/* edits and outlines do not need the version:
				   print "unknown" rather than fail */
	bool xfpt_compat;	/* as xfpt does, bug for bug */
	bool list_mended;	/* a note for each place where xfpt would have
				   lost text and we did not */
	enum doc_role role;
	/* Whole lines of the main file that another version has, too, in order: a
	 * reader may leave out the text between two headings in them, which
	 * doc->skipped then says (only that for xfpt does). */
	const struct span *shared;
	size_t shared_count;
};

/* The format that a file name says, by its ending (.xfpt; .xml .docbook .dbk;
 * .md .markdown; everything else is plain text). */
enum doc_format reader_format(const char *path);

/*
 * Reads one file. Returns the doc, the caller's to free, or NULL after errors
 * were reported.
 */
struct doc *reader_read(const char *path, const struct read_options *options,
			struct diag *diag);

/* The same for a source, which is taken over whatever the result. */
struct doc *reader_read_source(struct source *source, enum doc_format format,
			       const struct read_options *options,
			       struct diag *diag);

/* --- the readers, one file each; all take the source over ----------------- */

struct doc *read_xfpt(struct source *source, const struct read_options *options,
		      struct diag *diag);
struct doc *read_docbook(struct source *source,
			 const struct read_options *options, struct diag *diag);
struct doc *read_markdown(struct source *source,
			  const struct read_options *options,
			  struct diag *diag);
struct doc *read_text(struct source *source, const struct read_options *options,
		      struct diag *diag);

#endif
