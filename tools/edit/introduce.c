/* SPDX-License-Identifier: ISC */
#include "edit/introduce.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "edit/names.h"
#include "edit/prose.h"
#include "edit/sentence.h"

/* No section introduces more; what looks like more is something else. */
enum { OPTION_LIMIT = 200 };

/* --- facts in a text ------------------------------------------------------------- */

struct phrase {
	const char *text;
	const char *meaning;
};

/* The more particular first. */
static const struct phrase type_phrases[] = {
	{ "host list", "host list" },	    { "host-list", "host list" },
	{ "hostlist", "host list" },	    { "domain list", "domain list" },
	{ "domain-list", "domain list" },   { "address list", "address list" },
	{ "address-list", "address list" }, { "string list", "string list" },
	{ "list of strings", "string list" }, { "boolean", "boolean" },
	{ "an integer", "integer" },	    { "expanded string", "string" },
	{ "a string", "string" },	    { "a time interval", "time" },
};

static const struct phrase use_phrases[] = {
	{ "generic transport", "transports" },
	{ "generic router", "routers" },
	{ "generic authenticator", "authenticators" },
	{ "global", "main" },
	{ "main option", "main" },
	{ "main configuration", "main" },
	{ "main section", "main" },
};

static const char *const drivers[] = { " transport", " router", " driver",
				       " authenticator" };

bool introduce_type_is_expanded(const char *type)
{
	return strcmp(type, "host list") == 0 ||
	       strcmp(type, "domain list") == 0 ||
	       strcmp(type, "address list") == 0;
}

static const char *find_meaning(const struct phrase *phrases, size_t count,
				struct slice text)
{
	for (size_t i = 0; i < count; i++) {
		if (sentence_find(text, phrases[i].text) != NULL) {
			return phrases[i].meaning;
		}
	}
	return NULL;
}

/* "the smtp transport": the word before a kind of driver, if it is a use. */
static char *find_driver_dup(struct slice text, struct names *uses)
{
	for (size_t i = 1; i < text.len; i++) {
		struct slice rest = slice_of(text.ptr + i, text.len - i);
		size_t start = i;

		if (!is_space(text.ptr[i]) || is_space(text.ptr[i - 1])) {
			continue;
		}
		for (size_t d = 0; d < sizeof(drivers) / sizeof(drivers[0]); d++) {
			size_t len = strlen(drivers[d]) - 1;

			if (rest.len > len &&
			    strncmp(rest.ptr + 1, drivers[d] + 1, len) == 0) {
				while (start > 0 &&
				       (is_alnum(text.ptr[start - 1]) ||
					text.ptr[start - 1] == '_')) {
					start--;
				}
			}
		}
		if (start < i &&
		    names_has(uses, slice_of(text.ptr + start, i - start))) {
			return mem_strndup(text.ptr + start, i - start);
		}
	}
	return NULL;
}

static char *find_use_dup(struct slice text, struct names *uses)
{
	char *driver = find_driver_dup(text, uses);

	if (driver != NULL) {
		return driver;
	}
	return mem_strdup(find_meaning(
		use_phrases, sizeof(use_phrases) / sizeof(use_phrases[0]), text));
}

/* The value named at the start of the text: quoted, or a word that is no article
 * of a longer explanation. NULL if it is none. */
static char *value_dup(struct slice text)
{
	static const char *const vague[] = { "the", "a", "an", "to", "that",
					     "not", "taken", "used" };
	size_t len = 0;

	text = slice_trim(text);
	if (text.len > 1 && text.ptr[0] == '"') {
		const char *end = memchr(text.ptr + 1, '"', text.len - 1);

		return end != NULL ? mem_strndup(text.ptr + 1,
						 (size_t)(end - text.ptr) - 1)
				   : NULL;
	}
	while (len < text.len && !is_space(text.ptr[len])) {
		len++;
	}
	while (len > 0 && strchr(".,;:)", text.ptr[len - 1]) != NULL) {
		len--;
	}
	if (len == 0) {
		return NULL;
	}
	text.len = len;
	for (size_t i = 0; i < sizeof(vague) / sizeof(vague[0]); i++) {
		if (slice_is(text, vague[i])) {
			return NULL;
		}
	}
	if (slice_is(text, "empty") || slice_is(text, "none")) {
		return mem_strdup("unset");
	}
	return mem_strndup(text.ptr, len);
}

static char *find_default_dup(struct slice text)
{
	static const char *const leads[] = { "default value is", "default is",
					     "defaults to", "default value of",
					     "default of" };

	for (size_t i = 0; i < sizeof(leads) / sizeof(leads[0]); i++) {
		const char *at = sentence_find(text, leads[i]);

		if (at != NULL) {
			const char *end = text.ptr + text.len;
			size_t words = 1 + (strchr(leads[i], ' ') != NULL) +
				       (strstr(leads[i], "value") != NULL);

			/* Passes over the lead, however its words are spaced. */
			for (size_t n = 0; n < words; n++) {
				while (at < end && !is_space(*at)) {
					at++;
				}
				while (at < end && is_space(*at)) {
					at++;
				}
			}
			return value_dup(slice_of(at, (size_t)(end - at)));
		}
	}
	return sentence_find(text, "unset by default") != NULL
		       ? mem_strdup("unset") : NULL;
}

static bool says_unset(struct slice text)
{
	return sentence_find(text, "is unset") != NULL ||
	       sentence_find(text, "if unset") != NULL ||
	       sentence_find(text, "not set") != NULL;
}

static void learn_use(struct introduced *option, struct slice text,
		      struct names *uses)
{
	if (option->use == NULL) {
		option->use = find_use_dup(text, uses);
	}
}

/* Adds what the text says and is not known yet. */
static void learn(struct introduced *option, struct slice text,
		  struct names *uses)
{
	learn_use(option, text, uses);
	if (option->type == NULL) {
		option->type = mem_strdup(find_meaning(
			type_phrases,
			sizeof(type_phrases) / sizeof(type_phrases[0]), text));
	}
	if (sentence_find(text, "expanded") != NULL ||
	    sentence_find(text, "re-expanded") != NULL) {
		option->expanded = true;
	}
	if (option->default_value == NULL) {
		option->default_value = find_default_dup(text);
	}
	option->can_be_unset = option->can_be_unset || says_unset(text);
}

/* --- names ----------------------------------------------------------------------------- */

struct introduced *introduced_list_get(struct introduced_list *list,
				       const char *name)
{
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->items[i].name, name) == 0) {
			return &list->items[i];
		}
	}
	return introduced_list_add(list, name);
}

struct introduced *introduced_list_add(struct introduced_list *list,
				       const char *name)
{
	MEM_GROW(list->items, list->count, list->capacity);
	list->items[list->count] = (struct introduced){
		.name = mem_strdup(name),
		.text = mem_strdup(""),
	};
	return &list->items[list->count++];
}

void introduced_list_release(struct introduced_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].name);
		free(list->items[i].use);
		free(list->items[i].type);
		free(list->items[i].default_value);
		free(list->items[i].text);
	}
	free(list->items);
	*list = (struct introduced_list){ 0 };
}

static bool is_name_char(char c)
{
	return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z');
}

/*
 * Takes the next word that looks like an option's name off the text: small
 * letters, with an underscore unless it is quoted; neither a variable nor a part
 * of something longer.
 */
static bool next_name(struct slice *text, struct slice *name)
{
	size_t at = 0;

	while (at < text->len) {
		size_t start = at;
		char before = start > 0 ? text->ptr[start - 1] : ' ';
		bool underscore = false;

		while (at < text->len && is_name_char(text->ptr[at])) {
			underscore = underscore || text->ptr[at] == '_';
			at++;
		}
		if (at == start) {
			at++;
			continue;
		}
		if (at < text->len && (is_alnum(text->ptr[at]) ||
				       strchr("/=-{(", text->ptr[at]) != NULL)) {
			continue;
		}
		if (is_digit(text->ptr[start]) ||
		    !(is_space(before) || before == '"' || before == '(') ||
		    !(underscore || (before == '"' && at < text->len &&
				     text->ptr[at] == '"'))) {
			continue;
		}
		*name = slice_of(text->ptr + start, at - start);
		*text = slice_of(text->ptr + at, text->len - at);
		return true;
	}
	return false;
}

/* --- places where options are introduced ------------------------------------------------ */

struct finder {
	const struct prose *prose;
	struct names *known;
	struct names *uses;
	struct introduced_list *out;
};

static bool has_option_word(struct slice text)
{
	return sentence_find(text, "option") != NULL ||
	       sentence_find(text, "options") != NULL ||
	       sentence_find(text, "switch") != NULL;
}

/* A sentence that brings news of options. */
static bool announces(struct slice sentence)
{
	static const char *const verbs[] = { "new", "gains", "gain", "adds",
					     "introduces", "there is",
					     "there are", "provides" };

	if (!has_option_word(sentence) ||
	    sentence_find(sentence, "variable") != NULL ||
	    sentence_find(sentence, "variables") != NULL) {
		return false;
	}
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		if (sentence_find(sentence, verbs[i]) != NULL) {
			return true;
		}
	}
	return false;
}

static struct introduced *add_name(struct finder *finder, struct slice name)
{
	struct introduced *option;
	char *text;

	if (names_has(finder->known, name) ||
	    finder->out->count >= OPTION_LIMIT) {
		return NULL;
	}
	text = mem_strndup(name.ptr, name.len);
	option = introduced_list_get(finder->out, text);
	free(text);
	return option;
}

static void set_text(struct introduced *option, struct slice text)
{
	char *copy;

	text = slice_trim(text);
	/* What stands in brackets is a remark for other authors. */
	if (option->text[0] != '\0' || text.len == 0 || text.ptr[0] == '[') {
		return;
	}
	copy = mem_strndup(text.ptr, text.len);
	if (copy[0] >= 'a' && copy[0] <= 'z' && !is_name_char(copy[1])) {
		copy[0] = (char)(copy[0] - 'a' + 'A');
	} else if (copy[0] >= 'a' && copy[0] <= 'z' &&
		   strcspn(copy, "_") > strcspn(copy, " \n")) {
		copy[0] = (char)(copy[0] - 'a' + 'A');
	}
	free(option->text);
	option->text = copy;
}

/* The text of a list item after the name that begins it. */
static struct slice after_name(struct slice text)
{
	while (text.len > 0 && !is_space(text.ptr[0])) {
		text.ptr++;
		text.len--;
	}
	while (text.len > 0 &&
	       (is_space(text.ptr[0]) || strchr("-;:,", text.ptr[0]) != NULL)) {
		text.ptr++;
		text.len--;
	}
	return text;
}

/* Does the text begin with a name, quoted or not? */
static bool leading_name(struct slice text, struct slice *name)
{
	struct slice rest = text;

	return next_name(&rest, name) && name->ptr <= text.ptr + 1;
}

/* Does block i stand in the list that starts with the block start? */
static bool in_list(const struct prose *prose, size_t start, size_t i)
{
	size_t depth = prose->blocks[start].depth;

	return i < prose->count &&
	       (i == start || prose->blocks[i].depth > depth ||
		(prose->blocks[i].depth == depth && !prose->blocks[i].first));
}

/*
 * The items of a list that a sentence has announced: from block on. A sentence
 * inside the list speaks of its own item; only where that is used holds for all.
 */
static void take_list(struct finder *finder, size_t block, struct slice intro,
		      bool inside)
{
	const struct prose *prose = finder->prose;

	for (size_t i = block; in_list(prose, block, i); i++) {
		const struct prose_block *item = &prose->blocks[i];
		struct slice text = slice_text(item->text);
		struct slice name = slice_of("", 0);
		struct introduced *option = NULL;

		if (!item->item || item->depth != prose->blocks[block].depth) {
			continue;
		}
		if (item->term != NULL &&
		    leading_name(slice_text(item->term), &name)) {
			option = add_name(finder, name);
		} else if (item->term == NULL && leading_name(text, &name)) {
			option = add_name(finder, name);
			text = after_name(text);
		}
		if (option != NULL) {
			learn(option, text, finder->uses);
			(inside ? learn_use : learn)(option, intro,
						     finder->uses);
			set_text(option, text);
		}
	}
}

/* The text up to the sentence that announces something else. */
static struct slice before_announcement(struct slice text)
{
	struct slice rest = text;
	struct slice sentence;

	while (sentence_next(&rest, &sentence)) {
		if (announces(sentence)) {
			text.len = (size_t)(sentence.ptr - text.ptr);
			break;
		}
	}
	return slice_trim(text);
}

/* What follows the introducing sentence: the rest of its paragraph, or else the
 * next one. */
static struct slice following(const struct finder *finder, size_t block,
			      struct slice rest)
{
	const struct prose_block *next = &finder->prose->blocks[block + 1];

	rest = before_announcement(rest);
	if (rest.len > 0 || block + 1 >= finder->prose->count ||
	    next->kind != PROSE_PARAGRAPH || next->list != PROSE_NO_LIST) {
		return rest;
	}
	return slice_text(next->text);
}

static void take_sentence(struct finder *finder, size_t block,
			  struct slice sentence, struct slice rest)
{
	const struct prose *prose = finder->prose;
	struct slice text = following(finder, block, rest);
	struct slice words = sentence;
	struct slice name;
	size_t count = 0;

	while (next_name(&words, &name)) {
		struct introduced *option = add_name(finder, name);

		count++;
		if (option == NULL) {
			continue;
		}
		learn(option, sentence, finder->uses);
		learn(option, text, finder->uses);
		set_text(option, text);
	}
	if (count == 0 && slice_trim(rest).len == 0 &&
	    block + 1 < prose->count &&
	    prose->blocks[block + 1].list != PROSE_NO_LIST) {
		take_list(finder, block + 1, sentence, false);
	}
}

static struct slice skip_blanks(struct slice text)
{
	while (text.len > 0 && (is_space(text.ptr[0]) || text.ptr[0] == '"')) {
		text.ptr++;
		text.len--;
	}
	return text;
}

static struct slice first_word(struct slice text)
{
	size_t len = 0;

	while (len < text.len && (is_alnum(text.ptr[len]) ||
				  text.ptr[len] == '_')) {
		len++;
	}
	return slice_of(text.ptr, len);
}

/* "option", or what may stand before it: "smtp transport option". */
static bool leads_to_option(struct slice text, struct names *uses)
{
	static const char *const kinds[] = {
		"main", "global", "generic", "configuration", "transport",
		"router", "authenticator", "driver",
	};

	for (int i = 0; i < 4; i++) {
		struct slice word = first_word(text);
		bool passes = names_has(uses, word);

		if (slice_starts(word, "option") || slice_is(word, "switch")) {
			return true;
		}
		for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
			passes = passes || slice_is(word, kinds[k]);
		}
		if (!passes) {
			return false;
		}
		text = skip_blanks(slice_of(text.ptr + word.len,
					    text.len - word.len));
	}
	return false;
}

/* "The x_y option", "option x_y", "x_y = VALUE An option which ...": a name that
 * is used, not announced. */
static bool is_mention(struct slice sentence, struct slice name,
		       struct names *uses)
{
	const char *end = name.ptr + name.len;
	struct slice before = slice_of(sentence.ptr,
				       (size_t)(name.ptr - sentence.ptr));
	struct slice after = skip_blanks(slice_of(
		end, (size_t)(sentence.ptr + sentence.len - end)));

	while (before.len > 0 && (is_space(before.ptr[before.len - 1]) ||
				  before.ptr[before.len - 1] == '"')) {
		before.len--;
	}
	return leads_to_option(after, uses) ||
	       (before.len == 0 && slice_starts(after, "= ") &&
		sentence_find(after, "an option") != NULL) ||
	       (before.len > 6 &&
		memcmp(before.ptr + before.len - 6, "option", 6) == 0);
}

static void take_mention(struct finder *finder, struct slice sentence,
			 struct slice paragraph)
{
	struct slice words = sentence;
	struct slice name;

	while (next_name(&words, &name)) {
		struct introduced *option =
			is_mention(sentence, name, finder->uses)
				? add_name(finder, name)
				: NULL;

		if (option != NULL) {
			learn(option, sentence, finder->uses);
			learn(option, paragraph, finder->uses);
			set_text(option, paragraph);
		}
	}
}

static void scan_paragraph(struct finder *finder, size_t block, bool announced)
{
	struct slice text = slice_text(finder->prose->blocks[block].text);
	struct slice rest = text;
	struct slice sentence;

	while (sentence_next(&rest, &sentence)) {
		if (announced && announces(sentence)) {
			take_sentence(finder, block, sentence, rest);
		} else if (!announced && has_option_word(sentence)) {
			take_mention(finder, sentence, text);
		}
	}
}

/* A list of names and explanations, one of which says that it is a new option. */
static void scan_terms(struct finder *finder, size_t block)
{
	const struct prose *prose = finder->prose;

	for (size_t i = block; in_list(prose, block, i); i++) {
		struct slice text = slice_text(prose->blocks[i].text);
		struct slice sentence;

		if (sentence_next(&text, &sentence) && announces(sentence)) {
			take_list(finder, block, sentence, true);
			return;
		}
	}
}

void introduce_find(const struct prose *prose, struct names *known,
		    struct names *uses, struct introduced_list *out)
{
	struct finder finder = { prose, known, uses, out };

	/* Announcements first: they say most, and come before mentions. */
	for (size_t i = 0; i < prose->count; i++) {
		const struct prose_block *block = &prose->blocks[i];

		if (block->list == PROSE_TERMS && block->first) {
			scan_terms(&finder, i);
		} else if (block->kind == PROSE_PARAGRAPH) {
			scan_paragraph(&finder, i, true);
		}
	}
	for (size_t i = 0; i < prose->count; i++) {
		if (prose->blocks[i].kind == PROSE_PARAGRAPH) {
			scan_paragraph(&finder, i, false);
		}
	}
}
