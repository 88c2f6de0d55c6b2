/* SPDX-License-Identifier: ISC */
/*
 * Included files. A name without a slash is one of the standard library, which
 * is built in. A path is looked for beside the main file, then from the current
 * folder (as xfpt does), and must be inside the root. A missing local_params is
 * made from the version and the date that the caller knows.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/asset.h"
#include "read/xfpt_state.h"

static struct xfpt_file *find_read(struct xfpt *x, const char *path)
{
	for (size_t i = 0; i < x->file_count; i++) {
		if (strcmp(x->files[i].path, path) == 0) {
			return &x->files[i];
		}
	}
	return NULL;
}

static struct source *add_file(struct xfpt *x, const char *path,
			       struct source *source)
{
	struct xfpt_file *file;

	if (source == NULL) {
		return NULL;
	}
	MEM_GROW(x->files, x->file_count, x->file_capacity);
	file = &x->files[x->file_count++];
	file->path = mem_strdup(path);
	file->source = doc_add_source(x->doc, source);
	x->work_limit += XFPT_WORK_PER_BYTE * source->len;
	return file->source;
}

static void open_source(struct xfpt *x, struct source *source, bool library)
{
	struct xfpt_frame *frame = xfpt_push_frame(x);

	if (frame != NULL) {
		frame->source = source;
		frame->library = library;
	}
}

/* What cannot be included ends xfpt's run; we go on to find other faults. */
__attribute__((format(printf, 2, 3)))
static void fail(struct xfpt *x, const char *format, ...)
{
	char text[400];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	x->incomplete = true;
	if (x->compat) {
		xfpt_abandon(x, "%s", text);
	} else {
		xfpt_error(x, "%s", text);
	}
}

static struct source *new_source(const char *name, struct slice text)
{
	return source_new(name, mem_strndup(text.ptr, text.len), text.len);
}

/* --- the library ------------------------------------------------------------------- */

static void include_library(struct xfpt *x, const char *name)
{
	char *asset = mem_printf("xfpt/%s", name);
	struct slice text = asset_find(asset);
	struct xfpt_file *file = find_read(x, asset);

	if (file != NULL) {
		open_source(x, file->source, true);
	} else if (text.ptr != NULL) {
		open_source(x, add_file(x, asset, new_source(name, text)), true);
	} else {
		fail(x, "there is no library file '%s' (for a file of your "
		     "own write './%s')", name, name);
	}
	free(asset);
}

/* --- local_params ------------------------------------------------------------------- */

static void put_params(struct buf *out, const char *version, time_t when)
{
	static const char months[12][4] = { "Jan", "Feb", "Mar", "Apr", "May",
					    "Jun", "Jul", "Aug", "Sep", "Oct",
					    "Nov", "Dec" };
	struct tm tm = { 0 };
	char date[64];

	gmtime_r(&when, &tm);
	snprintf(date, sizeof(date), "%02d %s %d", tm.tm_mday,
		 months[tm.tm_mon % 12], tm.tm_year + 1900);
	buf_printf(out, ".macro version\n%s\n.endmacro\n", version);
	buf_printf(out, ".macro fulldate\n%s\n.endmacro\n", date);
	buf_printf(out, ".macro year\n%d\n.endmacro\n", tm.tm_year + 1900);
	buf_printf(out, ".macro versiondatexml\n<revnumber>%s</revnumber>\n"
		   "<date>%s</date>\n.endmacro\n", version, date);
}

static void make_params(struct xfpt *x, const char *name)
{
	const char *version = x->options->version;
	struct buf text;

	if (version == NULL) {
		version = "unknown";
		if (!x->options->version_optional) {
			xfpt_error(x, "'%s' does not exist and no version is "
				   "known to make it from: give --set "
				   "version=X.YY", name);
		}
	}
	buf_init(&text);
	put_params(&text, version, x->options->date);
	open_source(x, add_file(x, name, new_source(name, buf_slice(&text))),
		    true);
	buf_release(&text);
}

/* --- files ------------------------------------------------------------------------- */

static bool is_inside(const struct xfpt *x, const char *path)
{
	size_t len = x->root != NULL ? strlen(x->root) : 0;

	if (len == 0 || strncmp(path, x->root, len) != 0) {
		return false;
	}
	return x->root[len - 1] == '/' || path[len] == '/';
}

static void include_found(struct xfpt *x, const char *name, const char *path)
{
	char *real = files_real_dup(x->options->files, path);
	struct xfpt_file *file;
	struct source *source;

	if (real == NULL || !is_inside(x, real)) {
		fail(x, "'%s' is outside the document's folder '%s'", name,
		     x->root != NULL ? x->root : "");
		free(real);
		return;
	}
	file = find_read(x, real);
	if (file != NULL) {
		open_source(x, file->source, false);
	} else if (!files_is_file(x->options->files, real)) {
		fail(x, "cannot include '%s': it is not a regular file", name);
	} else {
		source = add_file(x, real, files_read(x->options->files, path, x->diag));
		if (source != NULL) {
			open_source(x, source, false);
		} else {
			fail(x, "cannot include '%s'", name);
		}
	}
	free(real);
}

static bool exists(const struct xfpt *x, const char *path)
{
	char *real = files_real_dup(x->options->files, path);
	bool found = real != NULL;

	free(real);
	return found;
}

static void include_file(struct xfpt *x, const char *name)
{
	const char *main_path = x->main->path != NULL ? x->main->path : "";
	const char *slash = strrchr(main_path, '/');
	const char *plain = slice_starts(slice_text(name), "./") ? name + 2 :
								   name;
	char *folder = mem_strndup(main_path, slash != NULL ?
				   (size_t)(slash - main_path) + 1 : 0);
	char *beside = name[0] == '/' ? mem_strdup(name) :
		       mem_printf("%s%s", folder, plain);

	if (exists(x, beside)) {
		include_found(x, name, beside);
	} else if (exists(x, name)) {
		include_found(x, name, name);
	} else if (strcmp(strrchr(name, '/'), "/local_params") == 0) {
		make_params(x, name);
	} else {
		fail(x, "cannot include '%s': there is no such file in '%s' or "
		     "the current folder (correct the path, or make the file)",
		     name, folder[0] != '\0' ? folder : ".");
	}
	free(folder);
	free(beside);
}

void xfpt_include(struct xfpt *x, struct slice name)
{
	char *copy = mem_strndup(name.ptr, name.len);

	if (strchr(copy, '/') == NULL) {
		include_library(x, copy);
	} else {
		include_file(x, copy);
	}
	free(copy);
}
