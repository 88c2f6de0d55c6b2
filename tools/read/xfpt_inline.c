/* SPDX-License-Identifier: ISC */
/*
 * Inline macro calls, &name(argument,argument): the lines of the body are
 * scanned one by one, straight to the output.
 */
#include <stdlib.h>

#include "read/xfpt_state.h"

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

static size_t take_argument(struct slice text, size_t pos,
			    struct xfpt_arg_list *list)
{
	size_t start = pos;

	if (text.ptr[pos] == '"' || text.ptr[pos] == '\'') {
		pos = take_quoted(text, pos, &list->text);
	} else {
		while (pos < text.len && text.ptr[pos] != ',' &&
		       text.ptr[pos] != ')') {
			pos++;
		}
		buf_put(&list->text, text.ptr + start, pos - start);
	}
	xfpt_arg_list_add(list, pos - start);
	return pos;
}

/* Returns the place after the closing parenthesis; 0 if there is none. */
static size_t take_arguments(struct slice text, size_t pos,
			     struct xfpt_arg_list *list)
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

/* The line that the frame stands at; not passed over yet. */
static void run_line(struct xfpt *x, struct xfpt_frame *frame)
{
	struct slice text = xfpt_raw_line(frame, frame->next);

	xfpt_move_to_body(x, frame, frame->next);
	if (!xfpt_spend(x, text.len + 32)) {
		return;
	}
	if (frame->body->lines[frame->next].dollar ||
	    text.len >= XFPT_LINE_MAX) {
		text = xfpt_substitute(x, frame, text);
	}
	if (text.len > 0 && text.ptr[0] == '.') {
		xfpt_dot_line(x, text, true);
	} else {
		xfpt_scan_text(x, slice_trim_end(text));
	}
}

/*
 * The frame is the top one, unless a call in it, faulty in xfpt's way, has left
 * its own there: xfpt then goes on with that. A part skipped up to the end of
 * the body has dropped the frame.
 */
static void run_body(struct xfpt *x, struct xfpt_frame *frame)
{
	while (!x->fatal) {
		struct xfpt_frame *top = xfpt_top(x);
		const struct slice raw = xfpt_raw_line(top, top->next);
		bool directive = raw.len > 0 && raw.ptr[0] == '.';

		run_line(x, top);
		top = xfpt_top(x);
		if (directive && top != frame) {
			return;
		}
		if (++top->next >= top->body->count) {
			xfpt_pop_frame(x);
			return;
		}
	}
}

size_t xfpt_inline_call(struct xfpt *x, struct slice text, struct slice name,
			size_t pos)
{
	const struct xfpt_macro *macro = xfpt_macro_find(x, name);
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
	xfpt_arg_list_clear(&x->list);
	end = take_arguments(text, pos, &x->list);
	xfpt_give_args(x, frame);
	if (end == 0) {
		xfpt_error(x, "missing closing parenthesis in inline macro "
			   "call '&%.*s('", XFPT_SHOW(name));
		/* xfpt leaves the macro to be read as input. */
		if (!x->compat) {
			xfpt_pop_frame(x);
		}
		return 0;
	}
	frame->inlined = true;
	run_body(x, frame);
	return end;
}
