/* SPDX-License-Identifier: ISC */
/*
 * Flags: sequences such as &' and '& and what they stand for. Looked up by the
 * byte after the ampersand, longest first.
 */
#include <stdlib.h>

#include "read/xfpt_state.h"

/* --- definition ------------------------------------------------------------------ */

/* Is there a tag <NAME or </NAME with this name at the text's start? */
static bool is_tag(struct slice text, const char *start)
{
	size_t len = strlen(start);

	return slice_starts(text, start) && text.len > len &&
	       (text.ptr[len] == '>' || is_space(text.ptr[len]));
}

static size_t skip_quoted(struct slice text, size_t pos)
{
	char quote = text.ptr[pos++];

	while (pos < text.len && text.ptr[pos] != quote) {
		pos++;
	}
	return pos;
}

/* What the replacement does to "inside literal": its last such tag decides. */
static int literal_effect(struct slice text)
{
	int effect = 0;
	bool in_tag = false;

	for (size_t i = 0; i < text.len; i++) {
		struct slice rest = slice_of(text.ptr + i, text.len - i);
		char c = text.ptr[i];

		if (c == '<') {
			in_tag = true;
			effect = is_tag(rest, "<literal") ? 1 :
				 is_tag(rest, "</literal") ? -1 : effect;
		} else if (c == '>') {
			in_tag = false;
		} else if (in_tag && (c == '"' || c == '\'')) {
			i = skip_quoted(text, i);
		}
	}
	return effect;
}

/*
 * The quoted string at the end of the text: where it starts. Its length if there
 * is none.
 */
static size_t find_last_string(struct slice text)
{
	size_t i = text.len;
	char quote;

	if (i < 2 || (text.ptr[i - 1] != '"' && text.ptr[i - 1] != '\'')) {
		return text.len;
	}
	quote = text.ptr[--i];
	while (i > 0) {
		if (text.ptr[--i] == quote) {
			if (i == 0 || text.ptr[i - 1] != quote) {
				return i;
			}
			i--;
		}
	}
	return text.len;
}

/* Keeps the quoted string at pos; moves pos to after it. */
static struct xfpt_replacement keep_replacement(struct xfpt *x,
						struct slice text, size_t *pos)
{
	struct xfpt_replacement result;
	struct xfpt_words words = { text, text, *pos };

	buf_clear(&x->word);
	xfpt_word(&words, &x->word);
	*pos = words.pos;
	result.text = xfpt_keep(x, buf_slice(&x->word));
	result.literal = literal_effect(result.text);
	return result;
}

static void add_flag(struct xfpt *x, struct xfpt_flag *flag)
{
	struct xfpt_bucket *bucket =
		&x->buckets[(unsigned char)flag->first.ptr[1]];
	size_t i = 0;

	while (i < bucket->count &&
	       bucket->flags[i]->first.len > flag->first.len) {
		i++;
	}
	x->work += bucket->count;
	MEM_GROW(bucket->flags, bucket->count, bucket->capacity);
	memmove(bucket->flags + i + 1, bucket->flags + i,
		(bucket->count - i) * sizeof(struct xfpt_flag *));
	bucket->flags[i] = flag;
	bucket->count++;
}

static size_t skip_word(struct slice text, size_t pos)
{
	while (pos < text.len && !is_space(text.ptr[pos])) {
		pos++;
	}
	return pos;
}

static size_t skip_spaces(struct slice text, size_t pos)
{
	while (pos < text.len && is_space(text.ptr[pos])) {
		pos++;
	}
	return pos;
}

/*
 * The second sequence of a pair at pos and its first replacement, which must
 * end before, not at, the last one.
 */
static bool take_pair(struct xfpt *x, struct slice text, size_t pos,
		      size_t last, struct xfpt_flag *flag)
{
	size_t end = skip_word(text, pos);
	size_t start = skip_spaces(text, end);

	if (start == end || start >= last ||
	    (text.ptr[start] != '"' && text.ptr[start] != '\'')) {
		return false;
	}
	flag->second = xfpt_keep(x, slice_of(text.ptr + pos, end - pos));
	flag->opening = keep_replacement(x, text, &start);
	return start < last;
}

static bool take_flag(struct xfpt *x, struct slice text, struct xfpt_flag *flag)
{
	size_t end = skip_word(text, 0);
	size_t next = skip_spaces(text, end);
	size_t last = find_last_string(text);
	size_t pos = last;

	if (last >= text.len || last < next || next == end) {
		return false;
	}
	flag->first = xfpt_keep(x, slice_of(text.ptr, end));
	if (next == last) {
		flag->opening = keep_replacement(x, text, &pos);
		return true;
	}
	flag->closing = keep_replacement(x, text, &pos);
	return take_pair(x, text, next, last, flag);
}

void xfpt_define_flag(struct xfpt *x, struct xfpt_words *words)
{
	struct slice text = slice_trim(xfpt_rest(words));
	struct xfpt_flag *flag;

	if (text.len == 0 || text.ptr[0] != '&') {
		xfpt_error(x, "a flag must begin with \"&\"");
		return;
	}
	if (text.len == 1 || is_space(text.ptr[1])) {
		xfpt_error(x, "a flag must contain more than just \"&\"");
		return;
	}
	flag = mem_alloc(sizeof(*flag));
	if (take_flag(x, text, flag)) {
		add_flag(x, flag);
	} else {
		xfpt_malformed(x, words);
		free(flag);
	}
}

void xfpt_flags_release(struct xfpt *x)
{
	for (size_t i = 0; i < 256; i++) {
		for (size_t j = 0; j < x->buckets[i].count; j++) {
			free(x->buckets[i].flags[j]);
		}
		free(x->buckets[i].flags);
	}
}

/* --- lookup ---------------------------------------------------------------------- */

const struct xfpt_flag *xfpt_flag_at(struct xfpt *x, struct slice text)
{
	const struct xfpt_bucket *bucket;

	if (text.len < 2) {
		return NULL;
	}
	bucket = &x->buckets[(unsigned char)text.ptr[1]];
	for (size_t i = 0; i < bucket->count; i++) {
		x->work++;
		if (xfpt_is_at(text, bucket->flags[i]->first)) {
			return bucket->flags[i];
		}
	}
	return NULL;
}
