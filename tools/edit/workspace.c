/* SPDX-License-Identifier: ISC */
#include "edit/workspace.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "diff/lines.h"
#include "diff/units.h"
#include "edit/commit.h"
#include "edit/sentence.h"
#include "model/project.h"
#include "read/reader.h"

void workspace_init(struct workspace *workspace, const struct project *project)
{
	*workspace = (struct workspace){ .project = project };
	workspace->version = project_version_dup(project);
}

void workspace_release(struct workspace *workspace)
{
	for (size_t i = 0; i < workspace->doc_count; i++) {
		unit_list_release(&workspace->docs[i].units);
		doc_free(workspace->docs[i].doc);
		free(workspace->docs[i].path);
		free(workspace->docs[i].name);
	}
	for (size_t i = 0; i < workspace->expectation_count; i++) {
		free(workspace->expectations[i].key);
		free(workspace->expectations[i].words);
	}
	for (size_t i = 0; i < workspace->report_count; i++) {
		free(workspace->report[i].text);
	}
	change_set_release(&workspace->changes);
	free(workspace->docs);
	free(workspace->expectations);
	free(workspace->report);
	free(workspace->version);
	*workspace = (struct workspace){ 0 };
}

static struct doc *read_bytes(const struct workspace *workspace,
			      struct source *source, enum doc_role role,
			      struct diag *diag)
{
	struct read_options options = {
		.root = workspace->project->root,
		.version = workspace->version,
		.version_optional = true,
		.role = role,
	};

	return reader_read_source(source, reader_format(source->name), &options,
				  diag);
}

int workspace_open(struct workspace *workspace, const char *path,
		   enum doc_role role, struct diag *diag)
{
	char *full;
	struct source *source;
	size_t errors = diag->errors;
	size_t warnings = diag->warnings;
	struct workspace_doc opened = { .role = role };

	for (size_t i = 0; i < workspace->doc_count; i++) {
		if (strcmp(workspace->docs[i].path, path) == 0) {
			return (int)i;
		}
	}
	full = project_path_dup(workspace->project, path);
	source = source_read(full, diag);
	if (source == NULL) {
		free(full);
		return -1;
	}
	opened.doc = read_bytes(workspace, source, role, diag);
	if (opened.doc == NULL || diag->errors > errors) {
		doc_free(opened.doc);
		free(full);
		return -1;
	}
	opened.path = mem_strdup(path);
	opened.name = full;
	opened.problems = diag->warnings - warnings;
	unit_list_collect(opened.doc, &opened.units);
	MEM_GROW(workspace->docs, workspace->doc_count,
		 workspace->doc_capacity);
	workspace->docs[workspace->doc_count] = opened;
	return (int)workspace->doc_count++;
}

int workspace_open_optional(struct workspace *workspace, const char *path,
			    enum doc_role role, struct diag *diag)
{
	return path != NULL ? workspace_open(workspace, path, role, diag) : -2;
}

struct change_file *workspace_changes(struct workspace *workspace, size_t doc)
{
	return change_set_file(&workspace->changes, workspace->docs[doc].path,
			       doc_main_source(workspace->docs[doc].doc));
}

void workspace_expect(struct workspace *workspace, size_t doc, bool added,
		      enum unit_kind kind, const char *key)
{
	MEM_GROW(workspace->expectations, workspace->expectation_count,
		 workspace->expectation_capacity);
	workspace->expectations[workspace->expectation_count++] =
		(struct expectation){
			.doc = doc,
			.added = added,
			.kind = kind,
			.key = mem_strdup(key),
		};
}

void workspace_expect_words(struct workspace *workspace, size_t doc,
			    enum unit_kind kind, const char *key,
			    const char *words)
{
	workspace_expect(workspace, doc, true, kind, key);
	workspace->expectations[workspace->expectation_count - 1].words =
		mem_strdup(words);
}

void workspace_report(struct workspace *workspace, size_t doc, size_t change,
		      size_t skip, const char *format, ...)
{
	struct change_file *file = workspace_changes(workspace, doc);
	struct report_line line = {
		.file = (size_t)(file - workspace->changes.files),
		.change = change,
		.skip = skip,
	};
	va_list args;

	va_start(args, format);
	line.text = mem_vprintf(format, args);
	va_end(args);
	MEM_GROW(workspace->report, workspace->report_count,
		 workspace->report_capacity);
	workspace->report[workspace->report_count++] = line;
}

/* --- verification ---------------------------------------------------------------- */

/* Does a change touch the unit, or the blank lines after it? */
static bool is_touched(const struct change_file *file, const struct unit *unit)
{
	const struct source *source = unit->source;
	size_t end = unit->span.end;

	while (end < source->len && is_space(source->text[end])) {
		end++;
	}
	for (size_t i = 0; i < file->count; i++) {
		const struct span *span = &file->changes[i].span;

		if (span->start <= end && span->end >= unit->span.start) {
			return true;
		}
	}
	return false;
}

/* Are the words the last ones of the unit's text? */
static bool ends_with_words(const struct unit *unit, const char *words)
{
	char *text = node_text_dup(unit->node);
	char *all = sentence_words_dup(slice_text(text));
	size_t len = strlen(all);
	size_t words_len = strlen(words);
	bool equal = len >= words_len &&
		     strcmp(all + len - words_len, words) == 0;

	free(text);
	free(all);
	return equal;
}

static bool meet(struct workspace *workspace, size_t doc, bool added,
		 const struct unit *unit)
{
	for (size_t i = 0; i < workspace->expectation_count; i++) {
		struct expectation *expected = &workspace->expectations[i];

		if (!expected->met && expected->doc == doc &&
		    expected->added == added && expected->kind == unit->kind &&
		    (expected->key == NULL ||
		     strcmp(expected->key, unit->key) == 0) &&
		    (expected->words == NULL ||
		     ends_with_words(unit, expected->words))) {
			expected->met = true;
			expected->node = expected->words != NULL ? unit->node
								 : NULL;
			return true;
		}
	}
	return false;
}

/* A variable that the words of an added unit define? */
static bool is_defined_inside(const struct workspace *workspace, size_t doc,
			      const struct unit *unit)
{
	if (unit->kind != UNIT_VARIABLE) {
		return false;
	}
	for (size_t i = 0; i < workspace->expectation_count; i++) {
		const struct expectation *expected =
			&workspace->expectations[i];
		const xmlNode *node = unit->node;

		if (expected->doc != doc || expected->node == NULL) {
			continue;
		}
		while (node != NULL && node != expected->node) {
			node = node->parent;
		}
		if (node != NULL) {
			return true;
		}
	}
	return false;
}

static const char *const change_names[] = {
	[UNITS_ADDED] = "added",
	[UNITS_REMOVED] = "removed",
	[UNITS_MOVED] = "moved",
	[UNITS_CHANGED] = "changed",
};

static void report_unexpected(const struct workspace_doc *doc,
			      const struct units_change *change,
			      struct diag *diag)
{
	const struct unit *unit = change->new_unit != NULL ? change->new_unit
							   : change->old_unit;

	diag_line(diag, DIAG_ERROR, doc->name, unit->line,
		  "internal error: the edit would have %s the %s '%s' here; "
		  "nothing is written",
		  change_names[change->kind], unit_kind_name(unit->kind),
		  unit->title);
}

static int check_changes(struct workspace *workspace, size_t index,
			 const struct change_file *file,
			 const struct units_changes *changes, struct diag *diag)
{
	int result = 0;

	for (size_t i = 0; i < changes->count; i++) {
		const struct units_change *change = &changes->items[i];
		bool fine = false;

		if (change->kind == UNITS_CHANGED) {
			fine = is_touched(file, change->old_unit);
		} else if (change->kind == UNITS_ADDED) {
			fine = meet(workspace, index, true, change->new_unit) ||
			       is_defined_inside(workspace, index,
						 change->new_unit);
		} else if (change->kind == UNITS_REMOVED) {
			fine = meet(workspace, index, false, change->old_unit);
		}
		if (!fine) {
			report_unexpected(&workspace->docs[index], change, diag);
			result = -1;
		}
	}
	return result;
}

/* The document as it will be; what it makes the reader say is counted only. */
static struct doc *reread(const struct workspace *workspace,
			  const struct workspace_doc *doc,
			  const struct change_file *file, struct diag *diag)
{
	char *text = mem_strndup(file->after.data, file->after.len);
	struct source *source = source_new(doc->name, text, file->after.len);
	struct source *main_source = doc_main_source(doc->doc);

	source->path = mem_strdup(main_source->path);
	return read_bytes(workspace, source, doc->role, diag);
}

static int verify_file(struct workspace *workspace, size_t index,
		       const struct change_file *file, struct diag *diag)
{
	const struct workspace_doc *doc = &workspace->docs[index];
	struct units_changes changes = { 0 };
	struct unit_list units = { 0 };
	struct diag counting;
	struct doc *after;
	int result = -1;

	diag_init(&counting, NULL);
	after = reread(workspace, doc, file, &counting);
	if (after == NULL || counting.errors > 0 ||
	    counting.warnings > doc->problems) {
		diag_file(diag, DIAG_ERROR, doc->name,
			  "internal error: after the edit it could not be read "
			  "without these messages; nothing is written");
		doc_free(after);
		doc_free(reread(workspace, doc, file, diag));
		return -1;
	}
	unit_list_collect(after, &units);
	units_compare(&doc->units, &units, &changes);
	result = check_changes(workspace, index, file, &changes, diag);
	units_changes_release(&changes);
	unit_list_release(&units);
	doc_free(after);
	return result;
}

static size_t doc_of(const struct workspace *workspace,
		     const struct change_file *file)
{
	size_t index = 0;

	while (strcmp(workspace->docs[index].path, file->path) != 0) {
		index++;
	}
	return index;
}

int workspace_verify(struct workspace *workspace, struct diag *diag)
{
	int result = 0;

	if (change_set_apply(&workspace->changes) != 0) {
		diag_say(diag, DIAG_ERROR, "internal error: two changes of one "
					   "place; nothing is written");
		return -1;
	}
	for (size_t i = 0; i < workspace->changes.count; i++) {
		const struct change_file *file = &workspace->changes.files[i];

		if (verify_file(workspace, doc_of(workspace, file), file,
				diag) != 0) {
			result = -1;
		}
	}
	for (size_t i = 0; result == 0 && i < workspace->expectation_count;
	     i++) {
		const struct expectation *expected =
			&workspace->expectations[i];

		if (!expected->met) {
			diag_file(diag, DIAG_ERROR,
				  workspace->docs[expected->doc].name,
				  "internal error: the edit would not have %s "
				  "the %s '%s'; nothing is written",
				  expected->added ? "added" : "removed",
				  unit_kind_name(expected->kind),
				  expected->key != NULL ? expected->key : "");
			result = -1;
		}
	}
	return result;
}

/* --- results ---------------------------------------------------------------------- */

static struct slice before_of(const struct change_file *file)
{
	return slice_of(file->source->text, file->source->len);
}

void workspace_patch(const struct workspace *workspace, struct buf *out)
{
	for (size_t i = 0; i < workspace->changes.count; i++) {
		const struct change_file *file = &workspace->changes.files[i];

		lines_unified(file->path, before_of(file),
			      buf_slice(&file->after), out);
	}
}

static size_t count_lines(const struct buf *text, size_t end)
{
	size_t lines = 0;

	for (size_t i = 0; i < end; i++) {
		lines += text->data[i] == '\n';
	}
	return lines;
}

void workspace_print_report(const struct workspace *workspace, struct buf *out)
{
	for (size_t i = 0; i < workspace->report_count; i++) {
		const struct report_line *line = &workspace->report[i];
		const struct change_file *file =
			&workspace->changes.files[line->file];
		size_t at = change_position(file, line->change);

		buf_printf(out, "%s:%zu: %s\n",
			   workspace->docs[doc_of(workspace, file)].name,
			   count_lines(&file->after, at) + 1 + line->skip,
			   line->text);
	}
}

int workspace_commit(const struct workspace *workspace, struct diag *diag)
{
	size_t count = workspace->changes.count;
	struct commit_file *files = mem_resize(NULL, count + 1, sizeof(*files));
	int result;

	for (size_t i = 0; i < count; i++) {
		const struct change_file *file = &workspace->changes.files[i];

		files[i] = (struct commit_file){
			.path = file->path,
			.before = before_of(file),
			.after = buf_slice(&file->after),
		};
	}
	result = edit_commit(workspace->project->root, files, count, diag);
	free(files);
	return result;
}
