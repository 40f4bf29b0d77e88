//! A line of text in words, with the phrases that its tables find in it.

use std::ops::Range;

use super::lexicon::{Language, Lexicon, Start, Word};
use super::lists::Lists;
use super::scan::State;
use super::token::{Case, Gap, Key, Piece, fold, pieces};
use super::words::{Capitals, List, MOST_WORDS};

/// A word of a line.
#[derive(Clone, Debug)]
pub(super) struct Token<'s> {
    /// In the whole text.
    pub(super) bytes: Range<usize>,
    pub(super) gap: Gap,
    pub(super) case: Case,
    pub(super) state: &'s State,
    word: Word,
    /// The lists of the phrases that stand here.
    lists: Lists,
    /// Those of which the word alone is one.
    alone: Lists,
    /// Where its hits begin.
    hits: usize,
    /// The first word of its sentence.
    sentence: usize,
}

/// A phrase of two words or more that stands at a word.
#[derive(Clone, Copy, Debug)]
struct Hit {
    list: List,
    length: usize,
}

/// A line: what stands between two line feeds or tabs. It is read again for each line of
/// a text, so that its lists are made once.
#[derive(Debug)]
pub(super) struct Line<'s> {
    pub(super) text: &'s str,
    lexicon: &'s Lexicon,
    pub(super) bytes: Range<usize>,
    pub(super) tokens: Vec<Token<'s>>,
    /// What stands behind the last word.
    tail: Gap,
    hits: Vec<Hit>,
    /// The lists of all phrases.
    lists: Lists,
    /// Whether a word stands in a link.
    pub(super) has_links: bool,
    /// Whether all words have capitals, so that these mean nothing.
    is_shouted: bool,
    /// The word that is looked up.
    folded: String,
    pub(super) steps: u64,
}

/// What an order may begin behind.
const BEGINS: Gap = Gap::EDGE
    .or(Gap::STOP)
    .or(Gap::COLON)
    .or(Gap::DASH)
    .or(Gap::OPEN);

impl<'s> Line<'s> {
    /// Makes an empty line of a text.
    pub(super) fn new(text: &'s str, lexicon: &'s Lexicon) -> Self {
        Self {
            text,
            lexicon,
            bytes: 0..0,
            tokens: Vec::new(),
            tail: Gap::EDGE,
            hits: Vec::new(),
            lists: Lists::NONE,
            has_links: false,
            is_shouted: false,
            folded: String::new(),
            steps: 0,
        }
    }

    /// Cuts a line into words, and finds the phrases. `states` are those from its start
    /// on.
    pub(super) fn read(&mut self, bytes: Range<usize>, states: &'s [(usize, State)]) {
        self.bytes = bytes;
        self.cut(states);
        self.steps = self.tokens.len() as u64;
        self.find_phrases();
    }

    fn cut(&mut self, states: &'s [(usize, State)]) {
        self.tokens.clear();
        self.has_links = false;
        let start = self.bytes.start;
        let Some(((_, first), mut states)) = states.split_first() else {
            return;
        };
        let mut state = first;
        let (mut has_lower, mut has_upper) = (false, false);
        let mut sentence = 0;
        let line = &self.text[self.bytes.clone()];
        let mut pieces = pieces(line);
        for Piece {
            bytes,
            gap,
            case,
            is_ascii,
        } in &mut pieces
        {
            let inside = bytes.clone();
            let bytes = start + bytes.start..start + bytes.end;
            while let [(from, next), rest @ ..] = states {
                if *from > bytes.start {
                    break;
                }
                (state, states) = (next, rest);
            }
            self.has_links |= state.link.is_some();
            if gap.has(BEGINS) {
                sentence = self.tokens.len();
            }
            has_lower |= case == Case::Lower;
            has_upper |= case == Case::Upper;
            let is_read = state.language.is_some() && !state.is_code;
            let word = match is_read {
                true => self.look_up(line, inside, is_ascii),
                false => Word::UNKNOWN,
            };
            self.tokens.push(Token {
                bytes,
                gap,
                case,
                state,
                word,
                lists: Lists::NONE,
                alone: Lists::NONE,
                hits: 0,
                sentence,
            });
        }
        self.tail = pieces.tail().or(Gap::EDGE);
        self.is_shouted = has_upper && !has_lower;
    }

    /// The number of a word of a text.
    #[inline]
    fn look_up(&mut self, text: &str, bytes: Range<usize>, is_ascii: bool) -> Word {
        if is_ascii {
            if let Some(key) = Key::of_ascii(&text.as_bytes()[bytes.start..], bytes.len()) {
                return self.lexicon.word_of(key);
            }
        }
        fold(&text[bytes], &mut self.folded);
        self.lexicon.word(&self.folded)
    }

    /// Whether a capital says that this word is a name.
    fn is_name(&self, token: &Token<'s>) -> bool {
        let has_names = |at| self.lexicon.get(at).capitals == Capitals::Names;
        token.case == Case::Capital
            && !token.gap.has(BEGINS.or(Gap::QUOTE))
            && !self.is_shouted
            && token.state.language.is_some_and(has_names)
    }

    fn find_phrases(&mut self) {
        self.hits.clear();
        self.lists = Lists::NONE;
        for at in 0..self.tokens.len() {
            let token = &mut self.tokens[at];
            token.hits = self.hits.len();
            let (word, state) = (token.word, token.state);
            let Some(language) = state.language.filter(|_| word != Word::UNKNOWN) else {
                continue;
            };
            let phrases = self.lexicon.get(language);
            if let Some(start) = phrases.start(word) {
                self.find_phrases_at(at, phrases, start);
            }
        }
        if self.lists.has(List::Except.into()) {
            self.leave_out_exceptions();
        }
    }

    #[inline]
    fn find_phrases_at(&mut self, at: usize, phrases: &Language, start: &Start) {
        let mut alone = start.alone;
        if alone != Lists::NONE {
            alone = alone.and(self.taken(at, 1));
        }
        let mut lists = alone;
        let goes_on = self
            .tokens
            .get(at + 1)
            .is_some_and(|next| start.can_have(next.word) && next.gap.joins());
        if goes_on {
            lists = lists.or(self.find_longer_at(at, phrases, start));
        }
        let token = &mut self.tokens[at];
        token.lists = lists;
        token.alone = alone;
        self.lists = self.lists.or(lists);
    }

    /// Finds the phrases of two words or more at a word, and returns their lists.
    fn find_longer_at(&mut self, at: usize, phrases: &Language, start: &Start) -> Lists {
        let (tokens, hits) = (&self.tokens[at..], &mut self.hits);
        let word = |place: usize| {
            let token = tokens.get(place)?;
            let belongs = token.gap.joins() && token.state.language == tokens[0].state.language;
            belongs.then_some(token.word)
        };
        let from = hits.len();
        if let Some(second) = word(1) {
            self.steps += phrases.longer(start, second, word, |list, length| {
                hits.push(Hit { list, length });
            });
        }
        let (mut lists, mut kept) = (Lists::NONE, from);
        for found in from..self.hits.len() {
            let hit = self.hits[found];
            if self.taken(at, hit.length).has(hit.list.into()) {
                lists = lists.or(hit.list.into());
                self.hits[kept] = hit;
                kept += 1;
            }
        }
        self.hits.truncate(kept);
        lists
    }

    /// Takes out the phrases in which nothing is found.
    fn leave_out_exceptions(&mut self) {
        let mut excepted = vec![false; self.tokens.len()];
        for at in 0..self.tokens.len() {
            if let Some(length) = self.longest(at, List::Except) {
                excepted[at..at + length].fill(true);
            }
        }
        let mut kept = 0;
        for at in 0..self.tokens.len() {
            let found = self.hits_of(at);
            self.steps += found.len() as u64;
            let token = &mut self.tokens[at];
            token.hits = kept;
            if excepted[at] {
                token.alone = token.alone.and(SMALL);
            }
            token.lists = token.alone;
            for found in found {
                let hit = self.hits[found];
                let is_excepted = excepted[at..at + hit.length].iter().any(|is| *is);
                if SMALL.has(hit.list.into()) || !is_excepted {
                    token.lists = token.lists.or(hit.list.into());
                    self.hits[kept] = hit;
                    kept += 1;
                }
            }
        }
        self.hits.truncate(kept);
    }

    /// The lists whose phrases are meant at a word, if they have so many words: no names,
    /// no parts of a compound, and not what something else belongs to.
    #[inline]
    fn taken(&self, at: usize, length: usize) -> Lists {
        let end = at + length;
        let after = self.gap_after(end - 1);
        if self.tokens[at].gap == Gap::HYPHEN || after == Gap::HYPHEN {
            Lists::NONE
        } else if after == Gap::APOSTROPHE && self.word(end) == "s" {
            // The end of this report's period.
            SMALL
        } else if self.has_name(at..end) {
            SMALL.or(OF_NAMES)
        } else {
            Lists::ALL
        }
    }

    pub(super) fn has_name(&self, tokens: Range<usize>) -> bool {
        self.tokens[tokens].iter().any(|token| self.is_name(token))
    }

    /// Whether a word begins with a capital.
    pub(super) fn has_capital(&self, at: usize) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| token.case != Case::Lower)
    }

    pub(super) fn gap_after(&self, at: usize) -> Gap {
        self.tokens.get(at + 1).map_or(self.tail, |next| next.gap)
    }

    /// The number of words of the longest phrase of these lists at a word.
    #[inline]
    pub(super) fn longest(&self, at: usize, lists: impl Into<Lists>) -> Option<usize> {
        self.longest_within(at, self.tokens.len(), lists)
    }

    /// As [`longest`](Self::longest), of those that end by `end`.
    #[inline]
    pub(super) fn longest_within(
        &self,
        at: usize,
        end: usize,
        lists: impl Into<Lists>,
    ) -> Option<usize> {
        let lists = lists.into();
        if !self.has(at, lists) {
            return None;
        }
        let here = self.hits[self.hits_of(at)].iter();
        let longer = here.filter(|hit| lists.has(hit.list.into()) && at + hit.length <= end);
        let alone = (at < end && self.tokens[at].alone.has(lists)).then_some(1);
        longer.map(|hit| hit.length).max().or(alone)
    }

    /// The list of these that has the longest phrase at a word, and its length.
    #[inline]
    pub(super) fn which(&self, at: usize, lists: impl Into<Lists>) -> Option<(List, usize)> {
        let lists = lists.into();
        if !self.has(at, lists) {
            return None;
        }
        let here = self.hits[self.hits_of(at)].iter();
        let hits = here.filter(|hit| lists.has(hit.list.into()));
        let longest = hits.max_by_key(|hit| (hit.length, std::cmp::Reverse(hit.list)));
        let longest = longest.map(|hit| (hit.list, hit.length));
        longest.or_else(|| Some((self.tokens[at].alone.and(lists).first()?, 1)))
    }

    /// Whether a phrase of one of these lists stands at a word.
    #[inline]
    pub(super) fn has(&self, at: usize, lists: impl Into<Lists>) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| token.lists.has(lists.into()))
    }

    /// Whether a phrase of one of these lists stands anywhere.
    #[inline]
    pub(super) fn has_anywhere(&self, lists: impl Into<Lists>) -> bool {
        self.lists.has(lists.into())
    }

    /// The places of the hits at a word.
    fn hits_of(&self, at: usize) -> Range<usize> {
        let next = self.tokens.get(at + 1);
        self.tokens[at].hits..next.map_or(self.hits.len(), |next| next.hits)
    }

    /// Whether a sentence or a part of one begins at a word.
    pub(super) fn begins(&self, at: usize) -> bool {
        self.tokens[at].gap.has(BEGINS)
    }

    /// Whether a verb at this word is an order to the reader.
    pub(super) fn is_order(&self, at: usize) -> bool {
        let gap = self.tokens[at].gap;
        if gap.has(Gap::QUOTE) {
            return false;
        }
        if gap.has(BEGINS) || gap.has(Gap::COMMA) {
            return true;
        }
        if self.is_led(at) {
            return true;
        }
        self.ending_at(at, List::Joins).is_some_and(|join| {
            let before = &self.tokens[join];
            let orders = [List::Acts, List::Controls, List::Orders];
            before.gap.has(BEGINS.or(Gap::COMMA))
                || self.is_led(join)
                || (before.sentence < join && self.has(before.sentence, orders))
        })
    }

    /// Whether an order may follow what stands before a word.
    fn is_led(&self, at: usize) -> bool {
        self.ending_at(at, List::Leads).is_some()
    }

    /// Where a phrase of a list begins that ends before a word: the first one.
    fn ending_at(&self, at: usize, list: List) -> Option<usize> {
        let mut near = at.saturating_sub(MOST_WORDS)..at;
        near.find(|from| self.longest(*from, list) == Some(at - from))
    }

    /// Whether a whole phrase stands in brackets.
    pub(super) fn is_bracketed(&self, at: usize, length: usize) -> bool {
        self.tokens[at].gap.has(Gap::OPEN) && self.gap_after(at + length - 1).has(Gap::CLOSE)
    }

    /// The bytes of words.
    pub(super) fn bytes_of(&self, tokens: Range<usize>) -> Range<usize> {
        let start = self.tokens[tokens.start].bytes.start;
        start..self.tokens[tokens.end - 1].bytes.end.max(start)
    }

    /// The text of a word.
    pub(super) fn word(&self, at: usize) -> &'s str {
        &self.text[self.tokens[at].bytes.clone()]
    }
}

/// Lists of words that are no find by themselves.
const SMALL: Lists = Lists::of(&[
    List::Empty,
    List::Objects,
    List::Leads,
    List::Joins,
    List::Takers,
    List::Beings,
    List::Owners,
]);

/// Lists that find what has capitals, too.
const OF_NAMES: Lists = Lists::of(&[List::Labels, List::Except, List::Pointers]);
