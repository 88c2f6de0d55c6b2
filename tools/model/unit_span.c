/* SPDX-License-Identifier: ISC */
#include "model/unit_collect.h"

#include <string.h>

#include "base/source.h"
#include "model/doc.h"

static bool is_blank_line(struct source *source, size_t line)
{
	return slice_trim(source_line_text(source, line)).len == 0;
}

static void set_lines(struct unit *unit, size_t first, size_t last)
{
	while (last > first && is_blank_line(unit->source, last)) {
		last--;
	}
	unit->line = first;
	unit->end_line = last;
	unit->span.start = source_line_start(unit->source, first);
	unit->span.end = source_line_start(unit->source, last + 1);
}

void unit_span_by_origin(struct unit *unit, const xmlNode *node)
{
	const struct origin *origin = doc_origin(node);
	size_t end;

	if (origin == NULL) {
		return;
	}
	unit->source = origin->source;
	end = origin->span.end > origin->span.start ? origin->span.end - 1 :
						      origin->span.start;
	set_lines(unit, source_line(origin->source, origin->span.start),
		  source_line(origin->source, end));
}

void unit_span_until(struct unit *unit, size_t line)
{
	if (unit->source != NULL) {
		set_lines(unit, unit->line,
			  line > unit->line + 1 ? line - 1 : unit->line);
	}
}

static xmlNode *previous_element(const xmlNode *node)
{
	xmlNode *before = node->prev;

	while (before != NULL && before->type != XML_ELEMENT_NODE) {
		before = before->prev;
	}
	return before;
}

/* The line of an element in the source, 0 if it is not from there. */
static size_t line_in(const xmlNode *node, struct source *source)
{
	const struct origin *origin = doc_origin(node);

	return origin != NULL && origin->source == source ?
		       source_line(source, origin->span.start) : 0;
}

static bool is_lead_term(const xmlNode *node)
{
	const char *class = node_attr(node, "class");

	return node_is(node, "indexterm") &&
	       (class == NULL || strcmp(class, "endofrange") != 0);
}

/* Index terms at the end of what stands before, line upon line. */
static size_t line_above_terms(const xmlNode *before, struct source *source,
			       size_t line)
{
	const xmlNode *node = before->last;

	for (; node != NULL; node = node->prev) {
		size_t its_line;

		if (xmlIsBlankNode(node)) {
			continue;
		}
		its_line = is_lead_term(node) ? line_in(node, source) : 0;
		if (its_line + 1 != line && its_line != line) {
			break;
		}
		line = its_line;
	}
	return line;
}

/* Change bars are opened above what they are about. */
static bool opens_change_bar(struct source *source, size_t line)
{
	struct slice text = slice_trim_end(source_line_text(source, line));

	return slice_is(text, ".new") ||
	       (slice_starts(text, ".new ") && text.len > 5);
}

size_t unit_lead_line(xmlNode *node, struct source *source)
{
	size_t line = line_in(node, source);
	const xmlNode *before = previous_element(node);

	if (line == 0) {
		return 0;
	}
	if (node_is(before, "para")) {
		line = line_above_terms(before, source, line);
	}
	while (line > 1 && opens_change_bar(source, line - 1)) {
		line--;
	}
	return line;
}
