/* SPDX-License-Identifier: ISC */
/*
 * entry_text - the text of an option's entry, as it looks in the text format.
 */
#ifndef STET_CMD_ENTRY_TEXT_H
#define STET_CMD_ENTRY_TEXT_H

struct buf;
struct diag;
struct doc;
struct unit;

/*
 * Appends what follows the option's heading table, up to the next one or the
 * next section, laid out by the text stylesheet. 0, or -1 with an error
 * reported.
 */
int entry_text_write(const struct doc *doc, const struct unit *unit,
		     struct buf *out, struct diag *diag);

#endif
