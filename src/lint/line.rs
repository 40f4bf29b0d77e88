//! A line of text in words, with the phrases that its tables find in it.

use std::ops::Range;

use super::lexicon::{Lexicon, Word};
use super::scan::State;
use super::token::{Case, Gap, Piece, fold, pieces};
use super::words::{Capitals, List};

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
}

/// A phrase that stands at a word.
#[derive(Clone, Copy, Debug)]
struct Hit {
    list: List,
    length: usize,
}

/// Lists, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Lists(u64);

const _: () = assert!((List::Except as u32) < u64::BITS, "a bit for each list");

impl Lists {
    #[inline]
    fn of(lists: &[List]) -> Self {
        let bit = |bits: u64, list: &List| bits | 1 << *list as u64;
        Self(lists.iter().fold(0, bit))
    }

    fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
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
    /// Where the hits of each word begin, and one end more.
    first: Vec<usize>,
    /// Where a lead ends before a word: how it was said.
    leads: Vec<Lead>,
    /// The first word of the sentence that a word is in.
    sentences: Vec<usize>,
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

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Lead {
    #[default]
    None,
    /// An order may follow.
    Free,
    /// An order may follow another order.
    Join(usize),
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
            first: Vec::new(),
            leads: Vec::new(),
            sentences: Vec::new(),
            lists: Lists::default(),
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
        self.find_leads();
    }

    fn cut(&mut self, states: &'s [(usize, State)]) {
        self.tokens.clear();
        self.has_links = false;
        let start = self.bytes.start;
        let Some(((_, first), states)) = states.split_first() else {
            return;
        };
        let mut state = first;
        let mut states = states.iter().peekable();
        let (mut has_lower, mut has_upper) = (false, false);
        let line = &self.text[self.bytes.clone()];
        let mut pieces = pieces(line);
        for Piece {
            bytes,
            gap,
            case,
            key,
        } in &mut pieces
        {
            let inside = bytes.clone();
            let bytes = start + bytes.start..start + bytes.end;
            while let Some((_, next)) = states.next_if(|(byte, _)| *byte <= bytes.start) {
                state = next;
            }
            self.has_links |= state.link.is_some();
            has_lower |= case == Case::Lower;
            has_upper |= case == Case::Upper;
            let is_read = state.language.is_some() && !state.is_code;
            let word = match key {
                _ if !is_read => Word::UNKNOWN,
                Some(key) => self.lexicon.word_of(key),
                None => {
                    fold(&line[inside], &mut self.folded);
                    self.lexicon.word(&self.folded)
                }
            };
            self.tokens.push(Token {
                bytes,
                gap,
                case,
                state,
                word,
                lists: Lists::default(),
            });
        }
        self.tail = pieces.tail().or(Gap::EDGE);
        self.is_shouted = has_upper && !has_lower;
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
        self.first.clear();
        self.lists = Lists::default();
        for at in 0..self.tokens.len() {
            let start = self.hits.len();
            self.first.push(start);
            self.find_phrases_at(at);
            let mut lists = Lists::default();
            for hit in &self.hits[start..] {
                lists = lists.or(Lists::of(&[hit.list]));
            }
            self.tokens[at].lists = lists;
            self.lists = self.lists.or(lists);
        }
        self.first.push(self.hits.len());
        if self.lists.has(Lists::of(&[List::Except])) {
            self.leave_out_exceptions();
        }
    }

    fn find_phrases_at(&mut self, at: usize) {
        let token = &self.tokens[at];
        let Some(language) = token.state.language.filter(|_| token.word != Word::UNKNOWN) else {
            return;
        };
        let start = self.hits.len();
        let (tokens, hits) = (&self.tokens[at..], &mut self.hits);
        let word = |place: usize| {
            let token = tokens.get(place)?;
            let belongs = token.gap.joins() && token.state.language == Some(language);
            belongs.then_some(token.word)
        };
        let phrases = self.lexicon.get(language);
        self.steps += phrases.phrases_at(token.word, word, |list, length| {
            hits.push(Hit { list, length });
        });
        let mut kept = start;
        for found in start..self.hits.len() {
            let hit = self.hits[found];
            if self.takes(at, hit) {
                self.hits[kept] = hit;
                kept += 1;
            }
        }
        self.hits.truncate(kept);
    }

    /// Takes out the phrases in which nothing is found.
    fn leave_out_exceptions(&mut self) {
        let mut excepted = vec![false; self.tokens.len()];
        for at in 0..self.tokens.len() {
            for hit in self.hits_at(at) {
                if hit.list == List::Except {
                    excepted[at..at + hit.length].fill(true);
                }
            }
        }
        let mut kept = 0;
        for at in 0..self.tokens.len() {
            let found = self.first[at]..self.first[at + 1];
            self.steps += found.len() as u64;
            self.first[at] = kept;
            let mut lists = Lists::default();
            for found in found {
                let hit = self.hits[found];
                let is_excepted = excepted[at..at + hit.length].iter().any(|is| *is);
                if is_small(hit.list) || !is_excepted {
                    lists = lists.or(Lists::of(&[hit.list]));
                    self.hits[kept] = hit;
                    kept += 1;
                }
            }
            self.tokens[at].lists = lists;
        }
        self.hits.truncate(kept);
        self.first.pop();
        self.first.push(kept);
    }

    /// Whether a phrase is meant: no name, and not a part of a compound.
    fn takes(&self, at: usize, hit: Hit) -> bool {
        let is_part = |gap: Gap| gap.has(Gap::HYPHEN) && gap.is_within(Gap::HYPHEN);
        if is_part(self.tokens[at].gap) || is_part(self.gap_after(at + hit.length - 1)) {
            return false;
        }
        if self.is_owner(at + hit.length) && !is_small(hit.list) {
            return false;
        }
        is_small(hit.list)
            || matches!(hit.list, List::Labels | List::Except | List::Pointers)
            || !self.has_name(at..at + hit.length)
    }

    /// Whether a word is the `s` of an owner: the end of this report's period.
    fn is_owner(&self, at: usize) -> bool {
        let next = self.tokens.get(at);
        next.is_some_and(|token| token.gap == Gap::APOSTROPHE && self.word(at) == "s")
    }

    fn find_leads(&mut self) {
        self.leads.clear();
        self.leads.resize(self.tokens.len() + 1, Lead::None);
        self.sentences.clear();
        let mut sentence = 0;
        for at in 0..self.tokens.len() {
            if self.tokens[at].gap.has(BEGINS) {
                sentence = at;
            }
            self.sentences.push(sentence);
            if let Some(length) = self.longest(at, &[List::Leads]) {
                self.leads[at + length] = Lead::Free;
            }
            if let Some(length) = self.longest(at, &[List::Joins]) {
                if self.leads[at + length] == Lead::None {
                    self.leads[at + length] = Lead::Join(at);
                }
            }
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
    pub(super) fn longest(&self, at: usize, lists: &[List]) -> Option<usize> {
        self.longest_within(at, self.tokens.len(), lists)
    }

    /// As [`longest`](Self::longest), of those that end by `end`.
    #[inline]
    pub(super) fn longest_within(&self, at: usize, end: usize, lists: &[List]) -> Option<usize> {
        if !self.has(at, lists) {
            return None;
        }
        let here = self.hits_at(at).iter();
        let lengths = here.filter(|hit| lists.contains(&hit.list) && at + hit.length <= end);
        lengths.map(|hit| hit.length).max()
    }

    /// The list of these that has the longest phrase at a word, and its length.
    #[inline]
    pub(super) fn which(&self, at: usize, lists: &[List]) -> Option<(List, usize)> {
        if !self.has(at, lists) {
            return None;
        }
        let here = self.hits_at(at).iter();
        let hits = here.filter(|hit| lists.contains(&hit.list));
        let longest = hits.max_by_key(|hit| (hit.length, std::cmp::Reverse(hit.list)));
        longest.map(|hit| (hit.list, hit.length))
    }

    /// Whether a phrase of one of these lists stands at a word.
    #[inline]
    pub(super) fn has(&self, at: usize, lists: &[List]) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| token.lists.has(Lists::of(lists)))
    }

    /// Whether a phrase of one of these lists stands anywhere.
    #[inline]
    pub(super) fn has_anywhere(&self, lists: &[List]) -> bool {
        self.lists.has(Lists::of(lists))
    }

    fn hits_at(&self, at: usize) -> &[Hit] {
        match self.first.get(at..at + 2) {
            Some([from, to]) => &self.hits[*from..*to],
            _ => &[],
        }
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
        match self.leads[at] {
            Lead::None => false,
            Lead::Free => true,
            Lead::Join(lead) => {
                let lists = [List::Acts, List::Controls, List::Orders];
                let sentence = self.sentences[lead];
                let begins = self.tokens[lead].gap.has(BEGINS.or(Gap::COMMA));
                begins
                    || self.leads[lead] == Lead::Free
                    || (sentence < lead && self.has(sentence, &lists))
            }
        }
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
fn is_small(list: List) -> bool {
    matches!(
        list,
        List::Empty
            | List::Objects
            | List::Leads
            | List::Joins
            | List::Takers
            | List::Beings
            | List::Owners
    )
}
