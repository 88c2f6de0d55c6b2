/* SPDX-License-Identifier: ISC */
/*
 * libraries - our version and those of the libraries that we run with, which need not be
 * those that we were built with: what is made by them may differ.
 */
#ifndef STET_CMD_LIBRARIES_H
#define STET_CMD_LIBRARIES_H

#include "dist/manifest.h"

enum { LIBRARY_COUNT = 8 };

/* Fills all places, the first with stet itself, the last with a NULL name. */
void libraries_list(struct manifest_library libraries[LIBRARY_COUNT + 1]);

#endif
