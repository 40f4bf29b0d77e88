#!/usr/bin/env bash
# quill-delta-to-markdown puts one line feed between a quotation and the paragraph behind it.
# Markdown reads that paragraph as part of the quotation.
#
# One would expect: what stands outside of the quotation in Quill stands outside in Markdown.
# What happens: without an empty line between them, the paragraph goes on the quotation: a line
#   behind `>` needs no `>` of its own. Two plain paragraphs become one in the same way.
# Who is hurt: news and minutes written in Quill and published by Markdown: a sentence of the
#   writer's is put into the mouth of the one who is quoted.
# Instead: put an empty line after each block before the Markdown is used.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >npm.log
npm install --no-audit --no-fund --ignore-scripts quill-delta-to-markdown@0.6.0 marked@18.2.1 >>npm.log 2>&1

cat >probe.mjs <<'JS'
import quill from 'quill-delta-to-markdown'
import { marked } from 'marked'
const markdown = quill.deltaToMarkdown([
  { insert: 'I will resign.' },
  { insert: '\n', attributes: { blockquote: true } },
  { insert: 'Nobody saw her say so.\n' },
])
const quoted = /<blockquote>\s*<p>([^]*)<\/p>\s*<\/blockquote>/.exec(marked.parse(markdown))[1]
console.log(quoted.replace('\n', ' '))
JS
seen=$(node probe.mjs)

echo "version:   quill-delta-to-markdown 0.6.0, read by marked 18.2.1"
echo "behaviour: the paragraph behind a quotation becomes part of it"
echo "seen:      quoted: $seen"
[ "$seen" = "I will resign. Nobody saw her say so." ]
