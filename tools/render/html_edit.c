/* SPDX-License-Identifier: ISC */
#include "render/html_edit.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

void html_edit_release(struct html_edit *edit)
{
	free(edit->name);
	free(edit->path);
}

/* Below the root, new; as it is where it is not there. */
static char *path_dup(const char *root, const char *name)
{
	char *real = root != NULL ? realpath(name, NULL) : NULL;
	size_t len = root != NULL ? strlen(root) : 0;
	char *path = mem_strdup(name);

	if (real != NULL && strncmp(real, root, len) == 0 && real[len] == '/') {
		free(path);
		path = mem_strdup(real + len + 1);
	}
	free(real);
	return path;
}

static const char *find_path(struct html_edit *edit, const char *file)
{
	if (edit->name == NULL || strcmp(edit->name, file) != 0) {
		html_edit_release(edit);
		edit->name = mem_strdup(file);
		edit->path = path_dup(edit->root, file);
	}
	return edit->path;
}

/* Bytes that mean nothing in an address stand for themselves. */
static void put_quoted(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (is_alnum(*text) || strchr("-_.~/", *text) != NULL) {
			buf_putc(out, *text);
		} else {
			buf_printf(out, "%%%02X", (unsigned char)*text);
		}
	}
}

void html_edit_put(struct html_edit *edit, const char *file, const char *line,
		   struct buf *out)
{
	for (const char *p = edit->url; *p != '\0'; p++) {
		if (p[0] == '%' && p[1] == 'f') {
			put_quoted(out, find_path(edit, file));
			p++;
		} else if (p[0] == '%' && p[1] == 'l') {
			put_quoted(out, line);
			p++;
		} else if (p[0] == '%' && p[1] == '%') {
			buf_putc(out, *p++);
		} else {
			buf_putc(out, *p);
		}
	}
}
