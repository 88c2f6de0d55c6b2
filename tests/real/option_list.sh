# SPDX-License-Identifier: ISC
# option list on real specs, against a reading of the .option and .options
# lines that knows nothing of stet.
. "$TOP/tests/tap.sh"

if [ ! -d "$CORPUS/exim" ]; then
	skip 'options of real documents' "no $CORPUS/exim"
	done_testing
fi

cat >"$TMP/options.py" <<'END'
import json, re, sys

def words(text):
    """Arguments of a macro: by blanks, or in double quotes ("" is one)."""
    found = []
    for quoted, bare in re.findall(r'"((?:[^"]|"")*)(?:"|$)|([^\s"]\S*)', text):
        found.append(bare or quoted.replace('""', '"'))
    return found

def plain(text):
    for code, char in (('&!!', '\u2020'), ('&!?', ''), ('&~', ' '),
                       ('&nbsp;', ' ')):
        text = text.replace(code, char)
    return re.sub(r'''&[%'"$_*`([]|[%'"$_*`)\]]&''', '', text).strip()

lines = open(sys.argv[1], encoding='utf-8', errors='replace').read().split('\n')
want, verbatim, i = [], False, 0
while i < len(lines):
    line, number = lines[i], i + 1
    if re.match(r'\.(code|literal (layout|text))\b', line):
        verbatim = True
    elif re.match(r'\.(endd|literal off)\b', line):
        verbatim = False
    call = re.match(r'\.(options?)\s+(.*)', line)
    if call and not verbatim:
        text = call.group(2)
        while text.endswith('&&&'):
            i += 1
            text = text[:-3] + lines[i].lstrip()
        given = words(text)
        rows = [given[k:k + 4] for k in range(0, len(given), 4)] \
            if call.group(1) == 'options' else [given[:4]]
        for row in rows:
            name, use, kind, default = (row + [''] * 4)[:4]
            want.append((re.sub(r'\s', '', plain(name)),
                         plain(use).replace('\u2020', ''),
                         plain(kind).replace('\u2020', ''), '&!!' in kind,
                         plain(default), number))
    i += 1
answer = json.load(sys.stdin)
got = [(o['name'], o['use'], o['type'], o['expanded'], o['default'], o['line'])
       for o in answer['options']]
for pair in zip(want, got):
    if pair[0] != pair[1]:
        print('want %r, got %r' % pair)
if len(want) != len(got):
    print('want %d options, got %d' % (len(want), len(got)))
if any(o['file'] != 'spec.xfpt' for o in answer['options']):
    print('another file')
if answer['stet'] != 1 or len(want) < 500:
    print('%d options' % len(want))
END
for dir in release/4.99 release/4.98 ocsp/before ocsp/after; do
	spec=$CORPUS/exim/$dir/doc-docbook
	[ -f "$spec/spec.xfpt" ] || continue
	(cd "$spec" && "$STET" option list -f json spec.xfpt) >"$TMP/list"
	is "options of $dir" \
		"$(python3 "$TMP/options.py" "$spec/spec.xfpt" <"$TMP/list" 2>&1)" ''
done

cd "$CORPUS/exim/release/4.99" || exit 1
"$STET" option list -f json >"$TMP/a"
"$STET" option list -f json >"$TMP/b"
same 'the same answer twice' "$TMP/a" "$TMP/b"
is 'the project says which documents' \
	"$(grep -c '"file": "doc-docbook/spec.xfpt"' "$TMP/a")" 684
done_testing
