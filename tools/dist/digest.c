/* SPDX-License-Identifier: ISC */
#include "dist/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum { CHUNK = 1 << 16 };

void digest_init(struct digest *digest)
{
	digest->size = 0;
	SHA256Init(&digest->sha256);
	SHA512Init(&digest->sha512);
}

void digest_add(struct digest *digest, const void *bytes, size_t len)
{
	digest->size += len;
	SHA256Update(&digest->sha256, bytes, len);
	SHA512Update(&digest->sha512, bytes, len);
}

void digest_end(struct digest *digest, struct digest_sums *sums)
{
	sums->size = digest->size;
	SHA256End(&digest->sha256, sums->sha256);
	SHA512End(&digest->sha512, sums->sha512);
}

static int add_all(struct digest *digest, int fd)
{
	char *bytes = mem_alloc(CHUNK);
	ssize_t len;

	do {
		len = read(fd, bytes, CHUNK);
		if (len > 0) {
			digest_add(digest, bytes, (size_t)len);
		}
	} while (len > 0 || (len < 0 && errno == EINTR));
	free(bytes);
	return len == 0 ? 0 : -1;
}

int digest_file(int folder, const char *name, struct digest_sums *sums)
{
	struct digest digest;
	struct stat st;
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	int result = -1;
	int error;

	if (fd < 0) {
		return -1;
	}
	digest_init(&digest);
	if (fstat(fd, &st) == 0 && !S_ISREG(st.st_mode)) {
		errno = EINVAL;
	} else if (add_all(&digest, fd) == 0) {
		digest_end(&digest, sums);
		result = 0;
	}
	error = errno;
	close(fd);
	errno = error;
	return result;
}

bool digest_equal(const struct digest_sums *a, const struct digest_sums *b)
{
	return a->size == b->size && strcmp(a->sha256, b->sha256) == 0 &&
	       strcmp(a->sha512, b->sha512) == 0;
}
