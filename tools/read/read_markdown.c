/* SPDX-License-Identifier: ISC */
/*
 * read_markdown - Markdown as a tree, by cmark: headings make nested sections,
 * every block knows its lines. Beyond CommonMark: an id at the end of a heading
 * ("# Title {#id}"), pipe tables, a block of metadata between "---" lines at
 * the top, of which the title is taken.
 */
#include <cmark.h>
#include <string.h>

#include "base/buf.h"
#include "base/source.h"
#include "read/cmark_inline.h"
#include "read/cmark_table.h"
#include "read/cmark_tree.h"
#include "read/reader.h"

enum { METADATA_LINES = 100 };

struct markdown {
	struct cmark_tree tree;
	struct cmark_inline in;
	cmark_node *title;	/* the heading that is the document's title */
};

/* --- metadata ------------------------------------------------------------------ */

/* The line that closes the metadata, 0 if there is none. */
static size_t metadata_end(struct source *source)
{
	size_t count = source_line_count(source);
	size_t limit = count < METADATA_LINES ? count : METADATA_LINES;

	if (count == 0 ||
	    !slice_is(slice_trim_end(source_line_text(source, 1)), "---")) {
		return 0;
	}
	for (size_t line = 2; line <= limit; line++) {
		struct slice text = source_line_text(source, line);

		if (slice_is(slice_trim_end(text), "---") ||
		    slice_is(slice_trim_end(text), "...")) {
			return line > 2 ? line : 0;
		}
		if (text.len == 0 || (!is_space(text.ptr[0]) &&
				      memchr(text.ptr, ':', text.len) == NULL)) {
			return 0;
		}
	}
	return 0;
}

static struct slice unquote(struct slice text)
{
	if (text.len >= 2 && (text.ptr[0] == '"' || text.ptr[0] == '\'') &&
	    text.ptr[text.len - 1] == text.ptr[0]) {
		return slice_of(text.ptr + 1, text.len - 2);
	}
	return text;
}

static void add_metadata_title(struct cmark_tree *tree, size_t end)
{
	static const char key[] = "title:";

	for (size_t line = 2; line < end; line++) {
		struct slice text = source_line_text(tree->source, line);

		if (slice_starts(text, key)) {
			xmlNode *title = cmark_tree_add(tree, tree->root,
							"title", line, line);

			text = slice_of(text.ptr + strlen(key),
					text.len - strlen(key));
			cmark_tree_text(title, unquote(slice_trim(text)));
			return;
		}
	}
}

/* --- headings ------------------------------------------------------------------- */

static bool is_h1(cmark_node *node)
{
	return cmark_node_get_type(node) == CMARK_NODE_HEADING &&
	       cmark_node_get_heading_level(node) == 1;
}

/* The only first-level heading, if nothing but comments stands before it. */
static cmark_node *find_title(cmark_node *root)
{
	cmark_node *node = cmark_node_first_child(root);
	cmark_node *title;

	while (node != NULL &&
	       cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK) {
		node = cmark_node_next(node);
	}
	if (node == NULL || !is_h1(node)) {
		return NULL;
	}
	title = node;
	while ((node = cmark_node_next(node)) != NULL) {
		if (is_h1(node)) {
			return NULL;
		}
	}
	return title;
}

static bool is_blank(struct source *source, size_t line)
{
	return slice_trim(source_line_text(source, line)).len == 0;
}

static size_t trim_lines(struct source *source, size_t first, size_t last)
{
	while (last > first && is_blank(source, last)) {
		last--;
	}
	return last;
}

/* A section reaches to the next heading, whatever stands there. */
static void end_section(struct cmark_tree *tree, size_t last)
{
	xmlNode *section = cmark_tree_innermost(tree);

	if (section != tree->root && last > 0) {
		last = trim_lines(tree->source, 1, last);
		cmark_tree_grow(tree, section, last, last);
	}
}

static xmlNode *open_heading(struct markdown *md, cmark_node *node,
			     xmlNode *parent, size_t first, size_t last)
{
	struct cmark_tree *tree = &md->tree;

	if (node == md->title) {
		return cmark_tree_add(tree, tree->root, "title", first, last);
	}
	if (cmark_node_get_type(cmark_node_parent(node)) != CMARK_NODE_DOCUMENT) {
		return cmark_tree_add(tree, parent, "bridgehead", first, last);
	}
	end_section(tree, first - 1);
	return cmark_tree_section(tree,
				  (unsigned)cmark_node_get_heading_level(node),
				  first, last);
}

static bool is_id_char(char c)
{
	return is_alnum(c) || c == '_' || c == '-' || c == '.' || c == ':';
}

/* Takes "{#id}" off the end of a title, for its section. */
static void take_id(xmlNode *title)
{
	xmlNode *last = title->last;
	struct slice text;
	struct slice id;
	xmlChar *copy;
	size_t start;

	if (last == NULL || last->type != XML_TEXT_NODE) {
		return;
	}
	text = slice_text((const char *)last->content);
	if (text.len < 4 || text.ptr[text.len - 1] != '}') {
		return;
	}
	for (start = text.len - 1; start > 0 && is_id_char(text.ptr[start - 1]);
	     start--) {
	}
	id = slice_of(text.ptr + start, text.len - 1 - start);
	if (id.len == 0 || start < 2 || text.ptr[start - 1] != '#' ||
	    text.ptr[start - 2] != '{') {
		return;
	}
	cmark_tree_attr(node_is(title, "title") ? title->parent : title, "id", id);
	copy = xmlStrdup(last->content);
	text = slice_trim_end(slice_of((const char *)copy, start - 2));
	cmark_tree_replace(last, text);
	xmlFree(copy);
}

/* --- blocks ----------------------------------------------------------------------- */

static void add_code(xmlNode *node, cmark_node *code)
{
	struct slice text = slice_text(cmark_node_get_literal(code));
	const char *info = cmark_node_get_fence_info(code);
	size_t len = info != NULL ? strcspn(info, " \t") : 0;

	if (text.len > 0 && text.ptr[text.len - 1] == '\n') {
		text.len--;
	}
	if (len > 0) {
		cmark_tree_attr(node, "language", slice_of(info, len));
	}
	cmark_tree_text(node, text);
}

/* The inside of a block that is one comment and can be one in XML. */
static bool is_comment(struct slice html, struct slice *inside)
{
	html = slice_trim(html);
	if (html.len < 7 || !slice_starts(html, "<!--") ||
	    memcmp(html.ptr + html.len - 3, "-->", 3) != 0) {
		return false;
	}
	*inside = slice_of(html.ptr + 4, html.len - 7);
	for (size_t i = 0; i < inside->len; i++) {
		if (inside->ptr[i] == '-' &&
		    (i + 1 == inside->len || inside->ptr[i + 1] == '-')) {
			return false;
		}
	}
	return true;
}

static void add_html(struct markdown *md, cmark_node *html, size_t first,
		     size_t last)
{
	struct slice text = slice_trim_end(slice_text(cmark_node_get_literal(html)));
	struct slice inside;
	xmlNode *node;

	if (is_comment(text, &inside)) {
		xmlChar *copy = xmlStrndup((const xmlChar *)inside.ptr,
					   (int)inside.len);

		xmlAddChild(md->in.parent, xmlNewDocComment(md->tree.doc->xml,
							    copy));
		xmlFree(copy);
		return;
	}
	node = cmark_tree_add(&md->tree, md->in.parent, "literallayout", first,
			      last);
	xmlNewProp(node, BAD_CAST "class", BAD_CAST "monospaced");
	cmark_tree_text(node, text);
}

static xmlNode *open_list(struct markdown *md, cmark_node *node, size_t first)
{
	bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	int start = cmark_node_get_list_start(node);
	xmlNode *list = cmark_tree_add(&md->tree, md->in.parent,
				       ordered ? "orderedlist" : "itemizedlist",
				       first, first);

	if (ordered && start != 1) {
		cmark_tree_number(list, "startingnumber", start);
	}
	if (cmark_node_get_list_tight(node)) {
		xmlNewProp(list, BAD_CAST "spacing", BAD_CAST "compact");
	}
	return list;
}

static xmlNode *open_block(struct markdown *md, cmark_node *node, size_t first,
			   size_t last)
{
	struct cmark_tree *tree = &md->tree;
	xmlNode *parent = md->in.parent;

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:
		return cmark_tree_add(tree, parent, "blockquote", first, first);
	case CMARK_NODE_LIST:
		return open_list(md, node, first);
	case CMARK_NODE_ITEM:
		return cmark_tree_add(tree, parent, "listitem", first, first);
	case CMARK_NODE_HEADING:
		return open_heading(md, node, parent, first, last);
	default:
		return cmark_tree_add(tree, parent, "para", first, last);
	}
}

static void enter_block(struct markdown *md, cmark_node *node, size_t first,
			size_t last)
{
	if (md->in.depth >= CMARK_DEPTH) {
		md->in.flattened++;
		return;
	}
	md->in.parent = open_block(md, node, first, last);
	md->in.depth++;
}

static void leave_block(struct markdown *md, cmark_node *node)
{
	if (md->in.flattened > 0) {
		md->in.flattened--;
		cmark_tree_text(md->in.parent, slice_of("\n", 1));
		return;
	}
	if (cmark_node_get_type(node) == CMARK_NODE_HEADING) {
		take_id(md->in.parent);
	}
	md->in.parent = md->in.parent->parent;
	md->in.depth--;
}

static bool is_container(cmark_node_type type)
{
	return type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_LIST ||
	       type == CMARK_NODE_ITEM || type == CMARK_NODE_PARAGRAPH ||
	       type == CMARK_NODE_HEADING;
}

/* Blocks without blocks or inlines in them. */
static void add_leaf(struct markdown *md, cmark_node *node, size_t first,
		     size_t last)
{
	last = trim_lines(md->tree.source, first, last);
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_CODE_BLOCK:
		add_code(cmark_tree_add(&md->tree, md->in.parent,
					"programlisting", first, last),
			 node);
		break;
	case CMARK_NODE_HTML_BLOCK:
		add_html(md, node, first, last);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		xmlAddChild(md->in.parent, xmlNewDocPI(md->tree.doc->xml,
						       BAD_CAST "rule", NULL));
		break;
	default:
		break;
	}
}

static void enter_node(struct markdown *md, cmark_node *node, cmark_iter *iter)
{
	cmark_node_type type = cmark_node_get_type(node);
	size_t first = (size_t)cmark_node_get_start_line(node);
	size_t last = (size_t)cmark_node_get_end_line(node);

	if (cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT) {
		md->in.parent = cmark_tree_innermost(&md->tree);
	}
	last = last < first ? first : last;
	if (type == CMARK_NODE_PARAGRAPH &&
	    cmark_table(&md->tree, md->in.parent, first, last)) {
		cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
	} else if (is_container(type)) {
		enter_block(md, node, first, last);
	} else {
		add_leaf(md, node, first, last);
	}
}

static void walk(struct markdown *md, cmark_node *root)
{
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);

		if (type == CMARK_NODE_DOCUMENT) {
			continue;
		}
		if (type > CMARK_NODE_LAST_BLOCK) {
			cmark_inline_event(&md->in, event, node);
		} else if (event == CMARK_EVENT_ENTER) {
			enter_node(md, node, iter);
		} else if (is_container(type)) {
			leave_block(md, node);
		}
	}
	cmark_iter_free(iter);
}

/* What cmark gets: valid text with the same lines, the metadata left out. */
static void prepare(struct source *source, size_t metadata, struct buf *out)
{
	size_t start = source_line_start(source, metadata + 1);

	buf_fill(out, '\n', metadata);
	cmark_tree_clean(slice_of(source->text + start, source->len - start),
			 out);
}

struct doc *read_markdown(struct source *source,
			  const struct read_options *options, struct diag *diag)
{
	struct markdown md = { .title = NULL };
	struct doc *doc = doc_new(DOC_MARKDOWN, options->role);
	size_t metadata = metadata_end(source);
	struct buf text;
	cmark_node *root;

	(void)diag;
	doc_add_source(doc, source);
	cmark_tree_init(&md.tree, doc, source);
	if (metadata > 0) {
		add_metadata_title(&md.tree, metadata);
	}
	buf_init(&text);
	prepare(source, metadata, &text);
	root = cmark_parse_document(text.data, text.len, CMARK_OPT_DEFAULT);
	buf_release(&text);
	if (md.tree.root->children == NULL) {
		md.title = find_title(root);
	}
	walk(&md, root);
	end_section(&md.tree, source_line_count(source));
	cmark_node_free(root);
	return doc;
}
