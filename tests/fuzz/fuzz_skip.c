/* SPDX-License-Identifier: ISC */
/*
 * Fuzzes what a diff of xfpt documents does not read: two texts with a line "%%"
 * between them, after lines that define macros as real documents do. Read with and
 * without what they have in common, the two must have the same changes.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "cmd/diff_equal.h"
#include "diff/diff.h"
#include "read/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char head[] =
	".include stdflags\n"
	".include stdmacs\n"
	".macro cindex\n"
	"&<indexterm>&&<primary>&$1&</primary>&&</indexterm>&\n"
	".endmacro\n"
	".macro option\n"
	".cindex $1\n"
	".itable all 0 0 4 1* left 1* left 1* left 1* left\n"
	".row \"&%$1%&\" \"Use: &'$2'&\" \"Type: &'$3'&\" \"Default: &'$4'&\"\n"
	".endtable\n"
	".endmacro\n"
	".docbook\n"
	".book\n";

static void require(bool holds)
{
	if (!holds) {
		abort();
	}
}

static void task_init(struct diff_task *task, const char *text, size_t len)
{
	char *whole = mem_alloc(sizeof(head) + len + 1);

	memcpy(whole, head, sizeof(head) - 1);
	memcpy(whole + sizeof(head) - 1, text, len);
	*task = (struct diff_task){
		.relative = mem_strdup("a.xfpt"),
		.path = mem_strdup("a.xfpt"),
		.role = DOC_MAIN,
		.source = source_new("a.xfpt", whole, sizeof(head) - 1 + len),
	};
}

static void task_release(struct diff_task *task)
{
	free(task->relative);
	free(task->path);
	free(task->shared);
	source_free(task->source);
	sequence_changes_release(&task->hunks);
}

/* Whether there was nothing to say. */
static bool read_task(struct diff_task *task, struct diff_set *set)
{
	struct read_options options = {
		.version = "1", .role = task->role, .shared = task->shared,
		.shared_count = task->shared_count
	};
	struct diag diag;
	struct doc *doc;

	diag_init(&diag, NULL);
	doc = reader_read_source(task->source, DOC_XFPT, &options, &diag);
	task->source = NULL;
	task->doc = doc;
	if (doc != NULL) {
		diff_set_add(set, task->relative, doc);
	}
	return doc != NULL && diag.errors + diag.warnings == 0;
}

static void put_text(struct buf *out, const char *text)
{
	buf_printf(out, " %s", text != NULL ? text : "-");
}

/* All that a reader sees of the changes, but for what has not changed. */
static void put_changes(const struct diff_set sets[2], struct buf *out)
{
	const struct diff_options options = { .all = true };
	struct change_tree *tree = diff_sets(&sets[0], &sets[1], &options);

	for (size_t i = 0; i < tree->count; i++) {
		const struct change *change = &tree->changes[i];

		buf_printf(out, "%s %zu %zu %.3f",
			   change_kind_name(change->kind),
			   change->old_place.line, change->new_place.line,
			   change->similarity);
		put_text(out, change->title);
		put_text(out, change->from);
		put_text(out, change->to_value);
		for (size_t n = 0; n < change->block_count; n++) {
			const struct change_block *block = &change->blocks[n];

			if (block->state == BLOCK_SAME) {
				continue;
			}
			buf_printf(out, "\n%s %zu %zu",
				   block_state_name(block->state),
				   block->old_line, block->new_line);
			for (size_t r = 0; r < block->run_count; r++) {
				put_text(out, block->runs[r].text);
			}
		}
		buf_putc(out, '\n');
	}
	change_tree_free(tree);
}

/* False if the two cannot be read without a message. */
static bool compare(const char *text, size_t middle, size_t size, bool skips,
		    struct buf *out)
{
	struct diff_task tasks[2];
	struct diff_set sets[2] = { { 0 }, { 0 } };
	bool good;

	task_init(&tasks[0], text, middle);
	task_init(&tasks[1], text + middle + 4, size - middle - 4);
	if (skips) {
		diff_equal_lines(&tasks[0], &tasks[1]);
	}
	good = read_task(&tasks[0], &sets[0]);
	good = read_task(&tasks[1], &sets[1]) && good;
	if (good && skips) {
		diff_equal_check(&tasks[0], &tasks[1]);
		good = !tasks[0].uneven;
	}
	if (good) {
		put_changes(sets, out);
	}
	for (size_t i = 0; i < 2; i++) {
		task_release(&tasks[i]);
		diff_set_release(&sets[i]);
	}
	return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char marker[] = "\n%%\n";
	const char *text = (const char *)data;
	const char *middle = size > 0 ? memmem(text, size, marker, 4) : NULL;
	struct buf full;
	struct buf part;
	size_t at;

	if (middle == NULL || size > 100000) {
		return 0;
	}
	at = (size_t)(middle - text);
	buf_init(&full);
	buf_init(&part);
	if (compare(text, at, size, false, &full) &&
	    compare(text, at, size, true, &part)) {
		require(slice_equal(buf_slice(&full), buf_slice(&part)));
	}
	buf_release(&full);
	buf_release(&part);
	return 0;
}
