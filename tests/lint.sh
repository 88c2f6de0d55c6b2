#!/bin/sh
# SPDX-License-Identifier: ISC
# lint.sh [cheap]: the laws of the house, each a function that prints what
# breaks it. `cheap` is what every `make check` can afford: no other programs
# than a compiler. Exit 1 if anything was found. CC and CPPFLAGS (of the
# Makefile) say how headers are compiled.
set -u
cd "$(dirname "$0")/.." || exit 2
CC=${CC:-gcc}
PKGS='libxml-2.0 libxslt libexslt libcmark libgit2 libutf8proc jansson libarchive libmd'
# shellcheck disable=SC2086
CPPFLAGS=${CPPFLAGS:-"-Itools -D_GNU_SOURCE $(pkg-config --cflags $PKGS)"}
MAX_FILE=700
MAX_FUNCTION=100
MAX_LINE=100
found=0

# Prints a law's findings under its name.
law() { # NAME COMMAND...
	name=$1
	shift
	findings=$("$@" 2>&1)
	if [ -n "$findings" ]; then
		echo "lint: $name"
		echo "$findings" | sed 's/^/  /'
		found=1
	fi
}

c_files() {
	find tools tests -name '*.[ch]' | sort
}

text_files() {
	if git rev-parse --git-dir >/dev/null 2>&1; then
		git ls-files
	else
		find . -type f ! -path './out/*' ! -path './.git/*'
	fi | grep -Ev '\.(svg|png|zip|gz)$|^tests/fuzz/corpus/'
}

# A file includes only its own folder and those before it in the pipeline.
include_law() {
	grep -n '^#include "' tools/*/*.[ch] | awk -F '[:/"]' '
	BEGIN {
		n = split("base model read render diff check edit dist cmd", order, " ")
		for (i = 1; i <= n; i++) rank[order[i]] = i
	}
	{
		# tools/FOLDER/FILE:LINE:#include "FOLDER/FILE"
		from = $2; to = $6
		if (NF < 8) {
			print $1 "/" $2 "/" $3 ":" $4 ": write the include from tools/"
		} else if (!(from in rank)) {
			print $1 "/" $2 ": a folder that the law does not know"
		} else if (!(to in rank)) {
			print $1 "/" $2 "/" $3 ":" $4 ": includes unknown folder " to
		} else if (rank[to] > rank[from]) {
			print $1 "/" $2 "/" $3 ":" $4 ": " from " may not include " to
		}
	}'
}

# Every header compiles alone, without a warning.
headers_alone() {
	# shellcheck disable=SC2086
	$CC -std=c11 $CPPFLAGS -Itests/unit -Wall -Wextra -Werror \
		-Wno-unused-function -Wno-unused-variable -fsyntax-only -x c \
		tools/*/*.h || true
}

guards() {
	for file in tools/*/*.h; do
		grep -q '^#ifndef STET_' "$file" || echo "$file: no guard STET_..."
	done
}

banned() {
	c_files | xargs grep -nE \
		'(^|[^A-Za-z0-9_])(strcpy|strcat|sprintf|vsprintf|strtok|gets|atoi|atol)[ ]*\('
	c_files | xargs grep -nE '^typedef (struct|union|enum)[^(]*$'
}

# Input never ends the program; only these may.
exits() {
	grep -nE '(^|[^A-Za-z0-9_])(exit|_exit|abort)[ ]*\(' tools/*/*.c |
		grep -vE '^tools/base/(mem|opt)\.c:'
}

promises() {
	# The words are split so that this file is not among those found.
	text_files | xargs grep -nE "(TO""DO|FIX""ME|(^|[^X])X""XX([^X]|$))" -- /dev/null
}

places() {
	text_files | xargs grep -nE "(/wor""k/|/tmp/w""t)" -- /dev/null
}

long_lines() {
	c_files | xargs awk -v max=$MAX_LINE '
	{
		line = $0
		gsub(/\t/, "        ", line)
		if (length(line) > max)
			print FILENAME ":" FNR ": " length(line) " columns"
	}'
}

long_files() {
	c_files | xargs wc -l | awk -v max=$MAX_FILE \
		'$2 != "total" && $1 > max { print $2 ": " $1 " lines" }'
}

# "LINES FILE:LINE" for each function: its text from the name to the brace in
# the first column that ends it.
functions() {
	find tools -name '*.c' | sort | xargs awk '
	FNR == 1 { head = 0; inside = 0 }
	/^[A-Za-z_].*\(/ && !inside && !/;$/ { head = FNR }
	/^\{/ && head { inside = 1 }
	/^\}/ && inside {
		print FNR - head + 1, FILENAME ":" head
		inside = 0
		head = 0
	}'
}

long_functions() {
	functions | awk -v max=$MAX_FUNCTION \
		'$1 > max { print $2 ": " $1 " lines" }'
}

licences() {
	find tools tests \( -name '*.[ch]' -o -name '*.sh' \) |
		grep -v '^tests/fuzz/corpus/' | sort | while read -r file; do
		head -2 "$file" | grep -q 'SPDX-License-Identifier: ISC' ||
			echo "$file: no SPDX line"
	done
}

out_is_empty() {
	git ls-files out 2>/dev/null | grep -v '^out/.gitignore$'
}

# What the top level is to hold; a test's leftovers were once committed there.
top_level() {
	git ls-files 2>/dev/null | sed 's|/.*|/|' | sort -u | grep -vxE \
		'(tools|doc-txt|xml|out|tests|\.ci)/|Makefile|README\.md|HACKING\.md|LICENSE|stet\.conf|\.gitattributes|\.clang-(format|tidy)|\.editorconfig'
}

# No state but const tables: nothing in the sections that can be written, locks
# aside, and the allocator, whose callers know of none. Only a plain build is looked
# at: sanitizers have data of their own.
state() {
	[ -d out/obj ] && command -v objdump >/dev/null 2>&1 || return 0
	for object in out/obj/*/*.o; do
		source=tools/${object#out/obj/}
		source=${source%.o}.c
		[ -f "$source" ] && [ "$source" != tools/base/pool.c ] || continue
		objdump -t "$object" | awk '$3 == "O" &&
			($4 == ".data" || $4 == ".bss") { print $NF }' |
			while read -r name; do
			grep -qE "pthread_(mutex|once)_t $name\>" "$source" ||
				echo "$source: '$name' can be written to"
		done
	done
}

stylesheets() {
	command -v xmllint >/dev/null 2>&1 || return 0
	for file in xml/*.xsl; do
		[ ! -f "$file" ] || xmllint --nonet --noout "$file"
	done
}

shell() {
	command -v shellcheck >/dev/null 2>&1 || return 0
	shellcheck -s sh -S warning tests/*.sh tests/fuzz/*.sh .ci/run
}

tidy() {
	# shellcheck disable=SC2016
	find tools -name '*.c' | sort | CPPFLAGS=$CPPFLAGS \
		xargs -P "$(nproc)" -n 8 sh -c 'clang-tidy --quiet "$@" -- \
			-std=c11 $CPPFLAGS -DSTET_VERSION=\"\" 2>/dev/null' tidy |
		grep -E ': (warning|error):' | sed "s|^$(pwd)/||" | sort -u
}

check_with_cppcheck() {
	cppcheck --quiet --std=c11 --enable=warning,performance,portability \
		--inline-suppr --suppress=missingIncludeSystem \
		--suppress=arrayIndexThenCheck --suppress=invalidFunctionArg \
		-D_GNU_SOURCE -DSTET_VERSION='""' -Itools -j "$(nproc)" \
		--template='{file}:{line}: {severity}: {message} [{id}]' tools
}

law 'the order of the folders' include_law
law 'headers that do not compile alone' headers_alone
law 'headers without a guard' guards
law 'banned functions and typedefs' banned
law 'exit is for main.c, opt.c, mem.c' exits
law 'promises' promises
law 'paths of one machine' places
law "files over $MAX_FILE lines" long_files
law "functions over $MAX_FUNCTION lines" long_functions
law 'licence lines' licences
law 'tracked files in out/' out_is_empty
law 'tracked files that the top level should not have' top_level
if [ "${1-}" != cheap ]; then
	law 'long lines' long_lines
	law 'state' state
	law 'stylesheets' stylesheets
	law 'shell' shell
	if command -v clang-tidy >/dev/null 2>&1; then
		law 'clang-tidy' tidy
	else
		echo "lint: clang-tidy is not installed: passed over"
	fi
	if command -v cppcheck >/dev/null 2>&1; then
		law 'cppcheck' check_with_cppcheck
	else
		echo "lint: cppcheck is not installed: passed over"
	fi
	echo "the ten longest functions:"
	functions | sort -rn | head -10 | sed 's/^/  /'
	functions | sort -n | awk '{ n[NR] = $1 } END {
		print "functions: " NR ", median " n[int((NR + 1) / 2)] \
			" lines, 95% up to " n[int(NR * 95 / 100)] }'
fi
[ $found = 0 ] && echo "lint: nothing found"
exit $found
