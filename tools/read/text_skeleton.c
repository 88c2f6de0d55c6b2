/* SPDX-License-Identifier: ISC */
#include "read/text_skeleton.h"

#include "base/buf.h"
#include "read/text_line.h"

enum {
	LISTS = 16,		/* deeper lists are read as text */
	CODE_INDENT = 2,	/* what examples are indented by, at least */
	HEAD_LENGTH = 52,	/* longest "1. Title"; "1) Title" is surer */
};

struct item {
	size_t content;		/* column of its text in the source */
	size_t place;		/* the same in the skeleton */
	long number;		/* -1 for a bullet */
	size_t indent;		/* column of its marker */
	bool unit;
};

struct skeleton {
	struct text_file *file;
	struct buf *out;
	struct item items[LISTS];	/* those the line may be inside of */
	size_t depth;
	bool flowing;		/* the line before was text of a paragraph */
};

static const struct item *innermost(const struct skeleton *sk)
{
	return sk->depth > 0 ? &sk->items[sk->depth - 1] : NULL;
}

static size_t content_column(const struct skeleton *sk)
{
	return sk->depth > 0 ? sk->items[sk->depth - 1].content : 0;
}

/* Leaves the items that a line of this indent is not inside of. A news item
 * takes all that is indented. */
static void leave(struct skeleton *sk, size_t indent)
{
	while (sk->depth > 0 && indent < content_column(sk) &&
	       !(innermost(sk)->unit && indent > 0)) {
		sk->depth--;
	}
}

static void emit(struct skeleton *sk, const char *sign)
{
	buf_fill(sk->out, ' ', sk->depth > 0 ? innermost(sk)->place : 0);
	buf_puts(sk->out, sign);
}

static void emit_marker(struct skeleton *sk, struct text_line *line, long number)
{
	char first = line->text.ptr[0];
	size_t before = sk->out->len;

	if (number < 0) {
		buf_putc(sk->out, first == 'o' ? '+' : first == '-' ? '-' : '*');
	} else {
		bool paren = line->text.ptr[text_word(line->text) - 1] == ')';

		buf_printf(sk->out, "%ld%c", number, paren ? ')' : '.');
	}
	buf_puts(sk->out, " x\n");
	sk->items[sk->depth].place += sk->out->len - before - 2;
}

static void enter(struct skeleton *sk, struct text_line *line, long number,
		  bool unit)
{
	size_t place = sk->depth > 0 ? innermost(sk)->place : 0;
	const char *text = line->text.ptr + line->marker;

	while (text < line->text.ptr + line->text.len && is_space(*text)) {
		text++;
	}
	emit(sk, "");
	sk->items[sk->depth] = (struct item){
		.content = text_column(line, text),
		.place = place,
		.number = number,
		.indent = line->indent,
		.unit = unit,
	};
	emit_marker(sk, line, number);
	sk->depth++;
	sk->flowing = true;
}

/* --- sub-headings ----------------------------------------------------------- */

/* "1.2.) " and the like: digits and stops, ended by a stop or a bracket. */
static size_t head_number(struct slice text)
{
	size_t len = 0;

	if (slice_starts(text, "*) ")) {
		return 3;
	}
	while (len < text.len && (is_digit(text.ptr[len]) || text.ptr[len] == '.')) {
		len++;
	}
	if (len == 0 || !is_digit(text.ptr[0]) || len + 1 >= text.len) {
		return 0;
	}
	if (text.ptr[len] == ')' && text.ptr[len + 1] == ' ') {
		return len + 2;
	}
	return text.ptr[len] == ' ' && text.ptr[len - 1] == '.' ? len + 1 : 0;
}

static bool is_numbered(const struct text_file *file, size_t i)
{
	return i < file->count && file->lines[i].text.len > 0 &&
	       head_number(file->lines[i].text) > 0;
}

/* The nearest line before and after that is not blank. */
static size_t above(const struct text_file *file, size_t i)
{
	while (i > 0 && file->lines[i - 1].kind == LINE_BLANK) {
		i--;
	}
	return i - 1;
}

static size_t below(const struct text_file *file, size_t i)
{
	do {
		i++;
	} while (i < file->count && file->lines[i].kind == LINE_BLANK);
	return i;
}

/* A short numbered line that stands alone and is not one of a list. */
static bool is_subhead(const struct text_file *file, size_t i)
{
	const struct text_line *line = &file->lines[i];
	enum line_kind before = text_kind(file, i - 1);
	enum line_kind after = text_kind(file, i + 1);

	size_t number = head_number(line->text);
	size_t longest = HEAD_LENGTH;

	if (number >= 2 && (line->text.ptr[number - 2] == ')' ||
			    line->text.ptr[line->text.len - 1] == ':')) {
		longest += longest / 4;
	}
	if (file->role == DOC_NEWS || file->role == DOC_CHANGELOG ||
	    line->indent > 0 || number == 0 || line->text.len > longest ||
	    after != LINE_BLANK ||
	    (before != LINE_BLANK && before != LINE_UNDERLINE &&
	     before != LINE_RULE)) {
		return false;
	}
	return !is_numbered(file, above(file, i)) &&
	       !is_numbered(file, below(file, i));
}

/* --- list items -------------------------------------------------------------- */

/* Does an item with this number go on with the list we are in? */
static bool goes_on(const struct skeleton *sk, const struct text_line *line,
		    long number)
{
	for (size_t i = sk->depth; i > 0; i--) {
		const struct item *item = &sk->items[i - 1];

		if (item->indent == line->indent) {
			return item->number + 1 == number && item->number >= 0;
		}
	}
	return false;
}

/* As in Markdown, only a bullet or the number 1 may break into a paragraph. */
static bool is_item(const struct skeleton *sk, struct text_line *line,
		    long *number)
{
	size_t marker = text_marker(line->text, number);
	size_t word = text_word(line->text);

	if (marker == 0 || sk->depth == LISTS ||
	    (*number >= 0 && line->text.ptr[word - 1] == ':')) {
		return false;
	}
	line->marker = word;
	if (line->text.ptr[0] == '.' && sk->flowing &&
	    line->indent <= content_column(sk)) {
		return false;
	}
	return *number <= 1 || !sk->flowing || goes_on(sk, line, *number);
}

/* --- indented blocks ----------------------------------------------------------- */

static bool is_sentence(struct slice text)
{
	size_t letters = 0;

	for (size_t i = 0; i < text.len; i++) {
		letters += is_alpha(text.ptr[i]) || text.ptr[i] == ' ' ||
			   (text.ptr[i] & 0x80) != 0;
	}
	return 4 * letters >= 3 * text.len;
}

static bool ends_sentence(struct slice text)
{
	char c = text.ptr[text.len - 1];

	return c == '.' || c == ':' || c == '!' || c == '?' || c == ')' ||
	       c == '"' || c == '\'';
}

struct run {
	size_t end;
	size_t lines;
	size_t code;
	size_t words;
	size_t sentences;
};

/* The lines from i on that are indented like it or more, to a blank line. */
static struct run measure_run(const struct skeleton *sk, size_t i)
{
	const struct text_file *file = sk->file;
	size_t least = file->lines[i].indent;
	struct run run = { i, 0, 0, 0, 0 };

	for (; text_kind(file, run.end) == LINE_TEXT; run.end++) {
		const struct text_line *line = &file->lines[run.end];
		long number;

		if (line->indent < least ||
		    (run.end > i && text_marker(line->text, &number) > 0)) {
			break;
		}
		run.lines++;
		run.code += text_is_code(line->text);
		run.words += text_words(line->text);
		run.sentences += is_sentence(line->text);
	}
	return run;
}

/* Indented prose is told from an example by its words; straight after a line
 * of text that announces nothing, by little. */
static bool is_prose(const struct skeleton *sk, const struct run *run, size_t i)
{
	const struct text_line *lines = sk->file->lines;
	struct slice last = lines[run->end - 1].text;

	if (3 * run->code >= run->lines) {
		return false;
	}
	if (!sk->flowing && run->lines == 1 && run->words > 1 &&
	    last.ptr[last.len - 1] == ':') {
		return true;
	}
	if (sk->flowing && lines[i - 1].text.ptr[lines[i - 1].text.len - 1] != ':') {
		return run->words >= 3 * run->lines ||
		       (run->code == 0 &&
			(sk->depth > 0 || last.ptr[last.len - 1] == '.'));
	}
	if (run->words < 3 * run->lines) {
		return false;
	}
	return ends_sentence(last) && 2 * run->sentences > run->lines;
}

/* "name:" over an indented block that is code: the head of a router, say. */
static bool is_label(const struct skeleton *sk, size_t i)
{
	const struct text_line *line = &sk->file->lines[i];
	size_t len = line->text.len - 1;

	if (sk->flowing || line->text.ptr[len] != ':' ||
	    line->text.ptr[0] < 'a' || text_kind(sk->file, i + 1) != LINE_TEXT ||
	    line[1].indent < line->indent + CODE_INDENT ||
	    !text_is_code(line[1].text)) {
		return false;
	}
	while (len > 0 && (is_alnum(line->text.ptr[len - 1]) ||
			   line->text.ptr[len - 1] == '_')) {
		len--;
	}
	return len == 0;
}

static bool may_be_code(const struct skeleton *sk, const struct text_line *line)
{
	size_t column = content_column(sk);

	return line->indent >= column + CODE_INDENT ||
	       (line->indent > column && text_is_code(line->text));
}

/* --- line by line ---------------------------------------------------------------- */

static void put_block(struct skeleton *sk, const struct text_line *line)
{
	leave(sk, line->indent);
	emit(sk, "# x\n");
	sk->flowing = false;
}

static size_t put_run(struct skeleton *sk, size_t i)
{
	struct text_line *lines = sk->file->lines;
	struct run run = measure_run(sk, i);
	bool prose = is_prose(sk, &run, i);

	for (; i < run.end; i++) {
		if (prose) {
			emit(sk, "x\n");
		} else {
			lines[i].kind = LINE_CODE;
			emit(sk, "# x\n");
		}
	}
	sk->flowing = prose;
	return i;
}

/* Returns the index after what it has put. */
static size_t put_text(struct skeleton *sk, size_t i)
{
	struct text_line *line = &sk->file->lines[i];
	long number;

	if (is_subhead(sk->file, i)) {
		line->kind = LINE_HEAD;
		put_block(sk, line);
		return i + 1;
	}
	if (is_item(sk, line, &number)) {
		line->kind = LINE_ITEM;
		leave(sk, line->indent);
		enter(sk, line, number, false);
		return i + 1;
	}
	if (!sk->flowing) {
		leave(sk, line->indent);
	}
	if (may_be_code(sk, line)) {
		return put_run(sk, i);
	}
	if (is_label(sk, i)) {
		line->kind = LINE_CODE;
		put_block(sk, line);
		return i + 1;
	}
	emit(sk, "x\n");
	sk->flowing = true;
	return i + 1;
}

static void put_unit(struct skeleton *sk, struct text_line *line)
{
	long number = -1;

	sk->depth = 0;
	if (sk->file->role == DOC_NEWS) {
		text_marker(line->text, &number);
	}
	enter(sk, line, number, true);
}

void text_skeleton(struct text_file *file, struct buf *out)
{
	struct skeleton sk = { .file = file, .out = out };
	size_t i = 0;

	while (i < file->count) {
		struct text_line *line = &file->lines[i];

		switch (line->kind) {
		case LINE_TEXT:
		case LINE_ITEM:
			i = put_text(&sk, i);
			continue;
		case LINE_UNIT:
			put_unit(&sk, line);
			break;
		case LINE_BLANK:
		case LINE_RULE:
		case LINE_UNDERLINE:
			buf_putc(out, '\n');
			sk.flowing = false;
			break;
		case LINE_TITLE:
			sk.depth = 0;
			put_block(&sk, line);
			break;
		default:
			put_block(&sk, line);
			break;
		}
		i++;
	}
}
