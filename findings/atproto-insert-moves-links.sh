#!/usr/bin/env bash
# Bluesky counts facets in UTF-8 bytes. `RichText.insert` of its own client library moves them
# by the length of the inserted text in UTF-16 units.
#
# One would expect: text put before a link moves the link along with its words.
# What happens: each Cyrillic, Greek or accented letter is two bytes and counts as one, so the
#   link slips back by one byte for each of them, onto other words. With Latin text it is right.
# Who is hurt: tools that put a label or a translation before a post ("Перевод: …"). The post is
#   valid, is accepted, and its link stands on the wrong words, or cuts a letter in two.
# Instead: build the text first and set the facets afterwards, or move them yourself by
#   `new UnicodeString(text).length`, which is in bytes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >npm.log
npm install --no-audit --no-fund --ignore-scripts @atproto/api@0.21.0 >>npm.log 2>&1

cat >probe.mjs <<'JS'
import { RichText } from '@atproto/api'
const linked = (label) => {
  const post = new RichText({
    text: 'Read the report now.',
    facets: [{
      index: { byteStart: 9, byteEnd: 15 },
      features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://example.org/' }],
    }],
  })
  post.insert(0, label)
  return [...post.segments()].find((segment) => segment.isLink()).text
}
console.log(['Translated: ', 'Перевод: '].map(linked).join('|'))
JS
seen=$(node probe.mjs)

echo "version:   @atproto/api 0.21.0"
echo "behaviour: a link on 'report' moves to other words when Cyrillic text is inserted before it"
echo "seen:      linked words after a Latin label | after a Cyrillic one: $seen"
[ "$seen" = "report|ad the" ]
