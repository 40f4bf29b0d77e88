"""Feeds and podcasts as programs for Python read them."""

import html
import io

from lines import serve


def feed(profile, output):
    """Makes a feed of one item, as the documentation of each profile says."""
    if profile == "atom":
        return (
            '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
            "<title>t</title><id>urn:x:1</id><updated>2026-11-29T12:00:00Z</updated><entry>"
            "<title>t</title><id>urn:x:2</id><updated>2026-11-29T12:00:00Z</updated>"
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
            f"{output}</div></content></entry></feed>"
        )
    item = {
        "rss": lambda: f"<title>t</title><content:encoded><![CDATA[{output}]]></content:encoded>",
        "rss_title": lambda: f"<title>{html.escape(output, quote=False)}</title>",
        "rss_description": lambda: (
            f"<title>t</title><description>{html.escape(output, quote=False)}</description>"
        ),
        "podcast": lambda: f"<title>t</title><description><![CDATA[{output}]]></description>",
    }[profile]()
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>t</title>'
        f"<link>https://example.org/</link><item>{item}<guid>1</guid>"
        '<enclosure url="https://example.org/1.mp3" length="1" type="audio/mpeg"/>'
        "</item></channel></rss>"
    )


def by_feedparser(profile, output, **_):
    import feedparser

    read = feedparser.parse(feed(profile, output).encode())
    if read.bozo:
        return {"refused": str(read.bozo_exception)}
    entry = read.entries[0]
    if profile == "rss_title":
        return {"html": entry.get("title", "")}
    if profile in ("rss", "atom"):
        return {"html": entry.content[0].value if "content" in entry else ""}
    return {"html": entry.get("summary", "")}


def by_podcastparser(profile, output, **_):
    import podcastparser

    read = podcastparser.parse("https://example.org/", io.BytesIO(feed(profile, output).encode()))
    episode = read["episodes"][0]
    if profile == "rss_title":
        return {"pieces": [{"text": episode["title"], "marks": []}]}
    shown = episode.get("description_html") or ""
    if not shown:
        return {"pieces": [{"text": episode["description"], "marks": []}]}
    return {"html": shown}


serve({"feedparser": (by_feedparser, None), "podcastparser": (by_podcastparser, None)})
