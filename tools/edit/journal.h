/* SPDX-License-Identifier: ISC */
/*
 * journal - the record of an edit under way, for commit.c alone.
 *
 * A text file, a line each, led by a checksum of everything up to there, so that
 * a torn or foreign line and all after it are not believed:
 *
 *	CHECKSUM stet-journal 1 NONCE
 *	CHECKSUM file OLD NEW PATH	digests of the bytes; the target
 *	CHECKSUM complete		all temporaries are on disk
 *
 * The temporary of the file number N is .stet-NONCE-N beside its target: a
 * journal can name nothing else for us to move or remove. Paths are relative to
 * the root, with control characters and '%' as %XX.
 */
#ifndef STET_EDIT_JOURNAL_H
#define STET_EDIT_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

#define JOURNAL_NAME ".stet-journal"

struct journal_entry {
	char *path;
	uint64_t old_digest;
	uint64_t new_digest;
};

struct journal {
	uint64_t nonce;
	struct journal_entry *entries;
	size_t count;
	size_t capacity;
	bool complete;
	uint64_t checksum;	/* of the lines printed so far */
};

void journal_init(struct journal *journal, uint64_t nonce);
void journal_release(struct journal *journal);
void journal_add(struct journal *journal, const char *path, uint64_t old_digest,
		 uint64_t new_digest);

/* Appends the lines up to the files; then the last line. */
void journal_print(struct journal *journal, struct buf *out);
void journal_print_complete(struct journal *journal, struct buf *out);

/*
 * Reads as far as the lines are whole, into a journal to be released. Paths that
 * would leave the root by their spelling are not believed either.
 */
void journal_parse(struct slice text, struct journal *out);

/* The path of an entry's target or temporary below the root, new. */
char *journal_target_dup(const struct journal *journal, const char *root,
			 size_t index);
char *journal_temporary_dup(const struct journal *journal, const char *root,
			    size_t index);

#endif
