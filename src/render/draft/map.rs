//! Maps the text of a draft to the content it comes from.

use std::ops::Range;

use super::edit::Edit;
use crate::text::{Address, AddressRange, units};

/// The origin of every byte of a draft.
#[derive(Clone, Debug, Default)]
pub(in crate::render) struct Map {
    /// The pieces in order, by their start. Each ends where the next begins.
    pieces: Vec<Piece>,
    /// The end of the content.
    end: u32,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    byte: usize,
    source: Source,
}

/// The origin of a piece.
#[derive(Clone, Copy, Debug)]
enum Source {
    /// Text of the content from this address on, character by character.
    Run(u32),
    /// A replacement for these characters.
    Stand(u32, u32),
    /// Text of the profile that replaces these characters.
    Instead(u32, u32),
    /// Text of the profile, put in at an address.
    Own(u32),
    /// A URL, put in at an address.
    Url(u32),
}

impl Source {
    fn is_own(self) -> bool {
        matches!(self, Self::Own(_) | Self::Instead(..))
    }

    fn is_fixed(self) -> bool {
        self.is_own() || matches!(self, Self::Url(_))
    }
}

impl Map {
    /// Makes an empty map for content that ends at an address.
    pub(in crate::render) fn new(end: Address) -> Self {
        Self {
            pieces: Vec::new(),
            end: end.get(),
        }
    }

    /// Starts a piece: text of the content, from an address on.
    pub(in crate::render) fn run(&mut self, byte: usize, start: Address) {
        self.push(byte, Source::Run(start.get()));
    }

    /// Starts a piece: a replacement for characters of the content.
    pub(in crate::render) fn stand(&mut self, byte: usize, source: AddressRange) {
        let (start, end) = (source.start().get(), source.end().get());
        self.push(byte, Source::Stand(start, end));
    }

    /// Starts a piece: text of the profile that replaces characters of the content.
    pub(in crate::render) fn instead(&mut self, byte: usize, source: AddressRange) {
        let (start, end) = (source.start().get(), source.end().get());
        self.push(byte, Source::Instead(start, end));
    }

    /// Starts a piece: text of the profile.
    pub(in crate::render) fn own(&mut self, byte: usize, at: Address) {
        self.push(byte, Source::Own(at.get()));
    }

    /// Starts a piece: a URL.
    pub(in crate::render) fn url(&mut self, byte: usize, at: Address) {
        self.push(byte, Source::Url(at.get()));
    }

    fn push(&mut self, byte: usize, source: Source) {
        while self.pieces.last().is_some_and(|last| last.byte >= byte) {
            self.pieces.pop();
        }
        self.pieces.push(Piece { byte, source });
    }

    /// Returns the characters that a byte range stands for.
    pub(super) fn range(&self, text: &str, bytes: Range<usize>) -> AddressRange {
        self.follow(text).range(bytes)
    }

    /// Moves a cut out of a replacement or a text of the profile, e.g. a URL. Those are
    /// only cut between words.
    pub(in crate::render) fn cut(&self, text: &str, byte: usize) -> usize {
        let behind = self.pieces.partition_point(|piece| piece.byte < byte);
        let Some(piece) = behind.checked_sub(1).map(|at| self.pieces[at]) else {
            return byte;
        };
        let end = self.pieces.get(behind).map_or(text.len(), |next| next.byte);
        let is_parted = !matches!(piece.source, Source::Run(_)) && byte < end;
        let first = text[piece.byte..byte].trim_start();
        if is_parted && !first.contains(char::is_whitespace) {
            piece.byte
        } else {
            byte
        }
    }

    /// Copies the pieces that begin before a byte.
    pub(super) fn up_to(&self, byte: usize) -> Self {
        let kept = self.pieces.partition_point(|piece| piece.byte < byte);
        Self {
            pieces: self.pieces[..kept].to_vec(),
            end: self.end,
        }
    }

    /// Lists the ranges of text of the profile, in order, in a text of this length.
    pub(in crate::render) fn own_ranges(
        &self,
        length: usize,
    ) -> impl Iterator<Item = Range<usize>> {
        self.ranges_of(length, Source::is_own)
    }

    /// Returns the address of the text from a byte on, if all of it is of the content.
    pub(super) fn run_from(&self, text: &str, byte: usize) -> Option<Address> {
        match self.pieces.last()? {
            Piece {
                byte: start,
                source: Source::Run(address),
            } if *start <= byte => {
                let passed = units::count(&text[*start..byte]);
                Some(Address::new(address.saturating_add(passed)))
            }
            _ => None,
        }
    }

    /// Lists the ranges of text of the profile within a range, in order.
    pub(super) fn own_in(&self, bytes: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let first = self
            .pieces
            .partition_point(|piece| piece.byte <= bytes.start);
        let pieces = &self.pieces[first.saturating_sub(1)..];
        let ends = pieces.iter().skip(1).map(|piece| piece.byte);
        let pieces = pieces.iter().zip(ends.chain([usize::MAX]));
        let here = pieces.take_while(move |(piece, _)| piece.byte < bytes.end);
        here.filter(|(piece, _)| piece.source.is_own())
            .map(move |(piece, end)| piece.byte.max(bytes.start)..end.min(bytes.end))
    }

    /// Lists the ranges that no override applies to, in order, in a text of this length:
    /// text of the profile, and URLs.
    pub(in crate::render) fn fixed_ranges(
        &self,
        length: usize,
    ) -> impl Iterator<Item = Range<usize>> {
        self.ranges_of(length, Source::is_fixed)
    }

    fn ranges_of(
        &self,
        length: usize,
        is_it: fn(Source) -> bool,
    ) -> impl Iterator<Item = Range<usize>> {
        let ends = self.pieces.iter().skip(1).map(|piece| piece.byte);
        let pieces = self.pieces.iter().zip(ends.chain([length]));
        let found = pieces.filter(move |(piece, _)| is_it(piece.source));
        found.map(move |(piece, end)| piece.byte.min(length)..end.min(length))
    }

    /// Returns a cursor for queries in the order of the text.
    pub(in crate::render) fn follow<'m>(&'m self, text: &'m str) -> Follow<'m> {
        Follow {
            map: self,
            text,
            next: 0,
            source: Source::Own(0),
            byte: 0,
        }
    }

    /// Returns the map of the edited text. Edits must be in order.
    pub(super) fn edited(&self, text: &str, edits: &[Edit]) -> Self {
        let mut edited = Self {
            pieces: Vec::with_capacity(self.pieces.len() + 2 * edits.len()),
            end: self.end,
        };
        let mut follow = self.follow(text);
        let mut pieces = self.pieces.iter().peekable();
        let (mut old, mut new) = (0, 0);
        let last = Edit {
            old: text.len()..text.len(),
            new: usize::MAX..usize::MAX,
        };
        for edit in edits.iter().chain([&last]) {
            while let Some(piece) = pieces.next_if(|piece| piece.byte < edit.old.start) {
                if piece.byte >= old {
                    edited.push(new + (piece.byte - old), piece.source);
                }
            }
            if edit.old.start == text.len() && edit.new.start == usize::MAX {
                break;
            }
            let origin = follow.source(edit.old.start);
            let source = follow.range(edit.old.clone());
            match origin {
                Source::Own(_) => edited.own(edit.new.start, source.start()),
                Source::Url(_) => edited.url(edit.new.start, source.start()),
                Source::Instead(..) => edited.instead(edit.new.start, source),
                Source::Run(_) | Source::Stand(..) => edited.stand(edit.new.start, source),
            }
            (old, new) = (edit.old.end, edit.new.end);
            if old < text.len() {
                edited.push(new, follow.source(old));
            }
        }
        edited
    }
}

/// A cursor over a [`Map`]: queries must be in ascending order.
#[derive(Clone, Debug)]
pub(in crate::render) struct Follow<'m> {
    map: &'m Map,
    text: &'m str,
    next: usize,
    /// The origin of the text from `byte` on.
    source: Source,
    byte: usize,
}

impl Follow<'_> {
    /// Advances to a byte; `enters` says whether to enter a piece that begins there.
    fn go(&mut self, byte: usize, enters: bool) {
        while let Some(piece) = self.map.pieces.get(self.next) {
            if piece.byte > byte || (piece.byte == byte && !enters) {
                break;
            }
            (self.source, self.byte) = (piece.source, piece.byte);
            self.next += 1;
        }
        if let Source::Run(address) = &mut self.source {
            if let Some(passed) = self.text.get(self.byte..byte) {
                *address = address
                    .saturating_add(units::count(passed))
                    .min(self.map.end);
            }
        }
        self.byte = self.byte.max(byte);
    }

    fn source(&mut self, byte: usize) -> Source {
        self.go(byte, true);
        self.source
    }

    /// Returns whether the text at a byte is the profile's own, or a URL.
    pub(in crate::render) fn is_own(&mut self, byte: usize) -> bool {
        self.source(byte).is_fixed()
    }

    /// Returns the characters that a byte range stands for.
    pub(in crate::render) fn range(&mut self, bytes: Range<usize>) -> AddressRange {
        let start = match self.source(bytes.start) {
            Source::Run(start) | Source::Own(start) | Source::Url(start) => start,
            Source::Stand(_, end) | Source::Instead(_, end) if bytes.start >= self.text.len() => {
                end
            }
            Source::Stand(start, _) | Source::Instead(start, _) => start,
        };
        let mut end = start;
        if !bytes.is_empty() {
            self.go(bytes.end, false);
            end = match self.source {
                Source::Run(end)
                | Source::Own(end)
                | Source::Url(end)
                | Source::Stand(_, end)
                | Source::Instead(_, end) => end.max(start),
            };
        }
        AddressRange::new(Address::new(start), Address::new(end)).unwrap_or_default()
    }
}
