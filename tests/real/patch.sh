#!/bin/sh
# SPDX-License-Identifier: ISC
# Patches of Exim's documents: the page that removes a section, and what git and
# diff write for each pair of the corpus.
. "$TOP/tests/tap.sh"
PAGE=$CORPUS/../seed/hosts_try_dane-commitdiff.txt
OCSP=$CORPUS/exim/ocsp/before

if [ ! -d "$OCSP" ]; then
	skip "patches" "no $CORPUS"
	done_testing
fi
if [ -f "$PAGE" ]; then
	cp -R "$OCSP" "$TMP/ocsp" && cd "$TMP/ocsp" || exit 1
	exits "the page applies" 1 "$STET" diff --stat --patch "$PAGE"
	is "... no word of other blobs" "$(cat "$TMP/err")" ""
	is "... and removes one section" "$(tail -1 "$TMP/out")" "1 removed"
	ok "... of OCSP" grep -q "removed experimental OCSP Stapling support" \
		"$TMP/out"
	exits "as --patch -" 1 "$STET" diff --stat --patch - <"$PAGE"
	sed 's/6657f63c/0057f63c/' "$PAGE" >"$TMP/page"
	exits "another blob" 1 "$STET" diff --stat --patch "$TMP/page"
	ok "... is told, with what it is" grep -q \
		"is blob 6657f63, not 0057f63" "$TMP/err"
	sed 's/Brightmail/Darkmail/' "$PAGE" >"$TMP/page"
	exits "context that is not there" 2 "$STET" diff --patch "$TMP/page"
	ok "... is told, with the place" grep -q "nearest place is line 6" \
		"$TMP/err"
else
	skip "the page" "no $PAGE"
fi

# The same changes, whether the new side is read or made by a patch.
cd "$CORPUS/exim" || exit 1
for pair in ocsp:before:after proxy:before:after dane:before:after \
	release:4.98:4.99; do
	old=${pair#*:}
	new=${old#*:}
	old=${pair%%:*}/${old%%:*}
	new=${pair%%:*}/$new
	if [ ! -d "$old" ] || [ ! -d "$new" ]; then
		skip "$pair" "not in the corpus"
		continue
	fi
	git diff --no-index --no-renames "$old" "$new" >"$TMP/git.patch"
	diff -ruN "$old" "$new" >"$TMP/diff.patch"
	"$STET" -q diff -f json "$old" "$new" >"$TMP/want" 2>/dev/null
	for form in git diff; do
		exits "$pair: the patch of $form" 1 "$STET" -q diff -f json \
			--patch "$TMP/$form.patch" "$old"
		sed 's/^ "new": ".*"/ "new"/' "$TMP/out" |
			sed "s|$PWD/||g; s|$old/|/|g; s|$new/|/|g" >"$TMP/got"
		sed 's/^ "new": ".*"/ "new"/' "$TMP/want" |
			sed "s|$PWD/||g; s|$old/|/|g; s|$new/|/|g" >"$TMP/expected"
		same "... the same changes" "$TMP/got" "$TMP/expected"
	done
done
done_testing
