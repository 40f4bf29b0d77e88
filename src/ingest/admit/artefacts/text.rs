//! Text under a table of artefacts: removes cursors that stand alone, and treats text in
//! elements that play a part.

use super::super::{Admit, Frame};
use super::Part;
use crate::html::char_ref::Decoded;
use crate::ingest::event::Bytes;
use crate::policy::Newlines;
use crate::text::whitespace::{Run, Verbatim};

/// The maximum length of a marker in bytes, including white space after it.
const MAX_MARKER: usize = 128;

/// Characters that are dropped unless words come before the next tag, each with whether
/// it was authored as a reference, and the position of the writer before them.
#[derive(Default)]
pub(super) struct Held {
    characters: Vec<(char, bool)>,
    at: (usize, usize),
    /// Whether a space among them has been written. It stays if they are dropped.
    has_space: bool,
    /// How many have been held so far.
    total: usize,
}

impl Held {
    pub(super) fn is_empty(&self) -> bool {
        self.characters.is_empty()
    }
}

impl Admit<'_> {
    /// Returns how many characters have been held so far.
    pub(in crate::ingest) fn held(&self) -> usize {
        self.parts.held.total
    }

    /// Returns those that are held and came behind the first `before` of all.
    pub(in crate::ingest) fn held_since(&self, before: usize) -> impl Iterator<Item = char> {
        let held = &self.parts.held;
        let new = held.total.saturating_sub(before);
        let old = held.characters.len().saturating_sub(new);
        held.characters[old..].iter().map(|(c, _)| *c)
    }

    /// Admits a run of text under a table.
    #[inline(never)]
    pub(in crate::ingest::admit) fn run_with_care(&mut self, run: Run<'_>, bytes: Bytes) {
        if self.removing > 0 {
            self.removes_text(run.words, bytes);
            return;
        }
        if self.parts.is_quiet() && !self.begins_odd(run.words) {
            self.writer.run(run);
            self.parts.words_at = Some(self.writer.mark());
            return;
        }
        if run.leads {
            self.careful(" ", false);
        }
        self.careful(run.words, false);
        if run.trails && !run.words.is_empty() {
            self.careful(" ", false);
        }
    }

    pub(in crate::ingest::admit) fn white_space_with_care(&mut self) {
        if self.removing > 0 {
            return;
        }
        if self.parts.is_quiet() {
            self.writer.white_space();
        } else {
            self.careful(" ", false);
        }
    }

    /// Admits preformatted text under a table.
    #[inline(never)]
    pub(in crate::ingest::admit) fn verbatim_with_care(&mut self, verbatim: Verbatim<'_>) {
        // White space is content in `pre`.
        let first = verbatim.text.chars().next();
        let is_odd = first.is_none_or(|c| !c.is_ascii() && self.is_odd(c));
        if self.parts.is_quiet() && !is_odd {
            self.writer.verbatim_run(verbatim);
            self.parts.words_at = Some(self.writer.mark());
        } else {
            self.careful(verbatim.text, false);
        }
    }

    pub(in crate::ingest::admit) fn text_with_care(&mut self, text: &str) {
        let words = text.trim_ascii_start();
        if self.parts.is_quiet() && !self.begins_odd(words) {
            self.plain_text(text);
            self.parts.words_at = Some(self.writer.mark());
        } else {
            self.careful(text, false);
        }
    }

    pub(in crate::ingest::admit) fn reference_with_care(&mut self, chars: Decoded) {
        if let Some(c) = chars.single().filter(|c| !self.is_odd(*c)) {
            if self.parts.is_quiet() {
                self.plain_reference(c);
                self.parts.words_at = Some(self.writer.mark());
                return;
            }
        }
        let text: String = chars.chars().collect();
        self.careful(&text, chars.single().is_some());
    }

    /// Admits text that artefacts may affect.
    pub(super) fn careful(&mut self, text: &str, is_reference: bool) {
        if text.is_empty() {
            return;
        }
        if let Some(marker) = &mut self.parts.marker {
            marker.push_str(text);
            if marker.len() > MAX_MARKER {
                self.give_up_marker();
            }
            return;
        }
        let is_white = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if is_white {
            if self.is_between_lines() {
                self.parts.gap.push_str(text);
                return;
            }
            if self.parts.is_exposed || self.parts.pending.is_some() {
                return;
            }
        } else {
            self.write_gap();
            self.settle_lists();
            self.parts.label_at = None;
            self.parts.image = None;
            self.attend();
        }
        if matches!(self.frames.last(), Some(Frame::Part(Part::Space))) && text.contains('\u{A0}') {
            let text = text.replace('\u{A0}', " ");
            return self.hold_or_write(&text, false);
        }
        self.hold_or_write(text, is_reference);
    }

    /// Holds text that may be dropped; writes any other text, after the text held before
    /// it.
    fn hold_or_write(&mut self, text: &str, is_reference: bool) {
        let in_pre = self.in_pre();
        let Some(table) = self.policy.artefacts.as_deref() else {
            return;
        };
        if self.policy.newlines != Newlines::Collapse && !in_pre {
            return self.write(text, is_reference);
        }
        let in_filler = matches!(self.frames.last(), Some(Frame::Part(Part::Filler)));
        let is_cursor = |c: char| table.is_cursor(c) || (in_filler && c == '\u{A0}');
        let is_blank = |c: char| is_cursor(c) || (!in_pre && c.is_ascii_whitespace());
        let at = self.writer.mark();
        if text.chars().all(is_blank) {
            let is_beside_words = self.parts.words_at == Some(at);
            let is_idle = self.parts.held.is_empty() && !text.chars().any(is_cursor);
            if is_beside_words || is_idle {
                self.write(text, is_reference);
                if is_beside_words {
                    self.parts.words_at = Some(self.writer.mark());
                }
                return;
            }
            if self.parts.held.at != at {
                self.discard_held();
            }
            self.parts.held.at = at;
            for c in text.chars() {
                self.hold(c, is_reference);
            }
            return;
        }
        if self.parts.held.at == at {
            if std::mem::take(&mut self.parts.held.has_space) {
                self.writer.take_space_back();
            }
            for (c, is_reference) in std::mem::take(&mut self.parts.held.characters) {
                self.write(c.encode_utf8(&mut [0; 4]), is_reference);
            }
        } else {
            self.discard_held();
        }
        self.write(text, is_reference);
        // A U+FEFF that begins the text is not a word.
        let is_word = |c: char| !is_blank(c) && c != '\u{FEFF}';
        if text.chars().any(is_word) {
            self.parts.words_at = Some(self.writer.mark());
        }
    }

    fn write(&mut self, text: &str, is_reference: bool) {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if is_reference => self.plain_reference(c),
            _ => self.plain_text(text),
        }
    }

    fn hold(&mut self, c: char, is_reference: bool) {
        if c.is_ascii_whitespace() {
            let before = self.writer.bytes();
            self.writer.white_space();
            self.parts.held.has_space |= self.writer.bytes() > before;
        }
        self.parts.held.characters.push((c, is_reference));
        self.parts.held.total += 1;
    }

    /// Drops the held characters, except for a space that has been written.
    pub(super) fn discard_held(&mut self) {
        self.parts.held.characters.clear();
        self.parts.held.has_space = false;
    }

    /// Whether the writer is between lines of code.
    fn is_between_lines(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::Part(Part::Code { .. })))
    }

    /// Writes the white space before anything other than a line of code. In `pre` it is
    /// content like words.
    pub(super) fn write_gap(&mut self) {
        if !self.parts.gap.is_empty() {
            let gap = std::mem::take(&mut self.parts.gap);
            self.plain_text(&gap);
            self.parts.words_at = Some(self.writer.mark());
        }
    }

    /// Marks a border: words before it are not adjacent to what follows.
    pub(in crate::ingest::admit) fn part_words(&mut self) {
        self.parts.words_at = None;
        if !self.parts.held.is_empty() {
            self.discard_held();
        }
    }

    /// Whether text may begin with something other than a word: it is empty, or begins
    /// with a cursor.
    #[inline]
    fn begins_odd(&self, words: &str) -> bool {
        words.chars().next().is_none_or(|c| self.is_odd(c))
    }

    /// Whether words may not begin with the character.
    #[inline]
    fn is_odd(&self, c: char) -> bool {
        let table = self.policy.artefacts.as_deref();
        c.is_ascii_whitespace()
            || c.is_ascii_control()
            || c == '\u{FEFF}'
            || (!c.is_ascii() && table.is_some_and(|table| table.is_cursor(c)))
    }
}
