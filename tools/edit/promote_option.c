/* SPDX-License-Identifier: ISC */
#include "edit/promote_option.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "edit/main_spec.h"
#include "edit/mention.h"
#include "edit/option_list.h"
#include "edit/promote.h"
#include "edit/sentence.h"
#include "edit/workspace.h"
#include "model/project.h"

void promoted_options_release(struct promoted_options *options)
{
	introduced_list_release(&options->list);
}

char *promote_option_topic_dup(const char *title)
{
	const char *last = strrchr(title, ' ');
	size_t len = strlen(title);

	if (last != NULL && last > title &&
	    (strcmp(last, " support") == 0 || strcmp(last, " Support") == 0)) {
		len = (size_t)(last - title);
	}
	return mem_strndup(title, len);
}

/* --- what is known -------------------------------------------------------------- */

static void collect_uses(const struct workspace *workspace, struct names *uses)
{
	for (size_t i = 0; i < workspace->doc_count; i++) {
		const struct unit_list *list = &workspace->docs[i].units;

		for (size_t j = 0; j < list->count; j++) {
			const char *use = list->units[j].use;
			bool option = list->units[j].kind == UNIT_OPTION;

			if (option && use != NULL) {
				names_add(uses, slice_text(use));
			}
		}
	}
}

static void replace(char **field, const char *value)
{
	if (value != NULL && *value != '\0') {
		free(*field);
		*field = mem_strdup(value);
	}
}

/*
 * The item that the option given is about: of its name, and not given for another
 * use before. An option of several drivers is given once for each; what the text
 * says holds for all of them.
 */
static struct introduced *item_of(struct introduced_list *list,
				  const struct option_spec *given)
{
	struct introduced *first = introduced_list_get(list, given->name);
	struct introduced *item = first;
	char *text;

	for (size_t i = 0; i < list->count; i++) {
		item = &list->items[i];
		if (strcmp(item->name, given->name) == 0 &&
		    (!item->given || given->use == NULL || *given->use == '\0' ||
		     (item->use != NULL &&
		      strcmp(item->use, given->use) == 0))) {
			return item;
		}
	}
	text = mem_strdup(first->text);
	item = introduced_list_add(list, given->name);
	free(item->text);
	item->text = text;
	return item;
}

static void apply_given(const struct promote *promote,
			struct introduced_list *list)
{
	for (size_t i = 0; i < promote->option_count; i++) {
		const struct option_spec *given = &promote->options[i];
		struct introduced *option = item_of(list, given);

		option->given = true;
		replace(&option->use, given->use);
		replace(&option->default_value, given->default_value);
		if (given->type != NULL && *given->type != '\0') {
			replace(&option->type, given->type);
			option->expanded = given->expanded;
		}
	}
}

/* The list of options may know what the text does not say. */
static void complete_from_row(const struct unit *row, struct introduced *option)
{
	if (option->use == NULL) {
		replace(&option->use, row->use);
	}
	if (option->type == NULL && row->type != NULL) {
		replace(&option->type, row->type);
		option->expanded = option->expanded || row->expanded;
	}
	if (option->default_value == NULL) {
		replace(&option->default_value, row->default_value);
	}
}

static void complete(const struct workspace *workspace, int list,
		     struct introduced *option)
{
	const struct unit *row =
		list >= 0 ? option_list_find(workspace, (size_t)list,
					     option->name, option->use)
			  : NULL;
	bool stated = option->type != NULL;

	if (row != NULL) {
		complete_from_row(row, option);
	}
	if (option->type == NULL && option->expanded) {
		option->type = mem_strdup("string");
	}
	if (option->default_value == NULL && option->can_be_unset) {
		option->default_value = mem_strdup("unset");
	}
	if (option->type != NULL && (stated || row != NULL) &&
	    introduce_type_is_expanded(option->type)) {
		option->expanded = true;
	}
}

static int check_complete(const struct introduced *option,
			  const struct unit *section, struct diag *diag)
{
	struct slice text = source_slice(section->source, section->span);
	const char *place = sentence_find(text, option->name);
	const char *use = option->use != NULL ? option->use : "USE";
	const char *type = option->type != NULL ? option->type : "TYPE";
	const char *value = option->default_value != NULL
				    ? option->default_value : "DEFAULT";

	if (option->use != NULL && option->type != NULL &&
	    option->default_value != NULL) {
		return 0;
	}
	diag_at(diag, DIAG_ERROR, section->source,
		place != NULL ? (size_t)(place - section->source->text)
			      : section->span.start,
		"option '%s' is introduced here, but not all is known of it: "
		"add --option '%s:%s:%s%s:%s' (or --no-option %s)",
		option->name, option->name, use, type,
		option->expanded && option->type != NULL ? "*" : "", value,
		option->name);
	return -1;
}

static int compare_options(const void *a, const void *b)
{
	const struct introduced *left = a;
	const struct introduced *right = b;

	int order = unit_option_order(left->name, right->name);

	return order != 0 || left->use == NULL || right->use == NULL
		       ? order : strcmp(left->use, right->use);
}

int promote_option_find(struct workspace *workspace, struct main_spec *spec,
			const struct promote *promote,
			const struct unit *section, const struct prose *prose,
			struct promoted_options *out, struct diag *diag)
{
	struct introduced_list *list = &out->list;
	struct names known = { 0 };
	struct names uses = { 0 };
	int rows = workspace_open_optional(workspace,
					   workspace->project->option_list,
					   DOC_OPTION_LIST, diag);
	int result = rows == -1 ? -1 : 0;

	for (size_t i = 0; i < spec->options.count; i++) {
		names_add(&known, slice_text(spec->options.items[i]));
	}
	for (size_t i = 0; i < promote->not_option_count; i++) {
		names_add(&known, slice_text(promote->not_options[i]));
	}
	collect_uses(workspace, &uses);
	introduce_find(prose, &known, &uses, list);
	apply_given(promote, list);
	for (size_t i = 0; i < list->count; i++) {
		complete(workspace, rows, &list->items[i]);
		names_add(&spec->options, slice_text(list->items[i].name));
		if (check_complete(&list->items[i], section, diag) != 0) {
			result = -1;
		}
	}
	if (list->count > 0) {
		qsort(list->items, list->count, sizeof(*list->items),
		      compare_options);
	}
	names_release(&known);
	names_release(&uses);
	return result;
}

/* --- entries ----------------------------------------------------------------------- */

/* What the section says of the option, and a reference to it. */
static void write_body(struct main_spec *spec, const struct workspace *workspace,
		       const struct introduced *option, const char *id,
		       const struct names *switches, struct buf *out)
{
	struct slice text = slice_text(option->text);
	struct slice sentence;
	struct buf paragraph;
	const char *last = NULL;

	buf_init(&paragraph);
	while (sentence_next(&text, &sentence)) {
		if (mention_in(sentence, switches)) {
			last = NULL;
			continue;
		}
		/* The white space between two sentences is kept as it is. */
		if (last != NULL) {
			buf_put(&paragraph, last,
				(size_t)(sentence.ptr - last));
		} else if (paragraph.len > 0) {
			buf_putc(&paragraph, '\n');
		}
		markup_text(&spec->writer, sentence, &paragraph);
		last = sentence.ptr + sentence.len;
	}
	if (paragraph.len > 0 && paragraph.data[paragraph.len - 1] == ':') {
		/* The example that it points to stays in the section. */
		paragraph.data[paragraph.len - 1] = '.';
	} else if (paragraph.len > 0 &&
		   is_alnum(paragraph.data[paragraph.len - 1])) {
		buf_putc(&paragraph, '.');
	}
	buf_puts(&paragraph, paragraph.len > 0 ? "\n" : "");
	buf_puts(&paragraph, workspace->project->xref_full ? "See "
							   : "See section ");
	spec->writer.markup->reference(id, &paragraph);
	buf_putc(&paragraph, '.');
	spec->writer.markup->paragraph(buf_slice(&paragraph), true, out);
	buf_release(&paragraph);
}

int promote_option_add(struct workspace *workspace, struct main_spec *spec,
		       const char *id, const char *title,
		       const struct promoted_options *options,
		       const struct names *switches, struct diag *diag)
{
	char *topic = promote_option_topic_dup(title);
	struct buf body;
	int result = 0;

	buf_init(&body);
	for (size_t i = 0; i < options->list.count; i++) {
		const struct introduced *option = &options->list.items[i];
		struct option_addition addition = {
			.option = {
				.name = option->name,
				.use = option->use,
				.type = option->type,
				.expanded = option->expanded,
				.default_value = option->default_value,
			},
			.summary = topic,
			.bars = true,
			.promoted = true,
		};

		buf_clear(&body);
		write_body(spec, workspace, option, id, switches, &body);
		addition.body = buf_slice(&body);
		if (main_spec_add_option(spec, workspace, &addition, diag) != 0) {
			result = -1;
		}
	}
	buf_release(&body);
	free(topic);
	return result;
}

void promote_option_list_names(const struct promoted_options *options,
			       struct buf *out)
{
	const struct introduced_list *list = &options->list;

	for (size_t i = 0; i < list->count; i++) {
		buf_puts(out, i > 0 ? ", " : list->count > 1 ? " New options: "
							     : " New option: ");
		buf_printf(out, "%s (%s)", list->items[i].name,
			   list->items[i].use);
	}
	buf_puts(out, list->count > 0 ? "." : "");
}
