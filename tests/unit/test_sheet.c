/* SPDX-License-Identifier: ISC */
/* sheet: parameters, messages, and that the tree read stays as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>
#include <libxml/parser.h>
#include <pthread.h>

#include "base/diag.h"
#include "render/sheet.h"

#define HEAD "<xsl:stylesheet version='1.0' " \
	"xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
#define TAIL "</xsl:stylesheet>"

static void write_sheet(const char *name, const char *body)
{
	char path[64];
	FILE *file;

	mkdir("s", 0777);
	snprintf(path, sizeof(path), "s/%s", name);
	file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file, "%s%s%s", HEAD, body, TAIL);
	assert_int_equal(fclose(file), 0);
}

static xmlDoc *parse(const char *text)
{
	xmlDoc *doc = xmlReadMemory(text, (int)strlen(text), "in.xml", NULL, 0);

	assert_non_null(doc);
	return doc;
}

/* The text that the stylesheet makes of the tree; NULL if it fails. */
static char *apply(xmlDoc *tree, const char *const *params, char **messages)
{
	struct diag diag;
	size_t len = 0;
	FILE *out = open_memstream(messages, &len);
	struct sheets *sheets = sheets_new(NULL, "s");
	char *text = NULL;
	xmlDoc *result;

	diag_init(&diag, out);
	result = sheet_apply(sheets, "t.xsl", tree, NULL, params, &diag);
	assert_int_equal(result == NULL, diag.errors > 0);
	if (result != NULL) {
		text = (char *)xmlNodeGetContent(xmlDocGetRootElement(result));
		xmlFreeDoc(result);
	}
	sheets_free(sheets);
	fclose(out);
	return text;
}

static void params_are_plain_text(void **state)
{
	const char *params[] = { "a", "it's \"both\" & concat('x', 1)", NULL };
	xmlDoc *tree = parse("<d/>");
	char *messages;
	char *text;

	(void)state;
	write_sheet("t.xsl", "<xsl:param name='a'/><xsl:template match='/'><r>"
			     "<xsl:value-of select='$a'/></r></xsl:template>");
	text = apply(tree, params, &messages);
	assert_string_equal(text, params[1]);
	assert_string_equal(messages, "");
	xmlFree(text);
	free(messages);
	xmlFreeDoc(tree);
}

static void messages_are_notes_said_once(void **state)
{
	xmlDoc *tree = parse("<d><x/><x/><y/></d>");
	char *messages;
	char *text;

	(void)state;
	write_sheet("t.xsl", "<xsl:template match='/d'><r><xsl:apply-templates/>"
			     "</r></xsl:template><xsl:template match='*'>"
			     "<xsl:message>no <xsl:value-of select='name()'/>"
			     "</xsl:message></xsl:template>");
	text = apply(tree, NULL, &messages);
	assert_non_null(text);
	assert_string_equal(messages,
			    "t.xsl:1: note: no x\nt.xsl:1: note: no y\n");
	xmlFree(text);
	free(messages);
	xmlFreeDoc(tree);
}

static void the_tree_stays_as_it_was(void **state)
{
	const char *source = "<d> <x> </x> <y/> </d>";
	xmlDoc *tree = parse(source);
	xmlChar *after = NULL;
	char *messages;
	char *text;
	int len;

	(void)state;
	write_sheet("t.xsl", "<xsl:strip-space elements='*'/>"
			     "<xsl:template match='/'><r><xsl:value-of "
			     "select='count(//text())'/></r></xsl:template>");
	text = apply(tree, NULL, &messages);
	assert_string_equal(text, "0");
	xmlDocDumpMemory(tree, &after, &len);
	assert_non_null(strstr((char *)after, source));
	xmlFree(after);
	xmlFree(text);
	free(messages);
	xmlFreeDoc(tree);
}

static void errors_have_file_and_line(void **state)
{
	xmlDoc *tree = parse("<d/>");
	char *messages;

	(void)state;
	write_sheet("t.xsl", "\n\n<xsl:template match='/'>\n<r><xsl:value-of "
			     "select='nothing-known()'/></r></xsl:template>");
	assert_null(apply(tree, NULL, &messages));
	assert_int_equal(strncmp(messages, "t.xsl:4: error: ", 16), 0);
	assert_non_null(strstr(messages, "nothing-known"));
	assert_null(strchr(strchr(messages, '\n') + 1, '\n'));
	free(messages);
	xmlFreeDoc(tree);
}

static void imports_are_found_from_imports(void **state)
{
	xmlDoc *tree = parse("<d/>");
	char *messages;
	char *text;

	(void)state;
	write_sheet("t.xsl", "<xsl:import href='u.xsl'/>");
	write_sheet("u.xsl", "<xsl:import href='v.xsl'/>");
	write_sheet("v.xsl", "<xsl:template match='/'><r><xsl:value-of "
			     "select=\"name(document('v.xsl')/*)\"/></r>"
			     "</xsl:template>");
	text = apply(tree, NULL, &messages);
	assert_string_equal(messages, "");
	assert_string_equal(text, "xsl:stylesheet");
	xmlFree(text);
	free(messages);
	xmlFreeDoc(tree);
}

static void assets_stay_inside(void **state)
{
	static const char *const names[] = { "../t.xsl", "/etc/passwd", "",
					     "a/../../b", "none.css", "." };
	struct sheets *sheets = sheets_new(NULL, "s");
	struct diag diag;
	size_t len;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		diag_init(&diag, NULL);
		assert_null(sheet_asset_dup(sheets, names[i], &len, &diag));
		assert_int_equal(diag.errors, 1);
	}
	sheets_free(sheets);
}

/* What the threads share. */
struct shared {
	struct sheets *sheets;
	xmlDoc *tree;
};

struct thread {
	const struct shared *shared;
	const char *word;
};

static void *run_in_thread(void *payload)
{
	const struct thread *thread = payload;
	const char *params[] = { "a", thread->word, NULL };
	struct diag diag;
	void *failed = NULL;

	diag_init(&diag, NULL);
	for (int i = 0; i < 20; i++) {
		xmlDoc *result = sheet_apply(thread->shared->sheets, "t.xsl",
					     thread->shared->tree, NULL, params,
					     &diag);
		char *text = result != NULL ? (char *)xmlNodeGetContent(
						      result->children)
					    : NULL;

		if (text == NULL || strcmp(text, thread->word) != 0) {
			failed = payload;
		}
		xmlFree(text);
		xmlFreeDoc(result);
	}
	return failed;
}

static void threads_share_sheets_and_tree(void **state)
{
	static const char *const words[] = { "one", "two", "three", "four" };
	struct shared shared = { sheets_new(NULL, "s"), parse("<d><e/></d>") };
	struct thread parts[4];
	pthread_t threads[4];
	void *failed;

	(void)state;
	sheet_number(shared.tree);
	write_sheet("t.xsl", "<xsl:param name='a'/><xsl:template match='/'>"
			     "<xsl:apply-templates select='*'/></xsl:template>"
			     "<xsl:template match='d[e]'><r><xsl:if test='/d/e'>"
			     "<xsl:value-of select='$a'/></xsl:if></r>"
			     "</xsl:template>");
	for (size_t i = 0; i < 4; i++) {
		parts[i] = (struct thread){ &shared, words[i] };
		assert_int_equal(pthread_create(&threads[i], NULL,
						run_in_thread, &parts[i]), 0);
	}
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(pthread_join(threads[i], &failed), 0);
		assert_null(failed);
	}
	sheets_free(shared.sheets);
	xmlFreeDoc(shared.tree);
}

/* A stylesheet is compiled once; what is wrong with it is told to all. */
static void errors_are_told_each_time(void **state)
{
	struct sheets *sheets = sheets_new(NULL, "s");
	xmlDoc *tree = parse("<d/>");
	struct diag diag;

	(void)state;
	write_sheet("t.xsl", "<xsl:template match='/'><xsl:value-of select='('/>"
			     "</xsl:template>");
	for (int i = 0; i < 2; i++) {
		diag_init(&diag, NULL);
		assert_null(sheet_apply(sheets, "t.xsl", tree, NULL, NULL, &diag));
		assert_int_equal(diag.errors, 1);
	}
	sheets_free(sheets);
	xmlFreeDoc(tree);
}

static void a_run_makes_the_pages_given(void **state)
{
	struct sheets *sheets = sheets_new(NULL, "s");
	xmlDoc *tree = parse("<d><p>1</p><p>2</p><p>3</p></d>");
	xmlNode *nodes[] = { xmlDocGetRootElement(tree)->children->next,
			     xmlDocGetRootElement(tree)->last };
	struct sheet_pages pages = { nodes, 2, false };
	struct sheet_pages none = { 0 };
	struct diag diag;
	xmlDoc *result;
	char *text;

	(void)state;
	diag_init(&diag, NULL);
	write_sheet("t.xsl", "<xsl:template match='/'><r><xsl:for-each "
			     "xmlns:s='urn:stet:resolve' select='s:pages()'>"
			     "<xsl:value-of select='.'/>,</xsl:for-each></r>"
			     "</xsl:template>");
	result = sheet_apply(sheets, "t.xsl", tree, &pages, NULL, &diag);
	text = (char *)xmlNodeGetContent(result->children);
	assert_string_equal(text, "2,3,");
	assert_true(pages.asked);
	xmlFree(text);
	xmlFreeDoc(result);
	result = sheet_apply(sheets, "t.xsl", tree, NULL, NULL, &diag);
	text = (char *)xmlNodeGetContent(result->children);
	assert_string_equal(text, "123,");
	xmlFree(text);
	xmlFreeDoc(result);
	write_sheet("u.xsl", "<xsl:template match='/'><r/></xsl:template>");
	result = sheet_apply(sheets, "u.xsl", tree, &none, NULL, &diag);
	assert_false(none.asked);
	xmlFreeDoc(result);
	sheets_free(sheets);
	xmlFreeDoc(tree);
}

/* It is read once, and says what is wrong with it where it is used. */
static void what_is_prepared_is_used(void **state)
{
	struct sheets *sheets = sheets_new(NULL, "s");
	xmlDoc *tree = parse("<d/>");
	struct diag diag;
	xmlDoc *result;

	(void)state;
	diag_init(&diag, NULL);
	write_sheet("t.xsl", "<xsl:template match='/'><r/></xsl:template>");
	write_sheet("u.xsl", "<xsl:template match='/['/>");
	sheet_prepare(sheets, "t.xsl", 2, &diag);
	sheet_prepare(sheets, "u.xsl", 1, &diag);
	assert_int_equal(diag.errors, 0);
	write_sheet("t.xsl", "<xsl:template match='/['/>");
	result = sheet_apply(sheets, "t.xsl", tree, NULL, NULL, &diag);
	assert_non_null(result);
	xmlFreeDoc(result);
	assert_null(sheet_apply(sheets, "u.xsl", tree, NULL, NULL, &diag));
	assert_true(diag.errors > 0);
	sheets_free(sheets);
	xmlFreeDoc(tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(params_are_plain_text),
		cmocka_unit_test(messages_are_notes_said_once),
		cmocka_unit_test(the_tree_stays_as_it_was),
		cmocka_unit_test(errors_have_file_and_line),
		cmocka_unit_test(imports_are_found_from_imports),
		cmocka_unit_test(assets_stay_inside),
		cmocka_unit_test(threads_share_sheets_and_tree),
		cmocka_unit_test(errors_are_told_each_time),
		cmocka_unit_test(a_run_makes_the_pages_given),
		cmocka_unit_test(what_is_prepared_is_used),
	};

	xmlInitParser();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
