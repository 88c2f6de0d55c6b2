/* SPDX-License-Identifier: ISC */
#include "cmd/diff_patch.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/source.h"
#include "cmd/cmd.h"
#include "diff/patch.h"
#include "model/files.h"
#include "model/project.h"

/* The folder of a file, new. */
static char *folder_dup(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL) {
		return mem_strdup(".");
	}
	return mem_strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

/*
 * What the patch may touch, new: the root of the project for a whole project,
 * else the folder. Takes the place's files. NULL after an error was reported.
 */
static char *root_dup(struct cmd_context *context, struct diff_place *place)
{
	struct files *files = place->files;
	bool is_file = files_is_file(files, place->path);
	char *dir = is_file ? folder_dup(place->path) :
			      mem_strdup(place->path);
	struct project *project;
	char *root = NULL;

	place->files = NULL;
	project = project_open_in(files, dir,
				  files == NULL ? context->config : NULL,
				  &context->diag);
	if (project != NULL) {
		root = place->is_project ? mem_strdup(project->root) :
					   files_real_dup(files, dir);
	}
	project_free(project);
	free(dir);
	return root;
}

/* Two places for the same thing; each has a file set of its own. */
static int find_base(struct cmd_context *context, const char *base, int argc,
		     char **argv, struct diff_place places[2])
{
	char *argument = NULL;
	char *both[2];
	int result;

	if (argc > 1) {
		diag_say(&context->diag, DIAG_ERROR,
			 "too many arguments: a patch is applied to one side");
		return -1;
	}
	if (base == NULL && argc == 0) {
		for (size_t i = 0; i < 2; i++) {
			places[i] = (struct diff_place){
				.path = mem_strdup("."),
				.label = mem_strdup("work tree"),
				.is_project = true,
			};
		}
		return 0;
	}
	if (base != NULL && argc > 0) {
		argument = mem_printf("%s:%s", base, argv[0]);
	} else {
		argument = mem_strdup(base != NULL ? base : argv[0]);
	}
	both[0] = both[1] = argument;
	result = diff_places_find(context, 2, both, places);
	free(argument);
	return result;
}

/* Puts the patch over the second place. */
static int apply(struct cmd_context *context, struct patch *patch,
		 const char *root, struct diff_place *place)
{
	struct files *files = place->files;
	const char *name = patch->source->name;
	const char *slash = strrchr(name, '/');
	char *label;

	place->files = patch_apply(patch, files, root, &context->diag);
	if (place->files == NULL) {
		return -1;
	}
	label = mem_printf("%s with %s", place->label,
			   slash != NULL ? slash + 1 : name);
	free(place->label);
	place->label = label;
	return 0;
}

int diff_patch_find(struct cmd_context *context, const char *patch_path,
		    const char *base, int argc, char **argv,
		    struct diff_place places[2])
{
	struct diff_place spare[2] = { { 0 }, { 0 } };
	struct source *source = source_read(patch_path, &context->diag);
	struct patch *patch = NULL;
	char *root = NULL;
	int result = -1;

	memset(places, 0, 2 * sizeof(*places));
	if (source != NULL) {
		patch = patch_read(source, &context->diag);
	}
	if (patch != NULL &&
	    find_base(context, base, argc, argv, places) == 0 &&
	    find_base(context, base, argc, argv, spare) == 0) {
		root = root_dup(context, &spare[0]);
	}
	if (root != NULL) {
		result = apply(context, patch, root, &places[1]);
	}
	diff_places_release(spare);
	patch_free(patch);
	free(root);
	return result;
}
