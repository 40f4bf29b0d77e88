#!/usr/bin/env bash
# prosemirror-markdown writes a document as Markdown that its own parser reads otherwise: bold
# that begins or ends with a bracket or quotation mark, beside a letter, comes back as asterisks.
#
# One would expect: what the serializer writes, the parser of the same package reads.
# What happens: in CommonMark `**` opens bold only if what follows is no punctuation, or
#   what precedes is a space or punctuation. Chinese and Japanese have no spaces between words,
#   and bold names stand in corner brackets or quotation marks there. The serializer
#   does not look at the neighbours.
# Who is hurt: editors that store Markdown. With each save and load, a writer of Chinese or
#   Japanese loses bold, and the page shows `**`. No error is raised.
# Instead: read back what was written and compare; or write the neighbour as a character
#   reference (`&#20013;**「文」**`), for `;` is punctuation.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >npm.log
npm install --no-audit --no-fund --ignore-scripts prosemirror-markdown@1.13.9 >>npm.log 2>&1

cat >probe.mjs <<'JS'
import { schema, defaultMarkdownParser, defaultMarkdownSerializer } from 'prosemirror-markdown'
const comesBack = (before, bold, after) => {
  const text = [schema.text(before), schema.text(bold, [schema.mark('strong')]), schema.text(after)]
  const written = schema.node('doc', null, [schema.node('paragraph', null, text)])
  const read = defaultMarkdownParser.parse(defaultMarkdownSerializer.serialize(written))
  return read.eq(written) ? 'the same' : read.textContent
}
console.log([comesBack('the ', 'Title', ' of'), comesBack('他读', '「红楼梦」', '了')].join('|'))
JS
seen=$(node probe.mjs)

echo "version:   prosemirror-markdown 1.13.9"
echo "behaviour: bold in corner brackets beside a letter is written, and not read by the same package"
echo "seen:      English | Chinese: $seen"
[ "$seen" = "the same|他读**「红楼梦」**了" ]
