/* SPDX-License-Identifier: ISC */
/* layout: filling, hanging, blank lines, rows, widths of tables; ASCII. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/parser.h>

#include "base/buf.h"
#include "render/layout.h"
#include "render/layout_widths.h"
#include "render/width.h"

static void lay(const char *xml, int width, bool ascii, struct buf *out)
{
	struct layout_options options = { .width = width, .ascii = ascii };
	xmlDoc *doc = xmlReadMemory(xml, (int)strlen(xml), "x", NULL, 0);

	assert_non_null(doc);
	layout_write(xmlDocGetRootElement(doc), &options, out);
	xmlFreeDoc(doc);
}

static void check_at(int width, const char *xml, const char *want)
{
	struct buf out;

	buf_init(&out);
	lay(xml, width, false, &out);
	assert_string_equal(out.data, want);
	buf_release(&out);
}

static void check(const char *xml, const char *want)
{
	check_at(20, xml, want);
}

static void check_ascii(const char *xml, const char *want)
{
	struct buf out;

	buf_init(&out);
	lay(xml, 79, true, &out);
	assert_string_equal(out.data, want);
	buf_release(&out);
}

static void test_fill(void **state)
{
	(void)state;
	check("<layout/>", "");
	check("<layout>  </layout>", "");
	check("<layout> one\n two </layout>", "one two\n");
	/* Twenty columns exactly fit; twenty-one do not. */
	check("<layout>12345 7890 23456 890 x</layout>",
	      "12345 7890 23456 890\nx\n");
	check("<layout>12345 7890 23456 8901</layout>",
	      "12345 7890 23456\n8901\n");
	check("<layout>a-word-that-is-longer-than-the-line b</layout>",
	      "a-word-that-is-longer-than-the-line\nb\n");
	check("<layout>123456789 123456\xc2\xa0""89 x</layout>",
	      "123456789 123456 89\nx\n");
	check("<layout>a<br/>b</layout>", "a\nb\n");
	/* An element in a word does not part it. */
	check("<layout>12345678 1234567<any>8901</any>2</layout>",
	      "12345678\n123456789012\n");
}

static void test_width(void **state)
{
	(void)state;
	assert_int_equal(width_text(slice_text("abc")), 3);
	assert_int_equal(width_text(slice_text("e\xcc\x81")), 1);
	assert_int_equal(width_text(slice_text("\xe6\x97\xa5\xe6\x9c\xac")), 4);
	assert_int_equal(width_text(slice_text("\xff")), 1);
	/* Wide characters part anywhere, but not before a full stop. */
	check("<layout>12345678 12345678 日本</layout>",
	      "12345678 12345678 日\n本\n");
	check("<layout>12345678 12345678 日。</layout>",
	      "12345678 12345678\n日。\n");
	check("<layout>12345678 12345678&#x200b;9012</layout>",
	      "12345678 12345678\n9012\n");
	check("<layout>a&#x9b;b&#xad;c</layout>", "abc\n");
}

static void test_blocks(void **state)
{
	(void)state;
	check("<layout><block>a</block><block>b</block></layout>", "a\nb\n");
	check("<layout><block after='1'>a</block><block before='2'>b</block>"
	      "</layout>", "a\n\n\nb\n");
	check("<layout><block before='1'/><block before='1'>b</block></layout>",
	      "b\n");
	check("<layout>a<block indent='2' before='1'>b</block>c</layout>",
	      "a\n\n  b\n\nc\n");
	check("<layout>a <any>b <any>c</any></any></layout>", "a b c\n");
	check("<layout><any>a</any><any>b</any></layout>", "a\n\nb\n");
	check("<layout><block hang='2'>12345678 12345678 12345678</block>"
	      "</layout>", "12345678 12345678\n  12345678\n");
	check("<layout><block align='center'>ab</block></layout>",
	      "         ab\n");
	check("<layout><block align='right'>ab</block></layout>",
	      "                  ab\n");
	check("<layout><block underline='='>a title</block></layout>",
	      "a title\n=======\n");
	check("<layout><rule char='='/></layout>", "====================\n");
	check("<layout><block indent='2' right='3'><rule/></block></layout>",
	      "  ---------------\n");
}

static void test_labels(void **state)
{
	(void)state;
	check("<layout><block label='*' indent='2'><block before='1'>a</block>"
	      "<block before='1'>b</block></block></layout>",
	      "* a\n\n  b\n");
	check("<layout><block label='long' indent='2'>a</block></layout>",
	      "long\n  a\n");
	check("<layout><block label='1.' indent='4'><block label='a.' indent='3'>"
	      "x</block></block></layout>", "1.  a. x\n");
	check("<layout><block label='*' indent='2'/>x</layout>", "*\n\nx\n");
	check("<layout>a<block label='*' indent='2' before='1'>b</block></layout>",
	      "a\n\n* b\n");
}

static void test_verbatim(void **state)
{
	(void)state;
	check("<layout><verbatim indent='2'>\na\tb\n\n  c  d\n\n</verbatim>"
	      "</layout>", "  a       b\n\n    c  d\n");
	check("<layout><verbatim>a line that is longer than the page</verbatim>"
	      "</layout>", "a line that is longer than the page\n");
}

static void test_notes(void **state)
{
	(void)state;
	check("<layout><block>a<note id='n'>first</note> b<noteref id='n'/>"
	      "</block><notes/><block before='1'>c<note>second</note></block>"
	      "</layout>",
	      "a[1] b[1]\n\n[1] first\n\nc[2]\n\n[2] second\n");
}

static void test_rows(void **state)
{
	(void)state;
	check_at(40, "<layout><row><cell>name</cell><cell>U: m</cell>"
		     "<cell>T: s</cell><cell>D: unset</cell></row></layout>",
		 "name        U: m     T: s       D: unset\n");
	/* What does not fit goes on, set in, on the next line. */
	check("<layout><row><cell>a_long_name</cell><cell>U: m</cell>"
	      "<cell>T: s</cell></row></layout>",
	      "a_long_name  U: m\n    T: s\n");
	check("<layout><row><cell>a</cell><cell>many words that fill more than "
	      "one line</cell></row></layout>",
	      "a\n    many words that\n        fill more\n        than one\n"
	      "        line\n");
}

static void test_tables(void **state)
{
	(void)state;
	check("<layout><table><tr head='yes'><td>a</td><td>b</td></tr><tr>"
	      "<td>cc</td><td>d</td></tr></table></layout>",
	      "a   b\n--  -\ncc  d\n");
	check("<layout><table><col width='5*'/><col width='13*'/><tr><td>a</td>"
	      "<td>b b b b b b b b b b</td></tr></table></layout>",
	      "a      b b b b b b b\n       b b b\n");
	/* A wish gives way if then no line is broken; so does the margin. */
	check("<layout><table><col width='5*'/><col width='13*'/><tr><td>a</td>"
	      "<td>b b b b b b b b</td></tr></table></layout>",
	      "a    b b b b b b b b\n");
	check("<layout><block indent='3'><table out='3'><tr><td>a</td>"
	      "<td>123456 890123456</td></tr></table></block></layout>",
	      " a  123456 890123456\n");
	check("<layout><block indent='3'><table out='3'><tr><td>a</td>"
	      "<td>123456 8901234567890</td></tr></table></block></layout>",
	      "   a  123456\n      8901234567890\n");
	check("<layout><table><tr><td cols='2'>a b</td></tr><tr><td>c</td>"
	      "<td align='right'>d</td></tr></table></layout>",
	      "a b\nc  d\n");
	check("<layout><table><tr><td rows='2'>a<br/>b</td><td>1</td></tr><tr>"
	      "<td>2</td></tr></table></layout>", "a  1\nb  2\n");
	/* Words that do not fit side by side: a list. */
	check("<layout><table><tr><td>123456789012</td><td>1234567890</td>"
	      "<td>x</td></tr></table></layout>",
	      "123456789012\n    1234567890\n    x\n");
}

static void test_widths(void **state)
{
	struct column columns[2] = { { 0 } };

	(void)state;
	layout_width_read(&columns[0], "60pt");
	assert_int_equal(columns[0].absolute, 10);
	layout_width_read(&columns[1], "2*");
	assert_int_equal(columns[1].share, 2);
	columns[0].natural = 14;
	columns[1].natural = 20;
	assert_true(layout_widths(columns, 2, 40));
	assert_int_equal(columns[0].width, 14);
	assert_int_equal(columns[1].width, 26);
	columns[1].natural = 27;
	assert_true(layout_widths(columns, 2, 40));
	assert_int_equal(columns[0].width, 10);
	assert_int_equal(columns[1].width, 30);
	columns[0].least = 12;
	assert_true(layout_widths(columns, 2, 40));
	assert_int_equal(columns[0].width, 12);
	columns[0].least = 41;
	assert_false(layout_widths(columns, 2, 40));
}

static void test_ascii(void **state)
{
	(void)state;
	check_ascii("<layout>“a” ‘b’ – — … † ‡ • ©</layout>",
		    "\"a\" 'b' - -- ... + ++ * (c)\n");
	check_ascii("<layout>→ ½ ß é ž Æ ﬁ</layout>", "-> 1/2 ss e z AE fi\n");
	check_ascii("<layout>日a e&#x301;</layout>", "<U+65E5>a e\n");
}

/* Deep and odd trees neither crash nor take long, and lose nothing. */
static void test_limits(void **state)
{
	struct buf xml;
	struct buf out;

	(void)state;
	buf_init(&xml);
	buf_init(&out);
	buf_puts(&xml, "<layout>");
	for (int i = 0; i < 200; i++) {
		buf_puts(&xml, "<block indent='999' label='*'>");
	}
	buf_puts(&xml, "deep");
	for (int i = 0; i < 200; i++) {
		buf_puts(&xml, "</block>");
	}
	buf_puts(&xml, "<block indent='-99' before='x' hang='-3'>odd</block>");
	buf_puts(&xml, "<table><tr><td cols='1000000' rows='1000000'>wide</td>"
		       "</tr></table><table/><row/></layout>");
	lay(xml.data, 79, false, &out);
	assert_non_null(strstr(out.data, "deep"));
	assert_non_null(strstr(out.data, "odd"));
	assert_non_null(strstr(out.data, "wide"));
	buf_release(&xml);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fill),
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_verbatim),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_widths),
		cmocka_unit_test(test_ascii),
		cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
