#!/bin/sh
# SPDX-License-Identifier: ISC
# The HTML of Exim's specifications: every page valid, found in it what is looked for.
. "$TOP/tests/tap.sh"
release=$CORPUS/exim/release/4.99
if [ ! -d "$release" ]; then
	skip "pages of Exim's specifications" "no real documents at $CORPUS"
	done_testing
fi
. "$TOP/tests/browser/setup.sh"

cp -r "$release" "$TMP/exim"
"$STET" -C "$TMP/exim" -q build --set version=4.99 -f html -o "$TMP/out" || exit 1
exec node "$TOP/tests/browser/exim.mjs" "$TMP/out"
