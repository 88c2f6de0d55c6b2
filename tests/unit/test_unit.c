/* SPDX-License-Identifier: ISC */
/* Units: which there are, their keys, and their exact lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/doc.h"
#include "model/slug.h"
#include "model/unit.h"
#include "read/reader.h"

static struct doc *read_text_of(enum doc_format format, enum doc_role role,
				const char *text)
{
	struct read_options options = {
		.role = role,
		.version = "1.0",
		.version_optional = true,
	};
	struct source *source = source_new("test", mem_strdup(text),
					   strlen(text));
	struct diag diag;
	struct doc *doc;

	diag_init(&diag, NULL);
	doc = reader_read_source(source, format, &options, &diag);
	assert_non_null(doc);
	return doc;
}

static void expect_lines(const struct unit *unit, size_t line, size_t end_line)
{
	assert_non_null(unit);
	assert_int_equal(unit->line, line);
	assert_int_equal(unit->end_line, end_line);
	assert_int_equal(unit->span.start,
			 source_line_start(unit->source, line));
	assert_int_equal(unit->span.end,
			 source_line_start(unit->source, end_line + 1));
}

/* Lines are numbered at the right: the tests are about them. */
static const char spec[] =
	".include stdflags\n"				/* 1 */
	".include stdmacs\n"				/* 2 */
	".docbook\n"					/* 3 */
	".book\n"					/* 4 */
	".macro oindex\n"				/* 5 */
	"&<indexterm role=\"option\">&\n"		/* 6 */
	"&<primary>&$1&</primary>&\n"			/* 7 */
	"&</indexterm>&\n"				/* 8 */
	".endmacro\n"					/* 9 */
	".macro option\n"				/* 10 */
	".oindex \"&%$1%&\"\n"				/* 11 */
	".itable all 0 0 4 8* left 6* center 6* center 6* right\n" /* 12 */
	".row \"&%$1%&\" \"Use: &'$2'&\" \"Type: &'$3'&\" "
	"\"Default: &'$4'&\"\n"				/* 13 */
	".endtable\n"					/* 14 */
	".endmacro\n"					/* 15 */
	".chapter \"Options\" CHAPopt\n"		/* 16 */
	"Text.\n"					/* 17 */
	"\n"						/* 18 */
	".section \"All of them\"\n"			/* 19 */
	".option alpha main boolean true\n"		/* 20 */
	"Does a thing.\n"				/* 21 */
	"\n"						/* 22 */
	". a comment\n"					/* 23 */
	"\n"						/* 24 */
	"\n"						/* 25 */
	".new\n"					/* 26 */
	".oindex \"lead\"\n"				/* 27 */
	".option beta_two main \"host list\" unset\n"	/* 28 */
	"Does more.\n"					/* 29 */
	".wen\n"					/* 30 */
	"\n"						/* 31 */
	".vlist\n"					/* 32 */
	".vitem &%-bd%&\n"				/* 33 */
	".oindex \"&%-bd%&\"\n"				/* 34 */
	"One.\n"					/* 35 */
	"\n"						/* 36 */
	".vitem &%-q%&\n"				/* 37 */
	".oindex \"&%-q%&\"\n"				/* 38 */
	"Two.\n"					/* 39 */
	".endlist\n"					/* 40 */
	"\n"						/* 41 */
	".option alpha main time 5m\n"			/* 42 */
	"Again.\n"					/* 43 */
	"\n"						/* 44 */
	".section \"Logging\"\n"			/* 45 */
	"x\n"						/* 46 */
	".chapter \"Other\"\n"				/* 47 */
	".section \"logging\"\n"			/* 48 */
	"y\n"						/* 49 */
	"\n";						/* 50 */

static void xfpt_units_have_exact_lines(void **state)
{
	struct doc *doc = read_text_of(DOC_XFPT, DOC_MAIN, spec);
	struct unit_list list;

	(void)state;
	unit_list_collect(doc, &list);
	expect_lines(unit_find(&list, UNIT_CHAPTER, "CHAPopt"), 16, 46);
	expect_lines(unit_find(&list, UNIT_CHAPTER, "other"), 47, 49);
	expect_lines(unit_find(&list, UNIT_SECTION, "all of them"), 19, 43);
	/* A comment belongs to what is before it, .new and index terms right
	   above an option to what comes. */
	expect_lines(unit_find(&list, UNIT_OPTION, "alpha@main"), 20, 23);
	expect_lines(unit_find(&list, UNIT_OPTION, "beta_two@main"), 28, 40);
	expect_lines(unit_find(&list, UNIT_CMDLINE, "-bd"), 33, 35);
	expect_lines(unit_find(&list, UNIT_CMDLINE, "-q"), 37, 39);
	unit_list_release(&list);
	doc_free(doc);
}

static void keys_are_unique(void **state)
{
	struct doc *doc = read_text_of(DOC_XFPT, DOC_MAIN, spec);
	struct unit_list list;

	(void)state;
	unit_list_collect(doc, &list);
	/* Equal titles: all below their chapters. Equal options: the first
	   keeps its key. */
	expect_lines(unit_find(&list, UNIT_SECTION, "CHAPopt/logging"), 45, 46);
	expect_lines(unit_find(&list, UNIT_SECTION, "other/logging"), 48, 49);
	assert_null(unit_find(&list, UNIT_SECTION, "logging"));
	expect_lines(unit_find(&list, UNIT_OPTION, "all of them/alpha@main"),
		     42, 43);
	for (size_t i = 0; i < list.count; i++) {
		assert_ptr_equal(unit_find(&list, list.units[i].kind,
					   list.units[i].key), &list.units[i]);
	}
	unit_list_release(&list);
	doc_free(doc);
}

static void options_have_fields(void **state)
{
	struct doc *doc = read_text_of(DOC_XFPT, DOC_MAIN, spec);
	struct unit_list list;
	const struct unit *unit;

	(void)state;
	unit_list_collect(doc, &list);
	unit = unit_find(&list, UNIT_OPTION, "beta_two@main");
	assert_non_null(unit);
	assert_string_equal(unit->title, "beta_two");
	assert_string_equal(unit->use, "main");
	assert_string_equal(unit->type, "host list");
	assert_string_equal(unit->default_value, "unset");
	assert_false(unit->expanded);
	assert_int_equal(list.units[unit->parent].kind, UNIT_SECTION);
	unit_list_release(&list);
	doc_free(doc);
}

static void docbook_units_end_where_they_end(void **state)
{
	struct doc *doc = read_text_of(
		DOC_DOCBOOK, DOC_PLAIN,
		"<article>\n<title>t</title>\n"
		"<section id='A'>\n<title>One  two</title>\n<para/>\n"
		"</section>\n\n<section>\n<title>Three</title>\n</section>\n"
		"</article>\n");
	struct unit_list list;

	(void)state;
	unit_list_collect(doc, &list);
	assert_int_equal(list.count, 2);
	expect_lines(unit_find(&list, UNIT_SECTION, "A"), 3, 6);
	expect_lines(unit_find(&list, UNIT_SECTION, "three"), 8, 10);
	unit_list_release(&list);
	doc_free(doc);
}

static void sections_are_found_by_id_or_title(void **state)
{
	struct doc *doc = read_text_of(DOC_XFPT, DOC_MAIN, spec);
	struct unit_list list;
	const struct unit *near[3];

	(void)state;
	unit_list_collect(doc, &list);
	assert_non_null(unit_find_section(&list, "CHAPopt"));
	assert_non_null(unit_find_section(&list, " all  OF them"));
	assert_null(unit_find_section(&list, "All of"));
	assert_null(unit_find_section(&list, "alpha"));
	assert_int_equal(unit_nearest(&list, "al of then", near, 3), 1);
	assert_string_equal(near[0]->title, "All of them");
	/* A part of a title is near enough; best first, no more than asked. */
	assert_int_equal(unit_nearest(&list, "logg", near, 1), 1);
	assert_string_equal(near[0]->title, "Logging");
	assert_int_equal(unit_nearest(&list, "zzzzzzzz", near, 3), 0);
	assert_true(unit_nearest(&list, "CHAPop", near, 3) > 0);
	assert_string_equal(near[0]->id, "CHAPopt");
	assert_int_equal(unit_titled(&list, "LOGGING", near, 3), 2);
	unit_list_release(&list);
	doc_free(doc);
}

static void options_are_ordered_with_underscores_first(void **state)
{
	(void)state;
	assert_true(unit_option_order("hosts_try", "hostsa") < 0);
	assert_true(unit_option_order("hosts", "hosts_try") < 0);
	assert_true(unit_option_order("a_1", "a1") < 0);
	assert_true(unit_option_order("a2", "a10") > 0);
	assert_int_equal(unit_option_order("x_y", "x_y"), 0);
}

static void expect_slug(const char *text, const char *want)
{
	char *slug = slug_dup(text);

	assert_string_equal(slug, want);
	free(slug);
}

static void slugs_are_short_and_plain(void **state)
{
	char *slug;

	(void)state;
	expect_slug("The smtp transport", "the-smtp-transport");
	expect_slug("  Don\xe2\x80\x99t: hosts_try_dane!  ",
		    "dont-hosts_try_dane");
	expect_slug("\xc3\x89t\xc3\xa9 \xc3\x9f", "ete-ss");
	slug = slug_dup("one two three four five six seven eight nine ten "
			"eleven twelve thirteen");
	assert_true(strlen(slug) <= 60);
	assert_string_equal(slug + strlen(slug) - 6, "eleven");
	free(slug);
	slug = slug_dup("\xe6\x97\xa5\xe6\x9c\xac");
	assert_int_equal(strlen(slug), 9);
	free(slug);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(xfpt_units_have_exact_lines),
		cmocka_unit_test(keys_are_unique),
		cmocka_unit_test(options_have_fields),
		cmocka_unit_test(docbook_units_end_where_they_end),
		cmocka_unit_test(sections_are_found_by_id_or_title),
		cmocka_unit_test(options_are_ordered_with_underscores_first),
		cmocka_unit_test(slugs_are_short_and_plain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
