//! Notifications, previews and results of searches: a line of text.
//!
//! Limits as of November 2026.
//!
//! # `push_ios`
//!
//! The title or the body of a notification on an iPhone: one line of at most 178 characters.
//!
//! Assumed: that more is not shown; Apple names no number, and screens differ. What Apple
//! limits is the whole notification, at [4096
//! bytes](https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification).
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<h2>Snow</h2><p><b>In</b> most <a href=https://npr.org/>counties</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("push_ios", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "Snow In most counties",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `push_android`
//!
//! The title or the body of a notification on Android: one line of at most 240 characters.
//!
//! Assumed: that more is not shown; Google names no number, and screens differ. What Google
//! limits is the whole notification, at [4096
//! bytes](https://firebase.google.com/docs/cloud-messaging/customize-messages/set-message-type).
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<h2>Snow</h2><p><b>In</b> most <a href=https://npr.org/>counties</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("push_android", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "Snow In most counties",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `open_graph`
//!
//! The description of a page in a preview, `og:description`: one line of at most 200 characters.
//! As the value of an attribute it has to be escaped.
//!
//! Source: [X's reference for cards](https://developer.x.com/cards/markup), which cuts it at 200.
//! [Open Graph](https://ogp.me/) itself asks for one or two sentences.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<h2>Snow</h2><p><b>In</b> most <a href=https://npr.org/>counties</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("open_graph", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "Snow In most counties",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `search_snippet`
//!
//! The description of a page for search engines, `<meta name="description">`: one line of at
//! most 160 characters, cut after a sentence. As the value of an attribute it has to be
//! escaped.
//!
//! Assumed: the limit. Google
//! [names none](https://developers.google.com/search/docs/appearance/snippet) and cuts
//! where its page is full.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<h2>Snow</h2><p><b>In</b> most <a href=https://npr.org/>counties</a>";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("search_snippet", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     "Snow In most counties",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `json_ld`
//!
//! The text of a page for search engines, the `articleBody` of a `NewsArticle`: a string of
//! JSON, quotes and all, to stand as a value in a `<script type="application/ld+json">`. No
//! `<` is in it, so that nothing ends the script. Needs the feature `charsets`.
//!
//! Sources: [schema.org](https://schema.org/articleBody),
//! [JSON-LD in HTML](https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents).
//! There is no limit.
//!
#![cfg_attr(feature = "charsets", doc = "```")]
#![cfg_attr(not(feature = "charsets"), doc = "```ignore")]
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<h2>Snow</h2><p>\"In <i>most</i>\" &lt; all<ul><li>so";
//! let content = ingester.ingest(source)?.into_content();
//! let renderer = Renderer::named("json_ld", &authority)?;
//! assert_eq!(
//!     renderer.render(&content).output(),
//!     r#""Snow\n\n\"In most\" \u003C all\n\n• so""#,
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::one_line;
#[cfg(feature = "charsets")]
use crate::profile::{Breaks, Lists, Rule};
use crate::profile::{Cut, CutPlace, Limit, Links, Profile, Unit};

fn line(most: u32) -> Profile {
    one_line("• ")
        .with_links(Links::Drop)
        .with_limit(Limit::new(Unit::Utf16, most))
}

pub(super) fn push_ios() -> Profile {
    line(178)
}

pub(super) fn push_android() -> Profile {
    line(240)
}

pub(super) fn open_graph() -> Profile {
    line(200)
}

pub(super) fn search_snippet() -> Profile {
    line(160).with_cut(Cut::new(CutPlace::Sentence))
}

#[cfg(feature = "charsets")]
pub(super) fn json_ld() -> Profile {
    super::formats::escaped(&[('"', "\\\""), ('\\', "\\\\"), ('<', "\\u003C")])
        .with_default_rule(Rule::Keep)
        .with_lists(Lists::Marked("• ".into()))
        .with_document("\"", "\"")
        .with_breaks(Breaks::Texts {
            block: "\\n\\n".into(),
            line: "\\n".into(),
            cell: "\\t".into(),
        })
}
