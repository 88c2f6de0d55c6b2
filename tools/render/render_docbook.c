/* SPDX-License-Identifier: ISC */
#include "render/render.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/doc.h"
#include "model/resolve.h"

static bool is_ours(const xmlNs *ns)
{
	return ns != NULL && strcmp((const char *)ns->href, RESOLVE_NS) == 0;
}

static bool is_made(const xmlNode *node)
{
	return xmlHasNsProp((xmlNode *)node, BAD_CAST "made",
			    BAD_CAST RESOLVE_NS) != NULL;
}

static void strip_attributes(xmlNode *node)
{
	xmlAttr *attr = node->properties;

	while (attr != NULL) {
		xmlAttr *next = attr->next;

		if (is_ours(attr->ns)) {
			xmlRemoveProp(attr);
		}
		attr = next;
	}
}

static void strip_declarations(xmlNode *node)
{
	xmlNs **place = &node->nsDef;

	while (*place != NULL) {
		xmlNs *ns = *place;

		if (is_ours(ns)) {
			*place = ns->next;
			xmlFreeNs(ns);
		} else {
			place = &ns->next;
		}
	}
}

/*
 * Takes out all that resolve put in. Declarations go last: what uses them is
 * inside the element that has them.
 */
static void strip(xmlNode *root)
{
	xmlNode *node = root;

	while (node != NULL) {
		xmlNode *next;

		if (node->type != XML_ELEMENT_NODE) {
			node = node_walk(node, root);
			continue;
		}
		if (node != root && (is_ours(node->ns) || is_made(node))) {
			next = node_skip(node, root);
			xmlUnlinkNode(node);
			xmlFreeNode(node);
			node = next;
			continue;
		}
		strip_attributes(node);
		node = node_walk(node, root);
	}
	for (node = root; node != NULL; node = node_walk(node, root)) {
		if (node->type == XML_ELEMENT_NODE) {
			strip_declarations(node);
		}
	}
}

int render_docbook(struct doc *doc, const char *base,
		   const struct render_options *options,
		   struct render_files *out, struct diag *diag)
{
	const xmlDtd *type = doc->doctype;
	xmlDoc *copy = xmlCopyDoc(doc->xml, 1);
	char *path = mem_printf("%s.xml", base);
	xmlChar *bytes = NULL;
	int len = 0;

	(void)options;
	(void)diag;
	if (type != NULL) {
		xmlCreateIntSubset(copy, type->name, type->ExternalID,
				   type->SystemID);
	}
	strip(xmlDocGetRootElement(copy));
	xmlDocDumpMemoryEnc(copy, &bytes, &len, "UTF-8");
	buf_put(render_files_add(out, path), (const char *)bytes, (size_t)len);
	xmlFree(bytes);
	xmlFreeDoc(copy);
	free(path);
	return 0;
}
