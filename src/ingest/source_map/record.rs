//! Ingests a source once more, and finds each character of the text among those that
//! came.
//!
//! Admission and layout write text in the order in which it comes, hold some of it back,
//! and drop some. So after each event, what the text has grown by is matched from its end
//! with what came and is not written yet. What is dropped is passed over.
//!
//! The source goes through the parser, whatever the fast path takes: it gives the same
//! answer, and its events know where they are from.

use crate::authority::DisplayKind;
use crate::html::name::Name;
use crate::ingest::admit::{Admit, Adopting};
use crate::ingest::empty::{dropped, gone};
use crate::ingest::event::{Bytes, Event, NOWHERE, OpenTag};
use crate::ingest::look_ahead::LookAhead;
use crate::ingest::parser::limits::Limits;
use crate::ingest::parser::{self, Start};
use crate::ingest::{Ingester, SourceMap};
use crate::num::to_u32;
use crate::policy::TagAction;
use crate::text::AddressedText;
use crate::text::resolve::{Plan, ResolvedEvent, ResolvedEvents};

/// A range of the source, if there is one.
type Origin = Option<(u32, u32)>;

/// A character that has come.
#[derive(Clone, Copy, Debug)]
struct Piece {
    c: char,
    origin: (u32, u32),
    /// Whether it is white space that may become a space.
    collapses: bool,
}

/// Returns the content of a source, and where its characters stand.
pub(super) fn record<'a>(
    ingester: &'a Ingester,
    source: &'a str,
    adoption: Option<Adopting<'a>>,
) -> (AddressedText, SourceMap) {
    let (authority, policy) = (ingester.authority(), ingester.compiled());
    let tree = parser::parse(source, Start::default(), Limits::Hold);
    let mut admit = ingester.admit(source.len(), adoption);
    admit.expect_clones(true);
    let mut ahead = LookAhead::new(authority, policy);
    tree.walk().for_each(|event| ahead.see(&event));
    admit.expect(ahead.finish());

    let mut recorder = Recorder {
        source,
        pending: Vec::new(),
        origins: Vec::new(),
        bytes: 0,
        removed: NOWHERE,
    };
    tree.walk()
        .for_each(|event| recorder.watch(event, &mut admit));
    let mut content = admit.finish_laid();
    let mut origins = recorder.origins;
    if policy.drops_empty {
        let gone = gone(&content, authority);
        let before = content;
        content = dropped(before.clone(), authority, policy);
        origins = carry(
            &before,
            &origins,
            &gone,
            &content,
            &separators(&content, ingester),
        );
    }
    for at in separators(&content, ingester) {
        if let Some(origin) = origins.get_mut(at) {
            *origin = None;
        }
    }
    (content, SourceMap::new(origins.into_iter()))
}

struct Recorder<'s> {
    source: &'s str,
    /// What has come since the last character that is written.
    pending: Vec<Piece>,
    /// Of each character that is written for good.
    origins: Vec<Origin>,
    /// Their bytes in the text.
    bytes: usize,
    /// What is removed, while it is.
    removed: Bytes,
}

impl Recorder<'_> {
    fn watch(&mut self, event: Event<'_, '_>, admit: &mut Admit<'_>) {
        let was_removing = admit.is_removing();
        if was_removing {
            let end = match event {
                Event::Open(tag) => tag.end,
                Event::Text { bytes, .. } => bytes.1,
                Event::Close { name, closing } if closing.word == Name::plain(name).word() => {
                    closing.end
                }
                // Another end tag closes it: `</br>` ends what is foreign, and is a break.
                Event::Close { .. } => 0,
                Event::Reference { end, .. }
                | Event::Bad { end, .. }
                | Event::Swallowed { end, .. } => end,
            };
            self.removed.1 = self.removed.1.max(end);
        } else {
            self.expect(event, admit);
        }
        let held = admit.held();
        admit.take(event);
        // What stands for all of an element.
        let whole = match event {
            Event::Open(OpenTag { start, end, .. }) if !was_removing && admit.is_removing() => {
                self.removed = (start, end);
                Some(self.removed)
            }
            Event::Close { .. } if was_removing && !admit.is_removing() => Some(self.removed),
            _ => None,
        };
        self.settle(admit.settled_text(), whole.map(origin_of));
        if let Some(whole) = whole {
            // What is held back of it may be written later.
            for c in admit.held_since(held) {
                self.push(c, whole, c.is_ascii_whitespace());
            }
        }
    }

    /// Takes down the characters of an event.
    fn expect(&mut self, event: Event<'_, '_>, admit: &Admit<'_>) {
        match event {
            Event::Open(tag) => {
                let breaks = tag.with_rule(admit.policy(), |rule| match &rule.action {
                    TagAction::Keep(kept) => kept.display == DisplayKind::Break,
                    TagAction::Unwrap(_) | TagAction::Remove => false,
                });
                if breaks {
                    self.push('\n', (tag.start, tag.end), false);
                }
            }
            Event::Reference { chars, start, end } => {
                for c in chars.chars() {
                    self.push(c, (start, end), false);
                }
            }
            Event::Text { text, bytes } if bytes != NOWHERE => self.expect_text(text, bytes, admit),
            Event::Text { .. }
            | Event::Bad { .. }
            | Event::Swallowed { .. }
            | Event::Close { .. } => {}
        }
    }

    fn expect_text(&mut self, text: &str, bytes: Bytes, admit: &Admit<'_>) {
        let written = &self.source[bytes.0..bytes.1];
        let is_as_written = text == written || written.contains('\r');
        if !is_as_written {
            // A reference, or U+0000.
            for c in text.chars() {
                self.push(kept(c), bytes, !admit.in_pre() && c.is_ascii_whitespace());
            }
            return;
        }
        let mut chars = written.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let mut end = at + c.len_utf8();
            if c == '\r' && chars.next_if(|(_, next)| *next == '\n').is_some() {
                end += 1;
            }
            let is_space = c.is_ascii_whitespace() && !admit.in_pre();
            if is_space && admit.collapses() {
                while let Some((at, _)) = chars.next_if(|(_, next)| next.is_ascii_whitespace()) {
                    end = at + 1;
                }
            }
            let c = match c {
                _ if is_space && admit.collapses() => ' ',
                '\r' => '\n',
                c => kept(c),
            };
            self.push(c, (bytes.0 + at, bytes.0 + end), is_space);
        }
    }

    fn push(&mut self, c: char, bytes: Bytes, collapses: bool) {
        let origin = origin_of(bytes);
        let space = (true, ' ');
        let last = self.pending.last();
        // The first white space becomes the space.
        let is_more = last.is_some_and(|last| (last.collapses, last.c) == space);
        if !is_more || (collapses, c) != space {
            self.pending.push(Piece {
                c,
                origin,
                collapses,
            });
        }
    }

    /// Finds the origins of what has been written since the last call.
    fn settle(&mut self, text: &str, whole: Origin) {
        let Some(grown) = text.get(self.bytes..).filter(|grown| !grown.is_empty()) else {
            return;
        };
        let before = self.origins.len();
        let whole = whole.filter(|_| !grown.chars().all(is_white));
        let mut matching = Matching::new(&self.pending);
        for (at, c) in grown.char_indices().rev() {
            let origin = match whole {
                Some(_) if at > 0 || c != ' ' => whole,
                _ => matching.find(c),
            };
            self.origins.push(origin);
        }
        let passed = matching.last.map_or(self.pending.len(), |last| last + 1);
        self.origins[before..].reverse();
        self.pending.drain(..passed);
        self.bytes = text.len();
    }
}

/// Matches a text with pieces, both from their ends.
struct Matching<'p> {
    pieces: &'p [Piece],
    /// The piece of the last character.
    last: Option<usize>,
    is_begun: bool,
}

impl<'p> Matching<'p> {
    fn new(pieces: &'p [Piece]) -> Self {
        Self {
            pieces,
            last: None,
            is_begun: false,
        }
    }

    fn find(&mut self, c: char) -> Origin {
        let found = if is_white(c) {
            self.find_white(c)
        } else {
            // What was dropped is passed over.
            let found = self.pieces.iter().rposition(|piece| piece.c == c);
            found.or_else(|| {
                self.pieces = &[];
                None
            })
        };
        if !std::mem::replace(&mut self.is_begun, true) {
            self.last = found;
        }
        let found = found?;
        let origin = self.pieces[found].origin;
        self.pieces = &self.pieces[..found];
        Some(origin)
    }

    /// Finds white space among that since the last other character.
    fn find_white(&self, c: char) -> Option<usize> {
        let mut found = None;
        for (at, piece) in self.pieces.iter().enumerate().rev() {
            match piece.collapses {
                true if c == ' ' => found = Some(at),
                true if c == '\n' && piece.c == '\n' => return Some(at),
                true if c == '\n' => {}
                true => return None,
                // Artefacts turn U+00A0 into a space.
                false if piece.c == c || (c == ' ' && piece.c == '\u{A0}') => {
                    return found.or(Some(at));
                }
                false => return found,
            }
        }
        found
    }
}

/// The character that stays of one that layout keeps.
fn kept(c: char) -> char {
    match c {
        '\r' => '\n',
        '\x0C' => ' ',
        c => c,
    }
}

fn is_white(c: char) -> bool {
    c.is_ascii_whitespace()
}

fn origin_of(bytes: Bytes) -> (u32, u32) {
    (to_u32(bytes.0), to_u32(bytes.1))
}

/// The places of separators among the characters of a text.
fn separators(content: &AddressedText, ingester: &Ingester) -> Vec<usize> {
    let authority = ingester.authority();
    let plan = Plan::of_elements(authority);
    let mut separators = Vec::new();
    let (mut byte, mut at) = (0, 0);
    ResolvedEvents::new(content, authority, &plan).for_each(|event| {
        if let ResolvedEvent::Separator { bytes } = event {
            at += content.text()[byte..bytes.start].chars().count();
            // They are ASCII.
            separators.extend(at..at + bytes.len());
            at += bytes.len();
            byte = bytes.end;
        }
    });
    separators
}

/// Takes origins along to a text in which some of the characters are gone and white space
/// is laid out anew.
fn carry(
    before: &AddressedText,
    origins: &[Origin],
    gone: &[std::ops::Range<usize>],
    now: &AddressedText,
    separators: &[usize],
) -> Vec<Origin> {
    let mut gone = gone.iter().peekable();
    let mut pieces = Vec::new();
    for ((byte, c), origin) in before.text().char_indices().zip(origins) {
        while gone.next_if(|gone| gone.end <= byte).is_some() {}
        let is_gone = gone.peek().is_some_and(|gone| gone.start <= byte);
        if let (false, Some(origin)) = (is_gone, *origin) {
            pieces.push(Piece {
                c,
                origin,
                collapses: false,
            });
        }
    }
    let mut matching = Matching::new(&pieces);
    let mut separators = separators.iter().rev().peekable();
    let count = now.char_len() as usize;
    let chars = (0..count).rev().zip(now.text().chars().rev());
    let mut carried: Vec<Origin> = chars
        .map(|(at, c)| match separators.next_if_eq(&&at) {
            Some(_) => None,
            None => matching.find(c),
        })
        .collect();
    carried.reverse();
    carried
}
