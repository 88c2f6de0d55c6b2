/* SPDX-License-Identifier: ISC */
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

#include "base/diag.h"
#include "base/outfile.h"
#include "base/slice.h"
#include "model/project.h"

static struct diag diag;

static int setup(void **state)
{
	(void)state;
	diag_init(&diag, NULL);
	return 0;
}

static void write_file(const char *path, const char *text)
{
	assert_int_equal(outfile_write(path, slice_text(text), &diag), 0);
}

static char *read_messages(FILE *file)
{
	char *text = calloc(1, 4096);
	size_t len;

	rewind(file);
	len = fread(text, 1, 4095, file);
	text[len] = '\0';
	fclose(file);
	return text;
}

static void test_reads_every_kind_of_key(void **state)
{
	struct project *project;

	(void)state;
	write_file("stet.conf", "[spec]\n\tname = postern\n\tmain = a.xfpt\n"
				"\tmain = b.xfpt\n\txref = full\n"
				"[man \"postern.8\"]\n\tsource = a.xfpt\n"
				"\tsynopsis = one\n\tsynopsis = two\n"
				"\tdrop-references = yes\n");
	project = project_open(".", NULL, &diag);
	assert_non_null(project);
	assert_string_equal(project->name, "postern");
	assert_int_equal(project->main.count, 2);
	assert_string_equal(project->main.values[1], "b.xfpt");
	assert_true(project->xref_full);
	assert_int_equal(project->man_count, 1);
	assert_string_equal(project->mans[0].page, "postern.8");
	assert_int_equal(project->mans[0].synopsis.count, 2);
	assert_true(project->mans[0].drop_references);
	project_free(project);
	unlink("stet.conf");
}

static void test_unknown_keys_have_a_position(void **state)
{
	char *text;

	(void)state;
	diag_init(&diag, tmpfile());
	write_file("stet.conf", "[spec]\n\tname = x\n\tnmae = y\n"
				"[man \"x.8\"]\n\tsuorce = z\n");
	assert_null(project_open(".", NULL, &diag));
	text = read_messages(diag.out);
	assert_non_null(strstr(text, "stet.conf:3: error: 'spec.nmae' is no "
				     "key (did you mean 'spec.name'?)"));
	assert_non_null(strstr(text, "stet.conf:5: error: "));
	free(text);
	unlink("stet.conf");
}

static void test_paths_stay_inside(void **state)
{
	(void)state;
	write_file("stet.conf", "[spec]\n\tmain = ../../etc/passwd\n");
	assert_null(project_open(".", NULL, &diag));
	write_file("stet.conf", "[spec]\n\tmain = /etc/passwd\n");
	assert_null(project_open(".", NULL, &diag));
	unlink("stet.conf");
}

static void test_syntax_errors_have_a_position(void **state)
{
	char *text;

	(void)state;
	diag_init(&diag, tmpfile());
	write_file("stet.conf", "[spec]\n\tname = x\n[spec\n");
	assert_null(project_open(".", NULL, &diag));
	text = read_messages(diag.out);
	assert_non_null(strstr(text, "stet.conf:3: error: "));
	free(text);
	unlink("stet.conf");
}

/* Every key that the manual must document can really be set. */
static void test_every_key_is_known(void **state)
{
	struct project *project;

	(void)state;
	project = project_open(".", NULL, &diag);
	assert_non_null(project);
	for (const char *const *key = project_keys(); *key != NULL; key++) {
		const char *page = strstr(*key, ".PAGE.");
		const char *format = strstr(*key, ".FORMAT.");
		const char *value = "number";
		char name[64];

		if (page != NULL) {
			snprintf(name, sizeof(name), "man.x.1.%s", page + 6);
		} else if (format != NULL) {
			snprintf(name, sizeof(name), "dist.text.%s", format + 8);
		} else {
			snprintf(name, sizeof(name), "%s", *key);
		}
		if (strstr(name, "drop-") != NULL) {
			value = "true";
		}
		assert_int_equal(project_set(project, name, value, NULL, 0,
					     &diag), 0);
	}
	project_free(project);
}

static void test_preset_roles_and_version(void **state)
{
	struct project *project;
	char *version;

	(void)state;
	mkdir("doc-docbook", 0777);
	mkdir("doc-txt", 0777);
	write_file("doc-docbook/spec.xfpt", "x\n");
	write_file("doc-txt/NewStuff",
		   "New things\n----------\n\nVersion 4.77\n------------\n");
	project = project_open("doc-txt", NULL, &diag);
	assert_non_null(project);
	assert_string_equal(project->name, "exim");
	assert_int_equal(project_role(project, "doc-docbook/spec.xfpt"),
			 DOC_MAIN);
	assert_int_equal(project_role(project, "doc-txt/NewStuff"), DOC_NEWS);
	assert_int_equal(project_role(project, "elsewhere/NewStuff"), DOC_NEWS);
	assert_int_equal(project_role(project, "doc-txt/other"), DOC_PLAIN);
	version = project_version_dup(project);
	assert_string_equal(version, "4.77");
	free(version);
	assert_int_equal(project_set(project, "version", "4.80", NULL, 0,
				     &diag), 0);
	version = project_version_dup(project);
	assert_string_equal(version, "4.80");
	free(version);
	project_free(project);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_reads_every_kind_of_key, setup),
		cmocka_unit_test_setup(test_unknown_keys_have_a_position,
				       setup),
		cmocka_unit_test_setup(test_paths_stay_inside, setup),
		cmocka_unit_test_setup(test_syntax_errors_have_a_position,
				       setup),
		cmocka_unit_test_setup(test_every_key_is_known, setup),
		cmocka_unit_test_setup(test_preset_roles_and_version, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
