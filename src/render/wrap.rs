//! Breaks the lines of a text between words.

use std::ops::Range;

use crate::profile::compiled::LineOverride;
use crate::profile::{LineFormat, Wrap};

/// Breaks the lines of a text that are too long, but none in the verbatim ranges, which
/// are in order, and none before a sign that lines may not begin with.
pub(super) fn wrapped(
    text: &str,
    wrap: Wrap,
    verbatim: &[Range<usize>],
    overrides: &[LineOverride],
) -> String {
    let mut lines = Lines {
        overrides,
        out: String::with_capacity(text.len() + text.len() / 32),
        wrap,
    };
    let mut verbatim = verbatim.iter().peekable();
    let mut byte = 0;
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            lines.out.push('\n');
        }
        while verbatim.next_if(|range| range.end <= byte).is_some() {}
        let end = byte + line.len();
        let is_verbatim = verbatim
            .peek()
            .is_some_and(|range| range.start <= byte && byte < range.end);
        if is_verbatim {
            lines.begin(line);
            lines.push_fixed(line);
        } else {
            lines.push(line);
        }
        byte = end + 1;
    }
    lines.out
}

/// The lines that are written.
struct Lines<'p> {
    out: String,
    wrap: Wrap,
    overrides: &'p [LineOverride],
}

impl Lines<'_> {
    fn is_flowed(&self) -> bool {
        self.wrap.format() == LineFormat::Flowed
    }

    /// Puts a space before a line that could be read as something else. Returns how many
    /// characters that are.
    fn begin(&mut self, line: &str) -> usize {
        let line = line.trim_end_matches(' ');
        let is_stuffed =
            self.is_flowed() && (line.starts_with([' ', '>']) || line.starts_with("From "));
        if is_stuffed {
            self.out.push(' ');
        }
        usize::from(is_stuffed)
    }

    /// Adds the end of a line that no other line goes on with.
    fn push_fixed(&mut self, line: &str) {
        let line = if self.is_flowed() {
            line.trim_end_matches(' ')
        } else {
            line
        };
        self.out.push_str(line);
    }

    /// Adds a line, in as many lines as it needs.
    fn push(&mut self, line: &str) {
        let most = self.wrap.at() as usize;
        let mut rest = line;
        loop {
            let stuffed = self.begin(rest);
            let room = most.saturating_sub(stuffed);
            let Some(end) = self.line_end(rest, room) else {
                self.push_fixed(rest);
                return;
            };
            let (first, behind) = rest.split_at(end);
            rest = behind.trim_start_matches(' ');
            if rest.is_empty() {
                self.push_fixed(first);
                return;
            }
            self.out.push_str(first);
            if self.is_flowed() {
                // Spaces are part of the text, and all of them stay at the end.
                self.out.push_str(&behind[..behind.len() - rest.len()]);
            }
            self.out.push('\n');
        }
    }

    /// Returns where the first line ends, behind a word; `None` if all fits, or is one
    /// word.
    fn line_end(&self, text: &str, room: usize) -> Option<usize> {
        // The space at the end counts.
        let room = room.saturating_sub(usize::from(self.is_flowed()));
        let indent = text.len() - text.trim_start_matches(' ').len();
        let mut end = None;
        let mut is_word = false;
        for (count, (byte, c)) in text.char_indices().enumerate() {
            if c == ' ' && is_word && self.may_break(text, byte) {
                if count > room {
                    return end.or(Some(byte));
                }
                end = Some(byte);
            }
            is_word = c != ' ' && byte >= indent;
        }
        let fits = text
            .chars()
            .nth(room + usize::from(self.is_flowed()))
            .is_none();
        end.filter(|_| !fits)
    }

    /// Returns whether a line may end before the space at a byte: not where it would be read
    /// as the one above a signature, or the next one as something else.
    fn may_break(&self, text: &str, byte: usize) -> bool {
        if self.is_flowed() {
            return &text[..byte] != "--";
        }
        let next = text[byte..].trim_start_matches(' ');
        let is_sign = |line: &LineOverride| next.starts_with(&line.sign);
        !self.overrides.iter().any(is_sign)
    }
}

#[cfg(test)]
mod tests {
    use super::{LineFormat, LineOverride, Wrap, wrapped};

    #[track_caller]
    fn check(text: &str, fixed: &str, flowed: &str) {
        let wrap = Wrap::new(10);
        assert_eq!(wrapped(text, wrap, &[], &[]), fixed);
        let wrap = wrap.with_format(LineFormat::Flowed);
        assert_eq!(wrapped(text, wrap, &[], &[]), flowed);
    }

    #[test]
    fn lines_break_between_words() {
        check("", "", "");
        check("1234567890", "1234567890", "1234567890");
        check("12345 7890", "12345 7890", "12345 7890");
        check("12345 78901", "12345\n78901", "12345 \n78901");
        check("one two three", "one two\nthree", "one two \nthree");
        check("1234 6789 1", "1234 6789\n1", "1234 6789 \n1");
        check("12345 7890 1", "12345 7890\n1", "12345 \n7890 1");
        check("a\n\nb c", "a\n\nb c", "a\n\nb c");
        check("äöüäö öüäöü", "äöüäö\nöüäöü", "äöüäö \nöüäöü");
    }

    #[test]
    fn long_words_stay_whole() {
        let url = "https://npr.org/a/long/one";
        check(url, url, url);
        check(
            "See https://npr.org/a now",
            "See\nhttps://npr.org/a\nnow",
            "See \nhttps://npr.org/a \nnow",
        );
        check("   indented-long", "   indented-long", "    indented-long");
    }

    #[test]
    fn spaces_say_what_flows() {
        check("> quoted", "> quoted", " > quoted");
        check("From here", "From here", " From here");
        check("one  two  three", "one  two\nthree", "one  two  \nthree");
        check("fixed  \nend \n  ", "fixed  \nend \n  ", "fixed\nend\n");
        check("-- 34567890", "--\n34567890", "-- 34567890");
        check("one two > three", "one two >\nthree", "one two > \nthree");
        check("one three > two", "one three\n> two", "one three \n > two");
    }

    #[test]
    fn lines_begin_with_no_sign() {
        let overrides = ["=>", "="].map(|sign| LineOverride {
            sign: sign.to_owned(),
            text: format!(" {sign}"),
            is_in_pre: false,
        });
        let found = wrapped("one two => a = three", Wrap::new(5), &[], &overrides);
        assert_eq!(found, "one\ntwo =>\na =\nthree");
        let found = wrapped("=a =b =c d", Wrap::new(1), &[], &overrides);
        assert_eq!(found, "=a =b =c\nd");
    }

    #[test]
    fn verbatim_lines_stay() {
        let text = "one two three\none two three\none two three";
        let verbatim = std::slice::from_ref(&(14..27));
        let found = wrapped(text, Wrap::new(10), verbatim, &[]);
        assert_eq!(found, "one two\nthree\none two three\none two\nthree");
    }
}
