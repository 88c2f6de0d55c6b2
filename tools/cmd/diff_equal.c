/* SPDX-License-Identifier: ISC */
#include "cmd/diff_equal.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/source.h"
#include "diff/lines.h"
#include "read/reader.h"

/* --- whole files ------------------------------------------------------------------- */

/* May the document be made from other files, too? */
static bool may_include(const struct source *source, const char *path)
{
	enum doc_format format = reader_format(path);

	if (format == DOC_XFPT) {
		return memmem(source->text, source->len, ".include", 8) != NULL;
	}
	return format == DOC_DOCBOOK &&
	       (memmem(source->text, source->len, "include", 7) != NULL ||
		memmem(source->text, source->len, "<!ENTITY", 8) != NULL);
}

static bool same_bytes(const struct diff_task *a, const struct diff_task *b)
{
	return a->source != NULL && b->source != NULL &&
	       slice_equal(slice_of(a->source->text, a->source->len),
			   slice_of(b->source->text, b->source->len)) &&
	       !may_include(a->source, a->path);
}

void diff_equal_mark(struct diff_task *a, struct diff_task *b)
{
	a->equal = b->equal = same_bytes(a, b);
}

/* --- the end of a text -------------------------------------------------------------- */

static void cut_source(struct source *source, size_t bytes)
{
	source->len -= bytes;
	source->text[source->len] = '\0';
	free(source->line_starts);
	source->line_starts = NULL;
	source->line_count = 0;
}

static bool is_ruler(struct slice line)
{
	line = slice_trim_end(line);
	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] != '-' && line.ptr[i] != '=') {
			return false;
		}
	}
	return line.len >= 5;
}

/*
 * In plain text the sections at the end that are equal need not be read: logs and
 * news grow at the top. What is cut off begins with a heading that comes after one
 * that is equal, too, and after a blank line.
 */
void diff_equal_cut(struct diff_task *a, struct diff_task *b)
{
	size_t count = 0;
	size_t equal = 0;
	size_t lines;

	if (a->source == NULL || b->source == NULL || a->equal ||
	    reader_format(a->path) != DOC_TEXT ||
	    reader_format(b->path) != DOC_TEXT) {
		return;
	}
	while (equal < a->source->len && equal < b->source->len &&
	       a->source->text[a->source->len - 1 - equal] ==
		       b->source->text[b->source->len - 1 - equal]) {
		equal++;
	}
	lines = source_line_count(a->source);
	for (size_t n = source_line(a->source, a->source->len - equal) + 2;
	     n + 1 < lines; n++) {
		if (is_ruler(source_line_text(a->source, n + 1)) &&
		    slice_trim(source_line_text(a->source, n - 1)).len == 0 &&
		    slice_trim(source_line_text(a->source, n)).len > 0 &&
		    ++count == 2) {
			size_t cut = a->source->len -
				     source_line_start(a->source, n);

			cut_source(a->source, cut);
			cut_source(b->source, cut);
			return;
		}
	}
}

/* --- lines --------------------------------------------------------------------------- */

/* Between two changes, in both versions. */
struct common {
	struct diff_task *tasks[2];
	size_t lines[2];	/* that have been passed, of each */
};

static struct span span_of(struct source *source, size_t line, size_t count)
{
	return (struct span){ source_line_start(source, line + 1),
			      source_line_start(source, line + count + 1) };
}

/* The lines up to those that follow, counted from 0. */
static void add_common(struct common *common, size_t old_line, size_t new_line)
{
	size_t ends[2] = { old_line, new_line };

	for (size_t i = 0; i < 2; i++) {
		struct diff_task *task = common->tasks[i];

		task->shared[task->shared_count++] =
			span_of(task->source, common->lines[i],
				ends[i] - common->lines[i]);
	}
}

void diff_equal_lines(struct diff_task *a, struct diff_task *b)
{
	struct sequence_changes *hunks = &b->hunks;
	struct common common = { { a, b }, { 0, 0 } };

	if (a->source == NULL || b->source == NULL || a->equal ||
	    reader_format(a->path) != DOC_XFPT ||
	    reader_format(b->path) != DOC_XFPT) {
		return;
	}
	lines_diff(slice_of(a->source->text, a->source->len),
		   slice_of(b->source->text, b->source->len), hunks);
	b->compared = a->source;
	a->shared = mem_alloc((hunks->count + 1) * sizeof(*a->shared));
	b->shared = mem_alloc((hunks->count + 1) * sizeof(*b->shared));
	for (size_t i = 0; i < hunks->count; i++) {
		const struct sequence_change *hunk = &hunks->items[i];

		add_common(&common, hunk->old_start, hunk->new_start);
		common.lines[0] = hunk->old_start + hunk->old_count;
		common.lines[1] = hunk->new_start + hunk->new_count;
	}
	add_common(&common, source_line_count(a->source),
		   source_line_count(b->source));
}

void diff_equal_check(struct diff_task *a, struct diff_task *b)
{
	size_t a_count = a->doc != NULL ? a->doc->skipped_count : 0;
	size_t b_count = b->doc != NULL ? b->doc->skipped_count : 0;
	bool same = a_count == b_count;
	size_t n = 0;

	for (size_t i = 0; same && i < a_count; i++) {
		struct span x = a->doc->skipped[i];
		struct span y = b->doc->skipped[i];

		while (a->shared[n].end < x.end) {
			n++;
		}
		same = x.start - a->shared[n].start ==
			       y.start - b->shared[n].start &&
		       x.end - x.start == y.end - y.start;
	}
	a->uneven = b->uneven = !same;
}
