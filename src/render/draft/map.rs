//! Where the text of a draft comes from.

use std::ops::Range;

use crate::text::{Address, AddressRange};

/// The address of every byte of a draft.
#[derive(Clone, Debug, Default)]
pub(in crate::render) struct Map {
    /// Where pieces begin, in order. Each goes up to the next one.
    pieces: Vec<Piece>,
    /// Where the content ends that the draft is of.
    end: u32,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) byte: usize,
    /// Of its first character, or of what all of it stands for.
    pub(super) start: u32,
    /// Of what stands behind it, if it does not run on.
    pub(super) end: u32,
    /// Whether it is text of the content, character by character.
    pub(super) runs_on: bool,
}

impl Map {
    /// The whole content, or nothing of it yet.
    pub(in crate::render) fn new(end: Address) -> Self {
        Self {
            pieces: Vec::new(),
            end: end.get(),
        }
    }

    /// From this byte on, text of the content goes on from an address.
    pub(in crate::render) fn run(&mut self, byte: usize, start: Address) {
        self.push(Piece {
            byte,
            start: start.get(),
            end: start.get(),
            runs_on: true,
        });
    }

    /// From this byte on, something stands for characters of the content, which
    /// may be none.
    pub(in crate::render) fn stand(&mut self, byte: usize, source: AddressRange) {
        self.push(Piece {
            byte,
            start: source.start().get(),
            end: source.end().get(),
            runs_on: false,
        });
    }

    fn push(&mut self, piece: Piece) {
        while self
            .pieces
            .last()
            .is_some_and(|last| last.byte >= piece.byte)
        {
            self.pieces.pop();
        }
        self.pieces.push(piece);
    }

    /// The characters that bytes of a text stand for.
    pub(super) fn range(&self, text: &str, bytes: Range<usize>) -> AddressRange {
        let start = self.address(text, bytes.start, false);
        let end = match bytes.is_empty() {
            true => start,
            false => self.address(text, bytes.end, true).max(start),
        };
        AddressRange::new(Address::new(start), Address::new(end)).unwrap_or_default()
    }

    /// The address of a byte; as the end of what is before it, or as the start of
    /// what follows.
    fn address(&self, text: &str, byte: usize, is_end: bool) -> u32 {
        let is_before = |piece: &Piece| match is_end {
            true => piece.byte < byte,
            false => piece.byte <= byte,
        };
        let at = self.pieces.partition_point(is_before);
        let Some(piece) = at.checked_sub(1).map(|at| self.pieces[at]) else {
            return 0;
        };
        match (piece.runs_on, is_end) {
            (true, _) => {
                let run = &text[piece.byte..byte];
                let characters = run.chars().fold(0_u32, |count, _| count.saturating_add(1));
                piece.start.saturating_add(characters).min(self.end)
            }
            (false, true) => piece.end,
            (false, false) if byte >= text.len() => piece.end,
            (false, false) => piece.start,
        }
    }

    /// Where the content ends.
    pub(super) fn content_end(&self) -> u32 {
        self.end
    }

    /// The pieces that begin before a byte.
    pub(super) fn up_to(&self, byte: usize) -> Self {
        let kept = self.pieces.partition_point(|piece| piece.byte < byte);
        Self {
            pieces: self.pieces[..kept].to_vec(),
            end: self.end,
        }
    }

    /// The pieces, in order.
    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }
}
