//! Networks and chats.
//!
//! # `telegram`
//!
//! A message on Telegram: text of at most 4096 UTF-16 units, and
//! [ranges](crate::render::Rendered::ranges) in that unit, from which entities are
//! made: links, bold, italic, underlined and struck out text, `code`, `pre` and
//! `blockquote`. Headings are `b`. A caption has 1024 units.
//!
//! Sources: [entities](https://core.telegram.org/api/entities), and TDLib. TDLib counts
//! the limit in characters, of which a text never has more than UTF-16 units. It merges
//! and splits overlapping entities, allows none in `code` and `pre`, and trims white
//! space off the end of an entity. It leaves some combining marks and controls out and
//! takes no tab: the text is in normal form C and has none of them (with the feature
//! `charsets`).
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<p>❄️ <b>Snow</b>: <a href=https://npr.org/>NPR</a>")?.into_content();
//! let telegram = Renderer::named("telegram", &authority)?;
//! let rendered = telegram.render(&content);
//! assert_eq!(rendered.output(), "❄️ Snow: NPR");
//! let (bold, link) = (&rendered.ranges()[0], &rendered.ranges()[1]);
//! assert_eq!((bold.name(), bold.start(), bold.length()), ("b", 3, 4));
//! assert_eq!((link.name(), link.attribute("href")), ("a", Some("https://npr.org/")));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `bluesky`
//!
//! A post on Bluesky: text of at most 300 graphemes and 3000 bytes, and its links as
//! [ranges](crate::render::Rendered::ranges) of bytes, from which facets are made.
//! There is no bold and no italic.
//!
//! Source: the lexicons `app.bsky.feed.post` and `app.bsky.richtext.facet` of
//! [atproto](https://github.com/bluesky-social/atproto).
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<p>Café <b>news</b>: <a href=https://npr.org/>NPR</a>")?.into_content();
//! let bluesky = Renderer::named("bluesky", &authority)?;
//! let rendered = bluesky.render(&content);
//! assert_eq!(rendered.output(), "Café news: NPR");
//! let link = &rendered.ranges()[0];
//! assert_eq!((link.name(), link.start(), link.length()), ("a", 12, 3));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `slack`
//!
//! A section of a message on Slack: mrkdwn, at most 3000 characters. Struck text that
//! no marker can stand beside is left out. A link is written anew in each of its lines, of
//! which it may have 16.
//!
//! Sources: [Formatting message
//! text](https://docs.slack.dev/messaging/formatting-message-text/) and the crate
//! `slack-blocks`. A whole message is cut at 40,000, and 4000 are advised. Assumed: a
//! character is a UTF-16 unit, the stricter reading, and references count as they are
//! sent.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p><b>Snow</b> &amp; <i>ice</i>: <a href=https://npr.org/>NPR</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let slack = Renderer::named("slack", &authority)?;
//! assert_eq!(slack.render(&content).output(), "*Snow* &amp; _ice_: <https://npr.org/|NPR>");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `mastodon`
//!
//! A post of one's own account on Mastodon: text of at most 500 characters, with URLs
//! behind the text of their links. A text that is a host becomes the whole URL, since
//! Mastodon makes no link of a host alone.
//!
//! Source: [Mastodon's
//! documentation](https://docs.joinmastodon.org/entities/Instance/). A server may set
//! another limit. It counts each URL that it finds as 23 characters, whatever its length,
//! and so does the profile. Assumed: posts are plain text.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<p><b>Snow</b> at <a href=https://npr.org/>NPR</a>")?.into_content();
//! let mastodon = Renderer::named("mastodon", &authority)?;
//! assert_eq!(mastodon.render(&content).output(), "Snow at NPR https://npr.org/");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `activitypub`
//!
//! The `content` of an object in ActivityPub, for a server of one's own to send: the
//! HTML that Mastodon accepts from other servers since version 4.2. There is no limit.
//! [Text that lies in no block](crate::profile::Loose) becomes paragraphs: clients hide it.
//!
//! Mastodon turns headings into bold paragraphs, and links with schemes that it does
//! not know (`mailto`) into text. Source: [its
//! sanitizer](https://github.com/mastodon/mastodon/blob/main/lib/sanitize_ext/sanitize_config.rb).
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<p>10<sup>6</sup> <b title=x>crows</b>")?.into_content();
//! let renderer = Renderer::named("activitypub", &authority)?;
//! assert_eq!(renderer.render(&content).output(), "<p>10^6 <b>crows</b></p>");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::{HEADINGS, PARAGRAPHS, alone, keeping, plain, renaming, said_in_text};
#[cfg(feature = "charsets")]
use crate::profile::Charset;
use crate::profile::{Attributes, Breaks, Limit, Links, Lists, Loose, Profile, Rule, Syntax, Unit};

pub(super) fn telegram() -> Profile {
    let profile = keeping(
        alone(said_in_text(Syntax::Ranges(Unit::Utf16))),
        "a b strong i em u ins s del code pre blockquote",
    );
    let profile = renaming(profile, &HEADINGS.map(|name| (name, "b")));
    // What TDLib leaves out or replaces would move the entities behind it.
    #[cfg(feature = "charsets")]
    let profile = ('\u{202A}'..='\u{202E}')
        .fold(profile, |profile, control| {
            profile.with_override(control, "")
        })
        .with_override('\u{2028}', "\n")
        .with_override('\u{2029}', "\n\n")
        .with_charset(Charset::UnicodeNfc);
    profile
        .with_attributes("*", Attributes::new().with_kept(["href", "class"]))
        .with_lists(Lists::Marked("• ".into()))
        .with_breaks(Breaks::Texts {
            block: "\n\n".into(),
            line: "\n".into(),
            cell: "  ".into(),
        })
        .with_limit(Limit::new(Unit::Utf16, 4096))
}

pub(super) fn bluesky() -> Profile {
    keeping(alone(said_in_text(Syntax::Ranges(Unit::Bytes))), "a")
        .with_attributes("*", Attributes::new().with_kept(["href"]))
        .with_lists(Lists::Marked("• ".into()))
        .with_limit(Limit::new(Unit::Graphemes, 300))
        .with_limit(Limit::new(Unit::Bytes, 3000))
}

pub(super) fn slack() -> Profile {
    keeping(
        alone(said_in_text(Syntax::Slack)),
        "a b strong i em code pre blockquote",
    )
    .with_rule("s", Rule::Struck)
    .with_rule("del", Rule::Struck)
    .with_lists(Lists::Marked("• ".into()))
    .with_limit(Limit::new(Unit::Utf16, 3000))
}

pub(super) fn mastodon() -> Profile {
    plain("• ")
        .with_links(Links::Urls)
        .with_limit(Limit::new(Unit::Characters, 500).with_url_length(23))
}

pub(super) fn activitypub() -> Profile {
    let profile = keeping(
        alone(said_in_text(Syntax::Html)),
        "p br span a del s pre blockquote code b strong u i em ul ol li ruby rt rp h1 h2 h3 \
         h4 h5 h6",
    );
    renaming(profile, &PARAGRAPHS.map(|name| (name, "p")))
        .with_loose(Loose::Paragraphs)
        .with_attributes(
            "*",
            Attributes::new().with_kept(["href", "lang", "class", "start", "reversed", "value"]),
        )
}
