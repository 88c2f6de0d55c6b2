#!/bin/sh
# SPDX-License-Identifier: ISC
# screenshot.sh FILE: a picture of a page of our sample while something is searched.
set -eu
TMP=$(mktemp -d)
trap 'rm -rf "$TMP"' EXIT INT TERM
out=$TOP/$1
cd "$TOP"
. tests/tap.sh
. tests/browser/setup.sh
"$STET" -q build -f html -o "$TMP/out"
node tests/browser/screenshot.mjs "$TMP/out/spec/the-smtp-transport.html" "$out"
