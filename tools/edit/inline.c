/* SPDX-License-Identifier: ISC */
#include "edit/inline.h"

#include <string.h>

#include "edit/names.h"

/* A pair of straight quotes further apart than this is no quotation. */
enum { QUOTE_LIMIT = 300 };

struct scan {
	struct slice text;
	size_t at;
	size_t pending;		/* start of plain text not handed on yet */
	struct names *options;
	const struct inline_sink *sink;
};

static bool is_name_char(char c)
{
	return is_alnum(c) || c == '_';
}

/* What a word is made of; points and slashes only inside. */
static bool is_word_char(char c)
{
	return is_name_char(c) || c == '-' || c == '.' || c == '/' || c == '+';
}

static void flush(struct scan *scan)
{
	if (scan->at > scan->pending) {
		scan->sink->put(scan->sink->payload, INLINE_TEXT,
				slice_of(scan->text.ptr + scan->pending,
					 scan->at - scan->pending));
	}
}

/* Hands on text from at as kind, and goes on after the next skip bytes. */
static void mark(struct scan *scan, enum inline_kind kind, struct slice text,
		 size_t skip)
{
	flush(scan);
	scan->sink->put(scan->sink->payload, kind, text);
	scan->at += skip;
	scan->pending = scan->at;
}

static struct slice span_while(struct slice text, size_t start,
			       bool (*accept)(char))
{
	size_t end = start;

	while (end < text.len && accept(text.ptr[end])) {
		end++;
	}
	return slice_of(text.ptr + start, end - start);
}

/* --- words ------------------------------------------------------------------- */

static bool has_known_ending(struct slice word)
{
	static const char *const endings[] = { ".c",    ".h",    ".pl",  ".sh",
					       ".py",   ".so",   ".txt", ".pem",
					       ".conf", ".html", ".db",  ".src" };

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t len = strlen(endings[i]);

		if (word.len > len && is_alnum(word.ptr[0]) &&
		    memcmp(word.ptr + word.len - len, endings[i], len) == 0) {
			return true;
		}
	}
	return false;
}

/* Is the word the name of a file, by its looks? */
static bool is_file(struct slice word)
{
	const char *slash = memchr(word.ptr, '/', word.len);
	struct slice last;

	for (size_t i = 0; i < word.len; i++) {
		if (!is_word_char(word.ptr[i])) {
			return false;
		}
	}
	if (has_known_ending(word)) {
		return true;
	}
	if (slash == NULL) {
		return slice_is(word, "Makefile");
	}
	if (slash == word.ptr) {
		return word.len > 2 && is_alpha(word.ptr[1]) &&
		       memchr(word.ptr + 1, '/', word.len - 1) != NULL;
	}
	last = slice_of(slash + 1, word.len - (size_t)(slash + 1 - word.ptr));
	return slice_is(last, "Makefile") || slice_is(last, "EDITME");
}

static bool is_option(struct scan *scan, struct slice word)
{
	return names_has(scan->options, word);
}

static bool scan_word(struct scan *scan)
{
	struct slice word = span_while(scan->text, scan->at, is_word_char);
	enum inline_kind kind = INLINE_TEXT;

	while (word.len > 0 && (word.ptr[word.len - 1] == '.' ||
				word.ptr[word.len - 1] == '-' ||
				word.ptr[word.len - 1] == '/')) {
		word.len--;
	}
	if (word.len == 0) {
		return false;
	}
	/* A bare word is an option's name only if it can be nothing else. */
	if (memchr(word.ptr, '_', word.len) != NULL && is_option(scan, word)) {
		kind = INLINE_OPTION;
	} else if (is_file(word)) {
		kind = INLINE_FILE;
	}
	if (kind == INLINE_TEXT) {
		scan->at += word.len;
		return true;
	}
	mark(scan, kind, word, word.len);
	return true;
}

static bool not_url_end(char c)
{
	return !is_space(c) && c != '"' && c != '<' && c != '>' && c != '\'';
}

static bool scan_url(struct scan *scan)
{
	struct slice rest = slice_of(scan->text.ptr + scan->at,
				     scan->text.len - scan->at);
	struct slice url;

	if (!slice_starts(rest, "http://") && !slice_starts(rest, "https://") &&
	    !slice_starts(rest, "ftp://")) {
		return false;
	}
	url = span_while(scan->text, scan->at, not_url_end);
	while (strchr(".,;:!?)]", url.ptr[url.len - 1]) != NULL) {
		url.len--;
	}
	if (url.len < 10) {
		return false;
	}
	mark(scan, INLINE_URL, url, url.len);
	return true;
}

/* A variable: a dollar sign and a name that begins with a small letter; inside
 * braces it is a part of something larger. */
static struct slice variable_name(struct slice text, size_t dollar)
{
	struct slice none = slice_of(text.ptr, 0);
	struct slice name;

	if (dollar + 1 >= text.len || text.ptr[dollar + 1] < 'a' ||
	    text.ptr[dollar + 1] > 'z' ||
	    (dollar > 0 && strchr("\\{", text.ptr[dollar - 1]) != NULL)) {
		return none;
	}
	name = span_while(text, dollar + 1, is_name_char);
	return name;
}

static bool scan_variable(struct scan *scan)
{
	struct slice name = variable_name(scan->text, scan->at);

	if (name.len == 0) {
		return false;
	}
	mark(scan, INLINE_VARIABLE, name, name.len + 1);
	return true;
}

/* --- quotations --------------------------------------------------------------- */

static bool may_open_quote(const struct scan *scan)
{
	char before = scan->at > 0 ? scan->text.ptr[scan->at - 1] : ' ';

	return is_space(before) || before == '(' || before == '[' ||
	       before == '-' || before == '/' || before == '=';
}

/* The content of the quotation that opens at the byte, if it is one. */
static bool find_quotation(const struct scan *scan, struct slice *content)
{
	const char *start = scan->text.ptr + scan->at + 1;
	size_t left = scan->text.len - scan->at - 1;
	const char *end = memchr(start, '"', left < QUOTE_LIMIT ? left
								: QUOTE_LIMIT);

	if (end == NULL || end == start || is_space(start[0]) ||
	    is_space(end[-1]) || !may_open_quote(scan)) {
		return false;
	}
	*content = slice_of(start, (size_t)(end - start));
	left -= content->len + 1;
	return left == 0 || !is_alnum(end[1]);
}

static void scan_plain(struct scan *scan, size_t end);

static bool scan_quote(struct scan *scan)
{
	struct slice content;
	struct slice none;
	size_t end;

	if (!find_quotation(scan, &content)) {
		return false;
	}
	if (is_option(scan, content)) {
		mark(scan, INLINE_OPTION, content, content.len + 2);
		return true;
	}
	if (content.ptr[0] == '$' &&
	    variable_name(content, 0).len + 1 == content.len) {
		mark(scan, INLINE_VARIABLE,
		     slice_of(content.ptr + 1, content.len - 1),
		     content.len + 2);
		return true;
	}
	if (is_file(content)) {
		mark(scan, INLINE_FILE, content, content.len + 2);
		return true;
	}
	none = slice_of(content.ptr, 0);
	end = scan->at + 1 + content.len;
	mark(scan, INLINE_QUOTE, none, 1);
	scan_plain(scan, end);
	mark(scan, INLINE_UNQUOTE, none, 1);
	return true;
}

/* --- the scanner ---------------------------------------------------------------- */

static void scan_plain(struct scan *scan, size_t end)
{
	size_t whole = scan->text.len;
	bool in_word = false;

	scan->text.len = end;
	while (scan->at < end) {
		char c = scan->text.ptr[scan->at];
		bool done = false;

		if (c == '"') {
			done = scan_quote(scan);
		} else if (c == '$') {
			done = scan_variable(scan);
		} else if (!in_word && is_word_char(c)) {
			done = scan_url(scan) || scan_word(scan);
		}
		if (!done) {
			scan->at++;
		}
		in_word = scan->at > 0 &&
			  (is_word_char(scan->text.ptr[scan->at - 1]) ||
			   strchr("\\{:=@", scan->text.ptr[scan->at - 1]) !=
				   NULL);
	}
	scan->text.len = whole;
}

void inline_scan(struct slice text, struct names *options,
		 const struct inline_sink *sink)
{
	struct scan scan = { .text = text, .options = options, .sink = sink };

	scan_plain(&scan, text.len);
	flush(&scan);
}
