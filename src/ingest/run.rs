//! The way of a source, from top to bottom.
//!
//! 1. The [fast path](fast_path) reads the source and admits it at once. It handles
//!    nearly everything that editors write.
//! 2. If HTML parsers would do more than open and close elements, the fast path rolls
//!    back to the last point at which nothing was open, and the [parser](parser) builds
//!    the tree of what follows, until nothing is open again: there the fast path goes on.
//! 3. The parts without a place in the tree are reported: comments, U+0000, limits, end
//!    tags that close nothing, tags that are never closed.
//! 4. A [look-ahead](LookAhead) finds the parts of tables that would be unsound.
//! 5. The tree is [admitted](Admit), event by event.
//! 6. Content and findings are finished.

use std::mem;

use super::admit::{self, Admit, Adopting};
use super::fast_path::{self, Handover};
use super::finding::{FindingKind, Outcome, Reason, Severity, Unplaced};
use super::lexer::MAX_ATTRIBUTES;
use super::look_ahead::LookAhead;
use super::parser::limits::{
    CREATED_PER_TAG, FORMATTING_ELEMENTS, Limit, Limits, OPEN_ELEMENTS, STALE_MARKERS,
};
use super::parser::{self, Start, Tree};
use super::{Ingested, Ingester, Scratch};
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
        take_all_in(source, LEAST, &mut admit, &mut scratch.path);
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
        parse_from(source, Start::default(), usize::MAX, &mut admit);
        finish(source, admit)
    }

    /// Returns how many bytes of a source the fast path takes.
    #[cfg(feature = "_test")]
    pub(crate) fn fast_path_length(&self, source: &str) -> usize {
        let mut admit = self.admit(source.len(), None);
        let mut room = fast_path::Room::default();
        take_all_in(source, LEAST, &mut admit, &mut room).bytes
    }

    /// Like ingest, but the parser hands back as soon as it can; returns how often it did.
    /// The result must be identical.
    #[cfg(feature = "_test")]
    pub(crate) fn ingest_handing_back<'a>(
        &'a self,
        source: &'a str,
        adoption: Option<Adopting<'a>>,
    ) -> (Ingested, usize) {
        let mut admit = self.admit(source.len(), adoption);
        let mut room = fast_path::Room::default();
        let taken = take_all_in(source, 0, &mut admit, &mut room);
        (finish(source, admit).0, taken.handed_back)
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

/// The least number of bytes that the parser takes the first time. It doubles each time, so
/// that a source that needs the parser everywhere has few parsers.
const LEAST: usize = 512;

/// What the fast path took of a source.
struct Taken {
    bytes: usize,
    /// How often the parser handed back.
    handed_back: usize,
}

/// Admits a source by the fast path, and by the parser where that has to.
fn take_all_in(
    source: &str,
    least: usize,
    admit: &mut Admit<'_>,
    room: &mut fast_path::Room,
) -> Taken {
    let (mut from, mut least) = (Start::default(), least);
    let mut taken = Taken {
        bytes: 0,
        handed_back: 0,
    };
    loop {
        let Some(Handover { start, behind }) = fast_path::take_in(source, from, admit, room) else {
            taken.bytes += source.len() - from.at;
            return taken;
        };
        taken.bytes += start.at - from.at;
        let least_end = behind.max(start.at.saturating_add(least));
        match parse_from(source, start, least_end, admit) {
            Some(end) => from = end,
            None => return taken,
        }
        taken.handed_back += 1;
        least = least.saturating_mul(2);
    }
}

/// Parses and admits a part of a source that the fast path does not take, of so many bytes
/// at least; returns where it ends, unless the source does.
fn parse_from(
    source: &str,
    start: Start,
    least_end: usize,
    admit: &mut Admit<'_>,
) -> Option<Start> {
    let (tree, end) = parser::parse_up_to(source, start, Limits::Hold, least_end);
    admit.expect_clones(true);
    report_asides(source, start, &tree, admit);
    admit_tree(&tree, admit);
    admit.expect_clones(false);
    end
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
        findings: findings.kept,
        tally,
    };
    (ingested, steps)
}
