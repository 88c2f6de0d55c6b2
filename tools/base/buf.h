/* SPDX-License-Identifier: ISC */
/*
 * buf - an owned, growing run of bytes.
 *
 * data is never NULL after buf_init() and always NUL-terminated, the NUL not
 * counted in len; the bytes may hold NULs of their own. A buffer of zeroes is
 * empty as well and owns nothing, but its data is NULL.
 */
#ifndef STET_BASE_BUF_H
#define STET_BASE_BUF_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/slice.h"

struct buf {
	char *data;
	size_t len;
	size_t capacity;
};

void buf_init(struct buf *buf);
void buf_release(struct buf *buf);

/* Forgets the content, keeps the memory. */
static inline void buf_clear(struct buf *buf)
{
	buf->len = 0;
	if (buf->data != NULL) {
		buf->data[0] = '\0';
	}
}

/* Room for extra more bytes, so that the next appends do not move data. */
void buf_reserve(struct buf *buf, size_t extra);

/* Inline, as most of what is put is short, and much of it constant. */
static inline void buf_put(struct buf *buf, const char *bytes, size_t len)
{
	if (len == 0) {
		return;
	}
	if (len >= buf->capacity - buf->len) {
		buf_reserve(buf, len);
	}
	memcpy(buf->data + buf->len, bytes, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
}

static inline void buf_putc(struct buf *buf, char byte)
{
	if (buf->len + 2 > buf->capacity) {
		buf_reserve(buf, 1);
	}
	buf->data[buf->len++] = byte;
	buf->data[buf->len] = '\0';
}

static inline void buf_puts(struct buf *buf, const char *text)
{
	buf_put(buf, text, strlen(text));
}

static inline void buf_put_slice(struct buf *buf, struct slice slice)
{
	buf_put(buf, slice.ptr, slice.len);
}

void buf_fill(struct buf *buf, char byte, size_t count);
void buf_printf(struct buf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Appends one code point as UTF-8; what is no code point gives U+FFFD. */
void buf_put_utf8(struct buf *buf, uint32_t code_point);

/* Cuts to len bytes; len must not exceed the length. */
void buf_truncate(struct buf *buf, size_t len);

/* Hands the bytes to the caller (free()), leaves a buffer of zeroes: it may be
 * used again, and need not be released if it is not. */
char *buf_detach(struct buf *buf, size_t *len);

static inline struct slice buf_slice(const struct buf *buf)
{
	return slice_of(buf->data, buf->len);
}

#endif
