/* SPDX-License-Identifier: ISC */
#include "cmd/cmd_units.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/source.h"
#include "cmd/cmd.h"
#include "model/project.h"
#include "model/resolve.h"
#include "read/reader.h"

/* --- inputs -------------------------------------------------------------- */

struct visitor {
	struct cmd_context *context;
	const struct project *project;
	void (*visit)(void *payload, const struct doc *doc,
		      const struct unit_list *units);
	void *payload;
	size_t inputs;
};

static void visit_file(struct visitor *visitor, const char *path)
{
	struct resolve_options options = { false };
	struct unit_list units;
	struct diag silent;
	struct doc *doc;

	visitor->inputs++;
	doc = cmd_read(visitor->project, path, true, &visitor->context->diag);
	if (doc == NULL) {
		return;
	}
	diag_init(&silent, NULL);
	resolve(doc, &options, &silent);
	unit_list_collect(doc, &units);
	visitor->visit(visitor->payload, doc, &units);
	unit_list_release(&units);
	doc_free(doc);
}

static void visit_relative(struct visitor *visitor, const char *relative)
{
	char *path;

	if (relative == NULL) {
		return;
	}
	path = project_path_dup(visitor->project, relative);
	visit_file(visitor, path);
	free(path);
}

static void visit_project(struct visitor *visitor, bool main_only)
{
	const struct project *project = visitor->project;

	for (size_t i = 0; i < project->main.count; i++) {
		visit_relative(visitor, project->main.values[i]);
	}
	for (size_t i = 0; i < project->plain.count; i++) {
		visit_relative(visitor, project->plain.values[i]);
	}
	if (main_only) {
		return;
	}
	visit_relative(visitor, project->experimental);
	visit_relative(visitor, project->option_list);
	visit_relative(visitor, project->news);
	visit_relative(visitor, project->changelog);
}

int cmd_units_each(struct cmd_context *context,
		   const struct cmd_units_input *input,
		   void (*visit)(void *payload, const struct doc *doc,
				 const struct unit_list *units),
		   void *payload)
{
	struct project *project = cmd_open_project(context, input->settings);
	struct visitor visitor = { context, project, visit, payload, 0 };

	if (project == NULL) {
		return EXIT_INPUT;
	}
	for (int i = 0; i < input->argc; i++) {
		visit_file(&visitor, input->argv[i]);
	}
	if (input->argc == 0) {
		visit_project(&visitor, input->main_only);
	}
	if (visitor.inputs == 0) {
		diag_say(&context->diag, DIAG_ERROR,
			 "no documents: name some, or work in a folder with a "
			 "stet.conf");
	}
	project_free(project);
	return diag_status(&context->diag);
}

int cmd_units_format(struct cmd_context *context, const char *format,
		     bool *is_json)
{
	*is_json = format != NULL && strcmp(format, "json") == 0;
	if (format != NULL && !*is_json && strcmp(format, "text") != 0) {
		diag_say(&context->diag, DIAG_ERROR,
			 "unknown format '%s': text or json", format);
		return -1;
	}
	return 0;
}

/* --- output -------------------------------------------------------------- */

static void put_utf8(struct buf *out, const char *text)
{
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)text;

	while (*p != '\0') {
		utf8proc_int32_t code;
		utf8proc_ssize_t len = utf8proc_iterate(p, -1, &code);

		if (len > 0) {
			buf_put(out, (const char *)p, (size_t)len);
			p += len;
		} else {
			buf_put_utf8(out, 0xfffd);
			p++;
		}
	}
}

void cmd_json_text(json_t *object, const char *name, const char *text)
{
	struct buf clean;

	if (text == NULL) {
		return;
	}
	buf_init(&clean);
	put_utf8(&clean, text);
	json_object_set_new(object, name, json_string(clean.data));
	buf_release(&clean);
}

void cmd_json_place(json_t *object, const struct unit *unit)
{
	if (unit->source == NULL) {
		return;
	}
	cmd_json_text(object, "file", unit->source->name);
	json_object_set_new(object, "line",
			    json_integer((json_int_t)unit->line));
	json_object_set_new(object, "end_line",
			    json_integer((json_int_t)unit->end_line));
}

void cmd_json_option(json_t *object, const struct unit *unit)
{
	if (unit->type == NULL) {
		return;
	}
	cmd_json_text(object, "use", unit->use);
	cmd_json_text(object, "type", unit->type);
	json_object_set_new(object, "expanded", json_boolean(unit->expanded));
	cmd_json_text(object, "default", unit->default_value);
	cmd_json_text(object, "version", unit->version);
}

void cmd_json_print(json_t *answer)
{
	json_dumpf(answer, stdout, JSON_INDENT(1));
	putchar('\n');
	json_decref(answer);
}

void cmd_put_text(struct buf *out, const char *text)
{
	for (const char *p = text; *p != '\0'; p++) {
		unsigned char c = (unsigned char)*p;
		unsigned char next = (unsigned char)p[1];

		if (c < 0x20 || c == 0x7f) {
			buf_putc(out, '?');
		} else if (c == 0xc2 && next >= 0x80 && next < 0xa0) {
			buf_putc(out, '?');
			p++;
		} else {
			buf_putc(out, *p);
		}
	}
}

int cmd_units_answer(struct cmd_context *context,
		     const struct cmd_units_input *input, const char *format,
		     const struct cmd_units_answer *answer)
{
	struct buf text;
	bool is_json;
	int status;

	if (cmd_units_format(context, format, &is_json) != 0) {
		return EXIT_INPUT;
	}
	if (is_json) {
		json_t *list = json_array();

		status = cmd_units_each(context, input, answer->add_json, list);
		cmd_json_print(json_pack("{s:i, s:o}", "stet", 1, answer->name,
					 list));
		return status;
	}
	buf_init(&text);
	status = cmd_units_each(context, input, answer->add_text, &text);
	fwrite(text.data, 1, text.len, stdout);
	buf_release(&text);
	return status;
}
