/* SPDX-License-Identifier: ISC */
#include "diff/patch_place.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

enum {
	TAB = 8,
	MAX_VOTES = 64,		/* places of one line that count for a miss */
};

static const size_t nowhere = (size_t)-1;

/* --- lines ------------------------------------------------------------------------ */

void patch_image_init(struct patch_image *image, struct slice text)
{
	size_t capacity = 0;

	*image = (struct patch_image){ 0 };
	while (text.len > 0) {
		const char *end = memchr(text.ptr, '\n', text.len);
		size_t len = end != NULL ? (size_t)(end - text.ptr) : text.len;

		MEM_GROW(image->lines, image->count, capacity);
		image->lines[image->count++] = slice_of(text.ptr, len);
		image->ends_open = end == NULL;
		len += end != NULL ? 1 : 0;
		text = slice_of(text.ptr + len, text.len - len);
	}
}

void patch_image_release(struct patch_image *image)
{
	free(image->lines);
	for (size_t i = 0; i < CARE_LEVELS; i++) {
		free(image->digests[i]);
	}
}

/* A place in a line, read as a page shows it. */
struct view {
	struct slice rest;
	size_t column;
	size_t blanks;		/* of a tab, still to be given */
};

/* The next byte, tabs as blanks and no-break spaces as one; -1 at the end. */
static int next_byte(struct view *view)
{
	int byte;

	if (view->blanks == 0 && view->rest.len == 0) {
		return -1;
	}
	if (view->blanks > 0) {
		view->blanks--;
		view->column++;
		return ' ';
	}
	if (slice_starts(view->rest, "\xc2\xa0")) {
		view->rest = slice_of(view->rest.ptr + 2, view->rest.len - 2);
		view->column++;
		return ' ';
	}
	byte = (unsigned char)*view->rest.ptr++;
	view->rest.len--;
	if (byte == '\t') {
		view->blanks = TAB - view->column % TAB;
		return next_byte(view);
	}
	/* A character is one column, whatever its bytes. */
	view->column += (byte & 0xc0) != 0x80;
	return byte;
}

static struct slice as_compared(struct slice line, enum patch_care care)
{
	if (care == CARE_PAGE) {
		struct slice last = slice_trim_end(line);

		while (last.len >= 2 &&
		       memcmp(last.ptr + last.len - 2, "\xc2\xa0", 2) == 0) {
			last.len -= 2;
			last = slice_trim_end(last);
		}
		return last;
	}
	if (care == CARE_LINE_END && line.len > 0 &&
	    line.ptr[line.len - 1] == '\r') {
		line.len--;
	}
	return line;
}

/* Are they the same line? */
static bool same_line(struct slice a, struct slice b, enum patch_care care)
{
	struct view x = { .rest = as_compared(a, care) };
	struct view y = { .rest = as_compared(b, care) };
	int byte;

	if (care != CARE_PAGE) {
		return slice_equal(x.rest, y.rest);
	}
	do {
		byte = next_byte(&x);
		if (byte != next_byte(&y)) {
			return false;
		}
	} while (byte >= 0);
	return true;
}

static uint64_t digest_line(struct slice line, enum patch_care care)
{
	struct view view = { .rest = as_compared(line, care) };
	uint64_t hash = HASH_START;
	int byte;

	if (care != CARE_PAGE) {
		return hash_bytes(view.rest);
	}
	while ((byte = next_byte(&view)) >= 0) {
		char one = (char)byte;

		hash = hash_more(hash, slice_of(&one, 1));
	}
	return hash;
}

static const uint64_t *digests_of(struct patch_image *image,
				  enum patch_care care)
{
	uint64_t *digests = image->digests[care];

	if (digests == NULL) {
		digests = mem_resize(NULL, image->count + 1, sizeof(*digests));
		for (size_t i = 0; i < image->count; i++) {
			digests[i] = digest_line(image->lines[i], care);
		}
		image->digests[care] = digests;
	}
	return digests;
}

/* --- what a hunk wants to find ------------------------------------------------------ */

/* The lines that a hunk finds (or, of the new side, leaves). */
struct wanted {
	const struct patch_line **lines;
	uint64_t *digests;
	size_t count;
	bool at_start;		/* of the file, for it has less context before */
	bool at_end;
};

static void count_context(const struct patch_hunk *hunk, size_t *before,
			  size_t *after)
{
	size_t n = hunk->line_count;

	*before = 0;
	*after = 0;
	while (*before < n && hunk->lines[*before].sign == ' ') {
		++*before;
	}
	while (*after < n && hunk->lines[n - 1 - *after].sign == ' ') {
		++*after;
	}
}

static void wanted_init(struct wanted *wanted, const struct patch_hunk *hunk,
			char skipped, enum patch_care care)
{
	size_t before;
	size_t after;

	*wanted = (struct wanted){ 0 };
	wanted->lines = mem_resize(NULL, hunk->line_count + 1,
				   sizeof(*wanted->lines));
	wanted->digests = mem_resize(NULL, hunk->line_count + 1,
				     sizeof(*wanted->digests));
	for (size_t i = 0; i < hunk->line_count; i++) {
		const struct patch_line *line = &hunk->lines[i];

		if (line->sign != skipped) {
			wanted->digests[wanted->count] =
				digest_line(line->text, care);
			wanted->lines[wanted->count++] = line;
		}
	}
	count_context(hunk, &before, &after);
	wanted->at_start = before < after && hunk->old_start <= 1;
	wanted->at_end = after < before;
}

static void wanted_release(struct wanted *wanted)
{
	free(wanted->lines);
	free(wanted->digests);
}

/* Does a last line lack its newline on both sides or on none? */
static bool same_end(const struct patch_image *image,
		     const struct wanted *wanted, size_t at)
{
	bool is_last = at + wanted->count == image->count;
	bool open = wanted->count > 0 &&
		    wanted->lines[wanted->count - 1]->no_newline;

	return open == (is_last && image->ends_open);
}

/* May the hunk stand here, if its lines do? */
static bool may_stand_at(const struct patch_image *image,
			 const struct wanted *wanted, size_t at,
			 enum patch_care care)
{
	return (!wanted->at_start || at == 0) &&
	       (!wanted->at_end || at + wanted->count == image->count) &&
	       (care != CARE_ALL || same_end(image, wanted, at));
}

/* Digests are equal there; a chance in 2^64 is not enough. */
static bool are_lines_at(const struct patch_image *image,
			 const struct wanted *wanted, size_t at,
			 enum patch_care care)
{
	for (size_t i = 0; i < wanted->count; i++) {
		if (!same_line(image->lines[at + i], wanted->lines[i]->text,
			       care)) {
			return false;
		}
	}
	return true;
}

/* --- searching ----------------------------------------------------------------------- */

/* How far a match can be taken over when it fails after i lines (Knuth, Morris,
 * Pratt). */
static size_t *borders_new(const struct wanted *wanted)
{
	size_t *borders =
		mem_resize(NULL, wanted->count + 1, sizeof(*borders));
	size_t k = 0;

	borders[0] = 0;
	borders[wanted->count > 0 ? 1 : 0] = 0;
	for (size_t i = 1; i < wanted->count; i++) {
		while (k > 0 && wanted->digests[i] != wanted->digests[k]) {
			k = borders[k];
		}
		k += wanted->digests[i] == wanted->digests[k] ? 1 : 0;
		borders[i + 1] = k;
	}
	return borders;
}

static size_t distance(size_t a, size_t b)
{
	return a > b ? a - b : b - a;
}

/* The place nearest to the one expected; nowhere if there is none. */
static size_t search(struct patch_image *image, const struct wanted *wanted,
		     size_t from, size_t expected, enum patch_care care)
{
	const uint64_t *digests = digests_of(image, care);
	size_t *borders = borders_new(wanted);
	size_t best = nowhere;
	size_t k = 0;

	for (size_t i = from; i < image->count; i++) {
		size_t at;

		while (k > 0 && (k == wanted->count ||
				 digests[i] != wanted->digests[k])) {
			k = borders[k];
		}
		k += digests[i] == wanted->digests[k] ? 1 : 0;
		if (k < wanted->count) {
			continue;
		}
		at = i + 1 - wanted->count;
		if (best != nowhere &&
		    distance(at, expected) >= distance(best, expected)) {
			break;
		}
		if (may_stand_at(image, wanted, at, care)) {
			best = at;
		}
	}
	free(borders);
	return best;
}

/* Without any old line the hunk stands where it says. */
static size_t find_lines(struct patch_image *image, const struct wanted *wanted,
			 size_t from, size_t expected, enum patch_care care)
{
	const uint64_t *digests;
	size_t at;

	if (wanted->count == 0) {
		return expected >= from && expected <= image->count ? expected :
								      nowhere;
	}
	if (wanted->count > image->count) {
		return nowhere;
	}
	digests = digests_of(image, care);
	if (expected >= from && expected + wanted->count <= image->count &&
	    memcmp(digests + expected, wanted->digests,
		   wanted->count * sizeof(*digests)) == 0 &&
	    may_stand_at(image, wanted, expected, care)) {
		at = expected;
	} else {
		at = search(image, wanted, from, expected, care);
	}
	return at != nowhere && are_lines_at(image, wanted, at, care) ?
		       at : nowhere;
}

static enum patch_care last_care(bool is_page)
{
	return is_page ? CARE_PAGE : CARE_LINE_END;
}

bool patch_find_fit(struct patch_image *image, const struct patch_hunk *hunk,
		    bool is_page, size_t from, size_t expected,
		    struct patch_fit *fit)
{
	for (enum patch_care care = CARE_ALL; care <= last_care(is_page);
	     care++) {
		struct wanted wanted;

		wanted_init(&wanted, hunk, '+', care);
		fit->line = find_lines(image, &wanted, from, expected, care);
		fit->care = care;
		wanted_release(&wanted);
		if (fit->line != nowhere) {
			return true;
		}
	}
	return false;
}

/* --- near misses ------------------------------------------------------------------------ */

struct position {
	uint64_t digest;
	size_t line;
};

static int by_digest(const void *a, const void *b)
{
	const struct position *x = a;
	const struct position *y = b;

	if (x->digest != y->digest) {
		return x->digest < y->digest ? -1 : 1;
	}
	return x->line < y->line ? -1 : x->line > y->line;
}

static struct position *positions_new(struct patch_image *image,
				      enum patch_care care)
{
	const uint64_t *digests = digests_of(image, care);
	struct position *positions =
		mem_resize(NULL, image->count + 1, sizeof(*positions));

	for (size_t i = 0; i < image->count; i++) {
		positions[i] = (struct position){ digests[i], i };
	}
	qsort(positions, image->count, sizeof(*positions), by_digest);
	return positions;
}

static size_t first_position(const struct position *positions, size_t count,
			     uint64_t digest)
{
	size_t from = 0;

	while (from < count) {
		size_t middle = from + (count - from) / 2;

		if (positions[middle].digest < digest) {
			from = middle + 1;
		} else {
			count = middle;
		}
	}
	return from;
}

/* The place at which most lines stand where the hunk has them; every line that
 * is not too frequent votes for where the hunk would have to begin. */
static size_t nearest_place(struct patch_image *image,
			    const struct wanted *wanted, size_t expected,
			    enum patch_care care)
{
	struct position *positions = positions_new(image, care);
	size_t *votes = mem_alloc((image->count + 1) * sizeof(*votes));
	size_t best = nowhere;

	for (size_t i = 0; i < wanted->count; i++) {
		size_t p = first_position(positions, image->count,
					  wanted->digests[i]);

		for (size_t n = 0; n < MAX_VOTES && p < image->count &&
				   positions[p].digest == wanted->digests[i];
		     n++, p++) {
			if (positions[p].line >= i) {
				votes[positions[p].line - i]++;
			}
		}
	}
	for (size_t i = 0; i < image->count; i++) {
		if (votes[i] > 0 &&
		    (best == nowhere || votes[i] > votes[best] ||
		     (votes[i] == votes[best] &&
		      distance(i, expected) < distance(best, expected)))) {
			best = i;
		}
	}
	free(positions);
	free(votes);
	return best;
}

static void describe_miss(const struct patch_image *image,
			  const struct wanted *wanted, enum patch_care care,
			  struct patch_miss *miss)
{
	miss->old_count = wanted->count;
	for (size_t i = 0; i < wanted->count; i++) {
		size_t at = miss->line + i;

		if (at < image->count &&
		    same_line(image->lines[at], wanted->lines[i]->text,
			      care)) {
			miss->same++;
		} else if (miss->wanted == NULL) {
			miss->wanted = wanted->lines[i];
			miss->differs = at;
		}
	}
}

void patch_find_miss(struct patch_image *image, const struct patch_hunk *hunk,
		     bool is_page, size_t expected, struct patch_miss *miss)
{
	enum patch_care care = last_care(is_page);
	struct wanted wanted;

	*miss = (struct patch_miss){ 0 };
	wanted_init(&wanted, hunk, '-', care);
	miss->line = wanted.count > 0 ? find_lines(image, &wanted, 0, expected,
						   care) : nowhere;
	wanted_release(&wanted);
	miss->is_applied = miss->line != nowhere;
	if (miss->is_applied) {
		return;
	}
	wanted_init(&wanted, hunk, '+', care);
	miss->line = nearest_place(image, &wanted, expected, care);
	if (miss->line != nowhere) {
		describe_miss(image, &wanted, care, miss);
	}
	wanted_release(&wanted);
}
