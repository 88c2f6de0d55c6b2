/* SPDX-License-Identifier: ISC */
/*
 * Parts that are left, by the words and runs of three words that are rare: an
 * index gives each a few candidates, only those are compared.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "diff/match.h"
#include "diff/table.h"
#include "diff/words.h"

enum {
	SHINGLE = 3,
	FEATURES_MAX = 192,	/* of a part: those with the smallest digests, so
				   that equal texts keep equal ones */
	RARE_MAX = 6,		/* parts that may have a rare feature */
	CANDIDATES_MAX = 4,
};

struct feature_list {
	uint64_t *items;	/* sorted, each once */
	size_t count;
	size_t capacity;
};

struct likely {
	uint32_t *parts;
	struct feature_list *features;
	struct word_bag *bags;
	size_t count;
};

struct pairing {
	double score;
	uint32_t old_index;
	uint32_t new_index;
};

struct pairing_list {
	struct pairing *items;
	size_t count;
	size_t capacity;
};

static bool takes_part(const struct part *part)
{
	if (part->match != NO_PART || part->unit == NULL || part->words == 0) {
		return false;
	}
	switch (part->unit->kind) {
	case UNIT_CHAPTER:
	case UNIT_SECTION:
	case UNIT_EXPERIMENTAL:
	case UNIT_NEWS_ITEM:
	case UNIT_CHANGE_ITEM:
		return true;
	default:
		return false;
	}
}

static enum unit_kind sort_of(const struct part *part)
{
	return part->unit->kind == UNIT_CHAPTER ? UNIT_SECTION :
						  part->unit->kind;
}

/* --- features ------------------------------------------------------------------------- */

static int compare_hashes(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a;
	uint64_t y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static void add_feature(struct feature_list *list, uint64_t hash)
{
	MEM_GROW(list->items, list->count, list->capacity);
	list->items[list->count++] = hash;
}

static void keep_smallest(struct feature_list *list)
{
	size_t to = 0;

	if (list->count == 0) {
		return;
	}
	qsort(list->items, list->count, sizeof(uint64_t), compare_hashes);
	for (size_t i = 0; i < list->count; i++) {
		if (to == 0 || list->items[i] != list->items[to - 1]) {
			list->items[to++] = list->items[i];
		}
	}
	list->count = to < FEATURES_MAX ? to : FEATURES_MAX;
}

static void find_features(const struct word_list *words,
			  struct feature_list *out)
{
	uint64_t last[SHINGLE] = { 0 };
	size_t seen = 0;

	for (size_t i = 0; i < words->count; i++) {
		const struct word *word = &words->words[i];
		uint64_t hash = HASH_START;

		if (!word->plain) {
			continue;
		}
		memmove(last, last + 1, sizeof(last) - sizeof(*last));
		last[SHINGLE - 1] = word->hash;
		if (word->text.len >= 5) {
			add_feature(out, word->hash);
		}
		if (++seen >= SHINGLE) {
			add_feature(out, hash_more(hash, slice_of((const char *)last,
								  sizeof(last))));
		}
	}
	keep_smallest(out);
}

static void gather(const struct side *side, struct likely *out)
{
	struct word_list words = { 0 };

	out->parts = mem_resize(NULL, side->part_count + 1, sizeof(uint32_t));
	for (size_t i = 0; i < side->part_count; i++) {
		if (takes_part(&side->parts[i])) {
			out->parts[out->count++] = (uint32_t)i;
		}
	}
	out->features = mem_alloc((out->count + 1) * sizeof(*out->features));
	out->bags = mem_alloc((out->count + 1) * sizeof(*out->bags));
	for (size_t i = 0; i < out->count; i++) {
		const struct part *part = &side->parts[out->parts[i]];

		words_clear(&words);
		for (size_t n = 0; n < part->count; n++) {
			const struct block *block = part_block(side, part, n);

			words_split(block_text(side, block), false, &words);
		}
		find_features(&words, &out->features[i]);
		word_bag_init(&out->bags[i], &words);
	}
	words_release(&words);
}

static void likely_release(struct likely *likely)
{
	for (size_t i = 0; i < likely->count; i++) {
		free(likely->features[i].items);
		word_bag_release(&likely->bags[i]);
	}
	free(likely->parts);
	free(likely->features);
	free(likely->bags);
}

/* --- candidates ------------------------------------------------------------------------ */

struct search {
	const struct side *old_side;
	const struct side *new_side;
	struct likely old_likely;
	struct likely new_likely;
	struct table index;	/* rare features to indexes of old_likely */
	uint32_t *tally;	/* by old index */
	uint32_t *touched;
	size_t touched_count;
	struct pairing_list pairings;
};

static void index_features(struct search *s)
{
	size_t total = 0;

	for (size_t i = 0; i < s->old_likely.count; i++) {
		total += s->old_likely.features[i].count;
	}
	table_init(&s->index, total);
	for (size_t i = 0; i < s->old_likely.count; i++) {
		const struct feature_list *list = &s->old_likely.features[i];

		for (size_t n = 0; n < list->count; n++) {
			table_add(&s->index, list->items[n], (uint32_t)i);
		}
	}
}

static void tally_candidates(struct search *s, size_t new_index)
{
	const struct feature_list *list = &s->new_likely.features[new_index];

	s->touched_count = 0;
	for (size_t n = 0; n < list->count; n++) {
		const struct table_row *row =
			table_find(&s->index, list->items[n]);
		uint32_t entry;

		if (row == NULL || row->count > RARE_MAX) {
			continue;
		}
		for (entry = row->first; entry != TABLE_NONE;
		     entry = s->index.entries[entry].next) {
			uint32_t old_index = s->index.entries[entry].value;

			if (s->tally[old_index]++ == 0) {
				s->touched[s->touched_count++] = old_index;
			}
		}
	}
}

/* The next best candidate, whose tally is cleared; TABLE_NONE at the end. */
static uint32_t next_candidate(struct search *s)
{
	uint32_t best = TABLE_NONE;

	for (size_t i = 0; i < s->touched_count; i++) {
		uint32_t old_index = s->touched[i];

		if (s->tally[old_index] > 0 &&
		    (best == TABLE_NONE ||
		     s->tally[old_index] > s->tally[best])) {
			best = old_index;
		}
	}
	if (best != TABLE_NONE) {
		s->tally[best] = 0;
	}
	return best;
}

static double score(const struct search *s, uint32_t old_index,
		    size_t new_index)
{
	const struct part *old_part =
		&s->old_side->parts[s->old_likely.parts[old_index]];
	const struct part *new_part =
		&s->new_side->parts[s->new_likely.parts[new_index]];

	if (sort_of(old_part) != sort_of(new_part)) {
		return 0;
	}
	return word_bag_likeness(&s->old_likely.bags[old_index],
				 &s->new_likely.bags[new_index]);
}

static void compare_candidates(struct search *s, size_t new_index)
{
	tally_candidates(s, new_index);
	for (size_t n = 0; n < CANDIDATES_MAX; n++) {
		uint32_t old_index = next_candidate(s);
		struct pairing pairing;

		if (old_index == TABLE_NONE) {
			return;
		}
		pairing = (struct pairing){ score(s, old_index, new_index),
					    old_index, (uint32_t)new_index };
		if (pairing.score >= WORDS_ALIKE) {
			MEM_GROW(s->pairings.items, s->pairings.count,
				 s->pairings.capacity);
			s->pairings.items[s->pairings.count++] = pairing;
		}
	}
	for (size_t i = 0; i < s->touched_count; i++) {
		s->tally[s->touched[i]] = 0;
	}
}

/* --- the choice ------------------------------------------------------------------------- */

static int compare_pairings(const void *a, const void *b)
{
	const struct pairing *x = a;
	const struct pairing *y = b;

	if (x->score != y->score) {
		return x->score > y->score ? -1 : 1;
	}
	if (x->new_index != y->new_index) {
		return x->new_index < y->new_index ? -1 : 1;
	}
	return x->old_index < y->old_index ? -1 : x->old_index > y->old_index;
}

static void choose(struct search *s, struct side *old_side,
		   struct side *new_side)
{
	if (s->pairings.count > 0) {
		qsort(s->pairings.items, s->pairings.count,
		      sizeof(*s->pairings.items), compare_pairings);
	}
	for (size_t i = 0; i < s->pairings.count; i++) {
		const struct pairing *pairing = &s->pairings.items[i];
		uint32_t old_part = s->old_likely.parts[pairing->old_index];
		uint32_t new_part = s->new_likely.parts[pairing->new_index];

		if (old_side->parts[old_part].match == NO_PART &&
		    new_side->parts[new_part].match == NO_PART) {
			match_pair(old_side, new_side, old_part, new_part);
			new_side->parts[new_part].similarity = pairing->score;
		}
	}
}

void match_alike(struct side *old_side, struct side *new_side)
{
	struct search s = { .old_side = old_side, .new_side = new_side };

	gather(old_side, &s.old_likely);
	gather(new_side, &s.new_likely);
	s.tally = mem_alloc((s.old_likely.count + 1) * sizeof(uint32_t));
	s.touched = mem_alloc((s.old_likely.count + 1) * sizeof(uint32_t));
	index_features(&s);
	for (size_t i = 0; i < s.new_likely.count; i++) {
		compare_candidates(&s, i);
	}
	choose(&s, old_side, new_side);
	table_release(&s.index);
	likely_release(&s.old_likely);
	likely_release(&s.new_likely);
	free(s.tally);
	free(s.touched);
	free(s.pairings.items);
}
