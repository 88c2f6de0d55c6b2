/* SPDX-License-Identifier: ISC */
/*
 * text_row - the rows of an option list: name, type, default, where it can be
 * used, version. The columns are those of Exim's list; rows that miss them are
 * read by the gaps between their words.
 */
#ifndef STET_READ_TEXT_ROW_H
#define STET_READ_TEXT_ROW_H

#include "base/slice.h"

struct text_line;

enum { ROW_NAME, ROW_TYPE, ROW_DEFAULT, ROW_WHERE, ROW_VERSION, ROW_CELLS };

/* Cuts a line into cells, lent by it; a cell that is not there has length 0. */
void text_row_cut(const struct text_line *line, struct slice cells[ROW_CELLS]);

#endif
