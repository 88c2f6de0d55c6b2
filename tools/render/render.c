/* SPDX-License-Identifier: ISC */
#include "render/render.h"

#include <stdlib.h>

#include "base/mem.h"

struct buf *render_files_add(struct render_files *files, const char *path)
{
	struct render_file *file;

	MEM_GROW(files->files, files->count, files->capacity);
	file = &files->files[files->count++];
	file->path = mem_strdup(path);
	buf_init(&file->data);
	return &file->data;
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
