/* SPDX-License-Identifier: ISC */
#include "render/sheet_log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"

/* Different messages one stylesheet may give before we hear no more. */
enum { MESSAGE_LIMIT = 100 };

void sheet_log_open(struct sheet_log *log, const char *name, struct diag *diag)
{
	memset(log, 0, sizeof(*log));
	log->name = name;
	log->diag = diag;
	buf_init(&log->where);
	buf_init(&log->text);
	log->saved = xmlStructuredError;
	log->saved_context = xmlStructuredErrorContext;
	xmlSetStructuredErrorFunc(log, sheet_log_xml);
}

void sheet_log_close(struct sheet_log *log)
{
	xmlSetStructuredErrorFunc(log->saved_context, log->saved);
	for (size_t i = 0; i < log->said_count; i++) {
		free(log->said[i]);
	}
	free(log->said);
	buf_release(&log->where);
	buf_release(&log->text);
}

/* "sheet:/html.xsl" is known to the user as html.xsl. */
static const char *file_name(const char *url)
{
	const char *scheme = "sheet:/";
	size_t len = strlen(scheme);

	return strncmp(url, scheme, len) == 0 ? url + len : url;
}

/* Reports one text, on one line, at a place; unless it was said before. */
static void report(struct sheet_log *log, enum diag_level level,
		   const char *file, size_t line, const char *text)
{
	struct slice trimmed = slice_trim(slice_text(text));
	char *copy = mem_strndup(trimmed.ptr, trimmed.len);

	for (char *p = copy; *p != '\0'; p++) {
		*p = is_space(*p) ? ' ' : *p;
	}
	log->failed |= level == DIAG_ERROR;
	for (size_t i = 0; i < log->said_count; i++) {
		if (strcmp(log->said[i], copy) == 0) {
			free(copy);
			return;
		}
	}
	if (*copy == '\0' || log->said_count >= MESSAGE_LIMIT) {
		free(copy);
		return;
	}
	diag_line(log->diag, level, file, line > 0 ? line : 1, "%s", copy);
	MEM_GROW(log->said, log->said_count, log->said_capacity);
	log->said[log->said_count++] = copy;
}

/* The words of libxslt: "runtime error: file F line N element E". */
static void report_error(struct sheet_log *log, const char *text)
{
	char *file = strstr(log->where.data, ": file ");
	char *line = file != NULL ? strstr(file + 7, " line ") : NULL;
	size_t number = 0;

	if (line != NULL) {
		number = strtoul(line + 6, NULL, 10);
		*line = '\0';
	}
	report(log, DIAG_ERROR,
	       line != NULL ? file_name(file + 7) : log->name, number, text);
	buf_clear(&log->where);
}

void sheet_log_flush(struct sheet_log *log)
{
	if (log->where.len > 0) {
		report_error(log, log->text.len > 0 ? log->text.data
						    : "the stylesheet failed");
	} else if (log->text.len > 0) {
		report(log, DIAG_NOTE, log->name, 0, log->text.data);
	}
	buf_clear(&log->text);
}

static bool says_where(const char *format)
{
	return strncmp(format, "%s: file ", 9) == 0 ||
	       strncmp(format, "%s: element ", 12) == 0 ||
	       strcmp(format, "%s\n") == 0;
}

void sheet_log_put(void *context, const char *format, ...)
{
	struct sheet_log *log = context;
	struct buf *out = &log->text;
	char *piece = NULL;
	va_list args;
	int len;

	if (says_where(format)) {
		sheet_log_flush(log);
		out = &log->where;
	} else if (strcmp(format, "%s") != 0 && strcmp(format, "\n") != 0 &&
		   log->where.len == 0) {
		/* An error without a place. */
		sheet_log_flush(log);
		buf_puts(&log->where, "error");
	}
	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len <= 0) {
		return;
	}
	piece = mem_alloc((size_t)len + 1);
	va_start(args, format);
	vsnprintf(piece, (size_t)len + 1, format, args);
	va_end(args);
	buf_puts(out, piece);
	free(piece);
	if (out == &log->text && out->len > 0 &&
	    out->data[out->len - 1] == '\n') {
		sheet_log_flush(log);
	}
}

void sheet_log_xml(void *context, xmlError *error)
{
	struct sheet_log *log = context;
	enum diag_level level =
		error->level == XML_ERR_WARNING ? DIAG_WARNING : DIAG_ERROR;
	char *text;

	sheet_log_flush(log);
	if (error->domain == XML_FROM_XPATH && error->str1 != NULL) {
		text = mem_printf("%s in '%s'", error->message, error->str1);
	} else {
		text = mem_strdup(error->message != NULL ? error->message
							 : "not XML");
	}
	report(log, level,
	       error->file != NULL ? file_name(error->file) : log->name,
	       error->line > 0 ? (size_t)error->line : 0, text);
	free(text);
}
