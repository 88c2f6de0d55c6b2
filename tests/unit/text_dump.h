/* SPDX-License-Identifier: ISC */
/*
 * text_dump - a read document as text, for tests: a line per element with its
 * lines in the source and its attributes, a line per text, quoted.
 *
 *   <para> 3-4 spacing="compact"
 *     "two\nlines"
 */
#ifndef STET_TESTS_TEXT_DUMP_H
#define STET_TESTS_TEXT_DUMP_H

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/source.h"
#include "model/doc.h"
#include "read/reader.h"

static inline void dump_quoted(const char *text, struct buf *out)
{
	buf_putc(out, '"');
	for (; *text != '\0'; text++) {
		if (*text == '\n') {
			buf_puts(out, "\\n");
		} else if (*text == '\t') {
			buf_puts(out, "\\t");
		} else if (*text == '\\') {
			buf_puts(out, "\\\\");
		} else {
			buf_putc(out, *text);
		}
	}
	buf_puts(out, "\"\n");
}

static inline void dump_lines(const xmlNode *node, struct buf *out)
{
	const struct origin *origin = node->_private;

	if (origin == NULL) {
		return;
	}
	buf_printf(out, " %zu-%zu",
		   source_line(origin->source, origin->span.start),
		   origin->span.end > origin->span.start
			   ? source_line(origin->source, origin->span.end - 1)
			   : 0);
}

static inline void dump_element(const xmlNode *node, struct buf *out)
{
	buf_printf(out, "<%s>", (const char *)node->name);
	dump_lines(node, out);
	for (const xmlAttr *a = node->properties; a != NULL; a = a->next) {
		buf_printf(out, " %s=\"%s\"", (const char *)a->name,
			   a->children != NULL
				   ? (const char *)a->children->content
				   : "");
	}
	buf_putc(out, '\n');
}

static inline void dump_doc(const struct doc *doc, struct buf *out)
{
	const xmlNode *root = xmlDocGetRootElement(doc->xml);

	for (const xmlNode *node = root; node != NULL;
	     node = node_walk(node, root)) {
		for (const xmlNode *up = node; up != root; up = up->parent) {
			buf_puts(out, "  ");
		}
		if (node->type == XML_ELEMENT_NODE) {
			dump_element(node, out);
		} else if (node->type == XML_PI_NODE) {
			buf_printf(out, "<?%s?>\n", (const char *)node->name);
		} else if (node->type == XML_COMMENT_NODE) {
			buf_puts(out, "<!---->\n");
		} else {
			dump_quoted((const char *)node->content, out);
		}
	}
}

/* The dump of a text in memory, the caller's. */
static inline char *dump_text(const char *text, size_t len,
			      enum doc_format format, enum doc_role role)
{
	struct read_options options = { .role = role };
	struct diag diag;
	struct buf copy;
	struct buf out;
	struct doc *doc;
	char *bytes;

	diag_init(&diag, NULL);
	buf_init(&copy);
	buf_init(&out);
	buf_put(&copy, text, len);
	bytes = buf_detach(&copy, NULL);
	doc = reader_read_source(source_new("sample", bytes, len), format,
				 &options, &diag);
	if (doc != NULL) {
		dump_doc(doc, &out);
	}
	doc_free(doc);
	return buf_detach(&out, NULL);
}

/* A test program called with ROLE FILE dumps that file instead. */
static inline int dump_main(char **argv)
{
	static const char *const roles[] = {
		[DOC_PLAIN] = "plain",
		[DOC_MAIN] = "main",
		[DOC_EXPERIMENTAL] = "experimental",
		[DOC_OPTION_LIST] = "option-list",
		[DOC_NEWS] = "news",
		[DOC_CHANGELOG] = "changelog",
	};
	struct read_options options = { .role = DOC_PLAIN };
	struct diag diag;
	struct doc *doc;
	struct buf out;

	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++) {
		if (strcmp(roles[i], argv[1]) == 0) {
			options.role = (enum doc_role)i;
		}
	}
	diag_init(&diag, stderr);
	doc = reader_read(argv[2], &options, &diag);
	if (doc == NULL) {
		return 1;
	}
	buf_init(&out);
	dump_doc(doc, &out);
	fwrite(out.data, 1, out.len, stdout);
	buf_release(&out);
	doc_free(doc);
	return 0;
}

#endif
