#!/usr/bin/env bash
# markdown-to-mrkdwn turns Markdown into Slack's syntax. It exchanges asterisks wherever two of
# them stand in a line, be they emphasis or not.
#
# One would expect: an asterisk that Markdown shows as an asterisk stays one. So it is
#   in an inline code span, behind a backslash, and between spaces.
# What happens: all three become underscores. A pattern of a shell or of SQL in a code span is
#   another one in Slack, a product has other operators, and `\*` keeps its backslash as well.
# Who is hurt: bots that post what people or language models write as Markdown: readers copy a
#   command that is not the one that was written.
# Instead: a converter that parses Markdown first. Those leave code spans alone.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

python3 -m venv env
env/bin/pip install --quiet markdown-to-mrkdwn==0.3.3

cat >probe.py <<'PY'
from markdown_to_mrkdwn import SlackMarkdownConverter

convert = SlackMarkdownConverter().convert
print("|".join(map(convert, ("Run `ls *.md *.txt` now", "2 * 3 * 4 = 24", r"\*not marked\*"))))
PY
seen=$(env/bin/python probe.py)

echo "version:   markdown-to-mrkdwn 0.3.3"
echo "behaviour: asterisks that are no emphasis become underscores, in code too"
echo "seen:      $seen"
[ "$seen" = 'Run `ls _.md _.txt` now|2 _ 3 _ 4 = 24|\_not marked\_' ]
