/* SPDX-License-Identifier: ISC */
/*
 * html_edit - addresses of the lines that pages were made from, for who would
 * mend them. For html_write.c and render_html.c only.
 *
 * A template such as "https://example.org/blob/main/%f#L%l": %f is the file below
 * the project's root, %l the line, %% a percent sign.
 */
#ifndef STET_RENDER_HTML_EDIT_H
#define STET_RENDER_HTML_EDIT_H

struct buf;

struct html_edit {
	const char *url;	/* the template */
	const char *root;	/* absolute; NULL: names are as they should be */
	char *name;		/* of the file asked for last, and its path */
	char *path;
};

void html_edit_release(struct html_edit *edit);

/* Appends the address, to stand in an attribute. */
void html_edit_put(struct html_edit *edit, const char *file, const char *line,
		   struct buf *out);

#endif
