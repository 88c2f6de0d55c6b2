#!/bin/sh
# SPDX-License-Identifier: ISC
# stet dist killed or interrupted at any system call that changes something: there
# is never a part of a release to be seen, and the next run cleans up.
. "$TOP/tests/tap.sh"
export SOURCE_DATE_EPOCH=86400

mkdir p
printf '[spec]\n\tname = tiny\n\tversion = 1\n\tplain = a.md\n' >p/stet.conf
printf '# Tiny\n\nText.\n' >p/a.md

release() {
	"$STET" -q -C p dist -o ../r/o --formats text --compress gz,xz \
		--manifest "$@"
}
complete() {
	(cd r/o && sha256sum --quiet -c 00-sha256sums.txt && ls | wc -l)
}
release
want=$(complete)
(cd r/o && sha256sum ./*) >want
is "a release" "$want" 6

# What is to be seen after SIGNAL came at the Nth CALL; REPLACING: over an older
# one. Counts what is wrong, and how often the signal came.
try() { # SIGNAL CALL REPLACING
	came=0 wrong=0
	while [ $came -lt 60 ]; do
		rm -rf r
		mkdir r
		[ "$3" = new ] || release
		release_again=
		[ "$3" = new ] || release_again=--force
		# shellcheck disable=SC2086
		strace -f -qq -o /dev/null -e trace="$2" \
			-e inject="$2:signal=$1:when=$((came + 1))" \
			"$STET" -q -C p dist -o ../r/o --formats text \
			--compress gz,xz --manifest $release_again \
			>"$TMP/.out" 2>"$TMP/.err"
		status=$?
		[ $status -ne 0 ] || break
		came=$((came + 1))
		hidden=$(ls -A r | grep -vc '^o$')
		if [ "$1" = KILL ]; then
			[ "$hidden" -le 1 ] || wrong=$((wrong + 1))
		else
			[ "$hidden" -eq 0 ] || wrong=$((wrong + 1))
			[ $status -eq 143 ] || wrong=$((wrong + 1))
		fi
		if [ -e r/o ] || [ "$3" = old ]; then
			(cd r/o && sha256sum ./*) | cmp -s want - ||
				wrong=$((wrong + 1))
		fi
		release --force || wrong=$((wrong + 1))
		[ "$(ls -A r)" = o ] || wrong=$((wrong + 1))
	done
}

if [ -n "${SAN-}" ]; then
	skip "killed" "sanitizers and strace do not mix"
elif ! strace -qq -o /dev/null -e inject=rmdir:signal=KILL:when=99 true 2>/dev/null
then
	skip "killed" "strace cannot work here"
else
	for signal in KILL TERM; do
		for call in mkdir write fsync fchmod rename; do
			try $signal $call new
			is "$signal at each of $came calls of $call" $wrong 0
			ok "... it came" test $came -gt 0
		done
		for call in renameat2 unlinkat rmdir; do
			try $signal $call old
			is "$signal at each of $came calls of $call, replacing" \
				$wrong 0
			ok "... it came" test $came -gt 0
		done
	done
fi
done_testing
