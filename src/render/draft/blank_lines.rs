//! Limits the empty lines of a text.

use std::ops::Range;

use super::{Draft, Edit};

/// Finds the runs of empty lines that are too long: of each, the bytes to replace and the
/// number of line feeds that stay. White space in empty lines counts as none; tabs do not,
/// since they stand for cells.
fn surplus(text: &str, most: usize) -> impl Iterator<Item = (Range<usize>, usize)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + memchr::memchr(b'\n', &text.as_bytes()[from..])?;
            let run = &text[start..];
            // Most lines are followed by another, or by an empty one and another.
            if is_short(run.as_bytes(), most) {
                from = start + 2;
                continue;
            }
            let end = run.find(|c: char| !is_blank(c)).unwrap_or(run.len());
            let run = &run[..end];
            from = start + end;
            if from == text.len() {
                return Some((start..from, 0));
            }
            let feeds = run.bytes().filter(|byte| *byte == b'\n').count();
            let last = run.rfind('\n').map_or(0, |at| at + 1);
            if feeds > most + 1 {
                return Some((start..start + last, most + 1));
            }
        }
    })
}

/// Returns whether one or two line feeds, no more than may stay, precede a letter or sign
/// of ASCII.
fn is_short(run: &[u8], most: usize) -> bool {
    match run {
        [b'\n', b'!'..=b'~', ..] => true,
        [b'\n', b'\n', b'!'..=b'~', ..] => most > 0,
        _ => false,
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, '\n' | ' ' | '\u{A0}' | '\u{200B}' | '\u{FEFF}')
}

/// Returns whether a text has more empty lines in a row, or at its end, than may stay.
pub(super) fn has_surplus(text: &str, most: u32) -> bool {
    surplus(text, most as usize).next().is_some()
}

impl Draft<'_> {
    /// Removes empty lines where there are more in a row, and at the end of the text if it
    /// is `whole`. What lies in `verbatim` stays; those ranges are in order.
    pub(super) fn limit_blank_lines(&mut self, most: u32, verbatim: &[Range<usize>], whole: bool) {
        let text = &*self.text;
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

    use super::{Draft, has_surplus};

    #[track_caller]
    fn check(text: &str, most: u32, expect: &str) {
        let mut draft = Draft {
            text: Cow::Borrowed(text),
            ..Draft::default()
        };
        draft.limit_blank_lines(most, &[], true);
        assert_eq!(draft.text(), expect);
        assert_eq!(has_surplus(text, most), text != expect);
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
            ..Draft::default()
        };
        draft.limit_blank_lines(1, std::slice::from_ref(&(5..9)), true);
        assert_eq!(draft.text(), "a\n\nb\n\n\nc");
    }
}
