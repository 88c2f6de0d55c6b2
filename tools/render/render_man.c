/* SPDX-License-Identifier: ISC */
#include "render/render.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "model/doc.h"
#include "model/project.h"
#include "render/man_part.h"
#include "render/man_write.h"
#include "render/sheet.h"

/* "exim.8" from the page's own name and section; a slash would lead out of the
 * output folder. */
static char *page_path_dup(const xmlNode *page)
{
	const char *name = node_attr(page, "name");
	const char *section = node_attr(page, "section");
	char *path;

	if (name == NULL || name[0] == '\0') {
		name = "page";
	}
	if (section == NULL || section[0] == '\0') {
		section = "7";
	}
	path = mem_printf("%s.%s", name, section);
	for (char *p = path; *p != '\0'; p++) {
		if (*p == '/' || (unsigned char)*p <= ' ' ||
		    (*p == '.' && p == path)) {
			*p = '_';
		}
	}
	return path;
}

/* Every page of a tree of refentries; file names it if it is not NULL. */
static int render_pages(xmlDoc *tree, const char *file,
			const struct render_options *options,
			struct render_files *out, struct diag *diag)
{
	const char *params[] = {
		"version", options->version != NULL ? options->version : "",
		NULL,
	};
	xmlDoc *pages = sheet_apply(options->sheets, "man.xsl", tree, NULL, params,
				   diag);
	const xmlNode *page;

	if (pages == NULL) {
		return -1;
	}
	page = node_child(xmlDocGetRootElement(pages), "page");
	for (; page != NULL; page = node_next(page, "page")) {
		char *path = file != NULL ? mem_strdup(file) :
					    page_path_dup(page);

		man_write(page, render_files_add(out, path));
		free(path);
	}
	xmlFreeDoc(pages);
	return 0;
}

static bool has_refentry(const xmlDoc *tree)
{
	const xmlNode *root = xmlDocGetRootElement(tree);
	const xmlNode *node = root;

	for (; node != NULL; node = node_walk(node, root)) {
		if (node_is(node, "refentry")) {
			return true;
		}
	}
	return false;
}

int render_man(struct doc *doc, const struct render_options *options,
	       struct render_files *out, struct diag *diag)
{
	if (!has_refentry(doc->xml)) {
		return 0;
	}
	return render_pages(doc->xml, NULL, options, out, diag);
}

int render_man_part(struct doc *doc, const struct project_man *man,
		    const struct render_options *options,
		    struct render_files *out, struct diag *diag)
{
	xmlDoc *tree = man_part_new(doc, man, options->version, diag);
	int result;

	if (tree == NULL) {
		return -1;
	}
	result = render_pages(tree, man->page, options, out, diag);
	xmlFreeDoc(tree);
	return result;
}
