# SPDX-License-Identifier: ISC
# Manual pages of small documents, byte for byte, and quiet in mandoc and groff:
# NAME.xml, a refentry, gives NAME.man, and the messages NAME.err; the pages that part/stet.conf asks for
# are made of chapters of part/book.xml.
# GOLDEN=write makes the files anew, to be looked at before they are committed.
. "$TOP/tests/tap.sh"
dir=$TOP/tests/golden/man

lint() { # NAME PAGE
	if command -v mandoc >/dev/null; then
		# By standard input: mandoc draws conclusions from a name.
		mandoc -T lint -W style <"$2" >"$TMP/lint" 2>&1
		is "$1: nothing to say for mandoc" "$(cat "$TMP/lint")" ''
	else
		skip "$1: mandoc" 'mandoc is not installed'
	fi
	if command -v groff >/dev/null; then
		for width in 60 79; do
			groff -ww -t -man -Tutf8 -z "-rLL=${width}n" "$2" \
				>"$TMP/lint" 2>&1
			is "$1: nothing to say for groff at $width columns" \
				"$(cat "$TMP/lint")" ''
		done
		groff -ww -man -Tutf8 -z "$2" >"$TMP/lint" 2>&1
		is "$1: nor without tbl" "$(cat "$TMP/lint")" ''
	else
		skip "$1: groff" 'groff is not installed'
	fi
}

check() { # NAME PAGE WANT
	if [ "${GOLDEN:-}" = write ]; then
		cp "$2" "$3"
	fi
	same "$1: as it was" "$2" "$3"
	lint "$1" "$2"
}

for input in "$dir"/*.xml; do
	name=$(basename "$input" .xml)
	exits "$name: builds" 0 "$STET" build -f man -o - "$input"
	messages=/dev/null
	[ ! -f "$dir/$name.err" ] || messages=$dir/$name.err
	same "$name: messages" "$TMP/err" "$messages"
	cp "$TMP/out" "$TMP/page"
	check "$name" "$TMP/page" "$dir/$name.man"
done

cp -r "$dir/part" "$TMP/part"
exits 'parts: build' 0 "$STET" -C "$TMP/part" build -f man -o out
is 'parts: without a message' "$(cat "$TMP/err")" ''
for page in loom.8 loombook.7; do
	check "$page" "$TMP/part/out/$page" "$dir/part/$page"
done

# A page is the same whatever the day; without a date SOURCE_DATE_EPOCH has it.
sed '/<refentryinfo>/d' "$dir/loom.xml" >"$TMP/loom.xml"
SOURCE_DATE_EPOCH=86400 "$STET" build -f man -o - "$TMP/loom.xml" >"$TMP/page"
ok 'the date of SOURCE_DATE_EPOCH' grep -q '^\.TH LOOM 1 1970-01-02 ' "$TMP/page"

sed 's/part = command/part = comand/' "$dir/part/stet.conf" >"$TMP/part/stet.conf"
exits 'a part that is not there' 2 "$STET" -C "$TMP/part" build -f man -o out
ok 'is named' grep -q "book.xml:1: error: .*'comand'" "$TMP/err"

done_testing
