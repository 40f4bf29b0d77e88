//! Cuts text into words, for phrases of tables and for lines of content alike.

use std::ops::Range;

use crate::html::bytes::{self, Bytes};

/// What stands between two words, as a set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Gap(u16);

impl Gap {
    pub(super) const NOTHING: Self = Self(0);
    pub(super) const SPACE: Self = Self(1);
    pub(super) const HYPHEN: Self = Self(1 << 1);
    pub(super) const APOSTROPHE: Self = Self(1 << 2);
    pub(super) const COMMA: Self = Self(1 << 3);
    pub(super) const COLON: Self = Self(1 << 4);
    pub(super) const STOP: Self = Self(1 << 5);
    pub(super) const OPEN: Self = Self(1 << 6);
    pub(super) const CLOSE: Self = Self(1 << 7);
    pub(super) const QUOTE: Self = Self(1 << 8);
    pub(super) const DASH: Self = Self(1 << 9);
    pub(super) const OTHER: Self = Self(1 << 10);
    pub(super) const EDGE: Self = Self(1 << 11);

    /// What joins the words of one phrase.
    const JOINT: Self = Self(Self::SPACE.0 | Self::HYPHEN.0 | Self::APOSTROPHE.0);

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it has one of these kinds.
    pub(super) const fn has(self, kinds: Self) -> bool {
        self.0 & kinds.0 != 0
    }

    /// Whether it has no other kind.
    pub(super) const fn is_within(self, kinds: Self) -> bool {
        self.0 & !kinds.0 == 0
    }

    pub(super) const fn joins(self) -> bool {
        self.is_within(Self::JOINT)
    }

    /// A hyphen between spaces is a dash, and an apostrophe beside one is a quotation
    /// mark.
    fn settled(self) -> Self {
        if self == Self::SPACE || !self.has(Self::SPACE.or(Self::EDGE)) {
            return self;
        }
        let mut gap = self;
        if self.has(Self::HYPHEN) {
            gap = gap.or(Self::DASH);
        }
        if self.has(Self::APOSTROPHE) {
            gap = gap.or(Self::QUOTE);
        }
        gap
    }

    fn of(c: char) -> Self {
        match c {
            _ if c.is_whitespace() => Self::SPACE,
            '-' | '\u{2010}' | '\u{2011}' => Self::HYPHEN,
            '\'' | '’' | '‘' | '`' => Self::APOSTROPHE,
            ',' | '、' | '，' | ';' | '；' | '،' => Self::COMMA,
            ':' | '：' => Self::COLON,
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '．' | '¡' | '¿' | '؟' => {
                Self::STOP
            }
            '(' | '[' | '{' | '（' | '［' | '【' | '〔' => Self::OPEN,
            ')' | ']' | '}' | '）' | '］' | '】' | '〕' => Self::CLOSE,
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』'
            | '《' | '》' | '〈' | '〉' | '‚' | '‛' => Self::QUOTE,
            '–' | '—' | '―' | '|' | '/' | '•' | '·' | '►' | '▶' | '→' | '>' | '*' | '▸' | '■'
            | '◆' | '●' | '▼' | '▲' | '☞' | '｜' | '＞' => Self::DASH,
            _ => Self::OTHER,
        }
    }
}

/// How the letters of a word are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// No capital at the start, or no letters.
    Lower,
    /// A capital, and others behind it or none.
    Capital,
    /// Capitals alone, two at least.
    Upper,
}

impl Case {
    /// The case of a word that begins with a capital.
    fn of(has_lower: bool, capitals: usize) -> Self {
        match has_lower {
            false if capitals > 1 => Self::Upper,
            _ => Self::Capital,
        }
    }
}

/// A word: where it is, and what stands before it.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) bytes: Range<usize>,
    pub(super) gap: Gap,
    pub(super) case: Case,
    /// Whether it has ASCII letters and digits alone.
    pub(super) is_ascii: bool,
}

/// A folded word of up to 16 bytes, as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key(u128);

impl Key {
    /// The most bytes of a word that has a key.
    const MOST: usize = 16;

    /// The bit by which a small ASCII letter differs from its capital, and which all ASCII
    /// digits have.
    const SMALL: u128 = u128::from_ne_bytes([0x20; Self::MOST]);

    /// The key of a folded word, unless that is too long.
    pub(super) fn of(folded: &str) -> Option<Self> {
        let mut bytes = [0; Self::MOST];
        bytes
            .get_mut(..folded.len())?
            .copy_from_slice(folded.as_bytes());
        Some(Self(u128::from_le_bytes(bytes)))
    }

    /// The key of a word of ASCII letters and digits, which a text begins with.
    #[inline]
    pub(super) fn of_ascii(text: &[u8], length: usize) -> Option<Self> {
        let mask = MASKS.get(length)?;
        let bytes = match text.first_chunk() {
            Some(bytes) => *bytes,
            // At the end of the text.
            None => std::array::from_fn(|at| text.get(at).copied().unwrap_or_default()),
        };
        let key = u128::from_le_bytes(bytes) | Self::SMALL;
        Some(Self(key & mask))
    }
}

/// The bytes of a key that words of each length fill.
const MASKS: [u128; Key::MOST + 1] = {
    let mut masks = [0; Key::MOST + 1];
    let mut length = 1;
    while length <= Key::MOST {
        masks[length] = masks[length - 1] << 8 | 0xFF;
        length += 1;
    }
    masks
};

/// How many ASCII letters and digits a text begins with.
#[inline]
fn ascii_length(text: &[u8]) -> usize {
    let mut length = 0;
    // Eight at once, as nearly all words have fewer.
    while let Some(eight) = bytes::eight(text, length) {
        let goes_on =
            eight.within(b'a', b'z') | eight.within(b'A', b'Z') | eight.within(b'0', b'9');
        let ends = goes_on.not();
        if ends != 0 {
            return length + ends.trailing_zeros() as usize / 8;
        }
        length += 8;
    }
    let rest = text[length..].iter();
    length + rest.take_while(|byte| byte.is_ascii_alphanumeric()).count()
}

/// Whether it is a word of its own: scripts that put no space between words.
pub(super) fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309F}' | '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Katakana, which makes words of its own beside ideographs.
fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9F}')
}

/// Combining marks, and what shows nothing inside a word.
fn goes_on(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200C}' | '\u{200D}'
    )
}

/// Whether a character goes on with a word, which is of katakana or is not. What parts
/// words is asked first: it is quicker than the tables of Unicode.
fn belongs(c: char, kana: bool) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() && !kana;
    }
    Gap::of(c) == Gap::OTHER
        && (goes_on(c) || (c.is_alphanumeric() && !is_ideographic(c) && is_katakana(c) == kana))
}

/// The words of a text, in order.
#[derive(Debug)]
pub(super) struct Pieces<'t> {
    text: &'t str,
    at: usize,
    /// What stands between the last word and here.
    gap: Gap,
}

pub(super) fn pieces(text: &str) -> Pieces<'_> {
    Pieces {
        text,
        at: 0,
        gap: Gap::EDGE,
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    // Called for each word of a text, a tenth of its time would go into the call.
    #[inline(always)]
    fn next(&mut self) -> Option<Piece> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if byte == b' ' {
                self.gap = self.gap.or(Gap::SPACE);
                self.at += 1;
                continue;
            }
            if byte.is_ascii_alphanumeric() {
                return Some(self.ascii_word());
            }
            let c = self.text[self.at..].chars().next()?;
            let gap = Gap::of(c);
            if gap == Gap::OTHER && c.is_alphanumeric() {
                return Some(self.word());
            }
            self.gap = self.gap.or(gap);
            self.at += c.len_utf8();
        }
    }
}

impl Pieces<'_> {
    /// What stands behind the last word, once all were read.
    pub(super) fn tail(&self) -> Gap {
        self.gap.settled()
    }

    /// Reads a word that begins here with an ASCII letter or digit.
    #[inline(always)]
    fn ascii_word(&mut self) -> Piece {
        let rest = &self.text.as_bytes()[self.at..];
        let length = ascii_length(rest);
        if rest.get(length).is_some_and(|byte| !byte.is_ascii()) {
            let behind = self.text[self.at + length..].chars().next();
            if behind.is_some_and(|c| belongs(c, false)) {
                return self.word();
            }
        }
        let word = &rest[..length];
        let case = match word[0].is_ascii_uppercase() {
            false => Case::Lower,
            true if word.iter().any(u8::is_ascii_lowercase) => Case::Capital,
            true => {
                let upper = word.iter().filter(|byte| byte.is_ascii_uppercase());
                Case::of(false, upper.count())
            }
        };
        self.take(length, case, true)
    }

    /// Reads a word that begins here, of any characters.
    fn word(&mut self) -> Piece {
        let rest = &self.text[self.at..];
        let mut characters = rest.chars();
        let first = characters.next().unwrap_or_default();
        let mut length = first.len_utf8();
        let (mut lower, mut upper) = (first.is_lowercase(), usize::from(first.is_uppercase()));
        if !is_ideographic(first) {
            let kana = is_katakana(first);
            for c in characters.take_while(|c| belongs(*c, kana)) {
                length += c.len_utf8();
                lower |= c.is_lowercase();
                upper += usize::from(c.is_uppercase());
            }
        }
        let case = match first.is_uppercase() {
            true => Case::of(lower, upper),
            false => Case::Lower,
        };
        self.take(length, case, false)
    }

    fn take(&mut self, length: usize, case: Case, is_ascii: bool) -> Piece {
        let start = self.at;
        self.at += length;
        let gap = std::mem::replace(&mut self.gap, Gap::NOTHING).settled();
        Piece {
            bytes: start..self.at,
            gap,
            case,
            is_ascii,
        }
    }
}

/// Folds a word for comparison, into a buffer.
pub(super) fn fold(word: &str, folded: &mut String) {
    folded.clear();
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match c {
            '\u{AD}' | '\u{200C}' | '\u{200D}' => {}
            _ if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            _ => folded.extend(c.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Gap, Key, ascii_length, fold, pieces};

    /// What parts words is asked before what is in them.
    #[test]
    fn no_letter_parts_words() {
        for c in '\0'..=char::MAX {
            assert!(!c.is_alphanumeric() || Gap::of(c) == Gap::OTHER, "{c:?}");
        }
    }

    #[test]
    fn words_of_ascii_are_read_as_any_other() {
        let text = "Abcdefghijklmnop0 Zz9 abcdefg [`{@/: abcdefgh\u{e9} a";
        for (at, _) in text.char_indices() {
            let rest = &text[at..];
            let length = rest
                .find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(rest.len());
            assert_eq!(ascii_length(rest.as_bytes()), length, "{rest}");
            let folded = rest[..length].to_ascii_lowercase();
            let key = Key::of_ascii(rest.as_bytes(), length);
            assert_eq!(key, Key::of(&folded), "{rest}");
        }
    }

    #[test]
    fn texts_are_cut_into_words() {
        #[track_caller]
        fn check(text: &str, expect: &[&str]) {
            let mut folded = String::new();
            let words: Vec<String> = pieces(text)
                .map(|piece| {
                    fold(&text[piece.bytes], &mut folded);
                    folded.clone()
                })
                .collect();
            assert_eq!(words, expect);
        }
        check("", &[]);
        check("\u{A0}Click\u{A0}here!", &["click", "here"]);
        check(
            "the right-hand\u{AD} side",
            &["the", "right", "hand", "side"],
        );
        check("L’article n° 4", &["l", "article", "n", "4"]);
        check(
            "下のグラフをクリック",
            &["下", "の", "グラフ", "を", "クリック"],
        );
        check("ÉCOUTEZ cafe\u{301}", &["écoutez", "cafe\u{301}"]);
    }
}
