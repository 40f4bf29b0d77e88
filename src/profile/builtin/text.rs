//! Text for readers and terminals.
//!
//! # `text`
//!
//! Plain text: the clean text, in which characters express what otherwise only markup
//! conveys (`10^6`, `CO₂`, quotation marks, numbers of lists), without deleted text and
//! with one empty line at most. Borrows the content's own text if nothing has to change.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<p>10<sup>6</sup> <del>or so</del></p><p>Yes")?.into_content();
//! let text = Renderer::named("text", &authority)?;
//! assert_eq!(text.render(&content).output(), "10^6\n\nYes");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `markdown`
//!
//! CommonMark, for readmes, forums and static sites. Entries without a counterpart in
//! CommonMark are expressed in text, as in [`text`](#text).
//!
//! White space at the edges of emphasis stays inside, as a reference (`*one&#32;*me`):
//! every reader has the same marks over the same text. Only syntaxes without references
//! move it out ([`slack`](super::social#slack), marks that a profile
//! [surrounds](crate::profile::Rule::Surround)).
//!
//! Source: [CommonMark 0.31](https://spec.commonmark.org/0.31.2/), without
//! extensions: no tables, no strikethrough, and no raw HTML.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p>10<sup>6</sup> <q>crows</q> say <a href=https://npr.org/>NPR</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let markdown = Renderer::named("markdown", &authority)?.render(&content).into_output();
//! assert_eq!(markdown.trim_end(), "10^6 “crows” say [NPR](https://npr.org/)");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `gfm`
//!
//! GitHub Flavored Markdown, for issues and comments there and on sites that read it:
//! [`markdown`](#markdown) with tables, and with deleted text struck through. Items to
//! tick off are those of both.
//!
//! Source: [GitHub Flavored Markdown](https://github.github.com/gfm/). There is no raw
//! HTML, so that cells have no line breaks. Footnotes are links, as in the content.
//!
//! GitHub looks for names of people (`@name`), of issues (`#7`) and of emoji (`:smile:`)
//! in the text that Markdown leaves: nothing can be written in Markdown that would keep
//! them from it.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::article();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p><s>$9</s> $8</p><table><tr><th>Pier<th>Seats<tr><td><b>7</b><td>a|b</table>";
//! let content = ingester.ingest(source)?.into_content();
//! let gfm = Renderer::named("gfm", &authority)?.render(&content).into_output();
//! assert_eq!(
//!     gfm,
//!     "~~$9~~ $8\n\n| Pier | Seats |\n| --- | --- |\n| **7** | a\\|b |",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `terminal`
//!
//! Text for a terminal, plus the parameters of *Select Graphic Rendition* that apply to
//! its parts, as [ranges](crate::render::Rendered::ranges) of bytes with the names `1`
//! (bold), `3` (italic), `4` (underlined) and `9` (crossed out). To print it, write
//! `ESC [ 1 m` where a range begins; no text of content holds an ESC. Content may hold
//! U+009B, which some terminals read as `ESC [`: it is left out with the feature
//! `charsets`.
//!
//! Source: ECMA-48, 8.3.117. Assumed: a terminal has all of Unicode. The width of lines
//! is up to the program that prints them.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<h2>Snow</h2><p>So <em>very</em> much")?.into_content();
//! let terminal = Renderer::named("terminal", &authority)?;
//!
//! let rendered = terminal.render(&content);
//! let mut shown = rendered.output().to_owned();
//! for range in rendered.ranges().iter().rev() {
//!     let (start, end) = (range.start() as usize, range.start() as usize + range.length() as usize);
//!     shown.insert_str(end, "\x1B[0m");
//!     shown.insert_str(start, &format!("\x1B[{}m", range.name()));
//! }
//! assert_eq!(shown, "\x1B[1mSnow\x1B[0m\n\nSo \x1B[3mvery\x1B[0m much");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `braille_text`
//!
//! Text for a program that translates it into braille, such as `liblouis`: lines of at most 40
//! characters, as many as most printers have cells, and the URLs of links as notes at its end.
//!
//! Source: the 40 cells of [BANA's formats](https://www.brailleauthority.org/formats/formats2016.html).
//! Assumed: one character is one cell. A sign for capitals or for numbers takes one more, and
//! contractions fewer: where the program breaks lines itself, leave [`wrap`](crate::profile::Wrap)
//! out by extending [`text`](#text).
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p>It will snow in every county but <a href=https://npr.org/>one</a>.";
//! let content = ingester.ingest(source)?.into_content();
//! let braille = Renderer::named("braille_text", &authority)?;
//! assert_eq!(
//!     braille.render(&content).output(),
//!     "It will snow in every county but one[1].\n\n[1] https://npr.org/",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `gemini`
//!
//! A page in gemtext, for readers of the Gemini network: headings, lists, quotations,
//! preformatted text, and links in lines of their own behind their paragraph. A line of the
//! content that would be read as one of these begins with a space. Lists are one level deep,
//! and marks are left out. A limit of your own may cut the end of a fence.
//!
//! Source: [gemtext](https://geminiprotocol.net/docs/gemtext-specification.gmi). There is no
//! limit. `dioscuri` reads it in the tests.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<h2>Snow</h2><p># so <a href=https://npr.org/>NPR</a> said.<ul><li>a<li>b";
//! let content = ingester.ingest(source)?.into_content();
//! let gemini = Renderer::named("gemini", &authority)?;
//! assert_eq!(
//!     gemini.render(&content).output(),
//!     "## Snow\n\n # so NPR said.\n=> https://npr.org/ NPR\n\n* a\n* b",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::{HEADINGS, alone, keeping, plain, renaming, said_in_text};
use crate::profile::{
    LinkPart, LinkTexts, Links, Lists, Markers, Profile, Rule, Syntax, Unit, Wrap,
};

pub(super) fn text() -> Profile {
    plain("• ")
}

pub(super) fn markdown() -> Profile {
    said_in_text(Syntax::Markdown).with_rule("img", Rule::Keep)
}

pub(super) fn gfm() -> Profile {
    said_in_text(Syntax::Gfm)
        .with_rule("del", Rule::Keep)
        .with_rule("s", Rule::Keep)
        .with_rule("img", Rule::Keep)
}

pub(super) fn terminal() -> Profile {
    let profile = keeping(alone(said_in_text(Syntax::Ranges(Unit::Bytes))), "a");
    let profile = renaming(profile, &HEADINGS.map(|name| (name, "1")));
    let profile = renaming(
        profile,
        &[
            ("strong", "1"),
            ("b", "1"),
            ("em", "3"),
            ("i", "3"),
            ("cite", "3"),
            ("ins", "4"),
            ("u", "4"),
            ("del", "9"),
            ("s", "9"),
        ],
    );
    #[cfg(feature = "charsets")]
    let profile = ('\u{80}'..='\u{9F}').fold(profile, |profile, control| {
        profile.with_override(control, "")
    });
    profile
        .with_lists(Lists::Marked("• ".into()))
        .with_links(Links::Inline(" <".into(), ">".into()))
}

pub(super) fn braille_text() -> Profile {
    plain("- ")
        .with_links(Links::Footnotes)
        .with_wrap(Wrap::new(40))
}

pub(super) fn gemini() -> Profile {
    let lists = plain("* ").with_lists(Lists::Marked(Markers::new("* ").with_indent("")));
    let surround = |before: &str, after: &str| Rule::Surround(before.into(), after.into());
    let headings = ["# ", "## ", "### ", "### ", "### ", "### "];
    let headings = HEADINGS.iter().zip(headings);
    let profile = headings.fold(lists, |profile, (name, before)| {
        profile.with_rule(*name, surround(before, ""))
    });
    let signs = ["=>", "#", "* ", ">", "```"];
    let profile = signs.iter().fold(profile, |profile, sign| {
        profile.with_line_override(*sign, format!(" {sign}"))
    });
    let links = LinkTexts::new("=> ", " ", "")
        .with_first(LinkPart::Url)
        .with_bare("=> ", "");
    profile
        .with_rule("blockquote", Rule::Prefix("> ".into()))
        .with_rule("pre", surround("```\n", "\n```"))
        .with_links(Links::Lines(links))
}
