#!/bin/sh
# SPDX-License-Identifier: ISC
# The program's help, the manual and the man page say the same: every command,
# option, value name and configuration key is documented, and nothing else is.
. "$TOP/tests/tap.sh"
manual=$TOP/xml/manual.xfpt

# Options of a help text: "-o --output=DIR", "- --sign[=KEY]", or "- --single";
# sorted.
help_options() {
	sed -n 's/^  -\(.\), --\([a-z0-9-]*\(=[A-Za-z:,.=|-]*\)*\).*/-\1 --\2/p
		s/^      --\([a-z0-9-]*\(\[*=[A-Za-z:,.=|-]*]*\)*\).*/- --\1/p' | sort
}

# The same from the entries of the manual on standard input.
manual_options() {
	sed -n 's/^\.opt \(.\) \([^ ]*\) \([^ ]*\)$/-\1 --\2=\3/p
		s/^\.opt \(.\) \([^ ]*\)$/-\1 --\2/p
		s/^\.opt0 \([^ ]*\) \([^ ]*\)$/- --\1=\2/p
		s/^\.opt1 \([^ ]*\) \([^ ]*\)$/- --\1[=\2]/p
		s/^\.opt0 \([^ ]*\)$/- --\1/p' | sort
}

# The section of the manual with this id; "" is what stands before all of them
# in the chapter on commands.
section() {
	if [ -n "$1" ]; then
		sed -n "/^\.section .* $1\$/,/^\.\(section\|chapter\) /p" "$manual" |
			sed '1!{/^\.\(section\|chapter\) /d;}'
	else
		sed -n '/^\.chapter .* CHAPcommands$/,/^\.section /p' "$manual"
	fi
}

"$STET" help >"$TMP/help"

# The commands in a help text.
commands_in() {
	sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' "$1"
}

# A command of commands ("option") is followed by each of its own
# ("option-list"), as in the ids of the manual.
commands=
for command in $(commands_in "$TMP/help"); do
	commands="$commands $command"
	"$STET" help "$command" >"$TMP/more"
	for inner in $(commands_in "$TMP/more"); do
		commands="$commands $command-$inner"
	done
done
ok "there are commands" test -n "$commands"

# The help of a command of this list.
help_of() {
	# shellcheck disable=SC2046
	"$STET" $(echo "$1" | tr - ' ') --help
}

section "" | manual_options >"$TMP/manual"
help_options <"$TMP/help" >"$TMP/program"
same "options before the command are documented" "$TMP/program" "$TMP/manual"

sed -n 's/^\.section .* SECTcmd-//p' "$manual" | sort >"$TMP/manual"
printf '%s\n' $commands | sort >"$TMP/program"
same "every command has a section in the manual, and no other" \
	"$TMP/program" "$TMP/manual"
for command in $commands; do
	help_of "$command" | help_options >"$TMP/program"
	section "SECTcmd-$command" | manual_options >"$TMP/manual"
	same "$command: options are documented" "$TMP/program" "$TMP/manual"
done

# --- the configuration --------------------------------------------------------
sed -n '/project_keys(void)/,/NULL/p' "$TOP/tools/model/project_config.c" |
	grep -o '"[^"]*"' | tr -d '"' | sort >"$TMP/program"
sed -n 's/^\.key //p' "$manual" | sort >"$TMP/manual"
ok "there are keys" test -s "$TMP/program"
same "every key is documented, and nothing else is" \
	"$TMP/program" "$TMP/manual"

# --- kinds of units in JSON -----------------------------------------------------
sed -n 's/^\t\[UNIT_[A-Z_]*\] = "\(.*\)",$/\1/p' "$TOP/tools/model/unit.c" |
	sort >"$TMP/program"
sed -n '/^&`kind`& is one of/,/\./p' "$manual" | tr -d '\n' |
	sed 's/\..*//; s/.*one of//' | grep -o '`[a-z-]*`' | tr -d '`' |
	sort >"$TMP/manual"
ok "there are kinds" test -s "$TMP/program"
same "every kind of unit is documented" "$TMP/program" "$TMP/manual"

# --- exit statuses --------------------------------------------------------------
sed -n 's/^\tEXIT_[A-Z]* = \([0-9]\),.*/\1/p' "$TOP/tools/cmd/cmd.h" |
	sort >"$TMP/program"
sed -n '/^\.chapter "Exit status"/,/^\.endlist/s/^\.vitem //p' "$manual" |
	sort >"$TMP/manual"
same "exit statuses are documented" "$TMP/program" "$TMP/manual"

# --- the examples of README.md --------------------------------------------------
mkdir -p "$TMP/bin" "$TMP/try"
ln -s "$STET" "$TMP/bin/stet"
cp -r "$TOP/doc-txt" "$TOP/xml" "$TOP/stet.conf" "$TMP/try"
for version in 1 2; do
	echo "$version" >"$TMP/try/version"
	git -C "$TMP/try" init -q
	git -C "$TMP/try" add version stet.conf doc-txt xml
	git -C "$TMP/try" -c user.name=a -c user.email=a@example.org \
		commit -q -m "$version"
done
sed -n '/^## One example/,/^Run/s/^    //p' "$TOP/README.md" |
	sed -e ':a' -e '/[\\|]$/{N; s/\\\n *//; s/|\n */| /; ba' -e '}' \
		>"$TMP/examples"
while read -r example; do
	exits "README: $example" 0 sh -c "cd '$TMP/try' && PATH='$TMP/bin':\$PATH && $example"
	is "without a message" "$(cat "$TMP/err")" ""
done <"$TMP/examples"
sed -n 's/^\(.*| \)*stet \([a-z]*\).*/\2/p' "$TMP/examples" | sort -u >"$TMP/manual"
commands_in "$TMP/help" | sort >"$TMP/program"
same "README has an example for every command, and no other" \
	"$TMP/program" "$TMP/manual"

# --- what can be restyled -----------------------------------------------------
(cd "$TOP/xml" && ls ./*.xsl ./*.css ./*.js) | sed "s/^..//" | sort >"$TMP/program"
sed -n '/^\.chapter "Changing the look"/,/^\.chapter "Answers/p' "$manual" |
	grep -o '&_[a-z-]*\.\(xsl\|css\|js\)_&' | sed 's/&_//; s/_&//' |
	sort -u >"$TMP/manual"
same "every stylesheet is documented" "$TMP/program" "$TMP/manual"

# --- the man page ---------------------------------------------------------------
exits "the manual can be built" 0 "$STET" -C "$TOP" build \
	--set version=0.1 -f man,html,text -o "$TMP/doc" xml/manual.xfpt
is "without a message" "$(cat "$TMP/err")" ""
page=$TMP/doc/stet.1
ok "stet.1 was made" test -s "$page"

# The page without its markup: ".SS stet build", then ".TP" and the term.
sed 's/\\f\(([A-Z]*\|.\)//g; s/\\-/-/g; s/\\(aq/'"'"'/g; s/"//g' "$page" >"$TMP/page"
for name in $commands; do
	command=$(echo "$name" | tr - ' ')
	ok "stet.1 has a section on $command" \
		grep -qx "\.SS stet $command" "$TMP/page"
	sed -n "/^\.SS stet $command\$/,/^\.S[HS] /p" "$TMP/page" |
		sed -n '/^\.TP/{
			n
			s/^-\(.\), --\([^ ]*\)$/-\1 --\2/p
			s/^--\([^ ]*\)$/- --\1/p
			}' | sort >"$TMP/manual"
	help_of "$name" | help_options >"$TMP/program"
	same "stet.1 has the options of $command" "$TMP/program" "$TMP/manual"
done
if command -v mandoc >/dev/null 2>&1; then
	is "mandoc has nothing to complain about in stet.1" \
		"$(mandoc -T lint -W warning "$page" 2>&1)" ""
else
	skip "stet.1 as mandoc sees it" "mandoc is not installed"
fi
done_testing
