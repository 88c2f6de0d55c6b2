/* SPDX-License-Identifier: ISC */
#include "diff/units.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/source.h"
#include "diff/sequence.h"

/* --- digests ------------------------------------------------------------------ */

static uint64_t hash_text(uint64_t hash, struct slice text)
{
	while (text.len > 0) {
		const char *newline = memchr(text.ptr, '\n', text.len);
		size_t len = newline != NULL ? (size_t)(newline - text.ptr) + 1
					     : text.len;
		struct slice line = slice_trim_end(slice_of(text.ptr, len));

		if (line.len > 0) {
			hash = hash_more(hash, line);
			hash = hash_more(hash, slice_text("\n"));
		}
		text = slice_of(text.ptr + len, text.len - len);
	}
	return hash;
}

/*
 * The digest of every unit's own text. Units stand in document order, so that
 * those inside a unit follow it; at[i] is how far unit i has been read.
 */
static uint64_t *own_digests_new(const struct unit_list *list)
{
	uint64_t *digests = mem_resize(NULL, list->count + 1, sizeof(*digests));
	size_t *at = mem_resize(NULL, list->count + 1, sizeof(*at));

	for (size_t i = 0; i < list->count; i++) {
		const struct unit *unit = &list->units[i];
		size_t parent = unit->parent;

		digests[i] = HASH_START;
		at[i] = unit->span.start;
		if (parent >= i || list->units[parent].source != unit->source ||
		    unit->span.start < at[parent]) {
			continue;
		}
		digests[parent] = hash_text(
			digests[parent],
			source_slice(unit->source, (struct span){
					     at[parent], unit->span.start }));
		at[parent] = unit->span.end;
	}
	for (size_t i = 0; i < list->count; i++) {
		const struct unit *unit = &list->units[i];

		if (at[i] < unit->span.end) {
			digests[i] = hash_text(
				digests[i],
				source_slice(unit->source, (struct span){
						     at[i], unit->span.end }));
		}
	}
	free(at);
	return digests;
}

/* --- pairing ------------------------------------------------------------------- */

/* Units by kind and key; equal ones get equal numbers. */
struct key_table {
	const struct unit **slots;
	uint32_t *numbers;
	size_t mask;
	uint32_t count;
};

static uint64_t hash_key(const struct unit *unit)
{
	unsigned char kind = (unsigned char)unit->kind;
	uint64_t hash = hash_bytes(slice_of((const char *)&kind, 1));

	return hash_more(hash, slice_text(unit->key));
}

static uint32_t key_number(struct key_table *table, const struct unit *unit)
{
	size_t slot = (size_t)hash_key(unit) & table->mask;

	while (table->slots[slot] != NULL) {
		const struct unit *other = table->slots[slot];

		if (other->kind == unit->kind &&
		    strcmp(other->key, unit->key) == 0) {
			return table->numbers[slot];
		}
		slot = (slot + 1) & table->mask;
	}
	table->slots[slot] = unit;
	table->numbers[slot] = table->count;
	return table->count++;
}

static uint32_t *numbers_new(struct key_table *table,
			     const struct unit_list *list)
{
	uint32_t *numbers = mem_resize(NULL, list->count + 1, sizeof(*numbers));

	for (size_t i = 0; i < list->count; i++) {
		numbers[i] = key_number(table, &list->units[i]);
	}
	return numbers;
}

/* --- the comparison -------------------------------------------------------------- */

struct comparison {
	const struct unit_list *old_units;
	const struct unit_list *new_units;
	uint32_t *old_numbers;
	uint32_t *new_numbers;
	uint64_t *old_digests;
	uint64_t *new_digests;
	size_t *pairs;		/* for each new unit: its old one, from 1 */
	size_t *old_left;	/* for each number: unpaired old units, chained */
	size_t *next_left;	/* by old unit: the next of its number, from 1 */
	struct units_changes *out;
};

static void add_change(struct comparison *c, enum units_change_kind kind,
		       const struct unit *old_unit, const struct unit *new_unit)
{
	struct units_changes *out = c->out;

	MEM_GROW(out->items, out->count, out->capacity);
	out->items[out->count++] =
		(struct units_change){ kind, old_unit, new_unit };
}

/* How far ahead to look for a unit under another key. */
enum { REKEY_WINDOW = 64 };

static bool is_same_text(const struct comparison *c, size_t old, size_t new)
{
	return c->old_digests[old] == c->new_digests[new] &&
	       c->old_units->units[old].kind == c->new_units->units[new].kind;
}

/*
 * Between two pairs, units of equal text are the same unit though their keys
 * differ: a key that is made unique by what stands before it changes with that.
 */
static void pair_by_text(struct comparison *c,
			 const struct sequence_change *change)
{
	size_t end = change->new_start + change->new_count;
	size_t at = change->new_start;

	for (size_t i = 0; i < change->old_count && at < end; i++) {
		size_t old = change->old_start + i;

		for (size_t n = at; n < end && n < at + REKEY_WINDOW; n++) {
			if (is_same_text(c, old, n)) {
				c->pairs[n] = old + 1;
				c->next_left[old] = old + 1;
				at = n + 1;
				break;
			}
		}
	}
}

/* Chains the old units of a changed run that have no pair, the last first. */
static void chain_left(struct comparison *c, const struct sequence_change *change)
{
	for (size_t n = change->old_count; n > 0; n--) {
		size_t old = change->old_start + n - 1;
		uint32_t number = c->old_numbers[old];

		if (c->next_left[old] == 0) {
			c->next_left[old] = c->old_left[number];
			c->old_left[number] = old + 1;
		}
	}
}

static void pair_in_order(struct comparison *c)
{
	struct sequence_changes changes = { 0 };
	size_t at = 0;
	size_t new_at = 0;

	sequence_diff(c->old_numbers, c->old_units->count, c->new_numbers,
		      c->new_units->count, &changes);
	for (size_t i = 0; i < changes.count; i++) {
		const struct sequence_change *change = &changes.items[i];

		while (at < change->old_start) {
			c->pairs[new_at++] = ++at;
		}
		pair_by_text(c, change);
		chain_left(c, change);
		at += change->old_count;
		new_at += change->new_count;
	}
	while (at < c->old_units->count) {
		c->pairs[new_at++] = ++at;
	}
	sequence_changes_release(&changes);
}

/* New units without a pair: moved if an old unit of the same key is left. */
static void report_new(struct comparison *c, size_t index)
{
	const struct unit *unit = &c->new_units->units[index];
	uint32_t number = c->new_numbers[index];
	size_t old = c->old_left[number];

	if (old == 0) {
		add_change(c, UNITS_ADDED, NULL, unit);
		return;
	}
	c->old_left[number] = c->next_left[old - 1];
	c->next_left[old - 1] = old;	/* marks it as found */
	add_change(c, UNITS_MOVED, &c->old_units->units[old - 1], unit);
}

static void report(struct comparison *c)
{
	bool *paired = mem_alloc(c->old_units->count + 1);

	for (size_t i = 0; i < c->new_units->count; i++) {
		size_t old = c->pairs[i];

		if (old == 0) {
			report_new(c, i);
			continue;
		}
		paired[old - 1] = true;
		if (c->old_digests[old - 1] != c->new_digests[i]) {
			add_change(c, UNITS_CHANGED, &c->old_units->units[old - 1],
				   &c->new_units->units[i]);
		}
	}
	for (size_t i = 0; i < c->old_units->count; i++) {
		if (!paired[i] && c->next_left[i] != i + 1) {
			add_change(c, UNITS_REMOVED, &c->old_units->units[i],
				   NULL);
		}
	}
	free(paired);
}

void units_compare(const struct unit_list *old_units,
		   const struct unit_list *new_units, struct units_changes *out)
{
	size_t total = old_units->count + new_units->count;
	size_t size = 16;
	struct key_table table = { 0 };
	struct comparison c = { .old_units = old_units, .new_units = new_units,
				.out = out };

	while (size < 2 * total) {
		size *= 2;
	}
	table.slots = mem_alloc(size * sizeof(*table.slots));
	table.numbers = mem_alloc(size * sizeof(*table.numbers));
	table.mask = size - 1;
	c.old_numbers = numbers_new(&table, old_units);
	c.new_numbers = numbers_new(&table, new_units);
	c.old_digests = own_digests_new(old_units);
	c.new_digests = own_digests_new(new_units);
	c.pairs = mem_alloc((new_units->count + 1) * sizeof(size_t));
	c.old_left = mem_alloc((total + 1) * sizeof(size_t));
	c.next_left = mem_alloc((old_units->count + 1) * sizeof(size_t));
	pair_in_order(&c);
	report(&c);
	free(table.slots);
	free(table.numbers);
	free(c.old_numbers);
	free(c.new_numbers);
	free(c.old_digests);
	free(c.new_digests);
	free(c.pairs);
	free(c.old_left);
	free(c.next_left);
}

void units_changes_release(struct units_changes *changes)
{
	free(changes->items);
	*changes = (struct units_changes){ 0 };
}
