# SPDX-License-Identifier: ISC
# stet diff from outside: what can be compared, exit statuses, messages.
. "$TOP/tests/tap.sh"

cp -r "$TOP/stet.conf" "$TOP/doc-txt" "$TOP/xml" .
mkdir -p tree && mv stet.conf doc-txt xml tree/
cd tree || exit 1
git_() { git -c user.name=a -c user.email=a@example.org -c commit.gpgsign=false "$@"; }
git_ init -q . && git_ add . && git_ commit -q -m one && git_ tag v1
news=doc-txt/NewStuff
sed '0,/^ 1\. /s// 1. In short: /' "$news" >news && mv news "$news"
git_ commit -q -a -m two && git_ tag v2

# --- sides -----------------------------------------------------------------------
exits "no arguments: nothing changed since HEAD" 0 "$STET" diff
is "and nothing is said" "$(cat "$TMP/out" "$TMP/err")" ""
exits "A..B" 1 "$STET" diff --stat v1..v2
ok "names the file in the revision" \
	grep -q '^v2:doc-txt/NewStuff:[0-9]*: edited ' "$TMP/out"
is "and counts" "$(tail -1 "$TMP/out")" "1 edited"
cp "$TMP/out" "$TMP/range"
exits "two revisions" 1 "$STET" diff --stat v1 v2
same "are the same as a range" "$TMP/out" "$TMP/range"
exits "A.. ends in HEAD" 1 "$STET" diff --stat v1..
exits "a revision and the work tree" 1 "$STET" diff --stat v1
ok "names the file in the work tree" \
	grep -q '^doc-txt/NewStuff:[0-9]*: edited ' "$TMP/out"
exits "a file in a revision and in the work tree" 1 \
	"$STET" diff --stat "v1:$news"
is "only that file" "$(grep -c edited "$TMP/out")" 2
exits "from a folder below" 1 \
	sh -c "cd doc-txt && '$STET' diff --stat v1:./NewStuff"
exits "the whole set from a folder below" 1 \
	sh -c "cd doc-txt && '$STET' diff --stat v1..v2"
exits "a file, against HEAD" 0 "$STET" diff "$news"
echo >>"$news" && echo " 9. One more thing that is new." >>"$news"
exits "a changed file, against HEAD" 1 "$STET" diff --stat "$news"
exits "the work tree, against HEAD" 1 "$STET" diff --stat
exits "a folder, against HEAD" 1 "$STET" diff --stat doc-txt
exits "two files" 1 "$STET" diff --stat "$news" doc-txt/ChangeLog
exits "a file and a file in a revision" 1 "$STET" diff "v2:$news" "$news"
git_ checkout -q -- "$news"
exits "two folders" 0 "$STET" diff . "$TMP/tree"
git_ clone -q --bare . "$TMP/bare.git"
exits "in a bare repository" 1 sh -c "cd '$TMP/bare.git' && '$STET' diff --stat v1..v2"
sed 's/^v2://; s/^v1://' "$TMP/out" >"$TMP/bare"
sed 's/^v2://; s/^v1://' "$TMP/range" | cmp -s - "$TMP/bare"
is "as in any other" "$?" 0

# --- folders without a project ------------------------------------------------------
mkdir -p "$TMP/plain/a" "$TMP/plain/b"
cd "$TMP/plain" || exit 1
printf '# T\n\nSome words.\n' >a/x.md
printf 'A title\n-------\n\nWords of a text.\n' >a/y.txt
cp a/* b/
printf '\0\1\2' >b/image
exits "all files of a folder; what is no text does not count" 0 "$STET" diff a b
printf '# T\n\nSome other words.\n' >b/x.md
exits "a file that changed" 1 "$STET" diff a b
ok "is named" grep -q '^b/x.md:3: edited document x.md (+1 -0 words)$' "$TMP/out"
rm b/y.txt
exits "a file that is gone" 1 "$STET" diff --stat a b
ok "its section was removed" grep -q '^a/y.txt:1: removed section A title' "$TMP/out"
exits "nothing, as git has it, and a file" 1 "$STET" diff --stat /dev/null a/x.md
exits "a file and nothing" 1 "$STET" diff --stat a/x.md /dev/null

# --- across formats ------------------------------------------------------------------
printf '# T\n\n## One\n\nSome words.\n\n- an item\n' >one.md
cat >one.xml <<'END'
<article><title>T</title>
<section><title>One</title>
<para>Some
words.</para>
<itemizedlist><listitem><para>an item</para></listitem></itemizedlist>
</section></article>
END
exits "Markdown and DocBook that say the same" 0 "$STET" diff one.md one.xml
sed 's/an item/no item/' one.xml >two.xml
exits "and that do not" 1 "$STET" diff one.md two.xml
is "the word" "$(grep '  ~ ' "$TMP/out")" "  ~   * [-an-]{+no+} item"

# An option's text stands below the table that names it.
"$STET" convert -t docbook --set version=1 -o spec.xml "$TOP/xml/spec.xfpt"
sed 's/^client is sent the message/client is not sent the message/' spec.xml >sent.xml
exits "a word in an option of DocBook" 1 "$STET" diff spec.xml sent.xml
is "is the option's" "$(head -1 "$TMP/out" | cut -d: -f3-)" \
	" edited option acl_smtp_connect (+1 -0 words)"
is "... and nothing else" "$(grep -c '^[^ ]' "$TMP/out")" 1

# --- included files --------------------------------------------------------------------
mkdir -p "$TMP/inc/a" "$TMP/inc/b"
cd "$TMP/inc" || exit 1
for side in a b; do
	printf '.include stdflags\n.include stdmacs\n.include ./more.inc\n.chapter "One" ONE\nText.\n.said\n' >$side/m.xfpt
done
printf '.macro said\nIt is so.\n.endmacro\n' >a/more.inc
printf '.macro said\nIt is not so.\n.endmacro\n' >b/more.inc
exits "a definition in an included file" 1 "$STET" diff a/m.xfpt b/m.xfpt
is "is told where it stands" "$(grep . "$TMP/out")" \
	"b/more.inc:2: edited document more.inc (+1 -0 words)
  ~ It is {+not +}so."
cd "$TMP/plain" || exit 1

# --- nothing is written anew ------------------------------------------------------------
exits "-o" 1 "$STET" diff -f json -o report.json one.md two.xml
is "nothing on standard output" "$(cat "$TMP/out")" ""
ok "the report is there" grep -q '"stet": 1' report.json
printf 'words \033[31mred\n' >esc.md
printf 'words\n' >noesc.md
exits "control characters" 1 "$STET" diff noesc.md esc.md
not_ok "do not reach the terminal" grep -q "$(printf '\033')" "$TMP/out"

# --- trouble ----------------------------------------------------------------------------
exits "three arguments" 2 "$STET" diff a b c
exits "no such file" 2 "$STET" diff nothing.md one.md
ok "says so" grep -q "'nothing.md' is no file, folder or revision" "$TMP/err"
exits "no such format" 2 "$STET" diff -f jsno a b
ok "says which was meant" grep -q "did you mean 'json'" "$TMP/err"
printf '<book><para></book>\n' >broken.xml
exits "a file that cannot be read" 2 "$STET" diff one.xml broken.xml
ok "says where" grep -q '^broken.xml:1: error: ' "$TMP/err"
is "and nothing else" "$(cat "$TMP/out")" ""
exits "no repository" 2 "$STET" diff v1..v2
exits "three dots" 2 sh -c "cd '$TMP/tree' && '$STET' diff v1...v2"
exits "no such revision" 2 sh -c "cd '$TMP/tree' && '$STET' diff v3..v2"
git init -q "$TMP/broken"
echo '[core' >"$TMP/broken/.git/config"
exits "a repository that cannot be opened" 2 sh -c \
	"cd '$TMP/broken' && '$STET' diff HEAD"
ok "... says why, not that there is none" grep -q "cannot be opened: .*config" \
	"$TMP/err"
exits "no such file in the revision" 2 \
	sh -c "cd '$TMP/tree' && '$STET' diff v1:nothing v2:$news"

done_testing
