/* SPDX-License-Identifier: ISC */
/* The pool: pieces keep what is in them, and threads leave theirs to others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "base/pool.h"

enum { COUNT = 3000 };

/* Every size up to COUNT bytes: the small ones, those at the border, big ones. */
static void test_pieces_do_not_overlap(void **state)
{
	static unsigned char *pieces[COUNT];

	(void)state;
	for (size_t size = 0; size < COUNT; size++) {
		pieces[size] = pool_malloc(size);
		assert_non_null(pieces[size]);
		assert_int_equal((uintptr_t)pieces[size] % 16, 0);
		memset(pieces[size], (int)(size % 251), size);
	}
	for (size_t size = 0; size < COUNT; size += 2) {
		pool_free(pieces[size]);
		pieces[size] = pool_malloc(size);
		memset(pieces[size], (int)(size % 251), size);
	}
	for (size_t size = 0; size < COUNT; size++) {
		for (size_t i = 0; i < size; i++) {
			assert_int_equal(pieces[size][i], size % 251);
		}
		pool_free(pieces[size]);
	}
	pool_free(NULL);
}

static void test_growing_keeps_the_bytes(void **state)
{
	unsigned char *piece = NULL;

	(void)state;
	for (size_t size = 1; size < COUNT; size++) {
		piece = pool_realloc(piece, size);
		piece[size - 1] = (unsigned char)size;
	}
	for (size_t size = COUNT - 1; size > 0; size--) {
		assert_int_equal(piece[size - 1], (unsigned char)size);
		piece = pool_realloc(piece, size);
	}
	assert_int_equal(piece[0], 1);
	pool_free(piece);
}

static void test_what_is_freed_is_used_again(void **state)
{
	char *piece;
	char *again;

	(void)state;
	piece = pool_strdup("a piece");
	assert_string_equal(piece, "a piece");
	pool_free(piece);
	again = pool_strdup("another");
	assert_ptr_equal(again, piece);
	pool_free(again);
}

static void test_what_cannot_be_had(void **state)
{
	char *piece;

	(void)state;
	piece = pool_malloc(1);
	assert_null(pool_malloc(SIZE_MAX));
	assert_null(pool_realloc(piece, SIZE_MAX - 8));
	pool_free(piece);
}

static void *take_and_free(void *payload)
{
	void **piece = payload;

	pool_free(*piece);
	*piece = pool_malloc(100);
	return NULL;
}

/* A thread may free what another one took, and its pool outlives it. */
static void test_threads(void **state)
{
	void *first;
	void *piece;
	pthread_t thread;

	(void)state;
	piece = first = pool_malloc(100);
	for (int i = 0; i < 10; i++) {
		assert_int_equal(pthread_create(&thread, NULL, take_and_free,
						&piece), 0);
		pthread_join(thread, NULL);
		assert_ptr_equal(piece, first);
	}
	pool_free(piece);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pieces_do_not_overlap),
		cmocka_unit_test(test_growing_keeps_the_bytes),
		cmocka_unit_test(test_what_is_freed_is_used_again),
		cmocka_unit_test(test_what_cannot_be_had),
		cmocka_unit_test(test_threads),
	};

	if (!pool_prepare()) {
		puts("1..1\nok 1 # skip a sanitizer looks at each piece");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
