"""Checks the test vectors with nothing but the documentation and Python.

    python3 read.py vectors.json authority.json
"""

import hashlib
import json
import re
import sys

# What the borders of blocks ask for, as bits: a paragraph asks for what a block does,
# and more. Beside a cell stand line feeds and a tab for each cell.
ASKED = {"inline": 0, "atomic": 0, "break": 0, "block": 1, "paragraph": 3, "cell": 4}
SEPARATORS = ["", "\n", "", "\n\n"] + 4 * ["\n{0,2}\t*"]
VOID = {"br", "col", "hr", "img"}


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def steps(content):
    """Open, text and close, well nested; a text with where it starts and ends."""
    at, stack = 0, []

    def text_to(end):
        nonlocal at
        if at < end:
            yield ("text", at, end)
        at = end

    for span in content["spans"]:
        while len(stack) > span["depth"]:
            yield from text_to(stack[-1]["end"])
            yield ("close", stack.pop())
        yield from text_to(span["start"])
        stack.append(span)
        yield ("open", span)
    while stack:
        yield from text_to(stack[-1]["end"])
        yield ("close", stack.pop())
    yield from text_to(len(content["text"]))


class Authority:
    def __init__(self, table):
        self.tags = {tag["id"]: tag for tag in table["tags"]}
        self.characters = {entry["id"]: entry for entry in table["characters"]}

    def asked(self, span):
        tag = self.tags.get(span["markup"])
        return ASKED[tag["display"]] if tag else 0

    def name(self, span):
        tag = self.tags[span["markup"]]
        return tag.get("renders_as", tag["name"])

    def start_tag(self, span):
        names = {entry["id"]: entry["name"] for entry in self.tags[span["markup"]]["attributes"]}
        out = "<" + self.name(span)
        for attribute in span["attributes"]:
            value = escape(attribute["value"]).replace('"', "&quot;")
            out += f' {names[attribute["id"]]}="{value}"'
        return out + ">"


def html(content, authority):
    """Canonical HTML: the separators that blocks ask for are taken out."""
    text, all_steps = content["text"], list(steps(content))
    out, asked, after_close, covered, in_pre = [], 0, False, False, False
    for index, step in enumerate(all_steps):
        starts_pre, in_pre = in_pre, False
        if step[0] == "open":
            span = step[1]
            after_close = False
            entry = authority.characters.get(span["markup"])
            if entry:
                out.append(entry["reference"])
                covered, asked = True, 0
                continue
            asked |= authority.asked(span)
            out.append(authority.start_tag(span))
            covered = authority.name(span) == "br"
            if covered:
                asked = 0
            in_pre = authority.name(span) == "pre"
        elif step[0] == "close":
            span = step[1]
            after_close, covered = True, False
            if span["markup"] in authority.tags:
                if authority.name(span) not in VOID:
                    out.append(f"</{authority.name(span)}>")
                asked |= authority.asked(span)
        elif not covered:
            _, start, end = step
            chunk = text[start:end]
            before = asked if after_close else 0
            behind = 0
            for later in all_steps[index + 1 :]:
                if later[0] == "open":
                    behind |= authority.asked(later[1])
                else:
                    behind = behind if later[0] == "text" else 0
                    break
            else:
                behind = 0
            if behind and not chunk.strip("\n\t"):
                behind |= before
            chunk = re.sub(rf"(?:{SEPARATORS[behind]})\Z", "", chunk, count=1)
            if start > 0:
                chunk = re.sub(f"^(?:{SEPARATORS[before]})", "", chunk)
            # A parser drops the first line feed in a pre.
            out.append("\n" * (starts_pre and chunk.startswith("\n")) + escape(chunk))
            asked = 0
    return "".join(out)


def check(vector, authority):
    content = json.loads(vector["json"])
    text = content["text"]
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    assert written == vector["json"], "the same bytes"
    assert text == vector["text"]
    assert len(text) == vector["length"]
    assert hashlib.sha256(text.encode()).hexdigest() == vector["digest"]
    utf16, utf8 = text.encode("utf-16-le"), text.encode()
    assert len(content["spans"]) == len(vector["spans"])
    for span, expect in zip(content["spans"], vector["spans"]):
        covered = expect["text"]
        start, end = expect["scalars"]
        assert (span["start"], span["end"]) == (start, end)
        assert text[start:end] == covered, "scalars"
        start, end = expect["utf16"]
        assert utf16[2 * start : 2 * end].decode("utf-16-le") == covered, "utf16"
        start, end = expect["bytes"]
        assert utf8[start:end].decode() == covered, "bytes"
    assert html(content, authority) == vector["html"], html(content, authority)


def main():
    vectors, table = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
    authority = Authority(table)
    for vector in vectors:
        try:
            check(vector, authority)
        except AssertionError as error:
            sys.exit(f"{vector['name']}: {error}")
    print(len(vectors))


main()
