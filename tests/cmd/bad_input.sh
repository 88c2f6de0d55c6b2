# SPDX-License-Identifier: ISC
# What is wrong with the input is said with file and line, the exit status is 2,
# and nothing is written. A full disk is 3.
. "$TOP/tests/tap.sh"

mkdir in
echo 'secret' >outside
cd in || exit 1
version='--set version=1'

# The file on standard input is refused: the messages match the patterns, one a
# line, and nothing else is said as an error.
refused() { # NAME FILE PATTERN...
	refused_name=$1 refused_file=$2
	shift 2
	# shellcheck disable=SC2086
	exits "$refused_name: status" 2 timeout "${SAN:+1}20" \
		"$STET" convert -t docbook $version -o written "$refused_file"
	for refused_pattern in "$@"; do
		ok "$refused_name: $refused_pattern" \
			grep -Eq "^$refused_pattern" "$TMP/err"
	done
	is "$refused_name: no other error" \
		"$(grep -c ': error: ' "$TMP/err")" $#
	not_ok "$refused_name: nothing written" test -e written
	# What a file outside holds must never be repeated.
	not_ok "$refused_name: nothing leaks" grep -q secret "$TMP/err" "$TMP/out"
}

# --- xfpt ---------------------------------------------------------------------

printf 'one\n\n.include nothing.here\n' >a.xfpt
refused 'missing include' a.xfpt "a.xfpt:3: error: .*nothing.here"

printf '.include ../outside\n' >a.xfpt
refused 'include outside the tree' a.xfpt "a.xfpt:1: error: .*outside"
printf '\n.include /etc/passwd\n' >a.xfpt
refused 'include by a path from the root' a.xfpt "a.xfpt:2: error: .*passwd"
ln -s ../outside link
printf '.include link\n' >a.xfpt
refused 'include by a link to the outside' a.xfpt "a.xfpt:1: error: .*link"
printf '.include a.xfpt\n' >a.xfpt
refused 'file that includes itself' a.xfpt "a.xfpt:1: error: "

printf '.macro m\n.m\n.endmacro\n\n.m\n' >a.xfpt
refused 'endless macro recursion' a.xfpt "a.xfpt:[0-9]+: error: .*m"
printf '.macro m\n.n\n.n\n.endmacro\n.macro n\n.m\n.m\n.endmacro\n.m\n' >a.xfpt
refused 'endless recursion of two' a.xfpt "a.xfpt:[0-9]+: error: "
printf '.macro m\n&m() &m()\n.endmacro\n&m()\n' >a.xfpt
refused 'endless recursion inline' a.xfpt "a.xfpt:[0-9]+: error: "
{
	echo .macro a0
	echo text
	echo .endmacro
	for i in 1 2 3 4 5 6 7 8 9; do
		echo ".macro a$i"
		yes ".a$((i - 1))" | head -10
		echo .endmacro
	done
	echo .a9
} >a.xfpt
refused 'macros that multiply' a.xfpt "a.xfpt:[0-9]+: error: "

printf 'x\n\n.literal layout\nabc\n' >a.xfpt
refused 'unclosed .literal' a.xfpt "a.xfpt:[34]: error: .*literal"

printf ".include stdflags\n\nan &'unended pair\n\nmore\n" >a.xfpt
refused 'unterminated flag pair' a.xfpt "a.xfpt:3: error: .*flag"

printf '.include stdflags\n.include stdmacs\n.docbook\n.book\n\n.chapter "C"\n' >head
{ cat head; printf 'x\n.wen\n'; } >a.xfpt
refused '.wen without .new' a.xfpt "a.xfpt:8: error: .*wen"

{
	cat head
	printf '.literal xml\n<para>a & b</para>\n<para><emphasis>x</para>\n'
	printf '<para a=b/>\n.literal off\n'
} >a.xfpt
refused 'invalid XML inside .literal xml' a.xfpt "a.xfpt:8: error: .*&amp;" \
	"a.xfpt:9: error: '<emphasis>' is never closed" \
	"a.xfpt:10: error: .*quotes"

{ cat head; printf 'one\n\na \0 b\n\ntwo\n'; } >a.xfpt
refused 'NUL byte' a.xfpt "a.xfpt:9: error: .*NUL"
{ cat head; printf 'a \377 b\n'; } >a.xfpt
refused 'byte that is not UTF-8' a.xfpt "a.xfpt:7: error: .*UTF-8"

{
	printf '.literal xml\n<?xml version="1.0"?>\n<!DOCTYPE book [\n'
	printf '<!ENTITY x SYSTEM "../outside">]>\n<book>\n&x;\n</book>\n'
	printf '.literal off\n'
} >a.xfpt
refused 'external entity in xfpt' a.xfpt "a.xfpt:6: error: .*'x'"

# --- DocBook -------------------------------------------------------------------

{
	printf '<!DOCTYPE book [\n<!ENTITY e0 "ha">\n'
	for i in 1 2 3 4 5 6 7 8 9; do
		printf '<!ENTITY e%d "' $i
		for k in 1 2 3 4 5 6 7 8 9 0; do
			printf '&e%d;' $((i - 1))
		done
		printf '">\n'
	done
	printf ']>\n<book>&e9;</book>\n'
} >a.xml
refused 'entity bomb' a.xml "a.xml:13: error: .*bomb"

printf '<!DOCTYPE book [\n<!ENTITY a "&b;">\n<!ENTITY b "&a;">]>\n<book>&a;</book>\n' >a.xml
refused 'entity that holds itself' a.xml "a.xml:4: error: .*itself"

for file in ../outside file:///etc/passwd /etc/passwd http://localhost/ link; do
	printf '<!DOCTYPE book [\n<!ENTITY x SYSTEM "%s">]>\n<book>\n&x;</book>\n' \
		"$file" >a.xml
	refused "external entity $file" a.xml "a.xml:4: error: .*'x'.*$file"
	printf '<!DOCTYPE book [\n<!ENTITY %% x SYSTEM "%s">\n%%x;]>\n<book/>\n' \
		"$file" >a.xml
	refused "parameter entity $file" a.xml "a.xml:3: error: .*'x'.*$file"
	printf '<book xmlns:xi="http://www.w3.org/2001/XInclude">\n' >a.xml
	printf '<xi:include parse="text" href="%s"/></book>\n' "$file" >>a.xml
	refused "xi:include $file" a.xml "a.xml:2: error: .*$file"
done

printf '<book><title>T</title>\n<chapter>\n<para>x</chapter></book>\n' >a.xml
refused 'tags that do not match' a.xml "a.xml:3: error: '<para>' is never closed"
printf '<book>\n&hellop;</book>\n' >a.xml
refused 'unknown entity' a.xml "a.xml:2: error: .*'&hellip;'"
printf '<html><body/></html>\n' >a.xml
refused 'no DocBook' a.xml "a.xml:1: error: '<html>'"
: >a.xml
refused 'empty file' a.xml "a.xml:1: error: "
printf '<book>a\n\0b</book>\n' >a.xml
refused 'NUL byte in DocBook' a.xml "a.xml:2: error: .*NUL"
yes '<a>' | head -100000 >a.xml
refused 'elements without end' a.xml "a.xml:1001: error: .*deep"

# --- files ---------------------------------------------------------------------

refused 'no such file' none.xfpt "none.xfpt:1: error: cannot be read"
mkdir dir.xml
refused 'a folder' dir.xml "dir.xml:1: error: cannot be read"
mkfifo fifo.xml
refused 'a pipe by name' fifo.xml "fifo.xml:1: error: cannot be read"
printf '<book/>\n' >a.xml
chmod 000 a.xml
if [ -r a.xml ]; then
	skip 'a file without permission' 'root may read everything'
else
	refused 'a file without permission' a.xml "a.xml:1: error: cannot be read"
fi
chmod 644 a.xml
# A regular file that opens, and cannot be read by anyone.
exits 'a read that fails' 2 "$STET" convert -t docbook -f docbook /proc/self/mem
ok 'it is said where' grep -q '^/proc/self/mem:1: error: cannot be read' \
	"$TMP/err"

# --- text ----------------------------------------------------------------------

printf 'Title\n=====\n\nx \0 y\n' >a.txt
refused 'NUL byte in text' a.txt "a.txt:4: error: .*NUL"

# --- the configuration ----------------------------------------------------------

mkdir -p configured/in
printf 'Some text.\n' >configured/in/a.txt
printf '[spec]\n\tsecret = word\n' >configured/outside
printf '[spec]\n\tmain = a.txt\n[include]\n\tpath = ../outside\n' \
	>configured/in/stet.conf
exits 'a configuration that includes' 2 sh -c \
	"cd configured/in && '$STET' outline a.txt"
ok 'is told where' grep -q "stet.conf:4: error: 'include.path' is no key" \
	"$TMP/err"
is 'and what it names is not read' "$(grep -c secret "$TMP/err")" 0
printf '[spec]\n\tmain = "a.txt\n[man\n\tname = x\n' >configured/in/stet.conf
exits 'a configuration with two mistakes' 2 sh -c \
	"cd configured/in && '$STET' outline a.txt"
is 'both are told' "$(sed -n 's/.*stet.conf:\([0-9]*: error: .*\)/\1/p' \
	"$TMP/err")" "2: error: '\"' is missing after the value
3: error: ']' is missing after the section"

# --- edits and builds -----------------------------------------------------------

mkdir project
cp -R "$TOP/stet.conf" "$TOP/doc-txt" "$TOP/xml" project
cd project || exit 1
tree() { find . -type f -exec cksum {} + | sort; }
tree >../before

unchanged() { # NAME
	tree >../after
	same "$1: nothing written" ../before ../after
}

edit() { echo 'A text.' | "$STET" "$@"; }
exits 'option without a type' 2 edit option add some_option --use smtp \
	--default unset --text -
ok 'the missing type is named' grep -Eq '^[^ ]+:[0-9]+: error: .*--type' "$TMP/err"
unchanged 'option without a type'
exits 'option of an unknown driver' 2 edit option add some_option --use smptp \
	--type string --default unset --text -
ok 'the drivers are named' grep -Eq '^xml/spec.xfpt:[0-9]+: error: .*smtp' \
	"$TMP/err"
unchanged 'option of an unknown driver'
exits 'option with a text that is not there' 2 edit option add some_option \
	--use smtp --type string --default unset --text none.txt
ok 'the text is named' grep -q '^none.txt:1: error: ' "$TMP/err"
unchanged 'option with a text that is not there'
if "$STET" help promote >/dev/null 2>&1; then
	exits 'unknown section title' 2 "$STET" promote 'OCPS Stapling support'
	ok 'the nearest titles are named' grep -Eq \
		'^doc-txt/experimental-spec.txt:[0-9]+: error: .*OCSP' "$TMP/err"
	unchanged 'unknown section title'
	exits 'unknown chapter to go into' 2 \
		"$STET" promote 'OCSP Stapling support' --into CHAPnowhere
	ok 'the chapter is named' grep -Eq \
		'^xml/spec.xfpt:[0-9]+: error: .*CHAPnowhere' "$TMP/err"
	unchanged 'unknown chapter to go into'
else
	skip 'unknown section title' 'there is no promote'
fi

printf '.include none\n' >>xml/spec.xfpt
tree >../before
exits 'build of a broken spec' 2 "$STET" build
ok 'it is said where' grep -q 'xml/spec.xfpt:[0-9]*: error: ' "$TMP/err"
unchanged 'build of a broken spec'
exits 'edit of a broken spec' 2 edit option add some_option --use smtp \
	--type string --default unset --text -
unchanged 'edit of a broken spec'
cd ..

# --- a full disk ------------------------------------------------------------------

printf '<book><title>T</title></book>\n' >good.xml
full() { "$STET" convert -t docbook good.xml >/dev/full; }
exits 'full disk on standard output' 3 full
ok 'it is said' grep -q ': error: ' "$TMP/err"

# A device or a pipe is written to, never replaced by a file.
mkfifo pipe
cat pipe >piped &
exits 'output to a pipe by name' 0 "$STET" convert -t docbook -o pipe good.xml
wait
ok 'it is still a pipe' test -p pipe
ok 'it got the document' grep -q '<title>T</title>' piped

# No file may grow beyond 0 blocks: what a full disk does to a write.
limited() { (ulimit -f 0 && trap '' XFSZ && "$@"); }
echo old >kept
limit() { limited "$STET" convert -t docbook -o kept good.xml; }
exits 'full disk under a file' 3 limit
is 'the old file is kept' "$(cat kept)" old
# shellcheck disable=SC2012
is 'no temporary is left' "$(ls -A | grep -c kept)" 1
limit() { limited "$STET" convert -t docbook -o fresh good.xml; }
exits 'full disk under a new file' 3 limit
not_ok 'it is not there' test -e fresh
done_testing
