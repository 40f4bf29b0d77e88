"""Makes an archive of invented stories, the same on every machine.

    python3 stories.py 25000 archive

It is lines of JSON in 24 files, some 2.3 kB a story. There is in it what tells a run from
a good run: bad lines, lines with a carriage return, a story with more findings than an
answer lists.
"""

import argparse
import json
import pathlib

WORDS = (
    "snow in the city as every winter Zoë said “again” 5° — naïve Łódź 日本 and budget council "
    "radio voters harbor choir bridge closed morning since when nobody knows it was cold there "
    "ferry late mayor spoke school opens river rose twelve people came to sing at dawn"
).split(" ")

# Around words; some of it causes findings.
MARKUP = [
    ("<em>", "</em>"),
    ("<strong>", "</strong>"),
    ("<a href='https://news.example/?a=1&amp;b=2'>", "</a>"),
    ("<a href='javascript:x()'>", "</a>"),
    ("<b onclick=x()>", "</b>"),
    ("<blink>", "</blink>"),
    ("<i>", "</i>"),
    ("&mdash;", "&hellip;"),
    ("<q>", "</q>"),
]

# Every so many stories there is a bad line, and so on.
EVERY = 5000


class Dice:
    """A generator of Knuth's; that of Python is not promised to stay as it is."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % limit

    def pick(self, list):
        return list[self.below(len(list))]


def paragraph(dice):
    words = [dice.pick(WORDS) for _ in range(25 + dice.below(30))]
    for _ in range(3):
        before, after = dice.pick(MARKUP)
        at = dice.below(len(words))
        words[at] = before + words[at] + after
    return "<p>" + " ".join(words) + "</p>\n"


def line(number, paragraphs, dice):
    html = "".join(dice.pick(paragraphs) for _ in range(4 + dice.below(8)))
    of = number % EVERY
    if of == 17:
        # An answer lists 1,000 findings, and counts the others.
        html = "<blink>x</blink><b onclick=y>z</b>" * 700
    html = json.dumps(html, ensure_ascii=False)
    if of == 4999:
        # The id comes first, so that it can be read.
        bad = ['"html": 3', '"html": "cut', '"title": ' + html]
        return '{"id": %d, %s}\n' % (number, dice.pick(bad))
    # White space to JSON, and to some readers the end of a line.
    space = "\r" if of == 1001 else " "
    end = "\r\n" if of == 2002 else "\n"
    return '{"id": %d,%s"html": %s}%s' % (number, space, html, end)


def write(stories, folder, files=24):
    """Returns the paths, in order."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    dice = Dice(1)
    paragraphs = [paragraph(dice) for _ in range(1000)]
    paths = []
    for file in range(files):
        path = folder / ("%02d.ndjson" % file)
        numbers = range(stories * file // files, stories * (file + 1) // files)
        with open(path, "w", encoding="utf-8", newline="") as out:
            out.writelines(line(number, paragraphs, dice) for number in numbers)
        paths.append(str(path))
    return paths


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("stories", type=int)
    arguments.add_argument("folder")
    arguments = arguments.parse_args()
    write(arguments.stories, arguments.folder)
