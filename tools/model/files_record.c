/* SPDX-License-Identifier: ISC */
#include "model/files_record.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/source.h"
#include "model/files_ops.h"
#include "model/git_start.h"

struct list {
	pthread_mutex_t lock;	/* documents may be read by several threads */
	struct files_input *inputs;
	size_t count;
	size_t capacity;
};

struct record {
	struct files files;	/* first: the two are cast to each other */
	struct files *inner;
	struct list *list;	/* written to although the set is const */
};

static const struct record *record_of(const struct files *files)
{
	return (const struct record *)(const void *)files;
}

static char *record_tag_dup(const struct files *files, const char *path)
{
	return files_tag_dup(record_of(files)->inner, path);
}

static char **record_tags_dup(const struct files *files, const char *path)
{
	return files_tags_dup(record_of(files)->inner, path);
}

static char *record_real_dup(const struct files *files, const char *path)
{
	return files_real_dup(record_of(files)->inner, path);
}

static bool record_is_file(const struct files *files, const char *path)
{
	return files_is_file(record_of(files)->inner, path);
}

static void note(struct list *list, char *path, const struct source *source)
{
	struct files_input *input;
	git_oid id;

	if (path == NULL || git_odb_hash(&id, source->text, source->len,
					 GIT_OBJECT_BLOB) != 0) {
		free(path);
		return;
	}
	pthread_mutex_lock(&list->lock);
	MEM_GROW(list->inputs, list->count, list->capacity);
	input = &list->inputs[list->count++];
	input->path = path;
	git_oid_tostr(input->id, sizeof(input->id), &id);
	pthread_mutex_unlock(&list->lock);
}

static struct source *record_read(const struct files *files, const char *path,
				  struct diag *diag)
{
	const struct record *record = record_of(files);
	struct source *source = files_read(record->inner, path, diag);

	if (source != NULL) {
		note(record->list, files_real_dup(record->inner, path), source);
	}
	return source;
}

static void record_each(const struct files *files, const char *folder,
			files_visit *visit, void *payload)
{
	files_each(record_of(files)->inner, folder, visit, payload);
}

static void record_free(struct files *files)
{
	const struct record *record = record_of(files);

	for (size_t i = 0; i < record->list->count; i++) {
		free(record->list->inputs[i].path);
	}
	free(record->list->inputs);
	pthread_mutex_destroy(&record->list->lock);
	free(record->list);
	files_free(record->inner);
	free(files);
}

struct files *files_record_new(struct files *inner)
{
	struct record *record = mem_alloc(sizeof(*record));

	git_start();	/* to hash what is read */
	record->inner = inner;
	record->list = mem_alloc(sizeof(*record->list));
	pthread_mutex_init(&record->list->lock, NULL);
	record->files.tag_dup = record_tag_dup;
	record->files.tags_dup = record_tags_dup;
	record->files.real_dup = record_real_dup;
	record->files.is_file = record_is_file;
	record->files.read = record_read;
	record->files.each = record_each;
	record->files.free = record_free;
	record->files.time = files_time(inner);
	record->files.commit = files_commit(inner);
	return &record->files;
}

static int compare_inputs(const void *a, const void *b)
{
	return strcmp(((const struct files_input *)a)->path,
		      ((const struct files_input *)b)->path);
}

const struct files_input *files_record_list(const struct files *files,
					    size_t *count)
{
	struct list *list = record_of(files)->list;
	size_t kept = 0;

	if (list->count != 0) {
		qsort(list->inputs, list->count, sizeof(*list->inputs),
		      compare_inputs);
	}
	for (size_t i = 0; i < list->count; i++) {
		if (kept != 0 && strcmp(list->inputs[kept - 1].path,
					list->inputs[i].path) == 0) {
			free(list->inputs[i].path);
		} else {
			list->inputs[kept++] = list->inputs[i];
		}
	}
	list->count = kept;
	*count = kept;
	return list->inputs;
}
