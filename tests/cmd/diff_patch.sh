#!/bin/sh
# SPDX-License-Identifier: ISC
# stet diff --patch: what a patch would make of documents, and git's own patches.
. "$TOP/tests/tap.sh"
git() {
	command git -c user.name=t -c user.email=t@t -c commit.gpgsign=false "$@"
}

git init -q "$TMP/r"
cd "$TMP/r" || exit 1
git config core.autocrlf false
cp -R "$TOP/doc-txt" "$TOP/xml" "$TOP/stet.conf" .
mkdir src
echo 'int x;' >src/x.c
git add . && git commit -qm one
git tag before
sed -i 's/^TK\/01 A queue run/TK\/01 Each queue run/' doc-txt/ChangeLog
echo 'int y;' >src/x.c
printf 'News\n====\n\nNew text.\n' >doc-txt/new.txt
git mv doc-txt/NewStuff doc-txt/News.txt
git add . && git commit -qm 'Reword --- something'
git format-patch -q -1 --stdout >"$TMP/mail"
git diff -M before >"$TMP/diff"
git diff --no-prefix --no-renames before >"$TMP/noprefix"

# The same as comparing with the commit itself.
"$STET" diff before.. >"$TMP/want"
is "there are changes" $? 1
for form in mail diff noprefix; do
	exits "$form, to a revision" 1 \
		"$STET" -q diff --patch "$TMP/$form" --base before
	sed 's/^before://' "$TMP/out" | cut -d: -f1,3- >"$TMP/got"
	sed 's/^[A-Za-z~]*://' "$TMP/want" | cut -d: -f1,3- >"$TMP/wanted"
	is "$form: the same units" "$(cut -d: -f2 "$TMP/got" | grep -c 'change-item')" \
		"$(cut -d: -f2 "$TMP/wanted" | grep -c 'change-item')"
	ok "$form: the new words" grep -qF '[-A-] {+Each+} queue run' "$TMP/out"
done
exits "what is not there is passed over" 1 \
	"$STET" diff --patch "$TMP/mail" --base before doc-txt
ok "... with a note" grep -q "note: passed over.*src/x.c" "$TMP/err"
git checkout -q before
exits "to the work tree, from standard input" 1 \
	"$STET" diff --patch - <"$TMP/mail"
ok "... which it leaves as it is" command git diff --quiet HEAD
exits "to one file" 1 "$STET" diff --patch "$TMP/mail" doc-txt/ChangeLog
ok "... tells of it" grep -qF '[-A-] {+Each+}' "$TMP/out"
cd doc-txt || exit 1
exits "from a folder inside" 1 "$STET" diff --patch "$TMP/mail"
cd ..

# A patch that changes nothing a reader sees.
sed 's/no longer$/no/; s/^      logged/      longer logged/' doc-txt/ChangeLog \
	>"$TMP/ChangeLog"
command git diff --no-index doc-txt/ChangeLog "$TMP/ChangeLog" |
	sed "s|$TMP/|doc-txt/|" >"$TMP/wrap"
exits "a paragraph wrapped anew" 0 "$STET" diff --patch "$TMP/wrap"

# What is wrong.
git checkout -q -
exits "applied already" 2 "$STET" diff --patch "$TMP/mail"
ok "... says so" grep -q "mail:[0-9]*: error: .*there already" "$TMP/err"
sed 's/^ MW\/03.*/ MW\/03 Something else/' "$TMP/diff" >"$TMP/bad"
exits "a line that is not there" 2 "$STET" diff --patch "$TMP/bad" --base before
ok "... with the nearest place" grep -q \
	"hunk 1 of 'doc-txt/ChangeLog' does not fit at line .* nearest place is" \
	"$TMP/err"
exits "no patch" 2 "$STET" diff --patch doc-txt/ChangeLog
exits "no file" 2 "$STET" diff --patch nothing
exits "two sides" 2 "$STET" diff --patch "$TMP/mail" before HEAD
exits "--base alone" 2 "$STET" diff --base before
done_testing
