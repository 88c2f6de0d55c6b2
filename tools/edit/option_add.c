/* SPDX-License-Identifier: ISC */
#include "edit/option_add.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "edit/main_spec.h"
#include "edit/workspace.h"

enum { SUMMARY_WIDTH = 48 };

char *option_add_summary_dup(const char *text)
{
	struct buf out;
	char *result;

	buf_init(&out);
	while (is_space(*text)) {
		text++;
	}
	while (*text != '\0') {
		size_t len = strcspn(text, " \t\r\n");

		if (out.len + 1 + len > SUMMARY_WIDTH && out.len > 0) {
			break;
		}
		if (out.len > 0) {
			buf_putc(&out, ' ');
		}
		buf_put(&out, text, len);
		text += len;
		if (strchr(".;:", out.data[out.len - 1]) != NULL) {
			buf_truncate(&out, out.len - 1);
			break;
		}
		text += strspn(text, " \t\r\n");
	}
	result = buf_detach(&out, NULL);
	buf_release(&out);
	return result;
}

int option_add_plan(struct workspace *workspace, const struct option_add *add,
		    struct diag *diag)
{
	const char *text = add->text != NULL ? add->text : "";
	struct option_addition addition = { .option = add->option };
	struct main_spec spec = { 0 };
	struct prose prose = { 0 };
	char *summary = NULL;
	struct buf body;
	int result = -1;

	if (main_spec_open_all(workspace, diag) != 0) {
		return -1;
	}
	if (*text == '\0') {
		diag_say(diag, DIAG_WARNING,
			 "the entry of '%s' has no text: describe it with --text",
			 add->option.name);
	}
	buf_init(&body);
	if (main_spec_init(&spec, workspace,
			   main_spec_with_use(workspace, add->option.use),
			   diag) == 0) {
		names_add(&spec.options, slice_text(add->option.name));
		prose_parse(slice_text(text), &prose);
		markup_prose(&spec.writer, &prose, add->option.name, &body);
		summary = option_add_summary_dup(text);
		addition.body = buf_slice(&body);
		addition.summary = add->summary != NULL ? add->summary : summary;
		addition.bars = spec.writer.traits.uses_bars;
		result = main_spec_add_option(&spec, workspace, &addition, diag);
	}
	main_spec_release(&spec);
	prose_release(&prose);
	buf_release(&body);
	free(summary);
	return result;
}
