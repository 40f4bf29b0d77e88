//! Messages.
//!
//! Limits as of November 2026.
//!
//! # `discord`
//!
//! A message on Discord: at most 2000 characters of its Markdown, in which every sign that would
//! be markup has a `\` before it. Marks are left out: a limit would cut them. URLs stand behind
//! the text of their links. What begins with `http://` or `https://` is left as it is up to white
//! space or a `<`: Discord reads URLs before marks. Needs the feature `charsets`.
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
//!
//! # `teams`
//!
//! The text of a `TextBlock` in an Adaptive Card, as Microsoft Teams shows it: bold, italic,
//! lists and links in Markdown. Headings, quotations, rows of tables and code are paragraphs;
//! pictures are their descriptions.
//!
//! At most 20,000 UTF-16 units: Teams took messages of 40 KB with all their parts, as UTF-16,
//! and today takes about 100 KB. Sources, read in November 2026: [Text
//! features](https://learn.microsoft.com/en-us/adaptive-cards/create/textfeatures), [Format
//! cards](https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/cards-format),
//! [Format your bot
//! messages](https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/format-your-bot-messages).
//! Assumed: escapes, references and line breaks are read as in CommonMark. Where cards are shown
//! by `adaptivecards` and `markdown-it`, they are.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<h2>Snow</h2><p><b>Now</b> at <a href=https://npr.org/>NPR</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("teams", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "Snow\n\n**Now** at [NPR](https://npr.org/)",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `google_chat`
//!
//! The `text` of a message in Google Chat with `"markup_syntax": "MARKUP_SYNTAX_MARKDOWN"`:
//! Markdown with struck text, of at most 32,000 bytes. Headings and rows of tables are
//! paragraphs; pictures are their descriptions.
//!
//! Chat's other syntax has no escape for its signs. Sources, read in November 2026: [Format
//! messages](https://developers.google.com/workspace/chat/format-messages), and [the method
//! `create`](https://developers.google.com/workspace/chat/api/reference/rest/v1/spaces.messages/create),
//! by which a message with text and cards has 32,000 bytes. Assumed: escapes and references are
//! read as in CommonMark, on which the page says that the syntax is based.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p><b>Snow</b>, <s>rain</s> at <a href=https://npr.org/>NPR</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("google_chat", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "**Snow**, ~~rain~~ at [NPR](https://npr.org/)",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::{HEADINGS, PARAGRAPHS, alone, keeping, plain, renaming, said_in_text};
use crate::profile::{Attributes, Limit, Links, Lists, Profile, Rule, Syntax, Unit};

#[cfg(feature = "charsets")]
pub(super) fn discord() -> Profile {
    let profile = plain("• ")
        .with_links(Links::Urls)
        .with_line_override("- ", "\\- ")
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

pub(super) fn teams() -> Profile {
    let profile = keeping(
        alone(said_in_text(Syntax::Markdown)),
        "a b strong i em p ul ol li br",
    );
    paragraphs(profile).with_limit(Limit::new(Unit::Utf16, 20_000))
}

pub(super) fn google_chat() -> Profile {
    let profile = keeping(
        alone(said_in_text(Syntax::Gfm)),
        "a b strong i em s del code pre blockquote p ul ol li br",
    );
    paragraphs(profile).with_limit(Limit::new(Unit::Bytes, 32_000))
}

/// Makes paragraphs of headings and of rows.
fn paragraphs(profile: Profile) -> Profile {
    let headings = HEADINGS.map(|name| (name, "p"));
    let profile = renaming(profile, &PARAGRAPHS.map(|name| (name, "p")));
    renaming(profile, &headings).with_rule("img", Rule::Describe("alt".into()))
}
