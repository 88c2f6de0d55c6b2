/* SPDX-License-Identifier: ISC */
#include "render/man_date.h"

#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "base/slice.h"

/* The numbers of a date in their order, and where its month's name stood. */
struct date {
	long numbers[3];
	size_t count;
	int month;		/* by name, 1 to 12; 0: none */
};

static int month_of(struct slice word)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	if (word.len < 3) {
		return 0;
	}
	for (int i = 0; i < 12; i++) {
		const char *name = names + (size_t)i * 3;

		if (to_lower(word.ptr[0]) == name[0] &&
		    to_lower(word.ptr[1]) == name[1] &&
		    to_lower(word.ptr[2]) == name[2]) {
			return i + 1;
		}
	}
	return 0;
}

static struct date read_date(const char *text)
{
	struct date date = { { 0 }, 0, 0 };

	while (*text != '\0') {
		const char *start = text;

		if (is_digit(*text) && date.count < 3) {
			char *end;

			date.numbers[date.count++] = strtol(text, &end, 10);
			text = end;
		} else if (is_alpha(*text)) {
			while (is_alpha(*text)) {
				text++;
			}
			if (date.month == 0) {
				date.month = month_of(slice_of(start,
							(size_t)(text - start)));
			}
		} else {
			text++;
		}
	}
	return date;
}

static char *print_date(long year, long month, long day)
{
	if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 ||
	    day > 31) {
		return NULL;
	}
	return mem_printf("%04ld-%02ld-%02ld", year, month, day);
}

static char *today_dup(void)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t now = epoch != NULL ? (time_t)strtoll(epoch, NULL, 10) :
				     time(NULL);
	struct tm day;

	if (gmtime_r(&now, &day) == NULL) {
		return mem_strdup("1970-01-01");
	}
	return mem_printf("%04d-%02d-%02d", day.tm_year + 1900, day.tm_mon + 1,
			  day.tm_mday);
}

char *man_date_dup(const char *text)
{
	struct date date;
	char *iso = NULL;

	if (text == NULL || *text == '\0') {
		return today_dup();
	}
	date = read_date(text);
	if (date.count == 1) {
		/* A year alone, or with a month: readers want a day. */
		iso = print_date(date.numbers[0],
				 date.month != 0 ? date.month : 1, 1);
	} else if (date.month != 0 && date.count == 2) {
		iso = date.numbers[0] > 31 ?
			print_date(date.numbers[0], date.month, date.numbers[1]) :
			print_date(date.numbers[1], date.month, date.numbers[0]);
	} else if (date.count == 3) {
		iso = print_date(date.numbers[0], date.numbers[1],
				 date.numbers[2]);
	}
	return iso != NULL ? iso : mem_strdup(text);
}
