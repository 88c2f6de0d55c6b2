/* SPDX-License-Identifier: ISC */
#include "render/html_write.h"

#include <libxml/hash.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "model/doc.h"
#include "model/resolve.h"
#include "render/html_edit.h"
#include "render/html_image.h"
#include "render/html_list.h"

/* How an element is written. */
enum shape {
	SHAPE_INLINE = 0,
	SHAPE_BLOCK = 1,	/* begins and ends a line of the file */
	SHAPE_VOID = 2,		/* has no end tag */
	SHAPE_RAW = 4,		/* its text is not HTML */
	SHAPE_KEEP = 8,		/* its white space counts */
};

struct tag {
	const char *name;
	unsigned int shape;
};

/* In alphabetical order; what is not here is inline. */
static const struct tag tags[] = {
	{ "article", SHAPE_BLOCK },
	{ "aside", SHAPE_BLOCK },
	{ "blockquote", SHAPE_BLOCK },
	{ "body", SHAPE_BLOCK },
	{ "br", SHAPE_VOID },
	{ "caption", SHAPE_BLOCK },
	{ "col", SHAPE_BLOCK | SHAPE_VOID },
	{ "colgroup", SHAPE_BLOCK },
	{ "dd", SHAPE_BLOCK },
	{ "details", SHAPE_BLOCK },
	{ "div", SHAPE_BLOCK },
	{ "dl", SHAPE_BLOCK },
	{ "dt", SHAPE_BLOCK },
	{ "figcaption", SHAPE_BLOCK },
	{ "figure", SHAPE_BLOCK },
	{ "footer", SHAPE_BLOCK },
	{ "h1", SHAPE_BLOCK },
	{ "h2", SHAPE_BLOCK },
	{ "h3", SHAPE_BLOCK },
	{ "h4", SHAPE_BLOCK },
	{ "h5", SHAPE_BLOCK },
	{ "h6", SHAPE_BLOCK },
	{ "head", SHAPE_BLOCK },
	{ "header", SHAPE_BLOCK },
	{ "hr", SHAPE_BLOCK | SHAPE_VOID },
	{ "html", SHAPE_BLOCK },
	{ "img", SHAPE_VOID },
	{ "input", SHAPE_VOID },
	{ "li", SHAPE_BLOCK },
	{ "link", SHAPE_BLOCK | SHAPE_VOID },
	{ "main", SHAPE_BLOCK },
	{ "meta", SHAPE_BLOCK | SHAPE_VOID },
	{ "nav", SHAPE_BLOCK },
	{ "ol", SHAPE_BLOCK },
	{ "p", SHAPE_BLOCK },
	{ "pre", SHAPE_BLOCK | SHAPE_KEEP },
	{ "script", SHAPE_BLOCK | SHAPE_RAW },
	{ "section", SHAPE_BLOCK },
	{ "source", SHAPE_VOID },
	{ "style", SHAPE_BLOCK | SHAPE_RAW },
	{ "summary", SHAPE_BLOCK },
	{ "table", SHAPE_BLOCK },
	{ "tbody", SHAPE_BLOCK },
	{ "td", SHAPE_BLOCK },
	{ "textarea", SHAPE_KEEP },
	{ "tfoot", SHAPE_BLOCK },
	{ "th", SHAPE_BLOCK },
	{ "thead", SHAPE_BLOCK },
	{ "title", SHAPE_BLOCK },
	{ "tr", SHAPE_BLOCK },
	{ "ul", SHAPE_BLOCK },
	{ "wbr", SHAPE_VOID },
};

enum { KNOWN = 256 };	/* a power of two */

struct writer {
	const struct html_page *page;
	struct tag known[KNOWN];	/* by the addresses of names */
	struct buf *out;
	struct diag *diag;
	const xmlNode **notes;	/* footnotes of this page */
	size_t note_count;
	size_t note_capacity;
	xmlHashTable *note_numbers;	/* by id, from 1 */
	size_t notes_written;
	struct html_list *list;	/* being written; else NULL */
	size_t keep;		/* depth inside elements that keep space */
	int result;
};

static int compare_tag(const void *key, const void *row)
{
	return strcmp(key, ((const struct tag *)row)->name);
}

static unsigned int shape_of(struct writer *writer, const xmlNode *node)
{
	const char *name = (const char *)node->name;
	struct tag *known = &writer->known[node_name_place(node, KNOWN)];
	const struct tag *tag;

	if (known->name != name) {
		tag = bsearch(name, tags, sizeof(tags) / sizeof(*tags),
			      sizeof(*tags), compare_tag);
		known->name = name;
		known->shape = tag != NULL ? tag->shape : SHAPE_INLINE;
	}
	return known->shape;
}

static bool is_ours(const xmlNode *node, const char *name)
{
	return node->ns != NULL &&
	       strcmp((const char *)node->ns->href, RESOLVE_NS) == 0 &&
	       strcmp((const char *)node->name, name) == 0;
}

static const char *attribute(const xmlNode *node, const char *name)
{
	const xmlAttr *attr = node->properties;

	while (attr != NULL && strcmp((const char *)attr->name, name) != 0) {
		attr = attr->next;
	}
	if (attr == NULL) {
		return NULL;
	}
	return attr->children != NULL ? (const char *)attr->children->content
				      : "";
}

/* --- addresses ------------------------------------------------------------ */

bool html_link_allowed(const char *address)
{
	static const char *const schemes[] = { "http", "https", "ftp", "mailto",
					       "news", "irc", "file", "git",
					       "ssh", "tel" };
	char scheme[16];
	size_t len = 0;

	/* A browser overlooks control characters and leading blanks. */
	for (; *address != ':'; address++) {
		if (*address == '\0' || *address == '/' || *address == '?' ||
		    *address == '#') {
			return true;
		}
		if ((unsigned char)*address <= ' ') {
			continue;
		}
		if (len + 1 < sizeof(scheme)) {
			scheme[len++] = *address;
		}
	}
	scheme[len] = '\0';
	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++) {
		if (strcasecmp(scheme, schemes[i]) == 0) {
			return true;
		}
	}
	return false;
}

bool html_file_allowed(const char *address)
{
	const char *p = address;

	if (*p == '\0' || *p == '/' || strpbrk(p, ":\\") != NULL) {
		return false;
	}
	while (p != NULL) {
		p += *p == '/';
		if (strncmp(p, "..", 2) == 0 && (p[2] == '/' || p[2] == '\0')) {
			return false;
		}
		p = strchr(p, '/');
	}
	for (p = address; *p != '\0'; p++) {
		if ((unsigned char)*p <= ' ') {
			return false;
		}
	}
	return true;
}

/* --- tags ----------------------------------------------------------------- */

/* Runs without the three characters are copied whole. */
static void put_escaped(struct buf *out, const char *text, bool in_attribute)
{
	const char *special = in_attribute ? "&<\"" : "&<>";

	while (*text != '\0') {
		size_t run = strcspn(text, special);

		buf_put(out, text, run);
		text += run;
		if (*text == '&') {
			buf_puts(out, "&amp;");
		} else if (*text == '<') {
			buf_puts(out, "&lt;");
		} else if (*text == '>') {
			buf_puts(out, "&gt;");
		} else if (*text == '"') {
			buf_puts(out, "&quot;");
		} else {
			break;
		}
		text++;
	}
}

/* All but src, which put_image() writes: nothing else may fetch anything. */
static void put_attributes(struct writer *writer, const xmlNode *node)
{
	struct buf *out = writer->out;
	const xmlAttr *attr;

	for (attr = node->properties; attr != NULL; attr = attr->next) {
		const char *name = (const char *)attr->name;
		const char *value = attr->children != NULL
					    ? (const char *)attr->children->content
					    : "";

		if (attr->ns != NULL || strcmp(name, "src") == 0) {
			continue;
		}
		if (strcmp(name, "href") == 0 && !html_link_allowed(value)) {
			diag_file(writer->diag, DIAG_WARNING,
				  writer->page->file, "no link is made to '%s': not an "
				  "address that a document may link to", value);
			continue;
		}
		buf_putc(out, ' ');
		buf_puts(out, name);
		/* XML has open="open" for what is but open in HTML. */
		if (strcmp(name, "open") != 0 && strcmp(name, "checked") != 0) {
			buf_puts(out, "=\"");
			put_escaped(out, value, true);
			buf_putc(out, '"');
		}
	}
}

/* Blocks stand on lines of their own, where white space does not count. */
static void put_line_break(struct writer *writer)
{
	struct buf *out = writer->out;

	if (writer->keep == 0 && out->len > 0 &&
	    out->data[out->len - 1] != '\n') {
		buf_putc(out, '\n');
	}
}

static bool has_children(const xmlNode *node)
{
	return node->children != NULL;
}

static void begin_part(struct html_list *list, const xmlNode *node)
{
	const xmlAttr *attr = node->properties;

	while (attr != NULL &&
	       (attr->ns == NULL || strcmp((const char *)attr->name, "key") != 0)) {
		attr = attr->next;
	}
	if (attr != NULL && attr->children != NULL) {
		html_list_begin(list, node,
				(const char *)attr->children->content);
	}
}

static void put_start(struct writer *writer, const xmlNode *node,
		      unsigned int shape)
{
	if ((shape & SHAPE_BLOCK) != 0) {
		put_line_break(writer);
	}
	if (writer->list != NULL) {
		begin_part(writer->list, node);
	}
	buf_putc(writer->out, '<');
	buf_puts(writer->out, (const char *)node->name);
	if (node->properties != NULL) {
		put_attributes(writer, node);
	}
	buf_putc(writer->out, '>');
	if ((shape & SHAPE_KEEP) != 0 && has_children(node)) {
		writer->keep++;
	}
	if ((shape & SHAPE_VOID) != 0 && (shape & SHAPE_BLOCK) != 0) {
		put_line_break(writer);
	}
}

static void put_end(struct writer *writer, const xmlNode *node,
		    unsigned int shape)
{
	if ((shape & SHAPE_VOID) != 0) {
		return;
	}
	buf_puts(writer->out, "</");
	buf_puts(writer->out, (const char *)node->name);
	buf_putc(writer->out, '>');
	if ((shape & SHAPE_KEEP) != 0 && has_children(node)) {
		writer->keep--;
	}
	if ((shape & SHAPE_BLOCK) != 0) {
		put_line_break(writer);
	}
	if (writer->list != NULL) {
		html_list_end(writer->list, node);
	}
}

static void put_text(struct writer *writer, const xmlNode *node)
{
	struct buf *out = writer->out;
	const char *text = (const char *)node->content;

	if (text == NULL) {
		return;
	}
	if (node->parent != NULL &&
	    (shape_of(writer, node->parent) & SHAPE_RAW) != 0) {
		buf_puts(out, text);
		return;
	}
	if (writer->keep == 0 && out->len > 0 &&
	    out->data[out->len - 1] == '\n') {
		text += strspn(text, " \t\r\n");
	}
	put_escaped(out, text, false);
}

/* --- what stylesheets leave to us ----------------------------------------- */

/* An end tag inside would end the element: the slash is escaped, as both
 * languages allow in their strings. */
static void put_raw(struct buf *out, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (bytes[i] == '<' && i + 1 < len && bytes[i + 1] == '/') {
			buf_puts(out, "<\\");
		} else {
			buf_putc(out, bytes[i]);
		}
	}
}

static void put_asset(struct writer *writer, const xmlNode *node)
{
	const char *name = attribute(node, "name");
	const struct html_assets *assets = writer->page->assets;
	const struct html_asset *asset = NULL;
	struct buf *out = writer->out;

	for (size_t i = 0; name != NULL && i < assets->count; i++) {
		if (strcmp(assets->assets[i].name, name) == 0) {
			asset = &assets->assets[i];
		}
	}
	if (asset == NULL) {
		diag_say(writer->diag, DIAG_ERROR,
			 "the stylesheet asks for an asset '%s', which pages do "
			 "not have", name != NULL ? name : "");
		writer->result = -1;
		return;
	}
	put_line_break(writer);
	if (assets->inlined) {
		buf_puts(out, asset->is_style ? "<style>\n" : "<script>\n");
		put_raw(out, asset->bytes, asset->len);
		buf_puts(out, asset->is_style ? "</style>\n" : "</script>\n");
	} else if (asset->is_style) {
		buf_printf(out, "<link rel=\"stylesheet\" href=\"%s\">\n",
			   asset->file);
	} else {
		buf_printf(out, "<script src=\"%s\"></script>\n", asset->file);
	}
}

/* A second mark for an earlier note of the page. */
static void put_footnote_reference(struct writer *writer, const char *of)
{
	size_t number = (uintptr_t)xmlHashLookup(writer->note_numbers,
						 (const xmlChar *)of);

	if (number == 0) {
		diag_file(writer->diag, DIAG_WARNING, writer->page->file,
			  "there is no footnote '%s' before the reference to it "
			  "on its page: no mark is made", of);
		return;
	}
	buf_printf(writer->out, "<sup class=\"footnote\"><a href=\"#fn.%zu\">"
				"%zu</a></sup>", number, number);
}

static void put_footnote(struct writer *writer, const xmlNode *node)
{
	const char *of = attribute(node, "of");
	const char *id = attribute(node, "id");
	size_t number;

	if (of != NULL) {
		put_footnote_reference(writer, of);
		return;
	}
	MEM_GROW(writer->notes, writer->note_count, writer->note_capacity);
	writer->notes[writer->note_count++] = node;
	number = writer->note_count;
	if (id != NULL) {
		xmlHashAddEntry(writer->note_numbers, (const xmlChar *)id,
				(void *)(uintptr_t)number);
	}
	buf_printf(writer->out, "<sup class=\"footnote\"><a id=\"fr.%zu\" "
				"href=\"#fn.%zu\">%zu</a></sup>", number,
		   number, number);
}

static void write_inside(struct writer *writer, const xmlNode *top);

/* Notes may have notes: the list grows while it is written. */
static void put_footnotes(struct writer *writer)
{
	struct buf *out = writer->out;
	size_t i = writer->notes_written;

	if (i == writer->note_count) {
		return;
	}
	put_line_break(writer);
	buf_puts(out, "<section class=\"footnotes\" aria-label=\"Footnotes\">\n"
		      "<ol>\n");
	for (; i < writer->note_count; i++) {
		const xmlNode *note = writer->notes[i];
		const char *id = attribute(note, "id");

		buf_printf(out, "<li id=\"fn.%zu\" value=\"%zu\">\n", i + 1,
			   i + 1);
		if (id != NULL) {
			buf_puts(out, "<span id=\"");
			put_escaped(out, id, true);
			buf_puts(out, "\"></span>");
		}
		write_inside(writer, note);
		put_line_break(writer);
		buf_printf(out, "<a href=\"#fr.%zu\" aria-label=\"Back to the "
				"text\">↩</a>\n</li>\n", i + 1);
	}
	buf_puts(out, "</ol>\n</section>\n");
	writer->notes_written = writer->note_count;
}

/*
 * An image, by its file or with its bytes; its words where it cannot be shown.
 * True if the node is one.
 */
static bool put_image(struct writer *writer, const xmlNode *node)
{
	const char *src = attribute(node, "src");
	const char *alt = attribute(node, "alt");
	const struct html_image *image;
	struct buf *out = writer->out;

	if (strcmp((const char *)node->name, "img") != 0) {
		return false;
	}
	image = html_image_find(writer->page->images, src != NULL ? src : "",
				writer->diag);
	if (image == NULL) {
		put_escaped(out, alt != NULL ? alt : "", false);
		return true;
	}
	buf_puts(out, "<img src=\"");
	if (writer->page->assets->inlined) {
		html_image_put(image, out);
	} else {
		put_escaped(out, src, true);
	}
	buf_putc(out, '"');
	put_attributes(writer, node);
	buf_putc(out, '>');
	return true;
}

static void put_edit(struct writer *writer, const xmlNode *node)
{
	const char *file = attribute(node, "file");
	const char *line = attribute(node, "line");
	struct buf *out = writer->out;
	struct buf address;

	if (writer->page->edit == NULL || file == NULL || line == NULL) {
		return;
	}
	buf_init(&address);
	html_edit_put(writer->page->edit, file, line, &address);
	buf_puts(out, "<a class=\"edit\" href=\"");
	put_escaped(out, address.data, true);
	buf_puts(out, "\" title=\"Edit source: ");
	put_escaped(out, file, true);
	buf_putc(out, ':');
	put_escaped(out, line, true);
	buf_puts(out, "\" aria-label=\"Edit source\"></a>");
	buf_release(&address);
}

static void put_span(struct buf *out, const struct html_list *list,
		     struct span span)
{
	buf_put(out, list->bytes.data + span.start, span.end - span.start);
}

static void put_use(struct writer *writer, const xmlNode *node)
{
	const struct html_lists *lists = writer->page->lists;
	const char *key = attribute(node, "key");
	const char *only = attribute(node, "only");
	const char *name = attribute(node, "list");
	const char *from = attribute(node, "from");
	const struct html_list *list = NULL;
	const struct html_list *other = NULL;
	struct span part;
	struct span own;

	if (lists != NULL && name != NULL) {
		list = html_lists_find(lists, name);
		other = from != NULL ? html_lists_find(lists, from) : NULL;
	}
	put_line_break(writer);
	if (list == NULL) {
		return;
	}
	if (only != NULL) {
		if (html_list_find(list, only, &part)) {
			put_span(writer->out, list, part);
		}
	} else if (key != NULL && other != NULL &&
		   html_list_find(list, key, &part) &&
		   html_list_find(other, key, &own)) {
		buf_put(writer->out, list->bytes.data, part.start);
		put_span(writer->out, other, own);
		buf_put(writer->out, list->bytes.data + part.end,
			list->bytes.len - part.end);
	} else {
		buf_put_slice(writer->out, buf_slice(&list->bytes));
	}
}

/* Elements of ours; true if the node was one. */
static bool put_ours(struct writer *writer, const xmlNode *node)
{
	if (node->ns == NULL) {
		return false;
	}
	if (is_ours(node, "asset")) {
		put_asset(writer, node);
	} else if (is_ours(node, "footnote")) {
		put_footnote(writer, node);
	} else if (is_ours(node, "footnotes")) {
		put_footnotes(writer);
	} else if (is_ours(node, "edit")) {
		put_edit(writer, node);
	} else if (is_ours(node, "use")) {
		put_use(writer, node);
	} else {
		return false;
	}
	return true;
}

/* --- the walk ------------------------------------------------------------- */

static void leave(struct writer *writer, const xmlNode *node)
{
	if (strcmp((const char *)node->name, "body") == 0) {
		put_footnotes(writer);
	}
	put_end(writer, node, shape_of(writer, node));
}

/* Writes the node itself; true if its children come next. */
static bool enter(struct writer *writer, const xmlNode *node)
{
	if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
		put_text(writer, node);
		return false;
	}
	if (node->type != XML_ELEMENT_NODE || put_ours(writer, node) ||
	    put_image(writer, node)) {
		return false;
	}
	put_start(writer, node, shape_of(writer, node));
	if (node->children == NULL) {
		leave(writer, node);
		return false;
	}
	return true;
}

static void write_inside(struct writer *writer, const xmlNode *top)
{
	const xmlNode *node = top->children;

	while (node != NULL) {
		if (enter(writer, node)) {
			node = node->children;
			continue;
		}
		while (node->next == NULL) {
			node = node->parent;
			if (node == top) {
				return;
			}
			leave(writer, node);
		}
		node = node->next;
	}
}

int html_write_page(const xmlNode *html, const struct html_page *page,
		    struct buf *out, struct diag *diag)
{
	struct writer writer = {
		.page = page,
		.out = out,
		.diag = diag,
		.note_numbers = xmlHashCreate(0),
	};

	buf_puts(out, "<!DOCTYPE html>\n");
	put_start(&writer, html, SHAPE_BLOCK);
	write_inside(&writer, html);
	put_footnotes(&writer);
	put_end(&writer, html, SHAPE_BLOCK);
	xmlHashFree(writer.note_numbers, NULL);
	free(writer.notes);
	return writer.result;
}

int html_write_lists(const xmlNode *parent, const struct html_page *page,
		     struct html_lists *out, struct diag *diag)
{
	struct writer writer = { .page = page, .diag = diag };
	const xmlNode *node = parent->children;

	for (; node != NULL; node = node->next) {
		const char *name;

		if (node->type != XML_ELEMENT_NODE || !is_ours(node, "list")) {
			continue;
		}
		name = attribute(node, "name");
		if (name != NULL) {
			writer.list = html_lists_add(out, name);
			writer.out = &writer.list->bytes;
			write_inside(&writer, node);
		}
	}
	free(writer.notes);
	return writer.result;
}
