#!/usr/bin/env bash
# remark-stringify with remark-gfm writes Markdown that Python-Markdown shows with backslashes.
#
# One would expect: text without any markup comes through two Markdown tools as it is.
# What happens: CommonMark lets a backslash escape every ASCII punctuation sign. remark-gfm uses
#   it so that an address in text does not become a link by itself: `https\://`, `a\@b`. In the
#   first Markdown only certain signs can be escaped, and `:`, `@` and `~` are not among
#   them: Python-Markdown, and with it MkDocs, keeps the backslash and shows it.
# Who is hurt: documents that a JavaScript tool formats or writes and a Python site shows.
#   Addresses have a backslash in them, so that copying one gives a dead one.
# Instead: write such addresses as `<https://…>`, which both read alike.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >npm.log
npm install --no-audit --no-fund --ignore-scripts unified@11.0.5 remark-stringify@11.0.0 remark-gfm@4.0.1 >>npm.log 2>&1
python3 -m venv env
env/bin/pip install --quiet Markdown==3.11.3

cat >probe.mjs <<'JS'
import { unified } from 'unified'
import remarkGfm from 'remark-gfm'
import remarkStringify from 'remark-stringify'
const value = 'Ask desk@example.org or see https://example.org/ ~ today.'
const tree = { type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', value }] }] }
process.stdout.write(unified().use(remarkGfm).use(remarkStringify).stringify(tree))
JS
seen=$(node probe.mjs | env/bin/python -c 'import markdown, sys; print(markdown.markdown(sys.stdin.read()))')

echo "version:   remark-stringify 11.0.0, remark-gfm 4.0.1, Python-Markdown 3.11.3"
echo "behaviour: escapes of the one are shown as backslashes by the other"
echo "seen:      $seen"
[ "$seen" = '<p>Ask desk\@example.org or see https\://example.org/ \~ today.</p>' ]
