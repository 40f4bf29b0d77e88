//! Where text is left out: the white space on one side of it is enough.

/// How many bytes of white space go where two texts meet and what stood between
/// them is hidden: off the end of the text before, and off the beginning of the
/// one behind. Of white space on both sides the stronger stays: blank lines, line
/// feeds, tabs, spaces; at the start of a line none does. In preformatted text one
/// space goes where there is one on both sides.
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

/// What weighs more parts what is beside it more.
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
