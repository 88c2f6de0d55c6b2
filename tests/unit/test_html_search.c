/* SPDX-License-Identifier: ISC */
/* What pages are searched by, links to sources, and pages of old names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/parser.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "render/html_edit.h"
#include "render/html_moved.h"
#include "render/html_pack.h"
#include "render/html_search.h"
#include "render/render.h"

/* --- unpacking, as xml/html.js does it ------------------------------------- */

/* The string literal after the key: its content, escapes undone; new. */
static char *literal_dup(const char *script, const char *key)
{
	const char *p = strstr(script, key);
	struct buf out;

	assert_non_null(p);
	buf_init(&out);
	for (p += strlen(key); *p != '"'; p++) {
		assert_true(*p != '\0' && *p != '\n');
		if (*p == '\\') {
			p++;
			buf_putc(&out, *p == 'n' ? '\n' : *p == 'r' ? '\r' : *p);
		} else {
			buf_putc(&out, *p);
		}
	}
	return buf_detach(&out, NULL);
}

static void put_word(struct buf *out, const char *words, size_t number)
{
	for (; number > 0; number--) {
		words = strchr(words, '\n');
		assert_non_null(words);
		words++;
	}
	buf_put(out, words, strcspn(words, "\n"));
}

static char *unpack_dup(const char *script)
{
	char *words = literal_dup(script, "\"words\":\"");
	char *text = literal_dup(script, "\"text\":\"");
	const unsigned char *p = (const unsigned char *)text;
	struct buf out;

	buf_init(&out);
	while (*p != '\0') {
		if (*p >= 0xc2 && *p <= 0xdf) {
			put_word(&out, words,
				 (size_t)((*p & 0x1f) << 6 | (p[1] & 0x3f)) - 0x80);
			p += 2;
		} else if (*p == 0xee || (*p == 0xef && p[1] < 0xa4)) {
			put_word(&out, words,
				 (size_t)((*p & 0xf) << 12 | (p[1] & 0x3f) << 6 |
					  (p[2] & 0x3f)) - 0xe000 + 0x780);
			p += 3;
		} else {
			buf_putc(&out, (char)*p++);
		}
	}
	free(words);
	free(text);
	return buf_detach(&out, NULL);
}

static void expect_same(const char *text)
{
	struct buf out;
	char *back;

	buf_init(&out);
	html_pack(slice_text(text), &out);
	back = unpack_dup(out.data);
	assert_string_equal(back, text);
	free(back);
	buf_release(&out);
}

static void test_pack_keeps_everything(void **state)
{
	(void)state;
	expect_same("");
	expect_same("a \"quoted\" \\ text,\n two lines\tand a tab\r");
	expect_same("the the the the word word word word word");
	expect_same("caf\xc3\xa9 \xc3\xa9 na\xc3\xafve \xc2\xa9 \xd0\x96\xd0\xb6");
	expect_same("\xee\x80\x80 \xef\xa3\xbf \xe2\x80\x9c\xe4\xb8\xad\xe2\x80\x9d "
		    "\xf0\x9f\x90\x9f");
	expect_same("broken \xc3 \xe2\x82");
}

/* More words than there are short codes. */
static void test_pack_of_many_words(void **state)
{
	struct buf text;
	struct buf out;
	char *back;

	(void)state;
	buf_init(&text);
	buf_init(&out);
	for (int round = 0; round < 6; round++) {
		for (int i = 0; i < 6000; i++) {
			buf_printf(&text, " repeated_%d", i);
		}
	}
	buf_puts(&text, " \xee\x80\x80");
	html_pack(buf_slice(&text), &out);
	assert_true(out.len < text.len * 2 / 3);
	back = unpack_dup(out.data);
	assert_string_equal(back, text.data);
	free(back);
	buf_release(&text);
	buf_release(&out);
}

/* --- lines ------------------------------------------------------------------ */

static xmlDoc *parse(const char *xml)
{
	xmlDoc *doc = xmlReadMemory(xml, (int)strlen(xml), "x", NULL, 0);

	assert_non_null(doc);
	return doc;
}

#define S "xmlns:s=\"urn:stet:resolve\" "

static const char book[] =
	"<book " S "s:anchor=\"b\" s:level=\"0\" s:page=\"index.html\">"
	"<title>Book</title>"
	"<chapter s:anchor=\"c\" s:level=\"1\" s:number=\"1\" "
	"s:page=\"c.html\"><title>One</title><para>Some <emphasis>text"
	"</emphasis>.<indexterm><primary>gone</primary></indexterm></para>"
	"<para>See <xref s:label=\"2\"/> and <quote>this</quote>.</para>"
	"<variablelist><varlistentry s:unit=\"variable\" s:name=\"$v\" "
	"s:anchor=\"v\"><term>$v</term><listitem><para>Said of v.</para>"
	"</listitem></varlistentry></variablelist>"
	"<para>After.</para>"
	"<informaltable s:unit=\"option\" s:name=\"o\" s:use=\"u\" s:type=\"t\" "
	"s:default=\"d\" s:anchor=\"o\"><tgroup><tbody><row><entry>o</entry></row>"
	"</tbody></tgroup></informaltable><para>Said of o.</para></chapter>"
	"<s:toc><s:entry>Not this</s:entry></s:toc></book>";

static void test_lines_of_a_book(void **state)
{
	xmlDoc *doc = parse(book);
	struct buf out;
	char *back;

	(void)state;
	buf_init(&out);
	html_search_put(doc, &out);
	assert_int_equal(strncmp(out.data, "stetIndex={", 11), 0);
	back = unpack_dup(out.data);
	assert_string_equal(
		back,
		"p\tindex.html\tb\t0\t\tBook\t\t\t\t\n"
		"p\tc.html\tc\t1\t1\tOne\t\t\t\t"
		"Some text. See 2 and “this”. After. \n"
		"v\t\tv\t\t\t$v\t\t\t\tSaid of v. \n"
		"o\t\to\t\t\to\tu\tt\td\tSaid of o. \n");
	free(back);
	buf_release(&out);
	xmlFreeDoc(doc);
}

/* --- addresses ---------------------------------------------------------------- */

static void test_links_to_sources(void **state)
{
	struct html_edit edit = { .url = "https://e.org/%f?a=%%#L%l%x" };
	struct buf out;

	(void)state;
	buf_init(&out);
	html_edit_put(&edit, "doc/a b\"<.xfpt", "12", &out);
	assert_string_equal(out.data,
			    "https://e.org/doc/a%20b%22%3C.xfpt?a=%#L12%x");
	html_edit_release(&edit);
	buf_release(&out);
}

static int add_moved(const char *names, struct render_files *files)
{
	xmlDoc *doc = parse(book);
	struct diag diag;
	int result;

	diag_init(&diag, NULL);
	result = html_moved_add(doc, "x", names, files, &diag);
	assert_int_equal(result == 0, diag.errors == 0);
	xmlFreeDoc(doc);
	return result;
}

static void test_old_names(void **state)
{
	struct render_files files = { 0 };

	(void)state;
	assert_int_equal(add_moved("ch%02n.html", &files), 0);
	assert_int_equal(files.count, 1);
	assert_string_equal(files.files[0].path, "x/ch01.html");
	assert_non_null(strstr(files.files[0].data.data, "href=\"c.html\""));
	assert_int_equal(add_moved("ch.html", &files), -1);
	assert_int_equal(add_moved("../ch%n.html", &files), -1);
	assert_int_equal(add_moved("ch%n", &files), -1);
	assert_int_equal(add_moved("ch%n%s.html", &files), -1);
	assert_int_equal(files.count, 1);
	render_files_release(&files);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pack_keeps_everything),
		cmocka_unit_test(test_pack_of_many_words),
		cmocka_unit_test(test_lines_of_a_book),
		cmocka_unit_test(test_links_to_sources),
		cmocka_unit_test(test_old_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
