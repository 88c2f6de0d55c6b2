/* SPDX-License-Identifier: ISC */
/*
 * introduce - which options a plain-text section introduces, and what it says about
 * each: where it is used, its type, its default, its description.
 *
 * It reads what maintainers write ("the smtp transport gains two options:", a list
 * item that begins with the name, "The default is unset"), takes only names that
 * no spec knows yet, and leaves a field NULL rather than guess.
 */
#ifndef STET_EDIT_INTRODUCE_H
#define STET_EDIT_INTRODUCE_H

#include <stdbool.h>
#include <stddef.h>

struct names;
struct prose;

/* All texts are owned. */
struct introduced {
	char *name;
	char *use;
	char *type;		/* named in the text */
	bool expanded;		/* the text says so, or the type implies it */
	char *default_value;	/* stated as such */
	bool can_be_unset;	/* said in passing */
	char *text;		/* what is said of it, "" if nothing; plain */
	bool given;		/* confirmed or completed by somebody */
};

struct introduced_list {
	struct introduced *items;
	size_t count;
	size_t capacity;
};

/* known: options that are documented already. uses: names of drivers. */
void introduce_find(const struct prose *prose, struct names *known,
		    struct names *uses, struct introduced_list *out);
void introduced_list_release(struct introduced_list *list);

/* The item of this name, made if it is not there. Lent until the next is. */
struct introduced *introduced_list_get(struct introduced_list *list,
				       const char *name);

/* A new item, though there may be one of this name. Lent likewise. */
struct introduced *introduced_list_add(struct introduced_list *list,
				       const char *name);

/* Does the type by its nature hold values that are expanded? */
bool introduce_type_is_expanded(const char *type);

#endif
