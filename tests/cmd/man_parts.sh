#!/bin/sh
# SPDX-License-Identifier: ISC
# A manual page can be made of any part of a book, whatever its kind and depth; what
# is copied from a page is what was written.
. "$TOP/tests/tap.sh"

cp "$TOP/tests/golden/elements/set.xml" book.xml
printf '[spec]\n\tmain = book.xml\n' >stet.conf
for part in p-one c-one s-five a-one r-one; do
	printf '[man "%s.7"]\n\tsource = book.xml\n\tpart = %s\n\tname = %s\n' \
		"$part" "$part" "$part" >>stet.conf
	printf '\tpurpose = a part\n' >>stet.conf
done
export SOURCE_DATE_EPOCH=86400
exits 'all parts build' 0 "$STET" build -f man -o made
is 'without a message' "$(cat "$TMP/err")" ''

ok 'a part: its introduction' grep -qx 'What is in this part\.' made/p-one.7
ok '... its chapters are sections' grep -qx '\.SH WARP' made/p-one.7
ok '... and sections of these below' grep -qx '\.SS One' made/p-one.7
ok '... and what is deeper' grep -q 'Five' made/p-one.7
ok 'a chapter' grep -qx '\.SH ONE' made/c-one.7
ok '... its example' grep -qx 'Numbered by it\.' made/c-one.7
ok 'a section of the fifth depth' grep -qx 'Deep\.' made/s-five.7
ok 'an appendix' grep -q 'reef' made/a-one.7
ok 'a manual page in a book' grep -qx 'Grinds\.' made/r-one.7
ok '... which is a page of its own, too' grep -q '^mill .* grind' made/mill.1

for page in made/*.7; do
	name=$(basename "$page")
	if command -v mandoc >/dev/null; then
		is "$name: mandoc is content" \
			"$(mandoc -T lint -W style <"$page" 2>&1)" ''
	else
		skip "$name: mandoc" 'mandoc is not installed'
	fi
	if command -v groff >/dev/null; then
		is "$name: groff is content" \
			"$(groff -ww -t -man -Tutf8 -z "$page" 2>&1)" ''
	else
		skip "$name: groff" 'groff is not installed'
	fi
done

cat >copy.xml <<'END'
<refentry><refmeta><refentrytitle>copy</refentrytitle><manvolnum>1</manvolnum></refmeta>
<refnamediv><refname>copy</refname><refpurpose>be copied</refpurpose></refnamediv>
<refsect1><title>Options</title><para>Use <option>--no-wrap</option>, a 'single' and
"double" quote, `this`, x^2, ~user.</para>
<programlisting>loom --no-wrap 'a' "b" `c` ^ ~ \ -- "$@"</programlisting></refsect1></refentry>
END
"$STET" -q build -f man -o - copy.xml >copy.1
if command -v mandoc >/dev/null; then
	mandoc -T utf8 copy.1 | sed 's/.'"$(printf '\010')"'//g' >plain
	ok 'code copies as ASCII' grep -qF -- \
		"loom --no-wrap 'a' \"b\" \`c\` ^ ~ \\ -- \"\$@\"" plain
	ok 'an option in a sentence, too' grep -qF -- \
		"Use --no-wrap, a 'single' and \"double\" quote, \`this\`, x^2, ~user." \
		plain
else
	skip 'copying' 'mandoc is not installed'
fi
done_testing
