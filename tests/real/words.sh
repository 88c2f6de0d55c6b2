#!/bin/sh
# SPDX-License-Identifier: ISC
# No word of a real document is lost in any format: as one page of HTML, as text, and
# as a manual page of the whole. With CORPUS_TREES=all of every version there is.
. "$TOP/tests/tap.sh"
if [ ! -d "$CORPUS/exim" ]; then
	skip 'words of real documents' "no documents in $CORPUS"
	done_testing
fi
if ! command -v mandoc >/dev/null && ! command -v groff >/dev/null; then
	skip 'words of real documents' 'neither mandoc nor groff is installed'
	done_testing
fi

check() { # FOLDER FILE
	name=$(basename "${2%.*}")
	out=$TMP/made/$name
	printf '[spec]\n\tmain = %s\n\tversion = 4.99\n' "$2" >"$1/stet.conf"
	printf '[man "%s.7"]\n\tsource = %s\n\tname = %s\n\tpurpose = p\n' \
		"$name" "$2" "$name" >>"$1/stet.conf"
	exits "$2: builds" 0 "$STET" -C "$1" build --single -o "$out" \
		-f html,text,man,docbook
	ok "$2: no word is lost" python3 "$TOP/tests/golden/words.py" \
		"$out/$name.xml" "html:$out/$name.html" "text:$out/$name.txt" \
		"man:$out/$name.7"
}

trees=$CORPUS/exim/release/4.99
[ "${CORPUS_TREES:-}" != all ] || trees="$CORPUS/exim/*/*"
for tree in $trees; do
	rm -rf "$TMP/tree" "$TMP/made"
	cp -r "$tree" "$TMP/tree"
	chmod -R u+w "$TMP/tree"
	for file in doc-docbook/spec.xfpt doc-docbook/filter.xfpt \
		doc-txt/experimental-spec.txt doc-txt/NewStuff doc-txt/ChangeLog; do
		[ ! -f "$tree/$file" ] || check "$TMP/tree" "$file"
	done
done
done_testing
