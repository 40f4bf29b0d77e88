//! What is said of what is not admitted.

use super::{Admit, Frame, Opening};
use crate::authority::DisplayKind;
use crate::html::element::{Element, TablePart, Unrenderable};
use crate::ingest::event::Origin;
use crate::ingest::finding::{FindingKind, Outcome, Reason, Severity, Unplaced, is_known_empty};
use crate::ingest::lexer::Attribute;
use crate::policy::{KeptTag, Unadmitted, edge_of};
use crate::text::layout::Written;

/// A run of characters that were taken out, by the first of them.
#[derive(Clone, Copy)]
pub(super) struct Removed {
    c: char,
    start: usize,
    pub(super) end: usize,
}

/// A finding about an element whose content is to be seen before it is told: its name is
/// somebody's own, and where nothing is in it, it showed something else.
pub(super) struct Unsettled {
    finding: Unplaced,
    /// What was written when it opened.
    written: Written,
}

/// The kind of finding that a tag is.
pub(super) fn kind_of(why: Unadmitted) -> FindingKind {
    match why {
        Unadmitted::Unknown => FindingKind::UnknownTag,
        Unadmitted::ByField => FindingKind::TagNotAdmitted,
        Unadmitted::Retired => FindingKind::RetiredTag,
    }
}

/// That a formula is gone, all of it.
pub(super) fn found_of_formula(opening: &Opening<'_, '_>) -> Unplaced {
    Unplaced::new(
        FindingKind::RemovedElement,
        Severity::Loss,
        &opening.tag.name.utf8(),
        (Reason::NeverAdmitted, Outcome::RemovedWithContent),
        opening.tag.start..opening.tag.end,
    )
}

/// Whether it is a control that browsers do not show.
fn is_unseen(opening: &Opening<'_, '_>) -> bool {
    let says_so = |attribute: &Attribute<'_>| {
        attribute.name == *"type" && attribute.value().eq_ignore_ascii_case("hidden")
    };
    opening.rule.element == Element::Input && opening.tag.attributes.iter().any(says_so)
}

impl Admit<'_> {
    pub(in crate::ingest) fn report(&mut self, finding: Unplaced) {
        self.findings.push(finding);
    }

    /// A character that is taken out, wherever it stands; NUL, which parsers drop
    /// unseen, too.
    pub(in crate::ingest) fn removed(&mut self, c: char, start: usize, end: usize) {
        match self.removed.last_mut() {
            Some(last) if last.end == start => last.end = end,
            _ => self.removed.push(Removed { c, start, end }),
        }
    }

    /// One finding for each run, in whatever order its characters came.
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

    /// A comment, or what is read as such, or a declaration.
    pub(in crate::ingest) fn report_comment(&mut self, source: &str, start: usize, end: usize) {
        let is_comment = source[start..].starts_with("<!--");
        let (name, reason) = if is_comment {
            ("<!--", Reason::Comment)
        } else {
            ("<!", Reason::Declaration)
        };
        self.report(Unplaced::new(
            FindingKind::Comment,
            Severity::Note,
            name,
            (reason, Outcome::Removed),
            start..end,
        ));
    }

    pub(super) fn report_removed(&mut self, opening: &Opening<'_, '_>) {
        let element = opening.rule.element;
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
        let severity = Severity::of_removed(element);
        let why = (reason, Outcome::RemovedWithContent);
        self.report_tag(opening, FindingKind::RemovedElement, severity, why);
        if element != Element::Script {
            self.report_code(opening);
        }
    }

    /// An element without an attribute that its entry needs: its attributes are gone
    /// with its tags.
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
            // What does not lead anywhere looks like text.
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

    /// An element that HTML does not show.
    pub(super) fn report_hidden(&mut self, opening: &Opening<'_, '_>) {
        let why = (Reason::Hidden, Outcome::RemovedWithContent);
        let kind = FindingKind::RemovedElement;
        self.report_tag(opening, kind, Severity::Loss, why);
        self.report_code(opening);
    }

    /// What runs code in an element that is gone already: it is found wherever it
    /// stands.
    pub(super) fn report_code_inside(&mut self, opening: &Opening<'_, '_>) {
        if opening.tag.name == *"script" {
            self.report_removed(opening);
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
        // Its table says it, at least so loudly.
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

    /// One tag, one finding, however many elements the parser makes of it.
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

    /// What is found of an element that loses its tags; what closes it then.
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

    /// An element ends whose content had to be seen.
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
