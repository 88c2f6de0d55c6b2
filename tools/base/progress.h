/* SPDX-License-Identifier: ISC */
/*
 * progress - one line on the terminal that says what is being done, replaced by
 * the next and wiped before any message. Where messages do not go to a terminal,
 * or are not wanted, there is none.
 */
#ifndef STET_BASE_PROGRESS_H
#define STET_BASE_PROGRESS_H

struct diag;

void progress_show(struct diag *diag, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Wipes the line; it is as if there had been none. */
void progress_clear(struct diag *diag);

#endif
