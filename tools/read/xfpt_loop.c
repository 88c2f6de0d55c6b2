/* SPDX-License-Identifier: ISC */
/*
 * Conditional and repeated parts of macros: .arg, .eacharg, .inliteral.
 *
 * xfpt skips by a counter that starts one too low, and has one loop for
 * everything; its results are kept, but where text would be lost ours is the
 * loop of each call, and no line after a skipped part is dropped.
 */
#include "read/xfpt_state.h"

struct part {
	struct slice opener;	/* nested ones are counted */
	struct slice closer;
};

/* --- skipping -------------------------------------------------------------------- */

/*
 * An inline call goes on after the line at hand, which here is the one after
 * the part: lost, unless we stay before it.
 */
static void keep_next(struct xfpt *x, struct xfpt_frame *frame)
{
	struct slice raw;

	if (x->compat || frame->next >= frame->body->count) {
		return;
	}
	raw = xfpt_raw_line(frame, frame->next);
	if (slice_trim_end(raw).len == 0 ||
	    (raw.ptr[0] == '.' &&
	     !xfpt_begins(raw, slice_text(".eacharg")))) {
		return;
	}
	xfpt_move_to_body(x, frame, frame->next);
	xfpt_mended(x, "xfpt would lose this line after a part that is left "
		    "out");
	frame->next--;
}

static void skip_lines(struct xfpt *x, struct xfpt_frame *frame,
		       const struct part *part)
{
	long depth = -1;

	while (frame->next < frame->body->count) {
		struct slice raw = xfpt_raw_line(frame, frame->next++);

		x->work += 8;
		if (xfpt_begins(raw, part->closer)) {
			if (depth <= 0) {
				if (frame->inlined) {
					keep_next(x, frame);
				}
				return;
			}
			depth--;
		} else if (xfpt_begins(raw, part->opener)) {
			depth++;
		}
	}
}

/* A call with nothing left after the part has ended. */
static void skip_part(struct xfpt *x, struct xfpt_frame *frame,
		      const struct part *part)
{
	skip_lines(x, frame, part);
	if (frame->next >= frame->body->count) {
		xfpt_pop_frame(x);
	}
}

void xfpt_end_part(struct xfpt *x, struct xfpt_words *words)
{
	xfpt_no_more(x, words);
}

/* --- .arg ------------------------------------------------------------------------- */

void xfpt_arg(struct xfpt *x, struct xfpt_words *words)
{
	const struct part part = { slice_text(".arg"), slice_text(".endarg") };
	struct xfpt_frame *frame = xfpt_top(x);
	struct slice word = xfpt_one_word(x, words);
	bool negative = word.len > 0 && word.ptr[0] == '-';
	bool given;
	size_t number;

	if (negative) {
		word.ptr++;
		word.len--;
	}
	if (!xfpt_number(word, &number)) {
		xfpt_malformed(x, words);
		return;
	}
	number = number == 0 ? 1 : number;
	given = number <= frame->args->count &&
		frame->args->items[number - 1].text.len > 0;
	if (given == negative) {
		skip_part(x, frame, &part);
	}
}

/* --- .eacharg ----------------------------------------------------------------------- */

void xfpt_loop_end(struct xfpt_loop *loop)
{
	struct xfpt_loop none = { 0 };

	xfpt_args_unref(loop->args);
	*loop = none;
}

const struct xfpt_loop *xfpt_running_loop(const struct xfpt *x)
{
	if (x->compat) {
		return x->loop.args != NULL ? &x->loop : NULL;
	}
	for (size_t i = x->depth; i-- > 0;) {
		if (x->frames[i]->loop.args != NULL) {
			return &x->frames[i]->loop;
		}
	}
	return NULL;
}

/* The loops that xfpt would forget when another one begins. */
static void break_loops(struct xfpt *x)
{
	for (size_t i = 0; i + 1 < x->depth; i++) {
		x->frames[i]->loop.broken = true;
	}
}

/* An optional number: false if there is something else. */
static bool take_step(struct xfpt *x, struct xfpt_words *words, size_t *step)
{
	struct slice word = xfpt_one_word(x, words);

	*step = 1;
	if (word.len > 0 && !xfpt_number(word, step)) {
		xfpt_malformed(x, words);
		return false;
	}
	return true;
}

void xfpt_eacharg(struct xfpt *x, struct xfpt_words *words)
{
	/* xfpt looks for the opener without its dot. */
	const struct part part = { slice_text("eacharg"),
				   slice_text(".endeach") };
	struct xfpt_frame *frame = xfpt_top(x);
	struct xfpt_loop *loop = x->compat ? &x->loop : &frame->loop;
	size_t first;

	if (!take_step(x, words, &first)) {
		return;
	}
	first = first == 0 ? 1 : first;
	if (first > frame->args->count) {
		skip_part(x, frame, &part);
		return;
	}
	xfpt_loop_end(loop);
	break_loops(x);
	loop->args = frame->args;
	loop->args->refs++;
	loop->index = first - 1;
	loop->body = frame->body;
	loop->start = frame->next;
}

void xfpt_endeach(struct xfpt *x, struct xfpt_words *words)
{
	struct xfpt_frame *frame = xfpt_top(x);
	struct xfpt_loop *loop = x->compat ? &x->loop : &frame->loop;
	size_t step;

	if (!take_step(x, words, &step) || loop->args == NULL) {
		return;
	}
	loop->index += step;
	if (loop->index >= loop->args->count) {
		xfpt_loop_end(loop);
		return;
	}
	if (loop->broken) {
		xfpt_mended(x, "xfpt would leave this loop after its first "
			    "round: a macro called in it has a loop too");
	}
	frame->body = loop->body;
	frame->next = loop->start;
}

/* --- .inliteral ---------------------------------------------------------------------- */

void xfpt_inliteral(struct xfpt *x, struct xfpt_words *words)
{
	const struct part part = { slice_text("inliteral"),
				   slice_text(".endinliteral") };
	struct slice name = xfpt_one_word(x, words);
	enum xfpt_mode mode = XFPT_MODES;

	if (!xfpt_mode_named(name, &mode)) {
		xfpt_error(x, "'.inliteral' takes layout, text, xml or off, "
			   "not '%.*s'", XFPT_SHOW(name));
	}
	if (mode != x->mode) {
		skip_part(x, xfpt_top(x), &part);
	}
}
