/* SPDX-License-Identifier: ISC */
#include "edit/items.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "edit/workspace.h"
#include "model/project.h"

enum { WIDTH = 79, NUMBER_LIMIT = 6 };

/* The newest block: where to add to it, and an item to imitate. */
struct block {
	size_t first;		/* index of its first item */
	size_t last;		/* of its last; the same item if it is empty */
	bool empty;
	size_t offset;		/* where the new item goes */
};

/* How an item begins: "11. ", "JH/03 ". */
struct style {
	size_t lead;		/* blanks before the tag */
	struct slice tag;
	size_t text;		/* column of its text, and of its other lines */
};

static size_t find_item(const struct unit_list *list, enum unit_kind kind)
{
	for (size_t i = 0; i < list->count; i++) {
		if (list->units[i].kind == kind) {
			return i;
		}
	}
	return UNIT_NONE;
}

/* A heading for the current version that has no items yet, above the first item;
 * UNIT_NONE if there is none. */
static size_t find_empty_block(const struct workspace *workspace,
			       const struct unit_list *list, size_t item)
{
	const char *version = workspace->version;

	for (size_t i = 0; version != NULL && i < item; i++) {
		const struct unit *unit = &list->units[i];
		size_t len = strlen(unit->title);
		size_t version_len = strlen(version);

		if (unit->kind == UNIT_SECTION && i != list->units[item].parent &&
		    len > version_len &&
		    strcmp(unit->title + len - version_len, version) == 0 &&
		    unit->title[len - version_len - 1] == ' ') {
			return i;
		}
	}
	return UNIT_NONE;
}

static int find_block(const struct workspace *workspace, size_t doc,
		      enum unit_kind kind, struct block *out, struct diag *diag)
{
	const struct workspace_doc *where = &workspace->docs[doc];
	const struct unit_list *list = &where->units;
	size_t empty;

	out->first = find_item(list, kind);
	if (out->first == UNIT_NONE) {
		diag_file(diag, DIAG_ERROR, where->name,
			  "no item here to put another one after; write the "
			  "first one by hand");
		return -1;
	}
	out->last = out->first;
	empty = find_empty_block(workspace, list, out->first);
	out->empty = empty != UNIT_NONE;
	if (out->empty) {
		out->offset = list->units[empty].span.end;
		return 0;
	}
	for (size_t i = out->first; i < list->count; i++) {
		if (list->units[i].kind == kind &&
		    list->units[i].parent == list->units[out->first].parent) {
			out->last = i;
		}
	}
	out->offset = list->units[out->last].span.end;
	return 0;
}

static struct style read_style(const struct unit *unit)
{
	struct slice line = source_line_text(unit->source, unit->line);
	struct style style = { 0 };
	size_t at = 0;

	while (at < line.len && line.ptr[at] == ' ') {
		at++;
	}
	style.lead = at;
	while (at < line.len && !is_space(line.ptr[at])) {
		at++;
	}
	style.tag = slice_of(line.ptr + style.lead, at - style.lead);
	while (at < line.len && line.ptr[at] == ' ') {
		at++;
	}
	style.text = at;
	return style;
}

/* The style of the latest item that has one tag only. */
static struct style latest_style(const struct unit_list *list,
				 const struct block *block, enum unit_kind kind)
{
	struct style style = read_style(&list->units[block->last]);

	for (size_t i = block->last + 1; i > block->first; i--) {
		if (list->units[i - 1].kind == kind) {
			style = read_style(&list->units[i - 1]);
			if (memchr(style.tag.ptr, ',', style.tag.len) == NULL) {
				break;
			}
		}
	}
	return style;
}

static size_t read_number(struct slice text, size_t *digits)
{
	size_t value = 0;

	*digits = 0;
	while (*digits < text.len && *digits < NUMBER_LIMIT &&
	       is_digit(text.ptr[*digits])) {
		value = value * 10 + (size_t)(text.ptr[(*digits)++] - '0');
	}
	return value;
}

/* Fills the text into lines after the tag that out ends with, and hangs them. */
static void put_filled(struct buf *out, const char *text, size_t hang)
{
	size_t column = hang;
	bool first = true;

	while (*text != '\0') {
		size_t len = strcspn(text, " ");

		if (!first && column + 1 + len > WIDTH) {
			buf_putc(out, '\n');
			buf_fill(out, ' ', hang);
			column = hang;
		} else if (!first) {
			buf_putc(out, ' ');
			column++;
		}
		buf_put(out, text, len);
		column += len;
		first = false;
		text += len;
		text += strspn(text, " ");
	}
	buf_putc(out, '\n');
}

/* The tag is in out, from start on: pads to the column and adds the text. */
static void insert_item(struct workspace *workspace, size_t doc,
			enum unit_kind kind, const struct block *block,
			struct buf *out, const char *tag)
{
	size_t change = change_insert(workspace_changes(workspace, doc),
				      block->offset, buf_slice(out));

	workspace_expect(workspace, doc, true, kind, NULL);
	workspace_report(workspace, doc, change, 1, "added item %s", tag);
}

int items_add_news(struct workspace *workspace, size_t doc, const char *text,
		   struct diag *diag)
{
	const struct unit_list *list = &workspace->docs[doc].units;
	struct block block;
	struct style style;
	struct buf out;
	char *tag;
	size_t digits;
	size_t number;

	if (find_block(workspace, doc, UNIT_NEWS_ITEM, &block, diag) != 0) {
		return -1;
	}
	style = read_style(&list->units[block.last]);
	number = read_number(style.tag, &digits) + 1;
	tag = mem_printf("%zu%.*s", block.empty ? 1 : number,
			 (int)(style.tag.len - digits), style.tag.ptr + digits);
	buf_init(&out);
	buf_putc(&out, '\n');
	/* Numbers are aligned at their right, where the tags end. */
	if (strlen(tag) < style.lead + style.tag.len) {
		buf_fill(&out, ' ', style.lead + style.tag.len - strlen(tag));
	}
	buf_puts(&out, tag);
	buf_putc(&out, ' ');
	while (out.len - 1 < style.text) {
		buf_putc(&out, ' ');
	}
	put_filled(&out, text, style.text);
	insert_item(workspace, doc, UNIT_NEWS_ITEM, &block, &out, tag);
	buf_release(&out);
	free(tag);
	return 0;
}

/* The length of the initials before a slash and a number; 0 if it is no tag. */
static size_t initials_len(struct slice tag)
{
	size_t len = 0;

	while (len < tag.len && is_alpha(tag.ptr[len])) {
		len++;
	}
	return len + 1 < tag.len && tag.ptr[len] == '/' &&
		       is_digit(tag.ptr[len + 1]) ? len : 0;
}

/* The highest number this author has in a tag such as "AB/03,CD/11". */
static size_t highest_in_tag(struct slice tag, struct slice author)
{
	size_t highest = 0;

	while (tag.len > 0) {
		const char *comma = memchr(tag.ptr, ',', tag.len);
		size_t len = comma != NULL ? (size_t)(comma - tag.ptr) : tag.len;
		size_t initials = initials_len(slice_of(tag.ptr, len));

		if (initials > 0 &&
		    slice_equal(slice_of(tag.ptr, initials), author)) {
			size_t digits;
			size_t number = read_number(
				slice_of(tag.ptr + initials + 1,
					 len - initials - 1), &digits);

			highest = number > highest ? number : highest;
		}
		len += comma != NULL;
		tag = slice_of(tag.ptr + len, tag.len - len);
	}
	return highest;
}

static size_t next_number(const struct unit_list *list,
			  const struct block *block, struct slice author)
{
	size_t highest = 0;

	for (size_t i = block->first; !block->empty && i <= block->last; i++) {
		if (list->units[i].kind == UNIT_CHANGE_ITEM) {
			struct style style = read_style(&list->units[i]);
			size_t number = highest_in_tag(style.tag, author);

			highest = number > highest ? number : highest;
		}
	}
	return highest + 1;
}

int items_add_change(struct workspace *workspace, size_t doc, const char *text,
		     struct diag *diag)
{
	const struct workspace_doc *where = &workspace->docs[doc];
	const struct unit_list *list = &where->units;
	struct block block;
	struct style style;
	struct slice author;
	struct buf out;
	char *tag;

	if (find_block(workspace, doc, UNIT_CHANGE_ITEM, &block, diag) != 0) {
		return -1;
	}
	style = latest_style(list, &block, UNIT_CHANGE_ITEM);
	author = slice_of(style.tag.ptr, initials_len(style.tag));
	if (workspace->project->author != NULL) {
		author = slice_text(workspace->project->author);
	}
	if (author.len == 0) {
		diag_line(diag, DIAG_ERROR, where->name,
			  list->units[block.last].line,
			  "no author's initials before this item; set 'author' "
			  "in the configuration");
		return -1;
	}
	tag = mem_printf("%.*s/%02zu", (int)author.len, author.ptr,
			 next_number(list, &block, author));
	buf_init(&out);
	buf_printf(&out, "\n%s ", tag);
	while (out.len - 1 < style.text) {
		buf_putc(&out, ' ');
	}
	put_filled(&out, text, style.text);
	insert_item(workspace, doc, UNIT_CHANGE_ITEM, &block, &out, tag);
	buf_release(&out);
	free(tag);
	return 0;
}
