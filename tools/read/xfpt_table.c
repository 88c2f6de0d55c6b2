/* SPDX-License-Identifier: ISC */
/*
 * Names of macros and variables to what they stand for. Probes count as work,
 * so that names chosen to collide run into the limit on work.
 */
#include <stdlib.h>

#include "read/xfpt_state.h"

static uint64_t hash(struct slice key)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < key.len; i++) {
		h = (h ^ (unsigned char)key.ptr[i]) * UINT64_C(0x100000001b3);
	}
	return h ^ (h >> 29);
}

static struct xfpt_entry *find_slot(const struct xfpt_table *table,
				    struct slice key, size_t *work)
{
	size_t mask = table->capacity - 1;
	size_t i = (size_t)hash(key) & mask;

	while (table->entries[i].value != NULL &&
	       !slice_equal(table->entries[i].key, key)) {
		i = (i + 1) & mask;
		++*work;
	}
	return &table->entries[i];
}

void *xfpt_table_find(const struct xfpt_table *table, struct slice key,
		      size_t *work)
{
	if (table->capacity == 0) {
		return NULL;
	}
	return find_slot(table, key, work)->value;
}

static void grow(struct xfpt_table *table, size_t *work)
{
	struct xfpt_table bigger = { 0 };

	bigger.capacity = table->capacity != 0 ? 2 * table->capacity : 64;
	bigger.count = table->count;
	bigger.entries = mem_alloc(bigger.capacity * sizeof(*bigger.entries));
	for (size_t i = 0; i < table->capacity; i++) {
		if (table->entries[i].value != NULL) {
			*find_slot(&bigger, table->entries[i].key, work) =
				table->entries[i];
		}
	}
	free(table->entries);
	*table = bigger;
}

void xfpt_table_put(struct xfpt_table *table, struct slice key, void *value,
		    size_t *work)
{
	struct xfpt_entry *entry;

	if (2 * table->count >= table->capacity) {
		grow(table, work);
	}
	entry = find_slot(table, key, work);
	if (entry->value == NULL) {
		table->count++;
	}
	entry->key = key;
	entry->value = value;
}
