/* SPDX-License-Identifier: ISC */
/*
 * The arguments of directives and macro calls: words separated by white space,
 * quoted with " or ' if they need to be, the quote doubled to include it.
 */
#include <stdlib.h>

#include "read/xfpt_state.h"

static void skip_space(struct xfpt_words *words)
{
	while (words->pos < words->line.len &&
	       is_space(words->line.ptr[words->pos])) {
		words->pos++;
	}
}

static void take_quoted(struct xfpt_words *words, struct buf *out)
{
	struct slice line = words->line;
	char quote = line.ptr[words->pos++];

	while (words->pos < line.len) {
		const char *start = line.ptr + words->pos;
		size_t len = line.len - words->pos;
		const char *end = memchr(start, quote, len);
		bool doubled = end != NULL && end + 1 < start + len &&
			       end[1] == quote;

		len = end != NULL ? (size_t)(end - start) + doubled : len;
		buf_put(out, start, len);
		words->pos += len + (end != NULL);
		if (!doubled) {
			return;
		}
	}
}

bool xfpt_word(struct xfpt_words *words, struct buf *out)
{
	struct slice line = words->line;
	size_t start;

	skip_space(words);
	if (words->pos >= line.len) {
		return false;
	}
	if (line.ptr[words->pos] == '"' || line.ptr[words->pos] == '\'') {
		take_quoted(words, out);
		return true;
	}
	start = words->pos;
	while (words->pos < line.len && !is_space(line.ptr[words->pos])) {
		words->pos++;
	}
	buf_put(out, line.ptr + start, words->pos - start);
	return true;
}

struct slice xfpt_rest(const struct xfpt_words *words)
{
	return slice_of(words->line.ptr + words->pos,
			words->line.len - words->pos);
}

void xfpt_no_more(struct xfpt *x, const struct xfpt_words *words)
{
	struct slice rest = slice_trim(xfpt_rest(words));

	if (rest.len > 0) {
		xfpt_warning(x, "extra characters at the end of '%.*s': '%.*s' "
			     "(quote an argument that has spaces)",
			     XFPT_SHOW(words->name), XFPT_SHOW(rest));
	}
}

struct slice xfpt_one_word(struct xfpt *x, struct xfpt_words *words)
{
	buf_clear(&x->word);
	xfpt_word(words, &x->word);
	xfpt_no_more(x, words);
	return buf_slice(&x->word);
}

void xfpt_malformed(struct xfpt *x, const struct xfpt_words *words)
{
	xfpt_error(x, "malformed directive '%.*s'", XFPT_SHOW(words->line));
}

bool xfpt_number(struct slice text, size_t *number)
{
	static const size_t most = (size_t)1 << 30;
	size_t value = 0;
	size_t i = 0;

	for (; i < text.len && is_digit(text.ptr[i]); i++) {
		if (value < most) {
			value = 10 * value + (size_t)(text.ptr[i] - '0');
		}
	}
	*number = value;
	return i > 0 && slice_trim_end(slice_of(text.ptr + i, text.len - i))
			.len == 0;
}

bool xfpt_begins(struct slice text, struct slice word)
{
	return text.len >= word.len &&
	       memcmp(text.ptr, word.ptr, word.len) == 0 &&
	       (text.len == word.len || is_space(text.ptr[word.len]));
}

/* --- argument lists ------------------------------------------------------------ */

void xfpt_arg_list_clear(struct xfpt_arg_list *list)
{
	list->count = 0;
	list->end = 0;
	buf_clear(&list->text);
}

void xfpt_arg_list_add(struct xfpt_arg_list *list, size_t raw)
{
	struct xfpt_arg *item;

	MEM_GROW(list->items, list->count, list->capacity);
	item = &list->items[list->count++];
	/* The text may still move: it is pointed to when the list is full. */
	item->text = slice_of(NULL, list->text.len - list->end);
	item->raw = raw;
	list->end = list->text.len;
}

/* The header, the items, and the text they point into. */
struct xfpt_args *xfpt_arg_list_dup(const struct xfpt_arg_list *list,
				    struct xfpt_args *spare)
{
	size_t count = list->count;
	size_t size = sizeof(*spare) + count * sizeof(*list->items) +
		      list->text.len;
	struct xfpt_args *args = spare;
	char *text;

	if (args == NULL || args->size < size) {
		args = mem_resize(args, size, 1);
		args->size = size;
	}
	text = (char *)&args->items[count];
	args->refs = 1;
	args->count = count;
	memcpy(text, list->text.data, list->text.len);
	for (size_t i = 0; i < count; i++) {
		args->items[i] = list->items[i];
		args->items[i].text.ptr = text;
		text += list->items[i].text.len;
	}
	return args;
}

void xfpt_give_args(struct xfpt *x, struct xfpt_frame *frame)
{
	frame->args = xfpt_arg_list_dup(&x->list, frame->spare);
	frame->spare = NULL;
}

void xfpt_read_args(struct xfpt *x, struct xfpt_words *words)
{
	struct xfpt_arg_list *list = &x->list;
	size_t start;

	xfpt_arg_list_clear(list);
	skip_space(words);
	start = words->pos;
	while (xfpt_word(words, &list->text)) {
		skip_space(words);
		xfpt_arg_list_add(list, words->pos - start);
		start = words->pos;
	}
}

void xfpt_args_unref(struct xfpt_args *args)
{
	if (args != NULL && --args->refs == 0) {
		free(args);
	}
}
