/* SPDX-License-Identifier: ISC */
#include "render/render.h"

int render_docbook(struct doc *doc, const char *base, const struct render_options *options, struct render_files *out, struct diag *diag) { (void)doc; (void)base; (void)options; (void)out; (void)diag; return -1; }
