/* SPDX-License-Identifier: ISC */
/*
 * cmd_units - what the commands that answer with units share: reading the
 * inputs, and writing fields for people and for programs.
 */
#ifndef STET_CMD_CMD_UNITS_H
#define STET_CMD_CMD_UNITS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "model/unit.h"

struct buf;
struct cmd_context;
struct doc;
struct opt_list;

/* Which documents to read. */
struct cmd_units_input {
	const struct opt_list *settings;	/* --set */
	int argc;		/* files named; none: what the project says */
	char **argv;
	bool main_only;		/* without files: the specs to build, not the
				   experimental spec and the lists */
};

/*
 * Reads each document, resolves it, and lends it with its units to visit.
 * Problems of references are left to others to report. Goes on after a document
 * that cannot be read. Returns an exit status.
 */
int cmd_units_each(struct cmd_context *context,
		   const struct cmd_units_input *input,
		   void (*visit)(void *payload, const struct doc *doc,
				 const struct unit_list *units),
		   void *payload);

/* How a command writes the units it answers with. */
struct cmd_units_answer {
	const char *name;	/* of the list in the JSON answer */
	/* payload: that list, a json_t */
	void (*add_json)(void *payload, const struct doc *doc,
			 const struct unit_list *units);
	/* payload: a struct buf */
	void (*add_text)(void *payload, const struct doc *doc,
			 const struct unit_list *units);
};

/* Reads as cmd_units_each() and prints the answer, in the format ("text", "json";
 * NULL: text). Returns an exit status. */
int cmd_units_answer(struct cmd_context *context,
		     const struct cmd_units_input *input, const char *format,
		     const struct cmd_units_answer *answer);

/* Sets a text (NULL sets nothing) in a JSON object; bytes that are not UTF-8
 * become U+FFFD. */
void cmd_json_text(json_t *object, const char *name, const char *text);

/* Sets file, line and end_line. */
void cmd_json_place(json_t *object, const struct unit *unit);

/* Sets use, type, expanded and default, where the unit has them. */
void cmd_json_option(json_t *object, const struct unit *unit);

/* Prints the answer and frees it. */
void cmd_json_print(json_t *answer);

/* Appends a document's text for a terminal: control characters as "?". */
void cmd_put_text(struct buf *out, const char *text);

/* "text" or "json" (NULL: text) as is_json; 0, or -1 with an error reported. */
int cmd_units_format(struct cmd_context *context, const char *format,
		     bool *is_json);

#endif
