#!/bin/sh
# SPDX-License-Identifier: ISC
# The HTML pages of our samples: valid, accessible, and what they do in a browser.
. "$TOP/tests/tap.sh"
. "$TOP/tests/browser/setup.sh"

mkdir "$TMP/changes"
cp "$TOP/tests/browser/changes.xml" "$TMP/changes"
printf '[spec]\n\tmain = changes.xml\n\tversion = 2\n[html]\n\tsource-url = %s\n\told-names = %s\n' \
	'"https://example.org/%f#L%l"' '"ch%02n.html"' >"$TMP/changes/stet.conf"
"$STET" -C "$TOP" -q build -f html -o "$TMP/out" &&
	"$STET" -C "$TOP" -q build -f html --single -o "$TMP/one" xml/spec.xfpt &&
	mv "$TMP/one/spec.html" "$TMP/out/single.html" &&
	"$STET" -C "$TMP/changes" -q build -f html -o "$TMP/out" || exit 1
exec node "$TOP/tests/browser/samples.mjs" "$TMP/out"
