# SPDX-License-Identifier: ISC
# stet convert: its options, and what it does with input that is bad.
. "$TOP/tests/tap.sh"

unset SOURCE_DATE_EPOCH
printf 'One.\n' >one.xfpt
printf '<para>\nOne.\n</para>\n' >one.xml

exits 'a file' 0 "$STET" convert -t docbook one.xfpt
same 'goes to standard output' "$TMP/out" one.xml
exits '--to' 0 "$STET" convert --to=docbook one.xfpt
"$STET" convert -t docbook - <one.xfpt >out
same 'standard input is xfpt' out one.xml
exits '-o' 0 "$STET" convert -t docbook -o written.xml one.xfpt
same 'writes the file' written.xml one.xml
cp one.xfpt one.txt
exits '-f' 0 "$STET" convert -t docbook -f xfpt one.txt
same 'says the format' "$TMP/out" one.xml

# --- other formats
printf '# Title\n\nText & more.\n' >doc.md
exits 'Markdown' 0 "$STET" convert -t docbook doc.md
ok 'is a tree of DocBook' grep -q '<title>Title</title>' "$TMP/out"
"$STET" convert -t docbook -f markdown - <doc.md >out
ok 'from standard input too' grep -q 'Text &amp; more' out
printf '<book><title>T &ndash; U</title></book>' >doc.xml
exits 'DocBook' 0 "$STET" convert -t docbook doc.xml
ok 'is UTF-8' grep -q 'T – U' "$TMP/out"

# --- usage
exits 'no -t' 2 "$STET" convert one.xfpt
ok 'says what to give' grep -q 'error: .*-t docbook' "$TMP/err"
exits 'another -t' 2 "$STET" convert -t docbok one.xfpt
ok 'is told the nearest' grep -q "did you mean 'docbook'" "$TMP/err"
exits 'another -f' 2 "$STET" convert -t docbook -f markdwn one.xfpt
ok 'is told the nearest' grep -q "did you mean 'markdown'" "$TMP/err"
exits 'no input' 2 "$STET" convert -t docbook
exits 'two inputs' 2 "$STET" convert -t docbook one.xfpt one.xfpt
exits 'compatible Markdown' 2 "$STET" convert -t docbook --xfpt-compat doc.md
exits 'a bad --set' 2 "$STET" convert -t docbook --set version one.xfpt

# --- bad input: file:line, status 2, nothing written
bad() { # NAME LINE MESSAGE
	rm -f out.xml
	exits "$1: status 2" 2 "$STET" convert -t docbook -o out.xml bad.xfpt
	ok "$1: the message" grep -q "^bad.xfpt:$2: error: .*$3" "$TMP/err"
	not_ok "$1: nothing written" test -e out.xml
}
printf 'a\n\n.include ./none\nb\n' >bad.xfpt
bad 'a missing include' 3 "cannot include './none'"
printf 'a\n.include none\n' >bad.xfpt
bad 'an unknown library file' 2 "write './none'"
printf '.include /etc/passwd\n' >bad.xfpt
bad 'an include of a system file' 1 'outside'
printf '.include ../secret\n' >bad.xfpt
printf 'hushhush\n' >../secret
bad 'an include from above' 1 'outside'
not_ok 'is not read' grep -q hushhush "$TMP/out" "$TMP/err"
rm -f ../secret
ln -s /etc/passwd link
printf '.include ./link\n' >bad.xfpt
bad 'a link out of the folder' 1 'outside'
exits 'the same with --xfpt-compat' 2 \
	"$STET" convert -t docbook --xfpt-compat bad.xfpt
mkdir -p folder
printf '.include ./folder\n' >bad.xfpt
bad 'a folder' 1 'not a regular file'
printf 'x\n.include ./bad.xfpt\n' >bad.xfpt
bad 'a file that includes itself' 2 'nested more than'
printf '.macro m\n.m\n.endmacro\n.m\n' >bad.xfpt
bad 'endless recursion' 4 'does one call itself'
printf '.macro m\n.eacharg\n.endeach 0\n.endmacro\n.m x\n' >bad.xfpt
bad 'an endless loop' 5 'does not come to an end'
printf '.literal xml\n<a/>\n' >bad.xfpt
bad 'an unclosed .literal' 1 'is not ended'
printf ".include stdflags\na\n&'b\nc\n" >bad.xfpt
bad 'an unclosed flag' 3 'missing closing flag'
printf '.include stdflags\n.include stdmacs\na\n.wen\n' >bad.xfpt
bad '.wen without .new' 4 "'.wen' without '.new'"
printf 'a\nb\0c\n&x\n' >bad.xfpt
bad 'a NUL byte' 2 'NUL byte'
ok 'and what comes after it' grep -q '^bad.xfpt:3: error:' "$TMP/err"
printf '.include stdflags\n.include stdmacs\n.docbook\n.book\n.chapter X\n' \
	>bad.xfpt
printf 'a\n.literal xml\n<a>\n</b>\n.literal off\nc\n' >>bad.xfpt
bad 'invalid XML in .literal xml' 9 ''
exits 'a file that is not there' 2 "$STET" convert -t docbook nothing.xfpt
printf '.bad\none\n' >bad.xfpt
"$STET" convert -t docbook --xfpt-compat bad.xfpt >out 2>/dev/null
same 'with --xfpt-compat standard output has what xfpt prints' out - <<-'END'
	<para>
	one
	</para>
END
rm -f out.xml
exits 'but no file is written' 2 \
	"$STET" convert -t docbook --xfpt-compat -o out.xml bad.xfpt
not_ok 'really' test -e out.xml
if [ -c /dev/full ]; then
	"$STET" convert -t docbook one.xfpt >/dev/full 2>err
	is 'a full disk: status 3' $? 3
else
	skip 'a full disk' 'no /dev/full'
fi

# --- includes
mkdir -p doc
printf 'part\n' >doc/part
printf '.include ./part\n.include sub/more\n' >doc/main.xfpt
mkdir -p doc/sub
printf 'more\n' >doc/sub/more
"$STET" convert -t docbook doc/main.xfpt >out
same 'includes are beside the main file' out - <<-'END'
	<para>
	part
	more
	</para>
END
printf '.include doc/part\n' >doc/main.xfpt
exits 'or come from the current folder' 0 "$STET" convert -t docbook doc/main.xfpt
printf 'fine\n&bad\n' >doc/part
"$STET" convert -t docbook doc/main.xfpt 2>err >/dev/null
ok 'errors in them have their name' grep -q '^doc/part:2: error:' err

# --- local_params
printf '.include ./local_params\n.literal xml\n.version\n.fulldate\n.year\n' \
	>params.xfpt
printf '.versiondatexml\n.literal off\n' >>params.xfpt
SOURCE_DATE_EPOCH=1000000000 "$STET" convert -t docbook \
	--set version=1.25 params.xfpt >out
same 'a missing local_params is made' out - <<-'END'
	1.25
	09 Sep 2001
	2001
	<revnumber>1.25</revnumber>
	<date>09 Sep 2001</date>
END
exits 'without a version' 2 "$STET" convert -t docbook params.xfpt
ok 'the fix is named' \
	grep -q '^params.xfpt:1: error: .*--set version=' "$TMP/err"
printf '.macro version\nmine\n.endmacro\n' >local_params
printf '.include ./local_params\n.literal xml\n.version\n.literal off\n' \
	>params.xfpt
exits 'one that is there' 0 "$STET" convert -t docbook params.xfpt
is 'is read' "$(cat "$TMP/out")" mine

# --- mended places
printf 'no newline' >last.xfpt
"$STET" -v convert -t docbook last.xfpt >out 2>err
ok 'are noted with -v' grep -q '^last.xfpt:1: note: ' err
"$STET" convert -t docbook last.xfpt >out 2>err
is 'and not without' "$(cat err)" ''
is 'the text is there' "$(grep -c 'no newline' out)" 1
done_testing
