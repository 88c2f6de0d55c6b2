/* SPDX-License-Identifier: ISC */
#include "read/xfpt.h"

int xfpt_expand(struct doc *doc, struct source *source, const struct read_options *options, struct diag *diag, struct xfpt_output *out)
{
	(void)doc; (void)source; (void)options; (void)diag; (void)out;
	return -1;
}
void xfpt_output_release(struct xfpt_output *out) { (void)out; }
const struct xfpt_run *xfpt_run_at(const struct xfpt_output *out, size_t offset) { (void)out; (void)offset; return NULL; }
