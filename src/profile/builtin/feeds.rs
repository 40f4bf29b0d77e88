//! Feeds and APIs.
//!
//! # `podcast`
//!
//! The description of a podcast or an episode, for Apple's directory: the elements `p`,
//! `ol`, `ul`, `li` and `a`, at most 4000 bytes. Headings, captions, rows and [text that
//! lies in no block](crate::profile::Loose) become paragraphs: readers join what stands
//! beside them.
//!
//! Put the output into `CDATA`; it never holds `]]>`. Source: Apple's page as quoted by
//! [Podcastindex](https://github.com/Podcastindex-org/podcast-namespace). Others say
//! 4000 characters: bytes are the safe reading. Assumed: no attribute is of use there
//! but `href` and those that the authority sets (`rel`).
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let source = "<h2>Today</h2><ul class=h-feed><li><b>Snow</b>]]&gt;<li><q>Ice</q></ul>";
//! let content = ingester.ingest(source)?.into_content();
//! let podcast = Renderer::named("podcast", &authority)?;
//! assert_eq!(
//!     podcast.render(&content).output(),
//!     "<p>Today</p><ul><li>Snow]]&gt;</li><li>“Ice”</li></ul>",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `rss`
//!
//! The `content:encoded` of an item in RSS: HTML, every entry.
//!
//! Put the output into `CDATA`, as NPR's API does; it never holds `]]>`.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<p>a[b[0]]&gt;<em>c</em>")?.into_content();
//! let rss = Renderer::named("rss", &authority)?;
//! assert_eq!(rss.render(&content).output(), "<p>a[b[0]]&gt;<em>c</em></p>");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `rss_title`
//!
//! The title of a feed or an item, in RSS, Atom or a podcast: text on one
//! line.
//!
//! The output is HTML without tags, since that is how readers take it: escape it once
//! more for XML, or put it into `CDATA`. What is escaped only once, they take for tags:
//! nine of nine readers drop `<em>` of a text. Source: the titles in NPR's feeds, and
//! those readers.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<h2>Snow &amp;<br><em>ice</em></h2>")?.into_content();
//! let title = Renderer::named("rss_title", &authority)?;
//! assert_eq!(title.render(&content).output(), "Snow &amp; ice");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `rss_description`
//!
//! The `description` of an item in RSS whose `content:encoded` has the HTML: text, with
//! an empty line between paragraphs.
//!
//! The output is HTML without tags, as that of [`rss_title`](#rss_title): escape it once
//! more for XML, or put it into `CDATA`. Source: the descriptions in NPR's feeds. Assumed:
//! readers that collapse white space do no harm.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<p>Snow &amp; <b>ice</b></p><p>Again")?.into_content();
//! let description = Renderer::named("rss_description", &authority)?;
//! assert_eq!(description.render(&content).output(), "Snow &amp; ice\n\nAgain");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `atom`
//!
//! The content of an entry in Atom, `type="xhtml"`: well-formed, every entry.
//!
//! Put the output into the `div` of the XHTML namespace that RFC 4287, 3.1.1.3,
//! requires. For `type="html"` use [`html`](super::web#html), and escape it once more.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<p>Snow<br>&copy; NPR")?.into_content();
//! let atom = Renderer::named("atom", &authority)?;
//! assert_eq!(atom.render(&content).output(), "<p>Snow<br />© NPR</p>");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `nprml`
//!
//! The `textWithHtml` of a story in NPRML, and of NPR's API: HTML, with `b` and
//! `i` as `strong` and `em`.
//!
//! There each paragraph is an element of its own, with a number:
//! [split](crate::AddressedText::split) the content, render each paragraph and put each
//! output into `CDATA`. [`nprml_text`](#nprml_text) is the `text` beside it.
//!
//! Sources: captures of the API of 2012 have `a`, `em`, `strong`, `div`, `img` and
//! `blockquote`; the other elements kept here are those that NPR's module for Drupal
//! admits. Whether NPR has a list of its own is not known.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<p>Hear <i>All <b>Things</b></i></p><p>Now")?.into_content();
//! let nprml = Renderer::named("nprml", &authority)?;
//! assert_eq!(
//!     nprml.render(&content).output(),
//!     "<p>Hear <em>All <strong>Things</strong></em></p><p>Now</p>",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `nprml_text`
//!
//! The `text` of a story in NPRML, beside [`nprml`](#nprml): text, with an empty line
//! after each paragraph.
//!
//! In captures of the API of 2012 it is `textWithHtml` without its tags, in
//! 125 of 125 paragraphs; only the credit was
//! [another text](crate::profile::Rule::Replace).
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<p>Hear <i>All <b>Things</b></i></p><p>Now")?.into_content();
//! let text = Renderer::named("nprml_text", &authority)?;
//! assert_eq!(text.render(&content).output(), "Hear All Things\n\nNow");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `apple_news`
//!
//! The text of a component in Apple News Format, without a `format`, and its styles as
//! [ranges](crate::render::Rendered::ranges).
//! [`range_formats::apple_news`](crate::render::range_formats::apple_news) makes
//! `inlineTextStyles` of them, and `additions` of those with the name `a`, which have a
//! `href`.
//!
//! Sources:
//! [inlineTextStyles](https://developer.apple.com/documentation/applenewsformat/inlinetextstyle);
//! there is no limit. Assumed: ranges count UTF-16 units; no page names the unit.
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("🎧 The <b>text</b> of it")?.into_content();
//! let news = Renderer::named("apple_news", &authority)?;
//! let rendered = news.render(&content);
//! let style = &rendered.ranges()[0];
//! assert_eq!((style.name(), style.start(), style.length()), ("strong", 7, 4));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # `apple_news_html`
//!
//! The text of a component in Apple News Format, `"format": "html"`.
//!
//! Keeps the elements that [a plugin](https://github.com/alleyinteractive/apple-news)
//! for it keeps; Apple's own list was not found. Headings are components of their own
//! there; here they become paragraphs, and so does [text that lies in no
//! block](crate::profile::Loose).
//!
//! ```
//! use standoff::{Authority, FieldPolicy, Ingester, Renderer};
//!
//! let authority = Authority::standard();
//! let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
//! let content = ingester.ingest("<h3>Snow</h3><p>In <ins class=u-x>most</ins> <b>counties")?.into_content();
//! let news = Renderer::named("apple_news_html", &authority)?;
//! assert_eq!(news.render(&content).output(), "<p>Snow</p><p>In most <b>counties</b></p>");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::{HEADINGS, PARAGRAPHS, alone, keeping, plain, plain_in_html, renaming, said_in_text};
use crate::profile::{Attributes, Breaks, Limit, Lists, Loose, Profile, Rule, Syntax, Unit};

pub(super) fn podcast() -> Profile {
    let profile = keeping(alone(said_in_text(Syntax::Html)), "p ol ul li a");
    let profile = renaming(profile, &HEADINGS.map(|name| (name, "p")));
    renaming(profile, &PARAGRAPHS.map(|name| (name, "p")))
        .with_rule("pre", Rule::Rename("p".into()))
        .with_loose(Loose::Paragraphs)
        .with_attributes("*", Attributes::new().with_kept(["href"]))
        .with_limit(Limit::new(Unit::Bytes, 4000))
}

pub(super) fn rss() -> Profile {
    alone(super::web::html())
}

pub(super) fn rss_title() -> Profile {
    plain_in_html().with_breaks(Breaks::OneLine)
}

pub(super) fn rss_description() -> Profile {
    plain_in_html()
}

pub(super) fn atom() -> Profile {
    alone(super::web::xhtml())
}

pub(super) fn nprml() -> Profile {
    let profile = keeping(
        alone(said_in_text(Syntax::Html)),
        "a em strong cite blockquote code ul ol li dl dt dd h2 h3 h4 h5 h6 p br div span img",
    );
    let lines = ["figcaption", "tr"].map(|name| (name, "div"));
    renaming(renaming(profile, &lines), &[("b", "strong"), ("i", "em")])
}

pub(super) fn nprml_text() -> Profile {
    plain("• ")
}

pub(super) fn apple_news() -> Profile {
    let profile = keeping(
        alone(said_in_text(Syntax::Ranges(Unit::Utf16))),
        "a strong em u s del sub sup code samp",
    );
    renaming(profile, &[("b", "strong"), ("i", "em")])
        .with_attributes("*", Attributes::new().with_kept(["href"]))
        .with_lists(Lists::Marked("• ".into()))
}

pub(super) fn apple_news_html() -> Profile {
    let profile = keeping(
        alone(said_in_text(Syntax::Html)),
        "a aside b blockquote br caption cite code del em footer i li ol p pre s samp strong \
         sub sup table tbody td tfoot th thead tr ul",
    );
    renaming(profile, &HEADINGS.map(|name| (name, "p")))
        .with_rule("figcaption", Rule::Rename("p".into()))
        .with_loose(Loose::Paragraphs)
        .with_attributes("*", Attributes::new().with_kept(["href"]))
}
