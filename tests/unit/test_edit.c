/* SPDX-License-Identifier: ISC */
/* Span replacements, the journal, and several files together or not at all. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/diag.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "base/source.h"
#include "edit/change.h"
#include "edit/commit.h"
#include "edit/journal.h"

static struct source *text_source(const char *text)
{
	return source_new("t", mem_strdup(text), strlen(text));
}

static void test_change_apply(void **state)
{
	struct source *source = text_source("one\ntwo\nthree");
	struct change_set set = { 0 };
	struct change_file *file = change_set_file(&set, "t", source);

	(void)state;
	change_insert(file, 13, slice_text("four\n"));
	change_add(file, (struct span){ 4, 7 }, slice_text("2"));
	change_insert(file, 0, slice_text("zero\n"));
	change_insert(file, 0, slice_text("half\n"));
	assert_int_equal(change_set_apply(&set), 0);
	assert_string_equal(file->after.data,
			    "zero\nhalf\none\n2\nthree\nfour");
	assert_int_equal(change_map(file, 0), 10);
	assert_int_equal(change_map(file, 8), 16);
	change_add(file, (struct span){ 5, 9 }, slice_text(""));
	assert_int_equal(change_set_apply(&set), -1);
	change_set_release(&set);
	source_free(source);
}

static void test_change_crlf(void **state)
{
	struct source *source = text_source("one\r\ntwo\r\n");
	struct change_set set = { 0 };
	struct change_file *file = change_set_file(&set, "t", source);

	(void)state;
	change_insert(file, 5, slice_text("a\nb\n"));
	assert_int_equal(change_set_apply(&set), 0);
	assert_string_equal(file->after.data, "one\r\na\r\nb\r\ntwo\r\n");
	change_set_release(&set);
	source_free(source);
}

static void print_journal(struct buf *out, const char *path)
{
	struct journal journal;

	journal_init(&journal, 0x1234);
	journal_add(&journal, path, 1, 2);
	journal_print(&journal, out);
	journal_print_complete(&journal, out);
	journal_release(&journal);
}

static void test_journal_torn(void **state)
{
	struct journal journal;
	struct buf text;

	(void)state;
	buf_init(&text);
	print_journal(&text, "a folder/100%\n.txt");
	for (size_t len = 0; len <= text.len; len++) {
		journal_parse(slice_of(text.data, len), &journal);
		assert_int_equal(journal.complete, len == text.len);
		if (journal.count > 0) {
			assert_string_equal(journal.entries[0].path,
					    "a folder/100%\n.txt");
		}
		journal_release(&journal);
	}
	for (size_t i = 0; i < text.len; i++) {
		text.data[i] ^= 1;
		journal_parse(buf_slice(&text), &journal);
		assert_false(journal.complete);
		journal_release(&journal);
		text.data[i] ^= 1;
	}
	buf_release(&text);
}

static void test_journal_stays_inside(void **state)
{
	static const char *const evil[] = { "/etc/passwd", "../x", "a/../../x",
					    "a//b", "", ".", "a/." };
	struct journal journal;
	struct buf text;

	(void)state;
	buf_init(&text);
	for (size_t i = 0; i < sizeof(evil) / sizeof(evil[0]); i++) {
		buf_clear(&text);
		print_journal(&text, evil[i]);
		journal_parse(buf_slice(&text), &journal);
		assert_int_equal(journal.count, 0);
		assert_false(journal.complete);
		journal_release(&journal);
	}
	buf_release(&text);
}

/* --- on disk ------------------------------------------------------------------ */

static char *root;

static void put_file(const char *name, const char *text)
{
	char *path = mem_printf("%s/%s", root, name);
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	free(path);
}

static void check_file(const char *name, const char *want)
{
	char *path = mem_printf("%s/%s", root, name);
	struct diag diag;
	struct source *source;

	diag_init(&diag, NULL);
	source = source_read(path, &diag);
	assert_non_null(source);
	assert_string_equal(source->text, want);
	source_free(source);
	free(path);
}

static int count_entries(void)
{
	char *command = mem_printf("ls -A '%s' | wc -l", root);
	FILE *pipe = popen(command, "r");
	int count = -1;

	assert_non_null(pipe);
	assert_int_equal(fscanf(pipe, "%d", &count), 1);
	pclose(pipe);
	free(command);
	return count;
}

static int make_root(void **state)
{
	char template[] = "/tmp/stet-test-XXXXXX";
	char *made = mkdtemp(template);

	(void)state;
	root = made != NULL ? realpath(made, NULL) : NULL;
	return root != NULL ? 0 : -1;
}

static int remove_root(void **state)
{
	char *command = mem_printf("rm -r '%s'", root);
	int result = system(command);

	(void)state;
	free(command);
	free(root);
	return result;
}

static int commit_two(const char *before, struct diag *diag)
{
	struct commit_file files[] = {
		{ "a", slice_text(before), slice_text("new a\n") },
		{ "b", slice_text("old b\n"), slice_text("new b\n") },
	};

	return edit_commit(root, files, 2, diag);
}

static void test_commit(void **state)
{
	struct diag diag;
	char *link_path = mem_printf("%s/b", root);

	(void)state;
	diag_init(&diag, NULL);
	put_file("a", "old a\n");
	put_file("c", "old b\n");
	assert_int_equal(symlink("c", link_path), 0);
	assert_int_equal(commit_two("other a\n", &diag), -1);
	assert_int_equal(diag_status(&diag), 2);
	check_file("a", "old a\n");
	check_file("c", "old b\n");
	assert_int_equal(count_entries(), 3);
	assert_int_equal(commit_two("old a\n", &diag), 0);
	check_file("a", "new a\n");
	check_file("c", "new b\n");
	assert_int_equal(count_entries(), 3);
	free(link_path);
}

static void test_commit_outside(void **state)
{
	struct diag diag;
	char *link_path = mem_printf("%s/b", root);

	(void)state;
	diag_init(&diag, NULL);
	put_file("a", "old a\n");
	assert_int_equal(symlink("/etc/hostname", link_path), 0);
	assert_int_equal(commit_two("old a\n", &diag), -1);
	check_file("a", "old a\n");
	assert_int_equal(count_entries(), 2);
	free(link_path);
}

/* A complete journal by hand: its file is renamed, or the user warned. */
static void test_recover(void **state)
{
	struct journal journal;
	struct diag diag;
	struct buf text;

	(void)state;
	buf_init(&text);
	diag_init(&diag, NULL);
	journal_init(&journal, 7);
	journal_add(&journal, "a", hash_bytes(slice_text("old")),
		    hash_bytes(slice_text("new")));
	journal_print(&journal, &text);

	put_file("a", "old");
	put_file(".stet-0000000000000007-0", "ne");
	put_file(JOURNAL_NAME, text.data);
	assert_int_equal(edit_recover(root, &diag), 0);
	check_file("a", "old");
	assert_int_equal(count_entries(), 1);

	journal_print_complete(&journal, &text);
	put_file(JOURNAL_NAME, text.data);
	put_file(".stet-0000000000000007-0", "new");
	put_file("a", "changed by hand");
	assert_int_equal(edit_recover(root, &diag), -1);
	check_file("a", "changed by hand");
	assert_int_equal(count_entries(), 3);

	put_file("a", "old");
	assert_int_equal(edit_recover(root, &diag), 0);
	check_file("a", "new");
	assert_int_equal(count_entries(), 1);
	journal_release(&journal);
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_change_apply),
		cmocka_unit_test(test_change_crlf),
		cmocka_unit_test(test_journal_torn),
		cmocka_unit_test(test_journal_stays_inside),
		cmocka_unit_test_setup_teardown(test_commit, make_root,
						remove_root),
		cmocka_unit_test_setup_teardown(test_commit_outside, make_root,
						remove_root),
		cmocka_unit_test_setup_teardown(test_recover, make_root,
						remove_root),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
