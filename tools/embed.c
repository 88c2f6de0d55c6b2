/* SPDX-License-Identifier: ISC */
/*
 * embed - a build tool: writes C source for the table of assets.
 *
 * usage: embed PREFIX FILE...   (PREFIX is cut from the names)
 *
 * Styles and scripts go to every reader, so what only their authors need is left
 * out: comments on lines of their own, indentation, ends of lines in a script after
 * what cannot end there, blanks between the parts of a style and its last semicolons.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How much of a file is needed by those who get it. */
enum kind { KIND_ANY, KIND_SCRIPT, KIND_STYLE };

struct writer {
	enum kind kind;
	size_t count;
	char last;		/* byte written; 0 at first */
	char quote;		/* that a string of a style began with, or 0 */
	int held;		/* a semicolon of a style, until something follows */
};

static enum kind kind_of(const char *path)
{
	const char *dot = strrchr(path, '.');

	if (dot != NULL && strcmp(dot, ".js") == 0) {
		return KIND_SCRIPT;
	}
	return dot != NULL && strcmp(dot, ".css") == 0 ? KIND_STYLE : KIND_ANY;
}

static void put_byte(struct writer *writer, char byte)
{
	printf("%s0x%02x,", writer->count++ % 16 == 0 ? "\n\t" : "",
	       (unsigned int)(unsigned char)byte);
	writer->last = byte;
}

/* Blanks of a style that nothing needs: next to these. */
static int is_needless(const struct writer *writer, const char *at)
{
	const char *next = at + strspn(at, " \t\n");

	return writer->last == 0 || strchr("{};:,> ", writer->last) != NULL ||
	       *next == '{' || *next == '}' || *next == '>';
}

static void put_style(struct writer *writer, const char *line)
{
	for (; *line != '\0'; line++) {
		if (writer->quote != 0) {
			put_byte(writer, *line);
			writer->quote = *line == writer->quote ? 0 : writer->quote;
		} else if (strchr(" \t\n", *line) != NULL) {
			if (!is_needless(writer, line)) {
				put_byte(writer, ' ');
			}
		} else if (*line == ';') {
			writer->held = 1;
			writer->last = ';';
		} else {
			if (writer->held && *line != '}') {
				put_byte(writer, ';');
			}
			writer->held = 0;
			put_byte(writer, *line);
			writer->quote = *line == '"' ? '"' : 0;
		}
	}
}

static void put_line(struct writer *writer, const char *line)
{
	if (writer->kind != KIND_ANY) {
		line += strspn(line, " \t");
		if (*line == '\n' || strncmp(line, "//", 2) == 0 ||
		    (strncmp(line, "/*", 2) == 0 && strstr(line, "*/\n"))) {
			return;
		}
	}
	if (writer->kind == KIND_STYLE) {
		put_style(writer, line);
		return;
	}
	while (*line != '\0') {
		if (writer->kind == KIND_SCRIPT && *line == '\n' &&
		    strchr("{(,;", writer->last) != NULL) {
			return;
		}
		put_byte(writer, *line++);
	}
}

static void put_file(const char *path, int number)
{
	struct writer writer = { .kind = kind_of(path) };
	FILE *in = fopen(path, "rb");
	char *line = NULL;
	size_t capacity = 0;

	if (in == NULL) {
		perror(path);
		exit(1);
	}
	printf("static const unsigned char asset_%d[] = {", number);
	while (getline(&line, &capacity, in) > 0) {
		put_line(&writer, line);
	}
	printf("\n\t0\n};\n\n");
	free(line);
	fclose(in);
}

int main(int argc, char **argv)
{
	printf("#include \"base/asset.h\"\n\n");
	for (int i = 2; i < argc; i++) {
		put_file(argv[i], i);
	}
	printf("const struct asset asset_table[] = {\n");
	for (int i = 2; i < argc; i++) {
		const char *name = argv[i];

		if (strncmp(name, argv[1], strlen(argv[1])) == 0) {
			name += strlen(argv[1]);
		}
		printf("\t{ \"%s\", asset_%d, sizeof(asset_%d) - 1 },\n", name,
		       i, i);
	}
	printf("\t{ NULL, NULL, 0 }\n};\n");
	return 0;
}
