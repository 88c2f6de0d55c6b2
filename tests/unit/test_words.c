/* SPDX-License-Identifier: ISC */
/* Words: what is one, what counts as equal, what a change looks like. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "diff/words.h"

/* The runs as "same [-removed-] {+added+}". */
static char *show(const char *old_text, const char *new_text, bool code,
		  struct words_changed *changed)
{
	struct word_list old_words = { 0 };
	struct word_list new_words = { 0 };
	struct buf out;

	buf_init(&out);
	words_split(slice_text(old_text), code, &old_words);
	words_split(slice_text(new_text), code, &new_words);
	words_diff(&old_words, &new_words, code, changed);
	for (size_t i = 0; i < changed->count; i++) {
		static const char *const marks[][2] = {
			[RUN_SAME] = { "", "" },
			[RUN_REMOVED] = { "[-", "-]" },
			[RUN_ADDED] = { "{+", "+}" },
		};
		const struct change_run *run = &changed->runs[i];

		buf_printf(&out, "%s%s%s", marks[run->state][0], run->text,
			   marks[run->state][1]);
		free(run->text);
	}
	free(changed->runs);
	words_release(&old_words);
	words_release(&new_words);
	return buf_detach(&out, NULL);
}

static void expect(const char *old_text, const char *new_text,
		   const char *want)
{
	struct words_changed changed = { 0 };
	char *got = show(old_text, new_text, false, &changed);

	assert_string_equal(got, want);
	free(got);
}

static void expect_code(const char *old_text, const char *new_text,
			const char *want)
{
	struct words_changed changed = { 0 };
	char *got = show(old_text, new_text, true, &changed);

	assert_string_equal(got, want);
	free(got);
}

static void line_breaks_are_blanks(void **state)
{
	(void)state;
	expect("one two\nthree", "one\n  two three", "one two three");
}

static void little_things_count(void **state)
{
	(void)state;
	expect("it is not true", "it is true", "it is[- not-] true");
	expect("host list†", "host list", "host[- list†-]{+ list+}");
	expect("Set it", "set it", "[-Set-]{+set+} it");
	expect("of one, two", "of one two", "of one[-,-] two");
	expect("a.b c", "a,b c", "[-a.b-]{+a,b+} c");
}

static void marks_stand_alone(void **state)
{
	(void)state;
	expect("see it", "(see it)", "{+(+}see it{+)+}");
	expect("say \"x\".", "say \"y\".", "say \"[-x-]{+y+}\".");
	expect("call f(x) now", "call f(x), now", "call f(x){+,+} now");
}

static void blanks_before_a_mark_count(void **state)
{
	struct words_changed changed = { 0 };
	char *got = show("one , two", "one, two", false, &changed);

	(void)state;
	assert_non_null(strstr(got, "{+,+}"));
	free(got);
}

static void code_keeps_its_lines(void **state)
{
	(void)state;
	expect_code("a = 1\nb = 2", "a = 1\nb = 3", "a = 1\nb = [-2-]{+3+}");
	expect_code("a\nb", "a b", "a[-\n-]{+ +}b");
	expect_code("  a", "    a", "[-  -]{+    +}a");
	expect_code("x_1;y", "x_1:y", "x_1[-;-]{+:+}y");
	/* Whole lines where it can be told either way. */
	expect_code(" a\n b\n", " a\n x\n b\n", " a\n{+ x\n+} b\n");
	expect_code("- a\n- x\n- b\n", "- a\n- b\n", "- a\n[-- x\n-]- b\n");
	expect_code(" b", " x\n b", "{+ x\n+} b");
}

static void crumbs_are_no_islands(void **state)
{
	(void)state;
	expect("keep alpha beta gamma of delta epsilon zeta here",
	       "keep one two three of four five six here",
	       "keep[- alpha beta gamma of delta epsilon zeta-]"
	       "{+ one two three of four five six+} here");
}

static void words_are_counted(void **state)
{
	struct words_changed changed = { 0 };

	(void)state;
	free(show("one two three four five", "one 2 three four, five six",
		  false, &changed));
	assert_int_equal(changed.added, 3);	/* 2, the comma, six */
	assert_int_equal(changed.removed, 1);
}

static double likeness(const char *a, const char *b)
{
	struct word_list list = { 0 };
	struct word_bag bags[2];
	double value;

	words_split(slice_text(a), false, &list);
	word_bag_init(&bags[0], &list);
	words_clear(&list);
	words_split(slice_text(b), false, &list);
	word_bag_init(&bags[1], &list);
	value = word_bag_likeness(&bags[0], &bags[1]);
	word_bag_release(&bags[0]);
	word_bag_release(&bags[1]);
	words_release(&list);
	return value;
}

static void likeness_is_by_words(void **state)
{
	(void)state;
	assert_true(likeness("a b c d", "d c b a") > 0.99);
	assert_true(likeness("a b c d", "a b x y") > 0.49);
	assert_true(likeness("a b c d", "a b x y") < 0.51);
	assert_true(likeness("a a a a", "a") < 0.5);
	assert_true(likeness("a b", "c d") < 0.01);
	assert_true(likeness("", "") > 0.99);
	assert_true(likeness("--", "--") > 0.99);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(line_breaks_are_blanks),
		cmocka_unit_test(little_things_count),
		cmocka_unit_test(marks_stand_alone),
		cmocka_unit_test(blanks_before_a_mark_count),
		cmocka_unit_test(code_keeps_its_lines),
		cmocka_unit_test(crumbs_are_no_islands),
		cmocka_unit_test(words_are_counted),
		cmocka_unit_test(likeness_is_by_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
