# SPDX-License-Identifier: ISC
# The reports of small changes, byte for byte: of the documents of golden/diff and
# of the folders here, NAME.txt (plain), NAME.term (terminal, its escapes as ^[),
# NAME.md, and the main part of the page, NAME.html and NAME-whole.html.
#     BLESS=1 make check ONLY=diff_report     (and read the diff before committing)
. "$TOP/tests/tap.sh"
want=$TOP/tests/golden/diff_report

check() { # FILE
	if [ -n "${BLESS:-}" ]; then
		cp "$TMP/got" "$want/$1"
	fi
	same "$1" "$TMP/got" "$want/$1"
}

main_part() {
	sed -n '/<main/,/<\/main>/p' "$TMP/out"
}

reports() { # NAME OLD NEW
	exits "$1: terminal" 1 "$STET" diff -f terminal "$2" "$3"
	tr '\033' '^' <"$TMP/out" >"$TMP/got"
	check "$1.term"
	exits "$1: markdown" 1 "$STET" diff -f markdown "$2" "$3"
	cp "$TMP/out" "$TMP/got"
	check "$1.md"
	exits "$1: html" 1 "$STET" diff -f html "$2" "$3"
	main_part >"$TMP/got"
	check "$1.html"
	cp "$TMP/out" "$TMP/page.html"
	ok "$1: the page is valid" \
		python3 "$TOP/tests/golden/html_check.py" "$TMP/page.html"
	exits "$1: html, whole" 1 "$STET" diff -f html --whole "$2" "$3"
	main_part >"$TMP/got"
	check "$1-whole.html"
}

cd "$TOP/tests/golden/diff" || exit 1
for old in *.old.*; do
	name=${old%.old.*}
	reports "$name" "$old" "$(echo "$name".new.*)"
done
cd "$want" || exit 1
reports promote promote.old promote.new
exits "promote: plain" 1 "$STET" diff promote.old promote.new
cp "$TMP/out" "$TMP/got"
check promote.txt
exits "promote: xml" 1 "$STET" diff -f xml promote.old promote.new
ok "moved text is linked both ways" python3 - "$TMP/out" <<'END'
import sys
import xml.etree.ElementTree as tree
blocks = {b.get("n"): b for b in tree.parse(sys.argv[1]).iter("block")}
moved = [b for b in blocks.values() if b.get("link")]
assert len(moved) >= 2
for block in moved:
    other = blocks[block.get("link")]
    assert other.get("link") == block.get("n"), block.get("n")
    assert block.get("to-change") and block.get("to-line")
END
done_testing
