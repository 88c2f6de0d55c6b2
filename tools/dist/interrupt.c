/* SPDX-License-Identifier: ISC */
#include "dist/interrupt.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

static const int ending[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

void interrupt_hold(struct interrupt *interrupt)
{
	struct sigaction ignore;

	interrupt->caught = 0;
	sigemptyset(&interrupt->asked);
	for (size_t i = 0; i < sizeof(ending) / sizeof(*ending); i++) {
		sigaddset(&interrupt->asked, ending[i]);
	}
	sigaddset(&interrupt->asked, SIGCHLD);
	interrupt->held = interrupt->asked;
	sigaddset(&interrupt->held, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &interrupt->held, &interrupt->old_mask);
	memset(&ignore, 0, sizeof(ignore));
	ignore.sa_handler = SIG_IGN;
	sigaction(SIGXFSZ, &ignore, &interrupt->old_limit);
}

bool interrupt_came(struct interrupt *interrupt, int milliseconds)
{
	const struct timespec wait = { milliseconds / 1000,
				       milliseconds % 1000 * 1000000L };
	int number;

	if (interrupt->caught == 0) {
		number = sigtimedwait(&interrupt->asked, NULL, &wait);
		if (number > 0 && number != SIGCHLD) {
			interrupt->caught = number;
		}
	}
	return interrupt->caught != 0;
}

void interrupt_release(struct interrupt *interrupt)
{
	sigaction(SIGXFSZ, &interrupt->old_limit, NULL);
	if (interrupt->caught != 0) {
		raise(interrupt->caught);
	}
	pthread_sigmask(SIG_SETMASK, &interrupt->old_mask, NULL);
}
