#!/bin/sh
# SPDX-License-Identifier: ISC
# diff on real documents: what it says against what the sources say, by
# diff_check.py, which uses nothing of stet.
. "$TOP/tests/tap.sh"

if [ ! -d "$CORPUS/exim" ]; then
	skip 'diff of real documents' "no $CORPUS/exim"
	done_testing
fi
check() { python3 "$TOP/tests/real/diff_check.py" "$@"; }
release=$CORPUS/exim/release

# say REPORT EXPRESSION: prints each value of a list, in lines.
say() {
	python3 -c '
import json, sys
report = json.load(open(sys.argv[1], encoding="utf-8"))
changes = report["changes"]
def kind(*names):
	return [c for c in changes if c["kind"] in names]
for value in eval(sys.argv[2]):
	print(value)' "$@"
}

for pair in ocsp proxy dane release; do
	old=$CORPUS/exim/$pair/before
	new=$CORPUS/exim/$pair/after
	if [ $pair = release ]; then
		old=$release/4.98
		new=$release/4.99
	fi
	exits "$pair: there are changes" 1 \
		"$STET" diff -f json --full -o "$TMP/$pair.json" "$old" "$new"
	is "$pair: without a message" "$(cat "$TMP/err")" ""
	"$STET" diff --whole -f json --full -o "$TMP/whole.json" "$old" "$new"
	exits "$pair: the same if what is equal is read, too" 0 python3 \
		"$TOP/tests/same_changes.py" "$TMP/$pair.json" "$TMP/whole.json"
	# A sanitizer that looks for leaks cannot be traced.
	if [ -z "${SAN-}" ] && strace -o "$TMP/probe" true 2>/dev/null; then
		strace -f -e trace=openat -o "$TMP/calls" \
			"$STET" diff --stat "$old" "$new" >"$TMP/stat"
		is "$pair: what was left out is not read after all" \
			"$(grep -c 'doc-docbook/spec.xfpt"' "$TMP/calls")" 2
	fi
	check report "$TMP/$pair.json" "$old" "$new" >"$TMP/wrong" 2>&1
	is "$pair: all checks were made" "$?" 0
	is "$pair: the hunks make the new files" \
		"$(grep '^rebuild: ' "$TMP/wrong")" ""
	is "$pair: each hunk is in a change, each change covers a hunk" \
		"$(grep '^truth: ' "$TMP/wrong")" ""
	is "$pair: options added, removed and changed" \
		"$(grep '^options: ' "$TMP/wrong")" ""
	is "$pair: what moved is on both sides" \
		"$(grep '^moves: ' "$TMP/wrong")" ""
done
exits "nothing differs from itself" 0 "$STET" diff --whole -f json \
	"$CORPUS/exim/ocsp/after" "$CORPUS/exim/ocsp/after"
is "and nothing is counted" "$(say "$TMP/out" 'report["summary"]')" ""

# --- promotions -----------------------------------------------------------------
promoted='[c["title"] for c in kind("promoted")]'
first='[c["to"][0]["title"] for c in kind("promoted")]'
others='[t["title"] for t in kind("promoted")[0]["to"][1:]]'
evidence='sorted(e["kind"] + " " + str(e.get("name", ""))
	for e in kind("promoted")[0]["evidence"])'
added='[c["title"] + " " + c["use"] for c in kind("option-added")]'

is "ocsp: promoted" "$(say "$TMP/ocsp.json" "$promoted")" \
	"OCSP Stapling support"
is "ocsp: first to revoked certificates" "$(say "$TMP/ocsp.json" "$first")" \
	"Revoked certificates"
for option in "tls_ocsp_file" "hosts_request_ocsp" "hosts_require_ocsp"; do
	ok "ocsp: also to $option" sh -c "echo '$(say "$TMP/ocsp.json" "$others" |
		tr '\n' ' ')' | grep -w $option"
	ok "ocsp: because of $option" sh -c "echo '$(say "$TMP/ocsp.json" \
		"$evidence" | tr '\n' ';')' | grep 'option $option;'"
done
is "ocsp: options added" "$(say "$TMP/ocsp.json" "$added")" \
	"tls_ocsp_file main
hosts_request_ocsp smtp
hosts_require_ocsp smtp"
is "ocsp: the news" "$(say "$TMP/ocsp.json" '[c["kind"] + " " + c["key"]
	for c in changes if c["unit"] == "news-item"]')" \
	"edited 4.83#8
added 4.83#12
added 4.83#13"
is "ocsp: the change log" "$(say "$TMP/ocsp.json" '[c["kind"] + " " + c["key"]
	for c in changes if c["unit"] == "change-item"]')" "added 4.83#JH/24"
is "ocsp: nothing was moved, retitled or only marked up" \
	"$(say "$TMP/ocsp.json" '[c["title"] for c in
	kind("moved", "retitled", "markup-only", "removed")]')" ""

is "proxy: promoted" "$(say "$TMP/proxy.json" "$promoted")" \
	"Proxy Protocol Support"
is "proxy: first to the new section" "$(say "$TMP/proxy.json" "$first")" \
	"Inbound proxies"
is "proxy: the option" "$(say "$TMP/proxy.json" "$added")" "hosts_proxy main"
is "proxy: the variables" "$(say "$TMP/proxy.json" \
	'sorted(c["title"] for c in kind("variable-added"))')" \
	'$proxy_host_address
$proxy_host_port
$proxy_session
$proxy_target_address
$proxy_target_port'
ok "proxy: because of the switch" sh -c "echo '$(say "$TMP/proxy.json" \
	"$evidence" | tr '\n' ';')' | grep 'switch SUPPORT_PROXY;'"
is "proxy: the section" "$(say "$TMP/proxy.json" '[c["title"] for c in
	kind("added") if c["unit"] == "section"]')" "Inbound proxies"

is "dane: promoted" "$(say "$TMP/dane.json" "$promoted")" "DANE"
is "dane: first to the new section" "$(say "$TMP/dane.json" "$first")" "DANE"
is "dane: the options" "$(say "$TMP/dane.json" "$added")" \
	"hosts_require_dane smtp
hosts_try_dane smtp"
is "dane: the variables" "$(say "$TMP/dane.json" \
	'sorted(c["title"] for c in kind("variable-added"))')" \
	'$tls_out_dane
$tls_out_tlsa_usage'
is "dane: nothing else was added" "$(say "$TMP/dane.json" '[c["unit"] + " " +
	c["title"][:18] for c in kind("added")]')" \
	"section DANE
change-item DANE support moved"

is "release: promoted" "$(say "$TMP/release.json" "$promoted")" \
	"Logging protocol unusual states"
is "release: a section that got another title" "$(say "$TMP/release.json" \
	'[c["from"] + " > " + c["to_value"] for c in kind("retitled")]')" \
	"Dynamically loaded lookup module support > Dynamically loaded module support"

# --- what is no change ----------------------------------------------------------
spec=$release/4.99/doc-docbook/spec.xfpt
for width in 50; do
	check rewrap "$spec" $width >"$TMP/rewrapped.xfpt"
	not_ok "width $width: lines do differ" cmp -s "$spec" "$TMP/rewrapped.xfpt"
	exits "width $width: no change" 0 "$STET" diff "$spec" "$TMP/rewrapped.xfpt"
	is "width $width: nothing is said" "$(cat "$TMP/out")" ""
	exits "width $width: told with --all" 1 \
		"$STET" diff --all -f json "$spec" "$TMP/rewrapped.xfpt"
	is "width $width: as nothing else" "$(say "$TMP/out" \
		'sorted({c["kind"] for c in changes} - {"reflowed", "markup-only"})')" ""
done

# --- one edit, one change ----------------------------------------------------------
# edit NAME PYTHON: an edited copy of the specification; text is its source.
edit() {
	python3 -c '
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
def section(id):
	start = re.search(r"^\.section .*\b" + id + r"\b", text, re.M).start()
	end = re.compile(r"^\.(section|chapter) ", re.M).search(text, start + 1)
	return start, end.start()
exec(sys.argv[2])
open(sys.argv[3], "w", encoding="utf-8").write(text)' \
		"$spec" "$2" "$TMP/$1.xfpt"
	exits "$1: there is a change" 1 \
		"$STET" diff -f json "$spec" "$TMP/$1.xfpt"
	cp "$TMP/out" "$TMP/$1.json"
}
brief='[" ".join([c["kind"], c["key"]] + [str(c[k]) for k in ("field", "from",
	"to_value", "words_added", "words_removed") if k in c]) for c in changes]'

swap='
a, b = section("SECID8")
c, d = section("SECID9")
assert b == c
text = text[:a] + text[c:d] + text[a:b] + text[d:]'
edit swapped "$swap"
is "two sections swapped: one moved" "$(say "$TMP/swapped.json" "$brief")" \
	"moved SECID8"
edit moved-edited "$swap
a, b = section('SECID8')
text = text[:a] + text[a:b].replace('Like many', 'Like most', 1) + text[b:]"
is "a word in it changed: moved with one edit" \
	"$(say "$TMP/moved-edited.json" "$brief")" "moved SECID8 1 1"
edit retitled '
a, b = section("SECID8")
text = text[:a] + text[a:b].replace("Calling interface", "How to call it", 1) + text[b:]'
is "a section with another title" "$(say "$TMP/retitled.json" "$brief")" \
	"retitled SECID8 title Calling interface How to call it"
edit default '
text = text.replace(".option accept_8bitmime main boolean true",
	".option accept_8bitmime main boolean false")'
is "another default" "$(say "$TMP/default.json" "$brief")" \
	"option-changed accept_8bitmime@main default true false"
edit dagger '
text = text.replace(".option acl_not_smtp main string&!! unset",
	".option acl_not_smtp main string unset")'
is "a dagger less" "$(say "$TMP/dagger.json" "$brief")" \
	"option-changed acl_not_smtp@main expanded yes no"

done_testing
