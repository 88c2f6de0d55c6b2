/* SPDX-License-Identifier: ISC */
#include "diff/compare.h"

#include <stdlib.h>

void compare_promotions(struct compare *compare)
{
	(void)compare;
}

void promotions_release(struct compare *compare)
{
	free(compare->promotions);
}
