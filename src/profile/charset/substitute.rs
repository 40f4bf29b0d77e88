//! Substitutes for characters that a charset lacks.

use unicode_normalization::char::{
    canonical_combining_class, compose, decompose_canonical, is_combining_mark,
};

use super::Charset;

/// The substitute for one character.
#[derive(Clone, Copy)]
pub(super) struct Word {
    pub(super) text: &'static str,
    /// Whether the text is a whole word, e.g. for an ideograph or an emoji.
    pub(super) is_apart: bool,
}

/// Returns the plain form of typographic punctuation, of signs and of white space: the
/// nearest form that the charset has. Look-alikes come first, i.e. signs that displays
/// draw in the same way.
pub(super) fn punctuation(c: char, charset: Charset) -> Option<&'static str> {
    let forms = forms(c)?;
    forms
        .iter()
        .copied()
        .find(|form| form.chars().all(|c| charset.has(c)))
}

fn forms(c: char) -> Option<&'static [&'static str]> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | '′' | '‹' | '›' | 'ʼ' | 'ʻ' | 'ʹ' | '´' | '`' => {
            &["'"]
        }
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' | '「' | '」' | '『' | '』' => {
            &["\""]
        }
        '–' | '—' | '―' | '‐' | '‑' | '‒' | '−' => &["-"],
        '〜' | '～' => &["~", "-"],
        '…' => &["..."],
        '•' | '‣' | '◦' | '∙' | '·' | '●' | '▪' => &["*"],
        '™' => &["(TM)"],
        '€' => &["EUR"],
        '£' => &["GBP"],
        '¥' => &["JPY"],
        '¢' => &["c"],
        '‰' => &["/1000"],
        '≠' => &["!="],
        '←' => &["<-"],
        '→' => &["->"],
        '↔' => &["<->"],
        '⇒' => &["=>"],
        // ASCII characters that some charsets lack.
        '\\' | '|' => &["/"],
        '{' => &["("],
        '}' => &[")"],
        '^' => &["↑"],
        // Look-alikes.
        'μ' => &["µ", "u"],
        'µ' => &["u"],
        '∆' => &["Δ"],
        '∑' => &["Σ"],
        '∏' => &["Π"],
        '‾' => &["¯"],
        '║' => &["‖"],
        'Đ' => &["Ð"],
        'Ș' => &["Ş"],
        'ș' => &["ş"],
        'Ţ' => &["Ț"],
        'ţ' => &["ț"],
        'Ǧ' => &["Ğ"],
        'ǧ' => &["ğ"],
        'Ğ' => &["Ǧ"],
        'ğ' => &["ǧ"],
        'ß' => &["β"],
        '\t' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => &[" "],
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => &["\n", " "],
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{E0000}'..='\u{E0FFF}' => &[""],
        _ => return None,
    })
}

/// Returns the digit or sign of a superscript.
pub(super) fn superscript(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        '⁺' => '+',
        '⁻' => '-',
        'ⁿ' => 'n',
        _ => return None,
    })
}

/// Returns the letter with only as many accents as the charset has: `ê` for `ế`, else
/// `e`.
pub(super) fn with_fewer_accents(c: char, charset: Charset) -> Option<char> {
    let mut letter = None;
    decompose_canonical(c, |part| {
        letter = match letter {
            None => Some(part),
            Some(base) => Some(
                compose(base, part)
                    .filter(|c| charset.has(*c))
                    .unwrap_or(base),
            ),
        };
    });
    letter.filter(|letter| *letter != c && letter.is_alphabetic() && charset.has(*letter))
}

/// Returns whether a character is no sign of its own: an accent that composes with
/// nothing, or a control.
pub(super) fn is_accent_or_control(c: char) -> bool {
    c.is_control() || canonical_combining_class(c) != 0
}

/// Transliterates a character to ASCII, without white space around it. Empty if the
/// character is dropped.
pub(super) fn transliterated(c: char) -> Option<Word> {
    let is_mark = is_combining_mark(c);
    let said = deunicode::deunicode_char(c).or(is_mark.then_some(""))?;
    let is_blank = !said.is_empty() && said.trim().is_empty() && !is_mark;
    Some(Word {
        text: if is_blank { " " } else { said.trim() },
        is_apart: !is_blank && said.ends_with(' '),
    })
}
