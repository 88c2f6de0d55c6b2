/* SPDX-License-Identifier: ISC */
/*
 * pool - memory for a library that takes it in a million small pieces: malloc()
 * and its family for main() to hand to libxml2, whose trees are most of what we
 * allocate. Nobody else calls this; our own memory is base/mem.h's.
 *
 * A piece that is freed is kept by the thread that freed it, for the next one of
 * its size, and nothing is asked of other threads. What a thread has kept when it
 * ends is taken over by the next that begins. Small pieces go back to the system
 * when the process ends; big ones are malloc()'s.
 */
#ifndef STET_BASE_POOL_H
#define STET_BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>

/* Once, before the others, and before there are threads. False if pieces are to be
 * had from malloc() itself: a sanitizer would not see them here. */
bool pool_prepare(void);

/* These may fail, as those of the C library do. */
void *pool_malloc(size_t size);
void *pool_realloc(void *ptr, size_t size);
char *pool_strdup(const char *text);
void pool_free(void *ptr);

#endif
