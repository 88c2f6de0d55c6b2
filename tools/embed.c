/* SPDX-License-Identifier: ISC */
/*
 * embed - a build tool: writes C source for the table of assets.
 *
 * usage: embed PREFIX FILE...   (PREFIX is cut from the names)
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_bytes(FILE *in)
{
	size_t count = 0;
	int c;

	while ((c = getc(in)) != EOF) {
		printf("%s0x%02x,", count++ % 16 == 0 ? "\n\t" : "", c);
	}
	printf("\n\t0\n");
}

static void put_file(const char *path, int number)
{
	FILE *in = fopen(path, "rb");

	if (in == NULL) {
		perror(path);
		exit(1);
	}
	printf("static const unsigned char asset_%d[] = {", number);
	put_bytes(in);
	printf("};\n\n");
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
