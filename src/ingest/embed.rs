//! Elements of a source that become entries of the user's own.

use std::borrow::Cow;
use std::ops::Range;

use super::lexer::{Attribute, Lexer, Tag, Token};
use crate::html::element::Element;
use crate::html::name::Name;

/// How many tags [`AdoptRequest::inside`] gives. Each byte of a source is so read again
/// for no more than so many tags before it.
const LOOK_AHEAD: usize = 64;

/// Takes elements of a source in as entries of the authority that they do not name:
/// the players and posts of other sites that editors paste.
///
/// Asked about every element that has a start tag, when ingest comes to it: admitted
/// or not, once each, in the order of the source as far as a parser leaves elements
/// where their tags are. Not about what lies in an element that goes with its
/// content, or in SVG and MathML; those themselves are offered. A closure is a hook.
/// It should answer by what it is offered alone.
///
/// An answer is checked as a source is: its entry must be admitted by the field and
/// able to stand there, its attributes must meet their rules. One that is not usable
/// is a [finding], and the element is treated as if nothing had been answered. One
/// that is used is no finding, whatever it leaves out: it is the way of the field.
///
/// What is stored holds no trace of the hook: it is read again from its HTML with
/// the hook or without, as long as the hook leaves its own entries alone.
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
/// On the way out [`Resolve`](crate::render::Resolve) says what such an entry is on
/// a platform.
///
/// [finding]: super::FindingKind::Adoption
pub trait Adopt {
    /// What an element becomes; nothing where it is to be treated like any other.
    fn adopt(&mut self, request: &AdoptRequest<'_>) -> Option<Adoption>;
}

impl<F: FnMut(&AdoptRequest<'_>) -> Option<Adoption>> Adopt for F {
    fn adopt(&mut self, request: &AdoptRequest<'_>) -> Option<Adoption> {
        self(request)
    }
}

/// An element of a source, by its start tag.
///
/// Nothing of it has been checked: a URL may have any scheme, a value any length.
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

    /// Its name in lower case.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value of an attribute, by its name in lower case; references are decoded.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes();
        attributes.find(|one| one.0 == name).map(|(_, value)| value)
    }

    /// All attributes, name and value, in the order of the source.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let attributes = self.attributes.iter();
        attributes.map(|(name, value)| (&**name, &**value))
    }

    /// Where its start tag is, in bytes of the source.
    #[must_use]
    pub fn bytes(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The tags that follow in the source up to its end tag: for what only they
    /// say, as the link in a quoted post its number.
    ///
    /// They are the start tags as they are written, not a tree: which of them a
    /// parser would make an element of, and where, is not known yet. The first 64
    /// are given, and none behind one whose content is not HTML (`script`, `iframe`,
    /// `svg`).
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
    ///     // It would draw the tweet.
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
    /// How many elements of the name are open.
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

/// Whether a tokenizer goes on behind the start tag as before it.
fn is_html_inside(element: Element) -> bool {
    !element.is_raw_text() && !matches!(element, Element::Svg | Element::Math)
}

/// Whether what stands in an element is content, whatever becomes of its tags.
pub(super) fn holds_content(element: Element) -> bool {
    is_html_inside(element) && element != Element::Template || !element.leaves_with_content()
}

/// What an element of a source becomes: an entry of the authority with attributes,
/// around the content that the element has, or text in its place.
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
    /// The entry of this name, around the content that the element has. What is
    /// adopted as an entry without content (`img`) loses its own, and so does what
    /// holds something else than HTML (`iframe`, `svg`). Tables and their parts cannot be answered.
    #[must_use]
    pub fn new(entry: impl Into<String>) -> Self {
        Self {
            entry: Some(entry.into()),
            attributes: Vec::new(),
            text: None,
        }
    }

    /// Text without an entry, in the place of the element and its content. Empty
    /// text leaves nothing of it, as of a script that belongs to what was adopted.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            entry: None,
            attributes: Vec::new(),
            text: Some(text.into()),
        }
    }

    /// The content of the element without its tags, as of a wrapper around a player.
    #[must_use]
    pub fn unwrapped() -> Self {
        Self {
            entry: None,
            attributes: Vec::new(),
            text: None,
        }
    }

    /// The value of an attribute of the entry, by its name. All have to be admitted
    /// for the answer to be used.
    #[must_use]
    pub fn with_attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// Text in the place of the content. It is text, whatever it looks like.
    #[must_use]
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }
}
