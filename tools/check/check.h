/* SPDX-License-Identifier: ISC */
/*
 * check - what is inconsistent in a set of documents, as a list of findings.
 *
 * A finding belongs to a rule; the rules are a table, for reports and the manual.
 * Lines count from 1. Findings own their texts, which are UTF-8 as far as the
 * documents are.
 */
#ifndef STET_CHECK_CHECK_H
#define STET_CHECK_CHECK_H

#include <stddef.h>

#include "base/diag.h"
#include "model/doc.h"
#include "model/unit.h"

enum check_rule {
	CHECK_SOURCE,
	CHECK_REFERENCE,
	CHECK_MENDED,
	CHECK_OPTION_UNLISTED,
	CHECK_OPTION_UNKNOWN,
	CHECK_OPTION_TYPE,
	CHECK_OPTION_DEFAULT,
	CHECK_OPTION_ORDER,
	CHECK_OPTION_REPEATED,
};
enum { CHECK_RULES = CHECK_OPTION_REPEATED + 1 };

struct check_rule_row {
	const char *name;	/* "option-unlisted" */
	const char *about;	/* a sentence */
};
extern const struct check_rule_row check_rules[CHECK_RULES];

struct finding {
	enum check_rule rule;
	enum diag_level level;
	char *file;
	size_t line;
	char *message;
};

struct findings {
	struct finding *items;
	size_t count;
	size_t capacity;
};

void findings_add(struct findings *findings, enum check_rule rule,
		  enum diag_level level, const char *file, size_t line,
		  const char *format, ...)
	__attribute__((format(printf, 6, 7)));
void findings_release(struct findings *findings);

/* A document's place in what is compared: its units, lent. */
struct check_document {
	enum doc_role role;
	const struct unit_list *units;
};

/*
 * Holds the option entries of the main specifications against the rows of the
 * option list, both ways, and against their own alphabet. A set without an
 * option list is checked for the alphabet only.
 */
void check_options(const struct check_document *documents, size_t count,
		   struct findings *findings);

#endif
