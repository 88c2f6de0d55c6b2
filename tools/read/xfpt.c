/* SPDX-License-Identifier: ISC */
#include "read/xfpt.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "read/xfpt_state.h"

static const size_t work_base = (size_t)1 << 27;

/* --- memory ----------------------------------------------------------------- */

struct slice xfpt_keep(struct xfpt *x, struct slice text)
{
	struct xfpt_chunk *chunk = x->chunks;
	char *copy;

	if (chunk == NULL || chunk->capacity - chunk->len < text.len) {
		size_t capacity = text.len > 32768 ? text.len : 32768;

		chunk = mem_alloc(sizeof(*chunk) + capacity);
		chunk->capacity = capacity;
		chunk->next = x->chunks;
		x->chunks = chunk;
	}
	copy = chunk->data + chunk->len;
	if (text.len > 0) {
		memcpy(copy, text.ptr, text.len);
	}
	chunk->len += text.len;
	return slice_of(copy, text.len);
}

/* --- messages --------------------------------------------------------------- */

/* Says where in a macro or library file the line at hand was made. */
static void put_maker(struct xfpt *x, struct buf *out)
{
	const struct xfpt_place *here = &x->here;

	if (here->definition == NULL) {
		return;
	}
	buf_puts(out, " (");
	if (here->macro != NULL) {
		buf_printf(out, "in macro %.*s, ", XFPT_SHOW(here->macro->name));
	}
	if (here->definition == here->source) {
		buf_printf(out, "line %zu)", here->definition_line);
	} else {
		buf_printf(out, "%s:%zu)", here->definition->name,
			   here->definition_line);
	}
}

__attribute__((format(printf, 3, 0)))
static void report(struct xfpt *x, enum diag_level level, const char *format,
		   va_list args)
{
	char text[512];
	struct buf buf;

	buf_init(&buf);
	vsnprintf(text, sizeof(text), format, args);
	for (char *c = text; *c != '\0'; c++) {
		buf_putc(&buf, *c == '\n' ? ' ' : *c);
	}
	put_maker(x, &buf);
	diag_at(x->diag, level, x->here.source, x->here.span.start, "%s",
		buf.data);
	buf_release(&buf);
}

void xfpt_warning(struct xfpt *x, const char *format, ...)
{
	va_list args;

	if (++x->warning_count > STET_ERRORS) {
		return;
	}
	va_start(args, format);
	report(x, DIAG_WARNING, format, args);
	va_end(args);
	if (x->warning_count == STET_ERRORS) {
		diag_file(x->diag, DIAG_WARNING, x->main->name,
			  "more than %d warnings: the rest is not shown",
			  STET_ERRORS);
	}
}

void xfpt_mended(struct xfpt *x, const char *format, ...)
{
	va_list args;

	if (!x->options->list_mended) {
		return;
	}
	va_start(args, format);
	report(x, DIAG_NOTE, format, args);
	va_end(args);
}

void xfpt_abandon(struct xfpt *x, const char *format, ...)
{
	va_list args;

	if (x->fatal) {
		return;
	}
	va_start(args, format);
	report(x, DIAG_ERROR, format, args);
	va_end(args);
	x->error_count++;
	x->fatal = true;
}

void xfpt_error(struct xfpt *x, const char *format, ...)
{
	size_t limit = x->compat ? XFPT_ERRORS : STET_ERRORS;
	va_list args;

	if (x->fatal) {
		return;
	}
	va_start(args, format);
	report(x, DIAG_ERROR, format, args);
	va_end(args);
	if (++x->error_count > limit) {
		xfpt_abandon(x, "more than %zu errors: the rest is not read",
			     limit);
	}
}

void xfpt_overspend(struct xfpt *x)
{
	xfpt_abandon(x, "this document does not come to an end: an endless "
		     "loop or a macro that calls itself");
}

/* --- output ------------------------------------------------------------------ */

void xfpt_move(struct xfpt *x, const struct xfpt_place *place)
{
	x->here = *place;
	x->moved = true;
}

static bool is_same_place(const struct xfpt_run *run,
			  const struct xfpt_place *place)
{
	return run->source == place->source &&
	       run->span.start == place->span.start &&
	       run->span.end == place->span.end &&
	       run->definition == place->definition &&
	       run->definition_line == place->definition_line &&
	       run->popped == place->popped;
}

static void begin_run(struct xfpt *x)
{
	struct xfpt_output *out = x->out;
	struct xfpt_run *run;

	x->moved = false;
	if (out->run_count > 0 &&
	    is_same_place(&out->runs[out->run_count - 1], &x->here)) {
		return;
	}
	MEM_GROW(out->runs, out->run_count, out->run_capacity);
	run = &out->runs[out->run_count++];
	run->offset = out->text.len;
	run->source = x->here.source;
	run->span = x->here.span;
	run->definition = x->here.definition;
	run->definition_line = x->here.definition_line;
	run->popped = x->here.popped;
}

void xfpt_put_moved(struct xfpt *x, struct slice text)
{
	if (text.len == 0 || x->fatal) {
		return;
	}
	if (text.len > XFPT_OUTPUT_MAX - x->out->text.len) {
		xfpt_abandon(x, "the output grows beyond %d MB",
			     XFPT_OUTPUT_MAX >> 20);
		return;
	}
	if (x->moved) {
		begin_run(x);
	}
	buf_put(&x->out->text, text.ptr, text.len);
}

void xfpt_output_release(struct xfpt_output *out)
{
	buf_release(&out->text);
	free(out->runs);
	out->runs = NULL;
	out->run_count = out->run_capacity = 0;
}

/* Two runs between which the offset's is looked for, from one that is near. */
static struct span bracket(const struct xfpt_output *out, size_t offset,
			   size_t near)
{
	struct span span = { near, near + 1 };

	for (size_t step = 1; span.start > 0 &&
	     out->runs[span.start].offset > offset; step *= 2) {
		span.end = span.start;
		span.start -= step < span.start ? step : span.start;
	}
	for (size_t step = 1; span.end < out->run_count &&
	     out->runs[span.end].offset <= offset; step *= 2) {
		span.start = span.end;
		span.end += step;
	}
	if (span.end > out->run_count) {
		span.end = out->run_count;
	}
	return span;
}

const struct xfpt_run *xfpt_run_at(const struct xfpt_output *out, size_t offset,
				   const struct xfpt_run *near)
{
	struct span span;

	if (near != NULL && near->offset <= offset &&
	    (near + 1 == out->runs + out->run_count ||
	     near[1].offset > offset)) {
		return near;
	}
	span = bracket(out, offset, near != NULL ?
		       (size_t)(near - out->runs) : 0);
	while (span.end - span.start > 1) {
		size_t middle = span.start + (span.end - span.start) / 2;

		if (out->runs[middle].offset <= offset) {
			span.start = middle;
		} else {
			span.end = middle;
		}
	}
	return out->run_count > 0 ? &out->runs[span.start] : NULL;
}

/* --- the run ------------------------------------------------------------------ */

static bool is_blank(struct slice text)
{
	return slice_trim_end(text).len == 0;
}

static void text_line(struct xfpt *x, const struct xfpt_line *line)
{
	switch (x->mode) {
	case XFPT_LAYOUT:
		xfpt_scan_text(x, line->text);
		break;
	case XFPT_TEXT:
		xfpt_put_escaped(x, line->text);
		break;
	case XFPT_XML:
		xfpt_put(x, line->text);
		break;
	default:
		if (!is_blank(line->text)) {
			xfpt_paragraph(x, line);
		}
		break;
	}
}

static void read_lines(struct xfpt *x)
{
	struct xfpt_line line;

	while (xfpt_next_line(x, &line)) {
		if (line.text.len > 0 && line.text.ptr[0] == '.') {
			xfpt_dot_line(x, line.text, false);
		} else {
			text_line(x, &line);
		}
	}
}

static void check_end(struct xfpt *x)
{
	struct span end = { x->main->len, x->main->len };
	struct xfpt_place place = { .source = x->main, .span = end };

	if (x->literal_direct && x->mode != XFPT_OFF && !x->compat &&
	    !x->fatal) {
		xfpt_move(x, &x->literal);
		xfpt_error(x, "'.literal %s' is not ended: a line "
			   "'.literal off' is missing", xfpt_mode_name(x->mode));
	}
	place.popped = true;
	xfpt_move(x, &place);
	xfpt_write_rest(x);
	xfpt_list_unclosed(x);
}

static char *root_dup(const struct xfpt *x)
{
	const char *path = x->main->path;
	const char *slash = path != NULL ? strrchr(path, '/') : NULL;
	char *folder;
	char *root;

	if (x->options->root != NULL) {
		return mem_strdup(x->options->root);
	}
	folder = slash == NULL ? mem_strdup(".") :
		 mem_strndup(path, (size_t)(slash - path) + 1);
	root = files_real_dup(x->options->files, folder);
	free(folder);
	return root;
}

static void start(struct xfpt *x)
{
	struct xfpt_frame *frame;
	struct span none = { 0, 0 };

	x->root = root_dup(x);
	x->depth_limit = x->compat ? XFPT_DEPTH : STET_DEPTH;
	x->work_limit = work_base + XFPT_WORK_PER_BYTE * x->main->len;
	x->here.source = x->main;
	x->here.span = none;
	x->moved = true;
	buf_init(&x->pending_text[0]);
	buf_init(&x->pending_text[1]);
	buf_init(&x->revision);
	buf_init(&x->paragraph);
	buf_init(&x->word);
	buf_init(&x->word2);
	buf_init(&x->list.text);
	buf_init(&x->out->text);
	buf_reserve(&x->out->text, x->main->len + x->main->len / 2);
	x->out->run_capacity = x->main->len / 32 + 8;
	x->out->runs = mem_resize(NULL, x->out->run_capacity,
				  sizeof(*x->out->runs));
	xfpt_scan_begin(x);
	frame = xfpt_push_frame(x);
	frame->source = x->main;
}

static void release_frames(struct xfpt *x)
{
	while (x->depth > 0) {
		xfpt_pop_frame(x);
	}
	for (size_t i = 0; i < STET_DEPTH && x->frames[i] != NULL; i++) {
		buf_release(&x->frames[i]->line);
		free(x->frames[i]->spare);
		free(x->frames[i]);
	}
}

static void release(struct xfpt *x)
{
	release_frames(x);
	xfpt_loop_end(&x->loop);
	for (size_t i = 0; i < x->macro_count; i++) {
		xfpt_macro_free(x->all_macros[i]);
	}
	for (size_t i = 0; i < x->file_count; i++) {
		free(x->files[i].path);
	}
	for (size_t i = 0; i < x->variables.capacity; i++) {
		free(x->variables.entries[i].value);
	}
	while (x->chunks != NULL) {
		struct xfpt_chunk *next = x->chunks->next;

		free(x->chunks);
		x->chunks = next;
	}
	xfpt_flags_release(x);
	free(x->all_macros);
	free(x->spaced);
	free(x->macros.entries);
	free(x->variables.entries);
	free(x->open);
	free(x->pushed);
	free(x->pieces);
	free(x->files);
	free(x->root);
	buf_release(&x->pending_text[0]);
	buf_release(&x->pending_text[1]);
	buf_release(&x->revision);
	buf_release(&x->paragraph);
	buf_release(&x->word);
	buf_release(&x->word2);
	buf_release(&x->list.text);
	free(x->list.items);
}

int xfpt_expand(struct doc *doc, struct source *source,
		const struct read_options *options, struct diag *diag,
		struct xfpt_output *out)
{
	struct xfpt_output empty = { 0 };
	struct xfpt *x = mem_alloc(sizeof(*x));
	int result;

	*out = empty;
	x->doc = doc;
	x->main = source;
	x->options = options;
	x->diag = diag;
	x->out = out;
	x->compat = options->xfpt_compat;
	start(x);
	read_lines(x);
	check_end(x);
	result = x->error_count > 0 ? -1 : 0;
	release(x);
	free(x);
	return result;
}
