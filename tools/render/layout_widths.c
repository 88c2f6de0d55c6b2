/* SPDX-License-Identifier: ISC */
#include "render/layout_widths.h"

#include <stdlib.h>
#include <string.h>

enum {
	MAX_WISH = 1000,
	LAST_LEAST = 16,	/* the last column's words may stick out of it */
};

struct unit_length {
	const char *name;
	double columns;		/* of text: six points each */
};

static const struct unit_length unit_lengths[] = {
	{ "pt", 1.0 / 6 },
	{ "in", 12.0 },
	{ "cm", 12.0 / 2.54 },
	{ "mm", 12.0 / 25.4 },
	{ "pc", 2.0 },
	{ "pi", 2.0 },
	{ "em", 2.0 },
	{ "ex", 1.0 },
	{ "px", 1.0 / 8 },
};

static int hold(double wish)
{
	if (!(wish >= 1)) {
		return 1;
	}
	return wish > MAX_WISH ? MAX_WISH : (int)(wish + 0.5);
}

void layout_width_read(struct column *column, const char *text)
{
	char *end;
	double number = strtod(text, &end);

	if (end == text) {
		number = 1;	/* a lone star is one share */
	}
	while (*end == ' ') {
		end++;
	}
	if (*end == '*') {
		column->share = hold(number);
		return;
	}
	for (size_t i = 0; i < sizeof(unit_lengths) / sizeof(*unit_lengths);
	     i++) {
		if (strncmp(end, unit_lengths[i].name, 2) == 0) {
			column->absolute = hold(number *
						unit_lengths[i].columns);
			return;
		}
	}
}

struct total {
	int width;
	int natural;
	int wanted;		/* as wide as it is, or as its lines need it */
	int shares;
};

static struct total add_up(const struct column *columns, size_t count)
{
	struct total total = { 0, 0, 0, 0 };

	for (size_t i = 0; i < count; i++) {
		total.width += columns[i].width;
		total.natural += columns[i].natural;
		total.wanted += columns[i].natural > columns[i].width ?
			columns[i].natural : columns[i].width;
		total.shares += columns[i].share;
	}
	return total;
}

/* What a column can give: what is beyond its longest line, or its longest word. */
static int slack_of(const struct column *column, bool lines)
{
	int need = column->least;

	if (lines && column->natural > need) {
		need = column->natural;
	}
	return column->width > need ? column->width - need : 0;
}

/* Takes away excess, from each column in proportion to what it can give. */
static void shrink(struct column *columns, size_t count, int excess, bool lines)
{
	int slack = 0;

	for (size_t i = 0; i < count; i++) {
		slack += slack_of(&columns[i], lines);
	}
	for (size_t i = 0; i < count && excess > 0 && slack > 0; i++) {
		int own = slack_of(&columns[i], lines);
		long share = ((long)excess * own + slack - 1) / slack;
		int give = share < own ? (int)share : own;

		slack -= own;
		excess -= give;
		columns[i].width -= give;
	}
}

/* Gives spare to columns whose content would be broken, in order. */
static void widen(struct column *columns, size_t count, int spare)
{
	int wanted = 0;

	for (size_t i = 0; i < count; i++) {
		if (columns[i].natural > columns[i].width) {
			wanted += columns[i].natural - columns[i].width;
		}
	}
	for (size_t i = 0; i < count && spare > 0 && wanted > 0; i++) {
		int own = columns[i].natural - columns[i].width;
		int get;

		if (own <= 0) {
			continue;
		}
		get = wanted <= spare ? own : (int)((long)spare * own / wanted);
		wanted -= own;
		spare -= get;
		columns[i].width += get;
	}
}

/* Widths as wished for; without a wish, as the content has it. */
static void set_wishes(struct column *columns, size_t count, int room)
{
	struct total total;
	int rest = room;

	for (size_t i = 0; i < count; i++) {
		if (columns[i].share > 0) {
			columns[i].width = 0;
			continue;
		}
		columns[i].width = columns[i].absolute > 0 ?
			columns[i].absolute : columns[i].natural;
		rest -= columns[i].width;
	}
	total = add_up(columns, count);
	for (size_t i = 0; i < count && total.shares > 0; i++) {
		if (columns[i].share > 0 && rest > 0) {
			columns[i].width = (int)((long)rest * columns[i].share /
						 total.shares);
		}
	}
}

bool layout_widths(struct column *columns, size_t count, int room)
{
	struct column *last = &columns[count - 1];
	struct total total;
	int least = 0;

	if (last->least > LAST_LEAST) {
		last->least = LAST_LEAST;
	}
	for (size_t i = 0; i < count; i++) {
		if (columns[i].least < 1) {
			columns[i].least = 1;
		}
		least += columns[i].least;
	}
	if (least > room) {
		return false;
	}
	set_wishes(columns, count, room);
	for (size_t i = 0; i < count; i++) {
		if (columns[i].width < columns[i].least) {
			columns[i].width = columns[i].least;
		}
	}
	total = add_up(columns, count);
	if (total.natural <= room) {
		shrink(columns, count, total.wanted - room, true);
		total = add_up(columns, count);
	}
	if (total.width > room) {
		shrink(columns, count, total.width - room, false);
	} else {
		widen(columns, count, room - total.width);
	}
	return true;
}
