/* SPDX-License-Identifier: ISC */
/*
 * Shingles are runs of five words in lower case, without any marks: markup and
 * quotes change when a section is promoted. Names are words with an underscore in
 * them or a dollar sign in front.
 */
#include "diff/promotion.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/doc.h"

enum {
	SHINGLE = 5,
	WORD_MAX = 100,		/* longer ones are no names */
	SHARED_MAX = 4,		/* gone sections that may have a shingle */
};

static const char switch_prefix[] = "experimental_";

/* The next word of a text. */
struct scan {
	const char *at;
	const char *end;
	char word[WORD_MAX + 1];	/* in lower case */
	const char *start;
	size_t len;
	bool dollar;
};

static bool is_word_byte(char c)
{
	return is_alnum(c) || c == '_';
}

static bool next_word(struct scan *scan)
{
	while (scan->at < scan->end && !is_word_byte(*scan->at)) {
		scan->dollar = *scan->at == '$';
		scan->at++;
	}
	scan->start = scan->at;
	while (scan->at < scan->end && is_word_byte(*scan->at)) {
		scan->at++;
	}
	scan->len = (size_t)(scan->at - scan->start);
	for (size_t i = 0; i < scan->len && i < WORD_MAX; i++) {
		scan->word[i] = to_lower(scan->start[i]);
	}
	scan->word[scan->len < WORD_MAX ? scan->len : WORD_MAX] = '\0';
	return scan->len > 0;
}

static struct scan scan_of(struct slice text)
{
	struct scan scan = { .at = text.ptr, .end = text.ptr + text.len };

	return scan;
}

/* The last five words. */
struct window {
	uint64_t hashes[SHINGLE];
	size_t seen;
};

/* The shingle that ends in this word; 0: there is none yet. */
static uint64_t slide(struct window *window, const struct scan *scan)
{
	uint64_t hash = hash_bytes(slice_text(scan->word));

	memmove(window->hashes, window->hashes + 1,
		(SHINGLE - 1) * sizeof(uint64_t));
	window->hashes[SHINGLE - 1] = hash;
	if (++window->seen < SHINGLE) {
		return 0;
	}
	return hash_bytes(slice_of((const char *)window->hashes,
				   sizeof(window->hashes)));
}

/* --- the gone sections ------------------------------------------------------------------ */

static bool is_name(const struct scan *scan)
{
	return scan->len >= 3 && scan->len <= WORD_MAX &&
	       (scan->dollar || (memchr(scan->start + 1, '_', scan->len - 2) !=
				 NULL));
}

static void add_name(struct promotions *p, size_t index, const char *text,
		     bool is_switch)
{
	struct gone *gone = &p->gone[index];
	struct promotion_name name = { .is_switch = is_switch,
				       .unit = NO_PART, .block = NO_BLOCK,
				       .news = NO_BLOCK };
	uint64_t key = hash_bytes(slice_text(text));

	for (size_t i = 0; i < gone->name_count; i++) {
		if (gone->names[i].is_switch == is_switch &&
		    strcmp(gone->names[i].text, text) == 0) {
			return;
		}
	}
	if (gone->name_count >= PROMOTION_NAMES_MAX) {
		return;
	}
	name.text = mem_strdup(text);
	table_add(&p->names, key,
		  (uint32_t)(index * PROMOTION_NAMES_MAX + gone->name_count));
	MEM_GROW(gone->names, gone->name_count, gone->name_capacity);
	gone->names[gone->name_count++] = name;
}

static void read_name(struct promotions *p, size_t index,
		      const struct scan *scan)
{
	size_t len = sizeof(switch_prefix) - 1;

	if (strncmp(scan->word, switch_prefix, len) == 0) {
		if (scan->word[len] != '\0') {
			add_name(p, index, scan->word + len, true);
		}
	} else if (is_name(scan)) {
		add_name(p, index, scan->word, false);
	}
}

static void read_gone(struct promotions *p, size_t index)
{
	const struct side *side = &p->compare->old_side;
	struct gone *gone = &p->gone[index];
	const struct part *part = &side->parts[gone->part];
	struct window window = { .seen = 0 };

	for (size_t n = 0; n < part->count; n++) {
		struct scan scan =
			scan_of(block_text(side, part_block(side, part, n)));

		while (next_word(&scan)) {
			uint64_t shingle = slide(&window, &scan);
			const struct table_row *row;

			read_name(p, index, &scan);
			if (shingle == 0) {
				continue;
			}
			row = table_find(&p->shingles, shingle);
			if (row == NULL ||
			    (row->count < SHARED_MAX &&
			     p->shingles.entries[row->last].value != index)) {
				table_add(&p->shingles, shingle,
					  (uint32_t)index);
				gone->shingle_count++;
			}
		}
	}
}

/* --- what is new ------------------------------------------------------------------------ */

/* Is the part's document one that features are promoted to? */
static bool is_main(const struct part *part)
{
	return part->document->doc != NULL &&
	       (part->document->doc->role == DOC_MAIN ||
		part->document->doc->role == DOC_PLAIN);
}

static bool is_news(const struct part *part)
{
	return part->document->doc != NULL &&
	       (part->document->doc->role == DOC_NEWS ||
		part->document->doc->role == DOC_CHANGELOG);
}

static struct promotion_place *place_of(struct gone *gone, uint32_t part)
{
	struct promotion_place *place;

	/* Text is read part by part. */
	if (gone->place_count > 0 &&
	    gone->places[gone->place_count - 1].part == part) {
		return &gone->places[gone->place_count - 1];
	}
	MEM_GROW(gone->places, gone->place_count, gone->place_capacity);
	place = &gone->places[gone->place_count++];
	*place = (struct promotion_place){ part, 0, 0 };
	return place;
}

static void find_shingle(struct promotions *p, uint64_t shingle, uint32_t part)
{
	const struct table_row *row = table_find(&p->shingles, shingle);
	uint32_t entry = row != NULL ? row->first : TABLE_NONE;

	for (; entry != TABLE_NONE; entry = p->shingles.entries[entry].next) {
		struct gone *gone = &p->gone[p->shingles.entries[entry].value];

		if (!p->found[entry]) {
			p->found[entry] = true;
			gone->found++;
		}
		if (p->place_of[entry] != part) {
			p->place_of[entry] = part;
			place_of(gone, part)->shingles++;
		}
	}
}

static struct promotion_name *name_at(struct promotions *p, uint32_t value)
{
	return &p->gone[value / PROMOTION_NAMES_MAX]
			.names[value % PROMOTION_NAMES_MAX];
}

/* The word behind a prefix such as SUPPORT_, or the word itself. */
static const char *without_prefix(const struct scan *scan)
{
	static const char *const prefixes[] = { "support_", "disable_",
						"lookup_" };

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
		size_t len = strlen(prefixes[i]);

		if (strncmp(scan->word, prefixes[i], len) == 0) {
			return scan->word + len;
		}
	}
	return scan->word;
}

static void find_name(struct promotions *p, const struct scan *scan,
		      uint32_t part, uint32_t block, bool news)
{
	const char *word = without_prefix(scan);
	bool prefixed = word != scan->word;
	const struct table_row *row =
		table_find(&p->names, hash_bytes(slice_text(word)));
	uint32_t entry = row != NULL ? row->first : TABLE_NONE;

	for (; entry != TABLE_NONE; entry = p->names.entries[entry].next) {
		uint32_t value = p->names.entries[entry].value;
		struct promotion_name *name = name_at(p, value);

		if (prefixed && !name->is_switch) {
			continue;
		}
		if (news) {
			name->news = name->news == NO_BLOCK ? block : name->news;
			continue;
		}
		if (prefixed && name->spelling == NULL) {
			name->spelling = mem_strndup(scan->start, scan->len);
			name->block = block;
		}
		if (name->block == NO_BLOCK && !name->is_switch) {
			name->block = block;
			place_of(&p->gone[value / PROMOTION_NAMES_MAX], part)
				->names++;
		}
	}
}

/* Shingles and names that the new block has and the old one, if any, had not. */
static void read_new_block(struct promotions *p, uint32_t old_block,
			   uint32_t new_block, bool news)
{
	const struct side *old_side = &p->compare->old_side;
	const struct side *new_side = &p->compare->new_side;
	const struct block *block = &new_side->blocks[new_block];
	struct window window = { .seen = 0 };
	struct table before;
	struct scan scan;

	table_init(&before, 0);
	if (old_block != NO_BLOCK) {
		scan = scan_of(block_text(old_side,
					  &old_side->blocks[old_block]));
		while (next_word(&scan)) {
			table_add(&before, slide(&window, &scan), 0);
			table_add(&before, hash_bytes(slice_text(scan.word)),
				  0);
		}
		window.seen = 0;
	}
	scan = scan_of(block_text(new_side, block));
	while (next_word(&scan)) {
		uint64_t shingle = slide(&window, &scan);

		if (shingle != 0 && !news &&
		    table_find(&before, shingle) == NULL) {
			find_shingle(p, shingle, block->part);
		}
		if (table_find(&before, hash_bytes(slice_text(scan.word))) ==
		    NULL) {
			find_name(p, &scan, block->part, new_block, news);
		}
	}
	table_release(&before);
}

static void read_new(struct promotions *p)
{
	const struct compare *compare = p->compare;

	for (size_t i = 0; i < compare->new_side.part_count; i++) {
		const struct part *part = &compare->new_side.parts[i];
		const struct aligned_list *rows = &compare->new_rows[i];
		bool news = is_news(part);

		if (!news && !is_main(part)) {
			continue;
		}
		for (size_t n = 0; n < rows->count; n++) {
			const struct aligned *row = &rows->rows[n];

			if (row->new_block != NO_BLOCK &&
			    compare_row(compare, row) == ROW_DIFFERENT) {
				read_new_block(p, row->old_block,
					       row->new_block, news);
			}
		}
	}
}

/* --- what was there before ----------------------------------------------------------------- */

/* Goes on to where the next name may begin: all have one of two bytes. */
static bool next_old_name(struct scan *scan)
{
	const char *p = scan->at;
	const char *start = p;

	while (p < scan->end && *p != '_' && *p != '$') {
		p++;
	}
	if (p == scan->end) {
		return false;
	}
	if (*p == '_') {
		while (p > start && is_word_byte(p[-1])) {
			p--;
		}
		scan->dollar = false;
	}
	scan->at = p;
	return next_word(scan);
}

static void read_old_text(struct promotions *p, struct slice text)
{
	struct scan scan = scan_of(text);

	while (next_old_name(&scan)) {
		const struct table_row *row;
		uint32_t entry;

		if (!is_name(&scan)) {
			continue;
		}
		row = table_find(&p->names, hash_bytes(slice_text(scan.word)));
		entry = row != NULL ? row->first : TABLE_NONE;
		for (; entry != TABLE_NONE;
		     entry = p->names.entries[entry].next) {
			name_at(p, p->names.entries[entry].value)->known = true;
		}
	}
}

static void read_old(struct promotions *p)
{
	const struct side *side = &p->compare->old_side;

	for (size_t i = 0; i < side->part_count; i++) {
		const struct part *part = &side->parts[i];
		const struct doc *doc = part->document->doc;

		if (part->unit != NULL || !is_main(part)) {
			continue;
		}
		for (size_t n = 0; n < doc->source_count; n++) {
			read_old_text(p, slice_of(doc->sources[n]->text,
						  doc->sources[n]->len));
		}
	}
}

/* Options and variables that are documented now and were not. */
static void read_units(struct promotions *p)
{
	const struct side *side = &p->compare->new_side;

	for (size_t i = 0; i < side->part_count; i++) {
		const struct part *part = &side->parts[i];
		const struct table_row *row;
		const char *title;
		uint32_t entry;

		if (part->match != NO_PART || (!part_is(part, UNIT_OPTION) &&
					       !part_is(part, UNIT_VARIABLE))) {
			continue;
		}
		title = part->unit->title[0] == '$' ? part->unit->title + 1 :
						      part->unit->title;
		row = table_find(&p->names, hash_bytes(slice_text(title)));
		entry = row != NULL ? row->first : TABLE_NONE;
		for (; entry != TABLE_NONE;
		     entry = p->names.entries[entry].next) {
			uint32_t value = p->names.entries[entry].value;
			struct promotion_name *name = name_at(p, value);

			if (name->unit == NO_PART && !name->is_switch) {
				name->unit = (uint32_t)i;
				place_of(&p->gone[value / PROMOTION_NAMES_MAX],
					 (uint32_t)i)->names++;
			}
		}
	}
}

void promotion_scan(struct promotions *p)
{
	table_init(&p->shingles, 0);
	table_init(&p->names, 0);
	for (size_t i = 0; i < p->count; i++) {
		read_gone(p, i);
	}
	p->found = mem_alloc(p->shingles.count + 1);
	p->place_of = mem_resize(NULL, p->shingles.count + 1, sizeof(uint32_t));
	for (size_t i = 0; i < p->shingles.count; i++) {
		p->place_of[i] = NO_PART;
	}
	read_old(p);
	read_new(p);
	read_units(p);
}

void promotion_scan_release(struct promotions *p)
{
	for (size_t i = 0; i < p->count; i++) {
		struct gone *gone = &p->gone[i];

		for (size_t n = 0; n < gone->name_count; n++) {
			free(gone->names[n].text);
			free(gone->names[n].spelling);
		}
		free(gone->names);
		free(gone->places);
	}
	free(p->gone);
	free(p->found);
	free(p->place_of);
	table_release(&p->shingles);
	table_release(&p->names);
}
