/* SPDX-License-Identifier: ISC */
#include "base/diag.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/progress.h"
#include "base/source.h"

static const char *const level_names[] = {
	[DIAG_NOTE] = "note",
	[DIAG_WARNING] = "warning",
	[DIAG_ERROR] = "error",
};

void diag_init(struct diag *diag, FILE *out)
{
	struct diag empty = { .out = out };
	*diag = empty;
}

void diag_keep(struct diag *diag, const struct diag *like)
{
	diag_init(diag, NULL);
	diag->quiet = like->quiet;
	if (like->out != NULL) {
		diag->out = open_memstream(&diag->kept, &diag->kept_len);
		if (diag->out == NULL) {
			mem_fail();
		}
	}
}

struct slice diag_kept(struct diag *diag)
{
	if (diag->out != NULL) {
		fflush(diag->out);
	}
	return slice_of(diag->kept, diag->kept_len);
}

void diag_end_keeping(struct diag *diag)
{
	if (diag->out != NULL) {
		fclose(diag->out);
	}
	free(diag->kept);
}

void diag_count(const struct diag *diag, struct diag *into)
{
	into->errors += diag->errors;
	into->warnings += diag->warnings;
	into->system_failure |= diag->system_failure;
}

/*
 * A name or an excerpt may come from a stranger's document: control
 * characters must not reach the terminal.
 */
static void print_safely(FILE *out, const char *text)
{
	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;

		if (c < 0x20 && c != '\n' && c != '\t') {
			fprintf(out, "\\x%02x", c);
		} else if (c == 0x7f) {
			fputs("\\x7f", out);
		} else {
			putc(c, out);
		}
	}
}

__attribute__((format(printf, 5, 0)))
static void report(struct diag *diag, enum diag_level level, const char *file,
		   size_t line, const char *format, va_list args)
{
	char text[2048];

	if (level == DIAG_ERROR) {
		diag->errors++;
	} else if (level == DIAG_WARNING) {
		diag->warnings++;
	}
	if (diag->sink != NULL) {
		vsnprintf(text, sizeof(text), format, args);
		diag->sink(diag->payload, level, file, line, text);
		return;
	}
	if (diag->out == NULL || (diag->quiet && level != DIAG_ERROR)) {
		return;
	}
	progress_clear(diag);
	vsnprintf(text, sizeof(text), format, args);
	print_safely(diag->out, file);
	if (line != 0) {
		fprintf(diag->out, ":%zu", line);
	}
	fprintf(diag->out, ": %s: ", level_names[level]);
	print_safely(diag->out, text);
	putc('\n', diag->out);
}

void diag_at(struct diag *diag, enum diag_level level, struct source *source,
	     size_t offset, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	report(diag, level, source->name, source_line(source, offset), format,
	       args);
	va_end(args);
}

void diag_line(struct diag *diag, enum diag_level level, const char *file,
	       size_t line, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	report(diag, level, file, line, format, args);
	va_end(args);
}

void diag_file(struct diag *diag, enum diag_level level, const char *file,
	       const char *format, ...)
{
	va_list args;

	va_start(args, format);
	report(diag, level, file, 1, format, args);
	va_end(args);
}

void diag_say(struct diag *diag, enum diag_level level, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	report(diag, level, "stet", 0, format, args);
	va_end(args);
}

void diag_once(struct diag *diag, enum diag_level level, const char *text)
{
	uint64_t digest = hash_bytes(slice_text(text));

	for (size_t i = 0; i < diag->once_count; i++) {
		if (diag->once[i] == digest) {
			return;
		}
	}
	if (diag->once_count < DIAG_ONCE_MAX) {
		diag->once[diag->once_count++] = digest;
		diag_say(diag, level, "%s", text);
	}
}

void diag_system(struct diag *diag, const char *file, const char *format, ...)
{
	va_list args;

	diag->system_failure = true;
	va_start(args, format);
	report(diag, DIAG_ERROR, file, 1, format, args);
	va_end(args);
}

int diag_status(const struct diag *diag)
{
	if (diag->system_failure) {
		return 3;
	}
	return diag->errors != 0 ? 2 : 0;
}
