/* SPDX-License-Identifier: ISC */
/*
 * The Markdown reader on small samples. Called with ROLE FILE it prints the
 * tree of that file, for the golden tests.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "text_dump.h"

static void expect(const char *text, const char *piece)
{
	char *dump = dump_text(text, strlen(text), DOC_MARKDOWN, DOC_PLAIN);

	if (strstr(dump, piece) == NULL) {
		print_error("%s", dump);
		fail_msg("not in the tree: %s", piece);
	}
	free(dump);
}

static void test_sections(void **state)
{
	static const char text[] = "# Birds\n\nAll of them.\n\n"
		"## Small {#small_ones}\n\nA *wren*.\n\n[ref]: http://x.example\n\n\n"
		"### Tiny\n\nx\n\nLarge\n-----\n\ny\n";

	(void)state;
	expect(text, "<article> 1-19\n  <title> 1-1\n    \"Birds\"\n  <para> 3-3\n");
	expect(text, "  <section> 5-14 id=\"small_ones\"\n    <title> 5-5\n"
		     "      \"Small\"\n");
	expect(text, "    <section> 12-14\n      <title> 12-12\n");
	expect(text, "  <section> 16-19\n");
	/* a link definition at the end belongs to the section too */
	expect("# A\n\n# B\n\n[r]: /u\n\n# C\n", "<section> 3-5\n");
}

static void test_no_single_title(void **state)
{
	(void)state;
	expect("# A\n\n# B\n", "<article> 1-3\n  <section> 1-1\n    <title> 1-1\n");
	expect("text\n\n# B\n", "  <para> 1-1\n    \"text\"\n  <section> 3-3\n");
	expect("<!-- c -->\n# B\n", "<article> 1-2\n  <!---->\n  <title> 2-2\n");
}

static void test_metadata(void **state)
{
	static const char text[] =
		"---\ntitle: \"A: b\"\nauthor: x\n---\n\n# H\n";

	(void)state;
	expect(text, "  <title> 2-2\n    \"A: b\"\n  <section> 6-6\n");
	expect("---\n\ntext\n", "  <?rule?>\n  <para> 3-3\n");
}

static void test_lists(void **state)
{
	static const char text[] = "3. a\n4. b\n\n- c\n\n  d\n- e\n";

	(void)state;
	expect(text, "<orderedlist> 1-2 startingnumber=\"3\" spacing=\"compact\"\n"
		     "    <listitem> 1-1\n      <para> 1-1\n        \"a\"\n");
	expect(text, "  <itemizedlist> 4-7\n    <listitem> 4-6\n");
}

static void test_blocks(void **state)
{
	(void)state;
	expect("```sh x\na  b\n\n```\n\nx\n",
	       "  <programlisting> 1-4 language=\"sh\"\n    \"a  b\\n\"\n");
	expect("    a\n\n\nx\n", "  <programlisting> 1-1\n    \"a\"\n");
	expect("> a\n> b\n", "  <blockquote> 1-2\n    <para> 1-2\n");
	expect("<div>\n<p>\n", "  <literallayout> 1-2 class=\"monospaced\"\n"
			       "    \"<div>\\n<p>\"\n");
	expect("> # a {#i}\n", "    <bridgehead> 1-1 id=\"i\"\n      \"a\"\n");
}

static void test_inlines(void **state)
{
	(void)state;
	expect("*a*\n", "    <emphasis>\n      \"a\"\n");
	expect("**b**\n", "    <emphasis> role=\"bold\"\n      \"b\"\n");
	expect("`c <d>`\n", "    <literal>\n      \"c <d>\"\n");
	expect("a<br>b\n", "    \"a<br>b\"\n");
	expect("[t](http://x.example)\n",
	       "    <ulink> url=\"http://x.example\"\n      \"t\"\n");
	expect("[t](#i) [](#j)\n", "    <link> linkend=\"i\"\n      \"t\"\n"
				   "    \" \"\n    <xref> linkend=\"j\"\n");
	expect("![a *b*](c.png) d\n",
	       "    <inlinemediaobject>\n      <imageobject>\n"
	       "        <imagedata> fileref=\"c.png\"\n      <textobject>\n"
	       "        <phrase>\n          \"a \"\n          <emphasis>\n"
	       "            \"b\"\n    \" d\"\n");
	expect("a  \nb\n", "    \"a\"\n    <?linebreak?>\n    \"\\nb\"\n");
}

static void test_tables(void **state)
{
	static const char text[] = "| Name | Size |\n|---|--:|\n"
		"| `a\\|b` | - 1 |\n| *c* |\n| d | e | f |\n\nEnd.\n";

	(void)state;
	expect(text, "  <informaltable> 1-5\n    <tgroup> 1-5 cols=\"2\"\n"
		     "      <colspec> 2-2 align=\"left\"\n"
		     "      <colspec> 2-2 align=\"right\"\n      <thead> 1-1\n");
	expect(text, "      <tbody> 3-5\n        <row> 3-3\n"
		     "          <entry> 3-3\n            <literal>\n"
		     "              \"a|b\"\n          <entry> 3-3\n"
		     "            \"- 1\"\n");
	expect(text, "          <entry> 4-4\n            <emphasis>\n");
	expect(text, "            \"e | f\"\n");
	expect("a | b\nno | rule\n", "  <para> 1-2\n");
	expect("> a | b\n> --|--\n> c | d\n", "    <informaltable> 1-3\n");
}

static void test_bytes(void **state)
{
	(void)state;
	expect("caf\xe9 &#1;\r\n\r\nb\r\n",
	       "  <para> 1-1\n    \"caf\xc3\xa9 \xe2\x90\x81\"\n  <para> 3-3\n");
	expect("", "<article> 1-0\n");
}

/* Nesting without an end makes no tree without an end. */
static void test_deep(void **state)
{
	struct buf text;
	char *dump;

	(void)state;
	buf_init(&text);
	for (int i = 0; i < 3000; i++) {
		buf_puts(&text, "> ");
	}
	buf_puts(&text, "deep\n");
	dump = dump_text(text.data, text.len, DOC_MARKDOWN, DOC_PLAIN);
	assert_non_null(strstr(dump, "\"deep"));
	assert_true(strlen(dump) < 40000);
	free(dump);
	buf_clear(&text);
	for (int i = 0; i < 3000; i++) {
		buf_puts(&text, "*a **b ");
	}
	for (int i = 0; i < 3000; i++) {
		buf_puts(&text, "c** d*");
	}
	dump = dump_text(text.data, text.len, DOC_MARKDOWN, DOC_PLAIN);
	assert_non_null(strstr(dump, "c"));
	free(dump);
	buf_release(&text);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sections),
		cmocka_unit_test(test_no_single_title),
		cmocka_unit_test(test_metadata),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_inlines),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_deep),
	};

	if (argc == 3) {
		return dump_main(argv);
	}
	return cmocka_run_group_tests_name("read markdown", tests, NULL, NULL);
}
