/* SPDX-License-Identifier: ISC */
/* DocBook 5, and the files that a document asks for. */
#include "xml_test.h"

#include <sys/stat.h>
#include <unistd.h>

#define DB5 "xmlns='http://docbook.org/ns/docbook' " \
	    "xmlns:xlink='http://www.w3.org/1999/xlink' version='5.0'"
#define XI "xmlns:xi='http://www.w3.org/2001/XInclude'"

static void put(const char *path, const char *text)
{
	FILE *out = fopen(path, "w");

	assert_non_null(out);
	fputs(text, out);
	assert_int_equal(fclose(out), 0);
}

static const char *read_file(const char *path)
{
	struct diag diag;

	diag_init(&diag, stderr);
	return read_source(source_read(path, &diag), DOC_DOCBOOK);
}

static void reads(const char *path, const char *want)
{
	read_file(path);
	is_tree(want);
}

static void refuses(const char *path, const char *want)
{
	read_file(path);
	assert_null(doc);
	if (strstr(said, want) == NULL) {
		fail_msg("said '%s'", said);
	}
}

static void test_docbook5_becomes_docbook4(void **state)
{
	(void)state;
	gives("<book " DB5 " xml:id='b' xml:lang='en'><info><title>T</title>"
	      "</info><chapter xml:base='x'><info><title>C</title><date/></info>"
	      "<para><link xlink:href='http://a/'>a</link>"
	      "<link xlink:href='#b'>b</link><xref xlink:href='#b'/>"
	      "<command xlink:href='#b'>c</command><tag>t</tag></para>"
	      "</chapter></book>",
	      "<book xmlns:xlink=\"http://www.w3.org/1999/xlink\" id=\"b\" "
	      "lang=\"en\"><bookinfo><title>T</title></bookinfo><chapter>"
	      "<title>C</title><chapterinfo><date/></chapterinfo>"
	      "<para><ulink url=\"http://a/\">a</ulink>"
	      "<link linkend=\"b\">b</link><xref linkend=\"b\"/>"
	      "<command><link linkend=\"b\">c</link></command>"
	      "<sgmltag>t</sgmltag></para></chapter></book>");
}

static void test_prefixed_docbook5(void **state)
{
	(void)state;
	gives("<d:book xmlns:d='http://docbook.org/ns/docbook' d:x='1'>"
	      "<d:para/><s:svg xmlns:s='urn:s' version='1' xml:space='preserve'/>"
	      "</d:book>",
	      "<book x=\"1\"><para/><s:svg xmlns:s=\"urn:s\" version=\"1\" "
	      "xml:space=\"preserve\"/></book>");
	came_from("para", "t.xml", "<d:para/>");
}

static void test_xinclude(void **state)
{
	(void)state;
	mkdir("part", 0777);
	put("book.xml", "<book " XI "><xi:include href='part/one.xml'/>"
	    "<xi:include href='part/two.xml' xpointer='p'/>x"
	    "<xi:include href='part/t.txt' parse='text'/>y"
	    "<xi:include href='none.xml'><xi:fallback>z<tip/>"
	    "<xi:include href='part/two.xml' xpointer='q'/></xi:fallback>"
	    "</xi:include></book>");
	put("part/one.xml", "<?xml version='1.0'?>\n<chapter " DB5 " " XI
	    " xml:id='c'>\n<xi:include href='two.xml'/></chapter>");
	put("part/two.xml", "<section><para id='p'>&ndash;</para><note id='q' "
	    "xml:space='preserve'/></section>");
	put("part/t.txt", "<&\r\n");
	reads("book.xml",
	      "<book xmlns:xi=\"http://www.w3.org/2001/XInclude\">"
	      "<chapter xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
	      "xmlns:xi=\"http://www.w3.org/2001/XInclude\" id=\"c\">\n"
	      "<section><para id=\"p\">\u2013</para><note id=\"q\"/></section>"
	      "</chapter><para id=\"p\">\u2013</para>x&lt;&amp;\nyz<tip/>"
	      "<note id=\"q\"/></book>");
	came_from("section", "part/two.xml",
		  "<section><para id='p'>&ndash;</para><note id='q' "
		  "xml:space='preserve'/></section>");
	came_from("tip", "book.xml", "<tip/>");
}

static void test_external_entities(void **state)
{
	(void)state;
	put("e.xml", "<!DOCTYPE book [<!ENTITY c SYSTEM 'c.ent'>\n"
	    "<!ENTITY % v SYSTEM 'v.ent'> %v;\n"
	    "<!ENTITY % iso PUBLIC 'ISO 8879:1986//ENTITIES Publishing//EN' "
	    "'http://nowhere.invalid/x'> %iso;]><book>&c;&ver;&c;</book>");
	put("c.ent", "<?xml version='1.0' encoding='iso-8859-1'?>"
	    "\xe9<chapter>\xe8<para>x</para></chapter><tip/>");
	put("v.ent", "<!ENTITY ver '1.2'>");
	reads("e.xml",
	      "<!DOCTYPE book>\n<book>\u00e9<chapter>\u00e8<para>x</para></chapter><tip/>1.2"
	      "\u00e9<chapter>\u00e8<para>x</para></chapter><tip/></book>");
}

static void test_external_entity_origin(void **state)
{
	(void)state;
	read_file("e.xml");
	came_from("para", "c.ent", "<para>x</para>");
	came_from("tip", "c.ent", "<tip/>");
	put("c.ent", "<chapter>\n</para></chapter>");
	refuses("e.xml", "c.ent:2: error: '</para>' closes nothing: no "
		"'<para>' is open\n");
}

static void test_nothing_outside_is_read(void **state)
{
	(void)state;
	mkdir("in", 0777);
	put("out.xml", "<para/>");
	put("in/a.xml", "<book " XI ">\n<xi:include href='../out.xml'/></book>");
	refuses("in/a.xml", "in/a.xml:2: error: xi:include: '../out.xml' is "
		"outside of ");
	assert_int_equal(symlink("../out.xml", "in/link.xml"), 0);
	put("in/b.xml", "<book " XI "><xi:include href='link.xml'>"
	    "<xi:fallback/></xi:include></book>");
	refuses("in/b.xml", "'link.xml' is outside of ");
	put("in/c.xml", "<!DOCTYPE book [<!ENTITY x SYSTEM "
	    "'file:///etc/passwd'>]>\n<book>&x;</book>");
	refuses("in/c.xml", "in/c.xml:2: error: external entity 'x' is not read: "
		"'file:///etc/passwd' is no file of the document's tree");
	put("in/d.xml", "<book " XI "><xi:include href='/etc/passwd' "
	    "parse='text'/></book>");
	refuses("in/d.xml", "'/etc/passwd' is outside of ");
	put("in/e.xml", "<!DOCTYPE book [<!ENTITY % x SYSTEM '/etc/passwd'>%x;"
	    "]><book/>");
	refuses("in/e.xml", "'/etc/passwd' is outside of ");
	put("in/f.xml", "<book " XI "><xi:include href='http://a/b'/></book>");
	refuses("in/f.xml", "'http://a/b' is no file of the document's tree");
}

static void test_cycles_and_what_is_missing(void **state)
{
	(void)state;
	put("x.xml", "<book " XI "><xi:include href='y.xml'/></book>");
	put("y.xml", "<part " XI ">\n<xi:include href='x.xml'/></part>");
	refuses("x.xml", "y.xml:2: error: xi:include: 'x.xml' includes itself");
	put("m.xml", "<book " XI ">\n<xi:include href='no.xml'/>\n"
	    "<xi:include/><xi:include href='y.xml' parse='html'/></book>");
	refuses("m.xml", "m.xml:2: error: xi:include: 'no.xml': No such file or "
		"directory\nm.xml:3: error: xi:include: there is no href, and "
		"parts of the same file are not included\nm.xml:3: error: "
		"xi:include: parse must be 'xml' or 'text'\n");
	put("h.xml", "<book " XI "><xi:include href='.'/></book>");
	refuses("h.xml", "error: xi:include: '.' is outside of ");
	put("r.xml", "<xi:include " XI " href='s.xml'/>");
	put("s.xml", "<book><para/></book>");
	reads("r.xml", "<book><para/></book>");
}

/* Files that each include the next twice: 2^n without a limit. */
static void test_include_bomb(void **state)
{
	(void)state;
	for (int i = 0; i < 19; i++) {
		char *name = mem_printf("b%d.xml", i);
		char *text = mem_printf(
			"<book " XI "><xi:include href='b%d.xml'/>"
			"<xi:include href='b%d.xml'/></book>", i + 1, i + 1);

		put(name, text);
		free(name);
		free(text);
	}
	put("b19.xml", "<book/>");
	refuses("b0.xml", "error: xi:include: ");
}

/* Entities whose elements nest deeper each time they are used. */
static void test_entities_cannot_nest_without_end(void **state)
{
	struct buf text;

	(void)state;
	buf_init(&text);
	buf_puts(&text, "<!DOCTYPE book [<!ENTITY e0 '<a/>'>");
	for (int i = 1; i < 18; i++) {
		buf_printf(&text, "<!ENTITY e%d '", i);
		for (int k = 0; k < 100; k++) {
			buf_puts(&text, "<a>");
		}
		buf_printf(&text, "&e%d;", i - 1);
		for (int k = 0; k < 100; k++) {
			buf_puts(&text, "</a>");
		}
		buf_puts(&text, "'>");
	}
	buf_puts(&text, "]><book>");
	for (int i = 0; i < 18; i++) {
		buf_printf(&text, "&e%d;", i);
	}
	buf_puts(&text, "</book>");
	read_string(text.data);
	assert_null(doc);
	assert_non_null(strstr(said, "nested more than 1000 deep"));
	buf_release(&text);
}

static void test_utf16(void **state)
{
	static const char text[] = "\xff\xfe<\0b\0o\0o\0k\0>\0\x13\x20\x3d\xd8"
		"\x00\xde\n\0<\0t\0i\0p\0/\0>\0<\0/\0b\0o\0o\0k\0>";
	const struct origin *origin;

	(void)state;
	assert_string_equal(read_bytes(text, sizeof(text)), "");
	origin = doc_origin(find("tip"));
	assert_int_equal(origin->span.start, 22);
	assert_int_equal(origin->span.end, 34);
	read_bytes(text, sizeof(text) - 3);
	assert_string_equal(said, "t.xml:2: error: these bytes are not UTF-16, "
			    "which the file begins with\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_docbook5_becomes_docbook4),
		cmocka_unit_test(test_prefixed_docbook5),
		cmocka_unit_test(test_xinclude),
		cmocka_unit_test(test_external_entities),
		cmocka_unit_test(test_external_entity_origin),
		cmocka_unit_test(test_nothing_outside_is_read),
		cmocka_unit_test(test_cycles_and_what_is_missing),
		cmocka_unit_test(test_include_bomb),
		cmocka_unit_test(test_entities_cannot_nest_without_end),
		cmocka_unit_test(test_utf16),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	forget();
	return failed;
}
