/* SPDX-License-Identifier: ISC */
/*
 * option: a command of commands about option entries. Each of them is a struct
 * cmd of its own in the table; this file has those that only look.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/source.h"
#include "cmd/cmd.h"
#include "cmd/cmd_units.h"
#include "cmd/entry_text.h"
#include "model/doc.h"

enum { NEAR_MAX = 3 };

struct values {
	const char *format;
	struct opt_list settings;
};

static const struct opt options[] = {
	{ 'f', "format", "FORMAT", "text (default) or json", OPT_STRING,
	  offsetof(struct values, format) },
	{ 0, "set", "NAME=VALUE", "set a key of the configuration", OPT_LIST,
	  offsetof(struct values, settings) },
	{ 0, NULL, NULL, NULL, OPT_FLAG, 0 },
};

/* --- list ---------------------------------------------------------------- */

static json_t *new_json(const struct unit *unit)
{
	json_t *object = json_object();

	cmd_json_text(object, "name", unit->title);
	cmd_json_option(object, unit);
	cmd_json_text(object, "key", unit->key);
	cmd_json_text(object, "anchor", unit->anchor);
	cmd_json_place(object, unit);
	return object;
}

static void list_json(void *payload, const struct doc *doc,
		      const struct unit_list *units)
{
	(void)doc;
	for (size_t i = 0; i < units->count; i++) {
		if (units->units[i].kind == UNIT_OPTION) {
			json_array_append_new(payload,
					      new_json(&units->units[i]));
		}
	}
}

static void put_heading(struct buf *out, const struct unit *unit)
{
	if (unit->source != NULL) {
		cmd_put_text(out, unit->source->name);
		buf_printf(out, ":%zu: ", unit->line);
	}
	cmd_put_text(out, unit->title);
	buf_puts(out, "  Use: ");
	cmd_put_text(out, unit->use);
	buf_puts(out, "  Type: ");
	cmd_put_text(out, unit->type);
	buf_puts(out, unit->expanded ? "*  Default: " : "  Default: ");
	cmd_put_text(out, unit->default_value);
	buf_putc(out, '\n');
}

static void list_text(void *payload, const struct doc *doc,
		      const struct unit_list *units)
{
	(void)doc;
	for (size_t i = 0; i < units->count; i++) {
		if (units->units[i].kind == UNIT_OPTION) {
			put_heading(payload, &units->units[i]);
		}
	}
}

static int run_list(struct cmd_context *context, const void *values, int argc,
		    char **argv)
{
	static const struct cmd_units_answer answer = { "options", list_json, list_text };
	const struct values *given = values;
	struct cmd_units_input input = { &given->settings, argc, argv, true };

	return cmd_units_answer(context, &input, given->format, &answer);
}

/* --- show ---------------------------------------------------------------- */

struct search {
	struct diag *diag;
	const char *wanted;	/* NAME or NAME@USE */
	json_t *json;		/* NULL: text */
	struct buf text;
	size_t found;
	char **names;		/* of all options, NULL-ended, for "did you mean" */
	size_t name_count, name_capacity;
};

/* A key made longer because it was not the only one counts as its plain form. */
static bool is_wanted(const struct unit *unit, const char *wanted)
{
	const char *at = strchr(wanted, '@');
	size_t len = at != NULL ? (size_t)(at - wanted) : strlen(wanted);

	return strncmp(unit->title, wanted, len) == 0 &&
	       unit->title[len] == '\0' &&
	       (at == NULL || strcmp(unit->use, at + 1) == 0);
}

static void show(struct search *search, const struct doc *doc,
		 const struct unit *unit)
{
	struct buf body;

	buf_init(&body);
	entry_text_write(doc, unit, &body, search->diag);
	if (search->json != NULL) {
		json_t *object = new_json(unit);

		cmd_json_text(object, "text", body.data);
		json_array_append_new(search->json, object);
	} else {
		if (search->found > 0) {
			buf_putc(&search->text, '\n');
		}
		put_heading(&search->text, unit);
		buf_put_slice(&search->text, buf_slice(&body));
	}
	search->found++;
	buf_release(&body);
}

static void search_units(void *payload, const struct doc *doc,
			 const struct unit_list *units)
{
	struct search *search = payload;

	for (size_t i = 0; i < units->count; i++) {
		const struct unit *unit = &units->units[i];

		if (unit->kind != UNIT_OPTION) {
			continue;
		}
		if (is_wanted(unit, search->wanted)) {
			show(search, doc, unit);
		}
		MEM_GROW(search->names, search->name_count + 1,
			 search->name_capacity);
		search->names[search->name_count++] = mem_strdup(unit->title);
	}
}

static void report_unknown(struct search *search, struct diag *diag)
{
	char *name = mem_strndup(search->wanted,
				 strcspn(search->wanted, "@"));
	const char *nearest = NULL;

	if (search->name_count > 0) {
		search->names[search->name_count] = NULL;
		nearest = opt_nearest(name,
				      (const char *const *)search->names);
	}
	if (nearest != NULL && strcmp(nearest, name) == 0) {
		diag_say(diag, DIAG_ERROR,
			 "the option '%s' has no entry for this use: see "
			 "'stet option show %s'", name, name);
	} else if (nearest != NULL) {
		diag_say(diag, DIAG_ERROR,
			 "no entry for an option '%s' (did you mean '%s'?)",
			 search->wanted, nearest);
	} else {
		diag_say(diag, DIAG_ERROR, "no entry for an option '%s'",
			 search->wanted);
	}
	free(name);
}

static int print_found(struct search *search, struct cmd_context *context,
		       int status)
{
	if (search->json != NULL) {
		cmd_json_print(json_pack("{s:i, s:O}", "stet", 1, "options",
					 search->json));
	} else {
		fwrite(search->text.data, 1, search->text.len, stdout);
	}
	if (search->found == 0 && status == EXIT_FINE) {
		report_unknown(search, &context->diag);
		return EXIT_INPUT;
	}
	return status;
}

static int run_show(struct cmd_context *context, const void *values, int argc,
		    char **argv)
{
	const struct values *given = values;
	struct search search = { 0 };
	bool is_json;
	int status;

	if (cmd_units_format(context, given->format, &is_json) != 0) {
		return EXIT_INPUT;
	}
	if (argc == 0) {
		diag_say(&context->diag, DIAG_ERROR,
			 "option show takes the NAME of an option, or NAME@USE");
		return EXIT_INPUT;
	}
	struct cmd_units_input input = {
		&given->settings, argc - 1, argv + 1, true
	};
	search.diag = &context->diag;
	search.wanted = argv[0];
	search.json = is_json ? json_array() : NULL;
	buf_init(&search.text);
	status = cmd_units_each(context, &input, search_units, &search);
	status = print_found(&search, context, status);
	for (size_t i = 0; i < search.name_count; i++) {
		free(search.names[i]);
	}
	free(search.names);
	buf_release(&search.text);
	json_decref(search.json);
	return status;
}

/* --- the table ----------------------------------------------------------- */

static const struct cmd option_list = {
	.group = "option",
	.name = "list",
	.arguments = "[INPUT...]",
	.summary = "list option entries: name, use, type, default, place",
	.about = "A '*' after the type means that the value is expanded. "
		 "Without INPUT, the entries\nof the project's main "
		 "documents.\n",
	.options = options,
	.values_size = sizeof(struct values),
	.run = run_list,
};

static const struct cmd option_show = {
	.group = "option",
	.name = "show",
	.arguments = "NAME[@USE] [INPUT...]",
	.summary = "print an option's entry: heading, text, place",
	.options = options,
	.values_size = sizeof(struct values),
	.run = run_show,
};

extern const struct cmd cmd_option_add;

static const struct cmd *const commands[] = {
	&option_list,
	&option_show,
	&cmd_option_add,
	NULL,
};

static const struct opt no_options[] = {
	{ 0, NULL, NULL, NULL, OPT_FLAG, 0 },
};

extern const struct cmd cmd_option;
const struct cmd cmd_option = {
	.name = "option",
	.arguments = "COMMAND",
	.summary = "list, show or edit option entries",
	.options = no_options,
	.commands = commands,
};
