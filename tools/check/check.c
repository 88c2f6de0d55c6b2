/* SPDX-License-Identifier: ISC */
#include "check/check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

const struct check_rule_row check_rules[CHECK_RULES] = {
	[CHECK_SOURCE] = { "source", "The document cannot be read as it stands." },
	[CHECK_REFERENCE] = { "reference",
			      "A cross-reference has no target, or two targets "
			      "have one id." },
	[CHECK_MENDED] = { "mended",
			   "xfpt would lose text here; stet keeps it." },
	[CHECK_OPTION_UNLISTED] = { "option-unlisted",
				    "An option of a main specification has no "
				    "row in the option list." },
	[CHECK_OPTION_UNKNOWN] = { "option-unknown",
				   "A row of the option list has no entry in a "
				   "main specification." },
	[CHECK_OPTION_TYPE] = { "option-type",
				"The option list and the entry give different "
				"types." },
	[CHECK_OPTION_DEFAULT] = { "option-default",
				   "The option list and the entry give "
				   "different defaults." },
	[CHECK_OPTION_ORDER] = { "option-order",
				 "An option entry stands out of the "
				 "alphabet." },
	[CHECK_OPTION_REPEATED] = { "option-repeated",
				    "An option of a driver has two entries, or "
				    "two rows." },
};

void findings_add(struct findings *findings, enum check_rule rule,
		  enum diag_level level, const char *file, size_t line,
		  const char *format, ...)
{
	struct finding *finding;
	char message[2048];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	MEM_GROW(findings->items, findings->count, findings->capacity);
	finding = &findings->items[findings->count++];
	finding->rule = rule;
	finding->level = level;
	finding->file = mem_strdup(file);
	finding->line = line;
	finding->message = mem_strdup(message);
}

void findings_release(struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		free(findings->items[i].file);
		free(findings->items[i].message);
	}
	free(findings->items);
	findings->items = NULL;
	findings->count = findings->capacity = 0;
}
