/* SPDX-License-Identifier: ISC */
/*
 * entry - recognises in a DocBook tree what a specification defines: options
 * (rows of a heading table: name, "Use: ", "Type: ", "Default: "), variables and
 * command-line options (entries of a variable list).
 */
#ifndef STET_MODEL_ENTRY_H
#define STET_MODEL_ENTRY_H

#include <libxml/tree.h>
#include <stdbool.h>

enum entry_kind { ENTRY_NONE, ENTRY_OPTION, ENTRY_VARIABLE, ENTRY_CMDLINE };

struct entry_option {
	char *name;
	char *use;
	char *type;		/* without the dagger that means expansion */
	char *default_value;
	bool expanded;
};

/* Whether the row heads an option's description; if so, out is filled and to be
 * released. */
bool entry_read_option(const xmlNode *row, struct entry_option *out);
void entry_option_release(struct entry_option *option);

/* The first row of the table (informaltable, table) that heads an option's
 * description, and the next such row after one; NULL if there is none. */
xmlNode *entry_first_option(const xmlNode *table);
xmlNode *entry_next_option(const xmlNode *row);

/*
 * What a term of a varlistentry defines. Other than ENTRY_NONE, *name is set to
 * a new text: "$name", "-name".
 */
enum entry_kind entry_read_term(const xmlNode *term, char **name);

#endif
