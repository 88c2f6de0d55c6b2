# SPDX-License-Identifier: ISC
# Completion scripts: the shells accept them, and bash really completes.
. "$TOP/tests/tap.sh"

for shell in bash zsh fish; do
	exits "$shell: printed" 0 "$STET" completion "$shell"
	cp "$TMP/out" "$TMP/script.$shell"
	if command -v "$shell" >/dev/null; then
		ok "$shell: accepts it" "$shell" -n "$TMP/script.$shell"
	else
		skip "$shell: accepts it" "no $shell"
	fi
done
exits 'an unknown shell' 2 "$STET" completion csh
exits 'no shell' 2 "$STET" completion

if command -v bash >/dev/null; then
	cat >"$TMP/try" <<-'END'
		. "$1"
		compopt() { :; }
		COMP_WORDS=(stet versi) COMP_CWORD=1
		_stet
		echo "${COMPREPLY[@]}"
	END
	is 'bash completes a command' "$(bash "$TMP/try" "$TMP/script.bash")" version
	cat >"$TMP/try" <<-'END'
		. "$1"
		compopt() { :; }
		COMP_WORDS=(stet option sho) COMP_CWORD=2
		_stet
		echo "${COMPREPLY[@]}"
	END
	is 'bash completes a command of a command' \
		"$(bash "$TMP/try" "$TMP/script.bash")" show
	cat >"$TMP/try" <<-'END'
		. "$1"
		compopt() { :; }
		COMP_WORDS=(stet dist --si) COMP_CWORD=2
		_stet
		echo "${COMPREPLY[@]}"
	END
	is 'bash completes an option whose value may be left out' \
		"$(bash "$TMP/try" "$TMP/script.bash")" --sign
else
	skip 'bash completes a command' 'no bash'
fi
done_testing
