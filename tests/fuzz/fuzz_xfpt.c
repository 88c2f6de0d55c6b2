/* SPDX-License-Identifier: ISC */
/*
 * Any bytes as an xfpt document: no crash, no hang, and runs that cover the
 * output in order, pointing into their sources.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "read/xfpt.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_runs(const struct xfpt_output *out)
{
	size_t last = 0;

	for (size_t i = 0; i < out->run_count; i++) {
		const struct xfpt_run *run = &out->runs[i];

		if ((i == 0 ? run->offset != 0 : run->offset <= last) ||
		    run->offset >= out->text.len ||
		    run->span.start > run->span.end ||
		    run->span.end > run->source->len) {
			abort();
		}
		last = run->offset;
	}
}

static void expand(const uint8_t *data, size_t size, bool compat)
{
	struct read_options options = { .root = "/nonexistent",
					.version = "1.0",
					.xfpt_compat = compat,
					.list_mended = true };
	struct doc *doc = doc_new(DOC_XFPT, DOC_PLAIN);
	char *text = mem_strndup("", 0);
	struct xfpt_output out;
	struct diag diag;

	text = mem_resize(text, size + 1, 1);
	if (size > 0) {
		memcpy(text, data, size);
	}
	text[size] = '\0';
	diag_init(&diag, NULL);
	doc_add_source(doc, source_new("(fuzz)", text, size));
	xfpt_expand(doc, doc_main_source(doc), &options, &diag, &out);
	check_runs(&out);
	xfpt_output_release(&out);
	doc_free(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	expand(data, size, true);
	expand(data, size, false);
	return 0;
}
