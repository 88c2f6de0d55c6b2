/* SPDX-License-Identifier: ISC */
/*
 * xfpt - expands xfpt markup to DocBook text, knowing where each byte came from.
 *
 * The language is described in Philip Hazel's xfpt manual; this is a reader of
 * our own. Bytes in, bytes out; offsets are bytes.
 */
#ifndef STET_READ_XFPT_H
#define STET_READ_XFPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "model/doc.h"
#include "read/reader.h"

/*
 * A run of output bytes starting at offset (up to the next run's) that came
 * from one place: whole lines of a source. Bytes made by a macro, an included
 * library file or the push stack belong to the line of the document that called
 * or popped them; definition names the macro's own place.
 */
struct xfpt_run {
	size_t offset;
	struct source *source;
	struct span span;
	struct source *definition;
	size_t definition_line;
	bool popped;		/* by the line, from the push stack */
};

struct xfpt_output {
	struct buf text;
	struct xfpt_run *runs;
	size_t run_count;
	size_t run_capacity;
};

/*
 * Expands the source; included files are read and added to the doc's sources,
 * so that runs may point at them. The output is filled as far as expansion
 * came, whatever the errors. Returns 0, or -1 after an error was reported.
 */
int xfpt_expand(struct doc *doc, struct source *source,
		const struct read_options *options, struct diag *diag,
		struct xfpt_output *out);
void xfpt_output_release(struct xfpt_output *out);

/*
 * Parses the expanded text into doc->xml, every element with its origin in the
 * sources that were expanded. Returns 0, or -1 after errors were reported.
 */
int xfpt_parse(struct doc *doc, const struct xfpt_output *out,
	       const struct read_options *options, struct diag *diag);

/* So many lines above a heading are looked at for what belongs to it. */
enum { XFPT_LEAD_MAX = 40 };

/* May the line stand above a heading and belong to it, as an index term does? */
bool xfpt_may_lead(struct slice line);

/* The run that the output byte belongs to, found the sooner the nearer to the given
 * one (or to the first) it is; NULL for an empty output. */
const struct xfpt_run *xfpt_run_at(const struct xfpt_output *out, size_t offset,
				   const struct xfpt_run *near);

#endif
