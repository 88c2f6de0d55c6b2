/* SPDX-License-Identifier: ISC */
/* Which options a plain-text section introduces, and what is learnt of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "edit/introduce.h"
#include "edit/names.h"
#include "edit/prose.h"
#include "edit/sentence.h"

/* One line for each option: name use type* default text. */
static void check(const char *text, const char *want)
{
	struct introduced_list list = { 0 };
	struct names known = { 0 };
	struct names uses = { 0 };
	struct prose prose = { 0 };
	struct buf out;

	buf_init(&out);
	names_add(&known, slice_text("old_option"));
	names_add(&uses, slice_text("smtp"));
	prose_parse(slice_text(text), &prose);
	introduce_find(&prose, &known, &uses, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct introduced *item = &list.items[i];

		buf_printf(&out, "%s %s %s%s %s [%s]\n", item->name,
			   item->use != NULL ? item->use : "-",
			   item->type != NULL ? item->type : "-",
			   item->expanded ? "*" : "",
			   item->default_value != NULL ? item->default_value
						       : "-",
			   item->text);
	}
	assert_string_equal(out.data, want);
	introduced_list_release(&list);
	names_release(&known);
	names_release(&uses);
	prose_release(&prose);
	buf_release(&out);
}

static void test_announced(void **state)
{
	(void)state;
	check("It gains a new global option:\n\"tls_file\".\n\nIt is expanded, and "
	      "unset by default.\n",
	      "tls_file main -* unset [It is expanded, and unset by default.]\n");
	check("There are two new smtp transport options, a_b and c_d. More.\n",
	      "a_b smtp - - [More.]\nc_d smtp - - [More.]\n");
	check("A new variable $a_b and a new variable c_d.\n", "");
	check("The new old_option option is known.\n", "");
}

static void test_listed(void **state)
{
	(void)state;
	check("The smtp transport gains two options:\n"
	      "- \"a_b\"; a host-list for which x.  The default\nvalue is "
	      "empty.\n"
	      "- \"plain\": an integer; the default is 7.\n\nThe end.\n",
	      "a_b smtp host list unset [A host-list for which x.  The default\n"
	      "value is empty.]\n"
	      "plain smtp integer 7 [An integer; the default is 7.]\n");
	check("quota_a     A new global option, an expanded string; the\n"
	      "            default is $x.\n"
	      "quota_b     Likewise.\n",
	      "quota_a main string* $x [A new global option, an expanded "
	      "string; the\ndefault is $x.]\nquota_b main - - "
	      "[Likewise.]\n");
}

static void test_mentioned(void **state)
{
	(void)state;
	check("The a_b option takes a boolean.  See old_option, c_d and e_f.\n",
	      "a_b - boolean - [The a_b option takes a boolean.  See "
	      "old_option, c_d and e_f.]\n");
	check("Set a_b = c_d and see file_a/b_c.\n", "");
	check("It adds\n*) a_b main option to select hosts\n*) c_d router "
	      "switch to stop\n*) e_f of the host\n",
	      "a_b main - - [a_b main option to select hosts]\n"
	      "c_d - - - [c_d router switch to stop]\n");
	check("x_sign = <a> : <b>\nAn option on the smtp transport.  Expanded.\n",
	      "x_sign smtp -* - [x_sign = <a> : <b>\nAn option on the smtp "
	      "transport.  Expanded.]\n");
}

static void check_sentences(const char *text, const char *want)
{
	struct slice rest = slice_text(text);
	struct slice sentence;
	struct buf out;

	buf_init(&out);
	while (sentence_next(&rest, &sentence)) {
		buf_put_slice(&out, sentence);
		buf_putc(&out, '|');
	}
	assert_string_equal(out.data, want);
	buf_release(&out);
}

static void test_sentences(void **state)
{
	char *words;

	(void)state;
	check_sentences("One.  Two 3.1.3 (four.) \"Five!\"\nSix", "One.|Two 3.1.3 "
							"(four.)|\"Five!\"|Six|");
	check_sentences(" \n", "");
	assert_non_null(sentence_find(slice_text("The  Default\nvalue is"),
				      "default value is"));
	assert_null(sentence_find(slice_text("my_default values"), "default"));
	words = sentence_words_dup(slice_text("It\xe2\x80\x99s \"A_b\" \xc3\xa9!"));
	assert_string_equal(words, "itsab\xc3\xa9");
	free(words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_announced),
		cmocka_unit_test(test_listed),
		cmocka_unit_test(test_mentioned),
		cmocka_unit_test(test_sentences),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
