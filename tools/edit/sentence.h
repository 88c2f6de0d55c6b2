/* SPDX-License-Identifier: ISC */
/*
 * sentence - sentences and words of plain text, for those who look for what a text
 * says rather than how it looks.
 */
#ifndef STET_EDIT_SENTENCE_H
#define STET_EDIT_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

/* Takes the first sentence, its full stop included, off the text. False at the
 * end. */
bool sentence_next(struct slice *text, struct slice *sentence);

/* The place of a phrase in the text, case aside, any white space matching one
 * blank, and standing between word ends; NULL if it is not there. */
const char *sentence_find(struct slice text, const char *phrase);

/* Letters and digits only, in small letters, of other bytes all but general
 * punctuation: what words a text has, however it is marked up. New. */
char *sentence_words_dup(struct slice text);

#endif
