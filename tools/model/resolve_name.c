/* SPDX-License-Identifier: ISC */
/*
 * Anchors and page names. The author's ids come first; a title's slug is taken
 * where it is the only one of its kind, and goes below its parent's otherwise,
 * so that no anchor depends on what else was added where. A number is the last
 * resort.
 */
#include <libxml/hash.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/division.h"
#include "model/doc.h"
#include "model/resolve_state.h"
#include "model/slug.h"

/* Names in use, each with the next number for whoever wants it too. */
struct names {
	xmlHashTable *table;
};

static bool is_taken(const struct names *names, const char *name)
{
	return xmlHashLookup(names->table, BAD_CAST name) != NULL;
}

static void take(struct names *names, const char *name)
{
	xmlHashAddEntry(names->table, BAD_CAST name, resolve_mark(1));
}

/* The name, or name-2, name-3, taken from now on. Takes name. */
static char *take_unique(struct names *names, char *name, const char *suffix)
{
	size_t number;
	char *numbered = mem_printf("%s%s", name, suffix);

	if (!is_taken(names, numbered)) {
		take(names, numbered);
		free(name);
		return numbered;
	}
	number = resolve_unmark(xmlHashLookup(names->table, BAD_CAST numbered));
	do {
		free(numbered);
		numbered = mem_printf("%s-%zu%s", name, ++number, suffix);
	} while (is_taken(names, numbered));
	take(names, numbered);
	free(numbered);
	numbered = mem_printf("%s%s", name, suffix);
	xmlHashUpdateEntry(names->table, BAD_CAST numbered,
			   resolve_mark(number), NULL);
	free(numbered);
	numbered = mem_printf("%s-%zu%s", name, number, suffix);
	free(name);
	return numbered;
}

/* --- anchors ------------------------------------------------------------- */

/* How many sections want each name, as a mark of the count. */
static xmlHashTable *count_wishes(const struct resolver *resolver)
{
	xmlHashTable *counts = xmlHashCreate((int)resolver->place_count + 16);

	for (size_t i = 0; i < resolver->place_count; i++) {
		const struct place *place = &resolver->places[i];
		void *mark;

		if (place->kind != PLACE_DIVISION || place->id != NULL) {
			continue;
		}
		mark = xmlHashLookup(counts, BAD_CAST place->wish);
		xmlHashUpdateEntry(counts, BAD_CAST place->wish,
				   resolve_mark(mark != NULL ?
						resolve_unmark(mark) + 1 : 1),
				   NULL);
	}
	return counts;
}

static bool is_wanted_twice(xmlHashTable *counts, const struct place *place)
{
	const void *mark = xmlHashLookup(counts, BAD_CAST place->wish);

	return place->kind == PLACE_DIVISION && mark != NULL &&
	       resolve_unmark(mark) > 1;
}

static char *below_parent_dup(const struct resolver *resolver,
			      const struct place *place)
{
	return place->parent != PLACE_NONE ?
		       mem_printf("%s-%s",
				  resolver->places[place->parent].anchor,
				  place->wish) :
		       mem_strdup(place->wish);
}

static char *anchor_dup(const struct resolver *resolver, struct names *names,
			xmlHashTable *counts, const struct place *place)
{
	bool below = place->prefixed || is_wanted_twice(counts, place) ||
		     is_taken(names, place->wish);

	return take_unique(names, below ? below_parent_dup(resolver, place) :
					  mem_strdup(place->wish), "");
}

static void name_anchors(struct resolver *resolver)
{
	struct names names = { xmlHashCreate((int)resolver->place_count + 16) };
	xmlHashTable *counts = count_wishes(resolver);

	for (size_t i = 0; i < resolver->place_count; i++) {
		if (resolver->places[i].id != NULL) {
			take(&names, resolver->places[i].id);
		}
	}
	for (size_t i = 0; i < resolver->place_count; i++) {
		struct place *place = &resolver->places[i];

		place->anchor = place->id != NULL ?
					mem_strdup(place->id) :
					anchor_dup(resolver, &names, counts,
						   place);
	}
	xmlHashFree(names.table, NULL);
	xmlHashFree(counts, NULL);
}

/* --- pages --------------------------------------------------------------- */

static char *page_dup(struct names *names, const struct place *place)
{
	char *name = mem_printf("%s.html", place->wish);
	bool taken = is_taken(names, name);
	char *slug;

	free(name);
	if (!taken || place->id == NULL) {
		return take_unique(names, mem_strdup(place->wish), ".html");
	}
	slug = slug_dup(place->id);
	name = mem_printf("%s-%s", place->wish, slug);
	free(slug);
	return take_unique(names, name, ".html");
}

static void name_pages(struct resolver *resolver)
{
	struct names names = { xmlHashCreate(256) };

	take(&names, "index.html");
	resolver->places[0].page = mem_strdup("index.html");
	for (size_t i = 1; i < resolver->place_count; i++) {
		struct place *place = &resolver->places[i];

		if (place->page_place == i) {
			place->page = page_dup(&names, place);
		}
	}
	xmlHashFree(names.table, NULL);
}

/* An index term that no heading stands above needs an anchor of its own. */
static void add_term_places(struct resolver *resolver)
{
	for (size_t i = 0; i < resolver->term_count; i++) {
		struct index_term *term = &resolver->terms[i];
		const xmlNode *primary = node_child(term->node, "primary");
		struct place place = { .kind = PLACE_TERM, .node = term->node };
		char *text;
		char *slug;

		if (term->place != 0 || primary == NULL) {
			continue;
		}
		text = node_text_dup(primary);
		slug = slug_dup(text);
		place.wish = mem_printf("i-%s", slug);
		place.aim = resolver->place_count;
		place.title = text;
		free(slug);
		term->place = resolver->place_count;
		MEM_GROW(resolver->places, resolver->place_count,
			 resolver->place_capacity);
		resolver->places[resolver->place_count++] = place;
	}
}

void resolve_name(struct resolver *resolver)
{
	add_term_places(resolver);
	name_anchors(resolver);
	if (resolver->paged) {
		name_pages(resolver);
	}
}

/* --- annotations --------------------------------------------------------- */

static void set_neighbour(const struct resolver *resolver, xmlNode *node,
			  const char *which, const struct place *neighbour)
{
	char name[24];

	if (neighbour == NULL) {
		return;
	}
	snprintf(name, sizeof(name), "%s", which);
	resolve_set(resolver, node, name, neighbour->page);
	snprintf(name, sizeof(name), "%s-title", which);
	resolve_set(resolver, node, name, neighbour->title);
	snprintf(name, sizeof(name), "%s-number", which);
	resolve_set(resolver, node, name, neighbour->number);
}

/* Links each page to the one before it in reading order, and back. */
static void annotate_pages(const struct resolver *resolver)
{
	const struct place *before = NULL;
	struct doc *doc = resolver->doc;

	doc->page_count = 0;
	for (size_t i = 0; i < resolver->place_count; i++) {
		const struct place *place = &resolver->places[i];

		if (place->page == NULL) {
			continue;
		}
		MEM_GROW(doc->pages, doc->page_count, doc->page_capacity);
		doc->pages[doc->page_count++] = place->node;
		resolve_set(resolver, place->node, "page", place->page);
		set_neighbour(resolver, place->node, "prev", before);
		if (before != NULL) {
			set_neighbour(resolver, before->node, "next", place);
		}
		before = place;
	}
}

static void annotate_division(const struct resolver *resolver,
			      const struct place *place)
{
	char level[24];

	snprintf(level, sizeof(level), "%zu", place->level);
	resolve_set(resolver, place->node, "number", place->number);
	resolve_set(resolver, place->node, "level", level);
	resolve_set_origin(resolver, place->node);
}

void resolve_annotate(struct resolver *resolver)
{
	for (size_t i = 0; i < resolver->place_count; i++) {
		const struct place *place = &resolver->places[i];

		/* What a reference to it points to has the anchor. */
		if (place->aim == i) {
			resolve_set(resolver, place->node, "anchor",
				    place->anchor);
		}
		if (place->table != NULL) {
			resolve_set(resolver, place->table, "anchor",
				    place->anchor);
		}
		if (place->kind == PLACE_DIVISION) {
			annotate_division(resolver, place);
		}
	}
	if (resolver->paged) {
		annotate_pages(resolver);
	}
}
