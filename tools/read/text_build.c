/* SPDX-License-Identifier: ISC */
#include "read/text_build.h"

#include <cmark.h>
#include <string.h>

#include "base/buf.h"
#include "base/source.h"
#include "read/cmark_tree.h"
#include "read/text_inline.h"
#include "read/text_line.h"
#include "read/text_row.h"

struct builder {
	struct cmark_tree tree;
	struct text_file *file;
	xmlNode *parent;	/* list item; NULL: the innermost section */
	bool titled;		/* the first heading is the article's title */

	/* lines of one kind, waiting to become one block */
	enum line_kind run_kind;
	size_t run_first;	/* lines from 1; 0: none */
	size_t run_last;
};

static struct text_line *line_at(const struct builder *builder, size_t number)
{
	return &builder->file->lines[number - 1];
}

static xmlNode *parent_node(const struct builder *builder)
{
	return builder->parent != NULL ? builder->parent
				       : cmark_tree_innermost(&builder->tree);
}

/* --- paragraphs and headings ------------------------------------------------ */

/* Joins the lines, blanks around them taken off, the marker left out. */
static void join_lines(const struct builder *builder, size_t first, size_t last,
		       struct buf *out)
{
	for (size_t number = first; number <= last; number++) {
		const struct text_line *line = line_at(builder, number);
		struct slice text = line->text;

		if (line->marker > 0 && number == first &&
		    (line->kind == LINE_ITEM || line->kind == LINE_UNIT)) {
			text = slice_trim(slice_of(text.ptr + line->marker,
						   text.len - line->marker));
		}
		if (out->len > 0 && text.len > 0) {
			buf_putc(out, '\n');
		}
		buf_put_slice(out, text);
	}
}

/* The tag of a change is part of its text; a number's stop stays outside. */
static void add_tag(xmlNode *para, const struct text_line *line, bool more)
{
	struct slice tag = slice_of(line->text.ptr, line->marker);
	size_t len = is_digit(tag.ptr[0]) ? tag.len - 1 : tag.len;
	xmlNode *literal = xmlNewChild(para, NULL, BAD_CAST "literal", NULL);

	xmlNewProp(literal, BAD_CAST "role", BAD_CAST "tag");
	cmark_tree_text(literal, slice_of(tag.ptr, len));
	cmark_tree_text(para, slice_of(tag.ptr + len, tag.len - len));
	if (more) {
		cmark_tree_text(para, slice_of(" ", 1));
	}
}

static void add_para(struct builder *builder, size_t first, size_t last)
{
	const struct text_line *line = line_at(builder, first);
	xmlNode *para = cmark_tree_add(&builder->tree, parent_node(builder),
				       "para", first, last);
	struct buf text;

	buf_init(&text);
	join_lines(builder, first, last, &text);
	if (line->kind == LINE_UNIT && builder->file->role == DOC_CHANGELOG) {
		add_tag(para, line, text.len > 0);
	}
	text_inline(para, buf_slice(&text));
	buf_release(&text);
}

static void add_heading(struct builder *builder, size_t number)
{
	const struct text_line *line = line_at(builder, number);
	size_t last = number;
	xmlNode *node;

	if (text_kind(builder->file, number) == LINE_UNDERLINE) {
		last++;
	}
	if (line->kind == LINE_TITLE && builder->titled) {
		node = cmark_tree_add(&builder->tree, builder->tree.root, "title",
				      number, number);
		builder->titled = false;
	} else if (line->kind == LINE_TITLE) {
		node = cmark_tree_section(&builder->tree, line->level, number,
					  last);
	} else {
		if (line->kind == LINE_CLOSING) {
			cmark_tree_close(&builder->tree);
		}
		node = cmark_tree_add(&builder->tree, parent_node(builder),
				      "bridgehead", number, last);
	}
	cmark_tree_text(node, line->text);
}

/* --- runs of lines ------------------------------------------------------------ */

static void add_verbatim(struct builder *builder, size_t first, size_t last)
{
	struct source *source = builder->file->source;
	xmlNode *node = cmark_tree_add(&builder->tree, parent_node(builder),
				       "literallayout", first, last);
	struct buf text;

	xmlNewProp(node, BAD_CAST "class", BAD_CAST "monospaced");
	buf_init(&text);
	for (size_t number = first; number <= last; number++) {
		if (number > first) {
			buf_putc(&text, '\n');
		}
		buf_put_slice(&text, source_line_text(source, number));
	}
	cmark_tree_text(node, buf_slice(&text));
	buf_release(&text);
}

/* The name of a pair: up to its gap; if that is single, its first word. */
static size_t name_length(const struct text_line *line)
{
	const char *gap = NULL;
	size_t word = text_word(line->text);

	if (text_gap(line, line->text.ptr, 2, &gap) != NULL &&
	    text_words(slice_of(line->text.ptr,
				(size_t)(gap - line->text.ptr))) <= 2) {
		return (size_t)(gap - line->text.ptr);
	}
	return word;
}

static void add_pair(struct builder *builder, xmlNode *list, size_t first,
		     size_t last)
{
	struct cmark_tree *tree = &builder->tree;
	const struct text_line *line = line_at(builder, first);
	size_t len = name_length(line);
	xmlNode *entry = cmark_tree_add(tree, list, "varlistentry", first, last);
	xmlNode *term = cmark_tree_add(tree, entry, "term", first, first);
	xmlNode *item = cmark_tree_add(tree, entry, "listitem", first, last);
	xmlNode *para = cmark_tree_add(tree, item, "para", first, last);
	struct buf text;

	cmark_tree_text(term, slice_of(line->text.ptr, len));
	buf_init(&text);
	buf_put_slice(&text, slice_trim(slice_of(line->text.ptr + len,
						 line->text.len - len)));
	if (last > first) {
		join_lines(builder, first + 1, last, &text);
	}
	text_inline(para, buf_slice(&text));
	buf_release(&text);
}

static void add_pairs(struct builder *builder, size_t first, size_t last)
{
	xmlNode *list = cmark_tree_add(&builder->tree, parent_node(builder),
				       "variablelist", first, last);
	size_t indent = line_at(builder, first)->indent;
	size_t start = first;

	for (size_t number = first + 1; number <= last; number++) {
		if (line_at(builder, number)->indent == indent) {
			add_pair(builder, list, start, number - 1);
			start = number;
		}
	}
	add_pair(builder, list, start, last);
}

/* A cell's origin is its bytes, not its line: edits fill in single cells. */
static void add_cell(struct builder *builder, xmlNode *entry, struct slice text)
{
	struct origin origin = *(struct origin *)entry->_private;
	size_t at = (size_t)(text.ptr - builder->file->source->text);

	if (text.len == 0) {
		return;
	}
	if (entry->children != NULL) {
		cmark_tree_text(entry, slice_of(" ", 1));
		origin.span.end = at + text.len;
	} else {
		origin.span = (struct span){ at, at + text.len };
	}
	doc_set_origin(builder->tree.doc, entry, &origin);
	cmark_tree_text(entry, text);
}

static void add_row(struct builder *builder, xmlNode *body, size_t first,
		    size_t last, struct slice *name)
{
	struct cmark_tree *tree = &builder->tree;
	xmlNode *row = cmark_tree_add(tree, body, "row", first, last);
	xmlNode *entries[ROW_CELLS];
	size_t reached = 0;	/* words stay in order: no way back */

	xmlNewProp(row, BAD_CAST "role", BAD_CAST "option-row");
	for (size_t i = 0; i < ROW_CELLS; i++) {
		entries[i] = cmark_tree_add(tree, row, "entry", first, last);
	}
	for (size_t number = first; number <= last; number++) {
		const struct text_line *line = line_at(builder, number);
		struct slice cells[ROW_CELLS];

		if (line->kind != LINE_ROW) {
			continue;
		}
		text_row_cut(line, cells);
		if (cells[ROW_NAME].len > 0) {
			*name = cells[ROW_NAME];
		}
		for (size_t i = 0; i < ROW_CELLS; i++) {
			if (cells[i].len > 0 && i > reached) {
				reached = i;
			}
			add_cell(builder, entries[reached], cells[i]);
		}
	}
	cmark_tree_attr(row, "xreflabel", *name);
}

static void add_table(struct builder *builder, size_t first, size_t last)
{
	struct cmark_tree *tree = &builder->tree;
	xmlNode *table = cmark_tree_add(tree, parent_node(builder),
					"informaltable", first, last);
	xmlNode *group = cmark_tree_add(tree, table, "tgroup", first, last);
	xmlNode *body = cmark_tree_add(tree, group, "tbody", first, last);
	struct slice name = { "", 0 };
	size_t start = first;
	size_t end = first;

	xmlNewProp(table, BAD_CAST "role", BAD_CAST "option-list");
	cmark_tree_number(group, "cols", ROW_CELLS);
	for (size_t number = first + 1; number <= last; number++) {
		const struct text_line *line = line_at(builder, number);

		if (line->kind != LINE_ROW) {
			continue;
		}
		if (line->group != line_at(builder, start)->group) {
			add_row(builder, body, start, end, &name);
			start = number;
		}
		end = number;
	}
	add_row(builder, body, start, end, &name);
}

static void flush_run(struct builder *builder)
{
	size_t first = builder->run_first;

	builder->run_first = 0;
	if (first == 0) {
		return;
	}
	if (builder->run_kind == LINE_ROW) {
		add_table(builder, first, builder->run_last);
	} else if (builder->run_kind == LINE_PAIR) {
		add_pairs(builder, first, builder->run_last);
	} else {
		add_verbatim(builder, first, builder->run_last);
	}
}

/* Examples go on over blank lines, and so does the option table. */
static bool extends_run(const struct builder *builder, size_t number)
{
	const struct text_line *line = line_at(builder, number);

	if (builder->run_first == 0 || builder->run_kind != line->kind) {
		return false;
	}
	return line->kind != LINE_PAIR ||
	       line->group == line_at(builder, builder->run_last)->group;
}

static void add_line(struct builder *builder, size_t number)
{
	enum line_kind kind = line_at(builder, number)->kind;

	if (kind != LINE_CODE && kind != LINE_PAIR && kind != LINE_ROW) {
		flush_run(builder);
		add_heading(builder, number);
		return;
	}
	if (!extends_run(builder, number)) {
		flush_run(builder);
		builder->run_first = number;
		builder->run_kind = kind;
	}
	builder->run_last = number;
}

/* --- lists ------------------------------------------------------------------------ */

static void open_list(struct builder *builder, cmark_node *node, size_t number)
{
	bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	int start = cmark_node_get_list_start(node);
	xmlNode *list = cmark_tree_add(&builder->tree, parent_node(builder),
				       ordered ? "orderedlist" : "itemizedlist",
				       number, number);

	if (ordered && start != 1) {
		cmark_tree_number(list, "startingnumber", start);
	}
	if (cmark_node_get_list_tight(node)) {
		xmlNewProp(list, BAD_CAST "spacing", BAD_CAST "compact");
	}
	builder->parent = list;
}

static void open_item(struct builder *builder, size_t number)
{
	const struct text_line *line = line_at(builder, number);
	xmlNode *item = cmark_tree_add(&builder->tree, builder->parent,
				       "listitem", number, number);

	builder->parent = item;
	if (line->kind == LINE_UNIT && builder->file->role == DOC_CHANGELOG) {
		xmlNewProp(item, BAD_CAST "role", BAD_CAST "change-item");
		return;
	}
	if (line->kind == LINE_UNIT) {
		xmlNewProp(item, BAD_CAST "role", BAD_CAST "news-item");
	}
	cmark_tree_attr(item, "override",
			slice_of(line->text.ptr, line->marker));
}

/* Back to where the list stands: an item, or the section if there is none. */
static void close_container(struct builder *builder)
{
	xmlNode *parent = builder->parent->parent;

	flush_run(builder);
	builder->parent = node_is(parent, "listitem") ||
			  node_is(builder->parent, "listitem") ? parent : NULL;
}

static void enter_node(struct builder *builder, cmark_node *node)
{
	size_t first = (size_t)cmark_node_get_start_line(node);

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_LIST:
		flush_run(builder);
		open_list(builder, node, first);
		break;
	case CMARK_NODE_ITEM:
		flush_run(builder);
		open_item(builder, first);
		break;
	case CMARK_NODE_PARAGRAPH:
		flush_run(builder);
		add_para(builder, first, (size_t)cmark_node_get_end_line(node));
		break;
	case CMARK_NODE_HEADING:
		add_line(builder, first);
		break;
	default:
		break;
	}
}

/* Only a list of changes or options has a title of its own above its sections,
 * or a text whose first heading alone is underlined with "=". */
static bool has_title(const struct text_file *file)
{
	size_t i = 0;
	size_t others = 0;

	while (text_kind(file, i) == LINE_BLANK && i < file->count) {
		i++;
	}
	if (text_kind(file, i) != LINE_TITLE) {
		return false;
	}
	if (file->lines[i + 1].text.ptr[0] == '=') {
		for (size_t j = i + 1; j < file->count; j++) {
			others += file->lines[j].kind == LINE_TITLE &&
				  file->lines[j + 1].text.ptr[0] == '=';
		}
		return others == 0;
	}
	for (size_t j = 0; j < file->lines[i].text.len; j++) {
		if (is_digit(file->lines[i].text.ptr[j])) {
			return false;
		}
	}
	return file->role == DOC_NEWS || file->role == DOC_CHANGELOG ||
	       file->role == DOC_OPTION_LIST;
}

void text_build(struct text_file *file, struct slice skeleton, struct doc *doc)
{
	static const char *const roles[] = {
		[DOC_EXPERIMENTAL] = "experimental",
		[DOC_OPTION_LIST] = "option-list",
		[DOC_NEWS] = "news",
		[DOC_CHANGELOG] = "changelog",
	};
	struct builder builder = { .file = file, .titled = has_title(file) };
	cmark_node *blocks = cmark_parse_document(skeleton.ptr, skeleton.len,
						  CMARK_OPT_DEFAULT);
	cmark_iter *iter = cmark_iter_new(blocks);
	cmark_event_type event;

	cmark_tree_init(&builder.tree, doc, file->source);
	if (roles[file->role] != NULL) {
		xmlNewProp(builder.tree.root, BAD_CAST "role",
			   BAD_CAST roles[file->role]);
	}
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node_type type = cmark_node_get_type(cmark_iter_get_node(iter));

		if (event == CMARK_EVENT_ENTER) {
			enter_node(&builder, cmark_iter_get_node(iter));
		} else if (type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM) {
			close_container(&builder);
		}
	}
	flush_run(&builder);
	cmark_iter_free(iter);
	cmark_node_free(blocks);
}
