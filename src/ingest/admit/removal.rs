//! Elements that are removed with their content, and the part of the source that they
//! cover.
//!
//! The part begins at the tag. It ends after the last text in the element, or after the
//! last end tag that came while the element was open, including the one that closed it.

use super::report::kind_of;
use super::{Admit, Opening};
use crate::html::element::Element;
use crate::ingest::event::{Bytes, Closing, Origin};
use crate::ingest::finding::{FindingKind, Outcome, Reason, Severity, Unplaced};
use crate::policy::TagAction;

/// An element that is removed with its content, while it is open.
pub(super) struct Removal {
    /// Its finding, whose part of the source is still open.
    finding: Unplaced,
    /// Whether its tag has no finding yet.
    has_tag: bool,
    /// The lexer reports raw text without an end tag by itself.
    is_raw_text: bool,
    /// Whether only the content is removed, which is reported if there is any.
    is_fallback: bool,
    /// The word of the element's name.
    word: u64,
    /// The end of the last end tag inside, and the word of its name.
    last_end_tag: (usize, u64),
    /// The open elements of the same name inside a fallback: how many elements are open
    /// with it, and where its tag ends.
    inner: Vec<(usize, usize)>,
    /// Whether one of these closed without an end tag of its name: then the one that
    /// closes the outer element may have been meant for it.
    is_unanswered: bool,
    tag: Bytes,
    /// The start of the text inside.
    first: Option<usize>,
    end: usize,
}

impl Removal {
    /// Closes the element with which so many are open, if it has the same name.
    fn close_inner(&mut self, open: usize) {
        if let Some(&(_, tag_end)) = self.inner.last().filter(|(depth, _)| *depth == open) {
            self.inner.pop();
            let (end, word) = self.last_end_tag;
            self.is_unanswered |= word != self.word || end <= tag_end;
        }
    }
}

impl Admit<'_> {
    /// Begins to remove an element with its content, for this reason.
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

    /// Begins to remove the content that browsers replace with the element itself.
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
            inner: Vec::new(),
            is_unanswered: false,
            tag: (tag.start, tag.end),
            first: None,
            end: tag.end,
        });
    }

    /// Opens an element inside a removed one or a removed fallback. Elements that say
    /// what a medium plays are not part of its fallback.
    #[cold]
    pub(super) fn open_removed(&mut self, opening: &Opening<'_, '_>) {
        let Some(removal) = self.removal.as_mut().filter(|removal| removal.is_fallback) else {
            return;
        };
        if opening.tag.name.word() == removal.word {
            removal.inner.push((self.removing, opening.tag.end));
        }
        match (opening.rule.element, opening.rule.action) {
            (Element::Param | Element::Source | Element::Track, TagAction::Unwrap(why)) => {
                self.report_stripped(opening, kind_of(why));
            }
            _ => self.removes((opening.tag.start, opening.tag.end)),
        }
    }

    /// Removes text.
    #[cold]
    pub(in crate::ingest) fn removes_text(&mut self, text: &str, bytes: Bytes) {
        let words = text.trim_ascii_start();
        if !words.is_empty() {
            self.removes((bytes.0 + text.len() - words.len(), bytes.1));
        }
    }

    /// Removes visible content at these bytes.
    #[cold]
    pub(in crate::ingest) fn removes(&mut self, bytes: Bytes) {
        if let Some(removal) = &mut self.removal {
            let first = removal.first.get_or_insert(bytes.0);
            *first = bytes.0.min(*first);
            removal.end = removal.end.max(bytes.1);
        }
    }

    /// Extends the removed part up to an end tag, if anything is being removed.
    #[cold]
    pub(in crate::ingest) fn removes_to(&mut self, end: usize, word: u64) {
        if let Some(removal) = &mut self.removal {
            removal.end = removal.end.max(end);
            if removal.last_end_tag.0 < end {
                removal.last_end_tag = (end, word);
            }
        }
    }

    /// Closes an element inside a removed one, or that one itself.
    #[cold]
    pub(super) fn close_removed(&mut self, closing: Closing) {
        self.removes_to(closing.end, closing.word);
        if let Some(removal) = &mut self.removal {
            removal.close_inner(self.removing);
        }
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
        // Another end tag closed the element, so it may contain more than its fallback.
        let is_another = removal.last_end_tag.1 != removal.word || removal.is_unanswered;
        if removal.is_fallback && is_another {
            finding = finding.of_loss();
        }
        let is_open = closing.is_never && removal.has_tag && !removal.is_raw_text && !text_stays;
        if is_open && tag.1 < self.length {
            self.report(finding.clone().never_closed(self.length));
        }
        match removal.first {
            None if removal.is_fallback => {}
            _ if removal.has_tag => self.report(finding.over(tag.0..end)),
            // The element is a clone or implied.
            Some(first) => self.report(finding.over(first..end)),
            None => {}
        }
    }
}
