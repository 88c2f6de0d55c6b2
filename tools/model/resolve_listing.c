/* SPDX-License-Identifier: ISC */
/*
 * Listings: numbers of their lines, and the callout marks that an areaspec puts
 * at lines and columns. Both become elements of ours in the text, which a
 * stylesheet only has to print:
 *   <s:line s:number=>     before a line: the number, set right, two blanks
 *   <s:mark s:number= s:of= s:set=>  at the end of a line: blanks up to the
 *                             column; of and set are the ids it stands for
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/doc.h"
#include "model/resolve_state.h"

enum {
	MAX_COLUMN = 200,	/* no mark is put further to the right */
	MAX_START = 100000000,	/* no listing begins at a greater number */
};

static bool is_listing(const xmlNode *node)
{
	return node_is(node, "programlisting") || node_is(node, "screen") ||
	       node_is(node, "literallayout") || node_is(node, "synopsis");
}

static bool is_text(const xmlNode *node)
{
	return node->type == XML_TEXT_NODE ||
	       node->type == XML_CDATA_SECTION_NODE;
}

/* What stands in a listing but is none of its text. */
static bool is_aside(const xmlNode *node)
{
	return node_is(node, "indexterm") || node_is(node, "footnote") ||
	       node_is(node, "textobject");
}

/* The next text node of the listing after the node (after itself: the first). */
static xmlNode *next_text(xmlNode *node, const xmlNode *top)
{
	xmlNode *next = node_walk(node, top);

	while (next != NULL && (!is_text(next) || next->content == NULL)) {
		next = is_aside(next) ? node_skip(next, top) :
					node_walk(next, top);
	}
	return next;
}

/* A mark of an area, to be put at the end of a line. */
struct mark {
	size_t line;
	size_t column;
	size_t number;
	const char *id;		/* of the area, or NULL */
	const char *set;	/* of the set that it is the first of */
};

/* What is put into a listing, and how far we have come in it. */
struct lister {
	const struct resolver *resolver;
	xmlNode *listing;
	bool numbered;
	size_t first;		/* the number of line 1 */
	int digits;
	size_t lines;		/* blank ones at the end not counted */
	const struct mark *marks;	/* in the order of lines */
	size_t mark_count;
	size_t mark_next;

	size_t line;		/* from 1 */
	size_t width;		/* of what was passed in it */
	bool line_start;	/* its number is not put yet */
	xmlNode *text;		/* being cut up */
	const char *from;	/* what is not copied of it yet */
	bool cut;
};

/* --- putting elements between characters ---------------------------------- */

/* Copies the text up to a place before the node being cut up. */
static void copy_text(struct lister *lister, const char *end)
{
	size_t len = (size_t)(end - lister->from);

	if (len > 0) {
		xmlNode *copy = xmlNewDocTextLen(lister->text->doc,
						 BAD_CAST lister->from,
						 (int)len);

		/* Added by hand: libxml2 would join it to the text before. */
		copy->parent = lister->text->parent;
		copy->prev = lister->text->prev;
		copy->next = lister->text;
		if (copy->prev != NULL) {
			copy->prev->next = copy;
		} else {
			copy->parent->children = copy;
		}
		lister->text->prev = copy;
	}
	lister->from = end;
}

/* A new element of ours with the text, before the node being cut up, or last in
 * the listing. */
static xmlNode *put_element(struct lister *lister, const char *name,
			    const char *text)
{
	xmlNode *node = xmlNewDocNode(lister->listing->doc,
				      lister->resolver->ns, BAD_CAST name,
				      NULL);

	xmlAddChild(node, xmlNewDocText(node->doc, BAD_CAST text));
	if (lister->text != NULL) {
		xmlAddPrevSibling(lister->text, node);
		lister->cut = true;
	} else {
		xmlAddChild(lister->listing, node);
	}
	return node;
}

static void put_number(struct lister *lister, const char *at)
{
	size_t number = lister->first + lister->line - 1;
	char *text = mem_printf("%*zu%s", lister->digits, number,
				*at == '\n' ? "" : "  ");
	xmlNode *node;

	copy_text(lister, at);
	node = put_element(lister, "line", text);
	resolve_set_number(lister->resolver, node, "number", number);
	free(text);
}

static void put_mark(struct lister *lister, const struct mark *mark)
{
	size_t gap = mark->column > lister->width + 1 ?
			     mark->column - lister->width - 1 : 1;
	char *blanks = mem_alloc(gap + 1);
	xmlNode *node;

	memset(blanks, ' ', gap);
	node = put_element(lister, "mark", blanks);
	resolve_set_number(lister->resolver, node, "number", mark->number);
	resolve_set(lister->resolver, node, "of", mark->id);
	resolve_set(lister->resolver, node, "set", mark->set);
	lister->width += gap + 3;	/* about what the mark takes */
	free(blanks);
}

/* --- the walk through a listing ------------------------------------------ */

/* The marks of the line that ends at this character (NULL: the listing). */
static void end_line(struct lister *lister, const char *at)
{
	while (lister->mark_next < lister->mark_count &&
	       (at == NULL ||
		lister->marks[lister->mark_next].line <= lister->line)) {
		if (at != NULL) {
			copy_text(lister, at);
		}
		put_mark(lister, &lister->marks[lister->mark_next++]);
	}
	lister->line++;
	lister->width = 0;
	lister->line_start = true;
}

static void pass_char(struct lister *lister, const char *at)
{
	if (lister->line_start && lister->line <= lister->lines &&
	    lister->numbered) {
		put_number(lister, at);
	}
	lister->line_start = false;
	if (*at == '\n') {
		end_line(lister, at);
	} else if (*at == '\t') {
		lister->width += 8 - lister->width % 8;
	} else {
		lister->width += ((unsigned char)*at & 0xc0) != 0x80;
	}
}

/* Where a listing's own text begins in a text node: a line end right after the
 * start tag is not its. */
static const char *text_start(const xmlNode *text, const xmlNode *listing)
{
	const char *start = (const char *)text->content;

	return text == listing->children && *start == '\n' ? start + 1 : start;
}

/* Up to the last character that is no blank. */
static size_t count_lines(xmlNode *listing)
{
	xmlNode *text = listing;
	size_t line = 1;
	size_t last = 0;

	while ((text = next_text(text, listing)) != NULL) {
		const char *p = text_start(text, listing);

		for (; *p != '\0'; p++) {
			if (!is_space(*p)) {
				last = line;
			}
			line += *p == '\n';
		}
	}
	return last;
}

static void walk_listing(struct lister *lister)
{
	xmlNode *text = next_text(lister->listing, lister->listing);

	lister->line = 1;
	lister->line_start = true;
	while (text != NULL) {
		xmlNode *next = next_text(text, lister->listing);
		const char *p = text_start(text, lister->listing);

		lister->text = text;
		lister->from = (const char *)text->content;
		lister->cut = false;
		for (; *p != '\0'; p++) {
			pass_char(lister, p);
		}
		if (lister->cut) {
			copy_text(lister, p);
			xmlUnlinkNode(text);
			xmlFreeNode(text);
		}
		text = next;
	}
	lister->text = NULL;
	end_line(lister, NULL);
}

/* --- line numbers -------------------------------------------------------- */

static size_t start_number(const struct resolver *resolver,
			   const xmlNode *listing)
{
	const char *start = node_attr(listing, "startinglinenumber");
	const char *continuation = node_attr(listing, "continuation");

	if (start != NULL && is_digit(start[0])) {
		unsigned long number = strtoul(start, NULL, 10);

		return number > MAX_START ? MAX_START : number;
	}
	return continuation != NULL && strcmp(continuation, "continues") == 0 ?
		       resolver->counts.lines + 1 : 1;
}

static int count_digits(size_t number)
{
	int digits = 1;

	for (; number >= 10; number /= 10) {
		digits++;
	}
	return digits;
}

static void mark_listing(struct resolver *resolver, xmlNode *listing,
			 const struct mark *marks, size_t count)
{
	const char *numbering = node_attr(listing, "linenumbering");
	struct lister lister = {
		.resolver = resolver,
		.listing = listing,
		.numbered = numbering != NULL &&
			    strcmp(numbering, "numbered") == 0,
		.marks = marks,
		.mark_count = count,
	};

	if (!lister.numbered && count == 0) {
		return;
	}
	lister.lines = count_lines(listing);
	if (lister.numbered) {
		lister.first = start_number(resolver, listing);
		resolver->counts.lines = lister.first + lister.lines - 1;
		lister.digits = count_digits(resolver->counts.lines);
	}
	walk_listing(&lister);
}

static bool is_in_areas(const xmlNode *listing)
{
	const xmlNode *parent = listing->parent;

	return parent != NULL && parent->type == XML_ELEMENT_NODE &&
	       (node_is(parent, "programlistingco") ||
		node_is(parent, "screenco"));
}

void resolve_listing(struct resolver *resolver, xmlNode *node, size_t division)
{
	(void)division;
	if (!is_in_areas(node)) {
		resolver->counts.callouts = 0;
		mark_listing(resolver, node, NULL, 0);
	}
}

/* --- areas --------------------------------------------------------------- */

struct marks {
	struct mark *list;
	size_t count;
	size_t capacity;
};

/* "4 25": a line and a column, or a range of lines: what ends it says nothing
 * that a mark could show. */
static void add_area(struct marks *marks, const xmlNode *area, size_t number,
		     const char *set)
{
	const char *coords = node_attr(area, "coords");
	const char *units = node_attr(area, "units");
	struct mark mark = { .number = number, .id = node_attr(area, "id"),
			     .set = set };
	char *end;

	if (coords == NULL) {
		coords = "1";
	}
	mark.line = strtoul(coords, &end, 10);
	while (is_space(*end) || *end == ',') {
		end++;
	}
	if (units == NULL || strcmp(units, "linecolumn") == 0) {
		mark.column = strtoul(end, NULL, 10);
	}
	if (mark.column > MAX_COLUMN) {
		mark.column = MAX_COLUMN;
	}
	MEM_GROW(marks->list, marks->count, marks->capacity);
	marks->list[marks->count++] = mark;
}

/* The areas of a set are one callout. */
static void collect_areas(struct resolver *resolver, xmlNode *spec,
			  struct marks *marks)
{
	xmlNode *child = node_child(spec, NULL);

	for (; child != NULL; child = node_next(child, NULL)) {
		xmlNode *area = node_child(child, "area");
		const char *set;
		size_t number;

		if (!node_is(child, "area") && !node_is(child, "areaset")) {
			continue;
		}
		number = ++resolver->counts.callouts;
		resolve_set_number(resolver, child, "number", number);
		if (node_is(child, "area")) {
			add_area(marks, child, number, NULL);
			continue;
		}
		set = node_attr(child, "id");
		for (; area != NULL; area = node_next(area, "area")) {
			resolve_set_number(resolver, area, "number", number);
			add_area(marks, area, number, set);
			set = NULL;
		}
	}
}

static int compare_marks(const void *a, const void *b)
{
	const struct mark *first = a;
	const struct mark *second = b;

	if (first->line != second->line) {
		return first->line < second->line ? -1 : 1;
	}
	if (first->column != second->column) {
		return first->column < second->column ? -1 : 1;
	}
	return (first->number > second->number) -
	       (first->number < second->number);
}

void resolve_areas(struct resolver *resolver, xmlNode *node, size_t division)
{
	struct marks marks = { 0 };
	xmlNode *child = node_child(node, NULL);

	(void)division;
	resolver->counts.callouts = 0;
	for (; child != NULL; child = node_next(child, NULL)) {
		if (node_is(child, "areaspec")) {
			collect_areas(resolver, child, &marks);
		}
	}
	if (marks.count > 0) {
		qsort(marks.list, marks.count, sizeof(*marks.list),
		      compare_marks);
	}
	for (child = node_child(node, NULL); child != NULL;
	     child = node_next(child, NULL)) {
		if (is_listing(child)) {
			mark_listing(resolver, child, marks.list, marks.count);
			break;
		}
	}
	free(marks.list);
}
