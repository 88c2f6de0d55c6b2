# SPDX-License-Identifier: ISC
# The patch of a dry run is one that git apply and patch take, whatever the names
# of the files and the bytes in them.
. "$TOP/tests/tap.sh"

cp -R "$TOP/tests/cmd/promote" project
cd project || exit 1
mkdir "my docs"
mv NewStuff "my docs/News \"für\" alle"
printf 'odd \351 byte\r\nlast line, no newline' >>"my docs/News \"für\" alle"
mv OptionLists.txt "my docs/option list"
sed -i -e 's|news = .*|news = "my docs/News \\"für\\" alle"|' \
	-e 's|options = .*|options = my docs/option list|' stet.conf
cp -R . ../git
cp -R . ../patch
exits "dry run" 0 "$STET" promote "Dimmer support" --into CHAPbulb --dry-run
cp ../out ../diff
exits "real run" 0 "$STET" promote "Dimmer support" --into CHAPbulb
cd ..
is "five files are changed" "$(grep -c '^diff --git' diff)" 5
exits "git apply takes it" 0 env -C git git apply --whitespace=nowarn ../diff
diff -r project git >differences
is "and makes the same" "$(cat differences)" ""
exits "git apply undoes it" 0 env -C git git apply -R --whitespace=nowarn ../diff
diff -r git patch >differences
is "to the byte" "$(cat differences)" ""
if command -v patch >/dev/null; then
	exits "patch takes it" 0 env -C patch patch -s -p1 -i ../diff
	rm -f patch/*.orig patch/*/*.orig
	diff -r project patch >differences
	is "and makes the same" "$(cat differences)" ""
else
	skip "patch takes it" "no patch command"
fi
done_testing
