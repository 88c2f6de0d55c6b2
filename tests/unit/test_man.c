/* SPDX-License-Identifier: ISC */
/* man: escapes, dates, paragraphs in roff, references reworded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/parser.h>

#include "base/buf.h"
#include "model/doc.h"
#include "render/man_date.h"
#include "render/man_refs.h"
#include "render/man_roff.h"
#include "render/man_write.h"

static void check_text(const char *text, bool code, const char *want)
{
	struct buf out;

	buf_init(&out);
	man_roff_text(&out, slice_text(text), code);
	assert_string_equal(out.data, want);
	buf_release(&out);
}

static void test_escapes(void **state)
{
	(void)state;
	check_text("a-b -c --d", false, "a-b \\-c \\-\\-d");
	check_text("a-b", true, "a\\-b");
	check_text("\\ ' ` ^ ~", false, "\\e \\(aq \\(ga \\(ha \\(ti");
	check_text("“x” ‘y’ – — … † ‡", false,
		   "\\(lqx\\(rq \\(oqy\\(cq \\(en \\(em ... \\(dg \\(dd");
	check_text("\xc2\xa0é日", false, "\\~\\[u00E9]\\[u65E5]");
	check_text("a\x01\x7f\xc2\x9b""b", false, "ab");
}

static void test_argument(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out);
	man_roff_argument(&out, slice_text("plain"));
	buf_putc(&out, ' ');
	man_roff_argument(&out, slice_text("two \"words\""));
	buf_putc(&out, ' ');
	man_roff_argument(&out, slice_text(""));
	assert_string_equal(out.data, "plain \"two \\(dqwords\\(dq\" \"\"");
	buf_release(&out);
}

static void check_date(const char *text, const char *want)
{
	char *date = man_date_dup(text);

	assert_string_equal(date, want);
	free(date);
}

static void test_dates(void **state)
{
	(void)state;
	check_date("1 Oct 2025", "2025-10-01");
	check_date("October 1, 2025", "2025-10-01");
	check_date("2025-10-01", "2025-10-01");
	check_date("Friday, 3rd of May, 2024", "2024-05-03");
	check_date("some day", "some day");
	check_date("99 Oct 2025", "99 Oct 2025");
	setenv("SOURCE_DATE_EPOCH", "86400", 1);
	check_date("", "1970-01-02");
	check_date(NULL, "1970-01-02");
}

/* The roff of a page's content, without the four lines of its head. */
static void check_page(const char *content, const char *want)
{
	struct buf xml;
	struct buf out;
	xmlDoc *doc;
	const char *body;

	buf_init(&xml);
	buf_init(&out);
	buf_printf(&xml, "<page name='x' section='1' date='2024-01-02'>%s</page>",
		   content);
	doc = xmlReadMemory(xml.data, (int)xml.len, "x", NULL, 0);
	assert_non_null(doc);
	man_write(xmlDocGetRootElement(doc), &out);
	body = strstr(out.data, ".ad l\n");
	assert_non_null(body);
	assert_string_equal(body + strlen(".ad l\n"), want);
	xmlFreeDoc(doc);
	buf_release(&xml);
	buf_release(&out);
}

static void test_page(void **state)
{
	(void)state;
	check_page("<sh>Name of <b>-x</b></sh><p>One. Two.</p><p>.three</p>",
		   ".SH \"NAME OF \\fB\\-x\\fR\"\nOne.\nTwo.\n.PP\n\\&.three\n");
	check_page("<p>a <b>b<i>c</i></b>, <i>d</i>.</p>",
		   "a \\fBb\\f(BIc\\fR, \\fId\\fR.\n");
	check_page("<item><tag><b>-a</b></tag><tag><b>-b</b></tag><p>x</p>"
		   "<p>y</p></item><p>z</p>",
		   ".TP\n\\fB\\-a\\fR\n.PD 0\n.TP\n\\fB\\-b\\fR\n.PD\nx\n.RS\n"
		   ".PP\ny\n.RE\n.PP\nz\n");
	check_page("<item><tag>\xc2\xa0</tag><p>x</p></item>", ".TP\n\\&\nx\n");
	check_page("<in><p>a</p><ss>b</ss></in><ss/>",
		   ".RS 4\na\n.PP\n\\fBb\\fR\n.RE\n");
	check_page("<sh>S</sh><pre>\n.a\n\n\\b\n</pre>",
		   ".SH S\n.RS 4\n.EX\n\\&.a\n\n\\eb\n.EE\n.RE\n");
	check_page("<p>a b e.g. c? D</p>", "a b e.g. c?\nD\n");
}

static xmlDoc *read_page(const char *content)
{
	struct buf xml;
	xmlDoc *doc;

	buf_init(&xml);
	buf_printf(&xml, "<refentry xmlns:s='urn:stet:resolve'><section id='in'/>"
		   "<para>%s</para></refentry>", content);
	doc = xmlReadMemory(xml.data, (int)xml.len, "x", NULL, 0);
	assert_non_null(doc);
	buf_release(&xml);
	return doc;
}

#define REF "<xref linkend='x' s:title='Knots' s:label='4.2'/>"
#define REF_IN "<xref linkend='in' s:title='Here' s:label='1'/>"

static void check_refs(const char *content, const char *want)
{
	xmlDoc *doc = read_page(content);
	char *text;

	man_refs_reword(xmlDocGetRootElement(doc), true);
	text = node_text_dup(xmlDocGetRootElement(doc));
	assert_string_equal(text, want);
	free(text);
	xmlFreeDoc(doc);
}

static void test_references(void **state)
{
	(void)state;
	check_refs("One. See section " REF " for details. Two.", "One. Two.");
	check_refs("One. See " REF ".", "One.");
	check_refs("See chapters " REF " and " REF ".", "");
	check_refs("One (see section " REF "). Two.", "One. Two.");
	check_refs("One (see section " REF ") and two.", "One and two.");
	check_refs("One <option>-x</option> (section " REF "), two.",
		   "One -x, two.");
	check_refs("Section " REF " says how.",
		   "The section on “Knots” says how.");
	check_refs("As in the chapter " REF ", e.g. <option>-x</option>.",
		   "As in the chapter on “Knots”, e.g. -x.");
	check_refs("See section " REF " for <option>-x</option>.",
		   "See the section on “Knots” for -x.");
	check_refs("One. See section " REF_IN ".",
		   "One. See the section on “Here”.");
	check_refs("It has knots in " REF ".", "It has knots in “Knots”.");
	check_refs("Nothing at all (see below). More.",
		   "Nothing at all (see below). More.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_escapes),
		cmocka_unit_test(test_argument),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_page),
		cmocka_unit_test(test_references),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
