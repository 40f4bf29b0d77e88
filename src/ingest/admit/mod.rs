//! Admission: authority and field policy decide tag by tag and attribute by attribute;
//! then the nesting of what is left is checked again.
//!
//! A document comes as [events](Event), through [`Admit::take`]. The fast path, which
//! needs no look-ahead, calls the methods for the events itself. For the most frequent
//! events, plain spans and plain text, it has shortcuts.

mod artefacts;
mod attribute;
mod embed;
mod formula;
mod laid;
mod newlines;
mod removal;
mod report;
mod room;
#[cfg(test)]
mod tests;
mod text;

use std::collections::HashSet;

use super::Ingested;
use super::empty::dropped;
use super::event::{Bytes, Closing, Event, OpenTag, hides};
use super::finding::{FindingKind, Findings, Reason, Severity};
use super::formula::Formula;
use super::look_ahead::Unsound;
use crate::authority::{Authority, DisplayKind};
use crate::html::element::{Element, TablePart};
use crate::html::name::Name;
use crate::policy::{CompiledPolicy, KeptTag, Newlines, Requires, TagAction, TagRule, edge_of};
use crate::text::layout::{Edge, Settled, TextWriter};
use crate::text::whitespace::{Run, Verbatim};
use crate::text::{AddressedText, MAX_DEPTH};

use artefacts::{Part, Parts};
pub(crate) use embed::Adopting;
use newlines::Lines;
use removal::Removal;
use report::{Removed, Unsettled, kind_of, removed};
pub(super) use room::Room;

/// The depth of a table's parts below it: without that much room a table could lose its
/// cells and keep its rows.
const TABLE_DEPTH: usize = 4;

/// An element about to open, with its rule.
#[derive(Clone, Copy)]
pub(super) struct Opening<'o, 's> {
    pub(super) tag: OpenTag<'o, 's>,
    /// The rule of its name; see [`Admit::rule`].
    pub(super) rule: &'o TagRule,
    /// Whether it is a part of a table whose content would be misplaced.
    pub(super) is_unsound: bool,
}

/// The steps to close an element.
enum Frame {
    /// Closes a span, and writes the edge of a block that an inline entry stands for.
    Kept(Option<Edge>),
    Void,
    Stripped(Option<Edge>),
    /// Reports the finding that had to wait for the content.
    Unsettled,
    /// Closes an artefact that plays a part.
    Part(Part),
    /// Closes this many frames before it, which belong to one element.
    Several(usize),
}

pub(super) struct Admit<'a> {
    authority: &'a Authority,
    policy: &'a CompiledPolicy,
    /// Whether newlines are ordinary white space.
    collapses: bool,
    writer: TextWriter<'a>,
    /// Maximum depth for the shortcut for simple tags; 0 if a hook must see every tag.
    simple_depth: usize,
    /// The hook to which tags are offered.
    adoption: Option<Box<Adopting<'a>>>,
    findings: Findings,
    frames: Vec<Frame>,
    /// The findings of the frames [`Frame::Unsettled`].
    unsettled: Vec<Unsettled>,
    /// The open tables: the number of frames around each, and whether it is stripped.
    tables: Vec<(usize, bool)>,
    /// The number of innermost open elements inside a removed element, or inside one
    /// whose content is removed.
    removing: usize,
    /// The removal to be reported, if any.
    removal: Option<Removal>,
    /// The text of a removed formula.
    formula: Option<Box<Formula>>,
    /// The length of the source.
    length: usize,
    /// Whether text may not be just written, because it is removed or may be an artefact.
    has_care: bool,
    /// The state of artefacts.
    parts: Parts,
    /// Whether the parser may make several elements of one tag.
    clones: bool,
    /// The parts of tables to strip.
    unsound: Unsound,
    /// The findings already reported for tags that may occur again.
    reported: HashSet<(usize, FindingKind)>,
    lines: Lines,
    /// The removed characters, by runs.
    removed: Vec<Removed>,
}

/// A state to return to.
pub(super) struct Checkpoint {
    text: Settled,
    lines: Lines,
    removed: usize,
    last_removed: Option<Removed>,
    words_at: Option<(usize, usize)>,
}

impl<'a> Admit<'a> {
    /// Admits a source of this many bytes, and offers every tag to the hook if there is
    /// one.
    pub(super) fn new(
        authority: &'a Authority,
        policy: &'a CompiledPolicy,
        bytes: usize,
        room: Room,
        adoption: Option<Adopting<'a>>,
    ) -> Self {
        Self {
            authority,
            policy,
            collapses: policy.newlines == Newlines::Collapse,
            writer: TextWriter::within(&policy.layout, room.text),
            simple_depth: if adoption.is_some() { 0 } else { MAX_DEPTH },
            adoption: adoption.map(Box::new),
            findings: Findings::new(policy.max_findings, room.findings),
            frames: room.frames,
            unsettled: room.unsettled,
            tables: room.tables,
            removing: 0,
            removal: None,
            formula: None,
            length: bytes,
            has_care: policy.artefacts.is_some(),
            parts: Parts::default(),
            clones: false,
            unsound: Unsound::default(),
            reported: HashSet::new(),
            lines: Lines::default(),
            removed: room.removed,
        }
    }

    pub(super) fn authority(&self) -> &'a Authority {
        self.authority
    }

    pub(super) fn policy(&self) -> &'a CompiledPolicy {
        self.policy
    }

    /// Returns the rule for tags of this name.
    #[inline]
    pub(super) fn rule(&self, name: Name<'_>) -> &'a TagRule {
        self.policy.rule(name)
    }

    /// Announces the unsound parts of tables in the events to come.
    pub(super) fn expect(&mut self, unsound: Unsound) {
        self.unsound = unsound;
    }

    /// Admits the next event of a document, after a look-ahead.
    pub(super) fn take(&mut self, event: Event<'_, '_>) {
        match event {
            Event::Open(tag) => self.open_expected(tag),
            Event::Text { text, bytes } => self.text(text, bytes),
            Event::Reference { chars, start, end } => self.reference(chars, (start, end)),
            Event::Bad { char, start, end } => self.bad(char, start, end),
            Event::Swallowed { name, .. } => self.swallowed(name),
            Event::Close { closing, .. } => self.close(closing),
        }
    }

    /// Opens an element of a document, after a look-ahead.
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

    /// Announces whether the parser may make several elements of one tag from here on.
    pub(super) fn expect_clones(&mut self, yes: bool) {
        self.clones = yes;
    }

    /// Opens an element without attributes if it is only a span; returns whether it is.
    #[inline(always)]
    pub(super) fn open_bare(&mut self, rule: &TagRule) -> bool {
        match self.simple(rule) {
            Some(kept) if kept.requires == Requires::Nothing => {
                self.writer
                    .open_bare(kept.markup, kept.element, kept.display);
                true
            }
            _ => false,
        }
    }

    /// Opens an element that is only a span: then [`close_span`](Self::close_span) closes
    /// it. `Some(false)` if the element lost its tags: then [`close`](Self::close) closes
    /// it. `None` if [`open`](Self::open) has to handle it.
    pub(super) fn open_span(&mut self, opening: &Opening<'_, '_>) -> Option<bool> {
        let attributes = opening.tag.attributes;
        if attributes.is_empty() && self.open_bare(opening.rule) {
            return Some(true);
        }
        let kept = self.simple(opening.rule)?;
        if hides(attributes) || (self.policy.artefacts.is_some() && self.is_artefact(opening)) {
            return None;
        }
        Some(self.open_kept(opening, kept))
    }

    /// Opens a simple element with attributes, unless a required one is missing.
    fn open_kept(&mut self, opening: &Opening<'_, '_>, kept: &KeptTag) -> bool {
        let first = self.writer.attributes();
        self.admit_attributes(opening, kept.tag as usize);
        if self.lacks(kept, first) && self.strip_incomplete(opening, kept, first) {
            return false;
        }
        self.writer
            .open(kept.markup, kept.element, kept.display, first);
        true
    }

    /// Whether a required attribute may be missing among those stored from `first` on.
    #[inline]
    fn lacks(&self, kept: &KeptTag, first: usize) -> bool {
        match kept.requires {
            Requires::Nothing => false,
            Requires::One(id) => !self.writer.has_attribute(first, id),
            Requires::Several => true,
        }
    }

    #[inline(always)]
    pub(super) fn close_span(&mut self) {
        self.writer.close();
    }

    /// Returns the kept tag of an element that is simple and allowed here.
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
            self.open_removed(opening);
            if let Some(formula) = &mut self.formula {
                formula.open(opening.tag.name, opening.tag.attributes);
            }
            self.report_code_inside(opening);
            return;
        }
        let is_hidden = opening.tag.is_hidden(opening.rule);
        if self.parts.is_in_marker() {
            self.open_in_marker(opening, is_hidden);
            return;
        }
        if self.adopts(opening) {
            return;
        }
        if self.policy.artefacts.is_some() && self.opens_as_artefact(opening, is_hidden) {
            return;
        }
        if is_hidden {
            self.begin_removal(opening, (Severity::Loss, Reason::Hidden));
            self.remove(opening);
            return;
        }
        self.admit_element(opening);
    }

    /// Admits an element by its name and place.
    fn admit_element(&mut self, opening: &Opening<'_, '_>) {
        match &opening.rule.action {
            TagAction::Remove if opening.tag.is_formula() && self.policy.keeps_rest => {
                self.begin_formula(opening);
            }
            TagAction::Remove => {
                self.begin_removal(opening, removed(opening.rule.element));
                self.remove(opening);
            }
            TagAction::Unwrap(why) => self.strip(opening, kind_of(*why)),
            TagAction::Keep(kept) => self.keep(opening, kept),
        }
    }

    pub(super) fn close(&mut self, closing: Closing) {
        if self.removing > 0 {
            self.close_removed(closing);
            return;
        }
        self.close_artefacts();
        self.close_innermost();
        if self.parts.is_loud() {
            self.attend();
        }
    }

    /// Sets the number of open elements inside a removed one.
    fn set_removing(&mut self, depth: usize) {
        self.removing = depth;
        self.has_care = depth > 0 || self.policy.artefacts.is_some();
    }

    fn close_innermost(&mut self) {
        let frame = self.frames.pop();
        if self
            .tables
            .last()
            .is_some_and(|(around, _)| *around == self.frames.len())
        {
            self.tables.pop();
        }
        match frame {
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
            Some(Frame::Unsettled) => {
                self.part_words();
                self.settle();
            }
            Some(Frame::Stripped(None)) => self.part_words(),
            Some(Frame::Void) | None => {}
        }
    }

    /// Whether white space outside of `pre` is collapsed and has no other meaning.
    #[inline]
    pub(super) fn collapses(&self) -> bool {
        self.collapses
    }

    /// Adds white space, where it is collapsed.
    #[inline]
    pub(super) fn white_space(&mut self) {
        if !self.has_care {
            self.writer.white_space();
        } else {
            self.white_space_with_care();
        }
    }

    /// Adds plain text, where white space is collapsed.
    #[inline(always)]
    pub(super) fn run(&mut self, run: Run<'_>, bytes: Bytes) {
        if !self.has_care {
            self.writer.run(run);
        } else {
            self.run_with_care(run, bytes);
        }
    }

    /// Whether white space is content here.
    #[inline]
    pub(super) fn in_pre(&self) -> bool {
        self.writer.context().in_pre()
    }

    /// Adds text in `pre`.
    #[inline]
    pub(super) fn verbatim(&mut self, verbatim: Verbatim<'_>) {
        if !self.has_care {
            self.writer.verbatim_run(verbatim);
        } else {
            self.verbatim_with_care(verbatim);
        }
    }

    /// Whether the next content is removed with an element.
    #[inline]
    pub(super) fn is_removing(&self) -> bool {
        self.removing > 0
    }

    /// Returns the number of steps that the layout of the text took so far.
    pub(super) fn steps(&self) -> u64 {
        self.writer.steps()
    }

    pub(super) fn finish(mut self) -> (AddressedText, Findings) {
        self.report_removed_characters();
        let content = self.writer.finish();
        let content = finished(content, self.authority, self.policy);
        (content, self.findings)
    }

    /// Finishes the source, and gives the room back.
    pub(super) fn finish_kept(mut self, source: &str) -> (Ingested, Room) {
        self.report_removed_characters();
        let (content, text) = self.writer.finish_kept();
        let (mut findings, tally) = self.findings.finish(source);
        let mut told = Vec::with_capacity(findings.kept.len());
        told.append(&mut findings.kept);
        let ingested = Ingested {
            content: finished(content, self.authority, self.policy),
            findings: told,
            tally,
        };
        let mut room = Room {
            text,
            findings,
            frames: self.frames,
            unsettled: self.unsettled,
            tables: self.tables,
            removed: self.removed,
        };
        room.clear();
        (ingested, room)
    }

    /// Returns the state to return to if nothing is open; `None` if later content may
    /// change the output so far.
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

    /// Returns to a state, as if nothing had come since.
    pub(super) fn roll_back(&mut self, checkpoint: Checkpoint) {
        self.writer.roll_back(&checkpoint.text);
        self.findings.roll_back();
        if let Some(adoption) = &mut self.adoption {
            adoption.take_back();
        }
        self.frames.clear();
        self.unsettled.clear();
        self.tables.clear();
        self.formula = None;
        self.removal = None;
        self.set_removing(0);
        self.roll_back_artefacts(checkpoint.words_at);
        self.lines = checkpoint.lines;
        self.removed.truncate(checkpoint.removed);
        if let (Some(last), Some(then)) = (self.removed.last_mut(), checkpoint.last_removed) {
            *last = then;
        }
    }

    /// Removes an element with its content.
    fn remove(&mut self, opening: &Opening<'_, '_>) {
        // The words around the element stay apart.
        if let Some(edge) = edge_of(opening.rule.element) {
            self.border(edge);
        }
        self.set_removing(1);
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
        if self.lacks(kept, first) && self.strip_incomplete(opening, kept, first) {
            return;
        }
        if opening.rule.element == Element::Table {
            self.tables.push((self.frames.len(), false));
        }
        self.put(kept, first);
        if kept.is_empty && !element.is_void() {
            self.close_innermost();
            self.set_removing(1);
            self.begin_fallback(opening);
        }
    }

    /// Opens an entry with the attributes stored from `first` on.
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
        let frame = self.report_stripped(opening, kind);
        if opening.rule.element == Element::Table {
            self.tables.push((self.frames.len(), true));
        }
        self.border_of(opening);
        self.frames.push(frame);
    }

    /// Strips an element without a finding, except for running code.
    fn strip_silently(&mut self, opening: &Opening<'_, '_>) {
        self.report_code(opening);
        self.strip_untold(opening);
    }

    /// Strips an element that has been reported.
    fn strip_untold(&mut self, opening: &Opening<'_, '_>) {
        self.border_of(opening);
        self.frames
            .push(Frame::Stripped(edge_of(opening.rule.element)));
    }

    /// Keeps the words before a stripped element apart from its content.
    fn border_of(&mut self, opening: &Opening<'_, '_>) {
        match edge_of(opening.rule.element) {
            Some(edge) => self.border(edge),
            None => self.part_words(),
        }
    }
}

/// Returns content as the field stores it.
fn finished(
    content: AddressedText,
    authority: &Authority,
    policy: &CompiledPolicy,
) -> AddressedText {
    let content = content.validated_for(authority);
    if policy.drops_empty {
        dropped(content, authority, policy)
    } else {
        content
    }
}
