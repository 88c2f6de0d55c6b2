/* SPDX-License-Identifier: ISC */
#include "render/sheet.h"

#include <errno.h>
#include <libexslt/exslt.h>
#include <libxml/parser.h>
#include <libxml/threads.h>
#include <libxml/xpathInternals.h>
#include <libxslt/documents.h>
#include <libxslt/extensions.h>
#include <libxslt/imports.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/asset.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/files.h"
#include "model/resolve.h"
#include "render/sheet_log.h"

/*
 * Stylesheets have addresses of our own, "sheet:/html.xsl", whether they come
 * from the user's folder or are built in. Everything else is refused, so that
 * what a stylesheet includes or loads can only be found in these two places.
 */
#define SCHEME "sheet:/"

/* Deeper than any tree a reader lets through, far from the stack's end. */
enum { TEMPLATE_DEPTH = 1200 };

/*
 * A stylesheet that was asked for. While one thread runs it, another gets one of
 * its own: libxml2 keeps what it found out inside compiled expressions.
 */
struct sheet {
	char *name;
	bool busy;
	xsltStylesheet *style;	/* NULL: it is none */
	struct diag said;	/* what there was to say when it was compiled */
	struct sheet *next;
};

struct sheets {
	const struct files *files;
	char *folder;
	pthread_mutex_t lock;	/* of the list */
	struct sheet *first;
};

/* One use of a stylesheet: what libxslt hands back to us as its user's data. */
struct run {
	const struct sheets *sheets;
	struct sheet_pages *pages;
	struct sheet_log log;
};


/* --- finding -------------------------------------------------------------- */

/* A plain relative path: it cannot lead out of the folder it is put after. */
static bool is_inside(const char *name)
{
	const char *p = name;

	if (*p == '\0' || *p == '/') {
		return false;
	}
	while (p != NULL) {
		p += *p == '/';
		if (strcspn(p, "/") == strspn(p, ".") && *p == '.') {
			return false;
		}
		p = strchr(p, '/');
	}
	return true;
}

/* The real path of a file in the folder; NULL if it is not there, or a link
 * leads elsewhere (then with an error reported). */
static char *path_in(const struct sheets *sheets, const char *name,
		     struct diag *diag)
{
	char *joined = mem_printf("%s/%s", sheets->folder, name);
	char *path = files_real_dup(sheets->files, joined);
	char *root = files_real_dup(sheets->files, sheets->folder);

	if (path != NULL && root != NULL) {
		size_t len = strcmp(root, "/") != 0 ? strlen(root) : 0;

		if (strncmp(path, root, len) != 0 || path[len] != '/') {
			diag_file(diag, DIAG_ERROR, joined,
				  "leads out of the stylesheet folder");
			free(path);
			path = NULL;
		}
	}
	free(root);
	free(joined);
	return path;
}

char *sheet_asset_dup(const struct sheets *sheets, const char *name, size_t *len,
		      struct diag *diag)
{
	size_t errors = diag->errors;
	char *path = NULL;
	struct slice asset;

	if (!is_inside(name)) {
		diag_say(diag, DIAG_ERROR,
			 "'%s' is outside the stylesheet folder", name);
		return NULL;
	}
	if (sheets != NULL && sheets->folder != NULL) {
		path = path_in(sheets, name, diag);
	}
	if (path != NULL) {
		struct source *source = files_read(sheets->files, path, diag);
		char *bytes = NULL;

		free(path);
		if (source != NULL) {
			bytes = mem_strndup(source->text, source->len);
			*len = source->len;
		}
		source_free(source);
		return bytes;
	}
	if (diag->errors != errors) {
		return NULL;
	}
	asset = asset_find(name);
	if (asset.ptr == NULL) {
		diag_say(diag, DIAG_ERROR, "there is no stylesheet file '%s'",
			 name);
		return NULL;
	}
	*len = asset.len;
	return mem_strndup(asset.ptr, asset.len);
}

/* --- loading -------------------------------------------------------------- */

/* Entities in a stylesheet are fine as names for text, not as other files. */
static void declare_entity(void *payload, const xmlChar *name, int type,
			   const xmlChar *public_id, const xmlChar *system_id,
			   xmlChar *content)
{
	if (type == XML_INTERNAL_GENERAL_ENTITY) {
		xmlSAX2EntityDecl(payload, name, type, public_id, system_id,
				  content);
	}
}

static xmlDoc *parse(const char *url, const char *bytes, size_t len,
		     xmlDict *dict)
{
	xmlParserCtxt *parser = xmlNewParserCtxt();
	xmlDoc *doc;

	if (dict != NULL) {
		xmlDictFree(parser->dict);
		parser->dict = dict;
		xmlDictReference(dict);
	}
	parser->sax->entityDecl = declare_entity;
	doc = xmlCtxtReadMemory(parser, bytes, (int)len, url, NULL,
				XML_PARSE_NOENT | XML_PARSE_NOCDATA |
					XML_PARSE_NONET);
	xmlFreeParserCtxt(parser);
	return doc;
}

static xmlDoc *load(struct run *run, const char *url, xmlDict *dict)
{
	struct diag *diag = run->log.diag;
	size_t len = 0;
	char *bytes;
	xmlDoc *doc = NULL;

	if (strncmp(url, SCHEME, strlen(SCHEME)) != 0) {
		diag_say(diag, DIAG_ERROR,
			 "stylesheet '%s' may not read '%s': only files beside "
			 "it, by a relative name", run->log.name, url);
		run->log.failed = true;
		return NULL;
	}
	bytes = sheet_asset_dup(run->sheets, url + strlen(SCHEME), &len, diag);
	if (bytes != NULL && len < INT32_MAX) {
		doc = parse(url, bytes, len, dict);
	}
	free(bytes);
	run->log.failed |= doc == NULL;
	return doc;
}

/* libxslt's one loader for the process: knows nothing but its arguments. */
static xmlDoc *load_hook(const xmlChar *url, xmlDict *dict, int options,
			 void *context, xsltLoadType type)
{
	struct run *run = NULL;

	(void)options;
	if (type == XSLT_LOAD_STYLESHEET) {
		xsltStylesheet *style = context;

		while (style != NULL && style->_private == NULL) {
			style = style->parent;
		}
		run = style != NULL ? style->_private : NULL;
	} else if (type == XSLT_LOAD_DOCUMENT && context != NULL) {
		run = ((xsltTransformContext *)context)->_private;
	}
	return run != NULL ? load(run, (const char *)url, dict) : NULL;
}

/*
 * Settings of libxslt for the whole process, always the same ones; to be made
 * before there are threads.
 */
static void set_up_library(void)
{
	xsltSetLoaderFunc(load_hook);
	exsltRegisterAll();
	/* Each step is traced else, by a call that then prints nothing. */
	xsltDebugSetDefaultTrace(XSLT_TRACE_NONE);
	xsltSetGenericErrorFunc(NULL, sheet_log_put);
}

/* --- compiling ------------------------------------------------------------ */

static xsltStylesheet *compile(struct run *run)
{
	char *url = mem_printf(SCHEME "%s", run->log.name);
	xsltStylesheet *style = xsltNewStylesheet();
	xmlDoc *doc;
	int result = -1;

	run->log.compiling = true;
	style->_private = run;
	doc = load(run, url, NULL);
	if (doc != NULL) {
		result = xsltParseStylesheetUser(style, doc);
		if (style->doc == NULL) {
			xmlFreeDoc(doc);
		}
	}
	run->log.compiling = false;
	style->_private = NULL;
	sheet_log_flush(&run->log);
	if (result != 0 || run->log.failed) {
		xsltFreeStylesheet(style);
		style = NULL;
	}
	free(url);
	return style;
}

static struct sheet *new_sheet(const struct sheets *sheets, const char *name,
			       const struct diag *like)
{
	struct run run = { .sheets = sheets };
	struct sheet *sheet = mem_alloc(sizeof(*sheet));

	diag_keep(&sheet->said, like);
	sheet->name = mem_strdup(name);
	sheet_log_open(&run.log, sheet->name, &sheet->said);
	sheet->style = compile(&run);
	if (sheet->style == NULL && !run.log.failed) {
		diag_file(&sheet->said, DIAG_ERROR, name,
			  "the stylesheet failed");
	}
	sheet_log_close(&run.log);
	return sheet;
}

static void free_sheet(struct sheet *sheet)
{
	xsltFreeStylesheet(sheet->style);
	diag_end_keeping(&sheet->said);
	free(sheet->name);
	free(sheet);
}

/* Everybody who asks for a stylesheet is told what is wrong with it. */
static void repeat(struct diag *said, struct diag *diag)
{
	struct slice text = diag_kept(said);

	if (text.len > 0) {
		fwrite(text.ptr, 1, text.len, diag->out);
	}
	diag_count(said, diag);
}

static struct sheet *find_idle(struct sheets *sheets, const char *name)
{
	struct sheet *sheet;

	pthread_mutex_lock(&sheets->lock);
	sheet = sheets->first;
	while (sheet != NULL &&
	       (sheet->busy || strcmp(sheet->name, name) != 0)) {
		sheet = sheet->next;
	}
	if (sheet != NULL) {
		sheet->busy = true;
	}
	pthread_mutex_unlock(&sheets->lock);
	return sheet;
}

static void add_sheet(struct sheets *sheets, struct sheet *sheet)
{
	pthread_mutex_lock(&sheets->lock);
	sheet->next = sheets->first;
	sheets->first = sheet;
	pthread_mutex_unlock(&sheets->lock);
}

static size_t count_sheets(struct sheets *sheets, const char *name)
{
	const struct sheet *sheet;
	size_t count = 0;

	pthread_mutex_lock(&sheets->lock);
	for (sheet = sheets->first; sheet != NULL; sheet = sheet->next) {
		count += strcmp(sheet->name, name) == 0;
	}
	pthread_mutex_unlock(&sheets->lock);
	return count;
}

void sheet_prepare(struct sheets *sheets, const char *name, size_t threads,
		   const struct diag *diag)
{
	while (count_sheets(sheets, name) < threads) {
		add_sheet(sheets, new_sheet(sheets, name, diag));
	}
}

/* A stylesheet to be used by this thread until it is given back. */
static struct sheet *take_sheet(struct sheets *sheets, const char *name,
				struct diag *diag)
{
	struct sheet *sheet = find_idle(sheets, name);

	if (sheet == NULL) {
		sheet = new_sheet(sheets, name, diag);
		sheet->busy = true;
		add_sheet(sheets, sheet);
	}
	repeat(&sheet->said, diag);
	return sheet;
}

static void give_back(struct sheets *sheets, struct sheet *sheet)
{
	pthread_mutex_lock(&sheets->lock);
	sheet->busy = false;
	pthread_mutex_unlock(&sheets->lock);
}

struct sheets *sheets_new(const struct files *files, const char *folder)
{
	struct sheets *sheets = mem_alloc(sizeof(*sheets));

	set_up_library();
	pthread_mutex_init(&sheets->lock, NULL);
	sheets->files = files;
	sheets->folder = mem_strdup(folder);
	return sheets;
}

void sheets_free(struct sheets *sheets)
{
	if (sheets == NULL) {
		return;
	}
	while (sheets->first != NULL) {
		struct sheet *sheet = sheets->first;

		sheets->first = sheet->next;
		free_sheet(sheet);
	}
	pthread_mutex_destroy(&sheets->lock);
	free(sheets->folder);
	free(sheets);
}

/* --- applying ------------------------------------------------------------- */

static int may_load(xsltSecurityPrefs *prefs, xsltTransformContext *context,
		    const char *value)
{
	(void)prefs;
	(void)context;
	return strncmp(value, SCHEME, strlen(SCHEME)) == 0;
}

static xsltSecurityPrefs *new_security(void)
{
	static const xsltSecurityOption forbidden[] = {
		XSLT_SECPREF_READ_FILE, XSLT_SECPREF_WRITE_FILE,
		XSLT_SECPREF_CREATE_DIRECTORY, XSLT_SECPREF_WRITE_NETWORK,
	};
	xsltSecurityPrefs *security = xsltNewSecurityPrefs();

	for (size_t i = 0; i < sizeof(forbidden) / sizeof(*forbidden); i++) {
		xsltSetSecurityPrefs(security, forbidden[i],
				     xsltSecurityForbid);
	}
	/* To libxslt any scheme but file: is the network: ours is not. */
	xsltSetSecurityPrefs(security, XSLT_SECPREF_READ_NETWORK, may_load);
	return security;
}

/* xsl:strip-space takes nodes out of the tree it reads. */
static bool strips_space(xsltStylesheet *style)
{
	for (; style != NULL; style = xsltNextImport(style)) {
		if (style->stripSpaces != NULL || style->stripAll != 0) {
			return true;
		}
	}
	return false;
}

/* libxslt wants the elements of a tree numbered in their content: from -1 down. */
void sheet_number(xmlDoc *tree)
{
	xmlXPathOrderDocElems(tree);
}

size_t sheet_order(const xmlNode *element)
{
	return (size_t)-(intptr_t)element->content;
}

/*
 * libxslt numbers a tree whenever it makes a context for it. As others may be
 * reading it, ours is made for an empty one, and then given the tree.
 */
static xsltTransformContext *new_context(xsltStylesheet *style, xmlDoc *tree)
{
	xmlDoc *empty = xmlNewDoc(NULL);
	xsltTransformContext *context = xsltNewTransformContext(style, empty);

	context->document->doc = tree;
	context->xpathCtxt->doc = tree;
	xmlFreeDoc(empty);
	return context;
}

/* s:pages() */
static void give_pages(xmlXPathParserContext *parser, int args)
{
	xsltTransformContext *context = xsltXPathGetTransformContext(parser);
	struct run *run = context->_private;
	struct sheet_pages *pages = run->pages;
	xmlNodeSet *nodes = xmlXPathNodeSetCreate(NULL);

	if (args != 0) {
		xmlXPathSetArityError(parser);
	} else if (pages == NULL) {
		xmlXPathNodeSetAdd(nodes,
				   xmlDocGetRootElement(context->document->doc));
	} else {
		pages->asked = true;
		for (size_t i = 0; i < pages->count; i++) {
			xmlXPathNodeSetAddUnique(nodes, pages->nodes[i]);
		}
	}
	valuePush(parser, xmlXPathWrapNodeSet(nodes));
}

static xmlDoc *transform(struct run *run, xsltStylesheet *style, xmlDoc *tree,
			 const char *const *params)
{
	xsltTransformContext *context = new_context(style, tree);
	xsltSecurityPrefs *security = new_security();
	xmlDoc *result;

	context->_private = run;
	context->maxTemplateDepth = TEMPLATE_DEPTH;
	context->xpathCtxt->error = sheet_log_xml;
	context->xpathCtxt->userData = &run->log;
	xsltSetTransformErrorFunc(context, &run->log, sheet_log_put);
	xsltSetCtxtSecurityPrefs(security, context);
	xsltRegisterExtFunction(context, BAD_CAST "pages", BAD_CAST RESOLVE_NS,
				give_pages);
	for (; params != NULL && *params != NULL; params += 2) {
		xsltQuoteOneUserParam(context, (const xmlChar *)params[0],
				      (const xmlChar *)params[1]);
	}
	result = xsltApplyStylesheetUser(style, tree, NULL, NULL, NULL,
					 context);
	sheet_log_flush(&run->log);
	if (context->state == XSLT_STATE_STOPPED && !run->log.failed) {
		diag_file(run->log.diag, DIAG_ERROR, run->log.name,
			  "the stylesheet ended the work");
		run->log.failed = true;
	}
	if (result == NULL && !run->log.failed) {
		diag_file(run->log.diag, DIAG_ERROR, run->log.name,
			  "the stylesheet failed");
	}
	if (run->log.failed && result != NULL) {
		xmlFreeDoc(result);
		result = NULL;
	}
	xsltFreeTransformContext(context);
	xsltFreeSecurityPrefs(security);
	return result;
}

static xmlDoc *apply(struct run *run, const struct sheet *sheet, xmlDoc *tree,
		     const char *const *params, struct diag *diag)
{
	xmlDoc *copy = NULL;
	xmlDoc *result;

	sheet_log_open(&run->log, sheet->name, diag);
	if (strips_space(sheet->style)) {
		copy = xmlCopyDoc(tree, 1);
		tree = copy;
	}
	result = transform(run, sheet->style, tree, params);
	if (copy != NULL) {
		xmlFreeDoc(copy);
	}
	sheet_log_close(&run->log);
	return result;
}

xmlDoc *sheet_apply(struct sheets *sheets, const char *name, xmlDoc *tree,
		    struct sheet_pages *pages, const char *const *params,
		    struct diag *diag)
{
	struct run run = { .pages = pages };
	struct sheets *own = sheets == NULL ? sheets_new(NULL, NULL) : NULL;
	struct sheet *sheet;
	xmlDoc *result = NULL;

	sheets = own != NULL ? own : sheets;
	sheet = take_sheet(sheets, name, diag);
	if (sheet->style != NULL) {
		run.sheets = sheets;
		result = apply(&run, sheet, tree, params, diag);
	}
	give_back(sheets, sheet);
	sheets_free(own);
	return result;
}
