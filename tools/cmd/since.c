/* SPDX-License-Identifier: ISC */
#include "cmd/since.h"

#include <libxml/hash.h>
#include <libxml/tree.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/source.h"
#include "cmd/cmd.h"
#include "cmd/diff_input.h"
#include "diff/diff.h"
#include "model/doc.h"
#include "model/files.h"
#include "model/project.h"

/* The marks of one document: for each element in order a flag or NULL. */
struct marks {
	char *path;		/* of the main file, canonical */
	const char **flags;
	size_t count;
};

struct since {
	struct marks *documents;
	size_t count;
};

static const char flag_name[] = "revisionflag";

/* --- finding the marks ------------------------------------------------------- */

static const char *flag_of(const struct change_block *block)
{
	switch (block->state) {
	case BLOCK_ADDED:
		return "added";
	case BLOCK_CHANGED:
	case BLOCK_MOVED_TO:
		return "changed";
	default:
		return NULL;
	}
}

/* The heading of an option is a table of one row: the bar is the table's. */
static const xmlNode *widen(const xmlNode *node)
{
	const xmlNode *table = node;

	if (!node_is(node, "row")) {
		return node;
	}
	while (table != NULL && table->type == XML_ELEMENT_NODE &&
	       !node_is(table, "informaltable") && !node_is(table, "table")) {
		table = table->parent;
	}
	if (table == NULL || table->type != XML_ELEMENT_NODE ||
	    node_next(node, "row") != NULL) {
		return node;
	}
	for (node = node->prev; node != NULL; node = node->prev) {
		if (node_is(node, "row")) {
			return node_next(node, "row");
		}
	}
	return table;
}

/* Nodes and their flags, by address: to be met again in document order. */
static xmlHashTable *new_flags(const struct change_tree *tree)
{
	xmlHashTable *flags = xmlHashCreate(256);
	char key[32];

	for (size_t i = 0; i < tree->count; i++) {
		const struct change *change = &tree->changes[i];

		for (size_t n = 0; n < change->block_count; n++) {
			const struct change_block *block = &change->blocks[n];
			const char *flag = flag_of(block);

			if (flag == NULL || block->new_node == NULL ||
			    block->kind == BLOCK_INDEX) {
				continue;
			}
			snprintf(key, sizeof(key), "%p",
				 (const void *)widen(block->new_node));
			xmlHashAddEntry(flags, BAD_CAST key,
					(void *)(uintptr_t)flag);
		}
	}
	return flags;
}

static void collect(struct marks *marks, const struct doc *doc,
		    xmlHashTable *flags)
{
	const xmlNode *root = xmlDocGetRootElement(doc->xml);
	size_t capacity = 0;
	char key[32];

	for (const xmlNode *node = root; node != NULL;
	     node = node_walk(node, root)) {
		if (node->type != XML_ELEMENT_NODE) {
			continue;
		}
		MEM_GROW(marks->flags, marks->count, capacity);
		snprintf(key, sizeof(key), "%p", (const void *)node);
		marks->flags[marks->count++] =
			xmlHashLookup(flags, BAD_CAST key);
	}
}

static struct since *new_since(const struct diff_set *set,
			       const struct change_tree *tree)
{
	struct since *since = mem_alloc(sizeof(*since));
	xmlHashTable *flags = new_flags(tree);

	since->documents = mem_alloc(set->count * sizeof(*since->documents));
	for (size_t i = 0; i < set->count; i++) {
		const struct doc *doc = set->documents[i].doc;
		struct marks *marks = &since->documents[since->count];

		if (doc != NULL && doc_main_source(doc)->path != NULL) {
			marks->path = files_real_dup(
				NULL, doc_main_source(doc)->path);
			collect(marks, doc, flags);
			since->count++;
		}
	}
	xmlHashFree(flags, NULL);
	return since;
}

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

struct since *since_new(struct cmd_context *context,
			const struct project *project, const char *old)
{
	char *names[] = { (char *)(uintptr_t)old, project->root };
	const struct diff_options options = { false, false };
	struct diff_place places[2] = { { 0 }, { 0 } };
	struct diff_input input;
	struct since *since = NULL;

	if (diff_places_find(context, is_folder(old) ? 2 : 1, names, places) ==
	    0) {
		if (diff_input_read(context, places, DIFF_READ_DOCUMENTS,
				    &input) == 0) {
			struct change_tree *tree = diff_sets(
				&input.sets[0], &input.sets[1], &options);

			since = new_since(&input.sets[1], tree);
			change_tree_free(tree);
		}
		diff_input_release(&input);
	}
	diff_places_release(places);
	return since;
}

void since_free(struct since *since)
{
	if (since == NULL) {
		return;
	}
	for (size_t i = 0; i < since->count; i++) {
		free(since->documents[i].path);
		free(since->documents[i].flags);
	}
	free(since->documents);
	free(since);
}

/* --- marking ------------------------------------------------------------------ */

static const struct marks *find_marks(const struct since *since,
				      const char *path)
{
	char *real = files_real_dup(NULL, path);
	const struct marks *found = NULL;

	for (size_t i = 0; real != NULL && i < since->count; i++) {
		if (since->documents[i].path != NULL &&
		    strcmp(since->documents[i].path, real) == 0) {
			found = &since->documents[i];
		}
	}
	free(real);
	return found;
}

void since_mark(const struct since *since, struct doc *doc, const char *path)
{
	xmlNode *root = xmlDocGetRootElement(doc->xml);
	const struct marks *marks;
	size_t n = 0;

	if (since == NULL) {
		return;
	}
	/* A document without marks is as it was: no bars at all. */
	marks = find_marks(since, path);
	for (xmlNode *node = root; node != NULL; node = node_walk(node, root)) {
		if (node->type != XML_ELEMENT_NODE) {
			continue;
		}
		xmlUnsetProp(node, BAD_CAST flag_name);
		if (marks != NULL && n < marks->count &&
		    marks->flags[n] != NULL) {
			xmlNewProp(node, BAD_CAST flag_name,
				   BAD_CAST marks->flags[n]);
		}
		n++;
	}
}
