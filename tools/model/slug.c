/* SPDX-License-Identifier: ISC */
#include "model/slug.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/mem.h"

enum { SLUG_MAX = 60 };	/* bytes; a title is seldom longer */

/* The text in lower case, new; NULL if it is not ASCII. */
static char *fold_ascii(const char *text)
{
	char *copy = mem_strdup(text);

	for (char *p = copy; *p != '\0'; p++) {
		if ((unsigned char)*p >= 0x80) {
			free(copy);
			return NULL;
		}
		*p = to_lower(*p);
	}
	return copy;
}

/* Text that is not UTF-8 can only come from a caller's error: keep it. */
static char *fold(const char *text, bool strip_marks)
{
	utf8proc_option_t options = UTF8PROC_NULLTERM | UTF8PROC_STABLE |
				    UTF8PROC_CASEFOLD;
	utf8proc_uint8_t *folded = (utf8proc_uint8_t *)fold_ascii(text);

	if (folded != NULL) {
		return (char *)folded;
	}
	options |= strip_marks ? UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
				 UTF8PROC_STRIPMARK :
				 UTF8PROC_COMPOSE;
	if (utf8proc_map((const utf8proc_uint8_t *)text, 0, &folded,
			 options) < 0) {
		return mem_strdup(text);
	}
	return (char *)folded;
}

/* The length of an apostrophe at p, 0 if there is none. */
static size_t apostrophe(const char *p)
{
	if (*p == '\'') {
		return 1;
	}
	return strncmp(p, "\xe2\x80\x99", 3) == 0 ? 3 : 0;
}

static uint32_t digest(const char *text)
{
	uint32_t hash = 2166136261u;

	for (; *text != '\0'; text++) {
		hash = (hash ^ (unsigned char)*text) * 16777619u;
	}
	return hash;
}

static void cut_between_words(struct buf *out)
{
	size_t len = SLUG_MAX;

	if (out->len <= SLUG_MAX) {
		return;
	}
	while (len > SLUG_MAX / 2 && out->data[len] != '-') {
		len--;
	}
	buf_truncate(out, out->data[len] == '-' ? len : (size_t)SLUG_MAX);
}

char *slug_dup(const char *text)
{
	char *folded = fold(text, true);
	struct buf out;
	bool gap = false;

	buf_init(&out);
	for (const char *p = folded; *p != '\0' && out.len <= SLUG_MAX; p++) {
		size_t quote = apostrophe(p);

		if (quote > 0) {
			p += quote - 1;
		} else if (is_alnum(*p) || *p == '_') {
			if (gap && out.len > 0) {
				buf_putc(&out, '-');
			}
			gap = false;
			buf_putc(&out, *p);
		} else {
			gap = true;
		}
	}
	cut_between_words(&out);
	if (out.len == 0) {
		buf_printf(&out, "x%08x", (unsigned)digest(text));
	}
	free(folded);
	return buf_detach(&out, NULL);
}

static bool is_punctuation(const char *p)
{
	return (unsigned char)*p < 0x80 && !is_alnum(*p);
}

char *slug_sort_key_dup(const char *text)
{
	char *key = fold(text, true);
	const char *start = key;

	for (;;) {
		if (*start != '\0' && is_punctuation(start)) {
			start++;
		} else if (strncmp(start, "\xe2\x80", 2) == 0) {
			start += start[2] != '\0' ? 3 : 2;	/* “ ‘ – … */
		} else {
			break;
		}
	}
	memmove(key, start, strlen(start) + 1);
	return key;
}

/* The length of white space at p, 0 if there is none. */
static size_t blank(const char *p)
{
	if (is_space(*p)) {
		return 1;
	}
	return strncmp(p, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

char *slug_title_key_dup(const char *text)
{
	char *folded = fold(text, false);
	struct buf out;
	bool gap = false;

	buf_init(&out);
	for (const char *p = folded; *p != '\0';) {
		size_t len = blank(p);

		if (len > 0) {
			gap = true;
			p += len;
			continue;
		}
		if (gap && out.len > 0) {
			buf_putc(&out, ' ');
		}
		gap = false;
		buf_putc(&out, *p++);
	}
	free(folded);
	return buf_detach(&out, NULL);
}
