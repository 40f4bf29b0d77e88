//! Finds the places of an old text in a new one that nobody described.
//!
//! 1. `words` reads the words of both texts and numbers them.
//! 2. `lines` finds the lines that stand once in each text. They are the same wherever
//!    they are. Those that did not move part the texts into gaps.
//! 3. `scripts` says of each word in a gap which shortest scripts keep it.
//! 4. `compare` does all of that for two texts.
//! 5. A [`Rebase`] answers for ranges and points.

mod compare;
mod lines;
mod scripts;
mod words;

use std::fmt;
use std::sync::Arc;

use self::compare::{Compared, NONE, span};
use self::scripts::{FEW, Fate};
use super::folded::folded;
use super::place::{Place, Placed, Way, sealed};
use crate::edit::Side;
use crate::num::to_u32;
use crate::text::{Address, AddressRange, AddressedText};

/// The places of an old text in a new one, found by comparing the two.
///
/// What is compared are words, as [UAX #29] has them, with U+00A0 as a space and curly
/// quotation marks as straight ones. A line that stands once in each text is the same
/// line, wherever it is now. In between, a word is *certain* if each shortest way of
/// taking words out and putting words in keeps it, as the same word of the new text. So
/// a place is never guessed:
///
/// | a range | is |
/// |---|---|
/// | whose first and last word are certain | [`Same`](Placed::Same) if it has the same words, else [`Changed`](Placed::Changed) |
/// | with no certain word, and less than half that some shortest way keeps | [`Gone`](Placed::Gone) |
/// | else | [`Unsure`](Placed::Unsure), with the ranges that it may be |
///
/// ```
/// use standoff::AddressedText;
/// use standoff::layer::{Place, Placed, Rebase};
/// use standoff::text::{Address, AddressRange};
///
/// let old = AddressedText::plain("The ferry leaves at nine. The last one leaves at ten.")?;
/// let new = AddressedText::plain("From May on the ferry leaves at nine. The very last one leaves at ten.")?;
/// let way = Rebase::between(&old, &new);
///
/// let at = |start, end| AddressRange::new(Address::new(start), Address::new(end)).unwrap();
/// assert_eq!(way.range(at(4, 24)), Placed::Same(Place::Range(at(16, 36))));
/// assert_eq!(way.range(at(26, 34)), Placed::Changed(Place::Range(at(38, 51))));
/// # Ok::<(), standoff::TooLong>(())
/// ```
///
/// [UAX #29]: https://www.unicode.org/reports/tr29/
#[derive(Clone)]
pub struct Rebase {
    texts: [Arc<str>; 2],
    compared: Compared,
}

impl Rebase {
    /// Compares two texts. Linear in their length, plus at most 4 Mi cells of tables; in
    /// what would take more, everything is unsure. Markup is not looked at.
    #[must_use]
    pub fn between(old: &AddressedText, new: &AddressedText) -> Self {
        let folded = [folded(old.text()), folded(new.text())];
        Self {
            texts: [old.text().into(), new.text().into()],
            compared: Compared::of(&folded[0], &folded[1]),
        }
    }

    /// Returns where a range of the old text is in the new one. O(log n). A range that
    /// reaches beyond the old text is [`Gone`](Placed::Gone).
    #[must_use]
    pub fn range(&self, range: AddressRange) -> Placed {
        if range.end() > self.compared.old[self.compared.old.len() - 1].end() {
            return Placed::Gone;
        }
        if range.is_empty() {
            return self.empty(range);
        }
        let first = self
            .compared
            .old
            .partition_point(|word| word.end() <= range.start());
        let end = self
            .compared
            .old
            .partition_point(|word| word.start() < range.end());
        if first < end {
            self.words(range, first, end - 1)
        } else {
            self.between_words(range, first, None)
        }
    }

    /// Returns where the address is that is beside a character.
    fn point(&self, at: Address, side: Side) -> Placed {
        let end = self.compared.old[self.compared.old.len() - 1].end();
        let place = Place::Point(at, side);
        let character = match side {
            _ if at > end => return Placed::Gone,
            Side::Before => at.checked_sub(1),
            _ => Some(at).filter(|at| *at < end),
        };
        let range = character.and_then(|at| AddressRange::at(at, 1));
        let Some(range) = range else {
            let borders = [
                &self.compared.new[0],
                &self.compared.new[self.compared.new.len() - 1],
            ];
            let border = borders[usize::from(side != Side::Before)];
            return Placed::Same(place.moved(*border));
        };
        let word = self
            .compared
            .old
            .partition_point(|word| word.end() <= range.start());
        if self.compared.old[word].start() < range.end() {
            self.words(range, word, word).of(place)
        } else {
            self.between_words(range, word, Some(side)).of(place)
        }
    }

    /// An empty range is where both of its neighbours say.
    fn empty(&self, range: AddressRange) -> Placed {
        let [before, behind] = [Side::Before, Side::After].map(|side| {
            let placed = self.point(range.start(), side);
            placed.place().map(|place| place.range())
        });
        match (before, behind) {
            (Some(before), Some(behind)) if before == behind => Placed::Same(Place::Range(before)),
            (Some(before), Some(behind)) => Placed::Unsure(vec![before.cover(behind)]),
            (Some(one), None) | (None, Some(one)) => Placed::Changed(Place::Range(one)),
            (None, None) => self.point(range.start(), Side::Before),
        }
    }

    /// Places a range that has characters of these words.
    fn words(&self, range: AddressRange, first: usize, last: usize) -> Placed {
        match (self.image(first), self.image(last)) {
            (Some(one), Some(other)) if self.is_one_piece(first, last, one, other) => {
                let (start, is_start) = self.start(range.start(), first, one);
                let (end, is_end) = self.end(range.end(), last, other);
                let place = Place::Range(span(start, end));
                if is_start
                    && is_end
                    && self.compared.parted[last + 1] == self.compared.parted[first + 1]
                {
                    Placed::Same(place)
                } else {
                    Placed::Changed(place)
                }
            }
            (Some(_), Some(_)) => Placed::Unsure(self.pieces(first, last)),
            _ => {
                let certain = self.compared.certain[last + 1] - self.compared.certain[first];
                let kept = self.compared.kept[last + 1] - self.compared.kept[first];
                if certain == 0 && (kept as usize) * 2 < last + 1 - first {
                    return Placed::Gone;
                }
                Placed::Unsure(self.candidates(first, last))
            }
        }
    }

    fn image(&self, word: usize) -> Option<usize> {
        let image = self.compared.images[word];
        (image != NONE).then_some(image as usize)
    }

    /// Whether what is between two images is what was between the two words, but for
    /// what was put in or taken out.
    fn is_one_piece(&self, first: usize, last: usize, one: usize, other: usize) -> bool {
        let moved = self.moved_in(first, last);
        if moved.is_empty() {
            return true;
        }
        if one > other || moved.len() > FEW {
            return false;
        }
        // Pieces that moved out do no harm; whatever moved in was somewhere else.
        let own = self.pieces_of(first, moved, last).filter(|(start, _)| {
            let image = self.compared.images[*start] as usize;
            (one..=other).contains(&image)
        });
        let own: u32 = own
            .map(|(start, end)| self.compared.certain[end + 1] - self.compared.certain[start])
            .sum();
        own == self.compared.taken[other + 1] - self.compared.taken[one]
    }

    /// The certain words in a range that stand behind another certain word now.
    fn moved_in(&self, first: usize, last: usize) -> &[u32] {
        let from = self
            .compared
            .moved
            .partition_point(|word| *word as usize <= first);
        let to = self
            .compared
            .moved
            .partition_point(|word| *word as usize <= last);
        &self.compared.moved[from..to]
    }

    /// Goes through the pieces that stayed together: first and last word of each.
    fn pieces_of<'r>(
        &'r self,
        first: usize,
        moved: &'r [u32],
        last: usize,
    ) -> impl Iterator<Item = (usize, usize)> + 'r {
        let starts = std::iter::once(first).chain(moved.iter().map(|word| *word as usize));
        let ends = moved.iter().map(|word| *word as usize - 1);
        starts.zip(ends.chain([last]))
    }

    /// Where the pieces of a range are, the first of which and the last are certain.
    fn pieces(&self, first: usize, last: usize) -> Vec<AddressRange> {
        let moved = self.moved_in(first, last);
        let pieces = self.pieces_of(first, moved, last).take(FEW);
        let places = pieces.map(|(start, end)| {
            // A piece begins with a certain word, and may end with others.
            let end = self.last_before(&self.compared.certain, end + 1).max(start);
            let (start, end) = (
                self.compared.images[start] as usize,
                self.compared.images[end] as usize,
            );
            self.compared.new[start].cover(self.compared.new[end])
        });
        places.collect()
    }

    /// The last word before one of those that a sum counts.
    fn last_before(&self, sum: &[u32], word: usize) -> usize {
        let counted = sum[word];
        sum.partition_point(|count| *count < counted)
            .saturating_sub(1)
    }

    /// The first word from one on of those that a sum counts.
    fn first_from(&self, sum: &[u32], word: usize) -> usize {
        let counted = sum[word];
        sum.partition_point(|count| *count <= counted)
            .saturating_sub(1)
    }

    /// Where a range may be whose first word or last word is not certain.
    fn candidates(&self, first: usize, last: usize) -> Vec<AddressRange> {
        let one = self.first_from(&self.compared.kept, first);
        let other = self.last_before(&self.compared.kept, last + 1);
        let (starts, ends) = (self.places(one), self.places(other));
        let mut ranges = Vec::new();
        match (&starts, &ends) {
            (Fate::Maybe(starts), Fate::Maybe(ends)) => {
                for start in starts {
                    let is_end = |end: &u32| *end > *start || (one == other && end == start);
                    if let Some(end) = ends.iter().copied().find(is_end) {
                        ranges.push(
                            self.compared.new[*start as usize]
                                .cover(self.compared.new[end as usize]),
                        );
                    }
                }
                if ranges.is_empty() {
                    let places = starts.iter().chain(ends);
                    ranges.extend(places.map(|place| self.compared.new[*place as usize]));
                }
            }
            _ => ranges.push(self.hull(&starts).cover(self.hull(&ends))),
        }
        if one != first || other != last {
            let (before, behind) = (
                self.last_before(&self.compared.certain, first),
                self.first_from(&self.compared.certain, last + 1),
            );
            let (before, behind) = (self.compared.images[before], self.compared.images[behind]);
            if before + 1 < behind {
                let widest = self.compared.new[before as usize + 1]
                    .cover(self.compared.new[behind as usize - 1]);
                if !ranges.contains(&widest) {
                    ranges.push(widest);
                }
            }
        }
        ranges
    }

    /// The words that a word may be.
    fn places(&self, word: usize) -> Fate {
        if let Some(image) = self.image(word) {
            return Fate::Maybe(vec![to_u32(image)]);
        }
        let found = self
            .compared
            .possible
            .binary_search_by_key(&to_u32(word), |one| one.0);
        found.map_or(Fate::Gone, |at| self.compared.possible[at].1.clone())
    }

    fn hull(&self, places: &Fate) -> AddressRange {
        let (first, last) = match places {
            Fate::Kept(place) => (*place, *place),
            Fate::Maybe(places) => (places[0], places[places.len() - 1]),
            Fate::Somewhere(places) => (places.start, places.end - 1),
            Fate::Gone => (0, 0),
        };
        self.compared.new[first as usize].cover(self.compared.new[last as usize])
    }

    /// Where a range starts now, and whether all before the word is as it was.
    fn start(&self, start: Address, word: usize, image: usize) -> (u32, bool) {
        let (old, new) = (
            self.compared.old[word].start().get(),
            self.compared.new[image].start().get(),
        );
        match old.checked_sub(start.get()) {
            None | Some(0) => (new + (start.get() - old), true),
            Some(before) => {
                let same = before.min(self.compared.before[word]);
                (new - same, same == before)
            }
        }
    }

    /// Where a range ends now, and whether all behind the word is as it was.
    fn end(&self, end: Address, word: usize, image: usize) -> (u32, bool) {
        let (old, new) = (
            self.compared.old[word].end().get(),
            self.compared.new[image].end().get(),
        );
        match end.get().checked_sub(old) {
            None | Some(0) => (new - (old - end.get()), true),
            Some(behind) => {
                let same = behind.min(self.compared.behind[word]);
                (new + same, same == behind)
            }
        }
    }

    /// Places a range that lies between a word and the one before it. Both may say where
    /// it is; where they do not agree, the side says whose word counts.
    fn between_words(&self, range: AddressRange, word: usize, side: Option<Side>) -> Placed {
        let (one, other) = (self.image(word - 1), self.image(word));
        let before = one.and_then(|image| {
            let (start, _) = self.end(range.start(), word - 1, image);
            let (end, is_same) = self.end(range.end(), word - 1, image);
            is_same.then(|| span(start, end))
        });
        let behind = other.and_then(|image| {
            let (start, is_same) = self.start(range.start(), word, image);
            let (end, _) = self.start(range.end(), word, image);
            is_same.then(|| span(start, end))
        });
        match (before, behind) {
            (Some(before), Some(behind)) if before != behind => match side {
                Some(Side::Before) => Placed::Same(Place::Range(before)),
                Some(_) => Placed::Same(Place::Range(behind)),
                None => Placed::Unsure(vec![before, behind]),
            },
            (Some(found), _) | (_, Some(found)) => Placed::Same(Place::Range(found)),
            (None, None) => self.instead(word, one, other),
        }
    }

    /// What stands now between a word and the one before it, which is not what stood
    /// there.
    fn instead(&self, word: usize, one: Option<usize>, other: Option<usize>) -> Placed {
        let instead = match (one, other) {
            (Some(one), Some(other)) if other == one + 1 => {
                let start = self.compared.new[one].end().get() + self.compared.behind[word - 1];
                (
                    start,
                    self.compared.new[other].start().get() - self.compared.before[word],
                )
            }
            _ if self.compared.kept[word + 1] == self.compared.kept[word - 1] => {
                return Placed::Gone;
            }
            _ => {
                let before = self.last_before(&self.compared.certain, word);
                let behind = self.first_from(&self.compared.certain, word);
                let [before, behind] =
                    [before, behind].map(|word| self.compared.images[word] as usize);
                (
                    self.compared.new[before].end().get(),
                    self.compared.new[behind].start().get(),
                )
            }
        };
        if instead.0 < instead.1 {
            Placed::Unsure(vec![span(instead.0, instead.1)])
        } else {
            Placed::Gone
        }
    }
}

impl Way for Rebase {
    fn place(&self, place: Place) -> Placed {
        match place {
            Place::Range(range) => self.range(range),
            Place::Point(at, side) => self.point(at, side),
        }
    }
}

impl sealed::Sealed for Rebase {
    fn old_length(&self) -> u32 {
        self.compared.old[self.compared.old.len() - 1].end().get()
    }

    fn new_length(&self) -> u32 {
        self.compared.new[self.compared.new.len() - 1].end().get()
    }

    fn old_text(&self) -> Option<Arc<str>> {
        Some(Arc::clone(&self.texts[0]))
    }

    fn new_text(&self) -> Option<Arc<str>> {
        Some(Arc::clone(&self.texts[1]))
    }
}

impl fmt::Debug for Rebase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rebase")
            .field("old", &self.texts[0])
            .field("new", &self.texts[1])
            .finish_non_exhaustive()
    }
}
