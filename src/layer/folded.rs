//! What editors change without anybody asking for it.

use std::borrow::Cow;

/// Returns the text with U+00A0 as a space and curly quotation marks as straight ones:
/// an editable element of a browser writes the one for the other. Each character stays
/// one, so addresses are those of the text.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(|c| fold(c) != c) else {
        return Cow::Borrowed(text);
    };
    let (same, rest) = text.split_at(first);
    let mut folded = String::with_capacity(text.len());
    folded.push_str(same);
    folded.extend(rest.chars().map(fold));
    Cow::Owned(folded)
}

fn fold(c: char) -> char {
    match c {
        '\u{A0}' => ' ',
        '\u{2018}'..='\u{201B}' => '\'',
        '\u{201C}'..='\u{201F}' => '"',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn only_spaces_and_quotation_marks_are_folded() {
        let check = |text: &str, expect: &str| assert_eq!(folded(text), expect);
        check("", "");
        check("a b", "a b");
        check("a\u{A0}b", "a b");
        check("“It’s”", "\"It's\"");
        check("‚a‘ „b“", "'a' \"b\"");
        check("«c» – d\u{2009}e", "«c» – d\u{2009}e");
    }
}
