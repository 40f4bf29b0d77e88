//! Web pages.
//!
//! # `html`
//!
//! A web page: every entry, with the attributes that the authority sets for output
//! (`rel` on links).
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<a href=https://npr.org/>NPR</a>")?.into_content();
//! let html = Renderer::named("html", &authority)?;
//! assert_eq!(
//!     html.render(&content).output(),
//!     r#"<a href="https://npr.org/" rel="noopener noreferrer">NPR</a>"#,
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `xhtml`
//!
//! A page or a store that takes well-formed XML: like [`html`](#html), with every tag
//! closed and without named references.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<p>Cold&nbsp;&mdash;<br>but dry")?.into_content();
//! let xhtml = Renderer::named("xhtml", &authority)?;
//! assert_eq!(xhtml.render(&content).output(), "<p>Cold\u{A0}—<br />but dry</p>");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `amp`
//!
//! An AMP page: the elements that its validator admits. Business entries are left out,
//! since the validator does not know them.
//!
//! There an `img` must be an `amp-img` with its size, which is an element with content:
//! use a [resolver](crate::profile::Rule::Resolve) or a template for that. Here its
//! `alt` text replaces it; `audio` and `video` are left out.
//!
//! Source: the [AMP tag
//! addendum](https://github.com/ampproject/amphtml/blob/main/docs/spec/amp-tag-addendum.md),
//! for inline elements. Assumed: elements of sections, lists and tables are admitted
//! with the same attributes.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::article();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p>H<sub>2</sub>O<img src='https://npr.org/h.png' alt='a drop'>";
//! let content = ingester.ingest(source)?.into_content();
//! let amp = Renderer::named("amp", &authority)?;
//! assert_eq!(amp.render(&content).output(), "<p>H<sub>2</sub>O[a drop]</p>");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

//!
//! # `epub`
//!
//! The body of a chapter in an EPUB 3: well-formed XML, with the language in `xml:lang`, and
//! what an `aside` means in `epub:type`. The `html` of the chapter has to declare that name:
//! `xmlns:epub="http://www.idpf.org/2007/ops"`.
//!
//! A picture, and what a relative URL leads to, has to be in the book: pictures are their
//! descriptions, and links with relative URLs are their text, unless a profile that extends this
//! one keeps them. `audio` and `video` are left out.
//!
//! Sources: [EPUB 3.3](https://www.w3.org/TR/epub-33/#sec-xhtml) and the [Structural Semantics
//! Vocabulary](https://www.w3.org/TR/epub-ssv-11/). `epubcheck` reads it in the tests.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::article();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<p lang=es>Nieve<aside>In May";
//! let content = ingester.ingest(source)?.into_content();
//! let epub = Renderer::named("epub", &authority)?;
//! assert_eq!(
//!     epub.render(&content).output(),
//!     r#"<p xml:lang="es">Nieve</p><aside epub:type="sidebar">In May</aside>"#,
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `json_blocks`
//!
//! A tree of blocks in JSON for an app that draws them with its own views, as React Native and
//! Flutter do: [hast](https://github.com/syntax-tree/hast). The children of the root are
//! blocks: text beside them becomes paragraphs. All tags are kept; a relative URL is a loss
//! without a base.
//!
//! There is no limit. An element is two levels of JSON, and content may be 256 elements deep:
//! a reader that takes 128 levels, as `serde_json` does, has to be told. `hast-util-to-html`
//! reads it in the tests.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("Snow<ol start=2><li>in <em>May</em>")?.into_content();
//! let blocks = Renderer::named("json_blocks", &authority)?;
//! assert_eq!(
//!     blocks.render(&content).output(),
//!     concat!(
//!         r#"{"type":"root","children":["#,
//!         r#"{"type":"element","tagName":"p","properties":{},"children":["#,
//!         r#"{"type":"text","value":"Snow"}]},"#,
//!         r#"{"type":"element","tagName":"ol","properties":{"start":"2"},"children":["#,
//!         r#"{"type":"element","tagName":"li","properties":{},"children":["#,
//!         r#"{"type":"text","value":"in "},"#,
//!         r#"{"type":"element","tagName":"em","properties":{},"children":["#,
//!         r#"{"type":"text","value":"May"}]}]}]}]}"#,
//!     ),
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::{alone, keeping, said_in_text};
use crate::profile::{Attributes, Loose, Profile, Rule, Syntax};

pub(super) fn html() -> Profile {
    Profile::new(Syntax::Html)
}

pub(super) fn xhtml() -> Profile {
    Profile::new(Syntax::Xml)
}

pub(super) fn amp() -> Profile {
    keeping(
        said_in_text(Syntax::Html),
        "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup \
         dd del dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr \
         i ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strong \
         sub sup table tbody td tfoot th thead time tr u ul var",
    )
}

pub(super) fn epub() -> Profile {
    let language = Attributes::new().with_renamed("lang", "xml:lang");
    alone(xhtml())
        .with_rule("img", Rule::Describe("alt".into()))
        .with_rule("audio", Rule::Strip)
        .with_rule("video", Rule::Strip)
        .with_attributes("*", language.clone())
        .with_attributes("aside", language.with_set("epub:type", "sidebar"))
}

pub(super) fn json_blocks() -> Profile {
    alone(Profile::new(Syntax::Hast)).with_loose(Loose::Paragraphs)
}
