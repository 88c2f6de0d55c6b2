/* SPDX-License-Identifier: ISC */
#include "read/xml_problem.h"

#include <libxml/xmlerror.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "read/xml_input.h"
#include "read/xml_scan.h"

enum { MAX_PROBLEMS = 100 };

void xml_problem_add(struct xml_problems *problems, size_t offset,
		     const char *format, ...)
{
	struct xml_problem *problem;
	char text[512];
	va_list args;

	if (problems->count >= MAX_PROBLEMS) {
		problems->count++;
		return;
	}
	MEM_GROW(problems->items, problems->count, problems->capacity);
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	problem = &problems->items[problems->count];
	problem->input = problems->input;
	problem->offset = offset;
	problem->order = problems->count++;
	problem->text = mem_strdup(text);
}

static int compare(const void *a, const void *b)
{
	const struct xml_problem *one = a;
	const struct xml_problem *two = b;

	if (one->input != two->input &&
	    one->input->number != two->input->number) {
		return one->input->number < two->input->number ? -1 : 1;
	}
	if (one->offset != two->offset) {
		return one->offset < two->offset ? -1 : 1;
	}
	return one->order < two->order ? -1 : one->order > two->order;
}

void xml_problem_flush(struct xml_problems *problems, struct diag *diag)
{
	size_t kept = problems->count < MAX_PROBLEMS ? problems->count
						     : MAX_PROBLEMS;
	struct source *source = NULL;
	size_t offset = 0;

	if (kept != 0) {
		qsort(problems->items, kept, sizeof(*problems->items), compare);
	}
	for (size_t i = 0; i < kept; i++) {
		xml_input_position(problems->items[i].input,
				   problems->items[i].offset, &source, &offset);
		diag_at(diag, DIAG_ERROR, source, offset, "%s",
			problems->items[i].text);
		free(problems->items[i].text);
	}
	if (problems->count > kept) {
		diag_at(diag, DIAG_ERROR, source, offset,
			"too many errors: %zu more are not shown",
			problems->count - kept);
	}
	problems->count = 0;
}

void xml_problem_release(struct xml_problems *problems)
{
	for (size_t i = 0; i < problems->count && i < MAX_PROBLEMS; i++) {
		free(problems->items[i].text);
	}
	free(problems->items);
}

/* --- libxml2's errors in our words ----------------------------------------- */

enum how {
	SAY,			/* the words, %s being the subject */
	STRUCTURE,		/* the scanner knows better */
	DROP,			/* reported by our own hooks, or an echo */
};

struct translation {
	int code;
	enum how how;
	const char *words;
};

static const struct translation translations[] = {
	{ XML_ERR_DOCUMENT_EMPTY, SAY,
	  "there is no element here: the text is empty, or is not XML" },
	{ XML_ERR_DOCUMENT_END, STRUCTURE,
	  "text after the end of the document element" },
	{ XML_ERR_TAG_NAME_MISMATCH, STRUCTURE,
	  "an element is not closed by its own end tag" },
	{ XML_ERR_TAG_NOT_FINISHED, STRUCTURE, "an element is never closed" },
	{ XML_ERR_LTSLASH_REQUIRED, STRUCTURE, "an element is never closed" },
	{ XML_ERR_GT_REQUIRED, STRUCTURE, "a tag that is not ended by '>'" },
	{ XML_ERR_COMMENT_NOT_FINISHED, STRUCTURE,
	  "a comment that is never ended by '-->'" },
	{ XML_ERR_CDATA_NOT_FINISHED, STRUCTURE,
	  "a CDATA section that is never ended by ']]>'" },
	{ XML_ERR_NOT_WELL_BALANCED, STRUCTURE,
	  "the tags of an entity do not match" },
	{ XML_ERR_NAME_REQUIRED, SAY,
	  "a '&' or '<' that begins no name: write '&amp;' or '&lt;'" },
	{ XML_ERR_ENTITYREF_SEMICOL_MISSING, SAY,
	  "an entity reference that lacks its ';' (write '&amp;' for a plain "
	  "'&')" },
	{ XML_ERR_INVALID_CHARREF, SAY,
	  "a character reference to what is no XML character" },
	{ XML_ERR_INVALID_HEX_CHARREF, SAY,
	  "a character reference that is not '&#x', hexadecimal digits and "
	  "';'" },
	{ XML_ERR_INVALID_DEC_CHARREF, SAY,
	  "a character reference that is not '&#', digits and ';'" },
	{ XML_ERR_INVALID_CHAR, SAY,
	  "a control character that XML does not allow" },
	{ XML_ERR_LT_IN_ATTRIBUTE, SAY,
	  "a '<' in an attribute's value: write '&lt;', or end the value by "
	  "its quote" },
	{ XML_ERR_ATTRIBUTE_NOT_STARTED, SAY,
	  "an attribute's value is not in quotes" },
	{ XML_ERR_ATTRIBUTE_NOT_FINISHED, SAY,
	  "an attribute's value is not ended by its quote" },
	{ XML_ERR_ATTRIBUTE_WITHOUT_VALUE, SAY, "attribute '%s' has no value" },
	{ XML_ERR_ATTRIBUTE_REDEFINED, SAY, "attribute '%s' is given twice" },
	{ XML_ERR_SPACE_REQUIRED, SAY, "white space is missing here" },
	{ XML_ERR_HYPHEN_IN_COMMENT, SAY,
	  "'--' inside a comment: XML does not allow it" },
	{ XML_ERR_MISPLACED_CDATA_END, SAY, "']]>' in text: write ']]&gt;'" },
	{ XML_ERR_UNDECLARED_ENTITY, DROP, NULL },
	{ XML_WAR_UNDECLARED_ENTITY, DROP, NULL },
	{ XML_ERR_USER_STOP, DROP, NULL },
	{ XML_ERR_ENTITY_LOOP, DROP, NULL },
	{ XML_NS_ERR_UNDEFINED_NAMESPACE, SAY,
	  "the namespace prefix '%s' is not declared (xmlns:...=)" },
	{ XML_ERR_EXT_ENTITY_STANDALONE, DROP, NULL },
};

static const struct translation *find(int code)
{
	for (size_t i = 0; i < sizeof(translations) / sizeof(*translations);
	     i++) {
		if (translations[i].code == code) {
			return &translations[i];
		}
	}
	return NULL;
}

/* libxml2's own words: lower case, without its function's name or a stop. */
static void add_foreign(struct xml_problems *problems, size_t offset,
			const char *message)
{
	struct slice words = slice_trim(slice_text(message));
	const char *colon = memchr(words.ptr, ':', words.len);

	if (slice_starts(words, "xml") && colon != NULL) {
		words = slice_trim(slice_of(colon + 1, words.len -
			(size_t)(colon + 1 - words.ptr)));
	}
	while (words.len > 0 && strchr(".! ", words.ptr[words.len - 1]) != NULL) {
		words.len--;
	}
	if (words.len == 0) {
		words = slice_text("not well-formed");
	}
	xml_problem_add(problems, offset, "invalid XML: %c%.*s",
			to_lower(words.ptr[0]), (int)(words.len - 1),
			words.ptr + 1);
}

/* An error on the line of the one before it is nearly always its echo. */
static bool is_echo(const struct xml_problems *problems, size_t offset)
{
	const struct xml_problem *last;
	const char *text = problems->input->text.ptr;

	if (problems->count == 0 || problems->count > MAX_PROBLEMS) {
		return false;
	}
	last = &problems->items[problems->count - 1];
	return last->input == problems->input && last->offset <= offset &&
	       offset - last->offset < 4096 &&
	       memchr(text + last->offset, '\n', offset - last->offset) == NULL;
}

/* The words hold one %s, or none. */
static void add_words(struct xml_problems *problems, size_t offset,
		      const char *words, const char *subject)
{
	size_t before = strcspn(words, "%");

	if (words[before] == '\0') {
		xml_problem_add(problems, offset, "%s", words);
	} else {
		xml_problem_add(problems, offset, "%.*s%s%s", (int)before,
				words, subject != NULL ? subject : "",
				words + before + 2);
	}
}

void xml_problem_translate(struct xml_problems *problems, size_t offset,
			   int code, const char *message, const char *subject)
{
	const struct translation *row = find(code);

	if (row != NULL && row->how == STRUCTURE) {
		if (problems->structure == NULL) {
			problems->structure = row->words;
			problems->structure_input = problems->input;
			problems->structure_offset = offset;
		}
		return;
	}
	if ((row != NULL && row->how == DROP) ||
	    is_echo(problems, offset)) {
		return;
	}
	if (row == NULL) {
		add_foreign(problems, offset, message);
	} else {
		add_words(problems, offset, row->words, subject);
	}
}

void xml_problem_settle(struct xml_problems *problems)
{
	size_t count = problems->count;

	if (problems->structure == NULL) {
		return;
	}
	problems->input = problems->structure_input;
	xml_scan_balance(problems->input->text, problems);
	if (count == 0 && problems->count == 0) {
		xml_problem_add(problems, problems->structure_offset, "%s",
				problems->structure);
	}
}
