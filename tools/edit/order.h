/* SPDX-License-Identifier: ISC */
/*
 * order - where a name belongs in a list that is meant to be in order, but may
 * have a few names out of place.
 */
#ifndef STET_EDIT_ORDER_H
#define STET_EDIT_ORDER_H

#include <stddef.h>

/* The index before which the name goes (count: at the end), such that as few
 * names as possible stand on the wrong side of it. */
size_t order_place(const char *const *names, size_t count, const char *name);

#endif
