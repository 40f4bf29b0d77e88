//! Elements that go with their content: which part of the source that is.
//!
//! The part begins at the tag and ends behind the last text in the element, or behind the
//! last end tag that came while it was open, the one that closes it included.

use super::report::kind_of;
use super::{Admit, Opening};
use crate::html::element::Element;
use crate::ingest::event::{Bytes, Closing, Origin};
use crate::ingest::finding::{FindingKind, Outcome, Reason, Severity, Unplaced};
use crate::policy::TagAction;

/// An element that goes with its content, while it is open.
pub(super) struct Removal {
    /// What is said of it, but for its part of the source.
    finding: Unplaced,
    /// It has a tag that nothing was said of yet.
    has_tag: bool,
    /// Raw text knows by itself that it has no end tag.
    is_raw_text: bool,
    /// The element stays, without its content: that is said if it has any.
    is_fallback: bool,
    /// The word of its name.
    word: u64,
    /// Behind the last end tag in it, and the word of its name.
    last_end_tag: (usize, u64),
    tag: Bytes,
    /// The text in it, from its first character.
    first: Option<usize>,
    end: usize,
}

impl Admit<'_> {
    /// An element goes with its content, for this reason.
    pub(super) fn begin_removal(
        &mut self,
        opening: &Opening<'_, '_>,
        (severity, reason): (Severity, Reason),
    ) {
        let why = (reason, Outcome::RemovedWithContent);
        self.begin(opening, FindingKind::RemovedElement, severity, why);
        if opening.rule.element != Element::Script {
            self.report_code(opening);
        }
    }

    /// The content of an element goes that browsers show in place of it.
    pub(super) fn begin_fallback(&mut self, opening: &Opening<'_, '_>) {
        let severity = if opening.rule.element.holds_fallback() {
            Severity::Note
        } else {
            Severity::Loss
        };
        let why = (Reason::Fallback, Outcome::ContentRemoved);
        self.begin(opening, FindingKind::Fallback, severity, why);
    }

    fn begin(
        &mut self,
        opening: &Opening<'_, '_>,
        kind: FindingKind,
        severity: Severity,
        why: (Reason, Outcome),
    ) {
        let tag = opening.tag;
        let name = tag.name.utf8();
        self.removal = Some(Removal {
            finding: Unplaced::new(kind, severity, &name, why, tag.start..tag.end),
            has_tag: tag.origin != Origin::Implied && self.is_new(opening, tag.start, kind),
            is_raw_text: opening.rule.element.is_raw_text() && !tag.is_foreign,
            is_fallback: kind == FindingKind::Fallback,
            word: tag.name.word(),
            last_end_tag: (0, 0),
            tag: (tag.start, tag.end),
            first: None,
            end: tag.end,
        });
    }

    /// An element opens in one that goes, or whose content does. What says what a medium
    /// plays is no content of it.
    #[cold]
    pub(super) fn open_removed(&mut self, opening: &Opening<'_, '_>) {
        if !self
            .removal
            .as_ref()
            .is_some_and(|removal| removal.is_fallback)
        {
            return;
        }
        match (opening.rule.element, opening.rule.action) {
            (Element::Param | Element::Source | Element::Track, TagAction::Unwrap(why)) => {
                self.report_stripped(opening, kind_of(why));
            }
            _ => self.removes((opening.tag.start, opening.tag.end)),
        }
    }

    /// Text that goes.
    #[cold]
    pub(in crate::ingest) fn removes_text(&mut self, text: &str, bytes: Bytes) {
        let words = text.trim_ascii_start();
        if !words.is_empty() {
            self.removes((bytes.0 + text.len() - words.len(), bytes.1));
        }
    }

    /// What is to be seen of these bytes goes.
    #[cold]
    pub(in crate::ingest) fn removes(&mut self, bytes: Bytes) {
        if let Some(removal) = &mut self.removal {
            let first = removal.first.get_or_insert(bytes.0);
            *first = bytes.0.min(*first);
            removal.end = removal.end.max(bytes.1);
        }
    }

    /// An end tag stands inside of what goes, if anything does.
    #[cold]
    pub(in crate::ingest) fn removes_to(&mut self, end: usize, word: u64) {
        if let Some(removal) = &mut self.removal {
            removal.end = removal.end.max(end);
            if removal.last_end_tag.0 < end {
                removal.last_end_tag = (end, word);
            }
        }
    }

    /// An element closes in what goes.
    #[cold]
    pub(super) fn close_removed(&mut self, closing: Closing) {
        self.removes_to(closing.end, closing.word);
        self.set_removing(self.removing - 1);
        if let Some(formula) = &mut self.formula {
            formula.close();
        }
        if self.removing > 0 {
            return;
        }
        let text_stays = self.end_formula();
        let Some(removal) = self.removal.take() else {
            return;
        };
        let Removal {
            mut finding,
            tag,
            end,
            ..
        } = removal;
        if text_stays {
            finding = finding.of_text();
        }
        // Another end tag closed it, so that it may hold more than its fallback.
        if removal.is_fallback && removal.last_end_tag.1 != removal.word {
            finding = finding.of_loss();
        }
        let is_open = closing.is_never && removal.has_tag && !removal.is_raw_text && !text_stays;
        if is_open && tag.1 < self.length {
            self.report(finding.clone().never_closed(self.length));
        }
        match removal.first {
            None if removal.is_fallback => {}
            _ if removal.has_tag => self.report(finding.over(tag.0..end)),
            // It is made of a tag that has been, or of none.
            Some(first) => self.report(finding.over(first..end)),
            None => {}
        }
    }
}
