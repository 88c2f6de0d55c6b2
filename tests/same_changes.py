# SPDX-License-Identifier: ISC
# Do two JSON reports (diff -f json --full) tell the same changes?
# usage: same_changes.py REPORT REPORT
# Unchanged blocks, and what is only there with --whole, are left out; so are
# numbers that count these, too.
import json
import sys


def changes(name):
    told = []
    for change in json.load(open(name, encoding="utf-8"))["changes"]:
        if change["kind"] == "unchanged":
            continue
        change.pop("id", None)
        change["blocks"] = [
            {key: block[key] for key in block if key not in ("n", "link")}
            for block in change.get("blocks", []) if block["state"] != "same"]
        told.append(change)
    return told


first, second = changes(sys.argv[1]), changes(sys.argv[2])
for change in [x for x in first if x not in second]:
    print("only in the first:", json.dumps(change)[:300])
for change in [x for x in second if x not in first]:
    print("only in the second:", json.dumps(change)[:300])
if not first:
    sys.exit("there are no changes")
sys.exit(0 if first == second else 1)
