/* SPDX-License-Identifier: ISC */
/*
 * What is printed for a reference: what the author says (xreflabel, endterm,
 * xrefstyle), else the name and number of a figure, the label of a step, the
 * name of an entry, else the number of the section, else its title.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "model/division.h"
#include "model/doc.h"
#include "model/resolve.h"
#include "model/resolve_state.h"

#define LEFT_QUOTE "\xe2\x80\x9c"
#define RIGHT_QUOTE "\xe2\x80\x9d"

/* A reference's target in the parts that a style asks for; NULL: it has none. */
struct target {
	const char *name;	/* "Figure"; lent */
	char *number;
	char *title;
};

const struct place *resolve_division(const struct resolver *resolver,
				     const struct place *place)
{
	while (place->kind != PLACE_DIVISION) {
		place = &resolver->places[place->parent];
	}
	return place;
}

/* --- kinds of targets ---------------------------------------------------- */

static const struct {
	const char *element;
	const char *name;
} named[] = {
	{ "figure", "Figure" },	    { "table", "Table" },
	{ "example", "Example" },   { "equation", "Equation" },
};

static const char *formal_name(const xmlNode *node)
{
	for (size_t i = 0; i < sizeof(named) / sizeof(*named); i++) {
		if (node_is(node, named[i].element)) {
			return named[i].name;
		}
	}
	return NULL;
}

/* "2.a": of the steps it is in, too, down to the procedure. */
static char *step_label_dup(const struct resolver *resolver,
			    const xmlNode *step)
{
	const char *own = resolve_get(resolver, step, "label");
	char *label = mem_strdup(own != NULL ? own : "");

	for (step = step->parent;
	     step != NULL && step->type == XML_ELEMENT_NODE &&
	     !node_is(step, "procedure"); step = step->parent) {
		const char *outer = node_is(step, "step") ?
			resolve_get(resolver, step, "label") : NULL;

		if (outer != NULL) {
			char *longer = mem_printf("%s.%s", outer, label);

			free(label);
			label = longer;
		}
	}
	return label;
}

/* An entry of a bibliography: its abbreviation, else its id. */
static char *citation_dup(const xmlNode *entry)
{
	const xmlNode *abbrev = node_child(entry, "abbrev");
	const char *id = division_id(entry);
	char *text;
	char *label;

	if (abbrev == NULL) {
		return mem_printf("[%s]", id != NULL ? id : "");
	}
	text = node_text_dup(abbrev);
	label = mem_printf(text[0] == '[' ? "%s" : "[%s]", text);
	free(text);
	return label;
}

static char *text_of_child_dup(const xmlNode *node, const char *name)
{
	const xmlNode *child = node_child(node, name);

	return child != NULL ? division_text_dup(child) : NULL;
}

static char *refentry_dup(const xmlNode *entry)
{
	const xmlNode *meta = node_child(entry, "refmeta");
	char *title = meta != NULL ? text_of_child_dup(meta, "refentrytitle") :
				     NULL;
	char *volume = meta != NULL ? text_of_child_dup(meta, "manvolnum") :
				      NULL;
	char *label = NULL;

	if (title != NULL && volume != NULL) {
		label = mem_printf("%s(%s)", title, volume);
	} else if (title != NULL) {
		label = mem_strdup(title);
	}
	free(title);
	free(volume);
	return label;
}

static char *callout_dup(const struct resolver *resolver, const xmlNode *node)
{
	const char *number = resolve_get(resolver, node, "number");

	return number != NULL ? mem_printf("(%s)", number) : NULL;
}

static char *question_dup(const struct resolver *resolver, const xmlNode *node)
{
	const xmlNode *entry = node_is(node, "qandaentry") ? node :
							     node->parent;
	const char *number = resolve_get(resolver, entry, "number");
	const xmlNode *question = node_child(entry, "question");
	char *text;
	char *label;

	if (number != NULL) {
		return mem_strdup(number);
	}
	if (question == NULL) {
		return NULL;
	}
	text = division_text_dup(question);
	label = mem_printf(LEFT_QUOTE "%s" RIGHT_QUOTE, text);
	free(text);
	return label;
}

/* What stands for the element by itself, whatever the style; NULL: its title or
 * its division must do. */
static char *own_label_dup(const struct resolver *resolver,
			   const xmlNode *node)
{
	if (node_is(node, "listitem")) {
		const char *label = resolve_get(resolver, node, "label");

		return label != NULL ? mem_strdup(label) : NULL;
	}
	if (node_is(node, "step")) {
		return step_label_dup(resolver, node);
	}
	if (node_is(node, "biblioentry") || node_is(node, "bibliomixed")) {
		return citation_dup(node);
	}
	if (node_is(node, "glossentry")) {
		return text_of_child_dup(node, "glossterm");
	}
	if (node_is(node, "glossterm") || node_is(node, "term")) {
		return division_text_dup(node);
	}
	if (node_is(node, "co") || node_is(node, "area") ||
	    node_is(node, "areaset") || node_is(node, "synopfragment")) {
		return callout_dup(resolver, node);
	}
	if (node_is(node, "qandaentry") || node_is(node, "question")) {
		return question_dup(resolver, node);
	}
	return NULL;
}

/* --- styles -------------------------------------------------------------- */

static void find_target(const struct resolver *resolver,
			const struct place *place, struct target *target)
{
	const struct place *division = resolve_division(resolver, place);
	const char *number = resolve_get(resolver, place->node, "number");

	target->name = formal_name(place->node);
	if (place->kind == PLACE_DIVISION) {
		target->name = place->division->label;
		number = place->number;
	}
	target->number = number != NULL ? mem_strdup(number) : NULL;
	if (target->number == NULL) {
		target->number = own_label_dup(resolver, place->node);
	}
	target->title = mem_strdup(place->title != NULL ? place->title :
							  division->title);
}

static void release_target(struct target *target)
{
	free(target->number);
	free(target->title);
}

static void put_part(struct buf *out, const char *separator, const char *text)
{
	if (text != NULL && text[0] != '\0') {
		buf_puts(out, out->len > 0 ? separator : "");
		buf_puts(out, text);
	}
}

static void put_selected(struct buf *out, struct slice word,
			 const struct target *target)
{
	if (slice_is(word, "label") || slice_is(word, "labelname")) {
		put_part(out, ", ", target->name);
	}
	if (slice_is(word, "label") || slice_is(word, "labelnumber")) {
		put_part(out, " ", target->number);
	}
	if (slice_is(word, "title")) {
		put_part(out, ", ", target->title);
	}
	if (slice_is(word, "quotedtitle")) {
		put_part(out, ", " LEFT_QUOTE, target->title);
		if (out->len == strlen(target->title)) {
			buf_clear(out);
			buf_printf(out, LEFT_QUOTE "%s", target->title);
		}
		buf_puts(out, RIGHT_QUOTE);
	}
}

/* "select: label quotedtitle": the parts, in this order; pages are unknown. */
static void put_select(struct buf *out, const char *style,
		       const struct target *target)
{
	while (*style != '\0') {
		size_t len = strcspn(style, " \t\r\n");

		put_selected(out, slice_of(style, len), target);
		style += len;
		style += strspn(style, " \t\r\n");
	}
}

/* "template: see %n, %t". */
static void put_template(struct buf *out, const char *style,
			 const struct target *target)
{
	for (; *style != '\0'; style++) {
		if (*style != '%' || style[1] == '\0') {
			buf_putc(out, *style);
			continue;
		}
		style++;
		if (*style == 'n') {
			buf_puts(out, target->number != NULL ? target->number :
							       "");
		} else if (*style == 't') {
			buf_puts(out, target->title);
		} else if (*style == '%') {
			buf_putc(out, '%');
		}
	}
}

/* NULL if the style says nothing that we know, or nothing comes of it. */
static char *styled_dup(const struct resolver *resolver, const char *style,
			const struct place *place)
{
	struct target target;
	struct buf out;
	char *label = NULL;

	style += strspn(style, " \t\r\n");
	if (strncmp(style, "select:", 7) != 0 &&
	    strncmp(style, "template:", 9) != 0) {
		return NULL;
	}
	buf_init(&out);
	find_target(resolver, place, &target);
	if (style[0] == 's') {
		style += 7;
		put_select(&out, style + strspn(style, " \t\r\n"), &target);
	} else {
		put_template(&out, style + 9, &target);
	}
	if (slice_trim(buf_slice(&out)).len > 0) {
		label = buf_detach(&out, NULL);
	}
	release_target(&target);
	buf_release(&out);
	return label;
}

/* --- the label ----------------------------------------------------------- */

static char *full_label_dup(const struct place *place)
{
	if (place->number == NULL || place->division->label == NULL) {
		return mem_printf(LEFT_QUOTE "%s" RIGHT_QUOTE, place->title);
	}
	return mem_printf("%s %s, " LEFT_QUOTE "%s" RIGHT_QUOTE,
			  place->division->label, place->number, place->title);
}

static char *division_label_dup(const struct resolver *resolver,
				const struct place *place)
{
	char *label = NULL;

	if (node_is(place->node, "refentry")) {
		label = refentry_dup(place->node);
	}
	if (label != NULL) {
		return label;
	}
	if (resolver->options->xref_full) {
		return full_label_dup(place);
	}
	return mem_strdup(place->number != NULL ? place->number :
						  place->title);
}

/* "Figure 3.1", and its title after it in full references. */
static char *formal_label_dup(const struct resolver *resolver,
			      const struct place *place)
{
	const char *name = formal_name(place->node);
	const char *number = resolve_get(resolver, place->node, "number");

	if (name == NULL || number == NULL) {
		return NULL;
	}
	if (resolver->options->xref_full && place->title != NULL) {
		return mem_printf("%s %s, " LEFT_QUOTE "%s" RIGHT_QUOTE, name,
				  number, place->title);
	}
	return mem_printf("%s %s", name, number);
}

/* The text of another element, where the author asks for that. */
static char *endterm_dup(const struct resolver *resolver, const xmlNode *from)
{
	const char *endterm = node_attr(from, "endterm");
	const void *mark = NULL;

	if (endterm != NULL) {
		mark = xmlHashLookup(resolver->ids, BAD_CAST endterm);
	}
	return mark != NULL ?
		node_text_dup(resolver->places[resolve_unmark(mark)].node) :
		NULL;
}

char *resolve_label_dup(const struct resolver *resolver, const xmlNode *from,
			const struct place *to)
{
	const char *style = node_attr(from, "xrefstyle");
	const char *own = node_attr(to->node, "xreflabel");
	char *label = endterm_dup(resolver, from);

	if (label == NULL && style != NULL) {
		label = styled_dup(resolver, style, to);
	}
	if (label == NULL && own != NULL) {
		label = mem_strdup(own);
	}
	if (label == NULL && to->kind == PLACE_DIVISION) {
		label = division_label_dup(resolver, to);
	}
	if (label == NULL) {
		label = formal_label_dup(resolver, to);
	}
	if (label == NULL) {
		label = own_label_dup(resolver, to->node);
	}
	if (label == NULL && to->title != NULL) {
		label = mem_strdup(to->title);
	}
	return label != NULL ? label :
		division_label_dup(resolver, resolve_division(resolver, to));
}
