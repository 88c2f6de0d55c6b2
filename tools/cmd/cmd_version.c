/* SPDX-License-Identifier: ISC */
#include <stdio.h>

#include "cmd/cmd.h"
#include "cmd/libraries.h"

static const struct opt options[] = {
	{ 0, NULL, NULL, NULL, OPT_FLAG, 0 },
};

static int run(struct cmd_context *context, const void *values, int argc,
	       char **argv)
{
	struct manifest_library libraries[LIBRARY_COUNT + 1];

	(void)values;
	(void)argv;
	if (argc > 0) {
		diag_say(&context->diag, DIAG_ERROR,
			 "version takes no arguments");
		return EXIT_INPUT;
	}
	libraries_list(libraries);
	printf("%s %s\n", libraries[0].name, libraries[0].version);
	for (size_t i = 1; i < LIBRARY_COUNT; i++) {
		printf("%s %s%s", libraries[i].name, libraries[i].version,
		       i + 1 < LIBRARY_COUNT ? ", " : "\n");
	}
	return EXIT_FINE;
}

const struct cmd cmd_version = {
	.name = "version",
	.arguments = "",
	.summary = "print the version, and those of the libraries",
	.options = options,
	.run = run,
};
