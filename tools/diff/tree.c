/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "base/mem.h"
#include "diff/diff.h"
#include "model/doc.h"

/* --- names -------------------------------------------------------------------- */

const char *change_kind_name(enum change_kind kind)
{
	static const char *const names[] = {
		[CHANGE_ADDED] = "added",
		[CHANGE_REMOVED] = "removed",
		[CHANGE_MOVED] = "moved",
		[CHANGE_PROMOTED] = "promoted",
		[CHANGE_RETITLED] = "retitled",
		[CHANGE_EDITED] = "edited",
		[CHANGE_OPTION_ADDED] = "option-added",
		[CHANGE_OPTION_REMOVED] = "option-removed",
		[CHANGE_OPTION_CHANGED] = "option-changed",
		[CHANGE_VARIABLE_ADDED] = "variable-added",
		[CHANGE_VARIABLE_REMOVED] = "variable-removed",
		[CHANGE_REFLOWED] = "reflowed",
		[CHANGE_MARKUP_ONLY] = "markup-only",
		[CHANGE_UNCHANGED] = "unchanged",
	};

	return names[kind];
}

const char *block_state_name(enum block_state state)
{
	static const char *const names[] = {
		[BLOCK_SAME] = "same",
		[BLOCK_ADDED] = "added",
		[BLOCK_REMOVED] = "removed",
		[BLOCK_CHANGED] = "changed",
		[BLOCK_MARKUP] = "markup",
		[BLOCK_REFLOWED] = "reflowed",
		[BLOCK_MOVED_FROM] = "moved-from",
		[BLOCK_MOVED_TO] = "moved-to",
	};

	return names[state];
}

const char *block_kind_name(enum block_kind kind)
{
	static const char *const names[] = {
		[BLOCK_PARA] = "para",	   [BLOCK_ITEM] = "item",
		[BLOCK_TERM] = "term",	   [BLOCK_TITLE] = "title",
		[BLOCK_CODE] = "code",	   [BLOCK_ROW] = "row",
		[BLOCK_INDEX] = "index",   [BLOCK_NOTE] = "note",
		[BLOCK_SOURCE] = "source",
	};

	return names[kind];
}

/* --- sets --------------------------------------------------------------------- */

struct diff_document *diff_set_add(struct diff_set *set, const char *path,
				   struct doc *doc)
{
	struct diff_document *document;

	MEM_GROW(set->documents, set->count, set->capacity);
	document = &set->documents[set->count++];
	*document = (struct diff_document){ .path = mem_strdup(path),
					    .doc = doc };
	if (doc != NULL) {
		unit_list_collect(doc, &document->units);
	}
	return document;
}

void diff_set_clear(struct diff_set *set)
{
	for (size_t i = 0; i < set->count; i++) {
		unit_list_release(&set->documents[i].units);
		doc_free(set->documents[i].doc);
		free(set->documents[i].path);
		sequence_changes_release(&set->documents[i].hunks);
	}
	free(set->documents);
	set->documents = NULL;
	set->count = set->capacity = 0;
}

void diff_set_release(struct diff_set *set)
{
	diff_set_clear(set);
	free(set->label);
	set->label = NULL;
}

/* --- the tree ----------------------------------------------------------------- */

static void place_release(struct change_place *place)
{
	for (size_t i = 0; i < place->path_count; i++) {
		free(place->path[i]);
	}
	free(place->path);
	free(place->file);
}

static void blocks_free(struct change_block *blocks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < blocks[i].run_count; j++) {
			free(blocks[i].runs[j].text);
		}
		free(blocks[i].runs);
	}
	free(blocks);
}

static void change_release(struct change *change)
{
	place_release(&change->old_place);
	place_release(&change->new_place);
	blocks_free(change->blocks, change->block_count);
	for (size_t i = 0; i < change->landing_count; i++) {
		place_release(&change->landings[i].place);
		free(change->landings[i].key);
		free(change->landings[i].title);
	}
	for (size_t i = 0; i < change->evidence_count; i++) {
		free(change->evidence[i].name);
		free(change->evidence[i].detail);
		free(change->evidence[i].file);
	}
	free(change->landings);
	free(change->evidence);
	free(change->id);
	free(change->key);
	free(change->title);
	free(change->from);
	free(change->to_value);
}

void change_tree_free(struct change_tree *tree)
{
	if (tree == NULL) {
		return;
	}
	for (size_t i = 0; i < tree->count; i++) {
		change_release(&tree->changes[i]);
	}
	for (size_t i = 0; i < tree->file_count; i++) {
		free(tree->files[i].old_path);
		free(tree->files[i].new_path);
		free(tree->files[i].hunks);
	}
	free(tree->changes);
	free(tree->files);
	free(tree->old_label);
	free(tree->new_label);
	free(tree);
}

bool change_tree_differs(const struct change_tree *tree)
{
	for (size_t i = 0; i < CHANGE_UNCHANGED; i++) {
		if (tree->counts[i] > 0) {
			return true;
		}
	}
	return false;
}
