/* SPDX-License-Identifier: ISC */
/* Plain text to the markup of a main spec: what is found, and nothing lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "edit/markup.h"
#include "edit/names.h"

static void check(const struct markup *markup, const char *text,
		  const char *want)
{
	struct names options = { 0 };
	struct names ids = { 0 };
	struct markup_writer writer = {
		.markup = markup,
		.traits = { .links = true, .dollar = true, .dagger = true,
			    .concept_index = true },
		.options = &options,
		.ids = &ids,
	};
	struct prose prose = { 0 };
	struct buf out;

	buf_init(&out);
	names_add(&options, slice_text("tls_ocsp_file"));
	names_add(&options, slice_text("hosts"));
	prose_parse(slice_text(text), &prose);
	markup_prose(&writer, &prose, "S", &out);
	assert_string_equal(out.data, want);
	prose_release(&prose);
	names_release(&options);
	names_release(&ids);
	buf_release(&out);
}

static void test_inline(void **state)
{
	(void)state;
	check(&markup_xfpt,
	      "Set \"tls_ocsp_file\" or tls_ocsp_file, or \"hosts\" (not hosts),\n"
	      "to $tls_sni; \"two words\" and \"ocsp_fetch.pl\" & Local/Makefile\n"
	      ".dot at http://a.example/b?c=d&e. and/or it's 5\" & &&&\n",
	      "Set &%tls_ocsp_file%& or &%tls_ocsp_file%&, or &%hosts%& (not "
	      "hosts),\n"
	      "to &$tls_sni$&; &\"two words\"& and &_ocsp_fetch.pl_& && "
	      "&_Local/Makefile_&\n"
	      "&#x2e;dot at &url(http://a.example/b?c=d&amp;e). and/or it's 5\" "
	      "&& &amp;&amp;&amp;\n");
	check(&markup_xfpt, "AT&T ${if eq{$a_b}{x}} \\$x $URL\n",
	      "AT&&T ${if eq{$a_b}{x}} \\$x $URL\n");
	check(&markup_docbook, "\"tls_ocsp_file\" <x> & $tls_sni\n",
	      "<para>\n<option>tls_ocsp_file</option> &lt;x&gt; &amp; "
	      "<varname>tls_sni</varname>\n</para>\n");
}

static void test_lists(void **state)
{
	(void)state;
	check(&markup_xfpt,
	      "Two options:\n- \"hosts\"; one\nwith more\n- two\n\nAfter.\n",
	      "Two options:\n.ilist\n&%hosts%&; one\nwith more\n.next\ntwo\n"
	      ".endlist\n\nAfter.\n");
	check(&markup_xfpt, "Do:\n1) this\n2) that\n\nEnd.\n",
	      "Do:\n.olist\nthis\n.next\nthat\n.endlist\n\nEnd.\n");
	check(&markup_xfpt, "1) this is no list\n\nbut text.\n",
	      "\n.subsection \"this is no list\" \"Sthisisnolist\"\n"
	      "but text.\n");
	check(&markup_xfpt, "one   the first\n      number\ntwo   the second\n",
	      ".vlist\n.vitem \"one\"\nthe first\nnumber\n\n.vitem \"two\"\n"
	      "the second\n.endlist\n");
}

static void test_examples(void **state)
{
	(void)state;
	check(&markup_xfpt, "Like this:\n\n  a = b  \n\n  .c & \"d\"\n\nEnd.\n",
	      "Like this:\n.code\n  a = b  \n\n  .c & \"d\"\n.endd\n\nEnd.\n");
	check(&markup_xfpt, "A:\n\nSUPPORT_X=yes\n\nB\n",
	      "A:\n.code\nSUPPORT_X=yes\n.endd\n\nB\n");
	check(&markup_xfpt,
	      "A.\n\n  Indented prose is a paragraph, though it is\n"
	      "  not at the margin.\n",
	      "A.\n\nIndented prose is a paragraph, though it is\n"
	      "not at the margin.\n");
	check(&markup_docbook, "A:\n\n  a <b>\n",
	      "<para>\nA:\n</para>\n<literallayout class=\"monospaced\">\n"
	      "  a &lt;b&gt;\n</literallayout>\n");
}

static void test_headings(void **state)
{
	(void)state;
	check(&markup_xfpt, "*) Building it\n\nText.\n\nUse:\n----\nMore.\n",
	      "\n.subsection \"Building it\" \"Sbuildingit\"\nText.\n\n"
	      ".subsection \"Use\" \"Suse\"\nMore.\n");
	check(&markup_docbook, "Use:\n----\nMore.\n",
	      "<section id=\"Suse\">\n<title>Use</title>\n<para>\nMore.\n"
	      "</para>\n</section>\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_inline),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_examples),
		cmocka_unit_test(test_headings),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
