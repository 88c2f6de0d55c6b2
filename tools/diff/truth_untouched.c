/* SPDX-License-Identifier: ISC */
/*
 * Parts between differing lines: what stands on the same lines on both sides is
 * the same, and needs no further look. That is most of a document, as a rule. A part
 * with the same lines up to the next unit is the other's match, whatever is further
 * on in it.
 */
#include <string.h>

#include "base/hash.h"
#include "base/source.h"
#include "diff/match.h"
#include "diff/truth.h"
#include "read/xfpt.h"

/* Lines above a unit that may belong to it: index terms. In xfpt they can be told. */
enum { LEAD_LINES = XFPT_LEAD_MAX };

/* The first hunk that ends after the line of the new file, counted from 0. */
static size_t hunk_after(const struct sequence_changes *hunks, size_t line)
{
	size_t low = 0;
	size_t high = hunks->count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		const struct sequence_change *hunk = &hunks->items[middle];

		if (hunk->new_start + hunk->new_count > line) {
			high = middle;
		} else {
			low = middle + 1;
		}
	}
	return low;
}

/*
 * Where the lines from first up to last of the new file, counted from 1, are in
 * the old one: what to take away from their numbers. False if one of them differs
 * or something was taken out between them.
 */
static bool find_shift(const struct sequence_changes *hunks, size_t first,
		       size_t last, long *shift)
{
	size_t from = first - 1;
	size_t next = hunk_after(hunks, from);
	const struct sequence_change *before;

	/* Lines taken out have no place of their own in the new file. */
	while (next > 0 && hunks->items[next - 1].new_start +
				   hunks->items[next - 1].new_count >= from &&
	       hunks->items[next - 1].new_count == 0) {
		next--;
	}
	if (next < hunks->count && hunks->items[next].new_start < last) {
		return false;
	}
	*shift = 0;
	if (next > 0) {
		before = &hunks->items[next - 1];
		*shift = (long)(before->new_start + before->new_count) -
			 (long)(before->old_start + before->old_count);
	}
	return true;
}

static uint64_t unit_key(const struct unit *unit, size_t line)
{
	size_t numbers[] = { line, (size_t)unit->kind };
	uintptr_t source = (uintptr_t)unit->source;
	uint64_t hash = hash_bytes(
		slice_of((const char *)numbers, sizeof(numbers)));

	hash = hash_more(hash, slice_of((const char *)&source, sizeof(source)));
	return hash_more(hash, slice_text(unit->title));
}

/* As the old unit would have it: by its source and line. */
static uint64_t old_key(const struct unit *unit, struct source *old_source,
			size_t line)
{
	struct unit old_unit = *unit;

	old_unit.source = old_source;
	return unit_key(&old_unit, line);
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_unit(const struct unit *old_unit, const struct unit *new_unit)
{
	return !compare_heading(old_unit, new_unit) &&
	       same_text(old_unit->id, new_unit->id) &&
	       same_text(old_unit->type, new_unit->type) &&
	       same_text(old_unit->default_value, new_unit->default_value);
}

static void index_old(const struct side *side, struct table *table)
{
	for (size_t i = 0; i < side->part_count; i++) {
		const struct unit *unit = side->parts[i].unit;

		if (unit != NULL && unit->source != NULL) {
			table_add(table, unit_key(unit, unit->line),
				  (uint32_t)i);
		}
	}
}

/* The first line that may belong to the unit. */
static size_t lead_line(const struct unit *unit, enum doc_format format)
{
	size_t line = unit->line;

	while (line > 1 && unit->line - line < LEAD_LINES &&
	       (format != DOC_XFPT ||
		xfpt_may_lead(source_line_text(unit->source, line - 1)))) {
		line--;
	}
	return line;
}

/*
 * Finds the next unit of each that begins on a later line: options with one heading
 * have one line, and are passed over.
 */
static void find_next(struct side *side)
{
	for (size_t i = side->part_count; i-- > 0;) {
		struct part *part = &side->parts[i];
		const struct part *next = part + 1;

		part->next = NO_PART;
		if (i + 1 == side->part_count || part->unit == NULL ||
		    next->unit == NULL ||
		    next->unit->source != part->unit->source) {
			continue;
		}
		part->next = next->unit->line > part->unit->line ?
				     (uint32_t)i + 1 : next->next;
	}
}

/* The line before the next unit that begins after the given line. */
static size_t line_before_next(const struct side *side, uint32_t number,
			       size_t line)
{
	const struct unit *unit = side->parts[number].unit;
	uint32_t next = side->parts[number].next;

	while (next != NO_PART && side->parts[next].unit->line <= line) {
		next = side->parts[next].next;
	}
	return next != NO_PART ? side->parts[next].unit->line - 1 :
				 source_line_count(unit->source);
}

/* The last line before the next unit begins, be it inside of this one. */
static size_t last_own_line(const struct side *side, uint32_t number)
{
	return line_before_next(side, number, side->parts[number].unit->line);
}

/*
 * The last line of a unit's text. Only in xfpt does an option's span reach further
 * than the table that names it: elsewhere all is taken up to the next unit.
 */
static size_t last_line(const struct side *side, uint32_t number)
{
	const struct unit *unit = side->parts[number].unit;

	return unit->kind == UNIT_OPTION ?
		       line_before_next(side, number, unit->end_line) :
		       unit->end_line;
}

static void match_untouched(struct truth *truth, uint32_t number,
			    const struct table *table)
{
	struct side *old_side = &truth->compare->old_side;
	struct side *new_side = &truth->compare->new_side;
	const struct unit *unit = new_side->parts[number].unit;
	struct truth_file *file = truth_file_of(truth, unit->source, false);
	const struct table_row *row;
	size_t lead;
	uint32_t old;
	long shift;

	if (file == NULL || file->old_text.source == NULL ||
	    file->old_text.format != file->new_text.format) {
		return;
	}
	lead = lead_line(unit, file->new_text.format);
	if (!find_shift(&file->hunks, lead, last_own_line(new_side, number),
			&shift)) {
		return;
	}
	row = table_find(table, old_key(unit, file->old_text.source,
					(size_t)((long)unit->line - shift)));
	if (row == NULL || row->count != 1) {
		return;
	}
	old = table->entries[row->first].value;
	if (old_side->parts[old].match != NO_PART ||
	    (long)last_own_line(old_side, old) !=
		    (long)last_own_line(new_side, number) - shift ||
	    !same_unit(old_side->parts[old].unit, unit)) {
		return;
	}
	match_pair(old_side, new_side, old, number);
	if (find_shift(&file->hunks, lead, last_line(new_side, number),
		       &shift) &&
	    (long)old_side->parts[old].unit->end_line ==
		    (long)unit->end_line - shift) {
		old_side->parts[old].untouched = true;
		new_side->parts[number].untouched = true;
	}
}

static void sum_up(struct side *side)
{
	for (size_t i = 0; i < side->part_count; i++) {
		side->parts[i].all_untouched = side->parts[i].untouched;
	}
	for (size_t i = side->part_count; i-- > 0;) {
		const struct part *part = &side->parts[i];

		if (part->parent < i && !part->all_untouched) {
			side->parts[part->parent].all_untouched = false;
		}
	}
}

void truth_find_untouched(struct truth *truth)
{
	struct side *new_side = &truth->compare->new_side;
	struct table table;

	table_init(&table, truth->compare->old_side.part_count);
	find_next(&truth->compare->old_side);
	find_next(new_side);
	index_old(&truth->compare->old_side, &table);
	for (size_t i = 0; i < new_side->part_count; i++) {
		if (new_side->parts[i].unit != NULL &&
		    new_side->parts[i].unit->source != NULL) {
			match_untouched(truth, (uint32_t)i, &table);
		}
	}
	sum_up(&truth->compare->old_side);
	sum_up(new_side);
	table_release(&table);
}
