/* SPDX-License-Identifier: ISC */
#include "read/xml_names.h"

#include <libxml/HTMLparser.h>
#include <stddef.h>
#include <string.h>

#include "base/opt.h"

struct named {
	const char *name;
	uint32_t code_point;
};

/* In the sets ISOnum, ISOpub and ISOlat2 of DocBook, but not in HTML 4. */
static const struct named iso_names[] = {
	{ "excl", '!' },      { "num", '#' },	    { "dollar", '$' },
	{ "percnt", '%' },    { "lpar", '(' },	    { "rpar", ')' },
	{ "ast", '*' },	      { "plus", '+' },	    { "comma", ',' },
	{ "hyphen", 0x2010 }, { "period", '.' },    { "sol", '/' },
	{ "colon", ':' },     { "semi", ';' },	    { "equals", '=' },
	{ "quest", '?' },     { "commat", '@' },    { "lsqb", '[' },
	{ "bsol", '\\' },     { "rsqb", ']' },	    { "lowbar", '_' },
	{ "lcub", '{' },      { "verbar", '|' },    { "rcub", '}' },
	{ "dash", 0x2010 },   { "horbar", 0x2015 }, { "half", 0xbd },
	{ "frac13", 0x2153 }, { "frac23", 0x2154 }, { "frac18", 0x215b },
	{ "frac38", 0x215c }, { "frac58", 0x215d }, { "frac78", 0x215e },
	{ "copysr", 0x2117 }, { "numero", 0x2116 }, { "rx", 0x211e },
	{ "check", 0x2713 },  { "cross", 0x2717 },  { "star", 0x2606 },
	{ "starf", 0x2605 },  { "squ", 0x25a1 },    { "squf", 0x25aa },
	{ "cir", 0x25cb },    { "phone", 0x260e },  { "female", 0x2640 },
	{ "male", 0x2642 },   { "flat", 0x266d },   { "natural", 0x266e },
	{ "sharp", 0x266f },  { "sung", 0x266a },   { "blank", 0x2423 },
	{ "block", 0x2588 },  { "hybull", 0x2043 }, { "nldr", 0x2025 },
	{ "mldr", 0x2026 },   { "vellip", 0x22ee }, { "rdquor", 0x201d },
	{ "rsquor", 0x2019 }, { "ldquor", 0x201e }, { "lsquor", 0x201a },
	{ "numsp", 0x2007 },  { "puncsp", 0x2008 }, { "hairsp", 0x200a },
	{ "emsp13", 0x2004 }, { "emsp14", 0x2005 }, { "fflig", 0xfb00 },
	{ "filig", 0xfb01 },  { "fllig", 0xfb02 },  { "ffilig", 0xfb03 },
	{ "ffllig", 0xfb04 }, { "incare", 0x2105 }, { "caret", 0x2041 },
	{ "ohm", 0x2126 },    { "Lstrok", 0x141 },  { "lstrok", 0x142 },
	{ "Ccaron", 0x10c },  { "ccaron", 0x10d },  { "Rcaron", 0x158 },
	{ "rcaron", 0x159 },  { "Zcaron", 0x17d },  { "zcaron", 0x17e },
	{ "ecaron", 0x11b },  { "uring", 0x16f },   { "odblac", 0x151 },
	{ "udblac", 0x171 },  { "aogon", 0x105 },   { "eogon", 0x119 },
	{ "sacute", 0x15b },  { "nacute", 0x144 },  { "cacute", 0x107 },
	{ "zdot", 0x17c },    { "zacute", 0x17a },  { "inodot", 0x131 },
};

enum { ISO_COUNT = sizeof(iso_names) / sizeof(*iso_names) };

uint32_t xml_name_code_point(const char *name)
{
	const htmlEntityDesc *html = htmlEntityLookup((const xmlChar *)name);

	if (html != NULL) {
		return html->value;
	}
	for (size_t i = 0; i < ISO_COUNT; i++) {
		if (strcmp(iso_names[i].name, name) == 0) {
			return iso_names[i].code_point;
		}
	}
	return 0;
}

const char *xml_name_nearest(const char *name)
{
	/* HTML's names, by the characters that documents use; and ours. */
	const char *names[1024 + ISO_COUNT];
	const char *near;
	size_t count = 0;
	size_t len = strlen(name);

	for (unsigned int code = 0xa0; code < 0x2700 && count < 1024; code++) {
		const htmlEntityDesc *html = htmlEntityValueLookup(code);

		if (html != NULL) {
			names[count++] = html->name;
		}
	}
	for (size_t i = 0; i + 1 < ISO_COUNT; i++) {
		names[count++] = iso_names[i].name;
	}
	names[count] = NULL;
	near = len < 32 ? opt_nearest(name, names) : NULL;
	return near != NULL && opt_distance(name, near) <= (len < 5 ? 1u : 2u)
		? near : NULL;
}
