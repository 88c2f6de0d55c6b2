/* SPDX-License-Identifier: ISC */
#include "render/man_refs.h"

#include <libxml/hash.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "model/doc.h"
#include "model/resolve.h"

/*
 * A paragraph is cut into pieces: words of its own text with the space after
 * them, and elements. Pieces are left out by freeing them; the rest is put back.
 */
enum piece_kind { PIECE_WORD, PIECE_REFERENCE, PIECE_NOTHING, PIECE_CONTENT };

enum { LONGEST_BRACKET = 64 };	/* pieces that can point and say no more */

struct piece {
	enum piece_kind kind;
	struct slice text;	/* of a word, with the space after it */
	xmlNode *node;		/* else */
	bool ends_sentence;
	bool dropped;
};

struct pieces {
	struct piece *list;
	size_t count;
	size_t capacity;
	char **texts;		/* what the words point into */
	size_t text_count;
	size_t text_capacity;
};

/* --- cutting -------------------------------------------------------------- */

static struct piece *add_piece(struct pieces *pieces, enum piece_kind kind)
{
	struct piece *piece;

	MEM_GROW(pieces->list, pieces->count, pieces->capacity);
	piece = &pieces->list[pieces->count++];
	*piece = (struct piece){ .kind = kind };
	return piece;
}

static bool is_space_at(const char *text, size_t *len)
{
	if (is_space(text[0])) {
		*len = 1;
		return true;
	}
	if (strncmp(text, "\xc2\xa0", 2) == 0) {
		*len = 2;	/* no-break space */
		return true;
	}
	return false;
}

static struct slice word_of(const struct piece *piece)
{
	struct slice word = piece->text;
	size_t len = 0;
	size_t space;

	while (len < word.len && !is_space_at(word.ptr + len, &space)) {
		len++;
	}
	word.len = len;
	return word;
}

/* Does the word end a sentence, if it has space after it? */
static bool ends_sentence(struct slice word)
{
	while (word.len > 0 && strchr(")\"']", word.ptr[word.len - 1]) != NULL) {
		word.len--;
	}
	if (word.len == 0 || strchr(".?!", word.ptr[word.len - 1]) == NULL) {
		return false;
	}
	return !slice_is(word, "e.g.") && !slice_is(word, "i.e.") &&
	       !slice_is(word, "etc.") && !slice_is(word, "(e.g.") &&
	       !slice_is(word, "(i.e.") && !slice_is(word, "cf.");
}

static void add_words(struct pieces *pieces, char *text)
{
	const char *p = text;

	MEM_GROW(pieces->texts, pieces->text_count, pieces->text_capacity);
	pieces->texts[pieces->text_count++] = text;
	while (*p != '\0') {
		struct piece *piece = add_piece(pieces, PIECE_WORD);
		const char *start = p;
		size_t len;

		while (*p != '\0' && !is_space_at(p, &len)) {
			p++;
		}
		while (*p != '\0' && is_space_at(p, &len)) {
			p += len;
		}
		piece->text = slice_of(start, (size_t)(p - start));
		piece->ends_sentence = word_of(piece).len < piece->text.len &&
				       ends_sentence(word_of(piece));
	}
}

static bool is_block(const xmlNode *node)
{
	static const char *const names[] = {
		"itemizedlist", "orderedlist", "variablelist", "simplelist",
		"programlisting", "screen", "literallayout", "informaltable",
		"table", "blockquote", "note", "warning", "para", NULL,
	};

	for (size_t i = 0; names[i] != NULL; i++) {
		if (node_is(node, names[i])) {
			return true;
		}
	}
	return false;
}

static void add_element(struct pieces *pieces, xmlNode *node)
{
	enum piece_kind kind = PIECE_CONTENT;

	if (node_is(node, "xref")) {
		kind = PIECE_REFERENCE;
	} else if (node->type != XML_ELEMENT_NODE || node_is(node, "indexterm")) {
		kind = PIECE_NOTHING;
	} else if (is_block(node) && pieces->count > 0) {
		pieces->list[pieces->count - 1].ends_sentence = true;
	}
	add_piece(pieces, kind)->node = node;
	if (is_block(node)) {
		pieces->list[pieces->count - 1].ends_sentence = true;
	}
}

/* Takes the paragraph's content out of it. */
static void cut(xmlNode *para, struct pieces *pieces)
{
	xmlNode *node;

	while ((node = para->children) != NULL) {
		xmlUnlinkNode(node);
		if (node->type == XML_TEXT_NODE) {
			add_words(pieces, mem_strdup((const char *)node->content));
			xmlFreeNode(node);
		} else {
			add_element(pieces, node);
		}
	}
}

static void put_back(xmlNode *para, struct pieces *pieces)
{
	struct buf text;

	buf_init(&text);
	for (size_t i = 0; i <= pieces->count; i++) {
		const struct piece *piece = &pieces->list[i];

		if (i < pieces->count && piece->kind == PIECE_WORD) {
			if (!piece->dropped) {
				buf_put_slice(&text, piece->text);
			}
			continue;
		}
		if (text.len > 0) {
			xmlAddChild(para, xmlNewDocText(para->doc,
					(const xmlChar *)text.data));
			buf_clear(&text);
		}
		if (i == pieces->count) {
			break;
		}
		if (piece->dropped) {
			xmlFreeNode(piece->node);
		} else {
			xmlAddChild(para, piece->node);
		}
	}
	buf_release(&text);
}

static void free_pieces(struct pieces *pieces)
{
	for (size_t i = 0; i < pieces->text_count; i++) {
		free(pieces->texts[i]);
	}
	free(pieces->texts);
	free(pieces->list);
}

/* --- leaving out ---------------------------------------------------------- */

/* Words that say nothing but that there is more to read elsewhere. */
static const char *const pointing_words[] = {
	"a", "about", "above", "also", "and", "appendix", "are", "be", "below",
	"can", "chapter", "chapters", "described", "description",
	"descriptions", "detail", "details", "discussed", "discussion",
	"example", "examples", "explained", "fuller", "for", "found", "full",
	"further", "given", "in", "information", "is", "it", "more", "of", "on",
	"or", "section", "sections", "see", "that", "the", "there", "these",
	"this", "to", NULL,
};

static bool is_pointing_word(struct slice word)
{
	while (word.len > 0 && strchr("().,;:", word.ptr[0]) != NULL) {
		word.ptr++;
		word.len--;
	}
	while (word.len > 0 && strchr("().,;:", word.ptr[word.len - 1]) != NULL) {
		word.len--;
	}
	if (word.len == 0) {
		return true;
	}
	for (size_t i = 0; pointing_words[i] != NULL; i++) {
		const char *known = pointing_words[i];

		if (strlen(known) == word.len &&
		    to_lower(word.ptr[0]) == known[0] &&
		    memcmp(word.ptr + 1, known + 1, word.len - 1) == 0) {
			return true;
		}
	}
	return false;
}

static bool is_inside(const struct piece *piece, xmlHashTable *ids)
{
	const char *target = node_attr(piece->node, "linkend");

	return target != NULL &&
	       xmlHashLookup(ids, (const xmlChar *)target) != NULL;
}

/* Do the pieces only point to places outside the page? */
static bool only_points(const struct piece *pieces, size_t count,
			xmlHashTable *ids)
{
	bool found = false;

	for (size_t i = 0; i < count; i++) {
		const struct piece *piece = &pieces[i];

		if (piece->kind == PIECE_CONTENT ||
		    (piece->kind == PIECE_WORD &&
		     !is_pointing_word(word_of(piece))) ||
		    (piece->kind == PIECE_REFERENCE && is_inside(piece, ids))) {
			return false;
		}
		found = found || piece->kind == PIECE_REFERENCE;
	}
	return found;
}

static void drop(struct piece *pieces, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (pieces[i].kind != PIECE_NOTHING) {
			pieces[i].dropped = true;
		}
	}
}

static bool opens(const struct piece *piece)
{
	return piece->kind == PIECE_WORD && piece->text.ptr[0] == '(';
}

static const char *closing(const struct piece *piece)
{
	if (piece->kind != PIECE_WORD) {
		return NULL;
	}
	return memchr(piece->text.ptr, ')', word_of(piece).len);
}

/* The space at the end of what stands before a gap goes, if none follows. */
static void close_gap(struct piece *before, struct slice after)
{
	if (before->kind == PIECE_WORD && after.len > 0 &&
	    !is_space(after.ptr[0])) {
		before->text = slice_trim_end(before->text);
	}
}

/* Leaves out "(see section X)", but not the full stop after it. */
static void drop_bracket(struct piece *pieces, size_t start, size_t count,
			 xmlHashTable *ids)
{
	size_t end = start;
	const char *bracket = NULL;
	struct piece *last;

	while (end < count && end - start < LONGEST_BRACKET &&
	       (bracket = closing(&pieces[end])) == NULL) {
		end++;
	}
	if (bracket == NULL || !only_points(pieces + start, end + 1 - start, ids)) {
		return;
	}
	last = &pieces[end];
	drop(pieces + start, end - start);
	last->text.len -= (size_t)(bracket + 1 - last->text.ptr);
	last->text.ptr = bracket + 1;
	if (is_space(last->text.len > 0 ? last->text.ptr[0] : 'x') && start > 0) {
		/* The space before the bracket is enough. */
		last->dropped = true;
	} else if (start > 0) {
		close_gap(&pieces[start - 1], last->text);
	}
}

static void drop_in_sentence(struct piece *pieces, size_t count,
			     xmlHashTable *ids)
{
	if (only_points(pieces, count, ids)) {
		drop(pieces, count);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		if (!pieces[i].dropped && opens(&pieces[i])) {
			drop_bracket(pieces, i, count, ids);
		}
	}
}

static void drop_in_paragraph(struct pieces *pieces, xmlHashTable *ids)
{
	size_t start = 0;

	for (size_t i = 0; i < pieces->count; i++) {
		if (pieces->list[i].ends_sentence || i + 1 == pieces->count) {
			drop_in_sentence(pieces->list + start, i + 1 - start, ids);
			start = i + 1;
		}
	}
}

/* --- rewording ------------------------------------------------------------ */

static bool ends_in(const struct buf *text, const char *word, size_t *start)
{
	size_t end = text->len;
	size_t len = strlen(word);

	while (end > 0 && is_space(text->data[end - 1])) {
		end--;
	}
	while (end > 1 && memcmp(text->data + end - 2, "\xc2\xa0", 2) == 0) {
		end -= 2;
	}
	if (end == text->len || end < len ||
	    memcmp(text->data + end - len, word, len) != 0) {
		return false;
	}
	*start = end - len;
	return *start == 0 || !is_alnum(text->data[*start - 1]);
}

struct rewording {
	const char *before;
	const char *after;
};

/* What stands before a number, and what before a title. */
static const struct rewording rewordings[] = {
	{ "section", "the section on " },
	{ "Section", "The section on " },
	{ "chapter", "the chapter on " },
	{ "Chapter", "The chapter on " },
	{ "appendix", "the appendix on " },
	{ "Appendix", "The appendix on " },
	{ "sections", "the sections on " },
	{ "Sections", "The sections on " },
	{ "chapters", "the chapters on " },
	{ "Chapters", "The chapters on " },
};

static void reword_before(struct buf *text)
{
	for (size_t i = 0; i < sizeof(rewordings) / sizeof(rewordings[0]); i++) {
		size_t start;
		size_t article;

		if (!ends_in(text, rewordings[i].before, &start)) {
			continue;
		}
		buf_truncate(text, start);
		if (ends_in(text, "the", &article) ||
		    ends_in(text, "The", &article)) {
			buf_puts(text, rewordings[i].after + strlen("the "));
		} else {
			buf_puts(text, rewordings[i].after);
		}
		return;
	}
}

static void set_text(xmlNode *node, const char *text)
{
	xmlNode *copy = xmlNewDocText(node->doc, (const xmlChar *)text);

	xmlReplaceNode(node, copy);
	xmlFreeNode(node);
}

/* Does the reference print something other than the number of a part of the
 * document: a figure's, an entry's name, what its author wants? */
static bool has_own_label(const xmlNode *xref)
{
	static const char *const parts[] = {
		"chapter", "appendix", "preface", "part", "section", "sect1",
		"sect2", "sect3", "sect4", "sect5", "simplesect", "article",
		"refsect1", "refsect2", "refsect3", "refsection", "anchor",
		"para", "simpara", "indexterm", "glossary", "bibliography",
		NULL,
	};
	xmlChar *kind;
	bool is_part;

	if (node_attr(xref, "xrefstyle") != NULL ||
	    node_attr(xref, "endterm") != NULL) {
		return true;
	}
	kind = xmlGetNsProp(xref, (const xmlChar *)"kind",
			    (const xmlChar *)RESOLVE_NS);
	is_part = kind == NULL;
	for (size_t i = 0; kind != NULL && parts[i] != NULL; i++) {
		is_part |= strcmp((const char *)kind, parts[i]) == 0;
	}
	xmlFree(kind);
	return !is_part;
}

/* Puts the target's title for the reference. */
static void reword(xmlNode *xref)
{
	xmlChar *title = xmlGetNsProp(xref, (const xmlChar *)"title",
				      (const xmlChar *)RESOLVE_NS);
	xmlNode *before = xref->prev;
	struct buf text;

	if (title == NULL || title[0] == '\0' || xref->children != NULL ||
	    has_own_label(xref)) {
		xmlFree(title);
		return;
	}
	buf_init(&text);
	if (before != NULL && before->type == XML_TEXT_NODE) {
		buf_puts(&text, (const char *)before->content);
		reword_before(&text);
		xmlUnlinkNode(before);
		xmlFreeNode(before);
	}
	buf_puts(&text, "\xe2\x80\x9c");
	buf_puts(&text, (const char *)title);
	buf_puts(&text, "\xe2\x80\x9d");
	set_text(xref, text.data);
	buf_release(&text);
	xmlFree(title);
}

/* --- the whole ------------------------------------------------------------ */

static bool is_paragraph(const xmlNode *node)
{
	return node_is(node, "para") || node_is(node, "simpara");
}

static bool has_reference(const xmlNode *para)
{
	return node_child(para, "xref") != NULL;
}

static bool is_empty(const xmlNode *para)
{
	const xmlNode *node = para;

	while ((node = node_walk(node, para)) != NULL) {
		if (node->type == XML_TEXT_NODE && !xmlIsBlankNode(node)) {
			return false;
		}
		if (node->type == XML_ELEMENT_NODE &&
		    !node_is(node, "indexterm") && node->children == NULL) {
			return false;
		}
	}
	return true;
}

static void drop_sentences(xmlNode *para, xmlHashTable *ids)
{
	struct pieces pieces = { 0 };

	cut(para, &pieces);
	drop_in_paragraph(&pieces, ids);
	put_back(para, &pieces);
	free_pieces(&pieces);
}

static xmlHashTable *ids_new(xmlNode *top)
{
	xmlHashTable *ids = xmlHashCreate(64);
	xmlNode *node = top;

	while ((node = node_walk(node, top)) != NULL) {
		const char *id = node->type == XML_ELEMENT_NODE ?
			node_attr(node, "id") : NULL;

		if (id != NULL) {
			xmlHashAddEntry(ids, (const xmlChar *)id, node);
		}
	}
	return ids;
}

void man_refs_reword(xmlNode *top, bool may_drop)
{
	xmlHashTable *ids = ids_new(top);
	xmlNode *node = node_walk(top, top);

	while (node != NULL) {
		xmlNode *next;

		if (may_drop && is_paragraph(node) && has_reference(node)) {
			drop_sentences(node, ids);
		}
		next = node_walk(node, top);
		if (node_is(node, "xref")) {
			reword(node);
		} else if (is_paragraph(node) && is_empty(node)) {
			next = node_skip(node, top);
			xmlUnlinkNode(node);
			xmlFreeNode(node);
		}
		node = next;
	}
	xmlHashFree(ids, NULL);
}
