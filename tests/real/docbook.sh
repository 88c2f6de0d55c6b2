# SPDX-License-Identifier: ISC
# DocBook as large as it comes: our tree of Exim's specification is the tree
# that libxml2 makes of the same text with its entities written out.
. "$TOP/tests/tap.sh"

release=$CORPUS/exim/release/4.99/doc-docbook
if [ ! -d "$release" ]; then
	skip 'DocBook of real documents' "no $release"
	done_testing
fi

# The text without comments, every HTML entity as its character.
plain() {
	python3 -c '
import html.entities, re, sys
def char(m):
    code = html.entities.name2codepoint.get(m.group(1))
    keep = m.group(1) in ("lt", "gt", "amp", "quot") or code is None
    return m.group(0) if keep else chr(code)
text = re.sub("<!--.*?-->", "", sys.stdin.read(), flags=re.S)
sys.stdout.write(re.sub("&([A-Za-z0-9]+);", char, text))'
}

for name in spec filter; do
	cp "$release/$name.xfpt" .
	"$STET" convert -t docbook --xfpt-compat --set version=4.99 \
		-o $name.xml $name.xfpt 2>"$TMP/err" || true
	ok "$name: there is DocBook" test -s $name.xml
	exits "$name: is read" 0 "$STET" convert -f docbook -t docbook \
		-o ours.xml $name.xml
	is "$name: no message" "$(cat "$TMP/err")" ''
	plain <$name.xml >plain.xml
	xmllint --nonet --c14n - <plain.xml >want 2>&1
	xmllint --nonet --c14n - <ours.xml >got 2>&1
	same "$name: the same tree" got want
done
done_testing
