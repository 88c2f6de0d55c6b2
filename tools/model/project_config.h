/* SPDX-License-Identifier: ISC */
/*
 * project_config - from a configuration file to a struct project. Used by
 * project.c only; config_file.h has the syntax, the table of keys is here.
 */
#ifndef STET_MODEL_PROJECT_CONFIG_H
#define STET_MODEL_PROJECT_CONFIG_H

#include "base/slice.h"

struct diag;
struct project;

/* Both set every key of the configuration; 0, or -1 with each unknown or bad
 * key reported at its line. */
int project_load_file(struct project *project, const char *path,
		      struct diag *diag);
int project_load_bytes(struct project *project, const char *name,
		       struct slice bytes, struct diag *diag);

#endif
