/* SPDX-License-Identifier: ISC */
/*
 * Fuzzes what an edit writes: plain text is converted to the markup of a main
 * spec, in both formats, and read again. Whatever the text, it must read without
 * an error and have all its words, in order; and the line differences of the two
 * must be right.
 */
#include <stdint.h>
#include <stdlib.h>

#include "diff/lines.h"
#include "edit/introduce.h"
#include "edit/markup.h"
#include "edit/names.h"
#include "edit/sentence.h"
#include "fuzz_tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct format {
	const struct markup *markup;
	const char *head;
	const char *tail;
};

static const struct format formats[] = {
	{ &markup_xfpt,
	  ".include stdflags\n.include stdmacs\n.docbook\n.book\n"
	  ".chapter \"\" \"C\"\n", "" },
	{ &markup_docbook, "<book><chapter id=\"C\">\n", "</chapter></book>\n" },
};

static char *tree_words_dup(const struct doc *doc)
{
	struct buf text;
	char *words;

	buf_init(&text);
	node_text(xmlDocGetRootElement(doc->xml), &text);
	words = sentence_words_dup(buf_slice(&text));
	buf_release(&text);
	return words;
}

static void check_format(const struct format *format, const struct prose *prose,
			 struct names *options, const char *want)
{
	struct names ids = { 0 };
	struct markup_writer writer = {
		.markup = format->markup,
		.traits = { .links = true, .bars = true },
		.options = options,
		.ids = &ids,
	};
	struct doc *doc;
	struct buf text;
	char *have;

	buf_init(&text);
	buf_puts(&text, format->head);
	markup_prose(&writer, prose, "S", &text);
	buf_puts(&text, format->tail);
	doc = fuzz_read((const uint8_t *)text.data, text.len,
			format->markup->format, DOC_MAIN);
	if (doc == NULL) {
		abort();
	}
	have = tree_words_dup(doc);
	if (strcmp(have, want) != 0) {
		abort();
	}
	free(have);
	doc_free(doc);
	names_release(&ids);
	buf_release(&text);
}

/* The changes, applied to the old lines' numbers, give the new ones. */
static void check_lines(struct slice old_text, struct slice new_text)
{
	struct sequence_changes changes = { 0 };
	struct buf patch;
	size_t old_at = 0;
	size_t new_at = 0;

	buf_init(&patch);
	lines_diff(old_text, new_text, &changes);
	for (size_t i = 0; i < changes.count; i++) {
		const struct sequence_change *change = &changes.items[i];

		if (change->old_start - old_at != change->new_start - new_at ||
		    (i > 0 && change->old_start == old_at)) {
			abort();
		}
		old_at = change->old_start + change->old_count;
		new_at = change->new_start + change->new_count;
	}
	lines_unified("f", old_text, new_text, &patch);
	if ((patch.len > 0) == slice_equal(old_text, new_text)) {
		abort();
	}
	sequence_changes_release(&changes);
	buf_release(&patch);
}

/* Bytes that a reader of text would have refused. */
static bool is_text(const uint8_t *data, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if ((data[i] < 0x20 && data[i] != '\n' && data[i] != '\t' &&
		     data[i] != '\r') || data[i] >= 0x7f) {
			return false;
		}
	}
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = slice_of((const char *)data, size);
	struct introduced_list introduced = { 0 };
	struct names options = { 0 };
	struct names uses = { 0 };
	struct prose prose = { 0 };
	char *words;

	if (!is_text(data, size)) {
		return 0;
	}
	names_add(&options, slice_text("hosts"));
	names_add(&options, slice_text("tls_crl"));
	names_add(&uses, slice_text("smtp"));
	prose_parse(text, &prose);
	introduce_find(&prose, &options, &uses, &introduced);
	words = prose_words_dup(&prose);
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		check_format(&formats[i], &prose, &options, words);
	}
	check_lines(slice_of(text.ptr, size / 2),
		    slice_of(text.ptr + size / 3, size - size / 3));
	free(words);
	introduced_list_release(&introduced);
	names_release(&options);
	names_release(&uses);
	prose_release(&prose);
	return 0;
}
