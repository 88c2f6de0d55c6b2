/* SPDX-License-Identifier: ISC */
#include "diff/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "diff/diff.h"
#include "model/doc.h"
#include "render/html_image.h"
#include "render/html_write.h"
#include "render/layout.h"
#include "render/sheet.h"

enum { DEFAULT_WIDTH = 80 };

/* The names that diff-terminal.xsl uses. Words that are replaced differ in more
 * than the colour, for those who cannot tell red from green. */
static const struct layout_style colours[] = {
	{ "removed", "\033[31;9m", "\033[m", 0 },
	{ "added", "\033[32;1m", "\033[m", 0 },
	{ "gone", "\033[31m", "\033[m", 0 },
	{ "new", "\033[32m", "\033[m", 0 },
	{ "moved", "\033[36m", "\033[m", 0 },
	{ "kind", "\033[1;33m", "\033[m", 0 },
	{ "title", "\033[1m", "\033[m", 0 },
	{ "place", "\033[35m", "\033[m", 0 },
	{ "faint", "\033[2m", "\033[m", 0 },
	{ NULL, NULL, NULL, 0 },
};

static const struct layout_style marks[] = {
	{ "removed", "[-", "-]", 2 },
	{ "added", "{+", "+}", 2 },
	{ NULL, NULL, NULL, 0 },
};

/* --- text -------------------------------------------------------------------------- */

static int write_text(xmlDoc *tree, const struct report_options *options,
		      struct buf *out, struct diag *diag)
{
	const char *params[] = { "stat", options->stat ? "yes" : "no", NULL };
	struct layout_options layout = {
		.width = options->width > 0 ? options->width : DEFAULT_WIDTH,
		.styles = options->format == REPORT_TERMINAL ? colours : marks,
	};
	xmlDoc *made = sheet_apply(options->sheets, "diff-terminal.xsl", tree,
				   NULL, params, diag);

	if (made == NULL) {
		return -1;
	}
	if (xmlDocGetRootElement(made) != NULL) {
		layout_write(xmlDocGetRootElement(made), &layout, out);
	}
	xmlFreeDoc(made);
	return 0;
}

static int write_markdown(xmlDoc *tree, const struct report_options *options,
			  struct buf *out, struct diag *diag)
{
	xmlDoc *made = sheet_apply(options->sheets, "diff-markdown.xsl", tree,
				   NULL, NULL, diag);

	if (made == NULL) {
		return -1;
	}
	if (xmlDocGetRootElement(made) != NULL) {
		report_markdown(xmlDocGetRootElement(made), options->limit,
				out);
	}
	xmlFreeDoc(made);
	return 0;
}

/* --- HTML -------------------------------------------------------------------------- */

static const struct html_asset page_assets[] = {
	{ .name = "html.css", .is_style = true },
	{ .name = "diff-html.css", .is_style = true },
	{ .name = "diff-html.js" },
};

enum { ASSET_COUNT = sizeof(page_assets) / sizeof(*page_assets) };

static int read_assets(struct html_asset *assets,
		       const struct report_options *options, struct diag *diag)
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

static int write_page(xmlDoc *tree, const struct report_options *options,
		      const struct html_page *page, struct buf *out,
		      struct diag *diag)
{
	const char *params[] = { "whole", options->whole ? "yes" : "no", NULL };
	xmlDoc *made = sheet_apply(options->sheets, "diff-html.xsl", tree,
				   NULL, params, diag);
	const xmlNode *root = made != NULL ? xmlDocGetRootElement(made) : NULL;
	int result = -1;

	if (root != NULL && node_is(root, "html")) {
		result = html_write_page(root, page, out, diag);
	} else if (made != NULL) {
		diag_say(diag, DIAG_ERROR, "the stylesheet made no page");
	}
	if (made != NULL) {
		xmlFreeDoc(made);
	}
	return result;
}

static int write_html(xmlDoc *tree, const struct report_options *options,
		      struct buf *out, struct diag *diag)
{
	struct html_asset assets[ASSET_COUNT];
	struct html_assets set = { assets, ASSET_COUNT, true };
	struct html_images images = { .file = "diff-html.xsl" };
	struct html_page page = { .file = "diff-html.xsl", .assets = &set,
				  .images = &images };
	int result = read_assets(assets, options, diag);

	if (result == 0) {
		result = write_page(tree, options, &page, out, diag);
	}
	for (size_t i = 0; i < ASSET_COUNT; i++) {
		free(assets[i].bytes);
	}
	return result;
}

/* --- what is looked at -------------------------------------------------------------- */

static int write_xml(xmlDoc *tree, const struct report_options *options,
		     struct buf *out, struct diag *diag)
{
	xmlChar *bytes = NULL;
	int len = 0;

	(void)options;
	(void)diag;
	xmlDocDumpFormatMemoryEnc(tree, &bytes, &len, "UTF-8", 0);
	buf_put(out, (const char *)bytes, len > 0 ? (size_t)len : 0);
	xmlFree(bytes);
	return 0;
}

int report_write(const struct change_tree *tree,
		 const struct report_options *options, struct buf *out,
		 struct diag *diag)
{
	static int (*const writers[])(xmlDoc *tree,
				      const struct report_options *options,
				      struct buf *out, struct diag *diag) = {
		[REPORT_TERMINAL] = write_text,
		[REPORT_PLAIN] = write_text,
		[REPORT_MARKDOWN] = write_markdown,
		[REPORT_HTML] = write_html,
		[REPORT_XML] = write_xml,
	};
	bool folds = options->format == REPORT_HTML ||
		     options->format == REPORT_XML;
	xmlDoc *doc = report_tree_new(tree, folds);
	int result = writers[options->format](doc, options, out, diag);

	xmlFreeDoc(doc);
	return result;
}
