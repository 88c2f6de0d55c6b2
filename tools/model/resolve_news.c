/* SPDX-License-Identifier: ISC */
/*
 * The places that the document marks as revised, by chapter: what is new since
 * its last version.
 */
#include <string.h>

#include "base/mem.h"
#include "model/doc.h"
#include "model/resolve.h"
#include "model/resolve_state.h"

void resolve_note_revision(struct resolver *resolver, const xmlNode *node,
			   size_t place)
{
	const char *flag = node_attr(node, "revisionflag");
	size_t count = resolver->news_count;

	/* That the document changed says nothing. */
	if (flag == NULL || strcmp(flag, "off") == 0 || place == PLACE_NONE ||
	    place == 0 || (count > 0 && resolver->news[count - 1] == place)) {
		return;
	}
	MEM_GROW(resolver->news, resolver->news_count, resolver->news_capacity);
	resolver->news[resolver->news_count++] = place;
}

/* The chapter that the place is in, or the section right below an article. */
static size_t chapter_of(const struct resolver *resolver, size_t place)
{
	const struct place *places = resolver->places;

	while (places[place].parent != PLACE_NONE &&
	       (places[place].kind != PLACE_DIVISION ||
		places[place].level > 1)) {
		place = places[place].parent;
	}
	return place;
}

static xmlNode *add_link(const struct resolver *resolver, xmlNode *parent,
			 const char *name, size_t to)
{
	const struct place *place = &resolver->places[to];
	xmlNode *link = resolve_add(resolver, parent, name);

	resolve_set_link(resolver, link, 0, to);
	resolve_set(resolver, link, "number", place->number);
	resolve_set(resolver, link, "title", place->title);
	return link;
}

/* Copies what says that a place is an option or a variable. */
static void set_unit(const struct resolver *resolver, xmlNode *link,
		     const xmlNode *node)
{
	static const char *const names[] = { "unit", "use" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		xmlChar *value = xmlGetNsProp((xmlNode *)node,
					      BAD_CAST names[i],
					      BAD_CAST RESOLVE_NS);

		resolve_set(resolver, link, names[i], (const char *)value);
		xmlFree(value);
	}
}

void resolve_news(struct resolver *resolver)
{
	xmlNode *news = NULL;
	xmlNode *chapter = NULL;
	size_t last = PLACE_NONE;

	for (size_t i = 0; i < resolver->news_count; i++) {
		size_t place = resolver->news[i];
		size_t above = chapter_of(resolver, place);

		if (news == NULL) {
			news = resolve_add(resolver, resolver->root, "news");
		}
		if (above != last) {
			chapter = add_link(resolver, news, "changed", above);
			last = above;
		}
		if (place != above) {
			set_unit(resolver,
				 add_link(resolver, chapter, "ref", place),
				 resolver->places[place].node);
		}
	}
}
