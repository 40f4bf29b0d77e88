#!/usr/bin/env bash
# inscriptis turns HTML into text with annotations: start and end of the words of each element.
# In a table cell of two lines, these places are those of other cells.
#
# One would expect: the range of `td` covers the text of that cell, or ranges that do.
# What happens: the cells are laid out side by side, line by line. The second line of a cell
#   then stands behind the first line of its neighbours, but the annotation is still as long as
#   the cell, from where its first line begins. It covers words of the neighbour, and not the
#   second line of its own cell.
# Who is hurt: who takes training data or search fields out of tables with these annotations
#   (addresses, timetables, results): the field has the right length and the wrong words.
# Reported, for lists in cells: weblyzard/inscriptis#92.
# Instead: replace `br` in cells by a space before the conversion, or annotate only what has
#   one line.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

python3 -m venv env
env/bin/pip install --quiet inscriptis==2.7.6

cat >probe.py <<'PY'
from inscriptis import get_annotated_text
from inscriptis.model.config import ParserConfig

html = "<table><tr><td>Anna<br>Lopez</td><td>Quito, Ecuador</td></tr></table>"
out = get_annotated_text(html, ParserConfig(annotation_rules={"td": ["cell"]}))
print([out["text"][start:end] for start, end, _ in out["label"]])
PY
seen=$(env/bin/python probe.py)

echo "version:   inscriptis 2.7.6"
echo "behaviour: the annotation of a cell with two lines covers words of the next cell"
echo "seen:      $seen for the cells 'Anna<br>Lopez' and 'Quito, Ecuador'"
[ "$seen" = "['Anna   Qui', 'Quito, Ecuador']" ]
