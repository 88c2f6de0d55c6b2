#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""text_check.py READER CORPUS: the trees of real plain texts, as READER prints
them (test_read_text ROLE FILE), against what is found here in the files
themselves by other means. Prints TAP.

  words     every word of the file is in the tree, in order
  sections  the sections, each with its first and last line
  items     the news or change-log items, each with its first and last line
  rows      the rows of the option table, each with its first line and name
"""
import glob
import os
import re
import subprocess
import sys

RULER = re.compile(r'^([-=*~_+])\1+\s*$')
ESCAPES = {'n': '\n', 't': '\t', '\\': '\\'}


def unquote(text):
    return re.sub(r'\\(.)', lambda m: ESCAPES[m.group(1)], text[1:-1])


def is_quoted(line):
    return line.startswith('"')


def words_of_tree(dump):
    parts = []
    for line in map(str.lstrip, dump):
        if is_quoted(line):
            parts.append(unquote(line))
        elif not re.match(r'<(ulink|literal)>', line):
            mark = re.search(r' override="(.*)"$', line)
            parts.append('\n' + (mark.group(1) + ' ' if mark else ''))
    return [w for w in ''.join(parts).split() if not RULER.match(w)]


def words_of_file(lines):
    return [w for line in lines for w in line.split() if not RULER.match(w)]


def line_at(lines, number):
    return lines[number - 1] if 1 <= number <= len(lines) else ''


def last_full(lines, number):
    while number > 0 and not lines[number - 1].strip():
        number -= 1
    return number


def headings(lines):
    """Line numbers of section titles, then of the trailer if there is one."""
    found = []
    for n in range(1, len(lines)):
        title, rule = line_at(lines, n), line_at(lines, n + 1)
        if not re.match(r'^-{5,}\s*$', rule) or not title.strip():
            continue
        if title[0].isspace() or line_at(lines, n - 1).strip():
            continue
        if RULER.match(title) or len(rule.rstrip()) < len(title.rstrip()):
            continue
        if title.rstrip().endswith(':') and len(rule) == len(title):
            continue
        found.append(n)
    return found


def sections_of_file(lines):
    starts = headings(lines)
    end = len(lines)
    full = last_full(lines, end)
    # "End of file" between rulers
    if RULER.match(line_at(lines, full)) and RULER.match(line_at(lines, full - 2)):
        end = full - 3
    ends = [n - 1 for n in starts[1:]] + [end]
    return [(s, last_full(lines, e), lines[s - 1].strip())
            for s, e in zip(starts, ends)]


def sections_of_tree(dump):
    found = []
    for i, line in enumerate(dump):
        match = re.match(r'^  <section> (\d+)-(\d+)', line)
        if match:
            found.append((int(match[1]), int(match[2]),
                          unquote(dump[i + 2].strip())))
    return found


ITEM = re.compile(r'^(?:[A-Z]{2}/\d\S*| {0,2}\d+[.:)])\s')


def items_of_file(lines):
    """From an item's line to the last full line before the next item, heading
    or line that is neither blank nor indented but follows a blank line."""
    found = []
    start = None
    titles = {n for n in range(1, len(lines))
              if re.match(r'^-{5,}\s*$', line_at(lines, n + 1))}
    for n, line in enumerate(lines, 1):
        outside = (line[:1].strip() and not line_at(lines, n - 1).strip())
        if ITEM.match(line) or n in titles or outside:
            if start:
                found.append((start, last_full(lines, n - 1)))
            start = n if ITEM.match(line) and n not in titles else None
    if start:
        found.append((start, last_full(lines, len(lines))))
    return found


def items_of_tree(dump):
    return [tuple(map(int, m.groups())) for m in
            (re.match(r'^ *<listitem> (\d+)-(\d+) role="(?:news|change)-item"', d)
             for d in dump) if m]


def rows_of_file(lines):
    start = next(n for n, line in enumerate(lines) if re.match(r'^-{80,}$', line))
    found, name, complete = [], '', True
    for n, line in enumerate(lines[start + 1:], start + 2):
        line = line.expandtabs()
        if not line.strip():
            break
        named = not line[0].isspace()
        name = line.split()[0] if named else name
        if named or complete:
            found.append((n, name))
        # the place of use is never before column 53
        complete = bool(re.search(r'\s[a-z_,]{4,}(\s|$)', line[53:])) and \
            not line[53:].lstrip().startswith('"$spool') and \
            (named or len(line) - len(line.lstrip()) > 40) and \
            not re.search(r'"[^"]* [^"]*"$', line)
    return found


def rows_of_tree(dump):
    return [(int(m[1]), m[2]) for m in
            (re.match(r'^ *<row> (\d+)-\d+ role="option-row" xreflabel="(.*)"$', d)
             for d in dump) if m]


CHECKS = {
    'words': (words_of_file, words_of_tree),
    'sections': (sections_of_file, sections_of_tree),
    'items': (items_of_file, items_of_tree),
    'rows': (rows_of_file, rows_of_tree),
}


ROLES = {
    'experimental-spec.txt': ('experimental', ['words', 'sections']),
    'NewStuff': ('news', ['words', 'items']),
    'ChangeLog': ('changelog', ['words', 'items']),
    'OptionLists.txt': ('option-list', ['words', 'rows']),
}

# Counted by hand, so that both sides cannot be wrong in the same way.
COUNTS = {
    'release/4.99/doc-txt/experimental-spec.txt sections': 10,
    'ocsp/before/doc-txt/experimental-spec.txt sections': 11,
}

tests = 0
failures = 0


def report(good, name, note=''):
    global tests, failures
    tests += 1
    failures += not good
    print(f'{"ok" if good else "not ok"} {tests} - {name}')
    if note and not good:
        print(f'# {note}')


def difference(want, have):
    for i, (a, b) in enumerate(zip(want, have)):
        if a != b:
            return (f'{i}: in the file {want[i:i + 4]}, '
                    f'in the tree {have[i:i + 4]}')
    return f'{len(want)} in the file, {len(have)} in the tree'


def check_file(reader, path, name):
    role, checks = ROLES[os.path.basename(path)]
    run = subprocess.run([reader, role, path], capture_output=True, check=False)
    dump = run.stdout.decode().split('\n')
    with open(path, encoding='utf-8') as file:
        lines = file.read().rstrip('\n').split('\n')
    report(run.returncode == 0 and not run.stderr, f'{name}: read')
    for check in checks:
        of_file, of_tree = CHECKS[check]
        want, have = of_file(lines), of_tree(dump)
        report(want == have and len(have) > 0, f'{name}: {check}',
               difference(want, have))
        count = COUNTS.get(f'{name} {check}', len(have))
        report(len(have) == count, f'{name}: {count} {check}', str(len(have)))


def main():
    reader, corpus = sys.argv[1:]
    for path in sorted(glob.glob(corpus + '/exim/**/doc-txt/*', recursive=True)):
        check_file(reader, path, os.path.relpath(path, corpus + '/exim'))
    print(f'1..{tests}')
    return 1 if failures or not tests else 0


sys.exit(main())
