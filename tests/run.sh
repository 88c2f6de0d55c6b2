#!/bin/sh
# SPDX-License-Identifier: ISC
# run.sh [NAME...]: runs every test, or those whose file name holds a NAME.
#
# Tests are programs that print TAP: tests/unit/test_*.c (cmocka, built), and
# tests/{cmd,real,golden}/*.sh. Each gets the environment STET (the binary),
# TOP (the project), CORPUS (real documents; may not exist), TMP (an empty
# folder of its own, removed afterwards). The last line counts.
set -u
TOP=$(cd "$(dirname "$0")/.." && pwd)
CORPUS=${CORPUS:-$TOP/../shared/corpus}
export TOP CORPUS STET
export LC_ALL=C.UTF-8 TZ=UTC CMOCKA_MESSAGE_OUTPUT=TAP
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0
passed=0 failed=0 skipped=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

wanted() {
	[ $# -gt 1 ] || return 0
	name=$1
	shift
	for part in "$@"; do
		case $name in *"$part"*) return 0 ;; esac
	done
	return 1
}

for test in "$UNIT_DIR"/test_* "$TOP"/tests/cmd/*.sh "$TOP"/tests/golden/*.sh \
	"$TOP"/tests/real/*.sh; do
	case $test in *.d) continue ;; esac
	[ -f "$test" ] || continue
	wanted "$(basename "$test")" "$@" || continue
	TMP=$work/tmp
	rm -rf "$TMP"
	mkdir -p "$TMP"
	export TMP
	case $test in
	*.sh) (cd "$TMP" && sh "$test") >"$work/out" 2>"$work/err" ;;
	*) (cd "$TMP" && "$test") >"$work/out" 2>"$work/err" ;;
	esac
	status=$?
	ok=$(grep -c '^ok ' "$work/out")
	skip=$(grep -ci '^ok .*# skip' "$work/out")
	bad=$(grep -c '^not ok ' "$work/out")
	# A test program that dies, or that reports nothing, has failed.
	if [ "$bad" = 0 ] && { [ $status -ne 0 ] || [ "$ok" = 0 ]; }; then
		bad=1
	fi
	passed=$((passed + ok - skip))
	skipped=$((skipped + skip))
	failed=$((failed + bad))
	if [ "$bad" != 0 ]; then
		echo "FAIL $(basename "$test") ($ok ok, $bad not ok, status $status)"
		grep -v '^ok ' "$work/out" | head -60
		head -60 "$work/err"
	else
		echo "ok   $(basename "$test") ($ok)"
		grep -i '^ok .*# skip' "$work/out"
	fi
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
