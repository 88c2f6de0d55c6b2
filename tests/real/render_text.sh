# SPDX-License-Identifier: ISC
# Text and manual pages of real documents: all words are there in order, lines
# keep to the width, ASCII is ASCII, mandoc and groff are content.
. "$TOP/tests/tap.sh"

if [ ! -d "$CORPUS/exim" ]; then
	skip 'text of real documents' "no documents in $CORPUS"
	done_testing
fi

check_tree() { # NAME FOLDER VERSION
	tree=$TMP/$1
	cp -r "$2" "$tree"
	exits "$1: builds" 0 "$STET" -C "$tree" build -f text,man \
		--set "version=$3" -o "$tree/out"
	is "$1: without a message" "$(head -5 "$TMP/err")" ''
	for base in spec filter; do
		"$STET" -C "$tree" convert -t docbook --set "version=$3" \
			"$tree/doc-docbook/$base.xfpt" >"$TMP/$base.xml"
		ok "$1: all words of $base in order" python3 \
			"$TOP/tests/real/text_words.py" "$TMP/$base.xml" \
			"$tree/out/$base.txt"
	done
	"$STET" -C "$tree" build -f text --ascii --set "version=$3" \
		-o "$tree/ascii" >/dev/null
	is "$1: ASCII is 7 bits" "$(cat "$tree"/ascii/*.txt | LC_ALL=C tr -d \
		'\0-\177' | wc -c)" 0
	check_page "$1" "$tree/out/exim.8"
}

check_page() { # NAME PAGE
	if ! command -v mandoc >/dev/null || ! command -v groff >/dev/null; then
		skip "$1: exim.8" 'mandoc or groff is not installed'
		return
	fi
	is "$1: mandoc is content with exim.8" \
		"$(mandoc -T lint -W style <"$2" 2>&1)" ''
	is "$1: groff is content with exim.8" \
		"$(groff -ww -t -man -Tutf8 -z "$2" 2>&1)" ''
	man -l "$2" 2>/dev/null | col -bx >"$TMP/page.txt"
	ok "$1: the page has its parts" sh -c 'grep -q "^NAME" "$0" &&
		grep -q "^SYNOPSIS" "$0" && grep -q "^DESCRIPTION" "$0" &&
		grep -q "^COMMAND LINE OPTIONS" "$0"' "$TMP/page.txt"
	not_ok "$1: and no numbers of sections" grep -Eq \
		'(section|chapter)s? [0-9]+(\.[0-9]+)*[^0-9]' "$TMP/page.txt"
}

check_tree release-4.99 "$CORPUS/exim/release/4.99" 4.99
check_tree ocsp "$CORPUS/exim/ocsp/after" 4.81
check_tree dane "$CORPUS/exim/dane/after" 4.91
done_testing
