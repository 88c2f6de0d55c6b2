/* SPDX-License-Identifier: ISC */
#include "model/resolve.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/division.h"
#include "model/doc.h"
#include "model/resolve_state.h"

void resolve_set(const struct resolver *resolver, xmlNode *node,
		 const char *name, const char *value)
{
	if (value != NULL) {
		xmlNewNsProp(node, resolver->ns, BAD_CAST name,
			     BAD_CAST value);
	}
}

void resolve_set_number(const struct resolver *resolver, xmlNode *node,
			const char *name, size_t number)
{
	char text[24];
	char *start = text + sizeof(text) - 1;

	*start = '\0';
	do {
		*--start = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	resolve_set(resolver, node, name, start);
}

const char *resolve_get(const struct resolver *resolver, const xmlNode *node,
			const char *name)
{
	const xmlAttr *attr;

	for (attr = node->properties; attr != NULL; attr = attr->next) {
		if (attr->ns == resolver->ns && attr->children != NULL &&
		    strcmp((const char *)attr->name, name) == 0) {
			return (const char *)attr->children->content;
		}
	}
	return NULL;
}

void resolve_set_origin(const struct resolver *resolver, xmlNode *node)
{
	const struct origin *origin = doc_origin(node);

	if (origin == NULL) {
		return;
	}
	resolve_set(resolver, node, "file", origin->source->name);
	resolve_set_number(resolver, node, "line",
			   source_line(origin->source, origin->span.start));
}

xmlNode *resolve_add(const struct resolver *resolver, xmlNode *parent,
		     const char *name)
{
	xmlNode *node = xmlNewDocNode(parent->doc, resolver->ns, BAD_CAST name,
				      NULL);

	xmlAddChild(parent, node);
	return node;
}

static bool is_left_out(const xmlNode *node)
{
	return node_is(node, "indexterm") || node_is(node, "footnote") ||
	       node_is(node, "footnoteref") || node_is(node, "anchor") ||
	       node_is(node, "remark") || node_is(node, "co");
}

static bool is_link(const xmlNode *node)
{
	return node_is(node, "ulink") || node_is(node, "link") ||
	       node_is(node, "olink") || node_is(node, "xref");
}

/* Takes the node away and puts what is in it in its place, or its label. Returns
 * what comes next in document order, inside top; texts may be joined, so that
 * only an element can be pointed to. */
static xmlNode *unwrap(xmlNode *node, const xmlNode *top)
{
	xmlNode *next = node_child(node, NULL);
	xmlNode *child;

	if (next == NULL) {
		next = node_skip(node, top);
	}
	if (node->children == NULL) {
		xmlChar *label = xmlGetNsProp(node, BAD_CAST "label",
					      BAD_CAST RESOLVE_NS);
		const char *url = node_attr(node, "url");
		const char *text = label != NULL ? (const char *)label : url;

		xmlAddPrevSibling(node, xmlNewDocText(node->doc, BAD_CAST (
					text != NULL ? text : "")));
		xmlFree(label);
	}
	while ((child = node->children) != NULL) {
		xmlUnlinkNode(child);
		xmlAddPrevSibling(node, child);
	}
	xmlUnlinkNode(node);
	xmlFreeNode(node);
	return next;
}

/* A copy must not repeat ids, nor hold what has no place in a list. */
static void strip_copy(xmlNode *top)
{
	xmlNode *node = top;

	while (node != NULL) {
		xmlNode *next = node_walk(node, top);

		if (node->type == XML_ELEMENT_NODE) {
			if (node != top && is_left_out(node)) {
				next = node_skip(node, top);
				xmlUnlinkNode(node);
				xmlFreeNode(node);
			} else if (node != top && is_link(node)) {
				next = unwrap(node, top);
			} else {
				xmlUnsetProp(node, BAD_CAST "id");
				xmlUnsetNsProp(node, xmlSearchNs(node->doc, node,
						BAD_CAST "xml"), BAD_CAST "id");
			}
		}
		node = next;
	}
}

void resolve_copy_content(xmlNode *element, const xmlNode *source)
{
	xmlNode *child;

	for (child = source->children; child != NULL; child = child->next) {
		xmlNode *copy;

		if (is_left_out(child)) {
			continue;
		}
		copy = xmlDocCopyNode(child, element->doc, 1);
		if (copy != NULL) {
			xmlAddChild(element, copy);
		}
	}
	strip_copy(element);
}

void resolve_set_link(const struct resolver *resolver, xmlNode *node,
		      size_t from, size_t to)
{
	const struct place *target =
		&resolver->places[resolver->places[to].aim];
	struct buf *href = resolver->href;

	buf_clear(href);
	if (target->page_place != resolver->places[from].page_place) {
		buf_puts(href, resolver->places[target->page_place].page);
	}
	buf_putc(href, '#');
	buf_puts(href, target->anchor);
	resolve_set(resolver, node, "href", href->data);
}

void resolve_error(const struct resolver *resolver, const xmlNode *node,
		   const char *format, ...)
{
	const struct origin *origin = doc_origin(node);
	char *message;
	va_list args;

	va_start(args, format);
	message = mem_vprintf(format, args);
	va_end(args);
	if (origin != NULL) {
		diag_at(resolver->diag, DIAG_ERROR, origin->source,
			origin->span.start, "%s", message);
	} else {
		diag_say(resolver->diag, DIAG_ERROR, "%s", message);
	}
	free(message);
}

void resolve_disown(const struct resolver *resolver, xmlNode *node)
{
	xmlNs *ns;

	for (ns = node->nsDef; ns != NULL; ns = ns->next) {
		if (ns != resolver->ns &&
		    xmlStrEqual(ns->href, BAD_CAST RESOLVE_NS)) {
			xmlFree((xmlChar *)ns->href);
			ns->href = xmlStrdup(BAD_CAST "urn:stet:foreign");
		}
	}
}

/* Our namespace under a prefix that the document does not use itself. */
static xmlNs *declare_namespace(xmlNode *root)
{
	xmlNs *ns = xmlNewNs(root, BAD_CAST RESOLVE_NS, BAD_CAST "s");
	char prefix[16];

	for (unsigned i = 1; ns == NULL; i++) {
		snprintf(prefix, sizeof(prefix), "s%u", i);
		ns = xmlNewNs(root, BAD_CAST RESOLVE_NS, BAD_CAST prefix);
	}
	return ns;
}

/* Only books are cut into pages. */
static bool is_paged(const xmlNode *root, const struct resolve_options *options)
{
	return !options->single && (node_is(root, "book") || node_is(root, "set"));
}

/* An article that was plain text keeps the look of it. */
static bool is_numbered(const struct doc *doc, const xmlNode *root)
{
	if (node_is(root, "refentry") || doc->format == DOC_TEXT) {
		return false;
	}
	return !node_is(root, "article") || node_attr(root, "role") == NULL;
}

static void release(struct resolver *resolver)
{
	for (size_t i = 0; i < resolver->place_count; i++) {
		struct place *place = &resolver->places[i];

		free(place->title);
		free(place->wish);
		free(place->anchor);
		free(place->number);
		free(place->page);
	}
	free(resolver->grid);
	free(resolver->places);
	free(resolver->references);
	free(resolver->terms);
	free(resolver->indexes);
	free(resolver->news);
	xmlHashFree(resolver->ids, NULL);
}

int resolve(struct doc *doc, const struct resolve_options *options,
	    struct diag *diag)
{
	struct buf href = { NULL, 0, 0 };
	struct resolver resolver = {
		.doc = doc,
		.options = options,
		.diag = diag,
		.root = xmlDocGetRootElement(doc->xml),
		.href = &href,
	};
	size_t errors = diag->errors;
	xmlDtd *doctype = doc->xml->intSubset;

	if (resolver.root == NULL) {
		return 0;
	}
	/* libxml2 would ask it about each new attribute. */
	doc->xml->intSubset = NULL;
	resolver.numbered = is_numbered(doc, resolver.root);
	resolver.paged = is_paged(resolver.root, options);
	resolve_disown(&resolver, resolver.root);
	resolver.ns = declare_namespace(resolver.root);
	resolve_collect(&resolver);
	resolve_name(&resolver);
	resolve_annotate(&resolver);
	resolve_references(&resolver);
	resolve_contents(&resolver);
	resolve_indexes(&resolver);
	resolve_news(&resolver);
	doc->xml->intSubset = doctype;
	buf_release(&href);
	release(&resolver);
	return diag->errors == errors ? 0 : -1;
}
