//! Compiled tables: phrases in order, found by their words.

use std::collections::BTreeSet;

use super::fault::LintFault;
use super::token::{fold, pieces};
use super::words::{Capitals, List, MOST_WORDS, Words};
use crate::error::At;

/// The number of a word that some table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word(u32);

impl Word {
    /// A word that no table has.
    pub(super) const UNKNOWN: Self = Self(u32::MAX);
}

/// The phrases of one language, sorted by their words.
#[derive(Debug)]
pub(super) struct Language {
    /// The tag in lower case.
    tag: String,
    pub(super) capitals: Capitals,
    phrases: Vec<(Vec<Word>, List)>,
}

/// All tables of a policy.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Every word of every table, folded and sorted: its place is its number.
    words: Vec<Box<str>>,
    languages: Vec<Language>,
    /// The bytes of the longest word.
    longest: usize,
}

impl Lexicon {
    /// Compiles tables; those of one language become one. Leaves out what is at fault.
    pub(super) fn new(built_in: &[Words], own: &[Words], faults: &mut Vec<At<LintFault>>) -> Self {
        let tables = || built_in.iter().chain(own);
        let mut words = BTreeSet::new();
        let mut split = Vec::new();
        for (at, table) in tables().enumerate() {
            let own = at.saturating_sub(built_in.len());
            if !is_tag(table.language()) {
                let fault = LintFault::Language(table.language().to_owned());
                faults.push(At::new(format!("words[{own}].language"), fault));
            }
            for (list, name, phrases) in table.lists() {
                for (place, phrase) in phrases.iter().enumerate() {
                    let cut = folded(phrase);
                    let path = || format!("words[{own}].{name}[{place}]");
                    match cut.len() {
                        0 => faults.push(At::new(path(), LintFault::NoWords(phrase.clone()))),
                        1..=MOST_WORDS => {
                            words.extend(cut.iter().cloned());
                            split.push((at, list, cut));
                        }
                        _ => faults.push(At::new(path(), LintFault::TooLong(phrase.clone()))),
                    }
                }
            }
        }
        let words: Vec<Box<str>> = words.into_iter().map(String::into_boxed_str).collect();
        let mut lexicon = Self {
            longest: words.iter().map(|word| word.len()).max().unwrap_or(0),
            words,
            languages: Vec::new(),
        };
        let mut places = Vec::new();
        for table in tables() {
            places.push(lexicon.place_of(table));
        }
        for (at, list, cut) in split {
            let cut = cut.iter().map(|word| lexicon.word(word)).collect();
            lexicon.languages[places[at]].phrases.push((cut, list));
        }
        for language in &mut lexicon.languages {
            language.phrases.sort_unstable();
            language.phrases.dedup();
        }
        lexicon
    }

    /// The language of a table, made where there is none yet.
    fn place_of(&mut self, table: &Words) -> usize {
        let tag = table.language().to_ascii_lowercase();
        let known = self.languages.iter().position(|known| known.tag == tag);
        known.unwrap_or_else(|| {
            self.languages.push(Language {
                tag,
                capitals: table.capitals(),
                phrases: Vec::new(),
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
        if folded.len() > self.longest {
            return Word::UNKNOWN;
        }
        let at = self.words.binary_search_by(|known| (**known).cmp(folded));
        at.ok()
            .and_then(|at| u32::try_from(at).ok())
            .map_or(Word::UNKNOWN, Word)
    }

    /// Whether a language has this as a phrase of one word.
    pub(super) fn has_word(&self, language: usize, list: List, folded: &str) -> bool {
        let word = self.word(folded);
        let sought = (vec![word], list);
        word != Word::UNKNOWN
            && self.languages[language]
                .phrases
                .binary_search(&sought)
                .is_ok()
    }

    /// Whether any language has this as a phrase of one word.
    pub(super) fn has_anywhere(&self, list: List, folded: &str) -> bool {
        (0..self.languages.len()).any(|language| self.has_word(language, list, folded))
    }
}

impl Language {
    /// Tells of each phrase that begins with a word: its list and its number of words.
    /// `word` gives the words from there on, as long as they can be of one phrase.
    /// Returns the number of comparisons.
    pub(super) fn phrases_at(
        &self,
        mut word: impl FnMut(usize) -> Option<Word>,
        mut found: impl FnMut(List, usize),
    ) -> u64 {
        let mut range = &self.phrases[..];
        let mut steps = 1;
        for length in 0..MOST_WORDS {
            let Some(word) = word(length) else { break };
            if word == Word::UNKNOWN {
                break;
            }
            // All in the range have the first words in common, and sort by this one.
            let start = range.partition_point(|(words, _)| words.get(length) < Some(&word));
            range = &range[start..];
            let end = range.partition_point(|(words, _)| words.get(length) <= Some(&word));
            range = &range[..end];
            steps += 2;
            let whole = range.iter();
            for (_, list) in whole.take_while(|(words, _)| words.len() == length + 1) {
                found(*list, length + 1);
                steps += 1;
            }
            if range.is_empty() {
                break;
            }
        }
        steps
    }
}

/// The folded words of a phrase.
fn folded(phrase: &str) -> Vec<String> {
    let mut buffer = String::new();
    let words = pieces(phrase).take(MOST_WORDS + 1).map(|piece| {
        fold(&phrase[piece.bytes], &mut buffer);
        buffer.clone()
    });
    words.collect()
}

/// Whether this can be the tag of a language.
pub(super) fn is_tag(tag: &str) -> bool {
    tag.split('-')
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}
