/* SPDX-License-Identifier: ISC */
#include "render/html_list.h"

#include <libxml/hash.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void html_lists_release(struct html_lists *lists)
{
	for (size_t i = 0; i < lists->count; i++) {
		struct html_list *list = &lists->lists[i];

		free(list->name);
		buf_release(&list->bytes);
		free(list->parts);
		xmlHashFree(list->keys, NULL);
	}
	free(lists->lists);
}

struct html_list *html_lists_add(struct html_lists *lists, const char *name)
{
	struct html_list list = {
		.name = mem_strdup(name),
		.keys = xmlHashCreate(0),
	};

	buf_init(&list.bytes);
	MEM_GROW(lists->lists, lists->count, lists->capacity);
	lists->lists[lists->count] = list;
	return &lists->lists[lists->count++];
}

const struct html_list *html_lists_find(const struct html_lists *lists,
					const char *name)
{
	for (size_t i = 0; i < lists->count; i++) {
		if (strcmp(lists->lists[i].name, name) == 0) {
			return &lists->lists[i];
		}
	}
	return NULL;
}

void html_list_begin(struct html_list *list, const xmlNode *node,
		     const char *key)
{
	struct html_part part = { node, { list->bytes.len, 0 }, list->open };

	MEM_GROW(list->parts, list->count, list->capacity);
	list->parts[list->count++] = part;
	list->open = list->count;
	xmlHashAddEntry(list->keys, BAD_CAST key,
			(void *)(uintptr_t)list->count);
}

void html_list_end(struct html_list *list, const xmlNode *node)
{
	struct html_part *part;

	if (list->open == 0 || list->parts[list->open - 1].node != node) {
		return;
	}
	part = &list->parts[list->open - 1];
	part->span.end = list->bytes.len;
	list->open = part->outer;
}

bool html_list_find(const struct html_list *list, const char *key,
		    struct span *out)
{
	uintptr_t number = (uintptr_t)xmlHashLookup(list->keys, BAD_CAST key);

	if (number == 0) {
		return false;
	}
	*out = list->parts[number - 1].span;
	return true;
}
