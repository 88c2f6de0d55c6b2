/* SPDX-License-Identifier: ISC */
/*
 * The plain text reader on small samples: what becomes a section, a list, an
 * example; that no odd text fails or loses a word. Called with ROLE FILE it
 * prints the tree of that file, for the golden tests.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "text_dump.h"

/* The tree of the text must hold this piece of dump. */
static void expect(enum doc_role role, const char *text, const char *piece)
{
	char *dump = dump_text(text, strlen(text), DOC_TEXT, role);

	if (strstr(dump, piece) == NULL) {
		print_error("%s", dump);
		fail_msg("not in the tree: %s", piece);
	}
	free(dump);
}

static void expect_not(enum doc_role role, const char *text, const char *piece)
{
	char *dump = dump_text(text, strlen(text), DOC_TEXT, role);

	if (strstr(dump, piece) != NULL) {
		print_error("%s", dump);
		fail_msg("in the tree: %s", piece);
	}
	free(dump);
}

static void test_empty(void **state)
{
	(void)state;
	expect(DOC_PLAIN, "", "<article> 1-0\n");
	expect(DOC_EXPERIMENTAL, "\n\n", "<article> 1-2 role=\"experimental\"\n");
}

static void test_section_span(void **state)
{
	static const char text[] = "Before.\n\n\nQueue birds\n"
		"------------------------------------------------------------\n"
		"\nThey sing.\n\n\n\nNext one\n--------\nEnd.\n";

	(void)state;
	expect(DOC_EXPERIMENTAL, text,
	       "  <para> 1-1\n    \"Before.\"\n  <section> 4-7\n"
	       "    <title> 4-4\n      \"Queue birds\"\n    <para> 7-7\n");
	expect(DOC_EXPERIMENTAL, text, "  <section> 11-13\n");
}

static void test_equals_above_dashes(void **state)
{
	static const char text[] = "One\n=====\n\nTwo\n-----\nx\n\nThree\n=====\ny\n";

	(void)state;
	expect(DOC_PLAIN, text, "\n  <section> 1-6\n");
	expect(DOC_PLAIN, text, "\n    <section> 4-6\n");
	expect(DOC_PLAIN, text, "\n  <section> 8-10\n");
}

static void test_false_headings(void **state)
{
	static const char colon[] = "A\n\nBuilding it:\n------------\ntext\n";
	static const char diagram[] = "client\nmessage-text   ->\n------\n\nmore\n";
	static const char shorter[] = "A\n\nA rather long line\n-----\ntext\n";
	static const char columns[] = "Name      Meaning\n-----------------\nx\n";

	(void)state;
	expect(DOC_EXPERIMENTAL, colon,
	       "  <bridgehead> 3-4\n    \"Building it:\"\n");
	expect_not(DOC_EXPERIMENTAL, colon, "<section>");
	expect_not(DOC_EXPERIMENTAL, diagram, "<section>");
	expect_not(DOC_EXPERIMENTAL, shorter, "<section>");
	expect_not(DOC_EXPERIMENTAL, columns, "<section>");
}

static void test_trailer(void **state)
{
	static const char text[] = "Thing\n------\nx\n\n\n------------------\n"
		"The end\n------------------\n";

	(void)state;
	expect(DOC_EXPERIMENTAL, text, "  <section> 1-3\n");
	expect(DOC_EXPERIMENTAL, text,
	       "\n  <bridgehead> 7-8\n    \"The end\"\n");
}

static void test_subheadings(void **state)
{
	(void)state;
	expect(DOC_EXPERIMENTAL, "*) Building\n\nDo it.\n",
	       "  <bridgehead> 1-1\n    \"*) Building\"\n");
	expect(DOC_EXPERIMENTAL, "1) Concept\n\nText.\n\n2) Use\n\nMore.\n",
	       "  <bridgehead> 5-5\n    \"2) Use\"\n");
	expect(DOC_EXPERIMENTAL, "1) one\n\n2) two\n\nText.\n",
	       "  <orderedlist> 1-3\n    <listitem> 1-1 override=\"1)\"\n");
}

/* A list may follow its paragraph at once, and go on without indent. */
static void test_lazy_list(void **state)
{
	static const char text[] = "It gains options:\n- \"a\"; the first\n"
		"is long.\n- \"b\"; the second.\n\nText.\n";

	(void)state;
	expect(DOC_EXPERIMENTAL, text,
	       "  <para> 1-1\n    \"It gains options:\"\n"
	       "  <itemizedlist> 2-4 spacing=\"compact\"\n"
	       "    <listitem> 2-3 override=\"-\"\n      <para> 2-3\n"
	       "        \"\"a\"; the first\\nis long.\"\n");
	expect(DOC_EXPERIMENTAL, text, "\n  <para> 6-6\n");
}

static void test_examples(void **state)
{
	static const char text[] = "Add at least\n  driver = <ip> <port>\nor\n"
		"\tpath = *\n\n  Said in some words, and this\n  is a note.\n";

	(void)state;
	expect(DOC_EXPERIMENTAL, text,
	       "  <literallayout> 2-2 class=\"monospaced\"\n"
	       "    \"  driver = <ip> <port>\"\n  <para> 3-3\n");
	expect(DOC_EXPERIMENTAL, text, "    \"\\tpath = *\"\n");
	expect(DOC_EXPERIMENTAL, text, "  <para> 6-7\n");
	expect(DOC_EXPERIMENTAL, "Put\nWITH_BIRDS=yes\nin it.\n",
	       "  <literallayout> 2-2 class=\"monospaced\"\n");
	expect(DOC_EXPERIMENTAL, "a {\nb\n}\n", "\"a {\\nb\\n}\"");
}

static void test_nested_lists(void **state)
{
	static const char text[] = "  - outer\n    words\n\n    o inner\n\n"
		"      A paragraph.\n\n        code = 1\n\n  - next\n";

	(void)state;
	expect(DOC_PLAIN, text, "      <para> 1-2\n        \"outer\\nwords\"\n");
	expect(DOC_PLAIN, text,
	       "      <itemizedlist> 4-8\n        <listitem> 4-8 override=\"o\"\n");
	expect(DOC_PLAIN, text, "          <literallayout> 8-8");
	expect(DOC_PLAIN, text, "    <listitem> 10-10 override=\"-\"\n");
}

static void test_two_columns(void **state)
{
	static const char text[] = "first       What the first is for,\n"
		"            in some words.\nanother_long_name It is longer.\n"
		"second      The second.\n";

	(void)state;
	expect(DOC_PLAIN, text,
	       "  <variablelist> 1-4\n    <varlistentry> 1-2\n"
	       "      <term> 1-1\n        \"first\"\n");
	expect(DOC_PLAIN, text, "        \"another_long_name\"\n");
	/* blanks put in by hand to make lines equally long are no columns */
	expect_not(DOC_PLAIN, "This  text is  justified by\nhand,  so that "
		   "it  looks as\nif  it were  printed.\n", "<variablelist>");
}

static void test_not_markdown(void **state)
{
	static const char text[] = "# a *b* _c_ `d` <e> &amp; [f]\n\n[x]: y\n\n"
		"> quoted\n\n***\n\n<!-- z -->\n\n+\n\n![i](j)\n";

	(void)state;
	expect(DOC_PLAIN, text, "\"# a *b* _c_ `d` <e> &amp; [f]\"\n");
	expect(DOC_PLAIN, text, "\"[x]: y\"\n");
	expect(DOC_PLAIN, text, "\"> quoted\"\n");
	expect(DOC_PLAIN, text, "\"***\"\n");
	expect(DOC_PLAIN, text, "\"<!-- z -->\"\n");
	expect(DOC_PLAIN, text, "\"+\"\n");
	expect(DOC_PLAIN, text, "\"![i](j)\"\n");
}

static void test_addresses(void **state)
{
	(void)state;
	expect(DOC_PLAIN, "See (http://a.example/b_c).\n",
	       "    \"See (\"\n    <ulink> url=\"http://a.example/b_c\"\n"
	       "      \"http://a.example/b_c\"\n    \").\"\n");
}

static void test_news(void **state)
{
	static const char text[] = "What is new\n-----------\n\nVersion 2\n---------\n"
		" 1. First\n    goes on.\n\n    A second paragraph.\n\n"
		"      code = 1\n\n10. Tenth\n    too.\n\n\nVersion 1\n"
		"---------\n\n 1. Old.\n";

	(void)state;
	expect(DOC_NEWS, text, "  <title> 1-1\n    \"What is new\"\n");
	expect(DOC_NEWS, text, "  <section> 4-14\n");
	expect(DOC_NEWS, text,
	       "      <listitem> 6-11 role=\"news-item\" override=\"1.\"\n"
	       "        <para> 6-7\n");
	expect(DOC_NEWS, text, "        <literallayout> 11-11");
	expect(DOC_NEWS, text,
	       "      <listitem> 13-14 role=\"news-item\" override=\"10.\"\n");
	expect(DOC_NEWS, text, "      <listitem> 20-20 role=\"news-item\"");
}

static void test_changes(void **state)
{
	static const char text[] = "Version 2\n---------\n\nAB/01 Mend it.\n"
		"      Well.\n\n      - thus\n\nAB/02,CD/03 Both.\n\n12. Old one.\n";

	(void)state;
	expect(DOC_CHANGELOG, text,
	       "      <listitem> 4-7 role=\"change-item\"\n        <para> 4-5\n"
	       "          <literal> role=\"tag\"\n            \"AB/01\"\n"
	       "          \" Mend it.\\nWell.\"\n");
	expect(DOC_CHANGELOG, text, "\"AB/02,CD/03\"\n");
	expect(DOC_CHANGELOG, text, "\"12\"\n          \". Old one.\"\n");
}

static void test_option_rows(void **state)
{
	static const char rule[] = "------------------------------------------"
		"----------------------------------------\n";
	static const char rows[] =
		"bird_count                           integer         10"
		"            main              1.2 with birds\n"
		"                                                     20"
		"            smtp\n"
		"bird_names\t\t\t     string*\t     \"x y\"\t   main\t\t     1.3\n"
		"bird_song                            string          "
		"\"a long song of many words\"\n"
		"                                                     "
		"              main              1.4\n";
	struct buf text;

	(void)state;
	buf_init(&text);
	buf_puts(&text, rule);
	buf_puts(&text, rows);
	expect(DOC_OPTION_LIST, text.data,
	       "        <row> 3-3 role=\"option-row\" xreflabel=\"bird_count\"\n"
	       "          <entry> 3-3\n          <entry> 3-3\n"
	       "          <entry> 3-3\n            \"20\"\n"
	       "          <entry> 3-3\n            \"smtp\"\n");
	expect(DOC_OPTION_LIST, text.data, "            \"1.2 with birds\"\n");
	expect(DOC_OPTION_LIST, text.data, "            \"\"x y\"\"\n");
	expect(DOC_OPTION_LIST, text.data, "        <row> 5-6 ");
	buf_release(&text);
}

static void test_bytes(void **state)
{
	char *dump;
	static const char latin[] = "caf\xe9 \xc3\xa9 \xc0\x80 \x07 x\r\n\r\ny\r\n";
	static const char want[] = "  <para> 1-1\n    \"caf\xc3\xa9 \xc3\xa9 "
		"\xc3\x80\xc2\x80 \xe2\x90\x87 x\"\n  <para> 3-3\n    \"y\"\n";

	(void)state;
	dump = dump_text(latin, sizeof(latin) - 1, DOC_TEXT, DOC_PLAIN);
	assert_non_null(strstr(dump, want));
	free(dump);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_section_span),
		cmocka_unit_test(test_equals_above_dashes),
		cmocka_unit_test(test_false_headings),
		cmocka_unit_test(test_trailer),
		cmocka_unit_test(test_subheadings),
		cmocka_unit_test(test_lazy_list),
		cmocka_unit_test(test_examples),
		cmocka_unit_test(test_nested_lists),
		cmocka_unit_test(test_two_columns),
		cmocka_unit_test(test_not_markdown),
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_news),
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_option_rows),
		cmocka_unit_test(test_bytes),
	};

	if (argc == 3) {
		return dump_main(argv);
	}
	return cmocka_run_group_tests_name("read text", tests, NULL, NULL);
}
