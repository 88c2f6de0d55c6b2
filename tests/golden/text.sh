# SPDX-License-Identifier: ISC
# The trees of sample texts, each element with its lines: ROLE.txt is read in
# that role (odd.txt in none) and must give ROLE.tree.
. "$TOP/tests/tap.sh"

for file in "$TOP"/tests/golden/text/*.txt; do
	role=$(basename "$file" .txt)
	"$UNIT_DIR/test_read_text" "$role" "$file" >"$TMP/tree"
	same "$role" "$TMP/tree" "${file%.txt}.tree"
done
done_testing
