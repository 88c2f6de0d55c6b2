# SPDX-License-Identifier: ISC
# Exim's plain text documents: no word lost, and sections, items and option rows
# exactly where an independent script finds them.
. "$TOP/tests/tap.sh"

if [ ! -d "$CORPUS/exim" ]; then
	skip "plain texts of Exim" "no real documents in $CORPUS"
	done_testing
fi
if [ ! -x "$UNIT_DIR/test_read_text" ]; then
	skip "plain texts of Exim" "test_read_text is not built"
	done_testing
fi
exec python3 "$TOP/tests/real/text_check.py" "$UNIT_DIR/test_read_text" "$CORPUS"
