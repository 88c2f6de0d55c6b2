/* SPDX-License-Identifier: ISC */
/*
 * slice - a borrowed run of bytes, and a span of byte offsets.
 *
 * A slice owns nothing and must not outlive what it points into. Bytes, not
 * code points; not NUL-terminated.
 */
#ifndef STET_BASE_SLICE_H
#define STET_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
	const char *ptr;
	size_t len;
};

/* Half open: bytes start up to, not including, end. */
struct span {
	size_t start;
	size_t end;
};

static inline struct slice slice_of(const char *ptr, size_t len)
{
	struct slice slice = { ptr, len };
	return slice;
}

static inline struct slice slice_text(const char *text)
{
	return slice_of(text, strlen(text));
}

static inline bool slice_equal(struct slice a, struct slice b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool slice_is(struct slice slice, const char *text)
{
	return slice_equal(slice, slice_text(text));
}

static inline bool slice_starts(struct slice slice, const char *prefix)
{
	size_t len = strlen(prefix);
	return slice.len >= len && memcmp(slice.ptr, prefix, len) == 0;
}

/* White space as the C locale has it, whatever the locale. */
static inline bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool is_alnum(char c)
{
	return is_digit(c) || is_alpha(c);
}

static inline char to_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Without white space at the end, or at both ends. */
static inline struct slice slice_trim_end(struct slice slice)
{
	while (slice.len > 0 && is_space(slice.ptr[slice.len - 1])) {
		slice.len--;
	}
	return slice;
}

static inline struct slice slice_trim(struct slice slice)
{
	while (slice.len > 0 && is_space(slice.ptr[0])) {
		slice.ptr++;
		slice.len--;
	}
	return slice_trim_end(slice);
}

#endif
