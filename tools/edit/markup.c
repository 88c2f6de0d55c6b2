/* SPDX-License-Identifier: ISC */
#include "edit/markup.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "edit/names.h"

static const struct markup *const table[] = { &markup_xfpt, &markup_docbook };

const struct markup *markup_of(enum doc_format format)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (table[i]->format == format) {
			return table[i];
		}
	}
	return NULL;
}

struct text_sink {
	const struct markup_writer *writer;
	struct buf *out;
};

static void put_piece(void *payload, enum inline_kind kind, struct slice text)
{
	struct text_sink *sink = payload;

	sink->writer->markup->put_inline(&sink->writer->traits, kind, text,
					 sink->out);
}

void markup_text(struct markup_writer *writer, struct slice text,
		 struct buf *out)
{
	struct text_sink payload = { .writer = writer, .out = out };
	struct inline_sink sink = { .put = put_piece, .payload = &payload };

	inline_scan(text, writer->options, &sink);
}

char *markup_id_dup(struct markup_writer *writer, const char *prefix,
		    const char *title)
{
	struct buf id;
	size_t len;

	buf_init(&id);
	buf_puts(&id, prefix);
	for (; *title != '\0'; title++) {
		if (is_alnum(*title)) {
			buf_putc(&id, to_lower(*title));
		}
	}
	len = id.len;
	for (size_t n = 2; names_has(writer->ids, buf_slice(&id)); n++) {
		buf_truncate(&id, len);
		buf_printf(&id, "%zu", n);
	}
	names_add(writer->ids, buf_slice(&id));
	return buf_detach(&id, NULL);
}

/* --- the blocks of a section ---------------------------------------------------- */

/* Where in the section we are. */
struct progress {
	struct markup_writer *writer;
	struct buf *out;
	struct buf scratch;
	const char *id;
	enum prose_list lists[PROSE_DEPTH + 1];	/* those open, from 1 */
	size_t depth;
	bool in_sub;		/* a sub-heading has been written */
	bool first;		/* nothing has followed the heading yet */
};

static struct slice marked(struct progress *progress, const char *text)
{
	buf_clear(&progress->scratch);
	markup_text(progress->writer, slice_text(text), &progress->scratch);
	return buf_slice(&progress->scratch);
}

static void close_lists(struct progress *progress, size_t depth)
{
	for (; progress->depth > depth; progress->depth--) {
		progress->writer->markup->close_list(
			progress->lists[progress->depth], progress->out);
		progress->first = false;
	}
}

static void put_heading(struct progress *progress, const char *title)
{
	const struct markup *markup = progress->writer->markup;
	char *id = markup_id_dup(progress->writer, progress->id, title);
	struct markup_section section = { .title = title, .id = id,
					  .sub = true };

	if (progress->in_sub) {
		markup->close_section(progress->out);
	}
	markup->open_section(&progress->writer->traits, &section,
			     progress->out);
	progress->in_sub = true;
	progress->first = true;
	free(id);
}

static void put_item(struct progress *progress, const struct prose_block *block)
{
	const struct markup *markup = progress->writer->markup;
	struct slice term = slice_of("", 0);

	if (block->first) {
		markup->open_list(block->list, progress->out);
		progress->lists[block->depth] = block->list;
		progress->depth = block->depth;
	}
	if (block->term != NULL) {
		term = marked(progress, block->term);
	}
	markup->item(block->list, term, block->first, progress->out);
	progress->first = true;
}

static void put_block(struct progress *progress, const struct prose_block *block)
{
	const struct markup *markup = progress->writer->markup;

	close_lists(progress, block->first ? block->depth - 1 : block->depth);
	if (block->kind == PROSE_HEADING) {
		put_heading(progress, block->text);
		return;
	}
	if (block->item) {
		put_item(progress, block);
	}
	if (block->kind == PROSE_CODE) {
		markup->code(slice_text(block->text), progress->out);
	} else if (block->text[0] != '\0') {
		markup->paragraph(marked(progress, block->text),
				  progress->first, progress->out);
	} else {
		return;
	}
	progress->first = false;
}

void markup_prose(struct markup_writer *writer, const struct prose *prose,
		  const char *id, struct buf *out)
{
	struct progress progress = { .writer = writer, .out = out, .id = id,
				     .first = true };

	buf_init(&progress.scratch);
	for (size_t i = 0; i < prose->count; i++) {
		put_block(&progress, &prose->blocks[i]);
	}
	close_lists(&progress, 0);
	if (progress.in_sub) {
		writer->markup->close_section(out);
	}
	buf_release(&progress.scratch);
}
