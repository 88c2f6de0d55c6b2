/* SPDX-License-Identifier: ISC */
/*
 * opt - tables of command-line options: one table gives the parsing (by
 * getopt_long), the help and the shell completions.
 *
 * A row's offset is the place of its value in the command's own struct of
 * options, zeroed before parsing: bool for OPT_FLAG, const char * for
 * OPT_STRING, struct opt_list for OPT_LIST, int for OPT_NUMBER. OPT_OPTIONAL is a
 * string that need not be given ("--sign" or "--sign=KEY"): "" without one, NULL
 * without the option; it has no short form. Values are lent by argv.
 */
#ifndef STET_BASE_OPT_H
#define STET_BASE_OPT_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct diag;

enum opt_type { OPT_FLAG, OPT_STRING, OPT_OPTIONAL, OPT_LIST, OPT_NUMBER };

struct opt {
	char letter;		/* 0: no short form */
	const char *name;
	const char *value;	/* what the value is called in help; NULL: none */
	const char *help;
	enum opt_type type;
	size_t offset;
};

struct opt_list {
	const char **values;
	size_t count;
	size_t capacity;
};

/*
 * Parses the options of argv (argv[0] is passed over) into values; options may
 * stand after arguments, except where stop_early is set. Returns the index of
 * the first argument, argv permuted so that arguments come last, or -1 with an
 * error reported.
 */
int opt_parse(const struct opt *table, void *values, int argc, char **argv,
	      bool stop_early, struct diag *diag);

/*
 * Calls visit for every word of the list's values, which commas divide: "-f a,b
 * -f c" has three. 0, or -1 if visit did not return 0 for all.
 */
int opt_each_word(const struct opt_list *list,
		  int (*visit)(void *payload, const char *word), void *payload);

/* Frees the lists in values. */
void opt_release(const struct opt *table, void *values);

/* Appends the help lines of a table. */
void opt_help(const struct opt *table, struct buf *out);

/*
 * The name in the NULL-ended array most like the given one, near enough for a
 * "did you mean"; NULL if none is.
 */
const char *opt_nearest(const char *name, const char *const *names);

/* The number of single-byte changes between two texts, a swap counting one
 * (Damerau's distance, restricted form). */
size_t opt_distance(const char *a, const char *b);

#endif
