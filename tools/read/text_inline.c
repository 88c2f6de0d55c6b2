/* SPDX-License-Identifier: ISC */
#include "read/text_inline.h"

#include <string.h>

#include "read/cmark_tree.h"

/* The address's scheme at p, or 0. */
static size_t scheme_length(struct slice rest)
{
	static const char *const schemes[] = { "http://", "https://", "ftp://" };

	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++) {
		if (slice_starts(rest, schemes[i])) {
			return strlen(schemes[i]);
		}
	}
	return 0;
}

/* Without what closes the sentence or the brackets around it. */
static size_t address_length(struct slice rest)
{
	size_t len = 0;

	while (len < rest.len && !is_space(rest.ptr[len]) &&
	       strchr("<>\"{}|\\^`", rest.ptr[len]) == NULL) {
		len++;
	}
	while (len > 0 && strchr(".,;:!?)]'", rest.ptr[len - 1]) != NULL) {
		len--;
	}
	return len;
}

void text_inline(xmlNode *parent, struct slice text)
{
	size_t done = 0;
	size_t i = 0;

	while (i < text.len) {
		struct slice rest = slice_of(text.ptr + i, text.len - i);
		size_t scheme = 0;
		size_t len;

		if (i == 0 || !is_alnum(text.ptr[i - 1])) {
			scheme = scheme_length(rest);
		}
		len = scheme > 0 ? address_length(rest) : 0;
		if (len <= scheme) {
			i++;
			continue;
		}
		cmark_tree_text(parent, slice_of(text.ptr + done, i - done));
		rest.len = len;
		xmlNode *link = xmlNewChild(parent, NULL, BAD_CAST "ulink", NULL);
		cmark_tree_attr(link, "url", rest);
		cmark_tree_text(link, rest);
		i += len;
		done = i;
	}
	cmark_tree_text(parent, slice_of(text.ptr + done, text.len - done));
}
