/* SPDX-License-Identifier: ISC */
/*
 * A page of a repository's browser, saved as it came: the text without the tags,
 * each block on a line of its own. Blanks are left alone: such pages tell the
 * browser to show all of them.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/HTMLparser.h>

#include "base/source.h"
#include "diff/patch_unwrap.h"

enum {
	NEAR_START = 2000,	/* a page says that it is one */
	MAX_NAME = 15,		/* of a tag, of an entity */
};

struct page {
	const struct source *source;
	struct patch_unwrapped *out;
	size_t at;
	size_t line;
	bool in_pre;		/* where the source's lines count */
};

static const char *const blocks[] = {
	"address", "article", "blockquote", "body", "div", "dd", "dl", "dt",
	"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
	"hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table",
	"tbody", "thead", "title", "tr", "ul",
};
static const char *const unread[] = { "script", "style" };

static bool is_among(const char *name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(name, names[i]) == 0) {
			return true;
		}
	}
	return false;
}

/* --- moving on --------------------------------------------------------------------- */

static bool has_more(const struct page *page)
{
	return page->at < page->source->len;
}

static char next(struct page *page)
{
	char c = page->source->text[page->at++];

	page->line += c == '\n';
	return c;
}

static struct slice rest(const struct page *page)
{
	return slice_of(page->source->text + page->at,
			page->source->len - page->at);
}

/* Up to behind the text, or the end. */
static void skip_past(struct page *page, const char *text)
{
	while (has_more(page) && !slice_starts(rest(page), text)) {
		next(page);
	}
	for (size_t i = 0; i < strlen(text) && has_more(page); i++) {
		next(page);
	}
}

static void end_line(struct page *page)
{
	if (page->out->in_line) {
		patch_unwrapped_putc(page->out, '\n', page->line);
	}
}

/* --- tags and entities --------------------------------------------------------------- */

/* The name at the place, in small letters; "" if there is none. */
static void read_name(struct page *page, char name[MAX_NAME + 1])
{
	size_t len = 0;

	while (has_more(page) && len < MAX_NAME &&
	       is_alnum(page->source->text[page->at])) {
		name[len++] = to_lower(next(page));
	}
	name[len] = '\0';
}

static void skip_attributes(struct page *page)
{
	char quote = '\0';

	while (has_more(page)) {
		char c = next(page);

		if (quote != '\0') {
			quote = c == quote ? '\0' : quote;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == '>') {
			return;
		}
	}
}

/* After "<". */
static void read_tag(struct page *page)
{
	char name[MAX_NAME + 1];
	bool is_end = slice_starts(rest(page), "/");

	if (slice_starts(rest(page), "!--")) {
		skip_past(page, "-->");
		return;
	}
	if (is_end) {
		next(page);
	}
	read_name(page, name);
	skip_attributes(page);
	if (strcmp(name, "br") == 0) {
		patch_unwrapped_putc(page->out, '\n', page->line);
	} else if (is_among(name, blocks, sizeof(blocks) / sizeof(*blocks))) {
		end_line(page);
		page->in_pre = !is_end && (page->in_pre ||
					   strcmp(name, "pre") == 0);
	} else if (!is_end &&
		   is_among(name, unread, sizeof(unread) / sizeof(*unread))) {
		skip_past(page, "</");
		skip_past(page, ">");
	}
}

/* The number behind "&#", or what the entity stands for; 0: none. */
static uint32_t entity_value(struct slice name)
{
	const htmlEntityDesc *entity;
	char text[MAX_NAME + 1];
	bool is_hex;

	memcpy(text, name.ptr, name.len);
	text[name.len] = '\0';
	if (text[0] != '#') {
		entity = htmlEntityLookup((const xmlChar *)text);
		return entity != NULL ? entity->value :
		       strcmp(text, "apos") == 0 ? '\'' : 0;
	}
	is_hex = to_lower(text[1]) == 'x';
	return (uint32_t)strtoul(text + (is_hex ? 2 : 1), NULL,
				 is_hex ? 16 : 10);
}

/* After "&". */
static void read_entity(struct page *page)
{
	struct slice text = rest(page);
	const char *end = memchr(text.ptr, ';',
				 text.len < MAX_NAME ? text.len : MAX_NAME);
	uint32_t value;
	struct buf utf8;

	value = end == NULL ? 0 :
		entity_value(slice_of(text.ptr, (size_t)(end - text.ptr)));
	if (value == 0) {
		patch_unwrapped_putc(page->out, '&', page->line);
		return;
	}
	buf_init(&utf8);
	buf_put_utf8(&utf8, value);
	patch_unwrapped_put(page->out, buf_slice(&utf8), page->line);
	buf_release(&utf8);
	skip_past(page, ";");
}

/* After a newline: what is blank before a tag only lays the source out. */
static void read_line_end(struct page *page)
{
	size_t at = page->at;

	if (page->in_pre) {
		patch_unwrapped_putc(page->out, '\n', page->line - 1);
		return;
	}
	end_line(page);
	while (at < page->source->len && is_space(page->source->text[at])) {
		at++;
	}
	if (at < page->source->len && page->source->text[at] == '<') {
		while (page->at < at) {
			next(page);
		}
	}
}

/* --- the whole ----------------------------------------------------------------------- */

static bool is_page(const struct source *source)
{
	struct slice text = slice_trim(slice_of(source->text, source->len));

	if (!slice_starts(text, "<")) {
		return false;
	}
	for (size_t i = 0; i + 5 < text.len && i < NEAR_START; i++) {
		if (strncasecmp(text.ptr + i, "<html", 5) == 0) {
			return true;
		}
	}
	return false;
}

bool patch_unwrap_page(struct source *source, struct patch_unwrapped *out)
{
	struct page page = { .source = source, .out = out, .line = 1 };

	if (!is_page(source)) {
		return false;
	}
	while (has_more(&page)) {
		size_t line = page.line;
		char c = next(&page);

		if (c == '<') {
			read_tag(&page);
		} else if (c == '&') {
			read_entity(&page);
		} else if (c == '\n') {
			read_line_end(&page);
		} else if (c != '\r') {
			patch_unwrapped_putc(out, c, line);
		}
	}
	return true;
}
