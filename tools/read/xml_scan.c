/* SPDX-License-Identifier: ISC */
#include "read/xml_scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "read/xml_problem.h"

static bool is_name_start(char c)
{
	return is_alpha(c) || c == '_' || c == ':' || (unsigned char)c >= 0x80;
}

static bool is_name(char c)
{
	return is_name_start(c) || is_digit(c) || c == '-' || c == '.';
}

static bool looks_at(const struct xml_scan *scan, size_t offset,
		     const char *what)
{
	return slice_starts(slice_of(scan->text.ptr + offset,
				     scan->text.len - offset), what);
}

/* Offset after the next occurrence of what; 0 if there is none. */
static size_t after(const struct xml_scan *scan, size_t offset, const char *what)
{
	size_t len = strlen(what);
	const char *hit = memmem(scan->text.ptr + offset,
				 scan->text.len - offset, what, len);

	return hit != NULL ? (size_t)(hit - scan->text.ptr) + len : 0;
}

/* One step inside a document type: offset after what begins here, 0 if that
 * never ends. */
static size_t skip_in_doctype(const struct xml_scan *scan, size_t offset)
{
	char c = scan->text.ptr[offset];

	if (c == '"' || c == '\'') {
		char quote[2] = { c, '\0' };
		return after(scan, offset + 1, quote);
	}
	if (c == '<' && looks_at(scan, offset, "<!--")) {
		return after(scan, offset + 4, "-->");
	}
	if (c == '<' && looks_at(scan, offset, "<?")) {
		return after(scan, offset + 2, "?>");
	}
	return offset + 1;
}

static size_t after_doctype(const struct xml_scan *scan, size_t offset)
{
	size_t brackets = 0;

	while (offset != 0 && offset < scan->text.len) {
		char c = scan->text.ptr[offset];

		if (c == '[') {
			brackets++;
		} else if (c == ']' && brackets > 0) {
			brackets--;
		} else if (c == '>' && brackets == 0) {
			return offset + 1;
		}
		offset = skip_in_doctype(scan, offset);
	}
	return 0;
}

struct construct {
	const char *begin;
	const char *end;
};

static const struct construct constructs[] = {
	{ "<!--", "-->" },
	{ "<![CDATA[", "]]>" },
	{ "<?", "?>" },
};

/*
 * Passes over a construct that is no tag. True if one begins here; the scan then
 * stands after it, or at the end of the text if it is never ended.
 */
static bool skip_construct(struct xml_scan *scan, size_t offset, bool *whole)
{
	size_t end = 0;
	bool found = false;

	for (size_t i = 0; i < sizeof(constructs) / sizeof(*constructs); i++) {
		if (looks_at(scan, offset, constructs[i].begin)) {
			found = true;
			end = after(scan, offset + strlen(constructs[i].begin),
				    constructs[i].end);
			break;
		}
	}
	if (!found && looks_at(scan, offset, "<!DOCTYPE")) {
		found = true;
		end = after_doctype(scan, offset + 9);
	}
	if (found) {
		*whole = end != 0;
		scan->offset = end != 0 ? end : scan->text.len;
	}
	return found;
}

/*
 * The offset of the '>' that ends the tag whose name ends at offset; 0 if there
 * is none before the next '<', which no tag can hold, even in quotes.
 */
static size_t tag_close(struct slice text, size_t offset)
{
	char quote = '\0';

	for (; offset < text.len; offset++) {
		char c = text.ptr[offset];

		if (c == '<') {
			return 0;
		}
		if (quote != '\0') {
			quote = c == quote ? '\0' : quote;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == '>') {
			return offset;
		}
	}
	return 0;
}

static struct xml_tag scan_tag(struct xml_scan *scan, size_t start)
{
	struct xml_tag tag = { .kind = XML_TAG_BROKEN };
	struct slice text = scan->text;
	bool is_end = looks_at(scan, start, "</");
	size_t name = start + (is_end ? 2 : 1);
	size_t close = name;

	tag.span.start = start;
	tag.span.end = start + 1;
	scan->offset = start + 1;
	if (name >= text.len || !is_name_start(text.ptr[name])) {
		return tag;
	}
	while (close < text.len && is_name(text.ptr[close])) {
		close++;
	}
	tag.name = slice_of(text.ptr + name, close - name);
	close = tag_close(text, close);
	if (close == 0) {
		return tag;
	}
	tag.span.end = close + 1;
	scan->offset = close + 1;
	if (is_end) {
		tag.kind = XML_TAG_END;
	} else {
		tag.kind = text.ptr[close - 1] == '/' ? XML_TAG_EMPTY
						      : XML_TAG_START;
	}
	return tag;
}

struct xml_tag xml_scan_next(struct xml_scan *scan)
{
	struct xml_tag tag = { .kind = XML_TAG_NONE };

	while (scan->offset < scan->text.len) {
		const char *hit = memchr(scan->text.ptr + scan->offset, '<',
					 scan->text.len - scan->offset);
		bool whole = true;
		size_t start;

		if (hit == NULL) {
			break;
		}
		start = (size_t)(hit - scan->text.ptr);
		if (!skip_construct(scan, start, &whole)) {
			return scan_tag(scan, start);
		}
		if (!whole) {
			tag.kind = XML_TAG_BROKEN;
			tag.span.start = start;
			tag.span.end = scan->text.len;
			return tag;
		}
	}
	scan->offset = scan->text.len;
	return tag;
}

size_t xml_scan_attributes(struct slice text, const struct xml_tag *tag)
{
	size_t count = 0;

	for (size_t i = tag->span.start; i < tag->span.end; i++) {
		count += text.ptr[i] == '=';
	}
	return count;
}

/* --- declarations ------------------------------------------------------------ */

struct span xml_scan_doctype(struct slice text)
{
	struct xml_scan scan = { .text = text };
	struct span span = { 0, 0 };
	bool whole = true;

	while (whole && scan.offset < text.len) {
		const char *hit = memchr(text.ptr + scan.offset, '<',
					 text.len - scan.offset);
		size_t start = hit != NULL ? (size_t)(hit - text.ptr) : 0;

		if (hit == NULL || !skip_construct(&scan, start, &whole)) {
			break;
		}
		if (looks_at(&scan, start, "<!DOCTYPE")) {
			span.start = start;
			span.end = scan.offset;
			break;
		}
	}
	return span;
}

size_t xml_scan_long_declaration(struct slice text, size_t max)
{
	struct xml_scan scan = { .text = text };
	size_t start = text.len;
	size_t offset = 0;
	size_t next;

	for (; offset < text.len; offset = next) {
		char c = text.ptr[offset];

		next = skip_in_doctype(&scan, offset);
		next = next != 0 ? next : text.len;
		if (c == '<' && (looks_at(&scan, offset, "<!ATTLIST") ||
				 looks_at(&scan, offset, "<!ELEMENT"))) {
			start = offset;
		} else if (c == '>') {
			start = text.len;
		}
		if (start < next && next - start > max) {
			return start;
		}
	}
	return text.len;
}

/* --- which tags do not match ----------------------------------------------- */

struct open_tags {
	struct xml_tag *tags;
	size_t count;
	size_t capacity;
};

static void report_unclosed(const struct xml_tag *tag,
			    struct xml_problems *problems)
{
	xml_problem_add(problems, tag->span.start,
			"'<%.*s>' is never closed: '</%.*s>' is missing",
			(int)tag->name.len, tag->name.ptr, (int)tag->name.len,
			tag->name.ptr);
}

/*
 * How far down an end tag looks for its partner: what lies deeper is not what
 * the author forgot, and looking further would cost the square of the text.
 */
enum { LOOK_DOWN = 64 };

static void close_tag(struct open_tags *open, const struct xml_tag *end,
		      struct xml_problems *problems)
{
	size_t i = open->count;
	size_t floor = i > LOOK_DOWN ? i - LOOK_DOWN : 0;

	while (i > floor && !slice_equal(open->tags[i - 1].name, end->name)) {
		i--;
	}
	if (i == floor) {
		xml_problem_add(problems, end->span.start,
				"'</%.*s>' closes nothing: no '<%.*s>' is open",
				(int)end->name.len, end->name.ptr,
				(int)end->name.len, end->name.ptr);
		return;
	}
	while (open->count >= i) {
		open->count--;
		if (open->count >= i) {
			report_unclosed(&open->tags[open->count], problems);
		}
	}
}

static void report_broken(struct slice text, const struct xml_tag *tag,
			  struct xml_problems *problems)
{
	struct slice rest = slice_of(text.ptr + tag->span.start,
				     text.len - tag->span.start);

	if (slice_starts(rest, "<!--")) {
		xml_problem_add(problems, tag->span.start,
				"a comment that is never ended by '-->'");
	} else if (slice_starts(rest, "<![CDATA[")) {
		xml_problem_add(problems, tag->span.start,
				"a CDATA section that is never ended by ']]>'");
	} else if (tag->name.len != 0) {
		xml_problem_add(problems, tag->span.start,
				"the tag '%s%.*s' is not ended by '>'",
				slice_starts(rest, "</") ? "</" : "<",
				(int)tag->name.len, tag->name.ptr);
	} else {
		xml_problem_add(problems, tag->span.start,
				"a lone '<': write '&lt;'");
	}
}

void xml_scan_balance(struct slice text, struct xml_problems *problems)
{
	struct xml_scan scan = { .text = text };
	struct open_tags open = { NULL, 0, 0 };
	struct xml_tag tag = xml_scan_next(&scan);

	for (; tag.kind != XML_TAG_NONE; tag = xml_scan_next(&scan)) {
		if (tag.kind == XML_TAG_START) {
			MEM_GROW(open.tags, open.count, open.capacity);
			open.tags[open.count++] = tag;
		} else if (tag.kind == XML_TAG_END) {
			close_tag(&open, &tag, problems);
		} else if (tag.kind == XML_TAG_BROKEN) {
			report_broken(text, &tag, problems);
		}
	}
	while (open.count > 0) {
		report_unclosed(&open.tags[--open.count], problems);
	}
	free(open.tags);
}
