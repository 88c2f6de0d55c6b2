/* SPDX-License-Identifier: ISC */
/* Jobs: all are run, and what they say does not depend on the threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/jobs.h"

enum { COUNT = 200 };

struct task {
	int number;
	int runs;
};

/* Every third says something of its own, every tenth what others say too. */
static int run(void *payload, struct diag *diag)
{
	struct task *task = payload;

	task->runs++;
	sched_yield();
	if (task->number % 3 == 0) {
		diag_line(diag, DIAG_WARNING, "file", (size_t)task->number,
			  "number %d", task->number);
	}
	if (task->number % 10 == 0) {
		diag_say(diag, DIAG_NOTE, "said by many");
	}
	if (task->number == 77) {
		diag_say(diag, DIAG_ERROR, "went wrong");
		return -1;
	}
	return 0;
}

/* Runs COUNT tasks; what was printed is new. */
static char *print_dup(size_t threads, struct diag *diag)
{
	struct task tasks[COUNT];
	struct job jobs[COUNT];
	struct crew crew;
	char *text = NULL;
	size_t len;

	crew_init(&crew, threads);
	diag_init(diag, open_memstream(&text, &len));
	for (int i = 0; i < COUNT; i++) {
		tasks[i] = (struct task){ .number = i };
		jobs[i] = (struct job){ .run = run, .payload = &tasks[i],
				       .result = 1 };
	}
	assert_int_equal(jobs_run(&crew, jobs, COUNT, diag), -1);
	assert_int_equal(threads != 0 ? threads - 1 : crew.idle, crew.idle);
	for (int i = 0; i < COUNT; i++) {
		assert_int_equal(tasks[i].runs, 1);
		assert_int_equal(jobs[i].result, i == 77 ? -1 : 0);
	}
	fclose(diag->out);
	return text;
}

static void test_messages_come_in_the_order_of_jobs(void **state)
{
	struct diag diag;
	char *serial = print_dup(1, &diag);
	const char *begin = "file: warning: number 0\nstet: note: said by many\n"
			    "file:3: warning: number 3\n";

	(void)state;
	assert_memory_equal(serial, begin, strlen(begin));
	for (size_t threads = 0; threads < 6; threads++) {
		char *text = print_dup(threads, &diag);

		assert_string_equal(text, serial);
		assert_int_equal(diag.errors, 1);
		assert_int_equal(diag.warnings, (COUNT + 2) / 3);
		free(text);
	}
	free(serial);
}

static void test_a_message_is_printed_once(void **state)
{
	struct diag diag;
	char *text = print_dup(4, &diag);
	const char *first = strstr(text, "said by many");

	(void)state;
	assert_non_null(first);
	assert_null(strstr(first + 1, "said by many"));
	free(text);
}

struct outer {
	struct crew *crew;
	struct task tasks[8];
};

static int run_inner(void *payload, struct diag *diag)
{
	struct outer *outer = payload;
	struct job jobs[8];

	for (int i = 0; i < 8; i++) {
		jobs[i] = (struct job){ .run = run,
				       .payload = &outer->tasks[i] };
	}
	return jobs_run(outer->crew, jobs, 8, diag);
}

static void test_jobs_may_run_jobs(void **state)
{
	struct outer outers[8] = { 0 };
	struct job jobs[8];
	struct crew crew;
	struct diag diag;

	(void)state;
	crew_init(&crew, 3);
	diag_init(&diag, NULL);
	for (int i = 0; i < 8; i++) {
		outers[i].crew = &crew;
		jobs[i] = (struct job){ .run = run_inner,
				       .payload = &outers[i] };
	}
	assert_int_equal(jobs_run(&crew, jobs, 8, &diag), 0);
	for (int i = 0; i < 64; i++) {
		assert_int_equal(outers[i / 8].tasks[i % 8].runs, 1);
	}
	assert_int_equal(crew.idle, 2);
}

/* When a job was run. */
struct turn {
	int *count;
	int was;
};

static int take_turn(void *payload, struct diag *diag)
{
	struct turn *turn = payload;

	(void)diag;
	turn->was = ++*turn->count;
	return 0;
}

static void test_large_jobs_are_begun_first(void **state)
{
	static const size_t sizes[] = { 5, 0, 9, 5, SIZE_MAX };
	static const int expected[] = { 3, 5, 2, 4, 1 };
	struct turn turns[5];
	struct job jobs[5];
	struct diag diag;
	int count = 0;

	(void)state;
	diag_init(&diag, NULL);
	for (int i = 0; i < 5; i++) {
		turns[i] = (struct turn){ .count = &count };
		jobs[i] = (struct job){ .run = take_turn, .payload = &turns[i],
				       .size = sizes[i] };
	}
	assert_int_equal(jobs_run(NULL, jobs, 5, &diag), 0);
	for (int i = 0; i < 5; i++) {
		assert_int_equal(turns[i].was, expected[i]);
	}
}

static void test_a_silent_diag_stays_silent(void **state)
{
	struct task task = { .number = 77 };
	struct job job = { .run = run, .payload = &task };
	struct diag diag;

	(void)state;
	diag_init(&diag, NULL);
	assert_int_equal(jobs_run(NULL, &job, 1, &diag), -1);
	assert_int_equal(diag.errors, 1);
	assert_int_equal(jobs_run(NULL, NULL, 0, &diag), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_messages_come_in_the_order_of_jobs),
		cmocka_unit_test(test_a_message_is_printed_once),
		cmocka_unit_test(test_jobs_may_run_jobs),
		cmocka_unit_test(test_large_jobs_are_begun_first),
		cmocka_unit_test(test_a_silent_diag_stays_silent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
