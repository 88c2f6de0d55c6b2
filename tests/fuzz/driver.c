/* SPDX-License-Identifier: ISC */
/*
 * Runs a fuzz target over files, without a fuzzer: so every input that was ever
 * worth keeping is an ordinary test. Prints the name before each, for when it
 * does not come back; names what takes longer than two seconds.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/diag.h"
#include "base/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	struct diag diag;
	int failed = 0;

	diag_init(&diag, stderr);
	for (int i = 1; i < argc; i++) {
		struct source *source = source_read(argv[i], &diag);
		double start = now();

		if (source == NULL) {
			return EXIT_FAILURE;
		}
		printf("%s\n", argv[i]);
		fflush(stdout);
		LLVMFuzzerTestOneInput((const uint8_t *)source->text,
				       source->len);
		if (now() - start > 2) {
			printf("%s: too slow: %.1f s\n", argv[i],
			       now() - start);
			failed = 1;
		}
		source_free(source);
	}
	return failed;
}
