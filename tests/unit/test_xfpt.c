/* SPDX-License-Identifier: ISC */
/*
 * The xfpt reader from inside: where each output byte and element came from,
 * what has no end, and that cost is linear. (Outputs as such: golden/xfpt.sh.)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "read/reader.h"
#include "read/xfpt.h"

struct run {
	struct doc *doc;
	struct xfpt_output out;
	struct diag diag;
	int result;
};

static struct source *new_source(const char *text)
{
	return source_new("test.xfpt", mem_strdup(text), strlen(text));
}

static void expand(struct run *run, const char *text, bool compat)
{
	struct read_options options = { .version = "1.2", .xfpt_compat = compat };

	diag_init(&run->diag, NULL);
	run->doc = doc_new(DOC_XFPT, DOC_PLAIN);
	doc_add_source(run->doc, new_source(text));
	run->result = xfpt_expand(run->doc, doc_main_source(run->doc), &options,
				  &run->diag, &run->out);
}

static void release(struct run *run)
{
	xfpt_output_release(&run->out);
	doc_free(run->doc);
}

static const struct xfpt_run *find_run(struct run *run, const char *text)
{
	const char *found = strstr(run->out.text.data, text);

	assert_non_null(found);
	return xfpt_run_at(&run->out, (size_t)(found - run->out.text.data),
			   NULL);
}

/* The lines of the document that the text in the output belongs to. */
static void assert_lines(struct run *run, const char *text, size_t first,
			 size_t last)
{
	const struct xfpt_run *at = find_run(run, text);

	assert_ptr_equal(at->source, doc_main_source(run->doc));
	assert_int_equal(source_line(at->source, at->span.start), first);
	assert_int_equal(source_line(at->source, at->span.end - 1), last);
}

static const char book[] =
	".include stdflags\n"			/* 1 */
	".include stdmacs\n"
	".macro twice\n"
	"<b>$1</b>\n"
	"&'$1'&\n"				/* 5 */
	".endmacro\n"
	".docbook\n"
	".book\n"
	".chapter \"One\"\n"
	"First line\n"				/* 10 */
	"second &'line\n"
	"third'& line\n"
	"\n"
	".section &&&\n"
	"   \"S\" ID\n"				/* 15 */
	".ilist\n"
	"item\n"
	".next\n"
	"other\n"
	".endlist\n"				/* 20 */
	"Para &twice(word) on\n"
	".section \"T\"\n"
	".display\n"
	".twice shown\n"
	".endd\n";				/* 25 */

static void test_runs(void **state)
{
	struct run run;
	const struct xfpt_run *at;

	(void)state;
	expand(&run, book, false);
	assert_int_equal(run.result, 0);
	assert_lines(&run, "<para>\nFirst", 10, 10);
	assert_lines(&run, "First line", 10, 10);
	assert_lines(&run, "second", 11, 11);
	assert_lines(&run, "third", 12, 12);
	assert_lines(&run, "</para>\n<section", 12, 12);
	assert_lines(&run, "<section id=\"ID\">", 14, 15);
	assert_lines(&run, "<title>S", 14, 15);
	assert_lines(&run, "</listitem>\n<listitem>", 18, 18);
	assert_lines(&run, "</itemizedlist>", 20, 20);
	assert_lines(&run, "</section>\n<section>", 22, 22);
	assert_lines(&run, "<emphasis>shown", 24, 24);
	at = find_run(&run, "<emphasis>shown");
	assert_ptr_equal(at->definition, doc_main_source(run.doc));
	assert_int_equal(at->definition_line, 5);
	assert_false(at->popped);
	at = find_run(&run, "<emphasis>word");
	assert_int_equal(source_line(at->source, at->span.start), 21);
	assert_int_equal(at->definition_line, 5);
	at = find_run(&run, "</itemizedlist>");
	assert_true(at->popped);
	assert_string_equal(at->definition->name, "stdmacs");
	at = find_run(&run, "</book>");
	assert_int_equal(at->span.start, doc_main_source(run.doc)->len);
	release(&run);
}

static xmlNode *find_element(struct doc *doc, const char *name, int number)
{
	xmlNode *root = xmlDocGetRootElement(doc->xml);

	for (xmlNode *node = root; node != NULL; node = node_walk(node, root)) {
		if (node_is(node, name) && number-- == 0) {
			return node;
		}
	}
	return NULL;
}

static void assert_origin(struct doc *doc, const char *name, int number,
			  size_t first, size_t last)
{
	xmlNode *node = find_element(doc, name, number);
	const struct origin *origin;
	struct source *source = doc_main_source(doc);

	assert_non_null(node);
	origin = doc_origin(node);
	assert_ptr_equal(origin->source, source);
	assert_int_equal(origin->span.start, source_line_start(source, first));
	assert_int_equal(origin->span.end, source_line_start(source, last + 1));
}

static void test_origins(void **state)
{
	struct read_options options = { .version = "1.2" };
	struct diag diag;
	struct doc *doc;

	(void)state;
	diag_init(&diag, NULL);
	doc = read_xfpt(new_source(book), &options, &diag);
	assert_non_null(doc);
	assert_origin(doc, "chapter", 0, 9, 25);
	assert_origin(doc, "para", 0, 10, 12);
	assert_origin(doc, "emphasis", 0, 11, 12);
	/* A line that closes only to begin the next thing is not part of it. */
	assert_origin(doc, "section", 0, 14, 21);
	assert_origin(doc, "title", 1, 14, 15);
	assert_origin(doc, "itemizedlist", 0, 16, 20);
	assert_origin(doc, "listitem", 0, 16, 17);
	assert_origin(doc, "listitem", 1, 18, 20);
	assert_origin(doc, "section", 1, 22, 25);
	assert_origin(doc, "literallayout", 0, 23, 25);
	doc_free(doc);
}

static void test_params(void **state)
{
	struct run run;

	(void)state;
	expand(&run, ".include ./local_params\n.literal xml\n.version\n"
		     ".fulldate\n.year\n.versiondatexml\n.literal off\n", false);
	assert_int_equal(run.result, 0);
	assert_string_equal(run.out.text.data,
			    "1.2\n01 Jan 1970\n1970\n"
			    "<revnumber>1.2</revnumber>\n"
			    "<date>01 Jan 1970</date>\n");
	release(&run);
}

/* Each must end, soon, with an error; and what was made so far must be there. */
static void test_endless(void **state)
{
	static const char *const texts[] = {
		".macro m\n.m\n.endmacro\n.m\n",
		".macro m\nx\n.m\n.m\n.endmacro\n.literal xml\n.m\n",
		".macro m\n&m()&m()\n.endmacro\n&m()\n",
		".macro m\n.eacharg\n.endeach 0\n.endmacro\n.m a\n",
		".macro m\n.eacharg\ntext\n.endeach 0\n.endmacro\n"
		".literal layout\n.m a\n",
		".macro m\n.m \"$1$1$1$1\"\n.endmacro\n.m xxxxxxxx\n",
		".push .pop\n.macro m\n.push .m\n.pop\n.endmacro\n.m\n",
		".set v \"0123456789\"\n.macro m\n&v;&v;&v;&v;\n.m\n.m\n"
		".endmacro\n.literal layout\n.m\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		for (int compat = 0; compat < 2; compat++) {
			struct run run;

			expand(&run, texts[i], compat != 0);
			assert_int_equal(run.result, -1);
			assert_true(run.diag.errors > 0);
			release(&run);
		}
	}
}

static double seconds(const char *text)
{
	struct timespec a;
	struct timespec b;
	struct run run;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
	expand(&run, text, false);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
	release(&run);
	return (double)(b.tv_sec - a.tv_sec) +
	       (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

static char *repeat(const char *piece, size_t count, const char *end)
{
	struct buf buf;
	char *text;

	buf_init(&buf);
	for (size_t i = 0; i < count; i++) {
		for (const char *c = piece; *c != '\0'; c++) {
			if (*c == '#') {
				buf_printf(&buf, "%zu", i);
			} else {
				buf_putc(&buf, *c);
			}
		}
	}
	buf_puts(&buf, end);
	text = mem_strdup(buf.data);
	buf_release(&buf);
	return text;
}

/* Eight times the input may not take much more than eight times as long. */
static void test_linear(void **state)
{
	static const char *const pieces[] = {
		"word and word, word\n",
		"word\\",
		".macro m#\ntext\n.endmacro\n.m#\n",
		".set v# x\n&v#;\n",
		".push A \"x#\" check\n",
		".push B x#\n.pop A\n",
		".flag &+# \"x\"\n",
		"a&&&\n",
		"&#x41; <tag> 'quote'\n\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		char *small = repeat(pieces[i], 4000, "\n");
		char *large = repeat(pieces[i], 32000, "\n");
		double a = seconds(small);
		double b = seconds(large);

		/* Bounded below, so that noise cannot fail it. */
		if (b > 40 * (a > 0.005 ? a : 0.005)) {
			fail_msg("%s: %f s, then %f s", pieces[i], a, b);
		}
		free(small);
		free(large);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_runs),
		cmocka_unit_test(test_origins),
		cmocka_unit_test(test_params),
		cmocka_unit_test(test_endless),
		cmocka_unit_test(test_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
