/* SPDX-License-Identifier: ISC */
#include "render/sheet.h"

char *sheet_asset_dup(const char *dir, const char *name, size_t *len, struct diag *diag) { (void)dir; (void)name; (void)len; (void)diag; return NULL; }
xmlDoc *sheet_apply(const char *dir, const char *name, xmlDoc *tree, const char *const *params, struct diag *diag) { (void)dir; (void)name; (void)tree; (void)params; (void)diag; return NULL; }
