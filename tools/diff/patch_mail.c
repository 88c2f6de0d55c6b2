/* SPDX-License-Identifier: ISC */
/*
 * The encodings of mail (RFC 2045), for a patch that was saved with the mail it
 * came in. Parts of a mail in HTML are left out: they say the same once more.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/source.h"
#include "diff/patch_unwrap.h"

enum { MAX_BOUNDARIES = 16 };

enum encoding { PLAIN, QUOTED_PRINTABLE, BASE64 };

struct mail {
	struct source *source;
	struct patch_unwrapped *out;
	size_t line;
	bool in_head;
	bool was_blank;		/* the line before */
	bool is_encoded;	/* some part of it */
	struct buf field;	/* of the head, with its continuation lines */
	char *boundaries[MAX_BOUNDARIES];
	size_t boundary_count;
	/* of this part */
	enum encoding encoding;
	bool is_html;
	unsigned bits;		/* base64 that is not yet a byte */
	unsigned bit_count;
};

/* --- output --------------------------------------------------------------------- */

void patch_unwrapped_init(struct patch_unwrapped *out)
{
	*out = (struct patch_unwrapped){ .lines = NULL };
	buf_init(&out->text);
}

void patch_unwrapped_release(struct patch_unwrapped *out)
{
	buf_release(&out->text);
	free(out->lines);
}

void patch_unwrapped_putc(struct patch_unwrapped *out, char c, size_t line)
{
	if (!out->in_line) {
		MEM_GROW(out->lines, out->line_count, out->capacity);
		out->lines[out->line_count++] = line;
	}
	buf_putc(&out->text, c);
	out->in_line = c != '\n';
}

void patch_unwrapped_put(struct patch_unwrapped *out, struct slice text,
			 size_t line)
{
	for (size_t i = 0; i < text.len; i++) {
		patch_unwrapped_putc(out, text.ptr[i], line);
	}
}

static void put(struct mail *mail, char c)
{
	patch_unwrapped_putc(mail->out, c, mail->line);
}

/* --- bodies --------------------------------------------------------------------- */

static int hex_value(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *digit = memchr(digits, to_lower(c), sizeof(digits) - 1);

	return digit != NULL ? (int)(digit - digits) : -1;
}

static void put_quoted_printable(struct mail *mail, struct slice line)
{
	line = slice_trim_end(line);
	for (size_t i = 0; i < line.len; i++) {
		char c = line.ptr[i];

		if (c == '=' && i + 1 == line.len) {
			return;		/* goes on in the next one */
		}
		if (c == '=' && i + 2 < line.len &&
		    hex_value(line.ptr[i + 1]) >= 0 &&
		    hex_value(line.ptr[i + 2]) >= 0) {
			c = (char)(hex_value(line.ptr[i + 1]) * 16 +
				   hex_value(line.ptr[i + 2]));
			i += 2;
		}
		put(mail, c);
	}
	put(mail, '\n');
}

static void put_base64(struct mail *mail, struct slice line)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < line.len; i++) {
		const char *digit = memchr(digits, line.ptr[i],
					   sizeof(digits) - 1);

		if (digit == NULL) {
			continue;
		}
		mail->bits = (mail->bits << 6 | (unsigned)(digit - digits)) &
			     0xffff;
		mail->bit_count += 6;
		if (mail->bit_count >= 8) {
			mail->bit_count -= 8;
			put(mail, (char)(mail->bits >> mail->bit_count & 0xff));
		}
	}
}

/* The line as it is, with its end. */
static void put_bytes(struct mail *mail)
{
	size_t start = source_line_start(mail->source, mail->line);
	size_t end = source_line_start(mail->source, mail->line + 1);

	patch_unwrapped_put(mail->out,
			    slice_of(mail->source->text + start, end - start),
			    mail->line);
}

static void put_body(struct mail *mail, struct slice line)
{
	if (mail->is_html && mail->boundary_count > 0) {
		return;
	}
	switch (mail->encoding) {
	case QUOTED_PRINTABLE:
		put_quoted_printable(mail, line);
		break;
	case BASE64:
		put_base64(mail, line);
		break;
	case PLAIN:
		put_bytes(mail);
		break;
	}
}

/* --- heads ---------------------------------------------------------------------- */

/* The value of a field of this name; false if it is another one. */
static bool is_field(const struct mail *mail, const char *name,
		     struct slice *value)
{
	size_t len = strlen(name);

	if (mail->field.len <= len || mail->field.data[len] != ':' ||
	    strncasecmp(mail->field.data, name, len) != 0) {
		return false;
	}
	*value = slice_trim(slice_of(mail->field.data + len + 1,
				     mail->field.len - len - 1));
	return true;
}

static bool starts_any_case(struct slice text, const char *prefix)
{
	size_t len = strlen(prefix);

	return text.len >= len && strncasecmp(text.ptr, prefix, len) == 0;
}

/* "multipart/mixed; boundary="x"", maybe without quotes. */
static void add_boundary(struct mail *mail, struct slice value)
{
	static const char name[] = "boundary=";
	size_t len = strlen(name);

	for (; value.len > len; value.ptr++, value.len--) {
		const char *end = value.ptr + value.len;
		const char *start;

		if (!starts_any_case(value, name)) {
			continue;
		}
		start = value.ptr + len + (value.ptr[len] == '"' ? 1 : 0);
		for (value.ptr = start; value.ptr < end &&
		     *value.ptr != '"' && *value.ptr != ';' &&
		     !is_space(*value.ptr);) {
			value.ptr++;
		}
		if (value.ptr > start && mail->boundary_count < MAX_BOUNDARIES) {
			mail->boundaries[mail->boundary_count++] = mem_strndup(
				start, (size_t)(value.ptr - start));
		}
		return;
	}
}

static void end_field(struct mail *mail)
{
	struct slice value;

	if (is_field(mail, "Content-Transfer-Encoding", &value)) {
		mail->encoding = starts_any_case(value, "quoted-printable") ?
					 QUOTED_PRINTABLE :
				 starts_any_case(value, "base64") ? BASE64 :
								    PLAIN;
		mail->is_encoded = mail->is_encoded || mail->encoding != PLAIN;
	} else if (is_field(mail, "Content-Type", &value)) {
		mail->is_html = starts_any_case(value, "text/html");
		add_boundary(mail, value);
	}
	buf_clear(&mail->field);
}

static void start_head(struct mail *mail)
{
	if (mail->out->in_line) {
		put(mail, '\n');
	}
	mail->in_head = true;
	mail->encoding = PLAIN;
	mail->is_html = false;
	mail->bit_count = 0;
}

static void read_head_line(struct mail *mail, struct slice line)
{
	bool goes_on = line.len > 0 && is_space(line.ptr[0]);

	if (!goes_on) {
		end_field(mail);
	}
	buf_put_slice(&mail->field, line);
	mail->in_head = line.len > 0;
	put_bytes(mail);
}

/* "Name: value" */
static bool is_head_line(struct slice line)
{
	size_t i = 0;

	while (i < line.len && (is_alnum(line.ptr[i]) || line.ptr[i] == '-')) {
		i++;
	}
	return i > 0 && i < line.len && line.ptr[i] == ':';
}

/* Does another mail, or another part of this one, begin? */
static bool is_separator(const struct mail *mail, struct slice line)
{
	if (slice_starts(line, "From ") && mail->was_blank &&
	    mail->line < source_line_count(mail->source)) {
		return is_head_line(
			source_line_text(mail->source, mail->line + 1));
	}
	for (size_t i = 0; i < mail->boundary_count; i++) {
		if (slice_starts(line, "--") &&
		    slice_starts(slice_of(line.ptr + 2, line.len - 2),
				 mail->boundaries[i])) {
			return true;
		}
	}
	return false;
}

static void read_lines(struct mail *mail)
{
	size_t count = source_line_count(mail->source);

	mail->was_blank = true;
	mail->in_head = count > 0 &&
			is_head_line(source_line_text(mail->source, 1));
	for (mail->line = 1; mail->line <= count; mail->line++) {
		struct slice line = source_line_text(mail->source, mail->line);

		if (is_separator(mail, line)) {
			start_head(mail);
			put_bytes(mail);
		} else if (mail->in_head) {
			read_head_line(mail, line);
		} else {
			put_body(mail, line);
		}
		mail->was_blank = line.len == 0;
	}
}

bool patch_unwrap_mail(struct source *source, struct patch_unwrapped *out)
{
	struct mail mail = { .source = source, .out = out };

	buf_init(&mail.field);
	read_lines(&mail);
	buf_release(&mail.field);
	for (size_t i = 0; i < mail.boundary_count; i++) {
		free(mail.boundaries[i]);
	}
	return mail.is_encoded;
}
