# SPDX-License-Identifier: ISC
# stet check: every rule finds what it is for, and our own documents are clean.
. "$TOP/tests/tap.sh"

cp -r "$TOP/stet.conf" "$TOP/doc-txt" "$TOP/xml" .
exits 'our own documents have no finding' 0 "$STET" check
is 'and nothing is printed' "$(cat "$TMP/out")" ''

found() { # RULE PATTERN
	ok "$1: found" grep -q "$2.*\[$1\]" "$TMP/out"
}

# Take a row out, put a strange one in, change a type and a default.
sed -i -e '/^hosts_require_tls /d' \
	-e 's/^\(hosts_randomize  *\)boolean/\1integer/' \
	-e '/^hosts_try_auth /s/ unset / other /' \
	-e '/^hosts_try_prdr /p' \
	-e '/^hosts_avoid_tls /s/^hosts_avoid_tls /hosts_avoid_zzz /' \
	doc-txt/OptionLists.txt
sed -i 's/&<<\([A-Za-z]*\)>>&/\&<<\1lost>>\&/' xml/spec.xfpt
exits 'faults are found' 1 "$STET" check
found option-unlisted "xml/spec.xfpt:[0-9]*: warning: 'hosts_require_tls' (smtp)"
found option-type "doc-txt/OptionLists.txt:[0-9]*: warning: 'hosts_randomize'"
found option-default "'hosts_try_auth' (smtp) has the default 'other'"
found option-repeated "'hosts_try_prdr' (smtp)"
found option-unknown "'hosts_avoid_zzz'"
found reference 'lost'

exits 'JSON' 1 "$STET" check -f json
ok 'is an object with findings' python3 -c '
import json, sys
found = json.load(open(sys.argv[1]))["findings"]
assert {"rule", "level", "file", "line", "message"} == set(found[0]), found[0]
assert len(found) >= 6' "$TMP/out"
exits 'SARIF' 1 "$STET" check -f sarif
ok 'has rules and places' python3 -c '
import json, sys
log = json.load(open(sys.argv[1]))
assert log["version"] == "2.1.0"
run = log["runs"][0]
rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
for result in run["results"]:
    assert result["ruleId"] in rules
    place = result["locations"][0]["physicalLocation"]
    assert place["region"]["startLine"] >= 1
    assert place["artifactLocation"]["uri"]' "$TMP/out"

printf '.include stdflags\n.include ./missing\n' >bad.xfpt
exits 'a document that cannot be read' 2 "$STET" check bad.xfpt
found source 'bad.xfpt:2: error:'
exits 'an unknown format' 2 "$STET" check -f jsno
ok 'the nearest is named' grep -q "did you mean 'json'" "$TMP/err"

# Every rule is in the manual.
"$STET" check -f sarif >"$TMP/out"
for rule in $(python3 -c '
import json, sys
driver = json.load(open(sys.argv[1]))["runs"][0]["tool"]["driver"]
print(*(rule["id"] for rule in driver["rules"]))' "$TMP/out"); do
	ok "the manual describes $rule" grep -q "^.vitem &\`$rule\`&" \
		"$TOP/xml/manual.xfpt"
done

# Bars that are never closed are found where they were opened.
cat >endless.xfpt <<'END'
.include stdflags
.include stdmacs
.docbook
.book
.chapter One
A.

.new
B.
END
"$STET" check endless.xfpt >"$TMP/out" 2>&1
ok "a change bar without an end: where it begins" grep -q \
	'^endless.xfpt:8: note: the revision that begins here is never ended' \
	"$TMP/out"
done_testing
