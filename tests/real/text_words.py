#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""text_words.py DOCBOOK TEXT: does the text say all that the DocBook says?

Independent of stet: the DocBook is what `stet convert` printed, read with
Python's own parser. Checked are that
  - every word stands in the text, in document order. Left out: index terms (the
    text has an index instead), short titles, initials. The title page is
    compared by itself, its order is not the source's;
  - nothing stands between these words but numbers (of sections, lists and
    references), URLs of links, and the labels of warnings and figures;
  - no line is wider than 79 columns, unless it is verbatim, or one word;
  - there is a heading line for each row of the option entries' tables.
Words are runs of letters and digits.
"""
import html.entities
import re
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree

WIDTH = 79
WORD = re.compile(r'[^\W_]+')
SKIP = {'indexterm', 'titleabbrev', 'authorinitials', 'bookinfo'}
VERBATIM = {'literallayout', 'programlisting', 'screen'}
LABEL = re.compile(r'^(\d+|[A-Z]|[a-z]|[ivx]+|Note|Warning|Tip|Important|Caution)$')

failures = 0


def fail(message):
    global failures
    failures += 1
    if failures <= 20:
        print(message)


def read(path):
    source = open(path, encoding='utf-8').read()
    source = re.sub(r'<!DOCTYPE[^>\[]*(\[.*?\])?\s*>', '', source, flags=re.S)

    def entity(match):
        name = match.group(1)
        if name in ('lt', 'gt', 'amp', 'quot', 'apos'):
            return match.group(0)
        return html.entities.html5[name + ';']

    source = re.sub(r'&([A-Za-z]+);', entity, re.sub(r'<\?(?!xml\b).*?\?>', '',
                                                     source, flags=re.S))
    return ElementTree.fromstring(source)


def words_of(element, words, links):
    """Appends the words in document order; link targets go to links."""
    if element.tag in SKIP:
        return
    if element.tag == 'ulink':
        links.update(WORD.findall(element.get('url')))
        if not ''.join(element.itertext()).strip():
            words.append(element.get('url'))
    words.append(element.text or '')
    for child in element:
        if child.tag is not ElementTree.Comment:
            words_of(child, words, links)
        words.append(child.tail or '')


def columns(line):
    return sum(0 if unicodedata.combining(c) else
               2 if unicodedata.east_asian_width(c) in 'WF' else 1 for c in line)


def check_words(root, text):
    body = re.search(r'^Contents\n-+\n.*?^(?===)', text, re.M | re.S)
    if body is None:
        fail('no contents')
        return 0
    got = WORD.findall(text[body.end():])
    at = 0
    total = 0
    for part in root:
        pieces, links = [], set()
        words_of(part, pieces, links)
        want = WORD.findall(''.join(pieces))
        total += len(want)
        for n, word in enumerate(want):
            start = at
            while at < len(got) and got[at] != word:
                if part.tag != 'index' and not LABEL.match(got[at]) and \
                        got[at] not in links:
                    fail('not in the document: "%s", before "%s"' % (
                        got[at], ' '.join(want[n:n + 8])))
                at += 1
            if at == len(got):
                fail('not in the text: "%s", after "%s"' % (
                    word, ' '.join(want[max(0, n - 8):n])))
                at = start
                return total
            at += 1
    return total


def check_title_page(root, text):
    page = set(WORD.findall(text[:text.index('\nContents\n')]))
    pieces = []
    for element in root.iterfind('bookinfo//*'):
        if element.tag not in SKIP:
            pieces.append(element.text or '')
    for word in WORD.findall(' '.join(pieces)):
        if word not in page:
            fail('not on the title page: "%s"' % word)


def check_lines(root, text):
    verbatim = set()
    for element in root.iter():
        if element.tag in VERBATIM:
            verbatim.update(line.expandtabs().strip() for line in
                            ''.join(element.itertext()).replace(
                                '\u00a0', ' ').split('\n'))
    everything = ''.join(root.itertext())
    for number, line in enumerate(text.split('\n'), 1):
        if line != line.rstrip() and line.strip() not in verbatim:
            fail('%d: blanks at the end' % number)
        if columns(line) <= WIDTH or line.strip() in verbatim:
            continue
        words = line.split()
        if all(a + '\u00a0' + b in everything for a, b in zip(words, words[1:])):
            continue
        fail('%d: %d columns: %s' % (number, columns(line), line))


def check_options(root, text):
    rows = 0
    for row in root.iter('row'):
        entries = row.findall('entry')
        if len(entries) == 4 and (entries[1].text or '').startswith('Use:') and \
                (entries[3].text or '').startswith('Default:'):
            rows += 1
    lines = len(re.findall(r'^\S.*  Use: .*(?:  |\n    )Type: ', text, re.M))
    if rows != lines:
        fail('%d option entries in the document, %d in the text' % (rows, lines))
    return rows


def main():
    root = read(sys.argv[1])
    text = open(sys.argv[2], encoding='utf-8').read()
    words = check_words(root, text)
    check_title_page(root, text)
    check_lines(root, text)
    rows = check_options(root, text)
    print('%d words, %d option entries, %d failures' % (words, rows, failures))
    if words == 0 or failures:
        sys.exit(1)


main()
