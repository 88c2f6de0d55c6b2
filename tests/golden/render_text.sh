# SPDX-License-Identifier: ISC
# Text of small documents, byte for byte: NAME.xml gives NAME.txt, and where they
# are there NAME.ascii.txt, NAME.40.txt (a narrow page), NAME.bars.txt (change bars); the messages are those
# of NAME.err, if it is there, else none.
# GOLDEN=write makes the files anew, to be looked at before they are committed.
. "$TOP/tests/tap.sh"
dir=$TOP/tests/golden/render_text

check() { # NAME FILE OPTION...
	name=$1 want=$2
	shift 2
	exits "$name: builds" 0 "$STET" build -f text -o - "$@" "$input"
	same "$name: messages" "$TMP/err" "$messages"
	if [ "${GOLDEN:-}" = write ]; then
		cp "$TMP/out" "$want"
	fi
	cp "$TMP/out" "$TMP/got"
	same "$name: as it was" "$TMP/got" "$want"
}

for input in "$dir"/*.xml; do
	base=${input%.xml}
	name=$(basename "$base")
	messages=/dev/null
	[ ! -f "$base.err" ] || messages=$base.err
	check "$name" "$base.txt"
	if [ -f "$base.ascii.txt" ]; then
		check "$name in ASCII" "$base.ascii.txt" --ascii
		is "$name: 7 bits" "$(LC_ALL=C tr -d '\0-\177' <"$TMP/got" | wc -c)" 0
	fi
	if [ -f "$base.bars.txt" ]; then
		check "$name with bars" "$base.bars.txt" --change-bars
		cp "$TMP/got" "$TMP/bars"
		"$STET" -q build -f text -o - --change-bars --ascii "$input" \
			>"$TMP/got"
		is "$name: as many bars in ASCII" \
			"$(cut -c 1-2 "$TMP/got" | sort | uniq -c)" \
			"$(cut -c 1-2 "$TMP/bars" | sort | uniq -c)"
	fi
	if [ -f "$base.40.txt" ]; then
		check "$name on 40 columns" "$base.40.txt" --width=40
	fi
done

# A document without anything, and one that is deep.
echo '<article/>' >"$TMP/empty.xml"
exits 'an empty document' 0 "$STET" build -f text -o - "$TMP/empty.xml"
{
	echo '<article><title>Deep</title>'
	i=0
	while [ $i -lt 60 ]; do
		printf '<itemizedlist><listitem>'
		i=$((i + 1))
	done
	printf '<para>bottom of it</para>'
	while [ $i -gt 0 ]; do
		printf '</listitem></itemizedlist>'
		i=$((i - 1))
	done
	echo '</article>'
} >"$TMP/deep.xml"
exits 'a deep document' 0 "$STET" build -f text -o - "$TMP/deep.xml"
ok 'keeps its text' grep -q 'bottom of it' "$TMP/out"

done_testing
