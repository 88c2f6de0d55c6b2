/* SPDX-License-Identifier: ISC */
/*
 * hash - a quick 64-bit digest of bytes (FNV-1a): to find equal things and to
 * notice accidents, not to withstand someone who looks for a collision.
 */
#ifndef STET_BASE_HASH_H
#define STET_BASE_HASH_H

#include <stdint.h>

#include "base/slice.h"

#define HASH_START UINT64_C(0xcbf29ce484222325)

/* Goes on from an earlier result, or from HASH_START. */
static inline uint64_t hash_more(uint64_t hash, struct slice bytes)
{
	for (size_t i = 0; i < bytes.len; i++) {
		hash ^= (unsigned char)bytes.ptr[i];
		hash *= UINT64_C(0x100000001b3);
	}
	return hash;
}

static inline uint64_t hash_bytes(struct slice bytes)
{
	return hash_more(HASH_START, bytes);
}

/*
 * Quicker for longer ones, eight bytes at a time: for tables that are used and
 * forgotten, since it depends on the machine's byte order.
 */
static inline uint64_t hash_quick(struct slice bytes)
{
	uint64_t hash = HASH_START ^ bytes.len;
	uint64_t word;
	size_t i = 0;

	for (; bytes.len - i >= sizeof(word); i += sizeof(word)) {
		memcpy(&word, bytes.ptr + i, sizeof(word));
		hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
		hash ^= hash >> 32;
	}
	word = 0;
	if (i < bytes.len) {
		memcpy(&word, bytes.ptr + i, bytes.len - i);
	}
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

#endif
