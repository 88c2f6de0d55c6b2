/* SPDX-License-Identifier: ISC */
/*
 * html_image - the image files that pages show, each read once. For
 * render_html.c and html_write.c only.
 *
 * Images are found below the folder of the document's main file, by relative
 * names; links that lead out of it are not followed.
 */
#ifndef STET_RENDER_HTML_IMAGE_H
#define STET_RENDER_HTML_IMAGE_H

#include <stddef.h>

struct buf;
struct diag;
struct doc;
struct files;
struct source;

struct html_image {
	char *name;		/* as the document says it */
	const char *type;	/* "image/png" */
	struct source *source;	/* the bytes; NULL: it cannot be shown */
};

struct html_images {
	const char *file;	/* the document's, for messages */
	const struct files *files;	/* where the folder is; NULL: the disk */
	char *folder;		/* real path; NULL: the document has none */
	struct html_image *images;	/* in the order they were met */
	size_t count;
	size_t capacity;
	struct _xmlHashTable *numbers;	/* by name: the place, from 1 */
};

void html_images_init(struct html_images *images, const struct doc *doc,
		      const struct files *files);
void html_images_release(struct html_images *images);

/* The image of this name, lent until the next call; NULL if it cannot be shown,
 * with a warning the first time. */
const struct html_image *html_image_find(struct html_images *images,
					 const char *name, struct diag *diag);

/* Appends the image as an address that holds its bytes (data:). */
void html_image_put(const struct html_image *image, struct buf *out);

#endif
