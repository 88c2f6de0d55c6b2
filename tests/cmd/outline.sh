# SPDX-License-Identifier: ISC
# outline and option: usage, inputs, errors, answers for programs.
. "$TOP/tests/tap.sh"

cp "$TOP/tests/golden/outline/book.xfpt" "$TMP/book.xfpt"

exits 'no documents anywhere' 2 "$STET" outline
ok '... says what to do' grep -q 'stet.conf' "$TMP/err"
exits 'an unknown format' 2 "$STET" outline -f yaml book.xfpt
exits 'a file that is not there' 2 "$STET" outline nothing.xfpt
exits 'one of two files is bad' 2 "$STET" outline nothing.xfpt book.xfpt
ok '... the other is still answered' grep -q CHAPsend "$TMP/out"
exits 'option without a command' 2 "$STET" option
exits 'option with a wrong command' 2 "$STET" option lits
ok '... did you mean' grep -q "did you mean 'list'" "$TMP/err"
exits 'help of a command of commands' 0 "$STET" option --help
ok '... names them' grep -q '^  show ' "$TMP/out"
exits 'help of an inner command' 0 "$STET" option list --help
ok '... is its own' grep -q 'usage: stet option list ' "$TMP/out"
exits 'show without a name' 2 "$STET" option show

exits 'an unknown option' 2 "$STET" option show stamp_lost book.xfpt
ok '... did you mean' grep -q "did you mean 'stamp_list'" "$TMP/err"
exits 'an option without this use' 2 "$STET" option show stamp_list@sea book.xfpt
exits 'an option by its use' 0 "$STET" option show stamp_list@parcel book.xfpt
is '... only that' "$(grep -c 'Use:' "$TMP/out")" 1
exits 'an option by its name' 0 "$STET" option show stamp_list book.xfpt
is '... every use' "$(grep -c 'Use:' "$TMP/out")" 2

# Answers are JSON whatever the document holds.
printf 'A title\n-------\n\n\303\050 bytes\n' >odd.txt
exits 'text that is not UTF-8' 0 "$STET" outline -f json odd.txt
ok '... is still JSON' python3 -m json.tool "$TMP/out"

# The project decides about inputs and roles.
printf '[spec]\n\tname = post\n\tmain = book.xfpt\n\texperimental = exp.txt\n' \
	>stet.conf
printf 'Preamble.\n\n\nFirst thing\n-----------\nText.\n\nMore.\n\n\n' >exp.txt
printf 'Second thing\n------------\nText.\n' >>exp.txt
exits 'the documents of the project' 0 "$STET" outline -f json
is '... experimental sections' "$(grep -c '"experimental"' "$TMP/out")" 2
is '... without the preamble' "$(grep -c '"line": 4,' "$TMP/out")" 1
is '... and the main spec' "$(grep -c '"kind": "option"' "$TMP/out")" 4
exits 'options of the project' 0 "$STET" option list
is '... with places' "$(head -1 "$TMP/out" | cut -d: -f1,2)" book.xfpt:62
mkdir sub
(cd sub && "$STET" option list) >"$TMP/out"
is '... from a folder below' \
	"$(head -1 "$TMP/out" | sed 's/.*\(book.xfpt:62\):.*/\1/')" book.xfpt:62
done_testing
