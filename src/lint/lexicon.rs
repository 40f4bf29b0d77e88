//! Compiled tables: phrases in order, found by their words.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use super::fault::LintFault;
use super::lists::Lists;
use super::tables;
use super::token::{Key, fold, pieces};
use super::words::{Capitals, List, MOST_WORDS, Words};
use crate::error::At;

/// The number of a word that some table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word(u32);

impl Word {
    /// A word that no table has.
    pub(super) const UNKNOWN: Self = Self(u32::MAX);
}

/// Every word of every table, folded, and its number.
#[derive(Clone, Debug, Default)]
struct Vocabulary {
    short: HashMap<Key, Word, BuildHasherDefault<Mixer>>,
    /// Words that are too long for a key.
    long: BTreeMap<Box<str>, Word>,
}

/// Hashes a key with one multiplication. Texts only ask, so no text makes the table slower
/// than its own words do, and the default hasher would be safe for nothing.
#[derive(Clone, Copy, Debug, Default)]
struct Mixer(u64);

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u128(u128::from(*byte));
        }
    }

    #[inline]
    #[allow(
        clippy::cast_possible_truncation,
        reason = "the key is mixed in two halves"
    )]
    fn write_u128(&mut self, key: u128) {
        let halves = key as u64 ^ ((key >> 64) as u64).rotate_left(29);
        self.0 = (self.0 ^ halves).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    #[inline]
    fn finish(&self) -> u64 {
        // The high bits are mixed best, and the low ones choose the place.
        self.0.rotate_left(32)
    }
}

impl Vocabulary {
    #[inline]
    fn of_key(&self, key: Key) -> Word {
        self.short.get(&key).copied().unwrap_or(Word::UNKNOWN)
    }

    fn of(&self, folded: &str) -> Word {
        match Key::of(folded) {
            Some(key) => self.of_key(key),
            None => self.long.get(folded).copied().unwrap_or(Word::UNKNOWN),
        }
    }

    /// The number of a folded word, a new one if it has none.
    fn add(&mut self, folded: &str) -> Word {
        let count = self.short.len() + self.long.len();
        let next = Word(u32::try_from(count).unwrap_or(u32::MAX));
        match Key::of(folded) {
            Some(key) => *self.short.entry(key).or_insert(next),
            None => *self.long.entry(folded.into()).or_insert(next),
        }
    }
}

/// A phrase: where its words begin among those of its language, and how many they are.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    start: u32,
    length: u8,
    list: List,
}

/// The phrases of one language.
#[derive(Clone, Debug)]
pub(super) struct Language {
    /// The tag in lower case.
    tag: String,
    pub(super) capitals: Capitals,
    /// The words of all phrases.
    words: Vec<Word>,
    /// Sorted by their words.
    phrases: Vec<Phrase>,
    /// What begins with a word, by its number.
    starts: Vec<Start>,
}

/// What begins with a word.
#[derive(Clone, Debug, Default)]
pub(super) struct Start {
    /// The lists that have the word alone.
    pub(super) alone: Lists,
    /// The second words of longer phrases: a bit for each, which others may share.
    seconds: u64,
    /// The longer phrases.
    longer: Range<u32>,
}

impl Start {
    /// The bit of a second word.
    fn bit(Word(second): Word) -> u64 {
        1 << (second % u64::BITS)
    }

    /// Whether a phrase can go on with this word; nearly always, one does that can.
    #[inline]
    pub(super) fn can_have(&self, second: Word) -> bool {
        self.seconds & Self::bit(second) != 0 && second != Word::UNKNOWN
    }
}

/// All tables of a policy.
#[derive(Clone, Debug)]
pub(super) struct Lexicon {
    vocabulary: Vocabulary,
    languages: Vec<Language>,
}

/// The built-in tables, compiled when they are first asked for.
static BUILT_IN: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
    let mut lexicon = Lexicon {
        vocabulary: Vocabulary::default(),
        languages: Vec::new(),
    };
    for table in tables::ALL {
        let language = lexicon.place_of(table.language, table.capitals);
        for (list, phrases) in table.lists {
            for phrase in phrases.split('|') {
                lexicon.add(language, *list, phrase);
            }
        }
    }
    lexicon.sort();
    Arc::new(lexicon)
});

impl Lexicon {
    /// Adds tables to the built-in ones; those of one language become one. Leaves out what
    /// is at fault.
    pub(super) fn new(own: &[Words], faults: &mut Vec<At<LintFault>>) -> Arc<Self> {
        if own.is_empty() {
            return Arc::clone(&BUILT_IN);
        }
        let mut lexicon = Self::clone(&BUILT_IN);
        for (own, table) in own.iter().enumerate() {
            if !is_tag(table.language()) {
                let fault = LintFault::Language(table.language().to_owned());
                faults.push(At::new(format!("words[{own}].language"), fault));
            }
            let language = lexicon.place_of(table.language(), table.capitals());
            for (list, name, phrases) in table.lists() {
                for (place, phrase) in phrases.iter().enumerate() {
                    let fault = match lexicon.add(language, list, phrase) {
                        0 => LintFault::NoWords(phrase.clone()),
                        1..=MOST_WORDS => continue,
                        _ => LintFault::TooLong(phrase.clone()),
                    };
                    faults.push(At::new(format!("words[{own}].{name}[{place}]"), fault));
                }
            }
        }
        lexicon.sort();
        Arc::new(lexicon)
    }

    /// Adds a phrase, and returns how many words it has: none and too many are at fault.
    fn add(&mut self, language: usize, list: List, phrase: &str) -> usize {
        let language = &mut self.languages[language];
        let start = language.words.len();
        let mut folded = String::new();
        let mut count = 0;
        for piece in pieces(phrase).take(MOST_WORDS + 1) {
            fold(&phrase[piece.bytes], &mut folded);
            language.words.push(self.vocabulary.add(&folded));
            count += 1;
        }
        match (u32::try_from(start), u8::try_from(count)) {
            (Ok(start), Ok(length)) if (1..=MOST_WORDS).contains(&count) => {
                language.phrases.push(Phrase {
                    start,
                    length,
                    list,
                });
            }
            _ => language.words.truncate(start),
        }
        count
    }

    fn sort(&mut self) {
        for language in &mut self.languages {
            language.sort();
        }
    }

    /// The language of a table, made where there is none yet.
    fn place_of(&mut self, tag: &str, capitals: Capitals) -> usize {
        let tag = tag.to_ascii_lowercase();
        let known = self.languages.iter().position(|known| known.tag == tag);
        known.unwrap_or_else(|| {
            self.languages.push(Language {
                tag,
                capitals,
                words: Vec::new(),
                phrases: Vec::new(),
                starts: Vec::new(),
            });
            self.languages.len() - 1
        })
    }

    /// The table for a tag: its own, or that of the tag without its last parts.
    pub(super) fn language(&self, tag: &str) -> Option<usize> {
        let tag = tag.to_ascii_lowercase();
        let mut tag = &*tag;
        loop {
            let found = self.languages.iter().position(|known| known.tag == tag);
            match (found, tag.rfind('-')) {
                (Some(found), _) => return Some(found),
                (None, Some(end)) => tag = &tag[..end],
                (None, None) => return None,
            }
        }
    }

    pub(super) fn get(&self, language: usize) -> &Language {
        &self.languages[language]
    }

    /// The number of a folded word.
    pub(super) fn word(&self, folded: &str) -> Word {
        self.vocabulary.of(folded)
    }

    /// The number of a folded word that has a key.
    #[inline]
    pub(super) fn word_of(&self, key: Key) -> Word {
        self.vocabulary.of_key(key)
    }

    /// Whether a language has this as a phrase of one word.
    pub(super) fn has_word(&self, language: usize, list: List, folded: &str) -> bool {
        let start = self.languages[language].start(self.word(folded));
        start.is_some_and(|start| start.alone.has(list.into()))
    }

    /// Whether any language has this as a phrase of one word.
    pub(super) fn has_anywhere(&self, list: List, folded: &str) -> bool {
        (0..self.languages.len()).any(|language| self.has_word(language, list, folded))
    }
}

impl Language {
    /// Puts the phrases in order, and finds where those of each first word begin.
    fn sort(&mut self) {
        let words = &self.words;
        let key = |phrase: &Phrase| {
            let start = phrase.start as usize;
            (
                &words[start..start + usize::from(phrase.length)],
                phrase.list,
            )
        };
        self.phrases
            .sort_unstable_by(|one, other| key(one).cmp(&key(other)));
        self.phrases.dedup_by(|one, other| key(one) == key(other));
        self.starts.clear();
        for (at, phrase) in (0..).zip(&self.phrases) {
            let start = phrase.start as usize;
            let Word(first) = words[start];
            if self.starts.len() <= first as usize {
                self.starts.resize(first as usize + 1, Start::default());
            }
            let begins = &mut self.starts[first as usize];
            if phrase.length == 1 {
                begins.alone = begins.alone.or(phrase.list.into());
                continue;
            }
            begins.seconds |= Start::bit(words[start + 1]);
            if begins.longer.is_empty() {
                begins.longer = at..at;
            }
            begins.longer.end = at + 1;
        }
    }

    /// What begins with a word.
    #[inline]
    pub(super) fn start(&self, Word(word): Word) -> Option<&Start> {
        self.starts.get(word as usize)
    }

    /// Tells of each phrase of two words or more that begins so: its list and its number
    /// of words. `word` gives the words behind the second one, as long as they can be of
    /// one phrase. Returns the number of comparisons.
    pub(super) fn longer(
        &self,
        start: &Start,
        second: Word,
        word: impl Fn(usize) -> Option<Word>,
        mut found: impl FnMut(List, usize),
    ) -> u64 {
        let mut range = &self.phrases[start.longer.start as usize..start.longer.end as usize];
        let mut next = second;
        let mut steps = 0;
        for length in 2..=MOST_WORDS {
            // All in the range have the words so far in common, and sort by the next one.
            let word_of = |phrase: &Phrase| self.words[phrase.start as usize + length - 1];
            let start = range.partition_point(|phrase| word_of(phrase) < next);
            range = &range[start..];
            let end = range.partition_point(|phrase| word_of(phrase) == next);
            range = &range[..end];
            let is_whole = |phrase: &&Phrase| usize::from(phrase.length) == length;
            let whole = range.iter().take_while(is_whole).count();
            for phrase in &range[..whole] {
                found(phrase.list, length);
            }
            range = &range[whole..];
            steps += 2 + whole as u64;
            match word(length) {
                Some(word) if !range.is_empty() && word != Word::UNKNOWN => next = word,
                _ => break,
            }
        }
        steps
    }
}

/// Whether this can be the tag of a language.
pub(super) fn is_tag(tag: &str) -> bool {
    tag.split('-')
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}
