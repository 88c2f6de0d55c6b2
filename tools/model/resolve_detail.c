/* SPDX-License-Identifier: ISC */
/*
 * What is numbered inside the text: items of lists, steps, questions, figures
 * and tables, parts of a synopsis. A stylesheet that counted them itself would
 * look at all siblings before each one, and three of them would not agree.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/division.h"
#include "model/doc.h"
#include "model/resolve_state.h"

/* What lists and steps are numbered with, by depth. */
static const char *const numerations[] = {
	"arabic", "loweralpha", "lowerroman", "upperalpha", "upperroman",
};

enum {
	NUMERATION_COUNT = sizeof(numerations) / sizeof(*numerations),
	NUMBER_MAX = 1000000,	/* no list begins with a greater one */
	ROMAN_MAX = 3999,
};

/* --- numerals ------------------------------------------------------------ */

static char *roman_dup(size_t number, bool upper)
{
	static const struct {
		size_t value;
		const char *upper;
		const char *lower;
	} table[] = {
		{ 1000, "M", "m" },  { 900, "CM", "cm" }, { 500, "D", "d" },
		{ 400, "CD", "cd" }, { 100, "C", "c" },	  { 90, "XC", "xc" },
		{ 50, "L", "l" },    { 40, "XL", "xl" },  { 10, "X", "x" },
		{ 9, "IX", "ix" },   { 5, "V", "v" },	  { 4, "IV", "iv" },
		{ 1, "I", "i" },
	};
	struct buf out;

	if (number > ROMAN_MAX) {
		return mem_printf("%zu", number);
	}
	buf_init(&out);
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		for (; number >= table[i].value; number -= table[i].value) {
			buf_puts(&out, upper ? table[i].upper : table[i].lower);
		}
	}
	return buf_detach(&out, NULL);
}

/* 1 is a, 26 is z, 27 is aa. */
static char *letters_dup(size_t number, char first)
{
	char digits[16];
	size_t at = sizeof(digits) - 1;

	digits[at] = '\0';
	for (; number > 0 && at > 0; number = (number - 1) / 26) {
		digits[--at] = (char)(first + (char)((number - 1) % 26));
	}
	return mem_strdup(digits + at);
}

char *resolve_numeral_dup(size_t number, const char *numeration)
{
	if (number == 0) {
		return mem_strdup("0");
	}
	if (strcmp(numeration, "loweralpha") == 0) {
		return letters_dup(number, 'a');
	}
	if (strcmp(numeration, "upperalpha") == 0) {
		return letters_dup(number, 'A');
	}
	if (strcmp(numeration, "lowerroman") == 0) {
		return roman_dup(number, false);
	}
	if (strcmp(numeration, "upperroman") == 0) {
		return roman_dup(number, true);
	}
	return mem_printf("%zu", number);
}

/* How many elements of the name the node is in, inside the same table cell or
 * whatever: the whole way up. */
static size_t depth_in(const xmlNode *node, const char *name)
{
	size_t depth = 0;

	for (node = node->parent; node != NULL; node = node->parent) {
		depth += node->type == XML_ELEMENT_NODE && node_is(node, name);
	}
	return depth;
}

static size_t number_of(const xmlNode *node, const char *name, size_t fallback)
{
	const char *text = node_attr(node, name);
	char *end;
	unsigned long number;

	if (text == NULL || text[strspn(text, " ")] == '-') {
		return fallback;
	}
	number = strtoul(text, &end, 10);
	return end == text || number > NUMBER_MAX ? fallback : number;
}

/* --- ordered lists ------------------------------------------------------- */

static const char *numeration_of(const xmlNode *list, size_t depth)
{
	const char *own = node_attr(list, "numeration");

	for (size_t i = 0; own != NULL && i < NUMERATION_COUNT; i++) {
		if (strcmp(numerations[i], own) == 0) {
			return numerations[i];
		}
	}
	return numerations[depth % NUMERATION_COUNT];
}

/* The label of the item that the list is in, if it is to be inherited. */
static const char *inherited_label(const struct resolver *resolver,
				   const xmlNode *list)
{
	const char *inherit = node_attr(list, "inheritnum");

	if (inherit == NULL || strcmp(inherit, "inherit") != 0 ||
	    list->parent == NULL || list->parent->type != XML_ELEMENT_NODE) {
		return NULL;
	}
	return resolve_get(resolver, list->parent, "label");
}

static size_t first_number(const struct resolver *resolver,
			   const xmlNode *list, size_t depth)
{
	const char *continuation = node_attr(list, "continuation");
	size_t last = 0;

	if (continuation != NULL && strcmp(continuation, "continues") == 0 &&
	    depth < LIST_DEPTH_MAX) {
		last = resolver->counts.items[depth];
	}
	return number_of(list, "startingnumber", last + 1);
}

static void label_item(const struct resolver *resolver, xmlNode *item,
		       size_t number, const char *numeration,
		       const char *inherited)
{
	char *numeral = resolve_numeral_dup(number, numeration);
	char *label = inherited != NULL ?
			      mem_printf("%s.%s", inherited, numeral) :
			      mem_strdup(numeral);

	resolve_set_number(resolver, item, "number", number);
	resolve_set(resolver, item, "label", label);
	free(label);
	free(numeral);
}

static void number_list(struct resolver *resolver, xmlNode *list, size_t place)
{
	size_t depth = depth_in(list, "orderedlist");
	const char *numeration = numeration_of(list, depth);
	const char *inherited = inherited_label(resolver, list);
	size_t number = first_number(resolver, list, depth);
	xmlNode *item = node_child(list, "listitem");

	(void)place;
	resolve_set(resolver, list, "numeration", numeration);
	resolve_set_number(resolver, list, "first", number);
	for (; item != NULL; item = node_next(item, "listitem")) {
		number = number_of(item, "override", number);
		label_item(resolver, item, number, numeration, inherited);
		number++;
	}
	if (depth < LIST_DEPTH_MAX) {
		resolver->counts.items[depth] = number - 1;
	}
}

/* --- procedures ---------------------------------------------------------- */

/* Alternatives are not done in an order: they have no numbers. */
static void number_steps(struct resolver *resolver, xmlNode *steps,
			 size_t place)
{
	size_t depth = depth_in(steps, "step");
	const char *numeration = numerations[depth % NUMERATION_COUNT];
	xmlNode *step = node_child(steps, "step");

	(void)place;
	resolve_set(resolver, steps, "numeration", numeration);
	for (size_t number = 1; step != NULL; number++) {
		label_item(resolver, step, number, numeration, NULL);
		step = node_next(step, "step");
	}
}

/* --- questions ----------------------------------------------------------- */

static void label_entry(const struct resolver *resolver, xmlNode *entry,
			const char *style, size_t number)
{
	xmlNode *child = node_child(entry, NULL);
	char numeral[24];
	bool numbered = strcmp(style, "number") == 0;

	snprintf(numeral, sizeof(numeral), "%zu", number);
	if (numbered) {
		resolve_set(resolver, entry, "number", numeral);
	}
	for (; child != NULL; child = node_next(child, NULL)) {
		bool asks = node_is(child, "question");
		xmlNode *label = node_child(child, "label");

		if (!asks && !node_is(child, "answer")) {
			continue;
		}
		if (label != NULL) {
			char *text = node_text_dup(label);

			resolve_set(resolver, child, "label", text);
			free(text);
		} else if (strcmp(style, "none") == 0) {
			continue;
		} else if (!numbered) {
			resolve_set(resolver, child, "label",
				    asks ? "Q:" : "A:");
		} else if (asks) {
			char *text = mem_printf("%s.", numeral);

			resolve_set(resolver, child, "label", text);
			free(text);
		}
	}
}

/* Through the divisions of the set; sets in answers are sets of their own. */
static void number_questions(struct resolver *resolver, xmlNode *set,
			     size_t place)
{
	const char *style = node_attr(set, "defaultlabel");
	xmlNode *node = node_walk(set, set);
	size_t number = 0;

	(void)place;
	while (node != NULL) {
		if (node_is(node, "qandaentry")) {
			label_entry(resolver, node,
				    style != NULL ? style : "qanda", ++number);
		}
		node = node_is(node, "qandadiv") ? node_walk(node, set) :
						   node_skip(node, set);
	}
}

/* --- figures and their kin ----------------------------------------------- */

static const char *const formal_names[] = {
	[FORMAL_FIGURE] = "figure",
	[FORMAL_TABLE] = "table",
	[FORMAL_EXAMPLE] = "example",
	[FORMAL_EQUATION] = "equation",
};

/* The chapter, appendix or whatever begins at the level of one. */
static size_t chapter_of(const struct resolver *resolver, size_t place)
{
	while (place != PLACE_NONE &&
	       resolver->places[place].division->is_section) {
		place = resolver->places[place].parent;
	}
	return place;
}

static const char *chapter_number(const struct resolver *resolver, size_t place)
{
	const struct place *chapter = &resolver->places[place];

	return place != PLACE_NONE && !chapter->division->holds_pages ?
		       chapter->number : NULL;
}

static void number_formal(struct resolver *resolver, xmlNode *node,
			  size_t place)
{
	struct counts *counts = &resolver->counts;
	size_t chapter = chapter_of(resolver, place);
	const char *prefix = chapter_number(resolver, chapter);
	enum formal kind = FORMAL_FIGURE;
	char *number;

	if (division_title(node) == NULL || !resolver->numbered) {
		return;
	}
	while (!node_is(node, formal_names[kind])) {
		kind++;
	}
	if (chapter != counts->chapter) {
		memset(counts->in_chapter, 0, sizeof(counts->in_chapter));
		counts->chapter = chapter;
	}
	number = prefix != NULL ?
			 mem_printf("%s.%zu", prefix,
				    ++counts->in_chapter[kind]) :
			 mem_printf("%zu", ++counts->in_document[kind]);
	resolve_set(resolver, node, "number", number);
	free(number);
}

static void enter_table(struct resolver *resolver, xmlNode *node, size_t place)
{
	if (node_is(node, "table")) {
		number_formal(resolver, node, place);
	}
	resolve_table(resolver, node, place);
}

/* --- synopses ------------------------------------------------------------ */

static void number_fragments(struct resolver *resolver, xmlNode *node,
			     size_t place)
{
	xmlNode *part = node_child(node, "synopfragment");

	(void)place;
	for (size_t number = 1; part != NULL; number++) {
		resolve_set_number(resolver, part, "number", number);
		part = node_next(part, "synopfragment");
	}
}

static void number_callout(struct resolver *resolver, xmlNode *node,
			   size_t place)
{
	(void)place;
	resolve_set_number(resolver, node, "number",
			   ++resolver->counts.callouts);
}

/* --- paragraphs ---------------------------------------------------------- */

/* What HTML's p cannot hold. Sorted by name. */
static const char *const blocks[] = {
	"abstract", "address", "annotation", "bibliolist", "blockinfo",
	"blockquote", "bridgehead", "calloutlist", "caution", "classsynopsis",
	"classsynopsisinfo", "cmdsynopsis", "constructorsynopsis", "danger",
	"destructorsynopsis", "enumsynopsis", "epigraph", "equation",
	"example", "fieldsynopsis", "figure", "formalpara", "funcsynopsis",
	"funcsynopsisinfo", "glosslist", "graphic", "graphicco", "highlights",
	"important", "informalequation", "informalexample", "informalfigure",
	"informaltable", "itemizedlist", "legalnotice", "literallayout",
	"macrosynopsis", "mediaobject", "mediaobjectco", "methodsynopsis",
	"msgset", "note", "orderedlist", "packagesynopsis", "para",
	"procedure", "productionset", "programlisting", "programlistingco",
	"qandaset", "revhistory", "screen", "screenco", "screenshot",
	"segmentedlist", "sidebar", "simpara", "simplelist", "synopsis",
	"table", "task", "tip", "typedefsynopsis", "unionsynopsis",
	"variablelist", "warning",
};

static int compare_name(const void *key, const void *name)
{
	return strcmp(key, *(const char *const *)name);
}

static bool is_block(const xmlNode *node)
{
	return node->ns == NULL &&
	       bsearch(node->name, blocks, sizeof(blocks) / sizeof(*blocks),
		       sizeof(*blocks), compare_name) != NULL;
}

static bool is_text(const xmlNode *node)
{
	return node->type == XML_TEXT_NODE ||
	       node->type == XML_CDATA_SECTION_NODE;
}

static void look_into_para(struct resolver *resolver, xmlNode *para,
			   size_t place)
{
	const xmlNode *child = para->children;
	bool terms = false;
	bool other = false;

	(void)place;
	for (; child != NULL; child = child->next) {
		if (child->type != XML_ELEMENT_NODE) {
			other |= is_text(child) && !xmlIsBlankNode(child);
		} else if (node_is(child, "indexterm")) {
			terms = true;
		} else if (is_block(child)) {
			resolve_set(resolver, para, "holds", "blocks");
			return;
		} else {
			other = true;
		}
	}
	if (terms && !other) {
		resolve_set(resolver, para, "holds", "terms");
	}
}

/* --- the table ----------------------------------------------------------- */

/* Sorted by name. */
static const struct {
	const char *name;
	resolve_detail *enter;
} handlers[] = {
	{ "cmdsynopsis", number_fragments },
	{ "co", number_callout },
	{ "entrytbl", resolve_table },
	{ "equation", number_formal },
	{ "example", number_formal },
	{ "figure", number_formal },
	{ "informaltable", enter_table },
	{ "literallayout", resolve_listing },
	{ "orderedlist", number_list },
	{ "para", look_into_para },
	{ "procedure", number_steps },
	{ "programlisting", resolve_listing },
	{ "programlistingco", resolve_areas },
	{ "qandaset", number_questions },
	{ "screen", resolve_listing },
	{ "screenco", resolve_areas },
	{ "simpara", look_into_para },
	{ "substeps", number_steps },
	{ "synopsis", resolve_listing },
	{ "table", enter_table },
	{ "tgroup", resolve_table },
};

resolve_detail *resolve_find_detail(const char *name)
{
	for (size_t i = 0; i < sizeof(handlers) / sizeof(*handlers); i++) {
		if (strcmp(name, handlers[i].name) == 0) {
			return handlers[i].enter;
		}
	}
	return NULL;
}
