/* SPDX-License-Identifier: ISC */
/* The line diff: right, shortest, and fast where texts are large. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/mem.h"
#include "diff/lines.h"

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 16;
}

/* The length of the shortest edit script, by the textbook's table. */
static size_t distance(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
	size_t row[64];

	assert_true(m < 64);
	for (size_t j = 0; j <= m; j++) {
		row[j] = j;
	}
	for (size_t i = 1; i <= n; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t above = row[j];

			if (a[i - 1] == b[j - 1]) {
				row[j] = diagonal;
			} else {
				row[j] = 1 + (row[j - 1] < above ? row[j - 1]
								 : above);
			}
			diagonal = above;
		}
	}
	return row[m];
}

static void check_pair(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
	struct sequence_changes changes = { 0 };
	size_t i = 0;
	size_t j = 0;
	size_t cost = 0;

	sequence_diff(a, n, b, m, &changes);
	for (size_t c = 0; c < changes.count; c++) {
		const struct sequence_change *change = &changes.items[c];

		assert_true(c == 0 || change->old_start > i);
		while (i < change->old_start) {
			assert_int_equal(a[i++], b[j++]);
		}
		assert_int_equal(j, change->new_start);
		i += change->old_count;
		j += change->new_count;
		cost += change->old_count + change->new_count;
	}
	while (i < n) {
		assert_true(j < m);
		assert_int_equal(a[i++], b[j++]);
	}
	assert_int_equal(j, m);
	assert_int_equal(cost, distance(a, n, b, m));
	sequence_changes_release(&changes);
}

static void test_shortest(void **state)
{
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		uint32_t a[40];
		uint32_t b[40];
		size_t n = next_random(&seed) % 40;
		size_t m = next_random(&seed) % 40;
		uint32_t kinds = 1 + next_random(&seed) % 8;

		for (size_t i = 0; i < n; i++) {
			a[i] = next_random(&seed) % kinds;
		}
		for (size_t i = 0; i < m; i++) {
			b[i] = next_random(&seed) % kinds;
		}
		check_pair(a, n, b, m);
	}
}

/* Nothing in common, 200,000 lines each: must not take quadratic time. */
static void test_hopeless(void **state)
{
	size_t n = 200000;
	uint32_t *a = mem_resize(NULL, n, sizeof(*a));
	uint32_t *b = mem_resize(NULL, n, sizeof(*b));
	struct sequence_changes changes = { 0 };
	uint32_t seed = 1;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		a[i] = next_random(&seed);
		b[i] = next_random(&seed) + (i % 7 == 0 ? 0 : 100000);
	}
	sequence_diff(a, n, b, n, &changes);
	assert_true(changes.count > 0);
	sequence_changes_release(&changes);
	free(a);
	free(b);
}

static void check_unified(const char *old_text, const char *new_text,
			  const char *want)
{
	struct buf out;

	buf_init(&out);
	lines_unified("f", slice_text(old_text), slice_text(new_text), &out);
	assert_string_equal(out.data, want);
	buf_release(&out);
}

static void test_unified(void **state)
{
	(void)state;
	check_unified("same\n", "same\n", "");
	check_unified("a\nb\nc\nd\ne\n", "a\nb\nX\nd\ne\n",
		      "diff --git a/f b/f\n--- a/f\n+++ b/f\n"
		      "@@ -1,5 +1,5 @@\n a\n b\n-c\n+X\n d\n e\n");
	check_unified("a", "a\nb",
		      "diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1,2 @@\n"
		      "-a\n\\ No newline at end of file\n+a\n+b\n"
		      "\\ No newline at end of file\n");
	check_unified("", "a\n",
		      "diff --git a/f b/f\n--- a/f\n+++ b/f\n"
		      "@@ -0,0 +1 @@\n+a\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shortest),
		cmocka_unit_test(test_hopeless),
		cmocka_unit_test(test_unified),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
