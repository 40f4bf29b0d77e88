//! Limits the empty lines of a text.

use std::ops::Range;

use super::{Draft, Edit};

/// Finds the runs of empty lines that are too long: of each, the bytes to replace and the
/// number of line feeds that stay. White space in empty lines counts as none; tabs do not,
/// since they stand for cells. Runs that touch a `verbatim` range stay; these are in order.
fn surplus(
    text: &str,
    most: usize,
    verbatim: &[Range<usize>],
) -> impl Iterator<Item = (Range<usize>, usize)> {
    let bytes = text.as_bytes();
    let (mut passed, mut verbatim) = (0, verbatim.iter().peekable());
    std::iter::from_fn(move || {
        while let Some(length) = memchr::memchr(b'\n', &bytes[passed..]) {
            let start = passed + length;
            while verbatim.next_if(|range| range.end <= start).is_some() {}
            let next = verbatim.peek().map_or(text.len(), |range| range.start);
            if next <= start {
                passed = verbatim
                    .next()
                    .map_or(text.len(), |range| end_of_lines(text, range));
                continue;
            }
            // What stands behind most line feeds.
            match bytes[start + 1..] {
                [b'!'..=b'~', ..] => {
                    passed = start + 2;
                    continue;
                }
                [b'\n', b'!'..=b'~', ..] if most > 0 => {
                    passed = start + 3;
                    continue;
                }
                _ => {}
            }
            let (mut end, mut last, mut count) = (start + 1, start + 1, 1);
            while let Some((length, is_feed)) = blank(&bytes[end..]) {
                end += length;
                if is_feed {
                    last = end;
                    count += 1;
                }
            }
            passed = end;
            if next < end {
                continue;
            }
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

/// Returns the end of a verbatim range, or of the run of empty lines that it ends in.
fn end_of_lines(text: &str, range: &Range<usize>) -> usize {
    let is_blank = |c: char| blank(c.encode_utf8(&mut [0; 4]).as_bytes()).is_some();
    let words = text[range.clone()].trim_end_matches(is_blank);
    let mut end = range.end;
    if text[range.start + words.len()..end].contains('\n') {
        while let Some((length, _)) = blank(&text.as_bytes()[end..]) {
            end += length;
        }
    }
    end
}

/// Returns the length of the first character if it is blank, and whether it is a line
/// feed.
#[inline]
fn blank(text: &[u8]) -> Option<(usize, bool)> {
    match text {
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
        for (old, kept) in surplus(text, most as usize, verbatim) {
            if kept == 0 && !whole {
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

    #[test]
    fn a_run_that_touches_verbatim_text_stays() {
        // The range is in brackets.
        for (text, expect) in [
            ("a\n\n\n[\n\n\nb]\n\n\nc", "a\n\n\n\n\n\nb\n\nc"),
            ("a[b\n\u{A0}]\n\n\nc\n\n\nd", "ab\n\u{A0}\n\n\nc\n\nd"),
            ("a[b\u{A0}]\n\n\nc", "ab\u{A0}\n\nc"),
            ("a[\n\n\n]", "a\n\n\n"),
            ("a\n\n\nb[\n\n\n]c\n\n\nd", "a\n\nb\n\n\nc\n\nd"),
        ] {
            let (before, rest) = text.split_once('[').expect("it has one");
            let (inside, behind) = rest.split_once(']').expect("it has one");
            let start = before.len();
            let mut draft = Draft {
                text: Cow::Owned([before, inside, behind].concat()),
                verbatim: std::iter::once(start..start + inside.len()).collect(),
                ..Draft::default()
            };
            draft.limit_blank_lines(1, true);
            assert_eq!(draft.text(), expect, "{text:?}");
        }
    }
}
