/* SPDX-License-Identifier: ISC */
/* peek - what an archive holds that one made of the same sources does not. */
#ifndef STET_DIST_PEEK_H
#define STET_DIST_PEEK_H

struct release_archive;

/* Prints the first few differences between the archive in a file, compressed in
 * any way, and one that was packed; indented, to follow a finding. */
void peek_differences(const char *path, const struct release_archive *packed);

#endif
