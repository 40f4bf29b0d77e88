//! Where the characters of an old text are in a new one.

use std::sync::{Arc, OnceLock};

use crate::text::{Address, AddressRange};
use crate::words::words;

words! {
    /// Which neighbour an address belongs to. Between two characters both belong
    /// there, until something is put between them.
    pub enum Side {
        /// The character before it. At the start of a text: the start.
        Before = "before",
        /// The character behind it. At the end of a text: the end.
        After = "after",
    }
}

/// A stretch of an old text and what it is in the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// So many characters stay.
    Kept(u32),
    /// So many characters of the old text are taken, and so many of the new one stand
    /// in their place.
    Changed { old: u32, new: u32 },
}

/// Says where the characters of an old text are in a new one.
///
/// It is about characters and not about the gaps between them: an address is mapped
/// with the character on one [side](Side) of it. So an address at which something was
/// inserted has two answers, and one whose character was taken has none.
///
/// ```
/// use standoff::edit::{Edit, Side};
/// use standoff::text::{Address, AddressRange};
/// use standoff::{AddressedText, Authority};
///
/// let old = AddressedText::plain("Snow in Kiev")?;
/// let (kiev, start) = (old.find("Kiev").next().unwrap(), Address::new(0));
/// let edit = Edit::new().replace(kiev, "Kyiv").insert(start, "Heavy ");
/// let edited = edit.apply(&old, &Authority::standard())?;
/// assert_eq!(edited.content().text(), "Heavy Snow in Kyiv");
///
/// let mapping = edited.mapping();
/// assert_eq!(mapping.address(start, Side::After), Some(Address::new(6)));
/// assert_eq!(mapping.address(start, Side::Before), Some(start));
/// // The `K` and the `v` are still the same, the `ie` was taken.
/// assert_eq!(mapping.range(kiev).map(|range| range.to_string()), Some("14..18".into()));
/// assert_eq!(mapping.address(Address::new(10), Side::After), None);
/// assert_eq!(mapping.nearest(Address::new(10), Side::After), Address::new(17));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// What is not kept, in order. No two ranges overlap; they may touch.
    changes: Vec<Change>,
    /// The lengths of the two texts.
    old: u32,
    new: u32,
    /// The new text, once somebody asked for it.
    text: NewText,
}

/// A text that is no part of what a mapping says, for what has to know it.
#[derive(Clone, Debug, Default)]
struct NewText(OnceLock<Arc<str>>);

impl PartialEq for NewText {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for NewText {}

/// The range of so many characters, as far as 32 bits reach.
fn range(start: u32, characters: u32) -> AddressRange {
    let end = Address::new(start.saturating_add(characters));
    AddressRange::new(Address::new(start), end).unwrap_or_default()
}

/// A passage of the old text and the one of the new text that stands in its place.
/// Never both empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Change {
    old: AddressRange,
    new: AddressRange,
}

impl Change {
    /// Whether the passage was replaced and lies whole in a range of the old text.
    fn counts_in(&self, range: AddressRange) -> bool {
        range.contains_range(self.old) && !self.old.is_empty() && !self.new.is_empty()
    }
}

impl Mapping {
    /// Puts the mapping together from all stretches of the old text, in order.
    pub(crate) fn from_sections(sections: impl IntoIterator<Item = Section>) -> Self {
        let mut mapping = Self::default();
        for section in sections {
            match section {
                Section::Kept(length) => mapping.keep(length),
                Section::Changed { old, new } => mapping.push(old, new),
            }
        }
        mapping
    }

    /// Remembers the new text, which is as long as the mapping has it.
    pub(crate) fn remember(&self, new: &str) {
        self.text.0.get_or_init(|| new.into());
    }

    /// Returns the new text, if somebody said it.
    pub(crate) fn new_text(&self) -> Option<Arc<str>> {
        self.text.0.get().cloned()
    }

    /// Returns how many characters the old text and the new one have.
    pub(crate) fn lengths(&self) -> (u32, u32) {
        (self.old, self.new)
    }

    /// Returns whether all characters of a range were kept, and nothing was put between
    /// them. O(log changes).
    pub(crate) fn keeps(&self, range: AddressRange) -> bool {
        let changes = &self.changes;
        let first = changes.partition_point(|change| change.old.end() <= range.start());
        let next = changes.get(first);
        next.is_none_or(|change| change.old.start() >= range.end())
    }

    /// Adds characters that stay, behind all that there is.
    fn keep(&mut self, length: u32) {
        self.old = self.old.saturating_add(length);
        self.new = self.new.saturating_add(length);
    }

    /// Adds a change behind all that there is.
    fn push(&mut self, old: u32, new: u32) {
        let change = Change {
            old: range(self.old, old),
            new: range(self.new, new),
        };
        self.old = change.old.end().get();
        self.new = change.new.end().get();
        if old > 0 || new > 0 {
            self.changes.push(change);
        }
    }

    /// Returns where the character on this side of an address is now; `None` if it was
    /// taken, and behind the end of the text. O(log changes).
    ///
    /// With [`Side::Before`] this is the address behind that character. The start and
    /// the end of a text are never taken.
    #[must_use]
    pub fn address(&self, at: Address, side: Side) -> Option<Address> {
        let at = at.get();
        let image = match side {
            _ if at > self.old => None,
            Side::Before if at == 0 => Some(0),
            Side::Before => self.image(at - 1).ok().map(|image| image + 1),
            Side::After if at == self.old => Some(self.new),
            Side::After => self.image(at).ok(),
        };
        image.map(Address::new)
    }

    /// Returns where the nearest kept character on this side of an address is: with
    /// [`Side::Before`] the address behind it, else the one before it. Where there is
    /// none, this is the start or the end of the text. O(log changes) for each of the
    /// changes that touch one another there.
    #[must_use]
    pub fn nearest(&self, at: Address, side: Side) -> Address {
        let mut at = at.get().min(self.old);
        loop {
            let image = match side {
                Side::Before if at == 0 => Ok(0),
                Side::Before => self.image(at - 1).map(|image| image + 1),
                Side::After if at == self.old => Ok(self.new),
                Side::After => self.image(at),
            };
            match (image, side) {
                (Ok(image), _) => return Address::new(image),
                (Err(taken), Side::Before) => at = taken.start().get(),
                (Err(taken), Side::After) => at = taken.end().get(),
            }
        }
    }

    /// Returns what is left of a range; `None` if nothing is, and for a range that
    /// reaches behind the end of the text. O(log changes), plus the changes that touch
    /// one another at its ends.
    ///
    /// What is left reaches from the first character that was kept to the last one. A
    /// passage that was replaced and lay inside whole counts as what stands in its
    /// place. What was inserted at an end is outside. An empty range goes where the
    /// character behind it goes.
    #[must_use]
    pub fn range(&self, range: AddressRange) -> Option<AddressRange> {
        if range.is_empty() {
            let at = self.address(range.start(), Side::After);
            return at.map(AddressRange::empty);
        }
        if range.end().get() > self.old {
            return None;
        }
        let (start, end) = (self.first_left(range)?, self.last_left(range)?);
        AddressRange::new(Address::new(start), Address::new(end))
    }

    /// Puts a second mapping behind this one, whose old text is the new one of this.
    /// O(n log n) in the changes of both.
    ///
    /// The result maps each address as the two do one after the other. A range is
    /// mapped as by the two if its first and its last character are kept by both, and
    /// never to anything wider.
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        let mut both = Self::default();
        let mut passed = 0;
        for overlay in overlays(&self.changes, &next.changes) {
            both.keep(overlay.start - passed);
            both.lay(&overlay, self, next);
            passed = overlay.end;
        }
        both.keep(self.old.saturating_sub(both.old));
        both.text = next.text.clone();
        both
    }

    /// Turns the mapping round: from the new text to the old one. O(changes).
    #[must_use]
    pub fn inverse(&self) -> Self {
        let changes = self.changes.iter().map(|change| Change {
            old: change.new,
            new: change.old,
        });
        Self {
            changes: changes.collect(),
            old: self.new,
            new: self.old,
            text: NewText::default(),
        }
    }

    /// Lists what was changed, in order: a range of the old text, and the one of the
    /// new text that stands in its place. One of the two may be empty.
    pub fn changes(&self) -> impl Iterator<Item = (AddressRange, AddressRange)> {
        self.changes.iter().map(|change| (change.old, change.new))
    }

    /// Where a character of the old text is, or which range was taken with it.
    fn image(&self, character: u32) -> Result<u32, AddressRange> {
        let at = Address::new(character);
        let before = self
            .changes
            .partition_point(|change| change.old.end() <= at);
        match self.changes.get(before) {
            Some(change) if change.old.start() <= at => Err(change.old),
            _ => Ok(match before.checked_sub(1).map(|last| self.changes[last]) {
                Some(last) => last.new.end().get() + (character - last.old.end().get()),
                None => character,
            }),
        }
    }

    /// Where the first thing begins that is left of a range with characters.
    fn first_left(&self, range: AddressRange) -> Option<u32> {
        let mut at = range.start();
        let first = self
            .changes
            .partition_point(|change| change.old.end() <= at);
        for change in &self.changes[first..] {
            if change.old.start() > at || at >= range.end() {
                break;
            }
            if change.counts_in(range) {
                return Some(change.new.start().get());
            }
            at = at.max(change.old.end());
        }
        if at < range.end() {
            self.image(at.get()).ok()
        } else {
            None
        }
    }

    /// Where the last thing ends that is left of a range with characters.
    fn last_left(&self, range: AddressRange) -> Option<u32> {
        let mut at = range.end();
        let first = self
            .changes
            .partition_point(|change| change.old.start() < at);
        for change in self.changes[..first].iter().rev() {
            if change.old.end() < at || at <= range.start() {
                break;
            }
            if change.counts_in(range) {
                return Some(change.new.end().get());
            }
            at = at.min(change.old.start());
        }
        if at > range.start() {
            self.image(at.get() - 1).ok().map(|last| last + 1)
        } else {
            None
        }
    }

    /// Adds what two mappings together change, behind all that there is. What the two
    /// do not replace one after the other must not look replaced.
    fn lay(&mut self, overlay: &Overlay, first: &Self, next: &Self) {
        let old = range(self.old, overlay.old);
        let left = if old.is_empty() {
            None
        } else {
            first.range(old).and_then(|between| next.range(between))
        };
        let end = self.new.saturating_add(overlay.new);
        match left {
            Some(left) => {
                self.push(0, left.start().get().saturating_sub(self.new));
                self.push(overlay.old, left.len());
            }
            None => self.push(overlay.old, 0),
        }
        self.push(0, end.saturating_sub(self.new));
    }
}

/// Changes of two mappings that lie in one another, in the text between the two.
struct Overlay {
    start: u32,
    end: u32,
    /// How many characters that is in the old text, and in the new one.
    old: u32,
    new: u32,
}

/// Puts changes together whose passages in the text between overlap. What only touches
/// stays apart.
fn overlays(first: &[Change], next: &[Change]) -> Vec<Overlay> {
    // What one of the two does not change has one length in both texts around it.
    let first = first
        .iter()
        .map(|change| (change.new, change.old.len(), change.new.len()));
    let next = next
        .iter()
        .map(|change| (change.old, change.old.len(), change.new.len()));
    let mut all: Vec<(AddressRange, u32, u32)> = first.chain(next).collect();
    // Of those that begin at one place, what is empty comes first.
    all.sort_by_key(|(between, ..)| (between.start(), !between.is_empty()));
    let mut overlays: Vec<Overlay> = Vec::new();
    for (between, old, new) in all {
        let (start, end) = (between.start().get(), between.end().get());
        match overlays.last_mut() {
            Some(last) if start < last.end => {
                let more = end.saturating_sub(last.end);
                last.end += more;
                last.old = (last.old + more + old) - between.len();
                last.new = (last.new + more + new) - between.len();
            }
            _ => overlays.push(Overlay {
                start,
                end,
                old,
                new,
            }),
        }
    }
    overlays
}

#[cfg(test)]
mod tests {
    use super::{Mapping, Section, Side};
    use crate::text::{Address, AddressRange};

    /// A row of numbers, each random enough for a test.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, end: u32) -> u32 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            u32::try_from(self.0 % u64::from(end.max(1))).unwrap()
        }

        /// A mapping of a text of this length, and the model of it: where each
        /// character is.
        fn mapping(&mut self, mut length: u32) -> (Mapping, Model) {
            let mut sections = Vec::new();
            let mut model = Model::default();
            while length > 0 || self.below(2) == 0 {
                let old = self.below(4).min(length);
                length -= old;
                if self.below(2) == 0 {
                    sections.push(Section::Kept(old));
                    model.kept.extend((model.new..model.new + old).map(Some));
                    model.new += old;
                } else {
                    let new = self.below(4);
                    sections.push(Section::Changed { old, new });
                    model.kept.extend((0..old).map(|_| None));
                    model.new += new;
                }
            }
            (Mapping::from_sections(sections), model)
        }
    }

    /// Where each character of an old text is in the new one, which is so long.
    #[derive(Clone, Debug, Default)]
    struct Model {
        kept: Vec<Option<u32>>,
        new: u32,
    }

    impl Model {
        fn address(&self, at: u32, side: Side) -> Option<u32> {
            let old = self.kept.len();
            match side {
                _ if at as usize > old => None,
                Side::Before if at == 0 => Some(0),
                Side::Before => self.kept[at as usize - 1].map(|image| image + 1),
                Side::After if at as usize == old => Some(self.new),
                Side::After => self.kept[at as usize],
            }
        }

        fn nearest(&self, at: u32, side: Side) -> u32 {
            let at = (at as usize).min(self.kept.len());
            match side {
                Side::Before => {
                    let image = self.kept[..at].iter().rev().find_map(|image| *image);
                    image.map_or(0, |image| image + 1)
                }
                Side::After => {
                    let image = self.kept[at..].iter().find_map(|image| *image);
                    image.unwrap_or(self.new)
                }
            }
        }

        fn then(&self, next: &Self) -> Self {
            let kept = self.kept.iter();
            let kept = kept.map(|image| image.and_then(|image| next.kept[image as usize]));
            let kept = kept.collect();
            let new = next.new;
            Self { kept, new }
        }
    }

    fn ranges(length: u32) -> impl Iterator<Item = AddressRange> {
        let all = (0..=length).flat_map(move |start| (start..=length).map(move |end| (start, end)));
        all.filter_map(|(start, end)| AddressRange::new(Address::new(start), Address::new(end)))
    }

    fn check(mapping: &Mapping, model: &Model) {
        let length = u32::try_from(model.kept.len()).unwrap();
        for side in [Side::Before, Side::After] {
            for at in 0..length + 2 {
                let found = mapping.address(Address::new(at), side).map(Address::get);
                assert_eq!(found, model.address(at, side), "{mapping:?} {at} {side}");
                let found = mapping.nearest(Address::new(at), side).get();
                assert_eq!(found, model.nearest(at, side), "{mapping:?} {at} {side}");
            }
        }
        for range in ranges(length) {
            let (start, end) = (range.start(), range.end());
            let found = mapping.range(range);
            let first = mapping.address(start, Side::After);
            let last = mapping.address(end, Side::Before);
            if let (Some(first), Some(last), false) = (first, last, range.is_empty()) {
                assert_eq!(found, AddressRange::new(first, last), "{mapping:?} {range}");
            }
            let kept = &model.kept[start.get() as usize..end.get() as usize];
            let mut kept = kept.iter().flatten();
            if let Some(first) = kept.next() {
                let last = kept.last().unwrap_or(first);
                let least = AddressRange::new(Address::new(*first), Address::new(last + 1));
                let holds = found.map(|found| found.contains_range(least.unwrap_or_default()));
                assert_eq!(holds, Some(true), "{mapping:?} {range}");
            }
        }
    }

    #[test]
    fn a_mapping_is_where_each_character_is() {
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
        for _ in 0..3_000 {
            let length = dice.below(12);
            let (mapping, model) = dice.mapping(length);
            check(&mapping, &model);
            let inverse = mapping.inverse();
            assert_eq!(inverse.inverse(), mapping);
            let mut back = vec![None; model.new as usize];
            for (at, image) in (0..).zip(&model.kept) {
                if let Some(image) = image {
                    back[*image as usize] = Some(at);
                }
            }
            let new = length;
            check(&inverse, &Model { kept: back, new });
        }
    }

    #[test]
    fn two_mappings_are_one() {
        let mut dice = Dice(0xD1B5_4A32_D192_ED03);
        let (mut all, mut equal) = (0, 0);
        for _ in 0..5_000 {
            let length = dice.below(10);
            let (first, first_model) = dice.mapping(length);
            let (next, next_model) = dice.mapping(first_model.new);
            let both = first.then(&next);
            let model = first_model.then(&next_model);
            check(&both, &model);
            for range in ranges(length) {
                let apart = first.range(range).and_then(|between| next.range(between));
                let joined = both.range(range);
                let is_within = match (joined, apart) {
                    (Some(joined), Some(apart)) => apart.contains_range(joined),
                    (joined, _) => joined.is_none(),
                };
                assert!(is_within, "{first:?} {next:?} {range} {joined:?} {apart:?}");
                all += 1;
                equal += usize::from(joined == apart);
            }
        }
        assert!(equal * 100 >= all * 92, "{equal} of {all}");
    }

    #[test]
    fn what_only_touches_stays_apart() {
        use Section::{Changed, Kept};

        let words = |old, new| Changed { old, new };
        let first = Mapping::from_sections([words(4, 5), Kept(4)]);
        let next = Mapping::from_sections([Kept(5), words(4, 2)]);
        let both = Mapping::from_sections([words(4, 5), words(4, 2)]);
        assert_eq!(first.then(&next), both);
        let changes: Vec<_> = both
            .changes()
            .map(|(old, new)| format!("{old} {new}"))
            .collect();
        assert_eq!(changes, ["0..4 0..5", "4..8 5..7"]);
    }

    /// What was put in by the first mapping and what was there before it, replaced by
    /// the second in one: not what stands in the place of either.
    #[test]
    fn half_of_a_replacement_is_none() {
        use Section::{Changed, Kept};

        let first = Mapping::from_sections([Kept(3), Changed { old: 0, new: 5 }, Kept(3)]);
        let next = Mapping::from_sections([Kept(7), Changed { old: 2, new: 7 }, Kept(2)]);
        let character = AddressRange::at(Address::new(3), 1).unwrap_or_default();
        assert_eq!(first.then(&next).range(character), None);
    }
}
