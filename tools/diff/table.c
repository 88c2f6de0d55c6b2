/* SPDX-License-Identifier: ISC */
#include "diff/table.h"

#include <stdlib.h>

#include "base/mem.h"

void table_init(struct table *table, size_t max)
{
	size_t size = 16;

	while (size < 2 * max) {
		size *= 2;
	}
	*table = (struct table){ .mask = size - 1 };
	table->rows = mem_resize(NULL, size, sizeof(*table->rows));
	for (size_t i = 0; i < size; i++) {
		table->rows[i].first = TABLE_NONE;
		table->rows[i].count = 0;
	}
}

void table_release(struct table *table)
{
	free(table->rows);
	free(table->entries);
}

/* Its row, or the free one where it would be; rows emptied by table_take() keep
 * their count. */
static struct table_row *seek(const struct table *table, uint64_t key)
{
	size_t slot = (size_t)(key ^ (key >> 32)) & table->mask;

	while (table->rows[slot].count != 0 && table->rows[slot].key != key) {
		slot = (slot + 1) & table->mask;
	}
	return &table->rows[slot];
}

void table_add(struct table *table, uint64_t key, uint32_t value)
{
	struct table_row *row = seek(table, key);
	uint32_t number = (uint32_t)table->count;

	MEM_GROW(table->entries, table->count, table->capacity);
	table->entries[table->count++] =
		(struct table_entry){ value, TABLE_NONE };
	if (row->count == 0) {
		row->key = key;
		row->first = number;
	} else {
		table->entries[row->last].next = number;
	}
	row->last = number;
	row->count++;
}

struct table_row *table_find(const struct table *table, uint64_t key)
{
	struct table_row *row = seek(table, key);

	return row->count != 0 ? row : NULL;
}

uint32_t table_take(const struct table *table, struct table_row *row)
{
	uint32_t number = row->first;

	if (number == TABLE_NONE) {
		return TABLE_NONE;
	}
	row->first = table->entries[number].next;
	return table->entries[number].value;
}
