/* SPDX-License-Identifier: ISC */
#include "model/doc.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/source.h"

/* Origins live in blocks that never move: nodes point into them. */
enum { BLOCK_SIZE = 1024 };

struct origin_block {
	struct origin_block *next;
	size_t used;
	struct origin origins[BLOCK_SIZE];
};

struct doc_origins {
	struct origin_block *first;
};

struct doc *doc_new(enum doc_format format, enum doc_role role)
{
	struct doc *doc = mem_alloc(sizeof(*doc));

	doc->format = format;
	doc->role = role;
	doc->origins = mem_alloc(sizeof(*doc->origins));
	return doc;
}

void doc_free(struct doc *doc)
{
	struct origin_block *block;

	if (doc == NULL) {
		return;
	}
	if (doc->xml != NULL) {
		xmlFreeDoc(doc->xml);
	}
	if (doc->doctype != NULL) {
		xmlFreeDtd(doc->doctype);
	}
	while ((block = doc->origins->first) != NULL) {
		doc->origins->first = block->next;
		free(block);
	}
	free(doc->origins);
	for (size_t i = 0; i < doc->source_count; i++) {
		source_free(doc->sources[i]);
	}
	free(doc->sources);
	free(doc->skipped);
	free(doc->pages);
	free(doc);
}

struct source *doc_add_source(struct doc *doc, struct source *source)
{
	doc->sources = mem_resize(doc->sources, doc->source_count + 1,
				  sizeof(struct source *));
	doc->sources[doc->source_count++] = source;
	return source;
}

void doc_set_origin(struct doc *doc, xmlNode *node, const struct origin *origin)
{
	struct origin_block *block = doc->origins->first;

	if (node->_private != NULL) {
		*(struct origin *)node->_private = *origin;
		return;
	}
	if (block == NULL || block->used == BLOCK_SIZE) {
		block = mem_resize(NULL, 1, sizeof(*block));
		block->used = 0;
		block->next = doc->origins->first;
		doc->origins->first = block;
	}
	block->origins[block->used] = *origin;
	node->_private = &block->origins[block->used++];
}

const struct origin *doc_origin(const xmlNode *node)
{
	while (node != NULL && node->type == XML_ELEMENT_NODE) {
		if (node->_private != NULL) {
			return node->_private;
		}
		node = node->parent;
	}
	return NULL;
}

bool node_is(const xmlNode *node, const char *name)
{
	return node != NULL && node->type == XML_ELEMENT_NODE &&
	       node->ns == NULL && strcmp((const char *)node->name, name) == 0;
}

const char *node_attr(const xmlNode *node, const char *name)
{
	const xmlAttr *attr;

	for (attr = node->properties; attr != NULL; attr = attr->next) {
		if (attr->ns == NULL && strcmp((const char *)attr->name, name) == 0) {
			if (attr->children == NULL) {
				return "";
			}
			return (const char *)attr->children->content;
		}
	}
	return NULL;
}

static xmlNode *first_element(xmlNode *node, const char *name)
{
	for (; node != NULL; node = node->next) {
		if (node->type == XML_ELEMENT_NODE &&
		    (name == NULL || node_is(node, name))) {
			return node;
		}
	}
	return NULL;
}

xmlNode *node_child(const xmlNode *node, const char *name)
{
	return first_element(node->children, name);
}

xmlNode *node_next(const xmlNode *node, const char *name)
{
	return first_element(node->next, name);
}

xmlNode *node_walk(const xmlNode *node, const xmlNode *top)
{
	if (node->type == XML_ELEMENT_NODE && node->children != NULL) {
		return node->children;
	}
	return node_skip(node, top);
}

xmlNode *node_skip(const xmlNode *node, const xmlNode *top)
{
	while (node != top && node->next == NULL) {
		node = node->parent;
	}
	return node != top ? node->next : NULL;
}

static bool is_aside(const xmlNode *node)
{
	return node_is(node, "indexterm") || node_is(node, "footnote");
}

/* Appends the words of a text to those from start on; whether white space came
 * last is in *space. */
static void put_words(const char *text, size_t start, bool *space,
		      struct buf *out)
{
	while (*text != '\0') {
		const char *word = text;

		while (*text != '\0' && !is_space(*text)) {
			text++;
		}
		if (text > word) {
			if (*space && out->len > start) {
				buf_putc(out, ' ');
			}
			*space = false;
			buf_put(out, word, (size_t)(text - word));
		}
		while (is_space(*text)) {
			*space = true;
			text++;
		}
	}
}

void node_text(const xmlNode *top, struct buf *out)
{
	size_t start = out->len;
	bool space = false;
	const xmlNode *node = top;

	while (node != NULL) {
		if (node != top && is_aside(node)) {
			node = node_skip(node, top);
			continue;
		}
		if (node->type == XML_TEXT_NODE ||
		    node->type == XML_CDATA_SECTION_NODE) {
			put_words((const char *)node->content, start, &space,
				  out);
		}
		node = node_walk(node, top);
	}
}

char *node_text_dup(const xmlNode *node)
{
	struct buf buf;

	buf_init(&buf);
	node_text(node, &buf);
	return buf_detach(&buf, NULL);
}
