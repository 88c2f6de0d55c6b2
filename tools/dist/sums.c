/* SPDX-License-Identifier: ISC */
#include "dist/sums.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"

/* No list that we write comes near it. */
enum { LIST_LIMIT = 1 << 20 };

const char *const sums_names[SUMS_KINDS] = {
	[SUMS_SIZE] = "00-sizes.txt",
	[SUMS_SHA256] = "00-sha256sums.txt",
	[SUMS_SHA512] = "00-sha512sums.txt",
};

static const char *const tags[SUMS_KINDS] = {
	[SUMS_SIZE] = "SIZE",
	[SUMS_SHA256] = "SHA256",
	[SUMS_SHA512] = "SHA512",
};

struct sums_file *sums_find(const struct sums *sums, const char *name)
{
	for (size_t i = 0; i < sums->count; i++) {
		if (strcmp(sums->files[i].name, name) == 0) {
			return &sums->files[i];
		}
	}
	return NULL;
}

static struct sums_file *get_file(struct sums *sums, const char *name)
{
	struct sums_file *file = sums_find(sums, name);

	if (file == NULL) {
		MEM_GROW(sums->files, sums->count, sums->capacity);
		file = &sums->files[sums->count++];
		memset(file, 0, sizeof(*file));
		file->name = mem_strdup(name);
	}
	return file;
}

void sums_add(struct sums *sums, const char *name,
	      const struct digest_sums *digests)
{
	struct sums_file *file = get_file(sums, name);

	file->sums = *digests;
	for (size_t i = 0; i < SUMS_KINDS; i++) {
		file->has[i] = true;
	}
}

void sums_release(struct sums *sums)
{
	for (size_t i = 0; i < sums->count; i++) {
		free(sums->files[i].name);
	}
	free(sums->files);
	memset(sums, 0, sizeof(*sums));
}

/* --- writing ------------------------------------------------------------------ */

static int compare_files(const void *a, const void *b)
{
	return strcmp(((const struct sums_file *)a)->name,
		      ((const struct sums_file *)b)->name);
}

void sums_sort(struct sums *sums)
{
	if (sums->count != 0) {
		qsort(sums->files, sums->count, sizeof(*sums->files),
		      compare_files);
	}
}

void sums_put(const struct sums *sums, enum sums_kind kind, struct buf *out)
{
	for (size_t i = 0; i < sums->count; i++) {
		const struct sums_file *file = &sums->files[i];

		buf_printf(out, "%s (%s) = ", tags[kind], file->name);
		if (kind == SUMS_SIZE) {
			buf_printf(out, "%llu\n", file->sums.size);
		} else {
			buf_printf(out, "%s\n", kind == SUMS_SHA256
							? file->sums.sha256
							: file->sums.sha512);
		}
	}
}

/* --- reading ------------------------------------------------------------------ */

/* A value of the kind, put into the file; false if it is none. */
static bool set_value(struct sums_file *file, enum sums_kind kind,
		      const char *value)
{
	char *place = kind == SUMS_SHA256 ? file->sums.sha256
					  : file->sums.sha512;
	size_t len = strlen(value);
	size_t size = kind == SUMS_SHA256 ? sizeof(file->sums.sha256)
					  : sizeof(file->sums.sha512);
	char *end;

	if (file->has[kind]) {
		return false;
	}
	file->has[kind] = true;
	if (kind == SUMS_SIZE) {
		errno = 0;
		file->sums.size = strtoull(value, &end, 10);
		return is_digit(*value) && *end == '\0' && errno == 0;
	}
	if (len + 1 != size || strspn(value, "0123456789abcdef") != len) {
		return false;
	}
	memcpy(place, value, size);
	return true;
}

/* "TAG (NAME) = VALUE" without its end, into the table. */
static bool read_line(struct sums *sums, enum sums_kind kind, char *line)
{
	size_t tag = strlen(tags[kind]);
	char *name = line + tag + 2;
	char *end = strstr(line, ") = ");

	if (strncmp(line, tags[kind], tag) != 0 ||
	    strncmp(line + tag, " (", 2) != 0 || end == NULL || end <= name) {
		return false;
	}
	*end = '\0';
	/* Files of the folder itself, and no lists. */
	if (strchr(name, '/') != NULL || name[0] == '.') {
		return false;
	}
	return set_value(get_file(sums, name), kind, end + 4);
}

/* The whole text of a small file, new, with a NUL; NULL with errno set. */
static char *read_text(int folder, const char *name)
{
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	char *text = NULL;
	struct stat st;
	size_t len = 0;
	ssize_t n = -1;

	if (fd < 0) {
		return NULL;
	}
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
	    st.st_size > LIST_LIMIT) {
		close(fd);
		errno = EFBIG;
		return NULL;
	}
	text = mem_alloc((size_t)st.st_size + 1);
	while (len < (size_t)st.st_size &&
	       (n = read(fd, text + len, (size_t)st.st_size - len)) > 0) {
		len += (size_t)n;
	}
	close(fd);
	text[len] = '\0';
	return text;
}

static int read_list(struct sums *sums, enum sums_kind kind, char *text,
		     const char *path, struct diag *diag)
{
	size_t number = 1;
	int result = 0;

	for (char *line = text; *line != '\0'; number++) {
		char *end = strchr(line, '\n');

		if (end == NULL) {
			end = line + strlen(line);
		} else {
			*end++ = '\0';
		}
		if (!read_line(sums, kind, line)) {
			result = -1;
			if (diag != NULL) {
				diag_line(diag, DIAG_ERROR, path, number,
					  "must be '%s (FILE) = ...', each file "
					  "once", tags[kind]);
			}
		}
		line = end;
	}
	return result;
}

int sums_read(struct sums *sums, int folder, const char *dir, struct diag *diag)
{
	int result = 0;

	for (size_t i = 0; i < SUMS_KINDS; i++) {
		char *path = mem_printf("%s/%s", dir, sums_names[i]);
		char *text = read_text(folder, sums_names[i]);

		if (text == NULL && diag != NULL) {
			diag_file(diag, DIAG_ERROR, path, "cannot be read: %s",
				  strerror(errno));
		}
		if (text == NULL ||
		    read_list(sums, (enum sums_kind)i, text, path, diag) != 0) {
			result = -1;
		}
		free(text);
		free(path);
	}
	return result;
}

/* --- names -------------------------------------------------------------------- */

static bool is_listed(const struct sums *sums, const char *name)
{
	for (size_t i = 0; i < SUMS_KINDS; i++) {
		if (strcmp(name, sums_names[i]) == 0) {
			return true;
		}
	}
	return strcmp(name, SUMS_MANIFEST) == 0 || sums_find(sums, name) != NULL;
}

bool sums_know(const struct sums *sums, const char *name)
{
	static const char suffix[] = ".asc";
	size_t len = strlen(name);
	char *signed_name;
	bool known;

	if (is_listed(sums, name)) {
		return true;
	}
	if (len < strlen(suffix) ||
	    strcmp(name + len - strlen(suffix), suffix) != 0) {
		return false;
	}
	signed_name = mem_strndup(name, len - strlen(suffix));
	known = is_listed(sums, signed_name);
	free(signed_name);
	return known;
}
