/* SPDX-License-Identifier: ISC */
/*
 * xfpt documents: expanded to DocBook text, which is then parsed; the runs of
 * the expansion say where each element stands in the document.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "read/reader.h"
#include "read/xfpt.h"
#include "read/xml_read.h"

/* Runs that one line made, from the first of them that was asked about. */
struct group {
	size_t first;
	size_t end;		/* after the last one */
	size_t last_start;	/* where the last start tag begins in them; 0 if
				   there is none */
};

struct map {
	const struct xfpt_output *out;
	const struct xfpt_run *near;	/* where the last element ended */
	struct group group;
};

static bool is_same_line(const struct xfpt_run *a, const struct xfpt_run *b)
{
	return a->source == b->source && a->span.start == b->span.start &&
	       a->span.end == b->span.end;
}

static size_t run_end(const struct xfpt_output *out, size_t run)
{
	return run + 1 < out->run_count ? out->runs[run + 1].offset :
					  out->text.len;
}

/* The last start tag between two offsets; 0 if there is none. (One at 0 closes
 * nothing, so it need not be told from none.) */
static size_t find_last_start(const struct xfpt_output *out, size_t start,
			      size_t end)
{
	const char *text = out->text.data;
	const char *tag = memrchr(text + start, '<', end - start);

	while (tag != NULL && !is_alpha(tag[1]) && tag[1] != '_') {
		tag = memrchr(text + start, '<', (size_t)(tag - text) - start);
	}
	return tag != NULL ? (size_t)(tag - text) : 0;
}

/* The last start tag that the line of the run made, in this run or after it; if
 * there is none, some place before it. */
static size_t last_start(struct map *map, size_t run)
{
	const struct xfpt_output *out = map->out;
	struct group *group = &map->group;

	if (run < group->first || run >= group->end) {
		group->first = run;
		group->end = run + 1;
		while (group->end < out->run_count &&
		       is_same_line(&out->runs[group->end], &out->runs[run])) {
			group->end++;
		}
		group->last_start = find_last_start(
			out, out->runs[run].offset,
			run_end(out, group->end - 1));
	}
	return group->last_start;
}

/*
 * Where the element ends in the source that it started in. A line that closes
 * it only to begin something new is not part of it.
 */
static size_t source_end(struct map *map, const struct xfpt_run *first,
			 const struct xfpt_run *last, size_t end_tag)
{
	size_t index = (size_t)(last - map->out->runs);
	size_t end = last->span.end;

	if (last->source != first->source) {
		return first->source->len;
	}
	if (is_same_line(first, last)) {
		return end;
	}
	if (last->popped && last_start(map, index) > end_tag) {
		end = last->span.start;
	}
	return end > first->span.end ? end : first->span.end;
}

static void map_element(void *payload, struct span start_tag,
			struct span end_tag, struct origin *origin)
{
	struct map *map = payload;
	const struct xfpt_run *last = xfpt_run_at(map->out, end_tag.start,
						  map->near);
	const struct xfpt_run *first = xfpt_run_at(map->out, start_tag.start,
						   last);

	map->near = last;
	origin->source = first->source;
	origin->span.start = first->span.start;
	origin->span.end = source_end(map, first, last, end_tag.start);
	origin->definition = first->definition;
	origin->definition_line = first->definition_line;
}

static void map_position(void *payload, size_t offset, struct source **source,
			 size_t *source_offset)
{
	const struct map *map = payload;
	const struct xfpt_run *run = xfpt_run_at(map->out, offset, NULL);

	*source = run->source;
	*source_offset = run->span.start;
}

int xfpt_parse(struct doc *doc, const struct xfpt_output *out,
	       const struct read_options *options, struct diag *diag)
{
	struct map map = { .out = out };
	const struct xml_map xml_map = { map_element, map_position, &map };

	if (out->run_count == 0) {
		diag_file(diag, DIAG_ERROR, doc_main_source(doc)->name,
			  "the document is empty");
		return -1;
	}
	return xml_read(doc, buf_slice(&out->text), &xml_map, options, diag);
}

struct doc *read_xfpt(struct source *source, const struct read_options *options,
		      struct diag *diag)
{
	struct doc *doc = doc_new(DOC_XFPT, options->role);
	struct xfpt_output out;

	doc_add_source(doc, source);
	if (xfpt_expand(doc, source, options, diag, &out) != 0 ||
	    xfpt_parse(doc, &out, options, diag) != 0) {
		doc_free(doc);
		doc = NULL;
	}
	xfpt_output_release(&out);
	return doc;
}
