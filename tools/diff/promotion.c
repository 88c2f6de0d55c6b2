/* SPDX-License-Identifier: ISC */
/*
 * Which sections that are gone from an experimental specification were promoted.
 * Text alone does not say it: maintainers write a promoted section anew, and what
 * is about mail has words in common. So several kinds of evidence are weighed,
 * and each is told.
 */
#include "diff/promotion.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/source.h"
#include "model/doc.h"

enum {
	GONE_MAX = 200,
	LANDINGS_MAX = 20,
	EVIDENCE_MAX = 60,
};

/* Shares of a section's shingles: found by chance, telling, proof enough. */
#define SHARE_NOISE 0.01
#define SHARE_TELLING 0.08
#define SHARE_PROOF 0.25

static void find_gone(struct promotions *p)
{
	const struct side *side = &p->compare->old_side;

	for (size_t i = 0; i < side->part_count && p->count < GONE_MAX; i++) {
		if (side->parts[i].match == NO_PART &&
		    part_is(&side->parts[i], UNIT_EXPERIMENTAL)) {
			MEM_GROW(p->gone, p->count, p->capacity);
			p->gone[p->count++] =
				(struct gone){ .part = (uint32_t)i };
		}
	}
}

/* --- the judgement ------------------------------------------------------------------------ */

static double share_of(const struct gone *gone, uint32_t shingles)
{
	return gone->shingle_count > 0 ?
		       (double)shingles / gone->shingle_count : 0;
}

static bool is_promoted(const struct gone *gone)
{
	double share = share_of(gone, gone->found);
	size_t units = 0;
	size_t names = 0;
	size_t switches = 0;
	size_t news = 0;

	for (size_t i = 0; i < gone->name_count; i++) {
		const struct promotion_name *name = &gone->names[i];

		if (name->is_switch) {
			switches += name->spelling != NULL ? 1 : 0;
			news += name->news != NO_BLOCK ? 1 : 0;
		} else if (name->unit != NO_PART) {
			units++;
		} else if (!name->known && name->block != NO_BLOCK) {
			names++;
		}
	}
	return units > 0 || switches > 0 || share >= SHARE_PROOF ||
	       (share >= SHARE_TELLING && names + news > 0) ||
	       (names > 1 && news > 0);
}

/* --- evidence ------------------------------------------------------------------------------- */

static struct change_evidence *add_evidence(struct promotion *out,
					    const char *kind, const char *name,
					    char *detail)
{
	struct change_evidence *evidence;

	out->evidence = mem_resize(out->evidence, out->evidence_count + 1,
				   sizeof(*out->evidence));
	evidence = &out->evidence[out->evidence_count++];
	*evidence = (struct change_evidence){ .kind = kind,
					      .name = clean_dup(name),
					      .detail = clean_dup(detail) };
	free(detail);
	return evidence;
}

static void set_block(struct change_evidence *evidence, const struct side *side,
		      uint32_t number)
{
	struct source *source;
	size_t last;

	if (block_lines(&side->blocks[number], &source, &evidence->line,
			&last)) {
		evidence->file = clean_dup(source->name);
	}
}

static void add_unit(struct promotion *out, const struct side *side,
		     const struct promotion_name *name)
{
	const struct unit *unit = side->parts[name->unit].unit;
	bool option = unit->kind == UNIT_OPTION;
	struct change_evidence *evidence = add_evidence(
		out, option ? "option" : "variable", unit->title,
		option ? mem_printf("its option %s (%s) has an entry now",
				    unit->title, unit->use) :
			 mem_printf("its variable %s has an entry now",
				    unit->title));

	if (unit->source != NULL) {
		evidence->file = clean_dup(unit->source->name);
		evidence->line = unit->line;
	}
}

static void add_name(struct promotion *out, const struct side *side,
		     const struct promotion_name *name)
{
	if (name->is_switch && name->spelling != NULL) {
		set_block(add_evidence(out, "switch", name->spelling,
				       mem_printf("it was built with "
						  "EXPERIMENTAL_%s, new text "
						  "has %s", name->text,
						  name->spelling)),
			  side, name->block);
	} else if (!name->is_switch && name->unit != NO_PART) {
		add_unit(out, side, name);
	} else if (!name->is_switch && !name->known &&
		   name->block != NO_BLOCK) {
		set_block(add_evidence(out, "name", name->text,
				       mem_printf("its name %s is new in the "
						  "main specification",
						  name->text)),
			  side, name->block);
	}
	if (name->news != NO_BLOCK && out->evidence_count < EVIDENCE_MAX) {
		set_block(add_evidence(out, "news", name->text,
				       mem_printf("the news say %s",
						  name->text)),
			  side, name->news);
	}
}

static void upper_names(struct gone *gone)
{
	for (size_t i = 0; i < gone->name_count; i++) {
		char *p = gone->names[i].text;

		for (; gone->names[i].is_switch && *p != '\0'; p++) {
			if (*p >= 'a' && *p <= 'z') {
				*p = (char)(*p - 'a' + 'A');
			}
		}
	}
}

static void tell_evidence(const struct promotions *p, const struct gone *gone,
			  struct promotion *out)
{
	double share = share_of(gone, gone->found);

	if (share >= SHARE_NOISE) {
		add_evidence(out, "text", NULL,
			     mem_printf("%.0f%% of its text is in new text",
					share * 100))
			->share = share;
	}
	for (size_t i = 0; i < gone->name_count &&
			   out->evidence_count < EVIDENCE_MAX; i++) {
		add_name(out, &p->compare->new_side, &gone->names[i]);
	}
}

/* --- landing places ------------------------------------------------------ */

static int compare_parts(const void *a, const void *b)
{
	const struct promotion_place *x = a;
	const struct promotion_place *y = b;

	return x->part < y->part ? -1 : x->part > y->part;
}

static int compare_places(const void *a, const void *b)
{
	const struct promotion_place *x = a;
	const struct promotion_place *y = b;

	if (x->shingles != y->shingles) {
		return x->shingles > y->shingles ? -1 : 1;
	}
	if (x->names != y->names) {
		return x->names > y->names ? -1 : 1;
	}
	return compare_parts(a, b);
}

/* Each part once, the best first. */
static void sort_places(struct gone *gone)
{
	size_t to = 0;

	if (gone->place_count == 0) {
		return;
	}
	qsort(gone->places, gone->place_count, sizeof(*gone->places),
	      compare_parts);
	for (size_t i = 1; i < gone->place_count; i++) {
		if (gone->places[i].part == gone->places[to].part) {
			gone->places[to].shingles += gone->places[i].shingles;
			gone->places[to].names += gone->places[i].names;
		} else {
			gone->places[++to] = gone->places[i];
		}
	}
	gone->place_count = to + 1;
	qsort(gone->places, gone->place_count, sizeof(*gone->places),
	      compare_places);
}

static void tell_places(const struct promotions *p, struct gone *gone,
			struct promotion *out)
{
	const struct side *side = &p->compare->new_side;

	sort_places(gone);
	out->landings = mem_alloc((gone->place_count + 1) *
				  sizeof(*out->landings));
	for (size_t i = 0; i < gone->place_count &&
			   out->landing_count < LANDINGS_MAX; i++) {
		const struct promotion_place *place = &gone->places[i];
		const struct part *part = &side->parts[place->part];
		double share = share_of(gone, place->shingles);
		struct change_landing *landing;

		if (place->names == 0 && share < SHARE_NOISE) {
			continue;
		}
		landing = &out->landings[out->landing_count++];
		place_of_part(side, part, &landing->place);
		landing->unit = part_unit_name(part);
		landing->key = part_key_dup(part);
		landing->title = part_title_dup(part);
		landing->share = share;
	}
}

void compare_promotions(struct compare *compare)
{
	struct promotions p = { .compare = compare };

	find_gone(&p);
	if (p.count == 0) {
		return;
	}
	compare->promotions = mem_alloc((compare->old_side.part_count + 1) *
					sizeof(*compare->promotions));
	promotion_scan(&p);
	for (size_t i = 0; i < p.count; i++) {
		struct gone *gone = &p.gone[i];
		struct promotion *out = &compare->promotions[gone->part];

		if (is_promoted(gone)) {
			upper_names(gone);
			tell_evidence(&p, gone, out);
			tell_places(&p, gone, out);
		}
	}
	promotion_scan_release(&p);
}

/* What the tree took is not there any more. */
void promotions_release(struct compare *compare)
{
	free(compare->promotions);
}
