/* SPDX-License-Identifier: ISC */
/*
 * What the arguments of a diff mean.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "cmd/cmd.h"
#include "cmd/diff_input.h"
#include "model/files.h"

static bool exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool is_nothing(const char *path)
{
	return strcmp(path, "/dev/null") == 0;
}

static void set_disk(struct diff_place *place, const char *path)
{
	place->label = mem_strdup(path);
	if (!is_nothing(path)) {
		place->path = mem_strdup(path);
	}
}

/* The project of the current folder, on the disk. */
static void set_work_tree(struct diff_place *place)
{
	place->path = mem_strdup(".");
	place->label = mem_strdup("work tree");
	place->is_project = true;
}

/* The project of the current folder, in a revision. */
static int set_revision(struct diff_place *place, const char *revision,
			struct diag *diag)
{
	place->files =
		files_open_revision(".", revision, &place->path, diag);
	place->label = mem_strdup(revision);
	place->is_project = true;
	return place->files != NULL ? 0 : -1;
}

/* A file or folder in a revision: its path is as from the top, or with "./" in
 * front as from here. */
static int set_revision_path(struct diff_place *place, const char *revision,
			     const char *path, const char *label,
			     struct diag *diag)
{
	char *top = NULL;
	bool from_here = strncmp(path, "./", 2) == 0 ||
			 strncmp(path, "../", 3) == 0;

	place->files = files_open_revision(".", revision, &top, diag);
	place->label = mem_strdup(label);
	if (place->files == NULL) {
		return -1;
	}
	place->path = mem_printf("%s/%s", from_here ? top : "", path);
	free(top);
	top = files_real_dup(place->files, place->path);
	if (top == NULL) {
		diag_say(diag, DIAG_ERROR, "'%s': no such file or folder in "
			 "'%s'", path, revision);
		return -1;
	}
	free(top);
	return 0;
}

/* "REV:PATH" as the two of them, new; false if it is not that. */
static bool split_path(const char *argument, char **revision,
		       const char **path)
{
	const char *colon = strchr(argument, ':');

	if (colon == NULL || colon == argument || exists(argument)) {
		return false;
	}
	*revision = mem_strndup(argument, (size_t)(colon - argument));
	*path = colon + 1;
	return true;
}

static int set_argument(struct diff_place *place, const char *argument,
			struct diag *diag)
{
	const char *path;
	char *revision;
	int result;

	if (exists(argument)) {
		set_disk(place, argument);
		return 0;
	}
	if (split_path(argument, &revision, &path)) {
		result = set_revision_path(place, revision, path, argument,
					   diag);
		free(revision);
		return result;
	}
	if (strchr(argument, '/') != NULL || strchr(argument, '.') != NULL) {
		struct diag silent;

		diag_init(&silent, NULL);
		if (set_revision(place, argument, &silent) == 0) {
			return 0;
		}
		diag_say(diag, DIAG_ERROR,
			 "'%s' is no file, folder or revision", argument);
		return -1;
	}
	return set_revision(place, argument, diag);
}

/* "A..B": one that is left out is HEAD. */
static int set_range(struct diff_place places[2], const char *argument,
		     const char *dots, struct diag *diag)
{
	char *from = mem_strndup(argument, (size_t)(dots - argument));
	const char *to = dots + 2;
	int result;

	if (*to == '.') {
		diag_say(diag, DIAG_ERROR, "'%s': two dots, not three, are "
			 "between revisions", argument);
		free(from);
		return -1;
	}
	result = set_revision(&places[0], *from != '\0' ? from : "HEAD", diag);
	if (set_revision(&places[1], *to != '\0' ? to : "HEAD", diag) != 0) {
		result = -1;
	}
	free(from);
	return result;
}

/* The file or folder as it is, against what it was in HEAD. */
static int set_against_head(struct diff_place places[2], const char *path,
			    struct diag *diag)
{
	char *folder = mem_strdup(path);
	char *slash = strrchr(folder, '/');
	char *label = mem_printf("HEAD:%s", path);
	char *top = NULL;

	set_disk(&places[1], path);
	if (is_folder(path)) {
		places[0].files = files_open_revision(path, "HEAD",
						      &places[0].path, diag);
	} else {
		if (slash != NULL) {
			*slash = '\0';
		}
		places[0].files = files_open_revision(
			slash == NULL ? "." : slash == folder ? "/" : folder,
			"HEAD", &top, diag);
		places[0].path = mem_printf("%s/%s", top != NULL ? top : "",
					    slash != NULL ? slash + 1 : path);
	}
	places[0].label = label;
	free(folder);
	free(top);
	return places[0].files != NULL ? 0 : -1;
}

static int set_single(struct diff_place places[2], const char *argument,
		      struct diag *diag)
{
	const char *dots = strstr(argument, "..");
	const char *path;
	char *revision;
	int result;

	if (exists(argument)) {
		return set_against_head(places, argument, diag);
	}
	if (split_path(argument, &revision, &path)) {
		result = set_revision_path(&places[0], revision, path, argument,
					   diag);
		free(revision);
		set_disk(&places[1], *path != '\0' ? path : ".");
		if (result == 0 && !exists(path)) {
			diag_file(diag, DIAG_ERROR, path,
				  "no such file or folder here to compare with");
			result = -1;
		}
		return result;
	}
	if (dots != NULL) {
		return set_range(places, argument, dots, diag);
	}
	set_work_tree(&places[1]);
	return set_argument(&places[0], argument, diag);
}

int diff_places_find(struct cmd_context *context, int argc, char **argv,
		     struct diff_place places[2])
{
	struct diag *diag = &context->diag;
	int result;

	memset(places, 0, 2 * sizeof(*places));
	if (argc > 2) {
		diag_say(diag, DIAG_ERROR, "too many arguments: a diff takes "
			 "two sides");
		return -1;
	}
	if (argc == 0) {
		set_work_tree(&places[1]);
		return set_revision(&places[0], "HEAD", diag);
	}
	if (argc == 1) {
		return set_single(places, argv[0], diag);
	}
	result = set_argument(&places[0], argv[0], diag);
	if (set_argument(&places[1], argv[1], diag) != 0) {
		result = -1;
	}
	return result;
}

void diff_places_release(struct diff_place places[2])
{
	for (size_t i = 0; i < 2; i++) {
		files_free(places[i].files);
		free(places[i].path);
		free(places[i].label);
		places[i] = (struct diff_place){ 0 };
	}
}
