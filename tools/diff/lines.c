/* SPDX-License-Identifier: ISC */
#include "diff/lines.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

enum { CONTEXT = 3 };

/* The lines of a text, each with its newline if it has one. */
struct line_list {
	struct slice *lines;
	uint32_t *numbers;	/* equal lines have equal numbers */
	size_t count;
	size_t capacity;
};

static void split(struct slice text, struct line_list *out)
{
	const char *end = text.ptr + text.len;
	const char *start = text.ptr;

	while (start < end) {
		const char *newline = memchr(start, '\n', (size_t)(end - start));
		const char *next = newline != NULL ? newline + 1 : end;

		MEM_GROW(out->lines, out->count, out->capacity);
		out->lines[out->count++] =
			slice_of(start, (size_t)(next - start));
		start = next;
	}
	out->numbers = mem_resize(NULL, out->count + 1, sizeof(uint32_t));
}

static void line_list_release(struct line_list *list)
{
	free(list->lines);
	free(list->numbers);
}

/* Open addressing; a slot holds the number of a line, from 1. */
struct intern {
	uint32_t *slots;
	size_t mask;
	struct slice *lines;
	uint32_t count;
};

static uint32_t intern_number(struct intern *intern, struct slice line)
{
	size_t slot = (size_t)hash_quick(line) & intern->mask;

	while (intern->slots[slot] != 0) {
		if (slice_equal(intern->lines[intern->slots[slot] - 1], line)) {
			return intern->slots[slot];
		}
		slot = (slot + 1) & intern->mask;
	}
	intern->lines[intern->count++] = line;
	intern->slots[slot] = intern->count;
	return intern->count;
}

/* The new lines, most of which follow one another as in the old text: then the table
 * need not be asked. */
static void number_new_lines(struct intern *intern, const struct line_list *a,
			     struct line_list *b)
{
	uint32_t *next = mem_resize(NULL, intern->count + 1, sizeof(*next));
	uint32_t known = intern->count;
	size_t guess = 0;

	/* The old line after the last one with this number. */
	for (size_t i = 0; i < a->count; i++) {
		next[a->numbers[i] - 1] = (uint32_t)i + 1;
	}
	for (size_t i = 0; i < b->count; i++) {
		if (guess < a->count &&
		    slice_equal(a->lines[guess], b->lines[i])) {
			b->numbers[i] = a->numbers[guess++];
			continue;
		}
		b->numbers[i] = intern_number(intern, b->lines[i]);
		if (b->numbers[i] <= known) {
			guess = next[b->numbers[i] - 1];
		}
	}
	free(next);
}

static void number_lines(struct line_list *a, struct line_list *b)
{
	size_t total = a->count + b->count;
	size_t size = 16;
	struct intern intern = { 0 };

	while (size < 2 * total) {
		size *= 2;
	}
	intern.slots = mem_alloc(size * sizeof(uint32_t));
	intern.mask = size - 1;
	intern.lines = mem_resize(NULL, total + 1, sizeof(struct slice));
	for (size_t i = 0; i < a->count; i++) {
		a->numbers[i] = intern_number(&intern, a->lines[i]);
	}
	number_new_lines(&intern, a, b);
	free(intern.slots);
	free(intern.lines);
}

static void diff_lists(struct line_list *old_lines, struct line_list *new_lines,
		       struct sequence_changes *out)
{
	number_lines(old_lines, new_lines);
	sequence_diff(old_lines->numbers, old_lines->count, new_lines->numbers,
		      new_lines->count, out);
}

void lines_diff(struct slice old_text, struct slice new_text,
		struct sequence_changes *out)
{
	struct line_list old_lines = { 0 };
	struct line_list new_lines = { 0 };

	split(old_text, &old_lines);
	split(new_text, &new_lines);
	diff_lists(&old_lines, &new_lines, out);
	line_list_release(&old_lines);
	line_list_release(&new_lines);
}

/* --- the unified form ------------------------------------------------------ */

static bool needs_quotes(const char *path)
{
	for (; *path != '\0'; path++) {
		unsigned char c = (unsigned char)*path;

		if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\') {
			return true;
		}
	}
	return false;
}

/* In git's manner: as a C string if it holds anything unusual. */
static void put_path(const char *prefix, const char *path, struct buf *out)
{
	if (!needs_quotes(path)) {
		buf_printf(out, "%s%s", prefix, path);
		return;
	}
	buf_printf(out, "\"%s", prefix);
	for (; *path != '\0'; path++) {
		unsigned char c = (unsigned char)*path;

		if (c == '"' || c == '\\') {
			buf_printf(out, "\\%c", c);
		} else if (c < 0x20 || c >= 0x7f) {
			buf_printf(out, "\\%03o", c);
		} else {
			buf_putc(out, *path);
		}
	}
	buf_putc(out, '"');
}

static void put_header(const char *path, struct buf *out)
{
	/* A tab ends a name that has a space in it. */
	const char *end = strchr(path, ' ') != NULL && !needs_quotes(path)
				  ? "\t\n"
				  : "\n";

	buf_puts(out, "diff --git ");
	put_path("a/", path, out);
	buf_putc(out, ' ');
	put_path("b/", path, out);
	buf_puts(out, "\n--- ");
	put_path("a/", path, out);
	buf_puts(out, end);
	buf_puts(out, "+++ ");
	put_path("b/", path, out);
	buf_puts(out, end);
}

static void put_lines(char sign, const struct line_list *list, size_t start,
		      size_t count, struct buf *out)
{
	for (size_t i = start; i < start + count; i++) {
		struct slice line = list->lines[i];

		buf_putc(out, sign);
		buf_put_slice(out, line);
		if (line.ptr[line.len - 1] != '\n') {
			buf_puts(out, "\n\\ No newline at end of file\n");
		}
	}
}

/* A range of no lines is named by the line before it. */
static void put_range(char sign, size_t start, size_t count, struct buf *out)
{
	buf_printf(out, "%c%zu", sign, count > 0 ? start + 1 : start);
	if (count != 1) {
		buf_printf(out, ",%zu", count);
	}
}

/* Writes changes first to before last as one hunk with their context. */
static void put_hunk(const struct sequence_change *first,
		     const struct sequence_change *last,
		     const struct line_list *old_lines,
		     const struct line_list *new_lines, struct buf *out)
{
	const struct sequence_change *end = last - 1;
	size_t before = first->old_start < CONTEXT ? first->old_start : CONTEXT;
	size_t old_at = first->old_start - before;
	size_t old_end = end->old_start + end->old_count;
	size_t after = old_lines->count - old_end < CONTEXT
			       ? old_lines->count - old_end
			       : CONTEXT;
	size_t new_at = first->new_start - before;
	size_t new_end = end->new_start + end->new_count;

	buf_puts(out, "@@ ");
	put_range('-', old_at, old_end + after - old_at, out);
	buf_putc(out, ' ');
	put_range('+', new_at, new_end + after - new_at, out);
	buf_puts(out, " @@\n");
	for (; first < last; first++) {
		put_lines(' ', old_lines, old_at, first->old_start - old_at, out);
		put_lines('-', old_lines, first->old_start, first->old_count, out);
		put_lines('+', new_lines, first->new_start, first->new_count, out);
		old_at = first->old_start + first->old_count;
	}
	put_lines(' ', old_lines, old_at, after, out);
}

static void put_hunks(const struct sequence_changes *changes,
		      const struct line_list *old_lines,
		      const struct line_list *new_lines, struct buf *out)
{
	size_t first = 0;

	while (first < changes->count) {
		size_t last = first + 1;

		while (last < changes->count &&
		       changes->items[last].old_start -
				       changes->items[last - 1].old_start -
				       changes->items[last - 1].old_count <=
			       2 * CONTEXT) {
			last++;
		}
		put_hunk(changes->items + first, changes->items + last,
			 old_lines, new_lines, out);
		first = last;
	}
}

void lines_unified(const char *path, struct slice old_text,
		   struct slice new_text, struct buf *out)
{
	struct line_list old_lines = { 0 };
	struct line_list new_lines = { 0 };
	struct sequence_changes changes = { 0 };

	split(old_text, &old_lines);
	split(new_text, &new_lines);
	diff_lists(&old_lines, &new_lines, &changes);
	if (changes.count > 0) {
		put_header(path, out);
		put_hunks(&changes, &old_lines, &new_lines, out);
	}
	sequence_changes_release(&changes);
	line_list_release(&old_lines);
	line_list_release(&new_lines);
}
