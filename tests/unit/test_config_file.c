/* SPDX-License-Identifier: ISC */
/* The syntax of configuration files: what git-config(1) says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/config_file.h"

static void note(void *payload, const char *key, const char *value, size_t line)
{
	buf_printf(payload, "%zu %s=%s|", line, key, value);
}

/* What is in the text, and then the messages; new. */
static char *read_text(const char *text, size_t len)
{
	struct source *source = source_new(
		"c", memcpy(mem_alloc(len + 1), text, len), len);
	char *messages = NULL;
	size_t messages_len;
	struct diag diag;
	struct buf out;
	int result;

	buf_init(&out);
	diag_init(&diag, open_memstream(&messages, &messages_len));
	result = config_file_read(source, note, &out, &diag);
	fclose(diag.out);
	assert_int_equal(result, diag.errors == 0 ? 0 : -1);
	buf_puts(&out, messages);
	free(messages);
	source_free(source);
	return buf_detach(&out, NULL);
}

static void assert_reads(const char *text, const char *expected)
{
	char *found = read_text(text, strlen(text));

	assert_string_equal(found, expected);
	free(found);
}

static void test_keys(void **state)
{
	(void)state;
	assert_reads("", "");
	assert_reads("[spec]\n\tname = x\n", "2 spec.name=x|");
	assert_reads("[Spec]\nNaMe=X", "2 spec.name=X|");
	assert_reads("[a] b=c", "1 a.b=c|");
	assert_reads("[man \"Exim.8\"]\nname=x\nname=y\n",
		     "2 man.Exim.8.name=x|3 man.Exim.8.name=y|");
	assert_reads("[a \"b\\\"\\\\\\c\"]\nd=\n", "2 a.b\"\\c.d=|");
	assert_reads("[a]\nb\nc # d\ne ; f\n",
		     "2 a.b=true|3 a.c=true|4 a.e=true|");
	assert_reads("\xef\xbb\xbf[a]\r\nb = c\r\n", "2 a.b=c|");
	assert_reads("# x\n ; y\n[a]\n\n\tb-2 = 1\n", "5 a.b-2=1|");
	assert_reads("[include]\npath=/etc/passwd\n",
		     "2 include.path=/etc/passwd|");
}

static void test_values(void **state)
{
	(void)state;
	assert_reads("[a]\nb =  c  d \t\n", "2 a.b=c  d|");
	assert_reads("[a]\nb = c # d\nb = c;d\n", "2 a.b=c|3 a.b=c|");
	assert_reads("[a]\nb = \" c # d \" ; e\n", "2 a.b= c # d |");
	assert_reads("[a]\nb = x\"y\"z\n", "2 a.b=xyz|");
	assert_reads("[a]\nb = \\\"\\\\\\t.\\n.\\bz\n", "2 a.b=\"\\\t.\n.\bz|");
	assert_reads("[a]\nb = c \\\n  d\ne=f\n", "2 a.b=c   d|4 a.e=f|");
	assert_reads("[a]\nb = \"c\\\nd\"\n", "2 a.b=cd|");
}

/* Each is told, and what is right around it is read. */
static void test_errors(void **state)
{
	(void)state;
	assert_reads("b = c\n[a]\nd=e",
		     "3 a.d=e|c:1: error: a key must be in a section, such as "
		     "[spec]\n");
	assert_reads("[a\nb=c\n[]\n[d]\ne=f\n",
		     "5 d.e=f|c:1: error: ']' is missing after the section\n"
		     "c:3: error: a section has a name of letters, digits, '-' "
		     "and '.', such as [spec]\n");
	assert_reads("[a \"b]\n[a \"b\\\n[d]\n= 1\n_x=1\n",
		     "c:1: error: '\"' is missing after the section's name\n"
		     "c:2: error: '\"' is missing after the section's name\n"
		     "c:4: error: a key begins with a letter\n"
		     "c:5: error: a key begins with a letter\n");
	assert_reads("[a]\nb_c = 1\nd e\nf = \"g\nh = \\x\ni=j",
		     "6 a.i=j|"
		     "c:2: error: '=' is missing after the key (which has "
		     "letters, digits and '-')\n"
		     "c:3: error: '=' is missing after the key (which has "
		     "letters, digits and '-')\n"
		     "c:4: error: '\"' is missing after the value\n"
		     "c:5: error: a backslash stands before n, t, b, '\"', a "
		     "backslash, or the end of a line\n");
	assert_reads("[a]\nb = c\\",
		     "c:2: error: a backslash stands before n, t, b, '\"', a "
		     "backslash, or the end of a line\n");
}

static void test_nul(void **state)
{
	static const char text[] = "[a]\nb = c\0d\ne\0f = g\nh=i\n\0\n";
	char *found = read_text(text, sizeof(text) - 1);

	(void)state;
	assert_non_null(strstr(found, "4 a.h=i|"));
	assert_non_null(strstr(found, "c:2: error: "));
	assert_non_null(strstr(found, "c:3: error: "));
	assert_non_null(strstr(found, "c:5: error: "));
	free(found);
}

static void test_bool(void **state)
{
	bool value = false;

	(void)state;
	assert_true(config_file_bool("Yes", &value) && value);
	assert_true(config_file_bool("off", &value) && !value);
	assert_true(config_file_bool("1", &value) && value);
	assert_true(config_file_bool("", &value) && !value);
	assert_true(config_file_bool("true", &value) && value);
	assert_true(config_file_bool("0", &value) && !value);
	assert_false(config_file_bool("maybe", &value));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys),	cmocka_unit_test(test_values),
		cmocka_unit_test(test_errors),	cmocka_unit_test(test_nul),
		cmocka_unit_test(test_bool),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
