//! E-mail.
//!
//! # `email_text`
//!
//! The plain part of an e-mail: lines of at most 72 characters, which a program may join
//! again (`Content-Type: text/plain; format=flowed`), and the URLs of links as notes at its
//! end.
//!
//! Source: [RFC 3676](https://www.rfc-editor.org/rfc/rfc3676), which asks for at most 78.
//! Lines end in a line feed: what sends the mail writes the `CRLF` of e-mail.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p>It will snow in every county but one, and <a href=https://npr.org/>the roads are icy</a>.";
//! let content = ingester.ingest(source)?.into_content();
//! let mail = Renderer::named("email_text", &authority)?;
//! assert_eq!(
//!     mail.render(&content).output(),
//!     "It will snow in every county but one, and the roads are icy[1].\n\n[1] https://npr.org/",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

//!
//! # `email_html`
//!
//! The HTML part of an e-mail, such as a newsletter: elements that mail programs know, each with
//! an inline `style` that this profile [sets](crate::profile::Attributes::with_set), since many
//! programs read no style sheet. Content cannot set any. Text that lies in no block becomes
//! paragraphs, and sections become `div`. A template brings `html`, `body` and the frame; a
//! profile that extends this one brings other styles.
//!
//! At most 102,000 bytes: Gmail hides what is behind 102 kB, the frame included, so whoever has a
//! large frame sets less. Sources: [Metorik on the
//! limit](https://help.metorik.com/article/287-gmail-html-clipping-on-long-emails), and [one test
//! that found 105 kB](https://www.spamresource.com/2022/01/what-is-gmail-clipping-and-what-to-do.html);
//! [Gmail's list of properties](https://developers.google.com/gmail/design/css). Read in November
//! 2026. Assumed: that other programs take what Gmail takes. Outlook for Windows has no
//! `max-width`: give pictures a `width`.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p style='color: red'>Snow at <a href=https://npr.org/>NPR</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let mail = Renderer::named("email_html", &authority)?.render(&content).into_output();
//! assert_eq!(
//!     mail,
//!     "<p style=\"margin: 0 0 16px; color: #222222; font-family: Arial, Helvetica, sans-serif; \
//!      font-size: 16px; line-height: 24px\">Snow at <a href=\"https://npr.org/\" \
//!      rel=\"noopener noreferrer\" style=\"color: #0b57d0; text-decoration: underline\">NPR</a></p>",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::{alone, keeping, plain, renaming, said_in_text};
use crate::profile::{Attributes, Limit, LineFormat, Links, Loose, Profile, Syntax, Unit, Wrap};

/// A text in the font of the newsletter, with this size and height of its lines.
macro_rules! text {
    ($before:literal, $color:literal, $size:literal, $line:literal) => {
        concat!(
            $before,
            "color: ",
            $color,
            "; font-family: Arial, Helvetica, sans-serif; font-size: ",
            $size,
            "; line-height: ",
            $line
        )
    };
}

/// Elements that are a part of a page: not all programs know them.
const SECTIONS: [&str; 12] = [
    "address", "article", "aside", "details", "div", "figure", "footer", "header", "hgroup",
    "main", "nav", "section",
];

/// Entries and their style.
const STYLES: [(&str, &str); 19] = [
    (
        "p dt",
        text!("margin: 0 0 16px; ", "#222222", "16px", "24px"),
    ),
    ("h1", text!("margin: 0 0 16px; ", "#111111", "28px", "36px")),
    (
        "h2",
        text!("margin: 24px 0 12px; ", "#111111", "22px", "28px"),
    ),
    (
        "h3",
        text!("margin: 24px 0 8px; ", "#111111", "18px", "24px"),
    ),
    (
        "h4 h5 h6",
        text!("margin: 16px 0 8px; ", "#111111", "16px", "24px"),
    ),
    (
        "ul ol menu",
        text!(
            "margin: 0 0 16px; padding: 0 0 0 24px; ",
            "#222222",
            "16px",
            "24px"
        ),
    ),
    ("li", "margin: 0 0 8px"),
    ("dl", "margin: 0 0 16px"),
    (
        "dd",
        text!("margin: 0 0 16px 24px; ", "#222222", "16px", "24px"),
    ),
    (
        "blockquote",
        text!(
            "margin: 0 0 16px; padding: 0 0 0 16px; border-left: 4px solid #cccccc; ",
            "#444444",
            "16px",
            "24px"
        ),
    ),
    (
        "figcaption caption",
        text!("margin: 8px 0 16px; ", "#555555", "14px", "20px"),
    ),
    ("a", "color: #0b57d0; text-decoration: underline"),
    ("img", "max-width: 100%; height: auto; border: 0"),
    ("table", "margin: 0 0 16px; border-collapse: collapse"),
    (
        "td",
        text!(
            "padding: 8px; border: 1px solid #cccccc; vertical-align: top; ",
            "#222222",
            "16px",
            "24px"
        ),
    ),
    (
        "th",
        text!(
            "padding: 8px; border: 1px solid #cccccc; background-color: #f2f2f2; text-align: left; ",
            "#222222",
            "16px",
            "24px"
        ),
    ),
    (
        "pre",
        "margin: 0 0 16px; padding: 12px; background-color: #f2f2f2; color: #222222; \
         font-family: Consolas, Menlo, monospace; font-size: 14px; line-height: 20px; \
         white-space: pre-wrap",
    ),
    ("mark", "background-color: #fff3bf"),
    // They make no line higher.
    ("sup sub", "font-size: 75%; line-height: 0"),
];

pub(super) fn email_text() -> Profile {
    plain("* ")
        .with_links(Links::Footnotes)
        .with_wrap(Wrap::new(72).with_format(LineFormat::Flowed))
}

pub(super) fn email_html() -> Profile {
    let profile = keeping(
        alone(said_in_text(Syntax::Html)),
        "a abbr b blockquote br caption cite code del dl dt dd em h1 h2 h3 h4 h5 h6 hr i img ins \
         kbd li ol p pre s samp small span strong sub sup table tbody td tfoot th thead tr u ul var",
    );
    let profile = renaming(profile, &SECTIONS.map(|name| (name, "div")));
    let profile = renaming(
        profile,
        &[
            ("figcaption", "p"),
            ("summary", "p"),
            ("menu", "ul"),
            ("mark", "span"),
            ("dfn", "i"),
        ],
    );
    let styles = STYLES.iter();
    let styles = styles.flat_map(|(names, style)| names.split(' ').map(move |name| (name, *style)));
    let profile = styles.fold(profile, |profile, (name, style)| {
        profile.with_attributes(name, Attributes::new().with_set("style", style))
    });
    profile
        .with_loose(Loose::Paragraphs)
        .with_limit(Limit::new(Unit::Bytes, 102_000))
}
