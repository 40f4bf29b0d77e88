//! Limits the empty lines of a text.

use std::ops::Range;

use super::{Draft, Edit};

/// Finds the runs of empty lines that are too long: of each, the bytes to replace and the
/// number of line feeds that stay. White space in empty lines counts as none; tabs do not,
/// since they stand for cells.
fn surplus(text: &str, most: usize) -> impl Iterator<Item = (Range<usize>, usize)> {
    let bytes = text.as_bytes();
    let mut passed = 0;
    std::iter::from_fn(move || {
        while let Some(length) = memchr::memchr(b'\n', &bytes[passed..]) {
            let start = passed + length;
            let (mut end, mut last, mut count) = (start + 1, start + 1, 1);
            while let Some((length, is_feed)) = blank(&bytes[end..]) {
                end += length;
                if is_feed {
                    last = end;
                    count += 1;
                }
            }
            passed = end;
            if end == bytes.len() {
                return Some((start..end, 0));
            }
            if count > most + 1 {
                return Some((start..last, most + 1));
            }
        }
        None
    })
}

/// Returns the length of the first character if it is blank, and whether it is a line
/// feed.
#[inline]
fn blank(text: &[u8]) -> Option<(usize, bool)> {
    match text {
        // Most lines begin with a letter.
        [b'!'..=b'~', ..] => None,
        [b'\n', ..] => Some((1, true)),
        [b' ', ..] => Some((1, false)),
        // U+00A0.
        [0xC2, 0xA0, ..] => Some((2, false)),
        // U+200B and U+FEFF.
        [0xE2, 0x80, 0x8B, ..] | [0xEF, 0xBB, 0xBF, ..] => Some((3, false)),
        _ => None,
    }
}

impl Draft<'_> {
    /// Removes empty lines where there are more in a row, and at the end of the text if it
    /// is `whole`. What is verbatim stays.
    pub(super) fn limit_blank_lines(&mut self, most: u32, whole: bool) {
        let (text, verbatim) = (&*self.text, &self.verbatim);
        let mut new = String::new();
        let mut edits = Vec::new();
        let mut copied = 0;
        for (old, kept) in surplus(text, most as usize) {
            let behind = verbatim.partition_point(|range| range.end <= old.start);
            let is_verbatim = verbatim
                .get(behind)
                .is_some_and(|range| range.start < old.end);
            if is_verbatim || (kept == 0 && !whole) {
                continue;
            }
            if edits.is_empty() {
                new.reserve(text.len());
            }
            new.push_str(&text[copied..old.start]);
            let start = new.len();
            new.extend(std::iter::repeat_n('\n', kept));
            copied = old.end;
            edits.push(Edit {
                old,
                new: start..new.len(),
            });
        }
        if !edits.is_empty() {
            new.push_str(&text[copied..]);
            self.edit(new, &edits);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::Draft;

    #[track_caller]
    fn check(text: &str, most: u32, expect: &str) {
        let mut draft = Draft {
            text: Cow::Borrowed(text),
            ..Draft::default()
        };
        draft.limit_blank_lines(most, true);
        assert_eq!(draft.text(), expect);
    }

    #[test]
    fn empty_lines_are_counted() {
        check("a\n\nb\nc", 1, "a\n\nb\nc");
        check("a\n\n\nb", 1, "a\n\nb");
        check("a\n\n\nb", 2, "a\n\n\nb");
        check("a\n\n\n\nb", 0, "a\nb");
        check("a\n\u{A0}\n \n\n  b\n", 1, "a\n\n  b");
        check("a\n\t\n\n\t\tb", 1, "a\n\t\n\n\t\tb");
        check("a\n \n", 1, "a");
    }

    #[test]
    fn verbatim_text_stays() {
        let text = "a\n\n\nb\n\n\nc";
        let mut draft = Draft {
            text: Cow::Borrowed(text),
            verbatim: std::iter::once(5..9).collect(),
            ..Draft::default()
        };
        draft.limit_blank_lines(1, true);
        assert_eq!(draft.text(), "a\n\nb\n\n\nc");
    }
}
