#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Checks what `stet diff -f json --full` says against the sources themselves.

Nothing of stet is used to find out what is right: hunks are those of diff(1),
options are read from the .option lines, the new files are built by Python.

    diff_check.py report REPORT OLD NEW    all checks:
        rebuild   the hunks make the new files
        truth     each hunk is in a change, each change covers a hunk
        options   options added, removed, changed
        moves     what moved is on both sides
    diff_check.py rewrap FILE WIDTH        the file with other line breaks

OLD and NEW are the folders that were compared. What is wrong is printed after the
name of the check; exit 1 if anything is.
"""
import base64
import json
import os
import re
import subprocess
import sys

wrong = []


def complain(*words):
    wrong.append(' '.join(str(word) for word in words))


def read_bytes(path):
    with open(path, 'rb') as file:
        return file.read()


def lines_of(data):
    """Lines as stet and diff count them: LF ends one, nothing else does."""
    parts = data.split(b'\n')
    lines = [part + b'\n' for part in parts[:-1]]
    return lines + ([parts[-1]] if parts[-1] else [])


# --- rebuild ------------------------------------------------------------------

def text_of(hunk):
    if 'base64' in hunk:
        return base64.b64decode(hunk['base64'], validate=True)
    return hunk['text'].encode('utf-8')


def rebuild(old, hunks):
    lines = lines_of(old)
    out, at = [], 0
    for hunk in hunks:
        out += lines[at:hunk['old_start']]
        out.append(text_of(hunk))
        at = hunk['old_start'] + hunk['old_count']
    return b''.join(out + lines[at:])


def each_file(folder):
    for top, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield os.path.relpath(os.path.join(top, name), folder)


def check_rebuild(report, old, new, documents):
    told = {}
    for file in report['files']:
        told[file.get('old', file.get('new'))] = file
    for name in documents:
        before = os.path.join(old, name)
        after = os.path.join(new, name)
        data = read_bytes(before) if os.path.exists(before) else b''
        want = read_bytes(after) if os.path.exists(after) else b''
        got = rebuild(data, told[name]['hunks']) if name in told else data
        if got != want:
            complain(name, 'is not what the hunks make')
        if name in told and data == want and 'old' in told[name] \
                and 'new' in told[name]:
            complain(name, 'is equal, but among the files')


# --- truth -----------------------------------------------------------------------

def hunks_of(before, after):
    """(old lines, new lines) as ranges, from diff(1)."""
    done = subprocess.run(['diff', '-a', before, after],
                          capture_output=True, check=False)
    for line in done.stdout.split(b'\n'):
        match = re.fullmatch(
            rb'(\d+)(?:,(\d+))?([acd])(\d+)(?:,(\d+))?', line)
        if match:
            a, b, c, d = (int(match[1]), int(match[2] or match[1]),
                          int(match[4]), int(match[5] or match[4]))
            yield (range(0) if match[3] == b'a' else range(a, b + 1),
                   range(0) if match[3] == b'd' else range(c, d + 1))


WHOLE = {'added', 'removed', 'moved', 'promoted', 'option-added',
         'option-removed', 'variable-added', 'variable-removed'}


def covered(report, folder, name, side):
    """Lines of the file that a change accounts for."""
    lines = set()
    path = os.path.join(folder, name)
    for change in report['changes']:
        place = change.get(side)
        if not place or place['file'] != path:
            continue
        if change['kind'] in WHOLE and 'line' in place:
            lines.update(range(place['line'], place['end_line'] + 1))
        if change['kind'] in ('retitled', 'option-changed'):
            lines.update(range(place['line'], place['line'] + 12))
        for block in change['blocks']:
            if side + '_line' in block:
                lines.update(range(block[side + '_line'],
                                   block[side + '_end_line'] + 1))
    return lines


def words_of(lines, numbers):
    words = []
    for number in numbers:
        line = lines[number - 1].strip()
        if line not in (b'.new', b'.wen'):
            words += line.split()
    return words


FRAME = re.compile(rb'\.[a-z][a-z0-9]*( [a-z0-9]+){0,2}$', re.I)


def unaccounted(lines, numbers, accounted):
    """Lines of a hunk in no change; a frame (.next, .ilist) goes with them."""
    left = [n for n in numbers if n not in accounted]
    frames = all(FRAME.match(lines[n - 1].strip()) or
                 not lines[n - 1].strip() for n in left)
    if frames and len(left) < len(numbers):
        return []
    return left


def slides(lines, numbers):
    """The same change elsewhere: lines that come or go can be taken for equal
    ones next to them."""
    yield numbers
    for step in 1, -1:
        first, last = numbers.start, numbers.stop - 1
        while True:
            out, into = (first, last + 1) if step == 1 else (last, first - 1)
            if not 1 <= into <= len(lines) or lines[out - 1] != lines[into - 1]:
                break
            first, last = first + step, last + step
            yield range(first, last + 1)


def accounts(lines, numbers, accounted):
    """Lines in no change, by the best way to see the hunk."""
    return min((unaccounted(lines, slide, accounted)
                for slide in slides(lines, numbers)), key=len)


def check_truth(report, old, new, documents):
    touched = {}
    for name in documents:
        before, after = os.path.join(old, name), os.path.join(new, name)
        if not os.path.exists(before) or not os.path.exists(after):
            continue
        old_lines = lines_of(read_bytes(before))
        new_lines = lines_of(read_bytes(after))
        old_told = covered(report, old, name, 'old')
        new_told = covered(report, new, name, 'new')
        old_hunks, new_hunks = set(), set()
        for old_range, new_range in hunks_of(before, after):
            old_hunks.update(old_range)
            new_hunks.update(new_range)
            if old_range and new_range:
                left_old = unaccounted(old_lines, old_range, old_told)
                left_new = unaccounted(new_lines, new_range, new_told)
            else:
                left_old = old_range and accounts(old_lines, old_range,
                                                  old_told)
                left_new = new_range and accounts(new_lines, new_range,
                                                  new_told)
            if words_of(old_lines, left_old) != words_of(new_lines, left_new):
                complain(name, 'old', left_old, 'new', left_new,
                         'are in no change')
        touched[os.path.join(old, name)] = old_hunks
        touched[os.path.join(new, name)] = new_hunks
    for change in report['changes']:
        if not covers_hunk(change, touched):
            complain(change['kind'], change['unit'], change['title'],
                     'covers no hunk')


def covers_hunk(change, touched):
    for side in 'old', 'new':
        place = change.get(side)
        if not place:
            continue
        if place['file'] not in touched:
            return True     # a file that is on one side only
        lines = range(place.get('line', 0), place.get('end_line', 0) + 1)
        if not touched[place['file']].isdisjoint(lines):
            return True
    return False


# --- options ------------------------------------------------------------------------

def arguments(line):
    """An xfpt directive's arguments: words, or quoted with "" for a quote."""
    return [(quoted if plain == '' else plain).replace('""', '"')
            for quoted, plain in
            re.findall(r'"((?:[^"]|"")*)"|(\S+)', line)]


def logical_lines(text):
    joined = re.sub(r'&&&[ \t]*\n[ \t]*', '', text)
    return joined.split('\n')


def plain(text):
    text = re.sub(r'&[`\'"_*%$({]+|[`\'"_*%$)}]+&', '', text)
    return text.replace('&~', ' ').replace('&&', '').strip()


def options_of(path):
    with open(path, encoding='utf-8') as file:
        text = file.read()
    found = {}
    for line in logical_lines(text):
        match = re.match(r'\.options?\s+(.*)', line)
        if not match:
            continue
        args = arguments(match[1])
        step = 4
        if not line.startswith('.options'):
            args = args[:4]
        for i in range(0, len(args) - step + 1, step):
            name, use, kind, default = args[i:i + 4]
            # A dagger in another argument is not about the type: a type of two
            # words without quotes.
            expanded = '&!!' in kind
            fields = [plain(x) for x in (name, use, kind.replace('&!!', ''),
                                         default.replace('&!!', '†'))]
            found.setdefault((fields[0], fields[1]),
                             (fields[2], expanded, fields[3]))
    return found


def check_options(report, old, new, documents):
    before, after = {}, {}
    for name in documents:
        if name.endswith('.xfpt'):
            for folder, into in (old, before), (new, after):
                path = os.path.join(folder, name)
                if os.path.exists(path):
                    into.update(options_of(path))
    want = {'option-added': set(after) - set(before),
            'option-removed': set(before) - set(after)}
    for kind, keys in want.items():
        got = {(change['title'], change['use'])
               for change in report['changes'] if change['kind'] == kind}
        if got != keys:
            complain(kind, 'got', sorted(got), 'want', sorted(keys))
    changed = {key for key in set(before) & set(after)
               if before[key] != after[key]}
    got = {tuple(change['key'].split('@', 1)) for change in report['changes']
           if change['kind'] == 'option-changed'}
    if got != changed:
        complain('option-changed got', sorted(got), 'want', sorted(changed))
    for change in report['changes']:
        if change['kind'] in want and change['kind'] == 'option-added':
            fields = (change['type'], change['expanded'], change['default'])
            key = (change['title'], change['use'])
            if key in after and after[key] != fields:
                complain(key, 'got', fields, 'want', after[key])
        if change['kind'] == 'option-changed':
            check_field(change, before, after)


def check_field(change, before, after):
    index = {'type': 0, 'expanded': 1, 'default': 2}.get(change['field'])
    key = tuple(change['key'].split('@', 1))
    if index is None or key not in before or key not in after:
        return
    for value, table in (change['from'], before), (change['to_value'], after):
        want = table[key][index]
        want = {True: 'yes', False: 'no'}.get(want, want)
        if value != want:
            complain(change['key'], change['field'], 'got', value, 'want',
                     want)


# --- moves ------------------------------------------------------------------------------

def place_words(place):
    data = lines_of(read_bytes(place['file']))
    text = b' '.join(data[place['line'] - 1:place['end_line']])
    return re.findall(rb'[A-Za-z0-9_]+', text)


def check_moves(report, old, new, documents):
    blocks = {}
    for change in report['changes']:
        for block in change['blocks']:
            blocks[block['n']] = block
    for block in blocks.values():
        if block['state'] == 'moved-from':
            other = blocks[block['link']]
            if other['state'] != 'moved-to' or other['link'] != block['n'] or \
                    block['runs'][0][1] != other['runs'][0][1]:
                complain('block', block['n'], 'and', other['n'],
                         'are not one that moved')
    for change in report['changes']:
        if change['kind'] != 'moved':
            continue
        before = place_words(change['old'])
        after = place_words(change['new'])
        common = set(before) & set(after)
        if not before or len(common) < 0.6 * len(set(before)):
            complain('moved', change['title'], 'has other words')


# --- other line breaks ----------------------------------------------------------------------

def rewrap(path, width):
    """Breaks the lines of paragraphs anew, and takes the change bars away.

    Paragraphs are lines of text between blank lines and directives, outside of
    what is kept as it stands."""
    out, words, kept = [], [], 0

    def flush():
        line = ''
        for word in words:
            # A line must not begin with what would make it a directive.
            if line and len(line) + 1 + len(word) > width \
                    and not word.startswith('.'):
                out.append(line)
                line = word
            else:
                line = line + ' ' + word if line else word
        if line:
            out.append(line)
        words.clear()

    with open(path, encoding='utf-8') as file:
        for line in file.read().split('\n'):
            name = line.split(' ')[0]
            if name in ('.code', '.display', '.literal', '.macro', '.table2',
                        '.vlist', '.bookinfo') and line != '.literal off':
                kept += name not in ('.vlist',)
            if kept or line.startswith('.') or not line.strip() or \
                    line.endswith('&&&') or out and out[-1].endswith('&&&') \
                    or line.startswith((' ', '\t')):
                flush()
                if line not in ('.new', '.wen') or kept:
                    out.append(line)
            else:
                words.extend(line.split())
            if line in ('.endd', '.literal off', '.endmacro', '.endtable'):
                kept = max(kept - 1, 0)
    flush()
    sys.stdout.write('\n'.join(out))


def main(argv):
    if argv[1] == 'rewrap':
        rewrap(argv[2], int(argv[3]))
        return 0
    with open(argv[2], encoding='utf-8') as file:
        report = json.load(file)
    old, new = argv[3], argv[4]
    known = ('.xfpt', 'experimental-spec.txt', 'OptionLists.txt', 'NewStuff',
             'ChangeLog')
    documents = sorted({name for folder in (old, new)
                        for name in each_file(folder) if name.endswith(known)})
    failed = False
    for name, check in (('rebuild', check_rebuild), ('truth', check_truth),
                        ('options', check_options), ('moves', check_moves)):
        check(report, old, new, documents)
        for line in wrong:
            print(name + ': ' + line)
        failed = failed or bool(wrong)
        wrong.clear()
    return failed


if __name__ == '__main__':
    sys.exit(main(sys.argv))
