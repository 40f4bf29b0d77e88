#!/usr/bin/env bash
# Atom's `type="xhtml"` puts the markup of an entry into the feed as elements. rss-parser gives
# such content back with its words in another order.
#
# One would expect: "The vote was not lost.", with an emphasis inside.
# What happens: the XML is read into an object in which the text of an element is one string and
#   its children are another member. Written out again, all text comes first and the words in
#   `em`, `a` or `b` come last. `contentSnippet` has the same order.
# Who is hurt: newsletters, readers and search indexes that are fed from Atom feeds with XHTML
#   content. Sentences change their sense, and no error tells of it.
# Reported: rbren/rss-parser#275.
# Instead: take the raw XML of entries of this type, and parse it with an XML parser that keeps
#   mixed content.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >npm.log
npm install --no-audit --no-fund --ignore-scripts rss-parser@3.13.0 >>npm.log 2>&1

cat >probe.cjs <<'JS'
const Parser = require('rss-parser')
const feed = `<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>News</title><id>urn:example:feed</id><updated>2024-01-01T00:00:00Z</updated>
<author><name>A. N. Author</name></author>
<entry><title>Council</title><id>urn:example:1</id><updated>2024-01-01T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The vote was <em>not</em> lost.</p></div></content>
</entry></feed>`
new Parser().parseString(feed).then(({ items }) => console.log(items[0].contentSnippet))
JS
seen=$(node probe.cjs)

echo "version:   rss-parser 3.13.0"
echo "behaviour: in XHTML content of Atom, words inside of elements move behind the others"
echo "seen:      '$seen' for 'The vote was not lost.'"
[ "$seen" = "The vote was  lost.not" ]
