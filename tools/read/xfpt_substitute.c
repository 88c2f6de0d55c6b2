/* SPDX-License-Identifier: ISC */
/*
 * The $ forms in the body line of a macro, replaced once by the arguments of the
 * call. What is inserted is not looked at again.
 */
#include "read/xfpt_state.h"

/* A line that grows beyond this is no line any more. */
static const size_t line_limit = (size_t)16 << 20;

struct substitution {
	struct xfpt *x;
	const struct xfpt_frame *frame;
	struct slice raw;
	size_t pos;
	struct buf *out;
	bool delimited;		/* a delimiter is waited for */
	bool stray;		/* but by xfpt alone: the text was left out */
	char delimiter;
	bool cut;		/* the rest of the line is lost */
	size_t extra;		/* what xfpt counts of arguments, but drops */
};

static size_t take_number(struct substitution *s)
{
	size_t value = 0;

	while (s->pos < s->raw.len && is_digit(s->raw.ptr[s->pos])) {
		if (value < ((size_t)1 << 30)) {
			value = 10 * value +
				(size_t)(s->raw.ptr[s->pos] - '0');
		}
		s->pos++;
	}
	return value;
}

static bool is_digit_next(const struct substitution *s)
{
	return s->pos < s->raw.len && is_digit(s->raw.ptr[s->pos]);
}

/*
 * Argument number of the call, or counted from the loop's current one. NULL
 * if it was not given.
 */
static const struct xfpt_arg *find_argument(const struct substitution *s,
					 const struct xfpt_loop *loop,
					 size_t number)
{
	const struct xfpt_args *args = loop != NULL ? loop->args :
						      s->frame->args;
	size_t index = number - 1 + (loop != NULL ? loop->index : 0);

	if (number == 0 || args == NULL || index >= args->count) {
		return NULL;
	}
	return &args->items[index];
}

static void insert(struct substitution *s, const struct xfpt_arg *arg)
{
	buf_put_slice(s->out, arg->text);
	s->extra += arg->raw - arg->text.len;
}

static void put_argument(struct substitution *s, const struct xfpt_loop *loop,
			 size_t number)
{
	const struct xfpt_arg *found = find_argument(s, loop, number);
	const struct xfpt_args *defaults = s->frame->macro->defaults;

	if (found != NULL) {
		insert(s, found);
		return;
	}
	/* xfpt takes the defaults for a list that starts where the call's
	   own arguments do. */
	if (loop != NULL &&
	    (loop->args != s->frame->args || loop->index != 0)) {
		return;
	}
	if (number > 0 && number <= defaults->count) {
		insert(s, &defaults->items[number - 1]);
	}
}

static void report_bad(struct substitution *s, const char *form)
{
	if (s->pos < s->raw.len && s->raw.ptr[s->pos] != '\n') {
		xfpt_error(s->x, "bad macro argument substitution: \"%c\" "
			   "follows \"%s\"", s->raw.ptr[s->pos], form);
	} else {
		xfpt_error(s->x, "bad macro argument substitution: the line "
			   "ends after \"%s\"", form);
	}
}

/* $=N D text D, after the =. */
static void put_conditional(struct substitution *s,
			    const struct xfpt_loop *loop, const char *form)
{
	const struct xfpt_arg *found;
	const char *end;
	size_t number;

	if (!is_digit_next(s)) {
		report_bad(s, form);
		buf_puts(s->out, form);
		return;
	}
	number = take_number(s);
	if (s->pos >= s->raw.len || s->raw.ptr[s->pos] == '\n') {
		xfpt_error(s->x, "missing delimiter after %s%zu at the end of "
			   "the line", form, number);
		s->cut = true;
		return;
	}
	s->delimiter = s->raw.ptr[s->pos++];
	found = find_argument(s, loop, number);
	s->delimited = true;
	s->stray = found == NULL || found->text.len == 0;
	if (!s->stray) {
		return;
	}
	end = s->pos < s->raw.len ?
	      memchr(s->raw.ptr + s->pos, s->delimiter, s->raw.len - s->pos) :
	      NULL;
	s->cut = end == NULL;
	if (end != NULL) {
		s->pos = (size_t)(end - s->raw.ptr) + 1;
	}
}

/* After the dollar sign. */
static void put_form(struct substitution *s)
{
	const struct xfpt_loop *loop = NULL;
	char next = s->pos < s->raw.len ? s->raw.ptr[s->pos] : '\n';

	if (next == '$') {
		s->pos++;
		buf_putc(s->out, '$');
		return;
	}
	if (next == '+') {
		s->pos++;
		loop = xfpt_running_loop(s->x);
		if (loop == NULL) {
			xfpt_error(s->x, "'$+' outside an '.eacharg' loop");
			buf_puts(s->out, "$+");
			return;
		}
	}
	if (s->pos < s->raw.len && s->raw.ptr[s->pos] == '=') {
		s->pos++;
		put_conditional(s, loop, loop != NULL ? "$+=" : "$=");
	} else if (is_digit_next(s)) {
		put_argument(s, loop, take_number(s));
	} else {
		report_bad(s, loop != NULL ? "$+" : "$");
		buf_putc(s->out, loop != NULL ? '+' : '$');
	}
}

static void check_length(struct substitution *s)
{
	if (s->out->len > line_limit ||
	    (s->x->compat && s->out->len + s->extra > XFPT_LINE_MAX - 1)) {
		xfpt_abandon(s->x, "a line of a macro grows beyond %zu bytes",
			     s->x->compat ? (size_t)XFPT_LINE_MAX - 1 :
					    line_limit);
	}
}

/* xfpt drops one more delimiter after a text that was left out. */
static void end_conditional(struct substitution *s)
{
	s->delimited = false;
	if (s->stray && !s->x->compat) {
		xfpt_mended(s->x, "xfpt would lose a '%c' here, the delimiter "
			    "of a text left out before", s->delimiter);
		buf_putc(s->out, s->delimiter);
	}
}

/* Up to the next dollar sign or delimiter. */
static void put_plain(struct substitution *s)
{
	const char *start = s->raw.ptr + s->pos;
	const char *end = s->raw.ptr + s->raw.len;
	const char *next = start;

	while (next < end && *next != '$' &&
	       !(s->delimited && *next == s->delimiter)) {
		next++;
	}
	buf_put(s->out, start, (size_t)(next - start));
	s->pos += (size_t)(next - start);
}

struct slice xfpt_substitute(struct xfpt *x, struct xfpt_frame *frame,
			     struct slice raw)
{
	struct substitution s = { .x = x, .frame = frame, .raw = raw,
				  .out = &frame->line };

	buf_clear(&frame->line);
	while (s.pos < raw.len && !s.cut && !x->fatal) {
		char c = raw.ptr[s.pos];

		if (s.delimited && c == s.delimiter) {
			s.pos++;
			end_conditional(&s);
		} else if (c == '$') {
			s.pos++;
			put_form(&s);
			check_length(&s);
		} else {
			put_plain(&s);
		}
	}
	check_length(&s);
	return buf_slice(&frame->line);
}
