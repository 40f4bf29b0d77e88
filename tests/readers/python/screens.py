"""Tags of music files, and screens of terminals."""

import io
import struct

from lines import serve


def by_mutagen(profile, output, bytes=None, **_):
    """The title of an ID3 tag: Latin-1 where the profile has it, else UTF-16."""
    from mutagen.id3 import ID3

    if bytes is None:
        text = b"\x01" + output.encode("utf-16")
    else:
        text = b"\x00" + b"".join(struct.pack("B", byte) for byte in bytes)
    frame = b"TIT2" + struct.pack(">IH", len(text), 0) + text
    size = struct.pack("BBBB", *((len(frame) >> shift) & 0x7F for shift in (21, 14, 7, 0)))
    read = ID3(io.BytesIO(b"ID3\x03\x00\x00" + size + frame))
    titles = read.getall("TIT2")
    return {"pieces": [{"text": "/".join(titles[0].text) if titles else "", "marks": []}]}


def by_pyte(output, ranges, **_):
    """What a terminal shows, in bold and so on."""
    import pyte

    text = ""
    raw = output.encode()
    edges = {0, len(raw)}
    for one in ranges:
        edges |= {one["start"], one["start"] + one["length"]}
    edges = sorted(edges)
    for start, end in zip(edges, edges[1:]):
        over = [r["name"] for r in ranges if r["start"] <= start < r["start"] + r["length"]]
        styles = [name for name in over if name.isdigit()]
        text += f"\x1b[{';'.join(['0'] + styles)}m{raw[start:end].decode()}"
    text = text.replace("\n", "\r\n")
    screen = pyte.Screen(2000, output.count("\n") + 2)
    # It drops what is behind a character without width, to the end of what it is fed.
    stream = pyte.Stream(screen)
    for character in text:
        stream.feed(character)
    names = {"bold": "b", "italics": "i", "underscore": "u", "strikethrough": "s"}
    pieces = []
    for row in range(screen.lines):
        for column in range(screen.columns):
            cell = screen.buffer[row][column]
            marks = [mark for name, mark in names.items() if getattr(cell, name)]
            pieces.append({"text": cell.data, "marks": marks})
        while pieces and pieces[-1]["text"] == " ":
            pieces.pop()
        pieces.append({"text": "\n", "marks": []})
    return {"pieces": pieces}


serve({"mutagen": (by_mutagen, None), "pyte": (by_pyte, None)})
