/* SPDX-License-Identifier: ISC */
#include "base/pool.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* A sanitizer would not see what is done to a piece of a chunk. */
#ifndef __has_feature
#define __has_feature(name) 0	/* clang's; gcc has a macro */
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
enum { IS_WATCHED = true };
#else
enum { IS_WATCHED = false };
#endif

enum {
	UNIT = 16,		/* bytes; sizes are counted in it, and aligned to it */
	UNIT_LIMIT = 32,	/* what has so many is malloc()'s */
	CHUNK = 2 << 20,	/* a huge page, if the system has them for us */
};

/* What stands before each piece. */
struct head {
	size_t size;		/* bytes, of a big piece */
	size_t units;		/* of a small one, with half a head; of a big one 0 */
};

/* A piece nobody has. */
struct spare {
	struct spare *next;
};

/* What one thread has at hand. */
struct pool {
	struct spare *spares[UNIT_LIMIT];	/* by units */
	char *at, *end;		/* the chunk being cut up */
	struct pool *next;
};

/* Pools of threads that have ended. A library's hooks get no argument that could
 * lead to what they work with. */
static struct {
	pthread_key_t key;
	pthread_mutex_t lock;
	struct pool *first;
} idle = { .lock = PTHREAD_MUTEX_INITIALIZER };

static _Thread_local struct pool *mine;

/* --- pools ---------------------------------------------------------------- */

static void give_back(void *pool)
{
	mine = NULL;
	pthread_mutex_lock(&idle.lock);
	((struct pool *)pool)->next = idle.first;
	idle.first = pool;
	pthread_mutex_unlock(&idle.lock);
}

/* NULL if there is no memory. */
static struct pool *take_pool(void)
{
	struct pool *pool;

	pthread_mutex_lock(&idle.lock);
	pool = idle.first;
	if (pool != NULL) {
		idle.first = pool->next;
	}
	pthread_mutex_unlock(&idle.lock);
	if (pool == NULL) {
		pool = calloc(1, sizeof(*pool));
	}
	if (pool != NULL && pthread_setspecific(idle.key, pool) != 0) {
		give_back(pool);
		pool = NULL;
	}
	mine = pool;
	return pool;
}

bool pool_prepare(void)
{
	return !IS_WATCHED && pthread_key_create(&idle.key, give_back) == 0;
}

/* --- pieces --------------------------------------------------------------- */

static struct head *head_of(void *ptr)
{
	return (struct head *)ptr - 1;
}

/* A small piece has half a head, which is the end of the piece before it. */
static size_t units_for(size_t size)
{
	return size < (UNIT_LIMIT - 1) * UNIT
		       ? (size + sizeof(size_t) + UNIT - 1) / UNIT
		       : UNIT_LIMIT;
}

static size_t size_of(void *ptr)
{
	size_t units = head_of(ptr)->units;

	return units != 0 ? units * UNIT - sizeof(size_t) : head_of(ptr)->size;
}

/* The first unit of a chunk is the first piece's head. */
static void *cut(struct pool *pool, size_t units)
{
	char *ptr;

	if ((size_t)(pool->end - pool->at) < units * UNIT) {
		char *chunk = aligned_alloc(CHUNK, CHUNK);

		if (chunk == NULL) {
			return NULL;
		}
		(void)madvise(chunk, CHUNK, MADV_HUGEPAGE);
		pool->at = chunk + UNIT;
		pool->end = chunk + CHUNK;
	}
	ptr = pool->at;
	pool->at += units * UNIT;
	head_of(ptr)->units = units;
	return ptr;
}

static void *big_malloc(size_t size)
{
	struct head *head = size <= SIZE_MAX - sizeof(*head)
				    ? malloc(sizeof(*head) + size)
				    : NULL;

	if (head == NULL) {
		return NULL;
	}
	head->size = size;
	head->units = 0;
	return head + 1;
}

static void keep(struct pool *pool, struct spare *spare, size_t units)
{
	spare->next = pool->spares[units];
	pool->spares[units] = spare;
}

/* What is rare is apart, so that what is not saves no registers for it. */
static __attribute__((noinline)) void *rare_malloc(size_t size)
{
	size_t units = units_for(size);
	struct pool *pool = mine != NULL ? mine : take_pool();

	if (units == UNIT_LIMIT) {
		return big_malloc(size);
	}
	return pool != NULL ? cut(pool, units) : NULL;
}

static __attribute__((noinline)) void rare_free(void *ptr, size_t units)
{
	struct pool *pool;

	if (units == 0) {
		free(head_of(ptr));
		return;
	}
	pool = take_pool();
	if (pool != NULL) {
		keep(pool, ptr, units);
	}
}

void *pool_malloc(size_t size)
{
	size_t units = units_for(size);
	struct pool *pool = mine;
	struct spare *spare = pool != NULL && units < UNIT_LIMIT
				      ? pool->spares[units]
				      : NULL;

	if (spare == NULL) {
		return rare_malloc(size);
	}
	pool->spares[units] = spare->next;
	return spare;
}

void pool_free(void *ptr)
{
	size_t units;

	if (ptr == NULL) {
		return;
	}
	units = head_of(ptr)->units;
	if (units != 0 && mine != NULL) {
		keep(mine, ptr, units);
	} else {
		rare_free(ptr, units);
	}
}

static void *big_realloc(void *ptr, size_t size)
{
	struct head *head = size <= SIZE_MAX - sizeof(*head)
				    ? realloc(head_of(ptr), sizeof(*head) + size)
				    : NULL;

	if (head == NULL) {
		return NULL;
	}
	head->size = size;
	return head + 1;
}

void *pool_realloc(void *ptr, size_t size)
{
	void *other;
	size_t old;

	if (ptr == NULL) {
		return pool_malloc(size);
	}
	if (head_of(ptr)->units == 0 && units_for(size) == UNIT_LIMIT) {
		return big_realloc(ptr, size);
	}
	old = size_of(ptr);
	if (head_of(ptr)->units != 0 && size <= old) {
		return ptr;
	}
	other = pool_malloc(size);
	if (other != NULL) {
		memcpy(other, ptr, old < size ? old : size);
		pool_free(ptr);
	}
	return other;
}

char *pool_strdup(const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = pool_malloc(size);

	return copy != NULL ? memcpy(copy, text, size) : NULL;
}
