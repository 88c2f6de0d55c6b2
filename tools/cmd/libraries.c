/* SPDX-License-Identifier: ISC */
#include "cmd/libraries.h"

#include <archive.h>
#include <cmark.h>
#include <git2.h>
#include <jansson.h>
#include <libxml/parser.h>
#include <libxslt/xslt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* 20914 as "2.9.14". */
static void put_number(struct manifest_library *library, int number)
{
	snprintf(library->version, sizeof(library->version), "%d.%d.%d",
		 number / 10000, number / 100 % 100, number % 100);
}

static void put_text(struct manifest_library *library, const char *text)
{
	snprintf(library->version, sizeof(library->version), "%s", text);
}

static void put_git(struct manifest_library *library)
{
	int major;
	int minor;
	int revision;

	git_libgit2_version(&major, &minor, &revision);
	snprintf(library->version, sizeof(library->version), "%d.%d.%d", major,
		 minor, revision);
}

void libraries_list(struct manifest_library libraries[LIBRARY_COUNT + 1])
{
	static const char *const names[LIBRARY_COUNT] = {
		"stet", "libxml2", "libxslt", "cmark", "libgit2", "utf8proc",
		"jansson", "libarchive",
	};
	static const char prefix[] = "libarchive ";
	const char *details = archive_version_details();

	memset(libraries, 0, (LIBRARY_COUNT + 1) * sizeof(*libraries));
	for (size_t i = 0; i < LIBRARY_COUNT; i++) {
		libraries[i].name = names[i];
	}
	put_text(&libraries[0], STET_VERSION);
	put_number(&libraries[1], (int)strtol(xmlParserVersion, NULL, 10));
	put_number(&libraries[2], xsltLibxsltVersion);
	put_text(&libraries[3], cmark_version_string());
	put_git(&libraries[4]);
	put_text(&libraries[5], utf8proc_version());
	put_text(&libraries[6], jansson_version_str());
	/* With the compressors that it uses. */
	put_text(&libraries[7], strncmp(details, prefix, strlen(prefix)) == 0
					? details + strlen(prefix)
					: details);
}
