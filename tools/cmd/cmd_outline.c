/* SPDX-License-Identifier: ISC */
/*
 * outline: the units of documents, with ids, numbers and places.
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/source.h"
#include "cmd/cmd.h"
#include "cmd/cmd_units.h"

enum { INDENT = 2 };

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

/* --- json ---------------------------------------------------------------- */

static void add_json(void *payload, const struct doc *doc,
		     const struct unit_list *units)
{
	json_t *answers = payload;

	(void)doc;
	for (size_t i = 0; i < units->count; i++) {
		const struct unit *unit = &units->units[i];
		json_t *object = json_object();

		cmd_json_text(object, "kind", unit_kind_name(unit->kind));
		cmd_json_text(object, "key", unit->key);
		cmd_json_text(object, "id", unit->id);
		cmd_json_text(object, "number", unit->number);
		cmd_json_text(object, "title", unit->title);
		cmd_json_text(object, "anchor", unit->anchor);
		cmd_json_option(object, unit);
		if (unit->parent != UNIT_NONE) {
			cmd_json_text(object, "parent",
				      units->units[unit->parent].key);
		}
		cmd_json_place(object, unit);
		json_array_append_new(answers, object);
	}
}

/* --- text ---------------------------------------------------------------- */

static size_t depth_of(const struct unit_list *units, size_t index)
{
	size_t depth = 0;

	for (index = units->units[index].parent; index != UNIT_NONE;
	     index = units->units[index].parent) {
		depth++;
	}
	return depth;
}

static void put_place(struct buf *out, const struct unit *unit)
{
	buf_clear(out);
	if (unit->source != NULL) {
		cmd_put_text(out, unit->source->name);
		buf_printf(out, ":%zu", unit->line);
	}
}

static size_t widest_place(const struct unit_list *units)
{
	struct buf place;
	size_t width = 0;

	buf_init(&place);
	for (size_t i = 0; i < units->count; i++) {
		put_place(&place, &units->units[i]);
		if (place.len > width) {
			width = place.len;
		}
	}
	buf_release(&place);
	return width;
}

static bool has_heading(const struct unit *unit)
{
	return unit->kind == UNIT_CHAPTER || unit->kind == UNIT_SECTION ||
	       unit->kind == UNIT_EXPERIMENTAL;
}

static bool is_item(const struct unit *unit)
{
	return unit->kind == UNIT_NEWS_ITEM || unit->kind == UNIT_CHANGE_ITEM;
}

static void put_unit(struct buf *out, const struct unit *unit)
{
	if (is_item(unit)) {
		cmd_put_text(out, unit->key);
		buf_puts(out, "  ");
	} else if (!has_heading(unit)) {
		buf_printf(out, "%s ", unit_kind_name(unit->kind));
	} else if (unit->number != NULL) {
		cmd_put_text(out, unit->number);
		buf_puts(out, "  ");
	}
	cmd_put_text(out, unit->title);
	if (unit->type != NULL) {
		buf_puts(out, " (");
		cmd_put_text(out, unit->use);
		buf_puts(out, ", ");
		cmd_put_text(out, unit->type);
		buf_puts(out, unit->expanded ? "*, " : ", ");
		cmd_put_text(out, unit->default_value);
		buf_putc(out, ')');
	}
	if (has_heading(unit) && unit->id != NULL) {
		buf_puts(out, "  [");
		cmd_put_text(out, unit->id);
		buf_putc(out, ']');
	}
	buf_putc(out, '\n');
}

static void add_text(void *payload, const struct doc *doc,
		     const struct unit_list *units)
{
	struct buf *out = payload;
	size_t width = widest_place(units);
	struct buf place;

	(void)doc;
	buf_init(&place);
	for (size_t i = 0; i < units->count; i++) {
		put_place(&place, &units->units[i]);
		buf_put_slice(out, buf_slice(&place));
		buf_fill(out, ' ', width - place.len + 2 +
					   INDENT * depth_of(units, i));
		put_unit(out, &units->units[i]);
	}
	buf_release(&place);
}

static int run(struct cmd_context *context, const void *values, int argc,
	       char **argv)
{
	static const struct cmd_units_answer answer = { "units", add_json, add_text };
	const struct values *given = values;
	struct cmd_units_input input = { &given->settings, argc, argv, false };

	return cmd_units_answer(context, &input, given->format, &answer);
}

extern const struct cmd cmd_outline;
const struct cmd cmd_outline = {
	.name = "outline",
	.arguments = "[INPUT...]",
	.summary = "list chapters, sections, options, items: key, place",
	.about = "Lists what documents are made of: chapters, sections, option "
		 "entries, variables,\ncommand-line options, experimental "
		 "sections, news and change-log items, rows of the\noption "
		 "list. Without INPUT, of all documents of the project.\n",
	.options = options,
	.values_size = sizeof(struct values),
	.run = run,
};
