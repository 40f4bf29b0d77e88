#!/usr/bin/env bash
# html-to-mrkdwn turns HTML into Slack's syntax. A table is left out, with all of its words.
#
# One would expect: Slack's syntax has no tables, so that the cells come as lines of text, as
#   other elements without a counterpart do.
# What happens: nothing of the table is in the text, and nothing says so.
# Who is hurt: teams that read reports, changelogs and results by it in Slack: the sentence that
#   introduces the table stands there, and what it introduces does not.
# Instead: make lines of the rows before the conversion.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >npm.log
npm install --no-audit --no-fund --ignore-scripts html-to-mrkdwn@3.0.0 >>npm.log 2>&1

cat >probe.cjs <<'JS'
const mrkdwn = require('html-to-mrkdwn')
const head = '<thead><tr><th>Team</th><th>Goals</th></tr></thead>'
const table = `<table>${head}<tbody><tr><td>Oslo</td><td>2</td></tr></tbody></table>`
console.log(JSON.stringify(mrkdwn(`<p>Result:</p>${table}<p>See you.</p>`).text))
JS
seen=$(node probe.cjs)

echo "version:   html-to-mrkdwn 3.0.0"
echo "behaviour: a table is left out, words and all"
echo "seen:      $seen"
[ "$seen" = '"Result:\n\nSee you."' ]
