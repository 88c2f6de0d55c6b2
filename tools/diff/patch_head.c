/* SPDX-License-Identifier: ISC */
#include "diff/patch_head.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

/* No file has more lines; it keeps sums from overflowing. */
static const size_t max_number = (size_t)1 << 30;

static struct slice slice_from(struct slice text, size_t start)
{
	return start < text.len ?
		       slice_of(text.ptr + start, text.len - start) :
		       slice_of(text.ptr + text.len, 0);
}

/* --- names ------------------------------------------------------------------------ */

static bool is_octal(char c)
{
	return c >= '0' && c <= '7';
}

/* Appends what the escape at the front stands for; returns its bytes. */
static size_t put_escape(struct buf *out, struct slice text)
{
	static const char letters[] = "abfnrtv";
	static const char values[] = "\a\b\f\n\r\t\v";
	const char *letter;

	if (text.len >= 4 && is_octal(text.ptr[1]) && is_octal(text.ptr[2]) &&
	    is_octal(text.ptr[3])) {
		buf_putc(out, (char)((text.ptr[1] - '0') * 64 +
				     (text.ptr[2] - '0') * 8 +
				     (text.ptr[3] - '0')));
		return 4;
	}
	if (text.len < 2) {
		return 1;
	}
	letter = memchr(letters, text.ptr[1], sizeof(letters) - 1);
	buf_putc(out, letter != NULL ? values[letter - letters] : text.ptr[1]);
	return 2;
}

/* The name in quotes at the front; *used gets its bytes with the quotes. */
static char *quoted_dup(struct slice text, size_t *used)
{
	struct buf out;
	size_t i = 1;

	buf_init(&out);
	while (i < text.len && text.ptr[i] != '"') {
		if (text.ptr[i] == '\\') {
			i += put_escape(&out, slice_from(text, i));
		} else {
			buf_putc(&out, text.ptr[i++]);
		}
	}
	*used = i < text.len ? i + 1 : i;
	return out.data;
}

char *patch_name_dup(struct slice text)
{
	size_t used;

	text = slice_trim_end(text);
	return text.len > 0 && text.ptr[0] == '"' ?
		       quoted_dup(text, &used) :
		       mem_strndup(text.ptr, text.len);
}

/* Takes the name; gives it without a/ or b/, or the like that git can be told to
 * write (i/, w/, c/, o/); NULL for /dev/null. */
static char *strip_side(char *name)
{
	char *path;

	if (strcmp(name, "/dev/null") == 0) {
		free(name);
		return NULL;
	}
	if (name[0] == '\0' || strchr("abciow", name[0]) == NULL ||
	    name[1] != '/') {
		return name;
	}
	path = mem_strdup(name + 2);
	free(name);
	return path;
}

char *patch_path_dup(struct slice line)
{
	struct slice rest = slice_from(line, 4);
	const char *tab = memchr(rest.ptr, '\t', rest.len);

	if (tab != NULL && rest.ptr[0] != '"') {
		rest.len = (size_t)(tab - rest.ptr);
	}
	return strip_side(patch_name_dup(rest));
}

/* Where the second of two names begins; 0 if that cannot be told. */
static size_t second_name(struct slice text)
{
	size_t found = 0;

	for (size_t i = 1; i + 1 < text.len; i++) {
		struct slice a = slice_of(text.ptr, i);
		struct slice b = slice_from(text, i + 1);

		if (text.ptr[i] == ' ' && a.len == b.len && a.len > 2 &&
		    a.ptr[1] == '/' && b.ptr[1] == '/' &&
		    slice_equal(slice_from(a, 2), slice_from(b, 2))) {
			found = i + 1;
		}
	}
	return found;
}

void patch_git_paths(struct slice line, char **old_path, char **new_path)
{
	struct slice rest = slice_trim(slice_from(line, strlen("diff --git ")));
	size_t second = second_name(rest);
	char *name;

	if (rest.len > 0 && rest.ptr[0] == '"') {
		name = quoted_dup(rest, &second);
		*old_path = strip_side(name);
		second++;
	} else if (second > 0) {
		*old_path = strip_side(mem_strndup(rest.ptr, second - 1));
	}
	if (second > 0 && second < rest.len) {
		*new_path = strip_side(patch_name_dup(slice_from(rest, second)));
	}
}

/* --- numbers ------------------------------------------------------------------------ */

static bool is_hex(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f');
}

static size_t hex_length(struct slice text)
{
	size_t len = 0;

	while (len < text.len && len < 64 && is_hex(text.ptr[len])) {
		len++;
	}
	return len;
}

static void set_id(char id[65], struct slice text)
{
	bool is_nothing = true;

	for (size_t i = 0; i < text.len; i++) {
		id[i] = text.ptr[i];
		is_nothing = is_nothing && text.ptr[i] == '0';
	}
	id[is_nothing ? 0 : text.len] = '\0';
}

bool patch_index_ids(struct slice line, char ids[2][65])
{
	struct slice rest = slice_from(line, strlen("index "));
	size_t old_len = hex_length(rest);
	size_t new_len = hex_length(slice_from(rest, old_len + 2));

	if (old_len < 4 || new_len < 4 || rest.ptr[old_len] != '.' ||
	    rest.ptr[old_len + 1] != '.') {
		return false;
	}
	set_id(ids[0], slice_of(rest.ptr, old_len));
	set_id(ids[1], slice_of(rest.ptr + old_len + 2, new_len));
	return true;
}

static bool take_number(struct slice *text, size_t *number)
{
	size_t i = 0;

	*number = 0;
	while (i < text->len && is_digit(text->ptr[i]) &&
	       *number < max_number) {
		*number = *number * 10 + (size_t)(text->ptr[i++] - '0');
	}
	*text = slice_from(*text, i);
	return i > 0 && *number < max_number;
}

static bool take(struct slice *text, const char *prefix)
{
	if (!slice_starts(*text, prefix)) {
		return false;
	}
	*text = slice_from(*text, strlen(prefix));
	return true;
}

/* "12,3", or "12" for one line. */
static bool take_range(struct slice *text, size_t *start, size_t *count)
{
	*count = 1;
	return take_number(text, start) &&
	       (!take(text, ",") || take_number(text, count));
}

bool patch_hunk_head(struct slice line, struct patch_hunk *hunk)
{
	return take(&line, "@@ -") &&
	       take_range(&line, &hunk->old_start, &hunk->old_count) &&
	       take(&line, " +") &&
	       take_range(&line, &hunk->new_start, &hunk->new_count) &&
	       take(&line, " @@");
}

/* --- pages -------------------------------------------------------------------------- */

/* "a / b / c" as "a/b/c". */
static char *crumbs_dup(struct slice text)
{
	struct buf out;

	buf_init(&out);
	while (text.len > 0) {
		const char *end = memmem(text.ptr, text.len, " / ", 3);
		size_t len = end != NULL ? (size_t)(end - text.ptr) : text.len;
		struct slice name = slice_trim(slice_of(text.ptr, len));

		if (name.len > 0 && name.ptr[0] != '[') {
			buf_puts(&out, out.len > 0 ? "/" : "");
			buf_put_slice(&out, name);
		}
		text = slice_from(text, end != NULL ? len + 3 : len);
	}
	return out.data;
}

/* The longest word that has a slash or a dot inside it. */
static struct slice path_word(struct slice text)
{
	struct slice best = slice_of(text.ptr, 0);

	while (text.len > 0) {
		size_t len = 0;
		struct slice word;

		while (len < text.len && !is_space(text.ptr[len])) {
			len++;
		}
		word = slice_of(text.ptr, len);
		if (len > best.len && word.ptr[len - 1] != '.' &&
		    memchr(word.ptr, ':', len) == NULL &&
		    (memchr(word.ptr, '/', len) != NULL ||
		     memchr(word.ptr, '.', len) != NULL)) {
			best = word;
		}
		text = slice_from(text, len + 1);
	}
	return best;
}

char *patch_page_path_dup(struct slice line)
{
	line = slice_trim(line);
	if (memmem(line.ptr, line.len, " / ", 3) != NULL) {
		char *path = crumbs_dup(line);

		if (path[0] != '\0') {
			return path;
		}
		free(path);
	}
	line = path_word(line);
	return line.len > 0 ? strip_side(mem_strndup(line.ptr, line.len)) :
			      NULL;
}
