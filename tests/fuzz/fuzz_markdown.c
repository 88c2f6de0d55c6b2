/* SPDX-License-Identifier: ISC */
/*
 * Fuzzes the Markdown reader: it must not crash, and every element must come
 * from lines inside its parent's.
 */
#include <stdint.h>

#include "fuzz_tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct doc *doc = fuzz_read(data, size, DOC_MARKDOWN, DOC_PLAIN);

	if (doc != NULL) {
		fuzz_check_origins(doc);
	}
	doc_free(doc);
	return 0;
}
