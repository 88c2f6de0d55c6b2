/* SPDX-License-Identifier: ISC */
/*
 * stet convert: a document as DocBook.
 */
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/outfile.h"
#include "base/source.h"
#include "cmd/cmd.h"
#include "model/project.h"
#include "read/reader.h"
#include "read/xfpt.h"

struct values {
	const char *to;
	const char *from;
	const char *output;
	bool compat;
	struct opt_list settings;
};

static const struct opt options[] = {
	{ 't', "to", "FORMAT", "what to write: docbook", OPT_STRING,
	  offsetof(struct values, to) },
	{ 'f', "from", "FORMAT",
	  "what INPUT is: xfpt, docbook, markdown or text; by default its name "
	  "says, and standard input is xfpt", OPT_STRING,
	  offsetof(struct values, from) },
	{ 'o', "output", "FILE", "write FILE, not standard output", OPT_STRING,
	  offsetof(struct values, output) },
	{ 0, "xfpt-compat", NULL,
	  "the bytes that xfpt 0.11 would write, its faults included", OPT_FLAG,
	  offsetof(struct values, compat) },
	{ 0, "set", "NAME=VALUE", "set a value of the configuration, such as "
	  "version=4.99", OPT_LIST, offsetof(struct values, settings) },
	{ 0, NULL, NULL, NULL, OPT_FLAG, 0 },
};

static const char *const to_names[] = { "docbook", NULL };

/* In the order of enum doc_format. */
static const char *const from_names[] = { "xfpt", "docbook", "markdown", "text",
					  NULL };

/* The index of the name, or -1 after an error. */
static int find_name(const char *what, const char *name,
		     const char *const *names, struct diag *diag)
{
	const char *near = opt_nearest(name, names);

	for (int i = 0; names[i] != NULL; i++) {
		if (strcmp(names[i], name) == 0) {
			return i;
		}
	}
	if (near != NULL) {
		diag_say(diag, DIAG_ERROR, "unknown format '%s' for %s (did you "
			 "mean '%s'?)", name, what, near);
	} else {
		diag_say(diag, DIAG_ERROR, "unknown format '%s' for %s (see "
			 "'stet help convert')", name, what);
	}
	return -1;
}

static bool is_whole_document(struct slice text)
{
	return slice_starts(text, "<?xml") || slice_starts(text, "<!DOCTYPE");
}

/* What xfpt would print comes even after errors, on standard output alone. */
static void convert_xfpt(struct source *source, const struct values *values,
			 const struct read_options *read, struct diag *diag)
{
	const char *output = values->output != NULL ? values->output : "-";
	struct doc *doc = doc_new(DOC_XFPT, read->role);
	struct xfpt_output out;
	int result;

	doc_add_source(doc, source);
	result = xfpt_expand(doc, source, read, diag, &out);
	if (result == 0 && !read->xfpt_compat &&
	    is_whole_document(buf_slice(&out.text))) {
		result = xfpt_parse(doc, &out, read, diag);
	}
	if (result == 0 || (read->xfpt_compat && strcmp(output, "-") == 0)) {
		outfile_write(output, buf_slice(&out.text), diag);
	}
	xfpt_output_release(&out);
	doc_free(doc);
}

static void convert_tree(struct source *source, enum doc_format format,
			 const struct values *values,
			 const struct read_options *read, struct diag *diag)
{
	struct doc *doc = reader_read_source(source, format, read, diag);
	xmlChar *text = NULL;
	int len = 0;

	if (doc == NULL) {
		return;
	}
	xmlDocDumpMemoryEnc(doc->xml, &text, &len, "UTF-8");
	if (text != NULL && len > 0) {
		outfile_write(values->output != NULL ? values->output : "-",
			      slice_of((char *)text, (size_t)len), diag);
	}
	xmlFree(text);
	doc_free(doc);
}

static int convert(struct cmd_context *context, const struct values *values,
		   const char *input, enum doc_format format)
{
	struct diag *diag = &context->diag;
	struct project *project = cmd_open_project(context, &values->settings);
	struct read_options read = { .xfpt_compat = values->compat,
				     .list_mended = context->verbose };
	struct source *source;

	if (project == NULL) {
		return EXIT_INPUT;
	}
	source = source_read(input, diag);
	if (source != NULL) {
		cmd_read_options(project, input, &read);
		if (format == DOC_XFPT) {
			convert_xfpt(source, values, &read, diag);
		} else {
			convert_tree(source, format, values, &read, diag);
		}
		free((char *)read.version);
	}
	project_free(project);
	return diag_status(diag);
}

static int run(struct cmd_context *context, const void *opaque, int argc,
	       char **argv)
{
	const struct values *values = opaque;
	struct diag *diag = &context->diag;
	int format;

	if (values->to == NULL) {
		diag_say(diag, DIAG_ERROR, "say what to write: -t docbook");
		return EXIT_INPUT;
	}
	if (find_name("-t", values->to, to_names, diag) < 0) {
		return EXIT_INPUT;
	}
	if (argc != 1) {
		diag_say(diag, DIAG_ERROR, "convert takes one INPUT, a file or "
			 "'-' for standard input");
		return EXIT_INPUT;
	}
	format = values->from != NULL ?
		 find_name("-f", values->from, from_names, diag) :
		 strcmp(argv[0], "-") == 0 ? DOC_XFPT :
		 (int)reader_format(argv[0]);
	if (format < 0) {
		return EXIT_INPUT;
	}
	if (values->compat && format != DOC_XFPT) {
		diag_say(diag, DIAG_ERROR, "--xfpt-compat is for xfpt input; "
			 "'%s' is %s (say -f xfpt if it is not)", argv[0],
			 from_names[format]);
		return EXIT_INPUT;
	}
	return convert(context, values, argv[0], (enum doc_format)format);
}

const struct cmd cmd_convert = {
	.name = "convert",
	.arguments = "INPUT|-",
	.summary = "write a document as DocBook",
	.about = "Reads an xfpt, DocBook, Markdown or plain-text document and "
		 "writes it as DocBook,\nto standard output or FILE. Nothing is "
		 "written if the input has errors.\n\n"
		 "xfpt input is expanded as xfpt does it, but a text that xfpt "
		 "would lose is kept;\n'stet -v convert' notes each such place. "
		 "With --xfpt-compat the output is xfpt's,\nbyte for byte, and "
		 "standard output gets it even if there are errors.\n\n"
		 "Files that xfpt input includes are looked for beside INPUT, "
		 "then from the current\nfolder; they must be inside the project, "
		 "or for an INPUT outside of it inside\nINPUT's folder.\n",
	.options = options,
	.values_size = sizeof(struct values),
	.run = run,
};
