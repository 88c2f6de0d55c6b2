/* SPDX-License-Identifier: ISC */
#include "render/html_moved.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "model/doc.h"
#include "model/resolve.h"
#include "render/html_write.h"
#include "render/render.h"

static const char *resolved(const xmlNode *node, const char *name)
{
	const xmlAttr *attr = xmlHasNsProp((xmlNode *)node, BAD_CAST name,
					   BAD_CAST RESOLVE_NS);

	return attr != NULL && attr->children != NULL
		       ? (const char *)attr->children->content
		       : NULL;
}

/* The length of "%n" or "%02n" at the start of the text, and its digits. */
static size_t number_len(const char *text, size_t *digits)
{
	*digits = 1;
	if (strncmp(text, "%n", 2) == 0) {
		return 2;
	}
	if (strncmp(text, "%0", 2) == 0 && is_digit(text[2]) && text[3] == 'n') {
		*digits = (size_t)(text[2] - '0');
		return 4;
	}
	return 0;
}

/* The pattern with the number in it, new; NULL if it has no place for it. */
static char *old_name_dup(const char *pattern, const char *number)
{
	struct buf out;
	size_t numbers = 0;
	char *name = NULL;

	buf_init(&out);
	while (*pattern != '\0') {
		size_t digits;
		size_t len = number_len(pattern, &digits);

		if (len == 0) {
			buf_putc(&out, *pattern++);
			continue;
		}
		for (size_t i = strlen(number); i < digits; i++) {
			buf_putc(&out, '0');
		}
		buf_puts(&out, number);
		pattern += len;
		numbers++;
	}
	if (numbers > 0 && strchr(out.data, '%') == NULL &&
	    html_file_allowed(out.data) && out.len > 5 &&
	    strcmp(out.data + out.len - 5, ".html") == 0) {
		name = buf_detach(&out, NULL);
	}
	buf_release(&out);
	return name;
}

/* The part after "#" goes along only where a script says so. */
static void write_page(const char *page, struct buf *out)
{
	buf_printf(out,
		   "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
		   "<meta charset=\"utf-8\">\n<title>Moved</title>\n"
		   "<link rel=\"canonical\" href=\"%s\">\n"
		   "<script>location.replace(\"%s\" + location.hash);</script>\n"
		   "<noscript><meta http-equiv=\"refresh\" content=\"0; url=%s\">"
		   "</noscript>\n"
		   "</head>\n<body>\n<main>\n<h1>Moved</h1>\n"
		   "<p>This page is now at <a href=\"%s\">%s</a>.</p>\n</main>\n"
		   "</body>\n</html>\n",
		   page, page, page, page, page);
}

static int add_page(const xmlNode *node, const char *base, const char *names,
		    struct render_files *out, struct diag *diag)
{
	const char *number = resolved(node, "number");
	char *name = number != NULL ? old_name_dup(names, number) : NULL;
	char *path;

	if (number == NULL) {
		return 0;
	}
	if (name == NULL) {
		diag_say(diag, DIAG_ERROR, "'%s' in 'html.old-names' does not name "
			 "pages: it must have a %%n, as 'ch%%n.html' has", names);
		return -1;
	}
	path = mem_printf("%s/%s", base, name);
	write_page(resolved(node, "page"), render_files_add(out, path));
	free(path);
	free(name);
	return 0;
}

int html_moved_add(const xmlDoc *doc, const char *base, const char *names,
		   struct render_files *out, struct diag *diag)
{
	const xmlNode *root = xmlDocGetRootElement((xmlDoc *)doc);
	const xmlNode *node = root;
	int result = 0;

	while (node != NULL && result == 0) {
		bool page = node->type == XML_ELEMENT_NODE &&
			    resolved(node, "page") != NULL;

		if (page) {
			result = add_page(node, base, names, out, diag);
		}
		/* Pages stand directly in what holds pages. */
		node = page ? node_walk(node, root) : node_skip(node, root);
	}
	return result;
}
