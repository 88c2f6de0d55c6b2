/* SPDX-License-Identifier: ISC */
/*
 * Nothing may be dropped silently. A line that differs is accounted for by the
 * block or the unit that it belongs to: one that is reported as changed, or one
 * that is not because it says the same as before. Lines of a hunk that nothing
 * accounts for are equal but for where they are broken, or are reported as they
 * stand.
 */
#include "diff/truth.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/division.h"
#include "model/doc.h"

/* --- what does not count --------------------------------------------------------------- */

/* Change bars of the source formats. */
static bool is_bar(struct slice line, enum doc_format format)
{
	return format == DOC_XFPT &&
	       (slice_is(line, ".new") || slice_is(line, ".wen") ||
		slice_starts(line, ".new "));
}

/* A line as words count: without a change bar in a tag. */
static void put_line(struct buf *out, struct slice line, enum doc_format format)
{
	static const char bar[] = " revisionflag=\"";
	const char *end = line.ptr + line.len;
	const char *at = line.ptr;

	while (format == DOC_DOCBOOK && at < end) {
		const char *found = memmem(at, (size_t)(end - at), bar,
					   sizeof(bar) - 1);
		const char *quote;

		if (found == NULL) {
			break;
		}
		quote = memchr(found + sizeof(bar) - 1, '"',
			       (size_t)(end - found) - (sizeof(bar) - 1));
		if (quote == NULL) {
			break;
		}
		buf_put(out, at, (size_t)(found - at));
		at = quote + 1;
	}
	buf_put(out, at, (size_t)(end - at));
}

/* Goes on hashing the words of a line. */
static uint64_t hash_words(uint64_t hash, struct slice line)
{
	size_t i = 0;

	while (i < line.len) {
		size_t start;

		while (i < line.len && is_space(line.ptr[i])) {
			i++;
		}
		start = i;
		while (i < line.len && !is_space(line.ptr[i])) {
			i++;
		}
		if (i > start) {
			hash = hash_more(hash, slice_of(line.ptr + start,
							i - start));
			hash = hash_more(hash, slice_of(" ", 1));
		}
	}
	return hash;
}

/* Words of the lines first to last that are not change bars; only those not
 * explained if so wanted. */
static uint64_t hash_lines(const struct truth_text *text, size_t first,
			   size_t last, bool unexplained_only)
{
	uint64_t hash = HASH_START;
	struct buf line;

	buf_init(&line);
	for (size_t n = first; n <= last; n++) {
		struct slice raw =
			slice_trim(source_line_text(text->source, n));

		if ((unexplained_only && text->explained[n - 1]) ||
		    is_bar(raw, text->format)) {
			continue;
		}
		buf_clear(&line);
		put_line(&line, raw, text->format);
		hash = hash_words(hash, buf_slice(&line));
	}
	buf_release(&line);
	return hash;
}

/*
 * A line that only gives the text around it its form: in xfpt a directive without
 * words of its own, such as ".next" or ".table2 100pt".
 */
static bool is_frame(struct slice line, enum doc_format format)
{
	size_t blanks = 0;

	if (format != DOC_XFPT || line.len < 2 || line.ptr[0] != '.' ||
	    !is_alpha(line.ptr[1])) {
		return false;
	}
	for (size_t i = 1; i < line.len; i++) {
		if (is_space(line.ptr[i])) {
			blanks++;
		} else if (!is_alnum(line.ptr[i])) {
			return false;
		}
	}
	return blanks <= 2;
}

/* --- what accounts for lines ------------------------------------------------------------- */

static void explain(struct truth_text *text, size_t first, size_t last)
{
	size_t count;

	if (text == NULL || text->explained == NULL) {
		return;
	}
	count = source_line_count(text->source);
	for (size_t n = first; n <= last && n <= count; n++) {
		text->explained[n - 1] = true;
	}
}

static void explain_block(struct truth *truth, const struct side *side,
			  uint32_t number, bool is_old)
{
	struct source *source;
	size_t first;
	size_t last;

	if (number != NO_BLOCK &&
	    block_lines(&side->blocks[number], &source, &first, &last)) {
		explain(truth_find(truth, source, is_old), first, last);
	}
}

static void explain_unit(struct truth *truth, const struct part *part,
			 bool is_old)
{
	if (part->unit == NULL) {
		const struct doc *doc = part->document->doc;

		for (size_t i = 0; doc != NULL && i < doc->source_count; i++) {
			explain(truth_find(truth, doc->sources[i], is_old), 1,
				SIZE_MAX);
		}
	} else if (part->unit->source != NULL) {
		explain(truth_find(truth, part->unit->source, is_old),
			part->unit->line, part->unit->end_line);
	}
}

static const xmlNode *heading_of(const struct unit *unit)
{
	if (unit->kind == UNIT_OPTION) {
		return unit->node;
	}
	return division_find(unit->node) != NULL ? division_title(unit->node) :
						   NULL;
}

/* Some lines of one of the files. */
struct stretch {
	struct truth_text *text;
	size_t first;
	size_t last;
};

static bool is_open(const struct stretch *stretch)
{
	size_t count = source_line_count(stretch->text->source);

	for (size_t n = stretch->first; n <= stretch->last && n <= count; n++) {
		if (!stretch->text->explained[n - 1]) {
			return true;
		}
	}
	return false;
}

/* Two stretches that say the same, or are reported. */
static void explain_both(const struct stretch *old_lines,
			 const struct stretch *new_lines, bool reported)
{
	if (old_lines->text == NULL || new_lines->text == NULL ||
	    old_lines->text->explained == NULL ||
	    new_lines->text->explained == NULL ||
	    (!is_open(old_lines) && !is_open(new_lines))) {
		return;
	}
	if (reported ||
	    hash_lines(old_lines->text, old_lines->first, old_lines->last,
		       false) == hash_lines(new_lines->text, new_lines->first,
					    new_lines->last, false)) {
		explain(old_lines->text, old_lines->first, old_lines->last);
		explain(new_lines->text, new_lines->first, new_lines->last);
	}
}

static bool stretch_of(struct truth *truth, const struct block *block,
		       bool is_old, struct stretch *out)
{
	struct source *source;

	if (block->node == NULL ||
	    !block_lines(block, &source, &out->first, &out->last)) {
		return false;
	}
	out->text = truth_find(truth, source, is_old);
	return true;
}

static void explain_heading(struct truth *truth, const struct unit *old_unit,
			    const struct unit *new_unit)
{
	struct block old_block = { .node = NULL };
	struct block new_block = { .node = NULL };
	struct stretch old_lines;
	struct stretch new_lines;

	if (old_unit == NULL || new_unit == NULL) {
		return;
	}
	old_block.node = old_block.last = heading_of(old_unit);
	new_block.node = new_block.last = heading_of(new_unit);
	if (stretch_of(truth, &old_block, true, &old_lines) &&
	    stretch_of(truth, &new_block, false, &new_lines)) {
		explain_both(&old_lines, &new_lines,
			     compare_heading(old_unit, new_unit));
	}
}

/* What is between two blocks of a part, or a block and an end of the part:
 * directives, comments. */
struct gap {
	struct truth *truth;
	struct stretch old_lines;	/* first is the line after the last block */
	struct stretch new_lines;
};

static void close_gap(struct gap *gap, size_t old_end, size_t new_end)
{
	gap->old_lines.last = old_end;
	gap->new_lines.last = new_end;
	if (gap->old_lines.first <= old_end &&
	    gap->new_lines.first <= new_end) {
		explain_both(&gap->old_lines, &gap->new_lines, false);
	}
}

static void explain_gaps(struct truth *truth, const struct part *old_part,
			 const struct part *new_part,
			 const struct aligned_list *list)
{
	const struct compare *compare = truth->compare;
	struct gap gap = { .truth = truth };

	if (old_part->unit == NULL || new_part->unit == NULL ||
	    old_part->unit->source == NULL || new_part->unit->source == NULL) {
		return;
	}
	gap.old_lines.text = truth_find(truth, old_part->unit->source, true);
	gap.new_lines.text = truth_find(truth, new_part->unit->source, false);
	gap.old_lines.first = old_part->unit->line;
	gap.new_lines.first = new_part->unit->line;
	for (size_t n = 0; n < list->count; n++) {
		const struct aligned *row = &list->rows[n];
		struct stretch old_lines;
		struct stretch new_lines;

		if (row->old_block == NO_BLOCK || row->new_block == NO_BLOCK ||
		    !stretch_of(truth,
				&compare->old_side.blocks[row->old_block],
				true, &old_lines) ||
		    !stretch_of(truth,
				&compare->new_side.blocks[row->new_block],
				false, &new_lines) ||
		    old_lines.text != gap.old_lines.text ||
		    new_lines.text != gap.new_lines.text) {
			continue;
		}
		close_gap(&gap, old_lines.first - 1, new_lines.first - 1);
		gap.old_lines.first = old_lines.last + 1;
		gap.new_lines.first = new_lines.last + 1;
	}
	if (old_part->all_words == old_part->words &&
	    new_part->all_words == new_part->words) {
		close_gap(&gap, old_part->unit->end_line,
			  new_part->unit->end_line);
	}
}

static void explain_same(struct truth *truth, const struct aligned *row)
{
	const struct compare *compare = truth->compare;
	struct stretch old_lines;
	struct stretch new_lines;

	if (stretch_of(truth, &compare->old_side.blocks[row->old_block], true,
		       &old_lines) &&
	    stretch_of(truth, &compare->new_side.blocks[row->new_block], false,
		       &new_lines)) {
		explain_both(&old_lines, &new_lines, false);
	}
}

static void explain_rows(struct truth *truth, const struct aligned_list *list)
{
	const struct compare *compare = truth->compare;

	for (size_t n = 0; n < list->count; n++) {
		const struct aligned *row = &list->rows[n];
		enum row_state state = compare_row(compare, row);

		if (state == ROW_SAME || state == ROW_REFLOWED) {
			explain_same(truth, row);
		} else {
			explain_block(truth, &compare->old_side, row->old_block,
				      true);
			explain_block(truth, &compare->new_side, row->new_block,
				      false);
		}
	}
}

static void explain_parts(struct truth *truth)
{
	const struct compare *compare = truth->compare;

	for (size_t i = 0; i < compare->new_side.part_count; i++) {
		const struct part *part = &compare->new_side.parts[i];
		const struct part *old_part;

		if (part->match == NO_PART) {
			explain_unit(truth, part, false);
			explain_rows(truth, &compare->new_rows[i]);
			continue;
		}
		old_part = &compare->old_side.parts[part->match];
		if (part->moved) {
			explain_unit(truth, part, false);
			explain_unit(truth, old_part, true);
		}
		explain_heading(truth, old_part->unit, part->unit);
		explain_gaps(truth, old_part, part, &compare->new_rows[i]);
		explain_rows(truth, &compare->new_rows[i]);
	}
	for (size_t i = 0; i < compare->old_side.part_count; i++) {
		if (compare->old_side.parts[i].match == NO_PART) {
			explain_unit(truth, &compare->old_side.parts[i], true);
			explain_rows(truth, &compare->old_rows[i]);
		}
	}
}

/* --- what is left -------------------------------------------------------------------------- */

/* The lines of a hunk that nothing accounts for, joined; *first is 0 if there
 * are none. */
static char *left_lines_dup(const struct truth_text *text, size_t start,
			    size_t count, size_t *first, size_t *last)
{
	struct buf lines;

	*first = 0;
	*last = 0;
	buf_init(&lines);
	for (size_t n = start + 1; n <= start + count; n++) {
		struct slice line = source_line_text(text->source, n);

		if (text->explained[n - 1] || slice_trim(line).len == 0 ||
		    is_bar(slice_trim(line), text->format)) {
			continue;
		}
		if (*first == 0) {
			*first = n;
		} else {
			buf_putc(&lines, '\n');
		}
		*last = n;
		buf_put_slice(&lines, slice_trim_end(line));
	}
	return buf_detach(&lines, NULL);
}

/* Frames that come or go with text that is accounted for are part of that. */
static void explain_frames(struct truth_text *text, size_t start, size_t count)
{
	bool framed = false;

	for (size_t n = start; n < start + count; n++) {
		struct slice line =
			slice_trim(source_line_text(text->source, n + 1));

		if (text->explained[n]) {
			framed = true;
		} else if (line.len > 0 && !is_bar(line, text->format) &&
			   !is_frame(line, text->format)) {
			return;
		}
	}
	for (size_t n = start; framed && n < start + count; n++) {
		text->explained[n] = true;
	}
}

static uint64_t left_words(const struct truth_text *text, size_t start,
			   size_t count)
{
	return count > 0 ? hash_lines(text, start + 1, start + count, true) :
			   HASH_START;
}

static void check_hunk(struct truth *truth, struct truth_file *file,
		       const struct sequence_change *hunk)
{
	struct compare *compare = truth->compare;
	struct leftover left = { 0 };

	explain_frames(&file->old_text, hunk->old_start, hunk->old_count);
	explain_frames(&file->new_text, hunk->new_start, hunk->new_count);
	if (left_words(&file->old_text, hunk->old_start, hunk->old_count) ==
	    left_words(&file->new_text, hunk->new_start, hunk->new_count)) {
		return;
	}
	left.old_text = left_lines_dup(&file->old_text, hunk->old_start,
				       hunk->old_count, &left.old_line,
				       &left.old_end_line);
	left.new_text = left_lines_dup(&file->new_text, hunk->new_start,
				       hunk->new_count, &left.new_line,
				       &left.new_end_line);
	left.old_source = file->old_text.source;
	left.new_source = file->new_text.source;
	left.included = truth_included_dup(truth, file);
	left.is_old = left.new_line == 0;
	left.part = left.is_old ?
			    truth_part_at(truth, &file->old_text, true,
					  left.old_line) :
			    truth_part_at(truth, &file->new_text, false,
					  left.new_line);
	if (left.is_old && compare->old_side.parts[left.part].match != NO_PART) {
		left.part = compare->old_side.parts[left.part].match;
		left.is_old = false;
	}
	MEM_GROW(compare->leftovers, compare->leftover_count,
		 compare->leftover_capacity);
	compare->leftovers[compare->leftover_count++] = left;
}

void truth_check(struct truth *truth)
{
	if (truth->compare->tree->file_count > 0) {
		explain_parts(truth);
	}
	for (size_t i = 0; i < truth->count; i++) {
		struct truth_file *file = &truth->files[i];

		if (file->old_text.explained == NULL ||
		    file->new_text.explained == NULL) {
			continue;
		}
		for (size_t n = 0; n < file->hunks.count; n++) {
			check_hunk(truth, file, &file->hunks.items[n]);
		}
	}
}

void leftovers_release(struct compare *compare)
{
	for (size_t i = 0; i < compare->leftover_count; i++) {
		free(compare->leftovers[i].old_text);
		free(compare->leftovers[i].new_text);
		free(compare->leftovers[i].included);
	}
	free(compare->leftovers);
}
