/* SPDX-License-Identifier: ISC */
#include "render/man_roff.h"

#include <stdlib.h>

#include "base/buf.h"
#include "render/width.h"

struct special {
	uint32_t character;
	const char *roff;
};

/* Sorted. What is not here is written by its number. */
static const struct special specials[] = {
	{ 0x00a0, "\\~" },	/* no-break space */
	{ 0x00a1, "\\(r!" },
	{ 0x00a2, "\\(ct" },
	{ 0x00a3, "\\(Po" },
	{ 0x00a5, "\\(Ye" },
	{ 0x00a7, "\\(sc" },
	{ 0x00a9, "\\(co" },
	{ 0x00ab, "\\(Fo" },
	{ 0x00ac, "\\(no" },
	{ 0x00ad, "\\%" },	/* soft hyphen */
	{ 0x00ae, "\\(rg" },
	{ 0x00b0, "\\(de" },
	{ 0x00b1, "\\(+-" },
	{ 0x00b5, "\\(mc" },
	{ 0x00b6, "\\(ps" },
	{ 0x00bb, "\\(Fc" },
	{ 0x00bc, "\\(14" },
	{ 0x00bd, "\\(12" },
	{ 0x00be, "\\(34" },
	{ 0x00bf, "\\(r?" },
	{ 0x00c6, "\\(AE" },
	{ 0x00d7, "\\(mu" },
	{ 0x00d8, "\\(/O" },
	{ 0x00df, "\\(ss" },
	{ 0x00e6, "\\(ae" },
	{ 0x00f7, "\\(di" },
	{ 0x00f8, "\\(/o" },
	{ 0x200b, "\\:" },	/* zero width space: a place to break */
	{ 0x2010, "-" },
	{ 0x2011, "\\-" },
	{ 0x2013, "\\(en" },
	{ 0x2014, "\\(em" },
	{ 0x2018, "\\(oq" },
	{ 0x2019, "\\(cq" },
	{ 0x201a, "\\(bq" },
	{ 0x201c, "\\(lq" },
	{ 0x201d, "\\(rq" },
	{ 0x201e, "\\(Bq" },
	{ 0x2020, "\\(dg" },
	{ 0x2021, "\\(dd" },
	{ 0x2022, "\\(bu" },
	{ 0x2026, "..." },
	{ 0x202f, "\\~" },
	{ 0x2032, "\\(fm" },
	{ 0x2033, "\\(sd" },
	{ 0x20ac, "\\(Eu" },
	{ 0x2122, "\\(tm" },
	{ 0x2190, "\\(<-" },
	{ 0x2191, "\\(ua" },
	{ 0x2192, "\\(->" },
	{ 0x2193, "\\(da" },
	{ 0x2212, "\\(mi" },
	{ 0x221e, "\\(if" },
	{ 0x2260, "\\(!=" },
	{ 0x2264, "\\(<=" },
	{ 0x2265, "\\(>=" },
};

static int compare(const void *key, const void *element)
{
	uint32_t character = *(const uint32_t *)key;
	const struct special *special = element;

	return (character > special->character) -
	       (character < special->character);
}

static void put_special(struct buf *out, uint32_t character)
{
	const struct special *special =
		bsearch(&character, specials,
			sizeof(specials) / sizeof(specials[0]),
			sizeof(specials[0]), compare);

	if (special != NULL) {
		buf_puts(out, special->roff);
	} else if (character >= 0xa0) {
		buf_printf(out, "\\[u%04X]", (unsigned)character);
	}
}

/* ASCII that roff would change into something prettier, or obey. */
static const char *ascii_special(char character, bool code, bool word_start)
{
	switch (character) {
	case '\\':
		return "\\e";
	case '-':
		return code || word_start ? "\\-" : NULL;
	case '\'':
		return "\\(aq";
	case '`':
		return "\\(ga";
	case '^':
		return "\\(ha";
	case '~':
		return "\\(ti";
	default:
		return NULL;
	}
}

void man_roff_put(struct buf *out, uint32_t character, bool code,
		  bool word_start)
{
	const char *roff;

	if (character >= 0x80) {
		put_special(out, character);
		return;
	}
	roff = ascii_special((char)character, code, word_start);
	if (roff != NULL) {
		buf_puts(out, roff);
	} else if (character >= ' ' && character != 0x7f) {
		buf_putc(out, (char)character);
	}
}

void man_roff_text(struct buf *out, struct slice text, bool code)
{
	bool word_start = true;

	while (text.len > 0) {
		size_t used;
		uint32_t character = width_decode(text, &used);

		man_roff_put(out, character, code, word_start);
		word_start = character == ' ' || (word_start && character == '-');
		text.ptr += used;
		text.len -= used;
	}
}

void man_roff_argument(struct buf *out, struct slice roff)
{
	bool quoted = roff.len == 0;

	for (size_t i = 0; i < roff.len; i++) {
		quoted = quoted || roff.ptr[i] == ' ' || roff.ptr[i] == '"';
	}
	buf_puts(out, quoted ? "\"" : "");
	for (size_t i = 0; i < roff.len; i++) {
		if (roff.ptr[i] == '"') {
			buf_puts(out, "\\(dq");
		} else {
			buf_putc(out, roff.ptr[i]);
		}
	}
	buf_puts(out, quoted ? "\"" : "");
}

size_t man_roff_escape_len(const char *escape)
{
	size_t len = escape[1] == 'f' ? 2 : 1;

	switch (escape[len]) {
	case '\0':
		return len;
	case '(':
		return len + 3;
	case '[':
		return len + 1 + strcspn(escape + len, "]");
	default:
		return len + 1;
	}
}

size_t man_roff_width(const char *roff, size_t len)
{
	const char *end = roff + len;
	size_t width = 0;

	while (roff < end) {
		bool escape = roff[0] == '\\';

		width += !escape || strchr("f&:", roff[1]) == NULL;
		roff += escape ? man_roff_escape_len(roff) : 1;
	}
	return width;
}

bool man_roff_is_control(struct slice line)
{
	return line.len > 0 && (line.ptr[0] == '.' || line.ptr[0] == '\'');
}
