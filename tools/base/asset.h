/* SPDX-License-Identifier: ISC */
/*
 * asset - the files built into the binary: stylesheets, style and script of the
 * pages, the xfpt library, the presets. Named by their path below xml/, such as
 * "html.xsl" or "xfpt/stdmacs".
 */
#ifndef STET_BASE_ASSET_H
#define STET_BASE_ASSET_H

#include <stddef.h>

#include "base/slice.h"

struct asset {
	const char *name;
	const unsigned char *data;
	size_t len;
};

/* The generated table, ended by a NULL name (out/gen/assets.c). */
extern const struct asset asset_table[];

/* The bytes of an asset; a NULL ptr if there is none of this name. */
struct slice asset_find(const char *name);

#endif
