/* SPDX-License-Identifier: ISC */
#include "read/cmark_tree.h"

#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/source.h"
#include "model/doc.h"

void cmark_tree_init(struct cmark_tree *tree, struct doc *doc,
		     struct source *source)
{
	struct origin origin = { source, { 0, source->len }, NULL, 0 };

	*tree = (struct cmark_tree){ .doc = doc, .source = source };
	doc->xml = xmlNewDoc(BAD_CAST "1.0");
	tree->root = xmlNewDocNode(doc->xml, NULL, BAD_CAST "article", NULL);
	xmlDocSetRootElement(doc->xml, tree->root);
	doc_set_origin(doc, tree->root, &origin);
	tree->section[0] = tree->root;
}

void cmark_tree_grow(struct cmark_tree *tree, xmlNode *node, size_t first,
		     size_t last)
{
	struct span span = { source_line_start(tree->source, first),
			     source_line_start(tree->source, last + 1) };

	for (; node != tree->root; node = node->parent) {
		struct origin *origin = node->_private;

		if (span.start < origin->span.start) {
			origin->span.start = span.start;
		}
		if (span.end > origin->span.end) {
			origin->span.end = span.end;
		}
	}
}

xmlNode *cmark_tree_add(struct cmark_tree *tree, xmlNode *parent,
			const char *name, size_t first, size_t last)
{
	struct origin origin = {
		tree->source,
		{ source_line_start(tree->source, first),
		  source_line_start(tree->source, last + 1) },
		NULL, 0
	};
	xmlNode *node = xmlNewDocNode(tree->doc->xml, NULL, BAD_CAST name, NULL);

	xmlAddChild(parent, node);
	doc_set_origin(tree->doc, node, &origin);
	cmark_tree_grow(tree, parent, first, last);
	return node;
}

xmlNode *cmark_tree_section(struct cmark_tree *tree, unsigned level,
			    size_t first, size_t last)
{
	unsigned outer = level - 1;
	xmlNode *section;

	for (unsigned i = level; i <= CMARK_LEVELS; i++) {
		tree->section[i] = NULL;
	}
	while (tree->section[outer] == NULL) {
		outer--;
	}
	section = cmark_tree_add(tree, tree->section[outer], "section", first,
				 last);
	tree->section[level] = section;
	return cmark_tree_add(tree, section, "title", first, first);
}

xmlNode *cmark_tree_innermost(const struct cmark_tree *tree)
{
	unsigned level = CMARK_LEVELS;

	while (tree->section[level] == NULL) {
		level--;
	}
	return tree->section[level];
}

void cmark_tree_close(struct cmark_tree *tree)
{
	for (unsigned i = 1; i <= CMARK_LEVELS; i++) {
		tree->section[i] = NULL;
	}
}

static bool is_plain(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (c >= 0x7f || (c < ' ' && c != '\n' && c != '\t')) {
			return false;
		}
	}
	return true;
}

static size_t sequence_length(unsigned char c)
{
	if (c < 0x80) {
		return 1;
	}
	return c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
}

static bool is_xml_char(uint32_t point, size_t len)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };

	return point >= least[len] && point <= 0x10ffff &&
	       (point < 0xd800 || point > 0xdfff) && point != 0xfffe &&
	       point != 0xffff;
}

/* The length of the valid multi-byte character at p, or 0. */
static size_t valid_length(const unsigned char *p, size_t left)
{
	size_t len = sequence_length(*p);
	uint32_t point = *p & (0xffu >> (len + 1));

	if (*p < 0xc2 || *p > 0xf4 || len > left) {
		return 0;
	}
	for (size_t i = 1; i < len; i++) {
		if ((p[i] & 0xc0) != 0x80) {
			return 0;
		}
		point = point << 6 | (p[i] & 0x3fu);
	}
	return is_xml_char(point, len) ? len : 0;
}

static void clean_low(unsigned char c, bool line_end, struct buf *out)
{
	if (c == '\r' && !line_end) {
		buf_putc(out, ' ');
	} else if (c < ' ' && c != '\n' && c != '\t' && c != '\r') {
		buf_put_utf8(out, 0x2400u + c);
	} else if (c == 0x7f) {
		buf_put_utf8(out, 0x2421);
	} else {
		buf_putc(out, (char)c);
	}
}

void cmark_tree_clean(struct slice text, struct buf *out)
{
	const unsigned char *p = (const unsigned char *)text.ptr;
	const unsigned char *end = p + text.len;

	if (is_plain(text)) {
		buf_put_slice(out, text);
		return;
	}
	while (p < end) {
		size_t len = 1;

		if (*p < 0x80) {
			clean_low(*p, p + 1 < end && p[1] == '\n', out);
		} else if ((len = valid_length(p, (size_t)(end - p))) > 0) {
			buf_put(out, (const char *)p, len);
		} else {
			buf_put_utf8(out, *p);
			len = 1;
		}
		p += len;
	}
}

void cmark_tree_text(xmlNode *parent, struct slice text)
{
	struct buf buf;

	if (text.len == 0) {
		return;
	}
	buf_init(&buf);
	cmark_tree_clean(text, &buf);
	xmlNodeAddContentLen(parent, BAD_CAST buf.data, (int)buf.len);
	buf_release(&buf);
}

void cmark_tree_replace(xmlNode *text, struct slice words)
{
	xmlChar *copy = xmlStrndup(BAD_CAST words.ptr, (int)words.len);

	if (words.len > 0) {
		xmlNodeSetContent(text, copy);
	} else {
		xmlUnlinkNode(text);
		xmlFreeNode(text);
	}
	xmlFree(copy);
}

void cmark_tree_attr(xmlNode *node, const char *name, struct slice value)
{
	struct buf buf;

	buf_init(&buf);
	cmark_tree_clean(value, &buf);
	xmlNewProp(node, BAD_CAST name, BAD_CAST buf.data);
	buf_release(&buf);
}

void cmark_tree_number(xmlNode *node, const char *name, long value)
{
	char text[24];
	int len = snprintf(text, sizeof(text), "%ld", value);

	cmark_tree_attr(node, name, slice_of(text, (size_t)len));
}
