/* SPDX-License-Identifier: ISC */
#include "cmd/diff_external.h"

#include <string.h>

#include "base/mem.h"
#include "base/source.h"
#include "cmd/cmd.h"
#include "model/files.h"
#include "model/files_overlay.h"

enum { BINARY_PROBE = 8000 };	/* bytes, as git looks at */

static bool is_mode(const char *text)
{
	return strcmp(text, ".") == 0 ||
	       (strlen(text) == 6 && strspn(text, "01234567") == 6);
}

bool diff_external_is(int argc, char **argv)
{
	return (argc == 7 || argc == 9) && is_mode(argv[3]) &&
	       is_mode(argv[6]);
}

static bool is_binary(const struct source *source)
{
	return memchr(source->text, '\0',
		      source->len < BINARY_PROBE ? source->len :
						   BINARY_PROBE) != NULL;
}

/* The bytes of the temporary file, as if they were at the path. */
static int set_side(struct cmd_context *context, struct diff_place *place,
		    const char *side, const char *path, const char *file)
{
	struct source *source;
	int result = 0;

	place->label = mem_printf("%s/%s", side, path);
	if (strcmp(file, "/dev/null") == 0) {
		return 0;
	}
	source = source_read(file, &context->diag);
	if (source == NULL) {
		return -1;
	}
	if (is_binary(source)) {
		diag_file(&context->diag, DIAG_NOTE, path,
			  "is binary: not compared");
		result = -1;
	} else {
		place->path = mem_strdup(path);
		place->files = files_overlay_new(NULL);
		result = files_overlay_put(place->files, path,
					   mem_strndup(source->text,
						       source->len),
					   source->len);
	}
	source_free(source);
	return result;
}

int diff_external_find(struct cmd_context *context, int argc, char **argv,
		       struct diff_place places[2])
{
	const char *new_path = argc == 9 ? argv[7] : argv[0];

	memset(places, 0, 2 * sizeof(*places));
	return set_side(context, &places[0], "a", argv[0], argv[1]) == 0 &&
	       set_side(context, &places[1], "b", new_path, argv[4]) == 0 ?
		       0 : -1;
}
