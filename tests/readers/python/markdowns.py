"""Programs that make HTML of Markdown."""

import subprocess

from lines import serve, version_of_tool


def cmark_gfm(output, **_):
    import cmarkgfm

    # HTML as it stands would hide that a tag is live.
    unsafe = cmarkgfm.Options.CMARK_OPT_UNSAFE
    return {"html": cmarkgfm.github_flavored_markdown_to_html(output, unsafe)}


def python_markdown(output, **_):
    import markdown

    # The extensions that MkDocs has.
    return {"html": markdown.markdown(output, extensions=["fenced_code", "tables"])}


def tool(*command):
    def read(output, **_):
        done = subprocess.run(command, input=output, capture_output=True, text=True, check=True)
        return {"html": done.stdout}

    return read


def version_of_pandoc():
    return version_of_tool("pandoc", "--version")


serve(
    {
        "cmarkgfm": (cmark_gfm, None),
        "Markdown": (python_markdown, None),
        # Without what changes text that is no Markdown.
        "discount": (
            tool("markdown", "-f", "fencedcode,nopants,nosuperscript"),
            lambda: version_of_tool("markdown", "-V"),
        ),
        "pandoc": (tool("pandoc", "--from=commonmark", "--to=html"), version_of_pandoc),
        "pandoc-gfm": (tool("pandoc", "--from=gfm", "--to=html"), version_of_pandoc),
    }
)
