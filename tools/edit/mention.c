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

/* A character of a switch's name; prefixes may be in small letters. */
static bool is_switch_char(char c)
{
	return is_alnum(c) || c == '_';
}

/* --- which switches ---------------------------------------------------------------- */

/* Takes the next word that begins with the prefix off the text. */
static bool next_switch(struct slice *text, struct slice prefix,
			struct slice *name)
{
	for (size_t i = 0; i + prefix.len < text->len; i++) {
		size_t end = i + prefix.len;

		if (memcmp(text->ptr + i, prefix.ptr, prefix.len) != 0 ||
		    (i > 0 && is_switch_char(text->ptr[i - 1]))) {
			continue;
		}
		while (end < text->len && is_switch_char(text->ptr[end])) {
			end++;
		}
		while (end > i + prefix.len && text->ptr[end - 1] == '_') {
			end--;
		}
		if (end == i + prefix.len) {
			continue;
		}
		*name = slice_of(text->ptr + i, end - i);
		*text = slice_of(text->ptr + end, text->len - end);
		return true;
	}
	return false;
}

/* Does a word of the switch after its prefix stand in the title? */
static bool resembles(struct slice name, size_t prefix_len, const char *title)
{
	size_t at = prefix_len;

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

/* The prefix and the title's first word in capitals. */
static void put_from_title(const char *title, struct slice prefix,
			   struct buf *name)
{
	buf_put_slice(name, prefix);
	for (; is_alnum(*title); title++) {
		buf_putc(name, *title >= 'a' && *title <= 'z'
				       ? (char)(*title - 'a' + 'A')
				       : *title);
	}
}

/* --- where they are named ------------------------------------------------------------- */

static bool names_switch(struct slice text, const char *name)
{
	size_t len = strlen(name);
	const char *at = text.ptr;
	const char *end = text.ptr + text.len;

	while ((at = memmem(at, (size_t)(end - at), name, len)) != NULL) {
		if ((at == text.ptr || !is_switch_char(at[-1])) &&
		    (at + len == end || !is_switch_char(at[len]))) {
			return true;
		}
		at += len;
	}
	return false;
}

bool mention_in(struct slice text, const struct names *switches)
{
	for (size_t i = 0; i < switches->count; i++) {
		if (names_switch(text, switches->items[i])) {
			return true;
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

/* path: relative to the root; name: in the list. */
static void search_text(struct search *search, const char *path,
			const char *name, struct slice text)
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

		if (mention_in(content, search->switches) ||
		    (inside && sentence_find(content, "experimental") != NULL)) {
			put_line(inside ? &search->in_part : &search->elsewhere,
				 name, line, content);
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
	full = project_path_dup(workspace->project, path);
	for (size_t i = 0; i < workspace->changes.count; i++) {
		const struct change_file *file = &workspace->changes.files[i];

		if (strcmp(file->path, path) == 0) {
			search_text(search, path, full,
				    buf_slice(&file->after));
			free(full);
			return;
		}
	}
	diag_init(&silent, NULL);
	source = source_read(full, &silent);
	if (source != NULL) {
		search_text(search, path, full,
			    slice_of(source->text, source->len));
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

static void search_all(struct search *search, const struct workspace *workspace)
{
	const struct project *project = workspace->project;

	search_list(search, workspace, &project->main);
	search_list(search, workspace, &project->plain);
	search_doc(search, workspace, project->experimental);
	search_doc(search, workspace, project->option_list);
	search_doc(search, workspace, project->news);
	search_doc(search, workspace, project->changelog);
}

static void search_init(struct search *search, const struct names *switches,
			const struct mention_place *apart)
{
	search->switches = switches;
	search->apart = apart;
	buf_init(&search->elsewhere);
	buf_init(&search->in_part);
}

static void search_release(struct search *search)
{
	buf_release(&search->elsewhere);
	buf_release(&search->in_part);
}

static bool is_named(const struct workspace *workspace, struct slice name)
{
	const struct mention_place nowhere = { .path = "" };
	struct names one = { 0 };
	struct search search;
	bool found;

	names_add(&one, name);
	search_init(&search, &one, &nowhere);
	search_all(&search, workspace);
	found = search.elsewhere.len > 0;
	search_release(&search);
	names_release(&one);
	return found;
}

void mention_find_switches(const struct workspace *workspace, const char *title,
			   struct slice text, struct names *out)
{
	struct slice prefix = slice_text(
		workspace->project->switch_prefix != NULL
			? workspace->project->switch_prefix : "");
	struct names others = { 0 };
	struct slice name;
	struct buf made;

	if (prefix.len == 0) {
		return;
	}
	while (next_switch(&text, prefix, &name)) {
		add_once(resembles(name, prefix.len, title) ? out : &others,
			 name);
	}
	buf_init(&made);
	put_from_title(title, prefix, &made);
	if (out->count == 0 && made.len > prefix.len &&
	    is_named(workspace, buf_slice(&made))) {
		names_add(out, buf_slice(&made));
	}
	if (out->count == 0) {
		for (size_t i = 0; i < others.count; i++) {
			names_add(out, slice_text(others.items[i]));
		}
	}
	buf_release(&made);
	names_release(&others);
}

void mention_print(const struct workspace *workspace,
		   const struct names *switches,
		   const struct mention_place *apart, struct buf *out)
{
	struct search search;

	search_init(&search, switches, apart);
	search_all(&search, workspace);
	for (size_t i = 0; i < switches->count; i++) {
		buf_printf(out, "%s%s", i > 0 ? ", " : "", switches->items[i]);
	}
	if (switches->count > 0) {
		buf_puts(out, switches->count > 1 ? " are" : " is");
		buf_puts(out, search.elsewhere.len > 0
				      ? " still named in these places:\n"
				      : " named nowhere else\n");
	}
	buf_put_slice(out, buf_slice(&search.elsewhere));
	if (search.in_part.len > 0) {
		buf_puts(out, "in the section itself these lines need other "
			      "words:\n");
		buf_put_slice(out, buf_slice(&search.in_part));
	}
	search_release(&search);
}
