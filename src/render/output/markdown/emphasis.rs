//! Chooses the delimiters of emphasis.
//!
//! The characters beside a run of delimiters decide whether it begins or ends emphasis
//! ([flanking]). Here every run is one edge of one mark, since no two runs of the same
//! delimiter touch. So a parser reads back the same marks if
//!
//! * every run that begins emphasis can begin it, and every run that ends emphasis can
//!   end it;
//! * no run that begins emphasis can end another that is open. A run that can end any
//!   would end one with the same delimiter and the same length; the rule of three
//!   prevents this for the other length. (A link is separate: emphasis does not cross
//!   it.)
//!
//! A character beside a run that would prevent this is written as a reference, which
//! begins and ends with punctuation.
//!
//! [flanking]: https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis

use std::ops::Range;

use super::model::{Node, Page, Text, Token};

/// The class of a character, for delimiters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    White,
    Punctuation,
    Letter,
    /// Punctuation or not, depending on the version of CommonMark and Unicode.
    Unknown,
}

impl Class {
    fn of(c: char) -> Self {
        match c {
            ' ' | '\t' | '\n' => Self::White,
            _ if c.is_ascii_punctuation() => Self::Punctuation,
            _ if c.is_ascii_alphanumeric() => Self::Letter,
            _ if c.is_ascii() => Self::Unknown,
            // White space in Unicode but not in CommonMark: parsers differ.
            '\u{85}' | '\u{2028}' | '\u{2029}' => Self::Unknown,
            _ if c.is_whitespace() => Self::White,
            // Letters in circles and squares are symbols in Unicode, although
            // `is_alphanumeric` accepts them.
            '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F189}' => Self::Unknown,
            _ if is_punctuation(c) => Self::Punctuation,
            _ if c.is_alphanumeric() => Self::Letter,
            _ => Self::Unknown,
        }
    }
}

/// Returns whether a character is common punctuation, of category P in every version of
/// Unicode. All other punctuation is [`Class::Unknown`].
fn is_punctuation(c: char) -> bool {
    matches!(c,
        '¡' | '§' | '«' | '¶' | '·' | '»' | '¿'
        | '\u{5BE}' | '\u{5C0}' | '\u{5C3}' | '\u{5F3}' | '\u{5F4}'
        | '\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{6D4}' | '\u{964}' | '\u{965}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}' | '\u{2045}'..='\u{2051}'
        | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}'
        | '\u{30FB}' | '\u{FF01}'..='\u{FF03}' | '\u{FF05}'..='\u{FF0A}'
        | '\u{FF0C}'..='\u{FF0F}' | '\u{FF1A}' | '\u{FF1B}' | '\u{FF1F}' | '\u{FF20}'
        | '\u{FF3B}'..='\u{FF3D}' | '\u{FF5F}'..='\u{FF65}')
}

/// Chooses the delimiters of one block. Fills `live` with tokens that can be written
/// one by one.
pub(super) fn settle<'s, 'd>(
    page: &mut Page<'s, 'd>,
    tokens: Range<usize>,
    live: &mut Vec<Token<'s, 'd>>,
) {
    live.clear();
    let mut settler = Settler {
        page,
        end: tokens.end,
        live,
        open: [[0; 2]; 3],
        outside: Vec::new(),
    };
    for at in tokens {
        settler.take(at);
    }
    settler.end_line();
}

const SIGNS: [u8; 2] = [b'*', b'_'];
/// The delimiter of struck text. It works as `*` does.
const STRUCK: [u8; 1] = [b'~'];

struct Settler<'p, 's, 'd> {
    page: &'p mut Page<'s, 'd>,
    end: usize,
    live: &'p mut Vec<Token<'s, 'd>>,
    /// The number of open emphases, by delimiter and length.
    open: [[u32; 2]; 3],
    /// The open emphasis around each open link.
    outside: Vec<[[u32; 2]; 3]>,
}

/// A possible delimiter, and its cost.
struct Choice {
    sign: u8,
    refers_before: bool,
    cost: u32,
}

impl<'s, 'd> Settler<'_, 's, 'd> {
    fn take(&mut self, at: usize) {
        let token = self.page.tokens[at].clone();
        match token {
            Token::Text(text) => self.text(text),
            Token::Open(node) => self.begin(at, node),
            Token::Close(node) => self.finish(node),
            Token::Code(mark, bytes) if matches!(self.live.last(), Some(Token::Code(..))) => {
                // Two adjacent code spans would be read as one.
                self.page.losses.push(mark.unsaid());
                self.text(Text {
                    bytes,
                    ..Text::default()
                });
            }
            Token::Link => {
                self.outside.push(std::mem::take(&mut self.open));
                self.live.push(token);
            }
            Token::LinkEnd(_) => {
                self.open = self.outside.pop().unwrap_or_default();
                self.live.push(token);
            }
            Token::Break(_) => {
                self.end_line();
                self.live.push(token);
            }
            Token::Code(..) | Token::AutoLink(_) | Token::Image(_) => self.live.push(token),
        }
    }

    fn text(&mut self, mut text: Text) {
        let first = self.first(&text);
        text.refers_first = match self.live.last_mut() {
            None | Some(Token::Break(_)) => is_dropped(first),
            Some(Token::Open(_)) => first.is_whitespace(),
            Some(Token::Close(node)) => {
                let needs = self.page.nodes[*node].needs_edge;
                needs && !matches!(Class::of(first), Class::White | Class::Punctuation)
            }
            Some(Token::Text(last))
                if last.bytes.end == text.bytes.start && last.is_own == text.is_own =>
            {
                last.bytes.end = text.bytes.end;
                return;
            }
            _ => false,
        };
        self.live.push(Token::Text(text));
    }

    /// Keeps white space at the end of a line from being dropped.
    fn end_line(&mut self) {
        if let Some(Token::Text(text)) = self.live.last_mut() {
            let last = self.page.text[text.bytes.clone()].chars().next_back();
            text.refers_last |= last.is_some_and(is_dropped);
        }
    }

    fn first(&self, text: &Text) -> char {
        let mut chars = self.page.text[text.bytes.clone()].chars();
        chars.next().unwrap_or(' ')
    }

    /// Returns the class of the character before the next token.
    fn before(&self) -> Class {
        match self.live.last() {
            None | Some(Token::Break(_)) => Class::White,
            Some(Token::Text(text)) => {
                let mut chars = self.page.text[text.bytes.clone()].chars();
                match chars.next_back() {
                    _ if text.refers_last => Class::Punctuation,
                    Some(_) if text.refers_first && chars.as_str().is_empty() => Class::Punctuation,
                    Some(last) => Class::of(last),
                    None => Class::White,
                }
            }
            Some(_) => Class::Punctuation,
        }
    }

    /// Returns the class of the character behind a token that begins emphasis.
    fn inside(&self, at: usize) -> Class {
        let Some(Token::Text(text)) = self.page.tokens.get(at + 1) else {
            return if self.is_struck(self.page.tokens.get(at + 1)) {
                Class::Unknown
            } else {
                Class::Punctuation
            };
        };
        let mut chars = self.page.text[text.bytes.clone()].chars();
        let first = chars.next().unwrap_or(' ');
        // A single letter may yet become a reference.
        let is_between = chars.as_str().is_empty()
            && matches!(self.page.tokens.get(at + 2), Some(Token::Open(_)));
        match Class::of(first) {
            Class::Letter if !is_between => Class::Letter,
            Class::Unknown => Class::Unknown,
            _ => Class::Punctuation,
        }
    }

    /// Returns the classes inside and outside the end of emphasis.
    fn around_end(&self, close: usize) -> (Class, Class) {
        let text = &self.page.text;
        let inside = match self.page.tokens.get(close.wrapping_sub(1)) {
            Some(Token::Text(inner)) => text[inner.bytes.clone()].chars().next_back(),
            _ => None,
        };
        let outside = match self
            .page
            .tokens
            .get(close + 1)
            .filter(|_| close + 1 < self.end)
        {
            Some(Token::Text(outer)) => text[outer.bytes.clone()].chars().next(),
            Some(_) => None,
            None => Some(' '),
        };
        let class = |c: Option<char>| c.map_or(Class::Punctuation, Class::of);
        (class(inside), class(outside))
    }

    fn sign(&self, node: usize) -> Option<u8> {
        self.page.nodes[node].sign
    }

    fn begin(&mut self, at: usize, node: usize) {
        let signs: &[u8] = match self.page.nodes[node].is_struck {
            true => &STRUCK,
            false => &SIGNS,
        };
        let best = signs
            .iter()
            .filter_map(|&sign| self.choice(at, node, sign))
            .min_by_key(|choice| choice.cost);
        let Some(choice) = best else {
            let mark = self.page.nodes[node].mark;
            self.page.losses.extend(mark.map(|mark| mark.unsaid()));
            return;
        };
        if choice.refers_before {
            if let Some(Token::Text(text)) = self.live.last_mut() {
                text.refers_last = true;
            }
        }
        let length = self.page.nodes[node].length;
        self.page.nodes[node].sign = Some(choice.sign);
        *self.count(choice.sign, length) += 1;
        self.live.push(Token::Open(node));
    }

    /// Returns whether struck text begins or ends with a token.
    fn is_struck(&self, token: Option<&Token<'_, '_>>) -> bool {
        match token {
            Some(Token::Open(node) | Token::Close(node)) => self.page.nodes[*node].is_struck,
            _ => false,
        }
    }

    /// Returns whether the end of emphasis may come to stand beside struck text: the edges
    /// between the two may yet be lost.
    fn may_precede_struck(&self, close: usize) -> bool {
        let is_edge = |token: &&Token<'_, '_>| matches!(token, Token::Open(_) | Token::Close(_));
        let behind = self.page.tokens[close + 1..self.end].iter();
        behind
            .take_while(is_edge)
            .any(|token| self.is_struck(Some(token)))
    }

    fn is_open(&self, sign: u8, length: u8) -> bool {
        self.open[place(sign)][usize::from(length > 1)] > 0
    }

    fn count(&mut self, sign: u8, length: u8) -> &mut u32 {
        &mut self.open[place(sign)][usize::from(length > 1)]
    }

    /// Returns the choice of a delimiter for emphasis; `None` if parsers would misread
    /// it in any case.
    fn choice(&mut self, at: usize, node: usize, sign: u8) -> Option<Choice> {
        let Node { length, close, .. } = self.page.nodes[node];
        let beside = match self.live.last() {
            Some(Token::Open(other) | Token::Close(other)) => self.sign(*other),
            _ => None,
        };
        let mut behind = self.page.tokens[close + 1..self.end].iter();
        let behind = behind.find_map(|token| match token {
            Token::Close(outer) => self.sign(*outer).map(Some),
            _ => Some(None),
        });
        if beside == Some(sign) || behind.flatten() == Some(sign) {
            return None;
        }
        let (before, inside) = (self.before(), self.inside(at));
        let is_edge = matches!(before, Class::White | Class::Punctuation);
        let is_word = inside == Class::Letter;
        // Readers of struck text look through its delimiters at what is beyond.
        let is_behind_struck = self.is_struck(self.live.last());
        let mut refers_before = !is_edge && (sign == b'_' || !is_word);
        // Whether it can also end emphasis, after these references.
        let ends = if is_word {
            (!is_edge && !refers_before) || is_behind_struck
        } else {
            before != Class::White
        };
        if ends && self.is_open(sign, length) {
            // A word behind a reference can only begin emphasis.
            if !is_word || is_behind_struck {
                return None;
            }
            refers_before = true;
        }
        let (end_inside, outside) = self.around_end(close);
        let refers_behind = !matches!(outside, Class::White | Class::Punctuation)
            && (sign == b'_' || end_inside != Class::Letter);
        let is_clear = |inner: Class| sign == b'*' && inner == Class::Letter;
        if !self.page.nodes[node].is_struck
            && (is_behind_struck && !is_clear(inside)
                || !is_clear(end_inside) && self.may_precede_struck(close))
        {
            return None;
        }
        let is_nested = self.is_open(sign, 1) || self.is_open(sign, 2);
        let has_strong = length == 1 && self.has_strong_edge(at, close);
        let is_unusual = (sign == b'_') != has_strong;
        Some(Choice {
            sign,
            refers_before,
            cost: 8 * (u32::from(refers_before) + u32::from(refers_behind))
                + 2 * u32::from(is_nested)
                + u32::from(is_unusual),
        })
    }

    /// Returns whether strong emphasis begins or ends directly inside this emphasis: then
    /// `_` is the usual delimiter.
    fn has_strong_edge(&self, at: usize, close: usize) -> bool {
        let edges = [
            self.page.tokens.get(at + 1),
            self.page.tokens.get(close - 1),
        ];
        edges.iter().any(|token| match token {
            Some(Token::Open(inner) | Token::Close(inner)) => self.page.nodes[*inner].length == 2,
            _ => false,
        })
    }

    fn finish(&mut self, node: usize) {
        let Some(sign) = self.sign(node) else {
            return;
        };
        let length = self.page.nodes[node].length;
        *self.count(sign, length) -= 1;
        if let Some(Token::Text(text)) = self.live.last_mut() {
            let last = self.page.text[text.bytes.clone()].chars().next_back();
            text.refers_last |= last.is_some_and(char::is_whitespace);
        }
        self.page.nodes[node].needs_edge = sign == b'_' || self.before() != Class::Letter;
        self.live.push(Token::Close(node));
    }
}

/// The place of a delimiter among the counts of open ones.
fn place(sign: u8) -> usize {
    SIGNS
        .iter()
        .position(|known| *known == sign)
        .unwrap_or(SIGNS.len())
}

/// Returns whether white space is dropped at the edges of lines by some parser, or
/// invisible there.
fn is_dropped(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}'
}
