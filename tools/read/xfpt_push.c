/* SPDX-License-Identifier: ISC */
/*
 * The push stack: lines kept for later, mostly closing tags.
 */
#include <stdlib.h>

#include "read/xfpt_state.h"

/* An upper-case letter and white space or the end; 0 if there is none. */
static char take_label(struct xfpt_words *words)
{
	struct slice rest = slice_trim(xfpt_rest(words));

	if (rest.len == 0 || rest.ptr[0] < 'A' || rest.ptr[0] > 'Z' ||
	    (rest.len > 1 && !is_space(rest.ptr[1]))) {
		return 0;
	}
	words->pos = (size_t)(rest.ptr - words->line.ptr) + 1;
	return rest.ptr[0];
}

/* The word after a quoted text. */
static bool take_check(struct xfpt *x, struct xfpt_words *words)
{
	struct slice rest = slice_trim(xfpt_rest(words));
	bool check = xfpt_begins(rest, slice_text("check"));

	if (check) {
		words->pos = (size_t)(rest.ptr - words->line.ptr) + 5;
	}
	xfpt_no_more(x, words);
	return check;
}

void xfpt_push(struct xfpt *x, struct xfpt_words *words)
{
	struct xfpt_pushed *item;
	char label = take_label(words);
	struct slice text = slice_trim(xfpt_rest(words));
	bool check = false;

	if (text.len > 0 && text.ptr[0] == '"') {
		buf_clear(&x->word);
		xfpt_word(words, &x->word);
		text = buf_slice(&x->word);
		check = take_check(x, words);
	}
	MEM_GROW(x->pushed, x->pushed_count, x->pushed_capacity);
	item = &x->pushed[x->pushed_count++];
	item->label = label;
	item->check = check;
	item->place = x->here;
	item->text = xfpt_keep(x, text);
	if (label != 0) {
		x->labels[label - 'A']++;
	}
}

void xfpt_pop(struct xfpt *x, struct xfpt_words *words)
{
	struct slice label = xfpt_one_word(x, words);

	x->pop_place = x->here;
	if (label.len == 0) {
		x->pop = '*';
	} else if (label.len > 1 || label.ptr[0] < 'A' || label.ptr[0] > 'Z') {
		xfpt_malformed(x, words);
	} else if (x->labels[label.ptr[0] - 'A'] > 0) {
		x->pop = label.ptr[0];
	}
}

bool xfpt_popped_line(struct xfpt *x, struct xfpt_line *line)
{
	const struct xfpt_pushed *item;
	struct slice newline = slice_text("\n");

	xfpt_move(x, &x->pop_place);
	x->here.popped = true;
	if (x->pushed_count == 0) {
		xfpt_error(x, "'.pop' finds nothing on the stack");
		/* xfpt asks again before every line. */
		x->pop = x->compat ? x->pop : 0;
		return false;
	}
	item = &x->pushed[--x->pushed_count];
	if (item->label != 0) {
		x->labels[item->label - 'A']--;
	}
	if (x->pop == '*' || x->pop == item->label) {
		x->pop = 0;
	}
	buf_clear(&x->word2);
	buf_put_slice(&x->word2, item->text);
	buf_put_slice(&x->word2, newline);
	line->text = xfpt_keep(x, buf_slice(&x->word2));
	line->source = NULL;
	line->number = 0;
	line->direct = false;
	return true;
}

/* --- the end of the run -------------------------------------------------------------- */

void xfpt_write_rest(struct xfpt *x)
{
	struct xfpt_place place = x->here;

	x->at_end = true;
	x->fatal = false;
	for (size_t i = x->pushed_count; i-- > 0 && !x->fatal;) {
		xfpt_move(x, &place);
		xfpt_scan_text(x, x->pushed[i].text);
		xfpt_move(x, &place);
		xfpt_puts(x, "\n");
	}
}

void xfpt_list_unclosed(struct xfpt *x)
{
	for (size_t i = 0; i < x->pushed_count; i++) {
		const struct xfpt_pushed *item = &x->pushed[i];
		const struct xfpt_macro *macro = item->place.macro;

		if (!item->check) {
			continue;
		}
		xfpt_move(x, &item->place);
		if (macro != NULL) {
			xfpt_warning(x, "'.%.*s' is not closed before the end",
				     XFPT_SHOW(macro->name));
		} else {
			xfpt_warning(x, "'%.*s' is left on the stack at the "
				     "end", XFPT_SHOW(item->text));
		}
	}
}
