/* SPDX-License-Identifier: ISC */
/*
 * config_file - the syntax of git's configuration files (git-config(1), "Syntax"):
 * sections, keys, values, comments, quotes.
 *
 * We read it ourselves, since libgit2 follows a file's include.path wherever it
 * leads, has no positions, and does not read from memory. Includes are keys like
 * any other here. Bytes in, bytes out.
 */
#ifndef STET_MODEL_CONFIG_FILE_H
#define STET_MODEL_CONFIG_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct diag;
struct source;

/* Called for each key: "section.key" or "section.Name.key", all but the name in lower
 * case. A key without "=" has the value "true". Both lent. */
typedef void config_file_visit(void *payload, const char *key,
			       const char *value, size_t line);

/* Goes through the file. 0, or -1 after every error in its syntax was reported at
 * its line. */
int config_file_read(struct source *source, config_file_visit *visit,
		     void *payload, struct diag *diag);

/* true, yes, on or 1; false, no, off, 0 or nothing. False if it is none of them. */
bool config_file_bool(const char *value, bool *out);

#endif
