/* SPDX-License-Identifier: ISC */
#include "render/render.h"

int render_man(struct doc *doc, const struct render_options *options, struct render_files *out, struct diag *diag) { (void)doc; (void)options; (void)out; (void)diag; return -1; }
int render_man_part(struct doc *doc, const struct project_man *man, const struct render_options *options, struct render_files *out, struct diag *diag) { (void)doc; (void)man; (void)options; (void)out; (void)diag; return -1; }
