/* SPDX-License-Identifier: ISC */
#include "edit/markup.h"

#include <string.h>

/* The text of the spec before it is edited says what is customary in it. */
static bool contains(struct slice source, const char *text)
{
	size_t len = strlen(text);
	const char *end = source.ptr + source.len;

	for (const char *at = source.ptr;
	     (at = memchr(at, text[0], (size_t)(end - at))) != NULL; at++) {
		if ((size_t)(end - at) < len) {
			break;
		}
		if (memcmp(at, text, len) == 0) {
			return true;
		}
	}
	return false;
}

static void find_traits(struct slice source, struct markup_traits *out)
{
	out->uses_bars = contains(source, "revisionflag=");
	out->bars = false;	/* attributes of elements, not lines around them */
	out->concept_index = contains(source, "<indexterm");
	out->links = true;
	out->dollar = contains(source, "<varname>") &&
		      !contains(source, "<varname>$");
	out->dagger = contains(source, "&dagger;") ||
		      contains(source, "\xe2\x80\xa0");
}

static void put_escaped(struct slice text, struct buf *out)
{
	for (size_t i = 0; i < text.len; i++) {
		switch (text.ptr[i]) {
		case '&':
			buf_puts(out, "&amp;");
			break;
		case '<':
			buf_puts(out, "&lt;");
			break;
		case '>':
			buf_puts(out, "&gt;");
			break;
		default:
			buf_putc(out, text.ptr[i]);
		}
	}
}

static void put_attribute(const char *name, const char *value, struct buf *out)
{
	buf_printf(out, " %s=\"", name);
	for (; *value != '\0'; value++) {
		if (*value == '"') {
			buf_puts(out, "&quot;");
		} else {
			put_escaped(slice_of(value, 1), out);
		}
	}
	buf_putc(out, '"');
}

static void put_element(const char *name, struct slice text, struct buf *out)
{
	buf_printf(out, "<%s>", name);
	put_escaped(text, out);
	buf_printf(out, "</%s>", name);
}

static void put_inline(const struct markup_traits *traits,
		       enum inline_kind kind, struct slice text, struct buf *out)
{
	switch (kind) {
	case INLINE_TEXT:
		put_escaped(text, out);
		break;
	case INLINE_OPTION:
		put_element("option", text, out);
		break;
	case INLINE_VARIABLE:
		buf_puts(out, traits->dollar ? "<varname>" : "<varname>$");
		put_escaped(text, out);
		buf_puts(out, "</varname>");
		break;
	case INLINE_FILE:
		put_element("filename", text, out);
		break;
	case INLINE_URL:
		buf_puts(out, "<ulink url=\"");
		put_escaped(text, out);
		buf_puts(out, "\">");
		put_escaped(text, out);
		buf_puts(out, "</ulink>");
		break;
	case INLINE_QUOTE:
		buf_puts(out, "<quote>");
		break;
	case INLINE_UNQUOTE:
		buf_puts(out, "</quote>");
		break;
	}
}

static void reference(const char *id, struct buf *out)
{
	buf_puts(out, "<xref");
	put_attribute("linkend", id, out);
	buf_puts(out, "/>");
}

static void put_index(const char *role, const char *name, bool option,
		      struct buf *out)
{
	buf_printf(out, "<indexterm role=\"%s\"><primary>", role);
	if (option) {
		put_element("option", slice_text(name), out);
	} else {
		put_escaped(slice_text(name), out);
	}
	buf_puts(out, "</primary></indexterm>\n");
}

static void put_cell(const char *label, const char *value, const char *mark,
		     struct buf *out)
{
	buf_printf(out, "<entry>%s<emphasis>", label);
	put_escaped(slice_text(value), out);
	buf_printf(out, "</emphasis>%s</entry>\n", mark);
}

static void option_heading(const struct markup_traits *traits,
			   const struct option_spec *option, struct buf *out)
{
	const char *mark = traits->dagger ? "&dagger;" : "*";

	buf_puts(out, "<para>\n");
	put_index("option", option->name, true, out);
	buf_puts(out, "</para>\n<informaltable frame=\"all\">\n"
		      "<tgroup cols=\"4\" colsep=\"0\" rowsep=\"0\">\n"
		      "<colspec colwidth=\"8*\" align=\"left\"/>\n"
		      "<colspec colwidth=\"6*\" align=\"center\"/>\n"
		      "<colspec colwidth=\"6*\" align=\"center\"/>\n"
		      "<colspec colwidth=\"6*\" align=\"right\"/>\n"
		      "<tbody>\n<row>\n<entry>");
	put_element("option", slice_text(option->name), out);
	buf_puts(out, "</entry>\n");
	put_cell("Use: ", option->use, "", out);
	put_cell("Type: ", option->type, option->expanded ? mark : "", out);
	put_cell("Default: ", option->default_value, "", out);
	buf_puts(out, "</row>\n</tbody>\n</tgroup>\n</informaltable>\n");
}

static void option_row(const char *name, struct slice summary, struct slice like,
		       struct buf *out)
{
	(void)like;
	buf_puts(out, "<row>\n<entry>");
	put_element("option", slice_text(name), out);
	buf_puts(out, "</entry>\n<entry>");
	buf_put_slice(out, summary);
	buf_puts(out, "</entry>\n</row>\n");
}

static void no_bars(struct buf *out)
{
	(void)out;
}

static void open_section(const struct markup_traits *traits,
			 const struct markup_section *section, struct buf *out)
{
	buf_puts(out, "<section");
	put_attribute("id", section->id, out);
	buf_puts(out, ">\n");
	put_element("title", slice_text(section->title), out);
	buf_putc(out, '\n');
	if (section->index != NULL && traits->concept_index) {
		put_index("concept", section->index, false, out);
	}
}

static void close_section(struct buf *out)
{
	buf_puts(out, "</section>\n");
}

static void paragraph(struct slice text, bool first, struct buf *out)
{
	(void)first;
	buf_puts(out, "<para>\n");
	buf_put_slice(out, text);
	buf_puts(out, "\n</para>\n");
}

static void code(struct slice text, struct buf *out)
{
	buf_puts(out, "<literallayout class=\"monospaced\">\n");
	put_escaped(text, out);
	buf_puts(out, "\n</literallayout>\n");
}

struct list_tags {
	const char *open;
	const char *item;
	const char *close;
};

static const struct list_tags tags[] = {
	[PROSE_BULLETS] = { "<itemizedlist>\n", "</listitem>\n",
			    "</listitem>\n</itemizedlist>\n" },
	[PROSE_NUMBERS] = { "<orderedlist>\n", "</listitem>\n",
			    "</listitem>\n</orderedlist>\n" },
	[PROSE_TERMS] = { "<variablelist>\n", "</listitem>\n</varlistentry>\n",
			  "</listitem>\n</varlistentry>\n</variablelist>\n" },
};

static void open_list(enum prose_list list, struct buf *out)
{
	buf_puts(out, tags[list].open);
}

static void item(enum prose_list list, struct slice term, bool first,
		 struct buf *out)
{
	if (!first) {
		buf_puts(out, tags[list].item);
	}
	if (list == PROSE_TERMS) {
		buf_puts(out, "<varlistentry>\n<term>");
		buf_put_slice(out, term);
		buf_puts(out, "</term>\n");
	}
	buf_puts(out, "<listitem>\n");
}

static void close_list(enum prose_list list, struct buf *out)
{
	buf_puts(out, tags[list].close);
}

const struct markup markup_docbook = {
	.format = DOC_DOCBOOK,
	.find_traits = find_traits,
	.open_bars = no_bars,
	.close_bars = no_bars,
	.open_section = open_section,
	.close_section = close_section,
	.paragraph = paragraph,
	.code = code,
	.open_list = open_list,
	.item = item,
	.close_list = close_list,
	.put_inline = put_inline,
	.reference = reference,
	.option_heading = option_heading,
	.option_row = option_row,
};
