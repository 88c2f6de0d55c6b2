/* SPDX-License-Identifier: ISC */
/*
 * The walk over the tree. A stack of frames holds what is open: the divisions,
 * and the entries that an index term may belong to.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/blank.h"
#include "model/division.h"
#include "model/doc.h"
#include "model/entry.h"
#include "model/resolve.h"
#include "model/resolve_state.h"
#include "model/slug.h"

/* No table has so many options that each index term before it could not be
 * compared with all. */
enum { ROWS_COMPARED = 32 };

struct frame {
	xmlNode *node;
	size_t division;
	size_t target;		/* what index terms point to here */
};

struct walk;
typedef void enter_function(struct walk *walk, xmlNode *node);

/* What there is to do at an element, by its name. */
struct kind {
	const xmlChar *name;
	const struct division *division;
	enter_function *enter;
	resolve_detail *detail;
};

enum { KINDS = 256 };

struct walk {
	struct resolver *resolver;
	struct frame *frames;
	size_t depth, capacity;
	size_t parts, chapters, appendixes;
	struct kind kinds[KINDS];	/* found lately: see find_kind() */
	struct blanks blanks;
};

static struct frame *top_frame(const struct walk *walk)
{
	return walk->depth > 0 ? &walk->frames[walk->depth - 1] : NULL;
}

static size_t current_division(const struct walk *walk)
{
	const struct frame *frame = top_frame(walk);

	return frame != NULL ? frame->division : PLACE_NONE;
}

static void push_frame(struct walk *walk, xmlNode *node, size_t division,
		       size_t target)
{
	struct frame frame = { node, division, target };

	MEM_GROW(walk->frames, walk->depth, walk->capacity);
	walk->frames[walk->depth++] = frame;
}

/* --- places -------------------------------------------------------------- */

static void report_double_id(const struct resolver *resolver,
			     const xmlNode *node, const char *id,
			     const xmlNode *first)
{
	const struct origin *origin = doc_origin(first);

	if (origin != NULL) {
		resolve_error(resolver, node,
			      "the id '%s' is used twice: first at %s:%zu", id,
			      origin->source->name,
			      source_line(origin->source, origin->span.start));
	} else {
		resolve_error(resolver, node, "the id '%s' is used twice", id);
	}
}

static void register_id(struct resolver *resolver, size_t index)
{
	const struct place *place = &resolver->places[index];
	const void *mark;

	if (xmlHashAddEntry(resolver->ids, BAD_CAST place->id,
			    resolve_mark(index)) == 0) {
		return;
	}
	mark = xmlHashLookup(resolver->ids, BAD_CAST place->id);
	if (mark != NULL) {
		report_double_id(resolver, place->node, place->id,
				 resolver->places[resolve_unmark(mark)].node);
	}
}

/* Adds a place and returns its index. The title and the wish are taken. */
static size_t add_place(struct walk *walk, enum place_kind kind, xmlNode *node,
			char *title, char *wish)
{
	struct resolver *resolver = walk->resolver;
	size_t index = resolver->place_count;
	struct place place = {
		.kind = kind,
		.node = node,
		.id = division_id(node),
		.title = title,
		.wish = wish,
		.parent = current_division(walk),
		.aim = index,
	};

	place.page_place = place.parent != PLACE_NONE ?
				   resolver->places[place.parent].page_place :
				   index;

	MEM_GROW(resolver->places, resolver->place_count,
		 resolver->place_capacity);
	resolver->places[resolver->place_count++] = place;
	if (place.id != NULL) {
		register_id(resolver, index);
	}
	return index;
}

/* --- divisions and their numbers ----------------------------------------- */

/* The number of the next section in the division; NULL where none is due. */
static char *section_number_dup(struct place *parent)
{
	if (parent->number != NULL && !parent->division->holds_pages) {
		return mem_printf("%s.%zu", parent->number, ++parent->sections);
	}
	if (parent->parent == PLACE_NONE &&
	    strcmp(parent->division->name, "article") == 0) {
		return mem_printf("%zu", ++parent->sections);
	}
	return NULL;
}

static char *number_dup(struct walk *walk, const struct division *division)
{
	size_t parent = current_division(walk);

	if (!walk->resolver->numbered) {
		return NULL;
	}
	switch (division->numbering) {
	case NUMBER_PART:
		return resolve_numeral_dup(++walk->parts, "upperroman");
	case NUMBER_CHAPTER:
		return mem_printf("%zu", ++walk->chapters);
	case NUMBER_APPENDIX:
		return resolve_numeral_dup(++walk->appendixes,
					   "upperalpha");
	case NUMBER_SECTION:
		return parent == PLACE_NONE ? NULL :
		       section_number_dup(&walk->resolver->places[parent]);
	case NUMBER_NONE:
		break;
	}
	return NULL;
}

static size_t level_of(const struct walk *walk, const struct division *division)
{
	const struct frame *frame = top_frame(walk);

	if (frame == NULL || division->holds_pages) {
		return 0;
	}
	return division->is_section ?
		       walk->resolver->places[frame->division].level + 1 : 1;
}

static size_t page_place_of(const struct walk *walk,
			    const struct division *division, size_t self)
{
	const struct place *places = walk->resolver->places;
	const struct frame *frame = top_frame(walk);

	if (frame == NULL) {
		return self;
	}
	if (walk->resolver->paged && division->begins_page &&
	    places[frame->division].division->holds_pages) {
		return self;
	}
	return places[frame->division].page_place;
}

/* Index pages are named by their kind. */
static char *division_wish_dup(const xmlNode *node, const char *title)
{
	const char *role = node_attr(node, "role");
	char *slug;
	char *wish;

	if (!node_is(node, "index")) {
		return slug_dup(title[0] != '\0' ? title :
						   (const char *)node->name);
	}
	slug = slug_dup(role != NULL ? role : "general");
	wish = mem_printf("%s-index", slug);
	free(slug);
	return wish;
}

static void enter_division(struct walk *walk, xmlNode *node,
			   const struct division *division)
{
	struct resolver *resolver = walk->resolver;
	char *title = division_title_dup(node);
	size_t index = add_place(walk, PLACE_DIVISION, node, title,
				 division_wish_dup(node, title));
	struct place *place = &resolver->places[index];

	place->division = division;
	place->number = number_dup(walk, division);
	place->level = level_of(walk, division);
	place->page_place = page_place_of(walk, division, index);
	push_frame(walk, node, index, index);
}

static void enter_index(struct walk *walk, xmlNode *node)
{
	struct resolver *resolver = walk->resolver;
	struct index_page page = { node, resolver->place_count };

	enter_division(walk, node, division_find(node));
	MEM_GROW(resolver->indexes, resolver->index_count,
		 resolver->index_capacity);
	resolver->indexes[resolver->index_count++] = page;
}

/* --- entries ------------------------------------------------------------- */

/* "option-smtp-hosts_try_dane": of characters that need no quoting in a link. */
static char *joined_dup(const char *kind, const char *use, const char *name)
{
	char *text = use != NULL ? mem_printf("%s-%s-%s", kind, use, name) :
				   mem_printf("%s-%s", kind, name);

	for (char *p = text; *p != '\0'; p++) {
		if (!is_alnum(*p) && *p != '_' && *p != '.') {
			*p = '-';
		}
	}
	return text;
}

static void set_option(const struct resolver *resolver, xmlNode *node,
		       const struct entry_option *option)
{
	resolve_set(resolver, node, "unit", "option");
	resolve_set(resolver, node, "name", option->name);
	resolve_set(resolver, node, "use", option->use);
	resolve_set(resolver, node, "type", option->type);
	resolve_set(resolver, node, "expanded", option->expanded ? "yes" : NULL);
	resolve_set(resolver, node, "default", option->default_value);
	resolve_set_origin(resolver, node);
}

static bool holds_only_terms(const xmlNode *para)
{
	const xmlNode *child;

	for (child = para->children; child != NULL; child = child->next) {
		if (!node_is(child, "indexterm") && !xmlIsBlankNode(child)) {
			return false;
		}
	}
	return true;
}

static bool names_option(const xmlNode *term, const char *name)
{
	const char *role = node_attr(term, "role");
	const xmlNode *primary = node_child(term, "primary");
	bool same = false;

	if (role != NULL && strcmp(role, "option") == 0 && primary != NULL) {
		char *text = node_text_dup(primary);

		same = strcmp(text, name) == 0;
		free(text);
	}
	return same;
}

static xmlNode *previous_element(xmlNode *node)
{
	do {
		node = node->prev;
	} while (node != NULL && node->type != XML_ELEMENT_NODE);
	return node;
}

/* The row of the table that the term speaks of; the first one if it speaks of
 * none and stands in a paragraph of nothing but index terms. */
static size_t row_for_term(const struct resolver *resolver,
			   const xmlNode *term, size_t first, bool alone)
{
	for (size_t i = first;
	     i < resolver->place_count && i - first < ROWS_COMPARED; i++) {
		if (names_option(term, resolver->places[i].title)) {
			return i;
		}
	}
	return alone ? first : PLACE_NONE;
}

/*
 * Index terms right before a table of options are about these: such terms are
 * the last ones collected, and each table looks back no further than the last
 * paragraph that holds text.
 */
static void aim_terms_before(struct resolver *resolver, xmlNode *table,
			     size_t first)
{
	xmlNode *before = previous_element(table);
	bool alone = before != NULL && holds_only_terms(before);

	for (size_t i = resolver->term_count; i > 0 && before != NULL;) {
		struct index_term *term = &resolver->terms[i - 1];
		size_t row;

		if (term->node != before && term->node->parent != before) {
			if (!alone) {
				break;
			}
			before = previous_element(before);
			alone = before != NULL && holds_only_terms(before);
			if (!alone) {
				break;
			}
			continue;
		}
		row = row_for_term(resolver, term->node, first, alone);
		if (row != PLACE_NONE) {
			term->place = row;
		}
		i--;
	}
}

/* An option alone in its table is the table: its id too. */
static void set_table(struct resolver *resolver, size_t index, xmlNode *table)
{
	struct place *place = &resolver->places[index];

	place->table = table;
	if (place->id == NULL && division_id(table) != NULL) {
		place->id = division_id(table);
		register_id(resolver, index);
	}
}

static void enter_table(struct walk *walk, xmlNode *table)
{
	struct resolver *resolver = walk->resolver;
	size_t first = resolver->place_count;
	xmlNode *row = entry_first_option(table);
	bool alone = row != NULL && entry_next_option(row) == NULL;

	if (row == NULL) {
		return;
	}
	for (; row != NULL; row = entry_next_option(row)) {
		struct entry_option option;
		size_t index;

		entry_read_option(row, &option);
		index = add_place(walk, PLACE_OPTION, row,
				  mem_strdup(option.name),
				  joined_dup("option", option.use,
					     option.name));
		set_option(resolver, row, &option);
		if (alone) {
			set_table(resolver, index, table);
			set_option(resolver, table, &option);
		}
		entry_option_release(&option);
	}
	aim_terms_before(resolver, table, first);
	top_frame(walk)->target = first;
}

/* The wish of an entry; *prefixed if it is unique only below its section. */
static char *entry_wish_dup(enum entry_kind kind, const char *name,
			    const char *term, bool *prefixed)
{
	*prefixed = kind == ENTRY_NONE;
	if (kind == ENTRY_NONE) {
		return slug_dup(term);
	}
	/* "-bd" gives cmdline-bd, "$domain" variable-domain. */
	return joined_dup(kind == ENTRY_CMDLINE ? "cmdline" : "variable", NULL,
			  name[0] == '$' || name[0] == '-' ? name + 1 : name);
}

static size_t add_entry(struct walk *walk, xmlNode *node, const xmlNode *term,
			enum entry_kind kind, const char *name)
{
	struct resolver *resolver = walk->resolver;
	char *text = division_text_dup(term);
	bool prefixed;
	char *wish = entry_wish_dup(kind, name, text, &prefixed);
	size_t index = add_place(walk, PLACE_ENTRY, node, text, wish);

	resolver->places[index].prefixed = prefixed;
	if (kind != ENTRY_NONE) {
		resolve_set(resolver, node, "unit",
			    kind == ENTRY_CMDLINE ? "cmdline" : "variable");
		resolve_set(resolver, node, "name", name);
		resolve_set_origin(resolver, node);
	}
	return index;
}

/* An entry with several terms is found under the first; those of the others
 * that define something are places of their own. */
static void enter_entry(struct walk *walk, xmlNode *node)
{
	size_t division = current_division(walk);
	size_t entry = PLACE_NONE;
	xmlNode *term = node_child(node, "term");

	for (; term != NULL; term = node_next(term, "term")) {
		char *name = NULL;
		enum entry_kind kind = entry_read_term(term, &name);

		if (entry == PLACE_NONE) {
			entry = add_entry(walk, node, term, kind, name);
		} else if (kind != ENTRY_NONE) {
			add_entry(walk, term, term, kind, name);
		}
		free(name);
	}
	if (entry != PLACE_NONE) {
		push_frame(walk, node, division, entry);
	}
}

static void enter_term(struct walk *walk, xmlNode *node)
{
	struct resolver *resolver = walk->resolver;
	const char *class = node_attr(node, "class");
	struct index_term term = {
		node, top_frame(walk)->target, current_division(walk)
	};

	if (class != NULL && strcmp(class, "endofrange") == 0) {
		return;
	}
	MEM_GROW(resolver->terms, resolver->term_count,
		 resolver->term_capacity);
	resolver->terms[resolver->term_count++] = term;
}

/* --- the walk ------------------------------------------------------------ */

static const struct {
	const char *name;
	enter_function *enter;
} handlers[] = {
	{ "index", enter_index },
	{ "indexterm", enter_term },
	{ "informaltable", enter_table },
	{ "table", enter_table },
	{ "varlistentry", enter_entry },
};

static enter_function *find_handler(const char *name)
{
	for (size_t i = 0; i < sizeof(handlers) / sizeof(*handlers); i++) {
		if (strcmp(name, handlers[i].name) == 0) {
			return handlers[i].enter;
		}
	}
	return NULL;
}

static const struct kind *find_kind(struct walk *walk, const xmlNode *node)
{
	static const struct kind none = { NULL, NULL, NULL, NULL };
	struct kind *kind = &walk->kinds[node_name_place(node, KINDS)];

	if (node->ns != NULL) {
		return &none;
	}
	if (kind->name != node->name) {
		kind->name = node->name;
		kind->division = division_find(node);
		kind->enter = find_handler((const char *)node->name);
		kind->detail = resolve_find_detail((const char *)node->name);
	}
	return kind;
}

static bool is_about(const struct place *place, const xmlNode *node)
{
	return place->node == node || (place->table == node && place->id != NULL);
}

/* An id on an element that is no place yet makes it one. */
static void enter_id(struct walk *walk, xmlNode *node, const char *id,
		     size_t places_before)
{
	struct resolver *resolver = walk->resolver;
	const void *mark = xmlHashLookup(resolver->ids, BAD_CAST id);
	size_t index;
	xmlNode *title;

	if ((resolver->place_count > places_before &&
	     is_about(&resolver->places[places_before], node)) ||
	    (mark != NULL &&
	     is_about(&resolver->places[resolve_unmark(mark)], node))) {
		return;
	}
	title = node_child(node, "title");
	index = add_place(walk, PLACE_OTHER, node,
			  title != NULL ? division_text_dup(title) : NULL, NULL);
	if (node_is(node, "indexterm")) {
		resolver->places[index].aim = top_frame(walk)->target;
	}
}

/* Does it have an attribute that names another place? */
static bool is_reference(const xmlNode *node)
{
	static const char *const names[] = { "linkend", "otherterm", "arearefs" };
	const xmlAttr *attr;

	for (attr = node->properties; attr != NULL; attr = attr->next) {
		const char *name = (const char *)attr->name;

		for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
			if (attr->ns == NULL && name[0] == names[i][0] &&
			    strcmp(name, names[i]) == 0) {
				return true;
			}
		}
	}
	return node_is(node, "olink") && node_attr(node, "targetptr") != NULL;
}

static void enter_attributes(struct walk *walk, xmlNode *node,
			     size_t places_before)
{
	struct resolver *resolver = walk->resolver;
	const char *id = division_id(node);

	if (id != NULL) {
		enter_id(walk, node, id, places_before);
	}
	if (is_reference(node)) {
		struct reference reference = { node, current_division(walk) };

		MEM_GROW(resolver->references, resolver->reference_count,
			 resolver->reference_capacity);
		resolver->references[resolver->reference_count++] = reference;
	}
	resolve_note_revision(resolver, node, top_frame(walk)->target);
}

static void enter(struct walk *walk, xmlNode *node)
{
	size_t places = walk->resolver->place_count;
	const struct kind *kind = find_kind(walk, node);

	resolve_disown(walk->resolver, node);
	if (walk->depth == 0) {
		enter_division(walk, node, kind->division != NULL ?
			       kind->division : division_other());
	} else if (kind->enter != NULL) {
		kind->enter(walk, node);
	} else if (kind->division != NULL) {
		enter_division(walk, node, kind->division);
	}
	if (kind->detail != NULL) {
		kind->detail(walk->resolver, node, current_division(walk));
	}
	if (node->properties != NULL) {
		enter_attributes(walk, node, places);
	}
}

static void leave(struct walk *walk, const xmlNode *node)
{
	if (top_frame(walk)->node == node) {
		walk->depth--;
	}
}

/* The next node in document order, having left all that ends before it. */
static xmlNode *step(struct walk *walk, xmlNode *node)
{
	if (node->type == XML_ELEMENT_NODE && node->children != NULL) {
		return node->children;
	}
	for (;;) {
		leave(walk, node);
		if (node == walk->resolver->root) {
			return NULL;
		}
		if (node->next != NULL) {
			return node->next;
		}
		node = node->parent;
	}
}

static int id_table_size(const struct doc *doc)
{
	size_t size = doc->source_count > 0 ? doc->sources[0]->len / 128 : 0;

	return size < 256 ? 256 : size > 1 << 20 ? 1 << 20 : (int)size;
}

/* A book without an index gets what its index terms are for. */
static void make_indexes(struct walk *walk)
{
	struct resolver *resolver = walk->resolver;
	size_t which = 0;
	xmlNode *index;

	if (resolver->index_count > 0 || resolver->term_count == 0 ||
	    !node_is(resolver->root, "book")) {
		return;
	}
	push_frame(walk, resolver->root, 0, 0);
	while ((index = resolve_new_index(resolver, &which)) != NULL) {
		enter(walk, index);
		walk->depth--;
	}
}

void resolve_collect(struct resolver *resolver)
{
	struct walk walk = { .resolver = resolver };
	xmlNode *node = resolver->root;

	resolver->ids = xmlHashCreate(id_table_size(resolver->doc));
	while (node != NULL) {
		xmlNode *here = node;

		if (here->type == XML_ELEMENT_NODE) {
			enter(&walk, here);
		}
		node = step(&walk, here);
		if (resolver->options->drop_blanks &&
		    blank_is_idle(&walk.blanks, here)) {
			xmlUnlinkNode(here);
			xmlFreeNode(here);
		}
	}
	make_indexes(&walk);
	free(walk.frames);
}
