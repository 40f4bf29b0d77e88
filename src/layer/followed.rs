//! What becomes of a layer whose text has changed.

use std::ops::Range;
use std::sync::Arc;

use super::marks::{Layer, On};
use super::place::{Place, Placed, Way};
use crate::text::AddressRange;

/// A layer on its new text, and the marks that have no place there. Made by
/// [`Layer::follow`] and [`Layer::follow_unchanged`].
#[derive(Clone, Debug)]
#[allow(
    clippy::exhaustive_structs,
    reason = "whoever takes one part of it should know of the other"
)]
pub struct Followed<V> {
    /// The layer, on the new text.
    pub layer: Layer<V>,
    /// What is gone or unsure, in the order of the old text.
    pub lost: Vec<Lost<V>>,
}

/// A mark that was lost: its value, and the words that it was on.
#[derive(Clone, Debug)]
pub struct Lost<V> {
    place: Place,
    placed: Placed,
    value: V,
    old: Option<Arc<str>>,
    bytes: Range<usize>,
}

impl<V> Lost<V> {
    /// Returns its place on the old text.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place
    }

    /// Returns the words of the old text that it was on; nothing for a point. A layer
    /// that was read from storage and not [opened](Layer::open) does not know them along
    /// a mapping.
    #[must_use]
    pub fn words(&self) -> &str {
        let words = self.old.as_deref();
        words.map_or("", |text| &text[self.bytes.clone()])
    }

    /// Lists the ranges of the new text that it may be on, if it is not gone for certain.
    #[must_use]
    pub fn candidates(&self) -> &[AddressRange] {
        match &self.placed {
            Placed::Unsure(ranges) => ranges,
            Placed::Same(_) | Placed::Changed(_) | Placed::Gone => &[],
        }
    }

    /// Returns the value.
    #[must_use]
    pub fn value(&self) -> &V {
        &self.value
    }

    /// Returns the value.
    #[must_use]
    pub fn into_value(self) -> V {
        self.value
    }
}

impl<V> Layer<V> {
    /// Follows the text along a way: an edit's [mapping](crate::edit::Mapping), or what
    /// a [rebase](super::Rebase) found. What is placed goes on in the new layer; what is
    /// gone or unsure is lost, and told with its words. O(m log m) in the marks, each of
    /// which takes O(log n); if some are lost, O(n) in the text once.
    ///
    /// A layer on another text than the old one of the way is lost with all its marks.
    #[must_use = "what is lost is told nowhere else"]
    pub fn follow(self, way: &impl Way) -> Followed<V> {
        self.follow_if(way, |placed| placed)
    }

    /// Follows the text as [`follow`](Self::follow) does, but a mark whose words have
    /// changed is lost as well, and its [candidate](Lost::candidates) is where it is now.
    /// For values that hold for these very words: a fact that was checked, a
    /// [lint](crate::lint) that was dismissed.
    ///
    /// ```
    /// use standoff::edit::Edit;
    /// use standoff::layer::{Followed, Layer};
    /// use standoff::{AddressedText, Authority};
    ///
    /// let story = AddressedText::plain("The bridge opened in 1932. It cost two millions.")?;
    /// let find = |words| story.find(words).next().unwrap();
    /// let mut checked = Layer::new(&story);
    /// checked.mark(find("opened in 1932"), "city archive")?;
    /// checked.mark(find("two millions"), "city archive")?;
    ///
    /// let edit = Edit::new().replace(find("two"), "three").insert(find("bridge").start(), "old ");
    /// let edited = edit.apply(&story, &Authority::standard())?;
    /// let Followed { layer, lost } = checked.follow_unchanged(edited.mapping());
    /// assert_eq!((layer.len(), lost[0].words()), (1, "two millions"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use = "what is lost is told nowhere else"]
    pub fn follow_unchanged(self, way: &impl Way) -> Followed<V> {
        self.follow_if(way, |placed| match placed {
            Placed::Changed(place) => Placed::Unsure(vec![place.range()]),
            placed => placed,
        })
    }

    /// Follows the text with what `accept` makes of each place that was found.
    fn follow_if(self, way: &impl Way, accept: impl Fn(Placed) -> Placed) -> Followed<V> {
        let is_old =
            self.length == way.old_length() && way.old_text().is_none_or(|old| self.on.is(&old));
        let on = way.new_text().map_or(On::Unknown, On::Text);
        let mut layer = Self::on(on, way.new_length());
        let mut lost = Vec::new();
        let old = match self.on {
            On::Text(text) => Some(text),
            On::Digest(_) | On::Unknown => way.old_text().filter(|_| is_old),
        };
        for (place, value) in self.marks.into_values() {
            let placed = if is_old {
                accept(way.place(place))
            } else {
                Placed::Gone
            };
            let value = match placed.place() {
                Some(found) => match layer.insert(found, value) {
                    Ok(()) => continue,
                    Err(value) => value,
                },
                None => value,
            };
            lost.push(Unplaced {
                place,
                placed,
                value,
            });
        }
        Followed::new(layer, old, lost)
    }

    /// Puts a mark, or gives the value back.
    fn insert(&mut self, place: Place, value: V) -> Result<(), V> {
        if place.range().end().get() > self.length {
            return Err(value);
        }
        let put = self.put(place, value);
        debug_assert!(put.is_ok(), "it is in the text");
        Ok(())
    }
}

/// A mark that has no place on the new text.
struct Unplaced<V> {
    place: Place,
    placed: Placed,
    value: V,
}

impl<V> Followed<V> {
    fn new(layer: Layer<V>, old: Option<Arc<str>>, lost: Vec<Unplaced<V>>) -> Self {
        let ends = lost.iter().flat_map(|one| {
            let range = one.place.range();
            [range.start().get(), range.end().get()]
        });
        let bytes = bytes_of(old.as_deref().unwrap_or_default(), ends.collect());
        let byte = |address: u32| {
            let at = bytes.binary_search_by_key(&address, |one| one.0);
            at.map_or(0, |at| bytes[at].1)
        };
        let lost = lost.into_iter().map(|one| {
            let range = one.place.range();
            Lost {
                place: one.place,
                placed: one.placed,
                value: one.value,
                old: old.clone(),
                bytes: byte(range.start().get())..byte(range.end().get()),
            }
        });
        let lost = lost.collect();
        Self { layer, lost }
    }
}

/// Finds the bytes of addresses, in one go over the text. Beyond it there are none.
fn bytes_of(text: &str, mut addresses: Vec<u32>) -> Vec<(u32, usize)> {
    addresses.sort_unstable();
    addresses.dedup();
    let mut addresses = addresses.into_iter().peekable();
    let ends = text
        .char_indices()
        .map(|(byte, _)| byte)
        .chain([text.len()]);
    let mut found = Vec::new();
    for (address, byte) in (0..).zip(ends) {
        match addresses.peek() {
            None => break,
            Some(next) if *next == address => {
                found.push((address, byte));
                addresses.next();
            }
            Some(_) => {}
        }
    }
    found
}
