//! A line of text in words, with the phrases that its tables find in it.

use std::ops::Range;

use super::lexicon::{Lexicon, Word};
use super::scan::{Scan, State};
use super::token::{Case, Gap, Piece, fold, pieces};
use super::words::{Capitals, List};

/// A word of a line.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// In the whole text.
    pub(super) bytes: Range<usize>,
    pub(super) gap: Gap,
    pub(super) case: Case,
    pub(super) state: State,
    word: Word,
    /// Whether a capital says that this is a name.
    is_name: bool,
}

/// A phrase that stands at a word.
#[derive(Clone, Copy, Debug)]
struct Hit {
    list: List,
    length: usize,
}

/// A line: what stands between two line feeds or tabs.
#[derive(Debug)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: Range<usize>,
    pub(super) tokens: Vec<Token>,
    /// What stands behind the last word.
    tail: Gap,
    hits: Vec<Hit>,
    /// Where the hits of each word begin, and one end more.
    first: Vec<usize>,
    /// Where a lead ends before a word: how it was said.
    leads: Vec<Lead>,
    /// The first word of the sentence that a word is in.
    sentences: Vec<usize>,
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

impl<'t> Line<'t> {
    /// Cuts a line into words. `states` are those from its start on.
    pub(super) fn new(
        scan: &Scan<'t>,
        lexicon: &Lexicon,
        bytes: Range<usize>,
        states: &[(usize, State)],
    ) -> Self {
        let text = scan.text;
        let mut line = Self {
            text,
            tokens: Vec::new(),
            tail: Gap::EDGE,
            hits: Vec::new(),
            first: Vec::new(),
            leads: Vec::new(),
            sentences: Vec::new(),
            steps: 0,
            bytes,
        };
        line.cut(lexicon, states);
        line.find_names(lexicon);
        line.find_phrases(lexicon);
        line.find_leads();
        line
    }

    fn cut(&mut self, lexicon: &Lexicon, states: &[(usize, State)]) {
        let start = self.bytes.start;
        let mut states = states.iter().peekable();
        let mut state = State::default();
        let mut folded = String::new();
        for Piece { bytes, gap, case } in pieces(&self.text[self.bytes.clone()]) {
            let bytes = start + bytes.start..start + bytes.end;
            while let Some((_, next)) = states.next_if(|(byte, _)| *byte <= bytes.start) {
                state = *next;
            }
            let is_read = state.language.is_some() && !state.is_code;
            let word = if is_read {
                fold(&self.text[bytes.clone()], &mut folded);
                lexicon.word(&folded)
            } else {
                Word::UNKNOWN
            };
            self.tokens.push(Token {
                bytes,
                gap,
                case,
                state,
                word,
                is_name: false,
            });
        }
        if let Some(last) = self.tokens.last() {
            self.tail = Gap::of_all(&self.text[last.bytes.end..self.bytes.end]).or(Gap::EDGE);
        }
        self.steps += self.tokens.len() as u64;
    }

    fn find_names(&mut self, lexicon: &Lexicon) {
        let is_shouted = self.tokens.iter().all(|token| token.case != Case::Lower)
            && self.tokens.iter().any(|token| token.case == Case::Upper);
        for token in &mut self.tokens {
            let has_names = token
                .state
                .language
                .is_some_and(|at| lexicon.get(at).capitals == Capitals::Names);
            let begins = token.gap.has(BEGINS.or(Gap::QUOTE));
            token.is_name = has_names && token.case == Case::Capital && !begins && !is_shouted;
        }
    }

    fn find_phrases(&mut self, lexicon: &Lexicon) {
        let mut found: Vec<Vec<Hit>> = Vec::new();
        let mut excepted = vec![false; self.tokens.len()];
        for at in 0..self.tokens.len() {
            let mut here = Vec::new();
            if let Some(language) = self.tokens[at].state.language {
                let tokens = &self.tokens[at..];
                let word = |place: usize| {
                    let token = tokens.get(place)?;
                    let belongs =
                        place == 0 || (token.gap.joins() && token.state.language == Some(language));
                    belongs.then_some(token.word)
                };
                self.steps += lexicon.get(language).phrases_at(word, |list, length| {
                    here.push(Hit { list, length });
                });
            }
            here.retain(|hit| self.takes(at, *hit));
            for hit in here.iter().filter(|hit| hit.list == List::Except) {
                excepted[at..at + hit.length].fill(true);
            }
            self.steps += here.len() as u64;
            found.push(here);
        }
        for (at, here) in found.into_iter().enumerate() {
            self.first.push(self.hits.len());
            let stays = |hit: &Hit| {
                is_small(hit.list) || !excepted[at..at + hit.length].iter().any(|is| *is)
            };
            self.hits.extend(here.into_iter().filter(stays));
        }
        self.first.push(self.hits.len());
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
        self.leads = vec![Lead::None; self.tokens.len() + 1];
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
        self.tokens[tokens].iter().any(|token| token.is_name)
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
    pub(super) fn longest(&self, at: usize, lists: &[List]) -> Option<usize> {
        self.longest_within(at, self.tokens.len(), lists)
    }

    /// As [`longest`](Self::longest), of those that end by `end`.
    pub(super) fn longest_within(&self, at: usize, end: usize, lists: &[List]) -> Option<usize> {
        let here = self.hits_at(at).iter();
        let lengths = here.filter(|hit| lists.contains(&hit.list) && at + hit.length <= end);
        lengths.map(|hit| hit.length).max()
    }

    /// The list of these that has the longest phrase at a word, and its length.
    pub(super) fn which(&self, at: usize, lists: &[List]) -> Option<(List, usize)> {
        let here = self.hits_at(at).iter();
        let hits = here.filter(|hit| lists.contains(&hit.list));
        let longest = hits.max_by_key(|hit| (hit.length, std::cmp::Reverse(hit.list)));
        longest.map(|hit| (hit.list, hit.length))
    }

    pub(super) fn has(&self, at: usize, lists: &[List]) -> bool {
        let mut here = self.hits_at(at).iter();
        here.any(|hit| lists.contains(&hit.list))
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
    pub(super) fn word(&self, at: usize) -> &'t str {
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
