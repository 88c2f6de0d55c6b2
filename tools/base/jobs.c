/* SPDX-License-Identifier: ISC */
#include "base/jobs.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/hash.h"
#include "base/mem.h"

/* Beyond this, memory is the limit. */
enum { MAX_THREADS = 32 };

struct crew {
	struct job *jobs;
	struct diag *diags;	/* each job's own */
	size_t count;
	atomic_size_t next;
};

static void *work(void *payload)
{
	struct crew *crew = payload;
	size_t i = atomic_fetch_add(&crew->next, 1);

	while (i < crew->count) {
		struct job *job = &crew->jobs[i];

		job->result = job->run(job->payload, &crew->diags[i]);
		i = atomic_fetch_add(&crew->next, 1);
	}
	return NULL;
}

static size_t thread_count(size_t wanted, size_t jobs)
{
	if (wanted == 0) {
		long cores = sysconf(_SC_NPROCESSORS_ONLN);

		wanted = cores > 1 ? (size_t)cores : 1;
	}
	wanted = wanted < MAX_THREADS ? wanted : MAX_THREADS;
	return wanted < jobs ? wanted : jobs;
}

/* This thread works too; with a thread that cannot be had we do without. */
static void work_together(struct crew *crew, size_t threads)
{
	pthread_t others[MAX_THREADS];
	size_t count = 0;

	while (count + 1 < threads &&
	       pthread_create(&others[count], NULL, work, crew) == 0) {
		count++;
	}
	work(crew);
	while (count > 0) {
		pthread_join(others[--count], NULL);
	}
}

/* --- messages ------------------------------------------------------------- */

/* Digests of the lines printed, hashed into at most half of the slots. */
struct said {
	uint64_t *slots;	/* 0: free */
	size_t count;
	size_t capacity;	/* a power of two */
};

/* Notes a digest; true if it is new. */
static bool note(struct said *said, uint64_t digest)
{
	size_t slot = digest & (said->capacity - 1);

	while (said->slots[slot] != 0 && said->slots[slot] != digest) {
		slot = (slot + 1) & (said->capacity - 1);
	}
	if (said->slots[slot] == digest) {
		return false;
	}
	said->slots[slot] = digest;
	said->count++;
	return true;
}

static bool is_new(struct said *said, struct slice line)
{
	if (2 * (said->count + 1) > said->capacity) {
		struct said more = { .capacity = said->capacity != 0 ?
						 2 * said->capacity : 64 };

		more.slots = mem_alloc(more.capacity * sizeof(uint64_t));
		for (size_t i = 0; i < said->capacity; i++) {
			if (said->slots[i] != 0) {
				note(&more, said->slots[i]);
			}
		}
		free(said->slots);
		*said = more;
	}
	return note(said, hash_bytes(line) | 1);
}

static void print_lines(struct slice text, struct said *said, FILE *out)
{
	while (text.len > 0) {
		const char *end = memchr(text.ptr, '\n', text.len);
		size_t len = end != NULL ? (size_t)(end - text.ptr) + 1 :
					   text.len;

		if (is_new(said, slice_of(text.ptr, len))) {
			fwrite(text.ptr, 1, len, out);
		}
		text = slice_of(text.ptr + len, text.len - len);
	}
}

int jobs_run(struct job *jobs, size_t count, size_t threads, struct diag *diag)
{
	struct crew crew = { .jobs = jobs, .count = count };
	struct said said = { NULL, 0, 0 };
	int result = 0;

	crew.diags = mem_alloc(count * sizeof(struct diag));
	for (size_t i = 0; i < count; i++) {
		diag_keep(&crew.diags[i], diag);
	}
	work_together(&crew, thread_count(threads, count));
	for (size_t i = 0; i < count; i++) {
		struct slice text = diag_kept(&crew.diags[i]);

		print_lines(text, &said, diag->out);
		diag_end_keeping(&crew.diags[i], diag);
		result |= jobs[i].result;
	}
	free(said.slots);
	free(crew.diags);
	return result == 0 ? 0 : -1;
}
