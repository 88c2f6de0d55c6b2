/* SPDX-License-Identifier: ISC */
#include "model/unit.h"

const char *unit_kind_name(enum unit_kind kind) { (void)kind; return ""; }
void unit_list_collect(struct doc *doc, struct unit_list *out) { (void)doc; (void)out; }
void unit_list_release(struct unit_list *list) { (void)list; }
const struct unit *unit_find(const struct unit_list *list, enum unit_kind kind, const char *key) { (void)list; (void)kind; (void)key; return NULL; }
const struct unit *unit_find_section(const struct unit_list *list, const char *name) { (void)list; (void)name; return NULL; }
size_t unit_nearest(const struct unit_list *list, const char *name, const char **near, size_t max) { (void)list; (void)name; (void)near; (void)max; return 0; }
int unit_option_order(const char *a, const char *b) { (void)a; (void)b; return 0; }
