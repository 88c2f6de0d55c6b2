/* SPDX-License-Identifier: ISC */
/*
 * Macros: their definition, and calls by a dot line.
 */
#include <stdlib.h>

#include "read/xfpt_state.h"

/* --- definition ---------------------------------------------------------------- */

static void add_line(struct xfpt_macro *macro, const struct xfpt_line *line,
		     const struct xfpt_place *place)
{
	struct xfpt_body_line *body;

	MEM_GROW(macro->lines, macro->count, macro->capacity);
	body = &macro->lines[macro->count++];
	body->offset = macro->text.len;
	body->len = line->text.len;
	body->source = line->source;
	body->number = line->number;
	if (line->source == NULL) {
		body->source = place->source;
		body->number = source_line(place->source, place->span.start);
	}
	body->dollar = line->text.len > 0 &&
		       memchr(line->text.ptr, '$', line->text.len) != NULL;
	buf_put_slice(&macro->text, line->text);
}

/* The body, up to its own .endmacro. False if that is missing. */
static bool read_body(struct xfpt *x, struct xfpt_macro *macro)
{
	struct slice closer = slice_text(".endmacro");
	struct xfpt_line line;
	size_t depth = 0;

	while (xfpt_next_line(x, &line)) {
		if (slice_starts(line.text, ".macro ")) {
			depth++;
		} else if (line.text.len > closer.len &&
			   xfpt_begins(line.text, closer)) {
			if (depth == 0) {
				return true;
			}
			depth--;
		}
		add_line(macro, &line, &x->here);
	}
	return false;
}

static void add_macro(struct xfpt *x, struct xfpt_macro *macro)
{
	bool spaced = false;

	macro->serial = x->macro_count;
	MEM_GROW(x->all_macros, x->macro_count, x->macro_capacity);
	x->all_macros[x->macro_count++] = macro;
	xfpt_table_put(&x->macros, macro->name, macro, &x->work);
	for (size_t i = 0; i < macro->name.len; i++) {
		spaced = spaced || is_space(macro->name.ptr[i]);
	}
	if (spaced) {
		MEM_GROW(x->spaced, x->spaced_count, x->spaced_capacity);
		x->spaced[x->spaced_count++] = macro;
	}
}

/* With a NUL after it, so that it can be offered as a "did you mean". */
static struct slice keep_name(struct xfpt *x, struct buf *name)
{
	struct slice kept;

	buf_putc(name, '\0');
	kept = xfpt_keep(x, buf_slice(name));
	kept.len--;
	return kept;
}

void xfpt_define(struct xfpt *x, struct xfpt_words *words)
{
	struct xfpt_place place = x->here;
	const struct xfpt_frame *top = xfpt_top(x);
	struct xfpt_macro *macro;

	buf_clear(&x->word);
	if (!xfpt_word(words, &x->word)) {
		xfpt_error(x, "a macro must be given a name");
		return;
	}
	macro = mem_alloc(sizeof(*macro));
	macro->name = keep_name(x, &x->word);
	xfpt_read_args(x, words);
	macro->defaults = xfpt_arg_list_dup(&x->list, NULL);
	macro->library = top != NULL && top->macro == NULL && top->library;
	buf_init(&macro->text);
	if (!read_body(x, macro) && !x->fatal) {
		xfpt_move(x, &place);
		xfpt_error(x, "no '.endmacro' for macro %.*s",
			   XFPT_SHOW(macro->name));
	}
	if (macro->count == 0) {
		/* As xfpt has it: an empty body is one line of nothing. */
		struct xfpt_line none = { .source = NULL };

		add_line(macro, &none, &place);
	}
	add_macro(x, macro);
}

void xfpt_macro_free(struct xfpt_macro *macro)
{
	xfpt_args_unref(macro->defaults);
	buf_release(&macro->text);
	free(macro->lines);
	free(macro);
}

/* --- calls ----------------------------------------------------------------------- */

const struct xfpt_macro *xfpt_macro_find(struct xfpt *x, struct slice name)
{
	return xfpt_table_find(&x->macros, name, &x->work);
}

const struct xfpt_macro *xfpt_called(struct xfpt *x, struct slice line,
				     size_t len)
{
	struct slice call = slice_of(line.ptr + 1, line.len - 1);
	const struct xfpt_macro *found =
		xfpt_macro_find(x, slice_of(call.ptr, len - 1));

	for (size_t i = x->spaced_count; i-- > 0;) {
		const struct xfpt_macro *macro = x->spaced[i];

		x->work++;
		if (found != NULL && found->serial > macro->serial) {
			break;
		}
		if (xfpt_begins(call, macro->name)) {
			return macro;
		}
	}
	return found;
}

/* The standard library's change bars: .wen must have its .new. */
static void check_bars(struct xfpt *x, const struct xfpt_macro *macro,
		       const struct xfpt_arg_list *args)
{
	bool phrase = x->mode == XFPT_LAYOUT || x->mode == XFPT_TEXT;

	if (slice_is(macro->name, "new")) {
		x->phrases += phrase &&
			      (args->count == 0 || args->items[0].text.len == 0);
	} else if (slice_is(macro->name, "wen") && x->mode != XFPT_XML) {
		if (phrase ? x->phrases == 0 : !x->revised) {
			xfpt_error(x, "'.wen' without '.new'");
		} else if (phrase) {
			x->phrases--;
		}
	}
}

void xfpt_call(struct xfpt *x, const struct xfpt_macro *macro,
	       struct xfpt_words *words)
{
	struct xfpt_frame *frame;

	xfpt_read_args(x, words);
	if (macro->library && !x->compat) {
		check_bars(x, macro, &x->list);
	}
	frame = xfpt_push_frame(x);
	if (frame != NULL) {
		frame->macro = macro;
		frame->body = macro;
		xfpt_give_args(x, frame);
	}
}
