/* SPDX-License-Identifier: ISC */
/* A document set at a revision of a git repository, made by git itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/source.h"
#include "model/files.h"
#include "model/project.h"
#include "read/reader.h"

static struct diag diag;

static int setup(void **state)
{
	(void)state;
	diag_init(&diag, NULL);
	return 0;
}

static int make_repository(void **state)
{
	(void)state;
	return system("git init -q r && cd r && mkdir -p doc/doc-docbook "
		      "&& printf '.literal xml\\n<book>\\n"
		      ".include ./part\\n</book>\\n.literal off\\n' "
		      ">doc/doc-docbook/spec.xfpt "
		      "&& printf '<preface/>\\n' >doc/doc-docbook/part "
		      "&& ln -s /etc/passwd doc/link && echo x >doc/.hidden "
		      "&& git add . && git -c user.name=t -c user.email=t@t "
		      "commit -qm one && git tag exim-4_83_RC1 "
		      "&& echo changed >doc/doc-docbook/part "
		      "&& git clone -q --bare . ../bare.git");
}

static void list(void *payload, const char *path)
{
	char *text = payload;

	snprintf(text + strlen(text), 200 - strlen(text), "%s ", path);
}

static void check_revision(const char *dir, const char *expected_top)
{
	char found[200] = "";
	char *top = NULL;
	struct files *files =
		files_open_revision(dir, "exim-4_83_RC1", &top, &diag);
	struct source *source;

	assert_non_null(files);
	assert_string_equal(top, expected_top);
	assert_true(files_time(files) > 0);
	assert_int_equal(strlen(files_commit(files)), 40);
	source = files_read(files, "/doc/doc-docbook/../doc-docbook/part",
			    &diag);
	assert_non_null(source);
	assert_string_equal(source->text, "<preface/>\n");
	assert_string_equal(source->name,
			    "exim-4_83_RC1:doc/doc-docbook/part");
	source_free(source);
	assert_null(files_read(files, "/doc/link", &diag));
	assert_null(files_read(files, "/../x", &diag));
	assert_null(files_read(files, "/doc", &diag));
	files_each(files, "/", list, found);
	assert_string_equal(found,
			    "/doc/doc-docbook/part /doc/doc-docbook/spec.xfpt ");
	free(top);
	files_free(files);
}

static void test_work_tree_and_bare(void **state)
{
	(void)state;
	check_revision("r/doc", "/doc");
	check_revision("bare.git", "/");
}

static void test_project_and_includes(void **state)
{
	char *top = NULL;
	struct files *files =
		files_open_revision("bare.git", "exim-4_83_RC1", &top, &diag);
	struct project *project = project_open_in(files, top, NULL, &diag);
	struct read_options options = { .files = files, .root = "/doc" };
	char *version;
	char *path;
	struct doc *doc;

	(void)state;
	assert_non_null(project);
	assert_string_equal(project->name, "exim");
	assert_string_equal(project->root, "/doc");
	version = project_version_dup(project);
	assert_string_equal(version, "4.83_RC1");
	path = project_path_dup(project, project->main.values[0]);
	doc = reader_read(path, &options, &diag);
	assert_non_null(doc);
	assert_string_equal(doc->sources[1]->text, "<preface/>\n");
	doc_free(doc);
	free(path);
	free(version);
	free(top);
	project_free(project);
	assert_int_equal(diag.errors, 0);
}

static void test_unknown_revisions(void **state)
{
	char text[300] = "";
	char *top = NULL;

	(void)state;
	diag_init(&diag, tmpfile());
	assert_null(files_open_revision("r", "exim-4_83_RC2", &top, &diag));
	rewind(diag.out);
	assert_non_null(fgets(text, sizeof(text), diag.out));
	assert_non_null(strstr(text, "did you mean 'exim-4_83_RC1'?"));
	fclose(diag.out);
	diag_init(&diag, NULL);
	assert_null(files_open_revision("/", "HEAD", &top, &diag));
	assert_int_equal(diag.errors, 1);
}

static void test_disk(void **state)
{
	char found[200] = "";
	char *real = files_real_dup(NULL, "r/doc/../doc/doc-docbook/part");
	char *tag;

	(void)state;
	assert_non_null(real);
	tag = files_tag_dup(NULL, real);
	assert_string_equal(tag, "exim-4_83_RC1");
	assert_true(files_is_file(NULL, "r/doc/link"));
	files_each(NULL, "r/doc", list, found);
	assert_string_equal(found, "r/doc/doc-docbook/part "
				   "r/doc/doc-docbook/spec.xfpt ");
	free(tag);
	free(real);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_work_tree_and_bare, setup),
		cmocka_unit_test_setup(test_project_and_includes, setup),
		cmocka_unit_test_setup(test_unknown_revisions, setup),
		cmocka_unit_test_setup(test_disk, setup),
	};

	return cmocka_run_group_tests(tests, make_repository, NULL);
}
