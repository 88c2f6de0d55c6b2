# SPDX-License-Identifier: ISC
# stet check on Exim's documents: the names missing from the option list, and the
# order of entries, are those that a count of the sources' own lines finds.
. "$TOP/tests/tap.sh"

docs=$CORPUS/exim/release/4.99
if [ ! -d "$docs" ]; then
	skip 'check of real documents' "no $docs"
	done_testing
fi
cp -r "$docs" tree
exits 'findings' 1 "$STET" -C tree check -f json
ok 'are those of an independent count' python3 - "$TMP/out" tree <<'END'
import json, re, shlex, sys

found = json.load(open(sys.argv[1]))["findings"]
top = sys.argv[2]
spec = open(top + "/doc-docbook/spec.xfpt", encoding="utf-8").read()
spec = re.sub(r"&&&[ \t]*\n[ \t]*", "", spec)
options = set()
for line in spec.splitlines():
    if re.match(r"\.options?\s", line):
        words = shlex.split(line, posix=True)
        step = 4 if words[0] == ".options" else len(words)
        for i in range(1, len(words), step):
            options.add(words[i].replace(" ", "") if step != 4 else words[i])
listed = set()
for line in open(top + "/doc-txt/OptionLists.txt", encoding="utf-8"):
    match = re.match(r"([a-z0-9_]+)\s", line)
    if match:
        listed.add(match.group(1))
absent = options - listed
reported = {re.match(r"'([^']+)'", f["message"]).group(1)
            for f in found if f["rule"] == "option-unlisted"}
assert absent <= reported, absent - reported
# What is reported and yet in the list is there for another driver only.
assert all(name in options for name in reported), reported - options
assert sum(f["rule"] == "mended" for f in found) == 15
assert not any(f["level"] == "error" for f in found)
END
done_testing
