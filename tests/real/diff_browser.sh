#!/bin/sh
# SPDX-License-Identifier: ISC
# The page of what changed between two releases of Exim's documents, in a browser.
. "$TOP/tests/tap.sh"
release=$CORPUS/exim/release
if [ ! -d "$release" ]; then
	skip "the changes of a release" "no real documents at $CORPUS"
	done_testing
fi
. "$TOP/tests/browser/setup.sh"

cd "$release" || exit 1
"$STET" diff -f html -o "$TMP/report.html" 4.98 4.99
"$STET" diff -f html --whole -o "$TMP/whole.html" 4.98 4.99
exec node "$TOP/tests/browser/diff.mjs" "$TMP/report.html" "$TMP/whole.html" large
