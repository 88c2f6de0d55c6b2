#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""words.py DOCBOOK FORMAT[:WIDTH]:FILE...: does each file say all that the DocBook
says?

Independent of stet: read with Python's own parser. A word that stands n times in
the document must stand n times at least in each rendering; where it stands, and
what else is there, is for golden files to say. FORMAT is html, text, or man (then
the page is set by mandoc, or groff, whichever there is). With a WIDTH, lines are
no wider, unless they are one word or lines kept as they are.

Left out: index terms (there is an index instead), remarks (not for readers), short
titles (for running heads), how a picture of a screen was taken, and in manual pages
what only says how the document was made and published.
"""
import collections
import html.entities
import html.parser
import re
import shutil
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree

WORD = re.compile(r"[^\W_]+")
HIDDEN = {"indexterm", "remark", "titleabbrev", "screeninfo"}
INFO = {"releaseinfo", "edition", "pubdate", "date", "publisher", "isbn", "keywordset",
        "subjectset", "productname", "title", "subtitle", "artpagenums", "biblioid",
        "bibliosource", "biblioset", "bibliocoverage", "confgroup", "contractnum",
        "contractsponsor", "invpartnumber", "issn", "seriesvolnums", "pubsnumber",
        "modespec"}
VERBATIM = {"programlisting", "screen", "literallayout", "synopsis", "address"}
# What stands in a line: no space around it.
INLINE = set("""emphasis literal option command varname filename function quote
    ulink link xref userinput replaceable phrase subscript superscript
    systemitem accel lineannotation acronym""".split())


def name_of(element):
    return element.tag.split("}")[-1] if isinstance(element.tag, str) else ""


def is_hidden(element, parent, kind, top):
    name = name_of(element)
    if name in HIDDEN or name == "":
        return True
    # Said in signs already.
    if name == "alt" and any(name_of(c) == "mathphrase" for c in parent):
        return True
    if kind != "man":
        return False
    about_all = parent is not None and name_of(parent).endswith("info") and \
        parent in list(top)
    return (about_all and name in INFO) or name in ("refmiscinfo", "index") or \
        (parent is top and name in ("title", "subtitle"))


def document_words(top, kind):
    parts = []

    def walk(element, parent):
        if element is not top and is_hidden(element, parent, kind, top):
            return
        space = "" if name_of(element) in INLINE else " "
        parts.append(space + (element.text or ""))
        for child in element:
            walk(child, element)
            parts.append(child.tail or "")
        parts.append(space)
    walk(top, None)
    return WORD.findall("".join(parts).casefold())


class Page(html.parser.HTMLParser):
    INLINE = set("a b i em strong code kbd samp var sub sup span dfn abbr cite".split())

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.text, self.skip = [], 0
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        # The mark of a note is no part of the word before it.
        self.note = tag == "sup" and dict(attrs).get("class") == "footnote"
        self.text.append(" " if self.note else "")
        self.skip += tag in ("script", "style")
        self.text.append("" if tag in self.INLINE else " ")
        self.text.append(" " + dict(attrs).get("alt", "") + " ")
        if tag not in self.INLINE:
            self.text.append(" ")
        elif not dict(attrs).get("alt"):
            self.text.pop()

    def handle_endtag(self, tag):
        self.skip -= tag in ("script", "style")
        self.text.append("" if tag in self.INLINE else " ")

    def handle_data(self, data):
        if not self.skip:
            self.text.append(data)


def set_page(path):
    if shutil.which("mandoc"):
        command = ["mandoc", "-T", "utf8", "-O", "width=110", path]
    elif shutil.which("groff"):
        command = ["groff", "-t", "-man", "-Tutf8", "-P-c", "-rLL=110n", path]
    else:
        return None
    text = subprocess.run(command, capture_output=True, check=True).stdout
    return re.sub(".\b", "", text.decode("utf-8"))


def read(kind, path):
    if kind == "man":
        return set_page(path)
    text = open(path, encoding="utf-8").read()
    return "".join(Page(text).text) if kind == "html" else text


def count_words(text):
    """What stands low or high is marked in text, or has signs of its own."""
    text = text.casefold()
    return collections.Counter(WORD.findall(text)) | collections.Counter(
        WORD.findall(unicodedata.normalize("NFKC", re.sub(r"[_^](?=\w)", "", text))))


def columns(line):
    return sum(0 if unicodedata.combining(c) or c in "\u200b\u200d" else
               2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def wide_lines(top, text, width):
    verbatim = set()
    for element in top.iter():
        if name_of(element) in VERBATIM:
            verbatim.update("".join(line.split())[:12] for line in
                            "".join(element.itertext()).split("\n"))
    for number, line in enumerate(text.split("\n"), 1):
        if columns(line) <= width or len(line.split()) < 2:
            continue
        if "".join(re.sub(r"^\s*\d+", "", line).split())[:12] in verbatim or \
                "".join(line.split())[:12] in verbatim:
            continue
        # A long word after what it hangs on.
        if columns(line.split()[-1]) + 12 > width / 2:
            continue
        yield "%d: %d columns: %s" % (number, columns(line), line)


def main():
    parser = ElementTree.XMLParser()
    parser.entity.update((name.rstrip(";"), character)
                         for name, character in html.entities.html5.items())
    top = ElementTree.parse(sys.argv[1], parser).getroot()
    wrong = []
    for argument in sys.argv[2:]:
        kind, rest = argument.split(":", 1)
        width = None
        if rest.split(":", 1)[0].isdigit():
            width, rest = rest.split(":", 1)
        text = read(kind, rest)
        if text is None:
            continue
        have = count_words(text)
        want = collections.Counter(document_words(top, kind))
        for word, count in want.items():
            if width and not word.isascii():
                continue
            if have[word] < count:
                wrong.append("%s: '%s' %d times, not %d" % (
                    argument, word, have[word], count))
        if width:
            wrong += ["%s:%s" % (argument, line)
                      for line in wide_lines(top, text, int(width))]
    print("\n".join(wrong[:40]))
    print("%d wrong" % len(wrong))
    sys.exit(1 if wrong else 0)


main()
