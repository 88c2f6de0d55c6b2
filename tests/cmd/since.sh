# SPDX-License-Identifier: ISC
# stet build --since: change bars come from the diff, not from the author.
. "$TOP/tests/tap.sh"

mkdir -p old new
cat >new/stet.conf <<'END'
[spec]
	name = loom
	main = spec.xfpt
	version = 2
END
cp new/stet.conf old
cat >old/spec.xfpt <<'END'
.include stdflags
.include stdmacs
.docbook
.book
.chapter "Weaving" CHAPweave
The shuttle carries the weft across the warp, and the reed beats it down.

.new
A paragraph that the author once marked as new.
.wen

This paragraph stays as it is whatever happens to its neighbours.
END
sed -e 's/carries the weft/takes the weft/' \
	-e '$a\
\
A treadle was added for the feet.' old/spec.xfpt >new/spec.xfpt

bars() {
	grep -o 'data-revision="[a-z]*"' out/spec/weaving.html | sort | uniq -c |
		sed 's/^ *//' | tr '\n' ' '
}

cd new
exits 'without it the bars are the author'"'"'s' 0 "$STET" build -f html
is 'one paragraph' "$(bars)" '1 data-revision="changed" '
exits 'since a folder' 0 "$STET" build -f html --since ../old
is 'what is changed and what is added, nothing else' "$(bars)" \
	'1 data-revision="added" 1 data-revision="changed" '
exits 'since itself' 0 "$STET" build -f html --since .
is 'no bars at all' "$(bars)" ''
exits 'since nothing there is' 2 "$STET" build -f html --since no-such

git init -q . && cp ../old/spec.xfpt . && git add -A &&
	git -c user.name=t -c user.email=t@t commit -qm one && git tag one
sed -e '$a\
\
A treadle was added for the feet.' ../old/spec.xfpt >spec.xfpt
exits 'since a revision' 0 "$STET" build -f html --since one
is 'the one paragraph' "$(bars)" '1 data-revision="added" '
exits 'since a revision that git does not know' 2 "$STET" build -f html \
	--since onr
ok 'the nearest tag is named' grep -q "did you mean 'one'" "$TMP/err"
is 'the source is not touched' "$(git status --porcelain -- spec.xfpt)" \
	' M spec.xfpt'
done_testing
