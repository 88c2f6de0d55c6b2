/* SPDX-License-Identifier: ISC */
#include "edit/order.h"

#include "model/unit.h"

size_t order_place(const char *const *names, size_t count, const char *name)
{
	size_t wrong = 0;	/* names on the wrong side of the place */
	size_t best = 0;
	size_t best_wrong;

	for (size_t i = 0; i < count; i++) {
		wrong += unit_option_order(names[i], name) < 0;
	}
	best_wrong = wrong;
	for (size_t i = 0; i < count; i++) {
		if (unit_option_order(names[i], name) < 0) {
			wrong--;
		} else {
			wrong++;
		}
		if (wrong < best_wrong) {
			best_wrong = wrong;
			best = i + 1;
		}
	}
	return best;
}
