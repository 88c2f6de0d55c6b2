/* SPDX-License-Identifier: ISC */
#include "cmd/cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/project.h"
#include "read/reader.h"

extern const struct cmd cmd_help;
extern const struct cmd cmd_version;

const struct cmd *const cmd_table[] = {
	&cmd_help,
	&cmd_version,
	NULL,
};

const struct cmd *cmd_find(const char *name)
{
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		if (strcmp(cmd_table[i]->name, name) == 0) {
			return cmd_table[i];
		}
	}
	return NULL;
}

int cmd_run(const struct cmd *cmd, struct cmd_context *context, int argc,
	    char **argv)
{
	void *values = mem_alloc(cmd->values_size);
	int first;
	int status = EXIT_INPUT;

	/* getopt passes over argv[0], which is the command's name. */
	first = opt_parse(cmd->options, values, argc, argv, false,
			  &context->diag);
	if (first >= 0) {
		status = cmd->run(context, values, argc - first, argv + first);
	}
	opt_release(cmd->options, values);
	free(values);
	return status;
}
