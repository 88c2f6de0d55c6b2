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
	struct slice text;
	size_t count;
	int code;		/* the word's place in the list, or NO_CODE */
};

struct pack {
	struct word *words;	/* in the order of the text */
	size_t word_count, word_capacity;
	uint32_t *slots;	/* a hash table of words by text, from 1; 0 is free */
	size_t slot_count;	/* a power of two */
	uint32_t *found;	/* the word of each piece that is one, in order */
	size_t found_count, found_capacity;
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

/* The slot that the text has, or could have. */
static uint32_t *find_slot(const struct pack *pack, struct slice text)
{
	uint32_t hash = 2166136261u;
	size_t at;

	for (size_t i = 0; i < text.len; i++) {
		hash = (hash ^ (unsigned char)text.ptr[i]) * 16777619u;
	}
	at = hash & (pack->slot_count - 1);
	while (pack->slots[at] != 0 &&
	       !slice_equal(pack->words[pack->slots[at] - 1].text, text)) {
		at = (at + 1) & (pack->slot_count - 1);
	}
	return &pack->slots[at];
}

static void grow(struct pack *pack)
{
	free(pack->slots);
	pack->slot_count = pack->slot_count * 2;
	pack->slots = mem_alloc(pack->slot_count * sizeof(*pack->slots));
	for (size_t i = 0; i < pack->word_count; i++) {
		*find_slot(pack, pack->words[i].text) = (uint32_t)i + 1;
	}
}

/* Returns the word's number. */
static uint32_t count_word(struct pack *pack, struct slice text)
{
	uint32_t *slot = find_slot(pack, text);
	uint32_t number;

	if (*slot == 0) {
		struct word word = { text, 0, NO_CODE };

		MEM_GROW(pack->words, pack->word_count, pack->word_capacity);
		pack->words[pack->word_count++] = word;
		*slot = (uint32_t)pack->word_count;
	}
	number = *slot - 1;
	pack->words[number].count++;
	if (pack->word_count * 2 > pack->slot_count) {
		grow(pack);
	}
	return number;
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
			MEM_GROW(pack->found, pack->found_count,
				 pack->found_capacity);
			pack->found[pack->found_count++] =
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

	qsort(pack->listed + from, pack->word_count - from, sizeof(*pack->listed),
	      bytes == 2 ? compare_short : compare_long);
	for (; i < pack->word_count && i - from < most &&
	       saving(pack->listed[i], bytes) > 0; i++) {
		pack->listed[i]->code = (int)i;
	}
	return i;
}

static void list_words(struct pack *pack)
{
	size_t count;

	pack->listed = mem_alloc(pack->word_count * sizeof(struct word *));
	for (size_t i = 0; i < pack->word_count; i++) {
		pack->listed[i] = &pack->words[i];
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

/* A piece that has no code of its own, or is too short for one. */
static void put_letters(const struct pack *pack, struct slice piece,
			struct buf *out)
{
	const char *end = piece.ptr + piece.len;

	for (const char *c = piece.ptr; c < end;) {
		struct slice one = slice_of(c, sequence_len(c, end));

		if (is_reserved(one)) {
			uint32_t number = *find_slot(pack, one) - 1;

			put_code(out, pack->words[number].code);
		} else {
			put_literal(out, one);
		}
		c += one.len;
	}
}

static void put_text(const struct pack *pack, struct slice text,
		     struct buf *out)
{
	const char *end = text.ptr + text.len;
	const uint32_t *found = pack->found;
	struct slice piece;

	for (const char *at = text.ptr; at < end; at += piece.len) {
		int code = NO_CODE;

		piece = next_piece(at, end);
		if (piece.len > 2) {
			code = pack->words[*found++].code;
		}
		if (code != NO_CODE) {
			put_code(out, code);
		} else {
			put_letters(pack, piece, out);
		}
	}
}

void html_pack(struct slice text, struct buf *out)
{
	struct pack pack = { .slot_count = 4096 };

	pack.slots = mem_alloc(pack.slot_count * sizeof(*pack.slots));
	count_words(&pack, text);
	list_words(&pack);
	buf_puts(out, "{\"words\":\"");
	for (size_t i = 0; i < pack.list_len; i++) {
		put_literal(out, pack.listed[i]->text);
		buf_puts(out, i + 1 < pack.list_len ? "\\n" : "");
	}
	buf_puts(out, "\",\n\"text\":\"");
	put_text(&pack, text, out);
	buf_puts(out, "\"}");
	free(pack.listed);
	free(pack.found);
	free(pack.slots);
	free(pack.words);
}
