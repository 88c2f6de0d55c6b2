/* SPDX-License-Identifier: ISC */
/*
 * stet check: what is inconsistent in the documents of a project.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "check/check.h"
#include "cmd/cmd.h"
#include "cmd/cmd_units.h"
#include "model/doc.h"
#include "model/project.h"
#include "model/resolve.h"
#include "read/reader.h"

struct values {
	const char *format;
	struct opt_list settings;
};

static const struct opt options[] = {
	{ 'f', "format", "FORMAT", "text (default), json or sarif", OPT_STRING,
	  offsetof(struct values, format) },
	{ 0, "set", "NAME=VALUE", "set a value of the configuration",
	  OPT_LIST, offsetof(struct values, settings) },
	{ 0, NULL, NULL, NULL, OPT_FLAG, 0 },
};

/* --- reading, with every message a finding --------------------------------- */

struct checked {
	struct doc *doc;
	struct unit_list units;
};

struct checking {
	const struct project *project;
	struct findings findings;
	enum check_rule rule;	/* of the messages that come in now */
	struct checked *documents;
	size_t count;
	size_t capacity;
};

static void take_message(void *payload, enum diag_level level,
			 const char *file, size_t line, const char *message)
{
	struct checking *checking = payload;
	enum check_rule rule = checking->rule;

	if (rule == CHECK_SOURCE && level == DIAG_NOTE) {
		rule = CHECK_MENDED;
	}
	findings_add(&checking->findings, rule, level, file, line, "%s",
		     message);
}

static void read_document(struct checking *checking, const char *path)
{
	struct diag diag;
	struct read_options how = { .list_mended = true,
				    .version_optional = true };
	const struct resolve_options resolve_how = { false };
	struct checked *checked;
	struct doc *doc;

	diag_init(&diag, NULL);
	diag.sink = take_message;
	diag.payload = checking;
	checking->rule = CHECK_SOURCE;
	cmd_read_options(checking->project, path, &how);
	doc = reader_read(path, &how, &diag);
	free((char *)how.version);
	if (doc == NULL) {
		return;
	}
	checking->rule = CHECK_REFERENCE;
	resolve(doc, &resolve_how, &diag);
	MEM_GROW(checking->documents, checking->count, checking->capacity);
	checked = &checking->documents[checking->count++];
	checked->doc = doc;
	unit_list_collect(doc, &checked->units);
}

static void read_relative(struct checking *checking, const char *relative)
{
	char *path;

	if (relative != NULL) {
		path = project_path_dup(checking->project, relative);
		read_document(checking, path);
		free(path);
	}
}

static void read_project(struct checking *checking)
{
	const struct project *project = checking->project;

	for (size_t i = 0; i < project->main.count; i++) {
		read_relative(checking, project->main.values[i]);
	}
	for (size_t i = 0; i < project->plain.count; i++) {
		read_relative(checking, project->plain.values[i]);
	}
	read_relative(checking, project->experimental);
	read_relative(checking, project->option_list);
	read_relative(checking, project->news);
	read_relative(checking, project->changelog);
}

static void compare_documents(struct checking *checking)
{
	struct check_document *documents =
		mem_alloc(checking->count * sizeof(*documents));

	for (size_t i = 0; i < checking->count; i++) {
		documents[i].role = checking->documents[i].doc->role;
		documents[i].units = &checking->documents[i].units;
	}
	check_options(documents, checking->count, &checking->findings);
	free(documents);
}

static void release(struct checking *checking)
{
	for (size_t i = 0; i < checking->count; i++) {
		unit_list_release(&checking->documents[i].units);
		doc_free(checking->documents[i].doc);
	}
	free(checking->documents);
	findings_release(&checking->findings);
}

/* --- answers ---------------------------------------------------------------- */

static const char *const level_names[] = {
	[DIAG_NOTE] = "note",
	[DIAG_WARNING] = "warning",
	[DIAG_ERROR] = "error",
};

static void print_text(const struct findings *findings)
{
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];

		cmd_put_text(&out, finding->file);
		buf_printf(&out, ":%zu: %s: ", finding->line,
			   level_names[finding->level]);
		cmd_put_text(&out, finding->message);
		buf_printf(&out, " [%s]\n", check_rules[finding->rule].name);
	}
	fwrite(out.data, 1, out.len, stdout);
	buf_release(&out);
}

static void print_json(const struct findings *findings)
{
	json_t *answer = json_object();
	json_t *list = json_array();

	json_object_set_new(answer, "stet", json_integer(1));
	json_object_set_new(answer, "findings", list);
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		json_t *item = json_object();

		cmd_json_text(item, "rule", check_rules[finding->rule].name);
		cmd_json_text(item, "level", level_names[finding->level]);
		cmd_json_text(item, "file", finding->file);
		json_object_set_new(item, "line",
				    json_integer((json_int_t)finding->line));
		cmd_json_text(item, "message", finding->message);
		json_array_append_new(list, item);
	}
	cmd_json_print(answer);
}

static json_t *sarif_text_new(const char *text)
{
	json_t *object = json_object();

	cmd_json_text(object, "text", text);
	return object;
}

static json_t *sarif_place_new(const struct finding *finding)
{
	json_t *artifact = json_object();

	cmd_json_text(artifact, "uri", finding->file);
	return json_pack("{s:{s:o,s:{s:I}}}", "physicalLocation",
			 "artifactLocation", artifact, "region", "startLine",
			 (json_int_t)(finding->line > 0 ? finding->line : 1));
}

/* SARIF 2.1.0 (OASIS), as far as code review tools read it. */
static void print_sarif(const struct findings *findings)
{
	json_t *rules = json_array();
	json_t *results = json_array();
	json_t *answer;

	for (size_t i = 0; i < CHECK_RULES; i++) {
		json_array_append_new(rules, json_pack(
			"{s:s,s:o}", "id", check_rules[i].name,
			"shortDescription",
			sarif_text_new(check_rules[i].about)));
	}
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];

		json_array_append_new(results, json_pack(
			"{s:s,s:s,s:o,s:[o]}", "ruleId",
			check_rules[finding->rule].name, "level",
			level_names[finding->level], "message",
			sarif_text_new(finding->message), "locations",
			sarif_place_new(finding)));
	}
	answer = json_pack("{s:s,s:s,s:[{s:{s:{s:s,s:s,s:o}},s:o}]}", "$schema",
			   "https://json.schemastore.org/sarif-2.1.0.json",
			   "version", "2.1.0", "runs", "tool", "driver", "name",
			   "stet", "version", STET_VERSION, "rules", rules,
			   "results", results);
	cmd_json_print(answer);
}

struct answer {
	const char *name;
	void (*print)(const struct findings *findings);
};

static const struct answer answers[] = {
	{ "text", print_text },
	{ "json", print_json },
	{ "sarif", print_sarif },
};

static const struct answer *find_answer(const char *format, struct diag *diag)
{
	static const char *const names[] = { "text", "json", "sarif", NULL };
	const char *near;

	for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++) {
		if (format == NULL || strcmp(answers[i].name, format) == 0) {
			return &answers[i];
		}
	}
	near = opt_nearest(format, names);
	diag_say(diag, DIAG_ERROR, near != NULL
		 ? "unknown format '%s' (did you mean '%s'?)"
		 : "unknown format '%s': text, json or sarif", format, near);
	return NULL;
}

/* --- the command ------------------------------------------------------------ */

/* Findings that only say what stet does better are no reason to fail. */
static int status_of(const struct findings *findings)
{
	int status = EXIT_FINE;

	for (size_t i = 0; i < findings->count; i++) {
		if (findings->items[i].level == DIAG_ERROR &&
		    findings->items[i].rule == CHECK_SOURCE) {
			return EXIT_INPUT;
		}
		if (findings->items[i].level != DIAG_NOTE) {
			status = EXIT_DIFFERENT;
		}
	}
	return status;
}

static int run(struct cmd_context *context, const void *values, int argc,
	       char **argv)
{
	const struct values *wanted = values;
	const struct answer *answer = find_answer(wanted->format,
						  &context->diag);
	struct checking checking = { 0 };
	struct project *project;
	int status;

	if (answer == NULL) {
		return EXIT_INPUT;
	}
	project = cmd_open_project(context, &wanted->settings);
	if (project == NULL) {
		return EXIT_INPUT;
	}
	checking.project = project;
	for (int i = 0; i < argc; i++) {
		read_document(&checking, argv[i]);
	}
	if (argc == 0) {
		read_project(&checking);
	}
	if (checking.count == 0 && checking.findings.count == 0) {
		diag_say(&context->diag, DIAG_ERROR,
			 "no documents: name some, or work in a folder with a "
			 "stet.conf");
		status = EXIT_INPUT;
	} else {
		compare_documents(&checking);
		answer->print(&checking.findings);
		status = status_of(&checking.findings);
	}
	release(&checking);
	project_free(project);
	return status;
}

extern const struct cmd cmd_check;
const struct cmd cmd_check = {
	.name = "check",
	.arguments = "[INPUT...]",
	.summary = "find what is inconsistent in the documents",
	.about = "Without INPUT, all documents of the project are read and held "
		 "against each other:\ndead cross-references, options that are "
		 "missing from the option list or from the\nspecification, types "
		 "and defaults that disagree, entries out of the alphabet,\n"
		 "and places where xfpt would lose text. Exit status: 0 nothing "
		 "found, 1 findings,\n2 a document cannot be read.\n",
	.options = options,
	.values_size = sizeof(struct values),
	.run = run,
};
