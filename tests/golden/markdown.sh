# SPDX-License-Identifier: ISC
# The trees of Markdown samples, each element with its lines.
. "$TOP/tests/tap.sh"

for file in "$TOP"/tests/golden/markdown/*.md; do
	"$UNIT_DIR/test_read_markdown" plain "$file" >"$TMP/tree"
	same "$(basename "$file")" "$TMP/tree" "${file%.md}.tree"
done
done_testing
