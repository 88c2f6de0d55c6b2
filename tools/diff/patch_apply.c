/* SPDX-License-Identifier: ISC */
/*
 * A patch applied in memory, file by file, hunk by hunk.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "diff/patch.h"
#include "diff/patch_place.h"
#include "model/files.h"
#include "model/files_overlay.h"
#include "model/git_start.h"

enum {
	MAX_QUOTE = 60,		/* bytes of a line in a message */
	MAX_NAMES = 3,		/* of files that are not here */
};

struct applying {
	const struct patch *patch;
	struct files *overlay;
	const char *root;
	struct patch_mapping mapping;
	struct diag *diag;
	struct buf missing;	/* names of files that are not here */
	size_t missing_count;
	size_t missing_line;
};

/* --- messages --------------------------------------------------------------------- */

/* A line as a message has it, new: short, without control characters. */
static char *quote_dup(struct slice line)
{
	struct buf out;
	struct slice text = slice_trim_end(line);
	size_t len = text.len < MAX_QUOTE ? text.len : MAX_QUOTE;

	while (len < text.len && len > 0 &&
	       ((unsigned char)text.ptr[len] & 0xc0) == 0x80) {
		len--;
	}
	buf_init(&out);
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)text.ptr[i];

		buf_putc(&out, byte < 0x20 || byte == 0x7f ? ' ' : (char)byte);
	}
	buf_puts(&out, len < text.len ? "..." : "");
	return out.data;
}

static const char *name_of(const struct patch_file *file)
{
	return file->new_path != NULL ? file->new_path :
	       file->old_path != NULL ? file->old_path : "";
}

static void report_line(struct applying *applying, enum diag_level level,
			size_t line, char *message)
{
	diag_line(applying->diag, level, applying->patch->source->name, line,
		  "%s", message);
	free(message);
}

static void report_miss(struct applying *applying,
			const struct patch_file *file,
			const struct patch_hunk *hunk,
			struct patch_image *image, size_t from, size_t expected)
{
	size_t number = (size_t)(hunk - file->hunks) + 1;
	struct patch_miss miss;
	struct buf text;

	patch_find_miss(image, hunk, applying->patch->is_page, expected, &miss);
	buf_init(&text);
	buf_printf(&text, "hunk %zu of '%s' does not fit at line %zu", number,
		   name_of(file), hunk->old_start);
	if (miss.is_applied) {
		buf_printf(&text, ": what it makes is there already, at line "
			   "%zu", miss.line + 1);
	} else if (miss.same == 0) {
		buf_puts(&text, " nor anywhere else: the file has none of its "
			 "lines");
	} else if (miss.wanted == NULL) {
		buf_printf(&text, " nor anywhere else: its lines are at line "
			   "%zu, but %s", miss.line + 1,
			   miss.line < from ?
				   "that is not behind the hunk before it" :
				   "by its context it is at an end of the file");
	} else {
		char *wanted = quote_dup(miss.wanted->text);
		char *found = quote_dup(miss.differs < image->count ?
						image->lines[miss.differs] :
						slice_of("", 0));

		buf_printf(&text, " nor anywhere else: the nearest place is "
			   "line %zu, where %zu of its %zu lines are; ",
			   miss.line + 1, miss.same, miss.old_count);
		if (miss.differs < image->count) {
			buf_printf(&text, "line %zu is '%s', not '%s'",
				   miss.differs + 1, found, wanted);
		} else {
			buf_printf(&text, "the file ends before '%s'", wanted);
		}
		free(found);
		free(wanted);
	}
	report_line(applying, DIAG_ERROR, hunk->line, text.data);
}

/* --- hunks -------------------------------------------------------------------------- */

struct edit {
	struct patch_image image;
	struct buf out;
	size_t next;		/* line of the image not copied yet */
	size_t misses;
};

static void put_line(struct edit *edit, struct slice text, bool newline)
{
	struct buf *out = &edit->out;

	if (out->len > 0 && out->data[out->len - 1] != '\n') {
		buf_putc(out, '\n');
	}
	buf_put_slice(out, text);
	if (newline) {
		buf_putc(out, '\n');
	}
}

static void copy_line(struct edit *edit)
{
	bool is_last = edit->next + 1 == edit->image.count;

	put_line(edit, edit->image.lines[edit->next],
		 !is_last || !edit->image.ends_open);
	edit->next++;
}

static bool ends_with_cr(struct slice line)
{
	return line.len > 0 && line.ptr[line.len - 1] == '\r';
}

/* Where the patch lost its CRs, or gained some, new lines end as those do that
 * stand beside them. */
static void put_new_line(struct edit *edit, const struct patch_line *line,
			 enum patch_care care)
{
	const struct patch_image *image = &edit->image;
	struct slice text = line->text;
	size_t beside = edit->next > 0 ? edit->next - 1 : edit->next;
	bool cr = beside < image->count && ends_with_cr(image->lines[beside]);
	bool newline = !line->no_newline || edit->next < image->count;

	if (care == CARE_ALL || cr == ends_with_cr(text)) {
		put_line(edit, text, newline);
	} else if (cr) {
		put_line(edit, text, false);
		buf_puts(&edit->out, newline ? "\r\n" : "\r");
	} else {
		put_line(edit, slice_of(text.ptr, text.len - 1), newline);
	}
}

/* Lines of context keep the bytes that the file has. */
static void put_hunk(struct edit *edit, const struct patch_hunk *hunk,
		     const struct patch_fit *fit)
{
	while (edit->next < fit->line) {
		copy_line(edit);
	}
	for (size_t i = 0; i < hunk->line_count; i++) {
		const struct patch_line *line = &hunk->lines[i];
		bool was_last = edit->next + 1 == edit->image.count;

		if (line->sign == '+') {
			put_new_line(edit, line, fit->care);
		} else if (line->sign == '-') {
			edit->next++;
		} else if (was_last && line->no_newline) {
			put_line(edit, edit->image.lines[edit->next++], false);
		} else {
			copy_line(edit);
		}
	}
}

/* The line, from 0, at which the hunk says it begins. */
static size_t hunk_start(const struct patch_hunk *hunk)
{
	return hunk->old_count == 0 || hunk->old_start == 0 ?
		       hunk->old_start : hunk->old_start - 1;
}

/* Where it begins if all is moved as the hunk before it was. */
static size_t moved_start(const struct patch_hunk *hunk, long offset)
{
	long start = (long)hunk_start(hunk) + offset;

	return start > 0 ? (size_t)start : 0;
}

static void apply_hunks(struct applying *applying,
			const struct patch_file *file, struct edit *edit)
{
	long offset = 0;

	for (size_t i = 0; i < file->hunk_count; i++) {
		const struct patch_hunk *hunk = &file->hunks[i];
		size_t expected = moved_start(hunk, offset);
		struct patch_fit fit;

		if (patch_find_fit(&edit->image, hunk, applying->patch->is_page,
				   edit->next, expected, &fit)) {
			offset = (long)fit.line - (long)hunk_start(hunk);
			put_hunk(edit, hunk, &fit);
		} else {
			report_miss(applying, file, hunk, &edit->image,
				    edit->next, expected);
			edit->misses++;
		}
	}
	while (edit->next < edit->image.count) {
		copy_line(edit);
	}
}

/* --- blobs ---------------------------------------------------------------------------- */

/* Is it the blob that git calls by this (maybe short) name? True for a name that
 * is no SHA-1, too: then nothing can be said. */
static bool is_blob(const char *id, struct slice bytes, char found[8])
{
	char name[GIT_OID_HEXSZ + 1];
	git_oid oid;
	bool result = true;

	found[0] = '\0';
	if (id[0] == '\0' || strlen(id) > GIT_OID_HEXSZ) {
		return true;
	}
	git_start();
	if (git_odb_hash(&oid, bytes.ptr, bytes.len, GIT_OBJECT_BLOB) == 0) {
		git_oid_tostr(name, sizeof(name), &oid);
		memcpy(found, name, 7);
		found[7] = '\0';
		result = strncmp(name, id, strlen(id)) == 0;
	}
	return result;
}

static void check_blobs(struct applying *applying,
			const struct patch_file *file, struct slice before,
			struct slice after)
{
	char found[8];

	if (!is_blob(file->old_id, before, found)) {
		report_line(applying, DIAG_WARNING, file->line,
			    mem_printf("made for another version of '%s' (blob "
				       "%.7s, here it is %s), but all of it fits",
				       name_of(file), file->old_id, found));
	} else if (file->old_id[0] != '\0' &&
		   !is_blob(file->new_id, after, found)) {
		report_line(applying, DIAG_WARNING, file->line,
			    mem_printf("the result for '%s' is blob %s, not %.7s "
				       "as the patch says%s", name_of(file),
				       found, file->new_id,
				       applying->patch->is_page ?
					       ": the page has not kept all "
					       "blanks" : ""));
	}
}

/* --- files ---------------------------------------------------------------------------- */

static void note_missing(struct applying *applying,
			 const struct patch_file *file)
{
	if (applying->missing_count == 0) {
		applying->missing_line = file->line;
	}
	if (applying->missing_count < MAX_NAMES) {
		buf_printf(&applying->missing, "%s'%s'",
			   applying->missing_count > 0 ? ", " : "",
			   file->old_path != NULL ? file->old_path :
						    name_of(file));
	}
	applying->missing_count++;
}

static void report_missing(struct applying *applying)
{
	size_t more = applying->missing_count - MAX_NAMES;

	if (applying->missing_count > MAX_NAMES) {
		buf_printf(&applying->missing, " and %zu more", more);
	}
	if (applying->missing_count > 0) {
		report_line(applying, DIAG_NOTE, applying->missing_line,
			    mem_printf("passed over, for not below '%s': %s",
				       applying->root,
				       applying->missing.data));
	}
}

/* Does the path stay below the root, whatever links there are? */
static bool is_below_root(const struct applying *applying, const char *path)
{
	char *real = files_overlay_path_dup(applying->overlay, path);
	size_t len = strlen(applying->root);
	bool result = real != NULL &&
		      (strcmp(applying->root, "/") == 0 ||
		       (strncmp(real, applying->root, len) == 0 &&
			real[len] == '/'));

	free(real);
	return result;
}

/* The path in the set, new; NULL after an error was reported. */
static char *target_dup(struct applying *applying,
			const struct patch_file *file, const char *path)
{
	char *target = path != NULL ? patch_map_dup(&applying->mapping,
						    applying->root, path) :
				      NULL;

	if (target == NULL || !is_below_root(applying, target)) {
		report_line(applying, DIAG_ERROR, file->line,
			    mem_printf("'%s' is no path below '%s'",
				       path != NULL ? path : "",
				       applying->root));
		free(target);
		return NULL;
	}
	return target;
}

static void put_file(struct applying *applying, const struct patch_file *file,
		     const char *target, struct buf *bytes)
{
	size_t len;
	char *data = buf_detach(bytes, &len);

	if (files_overlay_put(applying->overlay, target, data, len) != 0) {
		report_line(applying, DIAG_ERROR, file->line,
			    mem_printf("'%s' cannot be a file", target));
	}
}

static void create_file(struct applying *applying,
			const struct patch_file *file)
{
	char *target = target_dup(applying, file, file->new_path);
	struct edit edit = { .next = 0 };

	if (target == NULL) {
		return;
	}
	if (files_is_file(applying->overlay, target)) {
		report_line(applying, DIAG_ERROR, file->line,
			    mem_printf("'%s' is to be made, but is there "
				       "already", target));
		free(target);
		return;
	}
	buf_init(&edit.out);
	patch_image_init(&edit.image, slice_of("", 0));
	apply_hunks(applying, file, &edit);
	if (edit.misses == 0) {
		check_blobs(applying, file, slice_of("", 0),
			    buf_slice(&edit.out));
		put_file(applying, file, target, &edit.out);
	}
	buf_release(&edit.out);
	patch_image_release(&edit.image);
	free(target);
}

/* Puts what the hunks made of the file where it belongs. */
static void keep_result(struct applying *applying,
			const struct patch_file *file, const char *path,
			struct edit *edit)
{
	bool moves = file->action == PATCH_RENAME ||
		     file->action == PATCH_COPY;
	char *target = NULL;

	if (file->action == PATCH_DELETE && edit->out.len == 0) {
		files_overlay_remove(applying->overlay, path);
		return;
	}
	if (file->action == PATCH_DELETE) {
		report_line(applying, DIAG_ERROR, file->line,
			    mem_printf("'%s' is to be removed, but has lines "
				       "that the patch does not have", path));
		return;
	}
	target = moves ? target_dup(applying, file, file->new_path) :
			 mem_strdup(path);
	if (target != NULL) {
		if (file->action == PATCH_RENAME) {
			files_overlay_remove(applying->overlay, path);
		}
		put_file(applying, file, target, &edit->out);
	}
	free(target);
}

static void change_file(struct applying *applying,
			const struct patch_file *file)
{
	struct edit edit = { .next = 0 };
	char *path = patch_find_dup(&applying->mapping, applying->overlay,
				    applying->root, file);
	struct source *source = NULL;

	if (path == NULL || !is_below_root(applying, path)) {
		note_missing(applying, file);
		free(path);
		return;
	}
	source = files_read(applying->overlay, path, applying->diag);
	if (source != NULL) {
		struct slice before = slice_of(source->text, source->len);

		buf_init(&edit.out);
		patch_image_init(&edit.image, before);
		apply_hunks(applying, file, &edit);
		if (edit.misses == 0) {
			check_blobs(applying, file, before,
				    buf_slice(&edit.out));
			keep_result(applying, file, path, &edit);
		}
		buf_release(&edit.out);
		patch_image_release(&edit.image);
	}
	source_free(source);
	free(path);
}

static void apply_file(struct applying *applying,
		       const struct patch_file *file)
{
	if (file->is_binary) {
		report_line(applying, DIAG_WARNING, file->line,
			    mem_printf("the change of '%s' is binary: passed "
				       "over", name_of(file)));
	} else if (file->action == PATCH_CREATE) {
		create_file(applying, file);
	} else {
		change_file(applying, file);
	}
}

struct files *patch_apply(const struct patch *patch, struct files *files,
			  const char *root, struct diag *diag)
{
	struct applying applying = { .patch = patch, .root = root,
				     .diag = diag };
	size_t errors = diag->errors;

	applying.overlay = files_overlay_new(files);
	if (patch_find_mapping(patch, applying.overlay, root,
			       &applying.mapping, diag)) {
		buf_init(&applying.missing);
		for (size_t i = 0; i < patch->file_count; i++) {
			apply_file(&applying, &patch->files[i]);
		}
		report_missing(&applying);
		buf_release(&applying.missing);
		free(applying.mapping.prefix);
	}
	if (diag->errors != errors) {
		files_free(applying.overlay);
		return NULL;
	}
	return applying.overlay;
}
