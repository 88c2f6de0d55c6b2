/* SPDX-License-Identifier: ISC */
#include "render/render.h"

#include "base/mem.h"
#include "model/doc.h"
#include "render/layout.h"
#include "render/sheet.h"

#include <stdlib.h>

enum { DEFAULT_WIDTH = 79 };

static const char *sheet_name(const struct render_options *options)
{
	return options->change_bars ? "text-bars.xsl" : "text.xsl";
}

void render_prepare_text(const struct render_options *options,
			 const struct diag *diag)
{
	sheet_prepare(options->sheets, sheet_name(options), 1, diag);
}

int render_text(struct doc *doc, const char *base,
		const struct render_options *options, struct render_files *out,
		struct diag *diag)
{
	const char *params[] = {
		"version", options->version != NULL ? options->version : "",
		"bars", options->change_bars ? "yes" : "no",
		"ascii", options->ascii ? "yes" : "no",
		NULL,
	};
	struct layout_options layout = {
		.width = options->width > 0 ? options->width : DEFAULT_WIDTH,
		.ascii = options->ascii,
		.bars = options->change_bars,
	};
	xmlDoc *tree;
	char *path;

	tree = sheet_apply(options->sheets, sheet_name(options), doc->xml, NULL,
			   params, diag);
	if (tree == NULL) {
		return -1;
	}
	path = mem_printf("%s.txt", base);
	layout_write(xmlDocGetRootElement(tree), &layout,
		     render_files_add(out, path));
	free(path);
	xmlFreeDoc(tree);
	return 0;
}
