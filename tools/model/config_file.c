/* SPDX-License-Identifier: ISC */
#include "model/config_file.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/source.h"

struct reader {
	struct source *source;
	struct diag *diag;
	const char *at, *end;
	size_t line;
	bool failed;
	bool lost;		/* in a section whose name is not known */
	struct buf section;	/* with a dot at its end; empty before the first */
	struct buf key;
	struct buf value;
};

/* --- bytes -------------------------------------------------------------------- */

/* The next byte, 0 at the end; CR LF is one newline. */
static char peek(const struct reader *r)
{
	if (r->at == r->end) {
		return '\0';
	}
	return *r->at == '\r' && r->at + 1 < r->end && r->at[1] == '\n' ?
		       '\n' : *r->at;
}

static void step(struct reader *r)
{
	if (peek(r) == '\n') {
		r->line++;
		r->at += *r->at == '\r' ? 1 : 0;
	}
	r->at++;
}

static bool is_line_end(const struct reader *r)
{
	return r->at == r->end || peek(r) == '\n';
}

static void skip_blanks(struct reader *r)
{
	while (!is_line_end(r) && is_space(*r->at)) {
		step(r);
	}
}

/* Goes on after this line. */
static void skip_line(struct reader *r)
{
	while (!is_line_end(r)) {
		step(r);
	}
	if (r->at != r->end) {
		step(r);
	}
}

static void complain(struct reader *r, size_t line, const char *problem)
{
	diag_line(r->diag, DIAG_ERROR, r->source->name, line, "%s", problem);
	r->failed = true;
	skip_line(r);
}

/* --- sections ------------------------------------------------------------------- */

static bool is_section_byte(char c)
{
	return is_alnum(c) || c == '-' || c == '.';
}

/* The name in quotes. A backslash only makes the next byte an ordinary one. */
static bool read_name(struct reader *r)
{
	step(r);
	buf_putc(&r->section, '.');
	while (!is_line_end(r) && *r->at != '"') {
		if (*r->at == '\\') {
			step(r);
			if (is_line_end(r)) {
				return false;
			}
		}
		buf_putc(&r->section, *r->at);
		step(r);
	}
	if (is_line_end(r)) {
		return false;
	}
	step(r);
	return true;
}

static void read_section(struct reader *r)
{
	size_t line = r->line;

	step(r);
	r->lost = true;
	buf_clear(&r->section);
	while (!is_line_end(r) && is_section_byte(*r->at)) {
		buf_putc(&r->section, to_lower(*r->at));
		step(r);
	}
	skip_blanks(r);
	if (r->section.len == 0) {
		complain(r, line, "a section has a name of letters, digits, '-' "
				  "and '.', such as [spec]");
		return;
	}
	if (peek(r) == '"' && !read_name(r)) {
		complain(r, line, "'\"' is missing after the section's name");
		return;
	}
	if (peek(r) != ']') {
		complain(r, line, "']' is missing after the section");
		return;
	}
	step(r);
	r->lost = false;
	buf_putc(&r->section, '.');
}

/* --- values ---------------------------------------------------------------------- */

/* What follows a backslash; false if it may not. */
static bool read_escape(struct reader *r)
{
	static const char escapes[] = "n\nt\tb\b\"\"\\\\";
	const char *found = escapes;

	step(r);
	if (r->at == r->end) {
		return false;
	}
	if (peek(r) == '\n') {
		step(r);
		return true;
	}
	while (*found != '\0' && *found != *r->at) {
		found += 2;
	}
	if (*found == '\0') {
		return false;
	}
	buf_putc(&r->value, found[1]);
	step(r);
	return true;
}

/* Up to the end of the line or a comment; blanks at the end count in quotes only. */
static bool read_value(struct reader *r)
{
	size_t line = r->line;
	bool quoted = false;
	size_t len = 0;		/* without blanks at the end */

	skip_blanks(r);
	while (!is_line_end(r) && *r->at != '\0' &&
	       (quoted || (*r->at != '#' && *r->at != ';'))) {
		char c = *r->at;

		if (c == '\\') {
			if (!read_escape(r)) {
				complain(r, r->line,
					 "a backslash stands before n, t, b, "
					 "'\"', a backslash, or the end of a "
					 "line");
				return false;
			}
			len = r->value.len;
			continue;
		}
		step(r);
		if (c == '"') {
			quoted = !quoted;
			len = r->value.len;
			continue;
		}
		buf_putc(&r->value, c);
		len = quoted || !is_space(c) ? r->value.len : len;
	}
	if (quoted || (r->at != r->end && *r->at == '\0')) {
		complain(r, line, quoted ? "'\"' is missing after the value" :
					   "a NUL byte in the value");
		return false;
	}
	buf_truncate(&r->value, len);
	skip_line(r);
	return true;
}

/* After a section that is wrong each key would be, too: that is told once. */
static void tell(struct reader *r, config_file_visit *visit, void *payload,
		 const char *value, size_t line)
{
	if (!r->lost) {
		visit(payload, r->key.data, value, line);
	}
}

static void read_key(struct reader *r, config_file_visit *visit, void *payload)
{
	size_t line = r->line;
	bool good = is_alpha(*r->at);

	buf_clear(&r->key);
	buf_clear(&r->value);
	buf_put_slice(&r->key, buf_slice(&r->section));
	while (!is_line_end(r) && (is_alnum(*r->at) || *r->at == '-')) {
		buf_putc(&r->key, to_lower(*r->at));
		step(r);
	}
	skip_blanks(r);
	if (!good) {
		complain(r, line, "a key begins with a letter");
	} else if (r->section.len == 0 && !r->lost) {
		complain(r, line, "a key must be in a section, such as [spec]");
	} else if (peek(r) == '=') {
		step(r);
		if (read_value(r)) {
			tell(r, visit, payload, r->value.data, line);
		}
	} else if (is_line_end(r) || *r->at == '#' || *r->at == ';') {
		skip_line(r);
		tell(r, visit, payload, "true", line);
	} else {
		complain(r, line, "'=' is missing after the key (which has "
				  "letters, digits and '-')");
	}
}

/* --- the file -------------------------------------------------------------------- */

int config_file_read(struct source *source, config_file_visit *visit,
		     void *payload, struct diag *diag)
{
	static const char mark[] = "\xef\xbb\xbf";
	struct reader r = { .source = source, .diag = diag, .at = source->text,
			    .end = source->text + source->len, .line = 1 };

	buf_init(&r.section);
	buf_init(&r.key);
	buf_init(&r.value);
	if (slice_starts(slice_of(source->text, source->len), mark)) {
		r.at += sizeof(mark) - 1;
	}
	while (r.at != r.end) {
		if (is_space(*r.at)) {
			step(&r);
		} else if (*r.at == '#' || *r.at == ';') {
			skip_line(&r);
		} else if (*r.at == '[') {
			read_section(&r);
		} else {
			read_key(&r, visit, payload);
		}
	}
	buf_release(&r.section);
	buf_release(&r.key);
	buf_release(&r.value);
	return r.failed ? -1 : 0;
}

bool config_file_bool(const char *value, bool *out)
{
	static const char *const words[] = { "false", "true", "no", "yes",
					     "off", "on", "0", "1", "" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (strcasecmp(value, words[i]) == 0) {
			*out = i % 2 == 1;
			return true;
		}
	}
	return false;
}
