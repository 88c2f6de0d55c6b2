/* SPDX-License-Identifier: ISC */
#include "diff/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "diff/sequence.h"

/* --- words ------------------------------------------------------------------------- */

static bool is_plain_byte(char c)
{
	return is_alnum(c) || ((unsigned char)c & 0x80) != 0;
}

static bool is_plain(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (is_plain_byte(text.ptr[i])) {
			return true;
		}
	}
	return false;
}

/* glued: no blanks to what it must be read with. */
static void add_word(struct word_list *out, struct slice text, bool space,
		     bool glued)
{
	struct word *word;

	MEM_GROW(out->words, out->count, out->capacity);
	word = &out->words[out->count++];
	word->text = text;
	word->space = space;
	word->plain = is_plain(text);
	word->hash = hash_bytes(text);
	if (glued) {
		word->hash = hash_more(word->hash, slice_of("", 1));
	}
}

static bool is_opener(char c)
{
	return strchr("([{\"'<", c) != NULL && c != '\0';
}

/* Marks that close, and what they close. */
static bool is_closer(struct slice core)
{
	static const char closers[][2] = {
		{ ')', '(' }, { ']', '[' }, { '}', '{' }, { '>', '<' },
	};
	char last = core.ptr[core.len - 1];

	for (size_t i = 0; i < sizeof(closers) / sizeof(*closers); i++) {
		if (last == closers[i][0]) {
			return memchr(core.ptr, closers[i][1], core.len) == NULL;
		}
	}
	return strchr(".,;:!?\"'", last) != NULL;
}

/* A run without blanks: marks off both ends of it. */
static void split_chunk(struct slice chunk, bool space, struct word_list *out)
{
	struct slice core = chunk;
	size_t end;

	if (!is_plain(chunk)) {
		add_word(out, chunk, space, !space);
		return;
	}
	while (core.len > 1 && is_opener(core.ptr[0])) {
		add_word(out, slice_of(core.ptr, 1), space, true);
		core.ptr++;
		core.len--;
		space = false;
	}
	end = core.len;
	while (core.len > 1 && is_closer(core)) {
		core.len--;
	}
	add_word(out, core, space, false);
	for (size_t i = core.len; i < end; i++) {
		add_word(out, slice_of(core.ptr + i, 1), false, true);
	}
}

static void split_prose(struct slice text, struct word_list *out)
{
	size_t i = 0;

	while (i < text.len) {
		size_t start = i;
		size_t word;

		while (i < text.len && is_space(text.ptr[i])) {
			i++;
		}
		word = i;
		while (i < text.len && !is_space(text.ptr[i])) {
			i++;
		}
		if (i > word) {
			split_chunk(slice_of(text.ptr + word, i - word),
				    word > start, out);
		}
	}
}

/* Names and numbers, single marks, runs of blanks, ends of lines. */
static void split_code(struct slice text, struct word_list *out)
{
	size_t i = 0;

	while (i < text.len) {
		size_t start = i++;
		char c = text.ptr[start];

		if (is_plain_byte(c) || c == '_') {
			while (i < text.len && (is_plain_byte(text.ptr[i]) ||
						text.ptr[i] == '_')) {
				i++;
			}
		} else if (c == ' ') {
			while (i < text.len && text.ptr[i] == ' ') {
				i++;
			}
		}
		add_word(out, slice_of(text.ptr + start, i - start), false,
			 false);
	}
}

void words_split(struct slice text, bool code, struct word_list *out)
{
	if (code) {
		split_code(text, out);
	} else {
		split_prose(text, out);
	}
}

void words_clear(struct word_list *list)
{
	list->count = 0;
}

void words_release(struct word_list *list)
{
	free(list->words);
	*list = (struct word_list){ 0 };
}

/* --- likeness ------------------------------------------------------------------------ */

static int compare_hashes(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a;
	uint64_t y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

/* Marks are left out if there is anything else. */
void word_bag_init(struct word_bag *bag, const struct word_list *words)
{
	bag->hashes = mem_resize(NULL, words->count + 1, sizeof(uint64_t));
	bag->count = 0;
	for (size_t i = 0; i < words->count; i++) {
		if (words->words[i].plain) {
			bag->hashes[bag->count++] = words->words[i].hash;
		}
	}
	for (size_t i = 0; bag->count == 0 && i < words->count; i++) {
		bag->hashes[bag->count++] = words->words[i].hash;
	}
	qsort(bag->hashes, bag->count, sizeof(uint64_t), compare_hashes);
}

void word_bag_release(struct word_bag *bag)
{
	free(bag->hashes);
}

double word_bag_likeness(const struct word_bag *a, const struct word_bag *b)
{
	size_t i = 0;
	size_t j = 0;
	size_t common = 0;

	if (a->count + b->count == 0) {
		return 1;
	}
	while (i < a->count && j < b->count) {
		if (a->hashes[i] == b->hashes[j]) {
			common++;
			i++;
			j++;
		} else if (a->hashes[i] < b->hashes[j]) {
			i++;
		} else {
			j++;
		}
	}
	return 2.0 * (double)common / (double)(a->count + b->count);
}

/* --- what changed ---------------------------------------------------------------------- */

/* Numbers for words, equal for equal ones. */
struct numbering {
	const struct word **slots;
	uint32_t *numbers;
	size_t mask;
	uint32_t count;
};

static uint32_t number_of(struct numbering *n, const struct word *word)
{
	size_t slot = (size_t)word->hash & n->mask;

	while (n->slots[slot] != NULL) {
		const struct word *other = n->slots[slot];

		if (other->hash == word->hash &&
		    slice_equal(other->text, word->text)) {
			return n->numbers[slot];
		}
		slot = (slot + 1) & n->mask;
	}
	n->slots[slot] = word;
	n->numbers[slot] = n->count;
	return n->count++;
}

static uint32_t *numbers_new(struct numbering *n, const struct word_list *list)
{
	uint32_t *numbers =
		mem_resize(NULL, list->count + 1, sizeof(*numbers));

	for (size_t i = 0; i < list->count; i++) {
		numbers[i] = number_of(n, &list->words[i]);
	}
	return numbers;
}

/* All words from one to before another, blanks before the first one included. */
static char *text_of(const struct word_list *list, size_t start, size_t end)
{
	struct buf text;

	buf_init(&text);
	for (size_t i = start; i < end; i++) {
		if (list->words[i].space) {
			buf_putc(&text, ' ');
		}
		buf_put_slice(&text, list->words[i].text);
	}
	return buf_detach(&text, NULL);
}

/* Marks alone count as one word. */
static size_t weigh(const struct word_list *list, size_t start, size_t end)
{
	size_t words = 0;

	for (size_t i = start; i < end; i++) {
		words += list->words[i].plain ? 1 : 0;
	}
	return words == 0 && end > start ? 1 : words;
}

static void add_run(struct words_changed *out, enum run_state state,
		    const struct word_list *list, size_t start, size_t end)
{
	if (end == start) {
		return;
	}
	if (state == RUN_ADDED) {
		out->added += weigh(list, start, end);
	} else if (state == RUN_REMOVED) {
		out->removed += weigh(list, start, end);
	}
	MEM_GROW(out->runs, out->count, out->capacity);
	out->runs[out->count++] =
		(struct change_run){ state, text_of(list, start, end) };
}

/* Between two changes, a few small words that happen to be equal: the changes
 * read better as one. */
static bool is_crumb(const struct word_list *list, size_t start, size_t end)
{
	size_t bytes = 0;

	if (end - start > 2) {
		return false;
	}
	for (size_t i = start; i < end; i++) {
		if (memchr(list->words[i].text.ptr, '\n',
			   list->words[i].text.len) != NULL) {
			return false;
		}
		bytes += list->words[i].text.len;
	}
	return bytes <= 4;
}

static size_t size_of(const struct sequence_change *change)
{
	return change->old_count + change->new_count;
}

static void join_changes(struct sequence_changes *changes,
			 const struct word_list *old_words)
{
	size_t to = 0;

	for (size_t i = 1; i < changes->count; i++) {
		struct sequence_change *last = &changes->items[to];
		const struct sequence_change *next = &changes->items[i];
		size_t end = last->old_start + last->old_count;

		if (size_of(last) >= 3 && size_of(next) >= 3 &&
		    is_crumb(old_words, end, next->old_start)) {
			last->old_count = next->old_start + next->old_count -
					  last->old_start;
			last->new_count = next->new_start + next->new_count -
					  last->new_start;
		} else {
			changes->items[++to] = *next;
		}
	}
	if (changes->count > 0) {
		changes->count = to + 1;
	}
}

static bool ends_line(const struct word_list *list, size_t end)
{
	return end == 0 || slice_is(list->words[end - 1].text, "\n");
}

/* How far the words from start on can go to the front, over words like those at
 * their end, to be whole lines; at most so far. 0 if they cannot. */
static size_t way_to_line(const struct word_list *list, const uint32_t *numbers,
			  size_t start, size_t count, size_t most)
{
	for (size_t way = 0;; way++) {
		if (ends_line(list, start - way) &&
		    ends_line(list, start + count - way)) {
			return way;
		}
		if (way == most || numbers[start - way - 1] !=
					   numbers[start + count - way - 1]) {
			return 0;
		}
	}
}

/* Of lines that begin alike, the one that is new or gone, not parts of two. */
static void slide_to_lines(struct sequence_changes *changes,
			   const struct word_list *old_words,
			   const uint32_t *old_numbers,
			   const struct word_list *new_words,
			   const uint32_t *new_numbers)
{
	size_t end = 0;		/* of the change before, in the new words */

	for (size_t i = 0; i < changes->count; i++) {
		struct sequence_change *change = &changes->items[i];
		size_t way = 0;

		if (change->old_count == 0) {
			way = way_to_line(new_words, new_numbers,
					  change->new_start, change->new_count,
					  change->new_start - end);
		} else if (change->new_count == 0) {
			way = way_to_line(old_words, old_numbers,
					  change->old_start, change->old_count,
					  change->new_start - end);
		}
		change->old_start -= way;
		change->new_start -= way;
		end = change->new_start + change->new_count;
	}
}

static void put_runs(const struct sequence_changes *changes,
		     const struct word_list *old_words,
		     const struct word_list *new_words,
		     struct words_changed *out)
{
	size_t at = 0;		/* in the new words */

	for (size_t i = 0; i < changes->count; i++) {
		const struct sequence_change *change = &changes->items[i];

		add_run(out, RUN_SAME, new_words, at, change->new_start);
		add_run(out, RUN_REMOVED, old_words, change->old_start,
			change->old_start + change->old_count);
		at = change->new_start + change->new_count;
		add_run(out, RUN_ADDED, new_words, change->new_start, at);
	}
	add_run(out, RUN_SAME, new_words, at, new_words->count);
}

double words_diff(const struct word_list *old_words,
		  const struct word_list *new_words, bool code,
		  struct words_changed *out)
{
	size_t total = old_words->count + new_words->count;
	size_t size = 16;
	size_t changed = 0;
	struct numbering n = { 0 };
	struct sequence_changes changes = { 0 };
	uint32_t *old_numbers;
	uint32_t *new_numbers;

	while (size < 2 * total) {
		size *= 2;
	}
	n.slots = mem_alloc(size * sizeof(*n.slots));
	n.numbers = mem_alloc(size * sizeof(*n.numbers));
	n.mask = size - 1;
	old_numbers = numbers_new(&n, old_words);
	new_numbers = numbers_new(&n, new_words);
	sequence_diff(old_numbers, old_words->count, new_numbers,
		      new_words->count, &changes);
	for (size_t i = 0; i < changes.count; i++) {
		changed += size_of(&changes.items[i]);
	}
	if (code) {
		slide_to_lines(&changes, old_words, old_numbers, new_words,
			       new_numbers);
	} else {
		join_changes(&changes, old_words);
	}
	put_runs(&changes, old_words, new_words, out);
	sequence_changes_release(&changes);
	free(old_numbers);
	free(new_numbers);
	free(n.slots);
	free(n.numbers);
	return total > 0 ? 1.0 - (double)changed / (double)total : 1.0;
}

void words_whole(const struct word_list *words, enum run_state state,
		 struct words_changed *out)
{
	add_run(out, state, words, 0, words->count);
}
