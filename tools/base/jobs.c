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
#include "base/progress.h"

/* Beyond this, memory is the limit. */
enum { MAX_THREADS = 32 };

struct turn {
	size_t size;
	size_t job;
};

/* The jobs of one call. */
struct list {
	struct crew *crew;
	struct job *jobs;
	struct turn *turns;	/* as they are to be begun */
	struct diag *diags;	/* each job's own */
	size_t count;
	atomic_size_t next;
	pthread_t helpers[MAX_THREADS];
	size_t helper_count;
};

void crew_init(struct crew *crew, size_t threads)
{
	if (threads == 0) {
		long cores = sysconf(_SC_NPROCESSORS_ONLN);

		threads = cores > 1 ? (size_t)cores : 1;
	}
	crew->count = threads < MAX_THREADS ? threads : MAX_THREADS;
	atomic_init(&crew->idle, crew->count - 1);
}

static bool take_idle(struct crew *crew)
{
	size_t idle = atomic_load(&crew->idle);

	while (idle > 0 && !atomic_compare_exchange_weak(&crew->idle, &idle,
							 idle - 1)) {
	}
	return idle > 0;
}

static int compare_turns(const void *a, const void *b)
{
	const struct turn *x = a;
	const struct turn *y = b;

	if (x->size != y->size) {
		return x->size < y->size ? 1 : -1;
	}
	return x->job < y->job ? -1 : 1;
}

static struct turn *new_turns(const struct job *jobs, size_t count)
{
	struct turn *turns = mem_alloc(count * sizeof(*turns));

	for (size_t i = 0; i < count; i++) {
		turns[i] = (struct turn){ jobs[i].size, i };
	}
	qsort(turns, count, sizeof(*turns), compare_turns);
	return turns;
}

static void run_job(struct list *list, size_t turn)
{
	size_t i = list->turns[turn].job;
	struct job *job = &list->jobs[i];

	job->result = job->run(job->payload, &list->diags[i]);
}

static void *help(void *payload)
{
	struct list *list = payload;
	size_t i = atomic_fetch_add(&list->next, 1);

	while (i < list->count) {
		run_job(list, i);
		i = atomic_fetch_add(&list->next, 1);
	}
	atomic_fetch_add(&list->crew->idle, 1);
	return NULL;
}

/* Starts a thread for each job left, as far as there are idle ones. */
static void call_help(struct list *list, size_t left)
{
	while (list->crew != NULL && list->helper_count < left &&
	       list->helper_count < MAX_THREADS && take_idle(list->crew)) {
		if (pthread_create(&list->helpers[list->helper_count], NULL,
				   help, list) != 0) {
			atomic_fetch_add(&list->crew->idle, 1);
			return;
		}
		list->helper_count++;
	}
}

/* Others may become idle while this thread works. */
static void work(struct list *list)
{
	size_t i = atomic_fetch_add(&list->next, 1);

	while (i < list->count) {
		call_help(list, list->count - i - 1);
		run_job(list, i);
		i = atomic_fetch_add(&list->next, 1);
	}
	while (list->helper_count > 0) {
		pthread_join(list->helpers[--list->helper_count], NULL);
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

int jobs_run(struct crew *crew, struct job *jobs, size_t count,
	     struct diag *diag)
{
	struct list list = { .crew = crew, .jobs = jobs, .count = count };
	struct said said = { NULL, 0, 0 };
	struct slice text;
	int result = 0;

	list.turns = new_turns(jobs, count);
	list.diags = mem_alloc(count * sizeof(struct diag));
	for (size_t i = 0; i < count; i++) {
		diag_keep(&list.diags[i], diag);
	}
	work(&list);
	for (size_t i = 0; i < count; i++) {
		text = diag_kept(&list.diags[i]);
		if (text.len > 0) {
			progress_clear(diag);
			print_lines(text, &said, diag->out);
		}
		diag_count(&list.diags[i], diag);
		diag_end_keeping(&list.diags[i]);
		result |= jobs[i].result;
	}
	free(said.slots);
	free(list.diags);
	free(list.turns);
	return result == 0 ? 0 : -1;
}
