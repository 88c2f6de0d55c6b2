/* SPDX-License-Identifier: ISC */
#include "cmd/entry_text.h"

#include <libxml/tree.h>

#include "base/buf.h"
#include "model/division.h"
#include "model/doc.h"
#include "model/entry.h"
#include "model/unit.h"
#include "render/render.h"

/* The table that the option's row is in. */
static xmlNode *table_of(xmlNode *row)
{
	while (row != NULL && !node_is(row, "informaltable") &&
	       !node_is(row, "table")) {
		row = row->parent;
	}
	return row;
}

static bool ends_entry(const xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE &&
	       (division_find(node) != NULL || entry_first_option(node) != NULL);
}

/* An article without a title that has copies of what is the entry's text. */
static xmlDoc *new_excerpt(const struct unit *unit)
{
	xmlDoc *excerpt = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *root = xmlNewDocNode(excerpt, NULL, BAD_CAST "article", NULL);
	xmlNode *node = table_of(unit->node);

	xmlDocSetRootElement(excerpt, root);
	if (node == NULL) {
		return excerpt;
	}
	for (node = node->next; node != NULL && !ends_entry(node);
	     node = node->next) {
		xmlNode *copy = xmlDocCopyNode(node, excerpt, 1);

		if (copy != NULL) {
			xmlAddChild(root, copy);
		}
	}
	return excerpt;
}

int entry_text_write(const struct doc *doc, const struct unit *unit,
		     struct buf *out, struct diag *diag)
{
	struct render_options options = { 0 };
	struct render_files files = { 0 };
	struct doc *excerpt = doc_new(doc->format, DOC_PLAIN);
	int result;

	excerpt->xml = new_excerpt(unit);
	result = render_text(excerpt, "entry", &options, &files, diag);
	for (size_t i = 0; i < files.count; i++) {
		buf_put_slice(out, buf_slice(&files.files[i].data));
	}
	render_files_release(&files);
	doc_free(excerpt);
	return result;
}
