//! Content portability: moves markup out of the text and into addresses, and writes it
//! again for each platform.
//!
//! A CMS saves a field that may hold markup. [`Ingester::ingest`] strips every tag
//! and character reference out of it and leaves an [`AddressedText`]: clean text,
//! and spans that say which entry of an [`Authority`] applies from which character
//! to which. [`Renderer::render`] puts the markup together again, whole, filtered
//! or transformed, as the [`Profile`] of a platform has it.
//!
//! **If you only need safe HTML out, use a sanitizer**: it does less, and does it
//! in one call. If people edit one text at the same time, use a rich-text model,
//! and bring in here what it saves.
//!
//! # A tour
//!
//! **Markup** is tags *and* character references. The **authority** is the table of all
//! allowed markup, and the only place where markup is named. Each of its **entries**
//! has a number, and content stores only numbers. The numbers of the built-in entries
//! are [published](authority::ids) and never change; numbers from 10,000 on are yours.
//!
//! ```
//! use standoff::Authority;
//!
//! let authority = Authority::standard();
//! assert_eq!(authority.tag_named("em").unwrap().id().get(), 9);
//! assert_eq!(authority.character('—').unwrap().id().get(), 1100);
//! ```
//!
//! A **field policy** says what one field of a form admits. Policy and authority
//! compile to an [`Ingester`]. If they contradict each other, compiling fails, not a
//! later story.
//!
//! ```
//! # use standoff::Authority;
//! # let authority = Authority::standard();
//! use standoff::{FieldPolicy, Ingester};
//!
//! let body = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let ingested = body.ingest("<p>Snow &mdash; <blink>lots</blink> of <em>it</em></p>")?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Whatever ingest strips, changes or objects to is reported as a **finding**: what,
//! why, how severe, and where in the source. Bad markup is never an error.
//!
//! ```
//! # use standoff::{Authority, FieldPolicy, Ingester};
//! # let body = Ingester::new(&FieldPolicy::new(), &Authority::standard())?;
//! # let ingested = body.ingest("<p>Snow &mdash; <blink>lots</blink> of <em>it</em></p>")?;
//! assert_eq!(
//!     ingested.findings()[0].to_string(),
//!     "1:17: changed: `blink` is not in the authority: tag stripped",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The result is **addressed text**. An **address** is a character position: the number
//! of Unicode scalar values before it, as SQL, Python and `chars()` count. A **span**
//! is an entry's number, its start and end, its depth, and its attribute values. It
//! contains no markup.
//!
//! ```
//! # use standoff::{Authority, FieldPolicy, Ingester};
//! # let body = Ingester::new(&FieldPolicy::new(), &Authority::standard())?;
//! # let ingested = body.ingest("<p>Snow &mdash; <blink>lots</blink> of <em>it</em></p>")?;
//! let story = ingested.into_content();
//! assert_eq!(story.text(), "Snow — lots of it");
//!
//! let spans = story.spans().map(|span| {
//!     let (start, end) = (span.range().start().get(), span.range().end().get());
//!     (span.markup().get(), start, end, span.depth())
//! });
//! let p = (17, 0, 17, 0);
//! let mdash = (1100, 5, 6, 1);
//! let em = (9, 15, 17, 1);
//! assert!(spans.eq([p, mdash, em]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A **profile** describes what one platform takes. It compiles with the authority to a
//! [`Renderer`]. Whatever a platform does not get, or gets in another form, is reported
//! as a **loss**, with its address.
//!
//! ```
//! # use standoff::{Authority, FieldPolicy, Ingester};
//! # let authority = Authority::standard();
//! # let body = Ingester::new(&FieldPolicy::new(), &authority)?;
//! # let ingested = body.ingest("<p>Snow &mdash; <blink>lots</blink> of <em>it</em></p>")?;
//! # let story = ingested.into_content();
//! use standoff::profile::Rule;
//! use standoff::{Profile, Renderer};
//!
//! let canonical = Renderer::canonical(&authority).render(&story);
//! assert_eq!(canonical.output(), "<p>Snow &mdash; lots of <em>it</em></p>");
//!
//! let pager = Profile::named("text").unwrap().with_rule("em", Rule::Surround("*".into(), "*".into()));
//! let page = Renderer::new(&pager, &authority)?.render(&story);
//! assert_eq!(page.output(), "Snow — lots of *it*");
//! assert_eq!(
//!     page.losses()[0].to_string(),
//!     "15..17: `em` is written as text on this platform",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! An authority is **one record** for all content: change one entry, and every stored
//! story renders with the change. No stored content is touched.
//!
//! ```
//! # use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//! # let authority = Authority::standard();
//! # let body = Ingester::new(&FieldPolicy::new(), &authority)?;
//! # let ingested = body.ingest("<p>Snow &mdash; <blink>lots</blink> of <em>it</em></p>")?;
//! # let story = ingested.into_content();
//! let em = authority.tag_named("em").unwrap().clone().with_rendered_name("i");
//! let tomorrow = authority.to_builder().tag(em).build()?;
//! let page = Renderer::canonical(&tomorrow).render(&story);
//! assert_eq!(page.output(), "<p>Snow &mdash; lots of <i>it</i></p>");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The paved path
//!
//! | you want to | |
//! |---|---|
//! | choose or build the table | [`Authority`], [`authority`] |
//! | say what a field admits | [`FieldPolicy`], [`policy`] |
//! | ingest a source | [`Ingester`], [`Ingested`], [`TooLong`] |
//! | turn embeds into entries of your own | [`Ingester::ingest_with`], [`ingest::Adopt`] |
//! | show authors what to fix | [`Finding`], [`Ingested::strict`](ingest::Ingested::strict) |
//! | walk content, address it | [`AddressedText`], [`text`] |
//! | store it: rows, JSON, bytes | [`StoredText`](text::StoredText) |
//! | make content without HTML | [`text::TextBuilder`] |
//! | bring old content to the table of today | [`Ingester::reingest`], [`migration`] |
//! | say what a platform takes | [`Profile`], [`profile`] |
//! | render for it | [`Renderer`], [`Rendered`], [`Loss`] |
//! | ingest and render stories of many fields | [`record`] |
//! | change content: text, marks, spans | [`edit::Edit`], [`edit`] |
//! | cut an excerpt out | [`AddressedText::slice`] |
//! | split a body into paragraphs, and join them | [`AddressedText::split`], [`AddressedText::join`] |
//! | keep comments, cues and entities beside a text that changes | [`layer`] |
//! | cache renders | `fingerprint` |
//! | find what of a text does not travel | [`lint`], [`review`] |
//! | look up entries during rendering | [`Renderer::render_with`], [`render::Resolve`] |
//!
//! How-tos, from pastes to newsletters, are in the [cookbook](_cookbook).
//!
//! # What you may rely on
//!
//! * Ingesting canonical HTML again gives the same content and no finding.
//! * What a reader would have seen of a source, had its markup been well formed, is in
//!   the text or in the range of a finding of severity `loss` or `refused`.
//! * HTML output is inert, whatever came in. What that means, where the output may
//!   be put, and what you must do (decode to UTF-8 first) is in [`SECURITY.md`].
//! * Time and memory grow linearly. Nothing recurses, nothing panics, no `unsafe`.
//! * The same input gives the same output, with any features, anywhere.
//! * Compiled types are immutable, cheap to clone, `Send` and `Sync`.
//! * Later releases read what this one stores: ids, forms, words. [`STABILITY.md`]
//!   says what may change, and how.
//!
//! [`SECURITY.md`]: _documentation::security
//! [`STABILITY.md`]: _documentation::stability
//!
//! # Features
//!
//! All but the last two are on by default. A feature adds API and never changes a
//! result.
//!
//! * **`serde`**: `Serialize` and `Deserialize` for authorities, policies, profiles
//!   and content. Authorities and content are checked when they are read.
//! * **`charsets`**: the [charsets](profile::Charset) of platforms, which need
//!   Unicode normalisation and transliteration, and the profiles that use one, e.g.
//!   `hd_radio`, `rds_radiotext` and `sms`.
//! * **`rows`**: content and authorities as rows of a relational database:
//!   `text::rows` and `authority::rows`.
//! * **`fingerprint`**: the module `fingerprint`, with keys for caches.
//! * **`binary`**: content in a compact binary form; it brings `serde` along.
//! * **`schemars`**: [`JsonSchema`](https://docs.rs/schemars) for what people write by
//!   hand, so that editors complete and check it: authorities, policies, lint policies,
//!   [profiles](Profile#as-data), schemas of records and deliveries; it brings `serde`
//!   along.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(all(
        feature = "fingerprint",
        feature = "charsets",
        feature = "serde",
        feature = "rows"
    )),
    allow(
        dead_code,
        reason = "what only some features use is looked for with all of them"
    )
)]

pub mod authority;
#[cfg(feature = "serde")]
mod data;
pub mod edit;
mod error;
#[cfg(feature = "fingerprint")]
pub mod fingerprint;
mod growth;
mod html;
pub mod ingest;
pub mod layer;
pub mod lint;
pub mod migration;
mod num;
pub mod policy;
pub mod profile;
pub mod record;
pub mod render;
pub mod review;
#[cfg(feature = "rows")]
mod rows;
mod small_str;
pub mod text;
mod url;
mod words;

// Last, so that rustdoc lists its methods after those of the types' own rooms.
#[cfg(feature = "fingerprint")]
mod cache_key;

#[cfg(feature = "_test")]
#[doc(hidden)]
pub mod _test;

pub use authority::Authority;
pub use error::{At, Faults, TooLong, UnknownName};
pub use ingest::{Finding, Ingested, Ingester};
pub use policy::FieldPolicy;
pub use profile::Profile;
pub use render::{Loss, Rendered, Renderer};
#[cfg(feature = "rows")]
pub use rows::{RowError, RowFault};
pub use text::AddressedText;
pub use words::UnknownWord;

/// Longer documents.
#[cfg(doc)]
pub mod _documentation {
    #[doc = include_str!("../SECURITY.md")]
    pub mod security {}

    #[doc = include_str!("../STABILITY.md")]
    ///
    /// ```json
    #[doc = include_str!("text/addressed-text.schema.json")]
    /// ```
    pub mod stability {}

    #[doc = include_str!("../CHANGELOG.md")]
    pub mod changelog {}
}

#[cfg(doc)]
#[path = "cookbook/mod.rs"]
pub mod _cookbook;

/// The tour of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
