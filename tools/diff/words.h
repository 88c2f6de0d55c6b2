/* SPDX-License-Identifier: ISC */
/*
 * words - a text as words, how alike two texts are, and what changed from one to
 * the other. Line breaks and runs of blanks count for nothing in prose; in code
 * they are words of their own. Private to the diff.
 */
#ifndef STET_DIFF_WORDS_H
#define STET_DIFF_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "diff/diff.h"

/* A word, or a mark of punctuation at an end of one: "(", "name", ",". */
struct word {
	struct slice text;
	uint64_t hash;		/* equal words, equal numbers: whether blanks
				   stand before a mark counts, too */
	bool space;		/* blanks before it */
	bool plain;		/* has a letter or digit: counts as a word */
};

struct word_list {
	struct word *words;
	size_t count;
	size_t capacity;
};

/* Appends the words of a text, which must outlive them. */
void words_split(struct slice text, bool code, struct word_list *out);
void words_clear(struct word_list *list);
void words_release(struct word_list *list);

/*
 * How alike: twice the words in common, by what is shared out of each kind of
 * word, over all words; 0 to 1. Order does not count.
 */
struct word_bag {
	uint64_t *hashes;	/* sorted */
	size_t count;
};
void word_bag_init(struct word_bag *bag, const struct word_list *words);
void word_bag_release(struct word_bag *bag);
double word_bag_likeness(const struct word_bag *a, const struct word_bag *b);

/* Below this two texts are not versions of each other. */
#define WORDS_ALIKE 0.35

/*
 * The runs that make the new text from the old; returns the share of words that
 * are in both in the same order, 0 to 1. Adds up what was added and removed.
 */
struct words_changed {
	struct change_run *runs;	/* new, the caller's; texts too */
	size_t count;
	size_t capacity;
	size_t added;
	size_t removed;
};
double words_diff(const struct word_list *old_words,
		  const struct word_list *new_words, bool code,
		  struct words_changed *out);

/* One run of this state for all words; counts them unless RUN_SAME. */
void words_whole(const struct word_list *words, enum run_state state,
		 struct words_changed *out);

#endif
