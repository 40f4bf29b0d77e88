//! What is said of what is not admitted.

use super::{Admit, Opening};
use crate::html::element::{Element, Unrenderable};
use crate::ingest::event::Origin;
use crate::ingest::finding::{FindingKind, Outcome, Reason, Severity, Unplaced};
use crate::policy::Unadmitted;

/// A run of characters that were taken out, by the first of them.
#[derive(Clone, Copy)]
pub(super) struct Removed {
    c: char,
    start: usize,
    pub(super) end: usize,
}

/// The kind of finding that a tag is.
pub(super) fn kind_of(why: Unadmitted) -> FindingKind {
    match why {
        Unadmitted::Unknown => FindingKind::UnknownTag,
        Unadmitted::ByField => FindingKind::TagNotAdmitted,
        Unadmitted::Retired => FindingKind::RetiredTag,
    }
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
        let artefacts = self.policy.artefacts.as_deref();
        if artefacts.is_some_and(|table| table.silences_comment(&source[start..end])) {
            return;
        }
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
        let is_harmful = matches!(
            element.renderable(),
            Err(Unrenderable::RawText
                | Unrenderable::Plugin
                | Unrenderable::Template
                | Unrenderable::Foreign)
        );
        let (severity, reason) = if is_harmful {
            (Severity::Refused, Reason::NeverAdmitted)
        } else {
            (Severity::Loss, Reason::NotAdmitted)
        };
        let why = (reason, Outcome::RemovedWithContent);
        self.report_tag(opening, FindingKind::RemovedElement, severity, why);
    }

    /// An element that the table of artefacts takes out, though it may have been meant.
    pub(super) fn report_hidden(&mut self, opening: &Opening<'_, '_>) {
        let why = (Reason::Artefact, Outcome::RemovedWithContent);
        self.report_tag(opening, FindingKind::RemovedElement, Severity::Loss, why);
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
        self.report(Unplaced::new(kind, severity, &name, why, bytes));
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

    pub(super) fn report_stripped(&mut self, opening: &Opening<'_, '_>, kind: FindingKind) {
        let shows_itself = matches!(
            opening.rule.element,
            Element::Img | Element::Image | Element::Embed | Element::Input
        );
        let (severity, why) = match kind {
            FindingKind::RetiredTag => (Severity::Loss, (Reason::Retired, Outcome::TagStripped)),
            FindingKind::MisplacedTag => {
                let why = (Reason::Misplaced, Outcome::TagStripped);
                (Severity::Changed, why)
            }
            kind => {
                let reason = match kind {
                    FindingKind::TagNotAdmitted => Reason::NotInField,
                    _ => Reason::NotInAuthority,
                };
                if shows_itself {
                    (Severity::Loss, (reason, Outcome::Removed))
                } else {
                    (Severity::Changed, (reason, Outcome::TagStripped))
                }
            }
        };
        self.report_tag(opening, kind, severity, why);
    }
}
