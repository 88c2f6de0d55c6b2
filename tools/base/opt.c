/* SPDX-License-Identifier: ISC */
#include "base/opt.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"

/* getopt_long() answers this plus the row's index for long-only options. */
enum { LONG_BASE = 256 };

static size_t table_size(const struct opt *table)
{
	size_t count = 0;

	while (table[count].name != NULL) {
		count++;
	}
	return count;
}

static struct option *new_long_options(const struct opt *table, size_t count)
{
	struct option *options = mem_alloc((count + 1) * sizeof(*options));

	for (size_t i = 0; i < count; i++) {
		options[i].name = table[i].name;
		options[i].has_arg = table[i].type == OPT_FLAG
					     ? no_argument
				     : table[i].type == OPT_OPTIONAL
					     ? optional_argument
					     : required_argument;
		options[i].val = LONG_BASE + (int)i;
	}
	return options;
}

static void put_short_options(const struct opt *table, size_t count,
			      struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		if (table[i].letter != 0) {
			buf_putc(out, table[i].letter);
			if (table[i].type != OPT_FLAG) {
				buf_putc(out, ':');
			}
		}
	}
}

static int store(const struct opt *row, void *values, const char *text,
		 struct diag *diag)
{
	char *place = (char *)values + row->offset;

	if (row->type == OPT_FLAG) {
		*(bool *)(void *)place = true;
	} else if (row->type == OPT_STRING) {
		*(const char **)(void *)place = text;
	} else if (row->type == OPT_OPTIONAL) {
		*(const char **)(void *)place = text != NULL ? text : "";
	} else if (row->type == OPT_LIST) {
		struct opt_list *list = (struct opt_list *)(void *)place;

		MEM_GROW(list->values, list->count, list->capacity);
		list->values[list->count++] = text;
	} else {
		char *end;
		long number;

		errno = 0;
		number = strtol(text, &end, 10);
		if (errno != 0 || end == text || *end != '\0' || number < 1 ||
		    number > INT_MAX) {
			diag_say(diag, DIAG_ERROR,
				 "--%s takes a number from 1, not '%s'",
				 row->name, text);
			return -1;
		}
		*(int *)(void *)place = (int)number;
	}
	return 0;
}

static void report_unknown(const struct opt *table, size_t count,
			   const char *word, struct diag *diag)
{
	const char **names = mem_alloc((count + 1) * sizeof(*names));
	const char *near;
	size_t len = strcspn(word, "=");
	char *name = mem_strndup(word, len);

	for (size_t i = 0; i < count; i++) {
		names[i] = table[i].name;
	}
	near = strncmp(name, "--", 2) == 0 ? opt_nearest(name + 2, names) : NULL;
	if (near != NULL) {
		diag_say(diag, DIAG_ERROR,
			 "unknown option '%s' (did you mean '--%s'?)", name,
			 near);
	} else {
		diag_say(diag, DIAG_ERROR, "unknown option '%s'", name);
	}
	free(name);
	free(names);
}

static const struct opt *row_of(const struct opt *table, size_t count, int c)
{
	if (c >= LONG_BASE) {
		return &table[c - LONG_BASE];
	}
	for (size_t i = 0; i < count; i++) {
		if (table[i].letter == c) {
			return &table[i];
		}
	}
	return NULL;
}

int opt_parse(const struct opt *table, void *values, int argc, char **argv,
	      bool stop_early, struct diag *diag)
{
	size_t count = table_size(table);
	struct option *long_options = new_long_options(table, count);
	struct buf letters;
	int result = 0;
	int c;

	buf_init(&letters);
	buf_puts(&letters, stop_early ? "+:" : ":");
	put_short_options(table, count, &letters);
	optind = 0; /* 0, not 1: glibc then forgets the previous table */
	opterr = 0;
	while (result == 0 && (c = getopt_long(argc, argv, letters.data,
					       long_options, NULL)) != -1) {
		const struct opt *row;

		if (c == ':') {
			diag_say(diag, DIAG_ERROR, "option '%s' needs a value",
				 argv[optind - 1]);
			result = -1;
		} else if (c == '?') {
			if (optopt != 0 && optopt < LONG_BASE) {
				diag_say(diag, DIAG_ERROR,
					 "unknown option '-%c'", optopt);
			} else {
				report_unknown(table, count, argv[optind - 1],
					       diag);
			}
			result = -1;
		} else {
			row = row_of(table, count, c);
			result = store(row, values, optarg, diag);
		}
	}
	if (result == 0) {
		result = optind;
	}
	buf_release(&letters);
	free(long_options);
	return result;
}

int opt_each_word(const struct opt_list *list,
		  int (*visit)(void *payload, const char *word), void *payload)
{
	int result = 0;

	for (size_t i = 0; i < list->count; i++) {
		const char *word = list->values[i];

		while (*word != '\0') {
			size_t len = strcspn(word, ",");
			char *copy = mem_strndup(word, len);

			if (visit(payload, copy) != 0) {
				result = -1;
			}
			free(copy);
			word += len + (word[len] == ',');
		}
	}
	return result;
}

void opt_release(const struct opt *table, void *values)
{
	for (; table->name != NULL; table++) {
		if (table->type == OPT_LIST) {
			struct opt_list *list = (struct opt_list *)(void *)(
				(char *)values + table->offset);

			free(list->values);
			list->values = NULL;
			list->count = list->capacity = 0;
		}
	}
}

void opt_help(const struct opt *table, struct buf *out)
{
	for (; table->name != NULL; table++) {
		size_t start = out->len;

		if (table->letter != 0) {
			buf_printf(out, "  -%c, --%s", table->letter,
				   table->name);
		} else {
			buf_printf(out, "      --%s", table->name);
		}
		if (table->value != NULL) {
			buf_printf(out, table->type == OPT_OPTIONAL
						? "[=%s]" : "=%s",
				   table->value);
		}
		if (out->len - start > 28) {
			buf_putc(out, '\n');
			start = out->len;
		}
		buf_fill(out, ' ', start + 30 - out->len);
		buf_printf(out, "%s\n", table->help);
	}
}

static size_t min3(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return least < c ? least : c;
}

size_t opt_distance(const char *a, const char *b)
{
	size_t a_len = strlen(a);
	size_t b_len = strlen(b);
	size_t width = b_len + 1;
	size_t *rows = mem_alloc(3 * width * sizeof(*rows));
	size_t *before = rows;
	size_t *last = rows + width;
	size_t *now = rows + 2 * width;
	size_t result;

	for (size_t j = 0; j <= b_len; j++) {
		last[j] = j;
	}
	for (size_t i = 1; i <= a_len; i++) {
		size_t *spare = before;

		now[0] = i;
		for (size_t j = 1; j <= b_len; j++) {
			size_t change = last[j - 1] + (a[i - 1] != b[j - 1]);

			now[j] = min3(last[j] + 1, now[j - 1] + 1, change);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] && before[j - 2] + 1 < now[j]) {
				now[j] = before[j - 2] + 1;
			}
		}
		before = last;
		last = now;
		now = spare;
	}
	result = last[b_len];
	free(rows);
	return result;
}

const char *opt_nearest(const char *name, const char *const *names)
{
	const char *best = NULL;
	size_t best_distance = strlen(name) / 3 + 2;

	for (; *names != NULL; names++) {
		size_t distance = opt_distance(name, *names);

		if (distance < best_distance) {
			best = *names;
			best_distance = distance;
		}
	}
	return best;
}
