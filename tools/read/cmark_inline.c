/* SPDX-License-Identifier: ISC */
#include "read/cmark_inline.h"

#include "base/buf.h"
#include "read/cmark_tree.h"

static xmlNode *add(xmlNode *parent, const char *name)
{
	return xmlNewChild(parent, NULL, BAD_CAST name, NULL);
}

static void add_text(struct cmark_inline *in, const char *text)
{
	if (text != NULL) {
		cmark_tree_text(in->parent, slice_text(text));
	}
}

static void add_url(xmlNode *node, const char *name, const char *url)
{
	cmark_tree_attr(node, name, slice_text(url != NULL ? url : ""));
}

static xmlNode *open_link(struct cmark_inline *in, cmark_node *node)
{
	const char *url = cmark_node_get_url(node);
	xmlNode *link;

	if (url == NULL || url[0] != '#' || url[1] == '\0') {
		link = add(in->parent, "ulink");
		add_url(link, "url", url);
		return link;
	}
	link = add(in->parent, cmark_node_first_child(node) != NULL ? "link"
								    : "xref");
	add_url(link, "linkend", url + 1);
	return link;
}

/* Returns the phrase that takes the words for those who do not see it. */
static xmlNode *open_image(struct cmark_inline *in, cmark_node *node)
{
	xmlNode *object = add(in->parent, "inlinemediaobject");
	xmlNode *data = add(add(object, "imageobject"), "imagedata");

	add_url(data, "fileref", cmark_node_get_url(node));
	return add(add(object, "textobject"), "phrase");
}

static xmlNode *open_strong(struct cmark_inline *in)
{
	xmlNode *strong = add(in->parent, "emphasis");

	xmlNewProp(strong, BAD_CAST "role", BAD_CAST "bold");
	return strong;
}

static void enter(struct cmark_inline *in, cmark_node *node)
{
	if (in->depth >= CMARK_DEPTH) {
		in->flattened++;
		return;
	}
	in->depth++;
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_EMPH:
		in->parent = add(in->parent, "emphasis");
		break;
	case CMARK_NODE_STRONG:
		in->parent = open_strong(in);
		break;
	case CMARK_NODE_LINK:
		in->parent = open_link(in, node);
		break;
	default:
		in->parent = open_image(in, node);
		break;
	}
}

static void leave(struct cmark_inline *in, cmark_node *node)
{
	if (in->flattened > 0) {
		in->flattened--;
		return;
	}
	in->depth--;
	in->parent = in->parent->parent;
	if (cmark_node_get_type(node) == CMARK_NODE_IMAGE) {
		in->parent = in->parent->parent->parent;
	}
}

void cmark_inline_event(struct cmark_inline *in, cmark_event_type event,
			cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_HTML_INLINE:
		add_text(in, cmark_node_get_literal(node));
		break;
	case CMARK_NODE_SOFTBREAK:
		add_text(in, "\n");
		break;
	case CMARK_NODE_LINEBREAK:
		xmlAddChild(in->parent, xmlNewPI(BAD_CAST "linebreak", NULL));
		add_text(in, "\n");
		break;
	case CMARK_NODE_CODE: {
		const char *code = cmark_node_get_literal(node);

		cmark_tree_text(add(in->parent, "literal"),
				slice_text(code != NULL ? code : ""));
		break;
	}
	case CMARK_NODE_EMPH:
	case CMARK_NODE_STRONG:
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		if (event == CMARK_EVENT_ENTER) {
			enter(in, node);
		} else {
			leave(in, node);
		}
		break;
	default:
		break;
	}
}

static void take_first_word(xmlNode *first)
{
	struct slice text;
	xmlChar *copy;

	if (first == NULL || first->type != XML_TEXT_NODE) {
		return;
	}
	copy = xmlStrdup(first->content);
	text = slice_text((const char *)copy);
	cmark_tree_replace(first, text.len > 2 ? slice_of(text.ptr + 2, text.len - 2)
					       : slice_of(text.ptr, 0));
	xmlFree(copy);
}

/* A word in front keeps the text from being a list or a heading; it is taken
 * off again. */
void cmark_inline_parse(xmlNode *parent, struct slice text)
{
	struct cmark_inline in = { .parent = parent };
	struct buf buf;
	cmark_node *tree;
	cmark_iter *iter;
	cmark_event_type event;

	buf_init(&buf);
	buf_puts(&buf, "x ");
	cmark_tree_clean(text, &buf);
	tree = cmark_parse_document(buf.data, buf.len, CMARK_OPT_DEFAULT);
	buf_release(&buf);
	iter = cmark_iter_new(tree);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_inline_event(&in, event, cmark_iter_get_node(iter));
	}
	cmark_iter_free(iter);
	cmark_node_free(tree);
	take_first_word(parent->children);
}
