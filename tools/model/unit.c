/* SPDX-License-Identifier: ISC */
#include "model/unit.h"

#include <libxml/hash.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/opt.h"
#include "model/slug.h"
#include "model/unit_collect.h"

static const char *const kind_names[] = {
	[UNIT_CHAPTER] = "chapter",
	[UNIT_SECTION] = "section",
	[UNIT_OPTION] = "option",
	[UNIT_VARIABLE] = "variable",
	[UNIT_CMDLINE] = "command-line",
	[UNIT_EXPERIMENTAL] = "experimental",
	[UNIT_NEWS_ITEM] = "news-item",
	[UNIT_CHANGE_ITEM] = "change-item",
	[UNIT_OPTION_ROW] = "option-row",
};

const char *unit_kind_name(enum unit_kind kind)
{
	return kind_names[kind];
}

void unit_list_release(struct unit_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct unit *unit = &list->units[i];

		free(unit->key);
		free(unit->title);
		free(unit->id);
		free(unit->number);
		free(unit->anchor);
		free(unit->use);
		free(unit->type);
		free(unit->default_value);
		free(unit->version);
	}
	free(list->units);
	xmlHashFree(list->keys, NULL);
	memset(list, 0, sizeof(*list));
}

/* --- keys ---------------------------------------------------------------- */

/* A mark is an index plus one: no entry is a NULL pointer. */
static void *mark_of(size_t index)
{
	return (void *)(index + 1);
}

static bool enter_key(struct unit_list *list, size_t index)
{
	const struct unit *unit = &list->units[index];

	return xmlHashAddEntry2(list->keys, BAD_CAST unit->key,
				BAD_CAST kind_names[unit->kind],
				mark_of(index)) == 0;
}

static bool is_division(const struct unit *unit)
{
	return unit->kind == UNIT_CHAPTER || unit->kind == UNIT_SECTION ||
	       unit->kind == UNIT_EXPERIMENTAL;
}

static void put_below_parent(struct unit_list *list, struct unit *unit)
{
	char *key = unit->key;

	if (unit->parent != UNIT_NONE) {
		unit->key = mem_printf("%s/%s", list->units[unit->parent].key,
				       key);
		free(key);
	}
}

/* "key#2", "key#3": seconds keeps, under the plain key, the last number used,
 * so that many equal keys do not take long. */
static void number_key(struct unit_list *list, size_t index,
		       xmlHashTable *seconds)
{
	struct unit *unit = &list->units[index];
	const xmlChar *kind = BAD_CAST kind_names[unit->kind];
	char *key = unit->key;
	void *mark = xmlHashLookup2(seconds, BAD_CAST key, kind);
	size_t number = mark != NULL ? (size_t)mark : 1;

	unit->key = NULL;
	do {
		free(unit->key);
		unit->key = mem_printf("%s#%zu", key, ++number);
	} while (!enter_key(list, index));
	xmlHashUpdateEntry2(seconds, BAD_CAST key, kind, (void *)number, NULL);
	free(key);
}

/* The kinds and titles that more than one division without an id has. */
static xmlHashTable *find_doubles(const struct unit_list *list)
{
	xmlHashTable *counts = xmlHashCreate((int)list->count + 16);

	for (size_t i = 0; i < list->count; i++) {
		const struct unit *unit = &list->units[i];
		const xmlChar *kind = BAD_CAST kind_names[unit->kind];
		void *mark;

		if (is_division(unit) && unit->id == NULL) {
			mark = xmlHashLookup2(counts, BAD_CAST unit->key, kind);
			xmlHashUpdateEntry2(counts, BAD_CAST unit->key, kind,
					    mark_of(mark != NULL), NULL);
		}
	}
	return counts;
}

void unit_list_key(struct unit_list *list)
{
	xmlHashTable *counts = find_doubles(list);
	xmlHashTable *seconds = xmlHashCreate(64);

	list->keys = xmlHashCreate((int)list->count + 16);
	for (size_t i = 0; i < list->count; i++) {
		struct unit *unit = &list->units[i];
		bool below = is_division(unit) && unit->id == NULL &&
			     xmlHashLookup2(counts, BAD_CAST unit->key,
					    BAD_CAST kind_names[unit->kind]) ==
				     mark_of(1);

		if (below) {
			put_below_parent(list, unit);
		}
		if (enter_key(list, i)) {
			continue;
		}
		if (!below) {
			put_below_parent(list, unit);
		}
		if (below || !enter_key(list, i)) {
			number_key(list, i, seconds);
		}
	}
	xmlHashFree(counts, NULL);
	xmlHashFree(seconds, NULL);
}

/* --- finding ------------------------------------------------------------- */

const struct unit *unit_find(const struct unit_list *list, enum unit_kind kind,
			     const char *key)
{
	const void *mark = list->keys == NULL ? NULL :
			   xmlHashLookup2(list->keys, BAD_CAST key,
					  BAD_CAST kind_names[kind]);

	return mark != NULL ? &list->units[(size_t)mark - 1] : NULL;
}

static bool has_title(const struct unit *unit, const char *key)
{
	char *title = slug_title_key_dup(unit->title);
	bool same = strcmp(title, key) == 0;

	free(title);
	return same;
}

static bool has_id(const struct unit *unit, const char *id)
{
	return unit->id != NULL && strcmp(unit->id, id) == 0;
}

const struct unit *unit_find_section(const struct unit_list *list,
				     const char *name)
{
	const struct unit *found = NULL;

	for (size_t i = 0; i < list->count; i++) {
		if (is_division(&list->units[i]) &&
		    has_id(&list->units[i], name)) {
			return &list->units[i];
		}
	}
	unit_titled(list, name, &found, 1);
	return found;
}

size_t unit_titled(const struct unit_list *list, const char *title,
		   const struct unit **out, size_t max)
{
	char *key = slug_title_key_dup(title);
	size_t count = 0;

	for (size_t i = 0; i < list->count && count < max; i++) {
		if (is_division(&list->units[i]) &&
		    has_title(&list->units[i], key)) {
			out[count++] = &list->units[i];
		}
	}
	free(key);
	return count;
}

struct nearness {
	const struct unit *unit;
	size_t distance;
};

static size_t count_words(const char *text)
{
	size_t words = *text != '\0';

	for (; *text != '\0'; text++) {
		words += *text == ' ';
	}
	return words;
}

/* The end of the words from here, so many. */
static size_t words_length(const char *text, size_t words)
{
	size_t len = 0;

	while (text[len] != '\0' && (text[len] != ' ' || --words > 0)) {
		len++;
	}
	return len;
}

/* How far the key is from the nearest words of the title, as many as it has. */
static size_t distance_inside(const char *key, const char *title)
{
	size_t words = count_words(key);
	size_t best = SIZE_MAX;

	for (const char *at = title; at != NULL && *at != '\0';) {
		char *part = mem_strndup(at, words_length(at, words));
		size_t distance = opt_distance(key, part);

		best = distance < best ? distance : best;
		free(part);
		at = strchr(at, ' ');
		at = at != NULL ? at + 1 : NULL;
	}
	return best;
}

/* A part of the title is near, however long the rest. */
static size_t distance_to(const char *name, const char *key,
			  const struct unit *unit)
{
	char *title = slug_title_key_dup(unit->title);
	size_t distance = opt_distance(key, title);

	if (key[0] != '\0') {
		size_t inside = strstr(title, key) != NULL
					? 1 : distance_inside(key, title);

		/* The same words as a whole title are nearer still. */
		distance = inside < distance ? inside + (inside > 1) : distance;
	}
	if (unit->id != NULL) {
		size_t from_id = opt_distance(name, unit->id);

		distance = from_id < distance ? from_id : distance;
	}
	free(title);
	return distance;
}

static void insert_near(struct nearness *best, size_t *count, size_t max,
			struct nearness candidate)
{
	size_t at = *count;

	while (at > 0 && best[at - 1].distance > candidate.distance) {
		at--;
	}
	if (at == max) {
		return;
	}
	if (*count < max) {
		++*count;
	}
	memmove(best + at + 1, best + at,
		(*count - at - 1) * sizeof(*best));
	best[at] = candidate;
}

size_t unit_nearest(const struct unit_list *list, const char *name,
		    const struct unit **near, size_t max)
{
	struct nearness *best = mem_alloc((max + 1) * sizeof(*best));
	char *key = slug_title_key_dup(name);
	size_t limit = strlen(key) / 3 + 1;
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++) {
		const struct unit *unit = &list->units[i];
		struct nearness candidate = { unit, 0 };

		if (!is_division(unit)) {
			continue;
		}
		candidate.distance = distance_to(name, key, unit);
		if (candidate.distance <= limit) {
			insert_near(best, &count, max, candidate);
		}
	}
	for (size_t i = 0; i < count; i++) {
		near[i] = best[i].unit;
	}
	free(key);
	free(best);
	return count;
}

/* "_" sorts before everything else that a name is made of. */
static int order_of(char c)
{
	return c == '\0' ? -1 : c == '_' ? 0 : (unsigned char)c;
}

int unit_option_order(const char *a, const char *b)
{
	while (*a != '\0' && *a == *b) {
		a++;
		b++;
	}
	return order_of(*a) - order_of(*b);
}
