//! Admitting: authority and field policy decide tag by tag and attribute by
//! attribute; then nesting is asked again about what is left.

mod attribute;
mod embed;
mod newlines;

use std::collections::HashSet;

use super::finding::{Finding, FindingKind, Findings, Severity};
use super::lexer::Attribute;
use super::tag_actions::{Fate, Kept, Known, Names, edge};
use crate::authority::{Authority, Display};
use crate::html::char_ref::Decoded;
use crate::html::element::{Element, TablePart, Unrenderable};
use crate::html::name::Name;
use crate::policy::{Field, Newlines};
use crate::text::layout::{Edge, LayoutConfig, Settled, TextWriter, usual_depth};
use crate::text::whitespace::{Run, Verbatim};
use crate::text::{AddressedText, MAX_DEPTH};

pub(crate) use embed::Adoption;
use newlines::Lines;

/// How deep the parts of a table go below it: a table that has not so much room
/// could lose its cells and keep its rows.
const TABLE_DEPTH: usize = 4;

/// An element as it opens.
#[derive(Clone, Copy)]
pub(super) struct Opening<'o, 's> {
    pub(super) name: Name<'o>,
    /// What [`Admit::known`] says of it.
    pub(super) known: &'o Known,
    pub(super) attributes: &'o [Attribute<'s>],
    pub(super) start: usize,
    pub(super) end: usize,
    /// Made by the parser from an earlier tag, which has been reported.
    pub(super) cloned: bool,
    /// Implied by the parser: there is no tag of it to report.
    pub(super) implied: bool,
    /// A part of a table that would hold what it cannot.
    pub(super) unsound: bool,
}

/// What closing an element has to do.
enum Frame {
    /// With the edge of a block that is admitted as an inline entry.
    Kept(Option<Edge>),
    Void,
    Stripped(Option<Edge>),
}

pub(super) struct Admit<'a> {
    authority: &'a Authority,
    field: &'a Field,
    /// Newlines are white space like any other.
    collapses: bool,
    names: &'a Names,
    place: TextWriter<'a>,
    /// How deep what is simple opens without another look: nowhere, where every
    /// tag is offered to a hook.
    simple_depth: usize,
    /// The hook that tags are offered to.
    adoption: Option<Box<Adoption<'a>>>,
    findings: Findings,
    frames: Vec<Frame>,
    /// How many of the innermost open elements lie in one that is removed.
    removing: usize,
    /// The parser may make elements again of tags that have been.
    clones: bool,
    /// What has been reported of such tags.
    reported: HashSet<(usize, FindingKind)>,
    lines: Lines,
    /// The characters that were taken out, run by run.
    removed: Vec<Removed>,
}

/// A run of characters that were taken out, by the first of them.
#[derive(Clone, Copy)]
struct Removed {
    c: char,
    start: usize,
    end: usize,
}

/// A state to come back to.
pub(super) struct Checkpoint {
    place: Settled,
    lines: Lines,
    removed: usize,
    last_removed: Option<Removed>,
}

impl<'a> Admit<'a> {
    pub(super) fn new(
        authority: &'a Authority,
        field: &'a Field,
        names: &'a Names,
        placing: &'a LayoutConfig,
        capacity: usize,
    ) -> Self {
        Self {
            authority,
            field,
            collapses: field.newlines == Newlines::Collapse,
            names,
            place: TextWriter::new(placing, capacity),
            simple_depth: MAX_DEPTH,
            adoption: None,
            findings: Findings::new(field.max_findings, capacity),
            frames: Vec::with_capacity(usual_depth(capacity)),
            removing: 0,
            clones: false,
            reported: HashSet::new(),
            lines: Lines::default(),
            removed: Vec::new(),
        }
    }

    /// With a hook that every tag is offered to.
    pub(super) fn offering_to(mut self, adoption: Adoption<'a>) -> Self {
        self.simple_depth = 0;
        self.adoption = Some(Box::new(adoption));
        self
    }

    /// What is known of a tag by its name.
    #[inline]
    pub(super) fn known(&self, name: Name<'_>) -> &'a Known {
        self.names.of(name)
    }

    /// From here on the parser may make several elements of one tag.
    pub(super) fn expect_clones(&mut self) {
        self.clones = true;
    }

    /// Opens an element that has no attributes if that opens a span and that is
    /// all; [`close_span`](Self::close_span) closes it then.
    #[inline(always)]
    pub(super) fn open_span(&mut self, known: &Known) -> bool {
        match self.simple(known) {
            Some(kept) => {
                self.place
                    .open_bare(kept.markup, kept.element, kept.display);
                true
            }
            None => false,
        }
    }

    /// The same for one with attributes.
    pub(super) fn open_span_with(&mut self, opening: &Opening<'_, '_>) -> bool {
        match self.simple(opening.known) {
            Some(kept) => {
                let first = self.place.attributes();
                self.admit_attributes(opening, kept.tag as usize);
                self.place
                    .open(kept.markup, kept.element, kept.display, first);
                true
            }
            None => false,
        }
    }

    #[inline(always)]
    pub(super) fn close_span(&mut self) {
        self.place.close();
    }

    /// What is kept of an element that is simple and may open here.
    #[inline(always)]
    fn simple<'k>(&self, known: &'k Known) -> Option<&'k Kept> {
        match &known.fate {
            Fate::Keep(kept)
                if kept.is_simple
                    && self.removing == 0
                    && self.place.depth() < self.simple_depth
                    && self.place.context().admits(kept.element) =>
            {
                Some(kept)
            }
            _ => None,
        }
    }

    pub(super) fn open(&mut self, opening: Opening<'_, '_>) {
        if self.removing > 0 {
            self.removing += 1;
            return;
        }
        let opening = &opening;
        if self.adopts(opening) {
            return;
        }
        match &opening.known.fate {
            Fate::Remove => {
                self.report_removed(opening);
                // What it stood between stays apart.
                if let Some(edge) = edge(opening.known.element) {
                    self.border(edge);
                }
                self.removing = 1;
            }
            Fate::Strip(kind) => self.strip(opening, *kind),
            Fate::Keep(kept) => self.keep(opening, kept),
        }
    }

    pub(super) fn close(&mut self) {
        if self.removing > 0 {
            self.removing -= 1;
            return;
        }
        match self.frames.pop() {
            Some(Frame::Kept(edge)) => {
                if self.place.innermost_is_block() {
                    self.lines.feeds = 0;
                }
                self.place.close();
                if let Some(edge) = edge {
                    self.border(edge);
                }
            }
            Some(Frame::Stripped(Some(edge))) => self.border(edge),
            Some(Frame::Stripped(None) | Frame::Void) | None => {}
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
        if self.removing == 0 {
            self.place.white_space();
        }
    }

    /// Text that is plain, where white space is collapsed.
    #[inline(always)]
    pub(super) fn run(&mut self, run: &Run<'_>) {
        if self.removing == 0 {
            self.place.run(run);
        }
    }

    /// Whether white space counts here.
    #[inline]
    pub(super) fn in_pre(&self) -> bool {
        self.place.context().in_pre()
    }

    /// Text in `pre`.
    #[inline]
    pub(super) fn verbatim(&mut self, verbatim: &Verbatim<'_>) {
        if self.removing == 0 {
            self.place.verbatim_run(verbatim);
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.removing > 0 {
            return;
        }
        if self.field.newlines == Newlines::Collapse || self.in_pre() {
            self.place.text(text);
            return;
        }
        self.text_in_lines(text);
    }

    pub(super) fn reference(&mut self, chars: Decoded) {
        if self.removing > 0 {
            return;
        }
        self.before_inline();
        match chars.single() {
            Some(c) => self.place.reference(c),
            None => chars
                .chars()
                .for_each(|c| self.place.text(c.encode_utf8(&mut [0; 4]))),
        }
    }

    /// A character of text that no text holds.
    pub(super) fn bad(&mut self, c: char, start: usize, end: usize) {
        if self.removing == 0 {
            self.removed(c, start, end);
        }
    }

    /// The same wherever it stands; for NUL, which parsers drop unseen.
    pub(super) fn removed(&mut self, c: char, start: usize, end: usize) {
        match self.removed.last_mut() {
            Some(last) if last.end == start => last.end = end,
            _ => self.removed.push(Removed { c, start, end }),
        }
    }

    /// A comment, or what is read as such, or a declaration.
    pub(super) fn report_comment(&mut self, source: &str, start: usize, end: usize) {
        let is_comment = source[start..].starts_with("<!--");
        let name = if is_comment { "<!--" } else { "<!" };
        let why = "is no content: removed";
        self.report(Finding::new(
            FindingKind::Comment,
            Severity::Note,
            name,
            why,
            start..end,
        ));
    }

    /// A tag that a limit swallowed: what stood apart stays apart.
    pub(super) fn swallowed(&mut self, name: &str) {
        match edge(Element::of(name)) {
            Some(edge) if self.removing == 0 => self.border(edge),
            _ => {}
        }
    }

    pub(super) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// How much work placing was so far.
    pub(super) fn steps(&self) -> u64 {
        self.place.steps()
    }

    pub(super) fn finish(mut self) -> (AddressedText, Findings) {
        self.report_removed_characters();
        let content = self.place.finish().validated_for(self.authority);
        (content, self.findings)
    }

    /// One finding for each run, in whatever order its characters came.
    fn report_removed_characters(&mut self) {
        let mut removed = std::mem::take(&mut self.removed);
        removed.sort_unstable_by_key(|run| run.start);
        let mut runs = removed.into_iter().peekable();
        while let Some(mut run) = runs.next() {
            while let Some(more) = runs.next_if(|more| more.start == run.end) {
                run.end = more.end;
            }
            self.report(Finding::new(
                FindingKind::Character,
                Severity::Changed,
                &format!("U+{:04X}", u32::from(run.c)),
                "is no character of a text: removed",
                run.start..run.end,
            ));
        }
    }

    /// What is needed to come back to here, where nothing is open; `None` where
    /// what comes next may change what has been.
    pub(super) fn checkpoint(&mut self) -> Option<Checkpoint> {
        let place = self.place.checkpoint()?;
        self.findings.commit();
        Some(Checkpoint {
            place,
            lines: self.lines,
            removed: self.removed.len(),
            last_removed: self.removed.last().copied(),
        })
    }

    /// Comes back: as if nothing had been seen since.
    pub(super) fn roll_back(&mut self, checkpoint: Checkpoint) {
        self.place.roll_back(&checkpoint.place);
        self.findings.roll_back();
        if let Some(adoption) = &mut self.adoption {
            adoption.take_back();
        }
        self.frames.clear();
        self.removing = 0;
        self.lines = checkpoint.lines;
        self.removed.truncate(checkpoint.removed);
        if let (Some(last), Some(then)) = (self.removed.last_mut(), checkpoint.last_removed) {
            *last = then;
        }
    }

    fn keep(&mut self, opening: &Opening<'_, '_>, kept: &Kept) {
        let Kept {
            tag,
            element,
            display,
            lost,
            ..
        } = *kept;
        if let Some(edge) = lost {
            self.border(edge);
        }
        self.before_tag(element, display);
        let room = match element.table_part() {
            Some(TablePart::Table) => TABLE_DEPTH,
            _ => 1,
        };
        if opening.unsound
            || self.place.depth() + room > MAX_DEPTH
            || !self.place.context().admits(element)
        {
            self.strip(opening, FindingKind::MisplacedTag);
            return;
        }
        let first = self.place.attributes();
        self.admit_attributes(opening, tag as usize);
        self.put(kept, first);
    }

    /// Opens an entry; its attributes are those stored from `first` on.
    fn put(&mut self, kept: &Kept, first: usize) {
        let Kept {
            markup,
            element,
            display,
            lost,
            ..
        } = *kept;
        if element.is_void() {
            self.place.void(markup, element, display, first);
            self.frames.push(Frame::Void);
        } else {
            self.place.open(markup, element, display, first);
            self.frames.push(Frame::Kept(lost));
        }
        if display.is_block() || display == Display::Break {
            self.lines.feeds = 0;
        }
    }

    fn strip(&mut self, opening: &Opening<'_, '_>, kind: FindingKind) {
        let element = opening.known.element;
        let shows_itself = matches!(
            element,
            Element::Img | Element::Image | Element::Embed | Element::Input
        );
        let (severity, why) = match kind {
            FindingKind::RetiredTag => (Severity::Loss, "is retired: tag stripped"),
            FindingKind::MisplacedTag => (Severity::Changed, "cannot stand here: tag stripped"),
            FindingKind::TagNotAdmitted if shows_itself => {
                (Severity::Loss, "is not admitted in this field: removed")
            }
            FindingKind::TagNotAdmitted => (
                Severity::Changed,
                "is not admitted in this field: tag stripped",
            ),
            _ if shows_itself => (Severity::Loss, "is not in the authority: removed"),
            _ => (Severity::Changed, "is not in the authority: tag stripped"),
        };
        self.report_tag(opening, kind, severity, why);
        let edge = edge(element);
        if let Some(edge) = edge {
            self.border(edge);
        }
        self.frames.push(Frame::Stripped(edge));
    }

    fn report_removed(&mut self, opening: &Opening<'_, '_>) {
        let element = opening.known.element;
        let is_harmful = matches!(
            element.renderable(),
            Err(Unrenderable::RawText
                | Unrenderable::Plugin
                | Unrenderable::Template
                | Unrenderable::Foreign)
        );
        let (severity, why) = if is_harmful {
            (
                Severity::Refused,
                "is never admitted: removed with its content",
            )
        } else {
            (Severity::Loss, "is not admitted: removed with its content")
        };
        self.report_tag(opening, FindingKind::RemovedElement, severity, why);
    }

    fn report_tag(
        &mut self,
        opening: &Opening<'_, '_>,
        kind: FindingKind,
        severity: Severity,
        why: &'static str,
    ) {
        if opening.implied || !self.is_new(opening, opening.start, kind) {
            return;
        }
        let bytes = opening.start..opening.end;
        let name = opening.name.utf8();
        self.report(Finding::new(kind, severity, &name, why, bytes));
    }

    /// One tag, one finding, however many elements the parser makes of it.
    fn is_new(&mut self, opening: &Opening<'_, '_>, start: usize, kind: FindingKind) -> bool {
        if !self.clones || !opening.known.element.is_formatting() {
            return true;
        }
        self.reported.insert((start, kind)) || !opening.cloned
    }
}

#[cfg(test)]
mod tests {
    use super::Opening;
    use crate::html::element::Element;
    use crate::html::name::Name;
    use crate::text::whitespace::Run;
    use crate::{Authority, FieldPolicy, Ingester};

    /// The ways that elements can be admitted.
    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Way {
        Any,
        Span,
        SpanWith,
    }

    #[test]
    fn what_is_a_span_is_admitted_as_anything_is() {
        let ingester = Ingester::new(&FieldPolicy::new(), &Authority::article());
        let ingester = ingester.expect("the defaults agree");
        let mut all_spans = 0;
        for outer in Element::ALL {
            for inner in Element::ALL {
                let admitted = [Way::Any, Way::Span, Way::SpanWith].map(|way| {
                    let mut admit = ingester.admit(64);
                    let mut open = Vec::new();
                    for element in [*outer, *inner, *outer] {
                        let name = Name::plain(element.name());
                        let opening = Opening {
                            name,
                            known: admit.known(name),
                            attributes: &[],
                            start: 0,
                            end: 1,
                            cloned: false,
                            implied: false,
                            unsound: false,
                        };
                        let is_span = match way {
                            Way::Any => false,
                            Way::Span => admit.open_span(opening.known),
                            Way::SpanWith => admit.open_span_with(&opening),
                        };
                        if !is_span {
                            admit.open(opening);
                        }
                        admit.run(&Run::of(" words "));
                        match element.is_void() {
                            true => admit.close(),
                            false => open.push(is_span),
                        }
                    }
                    let spans = open.iter().filter(|is_span| **is_span).count();
                    while let Some(is_span) = open.pop() {
                        match is_span {
                            true => admit.close_span(),
                            false => admit.close(),
                        }
                        admit.run(&Run::of(" more"));
                    }
                    let (content, findings) = admit.finish();
                    (spans, content, findings.finish("words"))
                });
                let [any, span, span_with] = admitted;
                assert_eq!(any.0, 0);
                assert_eq!(span, span_with, "{outer:?} {inner:?}");
                assert_eq!(any.1, span.1, "{outer:?} {inner:?}");
                assert_eq!(any.2, span.2, "{outer:?} {inner:?}");
                all_spans += usize::from(span.0 == 3);
            }
        }
        assert!(all_spans > 1000, "{all_spans}");
    }
}
