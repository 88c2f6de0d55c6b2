/* SPDX-License-Identifier: ISC */
/*
 * xfpt_state - what the files of the xfpt reader share; nobody else's.
 *
 * A run is one pass over lines. Lines come from a stack of frames (files and
 * macro calls); each knows its place: whole lines of the document, and if a
 * macro or library file made it, where that is defined. x->here is the place
 * that output and messages belong to at the moment.
 *
 * Slices point into sources, macro bodies or scratch buffers: a line is good
 * until the next one is read.
 */
#ifndef STET_READ_XFPT_STATE_H
#define STET_READ_XFPT_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/source.h"
#include "read/xfpt.h"

enum {
	/* What xfpt 0.11 can hold; a compatible run has the same limits. */
	XFPT_LINE_MAX = 1023,
	XFPT_DEPTH = 20,
	XFPT_ERRORS = 40,
	XFPT_NEST = 3,
	/* Ours. */
	STET_DEPTH = 200,
	STET_ERRORS = 1000,
	XFPT_WORK_PER_BYTE = 64,	/* of the sources */
	XFPT_OUTPUT_MAX = 256 << 20,
};

enum xfpt_mode {
	XFPT_OFF,
	XFPT_LAYOUT,
	XFPT_TEXT,
	XFPT_XML,
	XFPT_MODES,
};

struct xfpt_macro;

struct xfpt_place {
	struct source *source;
	struct span span;
	struct source *definition;	/* NULL: straight from the document */
	size_t definition_line;
	const struct xfpt_macro *macro;	/* NULL: not made by one */
	bool popped;
};

struct xfpt_line {
	struct slice text;	/* with its newline, if it has one */
	struct source *source;	/* where the bytes stand; NULL if they are
				   from the stack or a .nonl */
	size_t number;
	bool direct;		/* a line of the document itself */
};

/* --- text that lives as long as the run ------------------------------------ */

struct xfpt_chunk {
	struct xfpt_chunk *next;
	size_t len;
	size_t capacity;
	char data[];
};

/* --- names to things ------------------------------------------------------- */

struct xfpt_entry {
	struct slice key;
	void *value;
};

struct xfpt_table {
	struct xfpt_entry *entries;
	size_t capacity;
	size_t count;
};

void *xfpt_table_find(const struct xfpt_table *table, struct slice key,
		      size_t *work);
/* Puts or replaces; the key must live as long as the table. */
void xfpt_table_put(struct xfpt_table *table, struct slice key, void *value,
		    size_t *work);

/* --- macros ----------------------------------------------------------------- */

struct xfpt_arg {
	struct slice text;
	size_t raw;		/* its bytes in the call: quotes, and the white
				   space after it; xfpt counts these */
};

/* Arguments of a call, shared: a loop of xfpt's may outlive the call. */
struct xfpt_args {
	size_t refs;
	size_t size;		/* of the block, in bytes */
	size_t count;
	struct xfpt_arg items[];
};

/* A list of arguments while it is being read. */
struct xfpt_arg_list {
	struct xfpt_arg *items;
	size_t count;
	size_t capacity;
	struct buf text;	/* of all items, one after the other */
	size_t end;		/* of the last item's */
};

struct xfpt_body_line {
	size_t offset;		/* in the macro's text */
	size_t len;
	struct source *source;
	size_t number;
	bool dollar;		/* there is something to substitute */
};

struct xfpt_macro {
	struct slice name;
	struct xfpt_args *defaults;
	struct buf text;
	struct xfpt_body_line *lines;
	size_t count;
	size_t capacity;
	size_t serial;		/* later definitions have higher ones */
	bool library;
	struct slice effects;	/* for xfpt_skip.c */
	size_t effects_at;	/* how many macros there were */
};

struct xfpt_loop {
	struct xfpt_args *args;	/* NULL: no loop is running */
	size_t index;		/* of the current argument, from 0 */
	const struct xfpt_macro *body;
	size_t start;		/* the body line to go back to */
	bool broken;		/* xfpt would have left it by now */
};

/* --- the sources of lines --------------------------------------------------- */

struct xfpt_frame {
	const struct xfpt_macro *macro;	/* NULL: a file */
	/* a file */
	struct source *source;
	size_t offset;
	struct span physical;	/* the line that offset is in */
	size_t number;		/* of it */
	bool library;
	/* a macro call */
	const struct xfpt_macro *body;	/* whose lines are read: the macro's,
					   but for xfpt's stray loops */
	size_t next;
	struct xfpt_args *args;
	struct xfpt_args *spare;	/* of an earlier call at this depth */
	struct xfpt_loop loop;
	bool inlined;
	/* both */
	struct xfpt_place call;	/* of the line that called or included */
	struct buf line;
};

/* --- flags, variables, the push stack --------------------------------------- */

struct xfpt_replacement {
	struct slice text;
	int literal;		/* 1: opens a <literal>, -1: closes, 0: neither */
};

struct xfpt_flag {
	struct slice first;
	struct slice second;	/* empty for a single flag */
	struct xfpt_replacement opening;
	struct xfpt_replacement closing;
};

/* A pair that waits for its second sequence, and the piece it began in. */
struct xfpt_open {
	const struct xfpt_flag *flag;
	size_t piece;
};

struct xfpt_bucket {
	struct xfpt_flag **flags;	/* longest first sequence first */
	size_t count;
	size_t capacity;
};

struct xfpt_pushed {
	char label;		/* 0: none */
	bool check;
	struct slice text;
	struct xfpt_place place;
};

/* A piece of the text to scan, from offset to the next piece's. */
struct xfpt_piece {
	size_t offset;
	struct xfpt_place place;
};

struct xfpt_unit {
	struct slice text;
	const struct xfpt_piece *pieces;
	size_t count;
};

/* Lines of the main file that are to be left out. */
struct xfpt_skip {
	size_t start;
	size_t end;
	size_t lines;
};

/* An included file; read once, however often it is included. */
struct xfpt_file {
	char *path;		/* links resolved */
	struct source *source;
};

struct xfpt {
	struct doc *doc;
	const struct read_options *options;
	struct diag *diag;
	struct xfpt_output *out;
	struct source *main;
	char *root;
	bool compat;
	bool at_end;		/* writing what is left on the push stack */
	bool fatal;
	bool incomplete;	/* an include is missing: unknown names are to
				   be expected */
	size_t error_count;
	size_t warning_count;
	size_t work;		/* bytes handled, to stop what has no end */
	size_t work_limit;
	struct xfpt_place here;
	bool moved;		/* here is not the last run's place */
	bool direct;		/* of the line being obeyed */
	struct xfpt_place literal;	/* of the .literal in force, if direct */
	bool literal_direct;

	struct xfpt_frame *frames[STET_DEPTH];	/* allocated once, reused */
	size_t depth;
	size_t depth_limit;
	bool pending;		/* a line to be read next */
	bool pending_direct;
	struct xfpt_place pending_place;
	struct buf pending_text[2];	/* the one read, and the next */
	size_t pending_index;
	char pop;		/* 0; a label; or '*': one item */
	struct xfpt_place pop_place;

	enum xfpt_mode mode;
	size_t level;
	enum xfpt_mode saved_mode[XFPT_NEST];
	bool left_open[XFPT_NEST + 1];
	bool revised;
	struct buf revision;
	struct xfpt_place revised_at;
	size_t phrases;		/* .new in a literal mode, without its .wen */

	struct xfpt_table macros;
	struct xfpt_macro **spaced;	/* those with white space in the name */
	size_t spaced_count;
	size_t spaced_capacity;
	struct xfpt_macro **all_macros;
	size_t macro_count;
	size_t macro_capacity;
	struct xfpt_loop loop;	/* xfpt has one for everything */
	struct xfpt_table variables;
	struct xfpt_bucket buckets[256];	/* by the byte after the & */
	unsigned char stops[256];	/* bytes to look at: for xfpt_scan.c */
	struct xfpt_open *open;	/* pairs open in the units being scanned */
	size_t open_count;
	size_t open_capacity;
	struct xfpt_pushed *pushed;
	size_t pushed_count;
	size_t pushed_capacity;
	size_t labels[26];	/* how many are on the stack */

	struct buf paragraph;
	struct xfpt_piece *pieces;
	size_t piece_count;
	size_t piece_capacity;
	bool collecting;	/* a paragraph's lines */
	size_t shared;		/* the first one of options->shared that is
				   still of interest */
	struct xfpt_skip skip;
	struct buf word;	/* scratch for one argument */
	struct buf word2;
	struct xfpt_arg_list list;	/* scratch for the arguments of a call */
	struct xfpt_file *files;
	size_t file_count;
	size_t file_capacity;
	struct xfpt_chunk *chunks;
};

/* The arguments for a %.*s that shows the start of a slice. */
#define XFPT_SHOW(slice) \
	((slice).len < 60 ? (int)(slice).len : 60), (slice).ptr

/* xfpt.c: output, messages, memory. */
struct slice xfpt_keep(struct xfpt *x, struct slice text);
/* What xfpt_put() does where it is more than to append. */
void xfpt_put_moved(struct xfpt *x, struct slice text);
static inline void xfpt_put(struct xfpt *x, struct slice text)
{
	if (x->moved || x->fatal ||
	    text.len > XFPT_OUTPUT_MAX - x->out->text.len) {
		xfpt_put_moved(x, text);
	} else {
		buf_put_slice(&x->out->text, text);
	}
}
static inline void xfpt_puts(struct xfpt *x, const char *text)
{
	xfpt_put(x, slice_text(text));
}
void xfpt_move(struct xfpt *x, const struct xfpt_place *place);
/* Says that too much work was done, and ends the run. */
void xfpt_overspend(struct xfpt *x);
/* Counts work; false (and an error) when there was too much of it. */
static inline bool xfpt_spend(struct xfpt *x, size_t work)
{
	x->work += work;
	if (x->work > x->work_limit) {
		xfpt_overspend(x);
	}
	return !x->fatal;
}
void xfpt_error(struct xfpt *x, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void xfpt_warning(struct xfpt *x, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* An error that ends the run. */
void xfpt_abandon(struct xfpt *x, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* We did better than xfpt here. */
void xfpt_mended(struct xfpt *x, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* xfpt_lines.c: where lines come from. The line's place is x->here then. */
bool xfpt_next_line(struct xfpt *x, struct xfpt_line *line);
/* Does the line end in &&&, so that the next one is a part of it? */
bool xfpt_is_continued(struct slice text);
/* A new top frame, or NULL after a fatal error. */
struct xfpt_frame *xfpt_push_frame(struct xfpt *x);
void xfpt_pop_frame(struct xfpt *x);
void xfpt_set_pending(struct xfpt *x, struct slice text, bool direct);
struct xfpt_frame *xfpt_top(const struct xfpt *x);
struct slice xfpt_raw_line(const struct xfpt_frame *frame, size_t index);
/* Moves to the place of a body line of a call. */
void xfpt_move_to_body(struct xfpt *x, const struct xfpt_frame *frame,
		       size_t index);

/* xfpt_skip.c: what another version has, too. */
/* For a line of the main file that calls a macro: plans to leave out the text after
 * it if it is a heading. */
void xfpt_skip_plan(struct xfpt *x, struct slice line);
/* Leaves out what was planned if it begins here. */
void xfpt_skip(struct xfpt *x, struct xfpt_frame *frame);

/* xfpt_include.c */
void xfpt_include(struct xfpt *x, struct slice name);

/* xfpt_words.c: the arguments of a directive. */
struct xfpt_words {
	struct slice name;	/* with the dot */
	struct slice line;	/* the directive, trimmed */
	size_t pos;
};
/* Appends the next argument to out; false if there is none. */
bool xfpt_word(struct xfpt_words *words, struct buf *out);
/* The one argument of a directive, in x->word; warns about more. */
struct slice xfpt_one_word(struct xfpt *x, struct xfpt_words *words);
/* Warns if anything is left. */
void xfpt_no_more(struct xfpt *x, const struct xfpt_words *words);
struct slice xfpt_rest(const struct xfpt_words *words);
/* Digits and white space only; false otherwise. Huge numbers are cut. */
bool xfpt_number(struct slice text, size_t *number);
/* Reads the arguments that are left into x->list. */
void xfpt_read_args(struct xfpt *x, struct xfpt_words *words);

void xfpt_arg_list_clear(struct xfpt_arg_list *list);
/* Adds what was put into the text since the last item. */
void xfpt_arg_list_add(struct xfpt_arg_list *list, size_t raw);
/* The arguments in one block of memory: the spare one, which is taken over, or
 * NULL. */
struct xfpt_args *xfpt_arg_list_dup(const struct xfpt_arg_list *list,
				    struct xfpt_args *spare);
/* Those in x->list, to the frame of a call. */
void xfpt_give_args(struct xfpt *x, struct xfpt_frame *frame);
void xfpt_args_unref(struct xfpt_args *args);
void xfpt_malformed(struct xfpt *x, const struct xfpt_words *words);
/* Does the text begin with the word, ended by white space or the end? */
bool xfpt_begins(struct slice text, struct slice word);
/* Does the text begin with the sequence? For the few bytes of a flag that is
 * quicker than to call memcmp(). */
static inline bool xfpt_is_at(struct slice text, struct slice sequence)
{
	size_t i = 0;

	if (text.len < sequence.len) {
		return false;
	}
	while (i < sequence.len && text.ptr[i] == sequence.ptr[i]) {
		i++;
	}
	return i == sequence.len;
}

/* xfpt_directive.c */
/* What a directive may change for the lines after it. */
enum xfpt_effect {
	XFPT_NO_DIRECTIVE,
	XFPT_NO_EFFECT,
	XFPT_EFFECT_MODE,
	XFPT_EFFECT_PUSH,
	XFPT_EFFECT_POP,
	XFPT_EFFECT_OTHER,
};
enum xfpt_effect xfpt_directive_effect(struct slice name);
void xfpt_dot_line(struct xfpt *x, struct slice text, bool inlined);
bool xfpt_mode_named(struct slice name, enum xfpt_mode *mode);
const char *xfpt_mode_name(enum xfpt_mode mode);

/* xfpt_loop.c: conditional parts of macros. */
void xfpt_arg(struct xfpt *x, struct xfpt_words *words);
void xfpt_eacharg(struct xfpt *x, struct xfpt_words *words);
void xfpt_endeach(struct xfpt *x, struct xfpt_words *words);
void xfpt_inliteral(struct xfpt *x, struct xfpt_words *words);
void xfpt_end_part(struct xfpt *x, struct xfpt_words *words);
void xfpt_loop_end(struct xfpt_loop *loop);
/* The loop that $+N refers to; NULL if none is running. */
const struct xfpt_loop *xfpt_running_loop(const struct xfpt *x);

/* xfpt_macro.c */
void xfpt_define(struct xfpt *x, struct xfpt_words *words);
/* The newest macro that the dot line calls, whose first word has len bytes with
 * the dot; NULL if there is none. */
const struct xfpt_macro *xfpt_called(struct xfpt *x, struct slice line,
				     size_t len);
const struct xfpt_macro *xfpt_macro_find(struct xfpt *x, struct slice name);
void xfpt_call(struct xfpt *x, const struct xfpt_macro *macro,
	       struct xfpt_words *words);
void xfpt_macro_free(struct xfpt_macro *macro);

/* xfpt_substitute.c: a body line with the arguments of the call; lent until the
 * frame's next. */
struct slice xfpt_substitute(struct xfpt *x, struct xfpt_frame *frame,
			     struct slice raw);

/* xfpt_flag.c */
void xfpt_define_flag(struct xfpt *x, struct xfpt_words *words);
const struct xfpt_flag *xfpt_flag_at(struct xfpt *x, struct slice text);
void xfpt_flags_release(struct xfpt *x);

/* xfpt_scan.c */
void xfpt_scan_begin(struct xfpt *x);
void xfpt_scan(struct xfpt *x, const struct xfpt_unit *unit);
/* The same for text from one place, which is x->here. */
void xfpt_scan_text(struct xfpt *x, struct slice text);
void xfpt_put_escaped(struct xfpt *x, struct slice text);
void xfpt_put_revision(struct xfpt *x);

/* xfpt_inline.c: &NAME( was read up to pos, after the parenthesis. Returns
 * where the call ends, or 0 after an error. */
size_t xfpt_inline_call(struct xfpt *x, struct slice text, struct slice name,
			size_t pos);

/* xfpt_paragraph.c */
void xfpt_paragraph(struct xfpt *x, const struct xfpt_line *first);
void xfpt_nest(struct xfpt *x, struct xfpt_words *words);

/* xfpt_push.c */
void xfpt_push(struct xfpt *x, struct xfpt_words *words);
void xfpt_pop(struct xfpt *x, struct xfpt_words *words);
/* Takes the next item that a pending pop asks for; false if there is none. */
bool xfpt_popped_line(struct xfpt *x, struct xfpt_line *line);
void xfpt_write_rest(struct xfpt *x);
void xfpt_list_unclosed(struct xfpt *x);

#endif
