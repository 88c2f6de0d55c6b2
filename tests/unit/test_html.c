/* SPDX-License-Identifier: ISC */
/* html_write: tags, escaping, white space, and addresses that are kept out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/parser.h>

#include "base/buf.h"
#include "base/diag.h"
#include "model/doc.h"
#include "render/html_image.h"
#include "render/html_list.h"
#include "render/html_write.h"

static void expect(const char *body, const char *want)
{
	struct html_asset files[] = {
		{ "html.css", "stet.css", true, (char *)(uintptr_t)"p{}", 3 },
	};
	struct html_assets assets = { files, 1, false };
	struct html_images images;
	struct html_page page = {
		.file = "x", .assets = &assets, .images = &images,
	};
	struct doc *nothing = doc_new(DOC_DOCBOOK, DOC_PLAIN);
	struct diag diag;
	struct buf source;
	struct buf out;
	xmlDoc *doc;

	buf_init(&source);
	buf_init(&out);
	buf_printf(&source, "<html xmlns:s='urn:stet:resolve'><body>%s</body>"
			    "</html>", body);
	doc = xmlReadMemory(source.data, (int)source.len, "x", NULL, 0);
	assert_non_null(doc);
	diag_init(&diag, NULL);
	html_images_init(&images, nothing, NULL);
	html_write_page(xmlDocGetRootElement(doc), &page, &out, &diag);
	buf_clear(&source);
	buf_printf(&source, "<!DOCTYPE html>\n<html>\n<body>%s</body>\n</html>\n",
		   want);
	assert_string_equal(out.data, source.data);
	html_images_release(&images);
	doc_free(nothing);
	buf_release(&source);
	buf_release(&out);
	xmlFreeDoc(doc);
}

static void text_is_escaped(void **state)
{
	(void)state;
	expect("a &lt;b&gt; &amp; \"c\"", "a &lt;b&gt; &amp; \"c\"");
	expect("<a title='&lt;&quot;&amp;'/>",
	       "<a title=\"&lt;&quot;&amp;\"></a>");
	expect("<b>\xc2\xa0\xe2\x82\xac</b>", "<b>\xc2\xa0\xe2\x82\xac</b>");
}

static void blocks_have_lines(void **state)
{
	(void)state;
	expect("<p>a<br/>b</p><p>c <b>d</b> e</p>",
	       "\n<p>a<br>b</p>\n<p>c <b>d</b> e</p>\n");
	expect("<p>a</p>\n\n  <p>b</p>", "\n<p>a</p>\n<p>b</p>\n");
	expect("<div/>", "\n<div></div>\n");
}

static void verbatim_is_kept(void **state)
{
	(void)state;
	expect("<pre>a\n\n  <b>b</b>\n</pre>",
	       "\n<pre>a\n\n  <b>b</b>\n</pre>\n");
	expect("<pre/><p>\n\n x</p>", "\n<pre></pre>\n<p>\n\n x</p>\n");
	expect("<style>a &lt; b</style>", "\n<style>a < b</style>\n");
}

static void assets_are_linked(void **state)
{
	(void)state;
	expect("<s:asset name='html.css'/>",
	       "\n<link rel=\"stylesheet\" href=\"stet.css\">\n");
}

static void notes_come_last_where_no_place_is_said(void **state)
{
	(void)state;
	expect("x<s:footnote>n</s:footnote>",
	       "x<sup class=\"footnote\"><a id=\"fr.1\" href=\"#fn.1\">1</a></sup>"
	       "\n<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n"
	       "<li id=\"fn.1\" value=\"1\">\nn\n<a href=\"#fr.1\" "
	       "aria-label=\"Back to the text\">\xe2\x86\xa9</a>\n</li>\n</ol>\n"
	       "</section>\n");
}

static void nothing_is_fetched(void **state)
{
	(void)state;
	expect("<img src='https://a/b.png' alt='A &amp; B'/>", "A &amp; B");
	expect("<img src='../b.png' alt='B'/>", "B");
	expect("<iframe src='x'/>", "<iframe></iframe>");
	expect("<a href='javascript:x'>y</a>", "<a>y</a>");
}

static void links_go_by_known_schemes(void **state)
{
	(void)state;
	assert_true(html_link_allowed("https://a.example/x:y"));
	assert_true(html_link_allowed("HTTP://a.example"));
	assert_true(html_link_allowed("mailto:a@b.example"));
	assert_true(html_link_allowed("a-very-long-page-name.html#x:y"));
	assert_true(html_link_allowed("#a"));
	assert_true(html_link_allowed("x/y:z"));
	assert_true(html_link_allowed(""));
	assert_false(html_link_allowed("javascript:alert(1)"));
	assert_false(html_link_allowed(" \x01java\tscript:alert(1)"));
	assert_false(html_link_allowed("data:text/html,x"));
	assert_false(html_link_allowed("vbscript:x"));
	assert_false(html_link_allowed(":x"));
}

static void files_stay_below(void **state)
{
	(void)state;
	assert_true(html_file_allowed("a.png"));
	assert_true(html_file_allowed("a/b..c/d.png"));
	assert_false(html_file_allowed(""));
	assert_false(html_file_allowed("/a.png"));
	assert_false(html_file_allowed("//a/b.png"));
	assert_false(html_file_allowed("../a.png"));
	assert_false(html_file_allowed("a/../../b.png"));
	assert_false(html_file_allowed("c:\\a.png"));
	assert_false(html_file_allowed("http:a.png"));
}

/* Lists are written once; a page takes one with its own part changed, or only
 * a part. */
static void lists_are_used_with_parts_changed(void **state)
{
	static const char source[] =
		"<pages xmlns:s='urn:stet:resolve'><s:list name='all'>"
		"<li s:key='a'>A<ol><li s:key='b'>B</li></ol></li>"
		"<li s:key='c'>C</li></s:list><s:list name='own'>"
		"<li s:key='b'><b>B</b></li></s:list></pages>";
	static const struct {
		const char *use;
		const char *want;
	} cases[] = {
		{ "list='all' key='b' from='own'",
		  "<li>A\n<ol>\n<li><b>B</b></li>\n</ol>\n</li>\n<li>C</li>\n" },
		{ "list='all' key='a' from='own'",
		  "<li>A\n<ol>\n<li>B</li>\n</ol>\n</li>\n<li>C</li>\n" },
		{ "list='own' only='b'", "<li><b>B</b></li>\n" },
		{ "list='own' only='c'", "" },
		{ "list='none'", "" },
	};
	xmlDoc *lists = xmlReadMemory(source, sizeof(source) - 1, "x", NULL, 0);
	struct html_lists known = { 0 };
	struct html_page page = { .file = "x", .lists = &known };
	struct diag diag;

	(void)state;
	diag_init(&diag, NULL);
	assert_int_equal(html_write_lists(xmlDocGetRootElement(lists), &page,
					  &known, &diag), 0);
	xmlFreeDoc(lists);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf out;
		struct buf text;
		xmlDoc *doc;

		buf_init(&out);
		buf_init(&text);
		buf_printf(&text, "<html xmlns:s='urn:stet:resolve'><ul>"
				  "<s:use %s/></ul></html>", cases[i].use);
		doc = xmlReadMemory(text.data, (int)text.len, "x", NULL, 0);
		html_write_page(xmlDocGetRootElement(doc), &page, &out, &diag);
		buf_clear(&text);
		buf_printf(&text, "<!DOCTYPE html>\n<html>\n<ul>\n%s</ul>\n"
				  "</html>\n", cases[i].want);
		assert_string_equal(out.data, text.data);
		buf_release(&out);
		buf_release(&text);
		xmlFreeDoc(doc);
	}
	html_lists_release(&known);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_escaped),
		cmocka_unit_test(blocks_have_lines),
		cmocka_unit_test(verbatim_is_kept),
		cmocka_unit_test(assets_are_linked),
		cmocka_unit_test(notes_come_last_where_no_place_is_said),
		cmocka_unit_test(nothing_is_fetched),
		cmocka_unit_test(links_go_by_known_schemes),
		cmocka_unit_test(files_stay_below),
		cmocka_unit_test(lists_are_used_with_parts_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
