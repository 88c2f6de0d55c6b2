/* SPDX-License-Identifier: ISC */
#include "edit/markup.h"

#include <string.h>

/* --- pieces of text -------------------------------------------------------------- */

static bool at_line_start(const struct buf *out)
{
	return out->len == 0 || out->data[out->len - 1] == '\n';
}

/*
 * Ampersands are doubled, except where that could be read as the mark for a
 * continued line; a point must not begin a line.
 */
static void put_escaped(struct slice text, struct buf *out)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '&') {
			bool plain = i + 1 < text.len &&
				     text.ptr[i + 1] != '&' &&
				     text.ptr[i + 1] != '\n' &&
				     (out->len == 0 ||
				      out->data[out->len - 1] != '&');

			buf_puts(out, plain ? "&&" : "&amp;");
		} else if (c == '.' && at_line_start(out)) {
			buf_puts(out, "&#x2e;");
		} else {
			buf_putc(out, c);
		}
	}
}

/* Some characters could be taken for flags where the macro puts the address. */
static bool is_plain_url(struct slice url)
{
	for (size_t i = 0; i < url.len; i++) {
		if (!is_alnum(url.ptr[i]) &&
		    strchr("-._~:/?#@&()+,;=%", url.ptr[i]) == NULL) {
			return false;
		}
	}
	return true;
}

static void put_url(const struct markup_traits *traits, struct slice url,
		    struct buf *out)
{
	bool quoted = memchr(url.ptr, ',', url.len) != NULL ||
		      memchr(url.ptr, ')', url.len) != NULL;

	if (!traits->links || !is_plain_url(url)) {
		put_escaped(url, out);
		return;
	}
	buf_puts(out, quoted ? "&url(\"" : "&url(");
	for (size_t i = 0; i < url.len; i++) {
		if (url.ptr[i] == '&') {
			buf_puts(out, "&amp;");
		} else {
			buf_putc(out, url.ptr[i]);
		}
	}
	buf_puts(out, quoted ? "\")" : ")");
}

static void put_flags(const char *open, struct slice text, const char *close,
		      struct buf *out)
{
	buf_puts(out, open);
	put_escaped(text, out);
	buf_puts(out, close);
}

static void put_inline(const struct markup_traits *traits,
		       enum inline_kind kind, struct slice text, struct buf *out)
{
	switch (kind) {
	case INLINE_TEXT:
		put_escaped(text, out);
		break;
	case INLINE_OPTION:
		put_flags("&%", text, "%&", out);
		break;
	case INLINE_VARIABLE:
		put_flags(traits->dollar ? "&$" : "&$$", text, "$&", out);
		break;
	case INLINE_FILE:
		put_flags("&_", text, "_&", out);
		break;
	case INLINE_URL:
		put_url(traits, text, out);
		break;
	case INLINE_QUOTE:
		buf_puts(out, "&\"");
		break;
	case INLINE_UNQUOTE:
		buf_puts(out, "\"&");
		break;
	}
}

static void reference(const char *id, struct buf *out)
{
	buf_printf(out, "&<<%s>>&", id);
}

/* --- arguments of directives ------------------------------------------------------ */

/* A quoted argument of marked-up text. */
static void put_quoted(struct slice text, struct buf *out)
{
	buf_putc(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"') {
			buf_putc(out, '"');
		}
		buf_putc(out, text.ptr[i]);
	}
	buf_putc(out, '"');
}

static void put_plain_argument(const char *text, struct buf *out)
{
	struct buf marked;

	buf_init(&marked);
	put_escaped(slice_text(text), &marked);
	put_quoted(buf_slice(&marked), out);
	buf_release(&marked);
}

/*
 * An argument of .option: it goes through several macros, each of which undoes
 * one doubling of quotes, so quotes are written as references; single ones too,
 * which would be made curly. suffix is marked up already.
 */
static void put_option_argument(const char *text, const char *suffix,
				struct buf *out)
{
	bool quoted = *text == '\0' || *text == '\'' || *text == '"' ||
		      strpbrk(text, " \t") != NULL;

	buf_puts(out, quoted ? " \"" : " ");
	for (; *text != '\0'; text++) {
		switch (*text) {
		case '"':
			buf_puts(out, "&quot;");
			break;
		case '&':
			buf_puts(out, "&amp;");
			break;
		case '\'':
			buf_puts(out, "&#x27;");
			break;
		case '`':
			buf_puts(out, "&#x60;");
			break;
		default:
			buf_putc(out, is_space(*text) ? ' ' : *text);
		}
	}
	buf_puts(out, suffix);
	if (quoted) {
		buf_putc(out, '"');
	}
}

static void option_heading(const struct markup_traits *traits,
			   const struct option_spec *option, struct buf *out)
{
	const char *mark = traits->dagger ? "&!!" : "*";

	buf_puts(out, ".option");
	put_option_argument(option->name, "", out);
	put_option_argument(option->use, "", out);
	put_option_argument(option->type, option->expanded ? mark : "", out);
	put_option_argument(option->default_value, "", out);
	buf_putc(out, '\n');
}

/* The column of the second argument of a row. */
static size_t second_column(struct slice row)
{
	const char *quote = memchr(row.ptr, '"', row.len);

	return quote != NULL ? (size_t)(quote - row.ptr) : 0;
}

static void option_row(const char *name, struct slice summary, struct slice like,
		       struct buf *out)
{
	size_t start = out->len;
	size_t column = second_column(like);

	buf_printf(out, ".row &%%%s%%& ", name);
	if (out->len - start < column) {
		buf_fill(out, ' ', column - (out->len - start));
	}
	put_quoted(summary, out);
	buf_putc(out, '\n');
}

/* --- blocks ------------------------------------------------------------------------ */

static void open_bars(struct buf *out)
{
	buf_puts(out, ".new\n");
}

static void close_bars(struct buf *out)
{
	buf_puts(out, ".wen\n");
}

static void open_section(const struct markup_traits *traits,
			 const struct markup_section *section, struct buf *out)
{
	if (section->sub) {
		buf_putc(out, '\n');
	}
	buf_puts(out, section->sub ? ".subsection " : ".section ");
	put_plain_argument(section->title, out);
	buf_printf(out, " \"%s\"\n", section->id);
	if (section->index != NULL && traits->concept_index) {
		buf_puts(out, ".cindex ");
		put_plain_argument(section->index, out);
		buf_putc(out, '\n');
	}
}

static void close_section(struct buf *out)
{
	(void)out;
}

static void paragraph(struct slice text, bool first, struct buf *out)
{
	if (!first) {
		buf_putc(out, '\n');
	}
	buf_put_slice(out, text);
	buf_putc(out, '\n');
}

/* Takes the first line off the text. */
static bool next_line(struct slice *text, struct slice *line)
{
	const char *newline;
	size_t len;

	if (text->ptr == NULL) {
		return false;
	}
	newline = memchr(text->ptr, '\n', text->len);
	len = newline != NULL ? (size_t)(newline - text->ptr) : text->len;
	*line = slice_of(text->ptr, len);
	*text = newline != NULL ? slice_of(newline + 1, text->len - len - 1)
				: slice_of(NULL, 0);
	return true;
}

/* Would a line be joined with the next one? */
static bool has_continuation(struct slice text)
{
	struct slice line;

	while (next_line(&text, &line)) {
		line = slice_trim_end(line);
		if (line.len >= 3 &&
		    memcmp(line.ptr + line.len - 3, "&&&", 3) == 0) {
			return true;
		}
	}
	return false;
}

/* A line where markup is active: as literal text. */
static void put_literal_line(struct slice line, struct buf *out)
{
	if (line.len > 0) {
		buf_puts(out, "&`");
		for (size_t i = 0; i < line.len; i++) {
			if (line.ptr[i] == '&') {
				buf_puts(out, "&amp;");
			} else if (line.ptr[i] == '`') {
				buf_puts(out, "&#x60;");
			} else {
				buf_putc(out, line.ptr[i]);
			}
		}
		buf_puts(out, "`&");
	}
	buf_putc(out, '\n');
}

/*
 * An example is .code, where only a point at the start of a line means anything
 * but itself, and "&&&" at the end, which cannot be protected there.
 */
static void code(struct slice text, struct buf *out)
{
	bool display = has_continuation(text);
	struct slice line;

	buf_puts(out, display ? ".display\n" : ".code\n");
	while (next_line(&text, &line)) {
		if (display) {
			put_literal_line(line, out);
			continue;
		}
		if (line.len > 0 && line.ptr[0] == '.') {
			buf_putc(out, ' ');
		}
		buf_put_slice(out, line);
		buf_putc(out, '\n');
	}
	buf_puts(out, ".endd\n");
}

static void open_list(enum prose_list list, struct buf *out)
{
	static const char *const names[] = {
		[PROSE_BULLETS] = ".ilist\n",
		[PROSE_NUMBERS] = ".olist\n",
		[PROSE_TERMS] = ".vlist\n",
	};

	buf_puts(out, names[list]);
}

static void item(enum prose_list list, struct slice term, bool first,
		 struct buf *out)
{
	if (list == PROSE_TERMS) {
		if (!first) {
			buf_putc(out, '\n');
		}
		buf_puts(out, ".vitem ");
		put_quoted(term, out);
		buf_putc(out, '\n');
	} else if (!first) {
		buf_puts(out, ".next\n");
	}
}

static void close_list(enum prose_list list, struct buf *out)
{
	(void)list;
	buf_puts(out, ".endlist\n");
}

/* --- what a document has -------------------------------------------------------------- */

static bool has_line(struct slice source, const char *start)
{
	size_t len = strlen(start);
	const char *end = source.ptr + source.len;

	for (const char *at = source.ptr; at != NULL && at < end;) {
		if ((size_t)(end - at) >= len && memcmp(at, start, len) == 0) {
			return true;
		}
		at = memchr(at, '\n', (size_t)(end - at));
		at = at != NULL ? at + 1 : NULL;
	}
	return false;
}

static void find_traits(struct slice source, struct markup_traits *out)
{
	bool library = has_line(source, ".include stdmacs");

	out->bars = library || has_line(source, ".macro new");
	out->uses_bars = has_line(source, ".new");
	out->concept_index = has_line(source, ".macro cindex");
	out->links = library || has_line(source, ".macro url");
	out->dollar = has_line(source, ".flag &$");
	out->dagger = has_line(source, ".flag &!!");
}

const struct markup markup_xfpt = {
	.format = DOC_XFPT,
	.find_traits = find_traits,
	.open_bars = open_bars,
	.close_bars = close_bars,
	.open_section = open_section,
	.close_section = close_section,
	.paragraph = paragraph,
	.code = code,
	.open_list = open_list,
	.item = item,
	.close_list = close_list,
	.put_inline = put_inline,
	.reference = reference,
	.option_heading = option_heading,
	.option_row = option_row,
};
