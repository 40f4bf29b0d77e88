//! Findings about markup that is not admitted.

use super::{Admit, Frame, Opening};
use crate::authority::DisplayKind;
use crate::html::element::{Element, TablePart, Unrenderable};
use crate::html::name::Name;
use crate::ingest::event::{Bytes, Origin};
use crate::ingest::finding::{FindingKind, Outcome, Reason, Severity, Unplaced, is_known_empty};
use crate::ingest::lexer::{Attribute, Flaw, FlawKind};
use crate::policy::{KeptTag, Unadmitted, edge_of};
use crate::text::layout::Written;

/// A run of removed characters, with the first of them.
#[derive(Clone, Copy)]
pub(super) struct Removed {
    c: char,
    start: usize,
    pub(super) end: usize,
}

/// A finding about an element that has to wait for the element's content: the element is
/// custom, and if it is empty, a script may have filled it.
pub(super) struct Unsettled {
    finding: Unplaced,
    /// The output when the element opened.
    written: Written,
}

/// Returns the kind of finding for a tag that is not admitted.
pub(super) fn kind_of(why: Unadmitted) -> FindingKind {
    match why {
        Unadmitted::Unknown => FindingKind::UnknownTag,
        Unadmitted::ByField => FindingKind::TagNotAdmitted,
        Unadmitted::Retired => FindingKind::RetiredTag,
    }
}

/// Returns reason and severity for an element that is removed with its content.
pub(super) fn removed(element: Element) -> (Severity, Reason) {
    let is_never_admitted = matches!(
        element.renderable(),
        Err(Unrenderable::RawText
            | Unrenderable::Plugin
            | Unrenderable::Template
            | Unrenderable::Foreign)
    );
    let reason = if is_never_admitted {
        Reason::NeverAdmitted
    } else {
        Reason::NotAdmitted
    };
    (Severity::of_removed(element), reason)
}

/// Whether the element is a form control that browsers do not show.
fn is_unseen(opening: &Opening<'_, '_>) -> bool {
    let says_so = |attribute: &Attribute<'_>| {
        attribute.name == *"type" && attribute.value().eq_ignore_ascii_case("hidden")
    };
    opening.rule.element == Element::Input && opening.tag.attributes.iter().any(says_so)
}

impl Admit<'_> {
    #[inline]
    pub(in crate::ingest) fn report(&mut self, finding: Unplaced) {
        self.findings.push(finding);
    }

    /// Records a removed character, be it a NUL, which parsers drop silently.
    pub(in crate::ingest) fn removed(&mut self, c: char, start: usize, end: usize) {
        match self.removed.last_mut() {
            Some(last) if last.end == start => last.end = end,
            _ => self.removed.push(Removed { c, start, end }),
        }
    }

    /// Reports one finding per run, in whatever order its characters came.
    pub(super) fn report_removed_characters(&mut self) {
        let mut removed = std::mem::take(&mut self.removed);
        removed.sort_unstable_by_key(|run| run.start);
        let mut runs = removed.into_iter().peekable();
        while let Some(mut run) = runs.next() {
            while let Some(more) = runs.next_if(|more| more.start == run.end) {
                run.end = more.end;
            }
            let character = run.c;
            self.report(Unplaced::new(
                FindingKind::Character,
                Severity::Changed,
                &format!("U+{:04X}", u32::from(character)),
                (Reason::NoText { character }, Outcome::Removed),
                run.start..run.end,
            ));
        }
    }

    /// Reports a comment, a declaration, or markup that is read as a comment.
    pub(in crate::ingest) fn report_comment(
        &mut self,
        source: &str,
        start: usize,
        end: usize,
        is_closed: bool,
    ) {
        let written = &source[start..end];
        let name = if written.starts_with("<!--") {
            "<!--"
        } else {
            "<!"
        };
        let (kind, severity, reason) = match Aside::of(written) {
            _ if !is_closed => (FindingKind::Unclosed, Severity::Loss, Reason::Unclosed),
            Aside::Comment => (FindingKind::Comment, Severity::Note, Reason::Comment),
            Aside::Comments => (FindingKind::SuspectTag, Severity::Loss, Reason::TakesTag),
            Aside::Declaration => (FindingKind::Comment, Severity::Note, Reason::Declaration),
            Aside::Cdata => (FindingKind::Comment, Severity::Loss, Reason::Cdata),
            Aside::Text(words) => {
                let reason = Reason::perhaps_text(words);
                (FindingKind::SuspectTag, Severity::Loss, reason)
            }
        };
        let artefacts = self.policy.artefacts.as_deref();
        let is_silent = severity == Severity::Note
            && artefacts.is_some_and(|table| table.silences_comment(written));
        if !is_silent {
            let why = (reason, Outcome::Removed);
            self.report(Unplaced::new(kind, severity, name, why, start..end));
        }
    }

    /// Reports an end tag that closes nothing.
    pub(in crate::ingest) fn report_stray(&mut self, source: &str, start: usize, end: usize) {
        let name = name_in(source, start + 2, end);
        let name = Name::of(name).utf8();
        let why = (Reason::ClosesNothing, Outcome::Stored);
        let (kind, severity) = (FindingKind::StrayEndTag, Severity::Note);
        self.report(Unplaced::new(kind, severity, &name, why, start..end));
    }

    /// Reports the tag of a formatting element that is never closed and reaches over
    /// blocks.
    pub(in crate::ingest) fn report_reach(&mut self, source: &str, tag: Bytes, blocks: u32) {
        let (start, end) = tag;
        let name = Name::of(name_in(source, start + 1, end)).utf8();
        let why = (Reason::ReachesOver { blocks }, Outcome::Stored);
        let (kind, severity) = (FindingKind::Unclosed, Severity::Note);
        self.report(Unplaced::new(kind, severity, &name, why, start..end));
    }

    /// Reports a tag that swallows text.
    pub(in crate::ingest) fn report_flaw(&mut self, source: &str, flaw: &Flaw) {
        let part = |(start, end): (u32, u32)| &source[start as usize..end as usize];
        let attribute = || Name::of(part(flaw.part)).get().into();
        let (kind, reason) = match flaw.kind {
            FlawKind::Unclosed => (FindingKind::Unclosed, Reason::Unclosed),
            FlawKind::UnclosedQuote => {
                let attribute = attribute();
                (FindingKind::Unclosed, Reason::UnclosedQuote { attribute })
            }
            FlawKind::UnclosedElement => (FindingKind::Unclosed, Reason::UnclosedElement),
            FlawKind::LateQuote => {
                let attribute = attribute();
                (FindingKind::SuspectTag, Reason::LateQuote { attribute })
            }
            FlawKind::TakesTag => (FindingKind::SuspectTag, Reason::TakesTag),
            FlawKind::PerhapsText => {
                let reason = Reason::perhaps_text(part(flaw.part));
                (FindingKind::SuspectTag, reason)
            }
        };
        let name = Name::of(part(flaw.name)).utf8();
        let bytes = flaw.start as usize..flaw.end as usize;
        let why = (reason, Outcome::Stored);
        self.report(Unplaced::new(kind, Severity::Loss, &name, why, bytes));
    }

    /// Reports an element that lacks a required attribute. Its other attributes are
    /// removed with its tags.
    pub(super) fn report_incomplete(
        &mut self,
        opening: &Opening<'_, '_>,
        kept: &KeptTag,
        attribute: &str,
    ) {
        let reason = Reason::Required {
            attribute: attribute.into(),
        };
        let (severity, outcome) = match (kept.element, kept.display) {
            // A link without a target looks like text.
            (Element::A, _) => (Severity::Note, Outcome::TagStripped),
            (element, DisplayKind::Atomic) if element.is_void() => {
                (Severity::Loss, Outcome::Removed)
            }
            (_, DisplayKind::Atomic) => (Severity::Loss, Outcome::TagStripped),
            _ => (Severity::Changed, Outcome::TagStripped),
        };
        let why = (reason, outcome);
        self.report_tag(opening, FindingKind::IncompleteTag, severity, why);
    }

    /// Reports code in an element that is already being removed: it is reported
    /// everywhere.
    pub(super) fn report_code_inside(&mut self, opening: &Opening<'_, '_>) {
        if opening.tag.name == *"script" {
            let (severity, reason) = removed(opening.rule.element);
            let why = (reason, Outcome::RemovedWithContent);
            self.report_tag(opening, FindingKind::RemovedElement, severity, why);
        } else {
            self.report_code(opening);
        }
    }

    fn report_tag(
        &mut self,
        opening: &Opening<'_, '_>,
        kind: FindingKind,
        severity: Severity,
        why: (Reason, Outcome),
    ) {
        if opening.tag.origin == Origin::Implied || !self.is_new(opening, opening.tag.start, kind) {
            return;
        }
        let bytes = opening.tag.start..opening.tag.end;
        let name = opening.tag.name.utf8();
        let finding = Unplaced::new(kind, severity, &name, why, bytes);
        // The finding of its table covers it, unless its own weighs more.
        let is_part = severity <= Severity::Changed
            && self
                .tables
                .last()
                .is_some_and(|(_, is_stripped)| *is_stripped)
            && opening
                .rule
                .element
                .table_part()
                .is_some_and(|part| part != TablePart::Table);
        self.report(if is_part { finding.of_part() } else { finding });
    }

    /// Ensures one finding per tag, however many elements the parser makes of it.
    pub(super) fn is_new(
        &mut self,
        opening: &Opening<'_, '_>,
        start: usize,
        kind: FindingKind,
    ) -> bool {
        if !self.clones || !opening.rule.element.is_formatting() {
            return true;
        }
        self.reported.insert((start, kind)) || opening.tag.origin == Origin::Written
    }

    /// Reports an element that loses its tags; returns the frame that closes it.
    pub(super) fn report_stripped(
        &mut self,
        opening: &Opening<'_, '_>,
        kind: FindingKind,
    ) -> Frame {
        let name = opening.tag.name.utf8();
        let element = opening.rule.element;
        let stripped = match element {
            Element::Table => Outcome::TableStripped,
            _ => Outcome::TagStripped,
        };
        let (severity, why) = match kind {
            FindingKind::RetiredTag => (Severity::Loss, (Reason::Retired, stripped)),
            FindingKind::MisplacedTag => {
                let why = (Reason::Misplaced, stripped);
                (Severity::Changed, why)
            }
            kind => {
                let reason = match kind {
                    FindingKind::TagNotAdmitted => Reason::NotInField,
                    _ => Reason::NotInAuthority,
                };
                let severity = if is_unseen(opening) {
                    Severity::Note
                } else {
                    Severity::of_stripped(element, &name)
                };
                match severity {
                    Severity::Loss => (Severity::Loss, (reason, Outcome::Removed)),
                    severity => (severity, (reason, stripped)),
                }
            }
        };
        self.report_code(opening);
        let is_unsettled = severity == Severity::Changed
            && matches!(kind, FindingKind::UnknownTag | FindingKind::TagNotAdmitted)
            && !is_known_empty(element, &name);
        if is_unsettled {
            let bytes = opening.tag.start..opening.tag.end;
            self.unsettled.push(Unsettled {
                finding: Unplaced::new(kind, severity, &name, why, bytes),
                written: self.writer.written(),
            });
            return Frame::Unsettled;
        }
        self.report_tag(opening, kind, severity, why);
        Frame::Stripped(edge_of(element))
    }

    /// Reports an element that had to wait for its content.
    pub(super) fn settle(&mut self) {
        let Some(Unsettled { finding, written }) = self.unsettled.pop() else {
            return;
        };
        let is_empty = written == self.writer.written();
        self.report(if is_empty {
            finding.of_nothing()
        } else {
            finding
        });
    }
}

/// Markup that a parser reads as a comment.
enum Aside<'s> {
    Comment,
    /// A comment that contains the beginning of another one, whose end closes it.
    Comments,
    /// A declaration or a processing instruction.
    Declaration,
    Cdata,
    /// Text that is not meant as markup: `</3`, `<! so`.
    Text(&'s str),
}

impl<'s> Aside<'s> {
    fn of(written: &'s str) -> Self {
        let bytes = written.as_bytes();
        let holds_tag = bytes.iter().skip(1).any(|byte| *byte == b'<');
        match bytes.get(1..).unwrap_or_default() {
            [b'!', b'-', b'-', ..] => match written.get(4..written.len().saturating_sub(3)) {
                Some(inside) if inside.contains("<!--") => Self::Comments,
                _ => Self::Comment,
            },
            rest if rest.starts_with(b"![CDATA[") => Self::Cdata,
            [b'!', b'>' | b'[' | b'-', ..] => Self::Declaration,
            [b'!', next, ..] if next.is_ascii_alphabetic() && !holds_tag => Self::Declaration,
            [b'?', b'=' | b'>', ..] => Self::Declaration,
            [b'?', next, ..] if next.is_ascii_alphabetic() => Self::Declaration,
            [b'?', ..] if written.ends_with("?>") => Self::Declaration,
            _ => {
                let words = written.trim_start_matches(['<', '/', '!', '?']);
                Self::Text(words.trim_end_matches('>').trim_ascii())
            }
        }
    }
}

/// Returns the name of a tag, from its first byte.
fn name_in(source: &str, start: usize, end: usize) -> &str {
    let rest = &source[start..end];
    let ends = |c: char| c.is_ascii_whitespace() || c == '/' || c == '>';
    &rest[..rest.find(ends).unwrap_or(rest.len())]
}
