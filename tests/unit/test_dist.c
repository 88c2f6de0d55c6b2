/* SPDX-License-Identifier: ISC */
/* Releases: archives that are the same each time, lists, versions, the folder
 * that appears whole or not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <archive.h>
#include <archive_entry.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "dist/digest.h"
#include "dist/pack.h"
#include "dist/stage.h"
#include "dist/sums.h"
#include "dist/version.h"

static struct diag diag;

static int setup(void **state)
{
	(void)state;
	diag_init(&diag, NULL);
	return 0;
}

static struct pack_entry entry_of(const char *path, const char *text)
{
	struct pack_entry entry = { path, slice_text(text) };

	return entry;
}

/* The archive's entries as "type mode uid/gid time size path" lines, new. */
static char *list_dup(struct slice bytes)
{
	struct archive *archive = archive_read_new();
	struct archive_entry *entry;
	struct buf out;

	buf_init(&out);
	archive_read_support_format_tar(archive);
	archive_read_support_filter_all(archive);
	assert_int_equal(archive_read_open_memory(archive, bytes.ptr, bytes.len),
			 ARCHIVE_OK);
	while (archive_read_next_header(archive, &entry) == ARCHIVE_OK) {
		buf_printf(&out, "%c %o %d/%d %ld %d %s\n",
			   archive_entry_filetype(entry) == AE_IFDIR ? 'd' : '-',
			   archive_entry_perm(entry),
			   (int)archive_entry_uid(entry),
			   (int)archive_entry_gid(entry),
			   (long)archive_entry_mtime(entry),
			   (int)archive_entry_size(entry),
			   archive_entry_pathname(entry));
	}
	archive_read_free(archive);
	return out.data;
}

static void test_tar(void **state)
{
	char name[300];
	struct pack_entry entries[] = {
		entry_of("a-1/z/deep/file", "four"),
		entry_of("a-1/gr\xc3\xbc\xc3\x9f", "x"),
		entry_of("a-1/z-other", ""),
		entry_of("a-1/Up", "12"),
	};
	struct buf out;
	char *why = NULL;
	char *list;

	(void)state;
	buf_init(&out);
	assert_int_equal(pack_tar(entries, 4, 1000000000, &out, &why), 0);
	assert_null(why);
	assert_int_equal(out.len % 10240, 0);
	list = list_dup(buf_slice(&out));
	assert_string_equal(list,
			    "d 755 0/0 1000000000 0 a-1/\n"
			    "- 644 0/0 1000000000 2 a-1/Up\n"
			    "- 644 0/0 1000000000 1 a-1/gr\xc3\xbc\xc3\x9f\n"
			    "- 644 0/0 1000000000 0 a-1/z-other\n"
			    "d 755 0/0 1000000000 0 a-1/z/\n"
			    "d 755 0/0 1000000000 0 a-1/z/deep/\n"
			    "- 644 0/0 1000000000 4 a-1/z/deep/file\n");
	free(list);
	buf_clear(&out);

	/* Longer than the field for it. */
	memset(name, 'n', sizeof(name));
	name[sizeof(name) - 1] = '\0';
	entries[0] = entry_of(name, "");
	assert_int_equal(pack_tar(entries, 1, 0, &out, &why), 0);
	list = list_dup(buf_slice(&out));
	assert_non_null(strstr(list, name));
	free(list);
	buf_release(&out);
}

static void check_refused(const char *first, const char *second,
			  const char *expected)
{
	struct pack_entry entries[] = { entry_of(first, "1"),
					entry_of(second, "2") };
	struct buf out;
	char *why = NULL;

	buf_init(&out);
	assert_int_equal(pack_tar(entries, 2, 0, &out, &why), -1);
	assert_non_null(strstr(why, expected));
	assert_int_equal(out.len, 0);
	free(why);
	buf_release(&out);
}

static void test_tar_refuses(void **state)
{
	(void)state;
	check_refused("a/b", "a/b", "twice");
	check_refused("a/b", "a/b/c", "a file and a folder");
	check_refused("a", "/etc/passwd", "no path inside");
	check_refused("a", "../b", "no path inside");
	check_refused("a", "b/../../c", "no path inside");
	check_refused("a", "b//c", "no path inside");
	check_refused("a", "./c", "no path inside");
}

static int keep(void *payload, const void *bytes, size_t len)
{
	buf_put(payload, bytes, len);
	return 0;
}

static void compress_twice(const struct pack_filter *filter, struct slice tar,
			   const char *expected)
{
	struct buf first;
	struct buf second;
	char *why = NULL;
	char *list;

	buf_init(&first);
	buf_init(&second);
	assert_int_equal(pack_compress(filter, tar, keep, &first, &why), 0);
	assert_int_equal(pack_compress(filter, tar, keep, &second, &why), 0);
	assert_true(first.len > 0 && first.len < tar.len);
	assert_true(slice_equal(buf_slice(&first), buf_slice(&second)));
	list = list_dup(buf_slice(&first));
	assert_string_equal(list, expected);
	if (strcmp(filter->name, "gz") == 0) {
		/* No name, no time. */
		assert_int_equal(first.data[3], 0);
		assert_memory_equal(first.data + 4, "\0\0\0\0", 4);
	}
	free(list);
	buf_release(&second);
	buf_release(&first);
}

static void test_compress(void **state)
{
	struct pack_entry entries[] = { entry_of("p/a", "alpha"),
					entry_of("p/b", "beta") };
	struct buf tar;
	char *why = NULL;
	char *list;

	(void)state;
	buf_init(&tar);
	assert_int_equal(pack_tar(entries, 2, 5, &tar, &why), 0);
	list = list_dup(buf_slice(&tar));
	for (size_t i = 0; pack_filters[i].name != NULL; i++) {
		compress_twice(&pack_filters[i], buf_slice(&tar), list);
		assert_ptr_equal(pack_find_filter(pack_filters[i].name),
				 &pack_filters[i]);
	}
	assert_null(pack_find_filter("zip"));
	free(list);
	buf_release(&tar);
}

static int give_up(void *payload, const void *bytes, size_t len)
{
	(void)bytes;
	*(size_t *)payload += len;
	return len > 0 ? -1 : 0;
}

static void test_sink_gives_up(void **state)
{
	size_t got = 0;
	char *why = NULL;
	char *bytes = mem_alloc(1 << 20);

	(void)state;
	for (size_t i = 0; i < 1 << 20; i++) {
		bytes[i] = (char)(i * 2654435761u >> 13);
	}
	for (size_t i = 0; pack_filters[i].name != NULL; i++) {
		got = 0;
		assert_int_equal(pack_compress(&pack_filters[i],
					       slice_of(bytes, 1 << 20), give_up,
					       &got, &why), -1);
		assert_string_equal(why, "");
		assert_true(got > 0);
		free(why);
	}
	free(bytes);
}

/* --- lists -------------------------------------------------------------------- */

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void test_sums(void **state)
{
	struct digest digest;
	struct digest_sums abc;
	struct sums sums = { 0 };
	struct sums again = { 0 };
	struct buf text;
	int folder;

	(void)state;
	digest_init(&digest);
	digest_add(&digest, "a", 1);
	digest_add(&digest, "bc", 2);
	digest_end(&digest, &abc);
	assert_string_equal(abc.sha256, "ba7816bf8f01cfea414140de5dae2223"
					"b00361a396177a9cb410ff61f20015ad");
	sums_add(&sums, "z.tar.gz", &abc);
	sums_add(&sums, "a.tar.gz", &abc);
	sums_sort(&sums);
	mkdir("s", 0777);
	for (int i = 0; i < SUMS_KINDS; i++) {
		char *path = mem_printf("s/%s", sums_names[i]);

		buf_init(&text);
		sums_put(&sums, (enum sums_kind)i, &text);
		write_file(path, text.data);
		buf_release(&text);
		free(path);
	}
	folder = open("s", O_RDONLY | O_DIRECTORY);
	assert_int_equal(sums_read(&again, folder, "s", &diag), 0);
	assert_int_equal(again.count, 2);
	assert_string_equal(again.files[0].name, "a.tar.gz");
	assert_true(digest_equal(&again.files[1].sums, &abc));
	assert_true(sums_know(&again, "z.tar.gz"));
	assert_true(sums_know(&again, "z.tar.gz.asc"));
	assert_true(sums_know(&again, "00-sizes.txt.asc"));
	assert_false(sums_know(&again, "z.tar"));
	assert_false(sums_know(&again, ".asc"));
	close(folder);
	sums_release(&again);
	sums_release(&sums);
}

static void test_bad_sums(void **state)
{
	static const char *const bad[] = {
		"SIZE (a) = x\n", "SIZE (a) = -1\n", "SIZE (a/b) = 1\n",
		"SIZE (../a) = 1\n", "SIZE a = 1\n", "SIZE () = 1\n",
		"SIZE (a) = 1\nSIZE (a) = 1\n", "SHA256 (a) = 1\n", "\n",
		"SIZE (a) = 99999999999999999999\n", "S", "SIZE (",
		"SIZE (a) = ",
	};

	(void)state;
	mkdir("b", 0777);
	write_file("b/00-sha256sums.txt", "");
	write_file("b/00-sha512sums.txt", "");
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct sums sums = { 0 };
		int folder = open("b", O_RDONLY | O_DIRECTORY);

		write_file("b/00-sizes.txt", bad[i]);
		diag.errors = 0;
		assert_int_equal(sums_read(&sums, folder, "b", &diag), -1);
		assert_int_equal(diag.errors, 1);
		sums_release(&sums);
		close(folder);
	}
}

/* --- versions ------------------------------------------------------------------- */

static void check_version(const struct version_facts *facts,
			  const char *expected)
{
	char *version;

	diag.errors = 0;
	version = version_decide_dup(facts, &diag);
	if (expected == NULL) {
		assert_null(version);
		assert_int_equal(diag.errors, 1);
	} else {
		assert_string_equal(version, expected);
		assert_int_equal(diag.errors, 0);
	}
	free(version);
}

static void test_version(void **state)
{
	char candidate[] = "exim-4_83_RC1";
	char final[] = "exim-4_83";
	char same[] = "v4.83";
	char other[] = "nightly";
	char *one[] = { candidate, NULL };
	char *two[] = { candidate, final, NULL };
	char *alike[] = { final, other, same, NULL };
	char *none[] = { other, NULL };
	struct version_facts facts = { .what = "x", .tags = one };

	(void)state;
	check_version(&facts, "4.83_RC1");
	facts.tags = alike;
	check_version(&facts, "4.83");
	facts.configured = "4.83";
	check_version(&facts, "4.83");
	facts.configured = "4.82";
	check_version(&facts, NULL);
	facts.set = "5";
	check_version(&facts, "5");
	facts.tags = two;
	check_version(&facts, "5");
	facts.set = NULL;
	facts.configured = NULL;
	check_version(&facts, NULL);
	facts.tags = none;
	facts.nearest = "exim-4_82";
	check_version(&facts, NULL);
	facts.tags = NULL;
	check_version(&facts, NULL);
	facts.configured = "1.0";
	check_version(&facts, "1.0");
}

static void test_plain_names(void **state)
{
	(void)state;
	assert_true(version_is_plain("4.83_RC1+git~2-3"));
	assert_false(version_is_plain(""));
	assert_false(version_is_plain("."));
	assert_false(version_is_plain("-1"));
	assert_false(version_is_plain("4/5"));
	assert_false(version_is_plain("4 5"));
	assert_false(version_is_plain("4\n"));
}

/* --- the folder ------------------------------------------------------------------ */

static int count_names(const char *path)
{
	DIR *dir = opendir(path);
	int count = 0;

	assert_non_null(dir);
	while (readdir(dir) != NULL) {
		count++;
	}
	closedir(dir);
	return count - 2; /* . and .. */
}

static void test_stage(void **state)
{
	struct stage stage;
	struct stage other;

	(void)state;
	mkdir("t", 0777);
	assert_int_equal(stage_check("t/r", false, &diag), 0);
	assert_int_equal(stage_open(&stage, "t/r", false, &diag), 0);
	assert_int_equal(stage_write(&stage, "f", slice_text("1"), &diag), 0);
	assert_int_equal(access("t/r", F_OK), -1);

	/* Another for the same place lets a folder in use alone. */
	assert_int_equal(stage_open(&other, "t/r/", false, &diag), 0);
	assert_int_equal(count_names("t"), 2);
	assert_int_equal(stage_publish(&stage, &diag), 0);
	assert_int_equal(access("t/r/f", F_OK), 0);

	/* What has appeared meanwhile is not overwritten. */
	assert_int_equal(diag.errors, 0);
	assert_int_equal(stage_write(&other, "g", slice_text("2"), &diag), 0);
	assert_int_equal(stage_publish(&other, &diag), -1);
	assert_int_equal(diag.errors, 1);
	assert_int_equal(count_names("t"), 1);
	assert_int_equal(access("t/r/f", F_OK), 0);
}

static void test_stage_abandoned(void **state)
{
	struct stage stage;

	(void)state;
	mkdir("u", 0777);
	assert_int_equal(stage_open(&stage, "u/a/b/c", false, &diag), 0);
	assert_int_equal(stage_write(&stage, "f", slice_text("1"), &diag), 0);
	stage_abandon(&stage);
	assert_int_equal(count_names("u"), 0);

	/* One left behind: nobody holds its lock. */
	mkdir("u/.c.stet-dist-abcdef", 0700);
	write_file("u/.c.stet-dist-abcdef/f", "half");
	assert_int_equal(stage_open(&stage, "u/c", false, &diag), 0);
	assert_int_equal(count_names("u"), 1);
	assert_int_equal(stage_publish(&stage, &diag), 0);
	assert_int_equal(count_names("u"), 1);
}

static void test_stage_replaces(void **state)
{
	struct stage stage;

	(void)state;
	mkdir("v", 0777);
	write_file("v/mine", "precious");
	assert_int_equal(stage_check("v", false, &diag), -1);
	assert_int_equal(stage_check("v", true, &diag), -1);
	unlink("v/mine");
	assert_int_equal(stage_check("v", false, &diag), 0);
	write_file("v/00-sizes.txt", "SIZE (a.tar.gz) = 1\n");
	write_file("v/a.tar.gz", "1");
	write_file("v/a.tar.gz.asc", "s");
	assert_int_equal(stage_check("v", false, &diag), -1);
	assert_int_equal(stage_check("v", true, &diag), 0);
	assert_int_equal(stage_open(&stage, "v", true, &diag), 0);
	assert_int_equal(stage_write(&stage, "new", slice_text("1"), &diag), 0);
	assert_int_equal(stage_publish(&stage, &diag), 0);
	assert_int_equal(count_names("v"), 1);
	assert_int_equal(access("v/new", F_OK), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_tar, setup),
		cmocka_unit_test_setup(test_tar_refuses, setup),
		cmocka_unit_test_setup(test_compress, setup),
		cmocka_unit_test_setup(test_sink_gives_up, setup),
		cmocka_unit_test_setup(test_sums, setup),
		cmocka_unit_test_setup(test_bad_sums, setup),
		cmocka_unit_test_setup(test_version, setup),
		cmocka_unit_test_setup(test_plain_names, setup),
		cmocka_unit_test_setup(test_stage, setup),
		cmocka_unit_test_setup(test_stage_abandoned, setup),
		cmocka_unit_test_setup(test_stage_replaces, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
