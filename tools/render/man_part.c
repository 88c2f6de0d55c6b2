/* SPDX-License-Identifier: ISC */
#include "render/man_part.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/doc.h"
#include "model/project.h"
#include "model/resolve.h"
#include "render/man_refs.h"

/* --- making elements ------------------------------------------------------ */

static xmlNode *add(xmlNode *parent, const char *name, const char *text)
{
	xmlNode *node = xmlNewTextChild(parent, NULL, (const xmlChar *)name,
					(const xmlChar *)text);
	return node;
}

static void add_text(xmlNode *parent, const char *text)
{
	xmlAddChild(parent, xmlNewDocText(parent->doc, (const xmlChar *)text));
}

static void add_misc(xmlNode *parent, const char *class, const char *text)
{
	xmlNode *node = add(parent, "refmiscinfo", text);

	xmlNewProp(node, (const xmlChar *)"class", (const xmlChar *)class);
}

/* --- names of the parts of a document ------------------------------------- */

static bool is_one_of(const xmlNode *node, const char *const *names)
{
	for (size_t i = 0; names[i] != NULL; i++) {
		if (node_is(node, names[i])) {
			return true;
		}
	}
	return false;
}

/* These become sections; the others keep their names, for their headings. */
static bool is_section(const xmlNode *node)
{
	static const char *const names[] = {
		"section", "sect1", "sect2", "sect3", "sect4", "sect5",
		"simplesect", "chapter", "appendix", "preface", "part",
		"article", "refsect1", "refsect2", "refsect3", "refsection",
		"refentry", "reference", "book", "topic", NULL,
	};
	return is_one_of(node, names);
}

static bool is_division(const xmlNode *node)
{
	static const char *const names[] = {
		"glossary", "bibliography", "dedication", "colophon",
		"acknowledgements", NULL,
	};
	return is_section(node) || is_one_of(node, names);
}

/* What says something about a document or a part of it. */
static bool is_info(const xmlNode *node)
{
	const char *name = (const char *)node->name;
	size_t len = strlen(name);

	return node->type == XML_ELEMENT_NODE && node->ns == NULL && len >= 4 &&
	       strcmp(name + len - 4, "info") == 0;
}

/* What a page does not show, or shows elsewhere. */
static bool is_left_out(const xmlNode *node)
{
	static const char *const names[] = {
		"title", "subtitle", "titleabbrev", "refmeta", "index",
		"setindex", NULL,
	};
	return is_one_of(node, names) || is_info(node) ||
	       (node->type == XML_ELEMENT_NODE && node->ns != NULL);
}

static bool has_anchor(const xmlNode *node, const char *name)
{
	const char *id = node_attr(node, "id");
	xmlChar *anchor;
	bool same;

	if (id != NULL && strcmp(id, name) == 0) {
		return true;
	}
	anchor = xmlGetNsProp(node, (const xmlChar *)"anchor",
			      (const xmlChar *)RESOLVE_NS);
	same = anchor != NULL && strcmp((const char *)anchor, name) == 0;
	xmlFree(anchor);
	return same;
}

static const xmlNode *find_part(const xmlNode *root, const char *name)
{
	const xmlNode *node = root;

	for (; node != NULL; node = node_walk(node, root)) {
		if (node->type == XML_ELEMENT_NODE && is_division(node) &&
		    has_anchor(node, name)) {
			return node;
		}
	}
	return NULL;
}

/* --- what the configuration gives ----------------------------------------- */

/* What the whole document is called, shortly if it says how: it stands between two
 * names in the first line. NULL if it has no title. */
static const xmlNode *find_heading(const xmlNode *root)
{
	static const char *const infos[] = { "bookinfo", "articleinfo", "info" };
	static const char *const titles[] = { "titleabbrev", "title" };

	for (size_t i = 0; i < 2; i++) {
		const xmlNode *heading = node_child(root, titles[i]);

		for (size_t j = 0; j < 3 && heading == NULL; j++) {
			const xmlNode *info = node_child(root, infos[j]);

			heading = info != NULL ? node_child(info, titles[i]) : NULL;
		}
		if (heading != NULL) {
			return heading;
		}
	}
	return NULL;
}

/* "exim.8" is page exim of section 8. */
static void add_meta(xmlNode *page, const struct project_man *man,
		     const char *version, const xmlNode *root)
{
	xmlNode *meta = add(page, "refmeta", NULL);
	const char *dot = strrchr(man->page, '.');
	size_t len = dot != NULL ? (size_t)(dot - man->page) : strlen(man->page);
	char *title = mem_strndup(man->page, len);
	const xmlNode *heading = find_heading(root);

	add(meta, "refentrytitle", title);
	add(meta, "manvolnum", dot != NULL ? dot + 1 : "1");
	add_misc(meta, "source", man->name != NULL ? man->name : title);
	if (version != NULL) {
		add_misc(meta, "version", version);
	}
	if (heading != NULL) {
		char *text = node_text_dup(heading);

		add_misc(meta, "manual", text);
		free(text);
	}
	free(title);
}

static void add_date(xmlNode *page, const xmlNode *root)
{
	static const char *const infos[] = { "bookinfo", "articleinfo", "info" };

	for (size_t i = 0; i < sizeof(infos) / sizeof(infos[0]); i++) {
		const xmlNode *info = node_child(root, infos[i]);
		const xmlNode *date = NULL;

		if (info != NULL) {
			date = node_child(info, "date");
		}
		if (info != NULL && date == NULL) {
			date = node_child(info, "pubdate");
		}
		if (date != NULL) {
			char *text = node_text_dup(date);

			add_misc(node_child(page, "refmeta"), "date", text);
			free(text);
			return;
		}
	}
}

static void add_name(xmlNode *page, const struct project_man *man)
{
	xmlNode *div = add(page, "refnamediv", NULL);

	add(div, "refname", man->name != NULL ? man->name : man->page);
	add(div, "refpurpose", man->purpose != NULL ? man->purpose : "");
}

/* A line of the synopsis: the first word is the command. */
static void add_synopsis_line(xmlNode *div, const char *line)
{
	xmlNode *para = add(div, "para", NULL);
	size_t len = strcspn(line, " \t");
	char *command = mem_strndup(line, len);

	add(para, "command", command);
	add_text(para, line + len);
	free(command);
}

static void add_synopsis(xmlNode *page, const struct project_list *lines)
{
	xmlNode *div;

	if (lines->count == 0) {
		return;
	}
	div = add(page, "refsynopsisdiv", NULL);
	for (size_t i = 0; i < lines->count; i++) {
		add_synopsis_line(div, lines->values[i]);
	}
}

/* "exim(8)" names a page; anything else is text. */
static void add_see_also_item(xmlNode *para, const char *item)
{
	size_t len = strcspn(item, "( ");
	size_t end = strlen(item);
	char *name;

	if (len == 0 || item[len] != '(' || item[end - 1] != ')') {
		add_text(para, item);
		return;
	}
	name = mem_strndup(item, len);
	add(para, "command", name);
	add_text(para, item + len);
	free(name);
}

static void add_see_also(xmlNode *page, const struct project_list *items)
{
	xmlNode *section;
	xmlNode *para;

	if (items->count == 0) {
		return;
	}
	section = add(page, "section", NULL);
	add(section, "title", "See also");
	para = add(section, "para", NULL);
	for (size_t i = 0; i < items->count; i++) {
		add_text(para, i > 0 ? ", " : "");
		add_see_also_item(para, items->values[i]);
	}
}

/* --- what the document gives ---------------------------------------------- */

static bool is_titled(const xmlNode *division, const char *name)
{
	const xmlNode *title = node_child(division, "title");
	char *text;
	bool same;

	if (title == NULL) {
		return false;
	}
	text = node_text_dup(title);
	same = strcasecmp(text, name) == 0;
	free(text);
	return same;
}

static xmlNode *copy_child(xmlNode *parent, const xmlNode *child)
{
	xmlNode *copy = xmlDocCopyNode((xmlNode *)child, parent->doc, 1);

	if (copy != NULL) {
		xmlAddChild(parent, copy);
	}
	return copy;
}

/* Authors and copyright stand at the page's end. */
static void copy_info(xmlNode *page, const xmlNode *part)
{
	const xmlNode *child = part->children;

	for (; child != NULL; child = child->next) {
		xmlNode *copy = is_info(child) ? copy_child(page, child) : NULL;

		if (copy != NULL) {
			xmlNodeSetName(copy, (const xmlChar *)"refentryinfo");
			return;
		}
	}
}

static bool is_content(const xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE && !is_left_out(node) &&
	       !is_division(node);
}

static void copy_intro(xmlNode *page, const xmlNode *part)
{
	const xmlNode *child = part->children;
	xmlNode *section = NULL;

	for (; child != NULL && !is_division(child); child = child->next) {
		if (!is_content(child)) {
			continue;
		}
		if (section == NULL) {
			section = add(page, "section", NULL);
			add(section, "title", "Description");
		}
		copy_child(section, child);
	}
}

/* The page has a name and perhaps a synopsis of its own already. */
static bool is_given(const xmlNode *division, const struct project_man *man)
{
	return is_titled(division, "name") ||
	       (man->synopsis.count > 0 && is_titled(division, "synopsis")) ||
	       (man->see_also.count > 0 && is_titled(division, "see also"));
}

static void copy_sections(xmlNode *page, const xmlNode *part,
			  const struct project_man *man)
{
	const xmlNode *child = part->children;
	bool past_intro = false;

	for (; child != NULL; child = child->next) {
		if (is_division(child)) {
			past_intro = true;
			if (!is_given(child, man)) {
				copy_child(page, child);
			}
		} else if (past_intro && is_content(child)) {
			copy_child(page, child);
		}
	}
}

/* All divisions become sections, which the stylesheet ranks by nesting. */
static void rename_divisions(xmlNode *page)
{
	xmlNode *node = page;

	while ((node = node_walk(node, page)) != NULL) {
		if (is_section(node)) {
			xmlNodeSetName(node, (const xmlChar *)"section");
		}
	}
}

static void report_missing(const struct doc *doc, const struct project_man *man,
			   struct diag *diag)
{
	if (doc->source_count == 0) {
		diag_say(diag, DIAG_ERROR, "'%s' is to be made from '%s', which "
			 "is no chapter or section", man->page, man->part);
		return;
	}
	diag_file(diag, DIAG_ERROR, doc_main_source(doc)->name,
		  "no chapter or section '%s', of which the configuration "
		  "makes '%s'", man->part, man->page);
}

xmlDoc *man_part_new(struct doc *doc, const struct project_man *man,
		     const char *version, struct diag *diag)
{
	const xmlNode *root = xmlDocGetRootElement(doc->xml);
	const xmlNode *part = root;
	xmlDoc *tree;
	xmlNode *page;

	if (man->part != NULL) {
		part = find_part(root, man->part);
	}
	if (part == NULL) {
		report_missing(doc, man, diag);
		return NULL;
	}
	tree = xmlNewDoc((const xmlChar *)"1.0");
	page = xmlNewDocNode(tree, NULL, (const xmlChar *)"refentry", NULL);
	xmlDocSetRootElement(tree, page);
	add_meta(page, man, version, root);
	add_date(page, root);
	copy_info(page, part);
	add_name(page, man);
	add_synopsis(page, &man->synopsis);
	copy_intro(page, part);
	copy_sections(page, part, man);
	rename_divisions(page);
	man_refs_reword(page, man->drop_references);
	add_see_also(page, &man->see_also);
	return tree;
}
