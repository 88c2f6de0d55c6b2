/* SPDX-License-Identifier: ISC */
#include "cmd/diff_show.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/outfile.h"
#include "cmd/cmd.h"
#include "diff/diff.h"
#include "diff/report.h"
#include "render/sheet.h"

enum {
	COMMENT_MAX = 65535,	/* what a comment on a pull request may have */
	WIDTH_MAX = 1000,
};

static const struct {
	const char *name;
	enum report_format format;
} formats[] = {
	{ "terminal", REPORT_TERMINAL }, { "plain", REPORT_PLAIN },
	{ "html", REPORT_HTML },	 { "markdown", REPORT_MARKDOWN },
	{ "xml", REPORT_XML },
};

enum { FORMAT_COUNT = sizeof(formats) / sizeof(*formats) };

static bool is_json(const char *format)
{
	return format != NULL && strcmp(format, "json") == 0;
}

bool diff_show_knows(struct cmd_context *context, const char *format)
{
	const char *names[FORMAT_COUNT + 2] = { "json" };
	const char *near;

	for (size_t i = 0; i < FORMAT_COUNT; i++) {
		names[i + 1] = formats[i].name;
	}
	for (size_t i = 0; i <= FORMAT_COUNT; i++) {
		if (format == NULL || strcmp(names[i], format) == 0) {
			return true;
		}
	}
	near = opt_nearest(format, names);
	diag_say(&context->diag, DIAG_ERROR,
		 near != NULL ? "unknown format '%s' (did you mean '%s'?)" :
				"unknown format '%s': terminal, plain, html, "
				"markdown, json or xml",
		 format, near);
	return false;
}

/* --- the terminal ------------------------------------------------------------------ */

/* git runs a pager itself, and then what we write to is a pipe. */
static bool is_watched(const struct diff_show *how)
{
	const char *pager = getenv("GIT_PAGER_IN_USE");

	return how->output == NULL &&
	       (isatty(STDOUT_FILENO) ||
		(pager != NULL && strcmp(pager, "true") == 0));
}

static bool wants_colour(const struct cmd_context *context,
			 const struct diff_show *how)
{
	const char *off = getenv("NO_COLOR");
	const char *terminal = getenv("TERM");

	if (strcmp(context->color, "auto") != 0) {
		return strcmp(context->color, "never") != 0;
	}
	return is_watched(how) && (off == NULL || *off == '\0') &&
	       (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

static int width_of(const struct diff_show *how)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	long width = how->width;

	if (width <= 0 && columns != NULL && is_watched(how)) {
		width = strtol(columns, NULL, 10);
	}
	if (width <= 0 && is_watched(how) &&
	    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
		width = size.ws_col;
	}
	return width <= 0 ? 0 : width > WIDTH_MAX ? WIDTH_MAX : (int)width;
}

static enum report_format choose_format(const struct cmd_context *context,
					const struct diff_show *how)
{
	for (size_t i = 0; how->format != NULL && i < FORMAT_COUNT; i++) {
		if (strcmp(formats[i].name, how->format) == 0 &&
		    formats[i].format != REPORT_TERMINAL) {
			return formats[i].format;
		}
	}
	/* Asked for by name, a terminal has colours unless they are refused. */
	if (how->format != NULL) {
		return strcmp(context->color, "never") == 0 ||
				       (getenv("NO_COLOR") != NULL &&
					*getenv("NO_COLOR") != '\0' &&
					strcmp(context->color, "always") != 0) ?
			       REPORT_PLAIN : REPORT_TERMINAL;
	}
	return wants_colour(context, how) ? REPORT_TERMINAL : REPORT_PLAIN;
}

/* --- the pager ---------------------------------------------------------------------- */

/* The command; NULL for none. */
static const char *pager_of(const struct diff_show *how)
{
	const char *pager = getenv("PAGER");

	if (how->output != NULL || !isatty(STDOUT_FILENO) ||
	    (how->format != NULL && strcmp(how->format, "terminal") != 0 &&
	     strcmp(how->format, "plain") != 0)) {
		return NULL;
	}
	if (pager == NULL) {
		return "less -FRX";
	}
	return *pager != '\0' && strcmp(pager, "cat") != 0 ? pager : NULL;
}

/* False if the pager cannot be run; that a reader leaves it early is no error. */
static bool show_in_pager(const char *pager, const struct buf *text)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct sigaction before;
	FILE *pipe;
	int status;

	setenv("LESS", "FRX", 0);
	fflush(stdout);
	sigaction(SIGPIPE, &ignore, &before);
	pipe = popen(pager, "w");
	if (pipe == NULL) {
		sigaction(SIGPIPE, &before, NULL);
		return false;
	}
	fwrite(text->data, 1, text->len, pipe);
	status = pclose(pipe);
	sigaction(SIGPIPE, &before, NULL);
	/* The shell says 126 or 127 if there is no such program. */
	return status == -1 || (status >> 8) < 126;
}

/* --- the report ---------------------------------------------------------------------- */

static int make_report(struct cmd_context *context, const struct diff_show *how,
		       const struct change_tree *tree, struct buf *out)
{
	struct report_options options = {
		.format = choose_format(context, how),
		.sheets = how->sheets,
		.width = width_of(how),
		.stat = how->stat,
		.whole = how->whole,
		.limit = how->limit > 0 ? (size_t)how->limit : COMMENT_MAX,
	};

	return report_write(tree, &options, out, &context->diag);
}

int diff_show(struct cmd_context *context, const struct diff_show *how,
	      const struct change_tree *tree)
{
	const char *pager = pager_of(how);
	struct buf out;
	int result = 0;

	buf_init(&out);
	if (is_json(how->format)) {
		change_tree_json(tree, how->full, &out);
	} else {
		result = make_report(context, how, tree, &out);
	}
	if (result == 0 && (out.len == 0 || pager == NULL ||
			    !show_in_pager(pager, &out))) {
		result = outfile_write(how->output != NULL ? how->output : "-",
				       buf_slice(&out), &context->diag);
	}
	buf_release(&out);
	return result;
}
