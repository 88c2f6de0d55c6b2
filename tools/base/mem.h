/* SPDX-License-Identifier: ISC */
/*
 * mem - allocation that exits on failure, and array growth.
 *
 * Nobody checks for a failed allocation: a document tool without memory has
 * nothing sensible to do, so these print one line and exit with status 3.
 */
#ifndef STET_BASE_MEM_H
#define STET_BASE_MEM_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* Says so and exits: for what a library could not allocate. */
_Noreturn void mem_fail(void);

/*
 * Once, before there are threads: for glibc. Without this it keeps small pieces
 * apart at first and goes through all of them whenever something big is allocated
 * or freed, which took a tenth of the time of a build; and it gives large pieces
 * back to the system at once, only to ask for their pages anew.
 */
void mem_prepare(void);

/* Zeroed memory, never NULL (a size of 0 gives one byte). Freed by free(). */
void *mem_alloc(size_t size);

/* As realloc() for an array of count elements; checks for overflow. */
void *mem_resize(void *ptr, size_t count, size_t size);

/* Copies owned by the caller; a NULL text gives NULL. */
char *mem_strdup(const char *text);
char *mem_strndup(const char *text, size_t len);

/* A newly allocated text in the manner of printf. */
char *mem_printf(const char *format, ...)
	__attribute__((format(printf, 1, 2)));
char *mem_vprintf(const char *format, va_list args)
	__attribute__((format(printf, 1, 0)));

/*
 * Makes room for one more element in the array (a pointer, a count and a
 * capacity, all lvalues); the capacity at least doubles.
 */
#define MEM_GROW(array, count, capacity)                                      \
	do {                                                                  \
		if ((count) >= (capacity)) {                                  \
			(capacity) = (capacity) != 0 ? 2 * (capacity) : 8;    \
			(array) = mem_resize((array), (capacity),             \
					     sizeof(*(array)));               \
		}                                                             \
	} while (0)

#endif
