"""A message as Telegram's own library takes, counts and links it."""

import json

import tdjson
from lines import serve

ENTITIES = {
    "blockquote": "textEntityTypeBlockQuote",
    "pre": "textEntityTypePre",
    "code": "textEntityTypeCode",
    "text_link": "textEntityTypeTextUrl",
    "bold": "textEntityTypeBold",
    "italic": "textEntityTypeItalic",
    "underline": "textEntityTypeUnderline",
    "strikethrough": "textEntityTypeStrikethrough",
    "spoiler": "textEntityTypeSpoiler",
}
MARKS = {
    "textEntityTypeBlockQuote": "blockquote",
    "textEntityTypePre": "pre",
    "textEntityTypePreCode": "pre",
    "textEntityTypeCode": "code",
    "textEntityTypeBold": "b",
    "textEntityTypeItalic": "i",
    "textEntityTypeUnderline": "u",
    "textEntityTypeStrikethrough": "s",
}
# A URL behind a text: its offset is the length of the text.
MARK = "\nhttps://example.org/"


def execute(kind, **members):
    return json.loads(tdjson.td_execute(json.dumps({"@type": kind, **members}).encode()))


def entity(entity):
    kind = {"@type": ENTITIES[entity["type"]]}
    if entity["type"] == "text_link":
        kind["url"] = entity["url"]
    if entity.get("language"):
        kind = {"@type": "textEntityTypePreCode", "language": entity["language"]}
    return {"offset": entity["offset"], "length": entity["length"], "type": kind}


def units(text):
    return text.encode("utf-16-le")


def pieces(text, entities):
    text = units(text)
    edges = {0, len(text) // 2}
    for entity in entities:
        edges |= {entity["offset"], entity["offset"] + entity["length"]}
    edges = sorted(edges)
    for start, end in zip(edges, edges[1:]):
        over = [e for e in entities if e["offset"] <= start and end <= e["offset"] + e["length"]]
        piece = {"text": text[2 * start : 2 * end].decode("utf-16-le")}
        piece["marks"] = [MARKS[e["type"]["@type"]] for e in over if e["type"]["@type"] in MARKS]
        for e in over:
            if e["type"]["@type"] == "textEntityTypeTextUrl":
                piece["href"] = e["type"]["url"]
        yield piece


def length(text):
    found = execute("getTextEntities", text=text + MARK)["entities"]
    return found[-1]["offset"] - 1 if found else None


def message(output, entities, **_):
    text = {"@type": "formattedText", "text": output, "entities": [entity(e) for e in entities]}
    # Checks and mends the entities, as sending does, and reads old Markdown besides.
    taken = execute("parseMarkdown", text=text)
    if taken["@type"] == "error":
        return {"refused": taken["message"], "length": length(output)}
    return {"pieces": list(pieces(taken["text"], taken["entities"])), "length": length(output)}


def links(profile, output, **_):
    found = execute("getTextEntities", text=output)["entities"]
    text = units(output)
    cut = lambda e: text[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
    urls = [cut(e) for e in found if e["type"]["@type"] == "textEntityTypeUrl"]
    # Mastodon makes no links of bare hosts.
    return {"links": [url for url in urls if "://" in url or profile != "mastodon"]}


execute("setLogVerbosityLevel", new_verbosity_level=0)


def version():
    import importlib.metadata

    return importlib.metadata.version("tdjson")


serve({"tdjson": (message, None), "tdjson-links": (links, version)})
