//! What is said of what is not admitted.

use super::{Admit, Opening};
use crate::html::element::{Element, Unrenderable};
use crate::ingest::event::Origin;
use crate::ingest::finding::{Finding, FindingKind, Severity};
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
    pub(in crate::ingest) fn report(&mut self, finding: Finding) {
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
            self.report(Finding::new(
                FindingKind::Character,
                Severity::Changed,
                &format!("U+{:04X}", u32::from(run.c)),
                "is no character of a text: removed",
                run.start..run.end,
            ));
        }
    }

    /// A comment, or what is read as such, or a declaration.
    pub(in crate::ingest) fn report_comment(&mut self, source: &str, start: usize, end: usize) {
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

    pub(super) fn report_removed(&mut self, opening: &Opening<'_, '_>) {
        let element = opening.rule.element;
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
        if opening.tag.origin == Origin::Implied || !self.is_new(opening, opening.tag.start, kind) {
            return;
        }
        let bytes = opening.tag.start..opening.tag.end;
        let name = opening.tag.name.utf8();
        self.report(Finding::new(kind, severity, &name, why, bytes));
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
    }
}
