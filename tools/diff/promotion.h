/* SPDX-License-Identifier: ISC */
/*
 * promotion - what sections that are gone from an experimental specification have
 * in common with text that is new in the main ones. Private to promotion*.c.
 */
#ifndef STET_DIFF_PROMOTION_H
#define STET_DIFF_PROMOTION_H

#include "diff/compare.h"
#include "diff/table.h"

/* Something a gone section names, and where it shows in what is new. */
struct promotion_name {
	char *text;		/* "hosts_x", "$name", a switch's feature "OCSP" */
	bool is_switch;		/* EXPERIMENTAL_ and the text */
	bool known;		/* a main specification had it before */
	uint32_t unit;		/* new part that documents it; NO_PART */
	uint32_t block;		/* first new block that has it; NO_BLOCK */
	char *spelling;		/* for a switch: "SUPPORT_OCSP"; NULL */
	uint32_t news;		/* news or change item that has it; NO_BLOCK */
};

/* A part of the new main specifications that got text or names. */
struct promotion_place {
	uint32_t part;
	uint32_t shingles;
	uint32_t names;
};

struct gone {
	uint32_t part;		/* of the old side */
	uint32_t shingle_count;
	uint32_t found;		/* of those, in any new text */
	struct promotion_name *names;
	size_t name_count, name_capacity;
	struct promotion_place *places;
	size_t place_count, place_capacity;
};

struct promotions {
	struct compare *compare;
	struct gone *gone;
	size_t count, capacity;
	struct table shingles;	/* to the index of a gone section */
	struct table names;	/* of a lower-case name: to gone and name, as
				   gone index times NAMES_MAX plus name index */
	uint8_t *found;		/* by entry of the shingles: in any new text */
	uint32_t *place_of;	/* by entry: the last part that has it */
};

enum { PROMOTION_NAMES_MAX = 256 };

/* --- promotion_text.c ------------------------------------------------------------------ */

/* Reads the gone sections, then all that is new, and fills what is common. */
void promotion_scan(struct promotions *p);
void promotion_scan_release(struct promotions *p);

#endif
