/* SPDX-License-Identifier: ISC */
#include "render/render.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/doc.h"
#include "model/resolve.h"
#include "render/html_edit.h"
#include "render/html_image.h"
#include "render/html_moved.h"
#include "render/html_search.h"
#include "render/html_write.h"
#include "render/sheet.h"

static const struct html_asset page_assets[] = {
	{ .name = "html.css", .file = "stet.css", .is_style = true },
	{ .name = "html.js", .file = "stet.js" },
};

enum { ASSET_COUNT = sizeof(page_assets) / sizeof(*page_assets) };

static bool is_cut(const struct doc *doc)
{
	return xmlHasNsProp(xmlDocGetRootElement(doc->xml), BAD_CAST "page",
			    BAD_CAST RESOLVE_NS) != NULL;
}

static xmlDoc *new_pages(struct doc *doc, const char *base,
			 const struct render_options *options, bool cut,
			 struct diag *diag)
{
	const char *params[] = {
		"single", cut ? "no" : "yes",
		"name", base,
		"version", options->version != NULL ? options->version : "",
		"source", options->source_links ? "yes" : "no",
		"edit", options->source_url != NULL ? "yes" : "no",
		NULL,
	};

	return sheet_apply(options->sheets, "html.xsl", doc->xml, params,
			   diag);
}

static char *page_path_dup(const xmlNode *page, const char *base, bool cut,
			   struct diag *diag)
{
	const char *name = node_attr(page, "name");

	if (!cut) {
		return mem_printf("%s.html", base);
	}
	if (name == NULL || !html_file_allowed(name)) {
		diag_say(diag, DIAG_ERROR,
			 "the stylesheet names a page '%s': not a file name",
			 name != NULL ? name : "");
		return NULL;
	}
	return mem_printf("%s/%s", base, name);
}

static int write_pages(xmlDoc *pages, const char *base,
		       const struct html_page *how, struct render_files *out,
		       struct diag *diag)
{
	bool cut = !how->assets->inlined;
	const xmlNode *root = xmlDocGetRootElement(pages);
	const xmlNode *page = root != NULL ? node_child(root, "page") : NULL;
	int result = 0;

	if (page == NULL) {
		diag_say(diag, DIAG_ERROR, "the stylesheet made no page");
		return -1;
	}
	for (; page != NULL && result == 0; page = node_next(page, "page")) {
		char *path = page_path_dup(page, base, cut, diag);
		const xmlNode *html = node_child(page, "html");

		result = -1;
		if (path != NULL && html != NULL) {
			result = html_write_page(html, how,
						 render_files_add(out, path),
						 diag);
		} else if (path != NULL) {
			diag_say(diag, DIAG_ERROR,
				 "the stylesheet made a page without html");
		}
		free(path);
	}
	return result;
}

static int read_assets(struct html_asset *assets,
		       const struct render_options *options, struct diag *diag)
{
	int result = 0;

	memcpy(assets, page_assets, sizeof(page_assets));
	for (size_t i = 0; i < ASSET_COUNT; i++) {
		assets[i].bytes = sheet_asset_dup(options->sheets,
						  assets[i].name,
						  &assets[i].len, diag);
		if (assets[i].bytes == NULL) {
			result = -1;
		}
	}
	return result;
}

/* A page alone is searched as it is. */
static void add_search(const struct doc *doc, const char *base,
		       struct render_files *out)
{
	char *path = mem_printf("%s/search.js", base);

	html_search_put(doc->xml, render_files_add(out, path));
	free(path);
}

/* What pages cut apart share: style, script, images. */
static void add_shared_files(const struct html_page *how, const char *base,
			     struct render_files *out)
{
	for (size_t i = 0; i < how->assets->count; i++) {
		const struct html_asset *asset = &how->assets->assets[i];
		char *path = mem_printf("%s/%s", base, asset->file);

		buf_put(render_files_add(out, path), asset->bytes, asset->len);
		free(path);
	}
	for (size_t i = 0; i < how->images->count; i++) {
		const struct html_image *image = &how->images->images[i];
		char *path = mem_printf("%s/%s", base, image->name);

		if (image->source != NULL) {
			buf_put(render_files_add(out, path),
				image->source->text, image->source->len);
		}
		free(path);
	}
}

int render_html(struct doc *doc, const char *base,
		const struct render_options *options, struct render_files *out,
		struct diag *diag)
{
	struct html_asset assets[ASSET_COUNT];
	bool cut = is_cut(doc);
	struct html_assets set = { assets, ASSET_COUNT, !cut };
	struct html_images images;
	struct html_edit edit = {
		.url = options->source_url,
		.root = options->source_root,
	};
	struct html_page how = { NULL, &set, &images, NULL };
	xmlDoc *pages = NULL;
	int result = read_assets(assets, options, diag);

	html_images_init(&images, doc, options->files);
	how.file = images.file;
	how.edit = edit.url != NULL ? &edit : NULL;
	if (result == 0) {
		pages = new_pages(doc, base, options, cut, diag);
		result = pages != NULL ? 0 : -1;
	}
	if (result == 0) {
		result = write_pages(pages, base, &how, out, diag);
	}
	if (result == 0 && cut) {
		add_shared_files(&how, base, out);
		add_search(doc, base, out);
	}
	if (result == 0 && cut && options->old_names != NULL) {
		result = html_moved_add(doc->xml, base, options->old_names, out,
					diag);
	}
	for (size_t i = 0; i < ASSET_COUNT; i++) {
		free(assets[i].bytes);
	}
	html_images_release(&images);
	html_edit_release(&edit);
	if (pages != NULL) {
		xmlFreeDoc(pages);
	}
	return result;
}
