/* SPDX-License-Identifier: ISC */
/* The ground floor: buffers, lines of a source, options, output files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/opt.h"
#include "base/outfile.h"
#include "base/source.h"

static struct diag diag;

static int setup(void **state)
{
	(void)state;
	diag_init(&diag, NULL);
	return 0;
}

static void test_buf_grows_and_keeps_nul(void **state)
{
	struct buf buf;

	(void)state;
	buf_init(&buf);
	for (int i = 0; i < 1000; i++) {
		buf_printf(&buf, "%d,", i);
	}
	assert_int_equal(buf.len, 10 * 2 + 90 * 3 + 900 * 4);
	assert_int_equal(strlen(buf.data), buf.len);
	buf_truncate(&buf, 4);
	assert_string_equal(buf.data, "0,1,");
	buf_put(&buf, "\0x", 2);
	assert_int_equal(buf.len, 6);
	buf_release(&buf);
}

static void test_buf_utf8(void **state)
{
	struct buf buf;

	(void)state;
	buf_init(&buf);
	buf_put_utf8(&buf, 'a');
	buf_put_utf8(&buf, 0xe9);
	buf_put_utf8(&buf, 0x2014);
	buf_put_utf8(&buf, 0x1f600);
	buf_put_utf8(&buf, 0xd800);
	assert_string_equal(buf.data, "a\xc3\xa9\xe2\x80\x94\xf0\x9f\x98\x80"
				      "\xef\xbf\xbd");
	buf_release(&buf);
}

static struct source *new_source(const char *text)
{
	return source_new("x", mem_strdup(text), strlen(text));
}

static void test_source_lines(void **state)
{
	struct source *source = new_source("one\ntwo\r\n\nlast");

	(void)state;
	assert_int_equal(source_line_count(source), 4);
	assert_int_equal(source_line(source, 0), 1);
	assert_int_equal(source_line(source, 3), 1);
	assert_int_equal(source_line(source, 4), 2);
	assert_int_equal(source_line(source, 9), 3);
	assert_int_equal(source_line(source, 13), 4);
	assert_int_equal(source_line(source, 999), 4);
	assert_true(slice_is(source_line_text(source, 2), "two"));
	assert_true(slice_is(source_line_text(source, 3), ""));
	assert_true(slice_is(source_line_text(source, 4), "last"));
	assert_int_equal(source_line_start(source, 5), source->len);
	source_free(source);
	source = new_source("");
	assert_int_equal(source_line_count(source), 0);
	assert_int_equal(source_line(source, 0), 1);
	source_free(source);
}

static void test_source_refuses_folders(void **state)
{
	(void)state;
	assert_null(source_read(".", &diag));
	assert_null(source_read("no-such-file", &diag));
	assert_int_equal(diag.errors, 2);
}

struct values {
	bool flag;
	const char *text;
	const char *maybe;
	struct opt_list list;
	int number;
};

static const struct opt table[] = {
	{ 'f', "flag", NULL, "a flag", OPT_FLAG, offsetof(struct values, flag) },
	{ 0, "text", "T", "a text", OPT_STRING, offsetof(struct values, text) },
	{ 0, "maybe", "M", "perhaps a text", OPT_OPTIONAL,
	  offsetof(struct values, maybe) },
	{ 'l', "list", "L", "a list", OPT_LIST, offsetof(struct values, list) },
	{ 'n', "number", "N", "a number", OPT_NUMBER,
	  offsetof(struct values, number) },
	{ 0, NULL, NULL, NULL, OPT_FLAG, 0 },
};

static int parse(struct values *values, int argc, const char **words)
{
	memset(values, 0, sizeof(*values));
	return opt_parse(table, values, argc, (char **)(uintptr_t)words, false,
			 &diag);
}

static void test_options(void **state)
{
	const char *words[] = { "x", "arg", "-f", "--text=t", "-l", "a",
				"--list", "b", "-n3", "--", "-z" };
	struct values values;
	int first = parse(&values, 11, words);

	(void)state;
	assert_int_equal(first, 9);
	assert_string_equal(words[9], "arg");
	assert_string_equal(words[10], "-z");
	assert_true(values.flag);
	assert_string_equal(values.text, "t");
	assert_int_equal(values.list.count, 2);
	assert_string_equal(values.list.values[1], "b");
	assert_int_equal(values.number, 3);
	opt_release(table, &values);
}

static int collect(void *payload, const char *word)
{
	buf_puts(payload, word);
	buf_putc(payload, ';');
	return strcmp(word, "bad") == 0 ? -1 : 0;
}

/* A value that need not be given is never the next argument. */
static void test_optional_values(void **state)
{
	const char *without[] = { "x", "--maybe", "arg", "-l", "a,,b", "-l",
				  "bad,c" };
	const char *with[] = { "x", "--maybe=m", "arg" };
	const char *none[] = { "x", "arg" };
	struct values values;
	struct buf text;

	(void)state;
	buf_init(&text);
	assert_int_equal(parse(&values, 7, without), 6);
	assert_string_equal(values.maybe, "");
	assert_int_equal(opt_each_word(&values.list, collect, &text), -1);
	assert_string_equal(text.data, "a;;b;bad;c;");
	opt_release(table, &values);
	assert_int_equal(parse(&values, 3, with), 2);
	assert_string_equal(values.maybe, "m");
	assert_int_equal(parse(&values, 2, none), 1);
	assert_null(values.maybe);
	buf_clear(&text);
	opt_help(table, &text);
	assert_non_null(strstr(text.data, "--maybe[=M] "));
	assert_non_null(strstr(text.data, "--text=T "));
	buf_release(&text);
}

static void test_bad_options(void **state)
{
	const char *unknown[] = { "x", "--flog" };
	const char *letter[] = { "x", "-q" };
	const char *missing[] = { "x", "--text" };
	const char *number[] = { "x", "-n", "3x" };
	const char *zero[] = { "x", "-n", "0" };
	struct values values;

	(void)state;
	assert_int_equal(parse(&values, 2, unknown), -1);
	assert_int_equal(parse(&values, 2, letter), -1);
	assert_int_equal(parse(&values, 2, missing), -1);
	assert_int_equal(parse(&values, 3, number), -1);
	assert_int_equal(parse(&values, 3, zero), -1);
	assert_int_equal(diag.errors, 5);
}

static void test_nearest(void **state)
{
	static const char *const names[] = { "build", "diff", "outline", NULL };

	(void)state;
	assert_int_equal(opt_distance("abc", "abc"), 0);
	assert_int_equal(opt_distance("abc", "acb"), 1);
	assert_int_equal(opt_distance("", "abc"), 3);
	assert_string_equal(opt_nearest("biuld", names), "build");
	assert_null(opt_nearest("xyzzy", names));
}

static void test_outfile_leaves_equal_files_alone(void **state)
{
	struct timespec old = { 1000, 0 };
	struct timespec times[2] = { old, old };
	struct stat st;

	(void)state;
	assert_int_equal(outfile_mkdir("a/b/c", &diag), 0);
	assert_int_equal(outfile_write("a/b/c/f", slice_text("x"), &diag), 0);
	assert_int_equal(utimensat(-100, "a/b/c/f", times, 0), 0);
	assert_int_equal(outfile_write("a/b/c/f", slice_text("x"), &diag), 0);
	assert_int_equal(stat("a/b/c/f", &st), 0);
	assert_int_equal(st.st_mtime, 1000);
	assert_int_equal(outfile_write("a/b/c/f", slice_text("y"), &diag), 0);
	assert_int_equal(stat("a/b/c/f", &st), 0);
	assert_int_not_equal(st.st_mtime, 1000);
}

static void test_outfile_reports_the_system(void **state)
{
	(void)state;
	assert_int_equal(outfile_write("no/such/folder", slice_text("x"),
				       &diag), -1);
	assert_int_equal(diag_status(&diag), 3);
}

static void test_diag_escapes_control_characters(void **state)
{
	char text[200] = "";
	FILE *file = tmpfile();

	(void)state;
	diag_init(&diag, file);
	diag_line(&diag, DIAG_WARNING, "f\033", 7, "see '%s'", "\033[31m\a");
	rewind(file);
	assert_non_null(fgets(text, sizeof(text), file));
	assert_string_equal(text,
			    "f\\x1b:7: warning: see '\\x1b[31m\\x07'\n");
	fclose(file);
	assert_int_equal(diag_status(&diag), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_buf_grows_and_keeps_nul, setup),
		cmocka_unit_test_setup(test_buf_utf8, setup),
		cmocka_unit_test_setup(test_source_lines, setup),
		cmocka_unit_test_setup(test_source_refuses_folders, setup),
		cmocka_unit_test_setup(test_options, setup),
		cmocka_unit_test_setup(test_optional_values, setup),
		cmocka_unit_test_setup(test_bad_options, setup),
		cmocka_unit_test_setup(test_nearest, setup),
		cmocka_unit_test_setup(test_outfile_leaves_equal_files_alone,
				       setup),
		cmocka_unit_test_setup(test_outfile_reports_the_system, setup),
		cmocka_unit_test_setup(test_diag_escapes_control_characters,
				       setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
