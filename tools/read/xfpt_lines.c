/* SPDX-License-Identifier: ISC */
/*
 * Where lines come from: the pending line, the push stack, the macro calls and
 * files on the stack of frames. Files are read here, continuations joined.
 */
#include <stdlib.h>

#include "read/xfpt_state.h"

/* --- the stack of frames ------------------------------------------------------ */

struct xfpt_frame *xfpt_top(const struct xfpt *x)
{
	return x->depth > 0 ? x->frames[x->depth - 1] : NULL;
}

struct xfpt_frame *xfpt_push_frame(struct xfpt *x)
{
	struct xfpt_frame *frame;
	struct xfpt_frame empty = { 0 };

	if (x->depth >= x->depth_limit) {
		xfpt_abandon(x, "macros and includes nested more than %zu deep: "
			     "does one call itself?", x->depth_limit);
		return NULL;
	}
	frame = x->frames[x->depth];
	if (frame == NULL) {
		frame = mem_alloc(sizeof(*frame));
		buf_init(&frame->line);
		x->frames[x->depth] = frame;
	}
	empty.line = frame->line;
	empty.spare = frame->spare;
	empty.call = x->here;
	*frame = empty;
	x->depth++;
	return frame;
}

void xfpt_pop_frame(struct xfpt *x)
{
	struct xfpt_frame *frame = x->frames[--x->depth];

	xfpt_loop_end(&frame->loop);
	if (frame->args != NULL && frame->args->refs == 1) {
		frame->spare = frame->args;
	} else {
		xfpt_args_unref(frame->args);
	}
	frame->args = NULL;
}

/* --- files --------------------------------------------------------------------- */

static void find_physical(struct xfpt_frame *frame)
{
	const struct source *source = frame->source;
	const char *start = source->text + frame->offset;
	const char *end = memchr(start, '\n', source->len - frame->offset);

	frame->physical.start = frame->offset;
	frame->physical.end = end == NULL ? source->len :
			      (size_t)(end - source->text) + 1;
	frame->number++;
}

bool xfpt_is_continued(struct slice text)
{
	struct slice trimmed = slice_trim_end(text);

	return trimmed.len >= 3 &&
	       memcmp(trimmed.ptr + trimmed.len - 3, "&&&", 3) == 0;
}

static bool is_plain(const struct xfpt *x, struct slice text)
{
	return text.len > 0 && text.ptr[text.len - 1] == '\n' &&
	       (!x->compat || text.len <= XFPT_LINE_MAX) &&
	       memchr(text.ptr, '\0', text.len) == NULL && !xfpt_is_continued(text);
}

static void put_without_nul(struct xfpt *x, struct buf *out, struct slice text)
{
	while (text.len > 0) {
		const char *nul = memchr(text.ptr, '\0', text.len);
		size_t len = nul != NULL ? (size_t)(nul - text.ptr) : text.len;

		buf_put(out, text.ptr, len);
		if (nul == NULL) {
			return;
		}
		xfpt_error(x, "a NUL byte: this is not a text file, or it is "
			   "damaged");
		text = slice_of(nul + 1, text.len - len - 1);
	}
}

/*
 * Appends up to room bytes of the line at hand, its newline included. False if
 * the file ended before one of the two.
 */
static bool take_piece(struct xfpt *x, struct xfpt_frame *frame, size_t room)
{
	const struct source *source = frame->source;
	size_t before = frame->line.len;
	bool ended = false;

	while (frame->line.len - before < room && !ended) {
		size_t left = room - (frame->line.len - before);
		struct slice part;

		if (frame->offset >= source->len) {
			return false;
		}
		if (frame->offset >= frame->physical.end) {
			find_physical(frame);
		}
		part = slice_of(source->text + frame->offset,
				frame->physical.end - frame->offset);
		part.len = part.len < left ? part.len : left;
		ended = part.ptr[part.len - 1] == '\n';
		frame->offset += part.len;
		put_without_nul(x, &frame->line, part);
	}
	return true;
}

/* xfpt loses a last line without a newline; we add the newline. */
static bool take_part(struct xfpt *x, struct xfpt_frame *frame)
{
	struct buf *line = &frame->line;
	size_t before = line->len;

	if (x->compat) {
		size_t room = line->len < XFPT_LINE_MAX ?
			      XFPT_LINE_MAX - line->len : 0;

		return take_piece(x, frame, room);
	}
	if (take_piece(x, frame, SIZE_MAX)) {
		return true;
	}
	if (line->len == before) {
		return false;
	}
	xfpt_mended(x, "the last line has no newline: xfpt would lose it");
	buf_putc(line, '\n');
	return true;
}

static void cut_indent(struct buf *line, size_t start)
{
	size_t end = start;

	while (end < line->len &&
	       (line->data[end] == ' ' || line->data[end] == '\t')) {
		end++;
	}
	memmove(line->data + start, line->data + end, line->len - end);
	buf_truncate(line, line->len - (end - start));
}

/* Continued, long or damaged lines. */
static bool take_line(struct xfpt *x, struct xfpt_frame *frame)
{
	struct buf *line = &frame->line;

	buf_clear(line);
	if (!take_part(x, frame)) {
		return false;
	}
	while (xfpt_is_continued(buf_slice(line)) && !x->fatal) {
		size_t start;

		buf_truncate(line, slice_trim_end(buf_slice(line)).len - 3);
		start = line->len;
		if (!take_part(x, frame)) {
			break;
		}
		cut_indent(line, start);
	}
	return true;
}

static void move_to_file(struct xfpt *x, const struct xfpt_frame *frame,
			 struct span span, size_t number)
{
	const struct xfpt_place place = { .source = frame->source,
					  .span = span };

	if (frame->library) {
		xfpt_move(x, &frame->call);
		x->here.definition = frame->source;
		x->here.definition_line = number;
	} else {
		xfpt_move(x, &place);
	}
}

static void set_file_line(const struct xfpt_frame *frame, size_t number,
			  struct xfpt_line *line)
{
	line->source = frame->source;
	line->number = number;
	line->direct = !frame->library;
}

static bool file_line(struct xfpt *x, struct xfpt_frame *frame,
		      struct xfpt_line *line)
{
	const struct source *source = frame->source;
	struct span span;

	if (frame->offset == x->skip.start) {
		xfpt_skip(x, frame);
	}
	if (frame->offset >= source->len) {
		return false;
	}
	if (frame->offset >= frame->physical.end) {
		find_physical(frame);
	}
	span = frame->physical;
	set_file_line(frame, frame->number, line);
	move_to_file(x, frame, span, line->number);
	line->text = slice_of(source->text + frame->offset,
			      frame->physical.end - frame->offset);
	if (is_plain(x, line->text)) {
		frame->offset = frame->physical.end;
	} else {
		if (!take_line(x, frame)) {
			return false;
		}
		line->text = buf_slice(&frame->line);
		span.end = frame->physical.end;
		move_to_file(x, frame, span, line->number);
	}
	if (line->text.len > XFPT_LINE_MAX) {
		xfpt_mended(x, "a line of %zu bytes: xfpt would split it",
			    line->text.len);
	}
	return true;
}

/* --- macro calls ---------------------------------------------------------------- */

struct slice xfpt_raw_line(const struct xfpt_frame *frame, size_t index)
{
	const struct xfpt_body_line *line = &frame->body->lines[index];

	return slice_of(frame->body->text.data + line->offset, line->len);
}

void xfpt_move_to_body(struct xfpt *x, const struct xfpt_frame *frame,
		       size_t index)
{
	const struct xfpt_body_line *line = &frame->body->lines[index];

	xfpt_move(x, &frame->call);
	x->here.definition = line->source;
	x->here.definition_line = line->number;
	x->here.macro = frame->macro;
}

static bool body_line(struct xfpt *x, struct xfpt_frame *frame,
		      struct xfpt_line *line)
{
	const struct xfpt_body_line *body;

	if (frame->next >= frame->body->count) {
		return false;
	}
	body = &frame->body->lines[frame->next];
	xfpt_move_to_body(x, frame, frame->next);
	line->source = body->source;
	line->number = body->number;
	line->direct = false;
	line->text = xfpt_raw_line(frame, frame->next++);
	if (body->dollar || line->text.len >= XFPT_LINE_MAX) {
		line->text = xfpt_substitute(x, frame, line->text);
	}
	return true;
}

/* --- the next line ---------------------------------------------------------------- */

void xfpt_set_pending(struct xfpt *x, struct slice text, bool direct)
{
	x->pending = true;
	x->pending_direct = direct;
	x->pending_place = x->here;
	x->pending_index ^= 1;
	buf_clear(&x->pending_text[x->pending_index]);
	buf_put_slice(&x->pending_text[x->pending_index], text);
}

static void pending_line(struct xfpt *x, struct xfpt_line *line)
{
	x->pending = false;
	line->text = buf_slice(&x->pending_text[x->pending_index]);
	line->source = NULL;
	line->number = 0;
	line->direct = x->pending_direct;
	xfpt_move(x, &x->pending_place);
}

static bool frame_line(struct xfpt *x, struct xfpt_line *line)
{
	struct xfpt_frame *frame = xfpt_top(x);

	return frame->macro != NULL ? body_line(x, frame, line) :
				      file_line(x, frame, line);
}

bool xfpt_next_line(struct xfpt *x, struct xfpt_line *line)
{
	bool found = false;

	if (x->fatal) {
		return false;
	}
	if (x->pending) {
		pending_line(x, line);
		found = true;
	} else if (x->pop != 0 && xfpt_popped_line(x, line)) {
		found = true;
	}
	while (!found && x->depth > 0) {
		found = frame_line(x, line);
		if (!found) {
			xfpt_pop_frame(x);
		}
	}
	if (!found || !xfpt_spend(x, line->text.len + 32)) {
		return false;
	}
	x->direct = line->direct;
	return true;
}
