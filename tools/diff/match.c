/* SPDX-License-Identifier: ISC */
#include "diff/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "diff/table.h"


/* Below this many words, equal text says little. */
enum { TELLING_WORDS = 5 };

static uint64_t mix_number(uint64_t hash, uint64_t number)
{
	return hash_more(hash, slice_of((const char *)&number, sizeof(number)));
}

static uint64_t mix_text(uint64_t hash, const char *text)
{
	return hash_more(hash, slice_text(text));
}

/* --- keys: 0 if the part has none -------------------------------------------------- */

/* A document's number on the old side, for both sides the same; NO_PART if it
 * has no match. */
static uint32_t document_number(const struct side *side, const struct part *part,
				bool is_old)
{
	return is_old ? part->document_part :
			side->parts[part->document_part].match;
}

static bool is_item(const struct part *part)
{
	return part_is(part, UNIT_NEWS_ITEM) || part_is(part, UNIT_CHANGE_ITEM);
}

static bool is_division(const struct part *part)
{
	return part_is(part, UNIT_CHAPTER) || part_is(part, UNIT_SECTION);
}

static uint64_t path_key(const struct side *side, const struct part *part,
			 bool is_old)
{
	(void)is_old;
	if (part->unit != NULL) {
		return 0;
	}
	return side->set->count == 1 ?
		       1 : mix_text(HASH_START, part->document->path);
}

/* What is of one kind and key in one document is the same. Items are counted
 * anew when one comes between, so that their keys prove nothing. */
static uint64_t document_key(const struct side *side, const struct part *part,
			     bool is_old)
{
	uint32_t document = document_number(side, part, is_old);

	if (part->unit == NULL || document == NO_PART || is_item(part)) {
		return 0;
	}
	return mix_text(mix_number(mix_number(HASH_START, document),
				   part->unit->kind),
			part->unit->key);
}

/* Variables and options can have several entries: the same under the same
 * heading is the same. */
static uint64_t entry_key(const struct side *side, const struct part *part,
			  bool is_old)
{
	uint32_t document = document_number(side, part, is_old);
	const struct part *parent;

	if (document == NO_PART || part->unit == NULL ||
	    (part->unit->kind != UNIT_OPTION &&
	     part->unit->kind != UNIT_VARIABLE &&
	     part->unit->kind != UNIT_CMDLINE)) {
		return 0;
	}
	parent = &side->parts[part->parent];
	return mix_text(
		mix_text(mix_text(mix_number(mix_number(HASH_START, document),
					     part->unit->kind),
				  part->unit->title),
			 part->unit->use != NULL ? part->unit->use : ""),
		parent->unit != NULL ? parent->unit->key : "");
}

static uint64_t item_key(const struct side *side, const struct part *part,
			 bool is_old)
{
	uint32_t document = document_number(side, part, is_old);

	if (document == NO_PART || !is_item(part)) {
		return 0;
	}
	return mix_text(mix_number(mix_number(HASH_START, document),
				   part->digest),
			part->unit->key);
}

static uint64_t id_key(const struct side *side, const struct part *part,
		       bool is_old)
{
	(void)side;
	(void)is_old;
	return is_division(part) && part->unit->id != NULL ?
		       mix_text(HASH_START, part->unit->id) : 0;
}

/* An option that went to another document, or got another use. */
static uint64_t name_key(const struct side *side, const struct part *part,
			 bool is_old)
{
	(void)side;
	(void)is_old;
	if (!part_is(part, UNIT_OPTION) && !part_is(part, UNIT_VARIABLE) &&
	    !part_is(part, UNIT_CMDLINE)) {
		return 0;
	}
	return mix_text(mix_number(HASH_START, part->unit->kind),
			part->unit->title);
}

static uint64_t digest_key(const struct side *side, const struct part *part,
			   bool is_old)
{
	(void)side;
	(void)is_old;
	if (part->words < TELLING_WORDS ||
	    !(is_division(part) || is_item(part) ||
	      part_is(part, UNIT_EXPERIMENTAL))) {
		return 0;
	}
	return mix_number(mix_number(HASH_START, is_division(part) ?
						 UNIT_SECTION :
						 part->unit->kind),
			  part->digest);
}

/* A title that stayed in its chapter while the id did not. */
static uint64_t title_key(const struct side *side, const struct part *part,
			  bool is_old)
{
	uint32_t parent = part->parent;

	if (!is_division(part)) {
		return 0;
	}
	if (!is_old) {
		parent = side->parts[parent].match;
	}
	return parent == NO_PART ?
		       0 : mix_text(mix_number(HASH_START, parent),
				    part->unit->title);
}

/* --- passes ------------------------------------------------------------------------- */

struct pass {
	uint64_t (*key)(const struct side *side, const struct part *part,
			bool is_old);
	bool unique;		/* only what is alone with its key, on both sides */
};

static void index_part(const struct side *side, const struct pass *pass,
		       bool is_old, struct table *table)
{
	for (size_t i = 0; i < side->part_count; i++) {
		const struct part *part = &side->parts[i];
		uint64_t key;

		if (part->match != NO_PART) {
			continue;
		}
		key = pass->key(side, part, is_old);
		if (key != 0) {
			table_add(table, key, (uint32_t)i);
		}
	}
}

static void run_pass(struct side *old_side, struct side *new_side,
		     const struct pass *pass)
{
	struct table old_table;
	struct table new_table;

	table_init(&old_table, old_side->part_count);
	table_init(&new_table, new_side->part_count);
	index_part(old_side, pass, true, &old_table);
	index_part(new_side, pass, false, &new_table);
	for (size_t i = 0; i <= new_table.mask; i++) {
		struct table_row *new_row = &new_table.rows[i];
		struct table_row *old_row;

		if (new_row->count == 0) {
			continue;
		}
		old_row = table_find(&old_table, new_row->key);
		if (old_row == NULL || (pass->unique && (old_row->count > 1 ||
							 new_row->count > 1))) {
			continue;
		}
		while (old_row->first != TABLE_NONE &&
		       new_row->first != TABLE_NONE) {
			uint32_t old_part = table_take(&old_table, old_row);

			match_pair(old_side, new_side, old_part,
				   table_take(&new_table, new_row));
		}
	}
	table_release(&old_table);
	table_release(&new_table);
}

/* --- what is in it says what it is ----------------------------------------------- */

/* Votes of the parts in a part, by weight (Boyer and Moore's majority). */
struct vote {
	uint32_t candidate;
	uint64_t lead;
};

static void cast(struct vote *vote, uint32_t candidate, uint64_t weight)
{
	if (vote->candidate == candidate) {
		vote->lead += weight;
	} else if (vote->lead < weight) {
		vote->candidate = candidate;
		vote->lead = weight - vote->lead;
	} else {
		vote->lead -= weight;
	}
}

static bool same_sort(const struct part *a, const struct part *b)
{
	return (a->unit == NULL && b->unit == NULL) ||
	       (is_division(a) && is_division(b));
}

/* A chapter that got another id, a file another name: the same if most of what
 * is in it is. From the innermost, as parts stand before those in them. */
static void match_holders(struct side *old_side, struct side *new_side)
{
	struct vote *votes =
		mem_alloc((new_side->part_count + 1) * sizeof(*votes));

	for (size_t i = 0; i < new_side->part_count; i++) {
		votes[i].candidate = NO_PART;
	}
	for (size_t i = new_side->part_count; i-- > 0;) {
		struct part *part = &new_side->parts[i];
		uint32_t winner = votes[i].candidate;

		if (part->match == NO_PART && winner != NO_PART &&
		    old_side->parts[winner].match == NO_PART &&
		    same_sort(part, &old_side->parts[winner]) &&
		    2 * votes[i].lead > part->weight / 2) {
			match_pair(old_side, new_side, winner, (uint32_t)i);
		}
		if (part->match != NO_PART && part->parent != NO_PART) {
			cast(&votes[part->parent],
			     old_side->parts[part->match].parent,
			     part->weight + 1);
		}
	}
	free(votes);
}

/* --- items by their place ------------------------------------------------------------ */

/* An item of the same number or tag between the same neighbours was written
 * anew. */
static void match_items(struct side *old_side, struct side *new_side)
{
	for (size_t i = 1; i < new_side->part_count; i++) {
		struct part *part = &new_side->parts[i];
		uint32_t before = new_side->parts[i - 1].match;
		const struct part *old;

		if (!is_item(part) || part->match != NO_PART ||
		    before == NO_PART || before + 1 >= old_side->part_count) {
			continue;
		}
		old = &old_side->parts[before + 1];
		if (old->match == NO_PART && is_item(old) &&
		    old->unit->kind == part->unit->kind &&
		    strcmp(old->unit->key, part->unit->key) == 0) {
			match_pair(old_side, new_side, before + 1, (uint32_t)i);
		}
	}
}

void match_documents(struct side *old_side, struct side *new_side)
{
	static const struct pass pass = { path_key, false };

	run_pass(old_side, new_side, &pass);
}

void match_sides(struct side *old_side, struct side *new_side)
{
	static const struct pass passes[] = {
		{ item_key, false },
		{ entry_key, false },
		{ document_key, false },
		{ id_key, true },
		{ name_key, true },
		{ digest_key, false },
	};
	static const struct pass last = { title_key, true };

	for (size_t i = 0; i < sizeof(passes) / sizeof(*passes); i++) {
		run_pass(old_side, new_side, &passes[i]);
	}
	match_alike(old_side, new_side);
	run_pass(old_side, new_side, &last);
	match_items(old_side, new_side);
	match_holders(old_side, new_side);
	match_moves(old_side, new_side);
}
