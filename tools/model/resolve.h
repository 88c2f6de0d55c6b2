/* SPDX-License-Identifier: ISC */
/*
 * resolve - what stylesheets need to know beyond the text, worked out once.
 *
 * One pass over the tree in document order numbers chapters and sections, gives
 * every unit a stable anchor, aims cross-references, and collects contents and
 * indexes. The results are attributes and elements in the namespace below, so
 * that a stylesheet only ever reads what stands at the node it is at.
 *
 * Attributes (prefix s):
 *   on book, article, chapter, appendix, preface, section, refentry, ...:
 *     s:anchor   stable: the author's id, else made of the title and, where
 *                that is not unique, of the titles above it; never a number
 *     s:number   "43", "43.12", "A.1"; absent where nothing is numbered
 *     s:level    "1" for a chapter (or a top section of an article), "2" ...
 *     s:page     on what begins a page: "transports.html"; nowhere, where all
 *                is one page
 *     s:file s:line    where it comes from
 *     s:prev s:next    on what begins a page: neighbours in reading order, as
 *                pages; s:prev-title s:next-title, s:prev-number s:next-number
 *   on an option entry (the informaltable with Use:, Type:, Default:), on the
 *   row inside it when several options share a table:
 *     s:unit="option" s:name s:use s:type s:expanded="yes" s:default s:anchor
 *     s:file s:line
 *   on a varlistentry that defines a variable or a command-line option:
 *     s:unit="variable" or "cmdline", s:name, s:anchor; other entries with a
 *     term get s:anchor only
 *   on xref, link:
 *     s:href     "page.html#anchor", or "#anchor" on the same page
 *     s:label    what to print for an xref: the number, or the title where the
 *                target has none; s:kind the target's element; s:title its title
 *     as do link, olink, biblioref, coref, glosssee, glossseealso that are empty,
 *     and synopfragmentref
 *   on orderedlist, procedure, substeps: s:numeration ("arabic", "loweralpha" ...,
 *     by depth where the author says nothing); on orderedlist s:first
 *   on their items and steps: s:number, and s:label, which is the number in that
 *     numeration: "c", "iv", "2.c" where it inherits
 *   on figure, table, example, equation with a title: s:number ("3.1", by chapter)
 *   on question, answer: s:label ("Q:", "1.", the author's); qandaentry: s:number
 *   on co, area, areaset, synopfragment: s:number
 *   on entry, entrytbl, td, th, where they are not plain: s:cols, s:rows (that it
 *     spans), s:align ("center", "right"), s:skip (columns left empty before it)
 *     and then s:column (from 1)
 *   on para, simpara: s:holds="blocks" if lists, examples or other blocks are
 *     among its children, "terms" if there are index terms and nothing else
 *   on indexterm, that an index points to: s:anchor
 *
 * Elements:
 *   <s:toc> as last child of the root:
 *     <s:entry s:href s:anchor s:number s:level s:kind> with
 *     <s:title> (a copy of the title's content, index terms left out) and
 *     nested <s:entry>s
 *   <s:news> likewise, if anything has a revisionflag: for each chapter with such
 *     <s:changed s:href s:number s:title> with <s:ref> (the same
 *     attributes, and s:unit s:use) for each place in it
 *   <index role="R" s:made="yes"> at the end of a book that has index terms and
 *     no index, for each role
 *   in a listing with numbered lines <s:line s:number=>, and with an areaspec
 *     <s:mark s:number= s:of= s:set=>; in a callout an <s:mark s:number= s:href=>
 *     for each place that it speaks of
 *   inside each <index role="R"> (concept, option, variable; without a role:
 *   all), the entries of that kind in alphabetical order:
 *     <s:letter s:name="A">
 *       <s:item><s:term>content of primary</s:term>
 *         <s:ref s:href s:label s:title/> ...
 *         <s:see>content</s:see> <s:seealso>content</s:seealso>
 *         <s:item> for a secondary, and in it for a tertiary </s:item>
 *       </s:item>
 *     </s:letter>
 */
#ifndef STET_MODEL_RESOLVE_H
#define STET_MODEL_RESOLVE_H

#include <stdbool.h>

#define RESOLVE_NS "urn:stet:resolve"

struct doc;
struct diag;

struct resolve_options {
	bool xref_full;		/* print "Section 4.2, “Title”", not "4.2" */
	bool single;		/* a book is one page, too */
	bool drop_blanks;	/* those that only its XML needs: see blank.h */
};

/*
 * Annotates the doc's tree in place. Dead cross-references and double ids are
 * reported as errors at their place in the source, all of them. Returns 0, or
 * -1 after an error.
 */
int resolve(struct doc *doc, const struct resolve_options *options,
	    struct diag *diag);

#endif
