#!/usr/bin/env bash
# markdownlint's rule MD059 finds links whose text says nothing. Its documentation tells authors
# in other languages to set `prohibited_texts`. In scripts without Latin letters, one such
# text prohibits all.
#
# One would expect: with "こちら" ("here") prohibited, only links that say so are found.
# What happens: texts are compared after all that is not an ASCII letter or digit was turned
#   into a space. "こちら" becomes nothing, as every Japanese link does, and nothing equals
#   nothing. So it is in Russian, Greek, Arabic or Chinese.
# Who is hurt: writers in these scripts, who get a finding at every link and none that is right;
#   with the default list they get none at all, ever.
# Instead: switch MD059 off, and look for the phrases by a rule of your own.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >npm.log
npm install --no-audit --no-fund --ignore-scripts markdownlint@0.42.1 >>npm.log 2>&1

cat >probe.mjs <<'JS'
import { lint } from 'markdownlint/sync'
const findings = (text, prohibited) => lint({
  strings: { page: `[${text}](https://example.org/)\n` },
  config: { default: false, MD059: { prohibited_texts: [prohibited] } },
}).page.length
console.log([
  findings('Budget for 2025', 'here'),
  findings('東京の天気予報', 'こちら'),
  findings('Доклад о бюджете', 'здесь'),
].join('|'))
JS
seen=$(node probe.mjs)

echo "version:   markdownlint 0.42.1"
echo "behaviour: one prohibited text in another script prohibits every link text in it"
echo "seen:      findings for a good link text in English | Japanese | Russian: $seen"
[ "$seen" = "0|1|1" ]
