#!/bin/sh
# SPDX-License-Identifier: ISC
# The reports of stet diff: which one is written where, what each must not let
# through, and git as the caller. Their exact bytes are in tests/golden.
. "$TOP/tests/tap.sh"
git() {
	command git -c user.name=t -c user.email=t@t -c commit.gpgsign=false \
		-c core.pager=cat "$@"
}
unset PAGER LESS NO_COLOR COLUMNS
ESC=$(printf '\033')

mkdir "$TMP/old" "$TMP/new"
cat >"$TMP/old/a.md" <<'END'
# Top

## One

The first word of this paragraph is not the last, and both stay where they are.

## Two

Text with a trap: <script>alert(1)</script> & @somebody #12 *x* [y](z) `code`.
END
sed 's/first/second/; s/a trap/another trap/' "$TMP/old/a.md" >"$TMP/new/a.md"
printf '\nAn escape: \033[31mred\033[m and \302\233 too.\n' >>"$TMP/new/a.md"
cd "$TMP" || exit 1

# --- plain and terminal -----------------------------------------------------
exits "plain down a pipe" 1 "$STET" diff old new
not_ok "... without an escape" grep -q "$ESC" "$TMP/out"
ok "... with marks" grep -qF 'The [-first-] {+second+} word' "$TMP/out"
exits "terminal by name" 1 "$STET" diff -f terminal old new
ok "... has colours" grep -qF "$ESC[31;9mfirst$ESC[m" "$TMP/out"
not_ok "... but none of the document" grep -q "$ESC\[31mred" "$TMP/out"
not_ok "... nor another control character" \
	grep -qP '[\x00-\x08\x0b-\x1a\x7f]|\xc2[\x80-\x9f]' "$TMP/out"
exits "NO_COLOR" 1 env NO_COLOR=1 "$STET" diff -f terminal old new
not_ok "... is heard" grep -q "$ESC" "$TMP/out"
exits "--color=always" 1 env NO_COLOR=1 "$STET" --color=always diff old new
ok "... is louder" grep -q "$ESC" "$TMP/out"
exits "--width" 1 "$STET" diff --width 40 old new
ok "... fills lines to it" awk '/:[0-9]+: / { next }
	length($0) > 40 { exit 1 }
	length($0) > 30 { long = 1 } END { exit !long }' "$TMP/out"
if script -qec true /dev/null >/dev/null 2>&1; then
	TERM=xterm script -qec "PAGER='sed s/^/P:/' \"$STET\" diff old new" /dev/null \
		>"$TMP/tty" 2>&1
	ok "on a terminal: a pager" grep -q '^P:' "$TMP/tty"
	ok "... and colours" grep -q "$ESC\[1;33medited" "$TMP/tty"
	script -qec "PAGER='no-such-pager' \"$STET\" diff old new" /dev/null \
		>"$TMP/tty" 2>&1
	ok "without a pager the same" grep -q 'edited' "$TMP/tty"
	script -qec "PAGER='sed q' \"$STET\" diff old new; echo status \$?" \
		/dev/null >"$TMP/tty" 2>&1
	ok "a pager that is left is no error" grep -q 'status 1' "$TMP/tty"
else
	skip "on a terminal" "script(1) makes none here"
fi
{
	printf '# T\n\n'
	seq 30 | sed 's/^/    line /'
} >"$TMP/long.md"
sed 's/line 15$/line XV/; s/line 18$/line XVIII/' "$TMP/long.md" >"$TMP/longer.md"
exits "a long example" 1 "$STET" diff -f plain long.md longer.md
is "... without the lines that are far from any change" "$(sed 1,2d "$TMP/out")" \
	"  ~ [… 12 lines …]
    line 13
    line 14
    line [-15-]{+XV+}
    line 16
    line 17
    line [-18-]{+XVIII+}
    line 19
    line 20
    [… 10 lines …]"
exits "--stat" 1 "$STET" diff --stat old new
is "... a line for each, and sums" "$(tail -1 "$TMP/out")" "2 edited"
is "... and no words" "$(grep -c second "$TMP/out")" 0
exits "nothing changed" 0 "$STET" diff old old
is "... nothing said" "$(wc -c <"$TMP/out")" 0
exits "unknown format" 2 "$STET" diff -f htm old new
ok "... the nearest is told" grep -q "did you mean 'html'" "$TMP/err"

# --- markdown -----------------------------------------------------------------
exits "markdown" 1 "$STET" diff -f markdown old new
ok "... means nothing but what it says" grep -qF \
	'&lt;script\>alert(1)&lt;/script\> &amp; &#64;somebody &#35;12' "$TMP/out"
ok "... has words" grep -qF '<del>first</del> <ins>second</ins>' "$TMP/out"
is "... is ours" "$(grep -c '<script' "$TMP/out")" 0
"$STET" diff -f markdown --limit 700 "$TOP/doc-txt/NewStuff" \
	"$TOP/doc-txt/ChangeLog" >"$TMP/small"
ok "--limit holds" test "$(wc -c <"$TMP/small")" -le 700
ok "... and says what is missing" grep -q \
	'[0-9]* more changes.* do not fit in 700 bytes' "$TMP/small"

# --- html ---------------------------------------------------------------------
exits "html" 1 "$STET" diff -f html -o "$TMP/r.html" old new
is "... nothing on standard output" "$(wc -c <"$TMP/out")" 0
not_ok "... fetches nothing" grep -qE '(src|href)="(https?:|//)|@import|url\(["'\'']?(https?:|//)' \
	"$TMP/r.html"
is "... is ours" "$(grep -c '<script>alert' "$TMP/r.html")" 0
ok "... valid" python3 "$TOP/tests/golden/html_check.py" "$TMP/r.html"
exits "html --whole" 1 "$STET" diff -f html --whole -o "$TMP/w.html" old new
ok "... valid" python3 "$TOP/tests/golden/html_check.py" "$TMP/w.html"
exits "html of nothing" 0 "$STET" diff -f html -o "$TMP/n.html" old old
ok "... says so" grep -q "Nothing that a reader would notice" "$TMP/n.html"

# --- stylesheets ----------------------------------------------------------------
mkdir sheets
sed "s/concat(' ', @unit/concat('=', @unit/" \
	"$TOP/xml/diff-terminal.xsl" >sheets/diff-terminal.xsl
exits "a stylesheet of one's own" 1 "$STET" diff --stylesheet-dir sheets old new
ok "... is used" grep -q "edited=section" "$TMP/out"
exits "xml for it" 1 "$STET" diff -f xml old new
ok "... well formed" xmllint --noout "$TMP/out"

# --- git ------------------------------------------------------------------------
git init -q r && cd r || exit 1
cp ../old/a.md . && printf 'a\0b' >b.png && cp a.md gone.md && cp a.md c.md
git add . && git commit -qm one
cp ../new/a.md . && printf 'a\0c' >b.png && rm gone.md && git mv c.md d.md
echo 'More.' >>d.md && cp a.md new.md && git add -N new.md
exits "as GIT_EXTERNAL_DIFF" 0 env GIT_EXTERNAL_DIFF="$STET diff" git diff HEAD -M
ok "... a changed file" grep -q '^a.md:3: edited section One' "$TMP/out"
ok "... one that is gone" grep -q '^gone.md:.*: removed' "$TMP/out"
ok "... a new one" grep -q '^new.md:.*: added' "$TMP/out"
ok "... a renamed one" grep -q '^d.md:.*: edited' "$TMP/out"
ok "... a binary one" grep -q 'b.png.*is binary' "$TMP/err"
git config diff.stet.command "$STET diff"
echo '*.md diff=stet' >.gitattributes
exits "as a diff driver" 0 git diff HEAD
ok "... for its files" grep -qF '[-first-] {+second+}' "$TMP/out"
ok "... and no others" grep -q '^Binary files' "$TMP/out"
git config difftool.stet.cmd "$STET diff \"\$LOCAL\" \"\$REMOTE\""
exits "as a difftool for folders" 0 \
	git difftool --dir-diff --no-symlinks --tool=stet HEAD
ok "... the same words" grep -qF '[-first-] {+second+}' "$TMP/out"

# As the manual has it for pull requests, with a gh that keeps what it gets.
git add . && git commit -qm two && git branch origin/main HEAD~1
mkdir "$TMP/bin"
ln -s "$STET" "$TMP/bin/stet"
printf '#!/bin/sh\nshift 4; cat "$@" >posted\n' >"$TMP/bin/gh"
chmod +x "$TMP/bin/gh"
sed -n '/^status=0$/,/^fi$/p' "$TOP/xml/manual.xfpt" >"$TMP/snippet"
exits "a comment on a pull request" 0 \
	env PATH="$TMP/bin:$PATH" NUMBER=7 sh -e "$TMP/snippet"
ok "... is posted" grep -q '<del>first</del> <ins>second</ins>' posted
git branch -f origin/main HEAD && rm posted
exits "nothing changed" 0 env PATH="$TMP/bin:$PATH" NUMBER=7 sh -e "$TMP/snippet"
not_ok "... is not" test -e posted
done_testing
