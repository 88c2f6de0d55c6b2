/* SPDX-License-Identifier: ISC */
/* man_date - the date of a manual page, in ISO form. */
#ifndef STET_RENDER_MAN_DATE_H
#define STET_RENDER_MAN_DATE_H

/*
 * A new text: the date as YYYY-MM-DD where it can be read as one ("1 Oct 2025",
 * "October 1, 2025", "2025-10-01"), else as it stands. Without one, the day of
 * SOURCE_DATE_EPOCH, else today.
 */
char *man_date_dup(const char *text);

#endif
