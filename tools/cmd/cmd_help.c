/* SPDX-License-Identifier: ISC */
#include <stdio.h>

#include "base/buf.h"
#include "cmd/cmd.h"

static const struct opt options[] = {
	{ 0, NULL, NULL, NULL, OPT_FLAG, 0 },
};

static void put_overview(struct buf *out)
{
	buf_puts(out, "usage: stet [OPTION...] COMMAND [ARGUMENT...]\n\n"
		      "Builds technical specifications and reviews how they "
		      "change.\n\nCommands:\n");
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		buf_printf(out, "  %-10s %s\n", cmd_table[i]->name,
			   cmd_table[i]->summary);
	}
	buf_puts(out, "\nOptions before the command:\n");
	opt_help(cmd_global_options, out);
	buf_puts(out, "\n'stet help COMMAND' says more about one of them.\n");
}

static int run(struct cmd_context *context, const void *values, int argc,
	       char **argv)
{
	struct buf out;
	int status = EXIT_FINE;

	(void)values;
	buf_init(&out);
	if (argc == 0) {
		put_overview(&out);
	}
	for (int i = 0; i < argc; i++) {
		const struct cmd *cmd = cmd_find(argv[i]);

		if (cmd == NULL) {
			diag_say(&context->diag, DIAG_ERROR,
				 "no command '%s' to help with", argv[i]);
			status = EXIT_INPUT;
			break;
		}
		cmd_put_help(cmd, &out);
	}
	if (status == EXIT_FINE) {
		fwrite(out.data, 1, out.len, stdout);
	}
	buf_release(&out);
	return status;
}

const struct cmd cmd_help = {
	.name = "help",
	.arguments = "[COMMAND...]",
	.summary = "print help, in general or for a command",
	.options = options,
	.run = run,
};
