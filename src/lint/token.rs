//! Cuts text into words, for phrases of tables and for lines of content alike.

use std::ops::Range;

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
        if !self.has(Self::SPACE.or(Self::EDGE)) {
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
            '\'' | '’' | '‘' | '\u{2BC}' | '`' => Self::APOSTROPHE,
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
    /// The folded word, if it is of ASCII and short.
    pub(super) key: Option<Key>,
}

/// A folded word of up to 16 bytes, as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key(pub(super) u128);

impl Key {
    /// The most bytes of a word that has a key.
    const MOST: usize = 16;

    /// The key of a folded word, unless that is too long.
    pub(super) fn of(folded: &str) -> Option<Self> {
        let key = |key: u128, byte: u8| key << 8 | u128::from(byte);
        (folded.len() <= Self::MOST).then(|| Self(folded.bytes().fold(0, key)))
    }
}

/// The small letter or the digit that an ASCII letter or digit folds to; 0 for all else.
const FOLDED: [u8; 256] = {
    let mut folded = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            folded[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    folded
};

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

    #[inline]
    fn next(&mut self) -> Option<Piece> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if FOLDED[usize::from(byte)] != 0 {
                return Some(self.ascii_word());
            }
            if byte == b' ' {
                self.gap = self.gap.or(Gap::SPACE);
                self.at += 1;
                continue;
            }
            let c = self.text[self.at..].chars().next()?;
            if c.is_alphanumeric() {
                return Some(self.word());
            }
            self.gap = self.gap.or(Gap::of(c));
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
    #[inline]
    fn ascii_word(&mut self) -> Piece {
        let rest = &self.text.as_bytes()[self.at..];
        let (mut key, mut length) = (0_u128, 0);
        for byte in rest {
            let folded = FOLDED[usize::from(*byte)];
            if folded == 0 {
                if !byte.is_ascii() {
                    return self.word();
                }
                break;
            }
            key = key << 8 | u128::from(folded);
            length += 1;
        }
        let case = match rest[0].is_ascii_uppercase() {
            false => Case::Lower,
            true => {
                let letters = || rest[..length].iter();
                let upper = letters().filter(|byte| byte.is_ascii_uppercase()).count();
                Case::of(letters().any(u8::is_ascii_lowercase), upper)
            }
        };
        let key = (length <= Key::MOST).then_some(Key(key));
        self.take(length, case, key)
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
            let belongs = |c: &char| {
                goes_on(*c)
                    || (c.is_alphanumeric() && !is_ideographic(*c) && is_katakana(*c) == kana)
            };
            for c in characters.take_while(belongs) {
                length += c.len_utf8();
                lower |= c.is_lowercase();
                upper += usize::from(c.is_uppercase());
            }
        }
        let case = match first.is_uppercase() {
            true => Case::of(lower, upper),
            false => Case::Lower,
        };
        self.take(length, case, None)
    }

    fn take(&mut self, length: usize, case: Case, key: Option<Key>) -> Piece {
        let start = self.at;
        self.at += length;
        let gap = std::mem::replace(&mut self.gap, Gap::NOTHING).settled();
        Piece {
            bytes: start..self.at,
            gap,
            case,
            key,
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
    let shown = word
        .chars()
        .filter(|c| !matches!(c, '\u{AD}' | '\u{200C}' | '\u{200D}'));
    folded.extend(shown.flat_map(char::to_lowercase));
}

#[cfg(test)]
mod tests {
    use super::{fold, pieces};

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
