//! Joins two texts around hidden content: white space on one side is enough.

/// Returns how many bytes of white space to remove where two texts meet because the
/// content between them is hidden: off the end of `before`, and off the beginning of
/// `behind`. If both sides have white space, the stronger stays: blank lines, line
/// feeds, tabs, spaces. At the start of a line none stays. In preformatted text only
/// one space is removed, if both sides have one.
pub(super) fn seam(
    before: &str,
    behind: &str,
    is_line_start: bool,
    is_pre: bool,
) -> (usize, usize) {
    if is_pre {
        let is_doubled = before.ends_with(' ') && behind.starts_with(' ');
        return (0, usize::from(is_doubled));
    }
    let white_before = &before[before.trim_ascii_end().len()..];
    let white_behind = &behind[..behind.len() - behind.trim_ascii_start().len()];
    if weight(white_before) >= weight(white_behind) || is_line_start {
        (0, white_behind.len())
    } else {
        (white_before.len(), 0)
    }
}

/// Ranks white space by how strongly it separates.
fn weight(white: &str) -> usize {
    match white.matches('\n').count() {
        0 if white.contains('\t') => 2,
        0 => usize::from(!white.is_empty()),
        feeds => 2 + feeds.min(2),
    }
}

#[cfg(test)]
mod tests {
    use super::seam;

    #[test]
    fn the_stronger_white_space_stays() {
        let check = |before, behind, gone| assert_eq!(seam(before, behind, false, false), gone);
        check("a ", " b", (0, 1));
        check("a ", "\n\nb", (1, 0));
        check("a\n\n", "\nb", (0, 1));
        check("a\t", "  b", (0, 2));
        check("a", " b", (0, 0));
        check("a ", "b", (0, 0));
        assert_eq!(seam("", " b", true, false), (0, 1));
        assert_eq!(seam("a  ", "  b", false, true), (0, 1));
        assert_eq!(seam("", "  b", true, true), (0, 0));
    }
}
