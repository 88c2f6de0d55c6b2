/* SPDX-License-Identifier: ISC */
/*
 * Leaving out what another version has too: the text between two headings, if it
 * leaves the reader as it found it. That is looked up beforehand, from the line
 * of the first heading: of each macro it is known what it does to the push stack
 * and to the literal mode, and that is tried out without any output.
 *
 * A heading is a line that ends a chapter or a section on the push stack, or one
 * that makes a whole table for an option by a macro of the document itself. Whether
 * there is one depends on the lines alone, so that two versions leave out the same.
 */
#include <stdlib.h>

#include "read/xfpt_state.h"

/* The effects of a macro are a text of such operations, each with one byte after it:
 * a label (or NO_LABEL), a mode. */
enum {
	OP_PUSH = '+',
	OP_POP = '-',
	OP_MODE = '=',
	OP_MODE_MAYBE = '?',	/* in a part that may be left out */
	OP_OPTION = 'u',	/* none, but it writes an option's heading */
	OP_OTHER = '!',		/* whatever cannot be told beforehand */
	NO_LABEL = ' ',
	MODE_ZERO = '0',
};

enum { CALLS_MAX = 10, EFFECTS_MAX = 200, LABELS_MAX = 32 };

/* --- what a line does ------------------------------------------------------------- */

static struct slice macro_effects(struct xfpt *x,
				  const struct xfpt_macro *macro, size_t calls);

static void put_op(struct buf *out, char op, char what)
{
	buf_putc(out, op);
	buf_putc(out, what);
}

static void add_mode(struct slice name, bool maybe, struct buf *out)
{
	enum xfpt_mode mode;

	if (!xfpt_mode_named(name, &mode)) {
		put_op(out, OP_OTHER, NO_LABEL);
		return;
	}
	put_op(out, maybe ? OP_MODE_MAYBE : OP_MODE, (char)(MODE_ZERO + mode));
}

static char label_of(struct slice text)
{
	return text.len > 0 && text.ptr[0] >= 'A' && text.ptr[0] <= 'Z' &&
			       (text.len == 1 || is_space(text.ptr[1])) ?
		       text.ptr[0] : NO_LABEL;
}

/* What is pushed must be text when it is popped, not a line to be obeyed. */
static void add_push(struct slice text, struct buf *out)
{
	char label = label_of(text);
	size_t start = label == NO_LABEL ? 0 : 1;

	while (start < text.len &&
	       (is_space(text.ptr[start]) || text.ptr[start] == '"')) {
		start++;
	}
	if (start < text.len && text.ptr[start] == '.') {
		put_op(out, OP_OTHER, NO_LABEL);
	} else {
		put_op(out, OP_PUSH, label);
	}
}

/* False if the line is no directive. What has an argument of the call in it is known
 * then only. */
static bool add_directive(struct slice line, size_t len, bool maybe,
			  struct buf *out)
{
	struct slice rest = slice_trim(slice_of(line.ptr + len,
						line.len - len));
	enum xfpt_effect effect = xfpt_directive_effect(slice_of(line.ptr, len));
	bool fixed = !maybe && memchr(rest.ptr, '$', rest.len) == NULL;

	switch (effect) {
	case XFPT_NO_DIRECTIVE:
		return false;
	case XFPT_NO_EFFECT:
		break;
	case XFPT_EFFECT_MODE:
		add_mode(rest, maybe, out);
		break;
	case XFPT_EFFECT_PUSH:
	case XFPT_EFFECT_POP:
		if (!fixed) {
			put_op(out, OP_OTHER, NO_LABEL);
		} else if (effect == XFPT_EFFECT_PUSH) {
			add_push(rest, out);
		} else {
			put_op(out, OP_POP, label_of(rest));
		}
		break;
	default:
		put_op(out, OP_OTHER, NO_LABEL);
		break;
	}
	return true;
}

static size_t name_len(struct slice line)
{
	size_t len = 1;

	while (len < line.len && !is_space(line.ptr[len])) {
		len++;
	}
	return len;
}

/* The effects of a macro called, perhaps in a part that may be left out. */
static void add_called(struct slice effects, bool maybe, struct buf *out)
{
	for (size_t i = 0; i < effects.len; i += 2) {
		char op = effects.ptr[i];

		if (maybe && op == OP_MODE) {
			op = OP_MODE_MAYBE;
		} else if (maybe && (op == OP_PUSH || op == OP_POP)) {
			op = OP_OTHER;
		}
		put_op(out, op, effects.ptr[i + 1]);
	}
}

/* What a dot line does. */
static void add_line(struct xfpt *x, struct slice line, bool maybe,
		     size_t calls, struct buf *out)
{
	size_t len = name_len(line);
	const struct xfpt_macro *macro;

	if (add_directive(line, len, maybe, out)) {
		return;
	}
	macro = xfpt_called(x, line, len);
	if (macro == NULL || calls >= CALLS_MAX) {
		put_op(out, OP_OTHER, NO_LABEL);
	} else {
		add_called(macro_effects(x, macro, calls + 1), maybe, out);
	}
}

static void add_body(struct xfpt *x, const struct xfpt_macro *macro,
		     size_t calls, struct buf *out)
{
	size_t parts = 0;

	for (size_t i = 0; i < macro->count; i++) {
		const struct xfpt_body_line *body = &macro->lines[i];
		struct slice line = slice_trim_end(slice_of(
			macro->text.data + body->offset, body->len));

		if (out->len >= EFFECTS_MAX ||
		    (line.len > 0 && line.ptr[0] == '$')) {
			put_op(out, OP_OTHER, NO_LABEL);
			return;
		}
		if (memmem(line.ptr, line.len, "Use:", 4) != NULL) {
			put_op(out, OP_OPTION, NO_LABEL);
		}
		if (line.len < 2 || line.ptr[0] != '.' || is_space(line.ptr[1])) {
			continue;
		}
		if (slice_starts(line, ".arg") || slice_starts(line, ".each") ||
		    slice_starts(line, ".inlit")) {
			parts++;
		} else if (parts > 0 && (slice_starts(line, ".endarg") ||
					 slice_starts(line, ".endeach") ||
					 slice_starts(line, ".endinlit"))) {
			parts--;
		}
		add_line(x, line, parts > 0, calls, out);
	}
}

/* The effects of a macro, found once for as long as no other one is defined. */
static struct slice macro_effects(struct xfpt *x,
				  const struct xfpt_macro *macro, size_t calls)
{
	struct xfpt_macro *known = x->all_macros[macro->serial];
	struct buf out;

	if (known->effects_at != x->macro_count) {
		buf_init(&out);
		add_body(x, macro, calls, &out);
		known->effects = xfpt_keep(x, buf_slice(&out));
		known->effects_at = x->macro_count;
		buf_release(&out);
	}
	return known->effects;
}

/* --- a trial ------------------------------------------------------------------------ */

struct trial {
	char labels[LABELS_MAX];	/* pushed since it began */
	size_t depth;
	enum xfpt_mode mode;
};

enum verdict { CALM, CHANGED, HEADING, UNKNOWN };

/* Chapters, sections, subsections. */
static bool is_division(char label)
{
	return label == 'C' || label == 'S' || label == 'U';
}

/* What was pushed before the trial are divisions only: to pop anything else that
 * is not there does nothing. */
static enum verdict try_pop(struct trial *trial, char label)
{
	size_t depth = trial->depth;

	while (depth > 0 && trial->labels[depth - 1] != label &&
	       label != NO_LABEL) {
		depth--;
	}
	if (depth > 0) {
		trial->depth = depth - 1;
		return CHANGED;
	}
	return is_division(label) ? HEADING :
	       label == NO_LABEL  ? UNKNOWN : CALM;
}

static enum verdict try_op(struct trial *trial, char op, char what)
{
	switch (op) {
	case OP_PUSH:
		if (trial->depth >= LABELS_MAX) {
			return UNKNOWN;
		}
		trial->labels[trial->depth++] = what;
		return CHANGED;
	case OP_POP:
		return try_pop(trial, what);
	case OP_MODE:
		trial->mode = (enum xfpt_mode)(what - MODE_ZERO);
		return CHANGED;
	case OP_OPTION:
		return CALM;
	case OP_MODE_MAYBE:
		return trial->mode == (enum xfpt_mode)(what - MODE_ZERO) ?
			       CALM : UNKNOWN;
	default:
		return UNKNOWN;
	}
}

/* Does the macro make a whole table that is an option's heading? */
static bool makes_option(struct slice effects)
{
	return memmem(effects.ptr, effects.len, "+T", 2) != NULL &&
	       memmem(effects.ptr, effects.len, "-T", 2) != NULL &&
	       memchr(effects.ptr, OP_OPTION, effects.len) != NULL;
}

static enum verdict try_effects(struct trial *trial, struct slice effects)
{
	enum verdict verdict = CALM;

	for (size_t i = 0; i < effects.len; i += 2) {
		enum verdict next =
			try_op(trial, effects.ptr[i], effects.ptr[i + 1]);

		verdict = next > verdict ? next : verdict;
		if (verdict >= HEADING) {
			break;
		}
	}
	return verdict;
}

/* A dot line of the document. */
static enum verdict try_line(struct xfpt *x, struct trial *trial,
			     struct slice line)
{
	const struct xfpt_macro *macro;
	struct slice effects;
	size_t len;

	if (line.len < 2 || is_space(line.ptr[1])) {
		return CALM;
	}
	len = name_len(line);
	buf_clear(&x->word2);
	if (add_directive(line, len, false, &x->word2)) {
		return try_effects(trial, buf_slice(&x->word2));
	}
	macro = xfpt_called(x, line, len);
	if (macro == NULL) {
		/* In these modes it is text. */
		return trial->mode == XFPT_TEXT || trial->mode == XFPT_XML ?
			       CALM : UNKNOWN;
	}
	effects = macro_effects(x, macro, 0);
	if (trial->depth == 0 && !macro->library && makes_option(effects)) {
		return HEADING;
	}
	return try_effects(trial, effects);
}

/* --- the text after a heading ------------------------------------------------------- */

static struct slice line_at(const struct source *source, size_t offset)
{
	const char *start = source->text + offset;
	const char *end = memchr(start, '\n', source->len - offset);

	return slice_of(start, end == NULL ? source->len - offset :
					     (size_t)(end - start) + 1);
}

/*
 * Where the lines end that may be left out: above the next heading, and above what
 * may belong to it. The start if they may not.
 */
static struct xfpt_skip find_end(struct xfpt *x, size_t start, size_t limit)
{
	const struct xfpt_skip none = { start, start, 0 };
	const struct source *source = x->main;
	struct xfpt_skip skip = none;
	struct trial trial = { .mode = XFPT_OFF };
	size_t number = 0;
	bool continued = false;

	for (size_t offset = start; offset < limit; number++) {
		struct slice line = line_at(source, offset);
		struct slice text = slice_trim_end(line);
		enum verdict verdict = CALM;

		struct trial before = trial;

		if (!continued && text.len > 0 && text.ptr[0] == '.') {
			verdict = try_line(x, &trial, text);
		}
		if (verdict >= HEADING) {
			return verdict == HEADING && before.depth == 0 &&
					       before.mode == XFPT_OFF ?
				       skip : none;
		}
		offset += line.len;
		if (continued || !xfpt_may_lead(line) || verdict == CHANGED) {
			skip = (struct xfpt_skip){ start, offset, number + 1 };
		}
		continued = xfpt_is_continued(text);
	}
	return none;
}

bool xfpt_may_lead(struct slice line)
{
	return slice_trim_end(line).len == 0 || line.ptr[0] == '.' ||
	       slice_starts(line, "&<");
}

/* Where the lines above a heading begin that may belong to it. */
static size_t lead_start(const struct source *source, size_t offset)
{
	for (size_t n = 0; n < XFPT_LEAD_MAX && offset > 1; n++) {
		size_t start = offset - 1;

		while (start > 0 && source->text[start - 1] != '\n') {
			start--;
		}
		if (!xfpt_may_lead(slice_of(source->text + start,
					    offset - start))) {
			break;
		}
		offset = start;
	}
	return offset;
}

static bool in_divisions_only(const struct xfpt *x)
{
	for (size_t i = 0; i < sizeof(x->labels) / sizeof(*x->labels); i++) {
		if (x->labels[i] > 0 && !is_division((char)('A' + i))) {
			return false;
		}
	}
	return x->mode == XFPT_OFF && x->level == 0;
}

void xfpt_skip_plan(struct xfpt *x, struct slice line)
{
	const struct read_options *options = x->options;
	struct trial trial = { .mode = XFPT_OFF };
	size_t start = x->frames[0]->offset;
	size_t lead;

	while (x->shared < options->shared_count &&
	       options->shared[x->shared].end <= start) {
		x->shared++;
	}
	if (x->shared == options->shared_count ||
	    options->shared[x->shared].start > x->here.span.start ||
	    !in_divisions_only(x) || try_line(x, &trial, line) != HEADING) {
		return;
	}
	/* The line above the lead must be shared, too, or what belongs to the
	 * heading may not be the same in both versions. */
	lead = lead_start(x->main, x->here.span.start);
	if (options->shared[x->shared].start < lead || lead == 0) {
		x->skip = find_end(x, start, options->shared[x->shared].end);
	}
}

void xfpt_skip(struct xfpt *x, struct xfpt_frame *frame)
{
	struct doc *doc = x->doc;
	struct xfpt_skip skip = x->skip;

	if (skip.end <= skip.start || frame->offset != skip.start ||
	    frame != x->frames[0] || x->collecting || x->mode != XFPT_OFF) {
		return;
	}
	MEM_GROW(doc->skipped, doc->skipped_count, doc->skipped_capacity);
	doc->skipped[doc->skipped_count++] =
		(struct span){ skip.start, skip.end };
	frame->offset = skip.end;
	frame->physical = (struct span){ skip.end, skip.end };
	frame->number += skip.lines;
}
