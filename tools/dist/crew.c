/* SPDX-License-Identifier: ISC */
#include "dist/crew.h"

#include <pthread.h>
#include <sched.h>
#include <time.h>

enum { MAX_THREADS = 16, LOOK_NANOSECONDS = 50 * 1000 * 1000 };

struct shift {
	const struct crew *crew;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	size_t next;
	size_t done;
	bool stopped;
};

static void *run_worker(void *argument)
{
	struct shift *shift = argument;

	pthread_mutex_lock(&shift->lock);
	while (!shift->stopped && shift->next < shift->crew->count) {
		size_t piece = shift->next++;

		pthread_mutex_unlock(&shift->lock);
		shift->crew->work(shift->crew->payload, piece);
		pthread_mutex_lock(&shift->lock);
		shift->done++;
		pthread_cond_signal(&shift->changed);
	}
	pthread_mutex_unlock(&shift->lock);
	return NULL;
}

/* Processors that we may run on: taskset and containers take some away. */
static size_t count_processors(void)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof(set), &set) != 0) {
		return 1;
	}
	return (size_t)CPU_COUNT(&set);
}

/* Until all is done, or nothing else is to be begun. */
static void oversee(struct shift *shift)
{
	const struct crew *crew = shift->crew;

	pthread_mutex_lock(&shift->lock);
	while (shift->done < crew->count && !shift->stopped) {
		struct timespec until;
		size_t done;
		bool go_on;

		clock_gettime(CLOCK_MONOTONIC, &until);
		until.tv_nsec += LOOK_NANOSECONDS;
		until.tv_sec += until.tv_nsec / 1000000000;
		until.tv_nsec %= 1000000000;
		pthread_cond_timedwait(&shift->changed, &shift->lock, &until);
		done = shift->done;
		pthread_mutex_unlock(&shift->lock);
		go_on = crew->look(crew->payload, done);
		pthread_mutex_lock(&shift->lock);
		shift->stopped |= !go_on;
	}
	pthread_mutex_unlock(&shift->lock);
}

bool crew_run(const struct crew *crew)
{
	struct shift shift = { .crew = crew };
	pthread_condattr_t attributes;
	pthread_t threads[MAX_THREADS];
	size_t wanted = count_processors();
	size_t count = 0;

	wanted = wanted < crew->count ? wanted : crew->count;
	wanted = wanted < MAX_THREADS ? wanted : MAX_THREADS;
	pthread_mutex_init(&shift.lock, NULL);
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&shift.changed, &attributes);
	pthread_condattr_destroy(&attributes);
	while (count < wanted &&
	       pthread_create(&threads[count], NULL, run_worker, &shift) == 0) {
		count++;
	}
	if (count != 0) {
		oversee(&shift);
	} else {
		run_worker(&shift);
	}
	for (size_t i = 0; i < count; i++) {
		pthread_join(threads[i], NULL);
	}
	pthread_cond_destroy(&shift.changed);
	pthread_mutex_destroy(&shift.lock);
	return shift.done == crew->count && !shift.stopped;
}
