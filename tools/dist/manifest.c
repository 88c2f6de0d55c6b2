/* SPDX-License-Identifier: ISC */
#include "dist/manifest.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "dist/release.h"
#include "dist/sums.h"
#include "model/files_record.h"

/* Of the form; it grows only if a key goes away or changes its meaning. */
enum { FORM = 1 };

/* --- writing ------------------------------------------------------------------ */

static json_t *list_of(const char *const *texts)
{
	json_t *list = json_array();

	for (; *texts != NULL; texts++) {
		json_array_append_new(list, json_string(*texts));
	}
	return list;
}

static json_t *files_of(const struct sums *sums)
{
	json_t *list = json_array();

	for (size_t i = 0; i < sums->count; i++) {
		const struct sums_file *file = &sums->files[i];
		json_t *object = json_object();

		json_object_set_new(object, "file", json_string(file->name));
		json_object_set_new(object, "size",
				    json_integer((json_int_t)file->sums.size));
		json_object_set_new(object, "sha256",
				    json_string(file->sums.sha256));
		json_object_set_new(object, "sha512",
				    json_string(file->sums.sha512));
		json_array_append_new(list, object);
	}
	return list;
}

/* Names on our disk above the top are nobody's business. */
static const char *name_of(const char *path, const char *top)
{
	size_t len = strcmp(top, "/") != 0 ? strlen(top) : 0;

	if (strncmp(path, top, len) == 0 && path[len] == '/') {
		return path + len + 1;
	}
	return strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;
}

static json_t *inputs_of(const struct manifest_facts *facts)
{
	json_t *list = json_array();

	for (size_t i = 0; i < facts->input_count; i++) {
		const struct files_input *input = &facts->inputs[i];
		const char *name = name_of(input->path, facts->top);
		json_t *object = json_object();

		json_object_set_new(object, "path",
				    json_stringn_nocheck(name, strlen(name)));
		json_object_set_new(object, "blob", json_string(input->id));
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *libraries_of(const struct manifest_library *libraries)
{
	json_t *object = json_object();

	for (; libraries->name != NULL; libraries++) {
		json_object_set_new(object, libraries->name,
				    json_string(libraries->version));
	}
	return object;
}

void manifest_put(const struct release *release, const struct sums *sums,
		  const struct manifest_facts *facts, struct buf *out)
{
	json_t *object = json_object();
	char *text;

	json_object_set_new(object, "stet", json_integer(FORM));
	json_object_set_new(object, "name", json_string(release->name));
	json_object_set_new(object, "version", json_string(release->version));
	json_object_set_new(object, "date",
			    json_integer((json_int_t)release->time));
	if (facts->revision != NULL) {
		json_object_set_new(object, "revision",
				    json_string(facts->revision));
	}
	if (facts->commit != NULL) {
		json_object_set_new(object, "commit",
				    json_string(facts->commit));
	}
	if (facts->dirty) {
		json_object_set_new(object, "dirty", json_true());
	}
	json_object_set_new(object, "formats", list_of(facts->formats));
	json_object_set_new(object, "compress", list_of(facts->filters));
	json_object_set_new(object, "files", files_of(sums));
	json_object_set_new(object, "inputs", inputs_of(facts));
	json_object_set_new(object, "libraries",
			    libraries_of(facts->libraries));
	text = json_dumps(object, JSON_INDENT(2));
	buf_puts(out, text);
	buf_putc(out, '\n');
	free(text);
	json_decref(object);
}

/* --- reading ------------------------------------------------------------------ */

static char *text_dup(const json_t *object, const char *key)
{
	return mem_strdup(json_string_value(json_object_get(object, key)));
}

static char **list_dup(const json_t *object, const char *key)
{
	const json_t *list = json_object_get(object, key);
	size_t count = json_array_size(list);
	char **texts = mem_alloc((count + 1) * sizeof(*texts));
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		const char *text = json_string_value(json_array_get(list, i));

		if (text != NULL) {
			texts[kept++] = mem_strdup(text);
		}
	}
	return texts;
}

static char **libraries_dup(const json_t *object)
{
	json_t *all = json_object_get(object, "libraries");
	char **texts = mem_alloc((json_object_size(all) + 1) * sizeof(*texts));
	size_t kept = 0;
	const char *name;
	json_t *value;

	json_object_foreach(all, name, value) {
		if (json_is_string(value)) {
			texts[kept++] = mem_printf("%s %s", name,
						   json_string_value(value));
		}
	}
	return texts;
}

static void set_plan(struct manifest_plan *plan, const json_t *object)
{
	const json_t *date = json_object_get(object, "date");

	/* Without a revision, a commit says nothing of what was packed. */
	plan->commit = json_object_get(object, "revision") != NULL
			       ? text_dup(object, "commit")
			       : NULL;
	plan->version = text_dup(object, "version");
	plan->date = json_is_integer(date)
			     ? mem_printf("%lld", (long long)
						  json_integer_value(date))
			     : NULL;
	plan->formats = list_dup(object, "formats");
	plan->filters = list_dup(object, "compress");
	plan->libraries = libraries_dup(object);
}

int manifest_read(const char *dir, struct manifest_plan *plan,
		  struct diag *diag)
{
	char *path = mem_printf("%s/" SUMS_MANIFEST, dir);
	json_error_t error;
	json_t *object = NULL;
	int result = 0;

	if (access(path, F_OK) == 0) {
		object = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
		result = json_is_object(object) ? 1 : -1;
	}
	if (result == 1) {
		set_plan(plan, object);
	} else if (result < 0) {
		diag_line(diag, DIAG_ERROR, path,
			  error.line > 0 ? (size_t)error.line : 1,
			  "is no manifest: %s",
			  object == NULL ? error.text : "not an object");
	}
	json_decref(object);
	free(path);
	return result;
}

static void free_list(char **list)
{
	for (char **p = list; *p != NULL; p++) {
		free(*p);
	}
	free(list);
}

void manifest_release(struct manifest_plan *plan)
{
	free(plan->commit);
	free(plan->version);
	free(plan->date);
	free_list(plan->formats);
	free_list(plan->filters);
	free_list(plan->libraries);
}
