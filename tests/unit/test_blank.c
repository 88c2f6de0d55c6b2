/* SPDX-License-Identifier: ISC */
/* Line breaks after blocks go; what may be white space of a text stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <libxml/parser.h>
#include <string.h>

#include "model/blank.h"
#include "model/doc.h"

static void drop(xmlNode *root)
{
	struct blanks blanks = { 0 };
	xmlNode *node = root;

	while (node != NULL) {
		xmlNode *next = node_walk(node, root);

		if (blank_is_idle(&blanks, node)) {
			xmlUnlinkNode(node);
			xmlFreeNode(node);
		}
		node = next;
	}
}

static void check(const char *before, const char *after)
{
	xmlDoc *doc = xmlReadMemory(before, (int)strlen(before), "blank.xml",
				    NULL, 0);
	xmlBuffer *bytes = xmlBufferCreate();

	assert_non_null(doc);
	drop(xmlDocGetRootElement(doc));
	xmlNodeDump(bytes, doc, xmlDocGetRootElement(doc), 0, 0);
	assert_string_equal((const char *)xmlBufferContent(bytes), after);
	xmlBufferFree(bytes);
	xmlFreeDoc(doc);
}

static void test_after_blocks(void **state)
{
	(void)state;
	check("<section>\n<para>a</para>\n<para>b</para>\n</section>",
	      "<section>\n<para>a</para><para>b</para></section>");
	check("<listitem>\n<literallayout>a\n</literallayout>\n"
	      "<emphasis>b</emphasis>\n</listitem>",
	      "<listitem>\n<literallayout>a\n</literallayout>"
	      "<emphasis>b</emphasis>\n</listitem>");
}

static void test_in_tables(void **state)
{
	(void)state;
	check("<tgroup>\n<tbody>\n<row>\n<entry>\n<para>a</para>\n</entry>\n"
	      "</row>\n</tbody>\n</tgroup>",
	      "<tgroup><tbody><row><entry>\n<para>a</para>\n</entry></row>"
	      "</tbody></tgroup>");
}

/* What a list has before its items is put before it: after a block, or not. */
static void test_in_lists(void **state)
{
	(void)state;
	check("<section><para>a</para>\n<itemizedlist>\n<listitem/>\n"
	      "</itemizedlist></section>",
	      "<section><para>a</para><itemizedlist><listitem/></itemizedlist>"
	      "</section>");
	check("<listitem>\n<itemizedlist>\n<listitem/>\n</itemizedlist></listitem>",
	      "<listitem>\n<itemizedlist>\n<listitem/>\n</itemizedlist></listitem>");
}

static void test_what_stays(void **state)
{
	static const char *const texts[] = {
		"<para><emphasis>a</emphasis>\n<emphasis>b</emphasis></para>",
		"<section><emphasis>a</emphasis>\n<emphasis>b</emphasis></section>",
		"<section><para>a</para> \n<para>b</para></section>",
		"<section><para holds=\"terms\"/>\n<para>b</para></section>",
		"<screen><para>a</para>\n<para>b</para></screen>",
		"<x:section xmlns:x=\"urn:x\"><para>a</para>\n</x:section>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		check(texts[i], texts[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_after_blocks),
		cmocka_unit_test(test_in_tables),
		cmocka_unit_test(test_in_lists),
		cmocka_unit_test(test_what_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
