//! Compares two texts, word by word.

use std::ops::Range;

use super::lines::{self, Match};
use super::scripts::{self, Fate};
use super::words::{Numbers, Words};
use crate::num::to_u32;
use crate::text::{Address, AddressRange};

/// The most cells of all tables together.
const CELLS: usize = 4 << 20;

/// A word that is nowhere.
pub(super) const NONE: u32 = u32::MAX;

/// What is known of the words of two texts.
#[derive(Clone)]
pub(super) struct Compared {
    /// The addresses of the words; the first and the last word have no characters.
    pub(super) old: Vec<AddressRange>,
    pub(super) new: Vec<AddressRange>,
    /// The word of the new text that each of the old text is for certain.
    pub(super) images: Vec<u32>,
    /// What is known of those words that are not certain and not gone, in order.
    pub(super) possible: Vec<(u32, Fate)>,
    /// How many characters before each certain word are the same as those before its
    /// image, and how many behind it, up to the next word.
    pub(super) before: Vec<u32>,
    pub(super) behind: Vec<u32>,
    /// How many words before each word are certain, how many are possible, how many do
    /// not follow the one before as they did.
    pub(super) certain: Vec<u32>,
    pub(super) kept: Vec<u32>,
    pub(super) parted: Vec<u32>,
    /// How many words before each one of the new text are images.
    pub(super) taken: Vec<u32>,
    /// The certain words that do not stand behind the certain word before them any more,
    /// but for uncertain ones.
    pub(super) moved: Vec<u32>,
}

impl Compared {
    /// Compares two folded texts.
    pub(super) fn of(old: &str, new: &str) -> Self {
        let mut numbers = Numbers::default();
        let [old, new] = [old, new].map(|text| numbers.read(text));
        let matches = lines::unique(&old, &new, &numbers);
        let mut fates = Fates::of(&old);
        fates.lines(&old, &new, &matches);
        fates.gaps(&old, &new, &matches);
        fates.counted(&old, &new)
    }
}

/// The range between two addresses, which are in order.
pub(super) fn span(start: u32, end: u32) -> AddressRange {
    AddressRange::new(Address::new(start), Address::new(end)).unwrap_or_default()
}

/// What is known of each word of the old text so far.
struct Fates {
    images: Vec<u32>,
    possible: Vec<(u32, Fate)>,
}

impl Fates {
    fn of(old: &Words<'_>) -> Self {
        Self {
            images: vec![NONE; old.all.len()],
            possible: Vec::new(),
        }
    }

    /// The borders of both texts, and lines that are the same, have the same words.
    fn lines(&mut self, old: &Words<'_>, new: &Words<'_>, matches: &[Match]) {
        self.images[0] = 0;
        if let Some(last) = self.images.last_mut() {
            *last = to_u32(new.all.len() - 1);
        }
        for one in matches {
            let words = old.lines[one.old].words.clone();
            for (word, image) in words.zip(new.lines[one.new].words.clone()) {
                self.images[word] = to_u32(image);
            }
        }
    }

    /// Compares what is between lines that did not move, small gaps first.
    fn gaps(&mut self, old: &Words<'_>, new: &Words<'_>, matches: &[Match]) {
        let mut is_matched = vec![false; new.lines.len()];
        for one in matches {
            is_matched[one.new] = true;
        }
        let (mut old_line, mut new_line) = (0, 0);
        let ends = lines::in_order(matches);
        let end = Match {
            old: old.lines.len(),
            new: new.lines.len(),
        };
        let mut gaps = Vec::new();
        for one in ends.into_iter().chain([end]) {
            let old_lines = old.lines[old_line..one.old].iter();
            let is_open = |words: &Range<usize>| self.images[words.start] == NONE;
            let olds = old_lines.map(|line| line.words.clone()).filter(is_open);
            let news = (new_line..one.new).filter(|line| !is_matched[*line]);
            let news = news.flat_map(|line| new.lines[line].words.clone());
            let gap: [Vec<usize>; 2] = [olds.flatten().collect(), news.collect()];
            if !gap[0].is_empty() && !gap[1].is_empty() {
                gaps.push(gap);
            }
            (old_line, new_line) = (one.old + 1, one.new + 1);
        }
        gaps.sort_by_key(|[olds, news]| olds.len().saturating_mul(news.len()));
        let mut cells = CELLS;
        for [olds, news] in gaps {
            let ids = |words: &Words<'_>, at: &[usize]| -> Vec<u32> {
                at.iter().map(|word| words.all[*word].id).collect()
            };
            let fates = scripts::fates(&ids(old, &olds), &ids(new, &news), &mut cells);
            self.gap(&olds, &news, fates);
        }
        self.possible.sort_unstable_by_key(|(word, _)| *word);
    }

    fn gap(&mut self, olds: &[usize], news: &[usize], fates: Option<Vec<Fate>>) {
        let Some(fates) = fates else {
            let all = to_u32(news[0])..to_u32(news[news.len() - 1] + 1);
            let unsure = olds.iter();
            let unsure = unsure.map(|word| (to_u32(*word), Fate::Somewhere(all.clone())));
            self.possible.extend(unsure);
            return;
        };
        let place = |at: u32| to_u32(news[at as usize]);
        for (&word, fate) in olds.iter().zip(fates) {
            let fate = match fate {
                Fate::Kept(at) => {
                    self.images[word] = place(at);
                    continue;
                }
                Fate::Gone => continue,
                Fate::Maybe(places) => Fate::Maybe(places.into_iter().map(place).collect()),
                Fate::Somewhere(places) => {
                    Fate::Somewhere(place(places.start)..place(places.end - 1) + 1)
                }
            };
            self.possible.push((to_u32(word), fate));
        }
    }

    /// Counts what ranges will be asked for.
    fn counted(self, old: &Words<'_>, new: &Words<'_>) -> Compared {
        let Self { images, possible } = self;
        let sum = |is_counted: &dyn Fn(usize) -> bool| sum(images.len(), is_counted);
        let certain = sum(&|word| images[word] != NONE);
        let mut is_possible = vec![false; images.len()];
        for (word, _) in &possible {
            is_possible[*word as usize] = true;
        }
        let kept = sum(&|word| is_possible[word] || images[word] != NONE);
        let mut taken = vec![false; new.all.len()];
        for image in images.iter().filter(|image| **image != NONE) {
            taken[*image as usize] = true;
        }
        let taken = self::sum(taken.len(), &|word| taken[word]);

        let (mut before, mut behind) = (vec![0; images.len()], vec![0; images.len()]);
        let mut is_parted = vec![true; images.len()];
        let mut moved = Vec::new();
        let mut last_taken = 0;
        for word in (0..images.len()).filter(|word| images[*word] != NONE) {
            let image = images[word] as usize;
            if word > 0 {
                let (gap, now) = (old.behind(word - 1), new.behind(image - 1));
                before[word] = same(gap.chars().rev(), now.chars().rev());
                is_parted[word] =
                    images[word - 1] != to_u32(image - 1) || !same_but_for_spaces(gap, now);
                if taken[image] != last_taken {
                    moved.push(to_u32(word));
                }
            }
            if word + 1 < images.len() {
                behind[word] = same(old.behind(word).chars(), new.behind(image).chars());
            }
            last_taken = taken[image + 1];
        }
        let parted = self::sum(is_parted.len(), &|word| is_parted[word]);
        let addresses = |words: &Words<'_>| -> Vec<AddressRange> {
            let all = words.all.iter();
            all.map(|word| span(word.start, word.end)).collect()
        };
        Compared {
            old: addresses(old),
            new: addresses(new),
            images,
            possible,
            before,
            behind,
            certain,
            kept,
            parted,
            taken,
            moved,
        }
    }
}

/// Counts for each number, and for the end, how many before it are counted.
fn sum(length: usize, is_counted: &dyn Fn(usize) -> bool) -> Vec<u32> {
    let mut sum = 0;
    let mut sums = Vec::with_capacity(length + 1);
    sums.push(sum);
    for at in 0..length {
        sum += u32::from(is_counted(at));
        sums.push(sum);
    }
    sums
}

/// Counts the characters that two texts begin with. White space is as good as any other.
fn same(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> u32 {
    let is_same = |&(a, b): &(char, char)| a == b || (a.is_whitespace() && b.is_whitespace());
    to_u32(one.zip(other).take_while(is_same).count())
}

/// Whether two texts are equal, with as much white space of any kind in one place.
fn same_but_for_spaces(one: &str, other: &str) -> bool {
    let is_spaced = |text: &str| {
        let is_space = |c: Option<char>| c.is_some_and(char::is_whitespace);
        (
            is_space(text.chars().next()),
            is_space(text.chars().next_back()),
        )
    };
    one == other
        || (is_spaced(one) == is_spaced(other)
            && one.split_whitespace().eq(other.split_whitespace()))
}
