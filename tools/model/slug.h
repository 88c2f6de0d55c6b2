/* SPDX-License-Identifier: ISC */
/*
 * slug - texts made comparable: for anchors and page names, for sorting, for
 * keys. All take UTF-8 and return new texts, the caller's to free.
 */
#ifndef STET_MODEL_SLUG_H
#define STET_MODEL_SLUG_H

/*
 * Lower-case ASCII letters, digits and "_", everything else one "-" between
 * words; accents are taken off, apostrophes left out, long texts cut between
 * words. Never empty: a text without any such letter gives a digest of itself.
 */
char *slug_dup(const char *text);

/* Case folded, accents taken off, without leading punctuation: what an index
 * is sorted by. A text of nothing but punctuation gives an empty one. */
char *slug_sort_key_dup(const char *text);

/* Case folded, runs of white space (no-break spaces too) as one space, none at
 * the ends: what titles are compared by. */
char *slug_title_key_dup(const char *text);

#endif
