/* SPDX-License-Identifier: ISC */
/* resolve: numbers, anchors, pages, references, contents, indexes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/doc.h"
#include "model/resolve.h"

/* A tree from text; every element's origin is line 1 of "test.xml". */
static struct doc *make_doc(enum doc_format format, const char *text)
{
	struct doc *doc = doc_new(format, DOC_PLAIN);
	struct source *source = source_new("test.xml", mem_strdup(text),
					   strlen(text));
	struct origin origin = { source, { 0, 1 }, NULL, 0 };

	doc_add_source(doc, source);
	doc->xml = xmlReadMemory(text, (int)strlen(text), "test.xml", NULL,
				 XML_PARSE_NONET);
	assert_non_null(doc->xml);
	doc_set_origin(doc, xmlDocGetRootElement(doc->xml), &origin);
	return doc;
}

static int run(struct doc *doc, bool full)
{
	struct resolve_options options = { .xref_full = full };
	struct diag diag;

	diag_init(&diag, NULL);
	return resolve(doc, &options, &diag);
}

static struct doc *resolved(const char *text)
{
	struct doc *doc = make_doc(DOC_DOCBOOK, text);

	assert_int_equal(run(doc, false), 0);
	return doc;
}

/* The string value of an XPath expression; to be freed by xmlFree(). */
static char *value(const struct doc *doc, const char *expression)
{
	xmlXPathContext *context = xmlXPathNewContext(doc->xml);
	xmlXPathObject *object;
	char *text;

	xmlXPathRegisterNs(context, BAD_CAST "s", BAD_CAST RESOLVE_NS);
	object = xmlXPathEvalExpression(BAD_CAST expression, context);
	assert_non_null(object);
	text = (char *)xmlXPathCastToString(object);
	xmlXPathFreeObject(object);
	xmlXPathFreeContext(context);
	return text;
}

static void expect(const struct doc *doc, const char *expression,
		   const char *want)
{
	char *text = value(doc, expression);

	assert_string_equal(text, want);
	xmlFree(text);
}

static const char book[] =
	"<book><bookinfo><title>A book</title></bookinfo>"
	"<preface><title>Before</title><section><title>Why</title></section>"
	"</preface>"
	"<chapter id='ONE'><title>First <quote>steps</quote></title>"
	"<section><title>Logging</title>"
	"<section><title>Deep</title><para>x</para></section></section>"
	"<section><title>More</title><para><xref linkend='TWO'/>"
	"<xref linkend='ONE'/></para></section></chapter>"
	"<chapter id='TWO'><title>Second</title>"
	"<section><title>Logging</title></section></chapter>"
	"<appendix><title>Extra</title><section><title>More things</title>"
	"</section></appendix></book>";

static void numbers_follow_the_structure(void **state)
{
	struct doc *doc = resolved(book);

	(void)state;
	expect(doc, "count(/book/@s:number)", "0");
	expect(doc, "count(//preface//@s:number)", "0");
	expect(doc, "//chapter[1]/@s:number", "1");
	expect(doc, "//chapter[1]/section[1]/section/@s:number", "1.1.1");
	expect(doc, "//chapter[1]/section[2]/@s:number", "1.2");
	expect(doc, "//chapter[2]/section/@s:number", "2.1");
	expect(doc, "//appendix/@s:number", "A");
	expect(doc, "//appendix/section/@s:number", "A.1");
	expect(doc, "//chapter[1]/@s:level", "1");
	expect(doc, "//chapter[1]/section[1]/section/@s:level", "3");
	doc_free(doc);
}

static void parts_do_not_restart_chapters(void **state)
{
	struct doc *doc = resolved(
		"<book><title>b</title><part><title>p</title><chapter>"
		"<title>c</title></chapter></part><part><title>q</title>"
		"<chapter><title>d</title></chapter></part></book>");

	(void)state;
	expect(doc, "//part[2]/@s:number", "II");
	expect(doc, "//part[2]/chapter/@s:number", "2");
	expect(doc, "//part[2]/chapter/@s:page", "d.html");
	doc_free(doc);
}

static void articles_are_numbered_unless_plain_text(void **state)
{
	static const char text[] = "<article><title>t</title><section><title>a"
				   "</title><section><title>b</title></section>"
				   "</section></article>";
	struct doc *doc = resolved(text);

	(void)state;
	expect(doc, "//section/section/@s:number", "1.1");
	expect(doc, "count(//@s:page)", "0");
	doc_free(doc);
	doc = make_doc(DOC_TEXT, text);
	run(doc, false);
	expect(doc, "count(//@s:number)", "0");
	doc_free(doc);
}

static void anchors_are_ids_or_titles(void **state)
{
	struct doc *doc = resolved(book);

	(void)state;
	expect(doc, "//chapter[1]/@s:anchor", "ONE");
	expect(doc, "//preface/@s:anchor", "before");
	/* Two sections have this title: both are named by their chapters. */
	expect(doc, "//chapter[1]/section[1]/@s:anchor", "ONE-logging");
	expect(doc, "//chapter[2]/section[1]/@s:anchor", "TWO-logging");
	doc_free(doc);
}

static void equal_titles_in_one_place_are_counted(void **state)
{
	struct doc *doc = resolved(
		"<article><title>t</title><section><title>A</title></section>"
		"<section><title>A</title></section>"
		"<section><title>A</title></section></article>");

	(void)state;
	expect(doc, "//section[1]/@s:anchor", "t-a");
	expect(doc, "//section[2]/@s:anchor", "t-a-2");
	expect(doc, "//section[3]/@s:anchor", "t-a-3");
	doc_free(doc);
}

static void pages_are_chained(void **state)
{
	struct doc *doc = resolved(book);

	(void)state;
	expect(doc, "/book/@s:page", "index.html");
	expect(doc, "//chapter[1]/@s:page", "first-steps.html");
	expect(doc, "//chapter[1]/@s:prev", "before.html");
	expect(doc, "//chapter[1]/@s:next", "second.html");
	expect(doc, "//chapter[1]/@s:next-title", "Second");
	expect(doc, "//chapter[1]/@s:next-number", "2");
	expect(doc, "//preface/@s:prev", "index.html");
	expect(doc, "count(//appendix/@s:next)", "0");
	doc_free(doc);
}

static void a_chapter_cannot_take_the_front_page(void **state)
{
	struct doc *doc = resolved(
		"<book><title>b</title><chapter id='IX'><title>Index</title>"
		"</chapter></book>");

	(void)state;
	expect(doc, "//chapter/@s:page", "index-ix.html");
	doc_free(doc);
}

static void references_are_aimed(void **state)
{
	struct doc *doc = resolved(book);

	(void)state;
	expect(doc, "//xref[1]/@s:href", "second.html#TWO");
	expect(doc, "//xref[1]/@s:label", "2");
	expect(doc, "//xref[1]/@s:kind", "chapter");
	expect(doc, "//xref[1]/@s:title", "Second");
	expect(doc, "//xref[2]/@s:href", "#ONE");
	doc_free(doc);
}

static void on_a_single_page_links_are_short(void **state)
{
	struct doc *doc = make_doc(DOC_DOCBOOK, book);
	struct resolve_options options = { .single = true };
	struct diag diag;

	(void)state;
	diag_init(&diag, NULL);
	assert_int_equal(resolve(doc, &options, &diag), 0);
	expect(doc, "//xref[1]/@s:href", "#TWO");
	expect(doc, "count(//@s:page)", "0");
	expect(doc, "//s:toc/s:entry[last()]/@s:href", "#extra");
	doc_free(doc);
}

static void full_references_say_what_they_are(void **state)
{
	struct doc *doc = make_doc(DOC_DOCBOOK, book);

	(void)state;
	assert_int_equal(run(doc, true), 0);
	expect(doc, "//xref[1]/@s:label",
	       "Chapter 2, \xe2\x80\x9cSecond\xe2\x80\x9d");
	doc_free(doc);
}

/* Runs on a doc with errors; what was said is to be freed. */
static char *messages(const char *text, size_t *errors)
{
	struct doc *doc = make_doc(DOC_DOCBOOK, text);
	struct resolve_options options = { false };
	struct diag diag;
	char *out = NULL;
	size_t len = 0;
	FILE *file = open_memstream(&out, &len);

	diag_init(&diag, file);
	assert_int_equal(resolve(doc, &options, &diag), -1);
	*errors = diag.errors;
	fclose(file);
	doc_free(doc);
	return out;
}

static void every_dead_reference_is_reported(void **state)
{
	size_t errors;
	char *said = messages("<article id='SECTlogs'><para>"
			      "<xref linkend='SECTlog'/><link linkend='zzzzzzz'>"
			      "x</link></para></article>", &errors);

	(void)state;
	assert_int_equal(errors, 2);
	assert_non_null(strstr(said, "test.xml:1: error: no section or entry "
				     "with the id 'SECTlog' (did you mean "
				     "'SECTlogs'?)"));
	assert_non_null(strstr(said, "the id 'zzzzzzz'\n"));
	free(said);
}

static void double_ids_are_reported_with_both_places(void **state)
{
	size_t errors;
	char *said = messages("<article><section id='A'><title>a</title>"
			      "</section><para id='A'/></article>", &errors);

	(void)state;
	assert_int_equal(errors, 1);
	assert_non_null(strstr(said, "the id 'A' is used twice: first at "
				     "test.xml:1"));
	free(said);
}

#define ROW(name, use, type, value)                                           \
	"<row><entry><option>" name "</option></entry><entry>Use: <emphasis>" \
	use "</emphasis></entry><entry>Type: <emphasis>" type                 \
	"</emphasis></entry><entry>Default: <emphasis>" value                 \
	"</emphasis></entry></row>"
#define TABLE(rows)                                                           \
	"<informaltable><tgroup cols='4'><tbody>" rows                        \
	"</tbody></tgroup></informaltable>"
#define TERM(role, text)                                                      \
	"<indexterm role='" role "'><primary>" text "</primary></indexterm>"

static const char options_text[] =
	"<book><title>b</title><chapter><title>Options</title>"
	"<para>Text." TERM("concept", "before") "</para>"
	"<para>" TERM("option", "two") TERM("concept", "lead") "</para>"
	TABLE(ROW("one", "main", "host list&#x2020;", "unset")
	      ROW("two", "main", "boolean", "true"))
	"<para>" TERM("concept", "body") "Body.</para>"
	TABLE(ROW("a_long&#xa0;_name", "smtp&#x2021;", "time", "5m"))
	"<para>" TERM("concept", "$money") TERM("concept", "7 days")
	TERM("concept", "money") "</para></chapter>"
	"<index role='concept'><title>Concepts</title></index></book>";

static void option_entries_are_recognised(void **state)
{
	struct doc *doc = resolved(options_text);

	(void)state;
	expect(doc, "//row[1]/@s:unit", "option");
	expect(doc, "//row[1]/@s:type", "host list");
	expect(doc, "//row[1]/@s:expanded", "yes");
	expect(doc, "count(//row[2]/@s:expanded)", "0");
	expect(doc, "//row[2]/@s:default", "true");
	expect(doc, "//row[2]/@s:anchor", "option-main-two");
	expect(doc, "count(//informaltable[1]/@s:unit)", "0");
	expect(doc, "//informaltable[2]/@s:name", "a_long_name");
	expect(doc, "//informaltable[2]/@s:use", "smtp");
	expect(doc, "//informaltable[2]/@s:anchor", "option-smtp-a_long_name");
	doc_free(doc);
}

static void index_terms_aim_at_what_they_are_about(void **state)
{
	struct doc *doc = resolved(options_text);

	(void)state;
	expect(doc, "//s:item[s:term='before']/s:ref/@s:href",
	       "options.html#options");
	expect(doc, "//s:item[s:term='lead']/s:ref/@s:href",
	       "options.html#option-main-one");
	expect(doc, "//s:item[s:term='body']/s:ref/@s:href",
	       "options.html#option-main-one");
	expect(doc, "//s:item[s:term='7 days']/s:ref/@s:href",
	       "options.html#option-smtp-a_long_name");
	expect(doc, "//s:item[s:term='7 days']/s:ref/@s:label", "1");
	doc_free(doc);
}

static void indexes_ignore_punctuation_and_case(void **state)
{
	struct doc *doc = resolved(options_text);

	(void)state;
	expect(doc, "//index/s:letter[1]/@s:name", "0-9");
	expect(doc, "//s:letter[@s:name='M']/s:item[1]/s:term", "$money");
	expect(doc, "//s:letter[@s:name='M']/s:item[2]/s:term", "money");
	/* The term of role option is not in the index of concepts. */
	expect(doc, "count(//s:item[s:term='two'])", "0");
	expect(doc, "//index/@s:page", "concept-index.html");
	doc_free(doc);
}

static void indexes_group_levels_and_ranges(void **state)
{
	struct doc *doc = resolved(
		"<book><title>b</title><chapter><title>c</title><para>"
		"<indexterm class='startofrange' id='R'><primary>a</primary>"
		"<secondary>z</secondary></indexterm>"
		"<indexterm><primary>a</primary></indexterm>"
		"<indexterm><primary>a</primary></indexterm>"
		"<indexterm><primary>b</primary><see><emphasis>a</emphasis>"
		"</see></indexterm>"
		"<indexterm class='endofrange' startref='R'/></para></chapter>"
		"<index><title>Index</title></index></book>");

	(void)state;
	expect(doc, "count(//s:letter[@s:name='A']/s:item)", "1");
	expect(doc, "count(//s:letter[@s:name='A']/s:item/s:ref)", "1");
	expect(doc, "count(//s:letter[@s:name='A']/s:item/s:item/s:ref)", "1");
	expect(doc, "//s:letter[@s:name='B']/s:item/s:see/emphasis", "a");
	expect(doc, "count(//s:letter[@s:name='B']//s:ref)", "0");
	doc_free(doc);
}

static void list_entries_are_recognised(void **state)
{
	struct doc *doc = resolved(
		"<article><title>t</title><section id='S'><title>s</title>"
		"<variablelist><varlistentry><term><varname>$domain</varname>"
		"</term><listitem><para>x</para></listitem></varlistentry>"
		"<varlistentry><term><option>-bd</option>&#xa0;<emphasis>x"
		"</emphasis></term><listitem><para>"
		TERM("option", "<option>-bd</option>") "x</para></listitem>"
		"</varlistentry><varlistentry><term>plain words</term>"
		"<listitem><para/></listitem></varlistentry></variablelist>"
		"</section></article>");

	(void)state;
	expect(doc, "//varlistentry[1]/@s:unit", "variable");
	expect(doc, "//varlistentry[1]/@s:name", "$domain");
	expect(doc, "//varlistentry[1]/@s:anchor", "variable-domain");
	expect(doc, "//varlistentry[2]/@s:unit", "cmdline");
	expect(doc, "//varlistentry[2]/@s:anchor", "cmdline-bd");
	expect(doc, "count(//varlistentry[3]/@s:unit)", "0");
	expect(doc, "//varlistentry[3]/@s:anchor", "S-plain-words");
	doc_free(doc);
}

static void contents_nest(void **state)
{
	struct doc *doc = resolved(book);

	(void)state;
	expect(doc, "count(/book/s:toc/s:entry)", "4");
	expect(doc, "/book/s:toc/s:entry[2]/s:title/quote", "steps");
	expect(doc, "/book/s:toc/s:entry[2]/@s:href", "first-steps.html#ONE");
	expect(doc, "/book/s:toc/s:entry[2]/s:entry[1]/s:entry/@s:number",
	       "1.1.1");
	doc_free(doc);
}

/* A document cannot set what stylesheets take from us. */
static void foreign_annotations_do_not_count(void **state)
{
	struct doc *doc = resolved(
		"<article xmlns:s='" RESOLVE_NS "'><title>t</title>"
		"<para s:href='javascript:x'>p</para></article>");

	(void)state;
	expect(doc, "count(//para/@s:href)", "0");
	doc_free(doc);
}

static void any_root_will_do(void **state)
{
	static const char *const roots[] = {
		"<para>x</para>", "<indexterm><primary>x</primary></indexterm>",
		"<varlistentry><term>x</term></varlistentry>", TABLE("<row/>"),
		"<index/>", "<section/>", "<nothing linkend='x' id='x'/>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++) {
		doc_free(resolved(roots[i]));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_follow_the_structure),
		cmocka_unit_test(parts_do_not_restart_chapters),
		cmocka_unit_test(articles_are_numbered_unless_plain_text),
		cmocka_unit_test(anchors_are_ids_or_titles),
		cmocka_unit_test(equal_titles_in_one_place_are_counted),
		cmocka_unit_test(pages_are_chained),
		cmocka_unit_test(a_chapter_cannot_take_the_front_page),
		cmocka_unit_test(references_are_aimed),
		cmocka_unit_test(on_a_single_page_links_are_short),
		cmocka_unit_test(full_references_say_what_they_are),
		cmocka_unit_test(every_dead_reference_is_reported),
		cmocka_unit_test(double_ids_are_reported_with_both_places),
		cmocka_unit_test(option_entries_are_recognised),
		cmocka_unit_test(index_terms_aim_at_what_they_are_about),
		cmocka_unit_test(indexes_ignore_punctuation_and_case),
		cmocka_unit_test(indexes_group_levels_and_ranges),
		cmocka_unit_test(list_entries_are_recognised),
		cmocka_unit_test(contents_nest),
		cmocka_unit_test(foreign_annotations_do_not_count),
		cmocka_unit_test(any_root_will_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
