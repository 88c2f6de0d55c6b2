/* SPDX-License-Identifier: ISC */
/*
 * read_text - plain text documents as a tree: sections, paragraphs, lists,
 * examples, the option table, news and change-log items. Reading is tolerant:
 * whatever the text, there is a tree that holds all its words in order.
 */
#include "base/buf.h"
#include "read/reader.h"
#include "read/text_build.h"
#include "read/text_line.h"
#include "read/text_skeleton.h"

struct doc *read_text(struct source *source, const struct read_options *options,
		      struct diag *diag)
{
	struct doc *doc = doc_new(DOC_TEXT, options->role);
	struct text_file file;
	struct buf skeleton;

	(void)diag;
	doc_add_source(doc, source);
	text_file_init(&file, source, options->role);
	text_find_heads(&file);
	text_find_rows(&file);
	text_find_units(&file);
	text_find_shapes(&file);
	buf_init(&skeleton);
	text_skeleton(&file, &skeleton);
	text_build(&file, buf_slice(&skeleton), doc);
	buf_release(&skeleton);
	text_file_release(&file);
	return doc;
}
