# SPDX-License-Identifier: ISC
# xfpt on real documents: Exim's, and xfpt's own tests.
. "$TOP/tests/tap.sh"

if [ ! -d "$CORPUS" ]; then
	skip 'real xfpt documents' "no $CORPUS"
	done_testing
fi
SOURCE_DATE_EPOCH=1761652800
export SOURCE_DATE_EPOCH

cat >params <<'END'
.macro version
4.99
.endmacro
.macro fulldate
28 Oct 2025
.endmacro
.macro year
2025
.endmacro
.macro versiondatexml
<revnumber>4.99</revnumber>
<date>28 Oct 2025</date>
.endmacro
END

# --- the examples of the language reference
examples=$CORPUS/../reference/xfpt-examples.py
if [ -f "$examples" ] && command -v python3 >/dev/null; then
	ok 'the examples of the reference' \
		python3 "$examples" "$STET" convert -t docbook --xfpt-compat -
else
	skip 'the examples of the reference' 'they are not there'
fi

# --- Exim's documents, with local_params there and made
find "$CORPUS/exim" -name '*.xfpt' | sort >documents
is 'there are 16 documents' "$(grep -c . documents)" 16
while read -r document; do
	name=${document#"$CORPUS/"}
	rm -rf copy
	mkdir copy
	cp "$document" copy/doc.xfpt
	"$STET" convert -t docbook --xfpt-compat --set version=4.99 \
		copy/doc.xfpt >made.xml 2>made.err
	is "$name: no message" "$(cat made.err)" ''
	"$STET" convert -t docbook --set version=4.99 copy/doc.xfpt \
		>mended.xml 2>mended.err
	is "$name: nor in the mended form" "$(cat mended.err)" ''
	is "$name: which loses nothing" \
		"$(diff made.xml mended.xml | grep -c '^<')" 0
	cp params copy/local_params
	"$STET" convert -t docbook --xfpt-compat copy/doc.xfpt >read.xml
	same "$name: local_params read or made" read.xml made.xml
	if command -v xfpt >/dev/null; then
		(cd copy && xfpt -o ../xfpt.xml doc.xfpt)
		same "$name: equal to xfpt's" made.xml xfpt.xml
	else
		skip "$name: equal to xfpt's" 'xfpt is not installed'
	fi
done <documents

# --- the option rows that xfpt loses
spec=$CORPUS/exim/release/4.99/doc-docbook/spec.xfpt
"$STET" convert -t docbook --xfpt-compat --set version=4.99 "$spec" >compat.xml
"$STET" -v convert -t docbook --set version=4.99 "$spec" >mended.xml 2>notes
is '4.99: 12 calls of .options' "$(grep -c '^\.options ' "$spec")" 12
is '4.99: 15 rows more than xfpt has' \
	"$(diff compat.xml mended.xml | grep -c '^> <row>')" 15
is '4.99: each of them noted' "$(grep -c ': note: ' notes)" 15
is '4.99: at the calls' "$(sed 's/^.*spec.xfpt:\([0-9]*\): note.*/\1/' notes |
	while read -r line; do sed -n "${line}p" "$spec"; done |
	grep -c '^\.options ')" 15

# --- xfpt's own tests
if [ -d "$CORPUS/xfpt/infiles" ]; then
	cd "$CORPUS/xfpt" || exit 1
	for name in 01 03 04; do
		"$STET" convert -t docbook -f xfpt --xfpt-compat \
			"infiles/$name" >"$TMP/xml" 2>"$TMP/err"
		same "test $name of xfpt" "$TMP/xml" "outfiles/$name"
	done
	"$STET" convert -t docbook -f xfpt --xfpt-compat infiles/02 \
		>"$TMP/xml" 2>"$TMP/err"
	is 'test 02: status 2' $? 2
	same 'test 02: the output' "$TMP/xml" outfiles/02
	"$STET" convert -t docbook -f xfpt infiles/02 >/dev/null 2>"$TMP/mended"
	is 'test 02, mended: status 2' $? 2
	# xfpt says the line that ends a paragraph, we say the line of the
	# error; it says "end of input" for the last, and is one early for the
	# NUL byte.
	perl -0ne 'while (/^\*\* Error: .*?\n(?:   .*\n)*/mg) {
		my $e = $&;
		my ($line, $file) = $e =~ /near line (\d+) of (\S+)/;
		($line, $file) = (99, "infiles/02") unless defined $line;
		$line = 57 if $e =~ /binary zero/;
		$line = $e =~ /&;/ ? 5 : 7 if $line == 8;
		print "$file:$line\n";
	}' outfiles/02.err | sort >"$TMP/want"
	for mode in err mended; do
		sed -n 's/^\([^ ]*\): error: .*/\1/p' "$TMP/$mode" | sort \
			>"$TMP/got"
		if [ $mode = mended ]; then
			# We report more: what is open at the end.
			comm -12 "$TMP/got" "$TMP/want" >"$TMP/both"
			mv "$TMP/both" "$TMP/got"
		fi
		same "test 02, $mode: every error at its line" "$TMP/got" \
			"$TMP/want"
	done
else
	skip "xfpt's own tests" "no $CORPUS/xfpt"
fi
done_testing
