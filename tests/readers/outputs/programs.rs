//! The programs that are asked, of exact versions.

use super::programs::Script::{Node, Python};

/// A program of other people.
pub(crate) struct Program {
    pub(crate) name: &'static str,
    /// A program of another version is not asked: its differences would be others.
    pub(crate) version: &'static str,
    pub(crate) script: Script,
    /// The profiles that are for it.
    pub(crate) reads: &'static [&'static str],
    pub(crate) shows: Shows,
    /// The profiles whose length it counts.
    pub(crate) counts: &'static [&'static str],
    /// How many random contents it is asked about at most: some start slowly.
    pub(crate) most: usize,
    pub(crate) breaks: &'static [Break],
}

impl Program {
    pub(crate) fn is_version(&self, version: &str) -> bool {
        self.version == version
    }
}

/// What asks a program: a file in `tests/readers`.
pub(crate) enum Script {
    Node(&'static str),
    Python(&'static str),
}

/// What can be known of how a program reads.
pub(crate) enum Shows {
    /// What it refuses.
    Refusals,
    /// What it takes for URLs.
    Links,
    /// Text, and these kinds of marks.
    Text(&'static [&'static str]),
}

/// An output of a field, with something in it replaced: it must not be read as before.
#[derive(Debug)]
pub(crate) struct Break {
    pub(crate) profile: &'static str,
    pub(crate) field: &'static str,
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
}

const fn broken(
    profile: &'static str,
    field: &'static str,
    from: &'static str,
    to: &'static str,
) -> Break {
    Break {
        profile,
        field,
        from,
        to,
    }
}

/// What Markdown says.
const IN_MARKDOWN: &[&str] = &[
    "bold", "italic", "strike", "code", "pre", "quote", "heading", "link", "picture", "item",
];

/// What HTML says.
const IN_HTML: &[&str] = &[
    "bold",
    "italic",
    "strike",
    "underline",
    "code",
    "pre",
    "quote",
    "heading",
    "link",
    "picture",
    "item",
    "raised",
    "inline quote",
    "table",
];

/// What GitHub's Markdown says.
const IN_GITHUB: &[&str] = &[
    "bold", "italic", "strike", "code", "pre", "quote", "heading", "link", "picture", "item",
    "table",
];

const MARKDOWN_BREAKS: &[Break] = &[
    broken("markdown", "marks", "**bold**", "\\\\*\\\\*bold**"),
    broken(
        "markdown",
        "link",
        "](https://example.org/tides)",
        "] (https://example.org/tides)",
    ),
    broken("markdown", "plain", "Snow", "<i>Snow</i>"),
];

/// A reader of Markdown and of GitHub's.
const fn github(name: &'static str, version: &'static str, script: Script) -> Program {
    Program {
        reads: &["markdown", "gfm"],
        shows: Shows::Text(IN_GITHUB),
        ..markdown(name, version, script)
    }
}

const LINK_BREAKS: &[Break] = &[broken(
    "mastodon",
    "link",
    "https://example.org/tides today",
    "https://example.org/tidestoday",
)];

const fn markdown(name: &'static str, version: &'static str, script: Script) -> Program {
    Program {
        name,
        version,
        script,
        reads: &["markdown"],
        shows: Shows::Text(IN_MARKDOWN),
        counts: &[],
        most: 2_000,
        breaks: MARKDOWN_BREAKS,
    }
}

const fn linkifier(
    name: &'static str,
    version: &'static str,
    script: Script,
    reads: &'static [&'static str],
) -> Program {
    Program {
        name,
        version,
        script,
        reads,
        shows: Shows::Links,
        counts: &[],
        most: 2_000,
        breaks: LINK_BREAKS,
    }
}

/// What pandoc shows of a text format.
const IN_FORMATS: &[&str] = &[
    "bold", "italic", "strike", "code", "pre", "quote", "heading", "link", "item", "raised",
];

/// A reader of one text format.
const fn format(
    name: &'static str,
    version: &'static str,
    reads: &'static [&'static str],
    breaks: &'static [Break],
) -> Program {
    Program {
        name,
        version,
        script: Python("formats.py"),
        reads,
        shows: Shows::Text(IN_FORMATS),
        counts: &[],
        most: 2_000,
        breaks,
    }
}

pub(crate) const PROGRAMS: &[Program] = &[
    github("marked", "18.2.1", Node("markdown.mjs")),
    markdown("micromark", "4.0.3", Node("markdown.mjs")),
    github("micromark-extension-gfm", "3.0.0", Node("markdown.mjs")),
    Program {
        reads: &["markdown", "gfm", "lemmy", "teams", "google_chat"],
        ..github("markdown-it", "15.0.3", Node("markdown.mjs"))
    },
    github("cmarkgfm", "2025.10.22", Python("markdowns.py")),
    markdown("Markdown", "3.11.3", Python("markdowns.py")),
    markdown("discount", "2.2.7", Python("markdowns.py")),
    Program {
        most: 100,
        ..markdown("pandoc", "2.17.1.1", Python("markdowns.py"))
    },
    Program {
        most: 100,
        ..github("pandoc-gfm", "2.17.1.1", Python("markdowns.py"))
    },
    Program {
        counts: &["mastodon", "x"],
        ..linkifier(
            "twitter-text",
            "3.1.0",
            Node("urls.mjs"),
            &["mastodon", "x"],
        )
    },
    linkifier(
        "linkify-it",
        "6.1.0",
        Node("urls.mjs"),
        &["mastodon", "sms", "terminal"],
    ),
    linkifier("mfm-js", "0.26.0", Node("urls.mjs"), &["mastodon"]),
    linkifier(
        "tdjson-links",
        "1.8.69",
        Python("telegram.py"),
        &["mastodon", "sms", "terminal"],
    ),
    Program {
        name: "tdjson",
        version: "1.8.69",
        script: Python("telegram.py"),
        reads: &["telegram"],
        shows: Shows::Text(&[
            "bold",
            "italic",
            "strike",
            "underline",
            "code",
            "pre",
            "quote",
            "heading",
            "link",
        ]),
        counts: &["telegram"],
        most: 2_000,
        breaks: &[
            broken("telegram", "marks", "\"offset\":2,", "\"offset\":1,"),
            broken(
                "telegram",
                "link",
                "https://example.org/tides",
                "tel:+15550100",
            ),
        ],
    },
    Program {
        name: "@atproto/api",
        version: "0.21.0",
        script: Node("bluesky.mjs"),
        reads: &["bluesky"],
        shows: Shows::Text(&["link"]),
        counts: &["bluesky"],
        most: 2_000,
        breaks: &[
            broken("bluesky", "link", "\"byteStart\":5", "\"byteStart\":6"),
            broken("bluesky", "link", "https://example.org/tides", "no URL"),
        ],
    },
    Program {
        name: "slack-message-parser",
        version: "3.0.2",
        script: Node("slack.mjs"),
        reads: &["slack"],
        shows: Shows::Text(&[
            "bold", "italic", "strike", "code", "pre", "quote", "link", "command",
        ]),
        counts: &[],
        most: 2_000,
        breaks: &[
            broken("slack", "marks", "*bold*", "\u{200B}*bold"),
            broken("slack", "link", "|the tide table>", "> the tide table"),
        ],
    },
    Program {
        name: "split-sms",
        version: "0.1.7",
        script: Node("sms.mjs"),
        reads: &["sms"],
        shows: Shows::Text(&[]),
        counts: &["sms"],
        most: 2_000,
        breaks: &[broken("sms", "plain", "Snow", "Ice")],
    },
    Program {
        name: "ssml-check",
        version: "0.4.6",
        script: Node("speech.mjs"),
        reads: &["ssml_alexa", "ssml_google"],
        shows: Shows::Refusals,
        counts: &[],
        most: 2_000,
        breaks: &[
            broken("ssml_alexa", "marks", "emphasis", "strong"),
            broken("ssml_google", "plain", "</speak>", ""),
        ],
    },
    Program {
        name: "espeak-ng",
        version: "1.51",
        script: Python("markup.py"),
        reads: &["ssml_alexa", "ssml_google"],
        shows: Shows::Refusals,
        counts: &[],
        most: 2_000,
        breaks: &[broken(
            "ssml_alexa",
            "list",
            "cold</emphasis>",
            "co</emphasis>ld",
        )],
    },
    Program {
        name: "rss-parser",
        version: "3.13.0",
        script: Node("feed.mjs"),
        reads: &["rss", "rss_title", "rss_description", "podcast"],
        shows: Shows::Text(IN_HTML),
        counts: &[],
        most: 2_000,
        breaks: &[
            broken("rss", "marks", "<b>bold</b>", "bold"),
            broken("rss_title", "plain", "Snow", "Ice"),
            broken("rss_description", "plain", "Snow", "<b>Snow</b>"),
            broken("podcast", "link", "<a href", "<b title"),
        ],
    },
    Program {
        name: "feedparser",
        version: "6.0.14",
        script: Python("feeds.py"),
        reads: &["rss", "rss_title", "rss_description", "atom", "podcast"],
        shows: Shows::Text(IN_HTML),
        counts: &[],
        most: 2_000,
        breaks: &[
            broken("rss", "marks", "<b>bold</b>", "bold"),
            broken("rss_title", "plain", "Snow", "Ice"),
            broken("rss_description", "plain", "Snow", "<b>Snow</b>"),
            broken("podcast", "link", "<a href", "<b title"),
            broken("atom", "marks", "<b>bold</b>", "<b>bold"),
        ],
    },
    Program {
        name: "podcastparser",
        version: "0.6.11",
        script: Python("feeds.py"),
        reads: &["rss", "rss_title", "podcast"],
        shows: Shows::Text(IN_HTML),
        counts: &[],
        most: 2_000,
        breaks: &[
            broken("rss", "marks", "<b>bold</b>", "bold"),
            broken("rss_title", "plain", "Snow", "Ice"),
            broken("podcast", "link", "<a href", "<b title"),
        ],
    },
    Program {
        name: "xmllint",
        version: "20914",
        script: Python("markup.py"),
        reads: &["xhtml", "epub", "atom", "ttml", "ssml_alexa", "ssml_google"],
        shows: Shows::Text(IN_HTML),
        counts: &[],
        most: 2_000,
        breaks: &[
            broken("xhtml", "marks", "<b>bold</b>", "<b>bold"),
            broken("atom", "marks", "<b>bold</b>", "bold"),
            broken("ssml_alexa", "plain", "Snow", "&nbsp;"),
            broken("ssml_google", "plain", "Snow", "Ice"),
        ],
    },
    Program {
        name: "mutagen",
        version: "1.48.1",
        script: Python("screens.py"),
        reads: &["ipod", "hd_radio", "hd_radio_artist", "hd_radio_comment"],
        shows: Shows::Text(&[]),
        counts: &[],
        most: 2_000,
        breaks: &[
            broken("hd_radio", "plain", "[83,", "[84,"),
            broken("ipod", "plain", "Snow", "Sn\\u0000ow"),
        ],
    },
    Program {
        name: "pyte",
        version: "0.8.2",
        script: Python("screens.py"),
        reads: &["terminal"],
        shows: Shows::Text(&["bold", "italic", "underline", "strike"]),
        counts: &[],
        most: 2_000,
        breaks: &[
            broken("terminal", "marks", "\"start\":2", "\"start\":3"),
            broken("terminal", "plain", "Snow", "Snow\\u001b[2K"),
        ],
    },
    Program {
        name: "vnu",
        version: "26.9.27",
        script: Python("pages.py"),
        reads: &[
            "html",
            "xhtml",
            "amp",
            "email_html",
            "matrix",
            "podcast",
            "rss",
            "atom",
            "nprml",
            "apple_news_html",
            "activitypub",
        ],
        shows: Shows::Refusals,
        counts: &[],
        most: 2_000,
        breaks: &[
            broken("html", "marks", "<b>bold</b>", "<b>bold"),
            broken("xhtml", "marks", "<b>bold</b>", "<bold>bold</bold>"),
        ],
    },
    Program {
        name: "epubcheck",
        version: "5.3.0",
        script: Python("pages.py"),
        reads: &["xhtml", "epub"],
        shows: Shows::Refusals,
        counts: &[],
        most: 2_000,
        breaks: &[
            broken("xhtml", "marks", "<b>bold</b>", "<bold>bold</bold>"),
            // What a line of JSON takes as it is.
            broken("epub", "marks", "<b>bold</b>", "<b epub:tipe='x'>bold</b>"),
        ],
    },
    Program {
        name: "liblouis",
        version: "3.24.0",
        script: Python("pages.py"),
        reads: &["text", "braille_text"],
        shows: Shows::Refusals,
        counts: &[],
        most: 2_000,
        breaks: &[broken("text", "plain", "Snow", "\\ue000now")],
    },
    Program {
        name: "discord-markdown-parser",
        version: "1.3.1",
        script: Node("chats.mjs"),
        reads: &["discord"],
        shows: Shows::Text(&[
            "bold",
            "italic",
            "strike",
            "underline",
            "code",
            "pre",
            "quote",
            "heading",
        ]),
        counts: &[],
        most: 2_000,
        breaks: &[
            broken("discord", "plain", "Snow", "**Snow**"),
            broken("discord", "stars and lines in text", "\\\\*", "*"),
        ],
    },
    Program {
        name: "webvtt-parser",
        version: "2.2.0",
        script: Node("chats.mjs"),
        reads: &["webvtt"],
        shows: Shows::Text(&["bold", "italic", "underline"]),
        counts: &[],
        most: 2_000,
        breaks: &[
            broken("webvtt", "marks", "<b>bold</b>", "<b>bold"),
            broken("webvtt", "plain", "Snow", "Snow\\n\\n"),
        ],
    },
    format(
        "pandoc-latex",
        "2.17.1.1",
        &["latex"],
        &[
            broken("latex", "marks", "\\\\textbf{bold}", "bold"),
            broken("latex", "link", "\\\\href{", "\\\\emph{"),
        ],
    ),
    format(
        "pandoc-mediawiki",
        "2.17.1.1",
        &["mediawiki"],
        &[
            broken("mediawiki", "marks", "<b>bold</b>", "bold"),
            broken("mediawiki", "link", "[https", "[[https"),
        ],
    ),
    Program {
        shows: Shows::Text(&["bold", "italic", "strike", "underline", "link", "raised"]),
        ..format(
            "pandoc-rtf",
            "2.17.1.1",
            &["rtf"],
            &[
                broken("rtf", "marks", "{\\\\b bold}", "bold"),
                broken("rtf", "link", "HYPERLINK", "HYPERLINE"),
                broken("rtf", "plain", "Snow", "{Snow"),
            ],
        )
    },
    Program {
        name: "dioscuri",
        version: "1.3.0",
        script: Node("trees.mjs"),
        reads: &["gemini"],
        shows: Shows::Text(&["heading", "quote", "pre"]),
        counts: &[],
        most: 2_000,
        breaks: &[
            broken("gemini", "plain", "Snow", "# Snow"),
            broken("gemini", "headings", "# ", "> "),
        ],
    },
    Program {
        name: "dioscuri, links",
        version: "1.3.0",
        script: Node("trees.mjs"),
        reads: &["gemini"],
        shows: Shows::Links,
        counts: &[],
        most: 2_000,
        breaks: &[
            broken("gemini", "link", "=> ", " => "),
            broken("gemini", "plain", "Snow", "=> gemini://a.b/"),
        ],
    },
    Program {
        name: "hast-util-to-html",
        version: "9.0.6",
        script: Node("trees.mjs"),
        reads: &["json_blocks"],
        shows: Shows::Text(IN_HTML),
        counts: &[],
        most: 2_000,
        breaks: &[
            broken("json_blocks", "marks", "\"b\\\"", "\"i\\\""),
            broken("json_blocks", "link", "href", "title"),
            broken("json_blocks", "plain", "Snow", "Ice"),
        ],
    },
    Program {
        name: "parse5",
        version: "8.1.1",
        script: Node("trees.mjs"),
        reads: &["json_ld"],
        shows: Shows::Text(&[]),
        counts: &[],
        most: 2_000,
        breaks: &[
            broken("json_ld", "plain", "Snow", "Snow</script>"),
            broken("json_ld", "plain", "Snow", "Sn\\\\now"),
        ],
    },
    Program {
        shows: Shows::Refusals,
        ..format(
            "typst",
            "0.15.0",
            &["typst"],
            &[broken("typst", "marks", "bold];", "bold")],
        )
    },
    Program {
        shows: Shows::Text(&["bold", "italic", "underline", "strike", "quote", "link"]),
        ..format(
            "bbcode",
            "1.1.0",
            &["bbcode"],
            &[
                broken("bbcode", "marks", "[b]bold[/b]", "bold"),
                broken("bbcode", "link", "[url=", "[ur="),
            ],
        )
    },
    Program {
        shows: Shows::Text(&[]),
        ..format(
            "w3m",
            "0.5.3",
            &["email_html"],
            &[broken("email_html", "plain", "Snow", "Snow <s>ice</s>")],
        )
    },
];

/// Profiles for which no reader was found: what they promise is assumed.
pub(crate) const ASSUMED: &[&str] = &[
    "apple_news",
    "dab_label",
    "email_text",
    "facebook",
    "instagram",
    "ipod_notes",
    "linkedin",
    "nprml_text",
    "open_graph",
    "push_android",
    "push_ios",
    "rds_radiotext",
    "reddit",
    "search_snippet",
    "signal",
    "threads",
    "whatsapp",
    "youtube_description",
];
