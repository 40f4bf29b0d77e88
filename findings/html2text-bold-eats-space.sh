#!/usr/bin/env bash
# html2text moves white space out of bold and italic, as Markdown needs it. If there is white
# space on both sides of the marked words, the one in front is lost. A part of a word in italics
# gets spaces instead.
#
# One would expect: the words of the Markdown are the words of the HTML.
# What happens: `call<b> now </b>or` becomes `call**now** or`, which is read as "callnow or".
#   `un<i>believ</i>able` becomes `un _believ_ able`: three words.
# Who is hurt: who feeds pages to search, to a language model or to a text archive by it. What
#   editors and word processors write has such spaces inside of the marks all the time.
# Instead: move white space out of `b`, `strong`, `i` and `em` before the conversion.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

python3 -m venv env
env/bin/pip install --quiet html2text==2025.4.15 markdown-it-py==4.3.0

cat >probe.py <<'PY'
import html2text, re
from markdown_it import MarkdownIt

for html in "<p>Call<b> now </b>or write.</p>", "<p>un<i>believ</i>able</p>":
    page = MarkdownIt().render(html2text.html2text(html))
    print(re.sub("<[^>]*>", "", page).strip(), end="|")
PY
seen=$(env/bin/python probe.py)

echo "version:   html2text 2025.4.15, read by markdown-it-py 4.3.0"
echo "behaviour: words are joined and parted where bold and italic begin and end"
echo "seen:      $seen for 'Call now or write.' and 'unbelievable'"
[ "$seen" = "Callnow or write.|un believ able|" ]
