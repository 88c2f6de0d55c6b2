/* SPDX-License-Identifier: ISC */
#include "edit/main_spec.h"

#include <string.h>

#include "base/diag.h"
#include "base/source.h"
#include "edit/option_entry.h"
#include "edit/option_list.h"
#include "edit/workspace.h"
#include "model/project.h"

static void collect_ids(const struct doc *doc, struct names *ids)
{
	const xmlNode *top = xmlDocGetRootElement(doc->xml);

	for (const xmlNode *node = top; node != NULL;
	     node = node_walk(node, top)) {
		const char *id = node->type == XML_ELEMENT_NODE
					 ? node_attr(node, "id") : NULL;

		if (id != NULL) {
			names_add(ids, slice_text(id));
		}
	}
}

int main_spec_init(struct main_spec *spec, struct workspace *workspace,
		   size_t doc, struct diag *diag)
{
	const struct workspace_doc *where = &workspace->docs[doc];
	const struct source *source = doc_main_source(where->doc);

	*spec = (struct main_spec){ .doc = doc };
	spec->writer.markup = markup_of(where->doc->format);
	spec->writer.options = &spec->options;
	spec->writer.ids = &spec->ids;
	if (spec->writer.markup == NULL) {
		diag_file(diag, DIAG_ERROR, where->name,
			  "only main specs in xfpt or DocBook can be edited");
		return -1;
	}
	spec->writer.markup->find_traits(slice_of(source->text, source->len),
					 &spec->writer.traits);
	for (size_t i = 0; i < where->units.count; i++) {
		if (where->units.units[i].kind == UNIT_OPTION) {
			names_add(&spec->options,
				  slice_text(where->units.units[i].title));
		}
	}
	collect_ids(where->doc, &spec->ids);
	return 0;
}

void main_spec_release(struct main_spec *spec)
{
	names_release(&spec->options);
	names_release(&spec->ids);
}

int main_spec_open_all(struct workspace *workspace, struct diag *diag)
{
	const struct project_list *main_paths = &workspace->project->main;
	int result = 0;

	if (main_paths->count == 0) {
		diag_say(diag, DIAG_ERROR,
			 "the project has no main spec: set 'main' in the "
			 "[spec] section of stet.conf");
		return -1;
	}
	for (size_t i = 0; i < main_paths->count; i++) {
		if (workspace_open(workspace, main_paths->values[i], DOC_MAIN,
				   diag) < 0) {
			result = -1;
		}
	}
	return result;
}

static bool has_use(const struct unit_list *list, const char *use)
{
	for (size_t i = 0; i < list->count; i++) {
		if (list->units[i].kind == UNIT_OPTION &&
		    list->units[i].use != NULL &&
		    strcmp(list->units[i].use, use) == 0) {
			return true;
		}
	}
	return false;
}

size_t main_spec_with_use(const struct workspace *workspace, const char *use)
{
	size_t first = UNIT_NONE;

	for (size_t i = 0; i < workspace->doc_count; i++) {
		if (workspace->docs[i].role != DOC_MAIN) {
			continue;
		}
		if (has_use(&workspace->docs[i].units, use)) {
			return i;
		}
		first = first == UNIT_NONE ? i : first;
	}
	return first;
}

int main_spec_add_option(struct main_spec *spec, struct workspace *workspace,
			 const struct option_addition *addition,
			 struct diag *diag)
{
	struct buf summary;
	int list = workspace_open_optional(workspace,
					   workspace->project->option_list,
					   DOC_OPTION_LIST, diag);

	if (list == -1 ||
	    option_entry_add(workspace, spec->doc, &spec->writer,
			     &addition->option, addition->body, addition->bars,
			     diag) != 0) {
		return -1;
	}
	buf_init(&summary);
	markup_text(&spec->writer, slice_text(addition->summary), &summary);
	option_summary_add(workspace, spec->doc, &spec->writer,
			   &addition->option, buf_slice(&summary));
	if (list >= 0) {
		option_list_add(workspace, (size_t)list, &addition->option,
				addition->promoted, diag);
	}
	buf_release(&summary);
	return 0;
}
