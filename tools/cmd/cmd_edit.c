/* SPDX-License-Identifier: ISC */
#include "cmd/cmd_edit.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "cmd/cmd.h"
#include "edit/workspace.h"

int cmd_edit_finish(struct cmd_context *context, struct workspace *workspace,
		    bool dry_run,
		    void (*more)(const struct workspace *workspace,
				 const void *payload, struct buf *out),
		    const void *payload)
{
	struct buf out;
	int result = workspace_verify(workspace, &context->diag);

	buf_init(&out);
	if (result == 0 && dry_run) {
		workspace_patch(workspace, &out);
	} else if (result == 0) {
		result = workspace_commit(workspace, &context->diag);
		workspace_print_report(workspace, &out);
		if (more != NULL) {
			more(workspace, payload, &out);
		}
	}
	if (result == 0) {
		fwrite(out.data, 1, out.len, stdout);
	}
	buf_release(&out);
	return result == 0 ? EXIT_FINE : diag_status(&context->diag);
}

bool cmd_edit_cut_mark(char *type)
{
	struct slice text = slice_trim_end(slice_text(type));
	bool expanded = text.len > 0 && text.ptr[text.len - 1] == '*';

	if (expanded) {
		text.len--;
		text = slice_trim_end(text);
	}
	type[text.len] = '\0';
	return expanded;
}
