//! The layer: places on a text, each with a value.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::error::LayerError;
use super::place::Place;
use crate::edit::Side;
use crate::text::{Address, AddressRange, AddressedText};

/// Places on a text that are no part of it, each with a value of yours: comments,
/// facts to check, named entities, cues.
///
/// Places may overlap as they like, and may be equal. They are no markup: no platform
/// sees them, until a layer is [woven](Self::weave) into the content. When the text is
/// changed, a layer [follows](Self::follow) it.
///
/// A layer belongs to one text. It is stored with the [digest](Self::open) of that text
/// and without the text itself.
///
/// ```
/// use standoff::AddressedText;
/// use standoff::layer::{Followed, Layer, Rebase};
/// use standoff::text::{Address, AddressRange};
///
/// let story = AddressedText::plain("The bridge opened in 1932. It was the widest of its time.")?;
/// let at = |start, end| AddressRange::new(Address::new(start), Address::new(end)).unwrap();
/// let mut comments = Layer::new(&story);
/// comments.mark(at(4, 25), "Year?")?;
/// comments.mark(at(34, 44), "Says who?")?;
///
/// // An editor saves the whole text again.
/// let saved = AddressedText::plain("The steel bridge opened in 1932, after nine years.")?;
/// let way = Rebase::between(&story, &saved);
/// let Followed { layer, lost } = comments.follow(&way);
///
/// let kept: Vec<_> = layer.marks().collect();
/// assert_eq!(kept, [(at(10, 31).into(), &"Year?")]);
/// assert_eq!((*lost[0].value(), lost[0].words()), ("Says who?", "the widest"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Layer<V> {
    pub(super) on: On,
    /// The characters of the text.
    pub(super) length: u32,
    pub(super) marks: BTreeMap<Key, (Place, V)>,
    /// The length of the longest mark.
    longest: u32,
}

/// What is known of the text that a layer is on.
#[derive(Clone)]
pub(super) enum On {
    /// All of it.
    Text(Arc<str>),
    /// The digest that it was stored with.
    Digest(String),
    /// Only its length: a mapping led to it that nobody told the text.
    Unknown,
}

/// The order of marks, and the number of each among equal ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    start: u32,
    /// What belongs to the character before comes first.
    is_behind: bool,
    end: Reverse<u32>,
    nth: usize,
}

impl<V> Layer<V> {
    /// Makes a layer without marks on a text. O(n).
    #[must_use]
    pub fn new(on: &AddressedText) -> Self {
        Self::on(On::Text(on.text().into()), on.char_len())
    }

    pub(super) fn on(on: On, length: u32) -> Self {
        Self {
            on,
            length,
            marks: BTreeMap::new(),
            longest: 0,
        }
    }

    /// Marks the characters of a range with a value. O(log n).
    ///
    /// # Errors
    ///
    /// The range reaches beyond the text. The layer is unchanged.
    pub fn mark(&mut self, range: AddressRange, value: V) -> Result<(), LayerError> {
        self.put(Place::Range(range), value)
    }

    /// Marks an address with a value: the place beside a character, which stays with that
    /// character. O(log n).
    ///
    /// # Errors
    ///
    /// The address is beyond the text. The layer is unchanged.
    ///
    /// ```
    /// use standoff::AddressedText;
    /// use standoff::edit::Side;
    /// use standoff::layer::{Layer, Place};
    /// use standoff::text::Address;
    ///
    /// let script = AddressedText::plain("Good morning. The news.")?;
    /// let mut cues = Layer::new(&script);
    /// cues.point(Address::new(13), Side::Before, "jingle")?;
    /// let jingle = Place::Point(Address::new(13), Side::Before);
    /// assert!(cues.marks().eq([(jingle, &"jingle")]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn point(&mut self, at: Address, side: Side, value: V) -> Result<(), LayerError> {
        self.put(Place::Point(at, side), value)
    }

    pub(super) fn put(&mut self, place: Place, value: V) -> Result<(), LayerError> {
        let (range, length) = (place.range(), self.length);
        if range.end().get() > length {
            return Err(LayerError::OutOfText { range, length });
        }
        let key = Key {
            start: range.start().get(),
            is_behind: !matches!(place, Place::Point(_, Side::Before)),
            end: Reverse(range.end().get()),
            nth: self.marks.len(),
        };
        self.marks.insert(key, (place, value));
        self.longest = self.longest.max(range.len());
        Ok(())
    }

    /// Returns how many marks there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    /// Returns whether there are no marks.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// Lists all marks in the order of the text: by their starts, of equal ones the
    /// longest first, of equal places those first that were put first.
    pub fn marks(&self) -> impl Iterator<Item = (Place, &V)> {
        self.marks.values().map(|(place, value)| (*place, value))
    }

    /// Lists the marks of a range, in the order of the text: those that share a character
    /// with it, and points in it or at its ends. At an empty range, all marks that reach
    /// there. O(log n), plus the marks that start in the range or before it by no more
    /// than the longest mark has.
    ///
    /// ```
    /// # use standoff::AddressedText;
    /// # use standoff::layer::Layer;
    /// # use standoff::text::{Address, AddressRange};
    /// let story = AddressedText::plain("Snow in every county.")?;
    /// let at = |start, end| AddressRange::new(Address::new(start), Address::new(end)).unwrap();
    /// let mut comments = Layer::new(&story);
    /// comments.mark(at(0, 4), "How much?")?;
    /// comments.mark(at(8, 20), "All of them?")?;
    /// let found: Vec<_> = comments.at(at(14, 16)).map(|(_, comment)| *comment).collect();
    /// assert_eq!(found, ["All of them?"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn at(&self, range: AddressRange) -> impl Iterator<Item = (Place, &V)> {
        let key = |start: u32, is_behind, end| Key {
            start,
            is_behind,
            end: Reverse(end),
            nth: if is_behind { usize::MAX } else { 0 },
        };
        let first = range.start().get().saturating_sub(self.longest);
        let (first, last) = (key(first, false, u32::MAX), key(range.end().get(), true, 0));
        let marks = self.marks.range(first..=last).map(|(_, mark)| mark);
        let marks = marks.filter(move |(place, _)| touches(place.range(), range));
        marks.map(|(place, value)| (*place, value))
    }

    /// Checks that this is the text that the layer is on, as a layer does not hold its
    /// text when it is read from storage. O(n).
    ///
    /// A layer that was opened tells the words of what it loses along a mapping.
    ///
    /// # Errors
    ///
    /// The text is another one, or was changed.
    pub fn open(self, content: &AddressedText) -> Result<Self, LayerError> {
        if !self.is_on(content) {
            return Err(LayerError::OtherText);
        }
        let on = match self.on {
            On::Text(text) => On::Text(text),
            On::Digest(_) | On::Unknown => On::Text(content.text().into()),
        };
        Ok(Self { on, ..self })
    }

    /// Whether this is the text, as far as the layer knows it.
    pub(crate) fn is_on(&self, content: &AddressedText) -> bool {
        self.length == content.char_len() && self.on.is(content.text())
    }
}

/// Whether a mark is of a range.
fn touches(mark: AddressRange, range: AddressRange) -> bool {
    let common = mark.intersect(range);
    common.is_some_and(|common| !common.is_empty() || mark.is_empty() || range.is_empty())
}

impl On {
    /// Whether this is the text, as far as it is known.
    pub(super) fn is(&self, other: &str) -> bool {
        match self {
            Self::Text(text) => **text == *other,
            #[cfg(feature = "rows")]
            Self::Digest(digest) => *digest == crate::text::rows::digest(other),
            #[cfg(not(feature = "rows"))]
            Self::Digest(_) => false,
            Self::Unknown => true,
        }
    }

    /// Returns the digest of the text, if that is known.
    #[cfg(feature = "rows")]
    pub(super) fn digest(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(crate::text::rows::digest(text)),
            Self::Digest(digest) => Some(digest.clone()),
            Self::Unknown => None,
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(text), any) | (any, Self::Text(text)) => any.is(text),
            (Self::Digest(one), Self::Digest(other)) => one == other,
            (Self::Unknown, _) | (_, Self::Unknown) => true,
        }
    }
}

/// Equal layers have equal marks in one order, on one text.
impl<V: PartialEq> PartialEq for Layer<V> {
    fn eq(&self, other: &Self) -> bool {
        self.length == other.length && self.on.is_same(&other.on) && self.marks().eq(other.marks())
    }
}

impl<V: fmt::Debug> fmt::Debug for Layer<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Layer")
            .field("length", &self.length)
            .field("marks", &self.marks().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
