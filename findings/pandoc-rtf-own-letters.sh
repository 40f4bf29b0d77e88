#!/usr/bin/env bash
# A newsroom converts articles to RTF for an archive or a word processor, and later reads them
# with the same tool. In RTF a letter beyond ASCII is `\u8217` and one character that programs
# without Unicode show in its place, which all others skip. pandoc writes so: `\u8217'clock`.
#
# One would expect: pandoc reads what pandoc has written.
# What happens: where the character in place stands directly behind the number, the next letter
#   of the text is skipped, too: "o’clock" comes back as "o’lock", “so” as “o”. Letters for which
#   pandoc puts a space before the character (`\u223 ?`) come back whole.
# Who is hurt: readers of archives, and editors who get text from pandoc's RTF or from any
#   program that writes fallbacks in this form: a letter is gone behind every curly quotation
#   mark, apostrophe and dash.
# Instead: write a space between the number and the character, which RTF allows, or read RTF by
#   another program.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

python3 -m venv env
env/bin/pip install --quiet pypandoc_binary==1.17

cat >probe.py <<'PY'
import pypandoc

def again(text):
    rtf = pypandoc.convert_text(text, "rtf", "markdown", ["--standalone"])
    return pypandoc.convert_text(rtf, "plain", "rtf").strip()

print(pypandoc.get_pandoc_version())
print(again("At one o’clock"), again("He said “so”"), again("Straße"), sep=" | ")
PY
{ read -r version; read -r seen; } < <(env/bin/python probe.py)

echo "version:   pypandoc_binary 1.17, with pandoc $version"
echo "behaviour: pandoc's reader of RTF skips a letter behind each \`\\u8217'\` of its own writer"
echo "seen:      $seen"
[ "$seen" = "At one o’lock | He said “o” | Straße" ]
