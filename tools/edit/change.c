/* SPDX-License-Identifier: ISC */
#include "edit/change.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/source.h"

void change_set_release(struct change_set *set)
{
	for (size_t i = 0; i < set->count; i++) {
		struct change_file *file = &set->files[i];

		for (size_t j = 0; j < file->count; j++) {
			free(file->changes[j].text);
		}
		free(file->changes);
		free(file->path);
		buf_release(&file->after);
	}
	free(set->files);
	*set = (struct change_set){ 0 };
}

struct change_file *change_set_file(struct change_set *set, const char *path,
				    struct source *source)
{
	struct change_file *file;

	for (size_t i = 0; i < set->count; i++) {
		if (strcmp(set->files[i].path, path) == 0) {
			return &set->files[i];
		}
	}
	MEM_GROW(set->files, set->count, set->capacity);
	file = &set->files[set->count++];
	*file = (struct change_file){ .source = source };
	file->path = mem_strdup(path);
	buf_init(&file->after);
	return file;
}

/* Does the line before the offset, or else the first line, end in CR LF? */
static bool has_crlf(const struct source *source, size_t offset)
{
	const char *newline = NULL;

	for (size_t i = offset; i > 0 && newline == NULL; i--) {
		if (source->text[i - 1] == '\n') {
			newline = source->text + i - 1;
		}
	}
	if (newline == NULL) {
		newline = memchr(source->text, '\n', source->len);
	}
	return newline != NULL && newline > source->text && newline[-1] == '\r';
}

static void copy_lines(struct slice text, bool crlf, struct buf *out)
{
	for (size_t i = 0; i < text.len; i++) {
		if (crlf && text.ptr[i] == '\n' &&
		    (i == 0 || text.ptr[i - 1] != '\r')) {
			buf_putc(out, '\r');
		}
		buf_putc(out, text.ptr[i]);
	}
}

size_t change_add(struct change_file *file, struct span span, struct slice text)
{
	struct change change = { .span = span, .number = file->count };
	struct buf copy;
	size_t at = file->count;

	buf_init(&copy);
	copy_lines(text, has_crlf(file->source, span.start), &copy);
	change.text = buf_detach(&copy, &change.len);
	MEM_GROW(file->changes, file->count, file->capacity);
	while (at > 0 && file->changes[at - 1].span.start > span.start) {
		file->changes[at] = file->changes[at - 1];
		at--;
	}
	file->changes[at] = change;
	file->count++;
	return change.number;
}

size_t change_insert(struct change_file *file, size_t offset, struct slice text)
{
	const struct source *source = file->source;
	struct span span = { offset, offset };
	struct buf copy;
	size_t number;

	if (offset < source->len || offset == 0 ||
	    source->text[offset - 1] == '\n') {
		return change_add(file, span, text);
	}
	buf_init(&copy);
	buf_putc(&copy, '\n');
	buf_put(&copy, text.ptr, text.len > 0 ? text.len - 1 : 0);
	number = change_add(file, span, buf_slice(&copy));
	buf_release(&copy);
	return number;
}

static int apply(struct change_file *file)
{
	const struct source *source = file->source;
	size_t at = 0;

	buf_clear(&file->after);
	for (size_t i = 0; i < file->count; i++) {
		const struct change *change = &file->changes[i];

		if (change->span.start < at || change->span.end > source->len ||
		    change->span.end < change->span.start) {
			return -1;
		}
		buf_put(&file->after, source->text + at,
			change->span.start - at);
		buf_put(&file->after, change->text, change->len);
		at = change->span.end;
	}
	buf_put(&file->after, source->text + at, source->len - at);
	return 0;
}

int change_set_apply(struct change_set *set)
{
	for (size_t i = 0; i < set->count; i++) {
		if (apply(&set->files[i]) != 0) {
			return -1;
		}
	}
	return 0;
}

size_t change_position(const struct change_file *file, size_t number)
{
	size_t added = 0;
	size_t removed = 0;

	for (size_t i = 0; i < file->count; i++) {
		const struct change *change = &file->changes[i];

		if (change->number == number) {
			return change->span.start + added - removed;
		}
		added += change->len;
		removed += change->span.end - change->span.start;
	}
	return 0;
}

size_t change_length(const struct change_file *file, size_t number)
{
	for (size_t i = 0; i < file->count; i++) {
		if (file->changes[i].number == number) {
			return file->changes[i].len;
		}
	}
	return 0;
}

size_t change_map(const struct change_file *file, size_t offset)
{
	size_t added = 0;
	size_t removed = 0;

	for (size_t i = 0; i < file->count; i++) {
		const struct change *change = &file->changes[i];

		if (change->span.start > offset) {
			break;
		}
		added += change->len;
		removed += (change->span.end < offset ? change->span.end
						      : offset) -
			   change->span.start;
	}
	return offset + added - removed;
}
