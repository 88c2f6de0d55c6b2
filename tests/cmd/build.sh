#!/bin/sh
# SPDX-License-Identifier: ISC
# stet build: what it reads, where it writes, and when it does not.
. "$TOP/tests/tap.sh"

mkdir -p p/doc-txt
cat >p/stet.conf <<'END'
[spec]
	name = tiny
	version = 2.1
	main = main.xml
	experimental = doc-txt/new.txt
END
cat >p/main.xml <<'END'
<book><title>Tiny</title>
<chapter id="a"><title>First</title><para>See <xref linkend="b"/>.</para></chapter>
<chapter id="b"><title>Second</title><para>Text.</para></chapter></book>
END
printf 'New\n\nThing\n-----\n\nText.\n' >p/doc-txt/new.txt

exits "a project builds" 0 "$STET" -C p build -f html,docbook
is "... saying how much" "$(cat "$TMP/out")" "wrote 9 files to out, 0 unchanged"
is "... into out" "$(cd p/out && find . -type f | sort | tr '\n' ' ')" \
	"./main.xml ./main/first.html ./main/index.html ./main/search.js ./main/second.html \
./main/stet.css ./main/stet.js ./new.html ./new.xml "
touch -d 2001-01-01 p/out/main/index.html
"$STET" -v -C p build -f html >log
is "what would not change is left alone" "$(cat log)" \
	"wrote 0 files to out, 7 unchanged"
is "... its time too" "$(date -r p/out/main/index.html +%Y)" 2001
echo >>p/out/main/first.html
"$STET" -v -C p/doc-txt build -f html >log
is "from a folder below, -v names what is written" \
	"$(sed "s,$PWD/,," log | tr '\n' ' ')" \
	"p/out/main/first.html wrote 1 file to p/out, 6 unchanged "
"$STET" -q -C p build -f html >log 2>&1
is "-q says nothing" "$(cat log)" ""

exits "one document, elsewhere" 0 "$STET" build -f html --single -o o p/main.xml
ok "... in one page" test -f o/main.html
exits "-o - prints it" 0 "$STET" build -f html -o - p/main.xml
same "... the same" "$TMP/out" o/main.html
exits "-o - wants one file" 2 "$STET" build -f html,docbook -o - p/main.xml
exits "an unknown format" 2 "$STET" build -f htlm p/main.xml
is "... did you mean" "$(cat "$TMP/err")" \
	"stet: error: unknown format 'htlm' (did you mean 'html'?)"
exits "a document named twice" 2 "$STET" build p/main.xml p/main.xml
mkdir q
cp p/main.xml q/main.xml
exits "two documents of one name" 2 "$STET" build -f docbook -o t p/main.xml \
	q/main.xml
ok "... write nothing" test ! -e t
mkdir empty
exits "nothing to build" 2 "$STET" -C empty build

# An error in any document: all are reported, nothing is written.
sed 's/linkend="b"/linkend="nowhere"/' p/main.xml >p/dead.xml
exits "an error in one of two" 2 "$STET" build -f html -o e p/dead.xml \
	p/main.xml p/missing.xml
ok "... the first is reported" grep -q '^p/dead.xml:2: error: ' "$TMP/err"
ok "... the last too" grep -q '^p/missing.xml:1: error: ' "$TMP/err"
ok "... and nothing is written" test ! -e e

# Where nothing can be written: nothing is replaced, no temporary stays.
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=16k none empty 2>/dev/null; then
	exits "a full disk is the system's failure" 3 "$STET" build -f html \
		-o empty p/main.xml
	is "... and leaves no file" "$(find empty -type f)" ""
	umount empty
else
	skip "a full disk" "cannot mount one"
fi
echo >file
exits "a file where the folder should be" 3 "$STET" build -f html \
	-o file/x p/main.xml

# Stylesheets of the user's own.
mkdir s
cat >s/html.xsl <<'END'
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:include href="more.xsl"/>
<xsl:template match="/"><xsl:message>hello &amp; more</xsl:message><pages><page
name="index.html"><html><body><xsl:call-template name="more"/></body></html></page></pages>
</xsl:template></xsl:stylesheet>
END
cat >s/more.xsl <<'END'
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:template name="more"><p>mine</p></xsl:template></xsl:stylesheet>
END
exits "a stylesheet of one's own" 0 "$STET" build -f html -o - \
	--stylesheet-dir s p/main.xml
is "... is used, with what it includes" "$(grep -c '<p>mine</p>' "$TMP/out")" 1
is "... its messages are notes" "$(cat "$TMP/err")" \
	"html.xsl:1: note: hello & more"
echo 'p { color: red }' >s/html.css
rm s/html.xsl
exits "its style alone" 0 "$STET" build -f html -o - --stylesheet-dir s p/main.xml
ok "... is used" grep -q 'color: red' "$TMP/out"
exits "no such folder" 2 "$STET" build --stylesheet-dir none p/main.xml

sheet() { # NAME MESSAGE BODY: what a stylesheet may not do
	cat >s/html.xsl <<END
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
xmlns:exsl="http://exslt.org/common" extension-element-prefixes="exsl">
$3</xsl:stylesheet>
END
	exits "a stylesheet that $1" 2 "$STET" build -f html -o u \
		--stylesheet-dir s p/main.xml
	ok "... is stopped with a message" grep -q "$2" "$TMP/err"
	ok "... and nothing is written" test ! -e u
}
body='<xsl:template match="/"><pages><page name="a.html"><html>'
end='</html></page></pages></xsl:template>'
echo '<secret/>' >secret.xml
sheet "reads a file" "error: .*secret.xml" \
	"$body<xsl:copy-of select=\"document('$PWD/secret.xml')\"/>$end"
sheet "reads beside its folder" "error: .*secret.xml" \
	"$body<xsl:copy-of select=\"document('../secret.xml')\"/>$end"
sheet "includes a file" "error: .*secret.xml" \
	"<xsl:include href=\"$PWD/secret.xml\"/>$body$end"
sheet "includes the network" "error: .*http" \
	"<xsl:include href=\"http://localhost:9/x.xsl\"/>$body$end"
sheet "writes a file" "html.xsl:[0-9]*: error: " \
	"$body<exsl:document href=\"$PWD/u\"><x/></exsl:document>$end"
sheet "never ends" "html.xsl:[0-9]*: error: " \
	"<xsl:template match=\"/\"><xsl:apply-templates select=\"/\"/></xsl:template>"
sheet "is not XML" "html.xsl:[0-9]*: error: " "<xsl:template>"
sheet "has a false expression" "html.xsl:[0-9]*: error: " \
	"$body<xsl:value-of select=\"a[\"/>$end"
sheet "names a page outside" "error: .*'../x'" \
	"<xsl:template match=\"/\"><pages><page name=\"../x\"><html/></page></pages></xsl:template>"
sheet "gives up" "html.xsl:[0-9]*: error: " \
	"$body<xsl:message terminate=\"yes\">no more</xsl:message>$end"
ln -s "$PWD/secret.xml" s/link.xml
sheet "follows a link out" "error: " \
	"$body<xsl:copy-of select=\"document('link.xml')\"/>$end"
done_testing
