# SPDX-License-Identifier: ISC
# shellcheck shell=sh disable=SC2154
# bench_linear.sh: how what a build costs grows with the document; part of bench.sh,
# which sources it. The chapters of its document are written TIMES times over, ids
# made different from copy to copy. The slope is that of the logarithms of time and
# length: 1 is linear. (On a busy machine caches are shared, and it is more: count
# instructions, as by valgrind --tool=callgrind.)
numbers=${TIMES:-1 4 16}

# A document of so many copies, on standard output. A heading's second
# argument is its id, which may stand on a line of its own.
many_copies() {
	sed '/^\.chapter/,$d' "$spec"
	for copy in $(seq "$1"); do
		sed -n '/^\.chapter/,$p' "$spec" | sed -E "/^\.makeindex/d
			s/^(\.(sub)?section \"[^\"]*\" +\"?)(([a-z]|CALL)[[:alnum:]_]+)/\1\3x$copy/
			s/&<<([[:alnum:]_]+)/\&<<\1x$copy/g
			s/(^|[^<[:alnum:]_])((CH|S?SEC|TAB|IID)[[:alnum:]_]+)/\1\2x$copy/g"
	done
	grep '^\.makeindex' "$spec"
}

# linear_row COPIES: length, times, memory; cost of a byte; slope from the first.
linear_row() {
	many=$(dirname "$spec")/many.xfpt
	many_copies "$1" >"$many"
	rm -rf "$work/o"
	if ! cost=$(python3 "$work/measure.py" "$runs" "$slow" "$limit" \
		"'$STET' -q build -o '$work/o' $many" 2>&1); then
		printf '%-12s %9s\n' "$1 times" "$cost"
		return
	fi
	cost="$(wc -c <"$many") $cost"
	[ -n "$first" ] || first=$cost
	echo "$cost $first" | awk -v label="$1 times" '{
		slope = $1 == $5 ? "" : sprintf("%9.3f", log($3 / $7) / log($1 / $5))
		printf "%-12s %9d bytes %7.2f s %7.2f s %6d MB %6.0f ns %9s\n", label,
			$1, $2, $3, $4, $3 * 1e9 / $1, slope }'
	rm -f "$many"
}

linear_rows() {
	first=
	printf '\n%-12s %15s %9s %9s %9s %9s %9s\n' "stet build" "length" "wall" \
		"processor" "memory" "a byte" "slope"
	for number in $numbers; do
		linear_row "$number"
	done
}
