/* SPDX-License-Identifier: ISC */
/*
 * Fuzzes the syntax of configuration files. Each key has a section and a line of
 * the file; a file that is written anew from its keys, with their sections as names
 * of sections, reads the same.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/config_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What was read: as text to compare, and as a file. */
struct seen {
	const char *prefix;	/* of keys: what is going to be added */
	size_t lines;
	struct buf keys;
	struct buf file;
};

static void require(bool holds)
{
	if (!holds) {
		abort();
	}
}

static void put_quoted(struct buf *out, const char *text, size_t len)
{
	buf_putc(out, '"');
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '"' || text[i] == '\\') {
			buf_putc(out, '\\');
		}
		if (text[i] == '\n') {
			buf_puts(out, "\\n");
		} else {
			buf_putc(out, text[i]);
		}
	}
	buf_putc(out, '"');
}

static void note(void *payload, const char *key, const char *value, size_t line)
{
	struct seen *seen = payload;
	const char *dot = strrchr(key, '.');

	require(dot != NULL && dot[1] != '\0' && line > 0 &&
		line <= seen->lines);
	buf_printf(&seen->keys, "%s%s=%s\n", seen->prefix, key, value);
	buf_puts(&seen->file, "[s ");
	put_quoted(&seen->file, key, (size_t)(dot - key));
	buf_printf(&seen->file, "]%s=", dot + 1);
	put_quoted(&seen->file, value, strlen(value));
	buf_putc(&seen->file, '\n');
}

static int read_keys(const char *text, size_t size, struct seen *seen)
{
	struct source *source =
		source_new("c", mem_strndup(text, size), size);
	struct diag diag;
	int result;

	diag_init(&diag, NULL);
	buf_init(&seen->keys);
	buf_init(&seen->file);
	seen->lines = source_line_count(source);
	result = config_file_read(source, note, seen, &diag);
	require((result == 0) == (diag.errors == 0));
	source_free(source);
	return result;
}

static void seen_release(struct seen *seen)
{
	buf_release(&seen->keys);
	buf_release(&seen->file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	struct seen first = { .prefix = "s." };
	struct seen second = { .prefix = "" };

	/* A name with a CR or a NUL in it cannot be written again. */
	if (size > 100000 || memchr(text, '\0', size) != NULL ||
	    memchr(text, '\r', size) != NULL) {
		size = 0;
	}
	if (read_keys(text, size, &first) == 0) {
		require(read_keys(first.file.data, first.file.len, &second) ==
			0);
		require(slice_equal(buf_slice(&first.keys),
				    buf_slice(&second.keys)));
		seen_release(&second);
	}
	seen_release(&first);
	return 0;
}
