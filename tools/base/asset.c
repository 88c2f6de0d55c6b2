/* SPDX-License-Identifier: ISC */
#include "base/asset.h"

#include <string.h>

struct slice asset_find(const char *name)
{
	const struct asset *asset;

	for (asset = asset_table; asset->name != NULL; asset++) {
		if (strcmp(asset->name, name) == 0) {
			return slice_of((const char *)asset->data, asset->len);
		}
	}
	return slice_of(NULL, 0);
}
