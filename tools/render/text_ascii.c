/* SPDX-License-Identifier: ISC */
#include "render/text_ascii.h"

#include <stdbool.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "base/buf.h"

struct likeness {
	uint32_t code_point;
	const char *text;
};

/* What decomposition does not give, or gives in a form nobody types. Sorted. */
static const struct likeness likenesses[] = {
	{ 0x00a0, " " },	/* no-break space */
	{ 0x00a2, "c" },
	{ 0x00a3, "GBP" },
	{ 0x00a5, "JPY" },
	{ 0x00a6, "|" },
	{ 0x00a7, "section" },
	{ 0x00a9, "(c)" },
	{ 0x00ab, "<<" },
	{ 0x00ac, "not" },
	{ 0x00ad, "" },		/* soft hyphen */
	{ 0x00ae, "(R)" },
	{ 0x00b0, "deg" },
	{ 0x00b1, "+/-" },
	{ 0x00b4, "'" },
	{ 0x00b5, "u" },
	{ 0x00b6, "P" },
	{ 0x00b7, "*" },
	{ 0x00b8, "," },
	{ 0x00bb, ">>" },
	{ 0x00bc, "1/4" },
	{ 0x00bd, "1/2" },
	{ 0x00be, "3/4" },
	{ 0x00c6, "AE" },
	{ 0x00d0, "D" },
	{ 0x00d7, "x" },
	{ 0x00d8, "O" },
	{ 0x00de, "Th" },
	{ 0x00df, "ss" },
	{ 0x00e6, "ae" },
	{ 0x00f0, "d" },
	{ 0x00f7, "/" },
	{ 0x00f8, "o" },
	{ 0x00fe, "th" },
	{ 0x0110, "D" },
	{ 0x0111, "d" },
	{ 0x0126, "H" },
	{ 0x0127, "h" },
	{ 0x0131, "i" },
	{ 0x0141, "L" },
	{ 0x0142, "l" },
	{ 0x0152, "OE" },
	{ 0x0153, "oe" },
	{ 0x2010, "-" },
	{ 0x2011, "-" },
	{ 0x2012, "-" },
	{ 0x2013, "-" },
	{ 0x2014, "--" },
	{ 0x2015, "--" },
	{ 0x2018, "'" },
	{ 0x2019, "'" },
	{ 0x201a, "," },
	{ 0x201b, "'" },
	{ 0x201c, "\"" },
	{ 0x201d, "\"" },
	{ 0x201e, "\"" },
	{ 0x201f, "\"" },
	{ 0x2020, "+" },	/* dagger */
	{ 0x2021, "++" },
	{ 0x2022, "*" },
	{ 0x2026, "..." },
	{ 0x2030, "0/00" },
	{ 0x2032, "'" },
	{ 0x2033, "\"" },
	{ 0x2039, "<" },
	{ 0x203a, ">" },
	{ 0x2044, "/" },
	{ 0x20ac, "EUR" },
	{ 0x2122, "(TM)" },
	{ 0x2190, "<-" },
	{ 0x2191, "^" },
	{ 0x2192, "->" },
	{ 0x2193, "v" },
	{ 0x2194, "<->" },
	{ 0x21d0, "<=" },
	{ 0x21d2, "=>" },
	{ 0x2212, "-" },
	{ 0x2215, "/" },
	{ 0x2217, "*" },
	{ 0x221e, "infinity" },
	{ 0x2248, "~" },
	{ 0x2260, "!=" },
	{ 0x2264, "<=" },
	{ 0x2265, ">=" },
	{ 0x2500, "-" },	/* box drawing, as tree listings use it */
	{ 0x2502, "|" },
	{ 0x250c, "+" },
	{ 0x2510, "+" },
	{ 0x2514, "+" },
	{ 0x2518, "+" },
	{ 0x251c, "+" },
	{ 0x2524, "+" },
	{ 0x252c, "+" },
	{ 0x2534, "+" },
	{ 0x253c, "+" },
	{ 0x25a0, "*" },
	{ 0x25cb, "o" },
	{ 0x25cf, "*" },
	{ 0x2610, "[ ]" },
	{ 0x2611, "[x]" },
	{ 0x2612, "[x]" },
	{ 0x2713, "x" },
	{ 0x2714, "x" },
	{ 0xfffd, "?" },
};

static int compare(const void *key, const void *element)
{
	uint32_t code_point = *(const uint32_t *)key;
	const struct likeness *likeness = element;

	return (code_point > likeness->code_point) -
	       (code_point < likeness->code_point);
}

static const struct likeness *find(uint32_t code_point)
{
	return bsearch(&code_point, likenesses,
		       sizeof(likenesses) / sizeof(likenesses[0]),
		       sizeof(likenesses[0]), compare);
}

/* Accents of Latin, Greek and Cyrillic; other scripts' marks are letters. */
static bool is_accent(utf8proc_int32_t code_point)
{
	return code_point >= 0x0300 && code_point <= 0x036f;
}

static bool is_nothing(uint32_t code_point)
{
	return utf8proc_category((utf8proc_int32_t)code_point) ==
	       UTF8PROC_CATEGORY_CF;
}

/* A part of a decomposition; false if it has no likeness. */
static bool put_part(struct buf *out, utf8proc_int32_t part)
{
	const struct likeness *likeness;

	if (part < 0x80) {
		buf_putc(out, (char)part);
		return true;
	}
	if (is_accent(part)) {
		return true;
	}
	likeness = find((uint32_t)part);
	if (likeness == NULL) {
		return false;
	}
	buf_puts(out, likeness->text);
	return true;
}

void text_ascii_put(struct buf *out, uint32_t code_point)
{
	const struct likeness *likeness = find(code_point);
	utf8proc_int32_t parts[32];
	utf8proc_ssize_t count;
	size_t start = out->len;
	bool known;
	int last_class = 0;

	if (likeness != NULL) {
		buf_puts(out, likeness->text);
		return;
	}
	if (is_nothing(code_point)) {
		return;
	}
	count = utf8proc_decompose_char(
		(utf8proc_int32_t)code_point, parts, 32,
		UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &last_class);
	known = count > 0 && count <= 32;
	for (utf8proc_ssize_t i = 0; known && i < count; i++) {
		known = put_part(out, parts[i]);
	}
	if (!known) {
		buf_truncate(out, start);
		buf_printf(out, "<U+%04X>", (unsigned)code_point);
	}
}
