//! Admitting: authority and field policy decide tag by tag and attribute by
//! attribute; then nesting is asked again about what is left.
//!
//! A document comes as [events](Event): [`Admit::take`]. The fast path, which needs
//! no look ahead, calls what stands for each of them itself, and has shorter ways
//! for what comes most: elements that are spans and no more, and plain text.

mod artefacts;
mod attribute;
mod embed;
mod newlines;
mod report;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use super::event::{Event, OpenTag};
use super::finding::{FindingKind, Findings};
use super::look_ahead::Unsound;
use crate::authority::{Authority, DisplayKind};
use crate::html::char_ref::Decoded;
use crate::html::element::{Element, TablePart};
use crate::html::name::Name;
use crate::policy::{CompiledPolicy, KeptTag, Newlines, TagAction, TagRule, edge_of};
use crate::text::layout::{Edge, Settled, TextWriter, usual_depth};
use crate::text::whitespace::{Run, Verbatim};
use crate::text::{AddressedText, MAX_DEPTH};

use artefacts::{Part, Parts};
pub(crate) use embed::Adopting;
use newlines::Lines;
use report::{Removed, kind_of};

/// How deep the parts of a table go below it: a table that has not so much room
/// could lose its cells and keep its rows.
const TABLE_DEPTH: usize = 4;

/// An element as it opens, and what is to become of it.
#[derive(Clone, Copy)]
pub(super) struct Opening<'o, 's> {
    pub(super) tag: OpenTag<'o, 's>,
    /// What [`Admit::rule`] says of it.
    pub(super) rule: &'o TagRule,
    /// A part of a table that would hold what it cannot.
    pub(super) is_unsound: bool,
}

/// What closing an element has to do.
enum Frame {
    /// With the edge of a block that is admitted as an inline entry.
    Kept(Option<Edge>),
    Void,
    Stripped(Option<Edge>),
    /// An artefact that plays a part.
    Part(Part),
    /// So many frames before this one belong to the same element.
    Several(usize),
}

pub(super) struct Admit<'a> {
    authority: &'a Authority,
    policy: &'a CompiledPolicy,
    /// Newlines are white space like any other.
    collapses: bool,
    writer: TextWriter<'a>,
    /// How deep what is simple opens without another look: nowhere, where every
    /// tag is offered to a hook.
    simple_depth: usize,
    /// The hook that tags are offered to.
    adoption: Option<Box<Adopting<'a>>>,
    findings: Findings,
    frames: Vec<Frame>,
    /// How many of the innermost open elements lie in one that is removed.
    removing: usize,
    /// Text is not just written: it is removed, or looked at for artefacts.
    has_care: bool,
    /// What is known of artefacts.
    parts: Parts,
    /// The parser may make elements again of tags that have been.
    clones: bool,
    /// The parts of tables that are stripped.
    unsound: Unsound,
    /// What has been reported of tags that may come again.
    reported: HashSet<(usize, FindingKind)>,
    lines: Lines,
    /// The characters that were taken out, run by run.
    removed: Vec<Removed>,
}

/// A state to come back to.
pub(super) struct Checkpoint {
    text: Settled,
    lines: Lines,
    removed: usize,
    last_removed: Option<Removed>,
    words_at: Option<(usize, usize)>,
}

impl<'a> Admit<'a> {
    /// Admits a source of so many bytes, and offers every tag to a hook if there is
    /// one.
    pub(super) fn new(
        authority: &'a Authority,
        policy: &'a CompiledPolicy,
        capacity: usize,
        adoption: Option<Adopting<'a>>,
    ) -> Self {
        Self {
            authority,
            policy,
            collapses: policy.newlines == Newlines::Collapse,
            writer: TextWriter::new(&policy.layout, capacity),
            simple_depth: if adoption.is_some() { 0 } else { MAX_DEPTH },
            adoption: adoption.map(Box::new),
            findings: Findings::new(policy.max_findings, capacity),
            frames: Vec::with_capacity(usual_depth(capacity)),
            removing: 0,
            has_care: policy.artefacts.is_some(),
            parts: Parts::default(),
            clones: false,
            unsound: Unsound::default(),
            reported: HashSet::new(),
            lines: Lines::default(),
            removed: Vec::new(),
        }
    }

    pub(super) fn authority(&self) -> &'a Authority {
        self.authority
    }

    pub(super) fn policy(&self) -> &'a CompiledPolicy {
        self.policy
    }

    /// What becomes of a tag of this name.
    #[inline]
    pub(super) fn rule(&self, name: Name<'_>) -> &'a TagRule {
        self.policy.rule(name)
    }

    /// The events to come hold these parts of tables.
    pub(super) fn expect(&mut self, unsound: Unsound) {
        self.unsound = unsound;
    }

    /// The next event of a document that has been looked at ahead.
    pub(super) fn take(&mut self, event: Event<'_, '_>) {
        match event {
            Event::Open(tag) => self.open_expected(tag),
            Event::Text(text) => self.text(text),
            Event::Reference { chars, .. } => self.reference(chars),
            Event::Bad { char, start, end } => self.bad(char, start, end),
            Event::Swallowed { name, .. } => self.swallowed(name),
            Event::Close { .. } => self.close(),
        }
    }

    /// An element of a document that has been looked at ahead opens.
    #[inline]
    pub(super) fn open_expected(&mut self, tag: OpenTag<'_, '_>) {
        let is_unsound = self.unsound.is_next();
        tag.with_rule(self.policy, |rule| {
            self.open(&Opening {
                tag,
                rule,
                is_unsound,
            });
        });
    }

    /// From here on the parser may make several elements of one tag.
    pub(super) fn expect_clones(&mut self) {
        self.clones = true;
    }

    /// Opens an element if that opens a span and that is all;
    /// [`close_span`](Self::close_span) closes it then.
    #[inline(always)]
    pub(super) fn open_span(&mut self, opening: &Opening<'_, '_>) -> bool {
        let Some(kept) = self.simple(opening.rule) else {
            return false;
        };
        if opening.tag.attributes.is_empty() {
            self.writer
                .open_bare(kept.markup, kept.element, kept.display);
            return true;
        }
        if self.policy.artefacts.is_some() && self.is_artefact(opening) {
            return false;
        }
        self.open_kept(opening, kept);
        true
    }

    fn open_kept(&mut self, opening: &Opening<'_, '_>, kept: &KeptTag) {
        let first = self.writer.attributes();
        self.admit_attributes(opening, kept.tag as usize);
        self.writer
            .open(kept.markup, kept.element, kept.display, first);
    }

    #[inline(always)]
    pub(super) fn close_span(&mut self) {
        self.writer.close();
    }

    /// What is kept of an element that is simple and may open here.
    #[inline(always)]
    fn simple<'k>(&self, rule: &'k TagRule) -> Option<&'k KeptTag> {
        match &rule.action {
            TagAction::Keep(kept)
                if kept.is_simple
                    && self.removing == 0
                    && self.writer.depth() < self.simple_depth
                    && self.writer.context().admits(kept.element) =>
            {
                Some(kept)
            }
            _ => None,
        }
    }

    pub(super) fn open(&mut self, opening: &Opening<'_, '_>) {
        if self.removing > 0 {
            self.removing += 1;
            return;
        }
        if self.parts.is_in_marker() {
            self.frames.push(Frame::Stripped(None));
            return;
        }
        if self.adopts(opening) {
            return;
        }
        if self.policy.artefacts.is_some() && self.opens_as_artefact(opening) {
            return;
        }
        self.admit_element(opening);
    }

    /// What becomes of an element by its name and its place.
    fn admit_element(&mut self, opening: &Opening<'_, '_>) {
        match &opening.rule.action {
            TagAction::Remove => {
                self.report_removed(opening);
                // What it stood between stays apart.
                if let Some(edge) = edge_of(opening.rule.element) {
                    self.border(edge);
                }
                self.set_removing(1);
            }
            TagAction::Unwrap(why) => self.strip(opening, kind_of(*why)),
            TagAction::Keep(kept) => self.keep(opening, kept),
        }
    }

    pub(super) fn close(&mut self) {
        if self.removing > 0 {
            self.set_removing(self.removing - 1);
            return;
        }
        self.close_artefacts();
        self.close_innermost();
        if self.parts.is_loud() {
            self.attend();
        }
    }

    /// Elements so deep in one that is removed, from here on.
    fn set_removing(&mut self, depth: usize) {
        self.removing = depth;
        self.has_care = depth > 0 || self.policy.artefacts.is_some();
    }

    fn close_innermost(&mut self) {
        match self.frames.pop() {
            Some(Frame::Part(part)) => self.close_part(part),
            Some(Frame::Several(frames)) => (0..frames).for_each(|_| self.close_innermost()),
            Some(Frame::Kept(edge)) => {
                if self.writer.innermost_is_block() {
                    self.lines.feeds = 0;
                }
                self.writer.close();
                if let Some(edge) = edge {
                    self.border(edge);
                }
            }
            Some(Frame::Stripped(Some(edge))) => self.border(edge),
            Some(Frame::Stripped(None)) => self.part_words(),
            Some(Frame::Void) | None => {}
        }
    }

    /// Whether white space is collapsed outside of `pre` and nothing else asked
    /// of it.
    #[inline]
    pub(super) fn collapses(&self) -> bool {
        self.collapses
    }

    /// Text that is nothing but white space, where it is collapsed.
    #[inline]
    pub(super) fn white_space(&mut self) {
        if !self.has_care {
            self.writer.white_space();
        } else {
            self.white_space_with_care();
        }
    }

    /// Text that is plain, where white space is collapsed.
    #[inline(always)]
    pub(super) fn run(&mut self, run: &Run<'_>) {
        if !self.has_care {
            self.writer.run(run);
        } else {
            self.run_with_care(run);
        }
    }

    /// Whether white space counts here.
    #[inline]
    pub(super) fn in_pre(&self) -> bool {
        self.writer.context().in_pre()
    }

    /// Text in `pre`.
    #[inline]
    pub(super) fn verbatim(&mut self, verbatim: &Verbatim<'_>) {
        if !self.has_care {
            self.writer.verbatim_run(verbatim);
        } else {
            self.verbatim_with_care(verbatim);
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.removing > 0 {
            return;
        }
        if self.policy.artefacts.is_some() {
            self.text_with_care(text);
        } else {
            self.plain_text(text);
        }
    }

    fn plain_text(&mut self, text: &str) {
        if self.policy.newlines == Newlines::Collapse || self.in_pre() {
            self.writer.text(text);
            return;
        }
        self.text_in_lines(text);
    }

    pub(super) fn reference(&mut self, chars: Decoded) {
        if self.removing > 0 {
            return;
        }
        if self.policy.artefacts.is_some() {
            self.reference_with_care(chars);
            return;
        }
        self.before_inline();
        match chars.single() {
            Some(c) => self.writer.reference(c),
            None => chars
                .chars()
                .for_each(|c| self.writer.text(c.encode_utf8(&mut [0; 4]))),
        }
    }

    fn plain_reference(&mut self, c: char) {
        self.before_inline();
        self.writer.reference(c);
    }

    /// A character of text that no text holds.
    pub(super) fn bad(&mut self, c: char, start: usize, end: usize) {
        if self.removing == 0 {
            self.removed(c, start, end);
        }
    }

    /// A tag that a limit swallowed: what stood apart stays apart.
    pub(super) fn swallowed(&mut self, name: &str) {
        match edge_of(Element::of(name)) {
            Some(edge) if self.removing == 0 => {
                self.close_artefacts();
                self.border(edge);
            }
            _ => {}
        }
    }

    /// How many steps the layout of the text took so far.
    pub(super) fn steps(&self) -> u64 {
        self.writer.steps()
    }

    pub(super) fn finish(mut self) -> (AddressedText, Findings) {
        self.report_removed_characters();
        let content = self.writer.finish().validated_for(self.authority);
        (content, self.findings)
    }

    /// What is needed to come back to here, where nothing is open; `None` where
    /// what comes next may change what has been.
    pub(super) fn checkpoint(&mut self) -> Option<Checkpoint> {
        if !self.parts.is_settled() {
            return None;
        }
        let text = self.writer.checkpoint()?;
        self.findings.commit();
        Some(Checkpoint {
            text,
            lines: self.lines,
            removed: self.removed.len(),
            last_removed: self.removed.last().copied(),
            words_at: self.parts.words_at(),
        })
    }

    /// Comes back: as if nothing had been seen since.
    pub(super) fn roll_back(&mut self, checkpoint: Checkpoint) {
        self.writer.roll_back(&checkpoint.text);
        self.findings.roll_back();
        if let Some(adoption) = &mut self.adoption {
            adoption.take_back();
        }
        self.frames.clear();
        self.set_removing(0);
        self.roll_back_artefacts(checkpoint.words_at);
        self.lines = checkpoint.lines;
        self.removed.truncate(checkpoint.removed);
        if let (Some(last), Some(then)) = (self.removed.last_mut(), checkpoint.last_removed) {
            *last = then;
        }
    }

    fn keep(&mut self, opening: &Opening<'_, '_>, kept: &KeptTag) {
        let KeptTag {
            tag,
            element,
            display,
            edge,
            ..
        } = *kept;
        if let Some(edge) = edge {
            self.border(edge);
        }
        self.before_tag(element, display);
        let room = match element.table_part() {
            Some(TablePart::Table) => TABLE_DEPTH,
            _ => 1,
        };
        if opening.is_unsound
            || self.writer.depth() + room > MAX_DEPTH
            || !self.writer.context().admits(element)
        {
            self.strip(opening, FindingKind::MisplacedTag);
            return;
        }
        let first = self.writer.attributes();
        self.admit_attributes(opening, tag as usize);
        self.put(kept, first);
    }

    /// Opens an entry; its attributes are those stored from `first` on.
    fn put(&mut self, kept: &KeptTag, first: usize) {
        let KeptTag {
            markup,
            element,
            display,
            edge,
            ..
        } = *kept;
        if element.is_void() {
            self.writer.void(markup, element, display, first);
            self.frames.push(Frame::Void);
        } else {
            self.writer.open(markup, element, display, first);
            self.frames.push(Frame::Kept(edge));
        }
        if display.is_block() || display == DisplayKind::Break {
            self.lines.feeds = 0;
        }
    }

    fn strip(&mut self, opening: &Opening<'_, '_>, kind: FindingKind) {
        self.report_stripped(opening, kind);
        self.strip_silently(opening);
    }

    /// The tags of an element go, and nothing is said of it.
    fn strip_silently(&mut self, opening: &Opening<'_, '_>) {
        let edge = edge_of(opening.rule.element);
        match edge {
            Some(edge) => self.border(edge),
            None => self.part_words(),
        }
        self.frames.push(Frame::Stripped(edge));
    }
}
