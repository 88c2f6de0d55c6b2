/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/source.h"
#include "diff/compare.h"
#include "model/doc.h"

static bool is_clean(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (c >= 0x7f || (c < 0x20 && c != '\n' && c != '\t')) {
			return false;
		}
	}
	return true;
}

/* Bytes that are no UTF-8 and control characters become U+FFFD. */
char *clean_slice_dup(struct slice text)
{
	struct buf out;
	size_t i = 0;

	if (is_clean(text)) {
		return mem_strndup(text.ptr, text.len);
	}
	buf_init(&out);
	while (i < text.len) {
		utf8proc_int32_t code;
		utf8proc_ssize_t len = utf8proc_iterate(
			(const utf8proc_uint8_t *)text.ptr + i,
			(utf8proc_ssize_t)(text.len - i), &code);

		if (len <= 0) {
			buf_put_utf8(&out, 0xfffd);
			i++;
			continue;
		}
		if ((code < 0x20 && code != '\n' && code != '\t') ||
		    (code >= 0x7f && code < 0xa0) || code == 0xfffe ||
		    code == 0xffff) {
			buf_put_utf8(&out, 0xfffd);
		} else {
			buf_put(&out, text.ptr + i, (size_t)len);
		}
		i += (size_t)len;
	}
	return buf_detach(&out, NULL);
}

char *clean_dup(const char *text)
{
	return text != NULL ? clean_slice_dup(slice_text(text)) : NULL;
}

/* Titles from the outermost part to the parent. */
static void set_path(const struct side *side, const struct part *part,
		     struct change_place *out)
{
	size_t depth = 0;
	uint32_t up = part->parent;

	while (up != NO_PART && side->parts[up].unit != NULL) {
		depth++;
		up = side->parts[up].parent;
	}
	out->path = mem_alloc((depth + 1) * sizeof(*out->path));
	out->path_count = depth;
	for (up = part->parent; depth > 0; up = side->parts[up].parent) {
		out->path[--depth] = clean_dup(side->parts[up].unit->title);
	}
}

void place_of_part(const struct side *side, const struct part *part,
		   struct change_place *out)
{
	const struct unit *unit = part->unit;
	const struct doc *doc = part->document->doc;

	*out = (struct change_place){ NULL, 0, 0, NULL, 0 };
	if (unit == NULL) {
		out->file = clean_dup(doc != NULL ?
					      doc_main_source(doc)->name :
					      part->document->path);
	} else if (unit->source != NULL) {
		out->file = clean_dup(unit->source->name);
		out->line = unit->line;
		out->end_line = unit->end_line;
	}
	set_path(side, part, out);
}

const char *part_unit_name(const struct part *part)
{
	return part->unit != NULL ? unit_kind_name(part->unit->kind) :
				    "document";
}

char *part_key_dup(const struct part *part)
{
	return clean_dup(part->unit != NULL ? part->unit->key :
					      part->document->path);
}

char *part_title_dup(const struct part *part)
{
	return clean_dup(part->unit != NULL ? part->unit->title :
					      part->document->path);
}
