# SPDX-License-Identifier: ISC
# option add: the places it finds, what it writes, what it refuses.
. "$TOP/tests/tap.sh"

copy() {
	rm -rf project
	cp -R "$TOP/tests/cmd/promote" project
	rm -f project/*.patch
}
add() {
	"$STET" -C project option add "$@" </dev/null
}
field() { # NAME: the entry as the reader sees it
	"$STET" -C project option list | grep -F ": $1  "
}
near() { # FILE PATTERN: the matching lines
	grep -n "$2" "project/$1" | cut -d: -f2-
}
echo 'What "colour" is for.' >text

copy
exits "at the end of a driver's options" 0 add zeal --use bulb --type time \
	--default 5m --text ../text
is "the entry" "$(grep -A1 '^\.option zeal' project/spec.xfpt)" \
	".option zeal bulb time 5m
What &%colour%& is for."
exits "before the first" 0 add able --use bulb --type boolean --default true \
	--text ../text
is "all are in order" "$(near spec.xfpt '^\.option .* bulb ')" \
	".option able bulb boolean true
.option colour bulb string&!! unset
.option watts bulb integer 40
.option zeal bulb time 5m"
exits "a name that another driver has" 0 add watts --use main --type integer \
	--default 60 --text ../text --version 3.0 --summary 'what it "eats"'
is "gets a row without the name, under the other" "$(grep -A1 '^watts' project/OptionLists.txt)" \
	"watts                                integer         40            bulb              1.0
                                     integer         60            main              3.0"
is "and a summary row, quotes and all" "$(near spec.xfpt '^\.row &%watts')" \
	'.row &%watts%&        "what it &""eats""&"'
exits "a type and a default with odd characters" 0 add odd --use main \
	--type "string list *" --default "a \"b\" & 'c' <d> \`e\`" --text ../text
is "are read back as they were given" "$(field odd | cut -d: -f3-)" \
	" odd  Use: main  Type: string list*  Default: a \"b\" & 'c' <d> \`e\`"
row() { # NAME: the list's row as the reader sees it
	"$STET" -C project outline -f json OptionLists.txt |
		python3 -c 'import json, sys
for unit in json.load(sys.stdin)["units"]:
    if unit["title"] == sys.argv[1]:
        print(unit["use"], unit["type"], unit["default"], sep="|")' "$1"
}
exits "a type too wide for its column" 0 add wide --use main \
	--type "string list, semicolon separated" --default "see below" \
	--text ../text
is "has a row that is read as it was meant" "$(row wide)" \
	'main|string list, semicolon separated|"see below"'
exits "a wide default" 0 add name --use bulb --type string* \
	--default '$primary_hostname' --text ../text
is "stays in its line" "$(near OptionLists.txt '^name')" \
	'name                                 string*         $primary_hostname  bulb         2.1'
exits "a default in quotes" 0 add colour2 --use bulb --type string \
	--default '"deep red"' --text ../text
is "keeps these alone" "$(row colour2)" 'bulb|string|"deep red"'
exits "a default that no row can hold" 0 add mark --use bulb --type string \
	--default '"' --text ../text
ok "is said at the place of the row" grep -q \
	'^OptionLists.txt:[0-9]*: warning: no row could be made' "$TMP/err"
is "and the entry is written" "$(grep -c '^\.option mark' project/spec.xfpt)" 1
exits "without a text" 0 add mute --use main --type time --default unset
ok "there is a warning" grep -q 'warning: .*--text' err
exits "the text from standard input" 0 "$STET" -C project option add piped \
	--use main --type time --default unset --text - <text
is "is in the entry" "$(grep -A1 'option piped' project/spec.xfpt | tail -1)" \
	"What &%colour%& is for."

copy
exits "DocBook" 0 "$STET" -C project -c docbook.conf option add eve --use main \
	--type "host list*" --default unset --text ../text
is "has entry and row" "$(grep -c '<option>eve</option>' project/spec.xml)" 3
"$STET" -C project -c docbook.conf option list | grep -q 'eve  Use: main'
is "as the reader sees it" $? 0

copy
cp -R project before
refused() { # NAME PATTERN ARGUMENTS...
	tap_name=$1 pattern=$2
	shift 2
	add "$@" >out 2>err
	is "$tap_name: refused" "$?:$(cat out)" "2:"
	ok "$tap_name: the error says why" grep -q -e "$pattern" err
	diff -r project before >differences
	is "$tap_name: nothing is changed" "$(cat differences)" ""
}
refused "an option that is there" \
	"^spec.xfpt:$(grep -n 'option watts' project/spec.xfpt |
		cut -d: -f1): error: option 'watts' (bulb) is here already" \
	watts --use bulb --type integer --default 1
refused "no type" "^spec.xfpt:$(grep -n '^\.option watts bulb' project/spec.xfpt |
	cut -d: -f1): error: .*needs its type: add --type" \
	neon --use bulb --default unset
refused "no default" "^spec.xfpt:[0-9]*: error: .*needs its default" \
	new --use main --type time
refused "no type and no default" "needs its default" new --use main
is "both are said" "$(grep -c needs err)" 2
refused "no use" "^spec.xfpt:1: error: .*needs its use" new --type time \
	--default unset
refused "no type, of an option that is there" "option 'watts' (bulb) is here" \
	watts --use bulb --default 1
refused "an unknown use" "there are options of: main, bulb" \
	new --use lava --type time --default unset
refused "a name that is none" "cannot be the name" \
	"new one" --use main --type time --default unset
refused "a text that is not there" "^../nowhere:1: error" \
	new --use main --type time --default unset --text ../nowhere
printf 'a\000b' >nul
refused "a NUL byte in the text" "NUL byte" \
	new --use main --type time --default unset --text ../nul
refused "a type of two lines" "one line" \
	new --use main --type "a
b" --default unset

if [ "$(id -u)" != 0 ]; then
	chmod a-w project
	exits "a folder that cannot be written" 3 add new --use main \
		--type time --default unset
	chmod u+w project
	diff -r project before >differences
	is "nothing is changed" "$(cat differences)" ""
else
	skip "a folder that cannot be written" "root can write everywhere"
fi
done_testing
