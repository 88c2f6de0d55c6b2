/* SPDX-License-Identifier: ISC */
/*
 * sign - detached signatures by gpg, one for each file of a stage.
 */
#ifndef STET_DIST_SIGN_H
#define STET_DIST_SIGN_H

struct diag;
struct interrupt;
struct stage;

/*
 * Signs the files of this NULL-ended array of names, each into NAME.asc, with the
 * key named; "" is gpg's own choice. 0, or -1 with an error reported, or after
 * an interrupt without.
 */
int sign_files(const struct stage *stage, const char *const *names,
	       const char *key, struct interrupt *interrupt, struct diag *diag);

#endif
