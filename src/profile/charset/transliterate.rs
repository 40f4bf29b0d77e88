//! Characters that a charset has not, said in those that it has.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Typographic punctuation and signs as a typewriter has them. `None` for the
/// others.
fn punctuation(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | '′' | '‹' | '›' | 'ʼ' => "'",
        '“' | '”' | '„' | '‟' | '″' => "\"",
        '–' | '—' | '―' | '‐' | '‑' | '‒' | '−' => "-",
        '…' => "...",
        '•' | '‣' | '◦' | '∙' => "*",
        '™' => "(TM)",
        '€' => "EUR",
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => " ",
        '\u{2028}' | '\u{2029}' | '\u{85}' => "\n",
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}'
        | '\u{FE00}'..='\u{FE0F}' => "",
        _ => return None,
    })
}

pub(super) fn substitute(grapheme: &str, has: impl Fn(char) -> bool) -> String {
    let mut out = String::new();
    for c in grapheme.nfc() {
        if has(c) {
            out.push(c);
        } else if let Some(known) = punctuation(c) {
            out.push_str(known);
        } else if c.is_control() || canonical_combining_class(c) != 0 {
            // An accent that composes with nothing here, a control: not a sign.
        } else {
            match deunicode::deunicode_char(c).map(str::trim) {
                Some(known) if !known.is_empty() && known.chars().all(&has) => out.push_str(known),
                _ if has('?') => out.push('?'),
                _ => {}
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::profile::Charset;

    #[track_caller]
    fn check(grapheme: &str, expect: &str) {
        assert_eq!(Charset::Latin1.substitute(grapheme), expect, "{grapheme:?}");
    }

    #[test]
    fn composes_maps_and_transliterates() {
        check("e\u{301}", "é");
        check("ž", "z");
        check("n\u{30C}", "n");
        check("—", "-");
        check("ß", "ß");
        check("北", "Bei");
        check("\u{200D}", "");
        check("\u{E000}", "?");
        check("\u{90}", "");
    }
}
