#!/usr/bin/env bash
# A podcast's transcript comes as WebVTT, where `&`, `<` and `>` are written as in HTML, or as
# SubRip, where nothing is escaped. pysubs2 converts one to the other, and leaves text as it is.
#
# One would expect: "R&B" in the one is "R&B" in the other.
# What happens: to SubRip, `R&amp;B` goes with its escape, which nothing undoes there. To
#   WebVTT, `<b` goes without one: by WebVTT a tag begins there, and what follows is not shown.
# Who is hurt: listeners who read transcripts, and search in them, above all where the talk is of
#   music, firms ("AT&T") or comparisons.
# Instead: unescape the text of each line after reading WebVTT, and escape it before writing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

python3 -m venv env
env/bin/pip install --quiet pysubs2==1.8.1

cat >probe.py <<'PY'
from pysubs2 import SSAFile

def text(source, format):
    return SSAFile.from_string(source).to_string(format).split("\n00:00:00")[1].split("\n")[1]

print(text("WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nR&amp;B and soul\n", "srt"),
      text("1\n00:00:00,000 --> 00:00:02,000\nif a <b then\n", "vtt"), sep="|")
PY
seen=$(env/bin/python probe.py)

echo "version:   pysubs2 1.8.1"
echo "behaviour: the escapes of WebVTT are neither undone nor written"
echo "seen:      in SubRip | in WebVTT: $seen"
[ "$seen" = "R&amp;B and soul|if a <b then" ]
