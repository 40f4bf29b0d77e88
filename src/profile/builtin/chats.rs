//! Messages.
//!
//! Limits as of November 2026.
//!
//! # `discord`
//!
//! A message on Discord: at most 2000 characters of its Markdown, in which every sign that would
//! be markup has a `\` before it. Marks are left out: a limit would cut them. URLs stand behind
//! the text of their links. Needs the feature `charsets`.
//!
//! Names (`@everyone`) are read whatever stands before them: send `allowed_mentions` with the
//! message. Source of the limit: [Create
//! Message](https://discord.com/developers/docs/resources/message#create-message). Assumed:
//! UTF-16 units, as libraries count ([twilight](https://docs.rs/twilight-http/0.7.0)).
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p><b>Snow</b>_fall at <a href=https://npr.org/a_b>NPR</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("discord", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "Snow\\_fall at NPR https://npr.org/a_b",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `whatsapp`
//!
//! A message on WhatsApp: text of at most 4096 characters, with URLs behind the text of their
//! links.
//!
//! Marks are left out: WhatsApp reads `*bold*` between words only, and nothing can be written
//! that would keep it from reading these signs in a text. Source of the limit: [Sinch's
//! documentation](https://developers.sinch.com/docs/conversation/message-types/text-message) of
//! its channel. Assumed: UTF-16 units.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p><b>Snow</b> at <a href=https://npr.org/>NPR</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("whatsapp", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "Snow at NPR https://npr.org/",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `signal`
//!
//! A message on Signal: text, and [ranges](crate::render::Rendered::ranges) of UTF-16 units
//! with the names that Signal has for its styles: `BOLD`, `ITALIC`, `STRIKETHROUGH` and
//! `MONOSPACE`. URLs stand behind the text of their links. There is no limit: Signal sends a
//! long text as an attachment.
//!
//! Source: the styles of [signal-cli](https://github.com/AsamK/signal-cli), by its option
//! `--text-style`. Assumed: that they count UTF-16 units, as those of its Java.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<p>❄️ <b>Snow</b> at <a href=https://npr.org/>NPR</a>")?.into_content();
//! let renderer = Renderer::named("signal", &authority)?;
//! let rendered = renderer.render(&content);
//! assert_eq!(rendered.output(), "❄️ Snow at NPR https://npr.org/");
//! let bold = &rendered.ranges()[0];
//! assert_eq!((bold.name(), bold.start(), bold.length()), ("BOLD", 3, 4));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `matrix`
//!
//! The `formatted_body` of a message on Matrix, in the format `org.matrix.custom.html`: the
//! elements that its specification permits. [`text`](super::text#text) makes the `body` beside
//! it. Pictures are their descriptions, since theirs are kept on Matrix.
//!
//! Source: the [Client-Server API](https://spec.matrix.org/latest/client-server-api/#mroommessage-msgtypes).
//! An event has at most 65,536 bytes with all its parts, which no profile knows. Assumed: `font`,
//! `details` and `summary` are of no use there.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p><b title=x>Snow</b> at <a href=https://npr.org/>NPR</a> <del>rain</del>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("matrix", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "<p><b>Snow</b> at <a href=\"https://npr.org/\" rel=\"noopener noreferrer\">NPR</a> <del>rain</del></p>",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::{PARAGRAPHS, alone, keeping, plain, renaming, said_in_text};
use crate::profile::{Attributes, Limit, Links, Lists, Profile, Rule, Syntax, Unit};

#[cfg(feature = "charsets")]
pub(super) fn discord() -> Profile {
    let profile = plain("• ")
        .with_links(Links::Urls)
        .with_limit(Limit::new(Unit::Utf16, 2000));
    "\\*_~`|>#[]<".chars().fold(profile, |profile, sign| {
        profile.with_override(sign, format!("\\{sign}"))
    })
}

pub(super) fn whatsapp() -> Profile {
    plain("• ")
        .with_links(Links::Urls)
        .with_limit(Limit::new(Unit::Utf16, 4096))
}

pub(super) fn signal() -> Profile {
    let profile = keeping(alone(said_in_text(Syntax::Ranges(Unit::Utf16))), "a");
    renaming(
        profile,
        &[
            ("b", "BOLD"),
            ("strong", "BOLD"),
            ("i", "ITALIC"),
            ("em", "ITALIC"),
            ("s", "STRIKETHROUGH"),
            ("del", "STRIKETHROUGH"),
            ("code", "MONOSPACE"),
            ("pre", "MONOSPACE"),
        ],
    )
    .with_links(Links::Urls)
    .with_lists(Lists::Marked("• ".into()))
}

pub(super) fn matrix() -> Profile {
    let profile = keeping(
        alone(said_in_text(Syntax::Html)),
        "del h1 h2 h3 h4 h5 h6 blockquote p a ul ol sup sub li b i u strong em s code hr br div \
         table thead tbody tr th td caption pre span",
    );
    let paragraphs = PARAGRAPHS.iter().filter(|name| **name != "tr");
    let paragraphs: Vec<_> = paragraphs.map(|name| (*name, "p")).collect();
    renaming(profile, &paragraphs)
        .with_rule("img", Rule::Describe("alt".into()))
        .with_attributes("*", Attributes::new().with_kept(Vec::<String>::new()))
        .with_attributes("a", Attributes::new().with_kept(["href"]))
        .with_attributes("ol", Attributes::new().with_kept(["start"]))
}
