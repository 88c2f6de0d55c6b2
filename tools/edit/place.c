/* SPDX-License-Identifier: ISC */
#include "edit/place.h"

#include <string.h>

#include "base/source.h"

enum { GAP_LIMIT = 3 };

size_t place_line_start(const struct source *source, size_t offset)
{
	while (offset > 0 && source->text[offset - 1] != '\n') {
		offset--;
	}
	return offset;
}

size_t place_next_line(const struct source *source, size_t offset)
{
	const char *newline = memchr(source->text + offset, '\n',
				     source->len - offset);

	return newline != NULL ? (size_t)(newline - source->text) + 1
			       : source->len;
}

static struct slice line_at(const struct source *source, size_t start)
{
	size_t end = place_next_line(source, start);

	return slice_trim_end(slice_of(source->text + start, end - start));
}

static size_t previous_line(const struct source *source, size_t start)
{
	return start > 0 ? place_line_start(source, start - 1) : 0;
}

static bool is_comment(struct slice line)
{
	return line.len > 0 && line.ptr[0] == '.' &&
	       (line.len == 1 || is_space(line.ptr[1]));
}

static bool is_directive(struct slice line, const char *name)
{
	size_t len = strlen(name);

	return slice_starts(line, name) &&
	       (line.len == len || is_space(line.ptr[len]));
}

size_t place_before(const struct source *source, enum doc_format format,
		    size_t offset)
{
	while (format == DOC_XFPT && offset > 0) {
		size_t previous = previous_line(source, offset);
		struct slice line = line_at(source, previous);

		if (!is_comment(line) && !slice_is(line, ".new")) {
			break;
		}
		offset = previous;
	}
	return offset;
}

size_t place_end(const struct source *source, enum doc_format format,
		 size_t offset, size_t *tail)
{
	bool in_tail = false;

	while (offset > 0) {
		size_t previous = previous_line(source, offset);
		struct slice line = line_at(source, previous);
		bool index = format == DOC_XFPT && is_directive(line, ".ecindex");

		if (index && !in_tail && tail != NULL) {
			*tail = offset;
		}
		in_tail = in_tail || index;
		if (line.len > 0 && !index &&
		    !(format == DOC_XFPT && is_comment(line))) {
			break;
		}
		offset = previous;
	}
	if (!in_tail && tail != NULL) {
		*tail = offset;
	}
	return offset;
}

size_t place_gap(const struct source *source, size_t offset)
{
	size_t gap = 0;

	while (offset > 0 && gap < GAP_LIMIT) {
		offset = previous_line(source, offset);
		if (line_at(source, offset).len > 0) {
			break;
		}
		gap++;
	}
	return gap > 0 ? gap : 1;
}

bool place_in_bars(const struct source *source, enum doc_format format,
		   size_t offset)
{
	bool inside = false;

	if (format != DOC_XFPT) {
		return false;
	}
	for (size_t at = 0; at < offset; at = place_next_line(source, at)) {
		if (source->text[at] != '.') {
			continue;
		}
		if (slice_is(line_at(source, at), ".new")) {
			inside = true;
		} else if (slice_is(line_at(source, at), ".wen")) {
			inside = false;
		}
	}
	return inside;
}
