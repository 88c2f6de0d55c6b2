/* SPDX-License-Identifier: ISC */
#include <libxml/parser.h>
#include <libxml/xmlmemory.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/opt.h"
#include "base/pool.h"
#include "cmd/cmd.h"

static int report_unknown_command(const char *name, struct diag *diag)
{
	const char *names[32];
	const char *near;
	size_t count = 0;

	for (; cmd_table[count] != NULL && count < 31; count++) {
		names[count] = cmd_table[count]->name;
	}
	names[count] = NULL;
	near = opt_nearest(name, names);
	if (near != NULL) {
		diag_say(diag, DIAG_ERROR,
			 "unknown command '%s' (did you mean '%s'?)", name,
			 near);
	} else {
		diag_say(diag, DIAG_ERROR,
			 "unknown command '%s' (see 'stet help')", name);
	}
	return EXIT_INPUT;
}

static int dispatch(struct cmd_context *context, int argc, char **argv)
{
	const struct cmd *cmd = cmd_find(argv[0]);

	if (cmd == NULL) {
		return report_unknown_command(argv[0], &context->diag);
	}
	return cmd_run(cmd, context, argc, argv);
}

int main(int argc, char **argv)
{
	struct cmd_global values = { 0 };
	struct cmd_context context = { 0 };
	char *help[] = { (char *)"help", NULL };
	char *version[] = { (char *)"version", NULL };
	int first;
	int status;

	mem_prepare();
	if (pool_prepare()) {
		xmlMemSetup(pool_free, pool_malloc, pool_realloc, pool_strdup);
	}
	diag_init(&context.diag, stderr);
	first = opt_parse(cmd_global_options, &values, argc, argv, true,
			  &context.diag);
	if (first < 0) {
		return EXIT_INPUT;
	}
	context.diag.quiet = values.quiet;
	context.config = values.config;
	context.color = values.color != NULL ? values.color : "auto";
	context.verbose = values.verbose;
	if (values.dir != NULL && chdir(values.dir) != 0) {
		diag_say(&context.diag, DIAG_ERROR, "cannot enter '%s'",
			 values.dir);
		return EXIT_INPUT;
	}
	xmlInitParser();
	if (values.version) {
		status = dispatch(&context, 1, version);
	} else if (values.help || first == argc) {
		status = dispatch(&context, 1, help);
		if (!values.help && status == EXIT_FINE) {
			status = EXIT_INPUT;
		}
	} else {
		status = dispatch(&context, argc - first, argv + first);
	}
	if (fflush(stdout) != 0 || ferror(stdout) != 0) {
		diag_system(&context.diag, "(stdout)", "cannot be written");
		status = EXIT_SYSTEM;
	}
	xmlCleanupParser();
	return status;
}
