/* SPDX-License-Identifier: ISC */
#include "read/xml_read.h"

#include <stdlib.h>

#include "base/mem.h"
#include "read/xml_parse.h"

/* What any document may expand to, however short it is. */
static const size_t free_expansion = (size_t)1 << 20;

int xml_read(struct doc *doc, struct slice text, const struct xml_map *map,
	     const struct read_options *options, struct diag *diag)
{
	struct xml_job job = {
		.doc = doc,
		.options = options,
		.diag = diag,
		.files = doc->format == DOC_DOCBOOK,
		.may_expand = free_expansion + 10 * text.len,
	};
	struct xml_parse *parse = mem_alloc(sizeof(*parse));

	parse->job = &job;
	parse->source = job.files ? doc_main_source(doc) : NULL;
	doc->xml = xml_parse_text(parse, text, map);
	free(parse);
	free(job.root);
	xmlDictFree(job.dict);
	return doc->xml != NULL ? 0 : -1;
}
