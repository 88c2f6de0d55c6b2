/* SPDX-License-Identifier: ISC */
/*
 * Shell completions, made from the tables of commands and options, so that they
 * can never disagree with what stet takes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "cmd/cmd.h"

static const struct opt options[] = {
	{ 0, NULL, NULL, NULL, OPT_FLAG, 0 },
};

/* An option whose value may be left out is complete without. */
static bool wants_value(const struct opt *row)
{
	return row->type != OPT_FLAG && row->type != OPT_OPTIONAL;
}

static void put_words(const struct opt *table, struct buf *out)
{
	for (; table->name != NULL; table++) {
		buf_printf(out, " --%s%s", table->name,
			   wants_value(table) ? "=" : "");
	}
}

/* The options of a command; of one that has commands of its own, those of all
 * of them, each once: an array ended like a table, the caller's. */
static struct opt *all_options_dup(const struct cmd *cmd)
{
	struct opt *all = NULL;
	size_t count = 0;
	size_t capacity = 0;

	for (size_t i = 0; cmd->commands != NULL && cmd->commands[i] != NULL;
	     i++) {
		const struct opt *row = cmd->commands[i]->options;

		for (; row->name != NULL; row++) {
			size_t at = 0;

			while (at < count &&
			       strcmp(all[at].name, row->name) != 0) {
				at++;
			}
			if (at == count) {
				MEM_GROW(all, count + 1, capacity);
				all[count++] = *row;
			}
		}
	}
	for (const struct opt *row = cmd->options; row->name != NULL; row++) {
		MEM_GROW(all, count + 1, capacity);
		all[count++] = *row;
	}
	MEM_GROW(all, count, capacity);
	memset(&all[count], 0, sizeof(*all));
	return all;
}

static void put_inner_names(const struct cmd *cmd, struct buf *out)
{
	for (size_t i = 0; cmd->commands != NULL && cmd->commands[i] != NULL;
	     i++) {
		buf_printf(out, "%s%s", i != 0 ? " " : "",
			   cmd->commands[i]->name);
	}
}

static void put_bash(struct buf *out)
{
	buf_puts(out, "_stet()\n{\n"
		      "\tlocal word=${COMP_WORDS[COMP_CWORD]} command= i\n"
		      "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
		      "\t\tcase ${COMP_WORDS[i]} in\n"
		      "\t\t-*) ;;\n"
		      "\t\t*) command=${COMP_WORDS[i]}; break ;;\n"
		      "\t\tesac\n\tdone\n"
		      "\tlocal words=\n\tcase $command in\n\t'') words='");
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		buf_printf(out, "%s%s", i != 0 ? " " : "", cmd_table[i]->name);
	}
	put_words(cmd_global_options, out);
	buf_puts(out, "' ;;\n");
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		struct opt *table = all_options_dup(cmd_table[i]);

		buf_printf(out, "\t%s) words='", cmd_table[i]->name);
		put_inner_names(cmd_table[i], out);
		buf_puts(out, " --help");
		put_words(table, out);
		buf_puts(out, "' ;;\n");
		free(table);
	}
	buf_puts(out,
		 "\tesac\n"
		 "\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
		 "\t[[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace\n"
		 "}\ncomplete -o default -F _stet stet\n");
}

/* Inside single quotes, for zsh and fish. */
static void put_quoted(const char *text, struct buf *out)
{
	for (; *text != '\0'; text++) {
		if (*text == '\'') {
			buf_puts(out, "'\\''");
		} else {
			buf_putc(out, *text);
		}
	}
}

/* In _arguments a colon and brackets are syntax. */
static void put_zsh_help(const char *text, struct buf *out)
{
	for (; *text != '\0'; text++) {
		if (strchr("[]:\\", *text) != NULL) {
			buf_putc(out, '\\');
		}
		put_quoted((const char[]){ *text, '\0' }, out);
	}
}

/* How _arguments is told of an option's value. */
struct zsh_form {
	const char *equals;
	const char *value;
};

static const struct zsh_form zsh_forms[] = {
	[OPT_FLAG] = { "", "" },
	[OPT_STRING] = { "=", ":value:_files" },
	[OPT_OPTIONAL] = { "=-", "::value: " },
	[OPT_LIST] = { "=", ":value:_files" },
	[OPT_NUMBER] = { "=", ":value:_files" },
};

static void put_zsh_options(const struct opt *table, struct buf *out)
{
	for (; table->name != NULL; table++) {
		const struct zsh_form *form = &zsh_forms[table->type];

		buf_printf(out, "\t\t'--%s%s[", table->name, form->equals);
		put_zsh_help(table->help, out);
		buf_printf(out, "]%s' \\\n", form->value);
	}
}

static void put_zsh(struct buf *out)
{
	buf_puts(out, "#compdef stet\n_stet() {\n"
		      "\tlocal -a commands\n\tlocal curcontext=$curcontext state\n"
		      "\tcommands=(\n");
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		buf_printf(out, "\t\t'%s:", cmd_table[i]->name);
		put_zsh_help(cmd_table[i]->summary, out);
		buf_puts(out, "'\n");
	}
	buf_puts(out, "\t)\n\t_arguments -C \\\n");
	put_zsh_options(cmd_global_options, out);
	buf_puts(out, "\t\t'1:command:->command' '*::argument:->argument'\n"
		      "\tcase $state in\n"
		      "\tcommand) _describe command commands ;;\n"
		      "\targument)\n\t\tcase $words[1] in\n");
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		struct opt *table = all_options_dup(cmd_table[i]);

		buf_printf(out, "\t\t%s) _arguments \\\n", cmd_table[i]->name);
		put_zsh_options(table, out);
		free(table);
		if (cmd_table[i]->commands != NULL) {
			buf_puts(out, "\t\t'1:command:(");
			put_inner_names(cmd_table[i], out);
			buf_puts(out, ")' \\\n");
		}
		buf_puts(out, "\t\t'*:file:_files' ;;\n");
	}
	buf_puts(out, "\t\tesac ;;\n\tesac\n}\n_stet \"$@\"\n");
}

static void put_fish_options(const struct opt *table, const char *condition,
			     struct buf *out)
{
	for (; table->name != NULL; table++) {
		buf_printf(out, "complete -c stet -n '%s' -l %s%s", condition,
			   table->name, wants_value(table) ? " -r" : "");
		if (table->letter != 0) {
			buf_printf(out, " -s %c", table->letter);
		}
		buf_puts(out, " -d '");
		put_quoted(table->help, out);
		buf_puts(out, "'\n");
	}
}

static void put_fish(struct buf *out)
{
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		const struct cmd *cmd = cmd_table[i];
		char condition[80];
		struct opt *table;

		buf_printf(out,
			   "complete -c stet -n __fish_use_subcommand -f -a %s "
			   "-d '",
			   cmd->name);
		put_quoted(cmd->summary, out);
		buf_puts(out, "'\n");
		snprintf(condition, sizeof(condition),
			 "__fish_seen_subcommand_from %s", cmd->name);
		if (cmd->commands != NULL) {
			buf_printf(out, "complete -c stet -n '%s' -f -a '",
				   condition);
			put_inner_names(cmd, out);
			buf_puts(out, "'\n");
		}
		table = all_options_dup(cmd);
		put_fish_options(table, condition, out);
		free(table);
	}
	put_fish_options(cmd_global_options, "__fish_use_subcommand", out);
}

struct shell {
	const char *name;
	void (*put)(struct buf *out);
};

static const struct shell shells[] = {
	{ "bash", put_bash },
	{ "zsh", put_zsh },
	{ "fish", put_fish },
};

static int run(struct cmd_context *context, const void *values, int argc,
	       char **argv)
{
	struct buf out;

	(void)values;
	for (size_t i = 0; argc == 1 && i < sizeof(shells) / sizeof(*shells);
	     i++) {
		if (strcmp(shells[i].name, argv[0]) == 0) {
			buf_init(&out);
			shells[i].put(&out);
			fwrite(out.data, 1, out.len, stdout);
			buf_release(&out);
			return EXIT_FINE;
		}
	}
	diag_say(&context->diag, DIAG_ERROR,
		 "completion takes one of: bash, zsh, fish");
	return EXIT_INPUT;
}

const struct cmd cmd_completion = {
	.name = "completion",
	.arguments = "bash|zsh|fish",
	.summary = "print a completion script for a shell",
	.about = "For bash:  source <(stet completion bash)\n"
		 "For zsh:   stet completion zsh >~/.zfunc/_stet\n"
		 "For fish:  stet completion fish >~/.config/fish/completions/"
		 "stet.fish\n",
	.options = options,
	.run = run,
};
