/* SPDX-License-Identifier: ISC */
#include "model/project_config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

#include <git2.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/opt.h"
#include "base/source.h"
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
	int number;

	if (git_config_parse_bool(&number, value) != 0) {
		return complain(where, key, "must be true or false");
	}
	*place = number != 0;
	return 0;
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

/*
 * libgit2 gives no positions: looks for the line that sets the key, by section
 * header and name, the nth time it is set.
 */
static size_t find_line(struct source *source, const char *key, size_t nth)
{
	const char *dot = strrchr(key, '.');
	char *section = mem_strndup(key, (size_t)(dot - key));
	size_t count = source_line_count(source);
	size_t result = 1;
	bool inside = false;
	char *middle = strchr(section, '.');

	for (size_t line = 1; line <= count; line++) {
		struct slice text = slice_trim(source_line_text(source, line));
		size_t name_len = strlen(dot + 1);

		if (text.len > 0 && text.ptr[0] == '[') {
			const char *want = middle != NULL ? middle + 1 : section;

			inside = memmem(text.ptr, text.len, want,
					strlen(want)) != NULL;
		} else if (inside && text.len >= name_len &&
			   strncasecmp(text.ptr, dot + 1, name_len) == 0 &&
			   (text.len == name_len || text.ptr[name_len] == '=' ||
			    is_space(text.ptr[name_len]))) {
			result = line;
			if (nth-- == 0) {
				break;
			}
		}
	}
	free(section);
	return result;
}

static int set_all(struct project *project, git_config *config,
		   struct source *source, struct diag *diag)
{
	git_config_iterator *iterator = NULL;
	git_config_entry *entry;
	size_t errors = diag->errors;
	char *last = NULL;
	size_t repeat = 0;

	if (git_config_iterator_new(&iterator, config) != 0) {
		return -1;
	}
	while (git_config_next(&entry, iterator) == 0) {
		repeat = last != NULL && strcmp(last, entry->name) == 0
				 ? repeat + 1
				 : 0;
		free(last);
		last = mem_strdup(entry->name);
		project_set(project, entry->name,
			    entry->value != NULL ? entry->value : "true",
			    source->name,
			    find_line(source, entry->name, repeat), diag);
	}
	free(last);
	git_config_iterator_free(iterator);
	return diag->errors == errors ? 0 : -1;
}

/* libgit2 reports a syntax error as "... (in FILE:LINE[, column N])". */
static void report_syntax(struct source *source, struct diag *diag)
{
	const git_error *error = git_error_last();
	const char *message = error != NULL ? error->message : "unknown error";
	const char *in = strstr(message, " (in ");
	size_t line = 1;

	if (in != NULL && strrchr(in, ':') != NULL) {
		line = strtoul(strrchr(in, ':') + 1, NULL, 10);
	}
	diag_line(diag, DIAG_ERROR, source->name, line != 0 ? line : 1, "%.*s",
		  in != NULL ? (int)(in - message) : (int)strlen(message),
		  message);
}

static int load(struct project *project, const char *path,
		struct source *source, struct diag *diag)
{
	git_config *config = NULL;
	int result = -1;

	if (git_config_open_ondisk(&config, path) != 0) {
		report_syntax(source, diag);
	} else {
		result = set_all(project, config, source, diag);
	}
	git_config_free(config);
	return result;
}

int project_load_file(struct project *project, const char *path,
		      struct diag *diag)
{
	struct source *source = files_read(project->files, path, diag);
	int result;

	if (source == NULL) {
		return -1;
	}
	if (project->files == NULL) {
		result = load(project, path, source, diag);
	} else {
		result = project_load_bytes(project, source->name,
					    slice_of(source->text, source->len),
					    diag);
	}
	source_free(source);
	return result;
}

int project_load_bytes(struct project *project, const char *name,
		       struct slice bytes, struct diag *diag)
{
	/*
	 * libgit2 1.5 reads configurations from files only. This one has no name
	 * in any folder, so that nothing stays behind whenever we are killed.
	 */
	int fd = memfd_create("stet.conf", MFD_CLOEXEC);
	char *path = mem_printf("/proc/self/fd/%d", fd);
	struct source *source = source_new(
		name, mem_strndup(bytes.ptr, bytes.len), bytes.len);
	int result = -1;

	if (fd < 0 || write(fd, bytes.ptr, bytes.len) != (ssize_t)bytes.len) {
		diag_system(diag, name, "cannot be copied: %s", strerror(errno));
	} else {
		result = load(project, path, source, diag);
	}
	if (fd >= 0) {
		close(fd);
	}
	source_free(source);
	free(path);
	return result;
}
