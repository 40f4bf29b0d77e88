"""What each script does: a line of JSON in for each case, a line of JSON out."""

import importlib.metadata
import json
import re
import subprocess
import sys


def version_of_tool(*command):
    """Returns the first version in what a tool says of itself."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return re.search(r"\d[\d.]*\d", done.stdout + done.stderr)[0]


def serve(readers):
    """Answers each line by the reader that was asked for; `--version` by its version."""
    name = sys.argv[1]
    read, version = readers[name]
    if sys.argv[2:] == ["--version"]:
        print(version() if version else importlib.metadata.version(name))
        return
    if hasattr(read, "all_at_once"):
        answers = read([json.loads(line) for line in sys.stdin])
    else:
        answers = (read(**json.loads(line)) for line in sys.stdin)
    for answer in answers:
        print(json.dumps(answer), flush=True)


def all_at_once(read):
    """Marks a function that takes a list of cases: what starts slowly, starts once."""
    read.all_at_once = True
    return read
