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

    /// What all characters of a text without words are.
    pub(super) fn of_all(text: &str) -> Self {
        let gap = text.chars().map(Self::of);
        gap.fold(Self::NOTHING, Self::or).settled()
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

/// A word: where it is, and what stands before it.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) bytes: Range<usize>,
    pub(super) gap: Gap,
    pub(super) case: Case,
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

/// The words of a text, in order.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece> {
    let mut gap = Gap::EDGE;
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (start, first) = characters.next()?;
            if !first.is_alphanumeric() {
                gap = gap.or(Gap::of(first));
                continue;
            }
            let mut end = start + first.len_utf8();
            let (mut lower, mut upper) = (first.is_lowercase(), usize::from(first.is_uppercase()));
            if !is_ideographic(first) {
                let kana = is_katakana(first);
                let belongs = |c: char| {
                    goes_on(c)
                        || (c.is_alphanumeric() && !is_ideographic(c) && is_katakana(c) == kana)
                };
                while let Some((at, c)) = characters.next_if(|(_, c)| belongs(*c)) {
                    end = at + c.len_utf8();
                    lower |= c.is_lowercase();
                    upper += usize::from(c.is_uppercase());
                }
            }
            let case = match (first.is_uppercase(), lower) {
                (true, false) if upper > 1 => Case::Upper,
                (true, _) => Case::Capital,
                (false, _) => Case::Lower,
            };
            let before = std::mem::replace(&mut gap, Gap::NOTHING);
            return Some(Piece {
                bytes: start..end,
                gap: before.settled(),
                case,
            });
        }
    })
}

/// Folds a word for comparison, into a buffer.
pub(super) fn fold(word: &str, folded: &mut String) {
    folded.clear();
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
