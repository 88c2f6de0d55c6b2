/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "base/buf.h"
#include "read/xml_input.h"
#include "read/xml_problem.h"
#include "read/xml_scan.h"

/* The tags of the text, each as its kind and bytes. */
static void finds(const char *text, const char *want)
{
	struct xml_scan scan = { .text = slice_text(text) };
	struct xml_tag tag;
	struct buf got;

	buf_init(&got);
	while ((tag = xml_scan_next(&scan)).kind != XML_TAG_NONE) {
		buf_printf(&got, "%c%.*s ", " (){!"[tag.kind],
			   (int)(tag.span.end - tag.span.start),
			   text + tag.span.start);
	}
	assert_string_equal(got.data, want);
	buf_release(&got);
}

static void test_tags(void **state)
{
	(void)state;
	finds("", "");
	finds("text > only", "");
	finds("<a><b/>x</a >", "(<a> {<b/> )</a > ");
	finds("<a b='/>' c=\">\"\n>", "(<a b='/>' c=\">\"\n> ");
	finds("<!-- <a> --><![CDATA[<b>]]><?c <d>?><e/>", "{<e/> ");
	finds("<!DOCTYPE x [<!ENTITY y '<a>]>'><!-- ]> --><?z ]>?>]><x/>",
	      "{<x/> ");
}

static void test_broken_tags(void **state)
{
	(void)state;
	finds("a < b <c> <1>", "!< (<c> !< ");
	finds("<a <b>", "!< (<b> ");
	finds("<a b='<c>'>", "!< (<c> ");
	finds("<a", "!< ");
	finds("<", "!< ");
	finds("<!-- <a>", "!<!-- <a> ");
	finds("<x/><!DOCTYPE [", "{<x/> !<!DOCTYPE [ ");
}

static void test_declarations(void **state)
{
	const char *text = "<?x?> <!-- <!DOCTYPE --><!DOCTYPE a [\n"
		"<!ENTITY e '<!ATTLIST'><!ATTLIST a b CDATA '>>>>>>>>>>'>]><a/>";
	struct span type = xml_scan_doctype(slice_text(text));
	struct slice subset = slice_of(text + type.start,
				       type.end - type.start);

	(void)state;
	assert_true(slice_starts(subset, "<!DOCTYPE a"));
	assert_true(slice_is(slice_of(text + type.end, 4), "<a/>"));
	assert_int_equal(xml_scan_long_declaration(subset, 40), subset.len);
	assert_true(slice_starts(slice_of(subset.ptr +
		xml_scan_long_declaration(subset, 20), 20), "<!ATTLIST a b"));
	type = xml_scan_doctype(slice_text("<a><!DOCTYPE a>"));
	assert_int_equal(type.end, 0);
}

/* The problems of the text: offset and words of each. */
static void balances(const char *text, const char *want)
{
	struct xml_problems problems = { .input = NULL };
	struct buf got;

	buf_init(&got);
	xml_scan_balance(slice_text(text), &problems);
	for (size_t i = 0; i < problems.count; i++) {
		buf_printf(&got, "%zu: %s\n", problems.items[i].offset,
			   problems.items[i].text);
	}
	assert_string_equal(got.data, want);
	buf_release(&got);
	xml_problem_release(&problems);
}

static void test_what_does_not_match(void **state)
{
	(void)state;
	balances("<a><b/></a>", "");
	balances("<a><b></a>", "3: '<b>' is never closed: '</b>' is missing\n");
	balances("<a></b></a>", "3: '</b>' closes nothing: no '<b>' is open\n");
	balances("<a><b><c></b></d>",
		 "6: '<c>' is never closed: '</c>' is missing\n"
		 "13: '</d>' closes nothing: no '<d>' is open\n"
		 "0: '<a>' is never closed: '</a>' is missing\n");
	balances("<a b='</a>", "0: the tag '<a' is not ended by '>'\n"
		 "6: '</a>' closes nothing: no '<a>' is open\n");
	balances("<![CDATA[x", "0: a CDATA section that is never ended by "
		 "']]>'\n");
}

/* Whatever begins again and again must not be searched for again and again. */
static void test_time_is_linear(void **state)
{
	static const char *const parts[] = {
		"<a ", "<a '", "<a \"", "<!", "</a", "<![CDATA[", "<!--",
		"<!DOCTYPE", "<!DOCTYPE ['", "<?", "<a>", "<", "<a></b>",
	};
	clock_t start = clock();

	(void)state;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		struct xml_problems problems = { .input = NULL };
		struct buf text;

		buf_init(&text);
		for (int k = 0; k < 300000; k++) {
			buf_puts(&text, parts[i]);
		}
		xml_scan_balance(buf_slice(&text), &problems);
		xml_problem_release(&problems);
		buf_release(&text);
	}
	assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tags),
		cmocka_unit_test(test_broken_tags),
		cmocka_unit_test(test_declarations),
		cmocka_unit_test(test_what_does_not_match),
		cmocka_unit_test(test_time_is_linear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
