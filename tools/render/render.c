/* SPDX-License-Identifier: ISC */
#include "render/render.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/doc.h"
#include "render/sheet.h"

struct buf *render_files_add(struct render_files *files, const char *path)
{
	struct render_file *file;

	MEM_GROW(files->files, files->count, files->capacity);
	file = &files->files[files->count++];
	file->path = mem_strdup(path);
	buf_init(&file->data);
	return &file->data;
}

void render_files_move(struct render_files *files, struct render_files *from)
{
	for (size_t i = 0; i < from->count; i++) {
		MEM_GROW(files->files, files->count, files->capacity);
		files->files[files->count++] = from->files[i];
	}
	from->count = 0;
	render_files_release(from);
}

void render_files_release(struct render_files *files)
{
	for (size_t i = 0; i < files->count; i++) {
		free(files->files[i].path);
		buf_release(&files->files[i].data);
	}
	free(files->files);
	files->files = NULL;
	files->count = files->capacity = 0;
}

/* A document type would be taken out by libxslt and put back each time. */
void render_share(struct doc *doc)
{
	xmlDtd *doctype = doc->xml->intSubset;

	if (doctype != NULL) {
		xmlUnlinkNode((xmlNode *)doctype);
		doc->xml->intSubset = NULL;
		doctype->doc = NULL;
		doc->doctype = doctype;
	}
	sheet_number(doc->xml);
}
