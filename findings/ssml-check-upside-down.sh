#!/usr/bin/env bash
# ssml-check-core promises to say whether a text is valid SSML. Where SSML 1.1 says which
# attributes are required, and which elements go into which, it often says the opposite.
#
# One would expect: what W3C's SSML 1.1 admits passes, and what it forbids does not.
# What happens: `<break/>` and `<emphasis>`, where all attributes are optional, are errors.
#   `sub` without `alias`, `say-as` without `interpret-as` and `phoneme` without `ph`, which are
#   required, pass; so do a `p` in an `s` and a `speak` in a `speak`, which have no place there.
# Who is hurt: who has it as the gate before a speech engine: good speech is held back, and
#   what an engine that keeps to the schema refuses goes through.
# Instead: validate against W3C's schema of SSML 1.1.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >npm.log
npm install --no-audit --no-fund --ignore-scripts ssml-check-core@0.3.9 >>npm.log 2>&1

cat >probe.cjs <<'JS'
const { check } = require('ssml-check-core')
const good = ['A <break/> B', '<emphasis>A</emphasis>']
const bad = ['<sub>A</sub>', '<say-as>A</say-as>', '<phoneme>A</phoneme>', '<s><p>A</p></s>', '<speak>A</speak>']
const verdict = async (inner) =>
  (await check(`<speak>${inner}</speak>`, { platform: 'amazon' })) === undefined ? 'passes' : 'error'
const all = async (list) => (await Promise.all(list.map(verdict))).join(' ')
Promise.all([all(good), all(bad)]).then((seen) => console.log(seen.join('|')))
JS
seen=$(node probe.cjs)

echo "version:   ssml-check-core 0.3.9"
echo "behaviour: valid SSML is an error, and invalid SSML passes"
echo "seen:      valid | invalid: $seen"
[ "$seen" = "error error|passes passes passes passes passes" ]
