//! A marked line of a source.

use std::fmt;
use std::ops::Range;

use crate::text::units;

/// A line of a source with `^` under a part of it.
#[derive(Clone, Debug)]
pub(super) struct Caret<'s> {
    before: &'s str,
    marked: &'s str,
    after: &'s str,
}

/// The maximum number of characters of a line that are shown.
const SHOWN: usize = 76;

impl<'s> Caret<'s> {
    pub(super) fn new(source: &'s str, bytes: Range<usize>) -> Self {
        let start = units::prefix(source, bytes.start).len();
        let end = units::prefix(source, bytes.end).len().max(start);
        let (before, rest) = source.split_at(start);
        let (marked, after) = rest.split_at(end - start);
        let is_end = |c| matches!(c, '\n' | '\r');
        let line = before.rfind(is_end).map_or(0, |at| at + 1);
        let (marked, after) = match marked.find(is_end) {
            Some(at) => (&marked[..at], ""),
            None => (marked, &after[..after.find(is_end).unwrap_or(after.len())]),
        };
        Self {
            before: &before[line..],
            marked,
            after,
        }
    }
}

impl fmt::Display for Caret<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let marked: String = self.marked.chars().take(SHOWN).collect();
        let length = marked.chars().count();
        let room = (SHOWN - length) / 2;
        let skipped = self.before.chars().count().saturating_sub(room);
        let before: String = self.before.chars().skip(skipped).collect();
        let lead = if skipped > 0 { "…" } else { "" };
        let left = SHOWN - length - before.chars().count();
        let mut after: String = self.after.chars().take(left).collect();
        if after.len() < self.after.len() || marked.len() < self.marked.len() {
            after.push('…');
        }
        let line: String = [lead, &before, &marked, &after].concat();
        let line = line.replace(char::is_control, " ");
        let indent = lead.chars().count() + before.chars().count();
        let carets = "^".repeat(length.max(1));
        write!(f, "{}\n{:indent$}{carets}", line.trim_end(), "")
    }
}

#[cfg(test)]
mod tests {
    use super::Caret;

    #[test]
    fn parts_are_marked() {
        let check = |source: &str, bytes, expect: &str| {
            assert_eq!(Caret::new(source, bytes).to_string(), expect, "{source:?}");
        };
        check("", 0..0, "\n^");
        check("a<b>c", 1..4, "a<b>c\n ^^^");
        check("é\r\nx\ty<b\nid>c", 7..12, "x y<b\n   ^^");
        check("a\rbc\rd", 2..3, "bc\n^");
        check("日本<b>", 6..9, "日本<b>\n  ^^^");
        // A range of another source.
        check("é", 1..9, "é\n^");
    }

    #[test]
    fn long_lines_are_cut_around_the_part() {
        let source = format!("{}<b>{}", "a".repeat(90), "c".repeat(90));
        let shown = Caret::new(&source, 90..93).to_string();
        let expect = format!(
            "…{}<b>{}…\n{}^^^",
            "a".repeat(36),
            "c".repeat(37),
            " ".repeat(37)
        );
        assert_eq!(shown, expect);
        let shown = Caret::new(&source, 0..200).to_string();
        assert_eq!(shown, format!("{}…\n{}", "a".repeat(76), "^".repeat(76)));
    }
}
