"""Programs that read text formats, and a browser that mail programs show HTML by."""

import subprocess

from lines import serve, version_of_tool


def by_pandoc(form):
    def read(output, **_):
        command = ["pandoc", f"--from={form}", "--to=html", "--wrap=none"]
        done = subprocess.run(command, input=output, capture_output=True, text=True)
        return {"refused": done.stderr} if done.returncode else {"html": done.stdout}

    return read


def by_typst(output, **_):
    import typst

    try:
        typst.compile(output.encode())
    except Exception as error:
        return {"refused": str(error)}
    return {}


def by_bbcode(output, **_):
    import bbcode

    # Without what changes text that is no BBCode.
    parser = bbcode.Parser(replace_cosmetic=False, replace_links=False)
    return {"html": parser.format(output)}


def by_w3m(output, **_):
    command = "w3m -dump -T text/html -cols 10000 -I UTF-8 -O UTF-8".split()
    page = f"<!DOCTYPE html><html><body>{output}</body></html>"
    done = subprocess.run(command, input=page, capture_output=True, text=True, check=True)
    return {"pieces": [{"text": done.stdout, "marks": []}]}


def version_of_pandoc():
    return version_of_tool("pandoc", "--version")


serve(
    {
        "pandoc-latex": (by_pandoc("latex"), version_of_pandoc),
        "pandoc-mediawiki": (by_pandoc("mediawiki"), version_of_pandoc),
        "pandoc-rtf": (by_pandoc("rtf"), version_of_pandoc),
        "typst": (by_typst, None),
        "bbcode": (by_bbcode, None),
        "w3m": (by_w3m, lambda: version_of_tool("w3m", "-version")),
    }
)
