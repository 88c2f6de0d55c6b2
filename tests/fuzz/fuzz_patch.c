/* SPDX-License-Identifier: ISC */
/*
 * Fuzzes patches: the text before a line "%%" is the file doc/a of a set, the rest
 * is a patch, which is read and applied to the set. What was applied has as many
 * more lines as the patch says, and no line that is neither the file's nor the
 * patch's.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "diff/patch.h"
#include "model/files.h"
#include "model/files_overlay.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Not on any disk. */
static const char root[] = "/nowhere";
static const char path[] = "/nowhere/doc/a";

static void require(bool holds)
{
	if (!holds) {
		abort();
	}
}

static bool has_line(struct slice text, struct slice line)
{
	return line.len == 0 ||
	       memmem(text.ptr, text.len, line.ptr, line.len) != NULL;
}

/* The patch edits the file at path, and nothing else. */
static void check_edit(const struct patch_file *file, struct slice old_text,
		       const struct source *patch, const struct files *files)
{
	struct diag diag;
	struct source *before = source_new("old", mem_strndup(old_text.ptr,
							      old_text.len),
					   old_text.len);
	struct source *after;
	size_t lines = source_line_count(before);

	diag_init(&diag, NULL);
	after = files_read(files, path, &diag);
	require(after != NULL);
	for (size_t i = 0; i < file->hunk_count; i++) {
		require(lines >= file->hunks[i].old_count);
		lines += file->hunks[i].new_count - file->hunks[i].old_count;
	}
	require(source_line_count(after) == lines);
	for (size_t i = 1; i <= lines; i++) {
		struct slice line = source_line_text(after, i);

		require(has_line(old_text, line) ||
			has_line(slice_of(patch->text, patch->len), line));
	}
	source_free(before);
	source_free(after);
}

static void apply(const struct patch *patch, struct slice old_text)
{
	struct files *files = files_overlay_new(NULL);
	const struct patch_file *file = &patch->files[0];
	struct diag diag;

	diag_init(&diag, NULL);
	require(files_overlay_put(files, path,
				  mem_strndup(old_text.ptr, old_text.len),
				  old_text.len) == 0);
	files = patch_apply(patch, files, root, &diag);
	if (files != NULL && patch->file_count == 1 &&
	    file->action == PATCH_EDIT && file->hunk_count > 0) {
		check_edit(file, old_text, patch->source, files);
	}
	files_free(files);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char marker[] = "%%\n";
	const char *text = (const char *)data;
	const char *middle = memmem(text, size, marker, strlen(marker));
	struct diag diag;
	struct patch *patch;
	size_t start;

	if (middle == NULL || size > 100000) {
		return 0;
	}
	start = (size_t)(middle - text) + strlen(marker);
	diag_init(&diag, NULL);
	patch = patch_read(source_new("patch", mem_strndup(text + start,
							   size - start),
				      size - start), &diag);
	if (patch != NULL) {
		apply(patch, slice_of(text, (size_t)(middle - text)));
	}
	patch_free(patch);
	return 0;
}
