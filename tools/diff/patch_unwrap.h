/* SPDX-License-Identifier: ISC */
/*
 * patch_unwrap - the lines of a patch out of what was put around them on its
 * way: the encodings of mail, the tags of a page in HTML. For patch_read.c.
 *
 * Each line made knows the line it came from, for messages.
 */
#ifndef STET_DIFF_PATCH_UNWRAP_H
#define STET_DIFF_PATCH_UNWRAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct source;

struct patch_unwrapped {
	struct buf text;
	size_t *lines;		/* where each line of the text begins, from 1 */
	size_t line_count;
	size_t capacity;
	bool in_line;
};

void patch_unwrapped_init(struct patch_unwrapped *out);
void patch_unwrapped_release(struct patch_unwrapped *out);

/* Appends a byte that came from the line. */
void patch_unwrapped_putc(struct patch_unwrapped *out, char c, size_t line);
void patch_unwrapped_put(struct patch_unwrapped *out, struct slice text,
			 size_t line);

/*
 * Mail, one or several, with its bodies as quoted-printable or in base64. False
 * if nothing in it is: then it can be read as it stands.
 */
bool patch_unwrap_mail(struct source *source, struct patch_unwrapped *out);

/* A page in HTML; false if it is none. */
bool patch_unwrap_page(struct source *source, struct patch_unwrapped *out);

#endif
