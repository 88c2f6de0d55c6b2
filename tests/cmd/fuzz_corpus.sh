# SPDX-License-Identifier: ISC
# Every input kept from fuzzing, through its target: no crash, not too slow.
. "$TOP/tests/tap.sh"

for corpus in "$TOP"/tests/fuzz/corpus/*; do
	name=$(basename "$corpus")
	target=$UNIT_DIR/../replay/fuzz_$name
	exits "corpus of $name" 0 "$target" "$corpus"/*
	is "all of $name" "$(wc -l <"$TMP/out")" "$(ls "$corpus" | wc -l)"
done
for target in "$UNIT_DIR"/../replay/fuzz_*; do
	name=$(basename "$target")
	ok "$name has a corpus" test -d "$TOP/tests/fuzz/corpus/${name#fuzz_}"
done
done_testing
