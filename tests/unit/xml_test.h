/* SPDX-License-Identifier: ISC */
/*
 * xml_test - what the tests of the XML readers share: one doc, the messages of
 * reading it, and questions about both. Included by one .c file each.
 */
#ifndef STET_TESTS_XML_TEST_H
#define STET_TESTS_XML_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "read/reader.h"

/* The doc of the latest read (NULL after errors) and its messages. */
static struct doc *doc;
static char *said;
static size_t said_len;

static inline void forget(void)
{
	doc_free(doc);
	doc = NULL;
	free(said);
	said = NULL;
}

static inline const char *read_source(struct source *source,
				      enum doc_format format)
{
	struct read_options options = { 0 };
	struct diag diag;

	forget();
	diag_init(&diag, open_memstream(&said, &said_len));
	doc = reader_read_source(source, format, &options, &diag);
	fclose(diag.out);
	return said;
}

static inline const char *read_bytes(const char *bytes, size_t len)
{
	return read_source(source_new("t.xml", mem_strndup(bytes, len), len),
			   DOC_DOCBOOK);
}

static inline const char *read_string(const char *text)
{
	return read_bytes(text, strlen(text));
}

/* The tree as text on one line, without the XML declaration. */
static inline char *dump(void)
{
	xmlChar *bytes = NULL;
	int size = 0;
	char *text;

	assert_non_null(doc);
	xmlDocDumpMemoryEnc(doc->xml, &bytes, &size, "UTF-8");
	text = mem_strdup(strchr((char *)bytes, '\n') + 1);
	xmlFree(bytes);
	text[strlen(text) - 1] = '\0';
	return text;
}

static inline void is_tree(const char *want)
{
	char *got;

	assert_string_equal(said, "");
	got = dump();
	assert_string_equal(got, want);
	free(got);
}

static inline void gives(const char *input, const char *want)
{
	read_string(input);
	is_tree(want);
}

static inline void says(const char *input, const char *want)
{
	assert_string_equal(read_string(input), want);
	assert_null(doc);
}

static inline xmlNode *find(const char *name)
{
	xmlNode *top = xmlDocGetRootElement(doc->xml);
	xmlNode *node = top;

	while (node != NULL && !node_is(node, name)) {
		node = node_walk(node, top);
	}
	assert_non_null(node);
	return node;
}

/* The source and bytes that an element came from; NULL: any source. */
static inline void came_from(const char *name, const char *file,
			     const char *want)
{
	const struct origin *origin = doc_origin(find(name));
	struct slice bytes = source_slice(origin->source, origin->span);

	if (file != NULL) {
		assert_string_equal(origin->source->name, file);
	}
	if (!slice_is(bytes, want)) {
		fail_msg("%s came from '%.*s'", name, (int)bytes.len, bytes.ptr);
	}
}

#endif
