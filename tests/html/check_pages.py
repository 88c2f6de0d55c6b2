#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""check_pages.py FOLDER-OR-FILE... [--docbook FILE]

Checks pages of HTML by itself, knowing nothing of how they were made: tags
balance and nest as HTML allows, ids are unique in a page, every link to a file
or an anchor has a target, nothing is fetched from elsewhere. With --docbook,
every word of that DocBook file must be in the pages. Prints what is wrong; the
exit status is 1 if anything is.
"""
import collections
import html.parser
import pathlib
import re
import sys
import urllib.parse
import xml.etree.ElementTree as tree

VOID = set("area base br col embed hr img input link meta source track wbr".split())
PHRASING_ONLY = set("p h1 h2 h3 h4 h5 h6 pre dt a span code em strong b i sup".split())
BLOCK = set("""address article aside blockquote dd details div dl dt figcaption
    figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table
    tbody td tfoot th thead tr ul""".split())
PARENTS = {"li": {"ol", "ul"}, "dt": {"dl", "div"}, "dd": {"dl", "div"},
           "tr": {"thead", "tbody", "tfoot", "table"}, "td": {"tr"},
           "th": {"tr"}, "tbody": {"table"}, "thead": {"table"},
           "caption": {"table"}, "figcaption": {"figure"}}
CHILDREN = {"ol": {"li"}, "ul": {"li"}, "dl": {"dt", "dd", "div"},
            "tr": {"td", "th"}, "tbody": {"tr"}, "thead": {"tr"}}


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.path, self.stack, self.wrong = path, [], []
        self.ids, self.links, self.text = collections.Counter(), [], []
        self.level, self.headings = 0, 0
        source = path.read_text(encoding="utf-8")
        if not source.startswith("<!DOCTYPE html>\n"):
            self.say("no doctype")
        self.feed(source)
        self.close()
        for tag in self.stack:
            self.say(f"<{tag}> is never closed")
        for name, count in self.ids.items():
            if count > 1:
                self.say(f"the id '{name}' is there {count} times")
        if self.headings != 1:
            self.say(f"{self.headings} h1 elements")

    def say(self, what):
        self.wrong.append(f"{self.path}:{self.getpos()[0]}: {what}")

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.say(f"<{tag}> has an attribute twice")
        parent = self.stack[-1] if self.stack else None
        if tag in PARENTS and parent not in PARENTS[tag]:
            self.say(f"<{tag}> in <{parent}>")
        if parent in CHILDREN and tag not in CHILDREN[parent]:
            self.say(f"<{tag}> in <{parent}>")
        if tag in BLOCK and parent in PHRASING_ONLY:
            self.say(f"<{tag}> in <{parent}>")
        if tag == "a" and "a" in self.stack:
            self.say("a link in a link")
        values = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            level = int(tag[1])
            self.headings += level == 1
            if level > self.level + 1:
                self.say(f"<{tag}> after <h{self.level}>")
            self.level = level
        if "id" in values:
            self.ids[values["id"]] += 1
            if not values["id"] or re.search(r"\s", values["id"]):
                self.say(f"a bad id '{values['id']}'")
        for name in ("href", "src"):
            if name in values:
                self.links.append((self.getpos()[0], name, values[name]))
        if tag == "img" and "alt" not in values:
            self.say("an image without alt")
        for name in values:
            if name.startswith("on"):
                self.say(f"<{tag} {name}>")
        if tag not in VOID:
            self.stack.append(tag)
            self.text.append(" ")

    def handle_endtag(self, tag):
        if tag in VOID:
            self.say(f"</{tag}>")
        elif not self.stack or self.stack[-1] != tag:
            self.say(f"</{tag}> closes <{self.stack[-1] if self.stack else ''}>")
            if tag in self.stack:
                while self.stack.pop() != tag:
                    pass
        else:
            self.stack.pop()
        if tag in BLOCK:
            self.text.append(" ")

    def handle_data(self, data):
        if not self.stack and data.strip():
            self.say("text outside of html")
        parent = self.stack[-1] if self.stack else None
        if parent in CHILDREN and data.strip():
            self.say(f"text in <{parent}>: {data.strip()[:40]}")
        if parent not in ("script", "style"):
            self.text.append(data)


def check_links(page, pages):
    for line, name, link in page.links:
        parts = urllib.parse.urlsplit(link)
        if parts.scheme or parts.netloc:
            if name == "src":
                page.wrong.append(f"{page.path}:{line}: fetches {link}")
            continue
        target = page.path
        if parts.path:
            target = page.path.parent / urllib.parse.unquote(parts.path)
            if not target.is_file():
                page.wrong.append(f"{page.path}:{line}: dead link {link}")
                continue
        anchor = urllib.parse.unquote(parts.fragment)
        if anchor and pages[target].ids[anchor] == 0:
            page.wrong.append(f"{page.path}:{line}: dead anchor {link}")


def words(text):
    return re.findall(r"\w+", text)


def docbook_words(path):
    """The words of the text; those of index terms only where an index is."""
    source = path.read_text(encoding="utf-8")
    source = re.sub(r"<!DOCTYPE[^>]*>", "", source)
    source = re.sub(r"&(?!(lt|gt|amp|quot|apos|#)\b|#)([a-zA-Z]+);",
                    lambda m: html.unescape(m.group(0)), source)
    root = tree.fromstring(source)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag.startswith("{"):
                parent.remove(child)
    return words(" ".join(root.itertext()))


def main(arguments):
    paths, docbook = [], None
    while arguments:
        argument = arguments.pop(0)
        if argument == "--docbook":
            docbook = pathlib.Path(arguments.pop(0))
        else:
            path = pathlib.Path(argument)
            paths += sorted(path.rglob("*.html")) if path.is_dir() else [path]
    pages = {path: Page(path) for path in paths}
    wrong = []
    for page in pages.values():
        check_links(page, pages)
        wrong += page.wrong
    if docbook is not None:
        have = collections.Counter(
            words(" ".join("".join(page.text) for page in pages.values())))
        want = collections.Counter(docbook_words(docbook))
        for word, count in want.items():
            if have[word] == 0:
                wrong.append(f"{docbook}: '{word}' ({count}) is in no page")
    print("\n".join(wrong[:60]))
    print(f"{len(pages)} pages, {len(wrong)} wrong")
    return 1 if wrong or not pages else 0


sys.exit(main(sys.argv[1:]))
