/* SPDX-License-Identifier: ISC */
/*
 * Paragraphs: lines are collected up to a blank one (directives among them are
 * obeyed), then scanned as a unit. Nested text interrupts a paragraph.
 */
#include "read/xfpt_state.h"

/* The line at x->here. */
static void collect(struct xfpt *x, const struct xfpt_line *line)
{
	struct xfpt_piece *piece;

	MEM_GROW(x->pieces, x->piece_count, x->piece_capacity);
	piece = &x->pieces[x->piece_count++];
	piece->offset = x->paragraph.len;
	piece->place = x->here;
	buf_put_slice(&x->paragraph, line->text);
	/* A piece of no bytes would have no place of its own. */
	if (line->text.len == 0) {
		x->piece_count--;
	}
}

/* Only spaces and tabs before the newline count here. */
static bool is_blank(struct slice text)
{
	size_t i = 0;

	while (i < text.len && (text.ptr[i] == ' ' || text.ptr[i] == '\t')) {
		i++;
	}
	return i + 1 == text.len && text.ptr[i] == '\n';
}

/* Reads the rest of the paragraph; the .nest line that ended it, if one did. */
static bool collect_rest(struct xfpt *x, struct slice *nest)
{
	struct xfpt_line line;

	while (xfpt_next_line(x, &line)) {
		if (slice_starts(line.text, ".literal ")) {
			xfpt_set_pending(x, line.text, line.direct);
			return false;
		}
		if (slice_starts(line.text, ".nest ")) {
			*nest = line.text;
			return true;
		}
		if (line.text.len > 0 && line.text.ptr[0] == '.') {
			xfpt_dot_line(x, line.text, false);
		} else if (is_blank(line.text)) {
			return false;
		} else {
			collect(x, &line);
		}
	}
	return false;
}

/* --- nested text ------------------------------------------------------------------- */

static bool nest_begin(struct xfpt *x)
{
	if (x->level >= XFPT_NEST) {
		xfpt_error(x, "'.nest begin' is nested too deeply: %d levels "
			   "are allowed", XFPT_NEST);
		return false;
	}
	x->saved_mode[x->level++] = x->mode;
	return true;
}

static void nest_end(struct xfpt *x)
{
	if (x->level == 0) {
		xfpt_error(x, "'.nest end' without '.nest begin'");
		return;
	}
	x->mode = x->saved_mode[--x->level];
}

static void report_nest(struct xfpt *x, struct slice word)
{
	xfpt_error(x, "'.nest' takes begin or end, not '%.*s'",
		   XFPT_SHOW(word));
}

void xfpt_nest(struct xfpt *x, struct xfpt_words *words)
{
	struct slice word = xfpt_one_word(x, words);

	if (slice_is(word, "begin")) {
		if (nest_begin(x)) {
			x->mode = XFPT_OFF;
			x->literal_direct = false;
		}
	} else if (slice_is(word, "end")) {
		nest_end(x);
	} else {
		report_nest(x, word);
	}
}

/* --- writing ------------------------------------------------------------------------ */

static void open_paragraph(struct xfpt *x, const struct xfpt_place *place)
{
	xfpt_move(x, place);
	if (x->left_open[x->level]) {
		return;
	}
	xfpt_puts(x, "<para");
	xfpt_put_revision(x);
	xfpt_puts(x, ">\n");
}

static void close_paragraph(struct xfpt *x, const struct xfpt_place *place)
{
	xfpt_move(x, place);
	xfpt_puts(x, "</para>\n");
	x->left_open[x->level] = false;
}

/* The line ".nest ..." at nest ends the paragraph; last is the place of the line
 * before it. */
static void end_by_nest(struct xfpt *x, struct slice line,
			const struct xfpt_place *nest,
			const struct xfpt_place *last)
{
	struct slice word = slice_trim(slice_of(line.ptr + 5, line.len - 5));

	if (slice_is(word, "begin")) {
		xfpt_move(x, nest);
		if (nest_begin(x)) {
			x->left_open[x->level - 1] = true;
			x->left_open[x->level] = false;
		}
		return;
	}
	close_paragraph(x, last);
	xfpt_move(x, nest);
	if (slice_is(word, "end")) {
		nest_end(x);
	} else {
		report_nest(x, word);
	}
}

void xfpt_paragraph(struct xfpt *x, const struct xfpt_line *first)
{
	struct slice nest = { NULL, 0 };
	struct xfpt_unit unit;
	struct xfpt_place nest_place;
	struct xfpt_place last;
	bool nested;

	buf_clear(&x->paragraph);
	x->piece_count = 0;
	collect(x, first);
	x->collecting = true;
	nested = collect_rest(x, &nest);
	nest_place = x->here;
	x->collecting = false;
	if (x->fatal) {
		return;
	}
	if (nested) {
		nest = xfpt_keep(x, nest);
	}
	unit.text = buf_slice(&x->paragraph);
	unit.pieces = x->pieces;
	unit.count = x->piece_count;
	last = x->pieces[x->piece_count - 1].place;
	open_paragraph(x, &x->pieces[0].place);
	xfpt_scan(x, &unit);
	if (x->fatal) {
		return;
	}
	if (nested) {
		end_by_nest(x, nest, &nest_place, &last);
	} else {
		close_paragraph(x, &last);
	}
}
