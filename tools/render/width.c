/* SPDX-License-Identifier: ISC */
#include "render/width.h"

#include <utf8proc.h>

enum { REPLACEMENT = 0xfffd };

uint32_t width_decode(struct slice text, size_t *len)
{
	utf8proc_int32_t code_point;
	utf8proc_ssize_t used;

	if ((unsigned char)text.ptr[0] < 0x80) {
		*len = 1;
		return (unsigned char)text.ptr[0];
	}
	used = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr,
				(utf8proc_ssize_t)text.len, &code_point);
	if (used <= 0) {
		*len = 1;
		return REPLACEMENT;
	}
	*len = (size_t)used;
	return (uint32_t)code_point;
}

int width_char(uint32_t code_point)
{
	if (code_point < 0x80) {
		return code_point >= 0x20 && code_point != 0x7f;
	}
	return utf8proc_charwidth((utf8proc_int32_t)code_point);
}

int width_text(struct slice text)
{
	int width = 0;

	while (text.len > 0) {
		size_t used;

		width += width_char(width_decode(text, &used));
		text.ptr += used;
		text.len -= used;
	}
	return width;
}
