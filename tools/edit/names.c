/* SPDX-License-Identifier: ISC */
#include "edit/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void names_add(struct names *names, struct slice name)
{
	MEM_GROW(names->items, names->count, names->capacity);
	names->items[names->count++] = mem_strndup(name.ptr, name.len);
	names->sorted = false;
}

static int compare_items(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int compare_name(const char *item, struct slice name)
{
	int order = strncmp(item, name.ptr, name.len);

	return order != 0 ? order : (item[name.len] != '\0' ? 1 : 0);
}

bool names_has(struct names *names, struct slice name)
{
	size_t low = 0;
	size_t high = names->count;

	if (!names->sorted && names->count > 0) {
		qsort(names->items, names->count, sizeof(char *), compare_items);
		names->sorted = true;
	}
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare_name(names->items[middle], name);

		if (order == 0) {
			return true;
		}
		if (order < 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return false;
}

void names_release(struct names *names)
{
	for (size_t i = 0; i < names->count; i++) {
		free(names->items[i]);
	}
	free(names->items);
	*names = (struct names){ 0 };
}
