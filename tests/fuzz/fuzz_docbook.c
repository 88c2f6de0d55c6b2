/* SPDX-License-Identifier: ISC */
/*
 * Any bytes as a DocBook file: no crash, and where a tree comes out, every
 * element came from bytes that begin and end as an element's do, inside those
 * of its parent.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "read/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool is_so)
{
	if (!is_so) {
		abort();
	}
}

static void check_span(const struct origin *origin)
{
	const struct source *source = origin->source;
	struct slice bytes = source_slice(source, origin->span);

	must(origin->span.start < origin->span.end);
	must(origin->span.end <= source->len);
	if (memchr(source->text, '\0', source->len) == NULL) {
		char first = bytes.ptr[0];
		char last = bytes.ptr[bytes.len - 1];

		must((first == '<' && last == '>') ||
		     (first == '&' && last == ';'));
	}
}

static void check_element(const xmlNode *node)
{
	const struct origin *own = node->_private;
	const struct origin *above = doc_origin(node->parent);

	must(doc_origin(node) != NULL);
	if (own == NULL) {
		return;
	}
	check_span(own);
	if (above != NULL && above->source == own->source) {
		must(above->span.start <= own->span.start);
		must(above->span.end >= own->span.end);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct read_options options = { .root = "/nowhere" };
	struct source *source = source_new(
		"f.xml", mem_strndup((const char *)data, size), size);
	struct diag diag;
	struct doc *doc;
	const xmlNode *top;

	diag_init(&diag, NULL);
	doc = reader_read_source(source, DOC_DOCBOOK, &options, &diag);
	must((doc == NULL) == (diag.errors != 0));
	if (doc == NULL) {
		return 0;
	}
	top = xmlDocGetRootElement(doc->xml);
	for (const xmlNode *node = top; node != NULL;
	     node = node_walk(node, top)) {
		must(node->type == XML_ELEMENT_NODE ||
		     node->type == XML_TEXT_NODE || node->type == XML_PI_NODE);
		if (node->type == XML_ELEMENT_NODE) {
			check_element(node);
		} else if (node->type == XML_TEXT_NODE && node->next != NULL) {
			must(node->next->type != XML_TEXT_NODE);
		}
	}
	doc_free(doc);
	return 0;
}
