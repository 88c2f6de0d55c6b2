/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/source.h"
#include "diff/lines.h"
#include "diff/truth.h"
#include "model/doc.h"

/* --- pairs of files ------------------------------------------------------------------ */

static size_t folder_len(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? (size_t)(slash - path) + 1 : 0;
}

/*
 * A file's name as seen from the document's main file: equal on both sides.
 * Lent.
 */
static const char *relative_name(const struct doc *doc,
				 const struct source *source)
{
	const char *main_name = doc_main_source(doc)->name;
	size_t len = folder_len(main_name);

	return strncmp(source->name, main_name, len) == 0 ?
		       source->name + len :
		       source->name + folder_len(source->name);
}

/* What the set calls the file, new. */
static char *path_dup(const struct diff_document *document,
		      const struct source *source)
{
	if (source == doc_main_source(document->doc)) {
		return mem_strdup(document->path);
	}
	return mem_printf("%.*s%s", (int)folder_len(document->path),
			  document->path,
			  relative_name(document->doc, source));
}

static uint64_t source_key(const struct source *source)
{
	uintptr_t number = (uintptr_t)source;

	return hash_bytes(slice_of((const char *)&number, sizeof(number)));
}

static struct truth_text text_of(struct source *source,
				 const struct side *side, uint32_t part)
{
	struct truth_text text = { .source = source, .document_part = part };

	if (source != NULL) {
		text.format = side->parts[part].document->doc->format;
		/* Counts the lines now: later it may be two threads that ask. */
		(void)source_line_count(source);
	}
	return text;
}

static void add_file(struct truth *truth, struct truth_text old_text,
		     struct truth_text new_text)
{
	uint32_t number = (uint32_t)truth->count;

	MEM_GROW(truth->files, truth->count, truth->capacity);
	truth->files[truth->count++] = (struct truth_file){
		.old_text = old_text, .new_text = new_text
	};
	if (old_text.source != NULL) {
		table_add(&truth->old_sources, source_key(old_text.source),
			  number);
	}
	if (new_text.source != NULL) {
		table_add(&truth->new_sources, source_key(new_text.source),
			  number);
	}
}

static uint64_t name_key(const struct doc *doc, size_t index)
{
	return index == 0 ? 1 : hash_bytes(slice_text(relative_name(
					doc, doc->sources[index])));
}

/* What is built in, or made up, is no file that could change. */
static bool is_file(const struct doc *doc, size_t index)
{
	return index == 0 || doc->sources[index]->path != NULL;
}

/* The sources of two documents that are a match; either may be none. */
static void pair_sources(struct truth *truth, uint32_t old_part,
			 uint32_t new_part)
{
	const struct side *old_side = &truth->compare->old_side;
	const struct side *new_side = &truth->compare->new_side;
	const struct doc *old_doc = old_part != NO_PART ?
		old_side->parts[old_part].document->doc : NULL;
	const struct doc *new_doc = new_part != NO_PART ?
		new_side->parts[new_part].document->doc : NULL;
	size_t old_count = old_doc != NULL ? old_doc->source_count : 0;
	size_t new_count = new_doc != NULL ? new_doc->source_count : 0;
	struct truth_text none = { 0 };
	struct table names;

	table_init(&names, old_count);
	for (size_t i = 0; i < old_count; i++) {
		if (is_file(old_doc, i)) {
			table_add(&names, name_key(old_doc, i), (uint32_t)i);
		}
	}
	for (size_t i = 0; i < new_count; i++) {
		struct table_row *row = table_find(&names, name_key(new_doc, i));
		uint32_t old = row != NULL ? table_take(&names, row) :
					     TABLE_NONE;

		if (!is_file(new_doc, i)) {
			continue;
		}
		add_file(truth,
			 old != TABLE_NONE ? text_of(old_doc->sources[old],
						     old_side, old_part) : none,
			 text_of(new_doc->sources[i], new_side, new_part));
	}
	for (size_t i = 0; i < old_count; i++) {
		struct table_row *row = table_find(&names, name_key(old_doc, i));
		uint32_t old = row != NULL ? table_take(&names, row) :
					     TABLE_NONE;

		if (old != TABLE_NONE) {
			add_file(truth, text_of(old_doc->sources[old], old_side,
						old_part), none);
		}
	}
	table_release(&names);
}

static size_t count_sources(const struct side *side)
{
	size_t count = 0;

	for (size_t i = 0; i < side->set->count; i++) {
		const struct doc *doc = side->set->documents[i].doc;

		count += doc != NULL ? doc->source_count : 0;
	}
	return count;
}

static void pair_documents(struct truth *truth)
{
	const struct side *old_side = &truth->compare->old_side;
	const struct side *new_side = &truth->compare->new_side;

	table_init(&truth->old_sources, count_sources(old_side));
	table_init(&truth->new_sources, count_sources(new_side));
	for (size_t i = 0; i < new_side->part_count; i++) {
		if (new_side->parts[i].unit == NULL) {
			pair_sources(truth, new_side->parts[i].match,
				     (uint32_t)i);
		}
	}
	for (size_t i = 0; i < old_side->part_count; i++) {
		if (old_side->parts[i].unit == NULL &&
		    old_side->parts[i].match == NO_PART) {
			pair_sources(truth, (uint32_t)i, NO_PART);
		}
	}
}

/* --- lines ---------------------------------------------------------------------------- */

static struct slice bytes_of(const struct truth_text *text)
{
	return text->source != NULL ?
		       slice_of(text->source->text, text->source->len) :
		       slice_of("", 0);
}

static char *tree_path_dup(const struct side *side,
			   const struct truth_text *text)
{
	char *path;
	char *clean;

	if (text->source == NULL) {
		return NULL;
	}
	path = path_dup(side->parts[text->document_part].document,
			text->source);
	clean = clean_dup(path);
	free(path);
	return clean;
}

/* The bytes of lines from 0. */
static struct slice lines_of(struct source *source, size_t start, size_t count)
{
	size_t from;

	if (count == 0) {
		return slice_of("", 0);
	}
	from = source_line_start(source, start + 1);
	return slice_of(source->text + from,
			source_line_start(source, start + count + 1) - from);
}

static void note_file(struct truth *truth, const struct truth_file *file)
{
	struct change_tree *tree = truth->compare->tree;
	struct change_file *out;

	MEM_GROW(tree->files, tree->file_count, tree->file_capacity);
	out = &tree->files[tree->file_count++];
	*out = (struct change_file){
		.old_path = tree_path_dup(&truth->compare->old_side,
					  &file->old_text),
		.new_path = tree_path_dup(&truth->compare->new_side,
					  &file->new_text),
		.hunk_count = file->hunks.count,
	};
	out->hunks = mem_alloc((file->hunks.count + 1) * sizeof(*out->hunks));
	for (size_t i = 0; i < file->hunks.count; i++) {
		const struct sequence_change *hunk = &file->hunks.items[i];

		out->hunks[i] = (struct change_hunk){
			.old_start = hunk->old_start,
			.old_count = hunk->old_count,
			.new_start = hunk->new_start,
			.new_count = hunk->new_count,
		};
		if (file->new_text.source != NULL) {
			out->hunks[i].text =
				lines_of(file->new_text.source,
					 hunk->new_start, hunk->new_count);
		}
	}
}

/* Only lines of hunks want an explanation. */
static void prepare_texts(struct truth_file *file)
{
	struct truth_text *texts[] = { &file->old_text, &file->new_text };

	for (size_t i = 0; i < 2; i++) {
		size_t count;

		if (texts[i]->source == NULL) {
			continue;
		}
		count = source_line_count(texts[i]->source);
		texts[i]->explained = mem_alloc(count + 1);
		memset(texts[i]->explained, true, count);
	}
	for (size_t i = 0; i < file->hunks.count; i++) {
		const struct sequence_change *hunk = &file->hunks.items[i];

		for (size_t n = 0; n < hunk->old_count; n++) {
			file->old_text.explained[hunk->old_start + n] = false;
		}
		for (size_t n = 0; n < hunk->new_count; n++) {
			file->new_text.explained[hunk->new_start + n] = false;
		}
	}
}

/* What was found before there were documents; NULL: nothing. */
static const struct sequence_changes *known_hunks(const struct compare *compare,
						  const struct truth_file *file)
{
	const struct source *old_source = file->old_text.source;
	const struct source *new_source = file->new_text.source;
	const struct diff_document *document;

	if (old_source == NULL || new_source == NULL) {
		return NULL;
	}
	document = compare->new_side.parts[file->new_text.document_part].document;
	return document->compared == old_source &&
			       doc_main_source(document->doc) == new_source ?
		       &document->hunks : NULL;
}

static void find_hunks(const struct compare *compare, struct truth_file *file,
		       struct slice old_bytes, struct slice new_bytes)
{
	const struct sequence_changes *known = known_hunks(compare, file);

	if (known == NULL) {
		lines_diff(old_bytes, new_bytes, &file->hunks);
		return;
	}
	file->hunks = (struct sequence_changes){
		.items = mem_resize(NULL, known->count + 1,
				    sizeof(*known->items)),
		.count = known->count,
		.capacity = known->count + 1,
	};
	if (known->count > 0) {
		memcpy(file->hunks.items, known->items,
		       known->count * sizeof(*known->items));
	}
}

struct truth *truth_new(struct compare *compare)
{
	struct truth *truth = mem_alloc(sizeof(*truth));

	truth->compare = compare;
	pair_documents(truth);
	for (size_t i = 0; i < truth->count; i++) {
		struct truth_file *file = &truth->files[i];
		struct slice old_bytes = bytes_of(&file->old_text);
		struct slice new_bytes = bytes_of(&file->new_text);
		bool both = file->old_text.source != NULL &&
			    file->new_text.source != NULL;

		if (both && slice_equal(old_bytes, new_bytes)) {
			continue;
		}
		find_hunks(compare, file, old_bytes, new_bytes);
		note_file(truth, file);
		if (!both || file->old_text.format == file->new_text.format) {
			prepare_texts(file);
		}
	}
	return truth;
}

static void text_release(struct truth_text *text)
{
	free(text->explained);
	free(text->parts);
}

void truth_free(struct truth *truth)
{
	for (size_t i = 0; i < truth->count; i++) {
		text_release(&truth->files[i].old_text);
		text_release(&truth->files[i].new_text);
		sequence_changes_release(&truth->files[i].hunks);
	}
	free(truth->files);
	table_release(&truth->old_sources);
	table_release(&truth->new_sources);
	free(truth);
}

struct truth_file *truth_file_of(struct truth *truth,
				 const struct source *source, bool is_old)
{
	const struct table *table =
		is_old ? &truth->old_sources : &truth->new_sources;
	const struct table_row *row = table_find(table, source_key(source));

	return row != NULL ?
		       &truth->files[table->entries[row->first].value] : NULL;
}

struct truth_text *truth_find(struct truth *truth, const struct source *source,
			      bool is_old)
{
	struct truth_file *file = truth_file_of(truth, source, is_old);

	return file == NULL ? NULL :
	       is_old ? &file->old_text : &file->new_text;
}

char *truth_included_dup(const struct truth *truth,
			 const struct truth_file *file)
{
	bool is_new = file->new_text.source != NULL;
	const struct truth_text *text =
		is_new ? &file->new_text : &file->old_text;
	const struct side *side = is_new ? &truth->compare->new_side :
					   &truth->compare->old_side;
	const struct doc *doc =
		side->parts[text->document_part].document->doc;

	return text->source == doc_main_source(doc) ?
		       NULL : tree_path_dup(side, text);
}

uint32_t truth_part_at(struct truth *truth, struct truth_text *text, bool is_old,
		       size_t line)
{
	const struct side *side = is_old ? &truth->compare->old_side :
					   &truth->compare->new_side;
	size_t count = source_line_count(text->source);

	if (text->parts == NULL) {
		text->parts = mem_resize(NULL, count + 1, sizeof(uint32_t));
		for (size_t i = 0; i <= count; i++) {
			text->parts[i] = text->document_part;
		}
		for (size_t i = 0; i < side->part_count; i++) {
			const struct unit *unit = side->parts[i].unit;

			if (unit == NULL || unit->source != text->source) {
				continue;
			}
			for (size_t n = unit->line;
			     n <= unit->end_line && n <= count; n++) {
				text->parts[n - 1] = (uint32_t)i;
			}
		}
	}
	return text->parts[line <= count && line > 0 ? line - 1 : 0];
}
