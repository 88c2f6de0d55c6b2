/* SPDX-License-Identifier: ISC */
#include "edit/promote.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "edit/items.h"
#include "edit/main_spec.h"
#include "edit/mention.h"
#include "edit/place.h"
#include "edit/promote_option.h"
#include "edit/workspace.h"
#include "model/project.h"

enum { NEAR = 3 };

/* Everything about one promotion. */
struct plan {
	struct workspace *workspace;
	const struct promote *request;
	struct diag *diag;
	size_t experimental;	/* index of the experimental spec */
	const struct unit *section;
	struct prose prose;	/* its text */
	struct main_spec spec;
	const struct unit *target;	/* what it goes into or after */
	bool after;
	const char *title;
	char *id;
};

/* --- finding --------------------------------------------------------------------- */

/* The sections a name may have been meant for, as the end of a message; *line
 * gets where the likeliest one is. */
static void put_nearest(const struct workspace_doc *doc, const char *name,
			size_t *line, struct buf *out)
{
	const struct unit *near[NEAR];
	size_t count = unit_nearest(&doc->units, name, near, NEAR);

	for (size_t i = 0; i < count; i++) {
		buf_printf(out, "%s\"%s\"", i > 0 ? ", " : " (nearest: ",
			   near[i]->title);
		if (near[i]->id != NULL) {
			buf_printf(out, " [%s]", near[i]->id);
		}
	}
	buf_puts(out, count > 0 ? ")" : " (see 'stet outline')");
	*line = count > 0 ? near[0]->line : 1;
}

static void report_unknown(const struct workspace_doc *doc, const char *name,
			   struct diag *diag)
{
	struct buf nearest;
	size_t line;

	buf_init(&nearest);
	put_nearest(doc, name, &line, &nearest);
	diag_line(diag, DIAG_ERROR, doc->name, line, "no section \"%s\"%s", name,
		  nearest.data);
	buf_release(&nearest);
}

/* The main spec that has the likeliest of what a name may have been meant for. */
static const struct workspace_doc *main_nearest(const struct workspace *workspace,
						const char *name)
{
	const struct workspace_doc *first = NULL;

	for (size_t i = 0; i < workspace->doc_count; i++) {
		const struct workspace_doc *doc = &workspace->docs[i];
		const struct unit *near[1];

		if (doc->role != DOC_MAIN) {
			continue;
		}
		if (unit_nearest(&doc->units, name, near, 1) > 0) {
			return doc;
		}
		first = first == NULL ? doc : first;
	}
	return first;
}

/* Does the title name one section only? An id always does. */
static int check_single(const struct workspace_doc *doc, const struct unit *unit,
			const char *name, struct diag *diag)
{
	const struct unit *same[NEAR];
	size_t count;

	if (unit->id != NULL && strcmp(unit->id, name) == 0) {
		return 0;
	}
	count = unit_titled(&doc->units, name, same, NEAR);
	if (count < 2) {
		return 0;
	}
	for (size_t i = 0; i < count; i++) {
		diag_line(diag, DIAG_ERROR, doc->name, same[i]->line,
			  "\"%s\" is the title of several sections, such as "
			  "this one: use an id%s%s", same[i]->title,
			  same[i]->id != NULL ? ", here " : "",
			  same[i]->id != NULL ? same[i]->id : "");
	}
	return -1;
}

/* A section of a main spec by this title or id; sets *doc. NULL if none. */
static const struct unit *find_in_mains(const struct workspace *workspace,
					const char *name, size_t *doc)
{
	for (size_t i = 0; i < workspace->doc_count; i++) {
		const struct unit *unit;

		if (workspace->docs[i].role != DOC_MAIN) {
			continue;
		}
		unit = unit_find_section(&workspace->docs[i].units, name);
		if (unit != NULL) {
			*doc = i;
			return unit;
		}
	}
	return NULL;
}

static int find_section(struct plan *plan)
{
	const struct workspace_doc *doc =
		&plan->workspace->docs[plan->experimental];
	const struct unit *there;
	size_t main_doc;

	plan->section = unit_find_section(&doc->units, plan->request->title);
	if (plan->section != NULL) {
		return check_single(doc, plan->section, plan->request->title,
				    plan->diag);
	}
	there = find_in_mains(plan->workspace, plan->title, &main_doc);
	if (there != NULL) {
		diag_line(plan->diag, DIAG_ERROR,
			  plan->workspace->docs[main_doc].name, there->line,
			  "section \"%s\" is here already, and not in %s",
			  there->title, doc->name);
		return -1;
	}
	report_unknown(doc, plan->request->title, plan->diag);
	return -1;
}

static int find_target(struct plan *plan)
{
	const struct promote *request = plan->request;
	const char *name = request->after != NULL ? request->after
						  : request->into;
	const struct workspace *workspace = plan->workspace;
	size_t doc = 0;

	if (name == NULL) {
		diag_say(plan->diag, DIAG_ERROR,
			 "where to? add --into CHAPTER or --after SECTION, an "
			 "id or a title");
		return -1;
	}
	plan->after = request->after != NULL;
	plan->target = find_in_mains(workspace, name, &doc);
	if (plan->target == NULL) {
		report_unknown(main_nearest(workspace, name), name, plan->diag);
		return -1;
	}
	if (check_single(&workspace->docs[doc], plan->target, name,
			 plan->diag) != 0) {
		return -1;
	}
	if (plan->after && plan->target->kind == UNIT_CHAPTER) {
		diag_line(plan->diag, DIAG_ERROR, workspace->docs[doc].name,
			  plan->target->line,
			  "\"%s\" is a chapter: use --into, or --after with one "
			  "of its sections", plan->target->title);
		return -1;
	}
	return main_spec_init(&plan->spec, plan->workspace, doc, plan->diag);
}

static int check_new(struct plan *plan)
{
	const struct promote *request = plan->request;
	size_t doc;
	const struct unit *there =
		find_in_mains(plan->workspace, plan->title, &doc);

	if (there != NULL) {
		diag_line(plan->diag, DIAG_ERROR,
			  plan->workspace->docs[doc].name, there->line,
			  "a section \"%s\" is here already; give the new one "
			  "another name with --title", there->title);
		return -1;
	}
	if (request->id == NULL) {
		plan->id = markup_id_dup(&plan->spec.writer, "SECT",
					 plan->title);
		return 0;
	}
	for (const char *p = request->id; *p != '\0'; p++) {
		if (!is_alpha(request->id[0]) ||
		    !(is_alnum(*p) || *p == '_' || *p == '-' || *p == '.')) {
			diag_say(plan->diag, DIAG_ERROR,
				 "'%s' cannot be an id: use letters, digits, "
				 "'-', '_' and '.'", request->id);
			return -1;
		}
	}
	if (names_has(&plan->spec.ids, slice_text(request->id))) {
		there = find_in_mains(plan->workspace, request->id, &doc);
		diag_line(plan->diag, DIAG_ERROR,
			  plan->workspace->docs[plan->spec.doc].name,
			  there != NULL ? there->line : 1,
			  "the id '%s' is taken here", request->id);
		return -1;
	}
	names_add(&plan->spec.ids, slice_text(request->id));
	plan->id = mem_strdup(request->id);
	return 0;
}

/* --- out of the experimental spec --------------------------------------------------- */

/*
 * The section from its title line up to the title of the next one, or up to what
 * follows the last one; so the blank lines above stay and those below go.
 */
static struct span removal_span(const struct plan *plan)
{
	const struct unit_list *list =
		&plan->workspace->docs[plan->experimental].units;
	const struct source *source = plan->section->source;
	struct span span = plan->section->span;
	size_t index = (size_t)(plan->section - list->units);

	for (size_t i = index + 1; i < list->count; i++) {
		if (list->units[i].kind == UNIT_EXPERIMENTAL) {
			span.end = list->units[i].span.start;
			return span;
		}
	}
	while (span.end < source->len && is_space(source->text[span.end])) {
		span.end++;
	}
	if (span.end < source->len) {
		span.end = place_line_start(source, span.end);
		return span;
	}
	/* Nothing follows: the blank lines above have lost their purpose. */
	while (span.start > 0 && is_space(source->text[span.start - 1])) {
		span.start--;
	}
	if (span.start > 0) {
		span.start = place_next_line(source, span.start);
	}
	return span;
}

static void plan_removal(struct plan *plan)
{
	struct change_file *file =
		workspace_changes(plan->workspace, plan->experimental);
	size_t change = change_add(file, removal_span(plan), slice_of("", 0));

	workspace_expect(plan->workspace, plan->experimental, false,
			 UNIT_EXPERIMENTAL, plan->section->key);
	workspace_report(plan->workspace, plan->experimental, change, 0,
			 "removed section \"%s\" (%zu lines)",
			 plan->section->title,
			 plan->section->end_line - plan->section->line + 1);
}

/* The section's text below its heading. */
static struct slice section_text(const struct unit *section)
{
	struct slice text = source_slice(section->source, section->span);

	for (int heading = 0; heading < 2; heading++) {
		const char *newline = memchr(text.ptr, '\n', text.len);
		size_t len = newline != NULL ? (size_t)(newline - text.ptr) + 1
					     : text.len;

		text = slice_of(text.ptr + len, text.len - len);
	}
	return text;
}

/* --- into the main spec ---------------------------------------------------------------- */

/* Does the section stand below another section? */
static bool is_sub(const struct plan *plan)
{
	const xmlNode *node = plan->target->node;

	if (!plan->after) {
		return plan->target->kind != UNIT_CHAPTER;
	}
	return node->parent != NULL && node_is(node->parent, "section");
}

/* The blank lines between the sections here. */
static size_t section_gap(const struct plan *plan, enum doc_format format)
{
	const struct unit_list *list =
		&plan->workspace->docs[plan->spec.doc].units;
	size_t target = (size_t)(plan->target - list->units);
	const struct unit *last = plan->after ? plan->target : NULL;

	if (format != DOC_XFPT) {
		return 0;
	}
	for (size_t i = target + 1; !plan->after && i < list->count; i++) {
		if (list->units[i].kind == UNIT_SECTION &&
		    list->units[i].parent == target) {
			last = &list->units[i];
		}
	}
	return last != NULL ? place_gap(last->source,
					place_before(last->source, format,
						     last->span.start)) : 2;
}

/* In DocBook the end tag of what the section goes into. */
static size_t before_end_tag(const struct plan *plan)
{
	const struct source *source = plan->target->source;
	size_t at = plan->target->span.end - 1;

	while (at > plan->target->span.start && source->text[at] != '<') {
		at--;
	}
	return at;
}

static void write_section(struct plan *plan, bool bars, struct buf *out)
{
	struct markup_writer *writer = &plan->spec.writer;
	char *index = promote_option_topic_dup(plan->title);
	struct markup_section section = {
		.title = plan->title,
		.id = plan->id,
		.index = index,
		.sub = is_sub(plan),
	};
	struct buf text;

	buf_init(&text);
	if (bars) {
		writer->markup->open_bars(out);
	}
	writer->markup->open_section(&writer->traits, &section, &text);
	/* A blank line before a heading is not for the first. */
	buf_puts(out, text.data + (text.data[0] == '\n'));
	markup_prose(writer, &plan->prose, plan->id, out);
	writer->markup->close_section(out);
	buf_release(&text);
	free(index);
}

static void expect_section(struct plan *plan)
{
	struct workspace *workspace = plan->workspace;
	char *words = prose_words_dup(&plan->prose);

	workspace_expect_words(workspace, plan->spec.doc, UNIT_SECTION, plan->id,
			       words);
	for (size_t i = 0; i < plan->prose.count; i++) {
		if (plan->prose.blocks[i].kind == PROSE_HEADING) {
			workspace_expect(workspace, plan->spec.doc, true,
					 UNIT_SECTION, NULL);
		}
	}
	free(words);
}

/* May ends of index ranges stand directly behind the section's last line? */
static bool ends_in_paragraph(const struct prose *prose)
{
	const struct prose_block *last =
		prose->count > 0 ? &prose->blocks[prose->count - 1] : NULL;

	return last != NULL && last->kind == PROSE_PARAGRAPH &&
	       last->list == PROSE_NO_LIST;
}

static size_t plan_section(struct plan *plan)
{
	struct workspace *workspace = plan->workspace;
	const struct doc *doc = workspace->docs[plan->spec.doc].doc;
	const struct source *source = plan->target->source;
	const struct markup *markup = plan->spec.writer.markup;
	size_t gap = section_gap(plan, doc->format);
	size_t tail = plan->target->span.end;
	size_t offset = tail;
	size_t change;
	bool bars;
	struct buf text;

	if (doc->format == DOC_XFPT) {
		offset = place_end(source, doc->format, tail, &tail);
	} else if (!plan->after) {
		offset = before_end_tag(plan);
		tail = offset;
	}
	if (!ends_in_paragraph(&plan->prose)) {
		tail = offset;
	}
	bars = plan->spec.writer.traits.bars &&
	       !place_in_bars(source, doc->format, offset);
	buf_init(&text);
	buf_fill(&text, '\n', gap);
	write_section(plan, bars, &text);
	if (bars && tail == offset) {
		markup->close_bars(&text);
	}
	change = change_insert(workspace_changes(workspace, plan->spec.doc),
			       offset, buf_slice(&text));
	workspace_report(workspace, plan->spec.doc, change, gap + bars,
			 "added section \"%s\" [%s]", plan->title, plan->id);
	if (bars && tail != offset) {
		buf_clear(&text);
		markup->close_bars(&text);
		change_insert(workspace_changes(workspace, plan->spec.doc), tail,
			      buf_slice(&text));
	}
	expect_section(plan);
	buf_release(&text);
	return change;
}

/* --- news ------------------------------------------------------------------------------- */

static int plan_news(struct plan *plan, const struct promoted_options *options)
{
	struct workspace *workspace = plan->workspace;
	const struct project *project = workspace->project;
	int news = workspace_open_optional(workspace, project->news, DOC_NEWS,
					   plan->diag);
	int changelog = workspace_open_optional(workspace, project->changelog,
						DOC_CHANGELOG, plan->diag);
	struct buf text;
	int result = news == -1 || changelog == -1 ? -1 : 0;

	buf_init(&text);
	/* What users knew it as, whatever it is called from now on. */
	buf_printf(&text, "%s is no longer experimental.", plan->section->title);
	if (result == 0 && changelog >= 0) {
		result = items_add_change(workspace, (size_t)changelog,
					  text.data, plan->diag);
	}
	promote_option_list_names(options, &text);
	if (result == 0 && news >= 0) {
		result = items_add_news(workspace, (size_t)news, text.data,
					plan->diag);
	}
	buf_release(&text);
	return result;
}

/* --- the plan ------------------------------------------------------------------------------ */

static int open_documents(struct plan *plan)
{
	const char *path = plan->workspace->project->experimental;
	int experimental;

	if (path == NULL) {
		diag_say(plan->diag, DIAG_ERROR,
			 "the project has no experimental spec: set "
			 "'experimental' in the [spec] section of stet.conf");
		return -1;
	}
	experimental = workspace_open(plan->workspace, path, DOC_EXPERIMENTAL,
				      plan->diag);
	if (main_spec_open_all(plan->workspace, plan->diag) != 0 ||
	    experimental < 0) {
		return -1;
	}
	plan->experimental = (size_t)experimental;
	return 0;
}

static int plan_all(struct plan *plan, struct promote_result *result)
{
	struct promoted_options options = { 0 };
	struct slice text = section_text(plan->section);
	int status;

	mention_find_switches(plan->workspace, plan->section->title, text,
			      &result->switches);
	prose_from_tree(plan->section->node, &plan->prose);
	status = promote_option_find(plan->workspace, &plan->spec,
				     plan->request, plan->section, &plan->prose,
				     &options, plan->diag);
	if (status == 0) {
		plan_removal(plan);
		result->doc = plan->spec.doc;
		result->change = plan_section(plan);
		status = promote_option_add(plan->workspace, &plan->spec,
					    plan->id, plan->title, &options,
					    &result->switches, plan->diag);
	}
	if (status == 0) {
		status = plan_news(plan, &options);
	}
	promoted_options_release(&options);
	return status;
}

int promote_plan(struct workspace *workspace, const struct promote *promote,
		 struct promote_result *result, struct diag *diag)
{
	struct plan plan = {
		.workspace = workspace,
		.request = promote,
		.diag = diag,
		.title = promote->new_title != NULL ? promote->new_title
						    : promote->title,
	};
	int status = -1;

	*result = (struct promote_result){ 0 };
	if (open_documents(&plan) == 0 && find_section(&plan) == 0 &&
	    find_target(&plan) == 0) {
		plan.title = promote->new_title != NULL ? promote->new_title
							: plan.section->title;
		if (check_new(&plan) == 0) {
			status = plan_all(&plan, result);
		}
	}
	main_spec_release(&plan.spec);
	prose_release(&plan.prose);
	free(plan.id);
	return status;
}

void promote_result_release(struct promote_result *result)
{
	names_release(&result->switches);
}

void promote_print_mentions(const struct workspace *workspace,
			    const struct promote_result *result,
			    struct buf *out)
{
	const char *path = workspace->docs[result->doc].path;
	struct mention_place section = { .path = path };

	for (size_t i = 0; i < workspace->changes.count; i++) {
		const struct change_file *file = &workspace->changes.files[i];

		if (strcmp(file->path, path) == 0) {
			section.span.start =
				change_position(file, result->change);
			section.span.end =
				section.span.start +
				change_length(file, result->change);
		}
	}
	mention_print(workspace, &result->switches, &section, out);
}
