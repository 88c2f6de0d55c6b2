/* SPDX-License-Identifier: ISC */
#include "dist/sign.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/progress.h"
#include "dist/interrupt.h"
#include "dist/stage.h"

/* Starts gpg with the signals as they were for us. 0, or an errno. */
static int start(pid_t *child, char *const *arguments,
		 const struct interrupt *interrupt)
{
	posix_spawnattr_t attributes;
	sigset_t usual;
	int error;

	sigemptyset(&usual);
	sigaddset(&usual, SIGXFSZ);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &interrupt->old_mask);
	posix_spawnattr_setsigdefault(&attributes, &usual);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK |
						      POSIX_SPAWN_SETSIGDEF);
	error = posix_spawnp(child, arguments[0], NULL, &attributes, arguments,
			     environ);
	posix_spawnattr_destroy(&attributes);
	return error;
}

/* The child's status as of waitpid(), -1 if there is none; an interrupt ends it
 * first. */
static int wait_for(pid_t child, struct interrupt *interrupt)
{
	int status = 0;
	pid_t got;

	while ((got = waitpid(child, &status, WNOHANG)) == 0) {
		if (interrupt_came(interrupt, 100)) {
			kill(child, SIGTERM);
			got = waitpid(child, &status, 0);
			break;
		}
	}
	return got == child ? status : -1;
}

static bool has_signature(const struct stage *stage, const char *name)
{
	char *signature = mem_printf("%s.asc", name);
	struct stat st;
	bool result = fstatat(stage->fd, signature, &st,
			      AT_SYMLINK_NOFOLLOW) == 0 &&
		      S_ISREG(st.st_mode) && st.st_size > 0;

	free(signature);
	return result;
}

static void report(const char *name, int status, struct diag *diag)
{
	if (status != -1 && WIFSIGNALED(status)) {
		diag_system(diag, name, "cannot be signed: gpg was ended by "
			    "signal %d", WTERMSIG(status));
	} else if (status != -1 && WEXITSTATUS(status) != 0) {
		diag_system(diag, name, "cannot be signed: gpg failed with "
			    "status %d", WEXITSTATUS(status));
	} else {
		diag_system(diag, name, "cannot be signed: gpg wrote no "
			    "signature");
	}
}

static int sign_file(const struct stage *stage, const char *name,
		     const char *key, struct interrupt *interrupt,
		     struct diag *diag)
{
	char *file = mem_printf("%s/%s", stage->path, name);
	char *signature = mem_printf("%s.asc", file);
	const char *arguments[] = {
		"gpg", "--batch", "--detach-sign", "--armor", "--output",
		signature, "--local-user", key, "--", file, NULL,
	};
	pid_t child;
	int result = -1;
	int error;
	int status;

	if (*key == '\0') {
		arguments[6] = "--";
		arguments[7] = file;
		arguments[8] = NULL;
	}
	error = start(&child, (char *const *)arguments, interrupt);
	if (error != 0) {
		diag_system(diag, name, "cannot be signed: gpg cannot be run: %s",
			    strerror(error));
	} else {
		status = wait_for(child, interrupt);
		if (status == 0 && has_signature(stage, name)) {
			result = 0;
		} else if (interrupt->caught == 0) {
			report(name, status, diag);
		}
	}
	free(signature);
	free(file);
	return result;
}

int sign_files(const struct stage *stage, const char *const *names,
	       const char *key, struct interrupt *interrupt, struct diag *diag)
{
	int result = 0;

	for (; *names != NULL && result == 0; names++) {
		progress_show(diag, "signing %s", *names);
		if (interrupt_came(interrupt, 0)) {
			result = -1;
		} else {
			result = sign_file(stage, *names, key, interrupt, diag);
		}
	}
	progress_clear(diag);
	return result;
}
