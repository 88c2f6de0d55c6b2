/* SPDX-License-Identifier: ISC */
/*
 * table - from 64-bit keys to numbers, several for a key, in the order in which
 * they were added. Private to the diff. Keys are digests: two things of one key
 * are equal as far as the table knows.
 */
#ifndef STET_DIFF_TABLE_H
#define STET_DIFF_TABLE_H

#include <stddef.h>
#include <stdint.h>

#define TABLE_NONE UINT32_MAX

struct table_row {
	uint64_t key;
	uint32_t first;		/* entry; TABLE_NONE: the slot is free */
	uint32_t last;
	uint32_t count;
};

struct table_entry {
	uint32_t value;
	uint32_t next;		/* entry of the same key, or TABLE_NONE */
};

struct table {
	struct table_row *rows;
	size_t mask;
	size_t row_count;
	struct table_entry *entries;
	size_t count;
	size_t capacity;
};

/* For about so many entries; it grows. */
void table_init(struct table *table, size_t max);
void table_release(struct table *table);
void table_add(struct table *table, uint64_t key, uint32_t value);

/* The row of a key, lent until the next addition; NULL if there is none. */
struct table_row *table_find(const struct table *table, uint64_t key);

/* Takes the first value of a row out; TABLE_NONE if none is left. */
uint32_t table_take(const struct table *table, struct table_row *row);

#endif
