/* SPDX-License-Identifier: ISC */
#include "diff/table.h"

#include <stdlib.h>

#include "base/mem.h"

static struct table_row *rows_new(size_t size)
{
	struct table_row *rows = mem_resize(NULL, size, sizeof(*rows));

	for (size_t i = 0; i < size; i++) {
		rows[i] = (struct table_row){ 0, TABLE_NONE, TABLE_NONE, 0 };
	}
	return rows;
}

void table_init(struct table *table, size_t max)
{
	size_t size = 16;

	while (size < 2 * max) {
		size *= 2;
	}
	*table = (struct table){ .mask = size - 1, .rows = rows_new(size) };
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

static void grow(struct table *table)
{
	struct table_row *old_rows = table->rows;
	size_t old_mask = table->mask;

	table->mask = 2 * old_mask + 1;
	table->rows = rows_new(table->mask + 1);
	for (size_t i = 0; i <= old_mask; i++) {
		if (old_rows[i].count != 0) {
			*seek(table, old_rows[i].key) = old_rows[i];
		}
	}
	free(old_rows);
}

void table_add(struct table *table, uint64_t key, uint32_t value)
{
	struct table_row *row;
	uint32_t number = (uint32_t)table->count;

	if (2 * table->row_count > table->mask) {
		grow(table);
	}
	row = seek(table, key);
	MEM_GROW(table->entries, table->count, table->capacity);
	table->entries[table->count++] =
		(struct table_entry){ value, TABLE_NONE };
	if (row->count == 0) {
		table->row_count++;
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
