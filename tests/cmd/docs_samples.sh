#!/bin/sh
# SPDX-License-Identifier: ISC
# The sample documents agree with each other, and with other programs. Nothing
# here is asked of stet: these are facts that its tests build on.
. "$TOP/tests/tap.sh"
spec=$TOP/xml/spec.xfpt

# Entries of the spec as "name use type default", the dagger as a star, except
# after a kind of list that is always expanded: there the option list has none.
entries() {
	perl -ne 'if (/^\.option (\S+) (\S+) ("[^"]*"|\S+) ("[^"]*"|\S+)$/) {
		my @f = ($1, $2, $3, $4); s/"//g, s/&!!/*/ for @f;
		$f[2] =~ s/^((host|domain|address) list)\*$/$1/;
		$f[3] =~ s/^see below$/+/; $f[3] =~ s/^set at .*/++/;
		print join("\t", @f), "\n" }' "$spec"
}

# Rows of the option list in the same form; values that need a sentence
# in the manual are shown as + or ++ there.
rows() {
	perl -ne 'last if /^2\. COMMAND/; $on = 1, next if /^-{60}/; next unless $on;
		next unless /^(.{37})(.{16})(.{14})(\S+)/;
		my @f = ($1, $4, $2, $3); s/\s+$// for @f;
		$f[0] = $last if $f[0] eq ""; $last = $f[0];
		print join("\t", @f), "\n"' "$TOP/doc-txt/OptionLists.txt"
}

entries | LC_ALL=C sort >"$TMP/entries"
rows | LC_ALL=C sort >"$TMP/rows"
same "every option is in the spec and in the list, alike" \
	"$TMP/entries" "$TMP/rows"
ok "there are options" test "$(wc -l <"$TMP/entries")" -gt 50
rows | cut -f1 | uniq >"$TMP/names"
LC_ALL=C sort "$TMP/names" >"$TMP/sorted"
same "the option list is in alphabetical order" "$TMP/names" "$TMP/sorted"

entries | awk -F'\t' '$2 == "main" { print $1 }' >"$TMP/main"
LC_ALL=C sort "$TMP/main" >"$TMP/sorted"
same "main options are in alphabetical order" "$TMP/main" "$TMP/sorted"
sed -n '/^\.chapter "Main options"/,/SECTalomo/s/^\.row &%\(.*\)%&.*/\1/p' \
	"$spec" | LC_ALL=C sort >"$TMP/summary"
same "each main option has one row in the summary tables" \
	"$TMP/summary" "$TMP/main"

if command -v xfpt >/dev/null 2>&1; then
	for file in spec manual; do
		cp "$TOP/xml/$file.xfpt" "$TMP"
		for macro in version fulldate year versiondatexml; do
			printf '.macro %s\n1\n.endmacro\n' $macro
		done >"$TMP/local_params"
		(cd "$TMP" && xfpt -o $file.xml $file.xfpt) >"$TMP/log" 2>&1
		is "xfpt has nothing to say about $file.xfpt" \
			"$(cat "$TMP/log")" ""
	done
else
	skip "xfpt converts the documents" "xfpt is not installed"
fi
done_testing
