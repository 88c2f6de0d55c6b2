/* SPDX-License-Identifier: ISC */
#include "render/render.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/jobs.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/doc.h"
#include "render/html_edit.h"
#include "render/html_image.h"
#include "render/html_list.h"
#include "render/html_moved.h"
#include "render/html_search.h"
#include "render/html_write.h"
#include "render/sheet.h"

static const struct html_asset page_assets[] = {
	{ .name = "html.css", .file = "stet.css", .is_style = true },
	{ .name = "html.js", .file = "stet.js" },
};

static const char html_sheet[] = "html.xsl";

enum {
	PREPARED = 4,		/* stylesheets, for as many threads */
	ASSET_COUNT = sizeof(page_assets) / sizeof(*page_assets),
	PIECE_ELEMENTS = 2000,	/* of the tree, that are worth a job */
};

/* What all pieces of a document's HTML are made with. */
struct book {
	struct doc *doc;
	const char *base;
	const struct render_options *options;
	struct html_asset assets[ASSET_COUNT];
	struct html_assets set;
	struct html_lists lists;
	bool cut;
};

/* Some of its pages. */
struct piece {
	const struct book *book;
	struct sheet_pages pages;
	struct render_files files;
	struct html_images images;
};

/* --- pages ---------------------------------------------------------------- */

/* The pages given, or the lists that they share and no page. */
static xmlDoc *new_pages(const struct book *book, struct sheet_pages *pages,
			 bool lists, struct diag *diag)
{
	const struct render_options *options = book->options;
	char *page_count = mem_printf("%zu", book->doc->page_count);
	const char *params[] = {
		"pages", page_count,
		"single", book->cut ? "no" : "yes",
		"lists", lists ? "yes" : "no",
		"name", book->base,
		"version", options->version != NULL ? options->version : "",
		"source", options->source_links ? "yes" : "no",
		"edit", options->source_url != NULL ? "yes" : "no",
		NULL,
	};
	xmlDoc *made = sheet_apply(options->sheets, html_sheet, book->doc->xml,
				   pages, params, diag);

	free(page_count);
	return made;
}

static char *page_path_dup(const xmlNode *page, const struct book *book,
			   struct diag *diag)
{
	const char *name = node_attr(page, "name");

	if (!book->cut) {
		return mem_printf("%s.html", book->base);
	}
	if (name == NULL || !html_file_allowed(name)) {
		diag_say(diag, DIAG_ERROR,
			 "the stylesheet names a page '%s': not a file name",
			 name != NULL ? name : "");
		return NULL;
	}
	return mem_printf("%s/%s", book->base, name);
}

static int write_page(struct piece *piece, const xmlNode *page,
		      const struct html_page *how, struct diag *diag)
{
	const xmlNode *html = node_child(page, "html");
	char *path = page_path_dup(page, piece->book, diag);
	int result = -1;

	if (path != NULL && html != NULL) {
		result = html_write_page(html, how,
					 render_files_add(&piece->files, path),
					 diag);
	} else if (path != NULL) {
		diag_say(diag, DIAG_ERROR,
			 "the stylesheet made a page without html");
	}
	free(path);
	return result;
}

static int write_pages(struct piece *piece, const xmlDoc *pages,
		       struct diag *diag)
{
	const struct book *book = piece->book;
	const xmlNode *root = xmlDocGetRootElement(pages);
	const xmlNode *page = root != NULL ? node_child(root, "page") : NULL;
	struct html_edit edit = {
		.url = book->options->source_url,
		.root = book->options->source_root,
	};
	const struct html_page how = {
		.file = piece->images.file,
		.assets = &book->set,
		.images = &piece->images,
		.edit = edit.url != NULL ? &edit : NULL,
		.lists = &book->lists,
	};
	int result = 0;

	if (page == NULL) {
		diag_say(diag, DIAG_ERROR, "the stylesheet made no page");
		return -1;
	}
	for (; page != NULL && result == 0; page = node_next(page, "page")) {
		result = write_page(piece, page, &how, diag);
	}
	html_edit_release(&edit);
	return result;
}

static void init_piece(struct piece *piece, const struct book *book)
{
	memset(piece, 0, sizeof(*piece));
	piece->book = book;
	html_images_init(&piece->images, book->doc, book->options->files);
}

static int run_piece(void *payload, struct diag *diag)
{
	struct piece *piece = payload;
	xmlDoc *pages = new_pages(piece->book, &piece->pages, false, diag);
	int result = pages != NULL ? write_pages(piece, pages, diag) : -1;

	if (pages != NULL) {
		xmlFreeDoc(pages);
	}
	return result;
}

/* --- what pages share ----------------------------------------------------- */

static int read_assets(struct book *book, struct diag *diag)
{
	int result = 0;

	memcpy(book->assets, page_assets, sizeof(page_assets));
	for (size_t i = 0; i < ASSET_COUNT; i++) {
		struct html_asset *asset = &book->assets[i];

		asset->bytes = sheet_asset_dup(book->options->sheets,
					       asset->name, &asset->len, diag);
		if (asset->bytes == NULL) {
			result = -1;
		}
	}
	return result;
}

/* Style and script of pages cut apart, and the index for the search: a page
 * alone is searched as it is. */
static void add_shared_files(const struct book *book, struct render_files *out)
{
	for (size_t i = 0; i < ASSET_COUNT; i++) {
		const struct html_asset *asset = &book->assets[i];
		char *path = mem_printf("%s/%s", book->base, asset->file);

		buf_put(render_files_add(out, path), asset->bytes, asset->len);
		free(path);
	}
}

static int run_search(void *payload, struct diag *diag)
{
	struct piece *piece = payload;
	char *path = mem_printf("%s/search.js", piece->book->base);

	(void)diag;
	html_search_put(piece->book->doc->xml,
			render_files_add(&piece->files, path));
	free(path);
	return 0;
}

/* Images that were met, each once. */
static void add_images(const struct piece *piece, xmlHashTable *known,
		       struct render_files *out)
{
	for (size_t i = 0; i < piece->images.count; i++) {
		const struct html_image *image = &piece->images.images[i];
		char *path;

		if (image->source == NULL ||
		    xmlHashAddEntry(known, BAD_CAST image->name,
				    (void *)1) != 0) {
			continue;
		}
		path = mem_printf("%s/%s", piece->book->base, image->name);
		buf_put(render_files_add(out, path), image->source->text,
			image->source->len);
		free(path);
	}
}

/* --- pieces --------------------------------------------------------------- */

/* Where a piece begins among the pages, and how many elements of the tree it is. */
struct cut {
	size_t start;
	size_t size;
};

struct pieces {
	struct cut *cuts;
	size_t count, capacity;
};

/* What follows the page in the tree and is no part of it; NULL if nothing does. */
static xmlNode *find_end(const struct doc *doc, size_t page)
{
	xmlNode *root = xmlDocGetRootElement(doc->xml);
	xmlNode *node = doc->pages[page];

	if (page + 1 < doc->page_count) {
		return doc->pages[page + 1];
	}
	while (node != root && node->parent != root) {
		node = node->parent;
	}
	return node != root ? xmlNextElementSibling(node) : NULL;
}

static size_t last_order(const struct doc *doc)
{
	xmlNode *last = xmlDocGetRootElement(doc->xml);
	xmlNode *child;

	while ((child = xmlLastElementChild(last)) != NULL) {
		last = child;
	}
	return sheet_order(last);
}

/* Cuts where enough elements have gone by: so often, whatever the cores. What is
 * behind the last page, as the contents are, is on the root's. */
static void cut(const struct doc *doc, struct pieces *pieces)
{
	size_t end = 0;

	for (size_t i = 0; i < doc->page_count; i++) {
		const xmlNode *after = find_end(doc, i);

		if (i == 0 || pieces->cuts[pieces->count - 1].size >
				      PIECE_ELEMENTS) {
			MEM_GROW(pieces->cuts, pieces->count, pieces->capacity);
			pieces->cuts[pieces->count++] = (struct cut){ i, 0 };
		}
		end = after != NULL ? sheet_order(after) : last_order(doc);
		pieces->cuts[pieces->count - 1].size +=
			end - sheet_order(doc->pages[i]);
	}
	if (pieces->count > 0) {
		pieces->cuts[0].size += last_order(doc) - end;
	}
}

/* All pages, and the search's index, as jobs; that one goes through all nodes. */
static int run_pieces(const struct book *book, const struct pieces *cuts,
		      struct render_files *out, struct diag *diag)
{
	size_t count = cuts->count + 1;
	struct piece *pieces = mem_alloc(count * sizeof(*pieces));
	struct job *jobs = mem_alloc(count * sizeof(*jobs));
	xmlHashTable *known = xmlHashCreate(0);
	int result;

	for (size_t i = 0; i < count; i++) {
		struct sheet_pages *pages = &pieces[i].pages;
		const struct cut *cut = i > 0 ? &cuts->cuts[i - 1] : NULL;

		init_piece(&pieces[i], book);
		jobs[i] = (struct job){ .run = run_piece,
				       .payload = &pieces[i] };
		if (cut != NULL) {
			size_t end = i < cuts->count ? cut[1].start
						     : book->doc->page_count;

			pages->nodes = book->doc->pages + cut->start;
			pages->count = end - cut->start;
			jobs[i].size = cut->size;
		}
	}
	jobs[0].run = run_search;
	jobs[0].size = SIZE_MAX;
	result = jobs_run(book->options->crew, jobs, count, diag);
	for (size_t i = 1; i < count; i++) {
		render_files_move(out, &pieces[i].files);
	}
	add_shared_files(book, out);
	for (size_t i = 0; i < count; i++) {
		add_images(&pieces[i], known, out);
		html_images_release(&pieces[i].images);
	}
	render_files_move(out, &pieces[0].files);
	xmlHashFree(known, NULL);
	free(jobs);
	free(pieces);
	return result;
}

/*
 * The lists come first. A stylesheet of the user's own may know nothing of
 * pieces: then it has made all pages.
 */
static int render_cut(struct book *book, struct render_files *out,
		      struct diag *diag)
{
	struct pieces pieces = { 0 };
	struct piece all;
	xmlDoc *pages;
	int result = -1;

	cut(book->doc, &pieces);
	init_piece(&all, book);
	pages = new_pages(book, &all.pages, true, diag);
	if (pages != NULL && !all.pages.asked) {
		result = write_pages(&all, pages, diag);
		render_files_move(out, &all.files);
		add_shared_files(book, out);
	} else if (pages != NULL) {
		const struct html_page how = { .file = all.images.file };

		result = html_write_lists(xmlDocGetRootElement(pages), &how,
					  &book->lists, diag);
	}
	if (pages != NULL) {
		xmlFreeDoc(pages);
	}
	if (result == 0 && all.pages.asked) {
		result = run_pieces(book, &pieces, out, diag);
	}
	html_images_release(&all.images);
	html_lists_release(&book->lists);
	free(pieces.cuts);
	return result;
}

static int render_whole(struct book *book, struct render_files *out,
			struct diag *diag)
{
	struct piece all;
	xmlDoc *page;
	int result = -1;

	init_piece(&all, book);
	page = new_pages(book, NULL, false, diag);
	if (page != NULL) {
		result = write_pages(&all, page, diag);
		render_files_move(out, &all.files);
		xmlFreeDoc(page);
	}
	html_images_release(&all.images);
	return result;
}

/* A crew that is larger compiles the rest of them itself, at once. */
void render_prepare_html(const struct render_options *options,
			 const struct diag *diag)
{
	size_t threads = options->crew->count;

	sheet_prepare(options->sheets, html_sheet,
		      threads < PREPARED ? threads : PREPARED, diag);
}

int render_html(struct doc *doc, const char *base,
		const struct render_options *options, struct render_files *out,
		struct diag *diag)
{
	struct book book = {
		.doc = doc,
		.base = base,
		.options = options,
		.cut = doc->page_count > 0,
	};
	int result = read_assets(&book, diag);

	book.set.assets = book.assets;
	book.set.count = ASSET_COUNT;
	book.set.inlined = !book.cut;
	if (result == 0) {
		result = book.cut ? render_cut(&book, out, diag)
				  : render_whole(&book, out, diag);
	}
	if (result == 0 && book.cut && options->old_names != NULL) {
		result = html_moved_add(doc->xml, base, options->old_names, out,
					diag);
	}
	for (size_t i = 0; i < ASSET_COUNT; i++) {
		free(book.assets[i].bytes);
	}
	return result;
}
