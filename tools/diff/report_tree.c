/* SPDX-License-Identifier: ISC */
/*
 * What stylesheets would have to search or count for, done once in linear time.
 */
#include <libxml/hash.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "diff/diff.h"
#include "diff/report.h"
#include "model/doc.h"

enum {
	CONTEXT = 1,		/* unchanged blocks shown beside a change */
	CODE_CONTEXT = 2,	/* and lines of code */
	SKIP_MIN = 4,		/* fewer lines are shown */
};

static void set(xmlNode *node, const char *name, const char *value)
{
	if (value != NULL) {
		xmlNewProp(node, BAD_CAST name, BAD_CAST value);
	}
}

/* --- files ------------------------------------------------------------------------ */

/* The file without the label of its side: "v1:doc/spec" and "v1" give
 * "doc/spec". A side that is one file keeps its name. */
static const char *short_name(const char *file, const char *label)
{
	size_t len = label != NULL ? strlen(label) : 0;

	while (len > 1 && label[len - 1] == '/') {
		len--;
	}
	if (len > 0 && strncmp(file, label, len) == 0 &&
	    (file[len] == '/' || file[len] == ':')) {
		return file + len + 1;
	}
	if (strncmp(file, "./", 2) == 0) {
		return file + 2;
	}
	return label != NULL && strcmp(file, label) == 0 &&
	       strrchr(file, '/') != NULL ? strrchr(file, '/') + 1 : file;
}

static void name_side(xmlNode *change, const char *side, const char *label)
{
	xmlNode *place = node_child(change, side);
	const char *file = place != NULL ? node_attr(place, "file") : NULL;

	if (file != NULL) {
		set(place, "short", short_name(file, label));
	}
}

static void name_files(xmlNode *root)
{
	const char *old_label = node_attr(root, "old");
	const char *new_label = node_attr(root, "new");
	const char *last = NULL;
	xmlNode *change = node_child(root, "change");

	for (; change != NULL; change = node_next(change, "change")) {
		xmlNode *place;
		const char *file;

		name_side(change, "old", old_label);
		name_side(change, "new", new_label);
		place = node_child(change, "new");
		place = place != NULL ? place : node_child(change, "old");
		file = place != NULL ? node_attr(place, "short") : NULL;
		set(change, "file", file);
		if (file != NULL && (last == NULL || strcmp(last, file) != 0)) {
			set(change, "begins", "yes");
			last = file;
		}
		for (place = node_child(change, "to"); place != NULL;
		     place = node_next(place, "to")) {
			file = node_attr(place, "file");
			set(place, "short", file != NULL ?
				    short_name(file, new_label) : NULL);
		}
		for (place = node_child(change, "evidence"); place != NULL;
		     place = node_next(place, "evidence")) {
			file = node_attr(place, "file");
			set(place, "short", file != NULL ?
				    short_name(file, new_label) : NULL);
		}
	}
}

/* --- names ------------------------------------------------------------------------ */

/* Labels without the folders that both begin with. */
static void name_sides(xmlNode *root)
{
	const char *a = node_attr(root, "old");
	const char *b = node_attr(root, "new");
	size_t common = 0;

	if (a == NULL || b == NULL) {
		return;
	}
	for (size_t i = 0; a[i] != '\0' && a[i] == b[i]; i++) {
		common = a[i] == '/' ? i + 1 : common;
	}
	if (a[common] == '\0' || b[common] == '\0') {
		common = 0;
	}
	set(root, "old-name", a + common);
	set(root, "new-name", b + common);
}

/* The first change of each kind, to jump to. */
static void link_kinds(xmlNode *root)
{
	xmlNode *kind = node_child(root, "kind");

	for (; kind != NULL; kind = node_next(kind, "kind")) {
		const char *name = node_attr(kind, "name");
		xmlNode *change = node_child(root, "change");

		while (change != NULL &&
		       strcmp(node_attr(change, "kind"), name) != 0) {
			change = node_next(change, "change");
		}
		if (change != NULL) {
			set(kind, "first", node_attr(change, "id"));
		}
	}
}

/* The changes that show where the text of a promoted section went. */
static void link_landings(xmlNode *root)
{
	xmlHashTable *changes = xmlHashCreate(64);
	xmlNode *change = node_child(root, "change");

	for (; change != NULL; change = node_next(change, "change")) {
		const char *key = node_attr(change, "key");

		if (key != NULL) {
			xmlHashAddEntry2(changes, BAD_CAST key,
					 BAD_CAST node_attr(change, "unit"),
					 change);
		}
	}
	change = node_child(root, "change");
	for (; change != NULL; change = node_next(change, "change")) {
		xmlNode *to = node_child(change, "to");

		for (; to != NULL; to = node_next(to, "to")) {
			const xmlNode *there = xmlHashLookup2(
				changes, BAD_CAST node_attr(to, "key"),
				BAD_CAST node_attr(to, "unit"));

			if (there != NULL) {
				set(to, "change", node_attr(there, "id"));
			}
		}
	}
	xmlHashFree(changes, NULL);
}

/* --- folds ------------------------------------------------------------------------ */

static bool is_same(const xmlNode *block)
{
	const char *state = block != NULL ? node_attr(block, "state") : NULL;

	return state != NULL && strcmp(state, "same") == 0;
}

/* Puts count blocks from the first on into one element. */
static void fold(xmlNode *first, size_t count)
{
	xmlNode *around = xmlNewNode(NULL, BAD_CAST "fold");
	char text[24];

	snprintf(text, sizeof(text), "%zu", count);
	set(around, "count", text);
	xmlAddPrevSibling(first, around);
	for (; count > 0; count--) {
		xmlNode *next = first->next;

		xmlUnlinkNode(first);
		xmlAddChild(around, first);
		first = next;
	}
}

/* The run of equal blocks that begins here; returns what comes after it. */
static xmlNode *fold_run(xmlNode *first, bool at_start)
{
	xmlNode *block = first;
	size_t count = 0;
	size_t before = at_start ? 0 : CONTEXT;
	size_t after;

	for (; is_same(block); block = node_next(block, "block")) {
		count++;
	}
	after = block != NULL ? CONTEXT : 0;
	if (count > before + after + 1) {
		for (size_t i = 0; i < before; i++) {
			first = node_next(first, "block");
		}
		fold(first, count - before - after);
	}
	return block;
}

/* The bytes of all blocks that are not the same. */
static void measure(xmlNode *change)
{
	const xmlNode *block = node_child(change, "block");
	size_t length = 0;
	char text[24];

	for (; block != NULL; block = node_next(block, "block")) {
		const xmlNode *run = is_same(block) ? NULL :
						      node_child(block, NULL);

		for (; run != NULL; run = node_next(run, NULL)) {
			length += run->children != NULL ?
				strlen((const char *)run->children->content) :
				0;
		}
	}
	snprintf(text, sizeof(text), "%zu", length);
	set(change, "length", text);
}

static void fold_blocks(xmlNode *change)
{
	const char *kind = node_attr(change, "kind");
	xmlNode *block = node_child(change, "block");
	bool at_start = true;

	if (kind != NULL && strcmp(kind, "unchanged") == 0) {
		return;
	}
	while (block != NULL) {
		block = is_same(block) ? fold_run(block, at_start) :
					 node_next(block, "block");
		at_start = false;
	}
}

/* --- code -------------------------------------------------------------------------- */

/* Behind so many ends of lines, from either end of the text. */
static size_t after_lines(struct slice text, size_t lines)
{
	size_t at = 0;

	while (at < text.len && lines > 0) {
		lines -= text.ptr[at++] == '\n' ? 1 : 0;
	}
	return at;
}

static size_t before_lines(struct slice text, size_t lines)
{
	size_t at = text.len;

	while (at > 0 && lines > 0) {
		lines -= text.ptr[--at] == '\n' ? 1 : 0;
	}
	return lines == 0 ? at + 1 : 0;
}

static size_t count_lines(struct slice text)
{
	size_t lines = 0;

	for (size_t i = 0; i < text.len; i++) {
		lines += text.ptr[i] == '\n' ? 1 : 0;
	}
	return lines;
}

/* Takes the lines out of a run that are far from what changed. */
static void shorten_run(xmlNode *run)
{
	bool at_start = node_next(run, NULL) != NULL &&
			node_child(run->parent, NULL) == run;
	bool at_end = node_next(run, NULL) == NULL;
	struct slice text;
	struct slice skipped;
	size_t from, to;
	xmlNode *skip;
	char number[24];

	if (run->children == NULL) {
		return;
	}
	text = slice_text((const char *)run->children->content);
	from = at_start ? 0 : after_lines(text, CODE_CONTEXT + 1);
	to = at_end ? text.len : before_lines(text, CODE_CONTEXT + 1);
	if (from >= to) {
		return;
	}
	skipped = slice_of(text.ptr + from, to - from);
	if (count_lines(skipped) < SKIP_MIN) {
		return;
	}
	snprintf(number, sizeof(number), "%zu",
		 count_lines(skipped) + (at_end ? 1 : 0));
	skip = xmlNewNode(NULL, BAD_CAST "skip");
	set(skip, "lines", number);
	xmlAddNextSibling(run, skip);
	if (to < text.len) {
		xmlNode *rest = xmlNewNode(NULL, BAD_CAST "same");

		xmlAddChild(rest, xmlNewTextLen(BAD_CAST(text.ptr + to),
						(int)(text.len - to)));
		xmlAddNextSibling(skip, rest);
	}
	skip = xmlNewTextLen(BAD_CAST text.ptr, (int)from);
	xmlFreeNode(run->children);
	run->children = run->last = NULL;
	xmlAddChild(run, skip);
}

static void shorten_code(xmlNode *change)
{
	xmlNode *block = node_child(change, "block");

	for (; block != NULL; block = node_next(block, "block")) {
		const char *kind = node_attr(block, "kind");
		const char *state = node_attr(block, "state");
		xmlNode *run = node_child(block, NULL);

		if (strcmp(state, "changed") != 0 ||
		    (strcmp(kind, "code") != 0 && strcmp(kind, "source") != 0)) {
			continue;
		}
		while (run != NULL) {
			xmlNode *next = node_next(run, NULL);

			if (node_is(run, "same")) {
				shorten_run(run);
			}
			run = next;
		}
	}
}

/* --- moves ------------------------------------------------------------------------- */

static size_t number_of(const xmlNode *node, const char *name)
{
	const char *text = node_attr(node, name);

	return text != NULL ? (size_t)strtoul(text, NULL, 10) : 0;
}

struct moves {
	xmlNode **blocks;	/* by number; NULL where not linked */
	size_t count;
};

static void collect_moves(xmlNode *root, struct moves *moves)
{
	xmlNode *node = root;

	while ((node = node_walk(node, root)) != NULL) {
		size_t number;

		if (!node_is(node, "block") ||
		    node_attr(node, "link") == NULL) {
			continue;
		}
		number = number_of(node, "n");
		if (number >= moves->count) {
			size_t count = 2 * number + 64;

			moves->blocks = mem_resize(moves->blocks, count,
						   sizeof(*moves->blocks));
			memset(moves->blocks + moves->count, 0,
			       (count - moves->count) * sizeof(xmlNode *));
			moves->count = count;
		}
		moves->blocks[number] = node;
	}
}

static xmlNode *change_of(xmlNode *block)
{
	while (block != NULL && !node_is(block, "change")) {
		block = block->parent;
	}
	return block;
}

static void link_move(xmlNode *block, xmlNode *other)
{
	const char *state = node_attr(block, "state");
	bool went = state != NULL && strcmp(state, "moved-from") == 0;
	xmlNode *change = change_of(other);
	xmlNode *place = change != NULL ?
				 node_child(change, went ? "new" : "old") :
				 NULL;

	if (change == NULL) {
		return;
	}
	set(block, "to-change", node_attr(change, "id"));
	set(block, "to-title", node_attr(change, "title"));
	if (place != NULL) {
		set(block, "to-file", node_attr(place, "short"));
	}
	set(block, "to-line", node_attr(other, went ? "new-line" : "old-line"));
}

static void link_moves(xmlNode *root)
{
	struct moves moves = { NULL, 0 };

	collect_moves(root, &moves);
	for (size_t i = 0; i < moves.count; i++) {
		size_t other = moves.blocks[i] != NULL ?
				       number_of(moves.blocks[i], "link") : 0;

		if (other > 0 && other < moves.count &&
		    moves.blocks[other] != NULL) {
			link_move(moves.blocks[i], moves.blocks[other]);
		}
	}
	free(moves.blocks);
}

xmlDoc *report_tree_new(const struct change_tree *tree, bool folds)
{
	xmlDoc *doc = change_tree_xml_new(tree, folds ? CHANGE_ALL_BLOCKS :
						       CONTEXT);
	xmlNode *root = xmlDocGetRootElement(doc);
	xmlNode *change = node_child(root, "change");

	name_sides(root);
	name_files(root);
	link_kinds(root);
	link_landings(root);
	for (; change != NULL; change = node_next(change, "change")) {
		measure(change);
		fold_blocks(change);
		if (!folds) {
			shorten_code(change);
		}
	}
	link_moves(root);
	return doc;
}
