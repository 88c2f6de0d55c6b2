/* SPDX-License-Identifier: ISC */
/* Patches of all kinds, read and applied to files in memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "diff/patch.h"
#include "model/files.h"
#include "model/files_overlay.h"

static struct diag diag;
static char *messages;
static size_t messages_len;
static char *root;

static int setup(void **state)
{
	(void)state;
	diag_init(&diag, open_memstream(&messages, &messages_len));
	root = realpath(".", NULL);
	return system("rm -rf doc top && mkdir -p doc/doc-txt");
}

static int teardown(void **state)
{
	(void)state;
	fclose(diag.out);
	free(messages);
	free(root);
	return 0;
}

/* --- helpers ---------------------------------------------------------------------- */

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static struct patch *read_text(const char *text)
{
	return patch_read(source_new("p", mem_strdup(text), strlen(text)),
			  &diag);
}

/* NULL if it does not apply. */
static struct files *apply(const char *text)
{
	struct patch *patch = read_text(text);
	struct files *files = NULL;

	if (patch != NULL) {
		files = patch_apply(patch, NULL, root, &diag);
	}
	patch_free(patch);
	fflush(diag.out);
	return files;
}

static void assert_holds(const struct files *files, const char *path,
			 const char *text)
{
	struct source *source = files_read(files, path, &diag);

	assert_non_null(source);
	assert_string_equal(source->text, text);
	source_free(source);
}

/* The patch makes one file of another. */
static void assert_makes(const char *patch, const char *path, const char *text)
{
	struct files *files = apply(patch);

	fflush(diag.out);
	if (files == NULL) {
		fail_msg("%s", messages);
	}
	assert_holds(files, path, text);
	files_free(files);
}

static void assert_fails(const char *patch, const char *message)
{
	struct files *files = apply(patch);

	assert_null(files);
	fflush(diag.out);
	if (strstr(messages, message) == NULL) {
		fail_msg("no '%s' in: %s", message, messages);
	}
}

static void assert_says(const char *message)
{
	fflush(diag.out);
	if (strstr(messages, message) == NULL) {
		fail_msg("no '%s' in: %s", message, messages);
	}
}

static void assert_silent(void)
{
	fflush(diag.out);
	assert_string_equal(messages_len > 0 ? messages : "", "");
}

/* --- forms of patches ----------------------------------------------------------------- */

static void test_plain_diff(void **state)
{
	(void)state;
	write_file("doc/a.txt", "one\ntwo\nthree\n");
	assert_makes("--- doc/a.txt.orig\t2024-01-01\n"
		     "+++ doc/a.txt\t2024-01-02\n"
		     "@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n",
		     "doc/a.txt", "one\n2\nthree\n");
	assert_silent();
}

static void test_mail(void **state)
{
	(void)state;
	write_file("doc/a.txt", "one\ntwo\nthree\n");
	write_file("doc/b.txt", "x\n");
	assert_makes("From 0123 Mon Sep 17 00:00:00 2001\n"
		     "From: A <a@example.org>\nSubject: [PATCH] --- two ---\n\n"
		     "--- is what a rule looks like\n---\n doc/a.txt | 2 +-\n\n"
		     "diff --git a/doc/a.txt b/doc/a.txt\n"
		     "index 4cb29ea..e0c4a70 100644\n"
		     "--- a/doc/a.txt\n+++ b/doc/a.txt\n"
		     "@@ -1,3 +1,3 @@ one\n one\n-two\n+2\n three\n"
		     "diff --git a/doc/b.txt b/doc/b.txt\n"
		     "--- a/doc/b.txt\n+++ b/doc/b.txt\n"
		     "@@ -1 +1 @@\n-x\n+-- y\n-- \n2.39.2\n",
		     "doc/b.txt", "-- y\n");
}

static void test_series(void **state)
{
	(void)state;
	write_file("doc/a.txt", "one\n");
	assert_makes("diff --git a/doc/a.txt b/doc/a.txt\n"
		     "--- a/doc/a.txt\n+++ b/doc/a.txt\n"
		     "@@ -1 +1 @@\n-one\n+two\n-- \n2.39\n\n"
		     "diff --git a/doc/a.txt b/doc/a.txt\n"
		     "--- a/doc/a.txt\n+++ b/doc/a.txt\n"
		     "@@ -1 +1 @@\n-two\n+three\n",
		     "doc/a.txt", "three\n");
}

/* Long lines and "=" as quoted-printable; lines of messages are the mail's. */
static void test_quoted_printable(void **state)
{
	(void)state;
	write_file("doc/a.txt", "one = 1\ntwo\nthree\n");
	assert_makes("From 0123 Mon Sep 17 00:00:00 2001\nSubject: x\n"
		     "Content-Transfer-Encoding: Quoted-Printable\n\n"
		     "--- a/doc/a.txt\n+++ b/doc/a.txt\n@@ -1,3 +1,3 @@\n"
		     " one =3D 1\n-two\n+caf=C3=A9 =\nau=20\n"
		     " three\n--=20\n2.39\n",
		     "doc/a.txt", "one = 1\ncaf\xc3\xa9 au \nthree\n");
	assert_silent();
	assert_fails("Subject: x\nContent-Transfer-Encoding: quoted-printable\n"
		     "\nA word=\n more\n--- a/doc/a.txt\n+++ b/doc/a.txt\n"
		     "@@ -1 +1 @@\n-1 =3D one\n+x\n",
		     "p:8: error: hunk 1 of 'doc/a.txt' does not fit");
}

/* Parts of a mail, each encoded in its way; the same again in HTML; then a mail
 * that is not encoded. */
static void test_parts_of_mail(void **state)
{
	(void)state;
	write_file("doc/a.txt", "one\n");
	assert_makes("From a@b.example Mon Sep 17 00:00:00 2001\n"
		     "Content-Type: multipart/mixed;\n boundary=\"--b=1\"\n\n"
		     "----b=1\nContent-Type: text/x-patch\n"
		     "Content-Transfer-Encoding: base64\n\n"
		     "LS0tIGEvZG9jL2EudHh0CisrKyBiL2RvYy9hLnR4\n"
		     "dApAQCAtMSArMSBAQAotb25lCit0d28=\n"
		     "----b=1\nContent-Type: text/html\n\n"
		     "--- a/doc/a.txt\n+++ b/doc/a.txt\n@@ -1 +1 @@\n-one\n+two\n"
		     "----b=1--\n\n"
		     "From a@b.example Mon Sep 17 00:00:00 2001\n"
		     "Subject: 7bit\n\n"
		     "--- a/doc/a.txt\n+++ b/doc/a.txt\n@@ -1 +1 @@\n-two\n"
		     "+a=3D\n",
		     "doc/a.txt", "a=3D\n");
	assert_silent();
}

/* What a browser saves as HTML. */
static void test_html(void **state)
{
	(void)state;
	write_file("doc/a.txt", "a < b\n\n  &\n");
	assert_makes("<!DOCTYPE html>\n<html><head><style>a { }</style></head>\n"
		     "<!-- <div>@@ -1 +1 @@</div> --><body>\n"
		     "  <div class='diff header'>diff --git <a href='?a>b'>"
		     "a/doc/a.txt</a> <a>b/doc/a.txt</a></div>\n"
		     "<div>index <a>1111111</a>..<a>2222222</a> 100644<br/></div>"
		     "\n<div>--- a/<a>doc/a.txt</a></div>\n"
		     "<div>+++ b/<a>doc/a.txt</a></div>\n"
		     "<div><span>@@ -<a>1,3</a> +<a>1,3</a> @@</span></div>\n"
		     "<div class=\"ctx\">&nbsp;a&nbsp;&lt;&nbsp;b</div>\n"
		     "<div class=\"ctx\">&#160;</div>\n"
		     "<div>-&nbsp;&nbsp;&amp;</div>\n"
		     "<div>+<b>&quot;</b>&#x41;&copy;&unknown;</div>\n"
		     "</body></html>\n",
		     "doc/a.txt", "a < b\n\n\"A\xc2\xa9&unknown;\n");
	assert_says("p:4: warning: made for another version");
	assert_makes("<HTML><PRE>--- a/doc/a.txt\n+++ b/doc/a.txt\n"
		     "@@ -1,3 +1,3 @@\n-a &lt; b\n+x\n\n   &amp;\n</PRE></HTML>",
		     "doc/a.txt", "x\n\n  &\n");
}

#define NBSP "\xc2\xa0"

/* Blanks that do not break, no "---" lines, a lost blank line at the end. */
static void test_page(void **state)
{
	(void)state;
	write_file("doc/doc-txt/a.txt", "one\n\tx y  \ntwo\n\n\nend\n");
	assert_makes("Remove two\n"
		     "[u/x.git] / doc / doc-txt / a.txt\n"
		     "index 1111111..2222222 100644 (file)\n"
		     "@@ -1,5 +1,5 @@\n"
		     NBSP "one\n" NBSP NBSP NBSP NBSP NBSP NBSP NBSP NBSP
		     NBSP "x" NBSP "y\n-two\n+2" NBSP "b\n" NBSP "\n",
		     "doc/doc-txt/a.txt", "one\n\tx y  \n2 b\n\n\nend\n");
	assert_says("p:2: warning: made for another version of "
		    "'doc/doc-txt/a.txt' (blob 1111111, here it is");
}

static void test_crlf(void **state)
{
	(void)state;
	write_file("doc/a.txt", "one\r\ntwo\r\nthree\r\n");
	/* The file's CRs are in the patch; */
	assert_makes("--- a/doc/a.txt\n+++ b/doc/a.txt\n"
		     "@@ -1,3 +1,3 @@\n one\r\n-two\r\n+2\r\n three\r\n",
		     "doc/a.txt", "one\r\n2\r\nthree\r\n");
	/* a mail program took them away; */
	assert_makes("--- a/doc/a.txt\n+++ b/doc/a.txt\n"
		     "@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n",
		     "doc/a.txt", "one\r\n2\r\nthree\r\n");
	/* or put some where the file has none. */
	write_file("doc/a.txt", "one\ntwo\nthree\n");
	assert_makes("--- a/doc/a.txt\r\n+++ b/doc/a.txt\r\n"
		     "@@ -1,3 +1,3 @@\r\n one\r\n-two\r\n+2\r\n three\r\n",
		     "doc/a.txt", "one\n2\nthree\n");
	assert_silent();
}

static void test_no_newline(void **state)
{
	(void)state;
	write_file("doc/a.txt", "one\ntwo");
	assert_makes("--- a/doc/a.txt\n+++ b/doc/a.txt\n@@ -1,2 +1,2 @@\n one\n"
		     "-two\n\\ No newline at end of file\n+2\n",
		     "doc/a.txt", "one\n2\n");
	assert_makes("--- a/doc/a.txt\n+++ b/doc/a.txt\n@@ -1,2 +1,3 @@\n one\n"
		     "-two\n\\ No newline at end of file\n+two\n+three\n"
		     "\\ No newline at end of file\n",
		     "doc/a.txt", "one\ntwo\nthree");
	assert_fails("--- a/doc/a.txt\n+++ b/doc/a.txt\n@@ -1,2 +1,1 @@\n"
		     " one\n-tw\n", "line 2 is 'two', not 'tw'");
}

static void test_new_gone_renamed(void **state)
{
	struct files *files;

	(void)state;
	write_file("doc/a.txt", "one\n");
	write_file("doc/b.txt", "two\nthree\n");
	files = apply("diff --git a/doc/a.txt b/doc/a.txt\n"
		      "deleted file mode 100644\nindex 5626abf..0000000\n"
		      "--- a/doc/a.txt\n+++ /dev/null\n@@ -1 +0,0 @@\n-one\n"
		      "diff --git a/doc/n/c.txt b/doc/n/c.txt\n"
		      "new file mode 100644\nindex 0000000..814f4a4\n"
		      "--- /dev/null\n+++ b/doc/n/c.txt\n@@ -0,0 +1 @@\n+two\n"
		      "diff --git a/doc/b.txt \"b/doc/\\303\\244 d.txt\"\n"
		      "similarity index 60%\nrename from doc/b.txt\n"
		      "rename to \"doc/\\303\\244 d.txt\"\n"
		      "--- a/doc/b.txt\n+++ \"b/doc/\\303\\244 d.txt\"\n"
		      "@@ -1,2 +1,2 @@\n two\n-three\n+3\n");
	assert_non_null(files);
	assert_false(files_is_file(files, "doc/a.txt"));
	assert_null(files_real_dup(files, "doc/a.txt"));
	assert_false(files_is_file(files, "doc/b.txt"));
	assert_holds(files, "doc/n/c.txt", "two\n");
	assert_holds(files, "doc/\xc3\xa4 d.txt", "two\n3\n");
	assert_silent();
	files_free(files);
}

static void list(void *payload, const char *path)
{
	buf_printf(payload, "%s ", path);
}

static void test_walk(void **state)
{
	struct buf found;
	struct files *files;

	(void)state;
	write_file("doc/b.txt", "b\n");
	write_file("doc/d.txt", "d\n");
	buf_init(&found);
	files = files_overlay_new(NULL);
	assert_int_equal(files_overlay_put(files, "doc/a.txt",
					   mem_strdup("x"), 1), 0);
	files_overlay_put(files, "doc/c/e.txt", mem_strdup("x"), 1);
	files_overlay_put(files, "doc/z", mem_strdup("x"), 1);
	files_overlay_put(files, "doc/.z", mem_strdup("x"), 1);
	files_overlay_put(files, "doc/d.txt", mem_strdup("new"), 3);
	files_overlay_remove(files, "doc/b.txt");
	assert_int_equal(files_overlay_put(files, "doc/../../x/../y",
					   mem_strdup("x"), 1), -1);
	files_each(files, "doc", list, &found);
	assert_string_equal(found.data,
			    "doc/a.txt doc/c/e.txt doc/d.txt doc/z ");
	buf_clear(&found);
	files_each(files, "doc/c", list, &found);
	assert_string_equal(found.data, "doc/c/e.txt ");
	assert_int_equal(files_overlay_count(files), 6);
	files_free(files);
	buf_release(&found);
}

/* --- places --------------------------------------------------------------------------- */

static void test_offset(void **state)
{
	(void)state;
	write_file("doc/a.txt", "0\n0\n0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n");
	assert_makes("--- a/doc/a.txt\n+++ b/doc/a.txt\n"
		     "@@ -1,3 +1,3 @@\n 1\n-2\n+two\n 3\n"
		     "@@ -7,3 +7,3 @@\n 7\n-8\n+eight\n 9\n",
		     "doc/a.txt",
		     "0\n0\n0\n1\ntwo\n3\n4\n5\n6\n7\neight\n9\n");
}

/* Of several places the nearest; a hunk with less context at one end belongs
 * to that end of the file. */
static void test_nearest(void **state)
{
	(void)state;
	write_file("doc/a.txt", "x\ny\nz\nx\ny\nz\nx\ny\nz\n");
	assert_makes("--- a/doc/a.txt\n+++ b/doc/a.txt\n"
		     "@@ -5,3 +5,3 @@\n x\n-y\n+Y\n z\n",
		     "doc/a.txt", "x\ny\nz\nx\nY\nz\nx\ny\nz\n");
	assert_makes("--- a/doc/a.txt\n+++ b/doc/a.txt\n"
		     "@@ -2,2 +2,2 @@\n y\n-z\n+Z\n",
		     "doc/a.txt", "x\ny\nz\nx\ny\nz\nx\ny\nZ\n");
}

static void test_without_context(void **state)
{
	(void)state;
	write_file("doc/a.txt", "1\n2\n3\n");
	assert_makes("--- a/doc/a.txt\n+++ b/doc/a.txt\n"
		     "@@ -1,0 +2 @@\n+x\n@@ -3 +4 @@\n-3\n+three\n",
		     "doc/a.txt", "1\nx\n2\nthree\n");
}

static void test_misses(void **state)
{
	(void)state;
	write_file("doc/a.txt", "1\n2\n3\n4\n5\n6\n");
	assert_fails("--- a/doc/a.txt\n+++ b/doc/a.txt\n"
		     "@@ -1,4 +1,4 @@\n 3\n 4\n-V\n+v\n 6\n",
		     "p:3: error: hunk 1 of 'doc/a.txt' does not fit at line 1 "
		     "nor anywhere else: the nearest place is line 3, where 3 "
		     "of its 4 lines are; line 5 is '5', not 'V'");
	assert_fails("--- a/doc/a.txt\n+++ b/doc/a.txt\n"
		     "@@ -1,3 +1,3 @@\n x\n-y\n+z\n w\n",
		     "the file has none of its lines");
	assert_fails("--- a/doc/a.txt\n+++ b/doc/a.txt\n"
		     "@@ -1,3 +1,3 @@\n 2\n-0\n+3\n 4\n",
		     "what it makes is there already, at line 2");
	assert_fails("--- a/doc/a.txt\n+++ b/doc/a.txt\n"
		     "@@ -2,3 +2,3 @@\n 2\n-3\n+x\n 4\n"
		     "@@ -2,3 +2,3 @@\n 2\n-3\n+x\n 4\n",
		     "p:8: error: hunk 2 of 'doc/a.txt' does not fit at line 2 "
		     "nor anywhere else: its lines are at line 2, but that is "
		     "not behind the hunk before it");
	assert_fails("--- a/doc/a.txt\n+++ b/doc/a.txt\n"
		     "@@ -2,3 +2,2 @@\n 2\n 3\n-4\n",
		     "at line 2, but by its context it is at an end of the "
		     "file");
}

/* --- paths ------------------------------------------------------------------------------ */

#define HUNK "@@ -1 +1 @@\n-one\n+two\n"

static void test_paths(void **state)
{
	(void)state;
	write_file("doc/doc-txt/a.txt", "one\n");
	assert_makes("--- a/x/doc/doc-txt/a.txt\n+++ b/x/doc/doc-txt/a.txt\n"
		     HUNK, "doc/doc-txt/a.txt", "two\n");
	assert_makes("--- a/doc-txt/a.txt\n+++ b/doc-txt/a.txt\n" HUNK,
		     "doc/doc-txt/a.txt", "two\n");
	assert_makes("--- a.txt\n+++ a.txt\n" HUNK, "doc/doc-txt/a.txt",
		     "two\n");
	assert_silent();
	/* Paths of one patch are all off by the same folders. */
	write_file("c.txt", "one\n");
	assert_makes("--- a/doc/doc-txt/a.txt\n+++ b/doc/doc-txt/a.txt\n" HUNK
		     "--- a/src/c.txt\n+++ b/src/c.txt\n" HUNK,
		     "c.txt", "one\n");
	assert_says("p:6: note: passed over, for not below");
	remove("c.txt");
	write_file("doc/a.txt", "one\n");
	assert_fails("--- a.txt\n+++ a.txt\n" HUNK, "'a.txt' may be in 'doc/' or "
		     "in 'doc/doc-txt/'");
}

static void test_paths_that_lead_out(void **state)
{
	(void)state;
	write_file("doc/a.txt", "one\n");
	assert_int_equal(system("rm -rf doc/l; ln -s /etc doc/l"), 0);
	assert_fails("--- a/../../etc/passwd\n+++ b/../../etc/passwd\n" HUNK,
		     "there is no file");
	assert_fails("--- /dev/null\n+++ b/doc/../../x\n@@ -0,0 +1 @@\n+x\n",
		     "is no path below");
	assert_fails("--- /dev/null\n+++ b/doc/l/x\n@@ -0,0 +1 @@\n+x\n",
		     "is no path below");
	assert_fails("--- a/doc/l/hostname\n+++ b/doc/l/hostname\n"
		     "@@ -1,0 +1 @@\n+x\n@@@ -1", "combined diff of a merge");
	assert_null(access("x", F_OK) == 0 ? "x" : NULL);
}

/* --- what is no patch ---------------------------------------------------------------------- */

static void test_no_patch(void **state)
{
	(void)state;
	write_file("doc/a.txt", "one\n");
	assert_fails("Dear all\n", "holds no patch");
	assert_fails("", "holds no patch");
	assert_fails("<html><body>@@</body>", "is a page in HTML without a patch");
	assert_fails("--- a/doc/a.txt\n+++ b/doc/a.txt\n@@ -1,9 +1,9 @@\n one\n",
		     "cut short: it lacks 8 of 9 old and 8 of 9 new lines");
	assert_fails("@@ -1 +1 @@\n-one\n+two\n", "follows no file name");
	assert_fails("--- /dev/null\n+++ b/doc/a.txt\n@@ -0,0 +1 @@\n+one\n",
		     "is there already");
	assert_fails("--- a/doc/a.txt\n+++ /dev/null\n@@ -1,0 +0,0 @@\n",
		     "has lines that the patch does not have");
}

static void test_binary(void **state)
{
	struct files *files;

	(void)state;
	write_file("doc/a.png", "x");
	files = apply("diff --git a/doc/a.png b/doc/a.png\n"
		      "index 1111111..2222222 100644\n"
		      "Binary files a/doc/a.png and b/doc/a.png differ\n");
	assert_non_null(files);
	assert_says("p:1: warning: the change of 'doc/a.png' is binary");
	files_free(files);
}

/* A hunk of many equal lines in a file of equal lines: no place is tried twice. */
static void test_many_equal_lines(void **state)
{
	struct buf text;
	struct buf patch;

	(void)state;
	buf_init(&text);
	buf_init(&patch);
	for (size_t i = 0; i < 60000; i++) {
		buf_puts(&text, "same\n");
	}
	buf_puts(&patch, "--- a/doc/a.txt\n+++ b/doc/a.txt\n"
			 "@@ -1,20001 +1,20001 @@\n");
	for (size_t i = 0; i < 20000; i++) {
		buf_puts(&patch, " same\n");
	}
	buf_puts(&patch, "-other\n+thing\n");
	write_file("doc/a.txt", text.data);
	assert_fails(patch.data, "where 20000 of its 20001 lines are");
	buf_release(&text);
	buf_release(&patch);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_plain_diff), TEST(test_mail), TEST(test_series),
		TEST(test_quoted_printable), TEST(test_parts_of_mail), TEST(test_html),
		TEST(test_page), TEST(test_crlf), TEST(test_no_newline),
		TEST(test_new_gone_renamed), TEST(test_walk), TEST(test_offset),
		TEST(test_nearest), TEST(test_without_context),
		TEST(test_misses), TEST(test_paths),
		TEST(test_paths_that_lead_out), TEST(test_no_patch),
		TEST(test_binary), TEST(test_many_equal_lines),
	};

	return cmocka_run_group_tests_name("patch", tests, NULL, NULL);
}
