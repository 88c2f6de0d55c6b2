# SPDX-License-Identifier: ISC
# The command line as a whole: help, unknown words, exit statuses.
. "$TOP/tests/tap.sh"

exits 'no command prints the help, status 2' 2 "$STET"
ok 'and it names the commands' grep -q '^  help ' "$TMP/out"
exits 'help' 0 "$STET" help
exits '--help' 0 "$STET" --help
exits 'version' 0 "$STET" version
ok 'version names the program' grep -q '^stet [0-9]' "$TMP/out"
exits '--version' 0 "$STET" --version
exits 'version with an argument' 2 "$STET" version x
exits 'an unknown command' 2 "$STET" hlep
ok 'is told the nearest' grep -q "did you mean 'help'" "$TMP/err"
exits 'an unknown global option' 2 "$STET" --colour=never help
ok 'is told the nearest' grep -q "did you mean '--color'" "$TMP/err"
exits 'a folder that is not there' 2 "$STET" -C no/such help
exits 'help on an unknown command' 2 "$STET" help nothing

# Every command: help by either way is the same, and an unknown option is an
# error that prints nothing on standard output.
for command in $("$STET" help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
	"$STET" help "$command" >"$TMP/a"
	"$STET" "$command" --help >"$TMP/b"
	same "$command: help and --help agree" "$TMP/a" "$TMP/b"
	exits "$command: an unknown option" 2 "$STET" "$command" --no-such-option
	is "$command: and nothing on standard output" "$(cat "$TMP/out")" ''
done

if [ -c /dev/full ]; then
	"$STET" help >/dev/full 2>"$TMP/err"
	is 'a full disk under standard output: status 3' $? 3
	ok 'and a message' grep -q 'error: cannot be written' "$TMP/err"
else
	skip 'a full disk under standard output' 'no /dev/full'
fi

exits "an option of stet itself behind the command" 2 "$STET" build -q
ok "is told where to go" grep -q "'-q' goes before the command" "$TMP/err"
done_testing
