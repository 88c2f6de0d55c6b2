/* SPDX-License-Identifier: ISC */
/* Two versions of a document compared unit by unit; and order in lists. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "diff/units.h"
#include "edit/order.h"
#include "model/doc.h"
#include "read/reader.h"

static struct doc *read_changelog(const char *text, struct unit_list *units)
{
	struct read_options options = { .role = DOC_CHANGELOG };
	struct diag diag;
	struct doc *doc;

	diag_init(&diag, NULL);
	doc = reader_read_source(source_new("ChangeLog", mem_strdup(text),
					    strlen(text)),
				 DOC_TEXT, &options, &diag);
	assert_non_null(doc);
	unit_list_collect(doc, units);
	return doc;
}

static void check(const char *old_text, const char *new_text, const char *want)
{
	static const char *const names[] = { "added", "removed", "moved",
					     "changed" };
	struct units_changes changes = { 0 };
	struct unit_list old_units = { 0 };
	struct unit_list new_units = { 0 };
	struct doc *old_doc = read_changelog(old_text, &old_units);
	struct doc *new_doc = read_changelog(new_text, &new_units);
	struct buf out;

	buf_init(&out);
	units_compare(&old_units, &new_units, &changes);
	for (size_t i = 0; i < changes.count; i++) {
		const struct units_change *change = &changes.items[i];
		const struct unit *unit = change->new_unit != NULL
						  ? change->new_unit
						  : change->old_unit;

		buf_printf(&out, "%s %s\n", names[change->kind], unit->key);
	}
	assert_string_equal(out.data, want);
	buf_release(&out);
	units_changes_release(&changes);
	unit_list_release(&old_units);
	unit_list_release(&new_units);
	doc_free(old_doc);
	doc_free(new_doc);
}

#define HEAD_2 "Version 2.0\n-----------\n\n"
#define HEAD_1 "\n\nVersion 1.0\n-----------\n\n"
#define A1 "AB/01 One.\n"
#define A2 "AB/02 Two.\n"
#define A3 "AB/03 Three.\n"

static void test_compare(void **state)
{
	(void)state;
	check(HEAD_2 A1 "\n" A2, HEAD_2 A1 "\n" A2, "");
	check(HEAD_2 A1 "\n" A2, HEAD_2 A1 "\n\n\n" A2 "\n\n", "");
	check(HEAD_2 A1 "\n" A2, HEAD_2 A1 "\n" A2 "\n" A3, "added 2.0#AB/03\n");
	check(HEAD_2 A1 "\n" A2 "\n" A3, HEAD_2 A1 "\n" A3,
	      "removed 2.0#AB/02\n");
	check(HEAD_2 A1 "\n" A2, HEAD_2 A1 "\nAB/02 Zwei.\n",
	      "changed 2.0#AB/02\n");
	check(HEAD_2 A1 "\n" A2 "\n" A3, HEAD_2 A3 "\n" A1 "\n" A2,
	      "moved 2.0#AB/03\n");
}

/* Two blocks of one version: a new item takes a key from the second block. */
static void test_rekeyed(void **state)
{
	(void)state;
	check(HEAD_2 A1 "\n\nNew version 2.0\n---------------\n\n" A1 "\n" A2 HEAD_1
		      A1,
	      HEAD_2 A1 "\nAB/02 New.\n\n\nNew version 2.0\n---------------\n\n" A1
		      "\n" A2 HEAD_1 A1,
	      "added 2.0#AB/02\n");
}

static void check_place(const char *name, size_t want)
{
	static const char *const names[] = { "b", "tls_crl", "tls_a", "tls_z",
					     "z" };

	assert_int_equal(order_place(names, 5, name), want);
}

static void test_order(void **state)
{
	(void)state;
	assert_int_equal(order_place(NULL, 0, "x"), 0);
	check_place("a", 0);
	check_place("c", 1);
	check_place("tls_m", 3);
	check_place("zz", 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_rekeyed),
		cmocka_unit_test(test_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
