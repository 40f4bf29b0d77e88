#!/usr/bin/env bash
# dom-anchor-text-quote finds the passage of an annotation again when the page has changed. It
# searches approximately, as its documentation says, but it says neither how near a match is,
# nor does it prefer the one that differs least.
#
# One would expect: a quotation whose sentence was corrected is found at the corrected sentence,
#   and a name that is gone is not found.
# What happens: a note on "He paid 9,000 dollars." goes to "(S)he paid 7,000 dollars.", though
#   "He paid 4,000 dollars." stands before it and is nearer: its first letter agrees as well. A
#   note on "Linus" goes to letters in the midst of "Chinese".
# Who is hurt: readers of annotations and editors' comments, which hang on another person's
#   sentence without any sign of doubt.
# Instead: compare what was found with the quotation, and take it only if it is equal, or ask.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >npm.log
npm install --no-audit --no-fund --ignore-scripts dom-anchor-text-quote@4.0.2 linkedom@0.18.15 >>npm.log 2>&1

cat >probe.cjs <<'JS'
const { parseHTML } = require('linkedom')
const { toTextPosition } = require('dom-anchor-text-quote')
const found = (sentence, exact) => {
  const { body } = parseHTML(`<!doctype html><html><body><p>${sentence}</p></body></html>`).document
  const at = toTextPosition(body, { exact })
  return at === null ? 'nothing' : body.textContent.slice(at.start, at.end)
}
console.log([
  found('He paid 4,000 dollars. She paid 7,000 dollars.', 'He paid 9,000 dollars.'),
  found('The delegation met Chinese officials.', 'Linus'),
].join('|'))
JS
seen=$(node probe.cjs)

echo "version:   dom-anchor-text-quote 4.0.2"
echo "behaviour: a quotation that is gone is found in another person's sentence, or in part of a word"
echo "seen:      'He paid 9,000 dollars.' | 'Linus' found at: $seen"
[ "$seen" = "he paid 7,000 dollars.|hines" ]
