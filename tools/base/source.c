/* SPDX-License-Identifier: ISC */
#include "base/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"

/* No document comes near this; it bounds what a mistaken path costs. */
static const size_t max_size = (size_t)1 << 30;

struct source *source_new(const char *name, char *text, size_t len)
{
	struct source *source = mem_alloc(sizeof(*source));

	source->name = mem_strdup(name);
	source->text = text;
	source->len = len;
	return source;
}

static int read_all(int fd, struct buf *buf)
{
	struct stat st;
	ssize_t n;

	/* Room for what the file holds, so that the bytes need not be moved. */
	if (fstat(fd, &st) == 0 && st.st_size > 0 &&
	    (size_t)st.st_size <= max_size) {
		buf_reserve(buf, (size_t)st.st_size + 65536);
	}
	do {
		buf_reserve(buf, 65536);
		n = read(fd, buf->data + buf->len, 65536);
		if (n > 0) {
			buf->len += (size_t)n;
		}
		if (buf->len > max_size) {
			errno = EFBIG;
			return -1;
		}
	} while (n > 0 || (n < 0 && errno == EINTR));
	buf->data[buf->len] = '\0';
	return n < 0 ? -1 : 0;
}

static int open_regular(const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0) {
		return -1;
	}
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
		return -1;
	}
	return fd;
}

struct source *source_read(const char *path, struct diag *diag)
{
	bool is_stdin = strcmp(path, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open_regular(path);
	struct source *source = NULL;
	struct buf buf;

	if (fd < 0) {
		diag_file(diag, DIAG_ERROR, path, "cannot be read: %s",
			  errno == EINVAL ? "not a regular file" : strerror(errno));
		return NULL;
	}
	buf_init(&buf);
	if (read_all(fd, &buf) == 0) {
		size_t len;
		char *text = buf_detach(&buf, &len);

		source = source_new(is_stdin ? "(stdin)" : path, text, len);
		source->path = is_stdin ? NULL : mem_strdup(path);
	} else {
		diag_file(diag, DIAG_ERROR, path, "cannot be read: %s",
			  strerror(errno));
	}
	if (!is_stdin) {
		close(fd);
	}
	buf_release(&buf);
	return source;
}

void source_free(struct source *source)
{
	if (source == NULL) {
		return;
	}
	free(source->name);
	free(source->path);
	free(source->text);
	free(source->line_starts);
	free(source);
}

static void index_lines(struct source *source)
{
	size_t capacity = source->len / 32 + 8;
	size_t count = 0;
	size_t start = 0;

	source->line_starts = mem_resize(NULL, capacity, sizeof(size_t));
	while (start < source->len) {
		const char *end = memchr(source->text + start, '\n',
					 source->len - start);

		MEM_GROW(source->line_starts, count, capacity);
		source->line_starts[count++] = start;
		start = end != NULL ? (size_t)(end - source->text) + 1
				    : source->len;
	}
	source->line_count = count;
}

size_t source_line_count(struct source *source)
{
	if (source->line_starts == NULL) {
		index_lines(source);
	}
	return source->line_count;
}

size_t source_line(struct source *source, size_t offset)
{
	size_t low = 0;
	size_t high = source_line_count(source);

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (source->line_starts[middle] <= offset) {
			low = middle;
		} else {
			high = middle;
		}
	}
	return low + 1;
}

size_t source_line_start(struct source *source, size_t line)
{
	size_t count = source_line_count(source);

	if (line == 0) {
		return 0;
	}
	return line <= count ? source->line_starts[line - 1] : source->len;
}

struct slice source_line_text(struct source *source, size_t line)
{
	size_t start = source_line_start(source, line);
	size_t end = source_line_start(source, line + 1);

	if (end > start && source->text[end - 1] == '\n') {
		end--;
		if (end > start && source->text[end - 1] == '\r') {
			end--;
		}
	}
	return slice_of(source->text + start, end - start);
}
