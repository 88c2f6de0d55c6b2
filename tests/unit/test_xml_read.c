/* SPDX-License-Identifier: ISC */
#include "xml_test.h"

static void test_text_is_whole(void **state)
{
	(void)state;
	gives("<book>a&nbsp;b<!-- no -->c<![CDATA[<d>]]>e&#65;\n</book>",
	      "<book>a\u00a0bc&lt;d&gt;eA\n</book>");
	assert_ptr_equal(find("book")->children, find("book")->last);
	gives("<book> <?pi it?> </book>", "<book> <?pi it?> </book>");
	gives("<book a='&dagger;&lsqb;&amp;'/>", "<book a=\"\u2020[&amp;\"/>");
}

static void test_doctype_is_not_loaded(void **state)
{
	(void)state;
	assert_string_equal(read_string(
		"<!DOCTYPE book PUBLIC \"-//OASIS//DTD DocBook XML V4.5//EN\"\n"
		" \"http://nowhere.invalid/docbookx.dtd\">\n<book/>"), "");
	assert_string_equal((const char *)doc->xml->intSubset->ExternalID,
			    "-//OASIS//DTD DocBook XML V4.5//EN");
}

static void test_internal_entities_are_expanded(void **state)
{
	char *text;

	(void)state;
	assert_string_equal(read_string(
		"<!DOCTYPE book [<!ENTITY p 'A <b>c</b> &q;'>"
		"<!ENTITY q 'x &ndash; y'><!ENTITY lt2 '&#38;#60;'>]>"
		"<book t='&q;'>&p;&lt2;<para>&p;</para></book>"), "");
	text = node_text_dup(find("book"));
	assert_string_equal(text, "A c x \u2013 y<A c x \u2013 y");
	free(text);
	assert_string_equal(node_attr(find("book"), "t"), "x \u2013 y");
	came_from("b", NULL, "&p;");
	came_from("para", NULL, "<para>&p;</para>");
	/* The second time too. */
	assert_true(doc_origin(find("para")->children->next)->span.start >
		    doc_origin(find("para"))->span.start);
}

static void test_every_element_knows_its_bytes(void **state)
{
	(void)state;
	assert_string_equal(read_string(
		"<?xml version='1.0'?>\n<!-- <title> -->\n<book a='>' b=\"/>\">"
		"<title  >T</title ><![CDATA[<para>]]><para id='p' /><?x <a> ?>"
		"<note\n><tip/></note></book>"), "");
	came_from("title", NULL, "<title  >T</title >");
	came_from("para", NULL, "<para id='p' />");
	came_from("note", NULL, "<note\n><tip/></note>");
	came_from("tip", NULL, "<tip/>");
}

static void test_all_errors_are_told_in_order(void **state)
{
	(void)state;
	says("<book>\n<para>a & b</para>\n<para>&nbps; <em>x</para>\n"
	     "<para a=b/>\n</note>\n</book>",
	     "t.xml:2: error: a '&' or '<' that begins no name: write '&amp;' "
	     "or '&lt;'\n"
	     "t.xml:3: error: unknown entity '&nbps;' (did you mean '&nbsp;'?)\n"
	     "t.xml:3: error: '<em>' is never closed: '</em>' is missing\n"
	     "t.xml:4: error: an attribute's value is not in quotes\n"
	     "t.xml:5: error: '</note>' closes nothing: no '<note>' is open\n");
	says("", "t.xml:1: error: there is no element here: the text is empty, "
	     "or is not XML\n");
	says("<book/>\nx", "t.xml:2: error: text after the end of "
	     "the document element\n");
	says("<book><!-- x", "t.xml:1: error: '<book>' is never closed: "
	     "'</book>' is missing\nt.xml:1: error: a comment that is never "
	     "ended by '-->'\n");
	says("<svg/>", "t.xml:1: error: '<svg>' is no element that a DocBook "
	     "document can begin with (book, article, chapter, section, "
	     "refentry ...)\n");
}

static void test_bytes_that_are_no_text(void **state)
{
	(void)state;
	says("<book>\nx\xff\n\xc0\x80</book>",
	     "t.xml:2: error: byte 0xff is not UTF-8 (nor is another encoding "
	     "declared)\n"
	     "t.xml:3: error: byte 0xc0 is not UTF-8 (nor is another encoding "
	     "declared)\n");
	says("<?xml version='1.0' encoding='EBCDIC-US'?><book/>",
	     "t.xml:1: error: encoding 'EBCDIC-US' is not known here: convert "
	     "the file to UTF-8\n");
}

static void test_other_encodings(void **state)
{
	(void)state;
	assert_string_equal(read_string(
		"<?xml version='1.0' encoding='iso-8859-1'?>"
		"<book>\xe9\xe8<para>\xfc</para>\xe9<tip/></book>"), "");
	came_from("para", NULL, "<para>\xfc</para>");
	came_from("tip", NULL, "<tip/>");
	assert_string_equal((const char *)find("para")->children->content,
			    "\u00fc");
	assert_string_equal(read_string("\xef\xbb\xbf<book><para/></book>"), "");
	came_from("para", NULL, "<para/>");
}

static void test_bombs(void **state)
{
	struct buf text;

	(void)state;
	buf_init(&text);
	buf_puts(&text, "<!DOCTYPE book [<!ENTITY e0 'ha'>\n");
	for (int i = 1; i < 12; i++) {
		buf_printf(&text, "<!ENTITY e%d '", i);
		for (int k = 0; k < 10; k++) {
			buf_printf(&text, "&e%d;", i - 1);
		}
		buf_puts(&text, "'>\n");
	}
	buf_puts(&text, "]><book>&e11;</book>");
	read_string(text.data);
	assert_null(doc);
	assert_non_null(strstr(said, ": error: entities and defaults expand to "
			       "more than"));
	buf_release(&text);
	read_string("<!DOCTYPE book [<!ENTITY a '&b;'><!ENTITY b '<x/>&a;'>]>"
		     "<book>&a;</book>");
	assert_null(doc);
	assert_non_null(strstr(said, "refers to itself"));
}

/* A default is copied into every element: its bytes count. */
static void test_default_bomb(void **state)
{
	struct buf text;

	(void)state;
	buf_init(&text);
	buf_puts(&text, "<!DOCTYPE book [<!ATTLIST a b CDATA '");
	buf_fill(&text, 'x', 5000);
	buf_puts(&text, "'>]><book>");
	for (int i = 0; i < 10000; i++) {
		buf_puts(&text, "<a/>");
	}
	buf_puts(&text, "</book>");
	read_string(text.data);
	assert_null(doc);
	assert_non_null(strstr(said, "entities and defaults expand to more"));
	buf_release(&text);
}

static void nest(struct buf *text, int depth)
{
	buf_clear(text);
	buf_puts(text, "<book>");
	for (int i = 0; i < depth; i++) {
		buf_puts(text, "<a>");
	}
	for (int i = 0; i < depth; i++) {
		buf_puts(text, "</a>");
	}
	buf_puts(text, "</book>");
}

static void test_depth_and_width_have_limits(void **state)
{
	struct buf text;

	(void)state;
	buf_init(&text);
	nest(&text, 900);
	assert_string_equal(read_string(text.data), "");
	nest(&text, 200000);
	says(text.data, "t.xml:1: error: '<a>' is nested more than 1000 deep\n");
	buf_clear(&text);
	buf_puts(&text, "<book>\n<a");
	for (int i = 0; i < 20000; i++) {
		buf_printf(&text, " a%d=''", i);
	}
	buf_puts(&text, "/></book>");
	says(text.data, "t.xml:2: error: '<a>' has more than 256 attributes\n");
	buf_release(&text);
}

/* libxml2 would compare each of the defaults with each, for every element. */
static void test_declarations_have_limits(void **state)
{
	struct buf text;

	(void)state;
	buf_init(&text);
	buf_puts(&text, "<!DOCTYPE book [\n");
	for (int i = 0; i < 20000; i++) {
		buf_printf(&text, "<!ATTLIST a a%d CDATA 'd'>", i);
	}
	buf_puts(&text, "]><book>");
	for (int i = 0; i < 20000; i++) {
		buf_puts(&text, "<a/>");
	}
	buf_puts(&text, "</book>");
	says(text.data,
	     "t.xml:2: error: more than 256 attributes are declared\n");
	buf_clear(&text);
	buf_puts(&text, "<!DOCTYPE book [\n\n<!ATTLIST a b (v");
	for (int i = 0; i < 100000; i++) {
		buf_printf(&text, "|v%d", i);
	}
	buf_puts(&text, ")>]><book/>");
	says(text.data,
	     "t.xml:3: error: a declaration of more than 8192 bytes\n");
	says("<!DOCTYPE book [<!ENTITY % v 'a|b'><!ENTITY % p\n"
	     "'<!ATTLIST a b (&#37;v;) #IMPLIED>'>%p;]><book/>",
	     "t.xml:2: error: a parameter entity inside of a declaration "
	     "'%v;'\n");
	buf_release(&text);
}

static void test_long_text_passes(void **state)
{
	struct buf text;
	size_t len = (size_t)11 << 20;

	(void)state;
	buf_init(&text);
	buf_puts(&text, "<book>");
	buf_fill(&text, 'x', len);
	buf_puts(&text, "</book>");
	assert_string_equal(read_string(text.data), "");
	assert_int_equal(strlen((char *)find("book")->children->content), len);
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_is_whole),
		cmocka_unit_test(test_doctype_is_not_loaded),
		cmocka_unit_test(test_internal_entities_are_expanded),
		cmocka_unit_test(test_every_element_knows_its_bytes),
		cmocka_unit_test(test_all_errors_are_told_in_order),
		cmocka_unit_test(test_bytes_that_are_no_text),
		cmocka_unit_test(test_other_encodings),
		cmocka_unit_test(test_bombs),
		cmocka_unit_test(test_default_bomb),
		cmocka_unit_test(test_depth_and_width_have_limits),
		cmocka_unit_test(test_declarations_have_limits),
		cmocka_unit_test(test_long_text_passes),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	forget();
	return failed;
}
