//! Hooks that turn elements of a source into entries of the user's own.

use std::borrow::Cow;
use std::ops::Range;

use super::lexer::{Attribute, Lexer, Tag, Token};
use crate::html::element::Element;
use crate::html::name::Name;

/// The maximum number of tags in [`AdoptRequest::inside`]. So each byte of a source is
/// read again for at most this many tags before it.
const LOOK_AHEAD: usize = 64;

/// Turns elements of a source into entries of the authority, such as the players and
/// posts of other sites that editors paste.
///
/// Ingest calls the hook once for every element that has a start tag, whether it is
/// admitted or not, in the order of the source, as far as the parser keeps elements where
/// their tags are. It does not call it for elements inside of an element that is removed
/// with its content, nor inside of SVG and MathML; those outer elements themselves are
/// offered. A closure implements the trait. The answer should depend on the request
/// alone.
///
/// An answer is checked like a source: the field must admit the entry, the entry must be
/// allowed at its place, and the attributes must meet their rules. An unusable answer
/// causes a [finding], and the element is treated as if the hook had returned `None`. An
/// answer that is used causes no finding, whatever it leaves out.
///
/// Stored content keeps no trace of the hook. Its HTML can be read again with or without
/// the hook, provided that the hook ignores its own entries.
///
/// ```
/// use standoff::authority::{AttributeEntry, DisplayKind, MarkupId, TagEntry, ValueRule};
/// use standoff::ingest::{Adoption, AdoptRequest};
/// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
///
/// let video = TagEntry::new(MarkupId::new(10_000), "video")
///     .with_display(DisplayKind::Atomic)
///     .with_attribute(AttributeEntry::new(1, "service", ValueRule::Text))
///     .with_attribute(AttributeEntry::new(2, "id", ValueRule::Text));
/// let authority = Authority::standard().to_builder().tag(video).build()?;
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
///
/// let mut players = |offered: &AdoptRequest<'_>| {
///     let id = match offered.name() {
///         "iframe" => offered.attribute("src")?.strip_prefix("https://www.youtube.com/embed/")?,
///         _ => return None,
///     };
///     Some(Adoption::new("video").with_attribute("service", "youtube").with_attribute("id", id))
/// };
/// let source = r#"Watch: <iframe src="https://www.youtube.com/embed/M7lc1UVf-VE"></iframe>"#;
/// let content = ingester.ingest_with(source, &mut players)?.strict()?;
///
/// assert_eq!(content.text(), "Watch: ");
/// let video = content.spans().next().unwrap();
/// assert_eq!((video.markup().get(), video.range().to_string()), (10_000, "7..7".into()));
/// assert_eq!(
///     Renderer::canonical(&authority).render(&content).output(),
///     r#"Watch: <video service="youtube" id="M7lc1UVf-VE"></video>"#,
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// For output, [`Resolve`](crate::render::Resolve) decides what a platform gets for such
/// an entry.
///
/// [finding]: super::FindingKind::Adoption
pub trait Adopt {
    /// Returns the replacement of an element; `None` to treat it like any other.
    fn adopt(&mut self, request: &AdoptRequest<'_>) -> Option<Adoption>;
}

impl<F: FnMut(&AdoptRequest<'_>) -> Option<Adoption>> Adopt for F {
    fn adopt(&mut self, request: &AdoptRequest<'_>) -> Option<Adoption> {
        self(request)
    }
}

/// Describes an element of a source by its start tag.
///
/// Nothing has been checked: a URL may have any scheme, a value any length.
///
/// ```
/// use standoff::ingest::{Adoption, AdoptRequest};
/// use standoff::{Authority, FieldPolicy, Ingester};
///
/// let ingester = Ingester::new(&FieldPolicy::new(), &Authority::standard())?;
/// let mut seen = Vec::new();
/// let mut look = |offered: &AdoptRequest<'_>| {
///     seen.push(format!("{} {:?}", offered.name(), offered.attribute("src")));
///     None::<Adoption>
/// };
/// ingester.ingest_with("<p>a <IMG SRC='?a&amp;b'>", &mut look)?;
/// assert_eq!(seen, ["p None", r#"img Some("?a&b")"#]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct AdoptRequest<'o> {
    source: &'o str,
    name: Cow<'o, str>,
    attributes: Vec<(Cow<'o, str>, Cow<'o, str>)>,
    start: usize,
    end: usize,
}

impl<'o> AdoptRequest<'o> {
    pub(super) fn new(
        source: &'o str,
        name: Name<'o>,
        attributes: &[Attribute<'o>],
        bytes: Range<usize>,
    ) -> Self {
        let attributes = attributes.iter();
        Self {
            source,
            name: name.get(),
            attributes: attributes
                .map(|attribute| (attribute.name.get(), attribute.value()))
                .collect(),
            start: bytes.start,
            end: bytes.end,
        }
    }

    /// Returns the name in lower case.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the value of the attribute with this lower-case name, with references
    /// decoded.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes();
        attributes.find(|one| one.0 == name).map(|(_, value)| value)
    }

    /// Lists names and values of all attributes, in the order of the source.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let attributes = self.attributes.iter();
        attributes.map(|(name, value)| (&**name, &**value))
    }

    /// Returns the byte range of the start tag in the source.
    #[must_use]
    pub fn bytes(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Iterates over the tags between the start tag and its end tag, for information that
    /// only they have: in a quoted post, for example, the link has the number.
    ///
    /// These are start tags as they are written, not a tree: the parser has not decided
    /// yet which of them become elements, and where. Ends after 64 tags, or after a tag
    /// whose content is not HTML (`script`, `iframe`, `svg`).
    ///
    /// ```
    /// use standoff::authority::{AttributeEntry, MarkupId, TagEntry, ValueRule};
    /// use standoff::ingest::{Adoption, AdoptRequest};
    /// use standoff::{Authority, FieldPolicy, Ingester};
    ///
    /// let tweet = TagEntry::new(MarkupId::new(10_001), "tweet")
    ///     .with_attribute(AttributeEntry::new(1, "id", ValueRule::Integer { min: 1, max: i64::MAX }));
    /// let authority = Authority::standard().to_builder().tag(tweet).build()?;
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    ///
    /// let mut tweets = |offered: &AdoptRequest<'_>| match offered.name() {
    ///     "blockquote" if offered.attribute("class") == Some("twitter-tweet") => {
    ///         let id = offered.inside().find_map(|tag| {
    ///             let (_, id) = tag.attribute("href")?.split_once("/status/")?;
    ///             Some(id.to_owned())
    ///         })?;
    ///         Some(Adoption::new("tweet").with_attribute("id", id).with_text("A tweet"))
    ///     }
    ///     // This would embed the post.
    ///     "script" if offered.attribute("src")? == "https://platform.twitter.com/widgets.js" => {
    ///         Some(Adoption::plain(""))
    ///     }
    ///     _ => None,
    /// };
    /// let source = r#"<blockquote class="twitter-tweet"><p>just setting up my twttr</p>
    ///     jack <a href="https://twitter.com/jack/status/20">March 21, 2006</a></blockquote>
    ///     <script async src="https://platform.twitter.com/widgets.js"></script>"#;
    /// let content = ingester.ingest_with(source, &mut tweets)?.strict()?;
    /// assert_eq!(content.text(), "A tweet");
    /// let tweet = content.spans().next().unwrap();
    /// assert_eq!(tweet.attributes().next().unwrap().1, "20");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn inside(&self) -> impl Iterator<Item = AdoptRequest<'_>> {
        let element = Element::of(&self.name);
        let holds_tags = !element.is_void() && is_html_inside(element);
        Inside {
            source: self.source,
            name: &self.name,
            lexer: holds_tags.then(|| Lexer::starting_at(self.source, self.end)),
            open: 1,
            left: LOOK_AHEAD,
        }
    }
}

/// The tags inside of an element.
struct Inside<'o> {
    source: &'o str,
    name: &'o str,
    lexer: Option<Lexer<'o>>,
    /// The number of open elements with this name.
    open: usize,
    left: usize,
}

impl<'o> Iterator for Inside<'o> {
    type Item = AdoptRequest<'o>;

    fn next(&mut self) -> Option<AdoptRequest<'o>> {
        let tag = self.next_tag();
        let lexer = self.lexer.as_ref();
        let offered = tag.zip(lexer).map(|(tag, lexer)| {
            let bytes = tag.start..tag.end;
            AdoptRequest::new(self.source, tag.name, lexer.attributes(), bytes)
        });
        self.left = self.left.saturating_sub(1);
        let is_last = tag.is_none_or(|tag| !is_html_inside(tag.name.element()));
        if is_last || self.left == 0 {
            self.lexer = None;
        }
        offered
    }
}

impl<'o> Inside<'o> {
    fn next_tag(&mut self) -> Option<Tag<'o>> {
        let lexer = self.lexer.as_mut()?;
        loop {
            match lexer.next() {
                Token::StartTag(tag) => {
                    self.open += usize::from(tag.name == *self.name);
                    return Some(tag);
                }
                Token::EndTag(tag) if tag.name == *self.name => {
                    self.open -= 1;
                    if self.open == 0 {
                        return None;
                    }
                }
                Token::Eof => return None,
                _ => {}
            }
        }
    }
}

/// Whether a tokenizer stays in the data state after the start tag.
fn is_html_inside(element: Element) -> bool {
    !element.is_raw_text() && !matches!(element, Element::Svg | Element::Math)
}

/// Whether text inside the element is content, whatever happens to its tags.
pub(super) fn holds_content(element: Element) -> bool {
    is_html_inside(element) && element != Element::Template || !element.leaves_with_content()
}

/// Describes the replacement of an element: an entry with attributes around the content
/// of the element, or text instead of the element.
///
/// ```
/// use standoff::authority::{MarkupId, TagEntry};
/// use standoff::ingest::{Adoption, AdoptRequest};
/// use standoff::{Authority, FieldPolicy, Ingester, Renderer};
///
/// let note = TagEntry::new(MarkupId::new(10_000), "note");
/// let authority = Authority::standard().to_builder().tag(note).build()?;
/// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
/// let html = |adopted: Adoption| -> Result<_, Box<dyn std::error::Error>> {
///     let mut hook = |offered: &AdoptRequest<'_>| {
///         (offered.name() == "span").then(|| adopted.clone())
///     };
///     let content = ingester.ingest_with("a <span>b <b>c</b></span>", &mut hook)?.strict()?;
///     Ok(Renderer::canonical(&authority).render(&content).into_output().into_owned())
/// };
/// assert_eq!(html(Adoption::new("note"))?, "a <note>b <b>c</b></note>");
/// assert_eq!(html(Adoption::new("note").with_text("d"))?, "a <note>d</note>");
/// assert_eq!(html(Adoption::plain("d"))?, "a d");
/// assert_eq!(html(Adoption::unwrapped())?, "a b <b>c</b>");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    pub(super) entry: Option<String>,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) text: Option<String>,
}

impl Adoption {
    /// Replaces the element with this entry, around the content of the element. The
    /// content is removed if the entry has none (`img`), or if it is not HTML (`iframe`,
    /// `svg`). Tables and their parts cannot be used.
    #[must_use]
    pub fn new(entry: impl Into<String>) -> Self {
        Self {
            entry: Some(entry.into()),
            attributes: Vec::new(),
            text: None,
        }
    }

    /// Replaces the element and its content with text. Empty text just removes it, e.g. a
    /// script that belongs to an adopted element.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            entry: None,
            attributes: Vec::new(),
            text: Some(text.into()),
        }
    }

    /// Keeps the content of the element and removes its tags, as for a wrapper around a
    /// player.
    #[must_use]
    pub fn unwrapped() -> Self {
        Self {
            entry: None,
            attributes: Vec::new(),
            text: None,
        }
    }

    /// Sets an attribute of the entry, by name. The answer is only used if all its
    /// attributes are admitted.
    #[must_use]
    pub fn with_attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// Replaces the content with text. It is never read as markup.
    #[must_use]
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }
}
