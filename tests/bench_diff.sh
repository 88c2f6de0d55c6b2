# SPDX-License-Identifier: ISC
# shellcheck shell=sh disable=SC2034,SC2154
# bench_diff.sh: the rows of bench.sh about differences; it is sourced there. The
# pair is Exim's last two releases where $CORPUS has them, else our sample with
# some words changed.

limit=${LIMIT:-120}
old=$work/old
new=$work/new
mkdir -p "$old" "$new"

# some_words COUNT FILE: the file with one word in each of so many lines changed,
# lines that lie evenly over its running text.
some_words() {
	awk -v count="$1" '
		NR == FNR {
			lines += /^[a-z][a-z ,]+$/
			next
		}
		/^[a-z][a-z ,]+$/ && int(seen++ * count / lines) == done {
			done++
			sub(/[a-z]+/, "changed" done)
		}
		{ print }' "$2" "$2"
}

# copies COUNT FILE: the body so many times, its names distinct: ids, options,
# variables.
copies() {
	sed '/^\.chapter/,$d' "$2"
	for copy in $(seq "$1"); do
		sed -n '/^\.chapter/,$p' "$2" | sed -E "/^\.makeindex/d
			s/\b(CHAP|SECT|TAB)([A-Za-z0-9_-]+)/\1\2x$copy/g
			s/^(\.option +)([^ ]+)/\1\2_x$copy/
			s/^(\.vitem +&[\"\$]\\\$?[a-z_]+)/\1_x$copy/"
	done
	grep '^\.makeindex' "$2"
}

pair=$corpus/exim/release
if [ -f "$pair/4.98/doc-docbook/spec.xfpt" ]; then
	cp -r "$pair/4.98/." "$old"
	cp -r "$pair/4.99/." "$new"
	chmod -R u+w "$old" "$new"
	spec=doc-docbook/spec.xfpt
	what="Exim 4.98 to 4.99"
else
	mkdir -p "$old/xml" "$new/xml"
	spec=xml/spec.xfpt
	copies 40 "$top/$spec" >"$old/$spec"
	some_words 100 "$old/$spec" >"$new/$spec"
	what="the sample, 40 times over, 100 words changed"
fi
for side in old new; do
	"$STET" -q convert -t docbook --set version=1.4 -o "$work/$side.xml" \
		"$work/$side/$spec"
	"$STET" -q build -f text --set version=1.4 -o "$work/text/$side" \
		"$work/$side/$spec"
	sed '/^<!DOCTYPE/d; s/&[a-zA-Z]*;/x/g' "$work/$side.xml" \
		>"$work/plain-$side.xml"
	cat "$work/text/$side"/*.txt >"$work/$side.txt"
done
# Programs like diff exit with 1 if something differs.
differ() {
	echo "$* >/dev/null; [ \$? -le 1 ]"
}

heading "
changes, $what: $(find "$new" -type f | wc -l) files"
measure "wdiff of the two $(basename "$spec")" wdiff \
	"$(differ wdiff "'$old/$spec'" "'$new/$spec'")"
measure "stet diff, all files" "" \
	"$(differ "'$STET' -q diff -f plain '$old' '$new'")"
measure "stet diff, the two $(basename "$spec")" "" \
	"$(differ "'$STET' -q diff -f plain '$old/$spec' '$new/$spec'")"
measure "stet diff -f html, all files" "" \
	"$(differ "'$STET' -q diff -f html '$old' '$new'")"
measure "git diff --word-diff, all files" git \
	"$(differ "git diff --no-index --word-diff '$old' '$new'")"
measure "rfcdiff of the two $(basename "$spec")" rfcdiff \
	"$(differ "rfcdiff --stdout '$old/$spec' '$new/$spec'")"
measure "rfcdiff of the text made from them" rfcdiff \
	"$(differ "rfcdiff --stdout '$work/old.txt' '$work/new.txt'")"
measure "xmldiff of the DocBook made from them" xmldiff \
	"$(differ "xmldiff '$work/plain-old.xml' '$work/plain-new.xml'")"

heading "
changes, by the size of $(basename "$spec")"
for times in 1 4 16; do
	copies $times "$old/$spec" >"$work/a.xfpt"
	copies $times "$new/$spec" >"$work/b.xfpt"
	measure "$times times, $(wc -l <"$work/b.xfpt") lines" "" \
		"$(differ "'$STET' -q diff -f plain '$work/a.xfpt' '$work/b.xfpt'")"
done

heading "
changes, by the words changed in $(basename "$spec")"
for count in 1 10 100 1000; do
	some_words $count "$new/$spec" >"$work/b.xfpt"
	measure "$(diff "$new/$spec" "$work/b.xfpt" | grep -c '^>')" "" \
		"$(differ "'$STET' -q diff -f plain '$new/$spec' '$work/b.xfpt'")"
done
