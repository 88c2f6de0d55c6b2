/* SPDX-License-Identifier: ISC */
#include "edit/mention.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "edit/sentence.h"
#include "edit/workspace.h"
#include "model/project.h"

static const char prefix[] = "EXPERIMENTAL_";

static bool is_switch_char(char c)
{
	return (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_';
}

/* --- which switches ---------------------------------------------------------------- */

/* Takes the next switch off the text. */
static bool next_switch(struct slice *text, struct slice *name)
{
	size_t prefix_len = sizeof(prefix) - 1;

	for (size_t i = 0; i + prefix_len < text->len; i++) {
		size_t end = i + prefix_len;

		if (memcmp(text->ptr + i, prefix, prefix_len) != 0 ||
		    (i > 0 && (is_alnum(text->ptr[i - 1]) ||
			       text->ptr[i - 1] == '_'))) {
			continue;
		}
		while (end < text->len && is_switch_char(text->ptr[end])) {
			end++;
		}
		while (text->ptr[end - 1] == '_') {
			end--;
		}
		if (end <= i + prefix_len) {
			continue;
		}
		*name = slice_of(text->ptr + i, end - i);
		*text = slice_of(text->ptr + end, text->len - end);
		return true;
	}
	return false;
}

/* Does a word of the switch after its prefix stand in the title? */
static bool resembles(struct slice name, const char *title)
{
	size_t at = sizeof(prefix) - 1;

	while (at < name.len) {
		size_t start = at;
		struct buf word;
		bool found;

		buf_init(&word);
		while (at < name.len && name.ptr[at] != '_') {
			buf_putc(&word, to_lower(name.ptr[at++]));
		}
		found = at > start &&
			sentence_find(slice_text(title), word.data) != NULL;
		buf_release(&word);
		if (found) {
			return true;
		}
		at++;
	}
	return false;
}

static void add_once(struct names *names, struct slice name)
{
	if (!names_has(names, name)) {
		names_add(names, name);
	}
}

static void add_from_title(const char *title, struct names *out)
{
	struct buf name;

	buf_init(&name);
	buf_puts(&name, prefix);
	for (; is_alnum(*title); title++) {
		buf_putc(&name, *title >= 'a' && *title <= 'z'
					? (char)(*title - 'a' + 'A')
					: *title);
	}
	if (name.len > sizeof(prefix) - 1) {
		add_once(out, buf_slice(&name));
	}
	buf_release(&name);
}

void mention_find_switches(const char *title, struct slice text,
			   struct names *out)
{
	struct names others = { 0 };
	struct slice rest = text;
	struct slice name;

	while (next_switch(&rest, &name)) {
		add_once(resembles(name, title) ? out : &others, name);
	}
	if (out->count == 0) {
		for (size_t i = 0; i < others.count; i++) {
			add_once(out, slice_text(others.items[i]));
		}
		add_from_title(title, out);
	}
	names_release(&others);
}

/* --- where they are named ------------------------------------------------------------- */

bool mention_in(struct slice text, const struct names *switches)
{
	struct slice name;

	while (next_switch(&text, &name)) {
		for (size_t i = 0; i < switches->count; i++) {
			if (slice_is(name, switches->items[i])) {
				return true;
			}
		}
	}
	return false;
}

struct search {
	const struct names *switches;
	const struct mention_place *apart;
	struct buf elsewhere;
	struct buf in_part;
};

static void put_line(struct buf *out, const char *path, size_t line,
		     struct slice text)
{
	text = slice_trim(text);
	buf_printf(out, "%s:%zu: ", path, line);
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		buf_putc(out, c < 0x20 || c == 0x7f ? ' ' : text.ptr[i]);
	}
	buf_putc(out, '\n');
}

static void search_text(struct search *search, const char *path,
			struct slice text)
{
	bool has_part = strcmp(path, search->apart->path) == 0;
	size_t at = 0;

	for (size_t line = 1; at < text.len; line++) {
		const char *newline = memchr(text.ptr + at, '\n', text.len - at);
		size_t end = newline != NULL ? (size_t)(newline - text.ptr)
					     : text.len;
		struct slice content = slice_of(text.ptr + at, end - at);
		bool inside = has_part && at >= search->apart->span.start &&
			      at < search->apart->span.end;

		if (mention_in(content, search->switches)) {
			put_line(inside ? &search->in_part : &search->elsewhere,
				 path, line, content);
		}
		at = end + 1;
	}
}

/* The bytes of a document as edited, or as opened, or as they are on disk. */
static void search_doc(struct search *search, const struct workspace *workspace,
		       const char *path)
{
	struct diag silent;
	struct source *source;
	char *full;

	if (path == NULL) {
		return;
	}
	for (size_t i = 0; i < workspace->changes.count; i++) {
		const struct change_file *file = &workspace->changes.files[i];

		if (strcmp(file->path, path) == 0) {
			search_text(search, path, buf_slice(&file->after));
			return;
		}
	}
	diag_init(&silent, NULL);
	full = project_path_dup(workspace->project, path);
	source = source_read(full, &silent);
	if (source != NULL) {
		search_text(search, path, slice_of(source->text, source->len));
	}
	source_free(source);
	free(full);
}

static void search_list(struct search *search, const struct workspace *workspace,
			const struct project_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		search_doc(search, workspace, list->values[i]);
	}
}

void mention_print(const struct workspace *workspace,
		   const struct names *switches,
		   const struct mention_place *apart, struct buf *out)
{
	const struct project *project = workspace->project;
	struct search search = { .switches = switches, .apart = apart };

	buf_init(&search.elsewhere);
	buf_init(&search.in_part);
	search_list(&search, workspace, &project->main);
	search_list(&search, workspace, &project->plain);
	search_doc(&search, workspace, project->experimental);
	search_doc(&search, workspace, project->option_list);
	search_doc(&search, workspace, project->news);
	search_doc(&search, workspace, project->changelog);
	for (size_t i = 0; i < switches->count; i++) {
		buf_printf(out, "%s%s", i > 0 ? ", " : "", switches->items[i]);
	}
	buf_puts(out, search.elsewhere.len > 0
			      ? " is still named in these places:\n"
			      : " is named nowhere else\n");
	buf_put_slice(out, buf_slice(&search.elsewhere));
	if (search.in_part.len > 0) {
		buf_puts(out, "and in the section itself, which needs other "
			      "words there:\n");
		buf_put_slice(out, buf_slice(&search.in_part));
	}
	buf_release(&search.elsewhere);
	buf_release(&search.in_part);
}
