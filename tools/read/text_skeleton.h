/* SPDX-License-Identifier: ISC */
/*
 * text_skeleton - what cmark sees of a plain text: for each line its place and
 * marker, and an x for its words.
 *
 * So cmark finds paragraphs, lists and what is inside what, and nothing of the
 * text can be taken for Markdown, changed or lost; the words come from the
 * source, by line number. A line that is a block of its own (a heading, a line
 * of code, a table row) is fed as a heading, which needs no blank lines around.
 */
#ifndef STET_READ_TEXT_SKELETON_H
#define STET_READ_TEXT_SKELETON_H

struct buf;
struct text_file;

/* Sorts the remaining LINE_TEXT lines into text, list items, sub-headings and
 * indented code, and writes the skeleton, line for line. */
void text_skeleton(struct text_file *file, struct buf *out);

#endif
