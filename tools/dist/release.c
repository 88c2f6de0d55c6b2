/* SPDX-License-Identifier: ISC */
#include "dist/release.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/files.h"
#include "model/project.h"
#include "render/render.h"

static struct release_archive *get_archive(struct release *release,
					   const char *kind)
{
	char *name = mem_printf("%s-%s-%s", release->name, kind,
				release->version);
	struct release_archive *archive;

	for (size_t i = 0; i < release->archive_count; i++) {
		if (strcmp(release->archives[i].name, name) == 0) {
			free(name);
			return &release->archives[i];
		}
	}
	MEM_GROW(release->archives, release->archive_count,
		 release->archive_capacity);
	archive = &release->archives[release->archive_count++];
	memset(archive, 0, sizeof(*archive));
	archive->name = name;
	buf_init(&archive->tar);
	return archive;
}

static void add_entry(struct release_archive *archive, const char *folder,
		      const char *path, struct slice bytes)
{
	struct pack_entry *entry;

	MEM_GROW(archive->entries, archive->count, archive->capacity);
	entry = &archive->entries[archive->count++];
	entry->path = mem_printf("%s/%s%s%s", archive->name,
				 folder != NULL ? folder : "",
				 folder != NULL ? "/" : "", path);
	entry->bytes = bytes;
}

/* "spec/index.html" with "%_html" for pages: "spec_html/index.html", new. */
static char *page_path_dup(const char *path, const char *pages)
{
	const char *slash = strchr(path, '/');
	struct buf out;

	if (slash == NULL || pages == NULL) {
		return mem_strdup(path);
	}
	buf_init(&out);
	for (; *pages != '\0'; pages++) {
		if (*pages == '%') {
			buf_put(&out, path, (size_t)(slash - path));
		} else {
			buf_putc(&out, *pages);
		}
	}
	buf_puts(&out, slash);
	return out.data;
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

static int add_copies(struct release *release, struct release_archive *archive,
		      const struct project *project,
		      const struct project_dist *dist, struct diag *diag)
{
	int result = 0;

	for (size_t i = 0; i < dist->copy.count; i++) {
		const char *relative = dist->copy.values[i];
		char *path = project_path_dup(project, relative);
		struct source *source = files_read(project->files, path, diag);

		free(path);
		if (source == NULL) {
			result = -1;
			continue;
		}
		MEM_GROW(release->copies, release->copy_count,
			 release->copy_capacity);
		release->copies[release->copy_count++] = source;
		add_entry(archive, dist->folder, last_part(relative),
			  slice_of(source->text, source->len));
	}
	return result;
}

int release_add(struct release *release, const struct project *project,
		const char *format, const struct render_files *files,
		struct diag *diag)
{
	static const struct project_dist none = { .format = NULL };
	const struct project_dist *dist = project_dist_find(project, format);
	struct release_archive *archive;

	if (dist == NULL) {
		dist = &none;
	}
	if (files->count == 0 && dist->copy.count == 0) {
		return 0;
	}
	archive = get_archive(release,
			      dist->archive != NULL ? dist->archive : format);
	for (size_t i = 0; i < files->count; i++) {
		char *path = page_path_dup(files->files[i].path, dist->pages);

		add_entry(archive, dist->folder, path,
			  buf_slice(&files->files[i].data));
		free(path);
	}
	return add_copies(release, archive, project, dist, diag);
}

static void release_archive_free(struct release_archive *archive)
{
	for (size_t i = 0; i < archive->count; i++) {
		free((char *)archive->entries[i].path);
	}
	free(archive->entries);
	buf_release(&archive->tar);
	free(archive->name);
}

void release_free(struct release *release)
{
	for (size_t i = 0; i < release->archive_count; i++) {
		release_archive_free(&release->archives[i]);
	}
	free(release->archives);
	for (size_t i = 0; i < release->file_count; i++) {
		free(release->files[i].name);
	}
	free(release->files);
	for (size_t i = 0; i < release->copy_count; i++) {
		source_free(release->copies[i]);
	}
	free(release->copies);
}
