//! The model: clean text and the spans of markup on it.
//!
//! # Two doors
//!
//! An [`AddressedText`] keeps its invariants because there are only two ways to make
//! one:
//!
//! | door | used by | effect |
//! |---|---|---|
//! | `layout::TextWriter` | ingest, [`TextBuilder`] and code that replays content through it, [`AddressedText::plain`] | *makes* white space, separators and addresses from tags and text |
//! | `AddressedText::from_raw` | JSON, bytes, rows; a render with resolved embeds, a migration that changes ids of spans | takes known addresses and *refuses* whatever breaks an invariant |
//!
//! [`AddressedText::split`] and [`AddressedText::join`] use neither: they cut and move
//! content that came through one of the two. Nesting and values depend on an authority,
//! so the doors do not check them; [`AddressedText::check`] and every renderer do.
//! Content that was already checked is marked as `validated_for` that very authority.
//!
//! # The files
//!
//! | file | holds |
//! |---|---|
//! | `address`, `span`, `units` | positions, the stored record of a span, positions in other units |
//! | `whitespace`, `required_break` | classes of white space, separators that blocks require |
//! | `layout` | the first door |
//! | `builder` | the first door for callers: checks every tag against an authority |
//! | `validate` | the second door, and the check against an authority |
//! | `steps` | the stored spans, one after the other |
//! | `resolve` | the events of a text for writers of tags |
//! | `events` | the public events, for renderers of others |
//! | `split` | splits a text at its blocks, and joins the pieces |
//! | `storage` | JSON, bytes, rows |

mod address;
mod builder;
mod events;
pub(crate) mod layout;
pub(crate) mod required_break;
pub(crate) mod resolve;
mod span;
mod split;
pub(crate) mod steps;
mod storage;
pub(crate) mod units;
mod validate;
mod validated_for;
pub(crate) mod whitespace;

use std::fmt;

pub use address::{Address, AddressRange, ReversedRange};
pub use builder::{BuildError, TextBuilder};
pub use events::{Event, Events, Tag, Unwritten};
pub use span::SpanRef;
#[cfg(feature = "fingerprint")]
pub(crate) use storage::FORMAT;
#[cfg(feature = "rows")]
pub use storage::rows;
pub use storage::{StoredText, VersionError};
#[cfg(feature = "serde")]
pub use storage::{WireError, WireText};
pub use units::{OffBorder, Unit, UnitIndex};
pub(crate) use validate::RawSpan;
pub use validate::{Relation, TextError, TextFault};

use crate::TooLong;
use layout::{PLAIN, TextWriter};
use span::{Attributes, Span};
use validated_for::ValidatedFor;

/// The maximum depth of spans, including the outermost.
pub const MAX_DEPTH: usize = 256;

/// Clean text and the spans of its markup: a tree in standoff form.
///
/// Spans are in document order (pre-order) with a depth, so a document has exactly one
/// form, and spans without text (`br`, `img`, an empty cell) keep their place. Made by
/// ingest, by a [`TextBuilder`], or read from storage; every door checks the same
/// invariants:
///
/// * no span reaches beyond the text; starts are in ascending order; a child lies
///   inside its parent; siblings do not overlap; depth rises by at most one and stays
///   below [`MAX_DEPTH`];
/// * text and attribute values hold no CR, no NUL, no control but TAB and LF, and no
///   noncharacter; the text does not begin with U+FEFF.
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
    /// The number of characters in the text.
    characters: u32,
    spans: Vec<Span>,
    attributes: Attributes,
    validated_for: ValidatedFor,
}

impl AddressedText {
    /// Makes a text without markup. White space and controls are treated as in any
    /// source. O(n).
    ///
    /// # Errors
    ///
    /// The text has more bytes than 32-bit positions reach.
    ///
    /// ```
    /// use standoff::AddressedText;
    ///
    /// assert_eq!(AddressedText::plain(" Tom  &\nJerry ")?.text(), "Tom & Jerry");
    /// # Ok::<(), standoff::TooLong>(())
    /// ```
    pub fn plain(text: &str) -> Result<Self, TooLong> {
        if u32::try_from(text.len()).is_err() {
            return Err(TooLong::new(text.len(), u32::MAX));
        }
        Ok(Self::plain_start(text))
    }

    /// Makes a text without markup, as much of it as 32-bit positions reach.
    pub(crate) fn plain_start(text: &str) -> Self {
        let mut writer = TextWriter::new(&PLAIN, text.len());
        let mut end = text.len().min(u32::MAX as usize);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        writer.text(&text[..end]);
        writer.finish()
    }

    /// Returns the clean text: no markup, and words of two blocks are never joined.
    /// O(1).
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the number of characters in the text, which is also its end address.
    /// O(1).
    #[must_use]
    pub fn char_len(&self) -> u32 {
        self.characters
    }

    /// Returns whether there is neither text nor markup. O(1).
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.is_empty() && self.spans.is_empty()
    }

    /// Lists the spans, in document order. O(1) each.
    #[must_use]
    pub fn spans(&self) -> impl ExactSizeIterator<Item = SpanRef<'_>> + Clone {
        self.spans.iter().map(|span| self.span_ref(span))
    }

    /// Puts together parts that one of the two doors has made or checked.
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

    /// Returns the attribute values of all spans, concatenated.
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
