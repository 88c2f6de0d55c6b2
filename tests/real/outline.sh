# SPDX-License-Identifier: ISC
# outline on real documents, against counts made from the bare lines.
. "$TOP/tests/tap.sh"

if [ ! -d "$CORPUS/exim" ]; then
	skip 'outline of real documents' "no $CORPUS/exim"
	done_testing
fi

# A section of an experimental spec: a line that is not indented, over a ruler
# of five or more dashes, after a blank line. No sections: a sub-heading that
# ends in a colon, and the trailer; the ruler above that is in no section.
cat >"$TMP/sections.py" <<'END'
import json, re, sys
lines = open(sys.argv[1], encoding='utf-8', errors='replace').read().split('\n')
rule = re.compile(r'-{5,}\s*$')
starts, stop = [], len(lines)
for i, line in enumerate(lines[:-1]):
    if not rule.match(lines[i + 1]) or not line.strip() or line[0].isspace():
        continue
    if rule.match(line) or (i and lines[i - 1].strip() and not rule.match(lines[i - 1])):
        continue
    if line.strip() == 'End of file':
        stop = i - 1 if rule.match(lines[i - 1]) else i
    elif not line.rstrip().endswith(':'):
        starts.append(i)
want = []
for start, end in zip(starts, starts[1:] + [stop]):
    while not lines[end - 1].strip():
        end -= 1
    want.append((lines[start].strip(), start + 1, end))
got = [(u['title'], u['line'], u['end_line'])
       for u in json.load(sys.stdin)['units'] if u['kind'] == 'experimental']
for pair in zip(want, got):
    if pair[0] != pair[1]:
        print('want %r, got %r' % pair)
if len(want) != len(got):
    print('want %d sections, got %d: %r' % (len(want), len(got), got))
END
sections_of() {
	(cd "$1/.." && "$STET" outline -f json "doc-txt/experimental-spec.txt") |
		python3 "$TMP/sections.py" "$1/experimental-spec.txt" 2>&1
}
for file in "$CORPUS"/exim/*/*/doc-txt/experimental-spec.txt; do
	dir=$(dirname "$file")
	is "sections of ${file#"$CORPUS"/}" "$(sections_of "$dir")" ''
done

# Chapters, sections and options of a main spec: from the line of the macro's
# call to above the next one that is no smaller. The lines directly above a call
# that belong to it (.new, index entries) may be left out.
cat >"$TMP/calls.py" <<'END'
import json, re, sys
lines = open(sys.argv[1], encoding='utf-8', errors='replace').read().split('\n')
rank = {'chapter': 0, 'makeindex': 0, 'end': 0, 'section': 1,
        'subsection': 2, 'option': 3, 'options': 3}
marks, verbatim = [], False
for i, line in enumerate(lines, 1):
    if re.match(r'\.(code|literal (layout|text))\b', line):
        verbatim = True
    elif re.match(r'\.(endd|literal off)\b', line):
        verbatim = False
    call = re.match(r'\.(\w+)(\s|$)', line)
    if call and not verbatim and call.group(1) in rank:
        marks.append((call.group(1), i))
marks.append(('end', len(lines) + 1))
want = {}
for at, (name, start) in enumerate(marks):
    if name in ('end', 'makeindex'):
        continue
    end = next(n for m, n in marks[at + 1:] if rank[m] <= rank[name]) - 1
    last = end
    while not lines[last - 1].strip():
        last -= 1
    while re.match(r'\.(new|\w*index)\b', lines[end - 1]):
        end -= 1
    while not lines[end - 1].strip():
        end -= 1
    want[start] = {last, end}
units = json.load(sys.stdin)['units']
seen = set()
for unit in units:
    if unit['kind'] in ('chapter', 'section', 'option'):
        seen.add(unit['line'])
        if unit['end_line'] not in want.get(unit['line'], ()):
            print(unit['kind'], unit['title'], unit['line'], unit['end_line'],
                  'want', want.get(unit['line']))
for line in sorted(set(want) - seen):
    print('no unit for line %d: %s' % (line, lines[line - 1]))
count = sum(u['kind'] == 'chapter' for u in units)
if count != sum(m == 'chapter' for m, _ in marks):
    print('%d chapters' % count)
END
for dir in release/4.99 ocsp/before dane/after; do
	spec=$CORPUS/exim/$dir/doc-docbook
	[ -f "$spec/spec.xfpt" ] || continue
	(cd "$spec" && "$STET" outline -f json spec.xfpt) >"$TMP/units"
	is "units of $dir" \
		"$(python3 "$TMP/calls.py" "$spec/spec.xfpt" <"$TMP/units" 2>&1)" ''
done
is 'chapters of 4.99 are numbered to the last' \
	"$(python3 -c 'import json, sys
units = json.load(sys.stdin)["units"]
print([u["number"] for u in units if u["kind"] == "chapter"] ==
      [str(n) for n in range(1, 63)])' 2>&1 <<END
$(cd "$CORPUS/exim/release/4.99/doc-docbook" && "$STET" outline -f json spec.xfpt)
END
)" True
done_testing
