/* SPDX-License-Identifier: ISC */
/*
 * Cross-references: what they point to and what is printed for them; and the
 * contents.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/opt.h"
#include "model/division.h"
#include "model/doc.h"
#include "model/resolve.h"
#include "model/resolve_state.h"

/* Looking for a similar id goes through all of them: not for every dead
 * reference of a broken document. */
enum { SUGGESTIONS_MAX = 20 };

#define LEFT_QUOTE "\xe2\x80\x9c"
#define RIGHT_QUOTE "\xe2\x80\x9d"

static const struct place *division_of(const struct resolver *resolver,
				       const struct place *place)
{
	while (place->kind != PLACE_DIVISION) {
		place = &resolver->places[place->parent];
	}
	return place;
}

static char *full_label_dup(const struct place *place)
{
	if (place->number == NULL || place->division->label == NULL) {
		return mem_printf(LEFT_QUOTE "%s" RIGHT_QUOTE, place->title);
	}
	return mem_printf("%s %s, " LEFT_QUOTE "%s" RIGHT_QUOTE,
			  place->division->label, place->number, place->title);
}

/* What a reference prints: what the author says, else an entry's name, else
 * the number of the section, else its title. */
static char *label_dup(const struct resolver *resolver,
		       const struct place *place)
{
	const char *label = node_attr(place->node, "xreflabel");
	const struct place *division;

	if (label != NULL) {
		return mem_strdup(label);
	}
	if (place->kind != PLACE_DIVISION && place->title != NULL) {
		return mem_strdup(place->title);
	}
	division = division_of(resolver, place);
	if (resolver->options->xref_full) {
		return full_label_dup(division);
	}
	return mem_strdup(division->number != NULL ? division->number :
						     division->title);
}

static size_t find_id(const struct resolver *resolver, const char *id)
{
	const void *mark = xmlHashLookup(resolver->ids, BAD_CAST id);

	return mark != NULL ? resolve_unmark(mark) : PLACE_NONE;
}

/* The text of another element, where the author asks for that. */
static char *endterm_dup(const struct resolver *resolver, const xmlNode *node)
{
	const char *endterm = node_attr(node, "endterm");
	size_t place = endterm != NULL ? find_id(resolver, endterm) :
					 PLACE_NONE;

	return place != PLACE_NONE ?
		       node_text_dup(resolver->places[place].node) : NULL;
}

static void set_label(const struct resolver *resolver, xmlNode *node,
		      const struct place *target)
{
	char *label = endterm_dup(resolver, node);

	if (label == NULL) {
		label = label_dup(resolver, target);
	}
	resolve_set(resolver, node, "label", label);
	free(label);
}

static void aim(const struct resolver *resolver,
		const struct reference *reference, size_t index)
{
	const struct place *target =
		&resolver->places[resolver->places[index].aim];
	const char *title = target->title;

	if (title == NULL) {
		title = division_of(resolver, target)->title;
	}
	resolve_set_link(resolver, reference->node, reference->division, index);
	if (node_is(reference->node, "xref")) {
		set_label(resolver, reference->node, target);
	}
	resolve_set(resolver, reference->node, "kind",
		    (const char *)target->node->name);
	resolve_set(resolver, reference->node, "title", title);
}

/* --- dead references ----------------------------------------------------- */

/* All ids, ended by NULL: lent, in an array that is the caller's. */
static const char **all_ids(const struct resolver *resolver)
{
	const char **ids = mem_alloc((resolver->place_count + 1) *
				     sizeof(*ids));
	size_t count = 0;

	for (size_t i = 0; i < resolver->place_count; i++) {
		if (resolver->places[i].id != NULL) {
			ids[count++] = resolver->places[i].id;
		}
	}
	return ids;
}

static void report_dead(const struct resolver *resolver, const xmlNode *node,
			const char *id, const char *const *ids)
{
	const char *nearest = ids != NULL ? opt_nearest(id, ids) : NULL;

	if (nearest != NULL) {
		resolve_error(resolver, node,
			      "no section or entry with the id '%s' "
			      "(did you mean '%s'?)", id, nearest);
	} else {
		resolve_error(resolver, node,
			      "no section or entry with the id '%s'", id);
	}
}

void resolve_references(struct resolver *resolver)
{
	const char **ids = NULL;
	size_t dead = 0;

	for (size_t i = 0; i < resolver->reference_count; i++) {
		const struct reference *reference = &resolver->references[i];
		const char *id = node_attr(reference->node, "linkend");
		size_t place = find_id(resolver, id);

		if (place != PLACE_NONE) {
			aim(resolver, reference, place);
			continue;
		}
		if (ids == NULL) {
			ids = all_ids(resolver);
		}
		report_dead(resolver, reference->node, id,
			    dead++ < SUGGESTIONS_MAX ? ids : NULL);
	}
	free(ids);
}

/* --- contents ------------------------------------------------------------ */

static void add_entry(struct resolver *resolver, size_t index)
{
	struct place *place = &resolver->places[index];
	const xmlNode *title = division_title(place->node);
	xmlNode *parent = resolver->places[place->parent].toc;
	char level[24];

	snprintf(level, sizeof(level), "%zu", place->level);
	place->toc = resolve_add(resolver, parent, "entry");
	resolve_set_link(resolver, place->toc, 0, index);
	resolve_set(resolver, place->toc, "anchor", place->anchor);
	resolve_set(resolver, place->toc, "number", place->number);
	resolve_set(resolver, place->toc, "level", level);
	resolve_set(resolver, place->toc, "kind",
		    (const char *)place->node->name);
	parent = resolve_add(resolver, place->toc, "title");
	if (title != NULL) {
		resolve_copy_content(parent, title);
	}
}

/* Links are as from the front page. */
void resolve_contents(struct resolver *resolver)
{
	resolver->places[0].toc = resolve_add(resolver, resolver->root, "toc");
	for (size_t i = 1; i < resolver->place_count; i++) {
		if (resolver->places[i].kind == PLACE_DIVISION) {
			add_entry(resolver, i);
		}
	}
}
