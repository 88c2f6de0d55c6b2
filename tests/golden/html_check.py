#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""html_check.py FOLDER-OR-FILE... [--docbook FILE]

Checks pages of HTML by itself, knowing nothing of how they were made: tags
balance and nest as HTML allows, ids are unique in a page, every link to a file
or an X what is wrong; the
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
PHRASING_ONLY = set("p h1 h2 h3 h4 h5 h6 pre a span code em strong b i sup".split())
BLOCK = set("""address article aside blockquote dd details div dl dt figcaption
    figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table
    tbody td tfoot th thead tr ul""".split())
INLINE = set("""emphasis literal option command varname filename function quote
    ulink link xref indexterm anchor footnote userinput replaceable phrase
    subscript superscript systemitem""".split())
# What stands elsewhere in a page than in the text.
MOVED = {"titleabbrev", "indexterm", "footnote", "attribution", "phrase", "remark"}
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
        self.main, self.next_page, self.mark = [], None, False
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
        if tag == "sup" and values.get("class") == "footnote":
            self.mark = True
        if "alt" in values:
            self.text.append(f" {values['alt']} ")
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
        if tag == "link" and values.get("rel") == "next":
            self.next_page = values["href"]
        if tag == "img" and "alt" not in values:
            self.say("an image without alt")
        for name in values:
            if name.startswith("on"):
                self.say(f"<{tag} {name}>")
        if tag not in VOID:
            self.stack.append(tag)
            if tag in BLOCK:
                self.text.append(" ")
                self.main.append(" ")

    def handle_endtag(self, tag):
        if tag == "sup":
            self.mark = False
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
            self.main.append(" ")

    def handle_data(self, data):
        if not self.stack and data.strip():
            self.say("text outside of html")
        parent = self.stack[-1] if self.stack else None
        if parent in CHILDREN and data.strip():
            self.say(f"text in <{parent}>: {data.strip()[:40]}")
        if self.mark:
            return
        if parent not in ("script", "style"):
            self.text.append(data)
        if "main" in self.stack and "nav" not in self.stack:
            self.main.append(data)


def check_links(page, pages):
    for line, name, link in page.links:
        parts = urllib.parse.urlsplit(link)
        if parts.scheme or parts.netloc:
            if name == "src" and not link.startswith("data:image/"):
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


def docbook(path):
    source = path.read_text(encoding="utf-8")
    source = re.sub(r"<!DOCTYPE[^>]*>", "", source)
    source = re.sub(r"&(?!(?:lt|gt|amp|quot|apos);)([a-zA-Z]+);",
                    lambda m: html.unescape(m.group(0)), source)
    return tree.fromstring(source)


def element_words(root, without):
    """The words inside, but for elements of these names. Short titles are for
    running heads, which only pages have."""
    parts, todo = [], [root]
    while todo:
        node = todo.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        space = "" if node.tag in INLINE else " "
        if node is not root:
            todo.append(space + (node.tail or ""))
        if not isinstance(node.tag, str) or node.tag in without:
            continue
        todo += reversed(list(node))
        todo.append(space + (node.text or ""))
    return words("".join(parts))


def reading_order(pages):
    """From index.html by rel=next; a single page as it is."""
    if len(pages) == 1:
        return list(pages.values())
    by_path = {path.name: page for path, page in pages.items()}
    order, name = [], "index.html"
    while name is not None:
        order.append(by_path[name])
        name = order[-1].next_page
        if len(order) > len(pages):
            break
    return order


def check_words(pages, path):
    wrong = []
    root = docbook(path)
    have = set(words(" ".join("".join(p.text) for p in pages.values())))
    without = {"titleabbrev", "remark"}
    if root.find(".//index") is None:
        without.add("indexterm")
    for word in element_words(root, without):
        if word not in have:
            wrong.append(f"{path}: '{word}' is in no page")
    order = reading_order(pages)
    if len(order) != len(pages):
        wrong.append(f"{len(order)} of {len(pages)} pages in reading order")
    got = iter(words(" ".join("".join(p.main) for p in order)))
    before = []
    for word in element_words(root, MOVED):
        if all(other != word for other in got):
            wrong.append(f"{path}: not in order: {' '.join(before)} {word}")
            break
        before = before[-8:] + [word]
    return wrong


def main(arguments):
    paths, source = [], None
    while arguments:
        argument = arguments.pop(0)
        if argument == "--docbook":
            source = pathlib.Path(arguments.pop(0))
        else:
            path = pathlib.Path(argument)
            paths += sorted(path.rglob("*.html")) if path.is_dir() else [path]
    pages = {path: Page(path) for path in paths}
    wrong = []
    for page in pages.values():
        check_links(page, pages)
        wrong += page.wrong
    if source is not None:
        wrong += check_words(pages, source)
    print("\n".join(wrong[:60]))
    print(f"{len(pages)} pages, {len(wrong)} wrong")
    return 1 if wrong or not pages else 0


sys.exit(main(sys.argv[1:]))
