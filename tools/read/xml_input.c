/* SPDX-License-Identifier: ISC */
#include "read/xml_input.h"

#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/source.h"
#include "read/xml_problem.h"

/* --- the way back ---------------------------------------------------------- */

size_t xml_input_offset(const struct xml_input *input, size_t offset)
{
	const struct xml_run *run;
	size_t low = 0;
	size_t high = input->run_count;

	offset += input->skip;
	if (high == 0) {
		return offset;
	}
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (input->runs[middle].at <= offset) {
			low = middle;
		} else {
			high = middle;
		}
	}
	run = &input->runs[low];
	return run->from_at + (offset - run->at) / run->to * run->from;
}

void xml_input_position(const struct xml_input *input, size_t offset,
			struct source **source, size_t *source_offset)
{
	input->map->position(input->map->payload,
			     xml_input_offset(input, offset), source,
			     source_offset);
}

static struct span back(const struct xml_input *input, struct span span)
{
	struct span result = { xml_input_offset(input, span.start),
			       xml_input_offset(input, span.end) };
	return result;
}

void xml_input_element(const struct xml_input *input, struct span start_tag,
		       struct span end_tag, struct origin *out)
{
	if (input->run_count > 0 || input->skip > 0) {
		start_tag = back(input, start_tag);
		end_tag = back(input, end_tag);
	}
	input->map->element(input->map->payload, start_tag, end_tag, out);
}

static void source_element(void *payload, struct span start_tag,
			   struct span end_tag, struct origin *out)
{
	struct origin origin = { .source = payload };

	origin.span.start = start_tag.start;
	origin.span.end = end_tag.end;
	*out = origin;
}

static void source_position(void *payload, size_t offset,
			    struct source **source, size_t *source_offset)
{
	*source = payload;
	*source_offset = offset;
}

struct xml_map xml_map_source(struct source *source)
{
	struct xml_map map = { source_element, source_position, source };
	return map;
}

/* --- UTF-8 as it should be ------------------------------------------------- */

/* What may follow a first byte: how many bytes, and the bounds of the first of
 * them, which keep out what is too long, too large, or half a surrogate. */
struct lead {
	unsigned char from, to, more, low, high;
};

static const struct lead leads[] = {
	{ 0x01, 0x7f, 0, 0, 0 },       { 0xc2, 0xdf, 1, 0x80, 0xbf },
	{ 0xe0, 0xe0, 2, 0xa0, 0xbf }, { 0xe1, 0xec, 2, 0x80, 0xbf },
	{ 0xed, 0xed, 2, 0x80, 0x9f }, { 0xee, 0xef, 2, 0x80, 0xbf },
	{ 0xf0, 0xf0, 3, 0x90, 0xbf }, { 0xf1, 0xf3, 3, 0x80, 0xbf },
	{ 0xf4, 0xf4, 3, 0x80, 0x8f },
};

/* Length of the character here, 0 if the bytes are none. */
static size_t utf8_length(const unsigned char *p, size_t len)
{
	for (size_t i = 0; i < sizeof(leads) / sizeof(*leads); i++) {
		const struct lead *lead = &leads[i];

		if (p[0] < lead->from || p[0] > lead->to) {
			continue;
		}
		if (len <= lead->more ||
		    (lead->more > 0 && (p[1] < lead->low || p[1] > lead->high))) {
			return 0;
		}
		for (size_t k = 2; k <= lead->more; k++) {
			if ((p[k] & 0xc0) != 0x80) {
				return 0;
			}
		}
		return lead->more + 1u;
	}
	return 0;
}

static size_t skip_ascii(const char *text, size_t offset, size_t len)
{
	uint64_t word;

	while (len - offset >= sizeof(word)) {
		memcpy(&word, text + offset, sizeof(word));
		if ((word & UINT64_C(0x8080808080808080)) != 0) {
			break;
		}
		offset += sizeof(word);
	}
	while (offset < len && (unsigned char)text[offset] < 0x80) {
		offset++;
	}
	return offset;
}

/* Notes the bytes that are no text, once a line. */
static int check_utf8(struct slice text, struct xml_problems *problems)
{
	const char *nul = memchr(text.ptr, '\0', text.len);
	size_t offset = skip_ascii(text.ptr, 0, text.len);
	int result = 0;

	if (nul != NULL) {
		xml_problem_add(problems, (size_t)(nul - text.ptr),
				"a NUL byte: this is not a text file, or it is "
				"damaged");
		result = -1;
	}
	while (offset < text.len) {
		const unsigned char *p =
			(const unsigned char *)text.ptr + offset;
		size_t n = utf8_length(p, text.len - offset);

		if (n == 0) {
			const char *end = memchr(text.ptr + offset, '\n',
						 text.len - offset);

			xml_problem_add(problems, offset,
					"byte 0x%02x is not UTF-8 (nor is "
					"another encoding declared)", p[0]);
			result = -1;
			n = end != NULL ? (size_t)(end - text.ptr) - offset
					: text.len - offset;
		}
		offset = skip_ascii(text.ptr, offset + n, text.len);
	}
	return result;
}

/* --- other encodings ------------------------------------------------------- */

/*
 * The encodings of one byte a character, by name: what iconv calls them. Only
 * these names reach iconv; a document cannot make it load anything else.
 */
static const char *const byte_encodings[] = {
	"ISO-8859-1",	"ISO-8859-2",	"ISO-8859-3",	"ISO-8859-4",
	"ISO-8859-5",	"ISO-8859-6",	"ISO-8859-7",	"ISO-8859-8",
	"ISO-8859-9",	"ISO-8859-10",	"ISO-8859-13",	"ISO-8859-14",
	"ISO-8859-15",	"ISO-8859-16",	"WINDOWS-1250", "WINDOWS-1251",
	"WINDOWS-1252", "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1257",
	"KOI8-R",	"KOI8-U",	"LATIN1",
};

/* The value of encoding= in an XML declaration; empty if there is none. */
static struct slice declared_encoding(struct slice text)
{
	const char *end = slice_starts(text, "<?xml")
		? memmem(text.ptr, text.len < 512 ? text.len : 512, "?>", 2)
		: NULL;
	const char *p = end != NULL ? memmem(text.ptr, (size_t)(end - text.ptr),
					     "encoding", 8)
				    : NULL;
	const char *close;

	if (p == NULL) {
		return slice_of(NULL, 0);
	}
	for (p += 8; p < end && (is_space(*p) || *p == '='); p++) {
	}
	if (p == end || (*p != '"' && *p != '\'')) {
		return slice_of(NULL, 0);
	}
	close = memchr(p + 1, *p, (size_t)(end - p - 1));
	return slice_of(p + 1, close != NULL ? (size_t)(close - p - 1) : 0);
}

static bool is_name(struct slice name, const char *other)
{
	return name.len == strlen(other) &&
	       strncasecmp(name.ptr, other, name.len) == 0;
}

static const char *find_byte_encoding(struct slice name)
{
	for (size_t i = 0;
	     i < sizeof(byte_encodings) / sizeof(*byte_encodings); i++) {
		if (is_name(name, byte_encodings[i])) {
			return byte_encodings[i];
		}
	}
	return NULL;
}

/* Adds a character: a new run unless it is like those before it. */
static void add_run(struct xml_input *input, size_t at, size_t from_at,
		    size_t to, size_t from)
{
	struct xml_run *last = input->run_count > 0
		? &input->runs[input->run_count - 1] : NULL;

	if (last != NULL && last->to == to && last->from == from) {
		return;
	}
	MEM_GROW(input->runs, input->run_count, input->run_capacity);
	last = &input->runs[input->run_count++];
	last->at = at;
	last->from_at = from_at;
	last->to = (unsigned char)to;
	last->from = (unsigned char)from;
}

struct letter {
	char text[4];
	unsigned char len;	/* 0: the byte is no character */
};

static int fill_letters(struct letter *letters, const char *encoding)
{
	iconv_t convert = iconv_open("UTF-8", encoding);

	if (convert == (iconv_t)-1) {
		return -1;
	}
	for (int c = 1; c < 256; c++) {
		char byte = (char)c;
		char *in = &byte;
		char *out = letters[c].text;
		size_t in_left = 1;
		size_t out_left = sizeof(letters[c].text);

		if (iconv(convert, &in, &in_left, &out, &out_left) !=
		    (size_t)-1) {
			letters[c].len = (unsigned char)(4 - out_left);
		}
	}
	iconv_close(convert);
	return 0;
}

static int convert_bytes(struct xml_input *input, struct slice bytes,
			 const char *encoding, struct xml_problems *problems,
			 struct buf *out)
{
	struct letter letters[256] = { { { 0 }, 0 } };
	int result = 0;

	if (fill_letters(letters, encoding) != 0) {
		xml_problem_add(problems, 0,
				"this system cannot convert encoding '%s'",
				encoding);
		return -1;
	}
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char byte = (unsigned char)bytes.ptr[i];
		const struct letter *letter = &letters[byte];

		if (letter->len == 0) {
			xml_problem_add(problems, i,
					"byte 0x%02x is no character of %s",
					byte, encoding);
			result = -1;
			continue;
		}
		add_run(input, out->len, i, letter->len, 1);
		buf_put(out, letter->text, letter->len);
	}
	return result;
}

static uint32_t utf16_unit(struct slice bytes, size_t offset, bool big)
{
	unsigned char a = (unsigned char)bytes.ptr[offset];
	unsigned char b = (unsigned char)bytes.ptr[offset + 1];

	return big ? (uint32_t)(a << 8 | b) : (uint32_t)(b << 8 | a);
}

/* The character here: its length in bytes, 0 if it is none. */
static size_t utf16_read(struct slice bytes, size_t offset, bool big,
			 uint32_t *code)
{
	uint32_t low;

	if (bytes.len - offset < 2) {
		return 0;
	}
	*code = utf16_unit(bytes, offset, big);
	if (*code < 0xd800 || *code > 0xdfff) {
		return *code != 0 ? 2 : 0;
	}
	if (*code > 0xdbff || bytes.len - offset < 4) {
		return 0;
	}
	low = utf16_unit(bytes, offset + 2, big);
	if (low < 0xdc00 || low > 0xdfff) {
		return 0;
	}
	*code = 0x10000 + ((*code - 0xd800) << 10) + (low - 0xdc00);
	return 4;
}

static int convert_utf16(struct xml_input *input, struct slice bytes, bool big,
			 struct xml_problems *problems, struct buf *out)
{
	size_t offset = 2;

	while (offset < bytes.len) {
		uint32_t code = 0;
		size_t from = utf16_read(bytes, offset, big, &code);
		size_t at = out->len;

		if (from == 0) {
			xml_problem_add(problems, offset,
					"these bytes are not UTF-16, which the "
					"file begins with");
			return -1;
		}
		buf_put_utf8(out, code);
		add_run(input, at, offset, out->len - at, from);
		offset += from;
	}
	return 0;
}

static int init_converted(struct xml_input *input, struct slice bytes,
			  const char *encoding, struct xml_problems *problems)
{
	struct buf out;
	int result;

	buf_init(&out);
	buf_reserve(&out, bytes.len + bytes.len / 8);
	if (encoding != NULL) {
		result = convert_bytes(input, bytes, encoding, problems, &out);
	} else {
		result = convert_utf16(input, bytes, bytes.ptr[0] == '\xfe',
				       problems, &out);
	}
	input->converted = buf_detach(&out, &input->text.len);
	input->text.ptr = input->converted;
	return result;
}

static int check_name(struct slice name, struct xml_problems *problems)
{
	static const char *const utf8[] = { "UTF-8", "UTF8", "US-ASCII" };

	for (size_t i = 0; i < sizeof(utf8) / sizeof(*utf8); i++) {
		if (is_name(name, utf8[i])) {
			return 0;
		}
	}
	if (name.len == 0) {
		return 0;
	}
	xml_problem_add(problems, 0,
			"encoding '%.*s' is not known here: convert the file "
			"to UTF-8", (int)name.len, name.ptr);
	return -1;
}

static int decode(struct xml_input *input, struct slice bytes,
		  struct xml_problems *problems)
{
	const char *encoding = find_byte_encoding(declared_encoding(bytes));

	if (slice_starts(bytes, "\xff\xfe") || slice_starts(bytes, "\xfe\xff")) {
		return init_converted(input, bytes, NULL, problems);
	}
	if (encoding != NULL) {
		return init_converted(input, bytes, encoding, problems);
	}
	if (check_utf8(bytes, problems) != 0) {
		return -1;
	}
	if (slice_starts(bytes, "\xef\xbb\xbf")) {
		input->skip = 3;
		input->text = slice_of(bytes.ptr + 3, bytes.len - 3);
	}
	return check_name(declared_encoding(input->text), problems);
}

int xml_input_init(struct xml_input *input, struct slice bytes,
		   const struct xml_map *map, struct xml_problems *problems)
{
	struct xml_input empty = { .text = bytes, .map = map };

	*input = empty;
	problems->input = input;
	if (decode(input, bytes, problems) != 0) {
		/* The problems are at offsets of the file. */
		input->run_count = 0;
		input->skip = 0;
		return -1;
	}
	return 0;
}

void xml_input_skip_declaration(struct xml_input *input)
{
	struct slice text = input->text;
	const char *end;

	if (!slice_starts(text, "<?xml") || text.len < 6 || !is_space(text.ptr[5])) {
		return;
	}
	end = memmem(text.ptr, text.len, "?>", 2);
	if (end != NULL) {
		size_t len = (size_t)(end - text.ptr) + 2;

		input->text = slice_of(text.ptr + len, text.len - len);
		input->skip += len;
	}
}

void xml_input_release(struct xml_input *input)
{
	free(input->converted);
	free(input->runs);
}
