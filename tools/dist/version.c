/* SPDX-License-Identifier: ISC */
#include "dist/version.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/slice.h"
#include "model/project.h"

bool version_is_plain(const char *text)
{
	const char *p = text;

	while (is_alnum(*p) || (*p != '\0' && p != text &&
				strchr("._+-~", *p) != NULL)) {
		p++;
	}
	return p != text && *p == '\0';
}

/* The version of the tags, new; NULL if none ends in one. If two disagree,
 * *failed is set with an error reported. */
static char *of_tags_dup(const struct version_facts *facts, bool *failed,
			 struct diag *diag)
{
	char *version = NULL;

	for (char *const *tag = facts->tags; tag != NULL && *tag != NULL; tag++) {
		char *other = project_tag_version_dup(*tag);

		if (version != NULL && other != NULL &&
		    strcmp(version, other) != 0) {
			diag_say(diag, DIAG_ERROR,
				 "%s has tags for version %s and version %s: "
				 "name one of them (--rev), or the version "
				 "(--set version=%s)", facts->what, version,
				 other, other);
			free(other);
			free(version);
			*failed = true;
			return NULL;
		}
		if (version == NULL) {
			version = other;
		} else {
			free(other);
		}
	}
	return version;
}

static void report_unknown(const struct version_facts *facts, struct diag *diag)
{
	if (facts->nearest != NULL) {
		diag_say(diag, DIAG_ERROR,
			 "the version of %s is not known: no tag is exactly "
			 "there (the nearest before it is '%s'): give --set "
			 "version=X.YY", facts->what, facts->nearest);
	} else {
		diag_say(diag, DIAG_ERROR,
			 "the version of %s is not known: no tag names it, and "
			 "no configuration: give --set version=X.YY",
			 facts->what);
	}
}

char *version_decide_dup(const struct version_facts *facts, struct diag *diag)
{
	bool failed = false;
	char *tagged;

	if (facts->set != NULL) {
		return mem_strdup(facts->set);
	}
	tagged = of_tags_dup(facts, &failed, diag);
	if (failed) {
		return NULL;
	}
	if (tagged != NULL && facts->configured != NULL &&
	    strcmp(tagged, facts->configured) != 0) {
		diag_say(diag, DIAG_ERROR,
			 "%s has a tag for version %s, and its configuration "
			 "says %s: correct it, or give --set version=%s",
			 facts->what, tagged, facts->configured, tagged);
		free(tagged);
		return NULL;
	}
	if (tagged == NULL && facts->configured != NULL) {
		return mem_strdup(facts->configured);
	}
	if (tagged == NULL) {
		report_unknown(facts, diag);
	}
	return tagged;
}
