//! The separators between two characters of a text, in one table for all code that writes
//! or reads them.
//!
//! | border between them | required separator |
//! |---|---|
//! | of a paragraph | an empty line: `\n\n` |
//! | of any other block or a row of a table | a line feed: `\n` |
//! | of a cell | a tab for each cell that was passed in the line: `\t` |
//!
//! Of several line breaks the greatest counts. A new line discards the cells passed
//! before it, so cells after the last character of a row require nothing. Borders within
//! a cell require something only between two characters of this cell: a block that fills
//! its cell is separated from others by the cell's tab alone.

use std::borrow::Cow;

use crate::authority::DisplayKind;
use crate::growth;
use crate::num::to_u32;

/// The separator that the border of an element requires. The bits of a paragraph include
/// those of a block, so that `and` is the maximum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RequiredBreak(u8);

impl RequiredBreak {
    pub(crate) const NOTHING: Self = Self(0);
    const BLOCK: Self = Self(0b001);
    const PARAGRAPH: Self = Self(0b011);
    const CELL: Self = Self(0b100);

    /// Returns the break that an edge of this display requires.
    pub(crate) fn by(display: DisplayKind) -> Self {
        match display {
            DisplayKind::Inline | DisplayKind::Atomic | DisplayKind::Break => Self::NOTHING,
            DisplayKind::Cell => Self::CELL,
            DisplayKind::Block => Self::BLOCK,
            DisplayKind::Paragraph => Self::PARAGRAPH,
        }
    }

    /// Whether lines begin and end there.
    pub(crate) fn has_line(self) -> bool {
        self.line() != 0
    }

    /// The line of it: a paragraph, a block, or nothing.
    #[inline]
    fn line(self) -> u8 {
        self.0 & Self::PARAGRAPH.0
    }
}

/// The separator between two characters: line feeds, then tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Separator {
    /// The line part of a [`RequiredBreak`].
    line: u8,
    tabs: u32,
}

impl Separator {
    const NOTHING: Self = Self { line: 0, tabs: 0 };

    #[inline]
    pub(crate) fn is_nothing(self) -> bool {
        self == Self::NOTHING
    }

    /// Returns the one that is required by the borders of both, if nothing stands between
    /// them and those of the other come first.
    pub(crate) fn behind(self, before: Self) -> Self {
        // A new line discards the cells before it.
        let tabs = if self.line == 0 { before.tabs } else { 0 };
        Self {
            line: before.line | self.line,
            tabs: tabs + self.tabs,
        }
    }

    pub(crate) fn text(self) -> Cow<'static, str> {
        let lines = match self.line {
            0 => "",
            1 => "\n",
            _ => "\n\n",
        };
        match self.tabs {
            0 => lines.into(),
            tabs => (lines.to_owned() + &"\t".repeat(tabs as usize)).into(),
        }
    }

    /// Returns the rest of a text that begins with this separator, or with the weaker one
    /// that is asked for where a paragraph before it is hidden.
    pub(crate) fn strip(self, text: &str) -> Option<&str> {
        text.strip_prefix(&*self.text()).or_else(|| {
            let block = Self {
                line: RequiredBreak::BLOCK.0,
                ..self
            };
            let is_paragraph = self.line == RequiredBreak::PARAGRAPH.0;
            text.strip_prefix(&*block.text()).filter(|_| is_paragraph)
        })
    }

    /// Appends the separator; returns its number of characters, which are bytes as well.
    #[inline]
    pub(crate) fn write(self, out: &mut String) -> u32 {
        match (self.line, self.tabs) {
            (1, 0) => {
                growth::push_str(out, "\n");
                1
            }
            (3, 0) => {
                growth::push_str(out, "\n\n");
                2
            }
            _ => self.write_any(out),
        }
    }

    #[cold]
    fn write_any(self, out: &mut String) -> u32 {
        let text = self.text();
        growth::push_str(out, &text);
        to_u32(text.len())
    }
}

/// Tracks the borders of elements since the last character, and combines the separators
/// that they require.
#[derive(Clone, Debug, Default)]
pub(crate) struct Borders {
    asked: Separator,
    /// For each open cell, the separator that was required when it opened.
    cells: Vec<Separator>,
    /// How many of these cells, from the outermost, contain the last character.
    filled: usize,
}

impl Borders {
    /// Starts between two blocks outside of any cell.
    pub(crate) fn between(asked: Separator) -> Self {
        let mut borders = Self::default();
        borders.restart(asked);
        borders
    }

    /// Starts anew, between two blocks outside of any cell.
    pub(crate) fn restart(&mut self, asked: Separator) {
        self.asked = asked;
        self.cells.clear();
        self.filled = 0;
    }

    /// Returns the separator required before the next character.
    #[inline]
    pub(crate) fn asked(&self) -> Separator {
        self.asked
    }

    /// Opens an element.
    #[inline]
    pub(crate) fn open(&mut self, required: RequiredBreak) {
        match required {
            RequiredBreak::NOTHING => {}
            RequiredBreak::CELL => self.open_cell(),
            _ => self.line(required),
        }
    }

    /// Closes an element.
    #[inline]
    pub(crate) fn close(&mut self, required: RequiredBreak) {
        match required {
            RequiredBreak::NOTHING => {}
            RequiredBreak::CELL => self.close_cell(),
            _ => self.line(required),
        }
    }

    /// Adds a character; returns the separator before it.
    #[inline]
    pub(crate) fn character(&mut self) -> Separator {
        self.filled = self.cells.len();
        std::mem::take(&mut self.asked)
    }

    #[inline]
    fn line(&mut self, required: RequiredBreak) {
        if self.filled < self.cells.len() {
            self.line_in_empty_cell();
        } else {
            self.asked.line |= required.line();
            self.asked.tabs = 0;
        }
    }

    /// The last character is outside of the cell.
    #[cold]
    fn line_in_empty_cell(&mut self) {
        self.asked = self.cells.last().copied().unwrap_or_default();
    }

    fn open_cell(&mut self) {
        if self.asked.is_nothing() {
            // Separates the cell from any content before it.
            self.asked.tabs = 1;
        }
        self.cells.push(self.asked);
    }

    fn close_cell(&mut self) {
        let before = self.cells.pop().unwrap_or_default();
        self.asked = if self.cells.len() < self.filled {
            self.filled = self.cells.len();
            Separator::NOTHING
        } else {
            before
        };
        self.asked.tabs += 1;
    }
}

/// The breaks that the edges of spans between two characters of a stored text require,
/// and whether one of these edges is written as a tag. A written edge makes up for the
/// separator.
///
/// Recognises the separators that [`Borders`] requires, and older ones, from before cells
/// were counted: a single tab, or the line feeds of the blocks in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PendingBreak(u8);

impl PendingBreak {
    const WRITTEN: u8 = 0b1000;
    const SEPARATED: u8 = 0b1_0000;
    /// The state after a separator: later edges come after it.
    pub(crate) const FOUND: Self = Self(Self::SEPARATED);

    /// Makes the break of a single edge. An edge that requires nothing cannot make up for
    /// a separator.
    pub(crate) fn of(asked: RequiredBreak, is_written: bool) -> Self {
        if is_written && asked != RequiredBreak::NOTHING {
            Self(asked.0 | Self::WRITTEN)
        } else {
            Self(asked.0)
        }
    }

    #[inline]
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the separator has been found.
    #[inline]
    pub(crate) fn is_found(self) -> bool {
        self.0 & Self::SEPARATED != 0
    }

    /// Returns the break as if none of the edges were written.
    pub(crate) fn as_unwritten(self) -> Self {
        Self(self.0 & !Self::WRITTEN)
    }

    #[inline]
    pub(crate) fn has_written(self) -> bool {
        self.0 & Self::WRITTEN != 0
    }

    pub(crate) fn asks_nothing(self) -> bool {
        self.as_unwritten() == Self::default()
    }

    /// Returns the length of the separator at the start of a text that written edges make
    /// up for; 0 if there is none.
    #[inline]
    pub(crate) fn made_up_at_start(self, text: &[u8]) -> usize {
        if !self.has_written() {
            return 0;
        }
        if self.0 & RequiredBreak::CELL.0 != 0 {
            return separator_at_start(text);
        }
        match (RequiredBreak(self.0).line(), text) {
            (1, [b'\n', ..]) => 1,
            (3, [b'\n', b'\n', ..]) => 2,
            _ => 0,
        }
    }

    /// Returns the length of the separator at the end of a text that written edges make
    /// up for; 0 if there is none.
    #[inline]
    pub(crate) fn made_up_at_end(self, text: &[u8]) -> usize {
        if !self.has_written() {
            return 0;
        }
        if self.0 & RequiredBreak::CELL.0 != 0 {
            return separator_at_end(text);
        }
        match (RequiredBreak(self.0).line(), text) {
            (1, [.., b'\n']) => 1,
            (3, [.., b'\n', b'\n']) => 2,
            _ => 0,
        }
    }
}

/// Returns the length of any separator at the start of a text.
pub(crate) fn separator_at_start(text: &[u8]) -> usize {
    let lines = text.iter().take(2).take_while(|b| **b == b'\n').count();
    let tabs = text[lines..].iter().take_while(|b| **b == b'\t').count();
    lines + tabs
}

/// Returns the length of any separator at the end of a text.
pub(crate) fn separator_at_end(text: &[u8]) -> usize {
    let tabs = text.iter().rev().take_while(|b| **b == b'\t').count();
    let before = text[..text.len() - tabs].iter().rev().take(2);
    tabs + before.take_while(|b| **b == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::{Borders, RequiredBreak, separator_at_end, separator_at_start};

    /// Checks the text of a script of characters and borders: `[]` is a paragraph, `{}`
    /// another block, `<>` a cell.
    #[track_caller]
    fn check(script: &str, expected: &str) {
        let (mut borders, mut text) = (Borders::default(), String::new());
        for c in script.chars() {
            match c {
                '[' => borders.open(RequiredBreak::PARAGRAPH),
                ']' => borders.close(RequiredBreak::PARAGRAPH),
                '{' => borders.open(RequiredBreak::BLOCK),
                '}' => borders.close(RequiredBreak::BLOCK),
                '<' => borders.open(RequiredBreak::CELL),
                '>' => borders.close(RequiredBreak::CELL),
                _ => {
                    borders.character().write(&mut text);
                    text.push(c);
                }
            }
        }
        let text = text.replace('\n', "¶").replace('\t', "→");
        assert_eq!(text.trim_start_matches(['¶', '→']), expected, "{script}");
    }

    #[test]
    fn the_greatest_line_counts() {
        check("[a][b]", "a¶¶b");
        check("{a}{b}", "a¶b");
        check("{[a]}{[b]}", "a¶¶b");
        check("[a]b{c}", "a¶¶b¶c");
    }

    #[test]
    fn each_cell_that_is_passed_is_a_tab() {
        check("{<a><b>}", "a→b");
        check("{<a><><><b>}", "a→→→b");
        // Empty cells at the beginning of a row, after text.
        check("x{<><b>}", "x¶→b");
        check("{<a><b>}{<><c>}", "a→b¶→c");
        check("{<><a>}", "a");
        // Empty cells at the end of a row.
        check("{<a><><>}{<b>}", "a¶b");
        check("{<a>}{<><>}{<b>}", "a¶b");
        check("x<a>y<>z", "x→a→y→→z");
    }

    #[test]
    fn what_fills_a_cell_asks_for_no_more_than_the_cell() {
        check("{<[a]><[b]>}", "a→b");
        check("{<{[a]}><{[b]}>}", "a→b");
        check("{<[a][b]><[c]>}", "a¶¶b→c");
        check("{<a[b]><[c]d>}", "a¶¶b→c¶¶d");
        check("{<a><[]><[b]>}", "a→→b");
        // A table in a table.
        check("{<a><{<><b>}{<c><>}><d>}", "a→→b¶c→d");
        check("{<a><{<><>}{<b>}><d>}", "a→b→d");
        check("{<a{<b><c>}><d>}", "a¶b→c→d");
    }

    #[test]
    fn a_separator_is_found() {
        for (text, start, end) in [
            ("a", 0, 0),
            ("\na\t", 1, 1),
            ("\n\n\na", 2, 0),
            ("\n\t\ta\n\t", 3, 2),
            ("a\t\n\n\n", 0, 2),
            ("\t\n", 1, 1),
        ] {
            let text = text.as_bytes();
            assert_eq!(
                (separator_at_start(text), separator_at_end(text)),
                (start, end)
            );
        }
    }
}
