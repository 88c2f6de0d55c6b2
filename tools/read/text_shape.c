/* SPDX-License-Identifier: ISC */
/*
 * The pass that finds blocks whose line ends and spacing matter, by their
 * shape: comment frames, names with what they mean in a second column, tables,
 * and flush-left settings, programs and sessions. Indented examples are left
 * to text_skeleton.c, which knows what they are indented against.
 *
 * Two blanks between words are no columns: old texts are justified by hand.
 */
#include "read/text_line.h"

#include <string.h>

enum {
	FRAME_LINES = 200,	/* longest comment frame */
	PAIR_WIDTH = 6,		/* narrowest first column */
	TABLE_GAP = 3,
};

static bool is_bullet(const struct text_line *line)
{
	long number;

	return text_marker(line->text, &number) > 0;
}

/* The index after a frame from a line starting slash, star and dashes to one
 * ending in dashes, star, slash; i if there is none. */
static size_t frame_end(const struct text_file *file, size_t i)
{
	struct slice text = file->lines[i].text;
	size_t limit = i + FRAME_LINES < file->count ? i + FRAME_LINES
						      : file->count;

	if (!slice_starts(text, "/* --")) {
		return i;
	}
	for (size_t j = i; j < limit; j++) {
		text = file->lines[j].text;
		if (file->lines[j].kind != LINE_TEXT &&
		    file->lines[j].kind != LINE_BLANK) {
			return i;
		}
		if (text.len >= 4 &&
		    memcmp(text.ptr + text.len - 4, "- */", 4) == 0) {
			return j + 1;
		}
	}
	return i;
}

/* --- two columns ---------------------------------------------------------- */

/* The column where what the name means begins, 0 if the line has no such. */
static size_t pair_column(const struct text_line *line, struct slice *meaning)
{
	const char *gap;
	const char *next = text_gap(line, line->text.ptr, 2, &gap);
	size_t column;

	if (next == NULL || is_bullet(line) ||
	    text_words(slice_of(line->text.ptr,
				(size_t)(gap - line->text.ptr))) > 2) {
		return 0;
	}
	column = text_column(line, next);
	*meaning = slice_of(next, line->text.len - (size_t)(next - line->text.ptr));
	return column >= line->indent + PAIR_WIDTH ? column : 0;
}

/* A name so long that a single blank parts it from its meaning. */
static bool is_long_pair(const struct text_line *line, size_t column,
			 struct slice *meaning)
{
	size_t word = text_word(line->text);

	if (word == line->text.len || line->indent + word + 1 < column) {
		return false;
	}
	*meaning = slice_of(line->text.ptr + word + 1, line->text.len - word - 1);
	return true;
}

struct pairs {
	size_t column;		/* where the second column begins */
	size_t lines;
	size_t pairs;
	size_t long_pairs;
	size_t wide;		/* with a gap that is no justification */
	size_t words;		/* in the second column */
	size_t code;
};

static bool has_gap(const struct text_line *line, const char *from)
{
	const char *gap;

	return text_gap(line, from, TABLE_GAP, &gap) != NULL;
}

/* Takes one more line; false if it is not of these columns. */
static bool take_pair(struct pairs *pairs, const struct text_line *line,
		      size_t indent)
{
	struct slice meaning = line->text;
	const char *gap;

	if (line->indent == pairs->column) {
		/* the meaning goes on */
	} else if (line->indent != indent) {
		return false;
	} else if (pair_column(line, &meaning) == pairs->column) {
		pairs->pairs++;
		pairs->wide += text_gap(line, line->text.ptr, TABLE_GAP, &gap) ==
			       meaning.ptr;
	} else if (is_long_pair(line, pairs->column, &meaning)) {
		pairs->long_pairs++;
	} else {
		return false;
	}
	pairs->lines++;
	pairs->words += text_words(meaning);
	pairs->code += text_is_code(line->text) ||
		       has_gap(line, meaning.ptr);
	return true;
}

/* Takes the run of pairs that starts at line i; returns the index after it. */
static size_t take_pairs(const struct text_file *file, size_t i,
			 struct pairs *pairs)
{
	struct slice meaning;

	*pairs = (struct pairs){ 0 };
	pairs->column = pair_column(&file->lines[i], &meaning);
	while (pairs->column > 0 && text_kind(file, i) == LINE_TEXT &&
	       take_pair(pairs, &file->lines[i], file->lines[i - pairs->lines].indent)) {
		i++;
	}
	return i;
}

static bool are_columns(const struct pairs *pairs)
{
	return pairs->lines > 1 && pairs->wide > 0 &&
	       pairs->long_pairs < pairs->pairs;
}

/* Sentences make a list of what the names mean; values and code a table. */
static bool is_prose(const struct pairs *pairs)
{
	return pairs->words >= 2 * (pairs->pairs + pairs->long_pairs) &&
	       4 * pairs->code < pairs->lines;
}

/* Is the run from i to end no part of a table with other columns? */
static bool stands_alone(const struct text_file *file, size_t i, size_t end)
{
	const struct text_line *first = &file->lines[i];

	if (text_kind(file, i - 1) == LINE_TEXT &&
	    first[-1].indent == first->indent &&
	    has_gap(&first[-1], first[-1].text.ptr)) {
		return false;
	}
	return text_kind(file, end) != LINE_TEXT ||
	       file->lines[end].indent < first->indent;
}

static void mark(struct text_file *file, size_t start, size_t end,
		 enum line_kind kind)
{
	for (size_t i = start; i < end; i++) {
		if (file->lines[i].kind != LINE_BLANK) {
			file->lines[i].kind = kind;
			file->lines[i].group = start;
		}
	}
}

/* --- tables and code not indented ------------------------------------------ */

static bool is_setting(struct slice text)
{
	size_t i = 0;

	while (i < text.len && (is_alnum(text.ptr[i]) || text.ptr[i] == '_')) {
		i++;
	}
	if (i == 0 || i == text.len) {
		return false;
	}
	while (i < text.len && (text.ptr[i] == ' ' || text.ptr[i] == '+')) {
		i++;
	}
	return i < text.len && text.ptr[i] == '=';
}

/* Is it code even between lines of prose? */
static bool is_sure_code(const struct text_line *line)
{
	struct slice text = line->text;
	size_t words = text_words(text);
	char last = text.ptr[text.len - 1];

	if (line->indent > 0) {
		return false;
	}
	if (slice_starts(text, "# ") || text_holds(text, " = ${")) {
		return last != '.';
	}
	return is_setting(text) && (words == 1 || words == 3 || last == '\\');
}

struct tally {
	size_t lines;
	size_t wide;		/* with a gap of three or more */
	size_t code;
	size_t opening;		/* ends in { */
	size_t closing;		/* starts with } */
	size_t bullets;
	size_t arrows;		/* of a diagram */
};

static bool is_arrow(struct slice text)
{
	return slice_starts(text, "<-") ||
	       (text.len >= 2 && memcmp(text.ptr + text.len - 2, "->", 2) == 0);
}

static void count_line(struct tally *tally, const struct text_line *line)
{
	struct slice text = line->text;
	const char *gap;

	tally->lines++;
	tally->wide += text_gap(line, text.ptr, TABLE_GAP, &gap) != NULL;
	tally->code += text.ptr[0] == '#' || is_setting(text) ||
		       line->kind == LINE_CODE;
	tally->opening += text.ptr[text.len - 1] == '{';
	tally->closing += text.ptr[0] == '}';
	tally->bullets += is_bullet(line);
	tally->arrows += is_arrow(text);
}

static bool is_verbatim(const struct text_line *first, const struct tally *tally)
{
	struct slice text = first->text;

	if (first->indent > 0 || tally->bullets > 0) {
		return false;
	}
	if (tally->lines == 1 && text_words(text) > 3 &&
	    text.ptr[text.len - 1] == '.') {
		return false;
	}
	if (slice_starts(text, "# ") || slice_starts(text, "$ ") ||
	    text.ptr[text.len - 1] == '\\') {
		return true;
	}
	return tally->code == tally->lines ||
	       tally->wide == tally->lines ||
	       3 * tally->arrows >= tally->lines ||
	       (tally->opening > 0 && tally->closing > 0) ||
	       (tally->lines >= 3 && 10 * tally->wide >= 7 * tally->lines);
}

static bool in_chunk(enum line_kind kind)
{
	return kind == LINE_TEXT || kind == LINE_CODE || kind == LINE_RULE;
}

/* A chunk is what stands between blank lines. Returns the index after it. */
static size_t mark_chunk(struct text_file *file, size_t i)
{
	struct tally tally = { 0 };
	size_t end = i;

	for (; in_chunk(text_kind(file, end)); end++) {
		count_line(&tally, &file->lines[end]);
	}
	if (text_kind(file, i) != LINE_RULE &&
	    is_verbatim(&file->lines[i], &tally)) {
		mark(file, i, end, LINE_CODE);
		return end;
	}
	for (size_t j = i; j < end; j++) {
		struct text_line *line = &file->lines[j];

		if (line->kind == LINE_TEXT && is_sure_code(line)) {
			line->kind = LINE_CODE;
		}
	}
	return end;
}

static void mark_pairs(struct text_file *file)
{
	size_t i = 0;

	while (i < file->count) {
		struct pairs pairs;
		size_t end;

		if (file->lines[i].kind != LINE_TEXT) {
			i++;
			continue;
		}
		end = take_pairs(file, i, &pairs);
		if (are_columns(&pairs) && stands_alone(file, i, end)) {
			mark(file, i, end,
			     is_prose(&pairs) ? LINE_PAIR : LINE_CODE);
		}
		i = end > i ? end : i + 1;
	}
}

void text_find_shapes(struct text_file *file)
{
	for (size_t i = 0; i < file->count; i++) {
		if (file->lines[i].kind == LINE_TEXT) {
			size_t end = frame_end(file, i);

			mark(file, i, end, LINE_CODE);
			i = end > i ? end - 1 : i;
		}
	}
	mark_pairs(file);
	for (size_t i = 0; i < file->count; i++) {
		if (in_chunk(file->lines[i].kind)) {
			i = mark_chunk(file, i) - 1;
		}
	}
}
