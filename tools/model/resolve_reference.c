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

static size_t find_id(const struct resolver *resolver, const char *id)
{
	const void *mark = xmlHashLookup(resolver->ids, BAD_CAST id);

	return mark != NULL ? resolve_unmark(mark) : PLACE_NONE;
}

/* Elements that print a label when nothing stands in them. */
static bool prints_label(const xmlNode *node)
{
	static const char *const names[] = {
		"xref", "link", "olink", "biblioref", "glosssee",
		"glossseealso", "synopfragmentref", "coref", NULL,
	};

	if (node->children != NULL) {
		return node_is(node, "xref") ||
		       node_is(node, "synopfragmentref");
	}
	for (size_t i = 0; names[i] != NULL; i++) {
		if (node_is(node, names[i])) {
			return true;
		}
	}
	return false;
}

static void aim(const struct resolver *resolver,
		const struct reference *reference, size_t index)
{
	const struct place *target =
		&resolver->places[resolver->places[index].aim];
	const char *title = target->title;

	if (title == NULL) {
		title = resolve_division(resolver, target)->title;
	}
	resolve_set_link(resolver, reference->node, reference->division, index);
	if (prints_label(reference->node)) {
		char *label = resolve_label_dup(resolver, reference->node,
						target);

		resolve_set(resolver, reference->node, "label", label);
		free(label);
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

struct dead {
	const char **ids;	/* all there are, once one is wanted */
	size_t count;
};

static void report(const struct resolver *resolver, const xmlNode *node,
		   const char *id, struct dead *dead)
{
	if (dead->ids == NULL) {
		dead->ids = all_ids(resolver);
	}
	report_dead(resolver, node, id,
		    dead->count++ < SUGGESTIONS_MAX ? dead->ids : NULL);
}

/* A callout gets a mark of ours for each area it speaks of. */
static void aim_callout(const struct resolver *resolver,
			const struct reference *reference, struct dead *dead)
{
	const char *list = node_attr(reference->node, "arearefs");
	xmlNode *first = reference->node->children;

	while (*(list += strspn(list, " \t\r\n")) != '\0') {
		size_t len = strcspn(list, " \t\r\n");
		char *id = mem_strndup(list, len);
		size_t place = find_id(resolver, id);

		list += len;
		if (place == PLACE_NONE) {
			report(resolver, reference->node, id, dead);
		} else {
			xmlNode *mark = xmlNewDocNode(reference->node->doc,
						      resolver->ns,
						      BAD_CAST "mark", NULL);
			const xmlNode *area = resolver->places[place].node;

			if (first != NULL) {
				xmlAddPrevSibling(first, mark);
			} else {
				xmlAddChild(reference->node, mark);
			}
			resolve_set(resolver, mark, "number",
				    resolve_get(resolver, area, "number"));
			resolve_set_link(resolver, mark, reference->division,
					 place);
		}
		free(id);
	}
}

/* The id that an element points to; NULL if it is for another document. */
static const char *target_id(const xmlNode *node)
{
	const char *id = node_attr(node, "linkend");

	if (id == NULL) {
		id = node_attr(node, "otherterm");
	}
	if (id == NULL && node_is(node, "olink") &&
	    node_attr(node, "targetdoc") == NULL) {
		id = node_attr(node, "targetptr");
	}
	return id;
}

void resolve_references(struct resolver *resolver)
{
	struct dead dead = { NULL, 0 };

	for (size_t i = 0; i < resolver->reference_count; i++) {
		const struct reference *reference = &resolver->references[i];
		const char *id = target_id(reference->node);
		size_t place;

		if (node_attr(reference->node, "arearefs") != NULL) {
			aim_callout(resolver, reference, &dead);
		}
		if (id == NULL) {
			continue;
		}
		place = find_id(resolver, id);
		if (place != PLACE_NONE) {
			aim(resolver, reference, place);
		} else {
			report(resolver, reference->node, id, &dead);
		}
	}
	free(dead.ids);
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
