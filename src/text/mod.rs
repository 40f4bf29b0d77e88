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
///
/// # What stands between blocks
///
/// The text is `innerText` of what a source admits, as a browser gives it for a page
/// where nothing is hidden. So paragraphs are parted by an empty line, other blocks by a
/// line feed, and each cell but the last of its row is followed by a tab, empty or not.
/// The text never begins or ends with any of these. It differs from `innerText` where:
///
/// * a row begins the text with empty cells: there are no tabs for them,
/// * a row ends with empty cells: there are no tabs behind its last text,
/// * a block stands at the beginning or the end of its cell: the tab of the cell is all
///   that parts it from other cells. Paragraphs of one cell keep the empty line between
///   them,
/// * a row is empty: it is no line,
/// * an element is shown in place of its content (`video`): a fallback is no text.
///
/// What parts two blocks is in no span of either. It stands before the outermost span
/// that opens with the second block, and what else begins there, such as an image, is
/// in this span. What stands between the two blocks, such as an `hr`, comes before it.
///
/// ```
/// use standoff::{Authority, FieldPolicy, Ingester};
///
/// let ingester = Ingester::new(&FieldPolicy::new(), &Authority::article())?;
/// let ferries = "<table><tr><td><p>Pier</p><td><td>9<tr><td><td><td>10</table>";
/// let ferries = ingester.ingest(ferries)?.into_content();
/// assert_eq!(ferries.text(), "Pier\t\t9\n\t\t10");
///
/// let notes = ingester.ingest("<p>One</p><p><img src=/2.png>Two</p>")?.into_content();
/// let places: Vec<String> = notes.spans().map(|span| span.range().to_string()).collect();
/// assert_eq!(places, ["0..3", "5..8", "5..5"]);
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
