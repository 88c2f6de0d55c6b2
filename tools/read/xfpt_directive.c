/* SPDX-License-Identifier: ISC */
/*
 * Dot lines: comments, the built-in directives, macro calls, and what is none of
 * these.
 */
#include <stdlib.h>

#include "base/opt.h"
#include "read/xfpt_state.h"

static const char *const mode_names[XFPT_MODES] = {
	[XFPT_OFF] = "off",
	[XFPT_LAYOUT] = "layout",
	[XFPT_TEXT] = "text",
	[XFPT_XML] = "xml",
};

bool xfpt_mode_named(struct slice name, enum xfpt_mode *mode)
{
	for (size_t i = 0; i < XFPT_MODES; i++) {
		if (slice_is(name, mode_names[i])) {
			*mode = (enum xfpt_mode)i;
			return true;
		}
	}
	return false;
}

const char *xfpt_mode_name(enum xfpt_mode mode)
{
	return mode_names[mode];
}

static void echo(struct xfpt *x, struct xfpt_words *words)
{
	struct slice text = xfpt_one_word(x, words);

	diag_at(x->diag, DIAG_NOTE, x->here.source, x->here.span.start, "%.*s",
		(int)(text.len < 1000 ? text.len : 1000), text.ptr);
}

static void include(struct xfpt *x, struct xfpt_words *words)
{
	xfpt_include(x, xfpt_one_word(x, words));
}

static void literal(struct xfpt *x, struct xfpt_words *words)
{
	struct slice name = xfpt_one_word(x, words);
	enum xfpt_mode mode;

	if (!xfpt_mode_named(name, &mode)) {
		xfpt_error(x, "'.literal' takes layout, text, xml or off, not "
			   "'%.*s'", XFPT_SHOW(name));
		return;
	}
	x->mode = mode;
	x->literal = x->here;
	x->literal_direct = x->direct;
}

static void nonl(struct xfpt *x, struct xfpt_words *words)
{
	xfpt_set_pending(x, xfpt_one_word(x, words), false);
}

static void revision(struct xfpt *x, struct xfpt_words *words)
{
	struct slice text = xfpt_one_word(x, words);

	x->revised = text.len > 0 && !slice_is(text, "off");
	x->revised_at = x->here;
	buf_clear(&x->revision);
	buf_put_slice(&x->revision, text);
}

static void set(struct xfpt *x, struct xfpt_words *words)
{
	struct slice *value;
	struct slice name;

	buf_clear(&x->word);
	buf_clear(&x->word2);
	xfpt_word(words, &x->word);
	xfpt_word(words, &x->word2);
	xfpt_no_more(x, words);
	name = buf_slice(&x->word);
	if (xfpt_table_find(&x->variables, name, &x->work) != NULL) {
		xfpt_error(x, "'%.*s' has already been set: the first value "
			   "stays", XFPT_SHOW(name));
		return;
	}
	value = mem_alloc(sizeof(*value));
	*value = xfpt_keep(x, buf_slice(&x->word2));
	xfpt_table_put(&x->variables, xfpt_keep(x, name), value, &x->work);
}

struct directive {
	struct slice name;
	void (*run)(struct xfpt *x, struct xfpt_words *words);
	bool in_macro;		/* only there */
	bool inlined;		/* allowed in an inline call */
	enum xfpt_effect effect;
};

#define NAME(text) { text, sizeof(text) - 1 }

/* Sorted by name. */
static const struct directive directives[] = {
	{ NAME(".arg"), xfpt_arg, true, true, XFPT_NO_EFFECT },
	{ NAME(".eacharg"), xfpt_eacharg, true, true, XFPT_NO_EFFECT },
	{ NAME(".echo"), echo, false, false, XFPT_EFFECT_OTHER },
	{ NAME(".endarg"), xfpt_end_part, true, true, XFPT_NO_EFFECT },
	{ NAME(".endeach"), xfpt_endeach, true, true, XFPT_NO_EFFECT },
	{ NAME(".endinliteral"), xfpt_end_part, true, true, XFPT_NO_EFFECT },
	{ NAME(".flag"), xfpt_define_flag, false, false, XFPT_EFFECT_OTHER },
	{ NAME(".include"), include, false, false, XFPT_EFFECT_OTHER },
	{ NAME(".inliteral"), xfpt_inliteral, true, true, XFPT_NO_EFFECT },
	{ NAME(".literal"), literal, false, false, XFPT_EFFECT_MODE },
	{ NAME(".macro"), xfpt_define, false, false, XFPT_EFFECT_OTHER },
	{ NAME(".nest"), xfpt_nest, false, false, XFPT_EFFECT_OTHER },
	{ NAME(".nonl"), nonl, false, false, XFPT_EFFECT_OTHER },
	{ NAME(".pop"), xfpt_pop, false, false, XFPT_EFFECT_POP },
	{ NAME(".push"), xfpt_push, false, false, XFPT_EFFECT_PUSH },
	{ NAME(".revision"), revision, false, false, XFPT_EFFECT_OTHER },
	{ NAME(".set"), set, false, false, XFPT_EFFECT_OTHER },
};

enum { DIRECTIVES = sizeof(directives) / sizeof(*directives) };

/* The name has its dot and a letter at least. */
static const struct directive *find_directive(struct slice name)
{
	for (size_t i = 0; i < DIRECTIVES &&
	     directives[i].name.ptr[1] <= name.ptr[1]; i++) {
		if (slice_equal(directives[i].name, name)) {
			return &directives[i];
		}
	}
	return NULL;
}

enum xfpt_effect xfpt_directive_effect(struct slice name)
{
	const struct directive *directive = find_directive(name);

	return directive != NULL ? directive->effect : XFPT_NO_DIRECTIVE;
}

static void obey(struct xfpt *x, const struct directive *directive,
		 struct slice line, bool inlined)
{
	struct xfpt_words words = { directive->name, line,
				    directive->name.len };
	const struct xfpt_frame *top = xfpt_top(x);

	if (inlined && !directive->inlined) {
		xfpt_error(x, "'%s' is not permitted in an inline macro call",
			   directive->name.ptr);
	} else if (directive->in_macro && (top == NULL || top->macro == NULL)) {
		xfpt_error(x, "'%s' is permitted only inside a macro",
			   directive->name.ptr);
	} else {
		directive->run(x, &words);
	}
}

/* The directive or macro most like the first word of the line. */
static const char *nearest(struct xfpt *x, struct slice line)
{
	const char **names = mem_alloc((DIRECTIVES + x->macro_count + 1) *
				       sizeof(*names));
	char name[64];
	size_t len = 0;
	size_t count = 0;
	const char *found;

	while (len < line.len && len < sizeof(name) - 1 &&
	       !is_space(line.ptr[len])) {
		name[len] = line.ptr[len];
		len++;
	}
	name[len] = '\0';
	for (; count < DIRECTIVES; count++) {
		names[count] = directives[count].name.ptr + 1;
	}
	for (size_t i = 0; i < x->macro_count; i++) {
		/* A macro's name is kept with a NUL after it. */
		names[count++] = x->all_macros[i]->name.ptr;
	}
	names[count] = NULL;
	x->work += 64 * count;
	found = opt_nearest(name + 1, names);
	free(names);
	return found;
}

static void unknown(struct xfpt *x, struct slice line)
{
	const char *near;

	if (x->mode == XFPT_TEXT || x->mode == XFPT_XML) {
		xfpt_put(x, line);
		xfpt_puts(x, "\n");
		return;
	}
	if (x->incomplete) {
		return;
	}
	near = nearest(x, line);
	if (near != NULL) {
		xfpt_error(x, "unknown directive line '%.*s' (did you mean "
			   "'.%s'?)", XFPT_SHOW(line), near);
	} else {
		xfpt_error(x, "unknown directive line '%.*s'", XFPT_SHOW(line));
	}
}

void xfpt_dot_line(struct xfpt *x, struct slice text, bool inlined)
{
	struct slice line = slice_trim_end(text);
	const struct directive *directive;
	const struct xfpt_macro *macro;
	size_t len = 1;

	if (line.len == 1 || is_space(line.ptr[1])) {
		return;
	}
	while (len < line.len && !is_space(line.ptr[len])) {
		len++;
	}
	directive = find_directive(slice_of(line.ptr, len));
	if (directive != NULL) {
		obey(x, directive, line, inlined);
		return;
	}
	if (inlined) {
		xfpt_error(x, "'%.*s' is not permitted in an inline macro call",
			   XFPT_SHOW(line));
		return;
	}
	macro = xfpt_called(x, line, len);
	if (macro != NULL) {
		struct xfpt_words words = { slice_of(line.ptr,
						     macro->name.len + 1),
					    line, macro->name.len + 1 };

		if (x->direct && x->depth == 1 &&
		    x->options->shared_count > 0) {
			xfpt_skip_plan(x, line);
		}
		xfpt_call(x, macro, &words);
	} else {
		unknown(x, line);
	}
}
