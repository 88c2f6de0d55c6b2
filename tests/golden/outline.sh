# SPDX-License-Identifier: ISC
# The answers about a small book, byte for byte.
. "$TOP/tests/tap.sh"

cp "$TOP/tests/golden/outline/book.xfpt" "$TMP"
golden() { # NAME FILE COMMAND...
	golden_name=$1
	golden_file=$TOP/tests/golden/outline/$2
	shift 2
	"$@" >"$TMP/got" 2>&1
	[ -z "${UPDATE:-}" ] || cp "$TMP/got" "$golden_file"
	same "$golden_name" "$TMP/got" "$golden_file"
}
golden 'outline' outline.txt "$STET" outline book.xfpt
golden 'outline as json' outline.json "$STET" outline -f json book.xfpt
golden 'option list' list.txt "$STET" option list book.xfpt
golden 'option show, every use' show.txt "$STET" option show stamp_list book.xfpt
golden 'option show as json' show.json \
	"$STET" option show -f json first_street@post book.xfpt
done_testing
