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

/* A message that begins so is said once for all stylesheets of a run. */
#define ABOUT_RUN "stet: "

void sheet_log_open(struct sheet_log *log, const char *name, struct diag *diag)
{
	memset(log, 0, sizeof(*log));
	log->name = name;
	log->diag = diag;
	buf_init(&log->where);
	buf_init(&log->text);
	buf_init(&log->cause);
	log->saved_generic = xmlGenericError;
	log->saved_generic_context = xmlGenericErrorContext;
	xmlSetGenericErrorFunc(log, sheet_log_cause);
	log->saved = xmlStructuredError;
	log->saved_context = xmlStructuredErrorContext;
	xmlSetStructuredErrorFunc(log, sheet_log_xml);
}

void sheet_log_close(struct sheet_log *log)
{
	xmlSetStructuredErrorFunc(log->saved_context, log->saved);
	xmlSetGenericErrorFunc(log->saved_generic_context, log->saved_generic);
	for (size_t i = 0; i < log->said_count; i++) {
		free(log->said[i]);
	}
	free(log->said);
	buf_release(&log->where);
	buf_release(&log->text);
	buf_release(&log->cause);
}

/* "sheet:/html.xsl" is known to the user as html.xsl. */
static const char *file_name(const char *url)
{
	const char *scheme = "sheet:/";
	size_t len = strlen(scheme);

	return strncmp(url, scheme, len) == 0 ? url + len : url;
}

/* "The", not "XPath". */
static bool is_plain_word(const char *text)
{
	if (*text != '\0') {
		text++;
	}
	while (*text >= 'a' && *text <= 'z') {
		text++;
	}
	return *text == ' ';
}

/* Reports one text, on one line, at a place; unless it was said before. */
static void report(struct sheet_log *log, enum diag_level level,
		   const char *file, size_t line, const char *text)
{
	struct slice trimmed = slice_trim(slice_text(text));
	char *copy;

	/* Our messages have no final stop, and start in lower case. */
	while (trimmed.len > 0 && trimmed.ptr[trimmed.len - 1] == '.') {
		trimmed.len--;
	}
	copy = mem_strndup(trimmed.ptr, trimmed.len);
	if (level == DIAG_ERROR && is_plain_word(copy)) {
		*copy = to_lower(*copy);
	}

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
static void report_error(struct sheet_log *log)
{
	char *file = strstr(log->where.data, ": file ");
	char *line = file != NULL ? strstr(file + 7, " line ") : NULL;
	size_t number = 0;

	if (line != NULL) {
		number = strtoul(line + 6, NULL, 10);
		*line = '\0';
	}
	if (log->cause.len > 0) {
		while (log->text.len > 0 &&
		       strchr(" .\n", log->text.data[log->text.len - 1])) {
			buf_truncate(&log->text, log->text.len - 1);
		}
		buf_printf(&log->text, "%s%s", log->text.len > 0 ? ": " : "",
			   log->cause.data);
	}
	report(log, DIAG_ERROR,
	       line != NULL ? file_name(file + 7) : log->name, number,
	       log->text.len > 0 ? log->text.data : "the stylesheet failed");
	buf_clear(&log->where);
	buf_clear(&log->cause);
}

/* Reports the message whose end was reached. */
static void end_message(struct sheet_log *log)
{
	if (log->where.len > 0) {
		report_error(log);
	} else if (strncmp(log->text.data, ABOUT_RUN, strlen(ABOUT_RUN)) == 0) {
		size_t end = slice_trim_end(buf_slice(&log->text)).len;

		buf_truncate(&log->text, end);
		diag_once(log->diag, DIAG_NOTE,
			  log->text.data + strlen(ABOUT_RUN));
	} else if (log->text.len > 0) {
		report(log, DIAG_NOTE, log->name, 0, log->text.data);
	}
	buf_clear(&log->text);
}

void sheet_log_flush(struct sheet_log *log)
{
	end_message(log);
	if (log->cause.len > 0) {
		report(log, DIAG_ERROR, log->name, 0, log->cause.data);
		buf_clear(&log->cause);
	}
}

static bool says_where(const char *format)
{
	return strncmp(format, "%s: file ", 9) == 0 ||
	       strncmp(format, "%s: element ", 12) == 0 ||
	       strcmp(format, "%s\n") == 0;
}

/* The log that is open in this thread, while it compiles: else, what goes to all
 * is dumps for debugging. */
static struct sheet_log *compiling_log(void)
{
	struct sheet_log *log = xmlStructuredError == sheet_log_xml
					? xmlStructuredErrorContext : NULL;

	return log != NULL && log->compiling ? log : NULL;
}

void sheet_log_put(void *context, const char *format, ...)
{
	struct sheet_log *log = context != NULL ? context : compiling_log();
	struct buf *out;
	char *piece;
	va_list args;

	if (log == NULL) {
		return;
	}
	out = &log->text;
	if (says_where(format)) {
		end_message(log);
		out = &log->where;
	} else if (strcmp(format, "%s") != 0 && strcmp(format, "\n") != 0 &&
		   log->where.len == 0) {
		/* An error without a place. */
		end_message(log);
		buf_puts(&log->where, "error");
	}
	va_start(args, format);
	piece = mem_vprintf(format, args);
	va_end(args);
	buf_puts(out, piece);
	free(piece);
	if (out == &log->text && out->len > 0 &&
	    out->data[out->len - 1] == '\n') {
		end_message(log);
	}
}

void sheet_log_cause(void *context, const char *format, ...)
{
	struct sheet_log *log = context;
	va_list args;
	char *text;

	if (log->cause.len > 0) {
		return;
	}
	va_start(args, format);
	text = mem_vprintf(format, args);
	va_end(args);
	buf_put_slice(&log->cause, slice_trim(slice_text(text)));
	free(text);
}

void sheet_log_xml(void *context, xmlError *error)
{
	struct sheet_log *log = context;
	const char *text = error->message != NULL ? error->message : "not XML";

	/* A false expression: libxslt says next in which line. */
	if (error->domain == XML_FROM_XPATH) {
		if (log->cause.len == 0 && error->message != NULL) {
			buf_put_slice(&log->cause,
				      slice_trim(slice_text(text)));
		}
		return;
	}
	sheet_log_flush(log);
	report(log, error->level == XML_ERR_WARNING ? DIAG_WARNING : DIAG_ERROR,
	       error->file != NULL ? file_name(error->file) : log->name,
	       error->line > 0 ? (size_t)error->line : 0, text);
}
