#!/bin/sh
# SPDX-License-Identifier: ISC
# HTML of every kind of DocBook element: the main part of the pages, exactly.
# tests/golden/html/X.xml -> X.html, of a book page by page. Where an X.err is
# there, these are the messages, else there is none. To bless new output:
#   BLESS=1 make check ONLY=html.sh     (and read the diff before committing)
. "$TOP/tests/tap.sh"
cases=$TOP/tests/golden/html
check=$TOP/tests/golden/html_check.py

main_parts() { # FILE...
	for page in "$@"; do
		echo "<!-- $(basename "$page") -->"
		sed -n '/<main/,/<\/main>/p' "$page"
	done
}

cd "$cases" || exit 1
for source in *.xml; do
	name=${source%.xml}
	out=$TMP/$name
	"$STET" -q build -f html -o "$out" "$source" >"$TMP/log" 2>&1
	is "$name: builds" $? 0
	if [ -d "$out/$name" ]; then
		main_parts "$out/$name"/*.html >"$TMP/$name.got"
		ok "$name: the style is there" test -s "$out/$name/stet.css"
	else
		main_parts "$out/$name.html" >"$TMP/$name.got"
	fi
	"$STET" build -f html -o - "$source" 2>"$TMP/$name.err" \
		>"$TMP/$name-single.html"
	if [ -n "${BLESS:-}" ]; then
		cp "$TMP/$name.got" "$name.html"
		if [ -s "$TMP/$name.err" ]; then
			cp "$TMP/$name.err" "$name.err"
		fi
	fi
	same "$name: main part" "$TMP/$name.got" "$name.html"
	[ -f "$name.err" ] || : >"$TMP/none"
	same "$name: messages" "$TMP/$name.err" \
		"$([ -f "$name.err" ] && echo "$name.err" || echo "$TMP/none")"
	ok "$name: valid, no dead link, no word lost" \
		python3 "$check" "$out" --docbook "$source"
	ok "$name: the same as one page" \
		python3 "$check" "$TMP/$name-single.html" --docbook "$source"
done

# Pages do not grow with the number of pages.
cd "$TMP" || exit 1
{
	echo '<book><title>Many</title>'
	seq -f '<chapter><title>C%g</title><para>x</para></chapter>' 300
	echo '</book>'
} >many.xml
"$STET" -q build -f html -o many many.xml >log 2>&1
is "300 chapters build, silently" "$?$(cat log)" 0
ok "... every page is sound" python3 "$check" many/many --docbook many.xml
is "... and does not list all others" "$(grep -c '<li[ >]' many/many/c150.html)" 4

# The checker itself must be able to fail.
printf '<!DOCTYPE html>\n<html><body><main><h1 id="a">A</h1><p id="a"><ul></ul></p>' \
	>"$TMP/bad.html"
printf '<a href="#b">x</a><img src="//c/d"></main></body></html>' >>"$TMP/bad.html"
exits "the checker sees faults" 1 python3 "$check" "$TMP/bad.html"
is "... each of them" "$(grep -c 'bad.html:' "$TMP/out")" 5
done_testing
