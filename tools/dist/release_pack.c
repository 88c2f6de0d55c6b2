/* SPDX-License-Identifier: ISC */
/*
 * The work of a release: tar archives, then all compressions at once, the long
 * ones first.
 */
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "base/progress.h"
#include "dist/crew.h"
#include "dist/interrupt.h"
#include "dist/release.h"
#include "dist/stage.h"

struct packing {
	struct release *release;
	const struct stage *stage;
	struct interrupt *interrupt;
	struct diag *diag;
	atomic_bool stopped;	/* by an interrupt, or by the first failure */
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
		return ECANCELED;
	}
	digest_add(&output->digest, bytes, len);
	if (output->fd >= 0 && len > 0 &&
	    outfile_put(output->fd, slice_of(bytes, len)) != 0) {
		output->error = errno;
		return errno;
	}
	return 0;
}

static void finish(struct output *output, struct release_file *file)
{
	if (output->fd >= 0 && output->error == 0 && fsync(output->fd) != 0) {
		output->error = errno;
	}
	if (output->fd >= 0 && close(output->fd) != 0 && output->error == 0) {
		output->error = errno;
	}
	if (output->error != 0) {
		free(file->why);
		file->why = mem_strdup(strerror(output->error));
	}
	digest_end(&output->digest, &file->sums);
}

/* In a thread of its own: touches nothing of others'. */
static void make_file(void *payload, size_t piece)
{
	struct packing *packing = payload;
	struct release_file *file = &packing->release->files[piece];
	const struct buf *tar = &packing->release->archives[file->archive].tar;
	struct output output = { .packing = packing, .fd = -1 };

	digest_init(&output.digest);
	if (packing->stage != NULL) {
		output.fd = stage_create(packing->stage, file->name);
		output.error = output.fd < 0 ? errno : 0;
	}
	if (output.error == 0) {
		pack_compress(file->filter, buf_slice(tar), put, &output,
			      &file->why);
	}
	finish(&output, file);
	if (file->why != NULL) {
		atomic_store(&packing->stopped, true);
	}
}

static bool look(void *payload, size_t done)
{
	struct packing *packing = payload;

	progress_show(packing->diag, "packing %s %s: %zu of %zu files",
		      packing->release->name, packing->release->version, done,
		      packing->release->file_count);
	if (interrupt_came(packing->interrupt, 0)) {
		atomic_store(&packing->stopped, true);
	}
	return !atomic_load(&packing->stopped);
}

/* An empty reason is that of a file given up for another's sake. */
static void report(const struct release *release, struct diag *diag)
{
	for (size_t i = 0; i < release->file_count; i++) {
		const struct release_file *file = &release->files[i];

		if (file->why != NULL && file->why[0] != '\0') {
			diag_system(diag, file->name, "cannot be written: %s",
				    file->why);
		}
	}
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
	struct crew crew = {
		.work = make_file, .look = look, .payload = &packing,
	};
	bool done;

	if (plan(release, filters, diag) != 0) {
		return -1;
	}
	crew.count = release->file_count;
	done = crew_run(&crew);
	progress_clear(diag);
	report(release, diag);
	return done && !atomic_load(&packing.stopped) ? 0 : -1;
}
