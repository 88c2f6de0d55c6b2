/* SPDX-License-Identifier: ISC */
/*
 * units - the difference between two versions of a document, unit by unit: equal
 * kinds and keys are the same unit, whose own bytes (those of the units inside it
 * left out, blank lines and trailing blanks not counted) have changed or not.
 */
#ifndef STET_DIFF_UNITS_H
#define STET_DIFF_UNITS_H

#include <stddef.h>

#include "model/unit.h"

enum units_change_kind {
	UNITS_ADDED,
	UNITS_REMOVED,
	UNITS_MOVED,		/* in another order than before */
	UNITS_CHANGED,		/* its own text */
};

struct units_change {
	enum units_change_kind kind;
	const struct unit *old_unit;	/* NULL: added. Lent by the lists */
	const struct unit *new_unit;	/* NULL: removed */
};

struct units_changes {
	struct units_change *items;	/* by new unit; removed ones last */
	size_t count;
	size_t capacity;
};

void units_compare(const struct unit_list *old_units,
		   const struct unit_list *new_units,
		   struct units_changes *out);
void units_changes_release(struct units_changes *changes);

#endif
