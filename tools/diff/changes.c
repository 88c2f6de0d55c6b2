/* SPDX-License-Identifier: ISC */
/*
 * From parts, rows of blocks and leftovers to the tree's changes, which are put
 * in document order at the end.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/source.h"
#include "diff/content.h"
#include "diff/table.h"
#include "model/doc.h"

/* Where a change stands in the report: by the new side; what is gone after what
 * was before it. */
struct rank {
	uint32_t new_part;
	uint32_t old_part;	/* from 1; 0: not gone */
	uint32_t step;
	size_t change;
};

struct making {
	struct compare *compare;
	struct rank *ranks;
	size_t rank_count, rank_capacity;
	struct content_maker maker;
	struct table new_leftovers;	/* by part */
	struct table old_leftovers;
};

/* Is it told on its own, under the name of its file? */
static bool is_apart(const struct part *part, const struct leftover *left)
{
	return part->unit == NULL && left->included != NULL;
}

static void put_leftovers(struct making *m, struct content *content,
			  const struct table *table, uint32_t number,
			  const struct part *part)
{
	const struct table_row *row = table_find(table, number);
	uint32_t entry = row != NULL ? row->first : TABLE_NONE;

	for (; entry != TABLE_NONE; entry = table->entries[entry].next) {
		const struct leftover *left =
			&m->compare->leftovers[table->entries[entry].value];

		if (!is_apart(part, left)) {
			content_put_leftover(&m->maker, content, left);
		}
	}
}

/* --- changes ----------------------------------------------------------------------------- */

static struct change *add_change(struct making *m, enum change_kind kind,
				 uint32_t old_part, uint32_t new_part,
				 struct rank rank)
{
	struct compare *compare = m->compare;
	struct change_tree *tree = compare->tree;
	const struct part *part = new_part != NO_PART ?
		&compare->new_side.parts[new_part] :
		&compare->old_side.parts[old_part];
	struct change *change;

	rank.change = tree->count;
	MEM_GROW(m->ranks, m->rank_count, m->rank_capacity);
	m->ranks[m->rank_count++] = rank;
	MEM_GROW(tree->changes, tree->count, tree->capacity);
	change = &tree->changes[tree->count++];
	*change = (struct change){ .kind = kind, .similarity = -1,
				   .unit = part_unit_name(part),
				   .key = part_key_dup(part),
				   .title = part_title_dup(part) };
	tree->counts[kind]++;
	if (old_part != NO_PART) {
		place_of_part(&compare->old_side,
			      &compare->old_side.parts[old_part],
			      &change->old_place);
	}
	if (new_part != NO_PART) {
		place_of_part(&compare->new_side,
			      &compare->new_side.parts[new_part],
			      &change->new_place);
	}
	return change;
}

static void widen(struct change_place *place, size_t first, size_t last)
{
	if (place->file == NULL || first == 0) {
		return;
	}
	if (place->line == 0 || first < place->line) {
		place->line = first;
	}
	if (last > place->end_line) {
		place->end_line = last;
	}
}

/* Is the node from the unit's file, so that its lines are lines of that? */
static bool is_in_file(const xmlNode *node, const struct change_place *place)
{
	const struct origin *origin = node != NULL ? doc_origin(node) : NULL;

	return node == NULL ||
	       (origin != NULL && place->file != NULL &&
		strcmp(origin->source->name, place->file) == 0);
}

/* Index terms above a heading count for what is below: the place begins with
 * what has changed. */
static void widen_places(struct change *change)
{
	for (size_t i = 0; i < change->block_count; i++) {
		const struct change_block *block = &change->blocks[i];

		if (block->state == BLOCK_SAME) {
			continue;
		}
		if (is_in_file(block->old_node, &change->old_place)) {
			widen(&change->old_place, block->old_line,
			      block->old_end_line);
		}
		if (is_in_file(block->new_node, &change->new_place)) {
			widen(&change->new_place, block->new_line,
			      block->new_end_line);
		}
	}
}

/* Moves the content into the change. */
static void give_content(struct change *change, struct content *content)
{
	change->blocks = content->blocks;
	change->block_count = content->count;
	change->words_added = content->added;
	change->words_removed = content->removed;
	widen_places(change);
	content->blocks = NULL;
	content->count = 0;
}

static double similarity_of(const struct content *content)
{
	size_t changed = content->added + content->removed;

	if (content->total == 0) {
		return 1;
	}
	return changed >= content->total ?
		       0 : 1.0 - (double)changed / (double)content->total;
}

/* --- units that are on both sides ------------------------------------------------------ */

static void set_field(struct change *change, const char *field,
		      const char *from, const char *to)
{
	change->field = field;
	change->from = clean_dup(from != NULL ? from : "");
	change->to_value = clean_dup(to != NULL ? to : "");
}

struct field {
	const char *name;
	size_t offset;		/* of a char * in struct unit */
};

static const struct field fields[] = {
	{ "name", offsetof(struct unit, title) },
	{ "use", offsetof(struct unit, use) },
	{ "type", offsetof(struct unit, type) },
	{ "default", offsetof(struct unit, default_value) },
};

static const char *field_value(const struct unit *unit,
			       const struct field *field)
{
	const char *value = *(char *const *)((const char *)unit + field->offset);

	return value != NULL ? value : "";
}

static void put_fields(struct making *m, uint32_t old_part, uint32_t new_part,
		       struct rank *rank)
{
	const struct unit *old_unit = m->compare->old_side.parts[old_part].unit;
	const struct unit *new_unit = m->compare->new_side.parts[new_part].unit;

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		const char *from = field_value(old_unit, &fields[i]);
		const char *to = field_value(new_unit, &fields[i]);

		if (strcmp(from, to) != 0) {
			set_field(add_change(m, CHANGE_OPTION_CHANGED, old_part,
					     new_part, *rank),
				  fields[i].name, from, to);
			rank->step++;
		}
	}
	if (old_unit->expanded != new_unit->expanded) {
		set_field(add_change(m, CHANGE_OPTION_CHANGED, old_part,
				     new_part, *rank),
			  "expanded", old_unit->expanded ? "yes" : "no",
			  new_unit->expanded ? "yes" : "no");
		rank->step++;
	}
}

/* Gives the content to the one change that shows it. */
static void put_body(struct making *m, enum change_kind kind, uint32_t old_part,
		     uint32_t new_part, struct rank *rank,
		     struct content *content)
{
	struct change *change =
		add_change(m, kind, old_part, new_part, *rank);

	change->similarity = similarity_of(content);
	give_content(change, content);
	rank->step++;
}

static void put_matched(struct making *m, uint32_t old_part, uint32_t new_part,
			struct content *content)
{
	const struct part *part = &m->compare->new_side.parts[new_part];
	const struct unit *old_unit = m->compare->old_side.parts[old_part].unit;
	struct rank rank = { .new_part = new_part };
	bool heading = compare_heading(old_unit, part->unit);
	bool is_option = part_is(part, UNIT_OPTION);
	bool shown = false;

	if (part->moved) {
		put_body(m, CHANGE_MOVED, old_part, new_part, &rank, content);
		shown = true;
	}
	if (heading && is_option) {
		put_fields(m, old_part, new_part, &rank);
	} else if (heading) {
		struct change *change = add_change(m, CHANGE_RETITLED, old_part,
						   new_part, rank);

		set_field(change, "title", old_unit->title, part->unit->title);
		if (!shown) {
			change->similarity = similarity_of(content);
			give_content(change, content);
		}
		rank.step++;
		shown = true;
	}
	if (shown) {
		return;
	}
	if (content->edited || (content->source && part->unit == NULL)) {
		put_body(m, CHANGE_EDITED, old_part, new_part, &rank, content);
	} else if (content->markup || content->source) {
		put_body(m, CHANGE_MARKUP_ONLY, old_part, new_part, &rank,
			 content);
	} else if (content->reflowed) {
		put_body(m, CHANGE_REFLOWED, old_part, new_part, &rank,
			 content);
	} else if (m->compare->options->whole) {
		put_body(m, CHANGE_UNCHANGED, old_part, new_part, &rank,
			 content);
	}
}

/* --- units that are on one side ----------------------------------------------------------- */

static enum change_kind added_kind(const struct part *part)
{
	return part_is(part, UNIT_OPTION)   ? CHANGE_OPTION_ADDED :
	       part_is(part, UNIT_VARIABLE) ? CHANGE_VARIABLE_ADDED :
					      CHANGE_ADDED;
}

static enum change_kind removed_kind(const struct part *part)
{
	return part_is(part, UNIT_OPTION)   ? CHANGE_OPTION_REMOVED :
	       part_is(part, UNIT_VARIABLE) ? CHANGE_VARIABLE_REMOVED :
					      CHANGE_REMOVED;
}

static void put_added(struct making *m, uint32_t new_part,
		      struct content *content)
{
	const struct part *part = &m->compare->new_side.parts[new_part];
	struct rank rank = { .new_part = new_part };
	struct change *change = add_change(m, added_kind(part), NO_PART,
					   new_part, rank);

	if (part_is(part, UNIT_OPTION)) {
		change->option = part->unit;
	}
	give_content(change, content);
}

static void put_removed(struct making *m, uint32_t old_part, uint32_t after,
			struct content *content)
{
	const struct part *part = &m->compare->old_side.parts[old_part];
	struct promotion *promotion = m->compare->promotions != NULL ?
		&m->compare->promotions[old_part] : NULL;
	struct rank rank = { .new_part = after, .old_part = old_part + 1 };
	bool promoted = promotion != NULL && promotion->evidence_count > 0;
	struct change *change =
		add_change(m, promoted ? CHANGE_PROMOTED : removed_kind(part),
			   old_part, NO_PART, rank);

	if (part_is(part, UNIT_OPTION)) {
		change->option = part->unit;
	}
	give_content(change, content);
	if (promoted) {
		change->landings = promotion->landings;
		change->landing_count = promotion->landing_count;
		change->evidence = promotion->evidence;
		change->evidence_count = promotion->evidence_count;
		*promotion = (struct promotion){ 0 };
	}
}

/* --- all ------------------------------------------------------------------------------------ */

/* Documents without text of their own are told by their units. */
static bool is_silent(const struct part *part, const struct content *content)
{
	return part->unit == NULL && content->count == 0;
}

static bool is_shown(const struct making *m, const struct part *part,
		     const struct aligned_list *rows)
{
	const struct compare *compare = m->compare;

	if (part->match == NO_PART || part->moved || compare->options->whole ||
	    compare_heading(compare->old_side.parts[part->match].unit,
			    part->unit)) {
		return true;
	}
	for (size_t n = 0; n < rows->count; n++) {
		if (compare_row(compare, &rows->rows[n]) != ROW_SAME) {
			return true;
		}
	}
	return false;
}

static void set_file(struct change_place *place, const struct source *source)
{
	free(place->file);
	place->file = source != NULL ? clean_dup(source->name) : NULL;
}

/* What differs in files that the document includes: a change for each hunk. */
static void put_included(struct making *m, const struct table *table,
			 uint32_t number)
{
	const struct part *part = &m->compare->new_side.parts[number];
	const struct table_row *row = table_find(table, number);
	uint32_t entry = row != NULL ? row->first : TABLE_NONE;
	struct rank rank = { .new_part = number, .step = 1 };

	for (; entry != TABLE_NONE; entry = table->entries[entry].next) {
		const struct leftover *left =
			&m->compare->leftovers[table->entries[entry].value];
		struct content content = { 0 };
		struct change *change;

		if (!is_apart(part, left)) {
			continue;
		}
		content_put_leftover(&m->maker, &content, left);
		change = add_change(m, CHANGE_EDITED, part->match, number, rank);
		set_file(&change->old_place, left->old_source);
		set_file(&change->new_place, left->new_source);
		free(change->key);
		free(change->title);
		change->key = mem_strdup(left->included);
		change->title = mem_strdup(left->included);
		give_content(change, &content);
		rank.step++;
	}
}

static void put_new_part(struct making *m, uint32_t number)
{
	const struct part *part = &m->compare->new_side.parts[number];
	const struct aligned_list *rows = &m->compare->new_rows[number];
	struct content content = { 0 };

	if (!is_shown(m, part, rows) &&
	    table_find(&m->new_leftovers, number) == NULL) {
		return;
	}
	for (size_t n = 0; n < rows->count; n++) {
		content_put_row(&m->maker, &content, &rows->rows[n]);
	}
	put_leftovers(m, &content, &m->new_leftovers, number, part);
	put_included(m, &m->new_leftovers, number);
	if (part->match != NO_PART) {
		put_matched(m, part->match, number, &content);
	} else if (!is_silent(part, &content)) {
		put_added(m, number, &content);
	}
	content_release(&content);
}

static void put_old_part(struct making *m, uint32_t number, uint32_t after)
{
	const struct part *part = &m->compare->old_side.parts[number];
	const struct aligned_list *rows = &m->compare->old_rows[number];
	struct content content = { 0 };

	for (size_t n = 0; n < rows->count; n++) {
		content_put_row(&m->maker, &content, &rows->rows[n]);
	}
	put_leftovers(m, &content, &m->old_leftovers, number, part);
	if (!is_silent(part, &content)) {
		put_removed(m, number, after, &content);
	}
	content_release(&content);
}

static void put_old_parts(struct making *m)
{
	const struct side *side = &m->compare->old_side;
	uint32_t after = 0;

	for (size_t i = 0; i < side->part_count; i++) {
		const struct part *part = &side->parts[i];

		if (part->match == NO_PART) {
			put_old_part(m, (uint32_t)i, after);
		} else if (!m->compare->new_side.parts[part->match].moved) {
			after = part->match;
		}
	}
}

static void index_leftovers(struct making *m)
{
	const struct compare *compare = m->compare;

	table_init(&m->old_leftovers, compare->leftover_count);
	table_init(&m->new_leftovers, compare->leftover_count);
	for (size_t i = 0; i < compare->leftover_count; i++) {
		const struct leftover *left = &compare->leftovers[i];

		table_add(left->is_old ? &m->old_leftovers : &m->new_leftovers,
			  left->part, (uint32_t)i);
	}
}

static int compare_ranks(const void *a, const void *b)
{
	const struct rank *x = a;
	const struct rank *y = b;

	if (x->new_part != y->new_part) {
		return x->new_part < y->new_part ? -1 : 1;
	}
	if (x->old_part != y->old_part) {
		return x->old_part < y->old_part ? -1 : 1;
	}
	return x->step < y->step ? -1 : x->step > y->step;
}

static void sort_changes(struct making *m)
{
	struct change_tree *tree = m->compare->tree;
	struct change *sorted =
		mem_resize(NULL, tree->count + 1, sizeof(*sorted));

	if (m->rank_count > 0) {
		qsort(m->ranks, m->rank_count, sizeof(*m->ranks),
		      compare_ranks);
	}
	for (size_t i = 0; i < m->rank_count; i++) {
		sorted[i] = tree->changes[m->ranks[i].change];
	}
	free(tree->changes);
	tree->changes = sorted;
	tree->capacity = tree->count + 1;
}

/* Links hold numbers of the other side's blocks until all of those are there. */
static void set_links(struct compare *compare)
{
	for (size_t i = 0; i < compare->tree->count; i++) {
		struct change *change = &compare->tree->changes[i];

		for (size_t n = 0; n < change->block_count; n++) {
			struct change_block *block = &change->blocks[n];
			size_t other = block->link - 1;

			if (block->link != 0) {
				block->link =
					block->state == BLOCK_MOVED_FROM ?
						compare->new_numbers[other] :
						compare->old_numbers[other];
			}
		}
	}
}

static void put_slug(struct buf *out, const char *text)
{
	for (const char *p = text; *p != '\0'; p++) {
		bool plain = is_alnum(*p) || *p == '_' || *p == '.';

		if (plain) {
			buf_putc(out, *p);
		} else if (out->len > 0 && out->data[out->len - 1] != '-') {
			buf_putc(out, '-');
		}
	}
}

static void name_changes(struct change_tree *tree)
{
	struct table seen;
	struct buf id;

	table_init(&seen, tree->count);
	buf_init(&id);
	for (size_t i = 0; i < tree->count; i++) {
		struct change *change = &tree->changes[i];
		const struct table_row *row;
		uint64_t key;

		buf_clear(&id);
		put_slug(&id, change_kind_name(change->kind));
		buf_putc(&id, '-');
		put_slug(&id, change->unit);
		buf_putc(&id, '-');
		put_slug(&id, change->key);
		if (change->kind == CHANGE_OPTION_CHANGED) {
			buf_printf(&id, "-%s", change->field);
		}
		key = hash_bytes(buf_slice(&id));
		table_add(&seen, key, (uint32_t)i);
		row = table_find(&seen, key);
		if (row->count > 1) {
			buf_printf(&id, "--%u", (unsigned)row->count);
		}
		change->id = mem_strdup(id.data);
	}
	buf_release(&id);
	table_release(&seen);
}

void compare_changes(struct compare *compare)
{
	struct making m = { .compare = compare, .maker = { .compare = compare } };

	index_leftovers(&m);
	for (size_t i = 0; i < compare->new_side.part_count; i++) {
		put_new_part(&m, (uint32_t)i);
	}
	put_old_parts(&m);
	sort_changes(&m);
	set_links(compare);
	name_changes(compare->tree);
	free(m.ranks);
	words_release(&m.maker.old_words);
	words_release(&m.maker.new_words);
	table_release(&m.old_leftovers);
	table_release(&m.new_leftovers);
}
