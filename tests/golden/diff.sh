# SPDX-License-Identifier: ISC
# What stet diff says of small documents, byte for byte: NAME.old.* and NAME.new.*
# give NAME.json (with --full) and NAME.txt.
. "$TOP/tests/tap.sh"
cd "$TOP/tests/golden/diff" || exit 1

for old in *.old.*; do
	name=${old%.old.*}
	new=$(echo "$name".new.*)
	exits "$name: json" 1 "$STET" diff -f json --full "$old" "$new"
	same "$name: json, byte for byte" "$TMP/out" "$name.json"
	exits "$name: plain" 1 "$STET" diff -f plain "$old" "$new"
	same "$name: plain, byte for byte" "$TMP/out" "$name.txt"
done
done_testing
