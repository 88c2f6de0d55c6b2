# SPDX-License-Identifier: ISC
# promote on small documents that hold every construct: the exact patch, for both
# formats of the main spec, and everything that is refused.
. "$TOP/tests/tap.sh"

copy() {
	rm -rf project
	cp -R "$TOP/tests/cmd/promote" project
	rm -f project/*.patch
}
promote() {
	"$STET" -C project promote "$@"
}
refused() { # NAME PATTERN ARGUMENTS...
	tap_name=$1 pattern=$2
	shift 2
	"$STET" -C project "$@" >out 2>err
	is "$tap_name: refused" "$?:$(cat out)" "2:"
	ok "$tap_name: the error says why" grep -q -e "$pattern" err
	diff -r project before >differences
	is "$tap_name: nothing is changed" "$(cat differences)" ""
}

copy
cp -R project before
promote "Dimmer support" --into CHAPbulb --dry-run >patch 2>err
same "xfpt: the patch" patch "$TOP/tests/cmd/promote/xfpt.patch"
promote --into "The bulb" "  dimmer SUPPORT" >report 2>err
is "case and spacing of titles do not matter" "$(cat err)" ""
is "the report names places as they are afterwards" \
	"$(sed -n 's/^spec.xfpt:\([0-9]*\): added.*/\1p/p' report |
		while read -r line; do sed -n "$line" project/spec.xfpt; done)" \
	'.section "Dimmer support" "SECTdimmersupport"
.option dim_hosts bulb "host list&!!" unset
.option dim_level main integer 7
.row &%dim_level%&    "Dimmer"
.option dim_speed bulb string&!! slow'
is "mentions of the switch, those in the section apart" \
	"$(sed -n '/^EXPERIMENTAL/,$p' report | cut -d: -f1,2)" \
	"EXPERIMENTAL_DIMMER is still named in these places:
README.txt:4
NewStuff:7
in the section itself these lines need other words:
spec.xfpt:$(grep -n EXPERIMENTAL_DIMMER project/spec.xfpt | cut -d: -f1)"
(cd before && git apply ../patch)
diff -r project before >differences
is "the patch applies and gives the same" "$(cat differences)" ""
"$STET" -C project convert -t docbook spec.xfpt >spec.xml 2>err
is "the result reads without a message" "$(cat err)" ""
if command -v xfpt >/dev/null; then
	(cd project && xfpt -o ../xfpt.xml spec.xfpt) 2>err
	is "for xfpt too" "$(cat err)" ""
fi

copy
"$STET" -C project -c docbook.conf promote "Dimmer support" --into CHAPbulb \
	--dry-run >patch 2>err
same "DocBook: the patch" patch "$TOP/tests/cmd/promote/docbook.patch"

copy
ok "behind a section, with an id and a title" promote "Dimmer support" \
	--after Glass --id SECTdim --title "The dimmer" \
	--option dim_extra:bulb:time:3m --no-option dim_speed
is "is where it should be" \
	"$(grep -n -A99 'SECTglass' project/spec.xfpt | grep -o '\.section.*')" \
	'.section "Glass" SECTglass
.section "The dimmer" "SECTdim"
.section "Options of the bulb" SECTbulb'
is "with the options that were asked for" \
	"$(grep -o '^\.option dim.*' project/spec.xfpt)" \
	'.option dim_level main integer 7
.option dim_extra bulb time 3m
.option dim_hosts bulb "host list&!!" unset'

# What an author may write in a section: parts with numbers around text at the
# margin, lists in lists, two columns, variables, settings, a word for the state
# that it is to leave.
copy
cat >section <<'END'
Lantern
-------
It is experimental.

1. To have it, say

SUPPORT_LANTERN=yes
# CFLAGS += -I/usr/lantern

2. Settings:

Names and columns:
lantern_oil     The oil that it burns; a name of one
                word.
lantern_wick_length Of the wick.
lantern_lid     Is it closed?

3. There are variables.

$lantern_lit     One of yes and no, whatever the
                 weather is.
$lantern_colour  What it shows to a reader.

- one
  - in one
  - and another
- two

lantern_glow main option to make it glow

A session:

# lantern -v
220 lit
QUIT


END
sed -i -e '/^Glow worms/{
r section
N
}' project/experimental-spec.txt
sed -i -e '/^Glow worms/,/^They glow/{/^Glow worms/d;/^----------$/d;/^They glow/d}' \
	project/experimental-spec.txt
exits "a section with all that authors write" 0 promote Lantern --into CHAPbulb \
	--option lantern_glow:main:string*:unset \
	--option lantern_glow:bulb:boolean:true
sed -n '/^\.section "Lantern"/,/^\.wen/p' project/spec.xfpt >section
cat >want <<'END'
.section "Lantern" "SECTlantern"
.cindex "Lantern"
It is experimental.

1. To have it, say
.code
SUPPORT_LANTERN=yes
# CFLAGS += -I/usr/lantern
.endd

2. Settings:

Names and columns:
.vlist
.vitem "lantern_oil"
The oil that it burns; a name of one
word.

.vitem "lantern_wick_length"
Of the wick.

.vitem "lantern_lid"
Is it closed?
.endlist

3. There are variables.
.vlist
.vitem "&$$lantern_lit$&"
One of yes and no, whatever the
weather is.

.vitem "&$$lantern_colour$&"
What it shows to a reader.
.endlist
.ilist
one
.ilist
in one
.next
and another
.endlist
.next
two
.endlist

&%lantern_glow%& main option to make it glow

A session:
.code
# lantern -v
220 lit
QUIT
.endd
.wen
END
same "becomes the markup a maintainer would write" section want
is "an option of two drivers gets both entries" \
	"$(grep '^\.option lantern' project/spec.xfpt)" \
	'.option lantern_glow main string&!! unset
.option lantern_glow bulb boolean true'
is "the word for what it no longer is, is pointed at" \
	"$(sed -n '/in the section itself/,$p' "$TMP/out")" \
	"in the section itself these lines need other words:
spec.xfpt:$(grep -n 'It is experimental' project/spec.xfpt | cut -d: -f1): It is experimental."
copy
mkdir project/below
(cd project/below && "$STET" promote "Dimer" --into CHAPbulb) 2>err
is "below the root, messages name files that open from there" "$(cat err)" \
	"$PWD/project/experimental-spec.txt:9: error: no section \"Dimer\" (nearest: \"Dimmer support\")"
(cd project/below && "$STET" promote "Dimmer support" --into CHAPbulb) >report
is "and so do all lines of the report" \
	"$(grep -c "^$PWD/project/[^/]*:[0-9]*: " report):$(grep -c : report)" \
	"$(grep -c ':[0-9]*: ' report):$(($(grep -c ':[0-9]*: ' report) + 2))"
copy
sed -i '/switch =/d' project/stet.conf
promote "Dimmer support" --into CHAPbulb >report
is "without a prefix no switches are listed" "$(grep -c EXPERIMENTAL report)" 0

# Refused.
copy
rm -rf before
cp -R project before
line() { # PATTERN: where it is in the spec
	grep -n -e "$1" project/spec.xfpt | cut -d: -f1
}
refused "unknown section" \
	'^experimental-spec.txt:9: error: no section "Dimer suport" (nearest: "Dimmer' \
	promote "Dimer suport" --into CHAPbulb
refused "unknown target" \
	"^spec.xfpt:$(line CHAPbulb): error: no section \"CHAPbulp\" (nearest: \"The bulb\" .CHAPbulb." \
	promote "Dimmer support" --into CHAPbulp
refused "unlike any" '^spec.xfpt:1: error: no section "Zzzzz"' \
	promote "Dimmer support" --into Zzzzz
for spec in project/spec.xfpt before/spec.xfpt; do
	printf '.section "Glass" SECTother\nMore.\n' >>$spec
done
refused "a title of two sections" \
	"^spec.xfpt:$(line SECTother): error: \"Glass\" is the title of several .*use an id, here SECTother" \
	promote "Dimmer support" --into Glass
refused "no target" 'add --into CHAPTER' promote "Dimmer support"
refused "behind a chapter" "^spec.xfpt:$(line CHAPbulb): error: \"The bulb\" is a chapter" \
	promote "Dimmer support" --after CHAPbulb
refused "an id that is taken" "^spec.xfpt:$(line SECTbulb): error: the id 'SECTbulb'" \
	promote "Dimmer support" --into CHAPbulb --id SECTbulb
refused "an id that is none" "cannot be an id" \
	promote "Dimmer support" --into CHAPbulb --id 'a"b'
refused "a title that is taken" "^spec.xfpt:$(line SECTbulb): error: a section" \
	promote "Dimmer support" --into CHAPbulb --title "Options of the bulb"
refused "an option of which too little is known" \
	"^experimental-spec.txt:9: error: option 'dim_x' .*--option 'dim_x:main:TYPE:DEFAULT'" \
	promote "Dimmer support" --into CHAPbulb --option dim_x:main
refused "an option for an unknown driver" "no option of 'lava'" \
	promote "Dimmer support" --into CHAPbulb --option dim_x:lava:time:1s
refused "an option that is there" "^spec.xfpt:$(line 'option dark'): error: option 'dark'" \
	promote "Dimmer support" --into CHAPbulb --option dark:main:boolean:true
refused "two titles" "promote takes the TITLE" \
	promote "Dimmer support" "Glow worms" --into CHAPbulb
sed -i '/experimental =/d' project/stet.conf before/stet.conf
refused "a project without an experimental spec" "no experimental spec" \
	promote "Dimmer support" --into CHAPbulb

# Links: edited where they point to, but never outside the project.
copy
mkdir project/news
mv project/NewStuff project/news/list
ln -s news/list project/NewStuff
ok "a document that is a link" promote "Dimmer support" --into CHAPbulb
ok "is edited where it points to" grep -q '^10\. Dimmer' project/news/list
ok "and stays a link" test -h project/NewStuff
copy
mv project/NewStuff outside
ln -s ../outside project/NewStuff
cp outside outside.before
exits "a link to outside" 2 promote "Dimmer support" --into CHAPbulb
same "is not followed" outside outside.before
same "and nothing else is written" project/ChangeLog \
	"$TOP/tests/cmd/promote/ChangeLog"

# The last section of a file without a trailer; a release without items yet.
copy
end=$(grep -n '^End of file' project/experimental-spec.txt | cut -d: -f1)
sed -i "$((end - 1)),\$d" project/experimental-spec.txt
printf 'New in Lamp\n-----------\n\nVersion 2.1\n-----------\n\n\nVersion 2.0\n-----------\n\n 1. Colours.\n' \
	>project/NewStuff
exits "the last section, and the first item of a release" 0 \
	promote "Dimmer support" --into CHAPbulb
is "the item is number one" "$(sed -n 4,8p project/NewStuff)" \
	"Version 2.1
-----------

 1. Dimmer support is no longer experimental. New options: dim_hosts (bulb),
    dim_level (main), dim_speed (bulb)."
is "and the file ends with the section before" \
	"$(tail -1 project/experimental-spec.txt)" \
	"They glow.  EXPERIMENTAL_WORMS=yes"
done_testing
