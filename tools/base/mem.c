/* SPDX-License-Identifier: ISC */
#include "base/mem.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MB = 1 << 20 };

_Noreturn void mem_fail(void)
{
	fputs("stet: error: out of memory\n", stderr);
	exit(3);
}

void mem_prepare(void)
{
	mallopt(M_MXFAST, 0);
	mallopt(M_MMAP_THRESHOLD, 4 * MB);
	mallopt(M_TRIM_THRESHOLD, 512 * MB);
}

void *mem_alloc(size_t size)
{
	void *ptr = calloc(1, size != 0 ? size : 1);

	if (ptr == NULL) {
		mem_fail();
	}
	return ptr;
}

void *mem_resize(void *ptr, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size) {
		mem_fail();
	}
	ptr = realloc(ptr, count * size != 0 ? count * size : 1);
	if (ptr == NULL) {
		mem_fail();
	}
	return ptr;
}

char *mem_strndup(const char *text, size_t len)
{
	char *copy = mem_resize(NULL, len + 1, 1);

	if (len != 0) {
		memcpy(copy, text, len);
	}
	copy[len] = '\0';
	return copy;
}

char *mem_strdup(const char *text)
{
	return text != NULL ? mem_strndup(text, strlen(text)) : NULL;
}

char *mem_vprintf(const char *format, va_list args)
{
	va_list copy;
	char small[256];
	char *text;
	int len;

	va_copy(copy, args);
	len = vsnprintf(small, sizeof(small), format, copy);
	va_end(copy);
	if (len < 0) {
		mem_fail();
	}
	if ((size_t)len < sizeof(small)) {
		return mem_strndup(small, (size_t)len);
	}
	text = mem_resize(NULL, (size_t)len + 1, 1);
	vsnprintf(text, (size_t)len + 1, format, args);
	return text;
}

char *mem_printf(const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = mem_vprintf(format, args);
	va_end(args);
	return text;
}
