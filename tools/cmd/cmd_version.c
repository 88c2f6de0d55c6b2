/* SPDX-License-Identifier: ISC */
#include <cmark_version.h>
#include <git2.h>
#include <jansson.h>
#include <libxml/xmlversion.h>
#include <libxslt/xsltconfig.h>
#include <stdio.h>
#include <utf8proc.h>

#include "cmd/cmd.h"

static const struct opt options[] = {
	{ 0, NULL, NULL, NULL, OPT_FLAG, 0 },
};

static int run(struct cmd_context *context, const void *values, int argc,
	       char **argv)
{
	(void)values;
	(void)argv;
	if (argc > 0) {
		diag_say(&context->diag, DIAG_ERROR,
			 "version takes no arguments");
		return EXIT_INPUT;
	}
	printf("stet %s\n", STET_VERSION);
	printf("libxml2 %s, libxslt %s, cmark %s, libgit2 %s, utf8proc %s, "
	       "jansson %s\n",
	       LIBXML_DOTTED_VERSION, LIBXSLT_DOTTED_VERSION,
	       CMARK_VERSION_STRING, LIBGIT2_VERSION, utf8proc_version(),
	       JANSSON_VERSION);
	return EXIT_FINE;
}

const struct cmd cmd_version = {
	.name = "version",
	.arguments = "",
	.summary = "print the version, and those of the libraries",
	.options = options,
	.run = run,
};
