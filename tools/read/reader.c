/* SPDX-License-Identifier: ISC */
#include "read/reader.h"

#include <string.h>
#include <strings.h>

#include "base/diag.h"
#include "base/source.h"

struct reader {
	const char *suffix;
	enum doc_format format;
};

/* By the ending of the name; what is not here is plain text. */
static const struct reader suffixes[] = {
	{ ".xfpt", DOC_XFPT },	    { ".xml", DOC_DOCBOOK },
	{ ".docbook", DOC_DOCBOOK }, { ".dbk", DOC_DOCBOOK },
	{ ".md", DOC_MARKDOWN },    { ".markdown", DOC_MARKDOWN },
};

typedef struct doc *read_function(struct source *source,
				  const struct read_options *options,
				  struct diag *diag);

static read_function *const readers[] = {
	[DOC_XFPT] = read_xfpt,
	[DOC_DOCBOOK] = read_docbook,
	[DOC_MARKDOWN] = read_markdown,
	[DOC_TEXT] = read_text,
};

enum doc_format reader_format(const char *path)
{
	size_t len = strlen(path);

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++) {
		size_t end = strlen(suffixes[i].suffix);

		if (len > end &&
		    strcasecmp(path + len - end, suffixes[i].suffix) == 0) {
			return suffixes[i].format;
		}
	}
	return DOC_TEXT;
}

struct doc *reader_read(const char *path, const struct read_options *options,
			struct diag *diag)
{
	struct source *source = files_read(options->files, path, diag);

	if (source == NULL) {
		return NULL;
	}
	return reader_read_source(source, reader_format(path), options, diag);
}

struct doc *reader_read_source(struct source *source, enum doc_format format,
			       const struct read_options *options,
			       struct diag *diag)
{
	/* The xfpt reader reports each of them, and what else is wrong; XML may
	   be UTF-16, and its reader looks for itself. */
	const char *nul = format == DOC_XFPT || format == DOC_DOCBOOK ? NULL :
			  memchr(source->text, '\0', source->len);

	if (nul != NULL) {
		diag_at(diag, DIAG_ERROR, source, (size_t)(nul - source->text),
			"a NUL byte: this is not a text file, or it is damaged");
		source_free(source);
		return NULL;
	}
	return readers[format](source, options, diag);
}
