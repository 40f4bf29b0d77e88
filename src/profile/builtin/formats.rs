//! Languages that other programs typeset or show.
//!
//! Each is text with escapes, as data: what is markup in the language gets an escape where
//! content has it. A profile of your own may extend one, or be made in the same way.
//!
//! # `latex`
//!
//! The body of a document in LaTeX: paragraphs, headings as sections, emphasis, links by
//! `hyperref`, lists as text.
//!
//! `e-TeX` with UTF-8 reads all of Unicode if the font has it. Assumed: the document loads
//! `hyperref`, and no package makes other characters active. Source: [LaTeX2e: reserved
//! characters](https://latexref.xyz/Reserved-characters.html). TeX joins `--` into a dash here,
//! too.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<h2>Snow</h2><p>90% of <em>roads</em> at <a href=https://npr.org/a%20b>NPR</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("latex", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "\\section*{Snow}\n\n90\\% of \\emph{roads} at \\href{https://npr.org/a\\%20b}{NPR}",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `typst`
//!
//! A document in Typst: paragraphs, headings, emphasis, links, quotations and code as calls of
//! functions, lists as its own. Typst makes straight apostrophes curly.
//!
//! Source: [Typst's syntax](https://typst.app/docs/reference/syntax/).
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<h2>Snow</h2><p>$5 on <em>roads</em> at <a href=https://npr.org/>NPR</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("typst", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "#heading(level: 2)[Snow];\n\n\\$5 on #emph[roads]; at #link(\"https://npr.org/\")[NPR];",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `bbcode`
//!
//! A post in a forum that reads BBCode: bold, italic, underlined and struck text, links,
//! quotations and blocks of code. Headings are bold, and lists are text.
//!
//! BBCode has no escape: a word joiner (U+2060) stands behind each `[` of the content, so that
//! nothing of it is a tag. Assumed: the forum has the tags of
//! [phpBB](https://www.phpbb.com/community/help/bbcode).
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p><b>Snow</b> [b] at <a href=https://npr.org/>NPR</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("bbcode", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "[b]Snow[/b] [\u{2060}b] at [url=https://npr.org/]NPR[/url]",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `mediawiki`
//!
//! A page of a wiki in wikitext: links and headings as wikitext, and the tags of HTML that it
//! takes for all else, such as lists, tables and marks: `'`, whose number decides, cannot be
//! misread so.
//!
//! What would be markup is a numeric reference, also the signs that are markup at the beginning
//! of a line, and `:` and `_`. Sources: [Help:Formatting](https://www.mediawiki.org/wiki/Help:Formatting),
//! [Help:Links](https://www.mediawiki.org/wiki/Help:Links). Pandoc reads it in the tests. There is
//! no limit but that of the wiki, 2 MB. Assumed: words that MediaWiki finds in texts (`RFC 1`)
//! may be links.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<h2>Snow</h2><p>*[<em>ice</em>] at <a href=https://npr.org/>NPR</a><ul><li>so";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("mediawiki", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "== Snow ==\n\n&#42;&#91;<em>ice</em>&#93; at [https://npr.org/ NPR]\n\n<ul><li>so</li></ul>",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `rtf`
//!
//! A document in Rich Text Format, for word processors and the clipboard: paragraphs, headings
//! in larger bold letters, marks, links as fields, lists as text. It is ASCII: other
//! characters are `\u` and a signed number of 16 bits, with `?` for programs of before 1997; a
//! space before it, since `pandoc` drops a letter of the text without one.
//! A quotation is a paragraph like others.
//!
//! Source: [Rich Text Format 1.9.1](https://interoperability.blob.core.windows.net/files/Archive_References/%5bMSFT-RTF%5d.pdf).
//! There is no limit, and one of your own may cut the end of a group. Assumed: the fonts, which
//! are those of the header.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p><b>Snö</b> {a} at <a href=https://npr.org/>NPR</a><p>so";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("rtf", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}{\\f1\\fmodern Courier New;}}\\sa180\n\
//!      {\\b Sn\\u246 ?} \\{a\\} at {\\field{\\*\\fldinst{HYPERLINK \"https://npr.org/\"}}{\\fldrslt NPR}}\\par\n\
//!      so\\par}",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::{HEADINGS, alone, said_in_text};
use crate::profile::{
    Breaks, Charset, Fallback, LinkPart, LinkTexts, Links, Lists, Markers, NumberForm, Numbered,
    Profile, Rule, Syntax,
};

/// Makes a profile of text in which each of these characters gets a text.
pub(super) fn escaped(escapes: &[(char, &str)]) -> Profile {
    let profile = alone(said_in_text(Syntax::Plain)).with_default_rule(Rule::Strip);
    escapes.iter().fold(profile, |profile, (sign, text)| {
        profile.with_override(*sign, *text)
    })
}

/// Puts these texts around entries.
pub(super) fn around(profile: Profile, texts: &[(&str, &str, &str)]) -> Profile {
    texts
        .iter()
        .fold(profile, |profile, (names, before, after)| {
            names.split(' ').fold(profile, |profile, name| {
                profile.with_rule(name, Rule::Surround((*before).into(), (*after).into()))
            })
        })
}

pub(super) fn latex() -> Profile {
    let profile = escaped(&[
        ('\\', "\\textbackslash{}"),
        ('{', "\\{"),
        ('}', "\\}"),
        ('$', "\\$"),
        ('&', "\\&"),
        ('#', "\\#"),
        ('%', "\\%"),
        ('_', "\\_"),
        ('~', "\\textasciitilde{}"),
        ('^', "\\textasciicircum{}"),
        ('`', "\\textasciigrave{}"),
        ('<', "\\textless{}"),
        ('>', "\\textgreater{}"),
    ]);
    let profile = around(
        profile,
        &[
            ("em i cite dfn", "\\emph{", "}"),
            ("strong b", "\\textbf{", "}"),
            ("u ins", "\\underline{", "}"),
            ("code kbd samp", "\\texttt{", "}"),
            ("sup", "\\textsuperscript{", "}"),
            ("sub", "\\textsubscript{", "}"),
            ("h1 h2", "\\section*{", "}\n\n"),
            ("h3", "\\subsection*{", "}\n\n"),
            ("h4 h5 h6", "\\subsubsection*{", "}\n\n"),
            ("blockquote", "\\begin{quote}", "\\end{quote}"),
        ],
    );
    let links = LinkTexts::new("\\href{", "}{", "}")
        .with_first(LinkPart::Url)
        .with_bare("\\url{", "}")
        .with_url_override('%', "\\%")
        .with_url_override('#', "\\#")
        .with_url_override('{', "\\%7B")
        .with_url_override('}', "\\%7D")
        .with_url_override('\\', "\\%5C");
    profile
        .with_rule("a", Rule::Keep)
        .with_links(Links::Around(links))
        .with_lists(Lists::Marked("• ".into()))
        .with_breaks(Breaks::Texts {
            block: "\n\n".into(),
            line: "\\newline{}\n".into(),
            cell: "  ".into(),
        })
}

pub(super) fn typst() -> Profile {
    let escapes = "\\*_`$#@<>[]~=-+/\"".chars();
    let escapes: Vec<_> = escapes.map(|sign| (sign, format!("\\{sign}"))).collect();
    let escapes: Vec<_> = escapes
        .iter()
        .map(|(sign, text)| (*sign, &**text))
        .collect();
    let profile = around(
        escaped(&escapes),
        &[
            ("em i cite dfn", "#emph[", "];"),
            ("strong b", "#strong[", "];"),
            ("u ins", "#underline[", "];"),
            ("sup", "#super[", "];"),
            ("sub", "#sub[", "];"),
            ("h1", "#heading(level: 1)[", "];"),
            ("h2", "#heading(level: 2)[", "];"),
            ("h3", "#heading(level: 3)[", "];"),
            ("h4 h5 h6", "#heading(level: 4)[", "];"),
            ("blockquote", "#quote(block: true)[", "];"),
        ],
    );
    let links = LinkTexts::new("#link(\"", "\")[", "];")
        .with_first(LinkPart::Url)
        .with_bare("#link(\"", "\");")
        .with_url_override('"', "%22")
        .with_url_override('\\', "%5C");
    profile
        .with_rule("a", Rule::Keep)
        .with_rule("br", Rule::Replace(" \\\n".into()))
        .with_links(Links::Around(links))
        .with_lists(Lists::Marked(Markers::new("- ")))
}

pub(super) fn bbcode() -> Profile {
    let profile = around(
        escaped(&[('[', "[\u{2060}")]),
        &[
            ("em i cite dfn", "[i]", "[/i]"),
            ("strong b", "[b]", "[/b]"),
            ("u ins", "[u]", "[/u]"),
            ("s del", "[s]", "[/s]"),
            ("pre", "[code]", "[/code]"),
            ("blockquote", "[quote]", "[/quote]"),
        ],
    );
    let profile = around(profile, &HEADINGS.map(|name| (name, "[b]", "[/b]")));
    let links = LinkTexts::new("[url=", "]", "[/url]")
        .with_first(LinkPart::Url)
        .with_bare("[url]", "[/url]")
        .with_url_override('[', "%5B")
        .with_url_override(']', "%5D");
    profile
        .with_rule("a", Rule::Keep)
        .with_links(Links::Around(links))
        .with_lists(Lists::Marked("• ".into()))
}

pub(super) fn rtf() -> Profile {
    let profile = around(
        escaped(&[('\\', "\\\\"), ('{', "\\{"), ('}', "\\}")]),
        &[
            ("em i cite dfn", "{\\i ", "}"),
            ("strong b", "{\\b ", "}"),
            ("u ins", "{\\ul ", "}"),
            ("s del", "{\\strike ", "}"),
            ("sup", "{\\super ", "}"),
            ("sub", "{\\sub ", "}"),
            ("code kbd samp pre", "{\\f1 ", "}"),
            ("h1", "{\\b\\fs40 ", "}"),
            ("h2", "{\\b\\fs32 ", "}"),
            ("h3 h4 h5 h6", "{\\b\\fs28 ", "}"),
        ],
    );
    let links = LinkTexts::new(
        "{\\field{\\*\\fldinst{HYPERLINK \"",
        "\"}}{\\fldrslt ",
        "}}",
    )
    .with_first(LinkPart::Url)
    .with_url_override('\\', "%5C")
    .with_url_override('"', "%22")
    .with_url_override('{', "%7B")
    .with_url_override('}', "%7D");
    profile
        .with_document(
            "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}\
             {\\f1\\fmodern Courier New;}}\\sa180\n",
            "\\par}",
        )
        .with_charset(Charset::Ascii)
        .with_fallback(Fallback::Numbered(
            Numbered::new("\\u", " ?").with_form(NumberForm::Utf16Signed),
        ))
        .with_rule("a", Rule::Keep)
        .with_links(Links::Around(links))
        .with_lists(Lists::Marked(Markers::new("• ").with_indent("")))
        .with_breaks(Breaks::Texts {
            block: "\\par\n".into(),
            line: "\\line\n".into(),
            cell: "\\tab ".into(),
        })
}

/// Tags of HTML that wikitext takes. In a `pre` there are none, and most hold `code`.
const WIKI_TAGS: &str = "b blockquote caption cite dd del dfn dl dt em i ins kbd li ol pre s \
    samp small strong sub sup table tbody td tfoot th thead tr u ul var";

pub(super) fn mediawiki() -> Profile {
    let escapes = "&<>[]{}|'=*#:;_~-!".chars();
    let escapes: Vec<_> = escapes
        .map(|sign| (sign, format!("&#{};", u32::from(sign))))
        .collect();
    let escapes: Vec<_> = escapes
        .iter()
        .map(|(sign, text)| (*sign, &**text))
        .collect();
    let tags = WIKI_TAGS.split_ascii_whitespace();
    let profile = tags.fold(escaped(&escapes), |profile, name| {
        let texts = (format!("<{name}>"), format!("</{name}>"));
        profile.with_rule(name, Rule::Surround(texts.0, texts.1))
    });
    let profile = around(
        profile,
        &[
            ("h1", "= ", " ="),
            ("h2", "== ", " =="),
            ("h3", "=== ", " ==="),
            ("h4", "==== ", " ===="),
            ("h5", "===== ", " ====="),
            ("h6", "====== ", " ======"),
        ],
    );
    let links = LinkTexts::new("[", " ", "]")
        .with_first(LinkPart::Url)
        .with_bare("", "")
        .with_url_override('[', "%5B")
        .with_url_override(']', "%5D")
        .with_url_override('\'', "%27")
        .with_url_override('{', "%7B")
        .with_url_override('}', "%7D")
        .with_url_override('|', "%7C");
    profile
        .with_rule("a", Rule::Keep)
        .with_rule("br", Rule::Replace("<br />".into()))
        .with_rule("hr", Rule::Replace("<hr />".into()))
        .with_links(Links::Around(links))
}
