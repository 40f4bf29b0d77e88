//! Joins two texts around hidden content: white space on one side is enough.

/// The white space at the end of a text, by what it separates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Space {
    bytes: usize,
    feeds: usize,
    tabs: usize,
}

impl Space {
    /// The white space at the end of a text, and whether that is all of it.
    #[inline]
    fn at_end_of(text: &str) -> (Self, bool) {
        let mut space = Self::default();
        for byte in text.bytes().rev() {
            match byte {
                b'\n' => space.feeds += 1,
                b'\t' => space.tabs += 1,
                b' ' | b'\r' | b'\x0C' => {}
                _ => return (space, false),
            }
            space.bytes += 1;
        }
        (space, true)
    }

    pub(super) fn bytes(self) -> usize {
        self.bytes
    }

    /// Notes text that is added at the end.
    #[inline]
    pub(super) fn push(&mut self, text: &str) {
        let (own, is_all) = Self::at_end_of(text);
        if is_all {
            self.bytes += own.bytes;
            self.feeds += own.feeds;
            self.tabs += own.tabs;
        } else {
            *self = own;
        }
    }

    /// Notes white space that is removed from the end.
    pub(super) fn pop(&mut self, removed: &str) {
        let (removed, _) = Self::at_end_of(removed);
        self.bytes -= removed.bytes;
        self.feeds -= removed.feeds;
        self.tabs -= removed.tabs;
    }

    /// Ranks white space by how strongly it separates.
    fn weight(self) -> usize {
        match self.feeds {
            0 if self.tabs > 0 => 2,
            0 => usize::from(self.bytes > 0),
            feeds => 2 + feeds.min(2),
        }
    }
}

/// Returns how many bytes of white space to remove where two texts meet because the
/// content between them is hidden: off the end of the one before, whose last white
/// space is `before`, and off the beginning of `behind`. If both sides have white space, the
/// stronger stays: blank lines, line feeds, tabs, spaces. At the start of a line none
/// stays.
pub(super) fn seam(before: Space, behind: &str, is_line_start: bool) -> (usize, usize) {
    let white = &behind[..behind.len() - behind.trim_ascii_start().len()];
    let (white, _) = Space::at_end_of(white);
    if before.weight() >= white.weight() || is_line_start {
        (0, white.bytes)
    } else {
        (before.bytes, 0)
    }
}

/// Returns how many bytes of white space to remove off the beginning of preformatted
/// text behind hidden content: one space, if the text before ends in one.
pub(super) fn seam_in_pre(before: &str, behind: &str) -> usize {
    usize::from(before.ends_with(' ') && behind.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::{Space, seam, seam_in_pre};

    fn space(text: &str) -> Space {
        let mut space = Space::default();
        space.push(text);
        space
    }

    #[test]
    fn the_stronger_white_space_stays() {
        let check = |before, behind, gone| assert_eq!(seam(space(before), behind, false), gone);
        check("a ", " b", (0, 1));
        check("a ", "\n\nb", (1, 0));
        check("a\n\n", "\nb", (0, 1));
        check("a\t", "  b", (0, 2));
        check("a", " b", (0, 0));
        check("a ", "b", (0, 0));
        assert_eq!(seam(space(""), " b", true), (0, 1));
        assert_eq!(seam_in_pre("a  ", "  b"), 1);
        assert_eq!(seam_in_pre("", "  b"), 0);
    }

    /// In any pieces, and taken off again, it is what the text ends in.
    #[test]
    fn white_space_is_followed() {
        let pieces = ["a", " ", "\n", "\t", " \n", "b \t", "", "é", "\n\nc", "  "];
        for code in 0..pieces.len().pow(4) {
            let (mut text, mut followed) = (String::new(), Space::default());
            let mut rest = code;
            for _ in 0..4 {
                let piece = pieces[rest % pieces.len()];
                rest /= pieces.len();
                text.push_str(piece);
                followed.push(piece);
            }
            assert_eq!(followed, space(&text), "{text:?}");
            while text.ends_with([' ', '\n', '\t']) {
                let last = text.split_off(text.len() - 1);
                followed.pop(&last);
                assert_eq!(followed, space(&text), "{text:?}");
            }
        }
    }
}
