/* SPDX-License-Identifier: ISC */
/*
 * What the xfpt reader leaves out where another version has the same lines:
 * text between two headings, and only if nothing else can tell.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/doc.h"
#include "read/reader.h"

static const char head[] =
	".include stdflags\n"
	".include stdmacs\n"
	".macro cindex\n"
	"&<indexterm>&&<primary>&$1&</primary>&&</indexterm>&\n"
	".endmacro\n"
	".macro option\n"
	".cindex $1\n"
	".itable all 0 0 2 1* left 1* left\n"
	".row $1 \"Use: $2\"\n"
	".endtable\n"
	".endmacro\n"
	".macro box\n"
	".itable all 0 0 1 1* left\n"
	".row $1\n"
	".endtable\n"
	".endmacro\n"
	".macro note\n"
	".arg 2\n"
	".row $1 $2\n"
	".endarg\n"
	"A note.\n"
	".endmacro\n"
	".docbook\n"
	".book\n"
	".chapter One C1\n";

/* The bytes of the text that the first version shares begin with this. */
static const char from_start[] = "";

/*
 * Reads a document that has everything in common with another version from where
 * the text begins with shared (in the part after the head) up to the end, and
 * returns what was left out, each part with a "|" after it.
 */
static char *read_skipped(const char *body, const char *shared,
			  struct doc **doc)
{
	char *text = mem_printf("%s%s", head, body);
	size_t len = strlen(text);
	struct span span = { 0, len };
	struct read_options options = { .version = "1", .shared = &span,
					.shared_count = 1 };
	struct diag diag;
	struct buf out;

	if (*shared != '\0') {
		span.start = (size_t)(strstr(text, shared) - text);
	}
	diag_init(&diag, NULL);
	*doc = reader_read_source(source_new("a.xfpt", text, len), DOC_XFPT,
				  &options, &diag);
	assert_non_null(*doc);
	buf_init(&out);
	for (size_t i = 0; i < (*doc)->skipped_count; i++) {
		struct span skipped = (*doc)->skipped[i];

		buf_put(&out, doc_main_source(*doc)->text + skipped.start,
			skipped.end - skipped.start);
		buf_putc(&out, '|');
	}
	return buf_detach(&out, NULL);
}

static void assert_skipped(const char *body, const char *shared,
			   const char *expected)
{
	struct doc *doc;
	char *skipped = read_skipped(body, shared, &doc);

	assert_string_equal(skipped, expected);
	free(skipped);
	doc_free(doc);
}

static void test_text(void **state)
{
	(void)state;
	assert_skipped(".section A SA\n"
		       ".cindex a\n"
		       "Some text.\n\n"
		       ".section B SB\n"
		       "The last one has no end.\n", from_start,
		       ".cindex a\nSome text.\n|");
	/* A heading may be several lines. */
	assert_skipped(".section A &&&\n"
		       "  SA\n"
		       "Some text &&&\n"
		       ".section B SB\n\n"
		       ".section C SC\n", from_start,
		       "Some text &&&\n.section B SB\n|");
}

static void test_headings_stay(void **state)
{
	static const char body[] = ".section A SA\nText.\n\n"
				   ".section B SB\nText.\n\n"
				   ".chapter Two C2\n"
				   ".section D SD\nText.\n\n"
				   ".subsection E SE\nText.\n\n"
				   ".chapter Three C3\n";
	struct doc *doc;
	char *skipped = read_skipped(body, from_start, &doc);
	xmlNode *chapter = node_child(xmlDocGetRootElement(doc->xml),
				      "chapter");
	xmlNode *section = node_child(chapter, "section");

	(void)state;
	assert_string_equal(skipped, "Text.\n|Text.\n|Text.\n|Text.\n|");
	assert_string_equal(node_attr(section, "id"), "SA");
	assert_null(node_child(section, "para"));
	section = node_next(section, "section");
	assert_string_equal(node_attr(section, "id"), "SB");
	/* Lines are still counted from the beginning. */
	assert_int_equal(source_line(doc_main_source(doc),
				     doc_origin(section)->span.start), 29);
	chapter = node_next(chapter, "chapter");
	section = node_child(chapter, "section");
	section = node_child(section, "section");
	assert_string_equal(node_attr(section, "id"), "SE");
	free(skipped);
	doc_free(doc);
}

static void test_terms_above_stay(void **state)
{
	(void)state;
	assert_skipped(".section A SA\n"
		       "Some text.\n"
		       ".cindex a\n"
		       "\n"
		       ".cindex b\n"
		       ". comment\n"
		       ".cindex c\n"
		       ".section B SB\n", from_start, "Some text.\n|");
}

static void test_options(void **state)
{
	(void)state;
	assert_skipped(".section A SA\nText.\n\n"
		       ".option one 1\n"
		       "It is one.\n\n"
		       ".option two 2\n"
		       "It is two.\n"
		       ".box 2\n"
		       "And it is here.\n"
		       ".section B SB\n", from_start,
		       "Text.\n|It is one.\n|"
		       "It is two.\n.box 2\nAnd it is here.\n|");
}

static void test_balanced(void **state)
{
	(void)state;
	assert_skipped(".section A SA\n"
		       ".vlist\n.vitem a\nText.\n"
		       ".ilist\nOne\n.next\nTwo\n.endlist\n"
		       ".vitem b\nText.\n.endlist\n"
		       ".code\n.nothing we know\n.endd\n"
		       ".itable none 0 0 1 1* left\n.note a b\n.endtable\n"
		       ".section B SB\n", from_start,
		       ".vlist\n.vitem a\nText.\n"
		       ".ilist\nOne\n.next\nTwo\n.endlist\n"
		       ".vitem b\nText.\n.endlist\n"
		       ".code\n.nothing we know\n.endd\n"
		       ".itable none 0 0 1 1* left\n.note a b\n.endtable\n|");
}

/* What changes more than can be told beforehand is read. */
static void test_unbalanced(void **state)
{
	static const char *const bodies[] = {
		".ilist\nOne\n",
		".code\none\n",
		".literal layout\none\n",
		".new\nText\n.wen\n",
		".macro x\n.endmacro\n",
		".set a b\n",
		".flag &+ \"plus\"\n",
		".echo x\n",
		"A note\n.footnote\nText\n.endnote\nhere.\n",
		".push &<para>&\n.pop\n.pop\n",
		/* In a part that may not be written it changes the mode. */
		".note a b\n.endtable\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bodies) / sizeof(*bodies); i++) {
		char *body = mem_printf(".section A SA\n%s\n.section B SB\n",
					bodies[i]);
		char *text = mem_printf("%s%s", head, body);
		struct read_options options = { .version = "1" };
		struct span span = { 0, strlen(text) };
		struct diag diag;
		struct doc *doc;

		options.shared = &span;
		options.shared_count = 1;
		diag_init(&diag, NULL);
		/* Some of these are errors, which must be found. */
		doc = reader_read_source(source_new("a.xfpt", text, span.end),
					 DOC_XFPT, &options, &diag);
		assert_true(doc == NULL || doc->skipped_count == 0);
		doc_free(doc);
		free(body);
	}
}

static void test_shared_only(void **state)
{
	static const char body[] = "Text.\n\n"
				   ".cindex a\n"
				   ".section A SA\nFirst.\n\n"
				   ".section B SB\nSecond.\n\n"
				   ".section C SC\nThird.\n";

	(void)state;
	assert_skipped(body, "Text", "First.\n|Second.\n|");
	assert_skipped(body, "\n.cindex a", "Second.\n|");
	/* The line above the heading's index term differs. */
	assert_skipped(body, ".cindex a", "Second.\n|");
	/* The index term does. */
	assert_skipped(body, ".section A", "Second.\n|");
	assert_skipped(body, "First", "Second.\n|");
	assert_skipped(body, "Second", "");
	/* Nobody knows what the other version has above this. */
	assert_skipped("Text.\n.section A SA\nFirst.\n\n"
		       ".section B SB\nSecond.\n\n.section C SC\n",
		       ".section A", "Second.\n|");
}

static void test_shared_end(void **state)
{
	char *text = mem_printf("%s.section A SA\nFirst.\n\nEnd.\n\n"
				".section B SB\n", head);
	const char *found = strstr(text, "End");
	struct span span = { 0, (size_t)(found - text) };
	struct read_options options = { .version = "1", .shared = &span,
					.shared_count = 1 };
	struct diag diag;
	struct doc *doc;

	(void)state;
	diag_init(&diag, NULL);
	doc = reader_read_source(source_new("a.xfpt", text, strlen(text)),
				 DOC_XFPT, &options, &diag);
	assert_non_null(doc);
	assert_int_equal(doc->skipped_count, 0);
	doc_free(doc);
}

/* Macros whose effect depends on the call, or is too long to be told. */
static void test_unknown_macros(void **state)
{
	struct buf body;

	(void)state;
	buf_init(&body);
	buf_puts(&body, ".macro shut\n.pop $1\n.endmacro\n"
			".macro line\n$1\n.endmacro\n"
			".macro long\n");
	for (size_t i = 0; i < 200; i++) {
		buf_puts(&body, ".literal off\n");
	}
	buf_puts(&body, ".push L \"Done.\"\n.endmacro\n"
			".section A SA\n.shut L\nText.\n\n"
			".section B SB\n.line Text.\n\n"
			".section C SC\nText.\n.long\nText.\n\n"
			".section D SD\nText.\n\n"
			".section E SE\nMore.\n\n"
			".section F SF\n");
	/* D begins in what C left open. */
	assert_skipped(body.data, from_start, "More.\n|");
	buf_release(&body);
}

/* Macros that call others many times over, level by level: each is looked into
 * once. */
static void test_many_calls(void **state)
{
	struct buf body;

	(void)state;
	buf_init(&body);
	buf_puts(&body, ".macro m0\n.endmacro\n");
	for (int level = 1; level <= 9; level++) {
		buf_printf(&body, ".macro m%d\n", level);
		for (int i = 0; i < 100; i++) {
			buf_printf(&body, ".m%d\n", level - 1);
		}
		buf_puts(&body, ".endmacro\n");
	}
	buf_puts(&body, ".section A SA\n.m9\nText.\n\n.section B SB\n");
	assert_skipped(body.data, from_start, ".m9\nText.\n|");
	buf_release(&body);
}

static double seconds(size_t options)
{
	struct buf body;
	struct timespec a;
	struct timespec b;
	struct doc *doc;

	buf_init(&body);
	buf_puts(&body, ".section A SA\n");
	for (size_t i = 0; i < options; i++) {
		buf_printf(&body, ".option o%zu 1\n", i);
	}
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
	free(read_skipped(body.data, from_start, &doc));
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
	doc_free(doc);
	buf_release(&body);
	return (double)(b.tv_sec - a.tv_sec) +
	       (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

/* Four times as many headings in a row must not take sixteen times as long. */
static void test_linear(void **state)
{
	(void)state;
	assert_true(seconds(24000) < 8 * seconds(6000) + 0.05);
}

/* In a list a heading may stand in another place on the other side. */
static void test_in_a_list(void **state)
{
	(void)state;
	assert_skipped(".section A SA\n"
		       ".new\n"
		       ".ilist\nText.\n\n"
		       ".option one 1\n"
		       "It is one.\n\n"
		       ".option two 2\n"
		       "It is two.\n"
		       ".endlist\n.wen\n"
		       ".section B SB\n", from_start, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_headings_stay),
		cmocka_unit_test(test_terms_above_stay),
		cmocka_unit_test(test_options),
		cmocka_unit_test(test_balanced),
		cmocka_unit_test(test_unbalanced),
		cmocka_unit_test(test_shared_only),
		cmocka_unit_test(test_shared_end),
		cmocka_unit_test(test_in_a_list),
		cmocka_unit_test(test_unknown_macros),
		cmocka_unit_test(test_many_calls),
		cmocka_unit_test(test_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
