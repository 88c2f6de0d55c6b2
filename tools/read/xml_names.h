/* SPDX-License-Identifier: ISC */
/*
 * xml_names - the names of characters that documents may use without a DTD: those
 * of HTML, and the ISO sets that DocBook has besides.
 */
#ifndef STET_READ_XML_NAMES_H
#define STET_READ_XML_NAMES_H

#include <stdint.h>

/* The character that '&name;' stands for; 0 if the name is not known. */
uint32_t xml_name_code_point(const char *name);

/* A known name that is nearly this one; NULL if there is none. */
const char *xml_name_nearest(const char *name);

#endif
