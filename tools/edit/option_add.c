/* SPDX-License-Identifier: ISC */
#include "edit/option_add.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "edit/main_spec.h"
#include "edit/option_entry.h"
#include "edit/workspace.h"

enum { SUMMARY_WIDTH = 48 };

/* The first sentence of a plain text, or as many words of it as fit in a row of
 * a summary table. New. */
static char *summary_dup(const char *text)
{
	struct buf out;

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
	return buf_detach(&out, NULL);
}

/* All that is missing is said at once, at the place it is missing from. */
static int check_complete(const struct workspace *workspace,
			  const struct option_add *add, size_t doc,
			  struct diag *diag)
{
	const struct option_spec *option = &add->option;
	const struct {
		const char *name;
		const char *value;
		const char *example;
	} wanted[] = {
		{ "use", option->use, "main" },
		{ "type", option->type, "'string*'" },
		{ "default", option->default_value, "unset" },
	};
	size_t errors = diag->errors;
	size_t line = 0;

	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
		if (wanted[i].value != NULL && *wanted[i].value != '\0') {
			continue;
		}
		if (line == 0 && i > 0 && diag->errors == errors) {
			line = option_entry_line(workspace, doc, option, diag);
			if (line == 0) {
				return -1;
			}
		}
		diag_line(diag, DIAG_ERROR, workspace->docs[doc].name,
			  line > 0 ? line : 1,
			  "option '%s'%s needs its %s: add --%s, such as --%s %s",
			  option->name, line > 0 ? ", to be put here," : "",
			  wanted[i].name, wanted[i].name, wanted[i].name,
			  wanted[i].example);
	}
	return diag->errors == errors ? 0 : -1;
}

static int plan_addition(struct workspace *workspace,
			 const struct option_add *add, struct main_spec *spec,
			 struct diag *diag)
{
	const char *text = add->text != NULL ? add->text : "";
	char *summary = summary_dup(text);
	struct option_addition addition = {
		.option = add->option,
		.summary = add->summary != NULL ? add->summary : summary,
		.bars = spec->writer.traits.uses_bars,
	};
	struct prose prose = { 0 };
	struct buf body;
	int result;

	buf_init(&body);
	names_add(&spec->options, slice_text(add->option.name));
	prose_parse(slice_text(text), &prose);
	markup_prose(&spec->writer, &prose, add->option.name, &body);
	addition.body = buf_slice(&body);
	result = main_spec_add_option(spec, workspace, &addition, diag);
	prose_release(&prose);
	buf_release(&body);
	free(summary);
	return result;
}

int option_add_plan(struct workspace *workspace, const struct option_add *add,
		    struct diag *diag)
{
	struct main_spec spec = { 0 };
	const char *use = add->option.use != NULL ? add->option.use : "";
	size_t doc;
	int result = -1;

	if (main_spec_open_all(workspace, diag) != 0) {
		return -1;
	}
	doc = main_spec_with_use(workspace, use);
	if (check_complete(workspace, add, doc, diag) != 0) {
		return -1;
	}
	if (add->text == NULL || *add->text == '\0') {
		diag_say(diag, DIAG_WARNING,
			 "the entry of '%s' has no text: describe it with --text",
			 add->option.name);
	}
	if (main_spec_init(&spec, workspace, doc, diag) == 0) {
		result = plan_addition(workspace, add, &spec, diag);
	}
	main_spec_release(&spec);
	return result;
}
