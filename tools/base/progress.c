/* SPDX-License-Identifier: ISC */
#include "base/progress.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/diag.h"

void progress_show(struct diag *diag, const char *format, ...)
{
	char text[79];
	va_list args;

	if (diag->out == NULL || diag->quiet || !isatty(fileno(diag->out))) {
		return;
	}
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	for (char *p = text; *p != '\0'; p++) {
		if ((unsigned char)*p < ' ' || *p == 0x7f) {
			*p = '?';
		}
	}
	fprintf(diag->out, "\r%s\033[K", text);
	fflush(diag->out);
	diag->progress = true;
}

void progress_clear(struct diag *diag)
{
	if (diag->progress) {
		fputs("\r\033[K", diag->out);
		fflush(diag->out);
		diag->progress = false;
	}
}
