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
	FIRST_WORD = 3,		/* bytes, too: shorter pieces are no words */
};

struct word {
	struct slice text;
	uint32_t hash;
	size_t count;
	long saved;		/* bytes, if it were listed; for sorting */
	int code;		/* the word's place in the list, or NO_CODE */
};

/* What a byte begins. */
enum kind {
	KIND_OTHER,
	KIND_WORD,		/* a letter of ASCII, a digit, "_" */
	KIND_LONG,		/* a character of more bytes; most are of words */
};

struct pack {
	unsigned char kinds[256];
	struct word *words;	/* in the order they were met */
	size_t count, capacity;
	uint32_t *slots;	/* a hash table of words, from 1; 0 is free */
	size_t slot_count;	/* a power of two */
	uint32_t *pieces;	/* of the text: words, after FIRST_WORD; else bytes */
	size_t piece_count, piece_capacity;
	struct word **listed;	/* those worth it; the first by code */
	size_t listed_count;
	size_t list_len;
};

/* --- words ---------------------------------------------------------------- */

static size_t sequence_len(const char *ptr, const char *end)
{
	unsigned char lead = (unsigned char)*ptr;
	size_t len = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;

	return len <= (size_t)(end - ptr) ? len : 1;
}

/* Letters of any script, digits, "_"; of Unicode not what begins with 0xc2, and
 * not its dashes and quotes. */
static void init_bytes(struct pack *pack)
{
	for (int byte = 0; byte < 256; byte++) {
		if (byte >= 0x80 && byte != 0xc2) {
			pack->kinds[byte] = KIND_LONG;
		} else if (is_alnum((char)byte) || byte == '_') {
			pack->kinds[byte] = KIND_WORD;
		}
	}
}

/* Is what begins there, of a kind that is no letter of ASCII, of a word? */
static bool is_long_at(unsigned char kind, const char *ptr, const char *end)
{
	return kind == KIND_LONG &&
	       !((unsigned char)*ptr == 0xe2 && end - ptr > 1 &&
		 (unsigned char)ptr[1] == 0x80);
}

static bool is_word_at(const struct pack *pack, const char *ptr,
		       const char *end)
{
	unsigned char kind = pack->kinds[(unsigned char)*ptr];

	return kind == KIND_WORD || is_long_at(kind, ptr, end);
}

#define HASH_START 2166136261u

static uint32_t hash_byte(uint32_t hash, char byte)
{
	return (hash ^ (unsigned char)byte) * 16777619u;
}

/* What is found out about a piece while going over it. */
struct look {
	struct slice text;
	uint32_t hash;
	bool is_ascii;
};

/* The next piece of the text: a word with the space before it, or a character. */
static struct look next_piece(const struct pack *pack, const char *ptr,
			      const char *end)
{
	const char *limit = end - ptr > WORD_LIMIT ? ptr + WORD_LIMIT : end;
	const char *at = ptr;
	uint32_t hash = HASH_START;
	bool is_ascii = true;

	if (*at == ' ' && end - at > 1 && is_word_at(pack, at + 1, end)) {
		hash = hash_byte(hash, *at++);
	}
	for (; at < limit; at++) {
		unsigned char kind = pack->kinds[(unsigned char)*at];

		if (kind != KIND_WORD) {
			if (!is_long_at(kind, at, end)) {
				break;
			}
			is_ascii = false;
		}
		hash = hash_byte(hash, *at);
	}
	if (at == ptr) {
		is_ascii = (unsigned char)*at < 0x80;
		hash = hash_byte(hash, *at++);
	}
	/* The limit, or the first byte alone, cuts no character in two. */
	while (at < end && ((unsigned char)*at & 0xc0) == 0x80) {
		hash = hash_byte(hash, *at++);
	}
	return (struct look){ slice_of(ptr, (size_t)(at - ptr)), hash, is_ascii };
}

static struct look look_at(struct slice text)
{
	struct look look = { .text = text, .hash = HASH_START };

	for (size_t i = 0; i < text.len; i++) {
		look.hash = hash_byte(look.hash, text.ptr[i]);
	}
	return look;
}

/* The slot of the word, or the one where it would be. */
static uint32_t *find_slot(const struct pack *pack, const struct look *look)
{
	size_t at = look->hash & (pack->slot_count - 1);

	while (pack->slots[at] != 0) {
		const struct word *word = &pack->words[pack->slots[at] - 1];

		if (word->hash == look->hash &&
		    slice_equal(word->text, look->text)) {
			break;
		}
		at = (at + 1) & (pack->slot_count - 1);
	}
	return &pack->slots[at];
}

static void grow(struct pack *pack)
{
	free(pack->slots);
	pack->slot_count *= 2;
	pack->slots = mem_alloc(pack->slot_count * sizeof(*pack->slots));
	for (size_t i = 0; i < pack->count; i++) {
		size_t at = pack->words[i].hash & (pack->slot_count - 1);

		while (pack->slots[at] != 0) {
			at = (at + 1) & (pack->slot_count - 1);
		}
		pack->slots[at] = (uint32_t)i + 1;
	}
}

/* The word, from 0. */
static uint32_t count_word(struct pack *pack, const struct look *look)
{
	uint32_t *slot = find_slot(pack, look);

	if (*slot == 0) {
		struct word word = { look->text, look->hash, 0, 0, NO_CODE };

		MEM_GROW(pack->words, pack->count, pack->capacity);
		pack->words[pack->count++] = word;
		*slot = (uint32_t)pack->count;
		if (pack->count * 2 > pack->slot_count) {
			grow(pack);
			slot = find_slot(pack, look);
		}
	}
	pack->words[*slot - 1].count++;
	return *slot - 1;
}

/* Must the character be a word, as it would look like one? */
static bool is_reserved(struct slice character)
{
	unsigned char lead = (unsigned char)character.ptr[0];
	unsigned char next = character.len > 1 ? (unsigned char)character.ptr[1]
					       : 0;

	return (character.len <= 2 && lead >= 0xc2 && lead <= 0xdf) ||
	       (character.len <= 3 &&
		(lead == 0xee || (lead == 0xef && next < 0xa4)));
}

/* Characters of a piece that must be words of their own. */
static void count_reserved(struct pack *pack, struct slice piece)
{
	const char *end = piece.ptr + piece.len;

	for (const char *c = piece.ptr; c < end;) {
		struct look one = look_at(slice_of(c, sequence_len(c, end)));

		if (is_reserved(one.text) &&
		    (one.text.len < piece.len || piece.len <= 2)) {
			count_word(pack, &one);
		}
		c += one.text.len;
	}
}

static void cut(struct pack *pack, struct slice text)
{
	const char *end = text.ptr + text.len;
	const char *at = text.ptr;

	while (at < end) {
		struct look look = next_piece(pack, at, end);
		uint32_t piece = (uint32_t)look.text.len;

		if (look.text.len >= FIRST_WORD) {
			piece = FIRST_WORD + count_word(pack, &look);
		}
		if (!look.is_ascii) {
			count_reserved(pack, look.text);
		}
		MEM_GROW(pack->pieces, pack->piece_count, pack->piece_capacity);
		pack->pieces[pack->piece_count++] = piece;
		at += look.text.len;
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

static int compare_words(const void *a, const void *b)
{
	const struct word *x = *(struct word *const *)a;
	const struct word *y = *(struct word *const *)b;

	if (x->saved != y->saved) {
		return x->saved < y->saved ? 1 : -1;
	}
	return x->text.ptr < y->text.ptr ? -1 : x->text.ptr > y->text.ptr;
}

/* Lists the best of the words from the place on, as long as they save anything. */
static size_t list_best(struct pack *pack, size_t from, size_t most, long bytes)
{
	size_t i;

	for (i = from; i < pack->listed_count; i++) {
		pack->listed[i]->saved = saving(pack->listed[i], bytes);
	}
	qsort(pack->listed + from, pack->listed_count - from,
	      sizeof(*pack->listed), compare_words);
	for (i = from; i < pack->listed_count && i - from < most &&
	       pack->listed[i]->saved > 0; i++) {
		pack->listed[i]->code = (int)i;
	}
	return i;
}

static void list_words(struct pack *pack)
{
	size_t count;

	pack->listed = mem_alloc(pack->count * sizeof(struct word *));
	for (size_t i = 0; i < pack->count; i++) {
		if (saving(&pack->words[i], 2) > 0) {
			pack->listed[pack->listed_count++] = &pack->words[i];
		}
	}
	count = list_best(pack, 0, SHORT_COUNT, 2);
	pack->list_len = count;
	if (count == SHORT_COUNT) {
		pack->list_len = list_best(pack, count, LONG_COUNT, 3);
	}
}

/* --- output --------------------------------------------------------------- */

static void put_byte(struct buf *out, char byte)
{
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

static void put_literal(struct buf *out, struct slice bytes)
{
	for (size_t i = 0; i < bytes.len; i++) {
		put_byte(out, bytes.ptr[i]);
	}
}

static void put_code(struct buf *out, int code)
{
	int character = SHORT_FIRST + code;

	if (code < SHORT_COUNT) {
		buf_putc(out, (char)(0xc0 | character >> 6));
		buf_putc(out, (char)(0x80 | (character & 0x3f)));
	} else {
		buf_put_utf8(out, (uint32_t)(LONG_FIRST + code - SHORT_COUNT));
	}
}

static int code_of(const struct pack *pack, struct slice text)
{
	struct look look = look_at(text);
	uint32_t word = *find_slot(pack, &look);

	return word != 0 ? pack->words[word - 1].code : NO_CODE;
}

/* A character for itself, if it may stand there. */
static void put_characters(const struct pack *pack, struct slice text,
			   struct buf *out)
{
	const char *end = text.ptr + text.len;

	for (const char *c = text.ptr; c < end;) {
		struct slice one = slice_of(c, sequence_len(c, end));

		if (is_reserved(one)) {
			put_code(out, code_of(pack, one));
		} else {
			put_literal(out, one);
		}
		c += one.len;
	}
}

static void put_text(const struct pack *pack, const char *at, struct buf *out)
{
	for (size_t i = 0; i < pack->piece_count; i++) {
		uint32_t piece = pack->pieces[i];
		const struct word *word = piece >= FIRST_WORD
						  ? &pack->words[piece - FIRST_WORD]
						  : NULL;
		size_t len = word != NULL ? word->text.len : piece;

		if (word != NULL && word->code != NO_CODE) {
			put_code(out, word->code);
		} else if (len == 1) {
			put_byte(out, *at);
		} else {
			put_characters(pack, slice_of(at, len), out);
		}
		at += len;
	}
}

void html_pack(struct slice text, struct buf *out)
{
	struct pack pack = { .slot_count = 4096 };

	/* Most texts have fewer. */
	pack.piece_capacity = text.len / 3 + 1;
	pack.pieces = mem_resize(NULL, pack.piece_capacity, sizeof(*pack.pieces));
	pack.slots = mem_alloc(pack.slot_count * sizeof(*pack.slots));
	init_bytes(&pack);
	cut(&pack, text);
	list_words(&pack);
	buf_reserve(out, text.len / 2);
	buf_puts(out, "{\"words\":\"");
	for (size_t i = 0; i < pack.list_len; i++) {
		put_literal(out, pack.listed[i]->text);
		buf_puts(out, i + 1 < pack.list_len ? "\\n" : "");
	}
	buf_puts(out, "\",\n\"text\":\"");
	put_text(&pack, text.ptr, out);
	buf_puts(out, "\"}");
	free(pack.listed);
	free(pack.pieces);
	free(pack.slots);
	free(pack.words);
}
