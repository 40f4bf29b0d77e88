//! The way of a source, from top to bottom.
//!
//! 1. The [fast path](fast_path) reads the source and admits it at once. It handles
//!    nearly everything that editors write.
//! 2. If HTML parsers would do more than open and close elements, the fast path rolls
//!    back to the last point at which nothing was open, and the [parser](parser) builds
//!    the tree of the rest.
//! 3. The parts without a place in the tree are reported: comments, U+0000, limits, end
//!    tags that close nothing, tags that are never closed.
//! 4. A [look-ahead](LookAhead) finds the parts of tables that would be unsound.
//! 5. The tree is [admitted](Admit), event by event.
//! 6. Content and findings are finished.

use std::mem;

use super::admit::{self, Admit, Adopting};
use super::finding::{FindingKind, Outcome, Reason, Severity, Unplaced};
use super::lexer::MAX_ATTRIBUTES;
use super::look_ahead::LookAhead;
use super::parser::limits::{
    CREATED_PER_TAG, FORMATTING_ELEMENTS, Limit, Limits, OPEN_ELEMENTS, STALE_MARKERS,
};
use super::parser::{self, Start, Tree};
use super::{Ingested, Ingester, Scratch, fast_path};
use crate::error::TooLong;
use crate::num::to_u32;

impl Ingester {
    /// Ingests a source, and counts the steps that the layout of its text takes.
    pub(crate) fn ingest_counted<'a>(
        &'a self,
        source: &'a str,
        adoption: Option<Adopting<'a>>,
    ) -> Result<(Ingested, u64), TooLong> {
        self.check_length(source)?;
        let mut scratch = Scratch::for_one(source.len());
        let admit = self.take_in(source, adoption, &mut scratch);
        Ok(finish(source, admit))
    }

    /// Ingests a source in a room that is kept.
    pub(super) fn ingest_kept(
        &self,
        source: &str,
        scratch: &mut Scratch,
    ) -> Result<Ingested, TooLong> {
        self.check_length(source)?;
        let admit = self.take_in(source, None, scratch);
        let (ingested, room) = admit.finish_kept(source);
        scratch.admit = room;
        Ok(ingested)
    }

    /// Admits a source, in the room that is there.
    fn take_in<'a>(
        &'a self,
        source: &'a str,
        adoption: Option<Adopting<'a>>,
        scratch: &mut Scratch,
    ) -> Admit<'a> {
        let room = mem::take(&mut scratch.admit);
        let mut admit = self.admit_in(room, source.len(), adoption);
        if let Some(start) = fast_path::take_in(source, &mut admit, &mut scratch.path) {
            parse_from(source, start, &mut admit);
        }
        admit
    }

    fn check_length(&self, source: &str) -> Result<(), TooLong> {
        let most = self.compiled().max_bytes;
        if source.len() > most as usize {
            return Err(TooLong::new(source.len(), most));
        }
        Ok(())
    }

    /// Like ingest, but never takes the fast path. The result must be identical.
    #[cfg(feature = "_test")]
    pub(crate) fn ingest_parsed<'a>(
        &'a self,
        source: &'a str,
        adoption: Option<Adopting<'a>>,
    ) -> (Ingested, u64) {
        let mut admit = self.admit(source.len(), adoption);
        parse_from(source, Start::default(), &mut admit);
        finish(source, admit)
    }

    /// Returns how many bytes of a source the fast path takes.
    #[cfg(feature = "_test")]
    pub(crate) fn fast_path_length(&self, source: &str) -> usize {
        let mut admit = self.admit(source.len(), None);
        let start = fast_path::take_in(source, &mut admit, &mut fast_path::Room::default());
        start.map_or(source.len(), |start| start.at)
    }

    pub(super) fn admit<'a>(&'a self, bytes: usize, adoption: Option<Adopting<'a>>) -> Admit<'a> {
        self.admit_in(admit::Room::for_one(bytes), bytes, adoption)
    }

    fn admit_in<'a>(
        &'a self,
        room: admit::Room,
        bytes: usize,
        adoption: Option<Adopting<'a>>,
    ) -> Admit<'a> {
        Admit::new(self.authority(), self.compiled(), bytes, room, adoption)
    }
}

/// Parses and admits the part of a source that the fast path does not take.
fn parse_from(source: &str, start: Start, admit: &mut Admit<'_>) {
    admit.expect_clones();
    let tree = parser::parse(source, start, Limits::Hold);
    report_asides(source, start, &tree, admit);
    admit_tree(&tree, admit);
}

/// Reports the findings about parts that are not in the tree.
fn report_asides(source: &str, start: Start, tree: &Tree<'_>, admit: &mut Admit<'_>) {
    let asides = tree.asides();
    for &(start, end, is_closed) in &asides.comments {
        admit.report_comment(source, start, end, is_closed);
    }
    for &(start, end) in &asides.stray {
        admit.report_stray(source, start, end);
    }
    for flaw in &asides.flaws {
        admit.report_flaw(source, flaw);
    }
    let before = || {
        let line = Start {
            at: start.line,
            ..start
        };
        parser::parse(&source[..start.at], line, Limits::Hold)
    };
    for reach in parser::reaches(tree, before) {
        admit.report_reach(source, (reach.start, reach.end), reach.blocks);
    }
    for &(start, end) in tree.nuls() {
        admit.removed('\0', start, end);
    }
    for hit in tree.limits() {
        let (kind, reason) = match hit.limit {
            Limit::OpenElements => {
                let most = to_u32(OPEN_ELEMENTS);
                (FindingKind::OpenElements, Reason::OpenElements { most })
            }
            Limit::FormattingElements => {
                let most = to_u32(FORMATTING_ELEMENTS);
                (FindingKind::Formatting, Reason::FormattingElements { most })
            }
            Limit::StaleMarkers => {
                let most = to_u32(STALE_MARKERS);
                (FindingKind::Formatting, Reason::StaleMarkers { most })
            }
            Limit::CreatedElements => {
                let most = CREATED_PER_TAG;
                (FindingKind::Formatting, Reason::CreatedElements { most })
            }
            Limit::Attributes => {
                let most = to_u32(MAX_ATTRIBUTES);
                (FindingKind::AttributeCount, Reason::Attributes { most })
            }
        };
        let tag = source[hit.start..hit.end].trim_start_matches(['<', '/']);
        let length = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = tag[..length].to_ascii_lowercase();
        let bytes = hit.start..hit.end;
        let why = (reason, Outcome::Stored);
        admit.report(Unplaced::new(kind, Severity::Changed, &name, why, bytes));
    }
}

fn admit_tree(tree: &Tree<'_>, admit: &mut Admit<'_>) {
    let mut ahead = LookAhead::new(admit.authority(), admit.policy());
    tree.walk().for_each(|event| ahead.see(&event));
    admit.expect(ahead.finish());
    tree.walk().for_each(|event| admit.take(event));
}

/// Finishes a source, or the text of stored content.
pub(super) fn finish(source: &str, admit: Admit<'_>) -> (Ingested, u64) {
    let steps = admit.steps();
    let (content, findings) = admit.finish();
    let (findings, tally) = findings.finish(source);
    let ingested = Ingested {
        content,
        findings,
        tally,
    };
    (ingested, steps)
}
