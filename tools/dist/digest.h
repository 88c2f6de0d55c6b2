/* SPDX-License-Identifier: ISC */
/*
 * digest - what the lists of checksums say about a file: size, SHA-256, SHA-512.
 */
#ifndef STET_DIST_DIGEST_H
#define STET_DIST_DIGEST_H

#include <sha2.h>
#include <stdbool.h>
#include <stddef.h>

struct digest_sums {
	unsigned long long size;
	char sha256[SHA256_DIGEST_STRING_LENGTH];	/* hexadecimal */
	char sha512[SHA512_DIGEST_STRING_LENGTH];
};

/* Sums being made. */
struct digest {
	unsigned long long size;
	SHA2_CTX sha256;
	SHA2_CTX sha512;
};

void digest_init(struct digest *digest);
void digest_add(struct digest *digest, const void *bytes, size_t len);
void digest_end(struct digest *digest, struct digest_sums *sums);

/* The sums of a regular file in an open folder. 0, or -1 with errno set. */
int digest_file(int folder, const char *name, struct digest_sums *sums);

bool digest_equal(const struct digest_sums *a, const struct digest_sums *b);

#endif
