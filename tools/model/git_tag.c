/* SPDX-License-Identifier: ISC */
#include "model/git_tag.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/opt.h"

/* Names offered for one that git does not know. */
enum { NEAR_COUNT = 3 };

char *git_tag_nearest_dup(git_repository *repository, const char *commit_name)
{
	git_describe_options options;
	git_describe_format_options format;
	git_describe_result *result = NULL;
	git_object *commit = NULL;
	git_buf name = { 0 };
	char *tag = NULL;

	git_describe_options_init(&options, GIT_DESCRIBE_OPTIONS_VERSION);
	git_describe_format_options_init(&format,
					 GIT_DESCRIBE_FORMAT_OPTIONS_VERSION);
	options.describe_strategy = GIT_DESCRIBE_TAGS;
	options.pattern = "*[0-9]*";
	format.abbreviated_size = 0;
	if (git_revparse_single(&commit, repository, commit_name) == 0 &&
	    git_describe_commit(&result, commit, &options) == 0 &&
	    git_describe_format(&name, result, &format) == 0) {
		tag = mem_strdup(name.ptr);
	}
	git_buf_dispose(&name);
	git_describe_result_free(result);
	git_object_free(commit);
	return tag;
}

/* --- all tags of a commit ----------------------------------------------------- */

struct search {
	git_repository *repository;
	const git_oid *commit;
	const char *name;	/* the only one wanted, if it is among them */
	char **tags;
	size_t count;
	size_t capacity;
};

static int visit_tag(const char *reference, git_oid *id, void *payload)
{
	static const char prefix[] = "refs/tags/";
	struct search *search = payload;
	git_object *object = NULL;
	git_object *commit = NULL;

	if (strncmp(reference, prefix, strlen(prefix)) == 0 &&
	    git_object_lookup(&object, search->repository, id,
			      GIT_OBJECT_ANY) == 0 &&
	    git_object_peel(&commit, object, GIT_OBJECT_COMMIT) == 0 &&
	    git_oid_equal(git_object_id(commit), search->commit)) {
		MEM_GROW(search->tags, search->count + 1, search->capacity);
		search->tags[search->count++] =
			mem_strdup(reference + strlen(prefix));
	}
	git_object_free(commit);
	git_object_free(object);
	return 0;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Drops all tags but the one that the revision was named by. */
static void keep_named(struct search *search)
{
	for (size_t i = 0; i < search->count; i++) {
		if (search->name != NULL &&
		    strcmp(search->tags[i], search->name) == 0) {
			char *kept = search->tags[i];

			search->tags[i] = search->tags[0];
			search->tags[0] = kept;
			while (search->count > 1) {
				free(search->tags[--search->count]);
			}
		}
	}
}

char **git_tag_all_dup(git_repository *repository, const git_oid *commit,
		       const char *name)
{
	struct search search = {
		.repository = repository, .commit = commit, .name = name,
	};

	if (name != NULL && strncmp(name, "refs/tags/", 10) == 0) {
		search.name = name + 10;
	} else if (name != NULL && strncmp(name, "tags/", 5) == 0) {
		search.name = name + 5;
	}
	MEM_GROW(search.tags, search.count, search.capacity);
	git_tag_foreach(repository, visit_tag, &search);
	qsort(search.tags, search.count, sizeof(*search.tags), compare_names);
	keep_named(&search);
	search.tags[search.count] = NULL;
	return search.tags;
}

/* --- names like one that is not there ----------------------------------------- */

static void put_near(git_strarray *tags, const char *revision, struct buf *out)
{
	const char **names = mem_alloc((tags->count + 1) * sizeof(*names));
	size_t count = tags->count;

	for (size_t i = 0; i < count; i++) {
		names[i] = tags->strings[i];
	}
	for (int found = 0; found < NEAR_COUNT; found++) {
		const char *near = opt_nearest(revision, names);

		if (near == NULL) {
			break;
		}
		buf_printf(out, "%s'%s'", found != 0 ? ", " : "", near);
		for (size_t i = 0; i < count; i++) {
			if (names[i] == near) {
				names[i] = names[--count];
				names[count] = NULL;
			}
		}
	}
	free(names);
}

void git_tag_report_unknown(git_repository *repository, const char *revision,
			    struct diag *diag)
{
	git_strarray tags = { NULL, 0 };
	struct buf near;

	buf_init(&near);
	if (git_tag_list(&tags, repository) == 0) {
		put_near(&tags, revision, &near);
	}
	if (near.len != 0) {
		diag_say(diag, DIAG_ERROR,
			 "no revision '%s' (did you mean %s?)", revision,
			 near.data);
	} else {
		diag_say(diag, DIAG_ERROR, "no revision '%s'", revision);
	}
	buf_release(&near);
	git_strarray_dispose(&tags);
}
