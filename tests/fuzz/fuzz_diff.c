/* SPDX-License-Identifier: ISC */
/*
 * Fuzzes the diff: two bytes choose formats, role and options, the rest is the old
 * and the new text with a line "%%" between them. The hunks must make the new
 * bytes from the old ones; the same text must have no change; the tree must be
 * XML and JSON.
 */
#include <jansson.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/source.h"
#include "diff/diff.h"
#include "fuzz_tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const enum doc_role roles[] = {
	DOC_PLAIN, DOC_MAIN, DOC_EXPERIMENTAL, DOC_OPTION_LIST, DOC_NEWS,
	DOC_CHANGELOG,
};

static void add(struct diff_set *set, struct slice text, unsigned format,
		unsigned role)
{
	static const enum doc_format formats[] = { DOC_XFPT, DOC_TEXT,
						   DOC_MARKDOWN, DOC_DOCBOOK };
	struct doc *doc = fuzz_read((const uint8_t *)text.ptr, text.len,
				    formats[format % 4], roles[role % 6]);

	if (doc != NULL) {
		diff_set_add(set, "doc", doc);
	}
}

static void require(bool holds)
{
	if (!holds) {
		abort();
	}
}

/* The old bytes with the hunks applied. */
static void rebuild(const struct change_tree *tree, struct source *old_source,
		    struct buf *out)
{
	size_t at = 0;

	for (size_t i = 0; tree->file_count > 0 &&
			   i < tree->files[0].hunk_count; i++) {
		const struct change_hunk *hunk = &tree->files[0].hunks[i];
		size_t start = source_line_start(old_source,
						 hunk->old_start + 1);
		size_t end = source_line_start(
			old_source, hunk->old_start + hunk->old_count + 1);

		require(at <= start && start <= end);
		buf_put(out, old_source->text + at, start - at);
		buf_put_slice(out, hunk->text);
		at = end;
	}
	buf_put(out, old_source->text + at, old_source->len - at);
}

static void check_hunks(const struct change_tree *tree,
			const struct diff_set *old_set,
			const struct diff_set *new_set)
{
	struct source *old_source = doc_main_source(old_set->documents[0].doc);
	struct source *new_source = doc_main_source(new_set->documents[0].doc);
	struct buf built;

	require(tree->file_count <= 1);
	buf_init(&built);
	rebuild(tree, old_source, &built);
	require(slice_equal(buf_slice(&built),
			    slice_of(new_source->text, new_source->len)));
	buf_release(&built);
}

static void check_reports(const struct change_tree *tree)
{
	xmlDoc *xml = change_tree_xml_new(tree, CHANGE_ALL_BLOCKS);
	xmlChar *text = NULL;
	xmlDoc *again;
	struct buf json;
	json_t *value;
	int len = 0;

	xmlDocDumpMemoryEnc(xml, &text, &len, "UTF-8");
	again = xmlReadMemory((const char *)text, len, "changes.xml", NULL,
			      XML_PARSE_NONET | XML_PARSE_NOERROR |
				      XML_PARSE_NOWARNING | XML_PARSE_HUGE);
	require(again != NULL);
	xmlFreeDoc(again);
	xmlFree(text);
	xmlFreeDoc(xml);
	buf_init(&json);
	change_tree_json(tree, true, &json);
	value = json_loadb(json.data, json.len, JSON_ALLOW_NUL, NULL);
	require(value != NULL);
	json_decref(value);
	buf_release(&json);
}

/* Two equal texts in the same format, or any two. */
static void compare(const struct diff_set *old_set,
		    const struct diff_set *new_set,
		    const struct diff_options *options, bool equal)
{
	struct change_tree *tree = diff_sets(old_set, new_set, options);

	require(!equal || !change_tree_differs(tree));
	check_hunks(tree, old_set, new_set);
	check_reports(tree);
	change_tree_free(tree);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char marker[] = "\n%%\n";
	const char *text = (const char *)data + 2;
	const char *middle;
	struct diff_set sets[3] = { { 0 }, { 0 }, { 0 } };
	struct diff_options options = { 0 };
	struct slice old_text;

	if (size < 2 || size > 100000) {
		return 0;
	}
	middle = memmem(text, size - 2, marker, 4);
	if (middle == NULL) {
		return 0;
	}
	options.all = (data[0] & 1) != 0;
	options.whole = (data[0] & 2) != 0;
	old_text = slice_of(text, (size_t)(middle + 1 - text));
	add(&sets[0], old_text, data[0] >> 2, data[1]);
	add(&sets[1], slice_of(middle + 4, size - 2 - (size_t)(middle + 4 - text)),
	    data[0] >> 4, data[1]);
	add(&sets[2], old_text, data[0] >> 2, data[1]);
	if (sets[0].count == 1 && sets[1].count == 1) {
		compare(&sets[0], &sets[1], &options, false);
		compare(&sets[1], &sets[0], &options, false);
	}
	if (sets[0].count == 1 && sets[2].count == 1) {
		compare(&sets[0], &sets[2], &options, true);
	}
	for (size_t i = 0; i < 3; i++) {
		diff_set_release(&sets[i]);
	}
	return 0;
}
