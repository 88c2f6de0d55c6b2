/* SPDX-License-Identifier: ISC */
#include "model/division.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/doc.h"

/* Sorted by name. */
static const struct division divisions[] = {
	{ "appendix", "Appendix", NUMBER_APPENDIX, false, true, false },
	{ "article", NULL, NUMBER_NONE, false, true, false },
	{ "bibliography", NULL, NUMBER_NONE, false, true, false },
	{ "book", NULL, NUMBER_NONE, true, true, false },
	{ "chapter", "Chapter", NUMBER_CHAPTER, false, true, false },
	{ "colophon", NULL, NUMBER_NONE, false, true, false },
	{ "dedication", NULL, NUMBER_NONE, false, true, false },
	{ "glossary", NULL, NUMBER_NONE, false, true, false },
	{ "index", NULL, NUMBER_NONE, false, true, false },
	{ "part", "Part", NUMBER_PART, true, true, false },
	{ "preface", NULL, NUMBER_NONE, false, true, false },
	{ "refentry", NULL, NUMBER_NONE, false, true, false },
	{ "reference", NULL, NUMBER_NONE, true, true, false },
	{ "refsect1", "Section", NUMBER_SECTION, false, false, true },
	{ "refsect2", "Section", NUMBER_SECTION, false, false, true },
	{ "refsect3", "Section", NUMBER_SECTION, false, false, true },
	{ "refsection", "Section", NUMBER_SECTION, false, false, true },
	{ "sect1", "Section", NUMBER_SECTION, false, false, true },
	{ "sect2", "Section", NUMBER_SECTION, false, false, true },
	{ "sect3", "Section", NUMBER_SECTION, false, false, true },
	{ "sect4", "Section", NUMBER_SECTION, false, false, true },
	{ "sect5", "Section", NUMBER_SECTION, false, false, true },
	{ "section", "Section", NUMBER_SECTION, false, false, true },
	{ "set", NULL, NUMBER_NONE, true, true, false },
	{ "simplesect", NULL, NUMBER_NONE, false, false, true },
};

static const struct division other = {
	"", NULL, NUMBER_NONE, false, false, false,
};

const struct division *division_other(void)
{
	return &other;
}

static int compare_name(const void *name, const void *row)
{
	return strcmp(name, ((const struct division *)row)->name);
}

const struct division *division_find(const xmlNode *node)
{
	if (node->type != XML_ELEMENT_NODE || node->ns != NULL) {
		return NULL;
	}
	return bsearch(node->name, divisions,
		       sizeof(divisions) / sizeof(*divisions),
		       sizeof(*divisions), compare_name);
}

static bool is_info(const xmlNode *node)
{
	const char *name = (const char *)node->name;
	size_t len = strlen(name);

	return len >= 4 && strcmp(name + len - 4, "info") == 0;
}

xmlNode *division_title(const xmlNode *node)
{
	xmlNode *child;

	for (child = node_child(node, NULL); child != NULL;
	     child = node_next(child, NULL)) {
		xmlNode *title = NULL;

		if (node_is(child, "title")) {
			title = child;
		} else if (is_info(child)) {
			title = node_child(child, "title");
		} else if (node_is(child, "refnamediv")) {
			title = node_child(child, "refname");
		} else if (division_find(child) != NULL) {
			break;
		}
		if (title != NULL) {
			return title;
		}
	}
	return NULL;
}

char *division_text_dup(const xmlNode *node)
{
	char *text = node_text_dup(node);
	char *to = text;

	for (const char *p = text; *p != '\0'; p++) {
		if (strncmp(p, "\xc2\xa0", 2) == 0) {
			*to++ = ' ';
			p++;
		} else {
			*to++ = *p;
		}
	}
	*to = '\0';
	return text;
}

char *division_title_dup(const xmlNode *node)
{
	const xmlNode *title = division_title(node);

	return title != NULL ? division_text_dup(title) : mem_strdup("");
}

const char *division_id(const xmlNode *node)
{
	const xmlAttr *attr;

	for (attr = node->properties; attr != NULL; attr = attr->next) {
		if (strcmp((const char *)attr->name, "id") == 0 &&
		    (attr->ns == NULL ||
		     xmlStrEqual(attr->ns->prefix, BAD_CAST "xml")) &&
		    attr->children != NULL &&
		    attr->children->content != NULL &&
		    attr->children->content[0] != '\0') {
			return (const char *)attr->children->content;
		}
	}
	return NULL;
}
