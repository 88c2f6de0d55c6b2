/* SPDX-License-Identifier: ISC */
#include "model/project_config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/opt.h"
#include "base/source.h"
#include "model/config_file.h"
#include "model/files.h"
#include "model/project.h"

enum key_type {
	KEY_TEXT,
	KEY_PATH,
	KEY_TEXTS,	/* may be given several times */
	KEY_PATHS,
	KEY_BOOL,
	KEY_XREF,
};

struct key {
	const char *name;
	enum key_type type;
	size_t offset;
};

/* Keys outside a subsection: places in struct project. */
static const struct key project_table[] = {
	{ "spec.name", KEY_TEXT, offsetof(struct project, name) },
	{ "spec.version", KEY_TEXT, offsetof(struct project, version) },
	{ "spec.main", KEY_PATHS, offsetof(struct project, main) },
	{ "spec.plain", KEY_PATHS, offsetof(struct project, plain) },
	{ "spec.experimental", KEY_PATH,
	  offsetof(struct project, experimental) },
	{ "spec.options", KEY_PATH, offsetof(struct project, option_list) },
	{ "spec.news", KEY_PATH, offsetof(struct project, news) },
	{ "spec.changelog", KEY_PATH, offsetof(struct project, changelog) },
	{ "spec.xref", KEY_XREF, offsetof(struct project, xref_full) },
	{ "spec.author", KEY_TEXT, offsetof(struct project, author) },
	{ "spec.switch", KEY_TEXT, offsetof(struct project, switch_prefix) },
	{ "build.stylesheet-dir", KEY_PATH,
	  offsetof(struct project, stylesheet_dir) },
	{ "html.source-url", KEY_TEXT, offsetof(struct project, source_url) },
	{ "html.old-names", KEY_TEXT, offsetof(struct project, old_names) },
};

/* Keys of [man "PAGE"]: places in struct project_man. */
static const struct key man_table[] = {
	{ "source", KEY_PATH, offsetof(struct project_man, source) },
	{ "part", KEY_TEXT, offsetof(struct project_man, part) },
	{ "name", KEY_TEXT, offsetof(struct project_man, name) },
	{ "purpose", KEY_TEXT, offsetof(struct project_man, purpose) },
	{ "synopsis", KEY_TEXTS, offsetof(struct project_man, synopsis) },
	{ "see-also", KEY_TEXTS, offsetof(struct project_man, see_also) },
	{ "drop-references", KEY_BOOL,
	  offsetof(struct project_man, drop_references) },
};

/* Keys of [dist "FORMAT"]: places in struct project_dist. */
static const struct key dist_table[] = {
	{ "archive", KEY_TEXT, offsetof(struct project_dist, archive) },
	{ "folder", KEY_PATH, offsetof(struct project_dist, folder) },
	{ "pages", KEY_PATH, offsetof(struct project_dist, pages) },
	{ "copy", KEY_PATHS, offsetof(struct project_dist, copy) },
};

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

const char *const *project_keys(void)
{
	static const char *const keys[] = {
		"spec.name",	    "spec.version",
		"spec.main",	    "spec.plain",
		"spec.experimental", "spec.options",
		"spec.news",	    "spec.changelog",
		"spec.xref",	    "spec.author",
		"spec.switch",	    "build.stylesheet-dir",
		"html.source-url",  "html.old-names",
		"man.PAGE.source",  "man.PAGE.part",
		"man.PAGE.name",    "man.PAGE.purpose",
		"man.PAGE.synopsis", "man.PAGE.see-also",
		"man.PAGE.drop-references",
		"dist.FORMAT.archive", "dist.FORMAT.folder",
		"dist.FORMAT.pages", "dist.FORMAT.copy",
		NULL,
	};
	return keys;
}

/* Where a message about a key points: a file's line, or the command line. */
struct key_place {
	const char *file;
	size_t line;
	struct diag *diag;
};

static int complain(const struct key_place *place, const char *key,
		    const char *problem)
{
	if (place->file == NULL) {
		diag_say(place->diag, DIAG_ERROR, "'%s' %s", key, problem);
	} else {
		diag_line(place->diag, DIAG_ERROR, place->file, place->line,
			  "'%s' %s", key, problem);
	}
	return -1;
}

static bool stays_inside(const char *path)
{
	const char *part = path;

	if (path[0] == '/' || path[0] == '\0') {
		return false;
	}
	while (part != NULL) {
		part += *part == '/' ? 1 : 0;
		if (strncmp(part, "..", 2) == 0 &&
		    (part[2] == '/' || part[2] == '\0')) {
			return false;
		}
		part = strchr(part, '/');
	}
	return true;
}

static void set_text(char **place, const char *value)
{
	free(*place);
	*place = mem_strdup(value);
}

static void append_text(struct project_list *list, const char *value)
{
	MEM_GROW(list->values, list->count, list->capacity);
	list->values[list->count++] = mem_strdup(value);
}

static int set_bool(bool *place, const char *key, const char *value,
		    const struct key_place *where)
{
	return config_file_bool(value, place) ?
		       0 : complain(where, key, "must be true or false");
}

static int set_value(const struct key *key, void *object, const char *value,
		     const struct key_place *where)
{
	void *place = (char *)object + key->offset;

	switch (key->type) {
	case KEY_PATH:
	case KEY_PATHS:
		if (!stays_inside(value)) {
			return complain(where, key->name,
					"must be a path inside the project");
		}
		if (key->type == KEY_PATHS) {
			append_text(place, value);
			return 0;
		}
		set_text(place, value);
		return 0;
	case KEY_TEXT:
		set_text(place, value);
		return 0;
	case KEY_TEXTS:
		append_text(place, value);
		return 0;
	case KEY_BOOL:
		return set_bool(place, key->name, value, where);
	case KEY_XREF:
		*(bool *)place = strcmp(value, "full") == 0;
		if (strcmp(value, "full") != 0 && strcmp(value, "number") != 0) {
			return complain(where, key->name,
					"must be 'number' or 'full'");
		}
		return 0;
	}
	return 0;
}

static const struct key *find_key(const struct key *table, size_t count,
				  const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (strcasecmp(table[i].name, name) == 0) {
			return &table[i];
		}
	}
	return NULL;
}

static int complain_unknown(const struct key_place *place, const char *key)
{
	const char *near = opt_nearest(key, project_keys());
	char *problem = near != NULL
				? mem_printf("is no key (did you mean '%s'?)",
					     near)
				: mem_strdup("is no key");
	int result = complain(place, key, problem);

	free(problem);
	return result;
}

static struct project_man *get_man(struct project *project, const char *page,
				   size_t len)
{
	struct project_man *man;

	for (size_t i = 0; i < project->man_count; i++) {
		man = &project->mans[i];
		if (strlen(man->page) == len &&
		    strncmp(man->page, page, len) == 0) {
			return man;
		}
	}
	project->mans = mem_resize(project->mans, project->man_count + 1,
				   sizeof(*man));
	man = &project->mans[project->man_count++];
	memset(man, 0, sizeof(*man));
	man->page = mem_strndup(page, len);
	return man;
}

/* Page names become file names: "exim.8", nothing that leaves the folder. */
static bool is_page_name(const char *page, size_t len)
{
	return len > 2 && len < 200 && memchr(page, '/', len) == NULL &&
	       page[0] != '.' && page[len - 2] == '.' && is_alnum(page[len - 1]);
}

static void *place_of_man(struct project *project, const char *page, size_t len)
{
	return is_page_name(page, len) ? get_man(project, page, len) : NULL;
}

static void *place_of_dist(struct project *project, const char *format,
			   size_t len)
{
	static const char *const formats[] = { "html", "text", "docbook", "man" };
	struct project_dist *dist;
	size_t i = 0;

	while (i < COUNT(formats) && !slice_is(slice_of(format, len),
					       formats[i])) {
		i++;
	}
	if (i == COUNT(formats)) {
		return NULL;
	}
	dist = (struct project_dist *)project_dist_find(project, formats[i]);
	if (dist == NULL) {
		project->dists = mem_resize(project->dists,
					    project->dist_count + 1,
					    sizeof(*dist));
		dist = &project->dists[project->dist_count++];
		memset(dist, 0, sizeof(*dist));
		dist->format = mem_strdup(formats[i]);
	}
	return dist;
}

/* A section that is named: [man "exim.8"]. */
struct section {
	const char *prefix;
	const struct key *table;
	size_t count;
	/* What the keys of the name are places in; NULL for a bad name. */
	void *(*place_of)(struct project *project, const char *name, size_t len);
	const char *problem;
};

static const struct section sections[] = {
	{ "man.", man_table, COUNT(man_table), place_of_man,
	  "must name a page such as [man \"exim.8\"]" },
	{ "dist.", dist_table, COUNT(dist_table), place_of_dist,
	  "must name a format: html, text, docbook or man" },
};

static const struct section *find_section(const char *key)
{
	for (size_t i = 0; i < COUNT(sections); i++) {
		if (strncmp(key, sections[i].prefix,
			    strlen(sections[i].prefix)) == 0) {
			return &sections[i];
		}
	}
	return NULL;
}

static int set_named(struct project *project, const struct section *section,
		     const char *key, const char *value,
		     const struct key_place *where)
{
	const char *name = key + strlen(section->prefix);
	const char *dot = strrchr(name, '.');
	const struct key *row =
		dot != NULL ? find_key(section->table, section->count, dot + 1)
			    : NULL;
	void *place;

	if (row == NULL) {
		return complain_unknown(where, key);
	}
	place = section->place_of(project, name, (size_t)(dot - name));
	return place != NULL ? set_value(row, place, value, where)
			     : complain(where, key, section->problem);
}

int project_set(struct project *project, const char *key, const char *value,
		const char *file, size_t line, struct diag *diag)
{
	const struct key_place where = { file, line, diag };
	const struct key *row;
	char *full = strchr(key, '.') != NULL ? mem_strdup(key)
					      : mem_printf("spec.%s", key);
	const struct section *section = find_section(full);
	int result;

	if (section != NULL) {
		result = set_named(project, section, full, value, &where);
	} else {
		row = find_key(project_table, COUNT(project_table), full);
		result = row != NULL ? set_value(row, project, value, &where)
				     : complain_unknown(&where, full);
	}
	free(full);
	return result;
}

/* Where the keys of a file go. */
struct loading {
	struct project *project;
	const struct source *source;
	struct diag *diag;
	bool failed;
};

static void set_key(void *payload, const char *key, const char *value,
		    size_t line)
{
	struct loading *loading = payload;

	if (project_set(loading->project, key, value, loading->source->name,
			line, loading->diag) != 0) {
		loading->failed = true;
	}
}

static int load(struct project *project, struct source *source,
		struct diag *diag)
{
	struct loading loading = { project, source, diag, false };
	int result = config_file_read(source, set_key, &loading, diag);

	return loading.failed ? -1 : result;
}

int project_load_file(struct project *project, const char *path,
		      struct diag *diag)
{
	struct source *source = files_read(project->files, path, diag);
	int result = source != NULL ? load(project, source, diag) : -1;

	source_free(source);
	return result;
}

int project_load_bytes(struct project *project, const char *name,
		       struct slice bytes, struct diag *diag)
{
	struct source *source = source_new(
		name, mem_strndup(bytes.ptr, bytes.len), bytes.len);
	int result = load(project, source, diag);

	source_free(source);
	return result;
}
