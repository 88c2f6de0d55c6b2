/* SPDX-License-Identifier: ISC */
/*
 * files_record - a set of files that keeps a list of what was read from it, so
 * that a release can say what it was made of.
 */
#ifndef STET_MODEL_FILES_RECORD_H
#define STET_MODEL_FILES_RECORD_H

#include <stddef.h>

#include "model/files.h"

/* A file that was read: its canonical path, and the id that git gives to its
 * bytes as a blob, in hexadecimal. */
struct files_input {
	char *path;
	char id[41];
};

/* The set around another (NULL: the disk), which it owns from now on. */
struct files *files_record_new(struct files *inner);

/* What was read so far from a set that files_record_new() made: each file once,
 * in the order of the paths. Lent until the next reading. */
const struct files_input *files_record_list(const struct files *files,
					    size_t *count);

#endif
