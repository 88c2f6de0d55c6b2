/* SPDX-License-Identifier: ISC */
/*
 * Fuzzes the plain text reader: the first byte chooses the role, the rest is
 * the text. Besides not crashing, every element must come from whole lines
 * inside its parent, and no word may be lost.
 */
#include <stdint.h>
#include <stdlib.h>

#include "fuzz_tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum doc_role roles[] = {
		DOC_PLAIN, DOC_EXPERIMENTAL, DOC_OPTION_LIST, DOC_NEWS,
		DOC_CHANGELOG,
	};
	struct doc *doc;

	if (size == 0) {
		return 0;
	}
	doc = fuzz_read(data + 1, size - 1, DOC_TEXT, roles[data[0] % 5]);
	if (doc != NULL) {
		fuzz_check_origins(doc);
		fuzz_check_letters(doc);
	}
	doc_free(doc);
	return 0;
}
