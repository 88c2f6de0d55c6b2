#!/bin/sh
# SPDX-License-Identifier: ISC
# run.sh FOLDER SECONDS TARGET...: fuzzes each target for that long. Seeds are
# tests/fuzz/corpus/NAME; what is found grows in FOLDER/corpus/NAME; crashes are
# left in FOLDER. Exit 1 if there were any.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
folder=$1 seconds=$2
shift 2
status=0
for target in "$@"; do
	name=$(basename "$target")
	name=${name#fuzz_}
	mkdir -p "$folder/corpus/$name"
	set -- "$folder/corpus/$name" "$top/tests/fuzz/corpus/$name"
	[ -d "$2" ] || set -- "$1"
	dict=$top/tests/fuzz/$name.dict
	[ ! -f "$dict" ] || set -- "$@" "-dict=$dict"
	echo "fuzzing $name for $seconds s"
	"$target" "$@" -max_total_time="$seconds" -timeout=10 -max_len=20000 \
		-rss_limit_mb=2048 -artifact_prefix="$folder/$name-" \
		-print_final_stats=1 >"$folder/$name.log" 2>&1
	if [ $? -ne 0 ]; then
		status=1
		tail -40 "$folder/$name.log"
	else
		grep -E 'stat::number_of_executed|cov:' "$folder/$name.log" |
			tail -2
	fi
done
exit $status
