#!/bin/sh
# SPDX-License-Identifier: ISC
# The page of changes in a browser: valid, accessible, its keys, filters and links,
# with a script and without.
. "$TOP/tests/tap.sh"
. "$TOP/tests/browser/setup.sh"

cd "$TOP/tests/golden/diff_report" || exit 1
"$STET" diff -f html -o "$TMP/report.html" promote.old promote.new
"$STET" diff -f html --whole -o "$TMP/whole.html" promote.old promote.new
exec node "$TOP/tests/browser/diff.mjs" "$TMP/report.html" "$TMP/whole.html"
