/* SPDX-License-Identifier: ISC */
#include "model/profile.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/opt.h"
#include "base/slice.h"
#include "base/source.h"
#include "model/doc.h"

/* The attributes that DocBook has for this; revisionflag and role are used for
 * it too. */
static const char *const attributes[] = {
	"arch", "audience", "condition", "conformance", "lang", "os",
	"outputformat", "revision", "revisionflag", "role", "security",
	"status", "userlevel", "vendor", "wordsize", NULL,
};

static int check_name(const char *name, struct diag *diag)
{
	const char *near;

	for (size_t i = 0; attributes[i] != NULL; i++) {
		if (strcmp(attributes[i], name) == 0) {
			return 0;
		}
	}
	near = opt_nearest(name, attributes);
	if (near != NULL) {
		diag_say(diag, DIAG_ERROR, "no profiling attribute '%s' (did "
			 "you mean '%s'?)", name, near);
	} else {
		diag_say(diag, DIAG_ERROR, "no profiling attribute '%s': there "
			 "are condition, os, arch and others of DocBook", name);
	}
	return -1;
}

static struct profile_choice *find_choice(const struct profile *profile,
					  const char *name)
{
	for (size_t i = 0; i < profile->count; i++) {
		if (strcmp(profile->choices[i].name, name) == 0) {
			return &profile->choices[i];
		}
	}
	return NULL;
}

/* The name is taken over. */
static void add_values(struct profile *profile, char *name, const char *values)
{
	struct profile_choice *choice = find_choice(profile, name);
	char *joined;

	if (choice != NULL) {
		joined = mem_printf("%s;%s", choice->values, values);
		free(choice->values);
		choice->values = joined;
		free(name);
		return;
	}
	MEM_GROW(profile->choices, profile->count, profile->capacity);
	profile->choices[profile->count++] = (struct profile_choice){
		.name = name, .values = mem_strdup(values),
	};
}

int profile_add(struct profile *profile, const char *text, struct diag *diag)
{
	const char *equals = strchr(text, '=');
	char *name;

	if (equals == NULL || equals == text) {
		diag_say(diag, DIAG_ERROR, "--profile wants NAME=VALUE, such as "
			 "condition=draft, not '%s'", text);
		return -1;
	}
	name = mem_strndup(text, (size_t)(equals - text));
	if (check_name(name, diag) != 0) {
		free(name);
		return -1;
	}
	add_values(profile, name, equals + 1);
	return 0;
}

void profile_release(struct profile *profile)
{
	for (size_t i = 0; i < profile->count; i++) {
		free(profile->choices[i].name);
		free(profile->choices[i].values);
	}
	free(profile->choices);
	*profile = (struct profile){ 0 };
}

/* The next value of a list, without the white space around it; *list moves. */
static struct slice next_value(const char **list)
{
	size_t len = strcspn(*list, ";");
	struct slice value = slice_trim(slice_of(*list, len));

	*list += len + ((*list)[len] == ';');
	return value;
}

static bool holds(const char *list, struct slice wanted)
{
	while (*list != '\0') {
		if (slice_equal(next_value(&list), wanted)) {
			return true;
		}
	}
	return false;
}

static bool has_common(const char *own, const char *chosen)
{
	while (*own != '\0') {
		struct slice value = next_value(&own);

		if (value.len > 0 && holds(chosen, value)) {
			return true;
		}
	}
	return false;
}

/* An attribute without any value says nothing. */
static bool says_nothing(const char *own)
{
	return own[strspn(own, "; \t\r\n")] == '\0';
}

static bool is_left_out(const struct profile *profile, const xmlNode *node)
{
	const xmlAttr *attr;

	for (attr = node->properties; attr != NULL; attr = attr->next) {
		const struct profile_choice *choice = NULL;
		const char *own;

		if (attr->ns == NULL && attr->children != NULL &&
		    attr->children->content != NULL) {
			choice = find_choice(profile, (const char *)attr->name);
		}
		if (choice == NULL) {
			continue;
		}
		own = (const char *)attr->children->content;
		if (!says_nothing(own) && !has_common(own, choice->values)) {
			return true;
		}
	}
	return false;
}

int profile_apply(const struct profile *profile, struct doc *doc,
		  struct diag *diag)
{
	xmlNode *root = xmlDocGetRootElement(doc->xml);
	xmlNode *node = root;

	if (profile->count == 0 || root == NULL) {
		return 0;
	}
	if (is_left_out(profile, root)) {
		diag_file(diag, DIAG_ERROR, doc->source_count > 0 ?
			  doc_main_source(doc)->name : "stet",
			  "--profile leaves the whole document out: its "
			  "outermost element is for others");
		return -1;
	}
	while (node != NULL) {
		xmlNode *next = node_walk(node, root);

		if (node != root && node->type == XML_ELEMENT_NODE &&
		    is_left_out(profile, node)) {
			next = node_skip(node, root);
			xmlUnlinkNode(node);
			xmlFreeNode(node);
		}
		node = next;
	}
	return 0;
}
