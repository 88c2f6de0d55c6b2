/* SPDX-License-Identifier: ISC */
/*
 * stet dist: a release of the documents, which anybody can make again and get
 * the same bytes.
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/progress.h"
#include "cmd/build_set.h"
#include "cmd/cmd.h"
#include "cmd/dist_project.h"
#include "cmd/libraries.h"
#include "dist/interrupt.h"
#include "dist/manifest.h"
#include "dist/pack.h"
#include "dist/release.h"
#include "dist/sign.h"
#include "dist/stage.h"
#include "dist/sums.h"
#include "dist/verify.h"
#include "dist/version.h"
#include "model/files_record.h"
#include "model/project.h"

struct values {
	const char *revision;
	const char *output;
	struct opt_list formats;
	struct opt_list filters;
	struct opt_list settings;
	const char *sign;
	bool force;
	bool manifest;
	const char *verify;
};

static const struct opt options[] = {
	{ 0, "rev", "REV", "the documents of this revision in git, not of the "
	  "work tree", OPT_STRING, offsetof(struct values, revision) },
	{ 'o', "output", "DIR", "the folder to make: out/NAME-VERSION, if not "
	  "said", OPT_STRING, offsetof(struct values, output) },
	{ 'f', "formats", "FORMAT,...", "html, text, man, docbook; all, if not "
	  "said", OPT_LIST, offsetof(struct values, formats) },
	{ 0, "compress", "KIND,...", "gz, bz2, xz, zst; all, if not said",
	  OPT_LIST, offsetof(struct values, filters) },
	{ 0, "set", "NAME=VALUE", "set a value of the configuration, such as "
	  "version=4.99", OPT_LIST, offsetof(struct values, settings) },
	{ 0, "sign", "KEY", "sign every file with gpg", OPT_OPTIONAL,
	  offsetof(struct values, sign) },
	{ 0, "manifest", NULL, "write a list of what was made, of what, by "
	  "what", OPT_FLAG, offsetof(struct values, manifest) },
	{ 0, "force", NULL, "replace a release that is there", OPT_FLAG,
	  offsetof(struct values, force) },
	{ 0, "verify", "DIR", "check a release: its sums, and that the same is "
	  "made again", OPT_STRING, offsetof(struct values, verify) },
	{ 0, NULL, NULL, NULL, OPT_FLAG, 0 },
};

enum { MAX_FILTERS = 8 };

struct dist {
	struct cmd_context *context;
	struct diag *diag;
	const struct values *values;
	struct dist_project place;
	struct build_set set;
	bool wanted[MAX_FILTERS];	/* as in pack_filters */
	struct release release;
	bool dirty;
};

/* --- what is asked for ---------------------------------------------------- */

static int choose_filter(void *payload, const char *name)
{
	struct dist *dist = payload;
	const struct pack_filter *filter = pack_find_filter(name);

	if (filter == NULL) {
		diag_say(dist->diag, DIAG_ERROR, "unknown compression '%s': "
			 "there are gz, bz2, xz and zst", name);
		return -1;
	}
	dist->wanted[filter - pack_filters] = true;
	return 0;
}

/* Nothing chosen is everything. */
static void complete(bool *wanted, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (wanted[i]) {
			return;
		}
	}
	memset(wanted, true, count * sizeof(*wanted));
}

static size_t count_filters(void)
{
	size_t count = 0;

	while (pack_filters[count].name != NULL) {
		count++;
	}
	return count;
}

static int choose(struct dist *dist, int argc)
{
	const struct values *values = dist->values;
	int result = build_set_choose(&dist->set, &values->formats);

	if (opt_each_word(&values->filters, choose_filter, dist) != 0) {
		result = -1;
	}
	if (argc > 0) {
		diag_say(dist->diag, DIAG_ERROR, "dist takes no arguments: the "
			 "configuration says what is in a release");
		result = -1;
	}
	if (values->verify != NULL &&
	    (values->output != NULL || values->sign != NULL || values->force ||
	     values->manifest)) {
		diag_say(dist->diag, DIAG_ERROR, "--verify writes nothing: it "
			 "cannot go with --output, --sign, --force or "
			 "--manifest");
		result = -1;
	}
	return result;
}

/* --- making the files ----------------------------------------------------- */

/* Reads, renders and arranges all that is to be packed. */
static int build(struct dist *dist)
{
	struct build_set *set = &dist->set;
	const struct project *project = dist->place.project;
	int result = 0;

	dist->release.name = project->name;
	dist->release.version = project->version;
	dist->release.time = dist->place.time;
	set->project = project;
	progress_show(dist->diag, "building %s %s", project->name,
		      project->version);
	if (build_set_dress(set, NULL) != 0 || build_set_add(set, 0, NULL) != 0 ||
	    build_set_make(set) != 0) {
		return -1;
	}
	for (size_t i = 0; i < BUILD_FORMAT_COUNT; i++) {
		if (set->formats[i] &&
		    release_add(&dist->release, project, build_format_names[i],
				&set->files[i], dist->diag) != 0) {
			result = -1;
		}
	}
	progress_clear(dist->diag);
	return result == 0 ? dist_project_check(&dist->place, dist->context)
			   : -1;
}

static int pack(struct dist *dist, const struct stage *stage,
		struct interrupt *interrupt)
{
	const struct pack_filter *filters[MAX_FILTERS + 1] = { NULL };
	size_t count = 0;

	for (size_t i = 0; i < count_filters(); i++) {
		if (dist->wanted[i]) {
			filters[count++] = &pack_filters[i];
		}
	}
	return release_pack(&dist->release, filters, stage, interrupt,
			    dist->diag);
}

/* --- writing -------------------------------------------------------------- */

static void put_manifest(struct dist *dist, struct sums *sums, struct buf *out)
{
	struct manifest_library libraries[LIBRARY_COUNT + 1];
	const char *formats[BUILD_FORMAT_COUNT + 1] = { NULL };
	const char *filters[MAX_FILTERS + 1] = { NULL };
	struct manifest_facts facts = {
		.revision = dist->values->revision,
		.commit = dist->place.commit,
		.dirty = dist->dirty,
		.formats = formats,
		.filters = filters,
		.top = dist->place.top,
		.libraries = libraries,
	};
	size_t count = 0;

	for (size_t i = 0; i < BUILD_FORMAT_COUNT; i++) {
		if (dist->set.formats[i]) {
			formats[count++] = build_format_names[i];
		}
	}
	count = 0;
	for (size_t i = 0; i < count_filters(); i++) {
		if (dist->wanted[i]) {
			filters[count++] = pack_filters[i].name;
		}
	}
	facts.inputs = files_record_list(dist->place.project->files,
					 &facts.input_count);
	libraries_list(libraries);
	manifest_put(&dist->release, sums, &facts, out);
}

static int write_manifest(struct dist *dist, const struct stage *stage,
			  struct sums *sums)
{
	struct digest digest;
	struct digest_sums digests;
	struct buf text;
	int result;

	buf_init(&text);
	put_manifest(dist, sums, &text);
	digest_init(&digest);
	digest_add(&digest, text.data, text.len);
	digest_end(&digest, &digests);
	result = stage_write(stage, SUMS_MANIFEST, buf_slice(&text), dist->diag);
	sums_add(sums, SUMS_MANIFEST, &digests);
	buf_release(&text);
	return result;
}

/* The lists, and the manifest if it is wanted. */
static int write_lists(struct dist *dist, const struct stage *stage,
		       struct sums *sums)
{
	int result = 0;

	for (size_t i = 0; i < dist->release.file_count; i++) {
		sums_add(sums, dist->release.files[i].name,
			 &dist->release.files[i].sums);
	}
	sums_sort(sums);
	if (dist->values->manifest) {
		result = write_manifest(dist, stage, sums);
		sums_sort(sums);
	}
	for (size_t i = 0; i < SUMS_KINDS && result == 0; i++) {
		struct buf text;

		buf_init(&text);
		sums_put(sums, (enum sums_kind)i, &text);
		result = stage_write(stage, sums_names[i], buf_slice(&text),
				     dist->diag);
		buf_release(&text);
	}
	return result;
}

static int sign(struct dist *dist, const struct stage *stage,
		const struct sums *sums, struct interrupt *interrupt)
{
	const char **names;
	size_t count = 0;
	int result;

	if (dist->values->sign == NULL) {
		return 0;
	}
	names = mem_alloc((sums->count + SUMS_KINDS + 1) * sizeof(*names));
	for (size_t i = 0; i < SUMS_KINDS; i++) {
		names[count++] = sums_names[i];
	}
	for (size_t i = 0; i < sums->count; i++) {
		names[count++] = sums->files[i].name;
	}
	result = sign_files(stage, names, dist->values->sign, interrupt,
			    dist->diag);
	free(names);
	return result;
}

static void report(const struct dist *dist, const char *dir,
		   const struct sums *sums)
{
	for (size_t i = 0; dist->context->verbose && i < sums->count; i++) {
		printf("%10llu  %s\n", sums->files[i].sums.size,
		       sums->files[i].name);
	}
	if (!dist->diag->quiet) {
		printf("wrote %zu archive%s of %s %s to %s%s\n",
		       dist->release.file_count,
		       dist->release.file_count == 1 ? "" : "s",
		       dist->release.name, dist->release.version, dir,
		       dist->values->sign != NULL ? ", signed" : "");
	}
}

/* All of it, or nothing: whatever fails, and whatever signal comes. */
static int write_release(struct dist *dist, const char *dir)
{
	struct interrupt interrupt;
	struct sums sums = { 0 };
	struct stage stage;
	int result = -1;

	/* What the trees took is free: compressors will want as much. */
	malloc_trim(0);
	interrupt_hold(&interrupt);
	if (stage_open(&stage, dir, dist->values->force, dist->diag) == 0) {
		if (pack(dist, &stage, &interrupt) == 0 &&
		    write_lists(dist, &stage, &sums) == 0 &&
		    sign(dist, &stage, &sums, &interrupt) == 0 &&
		    !interrupt_came(&interrupt, 0)) {
			result = stage_publish(&stage, dist->diag);
		} else {
			stage_abandon(&stage);
		}
	}
	interrupt_release(&interrupt);
	if (result == 0) {
		report(dist, dir, &sums);
	}
	sums_release(&sums);
	return result;
}

/* "out/exim-4.99" at the root of a work tree, or here; new. */
static char *output_dup(const struct dist *dist)
{
	const struct project *project = dist->place.project;
	char *name = mem_printf("out/%s-%s", project->name, project->version);
	char *here = realpath(".", NULL);
	char *dir;

	if (dist->values->output != NULL) {
		dir = mem_strdup(dist->values->output);
	} else if (dist->values->revision != NULL || here == NULL ||
		   strcmp(here, project->root) == 0) {
		dir = mem_strdup(name);
	} else {
		dir = project_path_dup(project, name);
	}
	free(here);
	free(name);
	return dir;
}

static int make(struct dist *dist)
{
	const struct dist_wish wish = {
		.revision = dist->values->revision,
		.settings = &dist->values->settings,
	};
	char *dir;
	int result = -1;

	complete(dist->set.formats, BUILD_FORMAT_COUNT);
	complete(dist->wanted, count_filters());
	if (dist_project_open(&dist->place, dist->context, &wish) != 0) {
		return -1;
	}
	dir = output_dup(dist);
	if (stage_check(dir, dist->values->force, dist->diag) == 0 &&
	    build(dist) == 0) {
		dist->dirty = dist_project_is_dirty(&dist->place,
						    dist->context);
		result = write_release(dist, dir);
	}
	free(dir);
	return result;
}

/* --- verifying ------------------------------------------------------------ */

/* Without a manifest, what was made is to be seen by the names of its files: a
 * format is taken for made if the archive that it goes into is there. */
static void guess(struct dist *dist, const struct sums *sums)
{
	const struct project *project = dist->place.project;

	for (size_t i = 0; i < count_filters(); i++) {
		for (size_t j = 0; j < BUILD_FORMAT_COUNT; j++) {
			const char *format = build_format_names[j];
			const struct project_dist *how =
				project_dist_find(project, format);
			char *name = mem_printf(
				"%s-%s-%s.tar.%s", project->name,
				how != NULL && how->archive != NULL
					? how->archive : format,
				project->version, pack_filters[i].name);

			if (sums_find(sums, name) != NULL) {
				dist->wanted[i] = true;
				dist->set.formats[j] |=
					dist->values->formats.count == 0;
			}
			free(name);
		}
	}
}

static void follow(struct dist *dist, const struct manifest_plan *plan)
{
	for (size_t i = 0; i < BUILD_FORMAT_COUNT; i++) {
		for (char **p = plan->formats; *p != NULL; p++) {
			dist->set.formats[i] |=
				strcmp(*p, build_format_names[i]) == 0 &&
				dist->values->formats.count == 0;
		}
	}
	for (size_t i = 0; i < count_filters(); i++) {
		for (char **p = plan->filters; *p != NULL; p++) {
			dist->wanted[i] |= strcmp(*p, pack_filters[i].name) == 0;
		}
	}
}

/* Other libraries may well make other bytes. */
static void note_libraries(struct dist *dist, const struct manifest_plan *plan)
{
	struct manifest_library libraries[LIBRARY_COUNT + 1];

	libraries_list(libraries);
	for (size_t i = 0; i < LIBRARY_COUNT; i++) {
		char *ours = mem_printf("%s %s", libraries[i].name,
					libraries[i].version);
		size_t len = strlen(libraries[i].name) + 1;

		for (char **p = plan->libraries; *p != NULL; p++) {
			if (strncmp(*p, ours, len) == 0 &&
			    strcmp(*p, ours) != 0) {
				diag_say(dist->diag, DIAG_NOTE, "it was made "
					 "with %s, and here is %s", *p,
					 libraries[i].version);
			}
		}
		free(ours);
	}
}

/* Makes the files again, keeping nothing but their sums, and compares. The
 * number of findings, or -1. */
static long rebuild(struct dist *dist, const struct sums *sums,
		    const struct manifest_plan *plan)
{
	const struct dist_wish wish = {
		.revision = dist->values->revision != NULL || plan == NULL
				    ? dist->values->revision : plan->commit,
		.settings = &dist->values->settings,
		.version = plan != NULL ? plan->version : NULL,
		.date = plan != NULL ? plan->date : NULL,
	};
	struct interrupt interrupt;
	long findings = -1;

	if (dist_project_open(&dist->place, dist->context, &wish) != 0) {
		return -1;
	}
	if (plan != NULL) {
		follow(dist, plan);
	} else {
		guess(dist, sums);
	}
	complete(dist->set.formats, BUILD_FORMAT_COUNT);
	complete(dist->wanted, count_filters());
	if (build(dist) != 0) {
		return -1;
	}
	dist_project_is_dirty(&dist->place, dist->context);
	interrupt_hold(&interrupt);
	if (pack(dist, NULL, &interrupt) == 0) {
		findings = verify_rebuilt(dist->values->verify, sums,
					  &dist->release);
	}
	interrupt_release(&interrupt);
	return findings;
}

static int verify(struct dist *dist)
{
	const char *dir = dist->values->verify;
	struct manifest_plan plan;
	struct sums sums = { 0 };
	long findings = verify_sums(dir, &sums, dist->diag);
	long more = -1;
	int has_plan = -1;

	if (findings >= 0) {
		has_plan = manifest_read(dir, &plan, dist->diag);
	}
	if (has_plan >= 0) {
		more = rebuild(dist, &sums, has_plan > 0 ? &plan : NULL);
	}
	if (more > 0 && has_plan > 0) {
		note_libraries(dist, &plan);
	}
	if (has_plan > 0) {
		manifest_release(&plan);
	}
	if (findings == 0 && more == 0 && !dist->diag->quiet) {
		printf("%s: %zu files have their sums, and are made again the "
		       "same\n", dir, sums.count);
	}
	sums_release(&sums);
	if (more < 0) {
		return diag_status(dist->diag);
	}
	return findings + more == 0 ? EXIT_FINE : EXIT_DIFFERENT;
}

/* --- the command ---------------------------------------------------------- */

static int run(struct cmd_context *context, const void *values, int argc,
	       char **argv)
{
	struct dist dist = {
		.context = context, .diag = &context->diag, .values = values,
		.set = { .diag = &context->diag },
	};
	int status = EXIT_INPUT;

	(void)argv;
	if (choose(&dist, argc) != 0) {
		return status;
	}
	if (dist.values->verify != NULL) {
		status = verify(&dist);
	} else {
		make(&dist);
		status = diag_status(dist.diag);
	}
	progress_clear(dist.diag);
	release_free(&dist.release);
	build_set_release(&dist.set);
	dist_project_release(&dist.place);
	return status;
}

const struct cmd cmd_dist = {
	.name = "dist",
	.arguments = "",
	.summary = "make a release of the documents that anyone can reproduce",
	.about =
		"Builds the documents of the work tree, or of a revision without\n"
		"checking it out, and packs them: NAME-ARCHIVE-VERSION.tar.xz and\n"
		"its kin, with lists of sizes and checksums. The same sources give\n"
		"the same bytes. The folder appears when all is done, or not at\n"
		"all. The version is that of the tag, the one configured, or set.\n",
	.options = options,
	.values_size = sizeof(struct values),
	.run = run,
};
