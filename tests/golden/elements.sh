#!/bin/sh
# SPDX-License-Identifier: ISC
# Every family of DocBook's elements in all three formats, byte for byte:
# tests/golden/elements/X.xml gives X.html (the main part of one page), X.txt and
# X.man, and the messages X.err, if there is such a file, else none.
# In each format no word may be lost, in text at every width; pages must be valid,
# and mandoc and groff have nothing to say.
# GOLDEN=write makes the files anew, to be looked at before they are committed.
. "$TOP/tests/tap.sh"
cases=$TOP/tests/golden/elements
words=$TOP/tests/golden/words.py
SOURCE_DATE_EPOCH=86400
export SOURCE_DATE_EPOCH

# A manual page is made of the whole document, unless it is one.
set_up() { # NAME
	mkdir -p "$TMP/$1"
	cp "$cases/$1.xml" "$TMP/$1"
	page=loomctl.8
	printf '[spec]\n\tmain = %s.xml\n' "$1" >"$TMP/$1/stet.conf"
	if ! grep -q '^<refentry id="loomctl"' "$cases/$1.xml"; then
		page=$1.7
		printf '[man "%s"]\n\tsource = %s.xml\n\tname = %s\n\tpurpose = %s\n' \
			"$page" "$1" "$1" 'a test' >>"$TMP/$1/stet.conf"
	fi
}

golden() { # NAME FILE WANT
	if [ "${GOLDEN:-}" = write ]; then
		cp "$2" "$3"
	fi
	same "$1" "$2" "$3"
}

lint() { # NAME PAGE
	if command -v mandoc >/dev/null; then
		is "$1: mandoc is content" \
			"$(mandoc -T lint -W style <"$2" 2>&1)" ''
	else
		skip "$1: mandoc" 'mandoc is not installed'
	fi
	if command -v groff >/dev/null; then
		for width in 60 79 120; do
			groff -ww -t -man -Tutf8 -z "-rLL=${width}n" "$2"
		done >"$TMP/lint" 2>&1
		is "$1: groff is content at 60, 79 and 120 columns" \
			"$(cat "$TMP/lint")" ''
	else
		skip "$1: groff" 'groff is not installed'
	fi
}

check() { # NAME
	dir=$TMP/$1
	set_up "$1"
	exits "$1: builds" 0 "$STET" -C "$dir" build --single -o out
	messages=/dev/null
	[ ! -f "$cases/$1.err" ] || messages=$cases/$1.err
	same "$1: messages" "$TMP/err" "$messages"

	sed -n '/<main/,/<\/main>/p' "$dir/out/$1.html" >"$dir/main"
	golden "$1: HTML" "$dir/main" "$cases/$1.html"
	ok "$1: the page is valid, no link is dead" python3 \
		"$TOP/tests/golden/html_check.py" "$dir/out/$1.html"
	golden "$1: text" "$dir/out/$1.txt" "$cases/$1.txt"
	golden "$1: man" "$dir/out/$page" "$cases/$1.man"
	lint "$1" "$dir/out/$page"

	set -- "$1" "html:$dir/out/$1.html" "text:$dir/out/$1.txt" \
		"man:$dir/out/$page"
	for width in 40 60 120 200; do
		"$STET" -q build -f text --ascii "--width=$width" -o - \
			"$cases/$1.xml" >"$dir/$width.txt"
		set -- "$@" "text:$width:$dir/$width.txt"
	done
	is "$1: ASCII is 7 bits" \
		"$(cat "$dir"/[0-9]*.txt | LC_ALL=C tr -d '\0-\177')" ''
	name=$1
	shift
	ok "$name: no word lost, no line too wide" \
		python3 "$words" "$cases/$name.xml" "$@"
}

for source in "$cases"/*.xml; do
	check "$(basename "$source" .xml)"
done

# The checker itself must be able to fail.
echo '<article><title>T</title><para>one two two</para></article>' >"$TMP/s.xml"
echo 'T one two' >"$TMP/s.txt"
exits 'the checker misses a word' 1 python3 "$words" "$TMP/s.xml" "text:$TMP/s.txt"
is '... and says which' "$(grep -c 'two' "$TMP/out")" 1
echo 'T one two two and so on until the line is far too wide to fit' >"$TMP/s.txt"
exits 'the checker sees a wide line' 1 \
	python3 "$words" "$TMP/s.xml" "text:40:$TMP/s.txt"
done_testing
