/* SPDX-License-Identifier: ISC */
#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { FIRST_CAPACITY = 32 };

void buf_init(struct buf *buf)
{
	buf->capacity = FIRST_CAPACITY;
	buf->data = mem_resize(NULL, buf->capacity, 1);
	buf->data[0] = '\0';
	buf->len = 0;
}

void buf_release(struct buf *buf)
{
	free(buf->data);
	buf->data = NULL;
	buf->len = buf->capacity = 0;
}

void buf_reserve(struct buf *buf, size_t extra)
{
	size_t need = buf->len + extra + 1;

	if (need <= buf->capacity) {
		return;
	}
	if (buf->capacity == 0) {
		buf->capacity = FIRST_CAPACITY;
	}
	while (buf->capacity < need) {
		buf->capacity *= 2;
	}
	buf->data = mem_resize(buf->data, buf->capacity, 1);
}

void buf_fill(struct buf *buf, char byte, size_t count)
{
	buf_reserve(buf, count);
	memset(buf->data + buf->len, byte, count);
	buf->len += count;
	buf->data[buf->len] = '\0';
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	size_t room;
	va_list args;
	int len;

	buf_reserve(buf, 1);
	room = buf->capacity - buf->len;
	va_start(args, format);
	len = vsnprintf(buf->data + buf->len, room, format, args);
	va_end(args);
	assert(len >= 0);
	if ((size_t)len >= room) {
		buf_reserve(buf, (size_t)len);
		va_start(args, format);
		vsnprintf(buf->data + buf->len, (size_t)len + 1, format, args);
		va_end(args);
	}
	buf->len += (size_t)len;
}

void buf_put_utf8(struct buf *buf, uint32_t c)
{
	if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) {
		c = 0xfffd;
	}
	if (c < 0x80) {
		buf_putc(buf, (char)c);
	} else if (c < 0x800) {
		buf_putc(buf, (char)(0xc0 | c >> 6));
		buf_putc(buf, (char)(0x80 | (c & 0x3f)));
	} else if (c < 0x10000) {
		buf_putc(buf, (char)(0xe0 | c >> 12));
		buf_putc(buf, (char)(0x80 | (c >> 6 & 0x3f)));
		buf_putc(buf, (char)(0x80 | (c & 0x3f)));
	} else {
		buf_putc(buf, (char)(0xf0 | c >> 18));
		buf_putc(buf, (char)(0x80 | (c >> 12 & 0x3f)));
		buf_putc(buf, (char)(0x80 | (c >> 6 & 0x3f)));
		buf_putc(buf, (char)(0x80 | (c & 0x3f)));
	}
}

void buf_truncate(struct buf *buf, size_t len)
{
	assert(len <= buf->len);
	if (buf->data != NULL) {
		buf->len = len;
		buf->data[len] = '\0';
	}
}

char *buf_detach(struct buf *buf, size_t *len)
{
	char *data = buf->data;

	if (len != NULL) {
		*len = buf->len;
	}
	*buf = (struct buf){ 0 };
	return data;
}
