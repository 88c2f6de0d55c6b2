/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/source.h"
#include "check/check.h"

/* --- between the lists ------------------------------------------------------- */

static bool has_role(const struct check_document *documents, size_t count,
		     enum doc_role role)
{
	for (size_t i = 0; i < count; i++) {
		if (documents[i].role == role) {
			return true;
		}
	}
	return false;
}

/* The unit of this kind and key in any document of the role; NULL if none. */
static const struct unit *find(const struct check_document *documents,
			       size_t count, enum doc_role role,
			       enum unit_kind kind, const char *key)
{
	const struct unit *unit = NULL;

	for (size_t i = 0; i < count && unit == NULL; i++) {
		if (documents[i].role == role) {
			unit = unit_find(documents[i].units, kind, key);
		}
	}
	return unit;
}

/* Host, domain and address lists are always expanded: the list does not say. */
static bool says_expansion(const struct unit *unit)
{
	return strcmp(unit->type, "string") == 0;
}

/* A "+" in the list stands for a default that does not fit there. */
static bool gives_default(const struct unit *row)
{
	return row->default_value != NULL && row->default_value[0] != '\0' &&
	       row->default_value[0] != '+';
}

/* Lists write "*" where entries write *. */
static struct slice unquoted(const char *text)
{
	size_t len = strlen(text);

	return len > 2 && text[0] == '"' && text[len - 1] == '"'
		       ? slice_of(text + 1, len - 2)
		       : slice_of(text, len);
}

static void compare(const struct unit *entry, const struct unit *row,
		    struct findings *findings)
{
	if (strcmp(entry->type, row->type) != 0 ||
	    (says_expansion(row) && entry->expanded != row->expanded)) {
		findings_add(findings, CHECK_OPTION_TYPE, DIAG_WARNING,
			     row->source->name, row->line,
			     "'%s' (%s) is of type '%s%s' here, but '%s%s' at "
			     "%s:%zu", row->title, row->use, row->type,
			     row->expanded ? "*" : "", entry->type,
			     entry->expanded ? "*" : "", entry->source->name,
			     entry->line);
	}
	if (gives_default(row) && entry->default_value != NULL &&
	    !slice_equal(unquoted(entry->default_value),
			 unquoted(row->default_value))) {
		findings_add(findings, CHECK_OPTION_DEFAULT, DIAG_WARNING,
			     row->source->name, row->line,
			     "'%s' (%s) has the default '%s' here, but '%s' at "
			     "%s:%zu", row->title, row->use,
			     row->default_value, entry->default_value,
			     entry->source->name, entry->line);
	}
}

static void check_entry(const struct check_document *documents, size_t count,
			const struct unit *entry, struct findings *findings)
{
	const struct unit *row = find(documents, count, DOC_OPTION_LIST,
				      UNIT_OPTION_ROW, entry->key);

	if (row != NULL) {
		compare(entry, row, findings);
		return;
	}
	findings_add(findings, CHECK_OPTION_UNLISTED, DIAG_WARNING,
		     entry->source->name, entry->line,
		     "'%s' (%s) is not in the option list", entry->title,
		     entry->use);
}

static void check_row(const struct check_document *documents, size_t count,
		      const struct unit *row, struct findings *findings)
{
	if (find(documents, count, DOC_MAIN, UNIT_OPTION, row->key) == NULL) {
		findings_add(findings, CHECK_OPTION_UNKNOWN, DIAG_WARNING,
			     row->source->name, row->line,
			     "'%s' (%s) has no entry in a main specification",
			     row->title, row->use);
	}
}

/* --- within a specification ---------------------------------------------------- */

/* Entries of one driver, one after another in one section, are in order. */
static void check_order(const struct unit_list *list, struct findings *findings)
{
	const struct unit *last = NULL;

	for (size_t i = 0; i < list->count; i++) {
		const struct unit *unit = &list->units[i];

		if (unit->kind != UNIT_OPTION) {
			continue;
		}
		if (last != NULL && last->parent == unit->parent &&
		    strcmp(last->use, unit->use) == 0 &&
		    unit_option_order(last->title, unit->title) > 0) {
			findings_add(findings, CHECK_OPTION_ORDER,
				     DIAG_WARNING, unit->source->name,
				     unit->line,
				     "'%s' (%s) stands after '%s'",
				     unit->title, unit->use, last->title);
		}
		last = unit;
	}
}

/* Only the first of two units has the plain key. */
static bool is_repeated(const struct unit *unit, struct findings *findings)
{
	char *key = mem_printf("%s@%s", unit->title, unit->use);
	bool repeated = strcmp(unit->key, key) != 0;

	if (repeated) {
		findings_add(findings, CHECK_OPTION_REPEATED, DIAG_WARNING,
			     unit->source->name, unit->line,
			     "'%s' (%s) stands here once more", unit->title,
			     unit->use);
	}
	free(key);
	return repeated;
}

static void check_unit(const struct check_document *documents, size_t count,
		       const struct check_document *document,
		       const struct unit *unit, struct findings *findings)
{
	bool is_entry = unit->kind == UNIT_OPTION && document->role == DOC_MAIN;

	if ((!is_entry && unit->kind != UNIT_OPTION_ROW) ||
	    is_repeated(unit, findings)) {
		return;
	}
	if (is_entry) {
		check_entry(documents, count, unit, findings);
	} else {
		check_row(documents, count, unit, findings);
	}
}

void check_options(const struct check_document *documents, size_t count,
		   struct findings *findings)
{
	bool listed = has_role(documents, count, DOC_OPTION_LIST);

	for (size_t i = 0; i < count; i++) {
		const struct unit_list *list = documents[i].units;

		for (size_t n = 0; listed && n < list->count; n++) {
			check_unit(documents, count, &documents[i],
				   &list->units[n], findings);
		}
		check_order(list, findings);
	}
}
