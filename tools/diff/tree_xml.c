/* SPDX-License-Identifier: ISC */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "diff/diff.h"

static void set(xmlNode *node, const char *name, const char *value)
{
	if (value != NULL) {
		xmlNewProp(node, BAD_CAST name, BAD_CAST value);
	}
}

static void set_number(xmlNode *node, const char *name, size_t value)
{
	char text[24];

	snprintf(text, sizeof(text), "%zu", value);
	set(node, name, text);
}

static void set_line(xmlNode *node, const char *name, size_t line)
{
	if (line > 0) {
		set_number(node, name, line);
	}
}

/* As a whole percentage; something that is little is not nothing. */
static void set_share(xmlNode *node, const char *name, double share)
{
	if (share >= 0) {
		size_t percent = (size_t)(share * 100 + 0.5);

		set_number(node, name, share > 0 && percent == 0 ? 1 : percent);
	}
}

static xmlNode *add(xmlNode *parent, const char *name)
{
	return xmlNewChild(parent, NULL, BAD_CAST name, NULL);
}

static void put_text(xmlNode *node, const char *text)
{
	xmlAddChild(node, xmlNewDocText(node->doc, BAD_CAST text));
}

static void put_place(xmlNode *node, const struct change_place *place)
{
	set(node, "file", place->file);
	set_line(node, "line", place->line);
	set_line(node, "end-line", place->end_line);
	for (size_t i = 0; i < place->path_count; i++) {
		put_text(add(node, "step"), place->path[i]);
	}
}

static void put_option(xmlNode *parent, const struct unit *option)
{
	xmlNode *node = add(parent, "option");

	set(node, "name", option->title);
	set(node, "use", option->use);
	set(node, "type", option->type);
	set(node, "expanded", option->expanded ? "yes" : "no");
	set(node, "default", option->default_value);
}

static void put_landing(xmlNode *parent, const struct change_landing *landing)
{
	xmlNode *node = add(parent, "to");

	set(node, "unit", landing->unit);
	set(node, "key", landing->key);
	set(node, "title", landing->title);
	set_share(node, "share", landing->share);
	put_place(node, &landing->place);
}

static void put_evidence(xmlNode *parent, const struct change_evidence *evidence)
{
	xmlNode *node = add(parent, "evidence");

	set(node, "kind", evidence->kind);
	set(node, "name", evidence->name);
	if (strcmp(evidence->kind, "text") == 0) {
		set_share(node, "share", evidence->share);
	}
	set(node, "file", evidence->file);
	set_line(node, "line", evidence->line);
	put_text(node, evidence->detail);
}

static void put_block(xmlNode *parent, const struct change_block *block)
{
	static const char *const names[] = {
		[RUN_SAME] = "same",
		[RUN_REMOVED] = "removed",
		[RUN_ADDED] = "added",
	};
	xmlNode *node = add(parent, "block");

	set_number(node, "n", block->number);
	set(node, "state", block_state_name(block->state));
	set(node, "kind", block_kind_name(block->kind));
	if (block->depth > 0) {
		set_number(node, "depth", block->depth);
	}
	if (block->link != 0) {
		set_number(node, "link", block->link);
	}
	set_line(node, "old-line", block->old_line);
	set_line(node, "old-end-line", block->old_end_line);
	set_line(node, "new-line", block->new_line);
	set_line(node, "new-end-line", block->new_end_line);
	for (size_t i = 0; i < block->run_count; i++) {
		put_text(add(node, names[block->runs[i].state]),
			 block->runs[i].text);
	}
}

static void set_words(xmlNode *node, const struct change *change)
{
	if (change->words_added + change->words_removed > 0) {
		set_number(node, "words-added", change->words_added);
		set_number(node, "words-removed", change->words_removed);
	}
}

/* Is there a block that is not the same at most so many blocks away? */
static bool is_near_change(const struct change *change, size_t number,
			   size_t context)
{
	size_t first = number > context ? number - context : 0;

	for (size_t i = first; i < change->block_count; i++) {
		if (i > number && i - number > context) {
			break;
		}
		if (change->blocks[i].state != BLOCK_SAME) {
			return true;
		}
	}
	return false;
}

static void put_change(xmlNode *root, const struct change *change, size_t n,
		       size_t context)
{
	xmlNode *node = add(root, "change");

	set(node, "id", change->id);
	set_number(node, "n", n);
	set(node, "kind", change_kind_name(change->kind));
	set(node, "unit", change->unit);
	set(node, "key", change->key);
	set(node, "title", change->title);
	set_share(node, "similarity", change->similarity);
	set_words(node, change);
	set(node, "field", change->field);
	set(node, "from", change->from);
	set(node, "to", change->to_value);
	if (change->old_place.file != NULL) {
		put_place(add(node, "old"), &change->old_place);
	}
	if (change->new_place.file != NULL) {
		put_place(add(node, "new"), &change->new_place);
	}
	if (change->option != NULL) {
		put_option(node, change->option);
	}
	for (size_t i = 0; i < change->landing_count; i++) {
		put_landing(node, &change->landings[i]);
	}
	for (size_t i = 0; i < change->evidence_count; i++) {
		put_evidence(node, &change->evidence[i]);
	}
	for (size_t i = 0; i < change->block_count; i++) {
		if (context == CHANGE_ALL_BLOCKS ||
		    change->kind == CHANGE_UNCHANGED ||
		    is_near_change(change, i, context)) {
			put_block(node, &change->blocks[i]);
		}
	}
}

static size_t total(const struct change_tree *tree)
{
	size_t sum = 0;

	for (size_t i = 0; i < CHANGE_UNCHANGED; i++) {
		sum += tree->counts[i];
	}
	return sum;
}

xmlDoc *change_tree_xml_new(const struct change_tree *tree, size_t context)
{
	xmlDoc *doc = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *root = xmlNewDocNode(doc, NULL, BAD_CAST "changes", NULL);

	xmlDocSetRootElement(doc, root);
	set(root, "version", "1");
	set(root, "old", tree->old_label);
	set(root, "new", tree->new_label);
	set_number(root, "count", total(tree));
	for (size_t i = 0; i < CHANGE_UNCHANGED; i++) {
		xmlNode *kind;

		if (tree->counts[i] == 0) {
			continue;
		}
		kind = add(root, "kind");
		set(kind, "name", change_kind_name((enum change_kind)i));
		set_number(kind, "count", tree->counts[i]);
	}
	for (size_t i = 0; i < tree->count; i++) {
		put_change(root, &tree->changes[i], i + 1, context);
	}
	return doc;
}
