# SPDX-License-Identifier: ISC
# stet build --profile: elements for other readers are left out, in every format.
. "$TOP/tests/tap.sh"

cat >d.xml <<'END'
<article><title>Loom</title>
<para>For all<phrase os="linux"> on penguins</phrase><phrase os="bsd; hurd"> on
daemons</phrase>.</para>
<para condition="draft" id="d">A draft.</para>
<para condition="">Says nothing.</para>
<section os="windows" audience="admin"><title>Elsewhere</title><para id="w">Far.</para>
</section>
<itemizedlist><listitem audience="user"><para>one</para></listitem>
<listitem audience="admin;user"><para>two</para></listitem></itemizedlist>
</article>
END

text() { # OPTION...
	"$STET" -q build -f text -o - "$@" d.xml 2>err
}

text >all
for word in penguins daemons draft nothing Elsewhere Far one two; do
	ok "without the option: $word" grep -q "$word" all
done
text --profile os=linux >got
ok 'a value that is chosen' grep -q 'For all on penguins\.' got
not_ok 'one that is not' grep -q daemons got
not_ok 'a whole section' grep -q 'Far\|Elsewhere' got
ok 'other attributes count for nothing' grep -q draft got
text --profile 'os=linux;hurd' >got
ok 'two values' grep -q 'For all on penguins on daemons\.' got
text --profile os=linux --profile os=hurd >two
same 'or the option twice' two got
text --profile condition= >got
not_ok 'no value: none stays' grep -q draft got
ok 'an attribute without a value is none' grep -q nothing got
text --profile audience=admin --profile os=windows >got
ok 'two attributes' grep -q Far got
not_ok 'in a list' grep -q one got
ok 'of several values' grep -q two got
"$STET" -q build -f docbook -o - --profile os=linux d.xml >got
not_ok 'as DocBook too' grep -q 'daemons\|windows' got

exits 'no attribute of that name' 2 "$STET" build -f text -o - \
	--profile conditon=x d.xml
ok 'is said' grep -q "did you mean 'condition'" err
exits 'no value at all' 2 "$STET" build -f text -o - --profile os d.xml
ok 'what is wanted is said' grep -q 'wants NAME=VALUE' err
echo '<article os="a"><title>x</title></article>' >e.xml
exits 'nothing would be left' 2 "$STET" build -f text -o - --profile os=b e.xml
ok 'where' grep -q '^e.xml:1: error: .*whole document' err
cat >x.xml <<'END'
<article><title>x</title><para os="a" id="p">P</para><para>See
<xref linkend="p"/>.</para></article>
END
exits 'a reference to what is left out' 2 "$STET" build -f text -o - \
	--profile os=b x.xml
ok 'is dead' grep -q "x.xml:2: error: .*'p'" err
done_testing
