/* SPDX-License-Identifier: ISC */
#include "render/html_image.h"

#include <libxml/hash.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/doc.h"
#include "model/files.h"
#include "render/html_write.h"

/* Bytes of one image: a page that holds more is of no use. */
enum { SIZE_LIMIT = 32 << 20 };

struct type {
	const char *suffix;
	const char *name;
};

static const struct type types[] = {
	{ ".svg", "image/svg+xml" }, { ".png", "image/png" },
	{ ".jpg", "image/jpeg" },    { ".jpeg", "image/jpeg" },
	{ ".gif", "image/gif" },     { ".webp", "image/webp" },
	{ ".avif", "image/avif" },
};

static const char *type_of(const char *name)
{
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot != NULL && i < sizeof(types) / sizeof(*types);
	     i++) {
		if (strcasecmp(dot, types[i].suffix) == 0) {
			return types[i].name;
		}
	}
	return NULL;
}

void html_images_init(struct html_images *images, const struct doc *doc,
		      const struct files *files)
{
	const struct source *source =
		doc->source_count > 0 ? doc_main_source(doc) : NULL;
	char *path = source != NULL && source->path != NULL
			     ? files_real_dup(files, source->path)
			     : NULL;

	memset(images, 0, sizeof(*images));
	images->numbers = xmlHashCreate(0);
	if (path != NULL) {
		*strrchr(path, '/') = '\0';
	}
	images->files = files;
	images->folder = path;
	images->file = source != NULL ? source->name : "(document)";
}

void html_images_release(struct html_images *images)
{
	for (size_t i = 0; i < images->count; i++) {
		free(images->images[i].name);
		source_free(images->images[i].source);
	}
	xmlHashFree(images->numbers, NULL);
	free(images->images);
	free(images->folder);
}

/* The file's real path, new; NULL with why not. */
static char *path_dup(const struct html_images *images, const char *name,
		      const char **why)
{
	char *joined;
	char *path;
	size_t len;

	if (!html_file_allowed(name)) {
		*why = "only files below the document's own folder are shown";
		return NULL;
	}
	if (type_of(name) == NULL) {
		*why = "not a kind of image that browsers show";
		return NULL;
	}
	if (images->folder == NULL) {
		*why = "the document has no folder to look in";
		return NULL;
	}
	joined = mem_printf("%s/%s", images->folder, name);
	path = files_real_dup(images->files, joined);
	free(joined);
	len = strlen(images->folder);
	if (path == NULL) {
		*why = "there is no such file in the document's folder";
	} else if (strncmp(path, images->folder, len) != 0 ||
		   path[len] != '/') {
		*why = "it leads out of the document's folder";
		free(path);
		path = NULL;
	}
	return path;
}

static struct source *read_image(const struct html_images *images,
				 const char *name, struct diag *diag)
{
	const char *why = NULL;
	char *path = path_dup(images, name, &why);
	struct source *source = NULL;

	if (path != NULL) {
		source = files_read(images->files, path, diag);
		free(path);
	}
	if (source != NULL && source->len > SIZE_LIMIT) {
		why = "it is too large";
		source_free(source);
		source = NULL;
	}
	if (why != NULL) {
		diag_file(diag, DIAG_WARNING, images->file,
			  "the image '%s' is left out: %s", name, why);
	}
	return source;
}

const struct html_image *html_image_find(struct html_images *images,
					 const char *name, struct diag *diag)
{
	const xmlChar *key = (const xmlChar *)name;
	uintptr_t number = (uintptr_t)xmlHashLookup(images->numbers, key);
	struct html_image *image;

	if (number != 0) {
		image = &images->images[number - 1];
		return image->source != NULL ? image : NULL;
	}
	MEM_GROW(images->images, images->count, images->capacity);
	image = &images->images[images->count++];
	xmlHashAddEntry(images->numbers, key, (void *)(uintptr_t)images->count);
	image->name = mem_strdup(name);
	image->type = type_of(name);
	image->source = read_image(images, name, diag);
	return image->source != NULL ? image : NULL;
}

void html_image_put(const struct html_image *image, struct buf *out)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *bytes = (const unsigned char *)image->source->text;
	size_t len = image->source->len;

	buf_printf(out, "data:%s;base64,", image->type);
	buf_reserve(out, len / 3 * 4 + 4);
	for (size_t i = 0; i < len; i += 3) {
		unsigned int left = len - i < 3 ? (unsigned int)(len - i) : 3;
		unsigned int word = (unsigned int)bytes[i] << 16;

		word |= left > 1 ? (unsigned int)bytes[i + 1] << 8 : 0;
		word |= left > 2 ? bytes[i + 2] : 0;
		for (unsigned int j = 0; j < 4; j++) {
			buf_putc(out, j <= left ? digits[word >> (18 - 6 * j) & 63]
						: '=');
		}
	}
}
