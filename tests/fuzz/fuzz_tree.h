/* SPDX-License-Identifier: ISC */
/*
 * fuzz_tree - reading bytes in a fuzz target, and what must hold of the tree
 * whatever they were. A violation aborts, so that the fuzzer sees it.
 */
#ifndef STET_TESTS_FUZZ_TREE_H
#define STET_TESTS_FUZZ_TREE_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/doc.h"
#include "read/reader.h"

static inline struct doc *fuzz_read(const uint8_t *data, size_t size,
				    enum doc_format format, enum doc_role role)
{
	struct read_options options = { .role = role };
	struct diag diag;

	diag_init(&diag, NULL);
	return reader_read_source(source_new("fuzz",
					     mem_strndup((const char *)data, size),
					     memchr(data, 0, size) != NULL
						     ? strlen((const char *)data)
						     : size),
				  format, &options, &diag);
}

static inline void fuzz_check_origins(const struct doc *doc)
{
	const xmlNode *root = xmlDocGetRootElement(doc->xml);
	size_t len = doc_main_source(doc)->len;

	for (const xmlNode *node = root; node != NULL;
	     node = node_walk(node, root)) {
		const struct origin *mine = node->_private;
		const struct origin *outer;

		if (node->type == XML_TEXT_NODE && node->content == NULL) {
			abort();
		}
		if (node->type != XML_ELEMENT_NODE || mine == NULL) {
			continue;
		}
		outer = node == root ? mine : doc_origin(node->parent);
		if (mine->span.start > mine->span.end || mine->span.end > len ||
		    mine->span.start < outer->span.start ||
		    mine->span.end > outer->span.end) {
			abort();
		}
	}
}

/* The letters of the source, in order, are those of the tree; what a marker
 * took stands in an attribute. */
static inline void fuzz_put_letters(const char *text, size_t len,
				    struct buf *out)
{
	for (size_t i = 0; i < len; i++) {
		if (is_alnum(text[i])) {
			buf_putc(out, text[i]);
		}
	}
}

static inline void fuzz_check_letters(const struct doc *doc)
{
	const xmlNode *root = xmlDocGetRootElement(doc->xml);
	const struct source *source = doc_main_source(doc);
	struct buf want;
	struct buf have;

	buf_init(&want);
	buf_init(&have);
	fuzz_put_letters(source->text, source->len, &want);
	for (const xmlNode *node = root; node != NULL;
	     node = node_walk(node, root)) {
		const char *text = NULL;

		if (node->type == XML_TEXT_NODE) {
			text = (const char *)node->content;
		} else if (node_is(node, "listitem")) {
			text = node_attr(node, "override");
		}
		if (text != NULL) {
			fuzz_put_letters(text, strlen(text), &have);
		}
	}
	if (want.len != have.len || memcmp(want.data, have.data, want.len) != 0) {
		abort();
	}
	buf_release(&want);
	buf_release(&have);
}

#endif
