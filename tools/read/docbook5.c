/* SPDX-License-Identifier: ISC */
#include "read/docbook5.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "model/doc.h"

#define DOCBOOK_NS "http://docbook.org/ns/docbook"
#define XLINK_NS "http://www.w3.org/1999/xlink"

static bool is_ns(const xmlNs *ns, const char *href)
{
	return ns != NULL && ns->href != NULL &&
	       strcmp((const char *)ns->href, href) == 0;
}

/* --- attributes ------------------------------------------------------------- */

static void rename_attribute(xmlNode *node, xmlAttr *attr, const char *name)
{
	if (node_attr(node, name) != NULL) {
		xmlRemoveProp(attr);
		return;
	}
	attr->ns = NULL;
	xmlNodeSetName((xmlNode *)attr, (const xmlChar *)name);
}

/* xml:id and its like become DocBook 4's attributes; the namespace of xml:
 * belongs to a tree, which an included element will leave. */
static void fix_xml_attribute(xmlNode *node, xmlAttr *attr)
{
	static const char *const kept[] = { "id", "lang" };

	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++) {
		if (strcmp((const char *)attr->name, kept[i]) == 0) {
			rename_attribute(node, attr, kept[i]);
			return;
		}
	}
	xmlRemoveProp(attr);
}

/* The content of an element that is a link besides goes into a link. */
static void wrap_content(xmlNode *node, const char *name, const char *attribute,
			 const char *value)
{
	xmlNode *link = xmlNewDocNode(node->doc, NULL, (const xmlChar *)name,
				      NULL);

	link->children = node->children;
	link->last = node->last;
	for (xmlNode *child = link->children; child != NULL;
	     child = child->next) {
		child->parent = link;
	}
	link->parent = node;
	node->children = link;
	node->last = link;
	xmlNewProp(link, (const xmlChar *)attribute, (const xmlChar *)value);
}

/* An element that holds elements only, such as a menuchoice, is a link as a whole:
 * in it, a link would come between it and its parts. */
static bool has_own_text(const xmlNode *node)
{
	const xmlNode *child;

	for (child = node->children; child != NULL; child = child->next) {
		if ((child->type == XML_TEXT_NODE ||
		     child->type == XML_CDATA_SECTION_NODE) &&
		    !xmlIsBlankNode(child)) {
			return true;
		}
	}
	return false;
}

static void wrap(xmlNode *node, const char *name, const char *attribute,
		 const char *value)
{
	xmlNode *link = xmlNewDocNode(node->doc, NULL, (const xmlChar *)name,
				      NULL);

	xmlAddNextSibling(node, link);
	xmlUnlinkNode(node);
	xmlAddChild(link, node);
	xmlNewProp(link, (const xmlChar *)attribute, (const xmlChar *)value);
}

/* Does the element stand in a line, where a link may stand, too? */
static bool is_inline(const xmlNode *node)
{
	static const char *const names[] = {
		"menuchoice", "keycombo", "inlinemediaobject", "citerefentry",
		"personname", "author", "org", "guilabel", NULL,
	};

	for (size_t i = 0; names[i] != NULL; i++) {
		if (node_is(node, names[i])) {
			return true;
		}
	}
	return false;
}

static void make_link(xmlNode *node, const char *target)
{
	bool inside = target[0] == '#';
	const char *name = inside ? "link" : "ulink";
	const char *attribute = inside ? "linkend" : "url";
	const xmlChar *value = (const xmlChar *)target + inside;

	if (node_is(node, "xref") && inside) {
		xmlSetProp(node, (const xmlChar *)attribute, value);
	} else if (node_is(node, "link") || node_is(node, "xref")) {
		xmlNodeSetName(node, (const xmlChar *)name);
		xmlSetProp(node, (const xmlChar *)attribute, value);
	} else if (has_own_text(node)) {
		wrap_content(node, name, attribute, (const char *)value);
	} else if (is_inline(node) && node->parent->type == XML_ELEMENT_NODE &&
		   has_own_text(node->parent)) {
		wrap(node, name, attribute, (const char *)value);
	}
}

static void fix_attributes(xmlNode *node, bool was_docbook5)
{
	xmlChar *target = NULL;
	xmlAttr *next;

	for (xmlAttr *attr = node->properties; attr != NULL; attr = next) {
		next = attr->next;
		if (is_ns(attr->ns, (const char *)XML_XML_NAMESPACE)) {
			fix_xml_attribute(node, attr);
		} else if (is_ns(attr->ns, DOCBOOK_NS)) {
			attr->ns = NULL;
		} else if (is_ns(attr->ns, XLINK_NS)) {
			if (target == NULL &&
			    strcmp((const char *)attr->name, "href") == 0) {
				target = xmlNodeGetContent((xmlNode *)attr);
			}
			xmlRemoveProp(attr);
		} else if (was_docbook5 && attr->ns == NULL &&
			   strcmp((const char *)attr->name, "version") == 0) {
			xmlRemoveProp(attr);
		}
	}
	if (target != NULL) {
		make_link(node, (const char *)target);
		xmlFree(target);
	}
}

/* --- elements --------------------------------------------------------------- */

/* Elements of DocBook 4 that have an info of their own name. */
static const char *const with_info[] = {
	"appendix",   "article",   "bibliography", "book",     "chapter",
	"glossary",   "index",	   "part",	   "preface",  "refentry",
	"reference",  "refsect1",  "refsect2",	   "refsect3", "refsection",
	"refsynopsisdiv", "sect1", "sect2",	   "sect3",    "sect4",
	"sect5",      "section",   "set",	   "sidebar",  "simplesect",
	"toc",
};

static bool is_title(const xmlNode *node)
{
	return node_is(node, "title") || node_is(node, "subtitle") ||
	       node_is(node, "titleabbrev");
}

/* DocBook 5 has titles in the info; DocBook 4 in the element itself, except
 * that a whole document's may stand in either. */
static void lift_titles(xmlNode *info)
{
	xmlNode *parent = info->parent;
	xmlNode *next;

	if (node_is(parent, "book") || node_is(parent, "article") ||
	    node_is(parent, "set")) {
		return;
	}
	for (xmlNode *child = info->children; child != NULL; child = next) {
		next = child->next;
		if (is_title(child) &&
		    node_child(parent, (const char *)child->name) == NULL) {
			xmlAddPrevSibling(info, child);
		}
	}
}

static void name_info(xmlNode *info)
{
	const xmlNode *parent = info->parent;
	char name[32] = "blockinfo";

	for (size_t i = 0; i < sizeof(with_info) / sizeof(*with_info); i++) {
		if (node_is(parent, with_info[i])) {
			snprintf(name, sizeof(name), "%sinfo", with_info[i]);
		}
	}
	xmlNodeSetName(info, (const xmlChar *)name);
}

static void fix_element(xmlNode *node)
{
	if (node_is(node, "tag")) {
		xmlNodeSetName(node, (const xmlChar *)"sgmltag");
	} else if (node_is(node, "info")) {
		name_info(node);
	}
}

/* Takes the declarations of DocBook's namespace away, to be freed when nothing
 * refers to them any more. */
static void unlink_declarations(xmlNode *node, xmlNs **unlinked)
{
	xmlNs **link = &node->nsDef;

	while (*link != NULL) {
		xmlNs *ns = *link;

		if (is_ns(ns, DOCBOOK_NS)) {
			*link = ns->next;
			ns->next = *unlinked;
			*unlinked = ns;
		} else {
			link = &ns->next;
		}
	}
}

static bool is_info(const xmlNode *node)
{
	size_t len = strlen((const char *)node->name);

	return node->ns == NULL && len > 4 &&
	       strcmp((const char *)node->name + len - 4, "info") == 0;
}

/* Only when no element has a namespace left to hide its name. */
static void lift_all_titles(xmlNode *top)
{
	for (xmlNode *node = top; node != NULL; node = node_walk(node, top)) {
		if (node != top && node->type == XML_ELEMENT_NODE &&
		    is_info(node)) {
			lift_titles(node);
		}
	}
}

void docbook5_normalise(xmlDoc *tree)
{
	xmlNode *top = xmlDocGetRootElement(tree);
	xmlNs *unlinked = NULL;

	for (xmlNode *node = top; node != NULL; node = node_walk(node, top)) {
		bool was_docbook5;

		if (node->type != XML_ELEMENT_NODE) {
			continue;
		}
		was_docbook5 = is_ns(node->ns, DOCBOOK_NS);
		unlink_declarations(node, &unlinked);
		node->ns = was_docbook5 ? NULL : node->ns;
		if (node->ns == NULL) {
			fix_attributes(node, was_docbook5);
		}
		if (was_docbook5) {
			fix_element(node);
		}
	}
	if (unlinked != NULL) {
		lift_all_titles(top);
		xmlFreeNsList(unlinked);
	}
}
