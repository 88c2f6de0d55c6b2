/* SPDX-License-Identifier: ISC */
#include "edit/journal.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

static const char header[] = "stet-journal 1 ";
static const char complete[] = "complete";

enum { HEX = 16 };	/* digits of a digest */

void journal_init(struct journal *journal, uint64_t nonce)
{
	*journal = (struct journal){ .nonce = nonce, .checksum = HASH_START };
}

void journal_release(struct journal *journal)
{
	for (size_t i = 0; i < journal->count; i++) {
		free(journal->entries[i].path);
	}
	free(journal->entries);
	*journal = (struct journal){ 0 };
}

void journal_add(struct journal *journal, const char *path, uint64_t old_digest,
		 uint64_t new_digest)
{
	MEM_GROW(journal->entries, journal->count, journal->capacity);
	journal->entries[journal->count++] = (struct journal_entry){
		.path = mem_strdup(path),
		.old_digest = old_digest,
		.new_digest = new_digest,
	};
}

static void put_line(struct journal *journal, const struct buf *line,
		     struct buf *out)
{
	journal->checksum = hash_more(journal->checksum, buf_slice(line));
	buf_printf(out, "%016" PRIx64 " %s\n", journal->checksum, line->data);
}

static void put_path(const char *path, struct buf *out)
{
	for (; *path != '\0'; path++) {
		unsigned char c = (unsigned char)*path;

		if (c < 0x20 || c == 0x7f || c == '%') {
			buf_printf(out, "%%%02x", c);
		} else {
			buf_putc(out, *path);
		}
	}
}

void journal_print(struct journal *journal, struct buf *out)
{
	struct buf line;

	buf_init(&line);
	buf_printf(&line, "%s%016" PRIx64, header, journal->nonce);
	put_line(journal, &line, out);
	for (size_t i = 0; i < journal->count; i++) {
		const struct journal_entry *entry = &journal->entries[i];

		buf_clear(&line);
		buf_printf(&line, "file %016" PRIx64 " %016" PRIx64 " ",
			   entry->old_digest, entry->new_digest);
		put_path(entry->path, &line);
		put_line(journal, &line, out);
	}
	buf_release(&line);
}

void journal_print_complete(struct journal *journal, struct buf *out)
{
	struct buf line;

	buf_init(&line);
	buf_puts(&line, complete);
	put_line(journal, &line, out);
	buf_release(&line);
}

/* --- reading ---------------------------------------------------------------- */

static int hex_digit(char c)
{
	if (is_digit(c)) {
		return c - '0';
	}
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Takes a digest of 16 digits and the space after it off the line. */
static bool take_digest(struct slice *line, uint64_t *out)
{
	uint64_t value = 0;

	if (line->len < HEX) {
		return false;
	}
	for (size_t i = 0; i < HEX; i++) {
		int digit = hex_digit(line->ptr[i]);

		if (digit < 0) {
			return false;
		}
		value = value << 4 | (uint64_t)digit;
	}
	line->ptr += HEX;
	line->len -= HEX;
	if (line->len > 0 && line->ptr[0] == ' ') {
		line->ptr++;
		line->len--;
	}
	*out = value;
	return true;
}

static char *decode_path_dup(struct slice text)
{
	struct buf path;

	buf_init(&path);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '%' && i + 2 < text.len &&
		    hex_digit(text.ptr[i + 1]) >= 0 &&
		    hex_digit(text.ptr[i + 2]) >= 0) {
			buf_putc(&path, (char)(hex_digit(text.ptr[i + 1]) * 16 +
					       hex_digit(text.ptr[i + 2])));
			i += 2;
		} else {
			buf_putc(&path, text.ptr[i]);
		}
	}
	return buf_detach(&path, NULL);
}

/* Relative, and no part of it empty, "." or "..". */
static bool stays_inside(const char *path)
{
	while (true) {
		size_t len = strcspn(path, "/");

		if (len == 0 || (len == 1 && path[0] == '.') ||
		    (len == 2 && path[0] == '.' && path[1] == '.')) {
			return false;
		}
		if (path[len] == '\0') {
			return true;
		}
		path += len + 1;
	}
}

static bool parse_file(struct slice line, struct journal *out)
{
	uint64_t old_digest;
	uint64_t new_digest;
	char *path;

	if (!take_digest(&line, &old_digest) ||
	    !take_digest(&line, &new_digest)) {
		return false;
	}
	path = decode_path_dup(line);
	if (!stays_inside(path)) {
		free(path);
		return false;
	}
	journal_add(out, path, old_digest, new_digest);
	free(path);
	return true;
}

static bool parse_line(struct slice line, bool first, struct journal *out)
{
	if (first) {
		size_t len = sizeof(header) - 1;

		if (!slice_starts(line, header)) {
			return false;
		}
		line = slice_of(line.ptr + len, line.len - len);
		return take_digest(&line, &out->nonce);
	}
	if (slice_starts(line, "file ")) {
		return parse_file(slice_of(line.ptr + 5, line.len - 5), out);
	}
	out->complete = slice_is(line, complete);
	return false;
}

void journal_parse(struct slice text, struct journal *out)
{
	bool first = true;
	bool more = true;

	journal_init(out, 0);
	while (more && text.len > 0) {
		const char *newline = memchr(text.ptr, '\n', text.len);
		struct slice line;
		uint64_t checksum;

		if (newline == NULL) {
			break;
		}
		line = slice_of(text.ptr, (size_t)(newline - text.ptr));
		text.len -= line.len + 1;
		text.ptr = newline + 1;
		if (!take_digest(&line, &checksum)) {
			break;
		}
		out->checksum = hash_more(out->checksum, line);
		more = checksum == out->checksum &&
		       parse_line(line, first, out);
		first = false;
	}
}

char *journal_target_dup(const struct journal *journal, const char *root,
			 size_t index)
{
	return mem_printf("%s/%s", root, journal->entries[index].path);
}

char *journal_temporary_dup(const struct journal *journal, const char *root,
			    size_t index)
{
	const char *path = journal->entries[index].path;
	const char *slash = strrchr(path, '/');
	int folder_len = slash != NULL ? (int)(slash - path) + 1 : 0;

	return mem_printf("%s/%.*s.stet-%016" PRIx64 "-%zu", root, folder_len,
			  path, journal->nonce, index);
}
