/* SPDX-License-Identifier: ISC */
/*
 * Inline macro calls, &name(argument,argument): the lines of the body are
 * scanned one by one, straight to the output.
 */
#include <stdlib.h>

#include "read/xfpt_state.h"

struct list {
	struct slice *items;
	size_t count;
	size_t capacity;
	struct buf text;
};

static size_t skip_space(struct slice text, size_t pos)
{
	while (pos < text.len && is_space(text.ptr[pos])) {
		pos++;
	}
	return pos;
}

static size_t take_quoted(struct slice text, size_t pos, struct buf *out)
{
	char quote = text.ptr[pos++];

	while (pos < text.len) {
		char c = text.ptr[pos++];

		if (c == quote) {
			if (pos >= text.len || text.ptr[pos] != quote) {
				return skip_space(text, pos);
			}
			pos++;
		}
		buf_putc(out, c);
	}
	return pos;
}

static size_t take_argument(struct slice text, size_t pos, struct list *list)
{
	size_t before = list->text.len;

	MEM_GROW(list->items, list->count, list->capacity);
	if (text.ptr[pos] == '"' || text.ptr[pos] == '\'') {
		pos = take_quoted(text, pos, &list->text);
	} else {
		size_t start = pos;

		while (pos < text.len && text.ptr[pos] != ',' &&
		       text.ptr[pos] != ')') {
			pos++;
		}
		buf_put(&list->text, text.ptr + start, pos - start);
	}
	list->items[list->count++] = slice_of(NULL, list->text.len - before);
	return pos;
}

/* Returns the place after the closing parenthesis; 0 if there is none. */
static size_t take_arguments(struct slice text, size_t pos, struct list *list)
{
	pos = skip_space(text, pos);
	while (pos < text.len && text.ptr[pos] != ')') {
		pos = take_argument(text, pos, list);
		if (pos < text.len && text.ptr[pos] == ',') {
			pos = skip_space(text, pos + 1);
		}
	}
	return pos < text.len ? pos + 1 : 0;
}

static struct xfpt_args *finish(struct list *list)
{
	struct xfpt_args *args;
	size_t start = 0;

	for (size_t i = 0; i < list->count; i++) {
		list->items[i].ptr = list->text.data + start;
		start += list->items[i].len;
	}
	args = xfpt_args_new(list->items, list->count);
	free(list->items);
	buf_release(&list->text);
	return args;
}

static void run_body(struct xfpt *x, struct xfpt_frame *frame)
{
	frame->inlined = true;
	while (frame->next < frame->body->count) {
		struct xfpt_place place = xfpt_body_place(frame, frame->next);
		struct slice text = xfpt_raw_line(frame, frame->next);

		xfpt_move(x, &place);
		if (!xfpt_spend(x, text.len + 32)) {
			return;
		}
		if (frame->body->lines[frame->next].dollar) {
			text = xfpt_substitute(x, frame, text);
		}
		if (text.len > 0 && text.ptr[0] == '.') {
			xfpt_dot_line(x, text, true);
		} else {
			xfpt_scan_text(x, slice_trim_end(text));
		}
		if (x->fatal) {
			return;
		}
		if (frame->next < frame->body->count) {
			frame->next++;
		}
	}
}

size_t xfpt_inline_call(struct xfpt *x, struct slice text, struct slice name,
			size_t pos)
{
	const struct xfpt_macro *macro = xfpt_macro_find(x, name);
	struct list list = { 0 };
	struct xfpt_frame *frame;
	size_t end;

	if (macro == NULL) {
		if (!x->incomplete) {
			xfpt_error(x, "unknown macro \"%.*s\" in inline macro "
				   "call", XFPT_SHOW(name));
		}
		return 0;
	}
	frame = xfpt_push_frame(x);
	if (frame == NULL) {
		return 0;
	}
	frame->macro = macro;
	frame->body = macro;
	buf_init(&list.text);
	end = take_arguments(text, pos, &list);
	frame->args = finish(&list);
	if (end == 0) {
		xfpt_error(x, "missing closing parenthesis in inline macro "
			   "call '&%.*s('", XFPT_SHOW(name));
		/* xfpt leaves the macro to be read as input. */
		if (!x->compat) {
			xfpt_pop_frame(x);
		}
		return 0;
	}
	run_body(x, frame);
	if (!x->fatal) {
		xfpt_pop_frame(x);
	}
	return end;
}
