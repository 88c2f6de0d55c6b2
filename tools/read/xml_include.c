/* SPDX-License-Identifier: ISC */
/*
 * Files that a document asks for: which may be read, and XInclude.
 */
#include <ctype.h>
#include <errno.h>
#include <libxml/uri.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/doc.h"
#include "read/xml_parse.h"

#define XINCLUDE_NS "http://www.w3.org/2001/XInclude"

/* --- which files ------------------------------------------------------------ */

/* The folder of a file's path, with its slash; empty for a bare name. */
static struct slice folder_of(const char *path)
{
	const char *slash = path != NULL ? strrchr(path, '/') : NULL;

	return slice_of(path, slash != NULL ? (size_t)(slash - path) + 1 : 0);
}

static char *join(const char *path, const char *relative)
{
	struct slice folder = folder_of(path);

	if (relative[0] == '/') {
		return mem_strdup(relative);
	}
	return mem_printf("%.*s%s", (int)folder.len,
			  folder.len != 0 ? folder.ptr : "", relative);
}

/* Where includes must stay: as asked for, else the main file's folder. */
static const char *root_of(struct xml_job *job)
{
	const struct source *main_source = doc_main_source(job->doc);
	char *folder;

	if (job->root == NULL && job->options->root != NULL) {
		job->root = files_real_dup(job->options->files,
					   job->options->root);
	} else if (job->root == NULL) {
		folder = join(main_source->path, "./");
		job->root = files_real_dup(job->options->files, folder);
		free(folder);
	}
	return job->root;
}

static bool is_inside(const char *path, const char *root)
{
	size_t len = root != NULL ? strlen(root) : 0;

	if (len == 1 && root[0] == '/') {
		return true;
	}
	return len != 0 && strncmp(path, root, len) == 0 && path[len] == '/';
}

/* "http:" and its like. */
static bool has_scheme(const char *href)
{
	size_t len = 0;

	while (is_alnum(href[len]) || (href[len] != '\0' &&
				       strchr("+-.", href[len]) != NULL)) {
		len++;
	}
	return len > 1 && href[len] == ':';
}

static bool includes_itself(const struct xml_parse *parse, const char *path)
{
	bool found = false;

	for (; parse != NULL && !found; parse = parse->includer) {
		char *own = parse->source->path != NULL
			? files_real_dup(parse->job->options->files,
					 parse->source->path) : NULL;

		found = own != NULL && strcmp(own, path) == 0;
		free(own);
	}
	return found;
}

static struct source *find_source(const struct doc *doc, const char *path)
{
	for (size_t i = 1; i < doc->source_count; i++) {
		if (doc->sources[i]->path != NULL &&
		    strcmp(doc->sources[i]->path, path) == 0) {
			return doc->sources[i];
		}
	}
	return NULL;
}

/*
 * A file that was read before counts against what the document may expand to;
 * a new one lets it expand to more.
 */
static struct source *get_source(struct xml_parse *parse, const char *path,
				 const char *name, struct xml_refusal *refusal)
{
	struct xml_job *job = parse->job;
	struct source *source = find_source(job->doc, path);
	struct diag silent;

	if (source != NULL) {
		if (source->len + 100 > job->may_expand - job->expanded) {
			refusal->why = mem_strdup("the same files are included "
						  "too many times");
			return NULL;
		}
		job->expanded += source->len + 100;
		return source;
	}
	diag_init(&silent, NULL);
	source = files_read(job->options->files, path, &silent);
	if (source == NULL) {
		refusal->why = mem_printf("'%s' cannot be read: %s", name,
					  errno == EINVAL ? "not a regular file"
					  : strerror(errno));
		return NULL;
	}
	free(source->name);
	source->name = mem_strdup(name);
	job->may_expand += 10 * source->len;
	return doc_add_source(job->doc, source);
}

static char *why_not(struct xml_parse *parse, const char *path, const char *href)
{
	struct xml_job *job = parse->job;

	if (!is_inside(path, root_of(job))) {
		return mem_printf("'%s' is outside of '%s', the document's tree",
				  href, job->root != NULL ? job->root : "?");
	}
	if (includes_itself(parse, path)) {
		return mem_printf("'%s' includes itself", href);
	}
	if (++job->file_count > XML_MAX_FILES) {
		return mem_printf("more than %d files are included",
				  XML_MAX_FILES);
	}
	return NULL;
}

static struct source *open_path(struct xml_parse *parse,
				const struct source *base, const char *href,
				struct xml_refusal *refusal)
{
	char *name = join(base->name, href);
	char *path = join(base->path, href);
	char *real = files_real_dup(parse->job->options->files, path);
	struct source *source = NULL;

	if (real == NULL) {
		refusal->missing = errno == ENOENT || errno == ENOTDIR;
		refusal->why = mem_printf("'%s': %s", href, strerror(errno));
	} else {
		refusal->why = why_not(parse, real, href);
		if (refusal->why == NULL) {
			source = get_source(parse, real, name, refusal);
		}
	}
	free(name);
	free(path);
	free(real);
	return source;
}

struct source *xml_include_open(struct xml_parse *parse,
				const struct source *base, const char *href,
				struct xml_refusal *refusal)
{
	struct source *source = NULL;
	char *decoded;

	if (!parse->job->files) {
		refusal->why = mem_strdup("only a DocBook file may ask for "
					  "other files");
		return NULL;
	}
	if (href == NULL || href[0] == '\0' || has_scheme(href)) {
		refusal->why = mem_printf("'%s' is no file of the document's "
					  "tree, and nothing else is read",
					  href != NULL ? href : "");
		return NULL;
	}
	decoded = xmlURIUnescapeString(href, 0, NULL);
	if (decoded != NULL) {
		source = open_path(parse, base, decoded, refusal);
		xmlFree(decoded);
	}
	return source;
}

/* --- XInclude ---------------------------------------------------------------- */

static bool is_xinclude(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && node->ns != NULL &&
	       strcmp((const char *)node->ns->href, XINCLUDE_NS) == 0 &&
	       strcmp((const char *)node->name, name) == 0;
}

static void report(struct xml_parse *parse, const xmlNode *include,
		   const char *why)
{
	const struct origin *origin = doc_origin(include);

	if (origin != NULL) {
		diag_at(parse->job->diag, DIAG_ERROR, origin->source,
			origin->span.start, "xi:include: %s", why);
	}
}

static size_t depth_of(const xmlNode *node)
{
	size_t depth = 0;

	for (; node->parent != NULL; node = node->parent) {
		depth++;
	}
	return depth;
}

static size_t include_depth(const struct xml_parse *parse)
{
	size_t depth = 0;

	for (; parse->includer != NULL; parse = parse->includer) {
		depth++;
	}
	return depth;
}

/* The element of an included tree that is asked for: the root, or by its id. */
static xmlNode *choose(xmlDoc *tree, const char *id)
{
	xmlNode *top = xmlDocGetRootElement(tree);
	xmlNode *node = top;

	while (id != NULL && node != NULL) {
		const char *own = node->type == XML_ELEMENT_NODE
			? node_attr(node, "id") : NULL;

		if (own != NULL && strcmp(own, id) == 0) {
			break;
		}
		node = node_walk(node, top);
	}
	return node;
}

/* Text joins text before it, which libxml2 does only elsewhere. */
static void put_before(xmlNode *include, xmlNode *node)
{
	if (node->type == XML_TEXT_NODE && include->prev != NULL &&
	    include->prev->type == XML_TEXT_NODE) {
		xmlTextMerge(include->prev, node);
	} else {
		xmlAddPrevSibling(include, node);
	}
}

/* Puts a node (NULL: nothing) where the include stands. */
static void replace(xmlNode *include, xmlNode *node)
{
	xmlNode *before;
	xmlNode *after;

	if (node != NULL) {
		put_before(include, node);
	}
	before = include->prev;
	after = include->next;
	xmlUnlinkNode(include);
	xmlFreeNode(include);
	if (before != NULL && after != NULL &&
	    before->type == XML_TEXT_NODE && after->type == XML_TEXT_NODE) {
		xmlTextMerge(before, after);
	}
}

static int include_tree(struct xml_parse *parse, xmlNode *include,
			struct source *source)
{
	struct xml_map map = xml_map_source(source);
	const char *id = node_attr(include, "xpointer");
	struct xml_parse *inner = mem_alloc(sizeof(*inner));
	xmlNode *node = NULL;
	xmlDoc *tree;

	inner->job = parse->job;
	inner->includer = parse;
	inner->source = source;
	inner->depth_above = parse->depth_above + depth_of(include);
	tree = xml_parse_text(inner, slice_of(source->text, source->len), &map);
	free(inner);
	if (tree == NULL) {
		return -1;
	}
	node = choose(tree, id);
	if (node == NULL) {
		char *why = mem_printf("'%s' has no element with the id '%s'",
				       source->name, id);

		report(parse, include, why);
		free(why);
	} else {
		xmlUnlinkNode(node);
		xmlSetTreeDoc(node, include->doc);
		replace(include, node);
		xmlReconciliateNs(node->doc, node);
	}
	xmlFreeDoc(tree);
	return node != NULL ? 0 : -1;
}

/* The text as XML has it: no CR before LF, and what XML has no place for is
 * noted. */
static int include_text(struct xml_parse *parse, xmlNode *include,
			struct source *source)
{
	struct xml_map map = xml_map_source(source);
	struct xml_problems problems = { .input = NULL };
	struct xml_input input;
	int result = xml_input_init(&input, slice_of(source->text, source->len),
				    &map, &problems);
	char *text = mem_alloc(input.text.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < input.text.len && result == 0; i++) {
		char c = input.text.ptr[i];

		if (c == '\r' && i + 1 < input.text.len &&
		    input.text.ptr[i + 1] == '\n') {
			continue;
		}
		if ((unsigned char)c < ' ' && !is_space(c)) {
			xml_problem_add(&problems, i, "a control character "
					"that XML does not allow");
			result = -1;
		}
		text[len++] = c;
	}
	xml_problem_flush(&problems, parse->job->diag);
	xml_problem_release(&problems);
	if (result == 0) {
		replace(include, xmlNewDocText(include->doc,
					       (const xmlChar *)text));
	}
	xml_input_release(&input);
	free(text);
	return result;
}

static xmlNode *fallback_of(const xmlNode *include)
{
	xmlNode *child = include->children;

	while (child != NULL && !is_xinclude(child, "fallback")) {
		child = child->next;
	}
	return child;
}

/* The children of the fallback take the include's place, before it. */
static void use_fallback(xmlNode *include, xmlNode *fallback)
{
	xmlNode *next;

	for (xmlNode *child = fallback->children; child != NULL; child = next) {
		next = child->next;
		xmlUnlinkNode(child);
		put_before(include, child);
	}
	replace(include, NULL);
}

/* Of the element itself, before any file is looked at. */
static const char *objection(const struct xml_parse *parse,
			     const xmlNode *include)
{
	const char *kind = node_attr(include, "parse");
	const char *id = node_attr(include, "xpointer");

	if (include_depth(parse) >= XML_MAX_INCLUDE_DEPTH) {
		return "files are included too deep";
	}
	if (node_attr(include, "href") == NULL) {
		return "there is no href, and parts of the same file are not "
		       "included";
	}
	if (kind != NULL && strcmp(kind, "xml") != 0 &&
	    strcmp(kind, "text") != 0) {
		return "parse must be 'xml' or 'text'";
	}
	if (id != NULL && strpbrk(id, "()/ ") != NULL) {
		return "of xpointer only a bare id is understood";
	}
	return NULL;
}

/*
 * Does one include. The node that follows in the walk is the caller's business:
 * what was included has been seen to already, what a fallback holds has not.
 */
static int include_one(struct xml_parse *parse, xmlNode *include)
{
	const char *why = objection(parse, include);
	const char *kind = node_attr(include, "parse");
	const struct origin *origin = doc_origin(include);
	struct xml_refusal refusal = { NULL, false };
	xmlNode *fallback = fallback_of(include);
	struct source *source;
	int result = -1;

	if (why != NULL) {
		report(parse, include, why);
		return -1;
	}
	source = xml_include_open(parse, origin != NULL ? origin->source
				  : parse->source,
				  node_attr(include, "href"), &refusal);
	if (source != NULL) {
		return kind != NULL && strcmp(kind, "text") == 0
			? include_text(parse, include, source)
			: include_tree(parse, include, source);
	}
	if (refusal.missing && fallback != NULL) {
		use_fallback(include, fallback);
		result = 0;
	} else {
		report(parse, include, refusal.why);
	}
	free(refusal.why);
	return result;
}

/* The node to go on with when what followed before inside parent is done. */
static xmlNode *resume(xmlNode *parent, xmlNode *before, const xmlNode *top)
{
	if (before != NULL) {
		return node_skip(before, top);
	}
	return parent->children != NULL ? parent->children
					: node_skip(parent, top);
}

static int include_below(struct xml_parse *parse, xmlNode *top)
{
	xmlNode *node = top;
	int result = 0;

	while (node != NULL) {
		xmlNode *parent = node->parent;
		xmlNode *before = node->prev;

		if (!is_xinclude(node, "include")) {
			node = node_walk(node, top);
		} else if (include_one(parse, node) != 0) {
			result = -1;
			node = node_skip(node, top);
		} else {
			node = resume(parent, before, top);
		}
	}
	return result;
}

int xml_include_all(struct xml_parse *parse, xmlDoc *tree)
{
	xmlNode *top = xmlDocGetRootElement(tree);

	while (top != NULL && is_xinclude(top, "include")) {
		if (include_one(parse, top) != 0) {
			return -1;
		}
		top = xmlDocGetRootElement(tree);
	}
	if (top == NULL || xmlNextElementSibling(top) != NULL) {
		xml_problem_add(&parse->problems, 0, "what is included does not "
				"make one document element");
		return -1;
	}
	return include_below(parse, top);
}
