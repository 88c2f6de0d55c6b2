# SPDX-License-Identifier: ISC
# xfpt: every byte and message for small documents. For each NAME.xfpt:
#   NAME.xml        the output of both modes
#   NAME.mended     that without --xfpt-compat, if it differs
#   NAME.err        the messages with --xfpt-compat (none if there is no file)
#   NAME.mended.err those without, if they differ
# Where xfpt itself is installed, it must write NAME.xml too.
. "$TOP/tests/tap.sh"

cd "$TOP/tests/golden/xfpt" || exit 1
: >"$TMP/nothing"

# pick FILE...: the first that exists, else an empty file
pick() {
	for file in "$@"; do
		if [ -f "$file" ]; then
			echo "$file"
			return
		fi
	done
	echo "$TMP/nothing"
}

for input in *.xfpt; do
	name=${input%.xfpt}
	"$STET" convert -t docbook --xfpt-compat "$input" >"$TMP/xml" \
		2>"$TMP/messages"
	same "$name: as xfpt" "$TMP/xml" "$(pick "$name.xml")"
	same "$name: as xfpt, messages" "$TMP/messages" "$(pick "$name.err")"

	"$STET" convert -t docbook "$input" >"$TMP/xml" 2>"$TMP/messages"
	if grep -q ': error:' "$TMP/messages"; then
		is "$name: errors, so nothing is written" "$(cat "$TMP/xml")" ''
	else
		same "$name: mended" "$TMP/xml" "$(pick "$name.mended" "$name.xml")"
	fi
	same "$name: mended, messages" "$TMP/messages" \
		"$(pick "$name.mended.err" "$name.err")"

	if command -v xfpt >/dev/null; then
		xfpt -o "$TMP/xml" "$input" 2>/dev/null
		same "$name: xfpt itself" "$TMP/xml" "$(pick "$name.xml")"
	else
		skip "$name: xfpt itself" 'xfpt is not installed'
	fi
done
done_testing
