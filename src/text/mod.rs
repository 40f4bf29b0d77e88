//! The model: clean text and the spans of markup on it.
//!
//! # Two doors
//!
//! An [`AddressedText`] keeps its invariants by being made in two ways only:
//!
//! | door | who comes | what it does |
//! |---|---|---|
//! | `layout::TextWriter` | ingest, [`Builder`] and what replays content through it, [`AddressedText::plain`] | *makes* white space, separators and addresses from tags and text |
//! | `AddressedText::from_raw` | JSON, bytes, rows; a render whose embeds were resolved, a migration that gives spans other ids | takes addresses that are known and *refuses* what breaks an invariant |
//!
//! [`AddressedText::split`] and [`AddressedText::join`] come through neither: they cut
//! and move what has come through one of the two. Nesting and values are those of an
//! authority, and so neither of the doors but [`AddressedText::check`] and every
//! renderer ask for them; where a door has asked already, the text is marked as
//! `validated_for` that very authority.
//!
//! # The files
//!
//! | file | holds |
//! |---|---|
//! | `address`, `span`, `units` | positions, the stored record of a span, positions in other units |
//! | `whitespace`, `required_break` | which characters are white, which separators blocks ask for |
//! | `layout` | the first door |
//! | `builder` | the first door for callers: checks every tag against an authority |
//! | `validate` | the second door, and the check against an authority |
//! | `events` | the public way through a text |
//! | `resolve` | the way through a text for those who write tags |
//! | `split` | a text parted at its blocks, and put together |
//! | `storage` | JSON, bytes, rows |

mod address;
mod builder;
mod events;
pub(crate) mod layout;
pub(crate) mod required_break;
pub(crate) mod resolve;
mod span;
mod split;
mod storage;
pub(crate) mod units;
mod validate;
mod validated_for;
pub(crate) mod whitespace;

use std::fmt;

pub use address::{Address, AddressRange};
pub use builder::{BuildError, Builder};
pub use events::{Step, Walk};
pub use span::SpanRef;
#[cfg(feature = "fingerprint")]
pub(crate) use storage::FORMAT;
#[cfg(feature = "rows")]
pub use storage::rows;
pub use storage::{StoredText, VersionError};
#[cfg(feature = "serde")]
pub use storage::{WireError, WireText};
pub(crate) use validate::RawSpan;
pub use validate::{TextError, TextFault};

use layout::{PLAIN, TextWriter};
use span::{Attributes, Span};
use validated_for::ValidatedFor;

/// How many spans may lie in one another, the outermost included.
pub const MAX_DEPTH: usize = 256;

/// Clean text and where markup applies to it: a tree in standoff form.
///
/// Spans stand in document order (pre-order) with a depth, so a document has
/// exactly one form, and spans without text (`br`, `img`, an empty cell) keep
/// their place. Made by ingest, by a [`Builder`], or read from stored rows;
/// every door checks the same invariants:
///
/// * no span reaches beyond the text; starts never fall; a child lies inside
///   its parent; siblings do not overlap; depth rises by at most one and stays
///   below [`MAX_DEPTH`];
/// * text and attribute values hold no CR, no NUL, no control but TAB and LF,
///   and no noncharacter; the text begins with no U+FEFF.
///
/// ```
/// use standoff::{Authority, FieldPolicy, Ingester};
///
/// let ingester = Ingester::new(&FieldPolicy::new(), &Authority::standard())?;
/// let content = ingester.ingest("<p>One</p><p>T<em>w</em>o</p>")?.into_content();
/// assert_eq!(content.text(), "One\n\nTwo");
/// assert_eq!(content.spans().len(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AddressedText {
    text: String,
    /// How many characters the text has.
    characters: u32,
    spans: Vec<Span>,
    attributes: Attributes,
    validated_for: ValidatedFor,
}

impl AddressedText {
    /// Plain text without markup. White space and controls are treated as in
    /// any source.
    ///
    /// ```
    /// use standoff::AddressedText;
    ///
    /// assert_eq!(AddressedText::plain(" Tom  &\nJerry ").text(), "Tom & Jerry");
    /// ```
    #[must_use]
    pub fn plain(text: &str) -> Self {
        let mut writer = TextWriter::new(&PLAIN, text.len());
        // Positions are 32 bits wide: what lies beyond them is not text of one field.
        let mut end = text.len().min(u32::MAX as usize);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        writer.text(&text[..end]);
        writer.finish()
    }

    /// The clean text: no markup, words of two blocks never joined.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many characters the text has: the greatest address in it.
    #[must_use]
    pub fn len(&self) -> Address {
        Address::new(self.characters)
    }

    /// True where there is neither text nor markup.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.spans.is_empty()
    }

    /// The spans, in document order.
    #[must_use]
    pub fn spans(&self) -> impl ExactSizeIterator<Item = SpanRef<'_>> + Clone {
        self.spans.iter().map(|span| self.span_ref(span))
    }

    /// The steps through text and spans, well nested: what a renderer of your
    /// own is built on.
    ///
    /// ```
    /// use standoff::text::Step;
    /// use standoff::{Authority, FieldPolicy, Ingester};
    ///
    /// let authority = Authority::standard();
    /// let ingester = Ingester::new(&FieldPolicy::new(), &authority)?;
    /// let content = ingester.ingest("Listen <em>now</em>")?.into_content();
    ///
    /// let mut asterisks = String::new();
    /// for step in content.walk() {
    ///     match step {
    ///         Step::Text { text, .. } => asterisks.push_str(text),
    ///         _ => asterisks.push('*'),
    ///     }
    /// }
    /// assert_eq!(asterisks, "Listen *now*");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn walk(&self) -> Walk<'_> {
        Walk::new(self)
    }

    /// Puts together what one of the two doors has made or checked.
    fn assemble(text: String, characters: u32, spans: Vec<Span>, attributes: Attributes) -> Self {
        debug_assert_eq!(characters as usize, text.chars().count());
        Self {
            text,
            characters,
            spans,
            attributes,
            validated_for: ValidatedFor::default(),
        }
    }

    /// The attribute values of all spans, end to end.
    pub(crate) fn values(&self) -> &str {
        self.attributes.values()
    }

    fn span_ref<'t>(&'t self, span: &'t Span) -> SpanRef<'t> {
        SpanRef {
            text: &self.text,
            attributes: &self.attributes,
            span,
        }
    }
}

impl fmt::Debug for AddressedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AddressedText")
            .field("text", &self.text)
            .field("spans", &self.spans().collect::<Vec<_>>())
            .finish()
    }
}
