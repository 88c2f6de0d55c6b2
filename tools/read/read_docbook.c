/* SPDX-License-Identifier: ISC */
/*
 * DocBook files. All the work is in xml_read; here is only what a file has that
 * the text of another reader has not.
 */
#include <string.h>

#include "base/diag.h"
#include "base/source.h"
#include "read/reader.h"
#include "read/xml_input.h"
#include "read/xml_read.h"

static const char *const roots[] = {
	"appendix",  "article",	  "bibliography", "book",     "chapter",
	"colophon",  "dedication", "glossary",	  "index",    "part",
	"preface",   "refentry",  "reference",	  "sect1",    "sect2",
	"sect3",     "sect4",	  "sect5",	  "section",  "set",
	"simplesect", "topic",
};

static bool is_docbook(const xmlNode *root)
{
	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++) {
		if (node_is(root, roots[i])) {
			return true;
		}
	}
	return false;
}

struct doc *read_docbook(struct source *source,
			 const struct read_options *options, struct diag *diag)
{
	struct doc *doc = doc_new(DOC_DOCBOOK, options->role);
	struct xml_map map = xml_map_source(doc_add_source(doc, source));
	struct slice text = slice_of(source->text, source->len);
	const xmlNode *root;
	const struct origin *origin;

	if (xml_read(doc, text, &map, options, diag) != 0) {
		doc_free(doc);
		return NULL;
	}
	root = xmlDocGetRootElement(doc->xml);
	if (is_docbook(root)) {
		return doc;
	}
	origin = doc_origin(root);
	diag_at(diag, DIAG_ERROR, source, origin != NULL ? origin->span.start : 0,
		"'<%s>' is no element that a DocBook document can begin with "
		"(book, article, chapter, section, refentry ...)",
		(const char *)root->name);
	doc_free(doc);
	return NULL;
}
