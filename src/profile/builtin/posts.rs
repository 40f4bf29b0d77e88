//! Posts.
//!
//! Limits as of November 2026. A network may count in another unit than it says: where it
//! says *characters*, UTF-16 units are counted here, of which a text has no fewer.
//!
//! # `x`
//!
//! A post on X: text of at most 280 [weighted characters](crate::profile::Unit), of which a URL
//! is 23, with URLs behind the text of their links. Needs the feature `charsets`.
//!
//! Source: [Counting characters](https://docs.x.com/fundamentals/counting-characters) and
//! twitter-text 3.1, whose configuration v3 it is. Accounts that pay may post more: a profile
//! of your own has another limit. X refuses a text with U+FEFF: it is left out.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p><b>Snow</b> at <a href=https://npr.org/>NPR</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("x", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "Snow at NPR https://npr.org/",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `threads`
//!
//! A post on Threads: text of at most 500 characters, with URLs behind the text of their
//! links.
//!
//! Source: [Threads posts](https://developers.facebook.com/documentation/threads/posts), where
//! an emoji counts as its bytes in UTF-8. Here it is two units, so that a post of nearly 500 with
//! emoji may be too long there. A post has five links at most, which no profile counts. Assumed:
//! UTF-16 units.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p><b>Snow</b> at <a href=https://npr.org/>NPR</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("threads", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "Snow at NPR https://npr.org/",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `instagram`
//!
//! The caption of a picture on Instagram: text of at most 2200 characters. A caption has no
//! links: only their text is written.
//!
//! Source: the guides of tools that post there
//! ([Ayrshare](https://www.ayrshare.com/docs/apis/post/social-networks/instagram),
//! [Buffer](https://developers.buffer.com/guides/character-limits.md)). Assumed: UTF-16 units.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p><b>Snow</b> at <a href=https://npr.org/>NPR</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("instagram", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "Snow at NPR",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `linkedin`
//!
//! A post on LinkedIn: text of at most 3000 characters, with URLs behind the text of their
//! links.
//!
//! LinkedIn's API reads some signs as its own: put a `\` before each of
//! ``\ | { } @ [ ] ( ) < > # * _ ~``, but not in URLs
//! ([little text format](https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/little-text-format)).
//! Source of the limit: [Buffer](https://developers.buffer.com/guides/character-limits.md).
//! Assumed: UTF-16 units, before these escapes.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p><b>Snow</b> at <a href=https://npr.org/>NPR</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("linkedin", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "Snow at NPR https://npr.org/",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `facebook`
//!
//! A post on Facebook: text of at most 63,206 characters, with URLs behind the text of their
//! links.
//!
//! Assumed: the limit, which tools and guides state and Meta does not; UTF-16 units. Readers see
//! the first lines and "See more".
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p><b>Snow</b> at <a href=https://npr.org/>NPR</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("facebook", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "Snow at NPR https://npr.org/",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `youtube_description`
//!
//! The description of a video on YouTube: text of at most 5000 bytes, without `<` and `>`, in
//! whose place stand `‹` and `›`. URLs stand behind the text of their links. Needs the feature
//! `charsets`.
//!
//! Source: the [YouTube Data
//! API](https://developers.google.com/youtube/v3/docs/videos#snippet.description).
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p>Snow &lt; 5 in., <a href=https://npr.org/>NPR</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("youtube_description", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "Snow ‹ 5 in., NPR https://npr.org/",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `reddit`
//!
//! A post on Reddit: Markdown of at most 40,000 characters, with tables and struck text as in
//! [`gfm`](super::text#gfm).
//!
//! Source of the limit: Reddit's [code](https://github.com/reddit-archive/reddit) as far as it
//! is public (`VMarkdownLength`). Assumed: Reddit reads references and escapes as CommonMark
//! does, and counts UTF-16 units.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p><b>Snow</b>, <s>rain</s> at <a href=https://npr.org/>NPR</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("reddit", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "**Snow**, ~~rain~~ at [NPR](https://npr.org/)",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `lemmy`
//!
//! A post on Lemmy: CommonMark of at most 50,000 characters, with tables and struck text as in
//! [`gfm`](super::text#gfm). A comment has 10,000.
//!
//! Source of the limits: Lemmy's code (`POST_BODY_MAX_LENGTH` and `BODY_MAX_LENGTH` in
//! [`validation.rs`](https://github.com/LemmyNet/lemmy/blob/main/crates/utils/src/utils/validation.rs)),
//! which counts characters. Its pages read Markdown by `markdown-it`, which the tests ask.
//! Assumed: that text has no `^` twice, between which Lemmy raises letters, and no `:::`.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<h2>Snow</h2><p><s>rain</s> at <a href=https://npr.org/>NPR</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("lemmy", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "## Snow\n\n~~rain~~ at [NPR](https://npr.org/)",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::{alone, plain};
use crate::profile::{Limit, Links, Profile, Unit};

/// Makes a profile of text with URLs behind the text of their links.
fn post(limit: Limit) -> Profile {
    plain("• ").with_links(Links::Urls).with_limit(limit)
}

#[cfg(feature = "charsets")]
pub(super) fn x() -> Profile {
    post(Limit::new(Unit::Weighted, 280).with_url_length(23)).with_override('\u{FEFF}', "")
}

pub(super) fn threads() -> Profile {
    post(Limit::new(Unit::Utf16, 500))
}

pub(super) fn instagram() -> Profile {
    post(Limit::new(Unit::Utf16, 2200)).with_links(Links::Drop)
}

pub(super) fn linkedin() -> Profile {
    post(Limit::new(Unit::Utf16, 3000))
}

pub(super) fn facebook() -> Profile {
    post(Limit::new(Unit::Utf16, 63_206))
}

#[cfg(feature = "charsets")]
pub(super) fn youtube_description() -> Profile {
    post(Limit::new(Unit::Bytes, 5000))
        .with_override('<', "‹")
        .with_override('>', "›")
}

pub(super) fn reddit() -> Profile {
    alone(super::text::gfm()).with_limit(Limit::new(Unit::Utf16, 40_000))
}

pub(super) fn lemmy() -> Profile {
    alone(super::text::gfm()).with_limit(Limit::new(Unit::Characters, 50_000))
}
