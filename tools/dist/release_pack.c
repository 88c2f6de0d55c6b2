/* SPDX-License-Identifier: ISC */
/*
 * The work of a release: tar archives, then all compressions at once, the long
 * ones first.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/jobs.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "base/progress.h"
#include "dist/interrupt.h"
#include "dist/release.h"
#include "dist/stage.h"

enum { LOOK_MILLISECONDS = 100 };

struct packing {
	struct release *release;
	const struct stage *stage;
	struct interrupt *interrupt;
	struct diag *diag;
	atomic_size_t done;
	atomic_bool stopped;	/* by an interrupt, or by the first failure */
	atomic_bool ended;	/* nothing is left to be watched */
};

struct task {
	struct packing *packing;
	struct release_file *file;
};

/* One file being written, and its sums made on the way. */
struct output {
	struct packing *packing;
	int fd;			/* -1: only its sums are wanted */
	struct digest digest;
	int error;
};

/* --- what is to be done ------------------------------------------------------- */

static void add_file(struct release *release, size_t archive,
		     const struct pack_filter *filter)
{
	struct release_file *file;

	MEM_GROW(release->files, release->file_count, release->file_capacity);
	file = &release->files[release->file_count++];
	memset(file, 0, sizeof(*file));
	file->archive = archive;
	file->filter = filter;
	file->name = mem_printf("%s.tar.%s", release->archives[archive].name,
				filter->name);
}

static size_t cost_of(const struct release *release,
		      const struct release_file *file)
{
	return release->archives[file->archive].tar.len *
	       (size_t)file->filter->cost;
}

/* A handful of files: the costliest first, so that no thread is left with one
 * at the end. */
static void sort_files(struct release *release)
{
	for (size_t i = 1; i < release->file_count; i++) {
		struct release_file file = release->files[i];
		size_t at = i;

		for (; at > 0 && cost_of(release, &release->files[at - 1]) <
					 cost_of(release, &file); at--) {
			release->files[at] = release->files[at - 1];
		}
		release->files[at] = file;
	}
}

static int plan(struct release *release,
		const struct pack_filter *const *filters, struct diag *diag)
{
	int result = 0;

	for (size_t i = 0; i < release->archive_count; i++) {
		struct release_archive *archive = &release->archives[i];
		char *why = NULL;

		if (pack_tar(archive->entries, archive->count, release->time,
			     &archive->tar, &why) != 0) {
			diag_say(diag, DIAG_ERROR, "'%s' cannot be packed: %s",
				 archive->name, why);
			free(why);
			result = -1;
		}
		for (size_t j = 0; filters[j] != NULL; j++) {
			add_file(release, i, filters[j]);
		}
	}
	sort_files(release);
	return result;
}

/* --- doing it ------------------------------------------------------------------ */

static int put(void *payload, const void *bytes, size_t len)
{
	struct output *output = payload;

	if (atomic_load(&output->packing->stopped)) {
		return -1;
	}
	digest_add(&output->digest, bytes, len);
	if (output->fd >= 0 && len > 0 &&
	    outfile_put(output->fd, slice_of(bytes, len)) != 0) {
		output->error = errno;
		return -1;
	}
	return 0;
}

static void finish(struct output *output)
{
	if (output->fd >= 0 && output->error == 0 && fsync(output->fd) != 0) {
		output->error = errno;
	}
	if (output->fd >= 0 && close(output->fd) != 0 && output->error == 0) {
		output->error = errno;
	}
}

/* A file given up because another failed, or for an interrupt, says nothing. */
static int report(const struct release_file *file, const struct output *output,
		  const char *why, struct diag *diag)
{
	if (output->error != 0) {
		why = strerror(output->error);
	}
	if (why == NULL) {
		return 0;
	}
	if (why[0] != '\0') {
		diag_system(diag, file->name, "cannot be written: %s", why);
	}
	return -1;
}

/* In a thread of its own. */
static int make_file(void *payload, struct diag *diag)
{
	const struct task *task = payload;
	struct packing *packing = task->packing;
	struct release_file *file = task->file;
	const struct buf *tar = &packing->release->archives[file->archive].tar;
	struct output output = { .packing = packing, .fd = -1 };
	char *why = NULL;
	int result;

	digest_init(&output.digest);
	if (packing->stage != NULL) {
		output.fd = stage_create(packing->stage, file->name);
		output.error = output.fd < 0 ? errno : 0;
	}
	if (output.error == 0) {
		pack_compress(file->filter, buf_slice(tar), put, &output, &why);
	}
	finish(&output);
	digest_end(&output.digest, &file->sums);
	result = report(file, &output, why, diag);
	free(why);
	if (result != 0) {
		atomic_store(&packing->stopped, true);
	}
	atomic_fetch_add(&packing->done, 1);
	return result;
}

/* Looks for signals and says how far the others are, until told to end. */
static void *watch(void *payload)
{
	struct packing *packing = payload;
	const struct release *release = packing->release;
	size_t shown = SIZE_MAX;

	while (!atomic_load(&packing->ended)) {
		size_t done = atomic_load(&packing->done);

		if (done != shown) {
			progress_show(packing->diag,
				      "packing %s %s: %zu of %zu files",
				      release->name, release->version, done,
				      release->file_count);
			shown = done;
		}
		if (interrupt_came(packing->interrupt, LOOK_MILLISECONDS)) {
			atomic_store(&packing->stopped, true);
			break;
		}
	}
	return NULL;
}

static int run_tasks(struct packing *packing)
{
	struct release *release = packing->release;
	struct job *jobs = mem_alloc(release->file_count * sizeof(*jobs));
	struct task *tasks = mem_alloc(release->file_count * sizeof(*tasks));
	struct diag messages;
	struct crew crew;
	pthread_t watcher;
	bool watched = pthread_create(&watcher, NULL, watch, packing) == 0;
	int result;

	for (size_t i = 0; i < release->file_count; i++) {
		tasks[i].packing = packing;
		tasks[i].file = &release->files[i];
		jobs[i].run = make_file;
		jobs[i].payload = &tasks[i];
	}
	/* Kept until nobody writes to the terminal but us. */
	diag_keep(&messages, packing->diag);
	crew_init(&crew, 0);
	result = jobs_run(&crew, jobs, release->file_count, &messages);
	atomic_store(&packing->ended, true);
	if (watched) {
		pthread_kill(watcher, SIGCHLD);
		pthread_join(watcher, NULL);
	}
	progress_clear(packing->diag);
	if (packing->diag->out != NULL) {
		struct slice text = diag_kept(&messages);

		fwrite(text.ptr, 1, text.len, packing->diag->out);
	}
	diag_count(&messages, packing->diag);
	diag_end_keeping(&messages);
	free(tasks);
	free(jobs);
	return result;
}

int release_pack(struct release *release,
		 const struct pack_filter *const *filters,
		 const struct stage *stage, struct interrupt *interrupt,
		 struct diag *diag)
{
	struct packing packing = {
		.release = release, .stage = stage, .interrupt = interrupt,
		.diag = diag,
	};
	int result = plan(release, filters, diag);

	if (result == 0) {
		result = run_tasks(&packing);
	}
	return atomic_load(&packing.stopped) ? -1 : result;
}
