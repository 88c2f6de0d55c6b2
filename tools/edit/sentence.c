/* SPDX-License-Identifier: ISC */
#include "edit/sentence.h"

#include <string.h>

#include "base/buf.h"

bool sentence_next(struct slice *text, struct slice *sentence)
{
	size_t at = 0;

	*text = slice_trim(*text);
	if (text->len == 0) {
		return false;
	}
	while (at < text->len) {
		char c = text->ptr[at++];

		if (c != '.' && c != '!' && c != '?') {
			continue;
		}
		while (at < text->len && strchr("\"')", text->ptr[at]) != NULL) {
			at++;
		}
		if (at == text->len || is_space(text->ptr[at])) {
			break;
		}
	}
	*sentence = slice_of(text->ptr, at);
	*text = slice_of(text->ptr + at, text->len - at);
	return true;
}

static bool is_inner(char c)
{
	return is_alnum(c) || c == '_';
}

/* The number of bytes of text that match the phrase from its start; 0: none. */
static size_t match(struct slice text, const char *phrase)
{
	size_t at = 0;

	for (; *phrase != '\0'; phrase++) {
		if (*phrase == ' ') {
			size_t start = at;

			while (at < text.len && is_space(text.ptr[at])) {
				at++;
			}
			if (at == start) {
				return 0;
			}
		} else if (at < text.len && to_lower(text.ptr[at]) == *phrase) {
			at++;
		} else {
			return 0;
		}
	}
	return at == text.len || !is_inner(text.ptr[at]) ? at : 0;
}

const char *sentence_find(struct slice text, const char *phrase)
{
	for (size_t i = 0; i < text.len; i++) {
		if ((i == 0 || !is_inner(text.ptr[i - 1])) &&
		    match(slice_of(text.ptr + i, text.len - i), phrase) > 0) {
			return text.ptr + i;
		}
	}
	return NULL;
}

char *sentence_words_dup(struct slice text)
{
	struct buf words;

	buf_init(&words);
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (is_alnum(text.ptr[i])) {
			buf_putc(&words, to_lower(text.ptr[i]));
		} else if (c == 0xe2 && i + 2 < text.len &&
			   (unsigned char)text.ptr[i + 1] == 0x80) {
			i += 2;		/* quotes and dashes, U+2000 and on */
		} else if (c >= 0x80) {
			buf_putc(&words, text.ptr[i]);
		}
	}
	return buf_detach(&words, NULL);
}
