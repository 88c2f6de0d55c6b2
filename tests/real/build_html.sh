#!/bin/sh
# SPDX-License-Identifier: ISC
# HTML of real documents: builds without a message, every page is sound, no link
# is dead, every word is there and in order, and a second build changes nothing.
. "$TOP/tests/tap.sh"
check=$TOP/tests/golden/html_check.py
if [ ! -d "$CORPUS/exim" ]; then
	skip "HTML of the Exim specifications" "no documents in $CORPUS"
	done_testing
fi

tree() { # NAME VERSION: a release or a moment in the history
	work=$TMP/$(basename "$1")
	mkdir -p "$work"
	cp -r "$CORPUS/exim/$1/." "$work"
	chmod -R u+w "$work"
	"$STET" -C "$work" build -f html,docbook --set version="$2" \
		>"$TMP/log" 2>&1
	is "$1: builds" $? 0
	is "$1: and says nothing else" "$(grep -vc '^wrote ' "$TMP/log")" 0
	ok "$1: spec" python3 "$check" "$work/out/spec" \
		--docbook "$work/out/spec.xml"
	ok "$1: filter" python3 "$check" "$work/out/filter" \
		--docbook "$work/out/filter.xml"
	ok "$1: experimental-spec" python3 "$check" \
		"$work/out/experimental-spec.html" \
		--docbook "$work/out/experimental-spec.xml"
}

tree release/4.99 4.99
is "a page a chapter, and one for each index" \
	"$(find "$work/out/spec" -name '*.html' | wc -l | tr -d ' ')" 66
is "every option has a permalink" \
	"$(cat "$work"/out/spec/*.html | grep -c '<div class="option"[^>]* id=')" \
	"$(grep -c '^<entry>Use: ' "$work/out/spec.xml")"
"$STET" -C "$work" build -f html,docbook --set version=4.99 >"$TMP/log" 2>&1
is "a second build writes nothing" "$(sed 's/,.*//' "$TMP/log")" \
	"wrote 0 files to out"
"$STET" -C "$work" build -f html --single --set version=4.99 -o "$TMP/one" \
	doc-docbook/spec.xfpt >"$TMP/log" 2>&1
ok "the whole specification in one page" python3 "$check" \
	"$TMP/one/spec.html" --docbook "$work/out/spec.xml"
tree ocsp/before 4.83
done_testing
