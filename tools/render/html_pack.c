/* SPDX-License-Identifier: ISC */
#include "render/html_pack.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"

enum {
	SHORT_FIRST = 0x80,	/* characters of two bytes */
	SHORT_COUNT = 0x800 - SHORT_FIRST,
	LONG_FIRST = 0xe000,	/* and of three */
	LONG_COUNT = 0xf900 - LONG_FIRST,
	WORD_LIMIT = 64,	/* bytes; longer ones do not repeat */
	NO_CODE = -1,
};

struct word {
	struct slice text;	/* ptr NULL: the place is free */
	size_t count;
	int code;		/* the word's place in the list, or NO_CODE */
};

/* A hash table by text, its size a power of two. */
struct pack {
	struct word *words;
	size_t size;
	size_t used;
	struct word **listed;	/* by code */
	size_t list_len;
};

/* --- words ---------------------------------------------------------------- */

static size_t sequence_len(const char *ptr, const char *end)
{
	unsigned char lead = (unsigned char)*ptr;
	size_t len = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;

	return len <= (size_t)(end - ptr) ? len : 1;
}

/* Letters of any script, digits, "_"; not the dashes and quotes of Unicode. */
static bool is_word_byte(const char *ptr, const char *end)
{
	unsigned char byte = (unsigned char)*ptr;

	if (byte < 0x80) {
		return is_alnum(*ptr) || byte == '_';
	}
	return byte != 0xc2 &&
	       !(byte == 0xe2 && end - ptr > 1 && (unsigned char)ptr[1] == 0x80);
}

/* The next piece of the text: a word with the space before it, or a character. */
static struct slice next_piece(const char *ptr, const char *end)
{
	const char *at = ptr;

	if (*at == ' ' && end - at > 1 && is_word_byte(at + 1, end)) {
		at++;
	}
	while (at < end && at - ptr < WORD_LIMIT && is_word_byte(at, end)) {
		at += sequence_len(at, end);
	}
	return slice_of(ptr, at > ptr ? (size_t)(at - ptr)
				      : sequence_len(ptr, end));
}

static struct word *find_place(const struct pack *pack, struct slice text)
{
	uint32_t hash = 2166136261u;
	size_t at;

	for (size_t i = 0; i < text.len; i++) {
		hash = (hash ^ (unsigned char)text.ptr[i]) * 16777619u;
	}
	at = hash & (pack->size - 1);
	while (pack->words[at].text.ptr != NULL &&
	       !slice_equal(pack->words[at].text, text)) {
		at = (at + 1) & (pack->size - 1);
	}
	return &pack->words[at];
}

static void grow(struct pack *pack)
{
	struct pack old = *pack;

	pack->size = old.size * 2;
	pack->words = mem_alloc(pack->size * sizeof(*pack->words));
	for (size_t i = 0; i < old.size; i++) {
		if (old.words[i].text.ptr != NULL) {
			*find_place(pack, old.words[i].text) = old.words[i];
		}
	}
	free(old.words);
}

static void count_word(struct pack *pack, struct slice text)
{
	struct word *word = find_place(pack, text);

	if (word->text.ptr == NULL) {
		word->text = text;
		word->code = NO_CODE;
		pack->used++;
	}
	word->count++;
	if (pack->used * 2 > pack->size) {
		grow(pack);
	}
}

/* Must the character be a word, as it would look like one? */
static bool is_reserved(struct slice character)
{
	unsigned char lead = (unsigned char)character.ptr[0];

	return (character.len == 2 && lead >= 0xc2 && lead <= 0xdf) ||
	       (character.len == 3 && (lead == 0xee ||
		(lead == 0xef && (unsigned char)character.ptr[1] < 0xa4)));
}

static void count_words(struct pack *pack, struct slice text)
{
	const char *end = text.ptr + text.len;
	struct slice piece;

	for (const char *at = text.ptr; at < end; at += piece.len) {
		piece = next_piece(at, end);
		if (piece.len > 2) {
			count_word(pack, piece);
		}
		for (const char *c = at; c < at + piece.len;) {
			struct slice one = slice_of(c, sequence_len(c, end));

			if (is_reserved(one) &&
			    (one.len < piece.len || piece.len == 2)) {
				count_word(pack, one);
			}
			c += one.len;
		}
	}
}

/* --- which of them are listed ---------------------------------------------- */

/* What a code of so many bytes saves, the word in the list taken off. What must
 * be listed comes first: there are as many codes as such characters. */
static long saving(const struct word *word, long bytes)
{
	long len = (long)word->text.len;

	if (is_reserved(word->text)) {
		return LONG_MAX;
	}
	return (long)word->count * (len - bytes) - len - 1;
}

static int compare_words(const struct word *a, const struct word *b, long bytes)
{
	long x = saving(a, bytes);
	long y = saving(b, bytes);

	if (x != y) {
		return x < y ? 1 : -1;
	}
	return a->text.ptr < b->text.ptr ? -1 : a->text.ptr > b->text.ptr;
}

static int compare_short(const void *a, const void *b)
{
	return compare_words(*(struct word *const *)a,
			     *(struct word *const *)b, 2);
}

static int compare_long(const void *a, const void *b)
{
	return compare_words(*(struct word *const *)a,
			     *(struct word *const *)b, 3);
}

/* Lists the best of the words from the place on, as long as they save anything. */
static size_t list_best(struct pack *pack, size_t from, size_t most, long bytes)
{
	size_t i = from;

	qsort(pack->listed + from, pack->used - from, sizeof(*pack->listed),
	      bytes == 2 ? compare_short : compare_long);
	for (; i < pack->used && i - from < most &&
	       saving(pack->listed[i], bytes) > 0; i++) {
		pack->listed[i]->code = (int)i;
	}
	return i;
}

static void list_words(struct pack *pack)
{
	size_t count = 0;

	pack->listed = mem_alloc(pack->used * sizeof(struct word *));
	for (size_t i = 0; i < pack->size; i++) {
		if (pack->words[i].text.ptr != NULL) {
			pack->listed[count++] = &pack->words[i];
		}
	}
	count = list_best(pack, 0, SHORT_COUNT, 2);
	pack->list_len = count;
	if (count == SHORT_COUNT) {
		pack->list_len = list_best(pack, count, LONG_COUNT, 3);
	}
}

/* --- output --------------------------------------------------------------- */

static void put_literal(struct buf *out, struct slice bytes)
{
	for (size_t i = 0; i < bytes.len; i++) {
		char byte = bytes.ptr[i];

		if (byte == '"' || byte == '\\') {
			buf_putc(out, '\\');
			buf_putc(out, byte);
		} else if (byte == '\n') {
			buf_puts(out, "\\n");
		} else if (byte == '\r') {
			buf_puts(out, "\\r");
		} else {
			buf_putc(out, byte);
		}
	}
}

static void put_code(struct buf *out, int code)
{
	buf_put_utf8(out, code < SHORT_COUNT
				  ? (uint32_t)(SHORT_FIRST + code)
				  : (uint32_t)(LONG_FIRST + code - SHORT_COUNT));
}

static int code_of(const struct pack *pack, struct slice text)
{
	const struct word *word = find_place(pack, text);

	return word->text.ptr != NULL ? word->code : NO_CODE;
}

static void put_piece(const struct pack *pack, struct slice piece,
		      struct buf *out)
{
	const char *end = piece.ptr + piece.len;
	int code = piece.len > 1 ? code_of(pack, piece) : NO_CODE;

	if (code != NO_CODE) {
		put_code(out, code);
		return;
	}
	for (const char *c = piece.ptr; c < end;) {
		struct slice one = slice_of(c, sequence_len(c, end));

		if (is_reserved(one)) {
			put_code(out, code_of(pack, one));
		} else {
			put_literal(out, one);
		}
		c += one.len;
	}
}

void html_pack(struct slice text, struct buf *out)
{
	struct pack pack = { .size = 4096 };
	const char *end = text.ptr + text.len;
	struct slice piece;

	pack.words = mem_alloc(pack.size * sizeof(*pack.words));
	count_words(&pack, text);
	list_words(&pack);
	buf_puts(out, "{\"words\":\"");
	for (size_t i = 0; i < pack.list_len; i++) {
		put_literal(out, pack.listed[i]->text);
		buf_puts(out, i + 1 < pack.list_len ? "\\n" : "");
	}
	buf_puts(out, "\",\n\"text\":\"");
	for (const char *at = text.ptr; at < end; at += piece.len) {
		piece = next_piece(at, end);
		put_piece(&pack, piece, out);
	}
	buf_puts(out, "\"}");
	free(pack.listed);
	free(pack.words);
}
