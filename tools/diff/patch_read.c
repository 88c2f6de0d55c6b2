/* SPDX-License-Identifier: ISC */
/*
 * Reading a patch: everything that is not the head of a file or a hunk is passed
 * over, for there may be a mail or a page around it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "diff/patch.h"
#include "diff/patch_head.h"
#include "diff/patch_unwrap.h"

enum {
	MAX_LOST = 3,		/* blank lines of context cut off a hunk's end */
	PATH_ABOVE = 4,		/* lines in which a page names its file */
};

static const char no_break_space[] = "\xc2\xa0";

struct reader {
	struct patch *patch;
	struct diag *diag;
	size_t line;		/* to be read next */
	size_t line_count;
	size_t *origin;		/* of each line; NULL: lines are the file's */
	struct patch_file *file;	/* NULL: none yet */
	bool is_html;
	bool is_headed;		/* its paths came from "diff" or "---" */
};

static struct slice line_at(const struct reader *reader, size_t line)
{
	struct source *source = reader->patch->source;
	struct slice text = source_line_text(source, line);
	const char *end = source->text + source->len;

	/* A CR is one of the file's bytes: source_line_text() leaves it out. */
	if (text.ptr + text.len < end && text.ptr[text.len] == '\r') {
		text.len++;
	}
	return text;
}

/* Where somebody finds the line in the file. */
static size_t file_line(const struct reader *reader, size_t line)
{
	return reader->origin != NULL && line <= reader->line_count ?
		       reader->origin[line - 1] : line;
}

static void report(const struct reader *reader, size_t line, const char *what)
{
	diag_line(reader->diag, DIAG_ERROR, reader->patch->source->name,
		  file_line(reader, line), "%s", what);
}

static bool is_head_at(const struct reader *reader, size_t line,
		       const char *prefix)
{
	return line <= reader->line_count &&
	       slice_starts(line_at(reader, line), prefix);
}

/* --- pages ---------------------------------------------------------------------- */

/* Are there hunks whose lines begin with a blank that does not break? */
static bool has_page_blanks(const struct reader *reader)
{
	bool in_hunk = false;

	for (size_t i = 1; i <= reader->line_count; i++) {
		struct slice line = line_at(reader, i);

		if (in_hunk && slice_starts(line, no_break_space)) {
			return true;
		}
		in_hunk = slice_starts(line, "@@ -") ||
			  (in_hunk && line.len > 0 &&
			   strchr("-+ \\", line.ptr[0]) != NULL);
	}
	return false;
}

/* The same text with plain blanks. Bytes do not move between lines. */
static struct source *plain_blanks_new(const struct source *source)
{
	struct buf out;
	struct source *plain;

	buf_init(&out);
	for (size_t i = 0; i < source->len;) {
		struct slice rest = slice_of(source->text + i, source->len - i);

		if (slice_starts(rest, no_break_space)) {
			buf_putc(&out, ' ');
			i += 2;
		} else {
			buf_putc(&out, source->text[i++]);
		}
	}
	plain = source_new(source->name, out.data, out.len);
	plain->path = mem_strdup(source->path);
	return plain;
}

/* --- files ---------------------------------------------------------------------- */

static struct patch_file *add_file(struct reader *reader)
{
	struct patch *patch = reader->patch;

	MEM_GROW(patch->files, patch->file_count, patch->capacity);
	reader->file = &patch->files[patch->file_count++];
	*reader->file = (struct patch_file){
		.line = file_line(reader, reader->line),
	};
	reader->is_headed = true;
	return reader->file;
}

static void set_path(char **path, char *value)
{
	free(*path);
	*path = value;
}

/* A file that a page names in one of the lines above; NULL if it does not. */
static struct patch_file *add_page_file(struct reader *reader)
{
	size_t line = reader->line;
	char *path = NULL;

	for (size_t i = 0; i < PATH_ABOVE && path == NULL && line > 1; i++) {
		path = patch_page_path_dup(line_at(reader, --line));
	}
	if (path == NULL) {
		return NULL;
	}
	add_file(reader)->old_path = path;
	reader->file->new_path = mem_strdup(path);
	reader->file->line = file_line(reader, line);
	reader->is_headed = false;
	reader->patch->is_page = true;
	return reader->file;
}

static bool read_git_head(struct reader *reader, struct slice line)
{
	struct patch_file *file;

	if (!slice_starts(line, "diff --git ")) {
		return false;
	}
	file = add_file(reader);
	patch_git_paths(line, &file->old_path, &file->new_path);
	reader->line++;
	return true;
}

/* "--- a/old" and "+++ b/new". */
static bool read_path_lines(struct reader *reader, struct slice line)
{
	struct patch_file *file = reader->file;

	if (!slice_starts(line, "--- ") ||
	    !is_head_at(reader, reader->line + 1, "+++ ")) {
		return false;
	}
	if (file == NULL || file->hunk_count > 0 || !reader->is_headed) {
		file = add_file(reader);
	}
	set_path(&file->old_path, patch_path_dup(line));
	set_path(&file->new_path,
		 patch_path_dup(line_at(reader, reader->line + 1)));
	if (file->old_path == NULL && file->new_path != NULL) {
		file->action = PATCH_CREATE;
	} else if (file->new_path == NULL && file->old_path != NULL) {
		file->action = PATCH_DELETE;
	}
	reader->line += 2;
	return true;
}

static bool read_index(struct reader *reader, struct slice line)
{
	struct patch_file *file = reader->file;
	char ids[2][65];

	if (!slice_starts(line, "index ") || !patch_index_ids(line, ids)) {
		return false;
	}
	if (file == NULL || file->hunk_count > 0 || file->old_id[0] != '\0') {
		file = add_page_file(reader);
	}
	if (file != NULL) {
		memcpy(file->old_id, ids[0], sizeof(ids[0]));
		memcpy(file->new_id, ids[1], sizeof(ids[1]));
	}
	reader->line++;
	return true;
}

/* What git says between "diff" and the hunks; all but the paths is one word. */
static bool read_extended(struct reader *reader, struct slice line)
{
	static const struct {
		const char *prefix;
		enum patch_action action;
		int path;	/* 1: the old one, 2: the new one */
	} heads[] = {
		{ "new file mode ", PATCH_CREATE, 0 },
		{ "deleted file mode ", PATCH_DELETE, 0 },
		{ "rename from ", PATCH_RENAME, 1 },
		{ "rename to ", PATCH_RENAME, 2 },
		{ "copy from ", PATCH_COPY, 1 },
		{ "copy to ", PATCH_COPY, 2 },
	};
	struct patch_file *file = reader->file;

	if (file == NULL || !reader->is_headed || file->hunk_count > 0) {
		return false;
	}
	if (slice_starts(line, "GIT binary patch") ||
	    slice_starts(line, "Binary files ")) {
		file->is_binary = true;
		reader->line++;
		return true;
	}
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		if (slice_starts(line, heads[i].prefix)) {
			size_t skip = strlen(heads[i].prefix);
			struct slice rest = slice_of(line.ptr + skip,
						     line.len - skip);

			file->action = heads[i].action;
			if (heads[i].path != 0) {
				set_path(heads[i].path == 1 ? &file->old_path :
							      &file->new_path,
					 patch_name_dup(rest));
			}
			reader->line++;
			return true;
		}
	}
	return false;
}

/* --- hunks ------------------------------------------------------------------------ */

static struct patch_line *add_line(struct patch_hunk *hunk, char sign,
				   struct slice text)
{
	MEM_GROW(hunk->lines, hunk->line_count, hunk->capacity);
	hunk->lines[hunk->line_count] =
		(struct patch_line){ sign, false, text };
	return &hunk->lines[hunk->line_count++];
}

/* The head's line end tells that somebody sent all lines with a CR. */
static struct slice without_cr(struct slice line, bool strip)
{
	if (strip && line.len > 0 && line.ptr[line.len - 1] == '\r') {
		line.len--;
	}
	return line;
}

/* Takes the next line into the hunk; false if it is none of its lines. */
static bool take_line(struct reader *reader, struct patch_hunk *hunk,
		      size_t *old_left, size_t *new_left, bool strip)
{
	struct slice line;
	char sign = ' ';

	if (reader->line > reader->line_count) {
		return false;
	}
	line = without_cr(line_at(reader, reader->line), strip);
	if (line.len > 0) {
		sign = line.ptr[0];
		line = slice_of(line.ptr + 1, line.len - 1);
	}
	if (sign == '\\') {
		if (hunk->line_count > 0) {
			hunk->lines[hunk->line_count - 1].no_newline = true;
		}
		reader->line++;
		return true;
	}
	if ((sign != ' ' && sign != '-' && sign != '+') ||
	    (sign != '+' && *old_left == 0) ||
	    (sign != '-' && *new_left == 0)) {
		return false;
	}
	add_line(hunk, sign, line);
	*old_left -= sign != '+';
	*new_left -= sign != '-';
	reader->line++;
	return true;
}

/* 0, or -1 with the error reported. */
static int read_hunk_lines(struct reader *reader, struct patch_hunk *hunk)
{
	struct slice head = line_at(reader, reader->line++);
	bool strip = head.len > 0 && head.ptr[head.len - 1] == '\r';
	size_t old_left = hunk->old_count;
	size_t new_left = hunk->new_count;

	while ((old_left > 0 || new_left > 0) &&
	       take_line(reader, hunk, &old_left, &new_left, strip)) {
	}
	/* Mail and browsers drop blank lines at the end of a text. */
	if (old_left == new_left && old_left <= MAX_LOST) {
		for (; old_left > 0; old_left--) {
			add_line(hunk, ' ', slice_of("", 0));
		}
		new_left = 0;
	}
	if (old_left > 0 || new_left > 0) {
		diag_line(reader->diag, DIAG_ERROR, reader->patch->source->name,
			  hunk->line, "this hunk is cut short: it lacks %zu of "
			  "%zu old and %zu of %zu new lines", old_left,
			  hunk->old_count, new_left, hunk->new_count);
		return -1;
	}
	if (reader->line <= reader->line_count &&
	    slice_starts(line_at(reader, reader->line), "\\ ")) {
		take_line(reader, hunk, &old_left, &new_left, strip);
	}
	return 0;
}

static bool read_hunk(struct reader *reader, struct slice line)
{
	struct patch_hunk hunk = { .line = file_line(reader, reader->line) };
	struct patch_file *file = reader->file;

	if (slice_starts(line, "@@@ -")) {
		report(reader, reader->line,
		       "this is the combined diff of a merge, which is no "
		       "patch: compare with one of its parents");
		reader->line++;
		return true;
	}
	if (!slice_starts(line, "@@ -") || !patch_hunk_head(line, &hunk)) {
		return false;
	}
	if (file == NULL) {
		file = add_page_file(reader);
	}
	if (file == NULL) {
		report(reader, reader->line, "this hunk follows no file name");
		file = add_file(reader);
	}
	MEM_GROW(file->hunks, file->hunk_count, file->capacity);
	read_hunk_lines(reader, &hunk);
	file->hunks[file->hunk_count++] = hunk;
	return true;
}

/* --- the whole ---------------------------------------------------------------------- */

static bool (*const parts[])(struct reader *reader, struct slice line) = {
	read_git_head, read_path_lines, read_index, read_hunk, read_extended,
};

static void read_lines(struct reader *reader)
{
	while (reader->line <= reader->line_count) {
		struct slice line =
			without_cr(line_at(reader, reader->line), true);
		size_t i = 0;

		while (i < sizeof(parts) / sizeof(*parts) &&
		       !parts[i](reader, line)) {
			i++;
		}
		if (i == sizeof(parts) / sizeof(*parts)) {
			reader->line++;
		}
	}
}

/* Mail and pages with what is around their lines taken off. */
static void unwrap(struct reader *reader)
{
	struct source *source = reader->patch->source;
	struct patch_unwrapped out;

	patch_unwrapped_init(&out);
	reader->is_html = patch_unwrap_page(source, &out);
	if (reader->is_html || patch_unwrap_mail(source, &out)) {
		struct source *plain;
		size_t len;
		char *text = buf_detach(&out.text, &len);

		plain = source_new(source->name, text, len);
		plain->path = mem_strdup(source->path);
		source_free(source);
		reader->patch->source = plain;
		reader->line_count = source_line_count(plain);
		reader->origin = out.lines;
		out.lines = NULL;
	}
	patch_unwrapped_release(&out);
}

/* Blanks that a page made wide are made plain again. */
static void unwrap_blanks(struct reader *reader)
{
	struct source *source = reader->patch->source;

	if (has_page_blanks(reader)) {
		reader->patch->source = plain_blanks_new(source);
		reader->patch->is_page = true;
		source_free(source);
		reader->line_count = source_line_count(reader->patch->source);
	}
}

struct patch *patch_read(struct source *source, struct diag *diag)
{
	struct patch *patch = mem_alloc(sizeof(*patch));
	struct reader reader = { .patch = patch, .diag = diag, .line = 1 };
	size_t errors = diag->errors;

	patch->source = source;
	reader.line_count = source_line_count(source);
	unwrap(&reader);
	unwrap_blanks(&reader);
	read_lines(&reader);
	free(reader.origin);
	if (patch->file_count == 0 && diag->errors == errors) {
		diag_file(diag, DIAG_ERROR, patch->source->name, "%s",
			  reader.is_html ?
				  "is a page in HTML without a patch: get the "
				  "patch itself" :
				  "holds no patch: there is neither a line that "
				  "begins with '@@ -' nor one with 'diff --git'");
	}
	if (diag->errors != errors) {
		patch_free(patch);
		return NULL;
	}
	return patch;
}

void patch_free(struct patch *patch)
{
	if (patch == NULL) {
		return;
	}
	for (size_t i = 0; i < patch->file_count; i++) {
		struct patch_file *file = &patch->files[i];

		for (size_t n = 0; n < file->hunk_count; n++) {
			free(file->hunks[n].lines);
		}
		free(file->hunks);
		free(file->old_path);
		free(file->new_path);
	}
	free(patch->files);
	source_free(patch->source);
	free(patch);
}
