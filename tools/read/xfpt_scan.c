/* SPDX-License-Identifier: ISC */
/*
 * Text to DocBook: flags, variables and entities, quotes, inline macro calls.
 * A unit (a paragraph, a line of a display) has flag pairs of its own.
 */
#include "read/xfpt_state.h"

struct scan {
	struct xfpt *x;
	const struct xfpt_unit *unit;
	struct slice text;
	size_t pos;
	size_t piece;		/* that pos is in */
	size_t next_piece;	/* where the next one starts */
	struct xfpt_place place;
	size_t open_base;	/* pairs below belong to other units */
	bool literal;
};

/* Why a byte may not be text: it means something by itself, or it begins a
 * closing sequence that is looked for (or was, and another one still is). */
enum stop { STOP_SPECIAL = 1, STOP_CLOSER = 2 };

static const unsigned char specials[256] = {
	['&'] = STOP_SPECIAL, ['<'] = STOP_SPECIAL, ['>'] = STOP_SPECIAL,
	['`'] = STOP_SPECIAL, ['\''] = STOP_SPECIAL,
};

/* No pair is open. */
void xfpt_scan_begin(struct xfpt *x)
{
	memcpy(x->stops, specials, sizeof(specials));
}

static struct slice rest_of(const struct scan *scan)
{
	return slice_of(scan->text.ptr + scan->pos, scan->text.len - scan->pos);
}

/* --- pieces ---------------------------------------------------------------------- */

static void enter_piece(struct scan *scan, size_t piece)
{
	const struct xfpt_unit *unit = scan->unit;

	scan->piece = piece;
	scan->next_piece = piece + 1 < unit->count ?
			   unit->pieces[piece + 1].offset : SIZE_MAX;
	scan->place = unit->pieces[piece].place;
	xfpt_move(scan->x, &scan->place);
}

static void advance(struct scan *scan, size_t count)
{
	scan->pos += count;
	while (scan->pos >= scan->next_piece &&
	       scan->pos < scan->text.len) {
		enter_piece(scan, scan->piece + 1);
	}
}

/* --- pairs ----------------------------------------------------------------------- */

static void note_literal(struct scan *scan,
			 const struct xfpt_replacement *replacement)
{
	if (replacement->literal != 0) {
		scan->literal = replacement->literal > 0;
	}
}

static void open_pair(struct scan *scan, const struct xfpt_flag *flag)
{
	struct xfpt *x = scan->x;
	unsigned char first = (unsigned char)flag->second.ptr[0];

	MEM_GROW(x->open, x->open_count, x->open_capacity);
	x->open[x->open_count].flag = flag;
	x->open[x->open_count++].piece = scan->piece;
	x->stops[first] |= STOP_CLOSER;
}

/* Drops the pairs inside the one that is closed here. */
static void close_pair(struct scan *scan, size_t index)
{
	struct xfpt *x = scan->x;
	const struct xfpt_flag *flag = x->open[index].flag;

	while (x->open_count > index + 1 && !x->fatal) {
		const struct xfpt_flag *inner = x->open[--x->open_count].flag;

		xfpt_error(x, "flag nesting error: \"%.*s\" expected before "
			   "\"%.*s\"", XFPT_SHOW(inner->second),
			   XFPT_SHOW(flag->second));
	}
	x->open_count = index;
	xfpt_put(x, flag->closing.text);
	note_literal(scan, &flag->closing);
	if (index == 0) {
		xfpt_scan_begin(x);
	}
	advance(scan, flag->second.len);
}

static bool try_close(struct scan *scan)
{
	struct xfpt *x = scan->x;
	struct slice rest = rest_of(scan);

	for (size_t i = x->open_count; i-- > scan->open_base;) {
		x->work++;
		if (xfpt_is_at(rest, x->open[i].flag->second)) {
			close_pair(scan, i);
			return true;
		}
	}
	return false;
}

static void report_unclosed(struct scan *scan)
{
	struct xfpt *x = scan->x;

	while (x->open_count > scan->open_base) {
		const struct xfpt_open *open = &x->open[--x->open_count];

		if (x->open_count == 0) {
			xfpt_scan_begin(x);
		}
		if (x->fatal) {
			continue;
		}
		if (scan->unit->count > 0) {
			xfpt_move(x, &scan->unit->pieces[open->piece].place);
		}
		xfpt_error(x, "missing closing flag \"%.*s\" for \"%.*s\"",
			   XFPT_SHOW(open->flag->second),
			   XFPT_SHOW(open->flag->first));
	}
}

/* --- ampersands ------------------------------------------------------------------- */

/* Said where the revision was set; here is the end of the document. */
static void report_endless(struct xfpt *x)
{
	struct xfpt_place here = x->here;

	x->here = x->revised_at;
	xfpt_mended(x, "the revision that begins here is never ended: xfpt "
		    "would mark a closing tag as revised");
	x->here = here;
}

void xfpt_put_revision(struct xfpt *x)
{
	if (!x->revised) {
		return;
	}
	if (x->at_end && !x->compat) {
		report_endless(x);
		return;
	}
	xfpt_puts(x, " revisionflag=\"");
	xfpt_put(x, buf_slice(&x->revision));
	xfpt_puts(x, "\"");
}

static void put_entity(struct scan *scan, struct slice name)
{
	struct xfpt *x = scan->x;
	struct slice revision = slice_text("xfpt.rev");
	const struct slice *value;

	/* xfpt compares only as many characters as were given. */
	if (name.len <= revision.len &&
	    memcmp(name.ptr, revision.ptr, name.len) == 0) {
		xfpt_put_revision(x);
	} else {
		value = xfpt_table_find(&x->variables, name, &x->work);
		if (value != NULL) {
			xfpt_put(x, *value);
		} else {
			xfpt_puts(x, "&");
			xfpt_put(x, name);
			xfpt_puts(x, ";");
		}
	}
	advance(scan, name.len + 2);
}

static void put_call(struct scan *scan, struct slice name)
{
	size_t end = xfpt_inline_call(scan->x, scan->text, name,
				      scan->pos + name.len + 2);

	xfpt_move(scan->x, &scan->place);
	if (end == 0) {
		xfpt_puts(scan->x, "&");
		advance(scan, 1);
	} else {
		advance(scan, end - scan->pos);
	}
}

/* & and a letter. */
static void put_name(struct scan *scan)
{
	struct slice name = slice_of(scan->text.ptr + scan->pos + 1, 0);
	size_t room = scan->text.len - scan->pos - 1;
	char after;

	while (name.len < room && (is_alnum(name.ptr[name.len]) ||
				   name.ptr[name.len] == '.')) {
		name.len++;
	}
	after = name.len < room ? name.ptr[name.len] : '\0';
	if (after == '(') {
		put_call(scan, name);
	} else if (after == ';') {
		put_entity(scan, name);
	} else {
		xfpt_error(scan->x, "missing semicolon after \"&%.*s\"",
			   XFPT_SHOW(name));
		xfpt_puts(scan->x, "&");
		advance(scan, 1);
	}
}

/* The length of &#N; or &#xN; at the start of the text; 0 if it is neither. */
static size_t reference_len(struct slice text)
{
	bool hex = text.len > 2 && text.ptr[2] == 'x';
	size_t i = hex ? 3 : 2;
	size_t start = i;

	if (text.len < 2 || text.ptr[1] != '#') {
		return 0;
	}
	while (i < text.len &&
	       (is_digit(text.ptr[i]) ||
		(hex && is_alpha(text.ptr[i]) && to_lower(text.ptr[i]) <= 'f'))) {
		i++;
	}
	if (i >= text.len || text.ptr[i] != ';' || (!hex && i == start)) {
		return 0;
	}
	return i + 1;
}

static void put_flag(struct scan *scan, struct slice rest)
{
	struct xfpt *x = scan->x;
	const struct xfpt_flag *flag = xfpt_flag_at(x, rest);

	if (flag != NULL) {
		xfpt_put(x, flag->opening.text);
		note_literal(scan, &flag->opening);
		if (flag->second.len > 0) {
			open_pair(scan, flag);
		}
		advance(scan, flag->first.len);
		return;
	}
	if (!x->incomplete) {
		size_t len = 2;

		/* Show the whole of a UTF-8 character. */
		while (len < rest.len && ((unsigned char)rest.ptr[len] >> 6) == 2) {
			len++;
		}
		xfpt_error(x, "unknown flag \"%.*s\"", (int)(len < 6 ? len : 6),
			   rest.ptr);
	}
	xfpt_puts(x, "&amp;");
	advance(scan, 1);
}

static void put_ampersand(struct scan *scan)
{
	struct slice rest = rest_of(scan);
	size_t len = reference_len(rest);

	if (rest.len == 1 || rest.ptr[1] == '\n') {
		xfpt_error(scan->x, "an ampersand at the end of a line means "
			   "nothing (write && for an ampersand)");
		advance(scan, 1);
	} else if (is_alpha(rest.ptr[1])) {
		put_name(scan);
	} else if (len > 0) {
		xfpt_put(scan->x, slice_of(rest.ptr, len));
		advance(scan, len);
	} else {
		put_flag(scan, rest);
	}
}

/* --- the unit ---------------------------------------------------------------------- */

static const char *escape(char c)
{
	switch (c) {
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '&':
		return "&amp;";
	case '`':
		return "&#x2018;";
	default:
		return "&#x2019;";
	}
}

static void put_plain(struct scan *scan)
{
	const char *start = scan->text.ptr + scan->pos;
	const char *end = scan->text.ptr + (scan->text.len < scan->next_piece ?
					    scan->text.len : scan->next_piece);
	const char *next = start + 1;
	const unsigned char *stops = scan->x->stops;

	while (next < end && stops[(unsigned char)*next] == 0) {
		next++;
	}
	xfpt_put(scan->x, slice_of(start, (size_t)(next - start)));
	advance(scan, (size_t)(next - start));
}

static void put_special(struct scan *scan)
{
	char c = scan->text.ptr[scan->pos];

	if (c == '&') {
		put_ampersand(scan);
	} else if (c == '<' || c == '>' ||
		   ((c == '`' || c == '\'') && !scan->literal)) {
		xfpt_puts(scan->x, escape(c));
		advance(scan, 1);
	} else {
		put_plain(scan);
	}
}

static void put_next(struct scan *scan)
{
	unsigned char c = (unsigned char)scan->text.ptr[scan->pos];
	unsigned char stop = scan->x->stops[c];

	if (stop == 0) {
		put_plain(scan);
	} else if ((stop & STOP_CLOSER) == 0 || !try_close(scan)) {
		put_special(scan);
	}
}

void xfpt_scan(struct xfpt *x, const struct xfpt_unit *unit)
{
	struct scan scan = { .x = x, .unit = unit, .text = unit->text,
			     .next_piece = SIZE_MAX, .place = x->here,
			     .open_base = x->open_count };

	if (unit->count > 0) {
		enter_piece(&scan, 0);
	}
	while (scan.pos < scan.text.len && xfpt_spend(x, 1)) {
		put_next(&scan);
	}
	report_unclosed(&scan);
}

void xfpt_scan_text(struct xfpt *x, struct slice text)
{
	const struct xfpt_unit unit = { text, NULL, 0 };

	xfpt_scan(x, &unit);
}

void xfpt_put_escaped(struct xfpt *x, struct slice text)
{
	size_t start = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '&' || c == '<' || c == '>') {
			xfpt_put(x, slice_of(text.ptr + start, i - start));
			xfpt_puts(x, escape(c));
			start = i + 1;
		}
	}
	xfpt_put(x, slice_of(text.ptr + start, text.len - start));
}
