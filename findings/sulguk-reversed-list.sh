#!/usr/bin/env bash
# sulguk turns HTML into text and entities for Telegram, and numbers lists. For `reversed`, which
# it lists as supported, it counts the wrong thing.
#
# One would expect: as in HTML, a reversed list of three items is numbered 3, 2, 1, and white
#   space between the items says nothing.
# What happens: it begins at one less than the number of all that stands in the list, white space
#   included. Written in one line, three items are 2, 1, 0; with each item on its own line,
#   they are 6, 5, 4.
# Who is hurt: channels that post top tens and countdowns. What looks right in a browser is
#   numbered wrong in the message, and otherwise with each indentation.
# Instead: give each item its `value`, which is followed.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

python3 -m venv env
env/bin/pip install --quiet sulguk==0.12.0

cat >probe.py <<'PY'
from sulguk import transform_html

items = ["<li>Bronze</li>", "<li>Silver</li>", "<li>Gold</li>"]
for html in "<ol reversed>" + "".join(items) + "</ol>", "\n".join(["<ol reversed>", *items, "</ol>"]):
    print(*transform_html(html).text.strip().splitlines(), sep=", ", end="|")
PY
seen=$(env/bin/python probe.py)

echo "version:   sulguk 0.12.0"
echo "behaviour: a reversed list of three items is numbered 2, 1, 0 or 6, 5, 4"
echo "seen:      in one line | in many: $seen"
[ "$seen" = "2. Bronze, 1. Silver, 0. Gold|6. Bronze, 5. Silver, 4. Gold|" ]
