//! The model: clean text and the spans of markup on it.
//!
//! # Two doors
//!
//! An [`AddressedText`] keeps its invariants by being made in two ways only:
//!
//! | door | who comes | what it does |
//! |---|---|---|
//! | `layout::TextWriter` | ingest, [`TextBuilder`] and what replays content through it, [`AddressedText::plain`] | *makes* white space, separators and addresses from tags and text |
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
//! | `steps` | the spans as they are stored, one after the other |
//! | `resolve` | the way through a text for those who write tags |
//! | `events` | the same for renderers of others |
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
use crate::authority::{AttributeId, MarkupId};
use crate::num::to_u32;
use layout::{PLAIN, TextWriter};
use span::{Attributes, Span};
use validated_for::ValidatedFor;

/// How many spans may lie in one another, the outermost included.
pub const MAX_DEPTH: usize = 256;

/// Clean text and where markup applies to it: a tree in standoff form.
///
/// Spans stand in document order (pre-order) with a depth, so a document has
/// exactly one form, and spans without text (`br`, `img`, an empty cell) keep
/// their place. Made by ingest, by a [`TextBuilder`], or read from stored rows;
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
    /// Makes a text without markup. White space and controls are treated as in
    /// any source: O(n).
    ///
    /// # Errors
    ///
    /// Text of more bytes than 32-bit positions reach.
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

    /// A text without markup, as far as positions reach.
    pub(crate) fn plain_start(text: &str) -> Self {
        let mut writer = TextWriter::new(&PLAIN, text.len());
        let mut end = text.len().min(u32::MAX as usize);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        writer.text(&text[..end]);
        writer.finish()
    }

    /// Returns the clean text: no markup, words of two blocks never joined: O(1).
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Counts the characters of the text, which is the greatest address in it: O(1).
    #[must_use]
    pub fn char_len(&self) -> u32 {
        self.characters
    }

    /// Tells whether there is neither text nor markup: O(1).
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.is_empty() && self.spans.is_empty()
    }

    /// Lists the spans, in document order: O(1) for each.
    #[must_use]
    pub fn spans(&self) -> impl ExactSizeIterator<Item = SpanRef<'_>> + Clone {
        self.spans.iter().map(|span| self.span_ref(span))
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

    /// Returns the same text with each span under another entry, with those of its
    /// attributes that have an id there. No two may have one.
    pub(crate) fn rekeyed(
        &self,
        markup: impl Fn(MarkupId) -> MarkupId,
        attribute: impl Fn(MarkupId, AttributeId) -> Option<AttributeId>,
    ) -> Self {
        let mut attributes = Attributes::default();
        let spans = self.spans.iter().map(|span| {
            let first = attributes.len();
            let mut count = 0;
            for (id, value) in self.attributes.of(span) {
                if let Some(id) = attribute(span.markup, id) {
                    attributes.push(id, &self.values()[value]);
                    count += 1;
                }
            }
            Span {
                markup: markup(span.markup),
                first_attribute: if count == 0 { 0 } else { to_u32(first) },
                attribute_count: count,
                ..*span
            }
        });
        let spans = spans.collect();
        Self::assemble(self.text.clone(), self.characters, spans, attributes)
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
