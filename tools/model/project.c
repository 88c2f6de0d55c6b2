/* SPDX-License-Identifier: ISC */
#include "model/project.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/asset.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/opt.h"
#include "base/source.h"
#include "model/files.h"
#include "model/project_config.h"

static const char config_name[] = "stet.conf";

static void free_list(struct project_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->values[i]);
	}
	free(list->values);
}

static void release_man(struct project_man *man)
{
	free(man->page);
	free(man->source);
	free(man->part);
	free(man->name);
	free(man->purpose);
	free_list(&man->synopsis);
	free_list(&man->see_also);
}

static void release_dist(struct project_dist *dist)
{
	free(dist->format);
	free(dist->archive);
	free(dist->folder);
	free(dist->pages);
	free_list(&dist->copy);
}

void project_free(struct project *project)
{
	if (project == NULL) {
		return;
	}
	free(project->root);
	free(project->config_path);
	free(project->name);
	free(project->version);
	free_list(&project->main);
	free_list(&project->plain);
	free(project->experimental);
	free(project->option_list);
	free(project->news);
	free(project->changelog);
	free(project->author);
	free(project->switch_prefix);
	free(project->stylesheet_dir);
	free(project->source_url);
	free(project->old_names);
	for (size_t i = 0; i < project->man_count; i++) {
		release_man(&project->mans[i]);
	}
	free(project->mans);
	for (size_t i = 0; i < project->dist_count; i++) {
		release_dist(&project->dists[i]);
	}
	free(project->dists);
	files_free(project->files);
	free(project);
}

static bool has_file(const struct files *files, const char *dir,
		     const char *name)
{
	char *path = mem_printf("%s/%s", dir, name);
	bool found = files_is_file(files, path);

	free(path);
	return found;
}

/* Cuts the last component off; false when only the root is left. */
static bool go_up(char *dir)
{
	char *slash = strrchr(dir, '/');

	if (slash == NULL || slash[1] == '\0') {
		return false;
	}
	slash[slash == dir ? 1 : 0] = '\0';
	return true;
}

/* The nearest folder upwards with a stet.conf, new; NULL if there is none. */
static char *find_config_dup(const struct files *files, const char *dir)
{
	char *folder = mem_strdup(dir);

	do {
		if (has_file(files, folder, config_name)) {
			char *path = mem_printf("%s/%s", folder, config_name);

			free(folder);
			return path;
		}
	} while (go_up(folder));
	free(folder);
	return NULL;
}

/* Is this the root of a tree that the loaded preset describes? */
static bool looks_right(const struct project *project, const char *folder)
{
	return project->main.count > 0 &&
	       has_file(project->files, folder, project->main.values[0]);
}

/* The root a preset would have for dir: dir, dir/doc, or a folder above. */
static char *find_root_dup(const struct project *project, const char *dir)
{
	char *folder = mem_printf("%s/doc", strcmp(dir, "/") != 0 ? dir : "");

	if (looks_right(project, folder)) {
		return folder;
	}
	free(folder);
	folder = mem_strdup(dir);
	do {
		if (looks_right(project, folder)) {
			return folder;
		}
	} while (go_up(folder));
	free(folder);
	return NULL;
}

static struct project *new_project(struct files *files)
{
	struct project *project = mem_alloc(sizeof(*project));

	project->files = files;
	return project;
}

/* A project by the first preset that fits, or one that knows no documents. */
static struct project *open_preset(struct files *files, const char *dir,
				   struct diag *diag)
{
	static const char prefix[] = "preset/";
	struct project *project;

	for (const struct asset *asset = asset_table; asset->name != NULL;
	     asset++) {
		if (strncmp(asset->name, prefix, strlen(prefix)) != 0) {
			continue;
		}
		project = new_project(files);
		project->config_path = mem_strdup(asset->name);
		if (project_load_bytes(project, asset->name,
				       asset_find(asset->name), diag) == 0) {
			project->root = find_root_dup(project, dir);
			if (project->root != NULL) {
				return project;
			}
		}
		project->files = NULL; /* the next one's */
		project_free(project);
	}
	project = new_project(files);
	project->root = mem_strdup(dir);
	return project;
}

static struct project *open_config(struct files *files, const char *path,
				   struct diag *diag)
{
	struct project *project = new_project(files);

	project->config_path = mem_strdup(path);
	project->root = files_real_dup(files, path);
	if (project->root == NULL) {
		diag_file(diag, DIAG_ERROR, path, "cannot be read");
		project_free(project);
		return NULL;
	}
	go_up(project->root);
	if (project_load_file(project, path, diag) != 0) {
		project_free(project);
		return NULL;
	}
	return project;
}

static bool is_current_folder(const char *root)
{
	char *here = realpath(".", NULL);
	bool result = here != NULL && strcmp(here, root) == 0;

	free(here);
	return result;
}

struct project *project_open_in(struct files *files, const char *dir,
				const char *config, struct diag *diag)
{
	struct project *project;
	char *absolute = files_real_dup(files, dir);
	char *found = NULL;

	if (absolute == NULL) {
		diag_file(diag, DIAG_ERROR, dir, "no such folder");
		files_free(files);
		return NULL;
	}
	if (config == NULL) {
		found = find_config_dup(files, absolute);
		config = found;
	}
	project = config != NULL ? open_config(files, config, diag)
				 : open_preset(files, absolute, diag);
	if (project != NULL && files == NULL) {
		project->is_here = is_current_folder(project->root);
	}
	free(found);
	free(absolute);
	return project;
}

struct project *project_open(const char *dir, const char *config,
			     struct diag *diag)
{
	return project_open_in(NULL, dir, config, diag);
}

char *project_path_dup(const struct project *project, const char *relative)
{
	if (project->is_here) {
		return mem_strdup(relative);
	}
	if (relative[0] == '/' || strcmp(project->root, "/") == 0) {
		return mem_printf("%s%s", relative[0] == '/' ? "" : "/",
				  relative);
	}
	return mem_printf("%s/%s", project->root, relative);
}

const struct project_dist *project_dist_find(const struct project *project,
					     const char *format)
{
	for (size_t i = 0; i < project->dist_count; i++) {
		if (strcmp(project->dists[i].format, format) == 0) {
			return &project->dists[i];
		}
	}
	return NULL;
}

/* --- roles --------------------------------------------------------------- */

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

static bool same_file(const struct project *project, const char *relative,
		      const char *absolute)
{
	char *path = project_path_dup(project, relative);
	char *resolved = files_real_dup(project->files, path);
	bool same = resolved != NULL && strcmp(resolved, absolute) == 0;

	free(resolved);
	free(path);
	return same;
}

/* One configured document and its role; rows in the order they are tried. */
struct role_row {
	const char *relative;
	enum doc_role role;
};

static size_t list_roles(const struct project *project, struct role_row **out)
{
	const struct role_row fixed[] = {
		{ project->experimental, DOC_EXPERIMENTAL },
		{ project->option_list, DOC_OPTION_LIST },
		{ project->news, DOC_NEWS },
		{ project->changelog, DOC_CHANGELOG },
	};
	size_t count = 0;
	struct role_row *rows =
		mem_alloc((project->main.count + 4) * sizeof(*rows));

	for (size_t i = 0; i < project->main.count; i++) {
		rows[count].relative = project->main.values[i];
		rows[count++].role = DOC_MAIN;
	}
	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++) {
		if (fixed[i].relative != NULL) {
			rows[count++] = fixed[i];
		}
	}
	*out = rows;
	return count;
}

enum doc_role project_role(const struct project *project, const char *path)
{
	char *absolute = files_real_dup(project->files, path);
	enum doc_role role = DOC_PLAIN;
	struct role_row *rows;
	size_t count = list_roles(project, &rows);

	for (size_t i = 0; absolute != NULL && i < count; i++) {
		if (same_file(project, rows[i].relative, absolute)) {
			role = rows[i].role;
			break;
		}
	}
	for (size_t i = 0; role == DOC_PLAIN && i < count; i++) {
		if (strcmp(last_part(rows[i].relative), last_part(path)) == 0) {
			role = rows[i].role;
		}
	}
	free(rows);
	free(absolute);
	return role;
}

/* --- version ------------------------------------------------------------- */

char *project_tag_version_dup(const char *tag)
{
	const char *start = tag;
	char *version;

	while (*start != '\0' &&
	       !(is_digit(*start) &&
		 (start == tag || strchr("-_/vV", start[-1]) != NULL))) {
		start++;
	}
	if (*start == '\0') {
		return NULL;
	}
	version = mem_strdup(start);
	for (char *p = version; *p != '\0'; p++) {
		if (*p == '_' && is_digit(p[1])) {
			*p = '.';
		}
	}
	return version;
}

/* The version that the nearest tag names, new. */
static char *tag_of_dup(const struct project *project)
{
	char *path;
	char *tag;
	char *version;

	if (project->main.count == 0) {
		return NULL;
	}
	path = project_path_dup(project, project->main.values[0]);
	tag = files_tag_dup(project->files, path);
	version = tag != NULL ? project_tag_version_dup(tag) : NULL;
	free(tag);
	free(path);
	return version;
}

/* A heading such as "Exim version 4.99" over a ruler; its version, new. */
static char *heading_version_dup(struct source *source, size_t line)
{
	struct slice title = source_line_text(source, line);
	struct slice rule = source_line_text(source, line + 1);
	size_t start = title.len;

	if (rule.len < 5 || rule.ptr[0] != '-' || title.len == 0) {
		return NULL;
	}
	while (start > 0 && !is_space(title.ptr[start - 1])) {
		start--;
	}
	if (start < 8 || start == title.len || !is_digit(title.ptr[start]) ||
	    strncmp(title.ptr + start - 7, "ersion", 6) != 0) {
		return NULL;
	}
	return mem_strndup(title.ptr + start, title.len - start);
}

/* The version of the file's newest heading, new; NULL if it has none. */
static char *file_version_dup(const struct project *project,
			      const char *relative)
{
	struct diag silent;
	struct source *source;
	char *version = NULL;
	char *path;

	if (relative == NULL) {
		return NULL;
	}
	diag_init(&silent, NULL);
	path = project_path_dup(project, relative);
	source = files_read(project->files, path, &silent);
	free(path);
	if (source == NULL) {
		return NULL;
	}
	for (size_t line = 1;
	     version == NULL && line < source_line_count(source); line++) {
		version = heading_version_dup(source, line);
	}
	source_free(source);
	return version;
}

char *project_version_dup(const struct project *project)
{
	char *version = mem_strdup(project->version);

	if (version == NULL) {
		version = tag_of_dup(project);
	}
	if (version == NULL) {
		version = file_version_dup(project, project->news);
	}
	if (version == NULL) {
		version = file_version_dup(project, project->changelog);
	}
	return version;
}
