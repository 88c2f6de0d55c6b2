/* SPDX-License-Identifier: ISC */
#include "read/reader.h"
#include "base/diag.h"
#include "base/source.h"

struct doc *read_docbook(struct source *source, const struct read_options *options, struct diag *diag)
{
	(void)options;
	diag_file(diag, DIAG_ERROR, source->name, "docbook is not read yet");
	source_free(source);
	return NULL;
}
