/* SPDX-License-Identifier: ISC */
/*
 * What is matched with what: small documents, and the changes that they must have,
 * as lines "kind key field from>to +added -removed".
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
#include "diff/diff.h"
#include "diff/table.h"
#include "read/reader.h"

static void add(struct diff_set *set, const char *path, enum doc_role role,
		const char *text)
{
	struct read_options options = { .role = role };
	struct diag diag;
	struct doc *doc;

	diag_init(&diag, NULL);
	doc = reader_read_source(source_new(path, mem_strdup(text),
					    strlen(text)),
				 reader_format(path), &options, &diag);
	assert_non_null(doc);
	diff_set_add(set, path, doc);
}

static void put_change(struct buf *out, const struct change *change)
{
	buf_printf(out, "%s %s", change_kind_name(change->kind), change->key);
	if (change->field != NULL) {
		buf_printf(out, " %s %s>%s", change->field, change->from,
			   change->to_value);
	}
	if (change->words_added > 0) {
		buf_printf(out, " +%zu", change->words_added);
	}
	if (change->words_removed > 0) {
		buf_printf(out, " -%zu", change->words_removed);
	}
	buf_putc(out, '\n');
}

/* Compares the sets and releases them. */
static void expect_sets(struct diff_set *old_set, struct diff_set *new_set,
			bool all, const char *want)
{
	struct diff_options options = { .all = all };
	struct change_tree *tree = diff_sets(old_set, new_set, &options);
	struct buf got;

	buf_init(&got);
	for (size_t i = 0; i < tree->count; i++) {
		put_change(&got, &tree->changes[i]);
	}
	assert_string_equal(got.data, want);
	assert_int_equal(change_tree_differs(tree), *want != '\0');
	buf_release(&got);
	change_tree_free(tree);
	diff_set_release(old_set);
	diff_set_release(new_set);
}

static void expect(const char *old_text, const char *new_text, bool all,
		   const char *want)
{
	struct diff_set old_set = { 0 };
	struct diff_set new_set = { 0 };

	add(&old_set, "doc.md", DOC_PLAIN, old_text);
	add(&new_set, "doc.md", DOC_PLAIN, new_text);
	expect_sets(&old_set, &new_set, all, want);
}

#define ONE "## One\n\nThe first of the sections has a text of its own here.\n\n"
#define TWO "## Two\n\nWhat is second says something else, and says it briefly.\n\n"
#define THREE "## Three\n\nA third one comes after it; nobody knows why, or when.\n\n"

static void equal_texts_do_not_differ(void **state)
{
	(void)state;
	expect("# T\n\n" ONE TWO, "# T\n\n" ONE TWO, true, "");
	expect("", "", true, "");
}

static void other_line_breaks_are_no_change(void **state)
{
	const char *old_text = "# T\n\nSome words\nin two lines.\n";
	const char *new_text = "# T\n\nSome\nwords in two\nlines.\n";

	(void)state;
	expect(old_text, new_text, false, "");
	expect(old_text, new_text, true, "reflowed doc.md\n");
}

static void a_word_is_a_word(void **state)
{
	(void)state;
	expect("# T\n\n" ONE, "# T\n\n## One\n\nThe first of the sections has no "
	       "text of its own here.\n\n", false, "edited one +1 -1\n");
}

static void of_two_swapped_one_moved(void **state)
{
	(void)state;
	expect("# T\n\n" ONE TWO THREE, "# T\n\n" TWO ONE THREE, false,
	       "moved one\n");
	expect("# T\n\n" ONE TWO THREE, "# T\n\n" THREE ONE TWO, false,
	       "moved three\n");
}

static void what_moved_can_be_edited(void **state)
{
	(void)state;
	expect("# T\n\n" ONE TWO THREE,
	       "# T\n\n" ONE THREE "## Two\n\nWhat is second says something "
	       "else, and is brief.\n\n", false, "moved two +2 -3\n");
}

static void a_title_can_change(void **state)
{
	(void)state;
	expect("# T\n\n" ONE TWO THREE,
	       "# T\n\n" ONE "## Second\n\nWhat is second says something else, "
	       "and says it briefly.\n\n" THREE, false,
	       "retitled second title Two>Second\n");
}

static void sections_come_and_go(void **state)
{
	(void)state;
	expect("# T\n\n" ONE TWO, "# T\n\n" ONE TWO THREE, false,
	       "added three +11\n");
	expect("# T\n\n" ONE TWO THREE, "# T\n\n" TWO THREE, false,
	       "removed one -12\n");
}

static void a_rewritten_block_is_no_confetti(void **state)
{
	struct diff_set sets[2] = { { 0 }, { 0 } };
	struct diff_options options = { 0 };
	struct change_tree *tree;

	(void)state;
	add(&sets[0], "doc.md", DOC_PLAIN, "# T\n\n" ONE);
	add(&sets[1], "doc.md", DOC_PLAIN,
	    "# T\n\n## One\n\nEverything was replaced by the words that follow.\n");
	tree = diff_sets(&sets[0], &sets[1], &options);
	assert_int_equal(tree->count, 1);
	assert_int_equal(tree->changes[0].block_count, 2);
	assert_int_equal(tree->changes[0].blocks[0].state, BLOCK_REMOVED);
	assert_int_equal(tree->changes[0].blocks[1].state, BLOCK_ADDED);
	assert_int_equal(tree->changes[0].blocks[1].run_count, 1);
	change_tree_free(tree);
	diff_set_release(&sets[0]);
	diff_set_release(&sets[1]);
}

static void a_block_can_move(void **state)
{
	struct diff_set sets[2] = { { 0 }, { 0 } };
	struct diff_options options = { 0 };
	struct change_tree *tree;
	static const char moved[] =
		"This paragraph of several words goes to the other section.\n\n";
	char *old_text = mem_printf("# T\n\n%s%s%s", ONE, moved, TWO);
	char *new_text = mem_printf("# T\n\n%s%s%s", ONE, TWO, moved);

	(void)state;
	add(&sets[0], "doc.md", DOC_PLAIN, old_text);
	add(&sets[1], "doc.md", DOC_PLAIN, new_text);
	tree = diff_sets(&sets[0], &sets[1], &options);
	assert_int_equal(tree->count, 2);
	assert_int_equal(tree->changes[0].blocks[1].state, BLOCK_MOVED_FROM);
	assert_int_equal(tree->changes[1].blocks[1].state, BLOCK_MOVED_TO);
	assert_int_equal(tree->changes[0].blocks[1].link,
			 tree->changes[1].blocks[1].number);
	assert_int_equal(tree->changes[1].blocks[1].link,
			 tree->changes[0].blocks[1].number);
	assert_int_equal(tree->changes[0].words_removed, 0);
	change_tree_free(tree);
	diff_set_release(&sets[0]);
	diff_set_release(&sets[1]);
	free(old_text);
	free(new_text);
}

static void markup_is_told_apart(void **state)
{
	(void)state;
	expect("# T\n\nA *word* of two.\n", "# T\n\nA word of two.\n", false,
	       "markup-only doc.md\n");
}

static void sections_go_to_other_documents(void **state)
{
	struct diff_set sets[2] = { { 0 }, { 0 } };

	(void)state;
	add(&sets[0], "a.md", DOC_PLAIN, "# A\n\n" ONE TWO);
	add(&sets[0], "b.md", DOC_PLAIN, "# B\n\n" THREE);
	add(&sets[1], "a.md", DOC_PLAIN, "# A\n\n" ONE);
	add(&sets[1], "b.md", DOC_PLAIN, "# B\n\n" THREE TWO);
	expect_sets(&sets[0], &sets[1], false, "moved two\n");
}

#define ENTRY(name, type, value)                                              \
	"<informaltable><tgroup cols='4'><tbody><row><entry><option>" name    \
	"</option></entry><entry>Use: <emphasis>main</emphasis></entry>"      \
	"<entry>Type: <emphasis>" type "</emphasis></entry><entry>Default: "  \
	"<emphasis>" value "</emphasis></entry></row></tbody></tgroup>"       \
	"</informaltable><para>About " name ".</para>"

static void expect_docbook(const char *old_text, const char *new_text,
			   const char *want)
{
	struct diff_set old_set = { 0 };
	struct diff_set new_set = { 0 };
	char *texts[2];

	for (size_t i = 0; i < 2; i++) {
		texts[i] = mem_printf("<book><chapter id='c'><title>C</title>\n%s\n"
				      "</chapter></book>\n",
				      i == 0 ? old_text : new_text);
		add(i == 0 ? &old_set : &new_set, "doc.xml", DOC_MAIN,
		    texts[i]);
	}
	expect_sets(&old_set, &new_set, false, want);
	free(texts[0]);
	free(texts[1]);
}

static void options_are_compared_by_field(void **state)
{
	(void)state;
	expect_docbook(ENTRY("a", "string", "unset") "\n",
		       ENTRY("a", "integer", "0") "\n",
		       "option-changed a@main type string>integer\n"
		       "option-changed a@main default unset>0\n");
	expect_docbook(
		ENTRY("a", "string</emphasis>&#x2020;<emphasis>", "unset") "\n",
		ENTRY("a", "string", "unset") "\n",
		"option-changed a@main expanded yes>no\n");
	expect_docbook(ENTRY("a", "string", "unset") "\n",
		       ENTRY("a", "string", "unset") "\n"
		       ENTRY("b", "string", "unset") "\n",
		       "option-added b@main +2\n");
	expect_docbook(ENTRY("a", "string", "x") "\n" ENTRY("b", "time", "5s"),
		       ENTRY("b", "time", "5s"),
		       "option-removed a@main -2\n");
}

#define DANE                                                                  \
	"DANE support\n------------\nIf built with EXPERIMENTAL_DANE, the option "            \
	"\"hosts_try_dane\" says for\nwhich hosts a TLSA record is looked "   \
	"up before the connection.\n\n"
#define OTHER "Other\n-----\nThis stays where it is, in spite of all.\n"

static void promotions_are_known_by_names(void **state)
{
	struct diff_set sets[2] = { { 0 }, { 0 } };

	(void)state;
	add(&sets[0], "x.txt", DOC_EXPERIMENTAL, DANE OTHER);
	add(&sets[0], "m.xml", DOC_MAIN,
	    "<book>\n<chapter id='c'><title>C</title>\n</chapter></book>\n");
	add(&sets[1], "x.txt", DOC_EXPERIMENTAL, OTHER);
	add(&sets[1], "m.xml", DOC_MAIN,
	    "<book>\n<chapter id='c'><title>C</title>\n"
	    ENTRY("hosts_try_dane", "host list", "unset")
	    "\n</chapter></book>\n");
	expect_sets(&sets[0], &sets[1], false,
		    "promoted dane support -20\noption-added hosts_try_dane@main +2\n");
}

static void what_is_only_gone_was_removed(void **state)
{
	struct diff_set sets[2] = { { 0 }, { 0 } };

	(void)state;
	add(&sets[0], "x.txt", DOC_EXPERIMENTAL, DANE OTHER);
	add(&sets[0], "m.md", DOC_MAIN, "# M\n\n" ONE);
	add(&sets[1], "x.txt", DOC_EXPERIMENTAL, OTHER);
	add(&sets[1], "m.md", DOC_MAIN, "# M\n\n" ONE TWO);
	expect_sets(&sets[0], &sets[1], false, "removed dane support -20\nadded two +10\n");
}

static void news_are_known_by_their_text(void **state)
{
	struct diff_set sets[2] = { { 0 }, { 0 } };

	(void)state;
	add(&sets[0], "News", DOC_NEWS,
	    "Version 1.1\n-----------\n\n 1. The first new thing of all.\n\n"
	    " 2. The second one, which can do more.\n");
	add(&sets[1], "News", DOC_NEWS,
	    "Version 1.1\n-----------\n\n 1. The first new thing of all.\n\n"
	    " 2. Something else came between.\n\n"
	    " 3. The second one, which can do more.\n");
	expect_sets(&sets[0], &sets[1], false,
		    "added 1.1#2 +5\nedited 1.1#3 +1 -1\n");
}

static void tables_grow(void **state)
{
	struct table table;

	(void)state;
	table_init(&table, 0);
	for (uint32_t i = 0; i < 1000; i++) {
		table_add(&table, i % 500 + 1, i);
	}
	for (uint32_t i = 0; i < 500; i++) {
		struct table_row *row = table_find(&table, i + 1);

		assert_non_null(row);
		assert_int_equal(row->count, 2);
		assert_int_equal(table_take(&table, row), i);
		assert_int_equal(table_take(&table, row), i + 500);
		assert_int_equal(table_take(&table, row), TABLE_NONE);
	}
	assert_null(table_find(&table, 501));
	table_release(&table);
}

/* So many options in one table, by one line of the document. */
static void add_options(struct diff_set *set, size_t count, const char *word)
{
	struct buf text;

	buf_init(&text);
	buf_printf(&text, ".include stdflags\n.include stdmacs\n"
		   ".macro options\n"
		   ".itable all 0 0 4 1* left 1* left 1* left 1* left\n"
		   ".eacharg\n"
		   ".row $+1 \"Use: main\" \"Type: time\" \"Default: 0s\"\n"
		   ".endeach\n.endtable\n.endmacro\n"
		   ".docbook\n.book\n.chapter A CA\n%s\n\n.options", word);
	for (size_t i = 0; i < count; i++) {
		buf_printf(&text, " o%zu", i);
	}
	buf_puts(&text, "\nWords.\n\n.chapter B CB\nMore.\n");
	add(set, "a.xfpt", DOC_MAIN, text.data);
	buf_release(&text);
}

static double seconds(size_t count)
{
	struct diff_set sets[2] = { { 0 }, { 0 } };
	struct diff_options options = { 0 };
	struct change_tree *tree;
	struct timespec a;
	struct timespec b;

	add_options(&sets[0], count, "one");
	add_options(&sets[1], count, "two");
	assert_int_equal(sets[0].documents[0].units.count, count + 2);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
	tree = diff_sets(&sets[0], &sets[1], &options);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
	assert_int_equal(tree->count, 1);
	change_tree_free(tree);
	diff_set_release(&sets[0]);
	diff_set_release(&sets[1]);
	return (double)(b.tv_sec - a.tv_sec) +
	       (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

/* Four times as many would take sixteen times as long if each were compared with
 * each. */
static void options_with_one_heading_cost_as_others_do(void **state)
{
	(void)state;
	assert_true(seconds(20000) < 10 * seconds(5000) + 0.05);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_texts_do_not_differ),
		cmocka_unit_test(other_line_breaks_are_no_change),
		cmocka_unit_test(a_word_is_a_word),
		cmocka_unit_test(of_two_swapped_one_moved),
		cmocka_unit_test(what_moved_can_be_edited),
		cmocka_unit_test(a_title_can_change),
		cmocka_unit_test(sections_come_and_go),
		cmocka_unit_test(a_rewritten_block_is_no_confetti),
		cmocka_unit_test(a_block_can_move),
		cmocka_unit_test(markup_is_told_apart),
		cmocka_unit_test(sections_go_to_other_documents),
		cmocka_unit_test(options_are_compared_by_field),
		cmocka_unit_test(promotions_are_known_by_names),
		cmocka_unit_test(what_is_only_gone_was_removed),
		cmocka_unit_test(news_are_known_by_their_text),
		cmocka_unit_test(tables_grow),
		cmocka_unit_test(options_with_one_heading_cost_as_others_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
