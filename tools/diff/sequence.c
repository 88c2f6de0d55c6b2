/* SPDX-License-Identifier: ISC */
#include "diff/sequence.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"

enum {
	/* Beyond this many differences in one search the best path so far is
	 * taken; the work is that many steps for each element. */
	SEARCH_LIMIT = 512,
	HURRIED_LIMIT = 64,
	HURRIED_MIN = 20000,	/* elements, from which on we hurry */
	/* Sequences this long are first cut at what both have once. */
	ANCHORED_MIN = 2000,
};

/* A part of both sequences still to be compared: half open on both sides. */
struct box {
	size_t old_start, old_end;
	size_t new_start, new_end;
};

/*
 * Furthest reaching points, by diagonal: how far along the old part a path of d
 * differences comes, -1 where none can. The backward search is the same
 * search on both parts reversed.
 */
struct search {
	const uint32_t *old_items;
	const uint32_t *new_items;
	long *forward;
	long *backward;
	struct box *stack;
	size_t depth;
	size_t capacity;
};

/* One box as the search sees it. */
struct view {
	const uint32_t *old_items;
	const uint32_t *new_items;
	long old_len;
	long new_len;
};

static void push(struct search *search, struct box box)
{
	MEM_GROW(search->stack, search->depth, search->capacity);
	search->stack[search->depth++] = box;
}

static void trim(const struct search *search, struct box *box)
{
	const uint32_t *a = search->old_items;
	const uint32_t *b = search->new_items;

	while (box->old_start < box->old_end && box->new_start < box->new_end &&
	       a[box->old_start] == b[box->new_start]) {
		box->old_start++;
		box->new_start++;
	}
	while (box->old_start < box->old_end && box->new_start < box->new_end &&
	       a[box->old_end - 1] == b[box->new_end - 1]) {
		box->old_end--;
		box->new_end--;
	}
}

static bool matches(const struct view *view, long x, long y, bool reversed)
{
	if (reversed) {
		x = view->old_len - 1 - x;
		y = view->new_len - 1 - y;
	}
	return view->old_items[x] == view->new_items[y];
}

/* The furthest point on diagonal k with one more difference. */
static long reach(const struct view *view, const long *row, long k,
		  bool reversed)
{
	long x = -1;
	long y;

	if (row[k + 1] >= 0 && row[k + 1] - k <= view->new_len) {
		x = row[k + 1];
	}
	if (row[k - 1] >= 0 && row[k - 1] + 1 <= view->old_len &&
	    row[k - 1] + 1 > x) {
		x = row[k - 1] + 1;
	}
	if (x < 0) {
		return -1;
	}
	for (y = x - k; x < view->old_len && y < view->new_len &&
			matches(view, x, y, reversed);
	     y++) {
		x++;
	}
	return x;
}

/* Opens the diagonals next to those a path of d differences can be on. */
static void widen(long *row, long d, const struct view *view)
{
	if (d <= view->new_len) {
		row[-d - 1] = -1;
	}
	if (d <= view->old_len) {
		row[d + 1] = -1;
	}
}

/*
 * Lengthens all paths by one difference. If one meets a path of the other
 * direction (which has at most other_d differences), returns its diagonal as
 * the forward search counts, in *meeting.
 */
static bool step(const struct view *view, long *row, const long *other, long d,
		 long other_d, bool reversed, long *meeting)
{
	long delta = view->old_len - view->new_len;

	widen(row, d, view);
	for (long k = -d; k <= d; k += 2) {
		long opposite = delta - k;

		if (k < -view->new_len || k > view->old_len) {
			continue;
		}
		row[k] = reach(view, row, k, reversed);
		if (row[k] >= 0 && opposite >= -other_d &&
		    opposite <= other_d && (opposite + other_d) % 2 == 0 &&
		    other[opposite] >= 0 &&
		    row[k] + other[opposite] >= view->old_len) {
			*meeting = reversed ? opposite : k;
			return true;
		}
	}
	return false;
}

static long best_diagonal(const struct view *view, const long *row, long d)
{
	long best = 0;
	long best_sum = -1;

	for (long k = -d; k <= d; k += 2) {
		if (k >= -view->new_len && k <= view->old_len && row[k] >= 0 &&
		    2 * row[k] - k > best_sum) {
			best = k;
			best_sum = 2 * row[k] - k;
		}
	}
	return best;
}

/*
 * Where to split the box: a point on a shortest path, neither its start nor its
 * end. Both parts have elements, and differ at both ends.
 */
static void find_split(const struct search *search, const struct box *box,
		       size_t *old_split, size_t *new_split)
{
	struct view view = {
		.old_items = search->old_items + box->old_start,
		.new_items = search->new_items + box->new_start,
		.old_len = (long)(box->old_end - box->old_start),
		.new_len = (long)(box->new_end - box->new_start),
	};
	long *forward = search->forward + view.new_len + 1;
	long *backward = search->backward + view.new_len + 1;
	long limit = view.old_len + view.new_len < HURRIED_MIN ? SEARCH_LIMIT :
								HURRIED_LIMIT;
	long k = 0;
	long d = 0;

	forward[0] = 0;
	backward[0] = 0;
	widen(forward, 0, &view);
	widen(backward, 0, &view);
	do {
		d++;
		if (step(&view, forward, backward, d, d - 1, false, &k) ||
		    step(&view, backward, forward, d, d, true, &k)) {
			break;
		}
		k = best_diagonal(&view, forward, d);
	} while (d < limit);
	*old_split = box->old_start + (size_t)forward[k];
	*new_split = box->new_start + (size_t)(forward[k] - k);
}

static void emit(struct sequence_changes *out, const struct box *box)
{
	struct sequence_change *last =
		out->count > 0 ? &out->items[out->count - 1] : NULL;

	if (last != NULL && last->old_start + last->old_count == box->old_start &&
	    last->new_start + last->new_count == box->new_start) {
		last->old_count += box->old_end - box->old_start;
		last->new_count += box->new_end - box->new_start;
		return;
	}
	MEM_GROW(out->items, out->count, out->capacity);
	out->items[out->count++] = (struct sequence_change){
		.old_start = box->old_start,
		.old_count = box->old_end - box->old_start,
		.new_start = box->new_start,
		.new_count = box->new_end - box->new_start,
	};
}

static void compare(struct search *search, struct sequence_changes *out)
{
	while (search->depth > 0) {
		struct box box = search->stack[--search->depth];
		struct box left;

		trim(search, &box);
		if (box.old_start == box.old_end ||
		    box.new_start == box.new_end) {
			if (box.old_start != box.old_end ||
			    box.new_start != box.new_end) {
				emit(out, &box);
			}
			continue;
		}
		left = box;
		find_split(search, &box, &left.old_end, &left.new_end);
		box.old_start = left.old_end;
		box.new_start = left.new_end;
		push(search, box);
		push(search, left);
	}
}

/* --- anchors: elements that occur once on both sides ----------------------------- */

struct anchor {
	size_t old_at;
	size_t new_at;
	size_t before;		/* the anchor before it in the longest run that
				   ends in it, from 1 */
};

/* Where each number is, from 1; SIZE_MAX if it is there more than once. */
static size_t *places_new(const uint32_t *items, size_t start, size_t end,
			  uint32_t max)
{
	size_t *places = mem_alloc(((size_t)max + 1) * sizeof(*places));

	for (size_t i = start; i < end; i++) {
		places[items[i]] = places[items[i]] == 0 ? i + 1 : SIZE_MAX;
	}
	return places;
}

static uint32_t greatest(const uint32_t *items, size_t start, size_t end)
{
	uint32_t max = 0;

	for (size_t i = start; i < end; i++) {
		max = items[i] > max ? items[i] : max;
	}
	return max;
}

/* In the order of the new sequence. */
static size_t find_anchors(const struct search *search, const struct box *box,
			   struct anchor *anchors)
{
	uint32_t max = greatest(search->old_items, box->old_start, box->old_end);
	uint32_t new_max =
		greatest(search->new_items, box->new_start, box->new_end);
	size_t *old_places;
	size_t *new_places;
	size_t count = 0;

	max = new_max > max ? new_max : max;
	old_places = places_new(search->old_items, box->old_start, box->old_end,
				max);
	new_places = places_new(search->new_items, box->new_start, box->new_end,
				max);
	for (size_t i = box->new_start; i < box->new_end; i++) {
		size_t old_at = old_places[search->new_items[i]];

		if (new_places[search->new_items[i]] == i + 1 && old_at != 0 &&
		    old_at != SIZE_MAX) {
			anchors[count++] = (struct anchor){ old_at - 1, i, 0 };
		}
	}
	free(old_places);
	free(new_places);
	return count;
}

/* Keeps the longest run that is in order on both sides. */
static size_t keep_longest(struct anchor *anchors, size_t count)
{
	size_t *ends = mem_resize(NULL, count + 1, sizeof(*ends));
	size_t len = 0;
	size_t at;

	for (size_t i = 0; i < count; i++) {
		size_t low = 0;
		size_t high = len;

		while (low < high) {
			size_t middle = (low + high) / 2;

			if (anchors[ends[middle]].old_at < anchors[i].old_at) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		anchors[i].before = low > 0 ? ends[low - 1] + 1 : 0;
		ends[low] = i;
		len = low == len ? len + 1 : len;
	}
	at = len > 0 ? ends[len - 1] + 1 : 0;
	for (size_t i = len; i-- > 0;) {
		ends[i] = at - 1;
		at = anchors[at - 1].before;
	}
	for (size_t i = 0; i < len; i++) {
		anchors[i] = anchors[ends[i]];
	}
	free(ends);
	return len;
}

static void compare_anchored(struct search *search, const struct box *box,
			     struct sequence_changes *out)
{
	size_t new_len = box->new_end - box->new_start;
	struct anchor *anchors =
		mem_resize(NULL, new_len + 1, sizeof(*anchors));
	size_t count = find_anchors(search, box, anchors);
	struct box part = *box;

	count = keep_longest(anchors, count);
	for (size_t i = 0; i < count; i++) {
		part.old_end = anchors[i].old_at;
		part.new_end = anchors[i].new_at;
		push(search, part);
		compare(search, out);
		part.old_start = anchors[i].old_at + 1;
		part.new_start = anchors[i].new_at + 1;
	}
	part.old_end = box->old_end;
	part.new_end = box->new_end;
	push(search, part);
	compare(search, out);
	free(anchors);
}

void sequence_diff(const uint32_t *old_items, size_t old_count,
		   const uint32_t *new_items, size_t new_count,
		   struct sequence_changes *out)
{
	struct search search = { .old_items = old_items,
				 .new_items = new_items };
	struct box box = { 0, old_count, 0, new_count };

	trim(&search, &box);
	if (box.old_start < box.old_end && box.new_start < box.new_end) {
		size_t size = box.old_end - box.old_start + box.new_end -
			      box.new_start + 3;

		search.forward = mem_resize(NULL, size, sizeof(long));
		search.backward = mem_resize(NULL, size, sizeof(long));
	}
	if (box.old_end - box.old_start + box.new_end - box.new_start >=
	    ANCHORED_MIN) {
		compare_anchored(&search, &box, out);
	} else {
		push(&search, box);
		compare(&search, out);
	}
	free(search.forward);
	free(search.backward);
	free(search.stack);
}

void sequence_changes_release(struct sequence_changes *changes)
{
	free(changes->items);
	*changes = (struct sequence_changes){ 0 };
}
