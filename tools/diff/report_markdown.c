/* SPDX-License-Identifier: ISC */
/*
 * Markdown from the tree that diff-markdown.xsl makes, which need not know about
 * escapes, nor how long a comment may be:
 *
 *   <markdown>     text in it is written as it is
 *     <text>       text of a document: no character of it means anything
 *     <code>       the same, as code in a line of text
 *     <pre>        the same in lines of HTML: <del> and <ins> in it are kept
 *     <part>       a change: <head>, and <body>, which can be left out
 *
 * If not all fits in the limit, bodies are left out, of the last changes first,
 * then heads; the last line says how many.
 */
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "diff/report.h"
#include "model/doc.h"

enum { ENDING = 200 };		/* bytes kept for the last line */

/* How many bytes of "12. " and the like at the start of a text would make a
 * list of it; the last of them is to be escaped. */
static size_t list_sign(const char *text)
{
	size_t digits = 0;

	while (is_digit(text[digits])) {
		digits++;
	}
	if (digits == 0) {
		return *text != '\0' && strchr("-+=", *text) != NULL;
	}
	return text[digits] == '.' || text[digits] == ')' ? digits + 1 : 0;
}

/* In Markdown of any kind, and in the HTML that is in it. A name that is sent
 * to somebody (@) and a number of an issue (#) are cut from their sign. */
static void put_escaped(struct buf *out, const char *text)
{
	size_t sign = list_sign(text);

	for (size_t i = 0; text[i] != '\0'; i++) {
		if (text[i] == '<') {
			buf_puts(out, "&lt;");
		} else if (text[i] == '&') {
			buf_puts(out, "&amp;");
		} else if (text[i] == '@' || text[i] == '#') {
			buf_printf(out, "&#%d;", text[i]);
		} else if (text[i] == '\n' || text[i] == '\t') {
			buf_putc(out, ' ');
		} else {
			if (i + 1 == sign ||
			    strchr("\\`*_[]|~$>", text[i]) != NULL ||
			    (text[i] == ':' && !is_space(text[i + 1]))) {
				buf_putc(out, '\\');
			}
			buf_putc(out, text[i]);
		}
	}
}

static void put_html(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		switch (*text) {
		case '<':
			buf_puts(out, "&lt;");
			break;
		case '>':
			buf_puts(out, "&gt;");
			break;
		case '&':
			buf_puts(out, "&amp;");
			break;
		default:
			buf_putc(out, *text);
			break;
		}
	}
}

static void put_code(struct buf *out, const xmlNode *node)
{
	xmlChar *text = xmlNodeGetContent(node);

	buf_puts(out, "<code>");
	put_escaped(out, (const char *)text);
	buf_puts(out, "</code>");
	xmlFree(text);
}

static void put_tag(struct buf *out, const xmlNode *node, const char *slash)
{
	if (node_is(node, "del") || node_is(node, "ins")) {
		buf_printf(out, "<%s%s>", slash, (const char *)node->name);
	}
}

/* The sheet nests nothing in these but del and ins. */
static void put_inner(struct buf *out, const xmlNode *node,
		      void (*put)(struct buf *out, const char *text))
{
	const xmlNode *child = node->children;

	for (; child != NULL; child = child->next) {
		xmlChar *text = xmlNodeGetContent(child);

		put_tag(out, child, "");
		put(out, (const char *)text);
		put_tag(out, child, "/");
		xmlFree(text);
	}
}

static void put_content(struct buf *out, const xmlNode *node)
{
	const xmlNode *child = node->children;

	for (; child != NULL; child = child->next) {
		if (child->type == XML_TEXT_NODE ||
		    child->type == XML_CDATA_SECTION_NODE) {
			buf_puts(out, (const char *)child->content);
		} else if (node_is(child, "text")) {
			put_inner(out, child, put_escaped);
		} else if (node_is(child, "code")) {
			put_code(out, child);
		} else if (node_is(child, "pre")) {
			buf_puts(out, "<pre>");
			put_inner(out, child, put_html);
			buf_puts(out, "</pre>");
		}
	}
}

/* --- what fits ----------------------------------------------------------------------- */

static void put_child(struct buf *out, const xmlNode *part, const char *name)
{
	const xmlNode *child = node_child(part, name);

	if (child != NULL) {
		put_content(out, child);
	}
}

static size_t heads_length(const xmlNode *root)
{
	const xmlNode *part = node_child(root, "part");
	struct buf heads;
	size_t len;

	buf_init(&heads);
	for (; part != NULL; part = node_next(part, "part")) {
		put_child(&heads, part, "head");
	}
	len = heads.len;
	buf_release(&heads);
	return len;
}

struct rest {
	size_t parts;		/* left out wholly */
	size_t bodies;
};

static void put_rest(const struct rest *rest, size_t limit, struct buf *out)
{
	if (rest->parts > 0) {
		buf_printf(out, "\n*%zu more changes", rest->parts);
		if (rest->bodies > 0) {
			buf_printf(out, ", and the words of %zu,",
				   rest->bodies);
		}
	} else if (rest->bodies > 0) {
		buf_printf(out, "\n*The words of %zu changes", rest->bodies);
	} else {
		return;
	}
	buf_printf(out, " do not fit in %zu bytes and are not shown.*\n", limit);
}

static void put_parts(const xmlNode *root, size_t limit, struct buf *out)
{
	const xmlNode *part = node_child(root, "part");
	size_t end = limit > ENDING ? limit - ENDING : 0;
	size_t heads = heads_length(root);
	struct rest rest = { 0, 0 };

	for (; part != NULL; part = node_next(part, "part")) {
		size_t start = out->len;
		size_t head;

		put_child(out, part, "head");
		head = out->len - start;
		heads -= head;
		if (limit != 0 && out->len > end) {
			buf_truncate(out, start);
			end = start;
			rest.parts++;
			continue;
		}
		put_child(out, part, "body");
		if (limit != 0 && out->len + heads > end &&
		    out->len > start + head) {
			buf_truncate(out, start + head);
			rest.bodies++;
		}
	}
	put_rest(&rest, limit, out);
}

void report_markdown(const xmlNode *root, size_t limit, struct buf *out)
{
	const xmlNode *top = node_child(root, "top");

	if (top != NULL) {
		put_content(out, top);
	}
	put_parts(root, limit, out);
}
