//! Looks at a whole document before any of it is admitted. Finds the parts of tables
//! whose content would be misplaced once the tags below them that are not admitted are
//! gone. These parts are stripped as well, so that the next parser neither loses nor
//! moves text.
//!
//! Has the methods of [`Admit`](super::admit::Admit).

use super::artefacts::Verdict;
use super::event::{Event, OpenTag};
use super::formula::Formula;
use crate::authority::Authority;
use crate::html::char_ref::Decoded;
use crate::html::nesting::Surface;
use crate::html::table_soundness::{Shows, TableSoundness};
use crate::policy::{CompiledPolicy, TagAction, TagRule};

/// Receives the events that are going to be admitted.
pub(super) struct LookAhead<'p> {
    authority: &'p Authority,
    policy: &'p CompiledPolicy,
    tables: TableSoundness,
    unsound: Vec<usize>,
    /// The open formula.
    formula: Option<Formula>,
}

impl<'p> LookAhead<'p> {
    pub(super) fn new(authority: &'p Authority, policy: &'p CompiledPolicy) -> Self {
        Self {
            authority,
            policy,
            tables: TableSoundness::default(),
            unsound: Vec::new(),
            formula: None,
        }
    }

    pub(super) fn see(&mut self, event: &Event<'_, '_>) {
        match event {
            Event::Open(tag) => self.open(tag),
            Event::Text { text, .. } => self.text(text),
            Event::Reference { chars, .. } => self.reference(*chars),
            Event::Bad { .. } | Event::Swallowed { .. } => {}
            Event::Close { .. } => self.close(),
        }
    }

    #[inline]
    pub(super) fn open(&mut self, tag: &OpenTag<'_, '_>) {
        let shown = if let Some(formula) = &mut self.formula {
            formula.open(tag.name, tag.attributes);
            Shows::Instead(Surface::NOTHING)
        } else if tag.is_formula() && self.policy.keeps_rest {
            self.formula = Some(Formula::new(tag.attributes));
            Shows::Content(Surface::NOTHING)
        } else {
            tag.with_rule(self.policy, |rule| self.shows(tag, rule))
        };
        self.tables.open(shown);
    }

    fn shows(&self, tag: &OpenTag<'_, '_>, rule: &TagRule) -> Shows {
        if tag.is_hidden(rule) {
            return Shows::Instead(Surface::NOTHING);
        }
        let artefact = Verdict::of(tag, rule, self.policy, self.authority);
        let shown = artefact.and_then(|verdict| verdict.shows());
        shown.unwrap_or_else(|| shows(rule))
    }

    pub(super) fn text(&mut self, text: &str) {
        match &mut self.formula {
            Some(formula) => formula.text(text),
            None => self.tables.show(Surface::of_text(text)),
        }
    }

    pub(super) fn reference(&mut self, chars: Decoded) {
        match &mut self.formula {
            Some(formula) => formula.text(&chars.chars().collect::<String>()),
            None => self.tables.show(Surface::TEXT),
        }
    }

    pub(super) fn close(&mut self) {
        if self.formula.as_mut().is_some_and(Formula::close) {
            if let Some(formula) = self.formula.take() {
                self.tables.show(Surface::of_text(&formula.finish()));
            }
        }
        self.unsound.extend(self.tables.close());
    }

    pub(super) fn finish(mut self) -> Unsound {
        self.unsound.sort_unstable();
        Unsound {
            numbers: self.unsound,
            passed: 0,
            opened: 0,
        }
    }
}

fn shows(rule: &TagRule) -> Shows {
    match rule.action {
        TagAction::Keep(kept) => Shows::Itself(kept.element),
        TagAction::Unwrap(_) => Shows::Content(Surface::NOTHING),
        TagAction::Remove => Shows::Instead(Surface::NOTHING),
    }
}

/// The elements that are to be stripped, as indices in the order of opening.
#[derive(Debug, Default)]
pub(super) struct Unsound {
    numbers: Vec<usize>,
    /// The number of them that have opened.
    passed: usize,
    opened: usize,
}

impl Unsound {
    /// Whether the element that opens next is one of them.
    pub(super) fn is_next(&mut self) -> bool {
        let is_listed = self.numbers.get(self.passed) == Some(&self.opened);
        self.passed += usize::from(is_listed);
        self.opened += 1;
        is_listed
    }
}
