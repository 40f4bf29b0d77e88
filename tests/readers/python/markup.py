"""Checkers of XML, and a voice."""

import re
import subprocess
import xml.etree.ElementTree as tree

from lines import serve, version_of_tool

XHTML = (
    '<div xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
    'xmlns:tts="http://www.w3.org/ns/ttml#styling">{}</div>'
)


def by_xmllint(profile, output, **_):
    is_speech = profile.startswith("ssml")
    page = output if is_speech else XHTML.format(output)
    done = subprocess.run(["xmllint", "--nonet", "-"], input=page, capture_output=True, text=True)
    if done.returncode:
        return {"refused": done.stderr}
    if is_speech:
        return {"pieces": list(spoken(tree.fromstring(done.stdout)))}
    return {"html": done.stdout}


def spoken(element):
    """The text of speech: paragraphs and sentences are apart."""
    apart = [{"text": "\n", "marks": []}] if element.tag in ("p", "s", "break") else []
    yield from apart
    yield {"text": element.text or "", "marks": []}
    for child in element:
        yield from spoken(child)
        yield {"text": child.tail or "", "marks": []}
    yield from apart


def sounds(text):
    command = ["espeak-ng", "-q", "-x", "-m", "-v", "en"]
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    return re.sub(r"[\s_:|',=%!]+", "", done.stdout)


def by_espeak(output, **_):
    """An emphasis changes no word."""
    spoken, written = sounds(output), sounds(re.sub(r"</?emphasis[^>]*>", "", output))
    return {} if spoken == written else {"refused": f"says {spoken}, not {written}"}


serve(
    {
        "xmllint": (by_xmllint, lambda: version_of_tool("xmllint", "--version")),
        "espeak-ng": (by_espeak, lambda: version_of_tool("espeak-ng", "--version")),
    }
)
