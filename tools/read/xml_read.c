/* SPDX-License-Identifier: ISC */
#include "read/xml_read.h"

int xml_read(struct doc *doc, struct slice text, const struct xml_map *map, const struct read_options *options, struct diag *diag)
{
	(void)doc; (void)text; (void)map; (void)options; (void)diag;
	return -1;
}
